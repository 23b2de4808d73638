//! Whether an organisation and its group are who they say they are: until organisations are members of their own, a
//! facilitator makes sure, and says how.

use crate::{Timestamp, account::StakeholderGroup, error::Problems, id::SubmissionId};

/// The longest note on how something was verified, in characters.
pub const MAX_NOTE: usize = 2_000;

/// That a facilitator verified organisation and group of a submission, as they were stated then.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Verification {
    /// Of which submission.
    pub submission_id: SubmissionId,
    /// The organisation as it was stated.
    pub organisation: String,
    /// The group as it was stated.
    pub stakeholder_group: Option<StakeholderGroup>,
    /// How it was verified; for facilitators only.
    pub note: String,
    /// The name of who verified it; empty: the operator.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// When something else was stated instead: since then it counts no more.
    pub changed_at: Option<Timestamp>,
}

/// What is wrong with a note.
pub fn problems(note: &str) -> Problems {
    let mut problems = Problems::default();
    problems.needed("note", note, MAX_NOTE, "verification-note-missing");
    problems
}
