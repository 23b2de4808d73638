//! What stands under two headings that stand for each other, provision by provision, in order.

use std::collections::HashMap;

use super::{
    Matching,
    order::{aligned, gaps, increasing},
};
use crate::text::ProvisionKind;

/// Provisions are the same, modified, from this nearness on.
const NEAR: f64 = 0.32;

/// So are they with this share of common words, if nothing else is left between their neighbours, which are the same.
const NEAR_ALONE: f64 = 0.25;

/// Few words are easily alike.
const FEW: usize = 4;

/// Lists are compared all with all up to this product of their lengths, with the likeliest ones up to the next.
const ALL: usize = 250_000;
const LIKELIEST: usize = 25_000_000;

impl Matching<'_> {
    /// Pairs what stands under headings that stand for each other, and the notes.
    pub(super) fn pair_content(&mut self) {
        for (old, new) in self.sections() {
            let (old, new) = (
                self.old.content(old).to_vec(),
                self.new.content(new).to_vec(),
            );
            self.pair_lists(&old, &new);
        }
        let (old, new) = (self.old.notes.clone(), self.new.notes.clone());
        self.pair_lists(&old, &new);
    }

    fn pair_lists(&mut self, old: &[usize], new: &[usize]) {
        // What says the same once in each list holds the rest in its place.
        let mut once: HashMap<usize, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for (at, place) in old.iter().enumerate() {
            let class = self.features.old[*place].class;
            once.entry(class).or_default().0.push(at);
        }
        for (at, place) in new.iter().enumerate() {
            let class = self.features.new[*place].class;
            once.entry(class).or_default().1.push(at);
        }
        let mut same: Vec<(usize, usize)> = once
            .into_values()
            .filter_map(|places| match (places.0.as_slice(), places.1.as_slice()) {
                ([from], [to]) => Some((*from, *to)),
                _ => None,
            })
            .collect();
        same.sort_unstable();
        let same = increasing(&same);
        for (from, to) in &same {
            self.pair(old[*from], new[*to]);
        }
        for (left, right) in gaps(&same, old.len(), new.len()) {
            self.pair_between(&old[left], &new[right]);
        }
    }

    /// Pairs what lies between the same neighbours.
    fn pair_between(&mut self, mut old: &[usize], mut new: &[usize]) {
        while let ([from, old_rest @ ..], [to, new_rest @ ..]) = (old, new)
            && self.features.is_same(*from, *to)
        {
            self.pair(*from, *to);
            (old, new) = (old_rest, new_rest);
        }
        while let ([old_rest @ .., from], [new_rest @ .., to]) = (old, new)
            && self.features.is_same(*from, *to)
        {
            self.pair(*from, *to);
            (old, new) = (old_rest, new_rest);
        }
        let product = old.len().saturating_mul(new.len());
        if product == 0 {
            return;
        }
        let likely = (product > ALL).then(|| self.features.nearest(old, new));
        if product > LIKELIEST {
            let likely = likely.unwrap_or_default();
            let mut pairs: Vec<(usize, usize)> = likely
                .into_iter()
                .filter(|(from, to)| self.is_near(*from, *to))
                .collect();
            pairs.sort_unstable();
            for (from, to) in increasing(&pairs) {
                self.pair(from, to);
            }
            return;
        }
        let near = |from: usize, to: usize| match &likely {
            Some(likely) if !self.features.is_same(from, to) && !likely.contains(&(from, to)) => {
                0.0
            }
            _ => self.nearness(from, to),
        };
        // Weak pairs hold a place against a single strong one, which is somewhere else: an insertion that repeats
        // words of a neighbour does not become that neighbour.
        let all = aligned(old.len(), new.len(), |from, to| {
            let near = near(old[from], new[to]);
            let share = self.features.share(old[from], new[to]);
            if near >= NEAR {
                near
            } else if share >= NEAR_ALONE && self.old.kind(old[from]) == self.new.kind(new[to]) {
                share / 2.0
            } else {
                0.0
            }
        });
        let strong: Vec<bool> = all
            .iter()
            .map(|(from, to)| self.is_near(old[*from], new[*to]))
            .collect();
        // Of each pair, the next strong one behind it.
        let mut next = vec![(old.len(), new.len()); all.len()];
        for at in (1..all.len()).rev() {
            next[at - 1] = if strong[at] { all[at] } else { next[at] };
        }
        let mut kept: Vec<(usize, usize)> = Vec::new();
        let (mut from, mut to) = (0, 0);
        for (at, pair) in all.iter().enumerate() {
            // What is weak stays if it is all that lies between the strong ones around it.
            let alone = from + 1 == next[at].0 && to + 1 == next[at].1;
            if strong[at] || alone {
                kept.push(*pair);
                (from, to) = (pair.0 + 1, pair.1 + 1);
            }
        }
        // Between them, strong pairs that a weak one had kept apart.
        let mut pairs = kept.clone();
        for (left, right) in gaps(&kept, old.len(), new.len()) {
            let found = aligned(left.len(), right.len(), |from, to| {
                let (from, to) = (old[left.start + from], new[right.start + to]);
                let near = near(from, to);
                if self.is_near(from, to) { near } else { 0.0 }
            });
            let places = found
                .into_iter()
                .map(|(from, to)| (left.start + from, right.start + to));
            pairs.extend(places);
        }
        for (from, to) in pairs {
            self.pair(old[from], new[to]);
        }
    }

    /// How near two provisions are; those of another kind a little less.
    pub(super) fn nearness(&self, old: usize, new: usize) -> f64 {
        let (before, after) = (self.old.kind(old), self.new.kind(new));
        let score = self.features.score(old, new);
        if before == after {
            score
        } else if [before, after].contains(&ProvisionKind::Table) {
            score - 0.3
        } else {
            score - 0.05
        }
    }

    /// Whether two provisions are the same, modified, judged by their words alone.
    fn is_near(&self, old: usize, new: usize) -> bool {
        let few = self.features.old[old]
            .sequence
            .len()
            .min(self.features.new[new].sequence.len())
            < FEW;
        let least = if few { NEAR + 0.2 } else { NEAR };
        self.nearness(old, new) >= least
    }
}
