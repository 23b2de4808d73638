//! Comments as files: seventeen columns, in CSV, JSON Lines or a workbook. What goes in comes out exactly: no trimming,
//! and no escaping beyond the format's own. Plain CSV is for programs; the form for spreadsheets holds
//! nothing that a spreadsheet computes, and is read back exactly.
//!
//! Here is the form only; what the values mean for a consultation is checked by [`crate::ops::exchange`].

/// Names of columns.
pub(crate) mod columns;
mod csv;
mod decode;
mod guard;
mod jsonl;
/// Dates.
pub mod moment;
mod table;
pub(crate) mod workbook;

use std::{fmt::Write as _, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    account::{EmailAddress, StakeholderGroup},
    comment::{CommentKind, Content, MAX_CHARACTERS, Position, Reference, WRITTEN},
    error::Problems,
    submission::{Publication, is_country},
};

/// Problems told at once; whoever mends these sees the rest.
pub const MOST_PROBLEMS: usize = 20;

/// The longest value of a column that is no text of a comment, in characters.
pub const MAX_SHORT: usize = 1_000;

words! {
    /// The form of a file.
    Format {
        /// Comma-separated values (RFC 4180), UTF-8, with a header line: for programs.
        Csv = "csv",
        /// One JSON object a line, every value a string.
        Jsonl = "jsonl",
        /// CSV for people with a spreadsheet: nothing in it is computed, and accents survive.
        SafeCsv = "spreadsheet-csv",
        /// A workbook of Excel, with every cell as text.
        Xlsx = "xlsx",
    }
}

impl Format {
    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv | Self::SafeCsv => "text/csv; charset=utf-8",
            Self::Jsonl => "application/jsonl; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The ending of a file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::SafeCsv => "spreadsheet.csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// By the ending of a file's name. Both forms of CSV are read as one.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "xlsx" | "xlsm" => Some(Self::Xlsx),
            // Other workbooks are no CSV; reading them tells so.
            "csv" | "tsv" | "tab" | "txt" | "xls" | "ods" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }
}

macro_rules! record {
    ($($(#[$meta:meta])* $column:ident),+ $(,)?) => {
        /// One comment as it stands in a file. An empty value is a missing one.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Record {
            $($(#[$meta])* pub $column: String,)+
            /// Where the author is told that somebody entered this; read, and never written into any file.
            #[serde(skip)]
            pub email: String,
        }

        /// The columns in their order.
        pub const COLUMNS: [&str; 17] = [$(stringify!($column)),+];

        impl Record {
            /// The values in the order of [`COLUMNS`].
            pub fn values(&self) -> [&str; 17] {
                [$(&self.$column),+]
            }

            /// Sets the value of a column; what is no column is left alone.
            pub fn set(&mut self, column: &str, value: String) {
                if let Some(place) = self.value_mut(column) {
                    *place = value;
                }
            }

            /// The value of a column, to be set.
            fn value_mut(&mut self, column: &str) -> Option<&mut String> {
                match column {
                    $(stringify!($column) => Some(&mut self.$column),)+
                    columns::EMAIL => Some(&mut self.email),
                    _ => None,
                }
            }
        }
    };
}

record! {
    /// What people cite; given if missing.
    reference,
    /// The number of the round.
    round,
    /// The label of the provision; empty: the document as a whole.
    provision,
    /// A [`CommentKind`].
    kind,
    /// A [`Position`].
    position,
    /// The comment itself: the only value that must be there.
    body,
    /// The wording it proposes.
    proposed_wording,
    /// Its reasons.
    rationale,
    /// BCP 47 tag.
    language,
    /// Who wrote it.
    author,
    /// For whom.
    organisation,
    /// A [`StakeholderGroup`].
    group,
    /// ISO 3166-1 alpha-2.
    country,
    /// A [`Publication`].
    publication,
    /// How it came.
    channel,
    /// When, in whatever form.
    submitted_at,
    /// Whether a facilitator has verified organisation and group: `yes`, `no`, or empty if neither is stated. Told by
    /// exports; imports read over it, since nothing is verified by a file that says so.
    verified,
}

/// The values of a record that are words of the process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Of which kind.
    pub kind: Option<CommentKind>,
    /// With which position.
    pub position: Option<Position>,
    /// Of which group.
    pub group: Option<StakeholderGroup>,
    /// How it is published.
    pub publication: Option<Publication>,
}

impl Record {
    /// As the content of a comment on a provision.
    pub fn content(&self, anchor: Option<String>, words: Words) -> Content {
        Content {
            anchor,
            kind: words.kind,
            position: words.position,
            body: self.body.clone(),
            proposed_wording: self.proposed_wording.clone(),
            rationale: self.rationale.clone(),
            language: self.language.clone(),
        }
    }

    /// The columns that the content of a comment fills.
    pub fn of_content(content: Content) -> Self {
        Self {
            kind: content.kind.map(|it| it.to_string()).unwrap_or_default(),
            position: content
                .position
                .map(|it| it.to_string())
                .unwrap_or_default(),
            body: content.body,
            proposed_wording: content.proposed_wording,
            rationale: content.rationale,
            language: content.language,
            ..Self::default()
        }
    }

    /// Checks what can be checked without knowing the consultation.
    pub fn check(&self, line: u64, problems: &mut Problems) -> Words {
        for (column, value) in COLUMNS.into_iter().zip(self.values()) {
            let most = match column {
                column if WRITTEN.contains(&column) => MAX_CHARACTERS,
                _ => MAX_SHORT,
            };
            if value.len() > most && value.chars().count() > most {
                problems.push_at(line, column, "too-long", most);
            } else if value.contains('\0') {
                problems.push_at(line, column, "nul", "");
            }
        }
        if self.body.trim().is_empty() {
            problems.push_at(line, "body", "body-missing", "");
        }
        if !self.reference.is_empty() && self.reference.parse::<Reference>().is_err() {
            problems.push_at(line, "reference", "reference-form", shown(&self.reference));
        }
        if !self.email.trim().is_empty()
            && let Err(wrong) = self.email.parse::<EmailAddress>()
        {
            for problem in wrong.0 {
                problems.push_at(line, columns::EMAIL, problem.code, problem.detail);
            }
        }
        if !self.country.is_empty() && !is_country(&self.country) {
            problems.push_at(line, "country", "country", shortened(&self.country));
        }
        Words {
            kind: word("kind", &self.kind, line, problems),
            position: word("position", &self.position, line, problems),
            group: word("group", &self.group, line, problems),
            publication: word("publication", &self.publication, line, problems),
        }
    }
}

fn word<T: FromStr>(column: &str, value: &str, line: u64, problems: &mut Problems) -> Option<T> {
    if value.is_empty() {
        return None;
    }
    let word = value.parse().ok();
    if word.is_none() {
        problems.push_at(line, column, "unknown-word", shortened(value));
    }
    word
}

/// The beginning of a value, for messages.
pub(crate) fn shortened(value: &str) -> String {
    const MOST: usize = 60;
    if value.chars().count() <= MOST {
        return value.to_owned();
    }
    let beginning: String = value.chars().take(MOST).collect();
    format!("{beginning}…")
}

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileRead {
    /// The records with the lines (rows of a workbook) they begin on.
    pub records: Vec<(u64, Record)>,
    /// How it was read.
    pub manner: Manner,
}

/// How a file was read, for whoever looks whether it was read right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// The encoding of a text, such as `UTF-8` or `windows-1252`; empty of a workbook.
    pub encoding: String,
    /// What stands between two cells of a CSV.
    pub delimiter: Option<char>,
    /// The name of the sheet of a workbook.
    pub sheet: String,
}

/// Reads a file. `format` is what its name says; what it is, its first bytes say.
///
/// # Errors
/// What is wrong with the form of the file, by line: up to [`MOST_PROBLEMS`]; what it is, if it holds no comments.
pub fn read_file(format: Format, bytes: &[u8]) -> Result<FileRead, Problems> {
    let mut problems = Problems::default();
    let mut read = FileRead::default();
    let kind = decode::other_kind(bytes);
    if kind == Some("xlsx") {
        let (table, sheet) = workbook::read(bytes, &mut problems);
        read.records = table.records;
        read.manner.sheet = sheet;
    } else if let Some(kind) = kind {
        problems.push("", format!("file-is-{kind}"), "");
    } else if let Some((text, encoding)) = decode::text(bytes, &mut problems) {
        encoding.clone_into(&mut read.manner.encoding);
        if format == Format::Jsonl {
            read.records = jsonl::read(&text, &mut problems);
        } else {
            let (table, delimiter) = csv::read(&text, &mut problems);
            read.records = table.records;
            read.manner.delimiter = Some(delimiter);
        }
    }
    if problems.0.is_empty() {
        Ok(read)
    } else {
        problems.0.truncate(MOST_PROBLEMS);
        Err(problems)
    }
}

/// The records of a file with the lines they begin on: [`read_file`] without what it tells.
pub fn read(format: Format, bytes: &[u8]) -> Result<Vec<(u64, Record)>, Problems> {
    read_file(format, bytes).map(|it| it.records)
}

/// What a file begins with.
pub fn header(format: Format) -> Vec<u8> {
    match format {
        Format::Csv => csv::line(&COLUMNS),
        Format::SafeCsv => csv::safe_heading(&COLUMNS),
        Format::Jsonl | Format::Xlsx => Vec::new(),
    }
}

/// The names of the columns that a file may have, for people.
pub fn column_names() -> String {
    columns::all()
}

/// Records as they stand in a file; of a workbook the whole file.
pub fn write<'a>(format: Format, records: impl IntoIterator<Item = &'a Record>) -> Vec<u8> {
    match format {
        Format::Csv => csv::lines(records.into_iter().map(Record::values)),
        Format::SafeCsv => csv::safe_lines(COLUMNS, records.into_iter().map(Record::values)),
        Format::Jsonl => jsonl::lines(records),
        Format::Xlsx => workbook::file(records),
    }
}

/// Any table as CSV for people with a spreadsheet: nothing in it is computed; a last column `protected` names the cells
/// of a row that got an apostrophe before what would have been.
pub fn safe_csv<const N: usize>(columns: [&str; N], rows: &[[String; N]]) -> Vec<u8> {
    let mut file = csv::safe_heading(&columns);
    let rows = rows.iter().map(|row| row.each_ref().map(String::as_str));
    file.extend(csv::safe_lines(columns, rows));
    file
}

/// The beginning of a value with what nobody sees in it spelled out.
fn shown(value: &str) -> String {
    let mut shown = String::new();
    for c in shortened(value).chars() {
        if c.is_control() || crate::email::is_unseen(c) || (c.is_whitespace() && c != ' ') {
            let _ = write!(shown, "[U+{:04X}]", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Counts lines as far as a place in the bytes, going forward only.
pub(crate) struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            line: 1,
        }
    }

    /// The line, from 1, of the first byte at or after `place` that is no line break.
    pub(crate) fn at(&mut self, place: usize) -> u64 {
        let breaks = self.bytes[place.min(self.bytes.len())..]
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        let place = (place + breaks).min(self.bytes.len());
        while self.at < place {
            self.line += u64::from(self.bytes[self.at] == b'\n');
            self.at += 1;
        }
        self.line
    }
}
