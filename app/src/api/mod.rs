//! Server functions for the islands. Each reads the request, calls a function of `domain::ops`, and answers; what
//! goes wrong comes back as words that the island shows.

#![cfg_attr(
    feature = "ssr",
    expect(
        missing_docs,
        reason = "the server macro makes types that carry no documentation"
    )
)]

use leptos::{
    prelude::*,
    server_fn::{codec::JsonEncoding, error::FromServerFnError},
};
use serde::{Deserialize, Serialize};

mod draft;

#[cfg(feature = "ssr")]
pub use draft::SaveDraft;
pub use draft::{CommentForm, KeptDraft, save_draft};

/// Why a server function did not do it, in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiError {
    /// What sort of failure: `conflict`, `refused`, `invalid`, `sign-in`, `fault`.
    pub code: String,
    /// What to tell the reader.
    pub message: String,
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        // Calls that cannot be read are the caller's mistake; everything of ours comes through `Backend::failure`.
        #[cfg(feature = "ssr")]
        if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
            options.set_status(axum::http::StatusCode::BAD_REQUEST);
        }
        Self {
            code: "fault".to_owned(),
            message: error.to_string(),
        }
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

/// What a server function works with, provided by the server for each call.
#[cfg(feature = "ssr")]
#[derive(Clone)]
pub struct Backend {
    /// The database.
    pub store: domain::store::Store,
    /// Who asks.
    pub actor: domain::actor::Actor,
    /// By the server's clock.
    pub now: domain::Timestamp,
    /// The words.
    pub texts: crate::i18n::Texts,
}

#[cfg(feature = "ssr")]
impl Backend {
    /// Of the call under way.
    ///
    /// # Panics
    /// Outside a call, which is a mistake of ours.
    pub fn get() -> Self {
        expect_context()
    }

    /// In which moments are told.
    pub fn zone(&self) -> &str {
        self.actor
            .account()
            .map_or("UTC", |account| account.time_zone.as_str())
    }

    /// A failure in the reader's words, with its HTTP status on the answer.
    pub fn failure(&self, error: domain::Error) -> ApiError {
        use domain::Error;
        let texts = self.texts;
        let (status, code, message) = match &error {
            Error::NotFound => (404, "not-found", texts.t("status-not-found-body")),
            Error::SignIn => (401, "sign-in", texts.t("status-sign-in-body")),
            Error::Forbidden(_) => (403, "forbidden", texts.t("status-forbidden-body")),
            Error::Invalid(problems) => {
                let messages = problems
                    .0
                    .iter()
                    .map(|problem| crate::components::form::message(texts, problem));
                (422, "invalid", messages.collect::<Vec<_>>().join(" "))
            }
            Error::Conflict => (409, "conflict", texts.t("status-conflict-body")),
            Error::Refused(refusal) => (
                409,
                "refused",
                crate::pages::status::reason(texts, refusal, self.zone()),
            ),
            Error::TooMany { retry_after } => {
                let minutes = i64::try_from(retry_after.div_ceil(60)).unwrap_or(60);
                (
                    429,
                    "too-many",
                    texts.count("status-too-many-body", minutes),
                )
            }
            Error::Store(error) if domain::store::is_away(error) => {
                tracing::error!(%error, "a server function failed");
                (503, "fault", texts.t("status-unavailable-body"))
            }
            Error::Store(_) | Error::Corrupt(_) => {
                tracing::error!(%error, "a server function failed");
                (500, "fault", texts.t("status-fault-body"))
            }
        };
        if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
            options.set_status(axum::http::StatusCode::from_u16(status).unwrap_or_default());
        }
        ApiError {
            code: code.to_owned(),
            message,
        }
    }
}
