//! Norm texts: how a Markdown document becomes provisions, and what a provision says in plain words.
//!
//! Everything here is a pure function over text: no database, no clock, no HTML. [`cut`] is the way in,
//! [`correct()`] mends what it guessed, [`plain`] and [`blocks`] read the Markdown of one provision.

mod block;
mod correct;
mod cut;
mod front;
mod guard;
mod html;
mod html_block;
mod inline;
mod label;
mod mark;
mod nest;
mod normalise;
mod note;
mod notice;
mod number;
mod parent;
mod plain;
mod script;
mod settle;
mod slice;
mod source;
mod spoken;
mod table;
mod taken;
mod tree;

use serde::{Deserialize, Serialize};

pub use correct::{
    Change, CorrectError, Corrected, Correction, MAX_CORRECTIONS, MAX_LABEL, applicable, correct,
    sentences,
};
pub use cut::{cut, cut_in};
pub use inline::{Block, Span, Table, blocks, note_refs, spans};
pub use mark::split_mark;
pub use note::{note_name, notes};
pub use notice::{LONG_PROVISION, Notice, NoticeKind};
pub use number::{HeadingNumber, heading_number, item_number};
pub use plain::plain;
pub use settle::{Settled, settle};

/// The largest text that is accepted, in bytes: 5 MB.
pub const MAX_TEXT_BYTES: usize = 5 * 1000 * 1000;

/// The most provisions that a text may have: what is longer cannot be read and commented on as one text.
pub const MAX_PROVISIONS: usize = 10_000;

/// The deepest nesting of lists, quotes and notes that is accepted.
pub const MAX_NESTING: usize = 32;

words! {
    /// What a provision is.
    ProvisionKind {
        /// A heading; it is the parent of what stands under it.
        Heading = "heading",
        /// A norm statement: in Markdown, a top-level block quote.
        Norm = "norm",
        /// A paragraph of running text.
        Paragraph = "paragraph",
        /// One item of a list; nested items are its children.
        ListItem = "list-item",
        /// A table, kept whole.
        Table = "table",
        /// The text of a footnote.
        Footnote = "footnote",
    }
}

/// One addressable piece of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provision {
    /// Place in reading order, from 1.
    pub ord: i32,
    /// What people cite, such as `2.3`; unique in its version and never empty.
    pub label: String,
    /// What stays the same from version to version; URL-safe and unique in its version.
    pub anchor: String,
    /// Anchor of the provision this one belongs to, which always comes earlier: the heading above by level;
    /// for what stands in a list item, that item; for a footnote, the provision that first refers to it (none
    /// where nothing before it does).
    pub parent: Option<String>,
    /// What it is.
    pub kind: ProvisionKind,
    /// Level of a heading (1 to 6); nesting in lists for what stands in one (from 1); otherwise 0.
    pub depth: u8,
    /// Its Markdown, without the mark that made it a block of its own (`## `, `> `, `- `, `[^1]: `), but with
    /// the number of a heading or of an ordered list's item.
    pub text: String,
}

/// A document, cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// The first heading of the highest level, or else the first words, in plain text.
    pub title: String,
    /// In reading order; never empty.
    pub provisions: Vec<Provision>,
    /// What deserves a look, by line.
    pub notices: Vec<Notice>,
}

/// Why a document cannot be cut.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CutError {
    /// The bytes are not UTF-8.
    #[error("line {line}: the text is not valid UTF-8; save it as UTF-8 and try again")]
    NotUtf8 {
        /// Line of the first wrong byte, from 1.
        line: usize,
    },
    /// The text holds a NUL character, which no database keeps.
    #[error("line {line}: the text contains a NUL character; remove it and try again")]
    Nul {
        /// Line of the character, from 1.
        line: usize,
    },
    /// There is nothing in it that could be commented on.
    #[error("the text is empty")]
    Empty,
    /// The text is too large.
    #[error("the text is larger than {limit} bytes; divide it into several texts")]
    TooLarge {
        /// The most that is accepted, in bytes.
        limit: usize,
    },
    /// There are too many provisions.
    #[error("the text has more than {limit} provisions; divide it into several texts")]
    TooMany {
        /// The most that is accepted.
        limit: usize,
    },
    /// Lists, quotes and notes are nested too deeply.
    #[error(
        "line {line}: lists and quotes are nested more than {limit} deep; make the structure flatter"
    )]
    TooDeep {
        /// Line where the limit is passed, from 1.
        line: usize,
        /// The deepest nesting that is accepted.
        limit: usize,
    },
}

impl CutError {
    /// A word for the error that message catalogues are keyed by.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotUtf8 { .. } => "not-utf8",
            Self::Nul { .. } => "nul",
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too-large",
            Self::TooMany { .. } => "too-many",
            Self::TooDeep { .. } => "too-deep",
        }
    }

    /// The line the error is on, from 1, where it is on a line.
    pub const fn line(&self) -> Option<usize> {
        match self {
            Self::NotUtf8 { line } | Self::Nul { line } | Self::TooDeep { line, .. } => Some(*line),
            Self::Empty | Self::TooLarge { .. } | Self::TooMany { .. } => None,
        }
    }
}
