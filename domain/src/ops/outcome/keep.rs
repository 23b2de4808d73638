//! What facilitators have said about a revised text: how it is read from a form, stored, and kept when the text is
//! replaced.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Preparation;
use crate::{
    Result,
    error::Problems,
    id::{IssueId, VersionId},
    matching::Origin,
    ops::ConsultationContext,
    outcome::{Entry, Lineage, Reason, Relation, entries},
    store::{
        Tx, issue,
        lineage::{self, Behind},
    },
    text::Provision,
};

/// A provision, whatever anchor it has or gets.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Revised(i32),
    Removed(String),
}

impl Key {
    pub(super) fn of(entry: &Entry) -> Self {
        entry
            .ord
            .map_or_else(|| Self::Removed(entry.anchor.clone()), Self::Revised)
    }
}

/// Stores what was named for provisions that are changed.
pub(super) async fn put_reasons(
    tx: &mut Tx,
    context: &ConsultationContext,
    version: VersionId,
    consulted: &[Provision],
    revised: &[Provision],
    rows: &[Lineage],
    named: &BTreeMap<Key, Reason>,
) -> Result<()> {
    let ids: HashMap<i32, IssueId> = issue::all(tx, context.consultation.id)
        .await?
        .into_iter()
        .map(|issue| (issue.number, issue.id))
        .collect();
    let reasons = entries(consulted, revised, rows, &HashMap::new())
        .iter()
        .filter(|entry| entry.is_changed())
        .filter_map(|entry| {
            let named = named.get(&Key::of(entry))?;
            let issues: BTreeSet<IssueId> = named
                .issues
                .iter()
                .filter_map(|number| ids.get(number).copied())
                .collect();
            let behind = Behind {
                issues: issues.into_iter().collect(),
                without: named.without,
            };
            Some((entry.anchor.clone(), behind))
        })
        .collect();
    lineage::put_reasons(tx, version, &reasons).await
}

/// Where another revised text has a provision that reads the same under the same label, what was corrected for it holds.
pub(super) fn keep_corrections(before: &Preparation, new: &[Provision], matched: &mut [Origin]) {
    let by_label: HashMap<&str, &str> = before
        .consulted
        .iter()
        .map(|it| (it.label.as_str(), it.anchor.as_str()))
        .collect();
    let kept: Vec<Option<Origin>> = new
        .iter()
        .map(|it| {
            let was = before
                .entries
                .iter()
                .find(|was| was.ord.is_some() && was.label == it.label)?;
            (was.text == it.text).then(|| Origin {
                from: was
                    .before
                    .iter()
                    .filter_map(|label| by_label.get(label.as_str()))
                    .map(|it| (*it).to_owned())
                    .collect(),
                moved: was.relation == Relation::Moved,
            })
        })
        .collect();
    let used: BTreeSet<String> = kept
        .iter()
        .flatten()
        .flat_map(|source| source.from.clone())
        .collect();
    for (source, kept) in matched.iter_mut().zip(kept) {
        match kept {
            Some(kept) => *source = kept,
            None => source.from.retain(|from| !used.contains(from)),
        }
    }
}

/// The decisions named for provisions that still become what they became: same label and words, or same origin.
pub(super) fn kept_reasons(
    before: &Preparation,
    revised: &[Provision],
    rows: &[Lineage],
) -> BTreeMap<Key, Reason> {
    entries(&before.consulted, revised, rows, &HashMap::new())
        .iter()
        .filter_map(|now| {
            let was = before.entries.iter().find(|was| {
                was.ord.is_some() == now.ord.is_some()
                    && (was.anchor == now.anchor && !now.before.is_empty()
                        || was.label == now.label && was.text == now.text)
            })?;
            let reason = was.reason();
            (!reason.is_empty()).then(|| (Key::of(now), reason))
        })
        .collect()
}

pub(super) fn parse_labels(
    typed: &str,
    consulted: &[Provision],
    field: &str,
    problems: &mut Problems,
) -> Vec<String> {
    let mut named = BTreeSet::new();
    for label in typed
        .split([',', ';', '،', '؛'])
        .map(str::trim)
        .filter(|label| !label.is_empty())
    {
        match consulted.iter().position(|it| it.label == label) {
            Some(context) => {
                named.insert(context);
            }
            None => problems.push(field, "no-such-provision", label),
        }
    }
    named
        .into_iter()
        .map(|context| consulted[context].anchor.clone())
        .collect()
}

pub(super) fn parse_numbers(
    typed: &str,
    known: &BTreeSet<i32>,
    field: &str,
    problems: &mut Problems,
) -> Vec<i32> {
    let mut named = BTreeSet::new();
    for word in typed
        .split([',', ';', '،', '؛', ' '])
        .map(str::trim)
        .filter(|word| !word.is_empty())
    {
        match word
            .parse::<i32>()
            .ok()
            .filter(|number| known.contains(number))
        {
            Some(number) => {
                named.insert(number);
            }
            None => problems.push(field, "no-such-decision", word),
        }
    }
    named.into_iter().collect()
}
