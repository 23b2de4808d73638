//! What a form brought, kept beside the request: whatever stands in the way of the act, the words typed come back.

use std::sync::{Arc, OnceLock};

use app::{i18n::Texts, pages::status::Words};
use axum::{
    extract::{FromRequest, Multipart, Request},
    http::{HeaderValue, header, request::Parts},
};
use bytes::Bytes;

/// The hidden field of a form's key.
pub const KEY: &str = "form_key";

/// Fields that no person typed: which version was read, which button was pressed.
const HIDDEN: [&str; 7] = [KEY, "act", "revision", "anchor", "new", "take", "hand"];

/// The body of a form, noted by [`super::arrival`] when it has arrived.
#[derive(Clone, Debug, Default)]
pub struct Typed(Arc<OnceLock<(HeaderValue, Bytes)>>);

impl Typed {
    /// Notes what has arrived with a request, if it is a form.
    pub fn note(parts: &Parts, body: &Bytes) {
        let kind = parts.headers.get(header::CONTENT_TYPE);
        if let (Some(typed), Some(kind)) = (parts.extensions.get::<Self>(), kind) {
            let _ = typed.0.set((kind.clone(), body.clone()));
        }
    }

    /// Whether it is a form of fields alone, which can be sent again as it was.
    pub fn is_plain(&self) -> bool {
        self.0.get().is_some_and(|(kind, _)| is_plain(kind))
    }

    /// Names and values; of a file its name.
    pub async fn fields(&self) -> Vec<(String, String)> {
        if let Some((kind, body)) = self.0.get()
            && is_plain(kind)
        {
            return url::form_urlencoded::parse(body).into_owned().collect();
        }
        let parts = self.parts().await.into_iter();
        parts
            .map(|it| {
                let text = || String::from_utf8_lossy(&it.bytes).into_owned();
                (it.name, it.file.unwrap_or_else(text))
            })
            .collect()
    }

    /// The parts of a form that may carry a file; none of another, or of one that was too large to be read at once.
    pub async fn parts(&self) -> Vec<Part> {
        let Some((kind, body)) = self.0.get().filter(|(kind, _)| !is_plain(kind)) else {
            return Vec::new();
        };
        let request = Request::builder()
            .header(header::CONTENT_TYPE, kind.clone())
            .body(body.clone().into());
        let Ok(request) = request else {
            return Vec::new();
        };
        let Ok(mut form) = Multipart::from_request(request, &()).await else {
            return Vec::new();
        };
        let mut parts = Vec::new();
        while let Ok(Some(field)) = form.next_field().await {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().map(ToOwned::to_owned);
            let Ok(bytes) = field.bytes().await else {
                break;
            };
            parts.push(Part { name, file, bytes });
        }
        parts
    }
}

/// One part of a form that may carry a file.
#[derive(Clone, Debug)]
pub struct Part {
    /// The field.
    pub name: String,
    /// The name of its file; none: it is words.
    pub file: Option<String>,
    /// What it holds.
    pub bytes: Bytes,
}

/// Whether a body of this kind is a form of fields alone.
pub fn is_plain(kind: &HeaderValue) -> bool {
    kind.as_bytes()
        .starts_with(b"application/x-www-form-urlencoded")
}

/// The fields that a person filled in, with their labels.
pub fn shown(texts: Texts, fields: &[(String, String)]) -> Vec<(String, String)> {
    fields
        .iter()
        .filter(|(name, value)| is_typed(name, value))
        .filter_map(|(name, value)| {
            let key = format!("field-{}", name.replace('_', "-"));
            let label = texts.t(&key);
            let value = chosen(texts, name, value);
            if label != key {
                return Some((label, value));
            }
            // A field of a list: its name is a number or a key, its words are somebody's all the same.
            value
                .contains(char::is_whitespace)
                .then(|| (texts.t("words-unnamed"), value))
        })
        .collect()
}

fn is_typed(name: &str, value: &str) -> bool {
    let is_digest = value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    !HIDDEN.contains(&name) && !value.trim().is_empty() && !is_digest
}

/// What was chosen in the words that stand beside the choice.
fn chosen(texts: Texts, name: &str, value: &str) -> String {
    let key = format!("{}-{value}", name.replace('_', "-"));
    let is_word = value.len() < 30
        && value
            .bytes()
            .all(|it| it.is_ascii_lowercase() || it == b'-');
    let word = if is_word { texts.t(&key) } else { key.clone() };
    if word == key { value.to_owned() } else { word }
}

/// Words for a page that says why something was not done.
pub async fn words(texts: Texts, typed: &Typed, path: &str, again: bool) -> Words {
    let fields = typed.fields().await;
    let shown = shown(texts, &fields);
    let again = again && typed.is_plain() && !shown.is_empty();
    Words {
        again: again.then(|| (path.to_owned(), fields)),
        shown,
    }
}
