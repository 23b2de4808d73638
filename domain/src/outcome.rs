//! The outcome: how each provision of the text consulted on became one of the revised text, and which decisions are
//! behind each change. Pure functions over provisions; [`crate::ops::outcome`] keeps what they say.
//!
//! A *matching* says for each provision of the revised text where it comes from. Relations, anchors and the order in
//! which the outcome is read all follow from it, so that they cannot contradict each other.

mod doubt;
mod read;

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::{
    matching::{self, Origin},
    redline::Piece,
    text::{Provision, ProvisionKind},
};

pub use crate::matching::Relation;
pub use doubt::{Doubt, doubts};
pub use read::entries;

words! {
    /// Why there is no decision behind a change.
    NoDecision {
        /// It corrects or clarifies the language and says nothing else.
        Editorial = "editorial",
        /// It follows from another change: a reference, a number, a term that was replaced throughout.
        Consequential = "consequential",
    }
}

/// What is behind the change of a provision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// Numbers of the issues whose decisions are behind it, in order.
    pub issues: Vec<i32>,
    /// Why it needs none.
    pub without: Option<NoDecision>,
}

impl Reason {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.issues.is_empty() && self.without.is_none()
    }
}

/// How a provision of one version became one of the next. In order, these rows are how the outcome is read: the
/// revised text with what was removed in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Lineage {
    /// Anchor in the version before; none: new.
    pub from_anchor: Option<String>,
    /// Anchor in this version; none: removed.
    pub to_anchor: Option<String>,
    /// What became of it.
    pub relation: Relation,
}

/// One provision of the outcome with its redline and the decisions behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What became of it.
    pub relation: Relation,
    /// Its anchor: in the revised text, or in the text before if it was removed.
    pub anchor: String,
    /// Its label: in the revised text, or in the text before if it was removed.
    pub label: String,
    /// Labels in the text before that it comes from.
    pub before: Vec<String>,
    /// Place in the revised text, from 1; none: removed.
    pub ord: Option<i32>,
    /// Heading, norm, paragraph, …
    pub kind: ProvisionKind,
    /// What it was before, if it is another kind of thing now.
    pub was_kind: Option<ProvisionKind>,
    /// Level of a heading, nesting of an item.
    pub depth: u8,
    /// Its Markdown: the revised one, or the one before if it was removed.
    pub text: String,
    /// The redline of its plain words, without its number, against what it comes from; one piece that is kept if it
    /// says the same.
    pub pieces: Vec<Piece>,
    /// Numbers of the issues whose decisions are behind the change.
    pub issues: Vec<i32>,
    /// Why the change needs no decision.
    pub without: Option<NoDecision>,
}

impl Entry {
    /// What is behind the change.
    pub fn reason(&self) -> Reason {
        Reason {
            issues: self.issues.clone(),
            without: self.without,
        }
    }

    /// Whether it is a change that nobody has given a reason for.
    pub fn lacks_reason(&self) -> bool {
        self.is_changed() && self.reason().is_empty()
    }

    /// Whether decisions must be named for it.
    pub fn is_changed(&self) -> bool {
        self.relation.needs_decision()
    }
}

/// The rows that follow from a matching, in the order in which the outcome is read.
///
/// `sources` has one entry for each provision of `new`, in its order. A provision that is removed stands after what
/// became of the one before it.
pub fn lineage(old: &[Provision], new: &[Provision], sources: &[Origin]) -> Vec<Lineage> {
    let mut successors: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, source) in sources.iter().enumerate() {
        for from in &source.from {
            successors.entry(from).or_default().push(place);
        }
    }
    let by_anchor: HashMap<&str, &Provision> =
        old.iter().map(|it| (it.anchor.as_str(), it)).collect();
    // After which provision of the new text each removed one is read; `None`: before all.
    let mut removed: HashMap<Option<usize>, Vec<&Provision>> = HashMap::new();
    let mut after = None;
    for it in old {
        match successors.get(it.anchor.as_str()) {
            Some(places) => after = places.last().copied(),
            None => removed.entry(after).or_default().push(it),
        }
    }
    let mut rows = Vec::new();
    let mut read = |rows: &mut Vec<Lineage>, after: Option<usize>| {
        for it in removed.remove(&after).unwrap_or_default() {
            rows.push(Lineage {
                from_anchor: Some(it.anchor.clone()),
                to_anchor: None,
                relation: Relation::Removed,
            });
        }
    };
    read(&mut rows, None);
    for (place, (it, source)) in new.iter().zip(sources).enumerate() {
        let known: Vec<&&Provision> = source
            .from
            .iter()
            .filter_map(|from| by_anchor.get(from.as_str()))
            .collect();
        let relation = match known.as_slice() {
            [] => Relation::New,
            [one] => {
                if successors
                    .get(one.anchor.as_str())
                    .is_some_and(|places| places.len() > 1)
                {
                    Relation::Split
                } else if source.moved {
                    Relation::Moved
                } else {
                    matching::relation(one, it)
                }
            }
            _ => Relation::Merged,
        };
        let row = |from: Option<String>| Lineage {
            from_anchor: from,
            to_anchor: Some(it.anchor.clone()),
            relation,
        };
        if known.is_empty() {
            rows.push(row(None));
        }
        rows.extend(known.iter().map(|from| row(Some(from.anchor.clone()))));
        read(&mut rows, Some(place));
    }
    rows
}

/// The matching that rows of lineage tell, for the provisions of the revised text in order.
pub fn sources(new: &[Provision], rows: &[Lineage]) -> Vec<Origin> {
    let mut by_anchor: HashMap<&str, Origin> = HashMap::new();
    for row in rows {
        if let Some(to) = &row.to_anchor {
            let source = by_anchor.entry(to).or_default();
            source.from.extend(row.from_anchor.clone());
            source.moved |= row.relation == Relation::Moved;
        }
    }
    new.iter()
        .map(|it| by_anchor.remove(it.anchor.as_str()).unwrap_or_default())
        .collect()
}

/// Gives the provisions of the revised text the anchors that a matching carries over: each takes the anchor of the
/// first provision it comes from that no earlier one took (so the first part of a split keeps it, and a merger keeps
/// the first of its parts), and what takes none gets an anchor that no version ever had. Parents follow.
///
/// `used`: every anchor of the versions before.
pub fn anchored(
    new: &[Provision],
    sources: &[Origin],
    used: &HashSet<String>,
    version: i32,
) -> Vec<Provision> {
    let mut taken: HashSet<String> = HashSet::new();
    let mut anchors: Vec<Option<String>> = Vec::with_capacity(new.len());
    for source in sources {
        let anchor = source
            .from
            .iter()
            .find(|from| !taken.contains(*from))
            .cloned();
        taken.extend(anchor.clone());
        anchors.push(anchor);
    }
    let mut renamed: HashMap<&str, String> = HashMap::new();
    for (it, anchor) in new.iter().zip(anchors) {
        let anchor = anchor.unwrap_or_else(|| {
            let fresh = fresh_anchor(&it.label, version, |name| {
                used.contains(name) || taken.contains(name)
            });
            taken.insert(fresh.clone());
            fresh
        });
        renamed.insert(&it.anchor, anchor);
    }
    new.iter()
        .map(|it| Provision {
            anchor: renamed
                .get(it.anchor.as_str())
                .cloned()
                .unwrap_or_else(|| it.anchor.clone()),
            parent: it
                .parent
                .as_deref()
                .and_then(|parent| renamed.get(parent).cloned()),
            ..it.clone()
        })
        .collect()
}

/// An anchor made of a label: letters, figures, dots and hyphens of ASCII, with the version where it is taken.
fn fresh_anchor(label: &str, version: i32, taken: impl Fn(&str) -> bool) -> String {
    let mut name = String::from("p-");
    for c in label.chars().take(60) {
        match c {
            c if c.is_ascii_alphanumeric() => name.push(c.to_ascii_lowercase()),
            '.' if !name.ends_with(['.', '-']) => name.push('.'),
            _ if !name.ends_with(['.', '-']) => name.push('-'),
            _ => {}
        }
    }
    let name = name.trim_end_matches(['.', '-']);
    if !taken(name) {
        return name.to_owned();
    }
    let named = format!("{name}-v{version}");
    if !taken(&named) {
        return named;
    }
    let mut count = 2;
    loop {
        let other = format!("{named}-{count}");
        if !taken(&other) {
            return other;
        }
        count += 1;
    }
}

#[cfg(test)]
mod tests;
