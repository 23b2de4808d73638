//! The consolidation report as data: everything that stands in it, for one audience, from one snapshot.
//!
//! Web page, PDF, CSV and JSON are made from this and from nothing else, so that they say the same. It holds only
//! what its audience may read: masking has happened before.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    account::StakeholderGroup,
    comment::{CommentView, Position},
    error::Problems,
    id::ReportId,
    redline::Piece,
    round::Confidentiality,
    submission::Publication,
    tally::Tally,
    text::ProvisionKind,
};

words! {
    /// For whom an edition is made.
    Readership {
        /// What a commissioner sees.
        Commission = "commission",
        /// What a visitor may read.
        Public = "public",
    }
}

words! {
    /// The forms of an edition.
    Format {
        /// One web page that needs nothing else.
        Html = "html",
        /// For print and archives: tagged PDF/UA.
        Pdf = "pdf",
        /// Every comment, one a row.
        Csv = "csv",
        /// The data that the other forms are made from.
        Json = "json",
    }
}

impl Format {
    /// The media type it is served with.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
        }
    }
}

words! {
    /// Where a version of the report stands.
    ReportState {
        /// What the commission decides on.
        Frozen = "frozen",
        /// Words in it were hidden later: its public edition is no longer given out.
        Withheld = "withheld",
    }
}

/// A frozen version of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Frozen {
    /// Its key.
    pub id: ReportId,
    /// 1, 2, …
    pub number: i32,
    /// Frozen or withheld.
    pub state: ReportState,
    /// What changed against the version before; empty in the first.
    pub correction: String,
    /// When.
    pub frozen_at: Timestamp,
    /// Why the public edition is no longer given out.
    pub withheld_reason: Option<String>,
}

/// One file of a frozen report, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct EditionFile {
    /// For whom.
    pub audience: Readership,
    /// In which form.
    pub format: Format,
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes.
    pub size: i64,
}

/// An edition in all its forms, as a renderer makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// One web page.
    pub html: Vec<u8>,
    /// Tagged PDF.
    pub pdf: Vec<u8>,
    /// Every comment, one a row.
    pub csv: Vec<u8>,
    /// The data itself.
    pub json: Vec<u8>,
}

impl Rendered {
    /// The bytes of a form.
    pub fn of(&self, format: Format) -> &[u8] {
        match format {
            Format::Html => &self.html,
            Format::Pdf => &self.pdf,
            Format::Csv => &self.csv,
            Format::Json => &self.json,
        }
    }
}

/// The words of the report that are no comment and no issue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct ReportWords {
    /// Why the consultation was held. Paragraphs divided by empty lines.
    pub purpose: String,
    /// How comments were gathered and consolidated.
    pub method: String,
    /// What is to be said about who took part.
    pub participation: String,
    /// What goes across norms, and what commenters found missing.
    pub across: String,
    /// For conflicts between two facilitators; 0: never written.
    #[serde(skip)]
    pub revision: i64,
}

impl ReportWords {
    /// What keeps them from being stored.
    pub fn problems(&self) -> Problems {
        let mut problems = Problems::default();
        for (field, text) in [
            ("purpose", &self.purpose),
            ("method", &self.method),
            ("participation", &self.participation),
            ("across", &self.across),
        ] {
            problems.text(field, text, crate::issue::MAX_WORDS);
        }
        problems
    }
}

/// The whole report for one readership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// For whom.
    pub audience: Readership,
    /// Version of the report; none: a draft.
    pub number: Option<i32>,
    /// What changed against the version before.
    pub correction: String,
    /// When it was frozen; none: a draft.
    pub frozen_at: Option<Timestamp>,
    /// Part 1: purpose, mandate, text, round, dates, confidentiality.
    pub cover: Cover,
    /// What the facilitators wrote for parts 1, 2 and 5.
    pub words: ReportWords,
    /// Part 2: who took part; none if its reader may not see counts.
    pub participation: Option<Participation>,
    /// Parts 3 and 4: norm by norm, with positions at a glance.
    pub norms: Vec<Norm>,
    /// Comments on the document as a whole; none if its reader may not see counts.
    pub whole: Option<Tally>,
    /// Part 5: issues that touch several norms or none.
    pub across: Vec<IssueEntry>,
    /// Annex: comments set aside, with reasons.
    pub set_aside: Vec<SetAside>,
    /// Annex: who took part, as far as they agreed to be named.
    pub respondents: Vec<Respondent>,
    /// Annex: every comment that its reader may read, in order of arrival.
    pub comments: Vec<CommentEntry>,
    /// Whether its reader may read comments at all (not the public of an internal round).
    pub shows_comments: bool,
}

/// What was asked, on which text, when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// Name of the consultation in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Who asks.
    pub commission: String,
    /// What is asked.
    pub question: String,
    /// Mandate and method, Markdown.
    pub mandate: String,
    /// Title of the text.
    pub text_title: String,
    /// Its version.
    pub text_version: i32,
    /// Its language, a BCP 47 tag: the report's own.
    pub language: String,
    /// SHA-256 of the text as it was imported.
    pub text_sha256: String,
    /// Number of the round.
    pub round: i32,
    /// When it opened.
    pub opens_at: Timestamp,
    /// When it closed.
    pub closes_at: Option<Timestamp>,
    /// IANA name of the zone in which the dates are told.
    pub time_zone: String,
    /// Who could read its comments.
    pub confidentiality: Confidentiality,
    /// Public notes on what changed after the opening.
    pub notes: Vec<Note>,
}

/// A public note on a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Note {
    /// When it was made.
    pub at: Timestamp,
    /// What it says.
    pub note: String,
}

/// Who took part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participation {
    /// Submissions counted.
    pub submissions: i64,
    /// Comments counted.
    pub comments: i64,
    /// By stakeholder group, in their order; none: not stated. The private sector includes the technical community.
    pub by_group: Vec<(Option<StakeholderGroup>, Share)>,
    /// By country (ISO 3166-1 alpha-2; empty: not stated), the most comments first; empty if not to be known.
    pub by_country: Vec<(String, Share)>,
    /// By day in the round's time zone; empty if not to be known.
    pub by_day: Vec<(chrono::NaiveDate, i64)>,
    /// The main groups from which no comment came.
    pub unheard: Vec<StakeholderGroup>,
    /// Whether small numbers are not told: see [`crate::tally::figure`].
    #[serde(default)]
    pub confidential: bool,
}

/// Submissions and comments of one group, country or the like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Submissions.
    pub submissions: i64,
    /// Comments.
    pub comments: i64,
}

/// One norm: a part of the text that the report treats on its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norm {
    /// Label of its heading, or of its first provision.
    pub label: String,
    /// Its heading in plain words; empty if it has none.
    pub title: String,
    /// Positions on it and everything under it; none if its reader may not see counts.
    pub tally: Option<Tally>,
    /// Its provisions in reading order, the heading first.
    pub provisions: Vec<ProvisionEntry>,
}

/// A provision as consulted on, with the issues on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvisionEntry {
    /// The same from version to version.
    pub anchor: String,
    /// What people cite.
    pub label: String,
    /// What it is.
    pub kind: ProvisionKind,
    /// Level of a heading, nesting of an item.
    pub depth: u8,
    /// Markdown.
    pub text: String,
    /// Positions on it alone; none if its reader may not see counts.
    pub tally: Option<Tally>,
    /// Issues that are told here.
    pub issues: Vec<IssueEntry>,
    /// Numbers of issues that touch it and are told elsewhere.
    pub mentions: Vec<i32>,
}

/// An issue as the report tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueEntry {
    /// Its number.
    pub number: i32,
    /// Its neutral statement.
    pub statement: String,
    /// Labels of the provisions it touches, in reading order.
    pub touches: Vec<String>,
    /// Positions of the comments it rests on; none if its reader may not see counts.
    pub tally: Option<Tally>,
    /// The words that matter, in order of arrival; only of comments that the reader may read.
    pub excerpts: Vec<Excerpt>,
    /// Wordings that these comments propose.
    pub wordings: Vec<Wording>,
    /// Views that few hold.
    pub minority: String,
    /// What the commission may choose between.
    pub options: Vec<OptionEntry>,
    /// The facilitators' observation.
    pub observation: String,
}

/// The words of one comment that matter for an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// Of which comment.
    pub reference: String,
    /// Who wrote it, as far as the reader may know.
    pub by: crate::comment::Attribution,
    /// Where they stand.
    pub position: Option<Position>,
    /// The label of the provision it is on.
    pub label: Option<String>,
    /// The words; empty if they are hidden from the reader.
    pub words: String,
    /// Language of the words, or empty.
    pub language: String,
    /// Why they are hidden.
    pub hidden_reason: Option<String>,
}

/// A wording that a comment proposes, against the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Of which comment.
    pub reference: String,
    /// Who wrote it, as far as the reader may know.
    pub by: crate::comment::Attribution,
    /// The label of the provision it would change; none: on the document as a whole.
    pub label: Option<String>,
    /// The redline; all inserted where there is nothing to compare it with.
    pub redline: Vec<Piece>,
    /// Why, in the commenter's words.
    pub rationale: String,
    /// Language of the words, or empty.
    pub language: String,
}

/// An option of an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionEntry {
    /// Its title.
    pub title: String,
    /// The label of the provision it would change.
    pub label: Option<String>,
    /// The redline; empty if it changes no words.
    pub redline: Vec<Piece>,
}

/// A comment that was set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// Which one.
    pub reference: String,
    /// Its author's stakeholder group.
    pub group: Option<StakeholderGroup>,
    /// Whether a facilitator has verified it; none if none was stated.
    #[serde(default)]
    pub verified: Option<bool>,
    /// Why.
    pub reason: String,
}

/// Somebody who took part and agreed to be named to the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Respondent {
    /// The person's name; empty if only the organisation is to be named.
    pub author: String,
    /// The organisation; empty: speaks for themselves.
    pub organisation: String,
    /// Their stakeholder group.
    pub group: Option<StakeholderGroup>,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// Whether a facilitator has verified organisation and group.
    #[serde(default)]
    pub verified: bool,
    /// How many comments.
    pub comments: i64,
}

/// A comment in the annex, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentEntry {
    /// The comment as the reader may see it.
    #[serde(flatten)]
    pub comment: CommentView,
    /// How its author wants it published.
    pub publication: Option<Publication>,
    /// Numbers of the issues that rest on it.
    pub issues: Vec<i32>,
    /// Whether it was set aside.
    pub set_aside: bool,
}

impl Report {
    /// Every issue, in the one order in which they are told; see [`crate::order`].
    pub fn issues(&self) -> Vec<&IssueEntry> {
        self.norms
            .iter()
            .flat_map(|norm| &norm.provisions)
            .flat_map(|provision| &provision.issues)
            .chain(&self.across)
            .collect()
    }
}
