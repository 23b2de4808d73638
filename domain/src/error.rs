//! What can go wrong, as types: refusals a person can act on, field errors as data, and faults inside,
//! which are logged once and never shown.

use serde::{Deserialize, Serialize};

use crate::{Timestamp, act::Act};

/// The result of every use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case did not happen. Which kind to use when:
///
/// | kind | when | page | command line |
/// | --- | --- | --- | --- |
/// | `NotFound` | it is not there, or the actor may not know that it is | 404 | 2 |
/// | `SignIn` | a visitor tries an act that needs an account | 303 to sign-in | 2 |
/// | `Forbidden` | the actor may see it but not do this | 403 | 2 |
/// | `Invalid` | what was typed cannot be taken | 422, with the form | 2 |
/// | `Conflict` | somebody else changed it meanwhile | 409, both shown | 2 |
/// | `Refused` | it has become impossible, or is not possible yet | 409, with the reason | 2 |
/// | `TooMany` | a limit on rate | 429 | 1 |
/// | `Fault` | the database, or a mistake of ours | 500 or 503 | 1 |
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not there, or not to be known.
    #[error("not found")]
    NotFound,
    /// Only for people who are signed in.
    #[error("sign in first")]
    SignIn,
    /// The actor's roles do not allow it.
    #[error("not allowed: {0}")]
    Forbidden(Act),
    /// Field errors.
    #[error("{0}")]
    Invalid(Problems),
    /// Changed by somebody else since it was read; the caller shows both.
    #[error("changed by somebody else meanwhile")]
    Conflict,
    /// Impossible by the rules of the process.
    #[error("{0}")]
    Refused(Refusal),
    /// Too many attempts; try again after this many seconds.
    #[error("too many attempts, try again in {retry_after} seconds")]
    TooMany {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// A fault inside: logged, never shown.
    #[cfg(feature = "store")]
    #[error("database: {0}")]
    Store(#[from] sqlx::Error),
    /// Stored data that cannot be read back.
    #[error("stored data: {0}")]
    Corrupt(String),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::Invalid(problems)
    }
}

/// Why the process does not allow an act now. The catalogue has a message for each, `refusal-<code>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Refusal {
    /// The round closed.
    #[error("this round closed on {since}")]
    Closed {
        /// When it closed.
        since: Timestamp,
    },
    /// The round has not opened yet, or has no text.
    #[error("this round is not open yet")]
    NotOpen,
    /// The round is still open.
    #[error("this round is still open")]
    StillOpen,
    /// A comment was submitted on this text: it can no longer be replaced.
    #[error("comments have been submitted on this text; it cannot be replaced any more")]
    TextInUse,
    /// There is no text yet.
    #[error("this consultation has no text yet")]
    NoText,
    /// The report is frozen.
    #[error("the report is frozen")]
    Frozen,
    /// The report is not frozen yet.
    #[error("the report is not frozen yet")]
    NotFrozen,
    /// Comments are still unaccounted for.
    #[error("{count} comments are still unaccounted for")]
    Unaccounted {
        /// How many.
        count: i64,
    },
    /// Issues have no decision yet.
    #[error("{count} issues have no decision yet")]
    Undecided {
        /// How many.
        count: i64,
    },
    /// Changed provisions name no decision.
    #[error("these changed provisions name no decision yet: {labels}")]
    ChangesWithoutDecision {
        /// Labels of the provisions, comma-separated.
        labels: String,
    },
    /// The outcome is not published yet.
    #[error("the outcome is not published yet")]
    NotPublished,
    /// Already published.
    #[error("the outcome is published")]
    Published,
    /// The submission holds no comment.
    #[error("there is no comment to submit")]
    NothingToSubmit,
    /// Commissioner and facilitator of one consultation exclude each other.
    #[error("whoever is commissioner of a consultation does not facilitate it")]
    RolesExclude,
    /// Nobody confirms what they asked for themselves, and nobody whom the one who asks may have appointed.
    #[error("this needs an administrator, or a second facilitator whom an administrator appointed")]
    NotSecond,
    /// The last administrator cannot be removed.
    #[error("the last administrator cannot be removed")]
    LastAdministrator,
    /// The name, slug or reference is taken.
    #[error("{what} is taken already")]
    Taken {
        /// What is taken.
        what: String,
    },
    /// A sign-in link that was used, has expired or never was.
    #[error("this link has been used already or has expired")]
    LinkSpent,
    /// Name and stakeholder group must be known before somebody comments.
    #[error("complete your profile first: your name and your stakeholder group")]
    ProfileIncomplete,
    /// A withdrawn comment is neither amended nor withdrawn again.
    #[error("this comment has been withdrawn")]
    Withdrawn,
    /// Comments rest on the issue: they must go elsewhere first.
    #[error("{count} comments rest on this issue; move them or set them aside first")]
    IssueNotEmpty {
        /// How many.
        count: i64,
    },
    /// There is nothing that the actor could take back.
    #[error("there is nothing to undo")]
    NothingToUndo,
}

impl Refusal {
    /// The code in the message catalogue and in JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Closed { .. } => "closed",
            Self::NotOpen => "not-open",
            Self::StillOpen => "still-open",
            Self::TextInUse => "text-in-use",
            Self::NoText => "no-text",
            Self::Frozen => "frozen",
            Self::NotFrozen => "not-frozen",
            Self::Unaccounted { .. } => "unaccounted",
            Self::Undecided { .. } => "undecided",
            Self::ChangesWithoutDecision { .. } => "changes-without-decision",
            Self::NotPublished => "not-published",
            Self::Published => "published",
            Self::NothingToSubmit => "nothing-to-submit",
            Self::RolesExclude => "roles-exclude",
            Self::NotSecond => "not-second",
            Self::LastAdministrator => "last-administrator",
            Self::Taken { .. } => "taken",
            Self::LinkSpent => "link-spent",
            Self::ProfileIncomplete => "profile-incomplete",
            Self::Withdrawn => "withdrawn",
            Self::IssueNotEmpty { .. } => "issue-not-empty",
            Self::NothingToUndo => "nothing-to-undo",
        }
    }
}

/// One thing that is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The field's name in the form, the column's name in a file; empty for the whole.
    pub field: String,
    /// What is wrong; the catalogue has a message `problem-<code>` that says how to mend it.
    pub code: String,
    /// A number or word that the message names: the limit, the value.
    pub detail: String,
    /// The line of a file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
}

/// Everything that is wrong with what was typed. Never empty inside [`Error::Invalid`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Notes a problem.
    pub fn push(
        &mut self,
        field: impl Into<String>,
        code: impl Into<String>,
        detail: impl std::fmt::Display,
    ) {
        self.0.push(Problem {
            field: field.into(),
            code: code.into(),
            detail: detail.to_string(),
            line: None,
        });
    }

    /// Notes a problem in a line of a file.
    pub fn push_at(
        &mut self,
        line: u64,
        field: impl Into<String>,
        code: impl Into<String>,
        detail: impl std::fmt::Display,
    ) {
        self.push(field, code, detail);
        if let Some(problem) = self.0.last_mut() {
            problem.line = Some(line);
        }
    }

    /// One problem.
    pub fn one(
        field: impl Into<String>,
        code: impl Into<String>,
        detail: impl std::fmt::Display,
    ) -> Self {
        let mut problems = Self::default();
        problems.push(field, code, detail);
        problems
    }

    /// `Err` if there is any.
    pub fn into_result(self) -> Result<()> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(self))
        }
    }

    /// The first problem of a field.
    pub fn of(&self, field: &str) -> Option<&Problem> {
        self.0.iter().find(|problem| problem.field == field)
    }
}

impl std::fmt::Display for Problems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (n, problem) in self.0.iter().enumerate() {
            let separator = if n == 0 { "" } else { "; " };
            f.write_str(separator)?;
            if let Some(line) = problem.line {
                write!(f, "line {line}, ")?;
            }
            write!(f, "{}: {} {}", problem.field, problem.code, problem.detail)?;
        }
        Ok(())
    }
}
