//! Redlines for the report, from the words of a provision and a wording proposed for it.

use similar::{ChangeTag, TextDiff};

use crate::report::{Change, Piece};

/// Below this share of words in common a redline would be confetti: the new words stand alone.
const LEAST_LIKENESS: f32 = 0.25;

/// What a proposed wording changes. All inserted if there is nothing to compare it with, or too little in common.
pub(super) fn redline(old: &str, new: &str) -> Vec<Piece> {
    let alone = || {
        vec![Piece {
            change: Change::Inserted,
            text: new.to_owned(),
        }]
    };
    if old.trim().is_empty() {
        return alone();
    }
    let diff = TextDiff::from_unicode_words(old, new);
    if diff.ratio() < LEAST_LIKENESS {
        return alone();
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let tag = match change.tag() {
            ChangeTag::Equal => Change::Kept,
            ChangeTag::Delete => Change::Deleted,
            ChangeTag::Insert => Change::Inserted,
        };
        match pieces.last_mut() {
            Some(last) if last.change == tag => last.text.push_str(change.value()),
            _ => pieces.push(Piece {
                change: tag,
                text: change.value().to_owned(),
            }),
        }
    }
    pieces
}
