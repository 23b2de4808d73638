//! The commission's disposition of an issue.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    id::{AccountId, DecisionId, IssueId},
};

words! {
    /// What the commission made of an issue.
    Disposition {
        /// Taken up.
        Accepted = "accepted",
        /// Taken up in part.
        AcceptedInPart = "accepted-in-part",
        /// Not taken up.
        NotAccepted = "not-accepted",
        /// Heard, nothing to change.
        Noted = "noted",
        /// Left for later.
        Deferred = "deferred",
        /// Not for this consultation.
        OutOfScope = "out-of-scope",
    }
}

words! {
    /// How a decision was reached.
    Reached {
        /// Nobody objected.
        Consensus = "consensus",
        /// By a recorded vote.
        Vote = "vote",
    }
}

/// A decision as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Decision {
    /// Its key.
    pub id: DecisionId,
    /// On which issue.
    pub issue_id: IssueId,
    /// What.
    pub disposition: Disposition,
    /// Why; goes to every submitter word for word.
    pub reason: String,
    /// How.
    pub reached: Reached,
    /// Votes, if there was a vote.
    pub votes_for: Option<i32>,
    /// Votes against.
    pub votes_against: Option<i32>,
    /// Abstentions.
    pub abstentions: Option<i32>,
    /// Who dissented and why; empty: nobody.
    pub dissents: String,
    /// Who did not take part; empty: nobody.
    pub recusals: String,
    /// When.
    pub decided_at: Timestamp,
    /// Who recorded it.
    pub decided_by: AccountId,
}
