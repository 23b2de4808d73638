//! Pages that say why something did not happen, with a way on.

use domain::error::Refusal;
use leptos::prelude::*;

use crate::{Page, i18n::Texts, render::texts, routes};

/// Why it did not happen.
#[derive(Clone, Debug)]
pub enum Status {
    /// 404
    NotFound,
    /// 403
    Forbidden,
    /// 403: the request came from another site.
    CrossSite,
    /// 405
    Method,
    /// 409, with the reason and the zone in which moments are told.
    Refused(Refusal, String),
    /// 413
    TooLarge,
    /// 400, 415, 422: a request that no page of ours makes.
    Malformed,
    /// 429, with the seconds to wait.
    TooMany(u64),
    /// 500
    Fault,
    /// 503
    Unavailable,
}

impl Status {
    const fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "status-not-found",
            Self::Forbidden => "status-forbidden",
            Self::CrossSite => "status-cross-site",
            Self::Method => "status-method",
            Self::Refused(..) => "status-refused",
            Self::TooLarge => "status-too-large",
            Self::Malformed => "status-malformed",
            Self::TooMany(_) => "status-too-many",
            Self::Fault => "status-fault",
            Self::Unavailable => "status-unavailable",
        }
    }
}

/// The reason of a refusal, in words.
pub fn reason(texts: Texts, refusal: &Refusal, zone: &str) -> String {
    let key = format!("refusal-{}", refusal.code());
    match refusal {
        Refusal::Closed { since } => {
            texts.with(&key, &[("since", texts.moment_zone(*since, zone).into())])
        }
        Refusal::Unaccounted { count }
        | Refusal::Undecided { count }
        | Refusal::IssueNotEmpty { count } => texts.count(&key, *count),
        Refusal::ChangesWithoutDecision { labels } => {
            texts.with(&key, &[("labels", labels.clone().into())])
        }
        Refusal::Taken { what } => texts.with(&key, &[("what", what.clone().into())]),
        _ => texts.t(&key),
    }
}

/// The page.
pub fn page(status: &Status) -> Page {
    let texts = texts();
    let key = status.key();
    let title = texts.t(key);
    let body = match status {
        Status::Refused(refusal, zone) => reason(texts, refusal, zone),
        Status::TooMany(seconds) => texts.count(
            &format!("{key}-body"),
            i64::try_from(seconds.div_ceil(60)).unwrap_or(60),
        ),
        _ => texts.t(&format!("{key}-body")),
    };
    Page::new(
        title.clone(),
        view! {
            <main class="page leaf status" id="main">
                <header class="row head">
                    <div class="in-text">
                        <h1>{title}</h1>
                        <p class="lead byline">{body}</p>
                        <p class="more links"><a href=routes::front()>{texts.t("to-consultations")}</a></p>
                    </div>
                </header>
            </main>
        },
    )
}
