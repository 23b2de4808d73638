//! A reader's choice of language, kept by their browser: whoever follows a language link reads on in that language.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use domain::account::Language;

use super::{AppState, context::LANGUAGE_COOKIE};

/// A year, in seconds.
const LASTS: u32 = 365 * 24 * 3600;

/// Notes the language that `?lang=` asked for.
pub async fn remember(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let asked = (request.method() == Method::GET)
        .then(|| asked(request.uri().query().unwrap_or_default()))
        .flatten();
    let mut response = next.run(request).await;
    if let Some(language) = asked {
        keep(&mut response, language, &state);
    }
    response
}

/// The language that a query asks for.
pub fn asked(query: &str) -> Option<Language> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix("lang="))
        .and_then(|tag| tag.parse().ok())
}

/// Has the browser keep a language.
pub fn keep(response: &mut Response, language: Language, state: &AppState) {
    let secure = if state.config.is_loopback_http() {
        ""
    } else {
        "; Secure"
    };
    let cookie = format!(
        "{LANGUAGE_COOKIE}={language}; Path=/; Max-Age={LASTS}; SameSite=Lax; HttpOnly{secure}"
    );
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
