//! One file a page: a plain function from a model to a [`Page`](crate::Page), called inside
//! [`render`](crate::render).

/// One's account.
pub mod account;
/// The answers to one's own comments.
pub mod answers;
/// The audit record.
pub mod audit;
/// One comment.
pub mod comment;
/// All comments.
pub mod comments;
/// Asks before something is taken away.
pub mod confirm;
/// The call.
pub mod consultation;
/// A draft of a comment.
pub mod draft;
/// Entering submissions on behalf of their authors.
pub mod enter;
/// A file of them before it is entered.
pub mod enter_preview;
/// What is asked, and what came of it.
pub mod front;
/// Issues.
pub mod issue;
/// The outbox, for administrators.
pub mod mail;
/// The outcome.
pub mod outcome;
/// Preparing the outcome.
pub mod preparation;
/// A provision with its comments.
pub mod provision;
/// The reading room.
pub mod reading_room;
/// The consolidation report.
pub mod report;
/// The roles of a consultation.
pub mod role;
/// Where one is signed in.
pub mod session;
/// Preparing a consultation.
pub mod settings;
/// Signing in.
pub mod sign_in;
/// 404, 403, 409, 429, 500: pages with a way on.
pub mod status;
/// One's own submission.
pub mod submission;
/// The document.
pub mod text;
/// Importing the text.
pub mod text_import;
/// Verified organisations.
pub mod verification;
/// The facilitator's workbench.
pub mod workbench;
