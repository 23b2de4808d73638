//! One file a page: a plain function from a model to a [`Page`](crate::Page), called inside
//! [`render`](crate::render).

/// The call.
pub mod consultation;
/// What is asked, and what came of it.
pub mod front;
/// 404, 403, 409, 429, 500: pages with a way on.
pub mod status;
