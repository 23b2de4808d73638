//! Pages that say why something did not happen, with a way on.

use domain::error::{Problems, Refusal};
use leptos::prelude::*;

use crate::{
    Page,
    components::{
        form::{message, typed},
        layout::sign_in_and_return,
    },
    i18n::Texts,
    render::texts,
    routes,
};

/// Why it did not happen.
#[derive(Clone, Debug)]
pub enum Status {
    /// 401: a form whose sender is not signed in, where its words could not be kept meanwhile; with the page.
    SignIn(String),
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
    /// 409: somebody changed it meanwhile.
    Conflict,
    /// 422: what was typed cannot be taken, on a page without its form.
    Invalid(Problems),
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
            Self::SignIn(_) => "status-sign-in",
            Self::NotFound => "status-not-found",
            Self::Forbidden => "status-forbidden",
            Self::CrossSite => "status-cross-site",
            Self::Method => "status-method",
            Self::Refused(..) => "status-refused",
            Self::Conflict => "status-conflict",
            Self::Invalid(_) => "status-invalid",
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

/// What somebody typed into a form that could not be acted upon.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Label and value of each field that was filled in.
    pub shown: Vec<(String, String)>,
    /// Where it may be sent again, and all that was sent.
    pub again: Option<(String, Vec<(String, String)>)>,
}

/// Where words are that were typed while the session ended.
#[derive(Clone, Debug)]
pub enum Kept {
    /// In this browser, until it has signed in.
    Here,
    /// In the form of this page again. With the address of the page.
    InForm(String),
    /// In the browser in which they were typed.
    Elsewhere,
}

/// The words of a form, each under its label, to read and to copy.
fn said(shown: &[(String, String)]) -> AnyView {
    let fields = shown.iter().enumerate().map(|(n, (label, value))| {
        let id = format!("said-{n}");
        let rows = value.lines().count() + value.chars().count() / 80;
        let rows = rows.clamp(1, 12).to_string();
        let value = typed(value);
        view! {
            <div class="field">
                <label for=id.clone()>{label.clone()}</label>
                <textarea id=id rows=rows dir="auto" readonly inner_html=value></textarea>
            </div>
        }
    });
    fields.collect_view().into_any()
}

/// What was typed, beneath the reason why it was not taken.
fn words(texts: Texts, words: &Words) -> Option<AnyView> {
    if words.shown.is_empty() {
        return None;
    }
    let again = words.again.clone().map(|(path, fields)| {
        let hidden = fields.into_iter().map(|(name, value)| {
            view! { <input type="hidden" name=name value=value/> }
        });
        view! {
            <form method="post" action=path>
                {hidden.collect_view()}
                <button class="button">{texts.t("words-again")}</button>
            </form>
        }
    });
    Some(
        view! {
            <section class="row part" aria-labelledby="words-title">
                <div class="in-text form stack">
                    <h2 class="minor" id="words-title">{texts.t("words-title")}</h2>
                    <p>{texts.t("words-lead")}</p>
                    {said(&words.shown)}
                    {again}
                </div>
            </section>
        }
        .into_any(),
    )
}

/// A word on a page about words that were kept; `left`: what has no place on it any more.
pub fn kept(kept: &Kept, left: &[(String, String)]) -> AnyView {
    let texts = texts();
    let key = match kept {
        Kept::Here => "words-here",
        Kept::InForm(_) => "words-in-form",
        Kept::Elsewhere => "words-elsewhere",
    };
    let rest = (!left.is_empty())
        .then(|| view! { <p>{texts.t("words-left")}</p> {said(left)} }.into_any());
    view! {
        <div class="row">
            <div class="in-text notice" role="status">
                <p><b>{texts.t(key)}</b>" "{texts.t(&format!("{key}-body"))}</p>
                {rest}
            </div>
        </div>
    }
    .into_any()
}

/// The page.
pub fn page(status: &Status, typed: &Words) -> Page {
    let texts = texts();
    let key = status.key();
    let title = texts.t(key);
    let body = match status {
        Status::Refused(refusal, zone) => reason(texts, refusal, zone),
        Status::TooMany(seconds) => texts.count(
            &format!("{key}-body"),
            i64::try_from(seconds.div_ceil(60)).unwrap_or(60),
        ),
        Status::Invalid(problems) => {
            let messages = problems.0.iter().map(|problem| message(texts, problem));
            messages.collect::<Vec<_>>().join(" ")
        }
        // What was not even read stands in the browser alone.
        Status::TooLarge if typed.shown.is_empty() => texts.t("status-too-large-unread"),
        _ => texts.t(&format!("{key}-body")),
    };
    let sign_in = match status {
        Status::SignIn(path) => {
            let url = sign_in_and_return(path);
            Some(view! { <a href=url>{texts.t("sign-in")}</a>" " })
        }
        _ => None,
    };
    Page::new(
        title.clone(),
        view! {
            <main class="page leaf status" id="main">
                <header class="row head">
                    <div class="in-text">
                        <h1>{title}</h1>
                        <p class="lead byline">{body}</p>
                        <p class="more links">{sign_in}<a href=routes::front()>{texts.t("to-consultations")}</a></p>
                    </div>
                </header>
                {words(texts, typed)}
            </main>
        },
    )
}
