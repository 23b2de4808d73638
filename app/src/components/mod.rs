//! What several pages share.

/// Who wrote a comment.
pub mod by;
/// A comment as it shows in lists and on its own page, and the redline of its wording.
pub mod comment;
/// Writing a comment.
pub mod composer;
/// Countries to choose from.
pub mod country;
/// A cut text to be looked over and corrected.
pub mod cut;
/// Field, choice, button, error summary.
pub mod form;
/// What keeps its own direction.
pub mod isolate;
/// The frame: head, masthead, colophon.
pub mod layout;
/// Marks of the stakeholder groups.
pub mod mark;
/// Safe HTML of a provision's Markdown.
pub mod markdown;
/// What the reader may do next.
pub mod next_step;
/// From page to page of a long list.
pub mod paging;
/// Positions by stakeholder group, small: the bar of the margin.
pub mod posbar;
/// Where groups stand: picture and figures.
pub mod positions;
/// A provision with its label, its words and its margin.
pub mod provision;
/// Redlines.
pub mod redline;
/// A message with one place left open.
pub mod slot;
/// What is not submitted yet.
pub mod unsubmitted;
