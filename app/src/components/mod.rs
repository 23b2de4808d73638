//! What several pages share.

/// Who wrote a comment.
pub mod by;
/// Field, choice, button, error summary.
pub mod form;
/// The frame: head, masthead, colophon.
pub mod layout;
/// Marks of the stakeholder groups.
pub mod mark;
/// Safe HTML of a provision's Markdown.
pub mod markdown;
/// Positions by stakeholder group: picture and figures.
pub mod positions;
/// Redlines.
pub mod redline;
