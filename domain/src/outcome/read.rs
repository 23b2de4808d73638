//! The outcome as it is read: provisions in order, each with its redline against what it comes from.

use std::collections::{HashMap, HashSet};

use super::{Entry, Lineage, Reason, Relation};
use crate::{
    matching::words,
    redline::{Change, Piece, redline},
    text::Provision,
};

/// The outcome in the order in which it is read. `reasons`: what is behind changes, by anchor.
pub fn entries(
    old: &[Provision],
    new: &[Provision],
    rows: &[Lineage],
    reasons: &HashMap<String, Reason>,
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
            Relation::Unchanged | Relation::Typographic | Relation::Renumbered => {
                vec![Piece::kept(words(it))]
            }
            Relation::Removed => vec![Piece::deleted(words(it))],
            Relation::New => vec![Piece::inserted(words(it))],
            Relation::Split => match before.first() {
                Some(whole) => part_of_split(
                    whole,
                    parts.get(whole.anchor.as_str()).map_or(&[], Vec::as_slice),
                    it,
                ),
                None => vec![Piece::inserted(words(it))],
            },
            Relation::Modified | Relation::Merged | Relation::Moved => {
                let texts: Vec<String> = before.iter().map(|it| words(it)).collect();
                redline(&texts.join(PARAGRAPH), &words(it))
            }
        };
        let was_kind = match before.as_slice() {
            [one] if one.kind != it.kind => Some(one.kind),
            _ => None,
        };
        let reason = reasons.get(&it.anchor).cloned().unwrap_or_default();
        entries.push(Entry {
            relation: row.relation,
            anchor: it.anchor.clone(),
            label: it.label.clone(),
            before: before.iter().map(|it| it.label.clone()).collect(),
            ord: row.to_anchor.is_some().then_some(it.ord),
            kind: it.kind,
            was_kind,
            depth: it.depth,
            text: it.text.clone(),
            pieces,
            issues: reason.issues,
            without: reason.without,
        });
    }
    entries
}

/// What divides provisions that are read as one text.
const PARAGRAPH: &str = "\n\n";

/// The share of one part in the redline of a provision against all its parts.
fn part_of_split(whole: &Provision, parts: &[&Provision], part: &Provision) -> Vec<Piece> {
    let texts: Vec<String> = parts.iter().map(|it| words(it)).collect();
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
    let mut share: Vec<Piece> = Vec::new();
    for it in redline(&words(whole), &texts.join(PARAGRAPH)) {
        if it.change == Change::Deleted {
            // Words that were taken out belong to the part that they stand in, at its end included.
            if (begin..=end).contains(&at) && (at > begin || begin == 0) {
                share.push(it);
            }
            continue;
        }
        let (from, to) = (at.max(begin), (at + it.text.len()).min(end));
        at += it.text.len();
        let offset = at - it.text.len();
        if let Some(text) = it
            .text
            .get(from.saturating_sub(offset)..to.saturating_sub(offset))
            && !text.is_empty()
        {
            share.push(Piece {
                change: it.change,
                text: text.to_owned(),
            });
        }
    }
    share
}
