//! From single words to phrases: what people would strike and write anew.

use super::{Run, Word};

/// A short word, or two, that stand between two changes are read as part of one.
const SHORT_LETTERS: usize = 6;
const SHORT_WORDS: usize = 2;

/// So are a few words with no more letters than the changes on either side, or a third of those of one side.
const DROWNED_WORDS: usize = 3;

/// And more of them, with half as many.
const HALF_DROWNED_WORDS: usize = 6;

/// Joins changes that only a few words divide, and lets changes begin and end where sentences do.
pub(super) fn readable(runs: Vec<Run>, old: &[Word], new: &[Word]) -> Vec<Run> {
    let letters = |words: &[Word]| words.iter().map(|word| word.letters).sum::<usize>();
    let size = |run: &Run| letters(&old[run.old.clone()]).max(letters(&new[run.new.clone()]));
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for run in slid(runs, old, new) {
        out.push(run);
        while let [.., left, middle, right] = out.as_slice() {
            if left.same || !middle.same || right.same {
                break;
            }
            let words = new[middle.new.clone()]
                .iter()
                .filter(|word| word.letters > 0)
                .count();
            let between = letters(&new[middle.new.clone()]);
            let (least, most) = (size(left).min(size(right)), size(left).max(size(right)));
            let short = words <= SHORT_WORDS && between <= SHORT_LETTERS;
            let drowned = words <= DROWNED_WORDS && (between <= least || between * 3 <= most)
                || words <= HALF_DROWNED_WORDS && between * 2 <= least;
            if !short && !drowned {
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

/// How well a change reads that begins behind a word.
fn boundary(before: Option<&Word>) -> u8 {
    match before.map(|word| word.text.trim()) {
        None => 3,
        Some(text) if text.ends_with(['.', '!', '?', '؟', '。', '！', '？', '\n']) => 3,
        Some(text) if text.ends_with([';', ':', '؛', '；', '：']) => 2,
        Some(text) if text.ends_with([',', '،', '，', '、']) => 1,
        Some(_) => 0,
    }
}

/// Moves what was only inserted, or only taken out, to where it begins behind the end of a sentence, if the words at
/// its ends are the same: of "A. B." to "A. C. B." the sentence "C." is new, and not ". C".
fn slid(mut runs: Vec<Run>, old: &[Word], new: &[Word]) -> Vec<Run> {
    for at in 0..runs.len() {
        let run = &runs[at];
        if run.same || run.old.is_empty() == run.new.is_empty() {
            continue;
        }
        let (words, range) = if run.old.is_empty() {
            (new, run.new.clone())
        } else {
            (old, run.old.clone())
        };
        let room = |index: Option<usize>| {
            index
                .and_then(|index| runs.get(index))
                .filter(|run| run.same)
                .map_or(0, |run| run.new.len())
        };
        let (back_room, forth_room) = (room(at.checked_sub(1)), room(Some(at + 1)));
        let mut best = (
            boundary(range.start.checked_sub(1).map(|it| &words[it])),
            0_isize,
        );
        for step in 1..=back_room {
            if words[range.start - step].token != words[range.end - step].token {
                break;
            }
            let place = (range.start - step).checked_sub(1).map(|it| &words[it]);
            if boundary(place) > best.0 {
                best = (boundary(place), -isize::try_from(step).unwrap_or(0));
            }
        }
        for step in 1..=forth_room {
            if words[range.start + step - 1].token != words[range.end + step - 1].token {
                break;
            }
            let place = Some(&words[range.start + step - 1]);
            if boundary(place) > best.0 {
                best = (boundary(place), isize::try_from(step).unwrap_or(0));
            }
        }
        shift(&mut runs, at, best.1);
    }
    runs.retain(|run| !run.old.is_empty() || !run.new.is_empty());
    runs
}

/// Moves a change that lies between words that stay by some words.
fn shift(runs: &mut Vec<Run>, at: usize, by: isize) {
    if by == 0 {
        return;
    }
    let moved = |place: usize| place.saturating_add_signed(by);
    let run = &mut runs[at];
    (run.old.start, run.old.end) = (moved(run.old.start), moved(run.old.end));
    (run.new.start, run.new.end) = (moved(run.new.start), moved(run.new.end));
    let (old, new) = (runs[at].old.clone(), runs[at].new.clone());
    if let Some(before) = at.checked_sub(1).map(|index| &mut runs[index]) {
        (before.old.end, before.new.end) = (old.start, new.start);
    } else {
        // Words that stay are before it now.
        runs.insert(
            0,
            Run {
                same: true,
                old: 0..old.start,
                new: 0..new.start,
            },
        );
        if let Some(after) = runs.get_mut(2) {
            (after.old.start, after.new.start) = (old.end, new.end);
        }
        return;
    }
    if let Some(after) = runs.get_mut(at + 1) {
        (after.old.start, after.new.start) = (old.end, new.end);
    } else {
        let (old_end, new_end) = (old.end, new.end);
        let length = by.unsigned_abs();
        runs.push(Run {
            same: true,
            old: old_end..old_end + length,
            new: new_end..new_end + length,
        });
    }
}
