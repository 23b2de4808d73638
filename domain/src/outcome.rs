//! The outcome: how each provision of the text consulted on became one of the revised text, and which decisions are
//! behind each change. Pure functions over provisions; [`crate::ops::outcome`] keeps what they say.
//!
//! A *matching* says for each provision of the revised text where it comes from. Relations, anchors and the order in
//! which the outcome is read all follow from it, so that they cannot contradict each other.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::{
    matching,
    redline::{Piece, redline},
    text::{Provision, ProvisionKind, plain},
};

words! {
    /// What became of a provision from one version to the next.
    Relation {
        /// The same words, though perhaps under another number.
        Unchanged = "unchanged",
        /// Other words.
        Modified = "modified",
        /// One of several that one provision was divided into.
        Split = "split",
        /// Made of several provisions.
        Merged = "merged",
        /// Put elsewhere, with the same words or others.
        Moved = "moved",
        /// Taken out.
        Removed = "removed",
        /// There was nothing like it before.
        New = "new",
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

/// Where a provision of the revised text comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Anchors in the version before, in reading order; none: new.
    pub from: Vec<String>,
    /// It stands elsewhere now.
    pub moved: bool,
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
    /// Level of a heading, nesting of an item.
    pub depth: u8,
    /// Its Markdown: the revised one, or the one before if it was removed.
    pub text: String,
    /// The redline of its plain words against what it comes from; one piece, the same, if it is unchanged.
    pub pieces: Vec<Piece>,
    /// Numbers of the issues whose decisions are behind the change.
    pub issues: Vec<i32>,
}

impl Entry {
    /// Whether decisions must be named for it.
    pub fn is_changed(&self) -> bool {
        self.relation != Relation::Unchanged
    }
}

/// What is proposed before anybody has corrected it.
pub fn proposed(old: &[Provision], new: &[Provision]) -> Vec<Source> {
    matching::propose(old, new)
}

/// The rows that follow from a matching, in the order in which the outcome is read.
///
/// `sources` has one entry for each provision of `new`, in its order. A provision that is removed stands after what
/// became of the one before it.
pub fn lineage(old: &[Provision], new: &[Provision], sources: &[Source]) -> Vec<Lineage> {
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
                } else if matching::is_unchanged(one, it) {
                    Relation::Unchanged
                } else {
                    Relation::Modified
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
pub fn sources(new: &[Provision], rows: &[Lineage]) -> Vec<Source> {
    let mut by_anchor: HashMap<&str, Source> = HashMap::new();
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
    sources: &[Source],
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

/// The outcome in the order in which it is read. `reasons`: numbers of issues by anchor.
pub fn entries(
    old: &[Provision],
    new: &[Provision],
    rows: &[Lineage],
    reasons: &HashMap<String, Vec<i32>>,
) -> Vec<Entry> {
    let old_by: HashMap<&str, &Provision> = old.iter().map(|it| (it.anchor.as_str(), it)).collect();
    let new_by: HashMap<&str, &Provision> = new.iter().map(|it| (it.anchor.as_str(), it)).collect();
    let mut parts: HashMap<&str, Vec<&Provision>> = HashMap::new();
    let mut origins: HashMap<&str, Vec<&Provision>> = HashMap::new();
    for row in rows {
        if let (Some(from), Some(to)) = (row.from_anchor.as_deref(), row.to_anchor.as_deref())
            && let (Some(from), Some(to)) = (old_by.get(from), new_by.get(to))
        {
            parts.entry(&from.anchor).or_default().push(to);
            origins.entry(&to.anchor).or_default().push(from);
        }
    }
    let mut done: HashSet<&str> = HashSet::new();
    let mut entries = Vec::new();
    for row in rows {
        let (it, before) = match (row.to_anchor.as_deref(), row.from_anchor.as_deref()) {
            (Some(to), _) => {
                let Some(it) = new_by.get(to).filter(|_| done.insert(to)) else {
                    continue;
                };
                (*it, origins.get(to).cloned().unwrap_or_default())
            }
            (None, Some(from)) => match old_by.get(from) {
                Some(it) => (*it, vec![*it]),
                None => continue,
            },
            (None, None) => continue,
        };
        let pieces = match row.relation {
            Relation::Unchanged => vec![Piece::Same(plain(&it.text))],
            Relation::Removed => vec![Piece::Removed(plain(&it.text))],
            Relation::New => vec![Piece::Inserted(plain(&it.text))],
            Relation::Split => match before.first() {
                Some(whole) => part_of_split(
                    whole,
                    parts.get(whole.anchor.as_str()).map_or(&[], Vec::as_slice),
                    it,
                ),
                None => vec![Piece::Inserted(plain(&it.text))],
            },
            Relation::Modified | Relation::Merged | Relation::Moved => {
                let texts: Vec<String> = before.iter().map(|it| plain(&it.text)).collect();
                redline(&texts.join(PARAGRAPH), &plain(&it.text))
            }
        };
        entries.push(Entry {
            relation: row.relation,
            anchor: it.anchor.clone(),
            label: it.label.clone(),
            before: before.iter().map(|it| it.label.clone()).collect(),
            ord: row.to_anchor.is_some().then_some(it.ord),
            kind: it.kind,
            depth: it.depth,
            text: it.text.clone(),
            pieces,
            issues: reasons.get(&it.anchor).cloned().unwrap_or_default(),
        });
    }
    entries
}

/// What divides provisions that are read as one text.
const PARAGRAPH: &str = "\n\n";

/// The share of one part in the redline of a provision against all its parts.
fn part_of_split(whole: &Provision, parts: &[&Provision], part: &Provision) -> Vec<Piece> {
    let texts: Vec<String> = parts.iter().map(|it| plain(&it.text)).collect();
    let before = parts
        .iter()
        .take_while(|it| it.anchor != part.anchor)
        .count();
    let begin: usize = texts
        .iter()
        .take(before)
        .map(|text| text.len() + PARAGRAPH.len())
        .sum();
    let end = begin + texts.get(before).map_or(0, String::len);
    let mut at = 0;
    let mut share = Vec::new();
    for it in redline(&plain(&whole.text), &texts.join(PARAGRAPH)) {
        let (text, inserted) = match it {
            Piece::Removed(text) => {
                // Words that were taken out belong to the part that they stand in, at its end included.
                if (begin..=end).contains(&at) && (at > begin || begin == 0) {
                    share.push(Piece::Removed(text));
                }
                continue;
            }
            Piece::Same(text) => (text, false),
            Piece::Inserted(text) => (text, true),
        };
        let (from, to) = (at.max(begin), (at + text.len()).min(end));
        if let Some(words) = text.get(from.saturating_sub(at)..to.saturating_sub(at))
            && !words.is_empty()
        {
            let words = words.to_owned();
            share.push(if inserted {
                Piece::Inserted(words)
            } else {
                Piece::Same(words)
            });
        }
        at += text.len();
    }
    share
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provision(ord: i32, label: &str, text: &str) -> Provision {
        Provision {
            ord,
            label: label.into(),
            anchor: format!("p-{label}"),
            parent: None,
            kind: ProvisionKind::Paragraph,
            depth: 0,
            text: text.into(),
        }
    }

    fn from(anchors: &[&str]) -> Source {
        Source {
            from: anchors.iter().map(|it| format!("p-{it}")).collect(),
            moved: false,
        }
    }

    fn old() -> Vec<Provision> {
        vec![
            provision(1, "1", "Wells are shared."),
            provision(2, "2", "Wells are kept clean. Wells are kept open."),
            provision(3, "3", "Nobody locks a well."),
            provision(4, "4", "Nobody sells its water."),
            provision(5, "5", "The end."),
        ]
    }

    /// 1 stays, 2 is split, 3 is removed, something is new, 4 is moved behind 5.
    fn new() -> (Vec<Provision>, Vec<Source>) {
        let new = vec![
            provision(1, "1", "Wells are shared."),
            provision(2, "2", "Wells are kept clean."),
            provision(3, "3", "Wells are kept open at night."),
            provision(4, "4", "Keepers answer questions."),
            provision(5, "5", "The very end."),
            provision(6, "6", "Nobody sells its water."),
        ];
        let mut sources = vec![
            from(&["1"]),
            from(&["2"]),
            from(&["2"]),
            from(&[]),
            from(&["5"]),
            from(&["4"]),
        ];
        sources[5].moved = true;
        (new, sources)
    }

    #[test]
    fn relations_and_order_follow_from_the_matching() {
        let (new, sources) = new();
        let new = anchored(
            &new,
            &sources,
            &old().into_iter().map(|it| it.anchor).collect(),
            2,
        );
        let rows = lineage(&old(), &new, &sources);
        let told: Vec<(Relation, Option<&str>, Option<&str>)> = rows
            .iter()
            .map(|it| {
                (
                    it.relation,
                    it.from_anchor.as_deref(),
                    it.to_anchor.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (Relation::Unchanged, Some("p-1"), Some("p-1")),
                (Relation::Split, Some("p-2"), Some("p-2")),
                (Relation::Split, Some("p-2"), Some("p-3-v2")),
                (Relation::Removed, Some("p-3"), None),
                (Relation::New, None, Some("p-4-v2")),
                (Relation::Modified, Some("p-5"), Some("p-5")),
                (Relation::Moved, Some("p-4"), Some("p-4")),
            ]
        );
        assert_eq!(super::sources(&new, &rows), sources);
    }

    #[test]
    fn no_anchor_is_given_twice_and_none_that_means_something_else() {
        let (mut new, mut sources) = new();
        new[2].parent = Some(new[1].anchor.clone());
        sources[1] = from(&["2", "3"]);
        let used: HashSet<String> = old().into_iter().map(|it| it.anchor).collect();
        let anchored = anchored(&new, &sources, &used, 2);
        let mut seen = HashSet::new();
        for (it, source) in anchored.iter().zip(&sources) {
            assert!(seen.insert(it.anchor.clone()), "{} twice", it.anchor);
            assert!(
                source.from.contains(&it.anchor) || !used.contains(&it.anchor),
                "{}",
                it.anchor
            );
        }
        assert_eq!(anchored[2].parent.as_ref(), Some(&anchored[1].anchor));
    }

    #[test]
    fn every_word_of_both_texts_is_in_the_redline() {
        let (new, sources) = new();
        let new = anchored(
            &new,
            &sources,
            &old().into_iter().map(|it| it.anchor).collect(),
            2,
        );
        let rows = lineage(&old(), &new, &sources);
        let reasons = HashMap::from([("p-3".to_owned(), vec![7])]);
        let entries = entries(&old(), &new, &rows, &reasons);
        for (it, provision) in entries.iter().filter(|it| it.ord.is_some()).zip(&new) {
            let words: String = it
                .pieces
                .iter()
                .filter_map(|piece| match piece {
                    Piece::Same(text) | Piece::Inserted(text) => Some(text.as_str()),
                    Piece::Removed(_) => None,
                })
                .collect();
            assert_eq!(words, provision.text);
        }
        let removed = entries
            .iter()
            .find(|it| it.relation == Relation::Removed)
            .expect("removed");
        assert_eq!(
            (removed.label.as_str(), removed.issues.as_slice()),
            ("3", [7].as_slice())
        );
        let split: Vec<&Entry> = entries
            .iter()
            .filter(|it| it.relation == Relation::Split)
            .collect();
        assert!(
            !split[0]
                .pieces
                .iter()
                .any(|piece| matches!(piece, Piece::Inserted(_))),
            "{:?}",
            split[0].pieces
        );
        assert!(
            split[1]
                .pieces
                .iter()
                .any(|piece| matches!(piece, Piece::Inserted(_))),
            "{:?}",
            split[1].pieces
        );
    }

    #[test]
    fn a_merger_is_told_once() {
        let new = vec![provision(1, "1", "Wells are shared and kept clean.")];
        let sources = vec![from(&["1", "2"])];
        let rows = lineage(&old(), &new, &sources);
        let entries = entries(&old(), &new, &rows, &HashMap::new());
        assert_eq!(entries.len(), 1 + 3, "one merged, three removed");
        assert_eq!(
            (entries[0].relation, entries[0].before.len()),
            (Relation::Merged, 2)
        );
    }
}
