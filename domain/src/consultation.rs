//! A consultation and its phases.

use serde::{Deserialize, Serialize};

use crate::{Error, Timestamp, error::Problems, id::ConsultationId, round::Round};

words! {
    /// What is stored of the phase; the rest follows from the clock.
    Stage {
        /// Preparing, open or consolidating, by the round's dates.
        Consulting = "consulting",
        /// The report is frozen.
        Review = "review",
        /// The outcome is published.
        Published = "published",
    }
}

words! {
    /// Where a consultation stands.
    Phase {
        /// Being prepared.
        Draft = "draft",
        /// Taking comments.
        Open = "open",
        /// The facilitators make the report.
        Consolidation = "consolidation",
        /// The commissioners debate and decide.
        Review = "review",
        /// Every issue is decided; the text is being revised.
        Decided = "decided",
        /// The outcome is there for all.
        Published = "published",
    }
}

/// The name of a consultation in its address: lower-case letters, digits and single hyphens, 1 to 80 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Slug {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let well_formed = (1..=80).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--")
            && text != "new";
        if well_formed {
            Ok(Self(text.to_owned()))
        } else {
            Err(Problems::one("slug", "slug", text).into())
        }
    }
}

/// One question put to the world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Consultation {
    /// Its key.
    pub id: ConsultationId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Who asks.
    pub commission: String,
    /// What is asked.
    pub question: String,
    /// Mandate and method, Markdown.
    pub mandate: String,
    /// What is stored of the phase.
    pub stage: Stage,
    /// Whether visitors may read the public edition of the frozen report.
    pub publishes_report: bool,
    /// Grows with every change.
    pub revision: i64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When the report was frozen first.
    pub frozen_at: Option<Timestamp>,
    /// When the outcome was published.
    pub published_at: Option<Timestamp>,
}

impl Consultation {
    /// The phase at a moment. `undecided` is the number of issues without a decision, which matters in review only.
    pub fn phase(&self, round: &Round, undecided: i64, at: Timestamp) -> Phase {
        match self.stage {
            Stage::Published => Phase::Published,
            Stage::Review if undecided == 0 => Phase::Decided,
            Stage::Review => Phase::Review,
            Stage::Consulting if !round.has_opened(at) => Phase::Draft,
            Stage::Consulting if round.has_closed(at) => Phase::Consolidation,
            Stage::Consulting => Phase::Open,
        }
    }
}
