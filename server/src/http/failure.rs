//! From domain errors to answers: a status, and a page with a way on, in the reader's language.

use std::{
    any::Any,
    sync::{Arc, OnceLock},
};

use app::pages::status::{self, Status, Words};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;
use domain::{Error, actor::Actor, ops::kept_words::KeptForm};

use super::{
    AppState, Cx,
    client::Client,
    typed::{self, Typed},
};

/// What a handler could not do. The page is made by [`pages`], which knows the reader's language.
#[derive(Clone, Debug)]
pub struct Failure(Arc<Error>);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(Arc::new(error))
    }
}

impl Failure {
    /// The error itself, for a handler that answers some of them with its own form.
    pub fn error(&self) -> &Error {
        &self.0
    }

    fn status(&self) -> StatusCode {
        match &*self.0 {
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::SignIn => StatusCode::SEE_OTHER,
            Error::Forbidden(_) => StatusCode::FORBIDDEN,
            Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Conflict | Error::Refused(_) => StatusCode::CONFLICT,
            Error::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Error::Store(error) if domain::store::is_too_costly(error) => {
                StatusCode::TOO_MANY_REQUESTS
            }
            Error::Store(error) if domain::store::is_away(error) => StatusCode::SERVICE_UNAVAILABLE,
            Error::Store(_) | Error::Corrupt(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Who asks, noted by [`Cx`] once the session has told, for the page of an answer that is made without it.
#[derive(Clone, Default)]
pub struct Asker(Arc<OnceLock<Actor>>);

impl Asker {
    /// Notes it.
    pub fn is(&self, actor: &Actor) {
        let _ = self.0.set(actor.clone());
    }

    /// Who it was; a visitor as long as nobody has looked.
    pub fn known(&self) -> Actor {
        self.0.get().cloned().unwrap_or(Actor::Visitor)
    }
}

/// Middleware: gives bare statuses and [`Failure`]s their page, and logs faults once.
pub async fn pages(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut kept = parts.clone();
    let (asker, typed) = (Asker::default(), Typed::default());
    parts.extensions.insert(asker.clone());
    parts.extensions.insert(typed.clone());
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let failure = response.extensions_mut().remove::<Failure>();
    let back = response.extensions_mut().remove::<KeptForm>();
    let bare = response.status().is_client_error() || response.status().is_server_error();
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if failure.is_none() && (!bare || is_page || !wants_page(&kept)) {
        return response;
    }
    let mut status = response.status();
    let cx = Cx::assemble(&kept, &state, asker.known());
    let zone = cx
        .actor
        .account()
        .map_or_else(|| "UTC".to_owned(), |account| account.time_zone.clone());
    if [StatusCode::FORBIDDEN, StatusCode::TOO_MANY_REQUESTS].contains(&status) {
        refused(&kept, &state, status.as_str());
    }
    let page = match failure.as_ref().map(Failure::error) {
        // Whoever had a session until a moment ago is no stranger, even where strangers learn nothing.
        Some(error) if matches!(error, Error::SignIn) || has_ended(error, &kept, &cx) => {
            if let Some(kept) = super::kept::keep(&mut kept, &state, &typed).await {
                return kept;
            }
            let is_empty = typed::shown(cx.texts, &typed.fields().await).is_empty();
            if is_empty {
                // After signing in, a form's own page is the place to go on.
                return Redirect::to(&app::components::layout::sign_in_and_return(&cx.path))
                    .into_response();
            }
            status = StatusCode::UNAUTHORIZED;
            Status::SignIn(cx.path.clone())
        }
        Some(Error::Refused(refusal)) => Status::Refused(refusal.clone(), zone),
        Some(Error::Conflict) => Status::Conflict,
        Some(Error::Invalid(problems)) if !problems.0.is_empty() => {
            Status::Invalid(problems.clone())
        }
        Some(Error::TooMany { retry_after }) => Status::TooMany(*retry_after),
        Some(error @ (Error::Store(_) | Error::Corrupt(_))) => {
            tracing::error!(%error, path = super::loggable(kept.uri.path()), "request failed");
            match status {
                StatusCode::SERVICE_UNAVAILABLE => Status::Unavailable,
                StatusCode::TOO_MANY_REQUESTS => Status::TooMany(60),
                _ => Status::Fault,
            }
        }
        _ => of_status(status),
    };
    // What may go well the next time can be sent again as it is.
    let again = matches!(
        page,
        Status::TooMany(_) | Status::Fault | Status::Unavailable
    );
    let words = match back {
        // Typed before signing in, for a form that cannot be had any more.
        Some(form) => Words {
            shown: typed::shown(cx.texts, &form.fields),
            again: None,
        },
        None => typed::words(cx.texts, &typed, &cx.path, again).await,
    };
    let page_of = || status::page(&page, &words);
    let mut answer = (status, Html(app::render(cx.chrome(None), page_of))).into_response();
    if let Status::TooMany(seconds) = page {
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some(allow) = response.headers_mut().remove(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allow);
    }
    answer
}

/// Whether a form comes from a browser whose session is over.
fn has_ended(error: &Error, parts: &axum::http::request::Parts, cx: &Cx) -> bool {
    let cookie = super::session::cookie_name(&cx.state.config);
    matches!(error, Error::NotFound | Error::Forbidden(_))
        && parts.method == Method::POST
        && matches!(cx.actor, Actor::Visitor)
        && CookieJar::from_headers(&parts.headers)
            .get(cookie)
            .is_some()
}

fn wants_page(parts: &axum::http::request::Parts) -> bool {
    !parts.uri.path().starts_with("/api/") && !parts.uri.path().starts_with("/health/")
}

fn of_status(status: StatusCode) -> Status {
    match status {
        StatusCode::NOT_FOUND => Status::NotFound,
        StatusCode::FORBIDDEN => Status::Forbidden,
        StatusCode::METHOD_NOT_ALLOWED => Status::Method,
        StatusCode::PAYLOAD_TOO_LARGE => Status::TooLarge,
        StatusCode::TOO_MANY_REQUESTS => Status::TooMany(60),
        StatusCode::SERVICE_UNAVAILABLE => Status::Unavailable,
        status if status.is_server_error() => Status::Fault,
        _ => Status::Malformed,
    }
}

/// Nothing at this address.
pub async fn not_found() -> Failure {
    Error::NotFound.into()
}

/// Refused before any handler saw it: it came from another site.
pub fn cross_site(state: &AppState, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    refused(&parts, state, "another site");
    let cx = Cx::assemble(&parts, state, Actor::Visitor);
    let page = Html(app::render(cx.chrome(None), || {
        status::page(&Status::CrossSite, &Words::default())
    }));
    (StatusCode::FORBIDDEN, page).into_response()
}

/// Tells the log of a request that was refused, for whoever watches for attacks: where from and what for, without what was
/// sent and without the secret of a link.
pub fn refused(parts: &axum::http::request::Parts, state: &AppState, why: &str) {
    let client = Client::of(parts, &state.config.trusted_proxies).0;
    let client = client.map_or_else(String::new, |it| it.to_string());
    let path = super::loggable(parts.uri.path());
    tracing::info!(client, method = %parts.method, path, why, "refused");
}

/// Not this method.
pub async fn method() -> StatusCode {
    StatusCode::METHOD_NOT_ALLOWED
}

/// A mistake of ours: logged, never shown.
pub fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let what = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    tracing::error!(what, "a handler panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
