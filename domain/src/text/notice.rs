//! What deserves a look before a text is published: told beside the cut, with its line, and never an error.

use serde::{Deserialize, Serialize};

words! {
    /// What a notice is about. What [`Notice::found`] and [`Notice::expected`] hold is said with each.
    NoticeKind {
        /// A number leaves some out: `found` follows what stands before it only with a gap; `expected` would
        /// have been next.
        NumberSkipped = "number-skipped",
        /// A number that stands there already: `found` as typed; `expected` is the label that it was given.
        NumberTwice = "number-twice",
        /// A number is lower than the one before it: `found` after `expected`.
        NumberBack = "number-back",
        /// A heading is more than one level below the one above it: `found` is its level, `expected` the next.
        LevelSkipped = "level-skipped",
        /// Metadata in front of the text was left out: `found` are its lines.
        FrontMatter = "front-matter",
        /// A note in an HTML comment was left out: `found` are its words.
        Comment = "comment",
        /// A note in an HTML comment that is never closed was left out, up to the end of its paragraph: `found`
        /// are its words.
        OpenComment = "open-comment",
        /// A row of a table has more cells than its head; they are kept: `found` are the words of those beyond
        /// it.
        SurplusCells = "surplus-cells",
        /// A very long provision, which people can hardly comment on: `found` is its length in characters.
        LongProvision = "long-provision",
        /// A line that looks like a sub-item and was not read so: `found` is how it begins.
        NotAnItem = "not-an-item",
    }
}

/// Something that deserves a look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What it is.
    pub kind: NoticeKind,
    /// Line of the imported text, from 1.
    pub line: usize,
    /// Anchor of the provision it is about; none where something was left out.
    pub anchor: Option<String>,
    /// What was found; see [`NoticeKind`].
    pub found: String,
    /// What would have been expected instead, where that can be said.
    pub expected: Option<String>,
}

/// A provision longer than this, in characters, deserves a look.
pub const LONG_PROVISION: usize = 4_000;
