//! Where changes and decisions do not go together: what a facilitator is asked about before publishing.

use super::Entry;
use crate::{answer::Decided, decision::Disposition};

/// A decision and the text that do not go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Something was accepted, wholly or in part, and no change names it.
    NothingChanged {
        /// Number of the issue.
        number: i32,
        /// What was decided.
        disposition: Disposition,
    },
    /// A change names a decision by which the text was to stay as it is.
    ChangedAgainst {
        /// Label of the provision.
        label: String,
        /// Number of the issue.
        number: i32,
        /// What was decided.
        disposition: Disposition,
    },
}

/// What does not go together: decisions in the order of their numbers, then changes in reading order.
pub fn doubts(entries: &[Entry], decisions: &[Decided]) -> Vec<Doubt> {
    let names = |entry: &&Entry, number: i32| entry.is_changed() && entry.issues.contains(&number);
    let idle = decisions
        .iter()
        .filter(|it| {
            let accepted = matches!(
                it.disposition,
                Disposition::Accepted | Disposition::AcceptedInPart
            );
            accepted && !entries.iter().any(|entry| names(&entry, it.number))
        })
        .map(|it| Doubt::NothingChanged {
            number: it.number,
            disposition: it.disposition,
        });
    let against = entries.iter().flat_map(|entry| {
        decisions
            .iter()
            .filter(move |it| {
                let refused = matches!(
                    it.disposition,
                    Disposition::NotAccepted | Disposition::Deferred | Disposition::OutOfScope
                );
                refused && names(&entry, it.number)
            })
            .map(|it| Doubt::ChangedAgainst {
                label: entry.label.clone(),
                number: it.number,
                disposition: it.disposition,
            })
    });
    idle.chain(against).collect()
}
