//! One file a page: a plain function from a model to a [`Page`](crate::Page), called inside
//! [`render`](crate::render).

/// One's account.
pub mod account;
/// The answers to one's own comments.
pub mod answers;
/// The call.
pub mod consultation;
/// What is asked, and what came of it.
pub mod front;
/// The outcome.
pub mod outcome;
/// Preparing the outcome.
pub mod preparation;
/// The reading room.
pub mod reading_room;
/// The roles of a consultation.
pub mod role;
/// Signing in.
pub mod sign_in;
/// 404, 403, 409, 429, 500: pages with a way on.
pub mod status;
/// The document.
pub mod text;
