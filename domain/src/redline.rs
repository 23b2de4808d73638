//! The difference between two wordings, word by word, as people read it: one implementation for pages, reports, mail
//! and paper. Each renders the same pieces in its own way.
//!
//! Words are those of Unicode, so that Arabic, Chinese and the rest are compared as they are written. What says the
//! same ([`folded`]) is never marked, whatever quotation marks, spaces or composed letters it is written with.
//!
//! The work is bounded by the size of the wordings alone and needs no clock (see `alignment`): two texts of 20,000
//! characters that have nothing in common cost little more than two that have nearly everything in common.

mod alignment;
mod phrases;

use std::{collections::HashMap, ops::Range};

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use crate::wording::{folded, says_the_same};

words! {
    /// What became of words.
    Change {
        /// They stay.
        Kept = "kept",
        /// They are taken out.
        Deleted = "deleted",
        /// They are new.
        Inserted = "inserted",
    }
}

/// A piece of a redline. Kept and inserted pieces in order are the new wording exactly; kept and deleted ones are the
/// old wording as far as words go: white space and type are the new one's where words stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// What became of the words.
    pub change: Change,
    /// The words, with the white space around them.
    pub text: String,
}

impl Piece {
    /// Words that stay.
    pub fn kept(text: impl Into<String>) -> Self {
        Self {
            change: Change::Kept,
            text: text.into(),
        }
    }

    /// Words that are taken out.
    pub fn deleted(text: impl Into<String>) -> Self {
        Self {
            change: Change::Deleted,
            text: text.into(),
        }
    }

    /// Words that are new.
    pub fn inserted(text: impl Into<String>) -> Self {
        Self {
            change: Change::Inserted,
            text: text.into(),
        }
    }
}

/// Below this share of common characters, in hundredths, a redline would be confetti: one wording replaces the other.
const LEAST_LIKENESS: usize = 25;

/// The redline from one wording to another. Where a phrase was replaced, it comes as one piece deleted and one
/// inserted, in that order; wordings that have little in common come as one of each.
pub fn redline(old: &str, new: &str) -> Vec<Piece> {
    let pieces = compared(old, new);
    if is_alike(&pieces, old, new) {
        return pieces;
    }
    [Piece::deleted(old), Piece::inserted(new)]
        .into_iter()
        .filter(|piece| !piece.text.is_empty())
        .collect()
}

/// What a proposed wording changes in a provision, whose words stand above it: a wording that has little in common
/// with them stands alone. A number in front of either is no word of it.
pub fn proposal(provision: &str, wording: &str) -> Vec<Piece> {
    let (old, new) = (without_number(provision.trim()), wording.trim());
    let new = if old.len() < provision.trim().len() {
        without_number(new)
    } else {
        new
    };
    let pieces = compared(old, new);
    if is_alike(&pieces, old, new) {
        pieces
    } else {
        vec![Piece::inserted(new)]
    }
}

/// Whether a wording proposes anything: it is not empty, and says something else than the provision.
pub fn is_proposal(provision: &str, wording: &str) -> bool {
    let (old, new) = (provision.trim(), wording.trim());
    !new.is_empty()
        && !says_the_same(old, new)
        && !says_the_same(without_number(old), without_number(new))
}

fn is_alike(pieces: &[Piece], old: &str, new: &str) -> bool {
    let kept: usize = pieces
        .iter()
        .filter(|piece| piece.change == Change::Kept)
        .map(|piece| piece.text.len())
        .sum();
    kept * 200 >= LEAST_LIKENESS * (old.len() + new.len())
}

/// A text without the number that its first item carries: `3.`, `12)`, `(a)`, `b.`.
fn without_number(text: &str) -> &str {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let bare = word.trim_start_matches('(').trim_end_matches(['.', ')']);
    let marked = word.ends_with(')') || word.ends_with('.') && !word.starts_with('(');
    let figures = bare.chars().all(char::is_numeric) && bare.chars().count() <= 3;
    let letters = bare.chars().all(|c| c.is_ascii_lowercase())
        && (bare.len() == 1 || bare.chars().all(|c| "ivxlc".contains(c)));
    if marked && !bare.is_empty() && (figures || letters) {
        rest.trim_start()
    } else {
        text
    }
}

/// A word or mark of a wording, with the white space before it.
struct Word<'a> {
    /// White space and word.
    text: &'a str,
    /// How much of it is white space.
    space: usize,
    /// What it is compared by; the same for all that say the same.
    token: u32,
    /// Letters and figures in it; none in a mark.
    letters: usize,
}

impl Word<'_> {
    fn space(&self) -> &str {
        &self.text[..self.space]
    }
}

/// Numbers for words: the same for all that say the same.
#[derive(Default)]
struct Names<'a> {
    seen: HashMap<&'a str, Option<u32>>,
    names: HashMap<String, u32>,
}

impl<'a> Names<'a> {
    /// The number of a word; none if nothing of it can be seen.
    fn of(&mut self, word: &'a str) -> Option<u32> {
        if let Some(known) = self.seen.get(word) {
            return *known;
        }
        let name = folded(word);
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let token = (!name.is_empty()).then(|| *self.names.entry(name).or_insert(next));
        self.seen.insert(word, token);
        token
    }
}

/// Divides a wording into words. White space at the end is left out.
fn words<'a>(text: &'a str, names: &mut Names<'a>) -> Vec<Word<'a>> {
    let mut words: Vec<Word> = Vec::new();
    let mut start = 0;
    for (at, word) in text.split_word_bound_indices() {
        let end = at + word.len();
        if word.trim().is_empty() {
            continue;
        }
        let Some(token) = names.of(word) else {
            // What cannot be seen belongs to what it stands behind, or before.
            if let Some(last) = words.last_mut() {
                last.text = &text[start - last.text.len()..end];
                start = end;
            }
            continue;
        };
        words.push(Word {
            text: &text[start..end],
            space: at - start,
            token,
            letters: word.chars().filter(|c| c.is_alphanumeric()).count(),
        });
        start = end;
    }
    words
}

/// A run of words, in both wordings or changed from one to the other.
#[derive(Debug, Clone)]
struct Run {
    same: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// The pieces, however much or little both wordings have in common.
fn compared(old: &str, new: &str) -> Vec<Piece> {
    let mut names = Names::default();
    let (before, after) = (words(old, &mut names), words(new, &mut names));
    let tokens = |words: &[Word]| words.iter().map(|word| word.token).collect::<Vec<_>>();
    let runs = alignment::runs(&tokens(&before), &tokens(&after));
    written(
        &phrases::readable(runs, &before, &after),
        &before,
        &after,
        new,
    )
}

/// The pieces of runs, with white space where it is read.
fn written(runs: &[Run], old: &[Word], new: &[Word], new_text: &str) -> Vec<Piece> {
    let text = |words: &[Word]| words.iter().map(|word| word.text).collect::<String>();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |piece: Piece| {
        if piece.text.is_empty() {
            return;
        }
        match pieces.last_mut().filter(|last| last.change == piece.change) {
            Some(last) => last.text.push_str(&piece.text),
            None => pieces.push(piece),
        }
    };
    for (at, run) in runs.iter().enumerate() {
        let mut deleted = text(&old[run.old.clone()]);
        let mut inserted = text(&new[run.new.clone()]);
        if run.same || says_the_same(&deleted, &inserted) {
            push(Piece::kept(inserted));
            continue;
        }
        // White space before both is before the change, not in it.
        let space = match (old.get(run.old.start), new.get(run.new.start)) {
            (Some(left), Some(right)) if !deleted.is_empty() && !inserted.is_empty() => {
                if left.space > 0 && right.space > 0 {
                    Some((left.space, right.space().to_owned()))
                } else {
                    None
                }
            }
            _ => None,
        };
        if let Some((left, space)) = space {
            deleted.drain(..left);
            inserted.drain(..space.len());
            push(Piece::kept(space));
        }
        // Words that are taken out before the first word that stays do not run into it.
        if let Some(next) = runs.get(at + 1).filter(|next| next.same)
            && let (Some(was), Some(is)) = (old.get(next.old.start), new.get(next.new.start))
            && was.space > is.space
            && inserted.is_empty()
        {
            deleted.push_str(was.space());
        }
        push(Piece::deleted(deleted));
        push(Piece::inserted(inserted));
    }
    // What stands behind the last word.
    let read: usize = new.iter().map(|word| word.text.len()).sum();
    if let Some(end) = new_text.get(read..).filter(|end| !end.is_empty()) {
        match pieces
            .last_mut()
            .filter(|last| last.change != Change::Deleted)
        {
            Some(last) => last.text.push_str(end),
            None => pieces.push(Piece::kept(end)),
        }
    }
    pieces
}

#[cfg(test)]
mod tests;
