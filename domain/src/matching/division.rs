//! Provisions that became several, and several that became one.
//!
//! A part is a neighbour that nothing else became, most of whose words come from the whole, and words that the other
//! parts do not have. So a provision that merely repeats its neighbour is no part of it, and a small one is not
//! swallowed by a large one that says what it says anyway.

use super::{Matching, features::common};

/// A part has at least this share of its words from the whole.
const PART: f64 = 0.5;

/// Between two parts, a neighbour with this share is one as well.
const PART_BETWEEN: f64 = 0.3;

/// How far beyond a part the next is looked for.
const LOOK: usize = 4;

/// At least this share of them is in no other part.
const OWN: f64 = 0.5;

/// Together the parts make up at least this share of the whole.
const WHOLE: f64 = 0.5;

/// The most parts of one provision.
const MOST: usize = 50;

impl Matching<'_> {
    /// Finds parts beside pairs, and provisions in pieces.
    pub(super) fn divide(&mut self) {
        for old in 0..self.became.len() {
            if let Some(new) = self.target(old) {
                self.divide_pair(old, new);
                self.merge_pair(old, new);
            }
        }
        for old in 0..self.became.len() {
            if self.old_free(old) {
                self.divide_free(old);
            }
        }
        for new in 0..self.from.len() {
            if self.new_free(new) {
                self.merge_free(new);
            }
        }
    }

    /// Parts of an old provision beside the new one that it became.
    fn divide_pair(&mut self, old: usize, new: usize) {
        if !self.old.can_divide(old) || !self.new.can_divide(new) || self.features.is_same(old, new)
        {
            return;
        }
        let parts = self.new_parts(old, &[new]);
        if parts.len() > 1 {
            for part in parts.into_iter().filter(|part| *part != new) {
                self.join(old, part);
            }
        }
    }

    /// Parts of a new provision beside the old one that it comes from.
    fn merge_pair(&mut self, old: usize, new: usize) {
        if !self.old.can_divide(old)
            || !self.new.can_divide(new)
            || self.features.is_same(old, new)
            || self.became[old].len() > 1
        {
            return;
        }
        let parts = self.old_parts(new, &[old]);
        if parts.len() > 1 {
            for part in parts.into_iter().filter(|part| *part != old) {
                self.join(part, new);
            }
        }
    }

    /// An old provision that became nothing yet, in pieces under its own heading.
    fn divide_free(&mut self, old: usize) {
        if !self.old.can_divide(old) {
            return;
        }
        let set = &self.features.old[old].set;
        let first = (0..self.from.len()).find(|new| {
            self.new_free(*new)
                && self.new.can_divide(*new)
                && self.is_same_section(old, *new)
                && self.share(&self.features.new[*new].set, set) >= PART
        });
        let Some(first) = first else { return };
        let parts = self.new_parts(old, &[first]);
        if parts.len() > 1 {
            for part in parts {
                self.join(old, part);
            }
        }
    }

    fn merge_free(&mut self, new: usize) {
        if !self.new.can_divide(new) {
            return;
        }
        let set = &self.features.new[new].set;
        let first = (0..self.became.len()).find(|old| {
            self.old_free(*old)
                && self.old.can_divide(*old)
                && self.is_same_section(*old, new)
                && self.share(&self.features.old[*old].set, set) >= PART
        });
        let Some(first) = first else { return };
        let parts = self.old_parts(new, &[first]);
        if parts.len() > 1 {
            for part in parts {
                self.join(part, new);
            }
        }
    }

    /// What share of some features is among others.
    fn share(&self, part: &[u64], whole: &[u64]) -> f64 {
        let all = self.features.weight(part);
        let shared: Vec<u64> = common(part, whole).collect();
        if all > 0.0 {
            self.features.weight(&shared) / all
        } else {
            0.0
        }
    }

    /// New provisions beside those in `parts` that are parts of an old one, with these; only the latter if together
    /// they do not make up enough of it.
    fn new_parts(&self, old: usize, parts: &[usize]) -> Vec<usize> {
        let words = &self.features.new;
        let free = |place: usize| {
            self.new_free(place)
                && self.new.can_divide(place)
                && self.new.heading[place] == self.new.heading[parts[0]]
        };
        self.parts(
            &self.features.old[old].set,
            parts,
            words.len(),
            free,
            |place| &words[place].set,
        )
    }

    fn old_parts(&self, new: usize, parts: &[usize]) -> Vec<usize> {
        let words = &self.features.old;
        let free = |place: usize| {
            self.old_free(place)
                && self.old.can_divide(place)
                && self.old.heading[place] == self.old.heading[parts[0]]
        };
        self.parts(
            &self.features.new[new].set,
            parts,
            words.len(),
            free,
            |place| &words[place].set,
        )
    }

    fn parts<'s>(
        &self,
        whole: &[u64],
        parts: &[usize],
        places: usize,
        free: impl Fn(usize) -> bool,
        set: impl Fn(usize) -> &'s Vec<u64>,
    ) -> Vec<usize> {
        let mut found = parts.to_vec();
        let mut covered: Vec<u64> = parts
            .iter()
            .flat_map(|part| common(set(*part), whole))
            .collect();
        covered.sort_unstable();
        covered.dedup();
        for forward in [true, false] {
            loop {
                let next = if forward {
                    found
                        .iter()
                        .max()
                        .map(|last| last + 1)
                        .filter(|next| *next < places)
                } else {
                    found.iter().min().and_then(|first| first.checked_sub(1))
                };
                let Some(next) = next.filter(|_| found.len() < MOST) else {
                    break;
                };
                // Behind a part with many words of its own there may be another.
                let beyond: Vec<usize> = if forward {
                    (next..places.min(next + LOOK))
                        .take_while(|place| free(*place))
                        .collect()
                } else {
                    (next.saturating_sub(LOOK - 1)..=next)
                        .rev()
                        .take_while(|place| free(*place))
                        .collect()
                };
                let own = |place: usize, least: f64| {
                    let shared: Vec<u64> = common(set(place), whole).collect();
                    let own: Vec<u64> = shared
                        .iter()
                        .copied()
                        .filter(|feature| covered.binary_search(feature).is_err())
                        .collect();
                    let weight = self.features.weight(&shared);
                    let enough = shared.len() > 1
                        && weight >= least * self.features.weight(set(place))
                        && self.features.weight(&own) >= OWN * weight;
                    enough.then_some(own)
                };
                let Some(good) = beyond.iter().position(|place| own(*place, PART).is_some()) else {
                    break;
                };
                let taken: Vec<(usize, Vec<u64>)> = beyond[..=good]
                    .iter()
                    .filter_map(|place| Some((*place, own(*place, PART_BETWEEN)?)))
                    .collect();
                for (place, own) in taken {
                    covered.extend(own);
                    found.push(place);
                }
                covered.sort_unstable();
                covered.dedup();
            }
        }
        if self.features.weight(&covered) < WHOLE * self.features.weight(whole) {
            return parts.to_vec();
        }
        found.sort_unstable();
        found
    }
}
