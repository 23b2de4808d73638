//! The report in the words of its language: a plain tree that web page and PDF are written from.

use std::collections::HashMap;

use app::{components::country, i18n::Texts};
use domain::{
    Timestamp, account::StakeholderGroup, comment::Attribution, report::Report, tally::Figure,
};
use serde::Serialize;

use self::words::paragraphs;
use super::texts;

/// What is added to it: comments, what was set aside, how to verify.
mod annexes;
/// Why it was asked, who took part, and the positions at a glance.
mod heard;
/// Norm by norm, issue by issue.
mod norms;
/// From Markdown and redlines to runs of words.
mod words;

/// How words are set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// Strong.
    Strong,
    /// Emphasised.
    Em,
    /// Inserted by a redline.
    Ins,
    /// Deleted by a redline.
    Del,
    /// As a machine reads it.
    Code,
    /// Below the line.
    Sub,
    /// Above the line.
    Sup,
    /// Said beside the matter.
    Soft,
}

/// Words of one style.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TextRun {
    /// The words. A line feed is a line break.
    pub text: String,
    /// How they are set apart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub styles: Vec<Style>,
    /// Where they lead: an address, or `#` and an id of this document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// Whether they keep a direction of their own: names, labels, references among other words.
    pub apart: bool,
}

impl TextRun {
    fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    fn styled(text: impl Into<String>, style: Style) -> Self {
        Self {
            styles: vec![style],
            ..Self::plain(text)
        }
    }

    /// What keeps its own direction among other words.
    fn apart(text: impl Into<String>) -> Self {
        Self {
            apart: true,
            ..Self::plain(text)
        }
    }

    fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            href: Some(href.into()),
            apart: true,
            ..Self::plain(text)
        }
    }
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextStyle {
    /// Running text.
    Body,
    /// The words of an issue: large.
    Statement,
    /// What somebody wrote: set in.
    Quote,
    /// A redline: set in.
    Redline,
    /// Who and what, above a quote.
    By,
    /// A small heading that is no heading of the document.
    Minor,
}

/// A piece of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "part", rename_all = "kebab-case")]
pub enum Part {
    /// A heading, 1 to 4.
    Heading {
        /// Its level.
        level: u8,
        /// What links lead to.
        id: String,
        /// Its words.
        text: String,
        /// What more the list of contents says of it.
        more: String,
        /// Begins a page on paper.
        page: bool,
    },
    /// A paragraph.
    Text {
        /// What it is for.
        tone: TextStyle,
        /// Its words.
        runs: Vec<TextRun>,
        /// Its language if it is not the document's; `auto` if it is not known.
        #[serde(skip_serializing_if = "Option::is_none")]
        lang: Option<String>,
        /// What links lead to.
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<String>,
    },
    /// Names and values.
    Facts {
        /// Each.
        rows: Vec<(String, Vec<TextRun>)>,
    },
    /// A table.
    Table {
        /// What it shows; empty: part of a text.
        caption: String,
        /// Names of the columns; empty: none.
        head: Vec<Vec<TextRun>>,
        /// Rows of cells; the first names the row.
        rows: Vec<Vec<Vec<TextRun>>>,
        /// Whether all columns but the first are figures.
        figures: bool,
    },
    /// A picture with its description.
    Chart {
        /// The picture.
        svg: String,
        /// Its width as a share of the widest, in hundredths.
        width: u32,
        /// What it shows.
        alt: String,
        /// What stands under it.
        caption: String,
    },
    /// A list.
    List {
        /// Number of the first item, in an ordered list.
        start: Option<u64>,
        /// Items.
        items: Vec<Vec<Part>>,
    },
    /// A provision with its label hanging.
    Provision {
        /// What links lead to.
        id: String,
        /// What people cite.
        label: String,
        /// heading, norm, paragraph, list-item, table or footnote.
        kind: String,
        /// Nesting of an item.
        depth: u8,
        /// What it says.
        parts: Vec<Part>,
        /// Its language.
        lang: String,
    },
}

/// The whole document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Language of the words around what was consulted on.
    pub lang: String,
    /// ltr or rtl.
    pub dir: String,
    /// Title of the document.
    pub title: String,
    /// Who asks.
    pub author: String,
    /// Which edition, which version, when.
    pub edition: String,
    /// What stands at the head of every page on paper: which consultation and which round.
    pub running: String,
    /// What stands at its foot: which edition, of when, and whether it is confidential.
    pub footing: String,
    /// What stands under the title.
    pub question: String,
    /// Title of the list of contents.
    pub contents: String,
    /// Said for screen readers before inserted words.
    pub inserted: String,
    /// Said for screen readers before deleted words.
    pub deleted: String,
    /// Everything else.
    pub parts: Vec<Part>,
}

/// The report in the words of its language. `data` is the SHA-256 of its data.
pub fn of(report: &Report, data: &str) -> Document {
    let texts = texts(report);
    let mut writer = Writer {
        texts,
        report,
        places: (1..)
            .zip(&report.comments)
            .map(|(place, it)| (it.comment.reference.as_str(), place))
            .collect(),
        parts: Vec::new(),
    };
    writer.purpose();
    writer.participation();
    writer.glance();
    writer.norms();
    writer.across();
    writer.annexes(data);
    Document {
        lang: texts.language.to_string(),
        dir: texts.direction().to_owned(),
        title: texts.with(
            "report-title",
            &[("title", report.cover.title.clone().into())],
        ),
        author: report.cover.commission.clone(),
        edition: writer.edition(),
        running: texts.with(
            "report-running",
            &[
                ("title", short(&report.cover.title, 80).into()),
                ("round", report.cover.round.into()),
            ],
        ),
        footing: texts.with(
            "report-footing",
            &[
                ("edition", writer.edition().into()),
                (
                    "confidentiality",
                    texts.word("report-marked", report.audience).into(),
                ),
            ],
        ),
        question: report.cover.question.clone(),
        contents: texts.t("report-contents"),
        inserted: texts.t("report-inserted"),
        deleted: texts.t("report-deleted"),
        parts: writer.parts,
    }
}

struct Writer<'a> {
    texts: Texts,
    report: &'a Report,
    /// Of each comment in the annex, by reference.
    places: HashMap<&'a str, usize>,
    parts: Vec<Part>,
}

impl Writer<'_> {
    // --- small things ------------------------------------------------------------------------

    fn t(&self, key: &str) -> String {
        self.texts.t(key)
    }

    fn heading(&mut self, level: u8, id: impl Into<String>, text: impl Into<String>, page: bool) {
        self.parts.push(Part::Heading {
            level,
            id: id.into(),
            text: text.into(),
            more: String::new(),
            page,
        });
    }

    fn text(&mut self, tone: TextStyle, runs: Vec<TextRun>) {
        self.parts.push(Part::Text {
            tone,
            runs,
            lang: None,
            id: None,
        });
    }

    fn say(&mut self, key: &str) {
        let text = self.t(key);
        self.text(TextStyle::Body, vec![TextRun::plain(text)]);
    }

    /// What somebody typed, paragraph by paragraph, in the language of the text.
    fn typed(&mut self, tone: TextStyle, text: &str, lang: Option<String>) {
        for paragraph in paragraphs(text) {
            self.parts.push(Part::Text {
                tone,
                runs: vec![TextRun::plain(paragraph)],
                lang: lang.clone(),
                id: None,
            });
        }
    }

    fn minor(&mut self, key: &str) {
        let text = self.t(key);
        self.text(TextStyle::Minor, vec![TextRun::plain(text)]);
    }

    fn moment(&self, at: Timestamp) -> String {
        self.texts.moment_zone(at, &self.report.cover.time_zone)
    }

    fn group(&self, group: Option<StakeholderGroup>) -> String {
        match group {
            Some(group) => self.texts.word("group", group),
            None => self.t("group-none"),
        }
    }

    fn number(&self, number: impl Into<i64>) -> Vec<TextRun> {
        vec![TextRun::plain(self.texts.number(number.into()))]
    }

    /// A number as the reader of the report may be told it.
    fn figure(&self, figure: Figure) -> Vec<TextRun> {
        vec![TextRun::plain(self.texts.figure(figure))]
    }

    fn edition(&self) -> String {
        let report = self.report;
        let kind = self.texts.word("report-edition", report.audience);
        match (report.number, report.frozen_at) {
            (Some(number), Some(at)) => self.texts.with(
                "report-frozen",
                &[
                    ("edition", kind.into()),
                    ("number", number.into()),
                    ("moment", self.moment(at).into()),
                ],
            ),
            _ => self.texts.with("report-draft", &[("edition", kind.into())]),
        }
    }

    /// Who, as far as the reader may know: "Author, Organisation, civil society, Kenya".
    fn by(&self, by: &Attribution) -> Vec<TextRun> {
        let mut runs = Vec::new();
        runs.push(TextRun {
            styles: vec![Style::Strong],
            ..TextRun::apart(app::components::by::line(self.texts, by))
        });
        runs.push(TextRun::plain(self.separator()));
        runs.push(TextRun::plain(self.group(by.group)));
        if !by.country.is_empty() {
            runs.push(TextRun::plain(self.separator()));
            runs.push(TextRun::plain(country::name(self.texts, &by.country)));
        }
        if let Some(at) = by.entered_at {
            let words = self
                .texts
                .with("comment-entered", &[("moment", self.moment(at).into())]);
            runs.push(TextRun::plain(self.separator()));
            runs.push(TextRun::styled(words, Style::Soft));
        }
        if by.late {
            runs.push(TextRun::plain(self.separator()));
            runs.push(TextRun::styled(
                self.t("comment-entered-late"),
                Style::Strong,
            ));
        }
        runs.extend(self.verification(by.verification()));
        runs
    }

    /// Whether organisation and group are verified, in brackets; nothing where neither is stated.
    fn verification(&self, verified: Option<bool>) -> Vec<TextRun> {
        let Some(verified) = verified else {
            return Vec::new();
        };
        let key = if verified {
            "by-verified"
        } else {
            "by-not-verified"
        };
        let words = format!("({})", self.t(key));
        vec![TextRun::plain(" "), TextRun::styled(words, Style::Soft)]
    }

    fn separator(&self) -> String {
        self.t("list-comma")
    }

    fn joined(&self, words: &[String]) -> String {
        self.texts.list(words)
    }

    /// A reference, as a link to the comment in the annex.
    fn reference(&self, reference: &str) -> TextRun {
        match self.places.get(reference) {
            Some(place) => TextRun::link(reference, format!("#c-{place}")),
            None => TextRun::apart(reference),
        }
    }

    fn issue_links(&self, numbers: &[i32]) -> Vec<TextRun> {
        let mut runs = Vec::new();
        for (n, number) in numbers.iter().enumerate() {
            if n > 0 {
                runs.push(TextRun::plain(self.separator()));
            }
            let text = self
                .texts
                .with("report-issue", &[("number", (*number).into())]);
            runs.push(TextRun::link(text, format!("#issue-{number}")));
        }
        runs
    }
}

/// The first letters of a text that may be long, in one line.
fn short(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    // Not within a word, unless it is a very long one.
    let whole = cut.rsplit_once(' ').map_or("", |(whole, _)| whole);
    format!(
        "{}…",
        if whole.len() * 2 > cut.len() {
            whole
        } else {
            &cut
        }
    )
}
