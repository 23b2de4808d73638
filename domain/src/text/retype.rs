//! Lets a person correct what a provision was taken for; and who belongs to whom.

use std::collections::{HashMap, HashSet};

use super::label::relabel;
use super::{Provision, ProvisionKind};

/// Why a provision cannot be taken for something else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RetypeError {
    /// There is no such provision.
    #[error("there is no provision “{0}” in this text")]
    UnknownAnchor(String),
    /// Tables and footnotes are what they are, and nothing else becomes one.
    #[error("“{label}” cannot become a {to}")]
    NotPossible {
        /// Label of the provision.
        label: String,
        /// What it should have become.
        to: ProvisionKind,
    },
}

/// Takes provisions for something else than the cut did, and labels everything anew.
///
/// `changes` name anchors of the text as it was cut. Anchors stay as they are.
pub fn retype(
    mut provisions: Vec<Provision>,
    changes: &[(String, ProvisionKind)],
) -> Result<Vec<Provision>, RetypeError> {
    let places: HashMap<String, usize> = provisions
        .iter()
        .enumerate()
        .map(|(index, provision)| (provision.anchor.clone(), index))
        .collect();
    for (anchor, kind) in changes {
        let index = *places
            .get(anchor)
            .ok_or_else(|| RetypeError::UnknownAnchor(anchor.clone()))?;
        let level = heading_level_at(&provisions, index);
        let provision = &mut provisions[index];
        if provision.kind == *kind {
            continue;
        }
        let fixed = [ProvisionKind::Table, ProvisionKind::Footnote];
        if fixed.contains(kind) || fixed.contains(&provision.kind) {
            return Err(RetypeError::NotPossible {
                label: provision.label.clone(),
                to: *kind,
            });
        }
        provision.depth = match kind {
            ProvisionKind::Heading => level,
            ProvisionKind::ListItem => provision.depth.max(1),
            _ if provision.kind == ProvisionKind::Heading => 0,
            _ => provision.depth,
        };
        provision.kind = *kind;
    }
    adopt(&mut provisions);
    relabel(&mut provisions);
    Ok(provisions)
}

/// The level a provision would have as a heading: one below the heading it stands under.
fn heading_level_at(provisions: &[Provision], index: usize) -> u8 {
    provisions[..index]
        .iter()
        .rev()
        .find(|provision| provision.kind == ProvisionKind::Heading)
        .map_or(1, |heading| (heading.depth + 1).min(6))
}

/// The name of a footnote, as `[^name]` refers to it.
pub fn note_name(provision: &Provision) -> Option<&str> {
    (provision.kind == ProvisionKind::Footnote)
        .then(|| provision.label.strip_prefix("note "))
        .flatten()
}

/// The anchors of a version's footnotes, by the names that references use.
pub fn notes(provisions: &[Provision]) -> HashMap<String, String> {
    let mut notes = HashMap::new();
    for provision in provisions {
        if let Some(name) = note_name(provision) {
            notes
                .entry(name.to_owned())
                .or_insert_with(|| provision.anchor.clone());
        }
    }
    notes
}

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
