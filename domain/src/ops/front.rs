//! The front page: every consultation that the actor may know of, with its figures as far as they may be seen.

use super::{ConsultationContext, draft};
use crate::{
    Error, Result, Timestamp,
    account::StakeholderGroup,
    actor::Actor,
    consultation::Stage,
    decision::Disposition,
    permission,
    store::{Store, consultation as store, decision, submission, tally},
    tally::{Audience, shown},
};

/// One consultation in the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The consultation.
    pub context: ConsultationContext,
    /// Who has spoken; none if the actor may not see counts.
    pub figures: Option<Figures>,
    /// How many issues came to which end, in the order of the dispositions; empty until the outcome is published.
    pub decided: Vec<(Disposition, i64)>,
    /// Drafts of the actor in the current round that are not submitted.
    pub drafts: i64,
}

/// Who has spoken, in brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Comments of the round.
    pub comments: i64,
    /// Submissions by stakeholder group (none: not stated), as each stated it.
    pub submissions: Vec<(Option<StakeholderGroup>, i64)>,
    /// Whether small numbers are not told: see [`crate::tally::figure`].
    pub confidential: bool,
}

/// All consultations that the actor may know of, the newest first.
pub async fn list(db: &Store, actor: &Actor, at: Timestamp) -> Result<Vec<Entry>> {
    let mut tx = db.read().await?;
    let mut entries = Vec::new();
    for consultation in store::all(&mut tx).await? {
        let context = ConsultationContext::of(&mut tx, consultation, at).await?;
        let context = match context.known_to(actor, at) {
            Ok(context) => context,
            Err(Error::NotFound) => continue,
            Err(error) => return Err(error),
        };
        let counts = permission::counts(actor, &context.consultation, &context.round, at);
        let figures = match (counts, context.round.version_id) {
            (Some(counts), Some(version)) => {
                let public = counts.audience == Audience::Public;
                let comments = tally::total(&mut tx, version, counts.audience).await?;
                let submissions = submission::spoken(&mut tx, context.round.id, public).await?;
                Some(Figures {
                    comments: shown(comments, counts.confidential),
                    submissions: submissions
                        .into_iter()
                        .map(|(group, count)| (group, shown(count, counts.confidential)))
                        .collect(),
                    confidential: counts.confidential,
                })
            }
            _ => None,
        };
        let decided = if context.consultation.stage == Stage::Published {
            let decisions = decision::all(&mut tx, context.consultation.id).await?;
            Disposition::ALL
                .iter()
                .map(|it| {
                    (
                        *it,
                        decisions
                            .iter()
                            .filter(|decision| decision.disposition == *it),
                    )
                })
                .map(|(it, found)| (it, i64::try_from(found.count()).unwrap_or(i64::MAX)))
                .filter(|(_, count)| *count > 0)
                .collect()
        } else {
            Vec::new()
        };
        let drafts = draft::unsubmitted(&mut tx, actor, &context).await?;
        entries.push(Entry {
            context,
            figures,
            decided,
            drafts,
        });
    }
    Ok(entries)
}
