//! The files a browser fetches: style sheet, fonts, mark, and the islands' module and WebAssembly.
//!
//! They are made by the build script (`server/build.rs`) and carried inside the program, compressed. Each has a hash
//! of its content in its name, so that a browser asks for it once and a new release is never mixed with an old one.

use app::assets::AssetUrls;
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::encoding::{Encoding, accepted};

/// One file, ready to send.
struct Asset {
    /// What pages call it, as `plenary.css` or `fonts/plenary-serif.woff2`.
    logical: &'static str,
    /// Where it is, with the hash in its name.
    url: &'static str,
    media_type: &'static str,
    hash: &'static str,
    identity: &'static [u8],
    br: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The place under which all of them are.
const PLACE: &str = "/assets/";

/// A year: "for ever" as far as caches go.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// The route that answers for all of them.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{name}", get(asset))
}

/// Where the file is that pages call `logical`; nothing if this program carries none of that name, as the islands'
/// files in a build without them.
pub fn url(logical: &str) -> Option<&'static str> {
    ASSETS
        .iter()
        .find(|asset| asset.logical == logical)
        .map(|asset| asset.url)
}

/// The addresses that the pages' head names.
pub fn urls() -> AssetUrls {
    AssetUrls {
        style: url("plenary.css").unwrap_or_default(),
        icon: url("favicon.svg").unwrap_or_default(),
        serif: url("fonts/plenary-serif.woff2").unwrap_or_default(),
        naskh: url("fonts/noto-naskh-arabic-400.woff2").unwrap_or_default(),
        boot: url("boot.js"),
        module: url("plenary.js"),
        wasm: url("plenary_bg.wasm"),
    }
}

/// Answers with the smallest form the browser takes.
async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS
        .iter()
        .find(|asset| asset.url.strip_prefix(PLACE) == Some(name.as_str()))
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let encoded = accepted(&headers).into_iter().find_map(|encoding| {
        let bytes = match encoding {
            Encoding::Brotli => asset.br,
            Encoding::Gzip => asset.gzip,
        };
        Some((bytes?, encoding.name()))
    });
    let encoding = encoded.map(|(_, name)| name);
    // Each form is a representation of its own and has a tag of its own.
    let tag = format!(
        "\"{}{}{}\"",
        asset.hash,
        if encoding.is_some() { "-" } else { "" },
        encoding.unwrap_or_default()
    );
    let known = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let unchanged = known
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/") == tag);

    let mut response = if unchanged {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        encoded
            .map_or(asset.identity, |(bytes, _)| bytes)
            .into_response()
    };
    let head = response.headers_mut();
    head.insert(header::CACHE_CONTROL, FOR_EVER);
    head.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        head.insert(header::ETAG, tag);
    }
    if !unchanged {
        head.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(asset.media_type),
        );
        if let Some(encoding) = encoding {
            head.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
    }
    response
}

#[cfg(test)]
#[path = "../../build/css.rs"]
mod css;

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::io::Read as _;

    use axum::body::Body;
    use axum::http::{Method, Request};
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;

    use super::*;

    async fn ask(
        method: Method,
        url: &str,
        headers: &[(header::HeaderName, &str)],
    ) -> (StatusCode, HeaderMap, Vec<u8>) {
        let mut request = Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let response = router()
            .oneshot(request.body(Body::empty()).expect("a request"))
            .await
            .expect("an answer");
        let (head, body) = response.into_parts();
        (
            head.status,
            head.headers,
            body.collect().await.expect("a body").to_bytes().to_vec(),
        )
    }

    #[tokio::test]
    async fn each_file_has_its_type_and_may_be_kept_for_ever() {
        for (logical, media_type) in [
            ("plenary.css", "text/css; charset=utf-8"),
            ("favicon.svg", "image/svg+xml"),
            ("fonts/plenary-serif.woff2", "font/woff2"),
        ] {
            let (status, head, body) = ask(Method::GET, url(logical).expect(logical), &[]).await;
            assert_eq!(status, StatusCode::OK, "{logical}");
            assert_eq!(head[header::CONTENT_TYPE], media_type);
            assert_eq!(
                head[header::CACHE_CONTROL],
                "public, max-age=31536000, immutable"
            );
            assert!(
                !head.contains_key(header::CONTENT_ENCODING),
                "nobody asked for an encoding"
            );
            assert!(!body.is_empty());
        }
    }

    #[tokio::test]
    async fn the_smallest_accepted_form_is_sent() {
        let style = url("plenary.css").expect("a style sheet");
        let (_, _, plain) = ask(Method::GET, style, &[]).await;
        for (accepted, encoding) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip;q=1.0, br;q=0", Some("gzip")),
            ("GZIP", Some("gzip")),
            ("*", Some("br")),
            ("br;q=0, *;q=0", None),
            ("identity", None),
        ] {
            let (_, head, body) =
                ask(Method::GET, style, &[(header::ACCEPT_ENCODING, accepted)]).await;
            assert_eq!(
                head.get(header::CONTENT_ENCODING)
                    .map(|found| found.to_str().expect("text")),
                encoding,
                "{accepted}"
            );
            assert_eq!(head[header::VARY], "accept-encoding");
            let mut unpacked = Vec::new();
            match encoding {
                Some("br") => brotli::Decompressor::new(&body[..], 4096)
                    .read_to_end(&mut unpacked)
                    .expect("brotli"),
                Some(_) => flate2::read::GzDecoder::new(&body[..])
                    .read_to_end(&mut unpacked)
                    .expect("gzip"),
                None => body.as_slice().read_to_end(&mut unpacked).expect("a copy"),
            };
            assert!(unpacked == plain, "{accepted}: another text");
        }
    }

    #[tokio::test]
    async fn a_known_file_is_not_sent_again() {
        let style = url("plenary.css").expect("a style sheet");
        let (_, head, _) = ask(Method::GET, style, &[(header::ACCEPT_ENCODING, "br")]).await;
        let tag = head[header::ETAG].to_str().expect("a tag").to_owned();
        let both = format!("\"other\", W/{tag}");
        let known = [
            (header::ACCEPT_ENCODING, "br"),
            (header::IF_NONE_MATCH, both.as_str()),
        ];
        let (status, head, body) = ask(Method::GET, style, &known).await;
        assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0));
        assert_eq!(head[header::ETAG], tag);
        let (status, ..) = ask(Method::GET, style, &[(header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!(status, StatusCode::OK, "the tag is of another form");
    }

    #[tokio::test]
    async fn head_tells_the_length_and_sends_nothing() {
        let style = url("plenary.css").expect("a style sheet");
        let (_, _, body) = ask(Method::GET, style, &[]).await;
        let (status, head, nothing) = ask(Method::HEAD, style, &[]).await;
        assert_eq!((status, nothing.len()), (StatusCode::OK, 0));
        assert_eq!(head[header::CONTENT_LENGTH], body.len().to_string());
    }

    #[tokio::test]
    async fn unknown_names_are_not_found() {
        for name in [
            "/assets/plenary.css",
            "/assets/nothing",
            "/assets/..%2Fplenary.css",
        ] {
            assert_eq!(
                ask(Method::GET, name, &[]).await.0,
                StatusCode::NOT_FOUND,
                "{name}"
            );
        }
        let (status, ..) = ask(
            Method::POST,
            url("plenary.css").expect("a style sheet"),
            &[],
        )
        .await;
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    }

    #[test]
    fn every_font_the_style_sheet_names_is_there() {
        let style = ASSETS
            .iter()
            .find(|asset| asset.logical == "plenary.css")
            .expect("a style sheet");
        let text = std::str::from_utf8(style.identity).expect("UTF-8");
        let named: Vec<&str> = text
            .split("url(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(named.len() >= 6, "{named:?}");
        for name in named {
            assert!(
                ASSETS
                    .iter()
                    .any(|asset| asset.url == format!("{PLACE}{name}")),
                "{name} is not carried"
            );
        }
    }

    #[test]
    fn the_style_sheet_keeps_its_layers_and_its_budget() {
        let style = ASSETS
            .iter()
            .find(|asset| asset.logical == "plenary.css")
            .expect("a style sheet");
        let text = std::str::from_utf8(style.identity).expect("UTF-8");
        assert!(
            text.starts_with("@layer tokens,base,layout,components,print;"),
            "{}",
            &text[..80]
        );
        assert!(text.contains("@media print{@layer print{"));
        assert!(!text.contains("/*") && !text.contains("@import"));
        assert_eq!(text.matches('{').count(), text.matches('}').count());
        assert!(
            style.br.expect("compressed").len() < 12_000,
            "a first view has 60 KB for everything"
        );
    }

    #[test]
    fn islands_come_whole_or_not_at_all() {
        let urls = urls();
        let parts = [urls.boot, urls.module, urls.wasm];
        assert!(parts.iter().all(Option::is_some) || parts.iter().all(Option::is_none));
        if let (Some(boot), Some(module), Some(wasm)) = (urls.boot, urls.module, urls.wasm) {
            let boot = ASSETS
                .iter()
                .find(|asset| asset.url == boot)
                .expect("carried");
            let text = std::str::from_utf8(boot.identity).expect("UTF-8");
            for url in [module, wasm] {
                assert!(
                    text.contains(url.trim_start_matches(PLACE)),
                    "boot.js does not know {url}"
                );
            }
        }
    }

    #[test]
    fn minifying_keeps_what_means_something() {
        let css = "/* a */ a :hover , b{ margin : calc( 1px - -2px ) /* c */ auto ; content: \"/* { ; }  \" ; }\n\n@media (a: b) { c > d { e: f } }";
        let small = "a :hover,b{margin :calc( 1px - -2px ) auto;content:\"/* { ; }  \"}@media (a:b){c > d{e:f}}";
        assert_eq!(css::minify(css), small);
    }

    #[test]
    fn bundling_puts_each_file_into_its_layer() {
        let entry = "@layer a, b;\n@import url(\"x.css\") layer(a);\n@import url(\"y.css\") layer(b) print;\n";
        assert_eq!(css::imports(entry), ["x.css", "y.css"]);
        let joined = css::bundle(entry, |name| Ok::<_, Infallible>(format!("[{name}]")))
            .expect("no failure");
        assert_eq!(
            css::minify(&joined),
            "@layer a,b;@layer a{[x.css]}@media print{@layer b{[y.css]}}"
        );
    }
}
