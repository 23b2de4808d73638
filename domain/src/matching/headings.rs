//! Which heading of the old version is which of the new.
//!
//! First by titles, in order; then those that lie between the same neighbours, by what stands under them: a section
//! that got another title is followed. Last, sections that were put elsewhere with title and content.

use std::collections::HashMap;

use super::{
    Matching, Side,
    features::Words,
    order::{aligned, gaps},
};

/// Titles are the same title from this nearness on.
const TITLE: f64 = 0.5;

/// What stands under a heading is the same content from this nearness on, where the title is another.
const CONTENT: f64 = 0.3;

/// And from this, if it is the only heading left between its neighbours on both sides.
const CONTENT_ALONE: f64 = 0.15;

/// A section that was put elsewhere has its title and this much of its content.
const ELSEWHERE: f64 = 0.5;

/// The same where headings have no titles but numbers ("Article 5").
const ELSEWHERE_UNTITLED: f64 = 0.7;

/// The words that stand under headings, by their places.
struct Contents {
    /// Up to the next heading.
    direct: HashMap<usize, Words>,
    /// Up to the next heading of its level.
    whole: HashMap<usize, Words>,
}

impl Matching<'_> {
    pub(super) fn pair_headings(&mut self) {
        let (old, new) = (self.old.headings.clone(), self.new.headings.clone());
        let before = self.contents(&self.old, &self.features.old);
        let after = self.contents(&self.new, &self.features.new);
        let by_title = aligned(old.len(), new.len(), |from, to| {
            self.by_title(old[from], new[to], &before, &after)
        });
        let mut pairs = by_title.clone();
        for (left, right) in gaps(&by_title, old.len(), new.len()) {
            let alone = left.len() == 1 && right.len() == 1;
            let found = aligned(left.len(), right.len(), |from, to| {
                let (from, to) = (old[left.start + from], new[right.start + to]);
                self.by_content(from, to, alone, &before, &after)
            });
            let places = found
                .into_iter()
                .map(|(from, to)| (left.start + from, right.start + to));
            pairs.extend(places);
        }
        for (from, to) in pairs {
            self.pair(old[from], new[to]);
        }
        self.pair_sections_elsewhere(&before, &after);
    }

    fn contents(&self, side: &Side, words: &[Words]) -> Contents {
        let direct = side
            .headings
            .iter()
            .map(|heading| {
                let content = side.content(Some(*heading)).iter();
                (
                    *heading,
                    self.features.together(content.map(|it| &words[*it])),
                )
            })
            .collect();
        let whole = side
            .headings
            .iter()
            .map(|heading| {
                let depth = side.provisions[*heading].depth;
                let below = side.provisions[heading + 1..].iter().take_while(|it| {
                    it.kind != crate::text::ProvisionKind::Heading || it.depth > depth
                });
                let below = words[heading + 1..]
                    .iter()
                    .zip(below)
                    .map(|(words, _)| words);
                (*heading, self.features.together(below))
            })
            .collect();
        Contents { direct, whole }
    }

    /// How near titles are; none where both headings have none but their number.
    fn title(&self, old: usize, new: usize) -> Option<f64> {
        let (left, right) = (&self.features.old[old], &self.features.new[new]);
        if left.sequence.is_empty() && right.sequence.is_empty() {
            return None;
        }
        if left.sequence == right.sequence {
            return Some(1.0);
        }
        Some(self.features.score(old, new))
    }

    fn is_same_label(&self, old: usize, new: usize) -> bool {
        self.old.provisions[old].label == self.new.provisions[new].label
    }

    /// What pairing two headings by their titles is worth.
    fn by_title(&self, old: usize, new: usize, before: &Contents, after: &Contents) -> f64 {
        let title = self.title(old, new);
        if title.is_some_and(|title| title < TITLE) {
            return 0.0;
        }
        let (left, right) = (&before.direct[&old], &after.direct[&new]);
        let content = if left.set.is_empty() || right.set.is_empty() {
            None
        } else {
            Some(self.features.near(left, right))
        };
        let number = f64::from(u8::from(self.is_same_label(old, new)));
        match (title, content) {
            (None, Some(content)) => {
                let worth = 0.8 * content + 0.2 * number;
                if worth >= 0.35 { worth } else { 0.0 }
            }
            (None, None) => 0.2 * number,
            (Some(title), content) => {
                let above = match (self.old.parent[old], self.new.parent[new]) {
                    (None, None) => 1.0,
                    (Some(old), Some(new)) => self.title(old, new).unwrap_or(0.5),
                    _ => 0.0,
                };
                0.5 * title + 0.25 * content.unwrap_or(title) + 0.1 * number + 0.15 * above
            }
        }
    }

    /// What pairing two headings with other titles is worth that lie between the same neighbours.
    fn by_content(
        &self,
        old: usize,
        new: usize,
        alone: bool,
        before: &Contents,
        after: &Contents,
    ) -> f64 {
        let content = self
            .features
            .near(&before.direct[&old], &after.direct[&new])
            .max(self.features.near(&before.whole[&old], &after.whole[&new]));
        let title = self.title(old, new);
        let number = self.is_same_label(old, new);
        let enough = if alone {
            // The number of an article that has no title is what it is known by.
            content >= CONTENT_ALONE || number && title.is_none() || title >= Some(0.3)
        } else {
            content >= CONTENT
        };
        if enough {
            0.1 + content + 0.2 * title.unwrap_or(0.0) + 0.1 * f64::from(u8::from(number))
        } else {
            0.0
        }
    }

    /// Sections that went elsewhere: the same title, once on each side among what is left, with much of the content.
    fn pair_sections_elsewhere(&mut self, before: &Contents, after: &Contents) {
        let old: Vec<usize> = self
            .old
            .headings
            .iter()
            .copied()
            .filter(|it| self.old_free(*it))
            .collect();
        let new: Vec<usize> = self
            .new
            .headings
            .iter()
            .copied()
            .filter(|it| self.new_free(*it))
            .collect();
        let mut found = Vec::new();
        for from in &old {
            for to in &new {
                let content = self.features.near(&before.whole[from], &after.whole[to]);
                let enough = match self.title(*from, *to) {
                    None => content >= ELSEWHERE_UNTITLED,
                    Some(title) => title >= 1.0 && content >= ELSEWHERE,
                };
                if enough {
                    found.push((content, *from, *to));
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        for (_, from, to) in found {
            self.pair(from, to);
        }
    }
}
