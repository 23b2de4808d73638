//! The language of an answer: `?lang=`, else what was chosen in this browser (a cookie), else the account's, else what
//! the browser prefers. Whoever follows a language link reads on in that language.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, header, request::Parts},
    middleware::Next,
    response::Response,
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use domain::{account::Language, actor::Actor};
use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use time::Duration;
use unic_langid::LanguageIdentifier;

use super::AppState;

/// The name of the cookie.
const COOKIE: &str = "lang";

/// How long a browser keeps the choice.
const LASTS: Duration = Duration::days(365);

/// The language of the answer to a request.
pub fn of(parts: &Parts, actor: &Actor) -> Language {
    asked(parts.uri.query().unwrap_or_default())
        .or_else(|| {
            CookieJar::from_headers(&parts.headers)
                .get(COOKIE)?
                .value()
                .parse()
                .ok()
        })
        .or_else(|| actor.account().map(|account| account.language))
        .or_else(|| preferred(parts.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?))
        .unwrap_or(Language::English)
}

/// The language that a query asks for.
fn asked(query: &str) -> Option<Language> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix("lang="))
        .and_then(|tag| tag.parse().ok())
}

/// The first language of `Accept-Language` that we have, by its weights.
fn preferred(header: &str) -> Option<Language> {
    // The library takes the order of the list for the preference, so the list is put in the order of its weights.
    let mut weighed: Vec<(f32, LanguageIdentifier)> = header
        .split(',')
        .filter_map(|item| {
            let (tag, parameters) = item.split_once(';').unwrap_or((item, ""));
            let weight = match parameters.trim().strip_prefix("q=") {
                Some(weight) => weight.trim().parse().ok()?,
                None => 1.0,
            };
            Some((weight, tag.trim().parse().ok()?))
        })
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0));
    let wanted: Vec<LanguageIdentifier> = weighed.into_iter().map(|(_, tag)| tag).collect();
    let ours: Vec<LanguageIdentifier> = Language::ALL
        .iter()
        .filter_map(|language| language.as_str().parse().ok())
        .collect();
    let found = negotiate_languages(&wanted, &ours, None, NegotiationStrategy::Lookup);
    found.first()?.language.as_str().parse().ok()
}

/// Middleware: notes the language that `?lang=` asked for.
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

/// Has the browser keep a language.
pub fn keep(response: &mut Response, language: Language, state: &AppState) {
    let cookie = Cookie::build((COOKIE, language.as_str()))
        .path("/")
        .max_age(LASTS)
        .same_site(SameSite::Lax)
        .http_only(true)
        .secure(!state.config.is_loopback_http());
    if let Ok(cookie) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_s_preference_is_read_by_weight() {
        assert_eq!(preferred("de, fr;q=0.5, ar;q=0.9"), Some(Language::Arabic));
        assert_eq!(preferred("fr-CH, en;q=0.8"), Some(Language::French));
        assert_eq!(preferred("de"), None);
        assert_eq!(preferred("*;q=x, \u{1}"), None);
    }
}
