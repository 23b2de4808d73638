//! When a request counts: once the whole of it is here.
//!
//! A body may come long after its head. Who asks, and what time it is, is looked up after it has arrived, so that
//! nobody keeps a deadline or a role open by holding back the last bytes of a form.

use std::time::Duration;

use axum::{
    RequestExt,
    body::Body,
    extract::Request,
    http::{StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{ops::ConsultationContext, permission::Subject};
use http_body_util::LengthLimitError;
use tokio::sync::Semaphore;
use tower_http::timeout::TimeoutBody;

use super::{
    AppState, Failure, context::slug, failure::Asker, session, site::Access, typed::Typed,
};

/// A body of which nothing comes for so long is given up.
const SILENCE: Duration = Duration::from_secs(20);

/// A form takes no longer, however slow the line.
const LONGEST: Duration = Duration::from_mins(5);

/// The largest form that is read, in bytes: of one that is larger than forms may be, the words come back; beyond this
/// nothing is read at all.
pub const MOST_READ: usize = 4 * super::FORM_LIMIT;

/// Large forms that are read at the same time: each is held in memory.
static LARGE: Semaphore = Semaphore::const_new(4);

/// Middleware of everything: gives up bodies that fall silent.
pub async fn patient(request: Request, next: Next) -> Response {
    let request = request.map(|body| Body::new(TimeoutBody::new(SILENCE, body)));
    next.run(request).await
}

/// Middleware of forms and server functions: reads the body, up to the limit, before anything is asked.
pub async fn whole(request: Request, next: Next) -> Response {
    if declared(&request).is_some_and(|length| length > MOST_READ) {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    let (parts, body) = request.with_limited_body().into_parts();
    match tokio::time::timeout(LONGEST, axum::body::to_bytes(body, usize::MAX)).await {
        Ok(Ok(body)) => {
            Typed::note(&parts, &body);
            if body.len() > super::FORM_LIMIT {
                return StatusCode::PAYLOAD_TOO_LARGE.into_response();
            }
            next.run(Request::from_parts(parts, body.into())).await
        }
        Ok(Err(error)) if is_too_large(&error) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Ok(Err(_)) | Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

/// Middleware of forms that may carry a file. One that is no larger than any other form is read at once, so that its
/// words come back whatever happens. A larger one is read only if whoever sends it may do what it is for; who asks, and
/// when, is looked up again once the whole of it is here, as for any form.
pub async fn with_file(access: Access, limit: usize, request: Request, next: Next) -> Response {
    match declared(&request) {
        Some(length) if length <= super::FORM_LIMIT => return whole(request, next).await,
        Some(length) if length > limit => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        _ => {}
    }
    let (mut parts, body) = request.into_parts();
    if let Err(failure) = may(access, &mut parts).await {
        return failure.into_response();
    }
    let Ok(_place) = LARGE.acquire().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let read = axum::body::to_bytes(body, limit);
    match tokio::time::timeout(LONGEST, read).await {
        Ok(Ok(body)) => {
            if body.len() <= super::FORM_LIMIT {
                Typed::note(&parts, &body);
            }
            next.run(Request::from_parts(parts, body.into())).await
        }
        Ok(Err(error)) if is_too_large(&error) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Ok(Err(_)) | Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

/// Whether whoever sends a form may do what it is for, as far as its address tells.
async fn may(access: Access, parts: &mut Parts) -> Result<(), Failure> {
    let (Access::To(act), Some(state)) = (access, parts.extensions.get::<AppState>().cloned())
    else {
        return Ok(());
    };
    let actor = session::actor(parts, &state).await?;
    if let Some(asker) = parts.extensions.get::<Asker>() {
        asker.is(&actor);
    }
    let mut path = parts.uri.path().split('/').skip(1);
    let subject = match (path.next(), path.next()) {
        (Some("consultations"), Some(name)) => {
            let slug = slug(name)?;
            let mut tx = state.store.read().await?;
            let now = state.clock.now();
            let context = ConsultationContext::find(&mut tx, &actor, &slug, now).await?;
            context.consultation.id.into()
        }
        _ => Subject::default(),
    };
    Ok(actor.may(act, subject)?)
}

/// How long the body is, as its head says.
fn declared(request: &Request) -> Option<usize> {
    let length = request.headers().get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

fn is_too_large(error: &axum::Error) -> bool {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(it) = cause {
        if it.is::<LengthLimitError>() {
            return true;
        }
        cause = it.source();
    }
    false
}
