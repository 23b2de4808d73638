//! Places in a document, and what is put there instead.

use std::ops::Range;

/// The line of a byte, from 1.
pub(super) fn line_at(source: &str, offset: usize) -> usize {
    let end = offset.min(source.len());
    source.as_bytes()[..end]
        .split(|byte| *byte == b'\n')
        .count()
}

/// Replaces `range` by the text.
pub(super) struct Edit {
    pub range: Range<usize>,
    pub text: String,
}
