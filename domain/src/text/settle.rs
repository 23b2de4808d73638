//! Where the provisions of a text went when it was replaced: for drafts that were written on them.

use std::collections::{BTreeSet, HashMap};

use super::Provision;

/// A provision counts as the one with the same anchor if they share so many thousandths of the words of both.
const ALIKE: usize = 500;

/// Where provisions went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settled {
    /// Anchors in the new text by those in the old one; none: the new text has it no more.
    pub to: HashMap<String, Option<String>>,
    /// How many pairs of provisions were compared word by word: at most one for each of the old text's provisions and
    /// each anchor that was asked for.
    pub compared: usize,
}

/// Finds where the provisions with these anchors went: each to the one that says the same, or to the one with the same
/// anchor if that says much the same and nothing in the old text was more like it (norms share many words).
pub fn settle(old: &[Provision], new: &[Provision], anchors: &BTreeSet<String>) -> Settled {
    let by_anchor = |provisions: &[Provision]| -> HashMap<String, usize> {
        let places = provisions.iter().enumerate();
        places.map(|(at, it)| (it.anchor.clone(), at)).collect()
    };
    let (old_places, new_places) = (by_anchor(old), by_anchor(new));
    let (old_by_text, new_by_text) = (unique_by_text(old), unique_by_text(new));
    // Made once a provision, and only where something is compared at all.
    let mut bags: Vec<Option<Bag>> = vec![None; old.len()];
    let mut settled = Settled::default();
    for anchor in anchors {
        let to = old_places.get(anchor).and_then(|was| {
            let text = old[*was].text.as_str();
            let same_words = old_by_text
                .contains_key(text)
                .then(|| new_by_text.get(text))
                .flatten();
            if let Some(now) = same_words {
                return Some(*now);
            }
            let now = *new_places.get(anchor)?;
            let kind = old[*was].kind;
            if new[now].kind != kind {
                return None;
            }
            let words = Bag::of(&new[now].text);
            let mut likeness = |at: usize| {
                settled.compared += 1;
                bags[at]
                    .get_or_insert_with(|| Bag::of(&old[at].text))
                    .likeness(&words)
            };
            let own = likeness(*was);
            let is_it = own >= ALIKE
                && (0..old.len())
                    .filter(|at| at != was && old[*at].kind == kind)
                    .all(|at| likeness(at) < own);
            is_it.then_some(now)
        });
        settled
            .to
            .insert(anchor.clone(), to.map(|at| new[at].anchor.clone()));
    }
    settled
}

/// Places of provisions whose words come only once.
fn unique_by_text(provisions: &[Provision]) -> HashMap<&str, usize> {
    let mut seen: HashMap<&str, Option<usize>> = HashMap::new();
    for (at, provision) in provisions.iter().enumerate() {
        seen.entry(provision.text.as_str())
            .and_modify(|place| *place = None)
            .or_insert(Some(at));
    }
    seen.into_iter()
        .filter_map(|(text, at)| Some((text, at?)))
        .collect()
}

/// The words of a provision, however often each comes.
#[derive(Debug, Clone, Default)]
struct Bag {
    words: HashMap<String, usize>,
    size: usize,
}

impl Bag {
    fn of(text: &str) -> Self {
        let mut bag = Self::default();
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            if !word.is_empty() {
                *bag.words.entry(word.to_lowercase()).or_default() += 1;
                bag.size += 1;
            }
        }
        bag
    }

    /// Words in common, in thousandths of the words of both (Dice's coefficient).
    fn likeness(&self, other: &Self) -> usize {
        let same: usize = self
            .words
            .iter()
            .map(|(word, times)| other.words.get(word).map_or(0, |theirs| *theirs.min(times)))
            .sum();
        2000 * same / (self.size + other.size).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cut;

    fn text(lines: impl Iterator<Item = String>) -> Vec<Provision> {
        let markdown: Vec<String> = lines.collect();
        cut(markdown.join("\n\n").as_bytes())
            .expect("a text")
            .provisions
    }

    #[test]
    fn a_provision_is_followed_by_its_words_and_not_by_its_number() {
        let old = text(
            [
                "Keep the well clean at all times.",
                "Mend the rope before it breaks.",
            ]
            .map(str::to_owned)
            .into_iter(),
        );
        let new = text(
            [
                "A new rule about buckets and lids.",
                "Keep the well clean at all times.",
                "Mend the rope long before it breaks.",
            ]
            .map(str::to_owned)
            .into_iter(),
        );
        let anchors: BTreeSet<String> = old.iter().map(|it| it.anchor.clone()).collect();
        let settled = settle(&old, &new, &anchors);
        assert_eq!(
            settled.to[&old[0].anchor].as_deref(),
            Some(new[1].anchor.as_str())
        );
        // What took its anchor says something else.
        assert_eq!(settled.to[&old[1].anchor], None);
    }

    #[test]
    fn each_pair_is_compared_once_at_most() {
        let line = |n: usize, tail: &str| {
            format!("Norm {n}: states keep the core of the network whole, {tail} {n}.")
        };
        let old = text((1..=200).map(|n| line(n, "and say so in the year")));
        let new = text((1..=200).map(|n| line(n, "and report on it in the year")));
        let anchors: BTreeSet<String> = old.iter().map(|it| it.anchor.clone()).collect();
        let settled = settle(&old, &new, &anchors);
        assert_eq!(settled.to.len(), anchors.len());
        assert!(
            settled.compared <= anchors.len() * old.len(),
            "{}",
            settled.compared
        );
        let few: BTreeSet<String> = anchors.into_iter().take(3).collect();
        assert!(settle(&old, &new, &few).compared <= 3 * old.len());
    }
}
