//! Comments as files: sixteen columns, in CSV or JSON Lines. What goes in comes out exactly: no trimming, no escaping
//! beyond the format's own, no byte-order mark.
//!
//! Here is the form only; what the values mean for a consultation is checked by [`crate::ops::exchange`].

mod csv;
mod jsonl;

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{
    account::StakeholderGroup,
    comment::{CommentKind, MAX_CHARACTERS, Position},
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
        /// Comma-separated values (RFC 4180), UTF-8, with a header line.
        Csv = "csv",
        /// One JSON object a line, every value a string.
        Jsonl = "jsonl",
    }
}

impl Format {
    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Jsonl => "application/jsonl; charset=utf-8",
        }
    }

    /// By the ending of a file's name.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }
}

macro_rules! record {
    ($($(#[$meta:meta])* $column:ident),+ $(,)?) => {
        /// One comment as it stands in a file. An empty value is a missing one.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Record { $($(#[$meta])* pub $column: String),+ }

        /// The columns in their order.
        pub const COLUMNS: [&str; 16] = [$(stringify!($column)),+];

        impl Record {
            /// The values in the order of [`COLUMNS`].
            pub fn values(&self) -> [&str; 16] {
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
    /// Checks what can be checked without knowing the consultation.
    pub fn check(&self, line: u64, problems: &mut Problems) -> Words {
        for (column, value) in COLUMNS.into_iter().zip(self.values()) {
            let most = match column {
                "body" | "proposed_wording" | "rationale" => MAX_CHARACTERS,
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
        if !self.reference.is_empty() && self.reference.trim().is_empty() {
            problems.push_at(line, "reference", "reference-blank", "");
        }
        // In an address these mean another page.
        if [".", ".."].contains(&self.reference.trim()) {
            problems.push_at(
                line,
                "reference",
                "unknown-word",
                shortened(&self.reference),
            );
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

/// Reads a file: the records with the lines they begin on.
///
/// # Errors
/// What is wrong with the form of the file, by line: up to [`MOST_PROBLEMS`].
pub fn read(format: Format, bytes: &[u8]) -> Result<Vec<(u64, Record)>, Problems> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut problems = Problems::default();
    let records = match format {
        Format::Csv => csv::read(bytes, &mut problems),
        Format::Jsonl => jsonl::read(bytes, &mut problems),
    };
    if problems.0.is_empty() {
        Ok(records)
    } else {
        problems.0.truncate(MOST_PROBLEMS);
        Err(problems)
    }
}

/// What a file begins with.
pub fn header(format: Format) -> Vec<u8> {
    match format {
        Format::Csv => csv::line(COLUMNS),
        Format::Jsonl => Vec::new(),
    }
}

/// Records as they stand in a file.
pub fn write<'a>(format: Format, records: impl IntoIterator<Item = &'a Record>) -> Vec<u8> {
    match format {
        Format::Csv => csv::lines(records.into_iter().map(Record::values)),
        Format::Jsonl => jsonl::lines(records),
    }
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
