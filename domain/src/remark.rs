//! A commissioner's contribution to the debate: confidential to the commissioners of the consultation.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    error::Problems,
    id::{AccountId, IssueId, RecordId},
};

/// The longest remark, in characters.
pub const MAX_CHARACTERS: usize = 10_000;

/// A remark. It is never changed and never removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Remark {
    /// Its key.
    pub id: RecordId,
    /// On which issue.
    pub issue_id: IssueId,
    /// Who said it.
    pub account_id: AccountId,
    /// The name of who said it; commissioners know each other.
    pub author: String,
    /// What was said.
    pub body: String,
    /// When.
    pub at: Timestamp,
}

/// What keeps a text from being a remark.
pub fn problems(body: &str) -> Problems {
    let mut problems = Problems::default();
    problems.needed("remark", body, MAX_CHARACTERS, "remark-missing");
    problems
}
