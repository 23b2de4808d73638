//! Identifiers: UUIDs that sort by the time they were made (version 7), one type a noun.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        #[cfg(feature = "store")]
        impl $name {
            /// A new identifier that sorts after those made before `at`.
            pub fn new(at: crate::Timestamp) -> Self {
                Self(at_time(at))
            }
        }
    )+};
}

id! {
    /// An [account](crate::account).
    AccountId,
    /// A comment's identifier; people cite its reference.
    CommentId,
    /// A consultation; people use its slug.
    ConsultationId,
    /// A decision.
    DecisionId,
    /// A draft of a comment.
    DraftId,
    /// An issue; people use its number.
    IssueId,
    /// A mail in the outbox.
    MailId,
    /// A version of the consolidation report.
    ReportId,
    /// A round.
    RoundId,
    /// A submission.
    SubmissionId,
    /// A version of the text.
    VersionId,
    /// Anything else that needs a key: audit entries, notes, options, remarks.
    RecordId,
}

/// UUID version 7 of a given moment.
#[cfg(feature = "store")]
fn at_time(at: crate::Timestamp) -> Uuid {
    let mut random = [0; 10];
    fill_random(&mut random);
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// Fills `bytes` from the operating system's random source.
///
/// # Panics
/// If the operating system has no random source, in which case nothing here may go on.
#[cfg(feature = "store")]
pub fn fill_random(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system has a random source");
}
