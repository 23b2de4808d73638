//! How much one account may submit in one round, so that nobody can drown the others, the mail or the report.

use serde::{Deserialize, Serialize};

use crate::{comment::Content, error::Problems};

/// How many comments and characters one account may have in one round, drafts and withdrawn comments included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Comments.
    pub comments: i64,
    /// Characters of comments, proposed wordings and rationales together.
    pub characters: i64,
}

impl Quota {
    /// Unless an installation sets another: more than the longest submissions to large consultations had.
    pub const DEFAULT: Self = Self {
        comments: 300,
        characters: 500_000,
    };
}

/// What of the quota is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Used {
    /// Comments.
    pub comments: i64,
    /// Characters.
    pub characters: i64,
}

impl Used {
    /// With one more of these words.
    #[must_use]
    pub fn with(self, content: &Content) -> Self {
        Self {
            comments: self.comments + 1,
            characters: self.characters + characters(content),
        }
    }

    /// What is too much, as problems of the whole.
    pub fn problems(self, quota: Quota) -> Problems {
        let mut problems = Problems::default();
        if self.comments > quota.comments {
            problems.push("", "quota-comments", quota.comments);
        }
        if self.characters > quota.characters {
            problems.push("", "quota-characters", quota.characters);
        }
        problems
    }
}

/// The characters that count.
pub fn characters(content: &Content) -> i64 {
    let all = content.written();
    let count: usize = all.iter().map(|(_, text)| text.chars().count()).sum();
    i64::try_from(count).unwrap_or(i64::MAX)
}
