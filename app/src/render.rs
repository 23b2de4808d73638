//! From a view to bytes: what every page shares, and how a page becomes HTML.

use std::sync::Arc;

use domain::{account::Language, direction::unmasked};
use hydration_context::{SharedContext, SsrSharedContext};
use leptos::prelude::*;

use crate::{assets::AssetUrls, components::layout::document, i18n::Texts};

/// Who reads, as far as the page's frame shows it. Anonymous pages are the same for everybody, and cached.
#[derive(Clone, Debug)]
pub struct Reader {
    /// What the masthead calls them: organisation, name or address.
    pub name: String,
    /// IANA name, in which moments are told beside the round's own.
    pub time_zone: String,
}

/// The consultation that a page is of: the masthead's navigation.
#[derive(Clone, Debug)]
pub struct Within {
    /// In addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What every page of it says on paper: consultation, round and dates.
    pub paper: String,
    /// Links of the navigation: URL and label, as far as the reader may follow them.
    pub links: Vec<(String, String)>,
}

/// What every page shares.
#[derive(Clone, Debug)]
pub struct Chrome {
    /// The words.
    pub texts: Texts,
    /// Path and query of this page, for the language links.
    pub path: String,
    /// Who reads, if they are signed in.
    pub reader: Option<Reader>,
    /// The consultation it is of.
    pub within: Option<Within>,
    /// The assets.
    pub assets: AssetUrls,
}

impl Chrome {
    /// The language.
    pub const fn language(&self) -> Language {
        self.texts.language
    }

    /// The reader's time zone, if it is known.
    pub fn reader_zone(&self) -> Option<&str> {
        self.reader.as_ref().map(|reader| reader.time_zone.as_str())
    }
}

/// A page before it is put into its frame.
pub struct Page {
    /// For the window's title, without the name of the site.
    pub title: String,
    /// Classes of `<body>`, mostly none.
    pub body_class: &'static str,
    /// Whether islands live on it; a page without them loads no script at all.
    pub islands: bool,
    /// Whether it holds what is not for everybody: said on paper.
    pub confidential: bool,
    /// Everything inside `<body>` between masthead and colophon: a `<main id="main">`.
    pub main: AnyView,
}

impl Page {
    /// A page of the usual sort.
    pub fn new(title: impl Into<String>, main: impl IntoView + 'static) -> Self {
        Self {
            title: title.into(),
            body_class: "",
            islands: false,
            confidential: false,
            main: main.into_any(),
        }
    }

    /// A page that holds what is not for everybody.
    pub fn confidential(title: impl Into<String>, main: impl IntoView + 'static) -> Self {
        Self {
            confidential: true,
            ..Self::new(title, main)
        }
    }

    /// With islands.
    #[must_use]
    pub fn with_islands(mut self) -> Self {
        self.islands = true;
        self
    }
}

/// Renders a page. `page` is called inside the reactive owner, so that views may use context:
/// [`texts`] and [`chrome`] answer anywhere below.
pub fn render(chrome: Chrome, page: impl FnOnce() -> Page) -> String {
    fragment(chrome.clone(), || document(&chrome, page()).into_any())
}

/// Renders a part of a page, which is put into one that stands already.
pub fn fragment(chrome: Chrome, view: impl FnOnce() -> AnyView) -> String {
    let shared: Arc<dyn SharedContext + Send + Sync> = Arc::new(SsrSharedContext::new_islands());
    // Outside islands nothing hydrates, as leptos' own loader script would have said.
    shared.set_is_hydrating(false);
    let owner = Owner::new_root(Some(shared));
    let html = owner.with(|| {
        provide_context(chrome);
        view().to_html()
    });
    owner.unset_with_forced_cleanup();
    unmask(without_markers(&html))
}

/// Writes out the characters with which words could be made to read as others (`domain::direction::unmasked`),
/// wherever they stand in the text of a page. What stands in fields and attributes stays as it was typed, because it
/// is sent back.
fn unmask(html: String) -> String {
    // U+202A to U+202E and U+2066 to U+2069: rare, and looking for them must cost little.
    let suspect = memchr::memchr_iter(0xe2, html.as_bytes()).any(|at| {
        matches!(
            html.as_bytes().get(at + 1..at + 3),
            Some([0x80, 0xaa..=0xae] | [0x81, 0xa6..=0xa9])
        )
    });
    if !suspect {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = html.as_str();
    while let Some(start) = rest.find('<') {
        out.push_str(&unmasked(&rest[..start]));
        rest = &rest[start..];
        let end = tag_end(rest);
        let tag = &rest[..end];
        out.push_str(tag);
        rest = &rest[end..];
        for (open, close) in [("<textarea", "</textarea"), ("<script", "</script")] {
            if tag.starts_with(open) {
                let end = rest.find(close).unwrap_or(rest.len());
                out.push_str(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }
    out.push_str(&unmasked(rest));
    out
}

/// Behind the `>` of the tag that the markup begins with, which may hold others in quoted values.
fn tag_end(markup: &str) -> usize {
    let mut quote = None;
    for (at, byte) in markup.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    markup.len()
}

const MARK: &str = "<!>";
const OPEN: &str = "<leptos-island";
const CLOSE: &str = "</leptos-island>";

/// Leptos marks where pieces of text end (`<!>`), for hydration. Outside islands nothing hydrates, and inside
/// `<title>` and `<textarea>` the marks would show; so they stay in islands only. What people write cannot look like
/// a mark: it is escaped.
fn without_markers(html: &str) -> String {
    let mut clean = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = memchr::memmem::find(rest.as_bytes(), OPEN.as_bytes()) {
        let (outside, island) = rest.split_at(start);
        without_marks(outside, &mut clean);
        let end = island
            .find(CLOSE)
            .map_or(island.len(), |end| end + CLOSE.len());
        let (island, after) = island.split_at(end);
        clean.push_str(island);
        rest = after;
    }
    without_marks(rest, &mut clean);
    clean
}

fn without_marks(html: &str, clean: &mut String) {
    let mut from = 0;
    for mark in memchr::memmem::find_iter(html.as_bytes(), MARK) {
        clean.push_str(&html[from..mark]);
        from = mark + MARK.len();
    }
    clean.push_str(&html[from..]);
}

/// The words of the page being rendered.
pub fn texts() -> Texts {
    use_context::<Chrome>().map_or(Texts::of(Language::English), |chrome| chrome.texts)
}

/// The frame of the page being rendered.
///
/// # Panics
/// Outside [`render`], which is a mistake of ours.
pub fn chrome() -> Chrome {
    expect_context()
}

/// The message of a key, in the language of the page being rendered.
pub fn t(key: &str) -> String {
    texts().t(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overrides_are_seen_on_the_page_and_kept_in_fields() {
        let html = "<p title=\"a>\u{202e}b\">may \u{202e}ton</p><textarea>may \u{202e}ton</textarea>\u{2068}1.2\u{2069}";
        assert_eq!(
            unmask(html.into()),
            "<p title=\"a>\u{202e}b\">may [RLO]ton</p><textarea>may \u{202e}ton</textarea>\u{2068}1.2\u{2069}"
        );
        assert_eq!(unmask("<p>may not</p>".into()), "<p>may not</p>");
    }

    #[test]
    fn marks_stay_in_islands_only() {
        let html = "<title>a<!></title><leptos-island>b<!></leptos-island><p>c<!></p>";
        assert_eq!(
            without_markers(html),
            "<title>a</title><leptos-island>b<!></leptos-island><p>c</p>"
        );
    }
}
