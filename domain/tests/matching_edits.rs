//! Real texts with edits of which it is known what they did: articles put in and taken out, sections put elsewhere,
//! everything renumbered, words changed. No pair of versions was looked at for it.

mod corpora;
mod shared_texts;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    matching::propose,
    text::{Provision, ProvisionKind, cut},
};

use corpora::{debian, nist};
use shared_texts::shared;

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most.max(1)
    }

    fn one_in(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }
}

/// A provision on the way to the next version, and the old ones it comes from.
#[derive(Clone)]
struct Piece {
    provision: Provision,
    from: BTreeSet<String>,
}

/// Words of another text, for what is put in.
fn stranger(words: &[&str], chance: &mut Chance) -> String {
    let length = 12 + chance.below(30);
    let start = chance.below(words.len() - length);
    words[start..start + length].join(" ")
}

/// Changes a few words of a longer provision; the number in front stays.
fn reworded(text: &str, chance: &mut Chance) -> String {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let changes = 1 + words.len() / 12;
    for _ in 0..changes {
        let at = 1 + chance.below(words.len() - 1);
        match chance.below(3) {
            0 => words[at] = format!("new{}", chance.below(1000)),
            1 => {
                words.remove(at);
            }
            _ => words.insert(at, format!("more{}", chance.below(1000))),
        }
    }
    words.join(" ")
}

/// Sections by their top headings.
fn sections(pieces: Vec<Piece>, depth: u8) -> Vec<Vec<Piece>> {
    let mut sections: Vec<Vec<Piece>> = vec![Vec::new()];
    for piece in pieces {
        if piece.provision.kind == ProvisionKind::Heading && piece.provision.depth <= depth {
            sections.push(Vec::new());
        }
        sections.last_mut().expect("one").push(piece);
    }
    sections
}

/// The next version, with where each of its provisions comes from.
fn edited(old: &[Provision], strange: &[&str], seed: u64) -> Vec<Piece> {
    let mut chance = Chance(seed);
    let depth = old
        .iter()
        .filter(|it| it.kind == ProvisionKind::Heading)
        .map(|it| it.depth)
        .max()
        .unwrap_or(1);
    let pieces = old
        .iter()
        .map(|it| Piece {
            provision: it.clone(),
            from: BTreeSet::from([it.anchor.clone()]),
        })
        .collect();
    let mut sections = sections(pieces, depth);
    // One section goes, one comes, one is put elsewhere.
    if sections.len() > 6 {
        let gone = 2 + chance.below(sections.len() - 3);
        sections.remove(gone);
        let at = 2 + chance.below(sections.len() - 3);
        let mut heading = sections[at][0].clone();
        heading.provision.text = format!(
            "99. {}",
            strange[chance.below(strange.len() - 3)..][..3].join(" ")
        );
        heading.from.clear();
        let mut section = vec![heading];
        for _ in 0..=chance.below(4) {
            let mut paragraph = section[0].clone();
            paragraph.provision.kind = ProvisionKind::Paragraph;
            paragraph.provision.depth = 0;
            paragraph.provision.text = stranger(strange, &mut chance);
            section.push(paragraph);
        }
        sections.insert(at, section);
        let from = 2 + chance.below(sections.len() - 3);
        let moved = sections.remove(from);
        let to = 2 + chance.below(sections.len() - 2);
        sections.insert(to, moved);
    }
    let mut out = Vec::new();
    for mut piece in sections.into_iter().flatten() {
        let is_heading = piece.provision.kind == ProvisionKind::Heading;
        let words = piece.provision.text.split_whitespace().count();
        if !is_heading && chance.one_in(25) {
            continue;
        }
        if words > 10 && chance.one_in(5) {
            piece.provision.text = reworded(&piece.provision.text, &mut chance);
        }
        out.push(piece);
        if !is_heading && chance.one_in(25) {
            let mut inserted = out.last().expect("pushed").clone();
            inserted.provision.text = stranger(strange, &mut chance);
            inserted.from.clear();
            out.push(inserted);
        }
    }
    // Everything is numbered anew, and hangs on the heading above it.
    let mut last = None;
    for (at, piece) in out.iter_mut().enumerate() {
        let it = &mut piece.provision;
        it.ord = i32::try_from(at + 1).expect("small");
        it.anchor = format!("n{at}");
        it.label = format!("{}", at + 1);
        if it.kind == ProvisionKind::Heading {
            it.parent = None;
            last = Some(it.anchor.clone());
        } else {
            it.parent.clone_from(&last);
        }
    }
    out
}

/// Share of provisions, old and new, whose origin or end is right; in thousandths.
fn right(old: &[Provision], next: &[Piece]) -> usize {
    let new: Vec<Provision> = next.iter().map(|it| it.provision.clone()).collect();
    let said = propose(old, &new);
    // What says the same in several places may come from any of them.
    let text: BTreeMap<&str, &str> = old
        .iter()
        .map(|it| (it.anchor.as_str(), it.text.as_str()))
        .collect();
    let same = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        let texts = |set: &BTreeSet<String>| {
            set.iter()
                .map(|it| text[it.as_str()].to_owned())
                .collect::<BTreeSet<_>>()
        };
        one == other || texts(one) == texts(other)
    };
    let mut good = 0;
    let mut all = 0;
    for (piece, origin) in next.iter().zip(&said) {
        let told: BTreeSet<String> = origin.from.iter().cloned().collect();
        all += 1;
        good += usize::from(same(&told, &piece.from));
    }
    good * 1000 / all
}

fn texts() -> Vec<(&'static str, Vec<Provision>)> {
    let read = |path: &str| {
        let source = shared(path)?;
        Some(cut(source.as_bytes()).expect("a text").provisions)
    };
    [
        ("constitution", debian("1.5")),
        ("standard", nist(corpora::NIST[3])),
        ("guidelines", read("cases/texts/en-evg.md")),
        ("policy", read("cases/texts/en-m1621.md")),
    ]
    .into_iter()
    .filter_map(|(name, text)| Some((name, text?)))
    .collect()
}

#[test]
fn what_edits_did_is_found() {
    let texts = texts();
    for (name, old) in &texts {
        // Words of another text are put in.
        let other = texts
            .iter()
            .find(|(other, _)| other != name)
            .expect("another");
        let strange: Vec<&str> = other
            .1
            .iter()
            .flat_map(|it| it.text.split_whitespace())
            .collect();
        let mut sum = 0;
        let mut least = 1000;
        for seed in 1..=12 {
            let next = edited(old, &strange, seed);
            let share = right(old, &next);
            sum += share;
            least = least.min(share);
        }
        println!(
            "{name}: {} thousandths on average, {least} at least",
            sum / 12
        );
        assert!(
            sum / 12 >= 975 && least >= 930,
            "{name}: {} on average, {least} at least",
            sum / 12
        );
    }
}
