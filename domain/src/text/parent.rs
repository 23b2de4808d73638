//! Who belongs to whom.

use std::collections::HashSet;

use super::{Provision, ProvisionKind};

/// Sets the parents that depend on headings anew: of headings, and of what stands neither in a list item nor in
/// a note. The parent of the others stays where it still is what it was.
pub(super) fn adopt(provisions: &mut [Provision]) {
    let items: HashSet<String> = provisions
        .iter()
        .filter(|provision| provision.kind != ProvisionKind::Heading)
        .map(|provision| provision.anchor.clone())
        .collect();
    // Open headings: level and anchor.
    let mut open: Vec<(u8, String)> = Vec::new();
    for provision in provisions.iter_mut() {
        let in_item = provision
            .parent
            .as_ref()
            .is_some_and(|parent| items.contains(parent));
        match provision.kind {
            ProvisionKind::Heading => {
                while open
                    .last()
                    .is_some_and(|(level, _)| *level >= provision.depth)
                {
                    open.pop();
                }
                provision.parent = open.last().map(|(_, anchor)| anchor.clone());
                open.push((provision.depth, provision.anchor.clone()));
            }
            ProvisionKind::Footnote => {}
            _ if in_item => {}
            _ => provision.parent = open.last().map(|(_, anchor)| anchor.clone()),
        }
    }
}
