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
    /// Whether visitors see counts from the close on, though they may not read the comments. A promise of this round: the
    /// next makes its own.
    pub publishes_counts: bool,
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

    /// Noon, in the round's time zone, of the day of a moment: all that is told of a time where more would tie comments
    /// to their author.
    #[must_use]
    pub fn day(&self, moment: Timestamp) -> Timestamp {
        #[cfg(feature = "store")]
        {
            let zone: chrono_tz::Tz = self.time_zone.parse().unwrap_or(chrono_tz::Tz::UTC);
            let day = moment.with_timezone(&zone).date_naive();
            // No zone leaves noon out.
            day.and_hms_opt(12, 0, 0)
                .and_then(|noon| noon.and_local_timezone(zone).earliest())
                .map_or(moment, |noon| noon.with_timezone(&chrono::Utc))
        }
        #[cfg(not(feature = "store"))]
        moment
            .date_naive()
            .and_hms_opt(12, 0, 0)
            .map_or(moment, |noon| noon.and_utc())
    }

    /// The date of a moment in the round's time zone, as in ISO 8601.
    #[cfg(feature = "store")]
    pub fn date(&self, moment: Timestamp) -> String {
        let zone: chrono_tz::Tz = self.time_zone.parse().unwrap_or(chrono_tz::Tz::UTC);
        moment.with_timezone(&zone).date_naive().to_string()
    }

    /// Whether visitors see counts by group: as comments show, or from the close on if the round says so.
    pub fn shows_counts(&self, at: Timestamp) -> bool {
        self.shows_comments(at) || (self.publishes_counts && self.has_closed(at))
    }
}

/// All rounds of a consultation, in order; there is at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rounds(Vec<Round>);

impl Rounds {
    /// From all rounds in the order of their numbers; none if there is none.
    pub fn new(rounds: Vec<Round>) -> Option<Self> {
        (!rounds.is_empty()).then_some(Self(rounds))
    }

    /// The latest: the one that takes comments, if any does.
    pub fn current(&self) -> &Round {
        self.0.last().unwrap_or_else(|| unreachable!("never empty"))
    }

    /// Those that have opened; none if none has.
    pub fn opened(&self, at: Timestamp) -> Option<Self> {
        let opened = self.0.iter().filter(|round| round.has_opened(at));
        Self::new(opened.cloned().collect())
    }

    /// The round with this key.
    pub fn of(&self, id: RoundId) -> Option<&Round> {
        self.0.iter().find(|round| round.id == id)
    }

    /// The first first.
    pub fn iter(&self) -> std::slice::Iter<'_, Round> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Rounds {
    type Item = &'a Round;
    type IntoIter = std::slice::Iter<'a, Round>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
