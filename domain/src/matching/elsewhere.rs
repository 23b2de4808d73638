//! What stands elsewhere now: under another heading, or in another order.

use std::collections::HashMap;

use super::{Matching, features::common};

/// Fewer words than these are said in many places.
const ENOUGH_WORDS: usize = 6;

/// Other words are followed from this nearness on, if nothing else comes near.
const NEAR: f64 = 0.55;

/// The next nearest is at least so much farther away.
const LEAD: f64 = 0.1;

impl Matching<'_> {
    /// Pairs what is left: the same words wherever they stand now; others only from under a heading that stayed, to
    /// beside or below it.
    pub(super) fn pair_elsewhere(&mut self) {
        self.pair_same_elsewhere();
        self.pair_near_elsewhere();
    }

    /// The same words, if there are enough of them, as often on both sides.
    fn pair_same_elsewhere(&mut self) {
        let mut groups: HashMap<usize, (Vec<usize>, Vec<usize>)> = HashMap::new();
        let is_heading = |kind| kind == crate::text::ProvisionKind::Heading;
        for old in (0..self.became.len())
            .filter(|it| self.old_free(*it) && !is_heading(self.old.kind(*it)))
        {
            let words = &self.features.old[old];
            if words.sequence.len() >= ENOUGH_WORDS {
                groups.entry(words.class).or_default().0.push(old);
            }
        }
        for new in
            (0..self.from.len()).filter(|it| self.new_free(*it) && !is_heading(self.new.kind(*it)))
        {
            if let Some(group) = groups.get_mut(&self.features.new[new].class) {
                group.1.push(new);
            }
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        groups.sort();
        for (old, new) in groups {
            if old.len() == new.len() {
                for (from, to) in old.into_iter().zip(new) {
                    self.pair(from, to);
                }
            }
        }
    }

    /// Other words, the nearest on both sides with a clear lead.
    fn pair_near_elsewhere(&mut self) {
        let old: Vec<usize> = (0..self.became.len())
            .filter(|it| self.old_free(*it) && self.old.can_divide(*it) && self.heading_stayed(*it))
            .collect();
        let new: Vec<usize> = (0..self.from.len())
            .filter(|it| self.new_free(*it) && self.new.can_divide(*it))
            .collect();
        let mut near: Vec<(f64, usize, usize)> = self
            .features
            .nearest(&old, &new)
            .into_iter()
            .filter(|(from, to)| {
                let enough = |words: &[u32]| words.len() >= ENOUGH_WORDS;
                enough(&self.features.old[*from].sequence)
                    && enough(&self.features.new[*to].sequence)
                    && self.is_beside(*from, *to)
            })
            .map(|(from, to)| (self.nearness(from, to), from, to))
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        for (score, from, to) in &near {
            let rival = near.iter().any(|(other, left, right)| {
                (left == from) != (right == to)
                    && self.old_free(*left)
                    && self.new_free(*right)
                    && score - other < LEAD
                    && self.says_as_much((*from, *to), (*left, *right))
            });
            if *score >= NEAR && !rival {
                self.pair(*from, *to);
            }
        }
    }

    /// Whether what a pair has in common is mostly what a rival has in common: two parts of one provision are no
    /// rivals.
    fn says_as_much(&self, pair: (usize, usize), rival: (usize, usize)) -> bool {
        let shared = |(from, to): (usize, usize)| -> Vec<u64> {
            common(&self.features.old[from].set, &self.features.new[to].set).collect()
        };
        let (own, other) = (shared(pair), shared(rival));
        let both: Vec<u64> = common(&own, &other).collect();
        self.features.weight(&both) >= 0.5 * self.features.weight(&other)
    }

    fn heading_stayed(&self, old: usize) -> bool {
        self.old.heading[old].is_none_or(|heading| self.target(heading).is_some())
    }

    /// Whether a new provision stands under what an old one's heading became, under a heading below or beside it, or
    /// one above.
    fn is_beside(&self, old: usize, new: usize) -> bool {
        let Some(stayed) = self.old.heading[old].and_then(|heading| self.target(heading)) else {
            return self.old.heading[old].is_none();
        };
        let Some(heading) = self.new.heading[new] else {
            return false;
        };
        let above = |heading: usize| self.new.heading[heading];
        heading == stayed
            || above(heading) == Some(stayed)
            || above(stayed) == Some(heading)
            || above(heading) == above(stayed)
    }
}
