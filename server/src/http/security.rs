//! What every answer carries, and requests that come from other sites.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};

use super::AppState;

/// Everything from here, nothing inline; WebAssembly for islands.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; \
     connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // "no-referrer" would make forms send `Origin: null`.
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    // No other site shows or measures what is here.
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    ),
];

/// Outermost: refuses state changes from other sites, and puts the headers on.
pub async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let secure = state.config.public_url.scheme() == "https";
    let is_secret = request.uri().path().starts_with(app::routes::SIGN_IN);
    let mut response =
        if comes_from_here(request.method(), request.headers(), &state.config.origin()) {
            next.run(request).await
        } else {
            super::failure::cross_site(&state, request)
        };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        // A frozen edition brings a policy of its own.
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if secure {
        let whole = if state.config.hsts_subdomains {
            "max-age=31536000; includeSubDomains"
        } else {
            "max-age=31536000"
        };
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static(whole),
        );
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        let is_page = headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        // What is not stored at all has empty forms when somebody goes back to it; asked for anew, it is never old.
        let kept = if is_page && !is_secret {
            "private, no-cache"
        } else {
            "no-store"
        };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    }
    response
}

/// GET, HEAD and OPTIONS pass, since none of them changes anything. Anything else must come from a page of ours:
/// by `Sec-Fetch-Site`, else by `Origin`; with neither only without a cookie.
fn comes_from_here(method: &Method, headers: &HeaderMap, origin: &str) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    let text = |name: &str| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or("unreadable"))
    };
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => site == "same-origin",
        (None, Some(from)) => from == origin,
        (None, None) => !headers.contains_key(header::COOKIE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "https://consult.example.org";

    fn passes(method: Method, headers: &[(&'static str, &'static str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect();
        comes_from_here(&method, &headers, HERE)
    }

    #[test]
    fn only_our_own_pages_change_anything() {
        assert!(passes(Method::GET, &[("sec-fetch-site", "cross-site")]));
        assert!(passes(Method::POST, &[("sec-fetch-site", "same-origin")]));
        assert!(!passes(
            Method::POST,
            &[("sec-fetch-site", "same-site"), ("origin", HERE)]
        ));
        assert!(!passes(Method::POST, &[("sec-fetch-site", "none")]));
        assert!(passes(Method::POST, &[("origin", HERE)]));
        assert!(!passes(Method::POST, &[("origin", "null")]));
        assert!(passes(Method::POST, &[]));
        assert!(!passes(Method::POST, &[("cookie", "a=b")]));
    }
}
