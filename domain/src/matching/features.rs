//! What provisions are compared by: their words, and pairs of neighbouring words.

use std::collections::{HashMap, HashSet};

use similar::DiffableStr;

use crate::text::{Provision, ProvisionKind, heading_number, item_number, plain};

/// A pair of words that more provisions of one version have in common says little, and is not looked up.
const MAX_COMMON: usize = 40;

/// The words of one provision.
pub(super) struct Words {
    /// Its text without number and without differences of white space.
    pub text: String,
    /// Its words, small letters only, as numbers.
    pub sequence: Vec<u32>,
    /// Its words and pairs of neighbouring words, each once, sorted.
    pub set: Vec<u64>,
}

/// The words of both versions.
pub(super) struct Features {
    pub old: Vec<Words>,
    pub new: Vec<Words>,
    /// For each provision of the old version: the new ones it shares most with, best first.
    pub near: Vec<Vec<Near>>,
}

/// How near a provision of the new version is to one of the old.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near {
    pub new: usize,
    /// How many features both have.
    pub shared: usize,
    /// Twice what both have, divided by what each has: from 0 to 1.
    pub score: f64,
}

impl Features {
    pub fn of(old: &[Provision], new: &[Provision]) -> Self {
        let mut names = HashMap::new();
        let mut all = |provisions: &[Provision]| -> Vec<Words> {
            provisions
                .iter()
                .map(|provision| words(provision, &mut names))
                .collect()
        };
        let (old, new) = (all(old), all(new));
        let near = nearest(&old, &new);
        Self { old, new, near }
    }

    /// Whether two provisions say the same, down to marks and punctuation.
    pub fn is_same_text(&self, old: usize, new: usize) -> bool {
        self.old[old].text == self.new[new].text
    }

    /// Whether two provisions have the same words.
    pub fn is_same_words(&self, old: usize, new: usize) -> bool {
        self.old[old].sequence == self.new[new].sequence
    }

    /// How near two provisions are, from 0 to 1.
    pub fn score(&self, old: usize, new: usize) -> f64 {
        score(self.shared(old, new).len(), &self.old[old], &self.new[new])
    }

    /// What two provisions have in common.
    pub fn shared(&self, old: usize, new: usize) -> Vec<u64> {
        let (left, right) = (&self.old[old].set, &self.new[new].set);
        left.iter()
            .copied()
            .filter(|feature| right.binary_search(feature).is_ok())
            .collect()
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of words are far below 2^52"
)]
fn score(shared: usize, old: &Words, new: &Words) -> f64 {
    let total = old.set.len() + new.set.len();
    if total == 0 {
        0.0
    } else {
        2.0 * shared as f64 / total as f64
    }
}

/// The text of a provision without its number and without differences of white space.
pub(super) fn wording(provision: &Provision) -> String {
    let words: Vec<&str> = without_number(provision).split_whitespace().collect();
    words.join(" ")
}

fn words(provision: &Provision, names: &mut HashMap<String, u32>) -> Words {
    let text = wording(provision);
    let mut words = Vec::new();
    for word in plain(&text)
        .to_lowercase()
        .as_str()
        .tokenize_unicode_words()
    {
        if word.contains(char::is_alphanumeric) {
            let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
            words.push(*names.entry(word.to_owned()).or_insert(next));
        }
    }
    let single = words.iter().map(|word| u64::from(*word));
    let pairs = words
        .windows(2)
        .map(|pair| (u64::from(pair[0]) + 1) << 32 | u64::from(pair[1]));
    let mut set: Vec<u64> = single.chain(pairs).collect();
    set.sort_unstable();
    set.dedup();
    Words {
        text,
        sequence: words,
        set,
    }
}

/// The text of a provision without the number that it carries.
fn without_number(provision: &Provision) -> &str {
    let text = provision.text.trim_start();
    match provision.kind {
        ProvisionKind::ListItem if item_number(text).is_some() => text
            .split_once(char::is_whitespace)
            .map_or("", |(_, rest)| rest),
        ProvisionKind::Heading
            if heading_number(&plain(text)).is_some_and(|number| number.bare) =>
        {
            let rest = text.trim_start_matches('§').trim_start();
            match rest.split_once(char::is_whitespace) {
                Some((number, rest)) if number.starts_with(char::is_numeric) => rest,
                _ => text,
            }
        }
        _ => text,
    }
}

/// For each old provision the new ones that share uncommon pairs of words with it.
fn nearest(old: &[Words], new: &[Words]) -> Vec<Vec<Near>> {
    let mut index: HashMap<u64, Vec<usize>> = HashMap::new();
    for (place, words) in new.iter().enumerate() {
        for feature in &words.set {
            index.entry(*feature).or_default().push(place);
        }
    }
    old.iter()
        .map(|words| {
            let mut found: HashSet<usize> = HashSet::new();
            for feature in &words.set {
                if let Some(places) = index
                    .get(feature)
                    .filter(|places| places.len() <= MAX_COMMON)
                {
                    found.extend(places);
                }
            }
            let mut near: Vec<Near> = found
                .into_iter()
                .map(|place| {
                    let right = &new[place].set;
                    let shared = words
                        .set
                        .iter()
                        .filter(|feature| right.binary_search(feature).is_ok())
                        .count();
                    Near {
                        new: place,
                        shared,
                        score: score(shared, words, &new[place]),
                    }
                })
                .collect();
            near.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.new.cmp(&b.new)));
            near.truncate(MAX_COMMON);
            near
        })
        .collect()
}

/// The places of the provisions' parents.
pub(super) fn parents(provisions: &[Provision]) -> Vec<Option<usize>> {
    let places: HashMap<&str, usize> = provisions
        .iter()
        .enumerate()
        .map(|(place, provision)| (provision.anchor.as_str(), place))
        .collect();
    provisions
        .iter()
        .enumerate()
        .map(|(place, provision)| {
            let parent = provision.parent.as_deref()?;
            places.get(parent).copied().filter(|parent| *parent < place)
        })
        .collect()
}
