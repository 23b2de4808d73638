//! One window in which one version of the text is open, and how confidential it is.

use serde::{Deserialize, Serialize};

use crate::{
    Result, Timestamp,
    error::Refusal,
    id::{ConsultationId, RoundId, VersionId},
};

words! {
    /// Who may read the comments of a round.
    Confidentiality {
        /// Comments show at once.
        Public = "public",
        /// Comments show when the round has closed.
        PublicAfterClose = "public-after-close",
        /// Facilitators and commissioners only; each stakeholder sees their own.
        Internal = "internal",
    }
}

/// One window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Round {
    /// Its key.
    pub id: RoundId,
    /// Of which consultation.
    pub consultation_id: ConsultationId,
    /// 1, 2, …
    pub number: i32,
    /// The text it is on; none until one is imported.
    pub version_id: Option<VersionId>,
    /// When it opens, if there is a text by then.
    pub opens_at: Timestamp,
    /// A comment counts if the server's time is before this; none: no date set yet.
    pub closes_at: Option<Timestamp>,
    /// IANA name of the zone in which the dates are told.
    pub time_zone: String,
    /// Who may read its comments.
    pub confidentiality: Confidentiality,
}

impl Round {
    /// Whether it has opened: there is a text and the time has come.
    pub fn has_opened(&self, at: Timestamp) -> bool {
        self.version_id.is_some() && self.opens_at <= at
    }

    /// Whether it has closed.
    pub fn has_closed(&self, at: Timestamp) -> bool {
        self.closes_at.is_some_and(|closes| closes <= at)
    }

    /// Whether comments may be submitted.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.has_opened(at) && !self.has_closed(at)
    }

    /// [`Refusal::Closed`] or [`Refusal::NotOpen`] unless open.
    pub fn must_be_open(&self, at: Timestamp) -> Result<()> {
        match self.closes_at {
            Some(since) if since <= at => Err(Refusal::Closed { since }.into()),
            _ if self.has_opened(at) => Ok(()),
            _ => Err(Refusal::NotOpen.into()),
        }
    }

    /// Whether visitors may read its listed comments.
    pub fn shows_comments(&self, at: Timestamp) -> bool {
        match self.confidentiality {
            Confidentiality::Public => true,
            Confidentiality::PublicAfterClose => self.has_closed(at),
            Confidentiality::Internal => false,
        }
    }

    /// Whether visitors see counts by group: as comments show, or from the close on if the policy says so.
    pub fn shows_counts(&self, publishes_counts: bool, at: Timestamp) -> bool {
        self.shows_comments(at) || (publishes_counts && self.has_closed(at))
    }
}
