//! What one stakeholder hands in for a round.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    account::StakeholderGroup,
    error::Problems,
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

/// Who speaks and how it is published, as its author states it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Empty: speaks for themselves.
    pub organisation: String,
    /// Whom they speak for.
    pub stakeholder_group: Option<StakeholderGroup>,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// None until chosen.
    pub publication: Option<Publication>,
}

/// The longest name of a person or an organisation, in characters.
pub const MAX_NAME: usize = 200;

impl Details {
    /// What cannot be kept: too long, or no country.
    pub fn validate_draft(&self) -> Problems {
        let mut problems = Problems::default();
        problems.line("organisation", &self.organisation, MAX_NAME);
        if !self.country.is_empty() && !is_country(&self.country) {
            problems.push("country", "country", &self.country);
        }
        problems
    }

    /// What is missing before the submission can be submitted.
    pub fn validate_for_submission(&self) -> Problems {
        let mut problems = self.validate_draft();
        if self.stakeholder_group.is_none() {
            problems.push("stakeholder_group", "group-missing", "");
        }
        match self.publication {
            None => problems.push("publication", "publication-missing", ""),
            Some(Publication::Organisation) if self.organisation.trim().is_empty() => {
                problems.push("organisation", "organisation-missing", "");
            }
            Some(_) => {}
        }
        problems
    }
}

impl Submission {
    /// Who speaks and how it is published.
    pub fn details(&self) -> Details {
        Details {
            organisation: self.organisation.clone(),
            stakeholder_group: self.stakeholder_group,
            country: self.country.clone(),
            publication: self.publication,
        }
    }
}

/// Whether it has the form of an ISO 3166-1 alpha-2 code: two capital letters. User-assigned codes such as `EU` and
/// `XK` are in use and pass.
pub fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}
