//! The report in the words of its language: a plain tree that web page and PDF are written from.

use std::fmt::Write as _;

use std::collections::HashMap;

use app::i18n::Texts;
use domain::{
    Timestamp,
    account::StakeholderGroup,
    comment::{Attribution, Position},
    report::{
        Change, CommentEntry, Excerpt, IssueEntry, Norm, Participation, Piece, ProvisionEntry,
        Readership, Report, Wording,
    },
    tally::Tally,
    text::{Block, ProvisionKind, Span, Table, blocks},
};
use serde::Serialize;

use super::{chart, texts};

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
pub struct Run {
    /// The words. A line feed is a line break.
    pub text: String,
    /// How they are set apart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub styles: Vec<Style>,
    /// Where they lead: an address, or `#` and an id of this document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

impl Run {
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

    fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            href: Some(href.into()),
            ..Self::plain(text)
        }
    }
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
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
        /// Begins a page on paper.
        page: bool,
    },
    /// A paragraph.
    Text {
        /// What it is for.
        tone: Tone,
        /// Its words.
        runs: Vec<Run>,
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
        rows: Vec<(String, Vec<Run>)>,
    },
    /// A table.
    Table {
        /// What it shows; empty: part of a text.
        caption: String,
        /// Names of the columns; empty: none.
        head: Vec<Vec<Run>>,
        /// Rows of cells; the first names the row.
        rows: Vec<Vec<Vec<Run>>>,
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
pub struct Sheet {
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
pub fn of(report: &Report, data: &str) -> Sheet {
    let texts = texts(report);
    let mut writer = Writer {
        texts,
        report,
        places: report
            .comments
            .iter()
            .map(|it| (it.comment.reference.as_str(), it.comment.seq))
            .collect(),
        parts: Vec::new(),
    };
    writer.purpose();
    writer.participation();
    writer.glance();
    writer.norms();
    writer.across();
    writer.annexes(data);
    Sheet {
        lang: texts.language.to_string(),
        dir: texts.direction().to_owned(),
        title: texts.with(
            "report-title",
            &[("title", report.cover.title.clone().into())],
        ),
        author: report.cover.commission.clone(),
        edition: writer.edition(),
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
    places: HashMap<&'a str, i64>,
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
            page,
        });
    }

    fn text(&mut self, tone: Tone, runs: Vec<Run>) {
        self.parts.push(Part::Text {
            tone,
            runs,
            lang: None,
            id: None,
        });
    }

    fn say(&mut self, key: &str) {
        let text = self.t(key);
        self.text(Tone::Body, vec![Run::plain(text)]);
    }

    /// What somebody typed, paragraph by paragraph, in the language of the text.
    fn typed(&mut self, tone: Tone, text: &str, lang: Option<String>) {
        for paragraph in paragraphs(text) {
            self.parts.push(Part::Text {
                tone,
                runs: vec![Run::plain(paragraph)],
                lang: lang.clone(),
                id: None,
            });
        }
    }

    fn minor(&mut self, key: &str) {
        let text = self.t(key);
        self.text(Tone::Minor, vec![Run::plain(text)]);
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

    fn number(&self, number: impl Into<i64>) -> Vec<Run> {
        vec![Run::plain(self.texts.number(number.into()))]
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

    /// Who, as far as the reader may know: "Author, Organisation, civil society, KE".
    fn by(&self, by: &Attribution) -> Vec<Run> {
        let mut runs = Vec::new();
        let name = match (by.author.as_str(), by.organisation.as_str()) {
            ("", "") => self.t("report-anonymous"),
            (author, "") => author.to_owned(),
            ("", organisation) => organisation.to_owned(),
            (author, organisation) => self.texts.with(
                "report-author-of",
                &[
                    ("author", author.to_owned().into()),
                    ("organisation", organisation.to_owned().into()),
                ],
            ),
        };
        runs.push(Run::styled(name, Style::Strong));
        runs.push(Run::plain(self.separator()));
        runs.push(Run::plain(self.group(by.group)));
        if !by.country.is_empty() {
            runs.push(Run::plain(self.separator()));
            runs.push(Run::plain(by.country.clone()));
        }
        runs
    }

    fn separator(&self) -> &'static str {
        match self.texts.language {
            domain::account::Language::Arabic => "، ",
            _ => ", ",
        }
    }

    fn joined(&self, words: &[String]) -> String {
        words.join(self.separator())
    }

    /// A reference, as a link to the comment in the annex.
    fn reference(&self, reference: &str) -> Run {
        match self.places.get(reference) {
            Some(seq) => Run::link(reference, format!("#c-{seq}")),
            None => Run::plain(reference),
        }
    }

    fn issue_links(&self, numbers: &[i32]) -> Vec<Run> {
        let mut runs = Vec::new();
        for (n, number) in numbers.iter().enumerate() {
            if n > 0 {
                runs.push(Run::plain(self.separator()));
            }
            let text = self
                .texts
                .with("report-issue", &[("number", (*number).into())]);
            runs.push(Run::link(text, format!("#issue-{number}")));
        }
        runs
    }

    // --- 1 -----------------------------------------------------------------------------------

    fn purpose(&mut self) {
        let (report, cover) = (self.report, &self.report.cover);
        let heading = self.t("report-part-purpose");
        self.heading(1, "purpose", heading, false);
        if !report.correction.is_empty() {
            let label = self.t("report-correction");
            self.text(
                Tone::Body,
                vec![
                    Run::styled(label, Style::Strong),
                    Run::plain(" "),
                    Run::plain(report.correction.clone()),
                ],
            );
        }
        self.typed(Tone::Body, &report.words.purpose, None);
        for block in blocks(&cover.mandate) {
            let part = block_part(block);
            self.parts.push(part);
        }
        let mut rows = vec![
            (
                self.t("report-fact-text"),
                vec![Run::plain(self.texts.with(
                    "report-text-version",
                    &[
                        ("title", cover.text_title.clone().into()),
                        ("number", cover.text_version.into()),
                    ],
                ))],
            ),
            (
                self.t("report-fact-round"),
                vec![Run::plain(cover.round.to_string())],
            ),
            (
                self.t("report-fact-opened"),
                vec![Run::plain(self.moment(cover.opens_at))],
            ),
        ];
        if let Some(closes) = cover.closes_at {
            rows.push((
                self.t("report-fact-closed"),
                vec![Run::plain(self.moment(closes))],
            ));
        }
        rows.push((
            self.t("report-fact-confidentiality"),
            vec![Run::plain(
                self.texts.word("confidentiality", cover.confidentiality),
            )],
        ));
        rows.push((
            self.t("report-fact-edition"),
            vec![Run::plain(self.edition())],
        ));
        self.parts.push(Part::Facts { rows });
        let explained = format!("report-edition-{}-holds", report.audience);
        self.say(&explained);
        if !cover.notes.is_empty() {
            self.minor("report-notes");
            let items = cover
                .notes
                .iter()
                .map(|note| {
                    vec![paragraph(vec![
                        Run::styled(self.moment(note.at), Style::Soft),
                        Run::plain(" "),
                        Run::plain(note.note.clone()),
                    ])]
                })
                .collect();
            self.parts.push(Part::List { start: None, items });
        }
        if !report.words.method.is_empty() {
            let heading = self.t("report-method");
            self.heading(2, "method", heading, false);
            self.typed(Tone::Body, &report.words.method, None);
        }
    }

    // --- 2 -----------------------------------------------------------------------------------

    fn participation(&mut self) {
        let heading = self.t("report-part-participation");
        self.heading(1, "participation", heading, false);
        let report = self.report;
        self.typed(Tone::Body, &report.words.participation, None);
        let Some(participation) = &report.participation else {
            self.say("report-no-counts");
            return;
        };
        let total = self.texts.with(
            "report-total",
            &[
                ("submissions", participation.submissions.into()),
                ("comments", participation.comments.into()),
            ],
        );
        self.text(Tone::Body, vec![Run::plain(total)]);
        self.shares(participation);
        let unheard = if participation.unheard.is_empty() {
            self.t("report-all-heard")
        } else {
            let names: Vec<String> = participation
                .unheard
                .iter()
                .map(|group| self.group(Some(*group)))
                .collect();
            self.texts
                .with("report-unheard", &[("groups", self.joined(&names).into())])
        };
        self.text(Tone::Body, vec![Run::plain(unheard)]);
        if !participation.by_day.is_empty() {
            self.days(participation);
        }
    }

    fn shares(&mut self, participation: &Participation) {
        let count_heads = [
            vec![Run::plain(self.t("report-submissions"))],
            vec![Run::plain(self.t("report-comments"))],
        ];
        let rows = participation
            .by_group
            .iter()
            .map(|(group, share)| {
                let mut name = self.group(*group);
                if *group == Some(StakeholderGroup::TechnicalCommunity) {
                    name = self
                        .texts
                        .with("report-within-private", &[("group", name.into())]);
                }
                vec![
                    vec![Run::plain(name)],
                    self.number(share.submissions),
                    self.number(share.comments),
                ]
            })
            .collect();
        let mut head = vec![vec![Run::plain(self.t("report-group"))]];
        head.extend(count_heads.clone());
        let caption = self.t("report-by-group");
        self.parts.push(Part::Table {
            caption,
            head,
            rows,
            figures: true,
        });
        if participation.by_country.is_empty() {
            return;
        }
        let rows = participation
            .by_country
            .iter()
            .map(|(country, share)| {
                let name = if country.is_empty() {
                    self.t("report-country-none")
                } else {
                    country.clone()
                };
                vec![
                    vec![Run::plain(name)],
                    self.number(share.submissions),
                    self.number(share.comments),
                ]
            })
            .collect();
        let mut head = vec![vec![Run::plain(self.t("report-country"))]];
        head.extend(count_heads);
        let caption = self.t("report-by-country");
        self.parts.push(Part::Table {
            caption,
            head,
            rows,
            figures: true,
        });
    }

    fn days(&mut self, participation: &Participation) {
        let days: Vec<(String, i64)> = participation
            .by_day
            .iter()
            .map(|(day, count)| (self.day(*day), *count))
            .collect();
        let alt: Vec<String> = days
            .iter()
            .map(|(day, count)| format!("{day}: {}", self.texts.number(*count)))
            .collect();
        let caption = self.t("report-by-day");
        let drawing = chart::days(&days);
        self.parts.push(Part::Chart {
            svg: drawing.svg,
            width: drawing.width * 100 / chart::WIDTH,
            alt: format!("{caption}. {}", alt.join("; ")),
            caption: caption.clone(),
        });
        let rows = days
            .iter()
            .map(|(day, count)| vec![vec![Run::plain(day.clone())], self.number(*count)])
            .collect();
        let head = vec![
            vec![Run::plain(self.t("report-day"))],
            vec![Run::plain(self.t("report-comments"))],
        ];
        self.parts.push(Part::Table {
            caption,
            head,
            rows,
            figures: true,
        });
    }

    /// A day of the round's zone, told as a date: noon of it, in UTC, is that day.
    fn day(&self, day: chrono::NaiveDate) -> String {
        match day.and_hms_opt(12, 0, 0) {
            Some(noon) => self.texts.date(noon.and_utc(), "UTC"),
            None => day.to_string(),
        }
    }

    // --- 3 -----------------------------------------------------------------------------------

    fn glance(&mut self) {
        let heading = self.t("report-part-glance");
        self.heading(1, "glance", heading, false);
        let whole = self.t("document-as-a-whole");
        let rows: Vec<(String, String, &Tally)> = self
            .report
            .norms
            .iter()
            .filter_map(|norm| Some((norm.label.clone(), norm_name(norm), norm.tally.as_ref()?)))
            .chain(
                self.report
                    .whole
                    .as_ref()
                    .map(|tally| ("–".to_owned(), whole, tally)),
            )
            .filter(|(_, _, tally)| tally.comments > 0)
            .collect();
        if self.report.whole.is_none() {
            self.say("report-no-counts");
            return;
        }
        if rows.is_empty() {
            self.say("report-no-comments");
            return;
        }
        self.say("report-glance-reads");
        let caption = self.t("report-positions-by-norm");
        self.positions_chart(
            &rows
                .iter()
                .map(|(label, _, tally)| (label.as_str(), *tally))
                .collect::<Vec<_>>(),
            &caption,
        );
        for (label, name, tally) in &rows {
            let caption = if label == "–" {
                name.clone()
            } else {
                self.texts
                    .with("report-positions-on", &[("norm", name.clone().into())])
            };
            self.positions_table(tally, caption);
        }
    }

    fn positions_chart(&mut self, rows: &[(&str, &Tally)], caption: &str) {
        let groups = chart::groups(rows.iter().map(|(_, tally)| *tally));
        let chart_rows: Vec<chart::Row<'_>> = rows
            .iter()
            .map(|(label, tally)| chart::Row { label, tally })
            .collect();
        let names: Vec<String> = groups.iter().map(|group| self.group(*group)).collect();
        let mut alt = format!("{caption}.");
        for (label, tally) in rows {
            for (group, name) in groups.iter().zip(&names) {
                if tally.of_group(*group) > 0 {
                    let counts: Vec<String> = Position::ALL
                        .iter()
                        .copied()
                        .map(Some)
                        .chain([None])
                        .filter(|position| tally.count(*group, *position) > 0)
                        .map(|position| {
                            format!(
                                "{} {}",
                                self.position(position),
                                tally.count(*group, position)
                            )
                        })
                        .collect();
                    let _ = write!(
                        alt,
                        " {label}{}{name}: {};",
                        if label.is_empty() { "" } else { " " },
                        self.joined(&counts)
                    );
                }
            }
        }
        let drawing = chart::positions(&chart_rows, &groups);
        // How to read it is said once, where the chart of all norms stands.
        let caption = if rows.iter().all(|(label, _)| label.is_empty()) {
            self.joined(&names)
        } else {
            let legend = self
                .texts
                .with("report-legend", &[("groups", self.joined(&names).into())]);
            format!("{caption}. {legend}")
        };
        self.parts.push(Part::Chart {
            svg: drawing.svg,
            width: drawing.width * 100 / chart::WIDTH,
            alt,
            caption,
        });
    }

    fn positions_table(&mut self, tally: &Tally, caption: String) {
        let groups = chart::groups(std::iter::once(tally));
        let mut positions: Vec<Option<Position>> =
            Position::ALL.iter().copied().map(Some).collect();
        if groups.iter().any(|group| tally.count(*group, None) > 0) {
            positions.push(None);
        }
        let mut head = vec![vec![Run::plain(self.t("report-group"))]];
        head.extend(
            positions
                .iter()
                .map(|position| vec![Run::plain(self.position(*position))]),
        );
        let rows = groups
            .iter()
            .map(|group| {
                let mut name = self.group(*group);
                if *group == Some(StakeholderGroup::TechnicalCommunity) {
                    name = self
                        .texts
                        .with("report-within-private", &[("group", name.into())]);
                }
                let mut row = vec![vec![Run::plain(name)]];
                row.extend(
                    positions
                        .iter()
                        .map(|position| self.number(tally.count(*group, *position))),
                );
                row
            })
            .collect();
        self.parts.push(Part::Table {
            caption,
            head,
            rows,
            figures: true,
        });
    }

    fn position(&self, position: Option<Position>) -> String {
        match position {
            Some(position) => self.texts.word("position", position),
            None => self.t("report-position-none"),
        }
    }

    // --- 4 -----------------------------------------------------------------------------------

    fn norms(&mut self) {
        let heading = self.t("report-part-norms");
        self.heading(1, "norms", heading, true);
        self.say("report-norms-read");
        for (n, norm) in self.report.norms.iter().enumerate() {
            self.heading(2, format!("norm-{}", n + 1), norm_name(norm), n > 0);
            for (n, provision) in norm.provisions.iter().enumerate() {
                // The norm's own heading stands above already.
                let told = n == 0 && provision.kind == ProvisionKind::Heading;
                self.provision(provision, told);
            }
        }
    }

    fn provision(&mut self, provision: &ProvisionEntry, told: bool) {
        if !told {
            self.parts.push(Part::Provision {
                id: format!("p-{}", provision.anchor),
                label: provision.label.clone(),
                kind: provision.kind.to_string(),
                depth: provision.depth,
                parts: blocks(&provision.text)
                    .into_iter()
                    .map(block_part)
                    .collect(),
                lang: self.report.cover.language.clone(),
            });
        }
        if !provision.mentions.is_empty() {
            let mut runs = vec![
                Run::styled(self.t("report-see-also"), Style::Soft),
                Run::plain(" "),
            ];
            runs.extend(self.issue_links(&provision.mentions));
            self.text(Tone::By, runs);
        }
        for issue in &provision.issues {
            self.issue(issue, 3);
        }
    }

    fn issue(&mut self, issue: &IssueEntry, level: u8) {
        let heading = self
            .texts
            .with("report-issue", &[("number", issue.number.into())]);
        self.heading(level, format!("issue-{}", issue.number), heading, false);
        self.text(Tone::Statement, vec![Run::plain(issue.statement.clone())]);
        if !issue.touches.is_empty() {
            let touches = self.texts.with(
                "report-touches",
                &[("labels", self.joined(&issue.touches).into())],
            );
            self.text(Tone::By, vec![Run::plain(touches)]);
        }
        if let Some(tally) = &issue.tally
            && tally.comments > 0
        {
            let caption = self
                .texts
                .with("report-positions-issue", &[("number", issue.number.into())]);
            self.positions_chart(&[("", tally)], &caption);
            self.positions_table(tally, caption);
        }
        if !issue.excerpts.is_empty() {
            self.minor("report-excerpts");
            for excerpt in &issue.excerpts {
                self.excerpt(excerpt);
            }
        }
        if !issue.wordings.is_empty() {
            self.minor("report-wordings");
            for wording in &issue.wordings {
                self.wording(wording);
            }
        }
        if !issue.minority.is_empty() {
            self.minor("report-minority");
            self.typed(Tone::Body, &issue.minority, None);
        }
        if !issue.options.is_empty() {
            self.minor("report-options");
            let items = issue
                .options
                .iter()
                .map(|option| {
                    let mut title = vec![Run::plain(option.title.clone())];
                    if let Some(label) = &option.label {
                        title.push(Run::plain(" "));
                        title.push(Run::styled(
                            self.texts
                                .with("report-on", &[("label", label.clone().into())]),
                            Style::Soft,
                        ));
                    }
                    let mut parts = vec![paragraph(title)];
                    if !option.redline.is_empty() {
                        parts.push(Part::Text {
                            tone: Tone::Redline,
                            runs: redline(&option.redline),
                            lang: Some(self.report.cover.language.clone()),
                            id: None,
                        });
                    }
                    parts
                })
                .collect();
            self.parts.push(Part::List {
                start: Some(1),
                items,
            });
        }
        if !issue.observation.is_empty() {
            self.minor("report-observation");
            self.typed(Tone::Body, &issue.observation, None);
        }
    }

    fn excerpt(&mut self, excerpt: &Excerpt) {
        let mut runs = vec![self.reference(&excerpt.reference), Run::plain(" ")];
        runs.extend(self.by(&excerpt.by));
        runs.push(Run::plain(self.separator()));
        runs.push(Run::plain(self.position(excerpt.position)));
        if let Some(label) = &excerpt.label {
            runs.push(Run::plain(self.separator()));
            runs.push(Run::plain(
                self.texts
                    .with("report-on", &[("label", label.clone().into())]),
            ));
        }
        self.text(Tone::By, runs);
        match &excerpt.hidden_reason {
            Some(reason) if excerpt.words.is_empty() => self.hidden(reason),
            _ => self.typed(Tone::Quote, &excerpt.words, tag(&excerpt.language)),
        }
    }

    fn hidden(&mut self, reason: &str) {
        let text = self
            .texts
            .with("report-hidden", &[("reason", reason.to_owned().into())]);
        self.text(Tone::Quote, vec![Run::styled(text, Style::Soft)]);
    }

    fn wording(&mut self, wording: &Wording) {
        let mut runs = vec![self.reference(&wording.reference), Run::plain(" ")];
        runs.extend(self.by(&wording.by));
        if let Some(label) = &wording.label {
            runs.push(Run::plain(self.separator()));
            runs.push(Run::plain(
                self.texts
                    .with("report-on", &[("label", label.clone().into())]),
            ));
        }
        self.text(Tone::By, runs);
        self.parts.push(Part::Text {
            tone: Tone::Redline,
            runs: redline(&wording.redline),
            lang: tag(&wording.language),
            id: None,
        });
        self.typed(Tone::Quote, &wording.rationale, tag(&wording.language));
    }

    // --- 5 -----------------------------------------------------------------------------------

    fn across(&mut self) {
        let heading = self.t("report-part-across");
        self.heading(1, "across", heading, true);
        let report = self.report;
        self.typed(Tone::Body, &report.words.across, None);
        if report.across.is_empty() && report.words.across.is_empty() {
            self.say("report-nothing-across");
        }
        for issue in &report.across {
            self.issue(issue, 2);
        }
    }

    // --- annexes -----------------------------------------------------------------------------

    fn annexes(&mut self, data: &str) {
        let report = self.report;
        let heading = self.t("report-annex-set-aside");
        self.heading(1, "set-aside", heading, true);
        if !report.shows_comments {
            self.say("report-comments-internal");
        } else if report.set_aside.is_empty() {
            self.say("report-none-set-aside");
        } else {
            let items = report
                .set_aside
                .iter()
                .map(|it| {
                    vec![paragraph(vec![
                        self.reference(&it.reference),
                        Run::plain(self.separator()),
                        Run::plain(self.group(it.group)),
                        Run::plain(": "),
                        Run::plain(it.reason.clone()),
                    ])]
                })
                .collect();
            self.parts.push(Part::List { start: None, items });
        }

        let heading = self.t("report-annex-respondents");
        self.heading(1, "respondents", heading, false);
        if !report.shows_comments {
            self.say("report-comments-internal");
        } else if report.respondents.is_empty() {
            self.say("report-none-named");
        } else {
            self.say("report-respondents-read");
            let items = report
                .respondents
                .iter()
                .map(|it| {
                    let mut runs = self.by(&Attribution {
                        author: it.author.clone(),
                        organisation: it.organisation.clone(),
                        group: it.group,
                        country: it.country.clone(),
                        anonymous: false,
                    });
                    runs.push(Run::plain(self.separator()));
                    runs.push(Run::plain(self.texts.count("comments-count", it.comments)));
                    vec![paragraph(runs)]
                })
                .collect();
            self.parts.push(Part::List { start: None, items });
        }

        let heading = self.t("report-annex-comments");
        self.heading(1, "comments", heading, true);
        if !report.shows_comments {
            self.say("report-comments-internal");
        } else if report.comments.is_empty() {
            self.say("report-no-comments");
        }
        for entry in &report.comments {
            self.comment(entry);
        }
        self.verify(data);
    }

    fn comment(&mut self, entry: &CommentEntry) {
        let comment = &entry.comment;
        let mut runs = vec![
            Run::styled(comment.reference.clone(), Style::Strong),
            Run::plain(" "),
        ];
        runs.extend(self.by(&comment.by));
        let on = match &comment.label {
            Some(label) => self
                .texts
                .with("report-on", &[("label", label.clone().into())]),
            None => self.t("document-as-a-whole"),
        };
        let kind = comment
            .content
            .kind
            .map(|kind| self.texts.word("kind", kind));
        for words in [
            Some(self.position(comment.content.position)),
            kind,
            Some(on),
        ]
        .into_iter()
        .flatten()
        {
            runs.push(Run::plain(self.separator()));
            runs.push(Run::plain(words));
        }
        runs.push(Run::plain(self.separator()));
        runs.push(Run::styled(
            self.texts
                .date(comment.submitted_at, &self.report.cover.time_zone),
            Style::Soft,
        ));
        if comment.not_for_publication {
            runs.push(Run::plain(self.separator()));
            runs.push(Run::styled(
                self.t("publication-not-for-publication"),
                Style::Strong,
            ));
        }
        self.parts.push(Part::Text {
            tone: Tone::By,
            runs,
            lang: None,
            id: Some(format!("c-{}", comment.seq)),
        });
        let lang = tag(&comment.content.language);
        if let Some(reason) = &comment.hidden_reason {
            self.hidden(reason);
        }
        self.typed(Tone::Quote, &comment.content.body, lang.clone());
        for (key, words) in [
            ("report-proposes", &comment.content.proposed_wording),
            ("report-because", &comment.content.rationale),
        ] {
            if !words.trim().is_empty() {
                let label = self.t(key);
                self.parts.push(Part::Text {
                    tone: Tone::Quote,
                    runs: vec![
                        Run::styled(label, Style::Soft),
                        Run::plain(" "),
                        Run::plain(words.trim()),
                    ],
                    lang: lang.clone(),
                    id: None,
                });
            }
        }
        let mut runs = Vec::new();
        if entry.set_aside {
            runs.push(Run::link(self.t("report-was-set-aside"), "#set-aside"));
        } else if !entry.issues.is_empty() {
            runs.push(Run::styled(self.t("report-went-into"), Style::Soft));
            runs.push(Run::plain(" "));
            runs.extend(self.issue_links(&entry.issues));
        }
        if !runs.is_empty() {
            self.text(Tone::Quote, runs);
        }
    }

    fn verify(&mut self, data: &str) {
        let heading = self.t("report-annex-verify");
        self.heading(1, "verify", heading, true);
        self.say("report-verify-reads");
        let rows = vec![
            (
                self.t("report-verify-text"),
                vec![Run::styled(
                    self.report.cover.text_sha256.clone(),
                    Style::Code,
                )],
            ),
            (
                self.t("report-verify-data"),
                vec![Run::styled(data, Style::Code)],
            ),
        ];
        self.parts.push(Part::Facts { rows });
        if self.report.audience == Readership::Public {
            self.say("report-verify-public");
        }
    }
}

/// "2. Public core", or the label where a norm has no heading.
fn norm_name(norm: &Norm) -> String {
    if norm.title.is_empty() {
        norm.label.clone()
    } else {
        norm.title.clone()
    }
}

/// A language tag that is safe to write down, or `auto`: the words tell their direction themselves.
#[expect(clippy::unnecessary_wraps, reason = "what holds a tag may have none")]
fn tag(language: &str) -> Option<String> {
    let well_formed = (2..=35).contains(&language.len())
        && language.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
        && language.split('-').next().is_some_and(|first| {
            (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic())
        });
    Some(if well_formed {
        language.to_lowercase()
    } else {
        "auto".to_owned()
    })
}

/// Paragraphs are divided by empty lines; other line ends are kept.
fn paragraphs(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut current: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() {
            if !current.is_empty() {
                all.push(current.join("\n"));
                current.clear();
            }
        } else {
            current.push(line.trim_end());
        }
    }
    all
}

fn paragraph(runs: Vec<Run>) -> Part {
    Part::Text {
        tone: Tone::Body,
        runs,
        lang: None,
        id: None,
    }
}

fn redline(pieces: &[Piece]) -> Vec<Run> {
    pieces
        .iter()
        .map(|piece| match piece.change {
            Change::Kept => Run::plain(piece.text.clone()),
            Change::Deleted => Run::styled(piece.text.clone(), Style::Del),
            Change::Inserted => Run::styled(piece.text.clone(), Style::Ins),
        })
        .collect()
}

/// The Markdown of a provision.
fn block_part(block: Block) -> Part {
    match block {
        Block::Paragraph(spans) => paragraph(runs(spans)),
        Block::List { start, items } => Part::List {
            start,
            items: items
                .into_iter()
                .map(|item| item.into_iter().map(block_part).collect())
                .collect(),
        },
        Block::Quote(inner) => Part::List {
            start: None,
            items: vec![inner.into_iter().map(block_part).collect()],
        },
        Block::Code(code) => paragraph(vec![Run::styled(code, Style::Code)]),
        Block::Table(Table { head, rows }) => Part::Table {
            caption: String::new(),
            head: if head.iter().all(Vec::is_empty) {
                Vec::new()
            } else {
                head.into_iter().map(runs).collect()
            },
            rows: rows
                .into_iter()
                .map(|row| row.into_iter().map(runs).collect())
                .collect(),
            figures: false,
        },
    }
}

fn runs(spans: Vec<Span>) -> Vec<Run> {
    let mut all = Vec::new();
    for span in spans {
        add(span, &[], None, &mut all);
    }
    all
}

fn add(span: Span, styles: &[Style], href: Option<&str>, out: &mut Vec<Run>) {
    let with = |style: Style| {
        let mut styles = styles.to_vec();
        if !styles.contains(&style) {
            styles.push(style);
        }
        styles
    };
    let mut word = |text: String, styles: Vec<Style>| {
        out.push(Run {
            text,
            styles,
            href: href.map(str::to_owned),
        });
    };
    match span {
        Span::Text(text) => word(text, styles.to_vec()),
        Span::Code(text) => word(text, with(Style::Code)),
        Span::NoteRef(name) => word(name, with(Style::Sup)),
        Span::Break => word("\n".to_owned(), styles.to_vec()),
        Span::Emphasis(inner) => {
            let styles = with(Style::Em);
            for it in inner {
                add(it, &styles, href, out);
            }
        }
        Span::Strong(inner) => {
            let styles = with(Style::Strong);
            for it in inner {
                add(it, &styles, href, out);
            }
        }
        Span::Subscript(inner) => {
            let styles = with(Style::Sub);
            for it in inner {
                add(it, &styles, href, out);
            }
        }
        Span::Superscript(inner) => {
            let styles = with(Style::Sup);
            for it in inner {
                add(it, &styles, href, out);
            }
        }
        // A link inside the text consulted on leads nowhere here: its words stand.
        Span::Link { href, text } => {
            let leads = (!href.starts_with('#')).then_some(href.as_str());
            for it in text {
                add(it, styles, leads, out);
            }
        }
    }
}
