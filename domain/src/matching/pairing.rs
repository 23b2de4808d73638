//! Decides which provision of the old version is which of the new: surest first.

use std::collections::{HashMap, HashSet};

use crate::redline::increasing;
use crate::text::{Provision, ProvisionKind, heading_number, plain};

use super::features::{Features, Near, parents};

/// Provisions are the same, modified, from this nearness on.
const NEAR: f64 = 0.4;

/// And from this, where they also stand in the same place.
const NEAR_IN_PLACE: f64 = 0.15;

/// A part or source of a split or merged provision has at least this share of its words from it.
const PART: f64 = 0.6;

/// Together, parts make up at least this share of the whole.
const WHOLE: f64 = 0.6;

/// Each part adds at least this share of the whole.
const ADDS: f64 = 0.12;

/// Pairs, splits and merges. Each provision is in at most one of them.
pub(super) struct Pairing {
    /// For each old provision the new one it is paired with.
    pub target: Vec<Option<usize>>,
    /// For each new provision the old one it is paired with.
    pub source: Vec<Option<usize>>,
    /// Old provisions with the new ones they were split into, in order.
    pub splits: Vec<(usize, Vec<usize>)>,
    /// New provisions with the old ones they were merged from, in order.
    pub merges: Vec<(Vec<usize>, usize)>,
}

/// Places in the old and in the new version.
type Group = (Vec<usize>, Vec<usize>);

struct Work<'a> {
    old: &'a [Provision],
    new: &'a [Provision],
    features: &'a Features,
    pairing: Pairing,
    /// Provisions in splits and merges.
    old_taken: HashSet<usize>,
    new_taken: HashSet<usize>,
}

impl Pairing {
    pub fn of(old: &[Provision], new: &[Provision], features: &Features) -> Self {
        let mut work = Work {
            old,
            new,
            features,
            pairing: Self {
                target: vec![None; old.len()],
                source: vec![None; new.len()],
                splits: Vec::new(),
                merges: Vec::new(),
            },
            old_taken: HashSet::new(),
            new_taken: HashSet::new(),
        };
        work.pair_equal_once();
        work.split();
        work.merge();
        work.pair_near();
        // What says the same in several places ("Norm", "Background") goes by its parent, then by its order.
        for _ in 0..3 {
            work.pair_equal_by_parent();
            work.pair_in_place();
        }
        work.pair_equal_in_order();
        work.pair_in_place();
        work.pairing
    }
}

impl Work<'_> {
    fn old_free(&self, old: usize) -> bool {
        self.pairing.target[old].is_none() && !self.old_taken.contains(&old)
    }

    fn new_free(&self, new: usize) -> bool {
        self.pairing.source[new].is_none() && !self.new_taken.contains(&new)
    }

    fn pair(&mut self, old: usize, new: usize) {
        if self.old_free(old) && self.new_free(new) {
            self.pairing.target[old] = Some(new);
            self.pairing.source[new] = Some(old);
        }
    }

    /// Free provisions by what they say; those without words by their text.
    fn groups(&self) -> Vec<Group> {
        let mut groups: HashMap<(Vec<u32>, &str), Group> = HashMap::new();
        let key = |words: &super::features::Words| words.sequence.clone();
        for place in (0..self.old.len()).filter(|place| self.old_free(*place)) {
            let words = &self.features.old[place];
            let text = if words.sequence.is_empty() {
                words.text.as_str()
            } else {
                ""
            };
            groups.entry((key(words), text)).or_default().0.push(place);
        }
        for place in (0..self.new.len()).filter(|place| self.new_free(*place)) {
            let words = &self.features.new[place];
            let text = if words.sequence.is_empty() {
                words.text.as_str()
            } else {
                ""
            };
            groups.entry((key(words), text)).or_default().1.push(place);
        }
        let mut groups: Vec<_> = groups
            .into_values()
            .filter(|(old, new)| !old.is_empty() && !new.is_empty())
            .collect();
        groups.sort();
        groups
    }

    /// The same words, once in each version.
    fn pair_equal_once(&mut self) {
        for (old, new) in self.groups() {
            if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
                self.pair(*old, *new);
            }
        }
    }

    /// The same words under the same parent, in order.
    fn pair_equal_by_parent(&mut self) {
        let (old_parents, new_parents) = (parents(self.old), parents(self.new));
        for (old, new) in self.groups() {
            for from in old {
                let parent = old_parents[from].map(|parent| self.pairing.target[parent]);
                if parent == Some(None) {
                    continue;
                }
                let found = new
                    .iter()
                    .copied()
                    .find(|to| self.new_free(*to) && new_parents[*to] == parent.flatten());
                if let Some(to) = found {
                    self.pair(from, to);
                }
            }
        }
    }

    /// The same words in the order they come, first where that agrees with everything paired so far.
    fn pair_equal_in_order(&mut self) {
        for (old, new) in self.groups() {
            let between: Vec<(usize, usize)> = old
                .iter()
                .filter_map(|from| {
                    let (low, high) = self.window(*from);
                    let to = new.iter().find(|to| low < Some(**to) && **to < high)?;
                    Some((*from, *to))
                })
                .collect();
            for (from, to) in increasing(&between) {
                self.pair(from, to);
            }
        }
        for (old, new) in self.groups() {
            for (from, to) in old.into_iter().zip(new) {
                self.pair(from, to);
            }
        }
    }

    /// The new provisions between which an old one would stand if it had not moved: after the first, before the
    /// second.
    fn window(&self, old: usize) -> (Option<usize>, usize) {
        let before = self.pairing.target[..old].iter().rev().find_map(|to| *to);
        let after = self.pairing.target[old + 1..].iter().find_map(|to| *to);
        (before, after.unwrap_or(self.new.len()))
    }

    fn candidates(&self, old: usize) -> impl Iterator<Item = &Near> {
        self.features.near[old]
            .iter()
            .filter(|near| self.new_free(near.new))
    }

    /// Old provisions that became several.
    fn split(&mut self) {
        // Each new provision can only be part of the old one that it shares most with.
        let mut best: HashMap<usize, (usize, usize)> = HashMap::new();
        for old in (0..self.old.len()).filter(|old| self.old_free(*old)) {
            for near in self.candidates(old) {
                let entry = best.entry(near.new).or_insert((near.shared, old));
                if near.shared > entry.0 {
                    *entry = (near.shared, old);
                }
            }
        }
        for old in 0..self.old.len() {
            if !self.old_free(old) || !self.can_divide(self.old[old].kind) {
                continue;
            }
            let parts: Vec<usize> = self
                .candidates(old)
                .filter(|near| best.get(&near.new).is_some_and(|(_, best)| *best == old))
                .filter(|near| is_part(near.shared, self.features.new[near.new].set.len()))
                .filter(|near| self.can_divide(self.new[near.new].kind))
                .map(|near| near.new)
                .collect();
            let parts = covering(&self.features.old[old].set, parts, |part| {
                &self.features.new[*part].set
            });
            if parts.len() >= 2 {
                self.new_taken.extend(&parts);
                self.old_taken.insert(old);
                self.pairing.splits.push((old, parts));
            }
        }
    }

    /// New provisions that several became.
    fn merge(&mut self) {
        let mut sources: HashMap<usize, Vec<usize>> = HashMap::new();
        for old in (0..self.old.len()).filter(|old| self.old_free(*old)) {
            if !self.can_divide(self.old[old].kind) {
                continue;
            }
            let best = self
                .candidates(old)
                .max_by_key(|near| (near.shared, std::cmp::Reverse(near.new)));
            if let Some(near) = best
                && is_part(near.shared, self.features.old[old].set.len())
                && self.can_divide(self.new[near.new].kind)
            {
                sources.entry(near.new).or_default().push(old);
            }
        }
        let mut sources: Vec<_> = sources.into_iter().collect();
        sources.sort();
        for (new, parts) in sources {
            let parts = covering(&self.features.new[new].set, parts, |part| {
                &self.features.old[*part].set
            });
            if parts.len() >= 2 {
                self.old_taken.extend(&parts);
                self.new_taken.insert(new);
                self.pairing.merges.push((parts, new));
            }
        }
    }

    /// Headings, tables and notes stay what they are.
    #[expect(clippy::unused_self, reason = "reads as one of the rules of this work")]
    fn can_divide(&self, kind: ProvisionKind) -> bool {
        matches!(
            kind,
            ProvisionKind::Norm | ProvisionKind::Paragraph | ProvisionKind::ListItem
        )
    }

    /// The nearest first, wherever they stand.
    fn pair_near(&mut self) {
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for old in (0..self.old.len()).filter(|old| self.old_free(*old)) {
            for near in self.candidates(old) {
                let as_good = if self.old[old].kind == self.new[near.new].kind {
                    NEAR
                } else {
                    NEAR + 0.15
                };
                // Few words are easily alike.
                let few = self.features.old[old]
                    .sequence
                    .len()
                    .min(self.features.new[near.new].sequence.len())
                    < 4;
                // What says the same goes by its place: see below.
                if self.features.is_same_words(old, near.new) {
                    continue;
                }
                if near.score >= if few { as_good + 0.2 } else { as_good } {
                    pairs.push((near.score, old, near.new));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        for (_, old, new) in pairs {
            self.pair(old, new);
        }
    }

    /// What is left between the same neighbours: one provision of a kind on each side, or the nearest in order.
    fn pair_in_place(&mut self) {
        for old in 0..self.old.len() {
            if !self.old_free(old) {
                continue;
            }
            let (low, high) = self.window(old);
            let first = low.map_or(0, |low| low + 1);
            if high <= first || high - first > 50 {
                continue;
            }
            let kind = self.old[old].kind;
            let best = (first..high)
                .filter(|new| self.new_free(*new) && self.new[*new].kind == kind)
                .map(|new| {
                    (
                        self.features.score(old, new) + self.same_number(old, new),
                        new,
                    )
                })
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            if let Some((score, new)) = best
                && (score >= NEAR_IN_PLACE || self.features.is_same_words(old, new))
            {
                self.pair(old, new);
            }
        }
    }

    /// Headings that keep their number, and notes that keep their name, are a little nearer to each other.
    fn same_number(&self, old: usize, new: usize) -> f64 {
        let (old, new) = (&self.old[old], &self.new[new]);
        let same = match old.kind {
            ProvisionKind::Heading => {
                old.label == new.label && heading_number(&plain(&old.text)).is_some()
            }
            ProvisionKind::Footnote => old.label == new.label,
            _ => false,
        };
        if same { 0.1 } else { 0.0 }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of words are far below 2^52"
)]
fn is_part(shared: usize, size: usize) -> bool {
    // Four words and what lies between them: less is no sentence.
    size >= 7 && shared as f64 >= PART * size as f64
}

/// Those parts that together make up the whole, each adding to it; in order. Empty if they do not.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of words are far below 2^52"
)]
fn covering<'a>(
    whole: &[u64],
    parts: Vec<usize>,
    set: impl Fn(&usize) -> &'a Vec<u64>,
) -> Vec<usize> {
    let in_whole = |part: &usize| -> Vec<u64> {
        set(part)
            .iter()
            .copied()
            .filter(|feature| whole.binary_search(feature).is_ok())
            .collect()
    };
    let mut parts: Vec<(Vec<u64>, usize)> = parts
        .into_iter()
        .map(|part| (in_whole(&part), part))
        .collect();
    parts.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.1.cmp(&b.1)));
    let mut covered: HashSet<u64> = HashSet::new();
    let mut chosen = Vec::new();
    for (features, part) in parts {
        let adds = features
            .iter()
            .filter(|feature| !covered.contains(feature))
            .count();
        if adds as f64 >= ADDS * whole.len() as f64 {
            covered.extend(features);
            chosen.push(part);
        }
    }
    if (covered.len() as f64) < WHOLE * whole.len() as f64 {
        chosen.clear();
    }
    chosen.sort_unstable();
    chosen
}
