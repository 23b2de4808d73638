//! What one stakeholder hands in for a round.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    account::StakeholderGroup,
    id::{AccountId, RoundId, SubmissionId},
};

words! {
    /// How a submission is published.
    Publication {
        /// With the person's name and organisation.
        Name = "name",
        /// With the organisation; the person's name is seen by facilitators only.
        Organisation = "organisation",
        /// With the stakeholder group alone.
        Anonymous = "anonymous",
        /// Read by facilitators and commissioners only.
        NotForPublication = "not-for-publication",
    }
}

words! {
    /// Where a submission stands.
    SubmissionState {
        /// Nothing submitted yet.
        Draft = "draft",
        /// Submitted; may be amended until the round closes.
        Submitted = "submitted",
        /// Withdrawn by its author; its references are never reused.
        Withdrawn = "withdrawn",
    }
}

/// What one stakeholder hands in for a round: who speaks, and how it is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Submission {
    /// Its key.
    pub id: SubmissionId,
    /// For which round.
    pub round_id: RoundId,
    /// Whose; none if it was entered on behalf of its author.
    pub account_id: Option<AccountId>,
    /// The author's name.
    pub author: String,
    /// Empty: speaks for themselves.
    pub organisation: String,
    /// None: not stated.
    pub stakeholder_group: Option<StakeholderGroup>,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// None: not chosen yet, or not stated; shown as anonymous then.
    pub publication: Option<Publication>,
    /// How it came, if not through this site.
    pub channel: String,
    /// Where it stands.
    pub state: SubmissionState,
    /// For conflicts between two windows.
    pub revision: i64,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was submitted first.
    pub submitted_at: Option<Timestamp>,
}
