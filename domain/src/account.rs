//! People: e-mail address, profile, stakeholder group.

use serde::{Deserialize, Serialize};

use crate::{Timestamp, id::AccountId};

pub use crate::email::{EmailAddress, MailReach};

words! {
    /// Whom a stakeholder speaks for. Self-declared, and shown as such.
    ///
    /// The technical community is counted within the private sector, as Recommendation 6 does, and shown on
    /// its own too.
    StakeholderGroup {
        /// Governments and their agencies.
        State = "state",
        /// Companies and their associations.
        PrivateSector = "private-sector",
        /// Those who build and run the Internet; within the private sector.
        TechnicalCommunity = "technical-community",
        /// Non-governmental organisations.
        CivilSociety = "civil-society",
        /// Universities and research.
        Academia = "academia",
        /// International and regional organisations.
        InternationalOrganisation = "international-organisation",
        /// People who speak for themselves.
        Individual = "individual",
    }
}

words! {
    /// The languages of the interface.
    Language {
        /// English, the default.
        English = "en",
        /// French.
        French = "fr",
        /// Arabic, right to left.
        Arabic = "ar",
    }
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Account {
    /// Its key.
    pub id: AccountId,
    /// Where its links go.
    pub email: EmailAddress,
    /// The person's name; empty until the profile is complete.
    pub name: String,
    /// Empty: speaks for themselves.
    pub organisation: String,
    /// None until the profile is complete.
    pub stakeholder_group: Option<StakeholderGroup>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Of pages and mails.
    pub language: Language,
    /// IANA name.
    pub time_zone: String,
    /// When it was opened.
    pub created_at: Timestamp,
}

impl Account {
    /// Whether the person may comment: name and stakeholder group are there.
    pub fn has_complete_profile(&self) -> bool {
        !self.name.trim().is_empty() && self.stakeholder_group.is_some()
    }
}
