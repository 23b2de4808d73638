//! What provisions are compared by: their words, and pairs of neighbouring words. The rarer a word, the more it says.

use std::collections::{HashMap, HashSet};

use unicode_segmentation::UnicodeSegmentation;

use super::number::Numbered;
use crate::text::Provision;

/// A word that more provisions of one version have in common says too little to look others up by it.
const MAX_COMMON: usize = 40;

/// The words of one provision.
pub(super) struct Words {
    /// Its words, small letters only, as numbers.
    pub sequence: Vec<u32>,
    /// Provisions that say the same, whatever the type, have the same number.
    pub class: usize,
    /// Its words and pairs of neighbouring words, each once, sorted.
    pub set: Vec<u64>,
    /// What its words weigh together.
    pub weight: f64,
}

/// The words of both versions.
pub(super) struct Features {
    pub old: Vec<Words>,
    pub new: Vec<Words>,
    weights: HashMap<u64, f64>,
}

impl Features {
    pub fn of(old: &[Provision], new: &[Provision]) -> Self {
        let mut names = HashMap::new();
        let mut classes = HashMap::new();
        let mut all = |provisions: &[Provision]| -> Vec<Words> {
            let read = |it| words(it, &mut names, &mut classes);
            provisions.iter().map(read).collect()
        };
        let (mut old, mut new) = (all(old), all(new));
        let weights = weights(&old, &new);
        for words in old.iter_mut().chain(&mut new) {
            words.weight = words.set.iter().map(|feature| weights[feature]).sum();
        }
        Self { old, new, weights }
    }

    /// Whether two provisions say the same, whatever the type and the number.
    pub fn is_same(&self, old: usize, new: usize) -> bool {
        self.old[old].class == self.new[new].class
    }

    /// How near two provisions are, from 0 to 1.
    pub fn score(&self, old: usize, new: usize) -> f64 {
        if self.is_same(old, new) {
            return 1.0;
        }
        let (left, right) = (&self.old[old], &self.new[new]);
        (self.near(left, right) + begins_alike(left, right)).min(1.0)
    }

    /// What share of the words of two provisions is common, whatever they weigh, from 0 to 1.
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of words are far below 2^52"
    )]
    pub fn share(&self, old: usize, new: usize) -> f64 {
        let (left, right) = (&self.old[old].set, &self.new[new].set);
        let all = left.len() + right.len();
        2.0 * common(left, right).count() as f64 / all.max(1) as f64
    }

    /// How near two sets of words are, from 0 to 1: what both have in common, measured by both together and, less, by
    /// the smaller alone, so that a provision that grew is still near to what it was.
    pub fn near(&self, one: &Words, other: &Words) -> f64 {
        let (total, least) = (one.weight + other.weight, one.weight.min(other.weight));
        if least <= 0.0 {
            return 0.0;
        }
        let shared: f64 = common(&one.set, &other.set)
            .map(|feature| self.weights[&feature])
            .sum();
        0.6 * (2.0 * shared / total) + 0.4 * (shared / least)
    }

    /// What some features weigh.
    pub fn weight<'a>(&self, features: impl IntoIterator<Item = &'a u64>) -> f64 {
        features
            .into_iter()
            .map(|feature| self.weights[feature])
            .sum()
    }

    /// The words of several provisions taken together.
    pub fn together<'a>(&self, words: impl Iterator<Item = &'a Words>) -> Words {
        let mut set: Vec<u64> = words.flat_map(|words| words.set.iter().copied()).collect();
        set.sort_unstable();
        set.dedup();
        Words {
            sequence: Vec::new(),
            class: usize::MAX,
            weight: self.weight(&set),
            set,
        }
    }

    /// For each old provision, the new ones that it shares uncommon words with, best first: of many, so that long
    /// lists need not be compared all with all.
    pub fn nearest(&self, old: &[usize], new: &[usize]) -> HashSet<(usize, usize)> {
        let mut index: HashMap<u64, Vec<usize>> = HashMap::new();
        for place in new {
            for feature in &self.new[*place].set {
                index.entry(*feature).or_default().push(*place);
            }
        }
        let mut near = HashSet::new();
        for from in old {
            let mut found: HashMap<usize, f64> = HashMap::new();
            for feature in &self.old[*from].set {
                let places = index.get(feature).filter(|it| it.len() <= MAX_COMMON);
                for place in places.into_iter().flatten() {
                    *found.entry(*place).or_default() += self.weights[feature];
                }
            }
            let mut found: Vec<(usize, f64)> = found.into_iter().collect();
            found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            near.extend(
                found
                    .into_iter()
                    .take(MAX_COMMON)
                    .map(|(to, _)| (*from, to)),
            );
        }
        near
    }
}

/// People know a paragraph by how it begins: what that adds to the nearness of two.
fn begins_alike(one: &Words, other: &Words) -> f64 {
    let words = one.sequence.iter().zip(&other.sequence);
    let alike = words.take_while(|(a, b)| a == b).take(12).count();
    match u8::try_from(alike) {
        Ok(alike) if alike >= 5 => f64::from(alike) / 12.0 * 0.15,
        _ => 0.0,
    }
}

/// What two sorted lists have in common, in order.
pub(super) fn common<'a>(one: &'a [u64], other: &'a [u64]) -> impl Iterator<Item = u64> + 'a {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    std::iter::from_fn(move || {
        loop {
            let (a, b) = (**left.peek()?, **right.peek()?);
            if a <= b {
                left.next();
            }
            if b <= a {
                right.next();
            }
            if a == b {
                return Some(a);
            }
        }
    })
}

/// A feature weighs the less, the more provisions of a version have it.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of provisions are far below 2^52"
)]
fn weights(old: &[Words], new: &[Words]) -> HashMap<u64, f64> {
    let mut counts: HashMap<u64, (usize, usize)> = HashMap::new();
    for feature in old.iter().flat_map(|words| &words.set) {
        counts.entry(*feature).or_default().0 += 1;
    }
    for feature in new.iter().flat_map(|words| &words.set) {
        counts.entry(*feature).or_default().1 += 1;
    }
    counts
        .into_iter()
        .map(|(feature, (old, new))| (feature, 1.0 / (1.0 + (old.max(new) as f64).ln())))
        .collect()
}

fn words(
    provision: &Provision,
    names: &mut HashMap<String, u32>,
    classes: &mut HashMap<String, usize>,
) -> Words {
    let text = Numbered::of(provision).words;
    let mut sequence = Vec::new();
    for word in text.to_lowercase().unicode_words() {
        let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
        sequence.push(*names.entry(word.to_owned()).or_insert(next));
    }
    let single = sequence.iter().map(|word| u64::from(*word));
    let pairs = sequence
        .windows(2)
        .map(|pair| (u64::from(pair[0]) + 1) << 32 | u64::from(pair[1]));
    let mut set: Vec<u64> = single.chain(pairs).collect();
    set.sort_unstable();
    set.dedup();
    let next = classes.len();
    Words {
        sequence,
        class: *classes.entry(text).or_insert(next),
        set,
        weight: 0.0,
    }
}
