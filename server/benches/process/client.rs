//! Requests against the router, without a socket; bytes are counted as they would go over one.

use anyhow::{Context as _, ensure};
use axum::{
    Router,
    body::Body,
    http::{Request, Response, StatusCode, header},
};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

/// What came back.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Entity tag, if it has one.
    pub tag: Option<String>,
    /// `name=value` of the first cookie it sets.
    pub cookie: Option<String>,
    /// Bytes of head and body.
    pub bytes: u64,
    /// The body as it came, compressed if it was.
    pub body: bytes::Bytes,
}

/// A GET as a browser sends it, with what else it says.
pub async fn get(
    router: &Router,
    path: &str,
    headers: &[(header::HeaderName, &str)],
) -> anyhow::Result<Answer> {
    let mut request = Request::get(path);
    if !headers
        .iter()
        .any(|(name, _)| *name == header::ACCEPT_ENCODING)
    {
        request = request.header(header::ACCEPT_ENCODING, "gzip, br");
    }
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    answer(router.clone().oneshot(request.body(Body::empty())?).await?).await
}

/// A form's POST from a page of the site.
pub async fn post(router: &Router, path: &str, cookie: &str, form: &str) -> anyhow::Result<Answer> {
    let request = Request::post(path)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie)
        .body(Body::from(form.to_owned()))?;
    answer(router.clone().oneshot(request).await?).await
}

async fn answer(response: Response<Body>) -> anyhow::Result<Answer> {
    let (parts, body) = response.into_parts();
    let text = |name| {
        parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    let cookie =
        text(header::SET_COOKIE).and_then(|value| Some(value.split_once(';')?.0.to_owned()));
    let tag = text(header::ETAG);
    // The status line, each header with its colon, space and line end, and an empty line.
    let head: usize = 17
        + parts
            .headers
            .iter()
            .map(|(name, value)| name.as_str().len() + value.len() + 4)
            .sum::<usize>();
    let body = body.collect().await.context("the body")?.to_bytes();
    Ok(Answer {
        status: parts.status,
        tag,
        cookie,
        bytes: u64::try_from(head + body.len())?,
        body,
    })
}

impl Answer {
    /// The answer, if it has this status.
    pub fn expect(self, status: StatusCode) -> anyhow::Result<Self> {
        ensure!(
            self.status == status,
            "answered {} instead of {status}",
            self.status
        );
        Ok(self)
    }
}
