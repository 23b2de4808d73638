//! The same form sent twice (pressed twice, sent again because the answer was lost, both at once) is done once and
//! answered twice. Forms carry a random key; a form is the same if key, browser, address and everything typed are.

use std::time::Duration;

use axum::{
    RequestExt,
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use axum_extra::extract::cookie::CookieJar;
use domain::{
    id::fill_random,
    ops::once::{self, Before, Once},
};
use sha2::{Digest, Sha256};

use super::{
    AppState, Failure,
    context::see_other,
    session,
    typed::{KEY, Part, Typed, is_plain},
};

/// How long the second waits for the first's answer.
const PATIENCE: Duration = Duration::from_secs(3);
/// How often it looks.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Where a form that is sent again is led, if its first answer was a page: put among the extensions of that answer.
#[derive(Clone, Debug)]
pub struct Again(pub String);

/// Middleware of forms, once their body is here.
pub async fn once(request: Request, next: Next) -> Response {
    let Some(state) = request.extensions().get::<AppState>().cloned() else {
        return next.run(request).await;
    };
    let is_plain = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(is_plain);
    let (key, content, request) = if is_plain {
        let (mut parts, body) = request.with_limited_body().into_parts();
        let Ok(body) = to_bytes(body, usize::MAX).await else {
            return StatusCode::PAYLOAD_TOO_LARGE.into_response();
        };
        let (key, rest) = part(&body);
        // Without the key it is shorter.
        parts.headers.remove(header::CONTENT_LENGTH);
        let request = Request::from_parts(parts, Body::from(rest.clone()));
        (key, rest, request)
    } else {
        let typed = request.extensions().get::<Typed>().cloned();
        let (key, content) = in_parts(&typed.unwrap_or_default().parts().await);
        (key, content, request)
    };
    let Some(key) = key else {
        return next.run(request).await;
    };
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    // A visitor's key stands in a page that nobody else was given.
    let browser = CookieJar::from_headers(request.headers())
        .get(session::cookie_name(&state.config))
        .map_or_else(String::new, |cookie| cookie.value().to_owned());
    let mut digest = Sha256::new();
    for piece in [&key, browser.as_bytes(), path.as_bytes(), &content] {
        digest.update(Sha256::digest(piece));
    }
    let id = digest.finalize().to_vec();
    if let Ok(Some(before)) = once::before(&state.store, &id).await {
        return repeated(&state, &id, before, &path).await;
    }
    let form = Once::new(id.clone(), state.clock.now().timestamp());
    let response = form.within(next.run(request)).await;
    if form.is_claimed() {
        settle(&state, &id, answer_of(&response)).await;
        return response;
    }
    // The same form, sent at the same time, was first.
    match once::before(&state.store, &id).await {
        Ok(Some(before)) => repeated(&state, &id, before, &path).await,
        _ => response,
    }
}

/// The key of a form that may carry a file, and a digest of the rest: what stands between its parts differs each time.
fn in_parts(parts: &[Part]) -> (Option<Vec<u8>>, Vec<u8>) {
    let mut key = None;
    let mut digest = Sha256::new();
    for part in parts {
        if part.name == KEY {
            key = Some(part.bytes.to_vec());
            continue;
        }
        let file = part.file.as_deref().unwrap_or_default();
        for piece in [part.name.as_bytes(), file.as_bytes(), &part.bytes] {
            digest.update(Sha256::digest(piece));
        }
    }
    (key, digest.finalize().to_vec())
}

/// The key of a form, and the form without it.
fn part(body: &[u8]) -> (Option<Vec<u8>>, Vec<u8>) {
    let mut key = None;
    let mut rest = Vec::with_capacity(body.len());
    for pair in body.split(|byte| *byte == b'&') {
        let value = pair
            .strip_prefix(KEY.as_bytes())
            .and_then(|pair| pair.strip_prefix(b"="));
        if let Some(value) = value {
            key = Some(value.to_vec());
            continue;
        }
        if !rest.is_empty() {
            rest.push(b'&');
        }
        rest.extend_from_slice(pair);
    }
    (key, rest)
}

/// What is to be noted of an answer: its status, and where it leads; none where nothing came of the form, or where it
/// may be asked for many times.
fn answer_of(response: &Response) -> Option<(i32, Option<String>)> {
    let status = response.status();
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let failed = response.extensions().get::<Failure>().is_some() || status.as_u16() >= 400;
    let again = response.extensions().get::<Again>().map(|it| it.0.clone());
    let location = again.or_else(|| {
        let location = response.headers().get(header::LOCATION)?;
        location.to_str().ok().map(ToOwned::to_owned)
    });
    (!failed && (status.is_redirection() || is_page))
        .then(|| (i32::from(status.as_u16()), location))
}

/// Notes what was answered, or gives the key back.
async fn settle(state: &AppState, id: &[u8], answer: Option<(i32, Option<String>)>) {
    let noted = match answer {
        Some((status, location)) => {
            once::answered(&state.store, id, status, location.as_deref()).await
        }
        None => once::release(&state.store, id).await,
    };
    if let Err(error) = noted {
        tracing::warn!(%error, "the answer of a form could not be noted");
    }
}

/// The answer that was given before; where it is not known, the page of the form, which shows what is.
async fn repeated(state: &AppState, id: &[u8], before: Before, path: &str) -> Response {
    let mut before = Some(before);
    let begun = tokio::time::Instant::now();
    while before == Some(Before::Done) && begun.elapsed() < PATIENCE {
        tokio::time::sleep(LOOK_EVERY).await;
        before = once::before(&state.store, id).await.ok().flatten();
    }
    match before {
        Some(Before::Answered(_, Some(location))) => see_other(&location),
        _ => see_other(path),
    }
}

/// A form's key: nobody else's form has it.
fn random() -> String {
    let mut bytes = [0; 16];
    fill_random(&mut bytes);
    hex::encode(bytes)
}

/// Puts a key into every form of a page that changes something.
pub fn keyed(html: &str) -> String {
    const FORM: &str = "<form";
    let mut keyed = String::with_capacity(html.len() + 256);
    let mut rest = html;
    while let Some(start) = rest.find(FORM) {
        let end = rest[start..]
            .find('>')
            .map_or(rest.len(), |end| start + end + 1);
        let (tag, after) = rest.split_at(end);
        keyed.push_str(tag);
        let tag = &tag[start..];
        if tag.contains("method=\"post\"") {
            keyed.push_str("<input type=\"hidden\" name=\"");
            keyed.push_str(KEY);
            keyed.push_str("\" value=\"");
            keyed.push_str(&random());
            keyed.push_str("\">");
        }
        rest = after;
    }
    keyed.push_str(rest);
    keyed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_taken_out_of_its_form_and_nothing_else_is() {
        let (key, rest) = part(b"body=a%26form_key%3D1&form_key=77&act=save");
        assert_eq!(key.as_deref(), Some(&b"77"[..]));
        assert_eq!(rest, b"body=a%26form_key%3D1&act=save");
        assert_eq!(part(b"a=b"), (None, b"a=b".to_vec()));
    }

    #[test]
    fn forms_that_change_something_have_a_key_each() {
        let html = keyed(
            "<form method=\"post\"><p></form><form method=\"get\"></form><form id=\"a\" method=\"post\">",
        );
        assert_eq!(html.matches(KEY).count(), 2);
        assert!(html.contains("<form method=\"get\"></form>"), "{html}");
        let keys: Vec<&str> = html.split("value=\"").skip(1).map(|it| &it[..32]).collect();
        assert_ne!(keys[0], keys[1]);
    }
}
