//! The one order in which issues are told: in the report (page and paper), the reading room, the decisions and the
//! answers. Where the text treats them, from its first provision to its last; those that go across its norms, or
//! concern no provision, come last, by number.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::text::{Provision, ProvisionKind};

/// The order that a text gives to the issues on it.
pub struct Order<'p> {
    norms: Vec<Vec<&'p Provision>>,
    /// Of each anchor: in which norm it is, and how far down the text.
    places: HashMap<&'p str, (usize, usize)>,
}

/// Where an issue is told: before whatever is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rank {
    /// How far down the text; none: across its norms, and last.
    place: (bool, usize),
    number: i32,
}

impl<'p> Order<'p> {
    /// The order of a text.
    pub fn of(provisions: &'p [Provision]) -> Self {
        let norms = norms(provisions);
        let mut places = HashMap::new();
        let mut at = 0;
        for (norm, provisions) in norms.iter().enumerate() {
            for provision in provisions {
                places.insert(provision.anchor.as_str(), (norm, at));
                at += 1;
            }
        }
        Self { norms, places }
    }

    /// The parts that the report treats one by one, each with its provisions in the order in which they are told.
    pub fn norms(&self) -> &[Vec<&'p Provision>] {
        &self.norms
    }

    /// The provision at which an issue on these is told; none if it goes across several norms or concerns none.
    pub fn home<'a>(&self, anchors: &'a [String]) -> Option<&'a str> {
        let known = || {
            let place = |it: &'a String| Some((self.places.get(it.as_str())?, it.as_str()));
            anchors.iter().filter_map(place)
        };
        let ((norm, _), first) = known().min_by_key(|((_, at), _)| *at)?;
        known().all(|((it, _), _)| it == norm).then_some(first)
    }

    /// Where an issue is told.
    pub fn rank(&self, number: i32, anchors: &[String]) -> Rank {
        let home = self.home(anchors).and_then(|it| self.places.get(it));
        Rank {
            place: home.map_or((true, 0), |(_, at)| (false, *at)),
            number,
        }
    }
}

/// Cuts a text into the parts that the report treats one by one: at the headings of the highest level that has more
/// than one. What stands before the first of them is a part of its own.
fn norms(provisions: &[Provision]) -> Vec<Vec<&Provision>> {
    let level = (1..=6)
        .find(|level| {
            provisions
                .iter()
                .filter(|it| it.kind == ProvisionKind::Heading && it.depth == *level)
                .count()
                > 1
        })
        .unwrap_or(0);
    let mut parts: Vec<Vec<&Provision>> = Vec::new();
    let mut part_of: HashMap<&str, usize> = HashMap::new();
    for provision in provisions {
        // A heading above that level (a title, a part of a book) begins one too, as does the first word.
        let begins = provision.kind == ProvisionKind::Heading && provision.depth <= level;
        if parts.is_empty() || begins {
            parts.push(Vec::new());
        }
        // A footnote belongs where it is referred to, wherever its text stands.
        let part = match (&provision.parent, provision.kind) {
            (Some(parent), ProvisionKind::Footnote) => part_of.get(parent.as_str()).copied(),
            _ => None,
        }
        .unwrap_or(parts.len() - 1);
        part_of.insert(&provision.anchor, part);
        parts[part].push(provision);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issues_follow_the_text_and_those_across_it_come_last() {
        let text = crate::text::cut(
            b"# 1. Water\n\nKeep it clean.\n\n# 2. Rope\n\nKeep it dry.\n\nMend it.\n",
        )
        .expect("a text");
        let provisions = &text.provisions;
        let order = Order::of(provisions);
        assert_eq!(order.norms().len(), 2);
        let anchor = |words: &str| {
            let found = provisions.iter().find(|it| it.text.contains(words));
            found.expect("a provision").anchor.clone()
        };
        let (clean, dry, mend) = (anchor("clean"), anchor("dry"), anchor("Mend"));
        let mut issues = [
            (1, vec![]),
            (2, vec![mend.clone(), dry.clone()]),
            (3, vec![clean.clone(), dry.clone()]),
            (4, vec![clean.clone()]),
            (5, vec!["gone".to_owned(), clean.clone()]),
            (6, vec![mend]),
        ];
        issues.sort_by_key(|(number, anchors)| order.rank(*number, anchors));
        let numbers: Vec<i32> = issues.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [4, 5, 2, 6, 1, 3]);
        assert_eq!(order.home(&issues[2].1), Some(dry.as_str()));
    }
}
