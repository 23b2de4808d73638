//! `/health/live`: the process runs. `/health/ready`: it can serve, because the database answers and takes writes.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{extract::State, http::StatusCode};
use domain::store::Store;
use tokio::{sync::Mutex, time::timeout};

use super::AppState;

/// Whoever asks is answered within a second, whatever hangs.
const PATIENCE: Duration = Duration::from_millis(900);

/// So long what was found of writing holds for others who ask: asking often costs no writing.
const HOLDS: Duration = Duration::from_secs(1);

/// A writer that is busy is no dead one, as long as it wrote so recently.
const RECENTLY: Duration = Duration::from_secs(30);

/// What was found last.
#[derive(Clone, Debug, Default)]
pub struct Health(Arc<Mutex<Found>>);

#[derive(Debug, Default)]
struct Found {
    last: Option<(Instant, Result<(), String>)>,
    wrote: Option<Instant>,
}

impl Health {
    /// Whether the database answers and takes writes; else why not, for the log.
    async fn ask(&self, store: &Store) -> Result<(), String> {
        store.read().await.map_err(|error| error.to_string())?;
        let mut found = self.0.lock().await;
        if let Some((at, answer)) = &found.last
            && at.elapsed() < HOLDS
        {
            return answer.clone();
        }
        let answer = match timeout(PATIENCE / 2, store.probe()).await {
            Ok(Ok(())) => {
                found.wrote = Some(Instant::now());
                Ok(())
            }
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) if found.wrote.is_some_and(|at| at.elapsed() < RECENTLY) => Ok(()),
            Err(_) => Err("nothing can be written for longer than expected".to_owned()),
        };
        found.last = Some((Instant::now(), answer.clone()));
        answer
    }
}

/// Always.
pub async fn live() -> &'static str {
    "live\n"
}

/// 200 if the database answers and takes writes, else 503.
pub async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    let late = || Err("no answer in time".to_owned());
    let answer = timeout(PATIENCE, state.health.ask(&state.store)).await;
    match answer.unwrap_or_else(|_| late()) {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(why) => {
            tracing::warn!(why, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database cannot be reached, or takes no writes\n",
            )
        }
    }
}
