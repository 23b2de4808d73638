//! What was done, by whom, as its readers may see it.
//!
//! Entries are written by use cases and never changed. Who reads one:
//!
//! | reader | sees | names |
//! | --- | --- | --- |
//! | visitor, stakeholder | what is marked as public | nobody: the office alone |
//! | commissioner | that, and what was done with roles and with the debate | of those who did that |
//! | administrator | everything of the installation and of every consultation | of officials; authors are withheld |
//! | facilitator | everything of their consultation | everybody but who takes part in the debate |

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    account::EmailAddress,
    act::Act,
    actor::Actor,
    consultation::Slug,
    id::{AccountId, ConsultationId, RecordId},
};

/// Beginnings of acts that stakeholders do: who did them is who wrote something.
const OF_AUTHORS: [&str; 2] = ["submission.", "draft."];

/// Acts of stakeholders on a comment of theirs.
const OF_AUTHORS_ON_COMMENTS: [&str; 4] = [
    "comment.withdraw",
    "comment.restore",
    "comment.submit",
    "comment.amend",
];

/// Beginnings of acts that commissioners may follow, because they tell who reads what is confidential to them.
pub const OF_COMMISSION: [&str; 2] = ["role.", "debate."];

/// The debate itself.
const REMARKS: &str = "remark.";

/// An entry as it is stored.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Entry {
    /// Its key, which sorts by time.
    pub id: RecordId,
    /// When.
    pub at: Timestamp,
    /// A word of [`Actor::kind`].
    pub actor: String,
    /// The account that did it.
    pub account_id: Option<AccountId>,
    /// Its name now.
    pub name: Option<String>,
    /// Its address.
    pub email: Option<EmailAddress>,
    /// What, such as `comment.hide`.
    pub act: String,
    /// Of which consultation.
    pub consultation_id: Option<ConsultationId>,
    /// Its name in addresses.
    pub slug: Option<Slug>,
    /// What it was done to.
    pub subject: String,
    /// JSON.
    pub detail: String,
    /// Whether visitors may read it.
    pub public: bool,
}

words! {
    /// In which office somebody acted, where names are not told.
    Office {
        /// The command line.
        Operator = "operator",
        /// Facilitators and administrators.
        Secretariat = "secretariat",
        /// Commissioners.
        Commission = "commission",
        /// Somebody who takes part.
        Stakeholder = "stakeholder",
    }
}

/// Who did it, as far as the reader may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// In which office.
    pub office: Office,
    /// Name and address; empty if they are not to be known, or if there are none.
    pub name: String,
}

/// An entry as one reader may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryView {
    /// Its key: where the next page begins.
    pub id: RecordId,
    /// When; to the day alone where who did it is withheld, since the minute would tell.
    pub at: Timestamp,
    /// Whether `at` is the day alone.
    pub day_only: bool,
    /// By whom.
    pub by: By,
    /// What, such as `comment.hide`.
    pub act: String,
    /// The consultation's name in addresses.
    pub slug: Option<String>,
    /// What it was done to; empty if that would tell who did it.
    pub subject: String,
    /// What else is known: names and values, in order, parts of parts as `before.organisation`.
    pub fields: Vec<(String, String)>,
    /// Whether everybody may read it.
    pub public: bool,
}

/// How much of the record of a consultation somebody may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What is marked as public.
    Public,
    /// That, and what commissioners may follow.
    Commission,
    /// All of it.
    Everything,
}

/// How much of a consultation's record (none: of the installation's) an actor may read.
pub fn extent(actor: &Actor, consultation: Option<ConsultationId>) -> Extent {
    let subject = crate::permission::Subject {
        consultation,
        author: None,
    };
    if actor.can(Act::ReadAudit, subject) {
        Extent::Everything
    } else if actor.can(Act::ReadRemarks, subject) {
        Extent::Commission
    } else {
        Extent::Public
    }
}

fn begins(act: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|it| act.starts_with(it))
}

impl Entry {
    fn is_of_authors(&self) -> bool {
        begins(&self.act, &OF_AUTHORS) || begins(&self.act, &OF_AUTHORS_ON_COMMENTS)
    }

    fn is_of_commission(&self) -> bool {
        begins(&self.act, &[REMARKS, "decision."])
    }

    fn office(&self) -> Office {
        if self.actor == "operator" {
            Office::Operator
        } else if self.is_of_authors() {
            Office::Stakeholder
        } else if self.is_of_commission() {
            Office::Commission
        } else if begins(&self.act, &["account."]) {
            Office::Stakeholder
        } else {
            Office::Secretariat
        }
    }

    /// The entry as the actor may see it; none if they may not.
    pub fn view(self, actor: &Actor) -> Option<EntryView> {
        let extent = extent(actor, self.consultation_id);
        let seen = match extent {
            Extent::Everything => true,
            Extent::Commission => self.public || begins(&self.act, &OF_COMMISSION),
            Extent::Public => self.public,
        };
        if !seen {
            return None;
        }
        let subject = crate::permission::Subject {
            consultation: self.consultation_id,
            author: None,
        };
        let is_authors = self.is_of_authors();
        let named = match extent {
            Extent::Public => false,
            Extent::Commission => begins(&self.act, &OF_COMMISSION),
            // Who takes part in the debate is for those who do.
            Extent::Everything if self.act.starts_with(REMARKS) => {
                actor.can(Act::ReadRemarks, subject)
            }
            Extent::Everything => !is_authors || actor.can(Act::ReadAuthor, subject),
        };
        // What an author did is known by its subject and its particulars as well as by a name.
        let withheld = is_authors && !named;
        let by = By {
            office: self.office(),
            name: match (&self.name, &self.email) {
                (Some(name), Some(email)) if named && !name.is_empty() => {
                    format!("{name} ({email})")
                }
                (_, Some(email)) if named => email.to_string(),
                _ => String::new(),
            },
        };
        // An address is nobody's business whose name is not told.
        let private = withheld || extent == Extent::Public && self.subject.contains('@');
        Some(EntryView {
            id: self.id,
            at: if withheld { day(self.at) } else { self.at },
            day_only: withheld,
            by,
            subject: if private { String::new() } else { self.subject },
            fields: if withheld {
                Vec::new()
            } else {
                fields(&self.detail)
            },
            act: self.act,
            slug: self.slug.map(|it| it.to_string()),
            public: self.public,
        })
    }
}

/// The beginning of the day, UTC.
fn day(at: Timestamp) -> Timestamp {
    at.date_naive().and_time(chrono::NaiveTime::MIN).and_utc()
}

/// The particulars, flat and in order; what is empty is left out.
fn fields(detail: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    if let Ok(value) = serde_json::from_str::<serde_json::Value>(detail) {
        flatten("", &value, &mut fields);
    }
    fields
}

fn flatten(name: &str, value: &serde_json::Value, fields: &mut Vec<(String, String)>) {
    use serde_json::Value;
    match value {
        Value::Object(parts) => {
            for (part, value) in parts {
                let name = if name.is_empty() {
                    part.clone()
                } else {
                    format!("{name}.{part}")
                };
                flatten(&name, value, fields);
            }
        }
        Value::Array(values) => {
            let texts: Vec<String> = values
                .iter()
                .map(text)
                .filter(|it| !it.is_empty())
                .collect();
            if !texts.is_empty() {
                fields.push((name.to_owned(), texts.join(", ")));
            }
        }
        other => {
            let text = text(other);
            if !text.is_empty() {
                fields.push((name.to_owned(), text));
            }
        }
    }
}

fn text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particulars_are_flat_and_empty_ones_are_left_out() {
        let detail = r#"{"before":{"organisation":"Wells","country":""},"given":["R1-0001","R1-0002"],"note":null,"mails":3}"#;
        let expected = [
            ("before.organisation", "Wells"),
            ("given", "R1-0001, R1-0002"),
            ("mails", "3"),
        ];
        let mut found = fields(detail);
        found.sort();
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(found, expected);
    }
}
