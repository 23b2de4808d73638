//! Redlines of real revisions: fewer and longer changes than words alone would make of them, at the same words.

mod corpora;
mod shared_texts;

use std::collections::HashMap;

use domain::{
    matching::words,
    redline::{Change, Piece, redline},
    text::Provision,
};

use corpora::{DEBIAN, NIST, debian, nist};

/// Words and marks, without white space.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut in_word = false;
    for c in text.chars() {
        let letter = c.is_alphanumeric();
        match tokens.last_mut().filter(|_| letter && in_word) {
            Some(word) => word.push(c),
            None if !c.is_whitespace() => tokens.push(c.to_string()),
            None => {}
        }
        in_word = letter;
    }
    tokens
}

/// Changes, and the words in them, of the longest common subsequence of words: what most programs show.
fn plainly(old: &[String], new: &[String]) -> (usize, usize) {
    let mut best = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for from in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            best[from][to] = if old[from] == new[to] {
                best[from + 1][to + 1] + 1
            } else {
                best[from + 1][to].max(best[from][to + 1])
            };
        }
    }
    let (mut from, mut to) = (0, 0);
    let (mut runs, mut marked, mut open) = (0, 0, false);
    while from < old.len() || to < new.len() {
        if from < old.len() && to < new.len() && old[from] == new[to] {
            (from, to, open) = (from + 1, to + 1, false);
            continue;
        }
        runs += usize::from(!open);
        marked += 1;
        open = true;
        if to == new.len() || from < old.len() && best[from + 1][to] >= best[from][to + 1] {
            from += 1;
        } else {
            to += 1;
        }
    }
    (runs, marked)
}

/// The same of a redline.
fn told(pieces: &[Piece]) -> (usize, usize) {
    let (mut runs, mut marked, mut open) = (0, 0, false);
    for piece in pieces {
        let changed = piece.change != Change::Kept;
        if changed {
            runs += usize::from(!open);
            marked += tokens(&piece.text).len();
        }
        open = changed;
    }
    (runs, marked)
}

/// Provisions that have the same label in two versions and other words, as plain words without their numbers.
fn revised(versions: &[Option<Vec<Provision>>]) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for pair in versions.windows(2) {
        let (Some(old), Some(new)) = (&pair[0], &pair[1]) else {
            continue;
        };
        let before: HashMap<&str, &Provision> =
            old.iter().map(|it| (it.label.as_str(), it)).collect();
        for it in new {
            if let Some(was) = before
                .get(it.label.as_str())
                .filter(|was| was.text != it.text)
            {
                pairs.push((words(was), words(it)));
            }
        }
    }
    pairs
}

#[test]
fn real_revisions_read_as_phrases() {
    let versions: Vec<_> = DEBIAN
        .iter()
        .map(|it| debian(it))
        .chain([None])
        .chain(NIST.iter().map(|it| nist(it)))
        .collect();
    let (mut plain_runs, mut plain_marked, mut runs, mut marked, mut pairs) = (0, 0, 0, 0, 0);
    for (old, new) in revised(&versions) {
        let plain = plainly(&tokens(&old), &tokens(&new));
        let pieces = redline(&old, &new);
        let read = told(&pieces);
        // Wordings that have little in common replace each other; that is another matter.
        if pieces.iter().all(|piece| piece.change != Change::Kept) {
            continue;
        }
        plain_runs += plain.0;
        plain_marked += plain.1;
        runs += read.0;
        marked += read.1;
        pairs += 1;
    }
    println!(
        "{pairs} pairs: {plain_runs} changes of {plain_marked} words plainly, {runs} changes of {marked} words as phrases"
    );
    if pairs == 0 {
        return;
    }
    assert!(runs * 10 <= plain_runs * 7, "fewer changes");
    assert!(marked * plain_runs > plain_marked * runs, "longer ones");
    assert!(marked * 10 <= plain_marked * 14, "at the same words");
}
