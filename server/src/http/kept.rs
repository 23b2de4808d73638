//! Words that were typed while the session ended: carried through signing in, and put back into their form.
//!
//! The browser holds the key to them in a cookie for an hour. After signing in its form is filled as it was; nothing is
//! sent by itself.

use app::{
    pages::status::{self, Kept},
    routes,
};
use axum::{
    body::{Body, to_bytes},
    extract::{FromRequestParts, Request, State},
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use domain::{
    actor::Actor,
    ops::kept_words::{self, Handle, KeptForm, LASTS},
};

use super::{
    AppState, Cx, Failure,
    client::Client,
    failure::Asker,
    fill,
    typed::{self, Typed},
};

/// The cookie.
const COOKIE: &str = "words";

/// In the address of the page that the words belong to, so that another browser can say where they are.
const MARK: (&str, &str) = ("words", "kept");

/// The largest page that is looked through for its form.
const LARGEST: usize = 16 * 1024 * 1024;

/// Keeps the words of a form whose sender has to sign in, and leads there; none if they could not be kept.
pub async fn keep(parts: &mut Parts, state: &AppState, typed: &Typed) -> Option<Response> {
    let fields = typed.fields().await;
    let texts = Cx::assemble(parts, state, Actor::Visitor).texts;
    if typed::shown(texts, &fields).is_empty() {
        return None;
    }
    let path = without_mark(parts.uri.path_and_query().map_or("/", |path| path.as_str()));
    let Ok(Client(client)) = Client::from_request_parts(parts, state).await;
    let client = client.map_or_else(String::new, |client| client.to_string());
    let form = KeptForm {
        path: path.clone(),
        fields,
    };
    let handle = match kept_words::keep(&state.store, state.clock.now(), &client, &form).await {
        Ok(handle) => handle?,
        Err(error) => {
            tracing::error!(%error, "words could not be kept");
            return None;
        }
    };
    let separator = if path.contains('?') { '&' } else { '?' };
    let next = format!("{path}{separator}{}={}", MARK.0, MARK.1);
    let mut response =
        super::context::see_other(&app::components::layout::sign_in_and_return(&next));
    set(&mut response, state, &handle.expose(), LASTS.num_seconds());
    Some(response)
}

fn set(response: &mut Response, state: &AppState, value: &str, seconds: i64) {
    let cookie = Cookie::build((COOKIE, value))
        .path("/")
        .max_age(time::Duration::seconds(seconds))
        .same_site(SameSite::Lax)
        .http_only(true)
        .secure(!state.config.is_loopback_http());
    if let Ok(cookie) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

fn without_mark(path: &str) -> String {
    let mark = format!("{}={}", MARK.0, MARK.1);
    match path.split_once('?') {
        None => path.to_owned(),
        Some((page, query)) => {
            let rest: Vec<&str> = query.split('&').filter(|pair| *pair != mark).collect();
            if rest.is_empty() {
                page.to_owned()
            } else {
                format!("{page}?{}", rest.join("&"))
            }
        }
    }
}

fn page_of(path: &str) -> &str {
    path.split('?').next().unwrap_or_default()
}

/// Middleware of pages: fills the form that words are kept for, says on the way there that they are, and forgets them
/// once they have been sent.
pub async fn restore(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let cookie = CookieJar::from_headers(&parts.headers)
        .get(COOKIE)
        .and_then(|cookie| cookie.value().parse::<Handle>().ok());
    let mark = format!("{}={}", MARK.0, MARK.1);
    let is_marked = (parts.uri.query().unwrap_or_default().split('&')).any(|pair| pair == mark);
    if cookie.is_none() && !is_marked {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let seen = parts.clone();
    let asker = parts.extensions.get::<Asker>().cloned().unwrap_or_default();
    let response = next.run(Request::from_parts(parts, body)).await;
    let form = match &cookie {
        Some(handle) => kept_words::find(&state.store, state.clock.now(), handle)
            .await
            .ok()
            .flatten(),
        None => None,
    };
    let here = seen.uri.path().to_owned();
    let is_signing_in = here.starts_with(&routes::sign_in());
    let is_its_page = form
        .as_ref()
        .is_some_and(|form| page_of(&form.path) == here);
    if let Some(handle) = cookie.filter(|_| is_its_page && seen.method == Method::POST) {
        return used(&state, &handle, response).await;
    }
    let is_known = asker.known().account().is_some();
    let what = match &form {
        Some(_) if is_signing_in => Kept::Here,
        Some(form) if is_its_page && is_known => Kept::InForm(form.path.clone()),
        None if is_marked && is_known => Kept::Elsewhere,
        _ => return response,
    };
    let mut response = response;
    if response.extensions().get::<Failure>().is_some() {
        // The page that says why there is no form shows the words.
        if let (Kept::InForm(_), Some(form)) = (&what, form) {
            response.extensions_mut().insert(form);
        }
        return response;
    }
    let cx = Cx::assemble(&seen, &state, asker.known());
    written(&cx, response, what, form).await
}

/// Forgets words that have been sent, unless they came back.
async fn used(state: &AppState, handle: &Handle, mut response: Response) -> Response {
    let failed = response.extensions().get::<Failure>().is_some();
    if response.status() == StatusCode::SEE_OTHER && !failed {
        if let Err(error) = kept_words::forget(&state.store, handle).await {
            tracing::warn!(%error, "words that were sent could not be forgotten; their hour ends");
        }
        set(&mut response, state, "", 0);
    }
    response
}

/// The page with its form filled, and a word about it.
async fn written(cx: &Cx, response: Response, what: Kept, form: Option<KeptForm>) -> Response {
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page || response.headers().contains_key(header::CONTENT_ENCODING) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let html = String::from_utf8_lossy(&bytes);
    let fields = match (&what, form) {
        (Kept::InForm(_), Some(form)) => form.fields,
        _ => Vec::new(),
    };
    let (html, placed) = fill::fill(&html, &fields);
    let left: Vec<(String, String)> = fields
        .into_iter()
        .filter(|(name, _)| !placed.contains(name))
        .collect();
    let left = typed::shown(cx.texts, &left);
    let notice = app::render::fragment(cx.chrome(None), || status::kept(&what, &left));
    let html = fill::with_notice(&html, &notice);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(html))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_leaves_the_address_as_it_came() {
        assert_eq!(without_mark("/a?b=c&words=kept"), "/a?b=c");
        assert_eq!(without_mark("/a?words=kept"), "/a");
        assert_eq!(without_mark("/a"), "/a");
    }
}
