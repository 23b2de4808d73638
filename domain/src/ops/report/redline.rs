//! Redlines for the report, from the words of a provision and a wording proposed for it.

use crate::{
    redline::{self, redline as compare},
    report::{Change, Piece},
};

/// Below this share of characters in common a redline would be confetti: the new words stand alone.
const LEAST_LIKENESS: usize = 25;

/// What a proposed wording changes. All inserted if there is nothing to compare it with, or too little in common.
pub fn redline(old: &str, new: &str) -> Vec<Piece> {
    let pieces: Vec<Piece> = compare(old, new)
        .into_iter()
        .map(|piece| {
            let (change, text) = match piece {
                redline::Piece::Same(text) => (Change::Kept, text),
                redline::Piece::Removed(text) => (Change::Deleted, text),
                redline::Piece::Inserted(text) => (Change::Inserted, text),
            };
            Piece { change, text }
        })
        .collect();
    let common: usize = pieces
        .iter()
        .filter(|piece| piece.change == Change::Kept)
        .map(|piece| piece.text.len())
        .sum();
    if common * 200 >= LEAST_LIKENESS * (old.len() + new.len()) {
        pieces
    } else {
        vec![Piece {
            change: Change::Inserted,
            text: new.to_owned(),
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_little_in_common_stands_alone() {
        let old = "Whoever shares a well keeps its water clean for everybody else.";
        assert_eq!(
            redline(old, "Delete this, it says nothing new at all.").len(),
            1
        );
        assert_eq!(redline("", "New words.").len(), 1);
        let near = redline(
            old,
            "Whoever shares a well keeps its water fit to drink for everybody else.",
        );
        let kinds: Vec<Change> = near.iter().map(|it| it.change).collect();
        assert_eq!(
            kinds,
            [
                Change::Kept,
                Change::Deleted,
                Change::Inserted,
                Change::Kept
            ]
        );
    }
}
