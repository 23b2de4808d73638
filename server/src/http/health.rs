//! `/health/live`: the process runs. `/health/ready`: it can serve, because the database answers.

use axum::{extract::State, http::StatusCode};

use super::AppState;

/// Always.
pub async fn live() -> &'static str {
    "live\n"
}

/// 200 if the database answers, else 503.
pub async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    match state.store.read().await {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database cannot be reached\n",
            )
        }
    }
}
