//! The rendered cache of public pages: rendered once per (revision, phase by the clock, language), compressed once,
//! with an entity tag of what is shown: a change that the page does not show does not show in its tag. A cached page costs
//! one query: the revision.
//!
//! Only what a visitor sees is ever put here: [`Cx::public_page`] renders as [`Actor::Visitor`] or not at all.

use std::{future::Future, sync::Arc};

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use bytes::Bytes;
use domain::{Error, actor::Actor, consultation::Slug, ops::consultation};
use moka::future::Cache;
use sha2::{Digest, Sha256};
use tokio::sync::OnceCell;

use super::{
    Cx, Failure,
    encoding::{Encoding, accepted},
};

/// Bytes kept in memory at most.
const CAPACITY: u64 = 48 * 1024 * 1024;

/// The largest page that is kept.
const LARGEST: usize = 16 * 1024 * 1024;

/// One page, compressed when a browser first asks: quickly for the first who does, since a page that changes with
/// every comment may have no other reader, and well for all who come after.
#[derive(Debug)]
struct Rendered {
    tag: String,
    plain: Bytes,
    quick: OnceCell<Bytes>,
    brotli: OnceCell<Bytes>,
    gzip: OnceCell<Bytes>,
}

impl Rendered {
    /// The page in one of the encodings that a browser takes; none if it takes none, or if compressing failed.
    async fn encoded(&self, accepted: &[Encoding]) -> Option<(Encoding, &Bytes)> {
        let best = *accepted.first()?;
        let quick = accepted.contains(&Encoding::Gzip) && !self.quick.initialized();
        let (encoding, cell, compress): (_, _, fn(&[u8]) -> Bytes) = match best {
            _ if quick => (Encoding::Gzip, &self.quick, gzip_quickly),
            Encoding::Brotli => (best, &self.brotli, brotli),
            Encoding::Gzip => (best, &self.gzip, gzip),
        };
        let body = cell
            .get_or_init(|| async {
                let plain = self.plain.clone();
                tokio::task::spawn_blocking(move || compress(&plain))
                    .await
                    .unwrap_or_default()
            })
            .await;
        (!body.is_empty()).then_some((encoding, body))
    }
}

/// The cache, shared by all requests of this process.
#[derive(Clone, Debug)]
pub struct Pages {
    pages: Cache<String, Arc<Rendered>>,
    /// The installation's key, once it was read.
    key: Arc<OnceCell<String>>,
}

impl Default for Pages {
    fn default() -> Self {
        let weigh = |key: &String, page: &Arc<Rendered>| {
            // Compressed forms come later and are a third of it.
            let bytes = key.len() + page.plain.len() / 2 * 3;
            u32::try_from(bytes).unwrap_or(u32::MAX)
        };
        Self {
            pages: Cache::builder()
                .max_capacity(CAPACITY)
                .weigher(weigh)
                .build(),
            key: Arc::default(),
        }
    }
}

impl Pages {
    /// Forgets all pages, for measuring what rendering costs.
    pub fn forget(&self) {
        self.pages.invalidate_all();
    }
}

impl Cx {
    /// Answers a page that is the same for every visitor, from the cache if it stands there; for anybody signed in
    /// it is rendered afresh. `path` is the page's canonical address, without what does not change it; `state` is
    /// what it depends on beside address and language: see [`domain::ops::consultation::standing`].
    ///
    /// # Errors
    /// Those of `render`; they are not kept.
    pub async fn public_page<F>(
        mut self,
        headers: &HeaderMap,
        path: String,
        state: &str,
        render: impl FnOnce(Self) -> F,
    ) -> Result<Response, Failure>
    where
        F: Future<Output = Result<Response, Failure>>,
    {
        if !matches!(self.actor, Actor::Visitor) {
            return render(self).await;
        }
        // The links in the page are of its canonical address, so that all who read it may share it.
        self.path = path;
        let key = format!("{} {} {state}", self.texts.language, self.path);
        let pages = self.state.pages.clone();
        let secret = pages
            .key
            .get_or_try_init(|| Box::pin(consultation::tag_key(&self.store)))
            .await?
            .clone();
        let page = pages
            .pages
            .try_get_with(key, async move { keep(render(self).await?, &secret).await })
            .await;
        let page = page.map_err(|failure: Arc<Failure>| (*failure).clone())?;
        let tag = &page.tag;
        if headers
            .get(header::IF_NONE_MATCH)
            .is_some_and(|known| names(known, tag))
        {
            return Ok(answer(StatusCode::NOT_MODIFIED, tag, None, Bytes::new()));
        }
        let (encoding, body) = match page.encoded(&accepted(headers)).await {
            Some((encoding, body)) => (Some(encoding.name()), body.clone()),
            None => (None, page.plain.clone()),
        };
        Ok(answer(StatusCode::OK, tag, encoding, body))
    }

    /// The same for a page of a consultation.
    pub async fn public_page_of<F>(
        self,
        headers: &HeaderMap,
        slug: &Slug,
        path: String,
        render: impl FnOnce(Self) -> F,
    ) -> Result<Response, Failure>
    where
        F: Future<Output = Result<Response, Failure>>,
    {
        if !matches!(self.actor, Actor::Visitor) {
            return render(self).await;
        }
        let state = consultation::standing(&self.store, slug, self.now).await?;
        Box::pin(self.public_page(headers, path, &state, render)).await
    }
}

/// The entity tag: of the bytes that are shown, and of a key that nobody outside knows.
fn tag(secret: &str, plain: &[u8]) -> String {
    let digest = Sha256::new()
        .chain_update(secret)
        .chain_update(plain)
        .finalize();
    format!("\"{}\"", hex::encode(&digest[..12]))
}

/// Whether `If-None-Match` names the tag.
fn names(known: &HeaderValue, tag: &str) -> bool {
    known.to_str().is_ok_and(|known| {
        known
            .split(',')
            .any(|known| known.trim().trim_start_matches("W/") == tag)
    })
}

async fn keep(response: Response, secret: &str) -> Result<Arc<Rendered>, Failure> {
    let plain = to_bytes(response.into_body(), LARGEST)
        .await
        .map_err(|error| Error::Corrupt(error.to_string()))?;
    Ok(Arc::new(Rendered {
        tag: tag(secret, &plain),
        plain,
        quick: OnceCell::new(),
        brotli: OnceCell::new(),
        gzip: OnceCell::new(),
    }))
}

fn answer(status: StatusCode, tag: &str, encoding: Option<&'static str>, body: Bytes) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if status == StatusCode::OK {
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
    }
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    // May be kept, and must be asked about each time: the answer is a 304 that costs one query.
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
    headers.insert(
        header::VARY,
        HeaderValue::from_static("accept-encoding, accept-language, cookie"),
    );
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

fn brotli(plain: &[u8]) -> Bytes {
    let mut compressed = Vec::with_capacity(plain.len() / 4);
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 5,
        lgwin: 22,
        ..Default::default()
    };
    match brotli::BrotliCompress(&mut &plain[..], &mut compressed, &parameters) {
        Ok(_) => compressed.into(),
        // Writing to memory does not fail; should it, the page goes out as it is.
        Err(error) => {
            tracing::error!(%error, "brotli");
            Bytes::new()
        }
    }
}

fn gzip(plain: &[u8]) -> Bytes {
    gzip_at(flate2::Compression::default(), plain)
}

fn gzip_quickly(plain: &[u8]) -> Bytes {
    gzip_at(flate2::Compression::fast(), plain)
}

fn gzip_at(level: flate2::Compression, plain: &[u8]) -> Bytes {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::with_capacity(plain.len() / 4), level);
    match encoder.write_all(plain).and_then(|()| encoder.finish()) {
        Ok(compressed) => compressed.into(),
        Err(error) => {
            tracing::error!(%error, "gzip");
            Bytes::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_found_among_others() {
        let header = HeaderValue::from_static("\"a\", W/\"b\"");
        assert!(names(&header, "\"b\""));
        assert!(!names(&header, "\"c\""));
    }

    #[test]
    fn what_is_compressed_comes_back() {
        let text = "the same words again and again, ".repeat(100);
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(text.as_bytes())[..], &mut plain).expect("brotli");
        assert_eq!(plain, text.as_bytes());
    }

    #[tokio::test]
    async fn the_first_answer_is_made_quickly_and_the_next_ones_small() {
        let page = Rendered {
            tag: String::new(),
            plain: Bytes::from("the same words again and again, ".repeat(1000)),
            quick: OnceCell::new(),
            brotli: OnceCell::new(),
            gzip: OnceCell::new(),
        };
        let both = [Encoding::Brotli, Encoding::Gzip];
        let first = page.encoded(&both).await.map(|(encoding, _)| encoding);
        assert_eq!(first, Some(Encoding::Gzip));
        let next = page.encoded(&both).await.map(|(encoding, _)| encoding);
        assert_eq!(next, Some(Encoding::Brotli));
        assert_eq!(page.encoded(&[]).await, None);
    }
}
