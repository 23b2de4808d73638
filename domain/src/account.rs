//! People: e-mail address, profile, stakeholder group.

use serde::{Deserialize, Serialize};

use crate::{Timestamp, error::Problems, id::AccountId};

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

/// An e-mail address: trimmed, lower-case, with something on both sides of one `@`.
///
/// Delivery is the proof that it exists; this only refuses what cannot be one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for EmailAddress {
    type Err = Problems;

    fn from_str(text: &str) -> Result<Self, Problems> {
        let address = text.trim().to_lowercase();
        let plausible = address.len() <= 254
            && address.split_once('@').is_some_and(|(local, host)| {
                local.len() <= 64
                    && !host.contains('@')
                    // What a mail server calls an atom.
                    && local.split('.').all(|atom| !atom.is_empty())
                    && host.split('.').all(|label| {
                        let bare = label.strip_prefix("xn--").unwrap_or(label);
                        !bare.is_empty() && !bare.starts_with('-') && !bare.ends_with('-')
                    })
            })
            && !address.chars().any(|c| {
                c.is_whitespace() || c.is_control() || is_unseen(c) || "<>(),;:\\\"[]".contains(c)
            });
        if plausible {
            Ok(Self(address))
        } else {
            Err(Problems::one("email", "email", text.trim()))
        }
    }
}

/// Characters that nobody sees: an address with one looks like another's.
const fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_that_mail_can_be_sent_to() {
        for fine in [
            "desk@wells.example",
            "a.b+c@xn--bcher-kva.example",
            "DESK@Wells.Example ",
            "o'well@host",
        ] {
            assert!(fine.parse::<EmailAddress>().is_ok(), "{fine}");
        }
        for wrong in [
            "",
            "desk",
            "@wells.example",
            "desk@",
            ".a@x.org",
            "a..b@x.org",
            "a@-x.org",
            "a@x-.org",
            "a@xn--.org",
            "a@x..org",
            "a b@x.org",
            "a@x.org\u{200b}",
            "a@b@c.org",
        ] {
            assert!(wrong.parse::<EmailAddress>().is_err(), "{wrong}");
        }
    }
}
