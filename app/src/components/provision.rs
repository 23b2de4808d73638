//! Provisions as the document shows them: label, words, and the margin with what was said.
//!
//! Written straight as HTML and not as views, because a document has hundreds of them and its page must stay cheap.
//! Every word passes through `escape` or through the Markdown writer.

use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
};

use domain::{
    consultation::Slug,
    direction::of_language,
    tally::Tally,
    text::{self, Provision, ProvisionKind},
};

use super::{
    markdown::{self, escape},
    posbar::Bars,
    slot::Slot,
};
use crate::{i18n::Texts, render::texts, routes};

/// Counts by anchor; `""`: the document as a whole.
pub type Counts = HashMap<String, Tally>;

/// Writes the provisions of one version.
pub struct Rows<'a> {
    texts: Texts,
    provisions: &'a [Provision],
    counts: Option<&'a Counts>,
    /// How bars are drawn, where there are counts.
    pub bars: Option<Bars>,
    open: bool,
    base: String,
    /// `lang` and `dir` of the words, where they are not the page's.
    language: String,
    notes: HashMap<String, String>,
    fragments: OnceCell<HashMap<String, String>>,
    /// Which provisions refer to each footnote, in order.
    referring: OnceCell<HashMap<String, Vec<usize>>>,
    on: Slot,
    say: String,
    wordings: RefCell<HashMap<i64, String>>,
    comments: RefCell<HashMap<i64, String>>,
}

impl<'a> Rows<'a> {
    /// The provisions of a version in a language, with counts if the reader may see them; `open`: each has a link
    /// to comment.
    pub fn new(
        slug: &Slug,
        language: &str,
        provisions: &'a [Provision],
        counts: Option<&'a Counts>,
        open: bool,
    ) -> Self {
        let texts = texts();
        Self {
            texts,
            provisions,
            counts,
            bars: counts.map(|counts| Bars::of(counts.values())),
            open,
            base: format!("{}/", routes::text(slug)),
            language: language_attributes(texts, language),
            notes: text::notes(provisions),
            fragments: OnceCell::new(),
            referring: OnceCell::new(),
            on: Slot::new(texts, "reading-on", "label"),
            say: texts.t("reading-say"),
            wordings: RefCell::default(),
            comments: RefCell::default(),
        }
    }

    /// Whether anything has been said on the text, as far as the reader may know.
    pub fn anything_said(&self) -> bool {
        self.counts
            .is_some_and(|counts| counts.values().any(|tally| tally.comments > 0))
    }

    /// The words of a provision as running text.
    pub fn inline(&self, markdown: &str) -> String {
        markdown::inline(markdown, &|name| self.leads_to(name))
    }

    fn leads_to(&self, name: &str) -> Option<String> {
        match name.strip_prefix('#') {
            Some(fragment) => self.fragments().get(fragment).cloned(),
            None => self.notes.get(name).cloned(),
        }
    }

    /// The provisions that refer to each footnote, by its anchor: a note stands behind the first of them, and leads
    /// back to all.
    fn referring(&self) -> &HashMap<String, Vec<usize>> {
        self.referring.get_or_init(|| {
            let mut referring: HashMap<String, Vec<usize>> = HashMap::new();
            for (index, provision) in self.provisions.iter().enumerate() {
                for name in text::note_refs(&provision.text) {
                    let Some(anchor) = self.notes.get(&name) else {
                        continue;
                    };
                    let by = referring.entry(anchor.clone()).or_default();
                    if by.last() != Some(&index) {
                        by.push(index);
                    }
                }
            }
            referring
        })
    }

    /// Where links inside the text lead: headings by their words, as Markdown tools name them, and anchors of ours.
    fn fragments(&self) -> &HashMap<String, String> {
        self.fragments.get_or_init(|| {
            let mut fragments = HashMap::new();
            for provision in self.provisions {
                if provision.kind == ProvisionKind::Heading {
                    let words = fragment(&text::plain(&provision.text));
                    fragments
                        .entry(words)
                        .or_insert_with(|| provision.anchor.clone());
                }
                fragments
                    .entry(provision.anchor.clone())
                    .or_insert_with(|| provision.anchor.clone());
            }
            fragments
        })
    }

    /// Writes a heading as `<h{level}>`, with `key` beside it.
    pub fn heading(&self, index: usize, level: u8, key: &str, out: &mut String) {
        let Some(it) = self.provisions.get(index) else {
            return;
        };
        let (number, words) = split_number(it);
        let level = level.clamp(2, 6).to_string();
        out.push_str("<header class=\"section-head\" id=\"");
        escape(&it.anchor, out);
        out.push_str("\">");
        label(it, out);
        out.extend(["<h", &level, &self.language, ">"]);
        if !number.is_empty() {
            out.push_str("<span class=\"vh\">");
            escape(number, out);
            out.push_str("</span>");
        }
        out.push_str(&self.inline(words));
        out.extend(["</h", &level, ">", key]);
        if self.open || self.count(&it.anchor) > 0 {
            self.margin(&it.anchor, &it.label, out);
        }
        out.push_str("</header>");
    }

    /// Writes a provision that is neither heading nor footnote.
    pub fn provision(&self, index: usize, out: &mut String) {
        let Some(it) = self.provisions.get(index) else {
            return;
        };
        let kind = match it.kind {
            ProvisionKind::Norm => " norm",
            ProvisionKind::ListItem if !carries_mark(it) => " list-item bullet",
            ProvisionKind::ListItem => " list-item",
            ProvisionKind::Table => " table-whole",
            _ => "",
        };
        let depth = match it.depth {
            _ if it.kind == ProvisionKind::Heading => "",
            0 | 1 => "",
            2 => " depth-2",
            3 => " depth-3",
            _ => " depth-4",
        };
        begin(it, kind, depth, out);
        self.words(index, out);
        self.margin(&it.anchor, &it.label, out);
        out.push_str("</section>");
    }

    /// Writes the words of a provision in their element.
    pub fn words(&self, index: usize, out: &mut String) {
        let Some(it) = self.provisions.get(index) else {
            return;
        };
        let (mark, words) = match it.kind {
            ProvisionKind::ListItem => item_mark(&it.text),
            _ => ("", it.text.as_str()),
        };
        let one_line = !words.contains('\n');
        let table = it.kind == ProvisionKind::Table;
        if one_line && !table {
            out.extend(["<p class=\"words\"", &self.language, ">"]);
            escape(mark, out);
            out.push_str(&self.inline(words));
            out.push_str("</p>");
        } else {
            out.extend([
                "<div class=\"words",
                if table { " scroll" } else { "" },
                "\"",
                &self.language,
                ">",
            ]);
            out.push_str(&markdown::block_behind(mark, words, &|name| {
                self.leads_to(name)
            }));
            out.push_str("</div>");
        }
    }

    /// Writes a footnote with links back to all that refers to it.
    pub fn footnote(&self, index: usize, out: &mut String) {
        let Some(it) = self.provisions.get(index) else {
            return;
        };
        begin(it, " footnote", "", out);
        let html = self.inline(&it.text);
        out.extend(["<p class=\"words\"", &self.language, ">", &html]);
        let back = self
            .referring()
            .get(&it.anchor)
            .map_or(&[][..], Vec::as_slice);
        for from in back
            .iter()
            .filter_map(|index| self.provisions.get(*index))
            .filter(|from| from.anchor != it.anchor)
        {
            out.push_str(" <a class=\"back\" href=\"#");
            escape(&from.anchor, out);
            out.push_str("\" role=\"doc-backlink\"><span aria-hidden=\"true\">↑\u{a0}</span>");
            out.push_str("<span class=\"vh\">");
            escape(&self.texts.t("reading-back-to"), out);
            out.push_str(" </span>");
            escape(&from.label, out);
            out.push_str("</a>");
        }
        out.push_str("</p>");
        self.margin(&it.anchor, &it.label, out);
        out.push_str("</section>");
    }

    fn count(&self, anchor: &str) -> i64 {
        self.counts
            .and_then(|counts| counts.get(anchor))
            .map_or(0, |tally| tally.comments)
    }

    /// Writes the margin: what was said on a provision in figures, and the link to say something.
    pub fn margin(&self, anchor: &str, label: &str, out: &mut String) {
        out.push_str("<div class=\"margin\">");
        self.tally(anchor, label, true, out);
        out.push_str("</div>");
    }

    /// Writes the figures of a provision (`""`: of the document as a whole), with or without their bar.
    pub fn tally(&self, anchor: &str, label: &str, bar: bool, out: &mut String) {
        let tally = self
            .counts
            .and_then(|counts| counts.get(anchor))
            .filter(|tally| tally.comments > 0);
        if tally.is_none() && !self.open {
            return;
        }
        let page = if anchor.is_empty() {
            routes::WHOLE
        } else {
            anchor
        };
        out.push_str("<div class=\"tally\">");
        if let Some(tally) = tally {
            out.extend(["<p><a href=\"", &self.base]);
            escape(page, out);
            out.extend([
                "#comments\"><b>",
                &self.texts.figure(tally.figure(tally.comments)),
                "</b> ",
            ]);
            self.counted(&self.comments, "reading-comments", tally.comments, out);
            self.on_label(label, out);
            if tally.wordings > 0 {
                out.push_str("<small>");
                self.counted(&self.wordings, "reading-wordings", tally.wordings, out);
                out.push_str("</small>");
            }
            out.push_str("</a></p>");
            if let Some(bars) = self.bars.as_ref().filter(|_| bar && !tally.confidential) {
                bars.write(tally, out);
            }
        }
        if self.open {
            out.extend(["<p><a class=\"say\" href=\"", &self.base]);
            escape(page, out);
            out.extend(["#composer\">", &self.say]);
            self.on_label(label, out);
            out.push_str("</a></p>");
        }
        out.push_str("</div>");
    }

    fn on_label(&self, label: &str, out: &mut String) {
        out.push_str("<span class=\"vh\"> ");
        self.on.write(label, out);
        out.push_str("</span>");
    }

    /// Writes a message with a count; each is looked up once a page.
    fn counted(
        &self,
        known: &RefCell<HashMap<i64, String>>,
        key: &str,
        count: i64,
        out: &mut String,
    ) {
        let mut known = known.borrow_mut();
        let words = known
            .entry(count)
            .or_insert_with(|| self.texts.count(key, count));
        escape(words, out);
    }
}

/// ` lang=".." dir=".."` for words in a language, empty where it is the page's own.
pub fn language_attributes(texts: Texts, tag: &str) -> String {
    if tag.is_empty() || tag == texts.language.as_str() {
        return String::new();
    }
    let mut out = String::from(" lang=\"");
    escape(tag, &mut out);
    out.extend(["\" dir=\"", of_language(tag).as_str(), "\""]);
    out
}

/// A heading's own number with what divides it from the words, and the words; no number where the label is not in
/// them.
pub fn split_number(it: &Provision) -> (&str, &str) {
    let Some(rest) = it.text.strip_prefix(it.label.as_str()) else {
        return ("", &it.text);
    };
    let words = rest.trim_start_matches(|c: char| c.is_whitespace() || ".:)–—-".contains(c));
    if words.is_empty() || words.len() == rest.len() {
        return ("", &it.text);
    }
    it.text.split_at(it.text.len() - words.len())
}

/// An item's mark as typed (`3. `, `(a) `), and the words. A mark that is emphasised stays with the words: there it is
/// no list of Markdown's.
fn item_mark(text: &str) -> (&str, &str) {
    let (mark, words) = text::split_mark(text);
    if mark.contains(['*', '_', '\\']) {
        ("", text)
    } else {
        (mark, words)
    }
}

/// Whether an item has a mark of its own, so that it needs no bullet.
fn carries_mark(it: &Provision) -> bool {
    !text::split_mark(&it.text).0.is_empty()
}

/// The name that Markdown tools give a heading.
fn fragment(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            c if c.is_alphanumeric() || "-_".contains(c) => Some(c),
            c if c.is_whitespace() => Some('-'),
            _ => None,
        })
        .collect()
}

fn label(it: &Provision, out: &mut String) {
    // A label as long as "Article 12" does not fit beside a title on a phone.
    let long = it.label.chars().count() > 4;
    out.extend([
        "<a class=\"label",
        if long { " long" } else { "" },
        // "2.A" keeps its order in a page from right to left.
        "\" dir=\"auto\" href=\"#",
    ]);
    escape(&it.anchor, out);
    out.push_str("\">");
    escape(&it.label, out);
    out.push_str("</a>");
}

fn begin(it: &Provision, kind: &str, depth: &str, out: &mut String) {
    out.extend(["<section class=\"provision", kind, depth, "\" id=\""]);
    escape(&it.anchor, out);
    out.push_str("\" aria-label=\"");
    escape(&it.label, out);
    out.push_str("\">");
    label(it, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# N\n\n## 1 A\n\nFirst[^1]:\n\n(a) lights;\n\n- gates\n\n3. three\n\n   more\n\n## 2 B\n\nSecond[^1].\n\n[^1]: The note.\n";

    fn written(words: &str, is_note: bool) -> String {
        let provisions = text::cut(TEXT.as_bytes()).expect("a text").provisions;
        let index = provisions
            .iter()
            .position(|it| it.text.contains(words))
            .expect("a provision");
        let slug = "n".parse().expect("a slug");
        let rows = Rows::new(&slug, "en", &provisions, None, false);
        let mut out = String::new();
        if is_note {
            rows.footnote(index, &mut out);
        } else {
            rows.provision(index, &mut out);
        }
        out
    }

    #[test]
    fn a_note_leads_back_to_all_that_refers_to_it() {
        // Nothing else of the page is written yet: the note stands behind the first that refers to it.
        let html = written("The note", true);
        assert_eq!(html.matches("role=\"doc-backlink\"").count(), 2, "{html}");
        for from in ["#p-1-para-1", "#p-2-para-1"] {
            assert!(
                html.contains(&format!("href=\"{from}\"")),
                "{from} in {html}"
            );
        }
    }

    #[test]
    fn items_show_their_marks_as_typed_and_others_a_bullet() {
        let html = written("lights", false);
        assert!(
            html.contains("<p class=\"words\">(a) lights;</p>"),
            "{html}"
        );
        assert!(!html.contains("bullet"), "{html}");
        let html = written("gates", false);
        assert!(
            html.contains("class=\"provision list-item bullet"),
            "{html}"
        );
        let html = written("three", false);
        assert!(html.contains("<p>3. three</p><p>more</p>"), "{html}");
    }
}
