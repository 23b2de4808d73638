//! What became of a provision.

use super::number::Numbered;
use crate::text::{Provision, ProvisionKind};

words! {
    /// What became of a provision from one version to the next.
    Relation {
        /// The same words under the same number.
        Unchanged = "unchanged",
        /// The same words in other type: quotation marks, dashes, spaces, emphasis, list or paragraph.
        Typographic = "typographic",
        /// The same words under another number.
        Renumbered = "renumbered",
        /// Other words.
        Modified = "modified",
        /// One of several that one provision was divided into.
        Split = "split",
        /// Made of several provisions.
        Merged = "merged",
        /// Put elsewhere, with the same words or others.
        Moved = "moved",
        /// Taken out.
        Removed = "removed",
        /// There was nothing like it before.
        New = "new",
    }
}

impl Relation {
    /// Whether somebody must answer for it: the words, or where they stand, are others.
    pub const fn needs_decision(self) -> bool {
        !matches!(self, Self::Unchanged | Self::Typographic | Self::Renumbered)
    }
}

/// What became of one provision that became one other in its place.
///
/// Another kind alone is a change where it says something: a paragraph that becomes a norm or a heading needs a
/// decision; a paragraph that becomes an item of a list is set differently, and no more.
pub fn relation(old: &Provision, new: &Provision) -> Relation {
    let (before, after) = (Numbered::of(old), Numbered::of(new));
    let is_running =
        |it: &Provision| matches!(it.kind, ProvisionKind::Paragraph | ProvisionKind::ListItem);
    let set_differently = old.kind != new.kind;
    if before.words != after.words || set_differently && !(is_running(old) && is_running(new)) {
        Relation::Modified
    } else if before.number != after.number || old.label != new.label {
        Relation::Renumbered
    } else if set_differently
        || !old
            .text
            .split_ascii_whitespace()
            .eq(new.text.split_ascii_whitespace())
    {
        Relation::Typographic
    } else {
        Relation::Unchanged
    }
}
