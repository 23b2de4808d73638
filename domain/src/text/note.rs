//! Footnotes by the names that references use.

use std::collections::HashMap;

use super::{Provision, ProvisionKind};

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
