//! Which words two wordings have in common, in order, with bounded work.
//!
//! Passages of a few hundred words are compared by Myers' algorithm. Longer ones are first aligned by sequences of words
//! that each has exactly once, as patience diffs do; what then still is too long and has nothing of the kind, such as the
//! same two words ten thousand times, counts as replaced.

use std::{collections::HashMap, ops::Range};

use imara_diff::{Algorithm, Diff, Token};

use super::Run;
use crate::matching::increasing;

/// Passages are compared word by word as long as the product of their lengths, in words, stays below this.
const MAX_PRODUCT: usize = 90_000;

/// Lengths of the word sequences that long passages are aligned by, one after another.
const SHINGLES: [usize; 4] = [8, 4, 2, 1];

/// Runs of words that stay and words that change, in turn.
pub(super) fn runs(old: &[u32], new: &[u32]) -> Vec<Run> {
    let mut same = Vec::new();
    common(old, new, (0, 0), &SHINGLES, &mut same);
    let mut runs: Vec<Run> = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (left, right) in same
        .into_iter()
        .chain([(old.len()..old.len(), new.len()..new.len())])
    {
        if left.start > from || right.start > to {
            runs.push(Run {
                same: false,
                old: from..left.start,
                new: to..right.start,
            });
        }
        (from, to) = (left.end, right.end);
        match runs.last_mut().filter(|run| run.same) {
            Some(run) => (run.old.end, run.new.end) = (from, to),
            None if !left.is_empty() => runs.push(Run {
                same: true,
                old: left,
                new: right,
            }),
            None => {}
        }
    }
    runs
}

/// Ranges of both that say the same, in order.
type Same = Vec<(Range<usize>, Range<usize>)>;

/// Finds what is common: the beginning, the end, and what lies between.
fn common(old: &[u32], new: &[u32], at: (usize, usize), shingles: &[usize], same: &mut Same) {
    let mut keep = |from: usize, to: usize, length: usize| {
        if length > 0 {
            let (from, to) = (at.0 + from, at.1 + to);
            same.push((from..from + length, to..to + length));
        }
    };
    let prefix = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    keep(0, 0, prefix);
    let (left, right) = (&old[prefix..], &new[prefix..]);
    let pairs = left.iter().rev().zip(right.iter().rev());
    let suffix = pairs.take_while(|(a, b)| a == b).count();
    let (left, right) = (&left[..left.len() - suffix], &right[..right.len() - suffix]);
    between(left, right, (at.0 + prefix, at.1 + prefix), shingles, same);
    if suffix > 0 {
        let (from, to) = (at.0 + old.len() - suffix, at.1 + new.len() - suffix);
        same.push((from..from + suffix, to..to + suffix));
    }
}

/// The same for passages that neither begin nor end alike.
fn between(old: &[u32], new: &[u32], at: (usize, usize), shingles: &[usize], same: &mut Same) {
    if old.is_empty() || new.is_empty() {
        return;
    }
    if old.len().saturating_mul(new.len()) <= MAX_PRODUCT {
        word_by_word(old, new, at, same);
        return;
    }
    let Some((size, smaller)) = shingles.split_first() else {
        return;
    };
    let (mut from, mut to) = (0, 0);
    for (left, right) in increasing(&shared_once(old, new, *size)) {
        // Sequences overlap: what is paired already is passed.
        if left < from || right < to {
            continue;
        }
        let place = (at.0 + from, at.1 + to);
        common(&old[from..left], &new[to..right], place, smaller, same);
        same.push((at.0 + left..at.0 + left + 1, at.1 + right..at.1 + right + 1));
        (from, to) = (left + 1, right + 1);
    }
    let place = (at.0 + from, at.1 + to);
    common(&old[from..], &new[to..], place, smaller, same);
}

fn word_by_word(old: &[u32], new: &[u32], at: (usize, usize), same: &mut Same) {
    // Numbers of their own, so that the work depends on these words and not on all.
    let mut names: HashMap<u32, u32> = HashMap::new();
    let mut tokens = |words: &[u32]| -> Vec<Token> {
        words
            .iter()
            .map(|word| {
                let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
                Token(*names.entry(*word).or_insert(next))
            })
            .collect()
    };
    let (left, right) = (tokens(old), tokens(new));
    let count = u32::try_from(names.len()).unwrap_or(u32::MAX);
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Myers, &left, &right, count);
    let (mut from, mut to) = (0, 0);
    let mut keep = |until: usize, from: usize, to: usize| {
        if until > from {
            let length = until - from;
            let (from, to) = (at.0 + from, at.1 + to);
            same.push((from..from + length, to..to + length));
        }
    };
    for hunk in diff.hunks() {
        keep(hunk.before.start as usize, from, to);
        (from, to) = (hunk.before.end as usize, hunk.after.end as usize);
    }
    keep(old.len(), from, to);
}

/// Places of the sequences of `size` words that both passages have exactly once, by place in the old.
fn shared_once(old: &[u32], new: &[u32], size: usize) -> Vec<(usize, usize)> {
    fn once(words: &[u32], size: usize) -> HashMap<&[u32], Option<usize>> {
        let mut places = HashMap::new();
        for (place, shingle) in words.windows(size).enumerate() {
            places
                .entry(shingle)
                .and_modify(|place| *place = None)
                .or_insert(Some(place));
        }
        places
    }
    let (in_old, in_new) = (once(old, size), once(new, size));
    let mut shared: Vec<(usize, usize)> = in_old
        .iter()
        .filter_map(|(shingle, place)| Some(((*place)?, (*in_new.get(shingle)?)?)))
        .collect();
    shared.sort_unstable();
    shared
}
