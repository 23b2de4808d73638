//! The difference between two wordings, word by word, as people read it.
//!
//! Words are those of Unicode, so that Arabic, Chinese and the rest are compared as they are written. The work is
//! bounded by the size of the wordings alone and needs no clock: two texts of 20,000 characters that have nothing in
//! common cost no more than two that have nearly everything in common.

use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, DiffableStr, capture_diff_slices};

/// A piece of a redline. `Same` and `Removed` in order are the old wording exactly, `Same` and `Inserted` the new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Piece {
    /// In both wordings.
    Same(String),
    /// In the new wording only.
    Inserted(String),
    /// In the old wording only.
    Removed(String),
}

/// Two passages are compared word by word as long as the product of their lengths, in words, stays below this.
const MAX_PRODUCT: usize = 4_000_000;

/// Words that stay the same between two changes are shown as part of one change if there are at most so many.
const MAX_ABSORBED_WORDS: usize = 3;

/// The redline from one wording to another. Where a phrase was replaced, it comes as one piece removed and one
/// inserted, in that order.
pub fn redline(old: &str, new: &str) -> Vec<Piece> {
    let old_words = old.tokenize_unicode_words();
    let new_words = new.tokenize_unicode_words();
    let mut names: HashMap<&str, u32> = HashMap::new();
    let mut name = |word| {
        let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
        *names.entry(word).or_insert(next)
    };
    let before: Vec<u32> = old_words.iter().map(|word| name(*word)).collect();
    let after: Vec<u32> = new_words.iter().map(|word| name(*word)).collect();
    let mut same = Vec::new();
    common(&before, &after, (0, 0), &SHINGLES, &mut same);
    let runs = readable(
        runs(&same, before.len(), after.len()),
        &old_words,
        &new_words,
    );
    let mut pieces = Vec::new();
    for run in runs {
        if run.same {
            pieces.push(Piece::Same(old_words[run.old].concat()));
            continue;
        }
        if !run.old.is_empty() {
            pieces.push(Piece::Removed(old_words[run.old].concat()));
        }
        if !run.new.is_empty() {
            pieces.push(Piece::Inserted(new_words[run.new].concat()));
        }
    }
    pieces
}

/// A run of words, in both wordings or changed from one to the other.
struct Run {
    same: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// Lengths of the word sequences that long passages are aligned by, one after another.
const SHINGLES: [usize; 3] = [6, 3, 1];

/// Finds the common words: pairs of places, each later than the one before in both.
fn common(
    old: &[u32],
    new: &[u32],
    at: (usize, usize),
    shingles: &[usize],
    same: &mut Vec<(usize, usize)>,
) {
    let prefix = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    same.extend((0..prefix).map(|index| (at.0 + index, at.1 + index)));
    let (old, new) = (&old[prefix..], &new[prefix..]);
    let at = (at.0 + prefix, at.1 + prefix);
    let suffix = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (old_end, new_end) = (old.len() - suffix, new.len() - suffix);
    between(&old[..old_end], &new[..new_end], at, shingles, same);
    same.extend((0..suffix).map(|index| (at.0 + old_end + index, at.1 + new_end + index)));
}

/// The same for passages that neither begin nor end alike.
fn between(
    old: &[u32],
    new: &[u32],
    at: (usize, usize),
    shingles: &[usize],
    same: &mut Vec<(usize, usize)>,
) {
    if old.is_empty() || new.is_empty() {
        return;
    }
    if old.len().saturating_mul(new.len()) <= MAX_PRODUCT {
        for op in capture_diff_slices(Algorithm::Myers, old, new) {
            if let DiffOp::Equal {
                old_index,
                new_index,
                len,
            } = op
            {
                same.extend(
                    (0..len).map(|index| (at.0 + old_index + index, at.1 + new_index + index)),
                );
            }
        }
        return;
    }
    // Too long: align by sequences of words that each passage has once, and compare what lies between.
    let Some((size, smaller)) = shingles.split_first() else {
        return;
    };
    let (mut old_done, mut new_done) = (0, 0);
    for (old_place, new_place) in increasing(&shared_once(old, new, *size)) {
        let (gap_old, gap_new) = (&old[old_done..old_place], &new[new_done..new_place]);
        common(
            gap_old,
            gap_new,
            (at.0 + old_done, at.1 + new_done),
            smaller,
            same,
        );
        same.push((at.0 + old_place, at.1 + new_place));
        (old_done, new_done) = (old_place + 1, new_place + 1);
    }
    common(
        &old[old_done..],
        &new[new_done..],
        (at.0 + old_done, at.1 + new_done),
        smaller,
        same,
    );
}

/// Places of the sequences of `size` words that both passages have exactly once, by place in the old.
fn shared_once(old: &[u32], new: &[u32], size: usize) -> Vec<(usize, usize)> {
    let once = |words: &[u32]| {
        let mut places: HashMap<Vec<u32>, Option<usize>> = HashMap::new();
        for (place, shingle) in words.windows(size).enumerate() {
            places
                .entry(shingle.to_vec())
                .and_modify(|place| *place = None)
                .or_insert(Some(place));
        }
        places
    };
    let (in_old, in_new) = (once(old), once(new));
    let mut shared: Vec<(usize, usize)> = in_old
        .iter()
        .filter_map(|(shingle, place)| Some(((*place)?, (*in_new.get(shingle)?)?)))
        .collect();
    shared.sort_unstable();
    shared
}

/// The longest selection of `pairs` (sorted by the first) in which the second grows as well.
pub(crate) fn increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // `tails[n]`: the pair that ends the best selection of n + 1 pairs so far.
    let mut tails: Vec<usize> = Vec::new();
    let mut previous = vec![None; pairs.len()];
    for (index, (_, second)) in pairs.iter().enumerate() {
        let length = tails.partition_point(|tail| pairs[*tail].1 < *second);
        previous[index] = length.checked_sub(1).map(|before| tails[before]);
        if length == tails.len() {
            tails.push(index);
        } else {
            tails[length] = index;
        }
    }
    let mut selection = Vec::with_capacity(tails.len());
    let mut next = tails.last().copied();
    while let Some(index) = next {
        selection.push(pairs[index]);
        next = previous[index];
    }
    selection.reverse();
    selection
}

/// Runs of same and changed words, in turn.
fn runs(same: &[(usize, usize)], old_len: usize, new_len: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut old_done, mut new_done) = (0, 0);
    for (old, new) in same.iter().copied().chain([(old_len, new_len)]) {
        if old > old_done || new > new_done {
            runs.push(Run {
                same: false,
                old: old_done..old,
                new: new_done..new,
            });
        }
        if old < old_len {
            match runs.last_mut().filter(|run| run.same) {
                Some(run) => {
                    run.old.end = old + 1;
                    run.new.end = new + 1;
                }
                None => runs.push(Run {
                    same: true,
                    old: old..old + 1,
                    new: new..new + 1,
                }),
            }
        }
        (old_done, new_done) = (old + 1, new + 1);
    }
    runs
}

/// Joins changes that only a few words divide, so that a replaced phrase reads as one.
fn readable(runs: Vec<Run>, old: &[&str], new: &[&str]) -> Vec<Run> {
    let size = |run: &Run| {
        let letters = |words: &[&str]| words.iter().map(|word| word.chars().count()).sum::<usize>();
        letters(&old[run.old.clone()]).max(letters(&new[run.new.clone()]))
    };
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        out.push(run);
        while let [.., left, middle, right] = out.as_slice() {
            if left.same || !middle.same || right.same {
                break;
            }
            let is_word = |word: &&&str| word.contains(char::is_alphanumeric);
            let words = old[middle.old.clone()].iter().filter(is_word).count();
            let letters = size(middle);
            let slight = words == 0 && letters <= 3;
            let drowned = words <= MAX_ABSORBED_WORDS && letters <= size(left).min(size(right));
            if !slight && !drowned {
                break;
            }
            let (old_end, new_end) = (right.old.end, right.new.end);
            out.truncate(out.len() - 2);
            if let Some(left) = out.last_mut() {
                left.old.end = old_end;
                left.new.end = new_end;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::*;

    fn shown(old: &str, new: &str) -> String {
        redline(old, new)
            .into_iter()
            .map(|piece| match piece {
                Piece::Same(text) => text,
                Piece::Removed(text) => format!("[-{text}-]"),
                Piece::Inserted(text) => format!("{{+{text}+}}"),
            })
            .collect()
    }

    fn check(old: &str, new: &str) {
        let pieces = redline(old, new);
        let (mut before, mut after) = (String::new(), String::new());
        for piece in &pieces {
            match piece {
                Piece::Same(text) => {
                    before.push_str(text);
                    after.push_str(text);
                }
                Piece::Removed(text) => before.push_str(text),
                Piece::Inserted(text) => after.push_str(text),
            }
            let (Piece::Same(text) | Piece::Removed(text) | Piece::Inserted(text)) = piece;
            assert!(!text.is_empty());
        }
        assert_eq!((before.as_str(), after.as_str()), (old, new));
    }

    #[test]
    fn a_replaced_phrase_is_one_change() {
        assert_eq!(
            shown(
                "the targeted interception of a limited number of end-user devices",
                "the targeted interception of individually named end-user devices, under an order",
            ),
            "the targeted interception of [-a limited number of-]{+individually named+} end-user devices{+, under an order+}"
        );
        assert_eq!(
            shown("States should act.", "States shall act."),
            "States [-should-]{+shall+} act."
        );
        assert_eq!(shown("", "new"), "{+new+}");
        assert_eq!(shown("old", ""), "[-old-]");
        assert_eq!(shown("same", "same"), "same");
        assert!(redline("", "").is_empty());
    }

    #[test]
    fn other_scripts_are_compared_as_they_are_written() {
        assert_eq!(
            shown("人人生而自由", "人人生来自由"),
            "人人生[-而-]{+来+}自由"
        );
        assert_eq!(
            shown(
                "يولد جميع الناس أحرارًا متساوين",
                "يولد كل الناس أحرارًا متساوين"
            ),
            "يولد [-جميع-]{+كل+} الناس أحرارًا متساوين"
        );
        assert_eq!(
            shown("सभी मनुष्यों को", "सभी लोगों को"),
            "सभी [-मनुष्यों-]{+लोगों+} को"
        );
    }

    #[test]
    fn long_wordings_take_bounded_time() {
        let words = |seed: usize, step: usize| {
            (0..).map(move |index| format!("w{} ", (seed + index * step) % 977))
        };
        let long = |seed, step| {
            words(seed, step)
                .scan(0, |size, word| {
                    *size += word.len();
                    (*size <= 20_000).then_some(word)
                })
                .collect::<String>()
        };
        let chinese: String = (0..20_000_u32)
            .filter_map(|index| char::from_u32(0x4e00 + index * 7 % 5_003))
            .collect();
        let other: String = (0..20_000_u32)
            .filter_map(|index| char::from_u32(0x4e00 + index * 11 % 4_999))
            .collect();
        let edited = chinese
            .replace(char::from(b'x'), "")
            .replacen('\u{4e07}', "改", 2_000);
        for (old, new) in [
            (long(1, 3), long(5, 7)),
            ("a b ".repeat(5_000), "b a ".repeat(5_000)),
            (". ".repeat(10_000), ", ".repeat(10_000)),
            (chinese.clone(), other),
            (chinese, edited),
        ] {
            let start = Instant::now();
            check(&old, &new);
            let took = start.elapsed();
            assert!(took < Duration::from_secs(5), "{took:?}");
        }
    }

    #[test]
    fn long_wordings_with_few_changes_show_just_these() {
        let words: Vec<String> = (0..4_000).map(|index| format!("word{index} ")).collect();
        let old = words.concat();
        let new = old
            .replace("word777 ", "other ")
            .replace("word3000 ", "")
            .replace("word10 ", "word10 and more ");
        let changes = redline(&old, &new)
            .iter()
            .filter(|piece| !matches!(piece, Piece::Same(_)))
            .count();
        assert_eq!(changes, 4);
        check(&old, &new);
    }

    proptest! {
        #[test]
        fn both_wordings_can_be_read_back(old in "\\PC{0,80}", new in "\\PC{0,80}") {
            check(&old, &new);
        }

        #[test]
        fn edits_can_be_read_back(words in proptest::collection::vec("[a-d]{1,2}[ ,.]", 0..60), other in proptest::collection::vec("[a-d]{1,2}[ ,.]", 0..60)) {
            check(&words.concat(), &other.concat());
        }
    }
}
