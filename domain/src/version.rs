//! A frozen state of the norm text.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    id::{ConsultationId, VersionId},
};

words! {
    /// Where a version stands.
    VersionState {
        /// A round is on it.
        Consulted = "consulted",
        /// The revised text, not yet published: for those who prepare the outcome.
        Prepared = "prepared",
        /// The outcome.
        Published = "published",
    }
}

/// One frozen state of the text, without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Version {
    /// Its key.
    pub id: VersionId,
    /// Of which consultation.
    pub consultation_id: ConsultationId,
    /// 1, 2, …
    pub number: i32,
    /// BCP 47 tag.
    pub language: String,
    /// The document's title.
    pub title: String,
    /// SHA-256 of the source as it was imported, in hexadecimal.
    pub sha256: String,
    /// Where it stands.
    pub state: VersionState,
    /// When it was imported.
    pub created_at: Timestamp,
}
