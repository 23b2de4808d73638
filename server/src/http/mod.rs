//! HTTP: the router, what every request passes through, and the pages' handlers.

use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{Method, StatusCode},
    middleware::{self, Next},
    response::Response,
    routing::get,
};
use tower_http::{
    CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer,
    timeout::TimeoutLayer,
};

/// Server functions of the islands.
pub mod api;
/// When a request counts.
pub mod arrival;
/// Style sheet, fonts, islands: the files a browser keeps.
pub mod assets;
/// Rendered public pages.
pub mod cache;
/// From which network address a request comes.
pub mod client;
/// What a handler works with: store, actor, words, clock.
pub mod context;
/// The encodings a browser takes.
mod encoding;
/// From domain errors to answers.
pub mod failure;
/// Puts values into the forms of a page.
mod fill;
/// Alive and ready.
pub mod health;
/// Words that were typed while the session ended.
pub mod kept;
/// The language of an answer.
pub mod language;
/// Connections.
pub mod listen;
/// Where the pages of a consultation lead.
mod navigation;
/// The same form sent twice is done once.
pub mod once;
/// One file a noun: handlers of pages and forms.
pub mod pages;
/// How often one client may search.
pub mod searches;
/// Headers, and requests from other sites.
pub mod security;
/// Who asks.
pub mod session;
/// Routes and who may use them, in one list.
pub mod site;
/// What all handlers share.
pub mod state;
/// What a form brought.
pub mod typed;

pub use context::Cx;
pub use failure::Failure;
pub use site::Site;
pub use state::AppState;

/// The largest body of an ordinary form, in bytes: three fields of 20,000 characters, each of four bytes that a form
/// writes as twelve. Imports set their own limit.
const FORM_LIMIT: usize = 768 * 1024;

/// No request takes longer, its body included: what is left by then is left. Downloads that stream are answered before.
const LONGEST: std::time::Duration = std::time::Duration::from_mins(6);

/// Everything that asks who asks, with its rules.
pub fn site() -> Site {
    pages::site().merge(api::site())
}

/// All of it, as it is served.
pub fn router(state: AppState) -> Router {
    site()
        .router(&state)
        .layer(Extension(state.clone()))
        .layer(middleware::from_fn_with_state(state.clone(), kept::restore))
        .layer(session::layer(&state))
        .layer(middleware::from_fn(session::seal))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            language::remember,
        ))
        .layer(middleware::from_fn_with_state(state.clone(), wake_worker))
        .merge(assets::router())
        .route(app::routes::LIVE, get(health::live))
        .route(app::routes::READY, get(health::ready))
        .fallback(failure::not_found)
        .method_not_allowed_fallback(failure::method)
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(middleware::from_fn(arrival::patient))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            LONGEST,
        ))
        // A panic gets its page, too; the outer one is for those of the pages themselves.
        .layer(CatchPanicLayer::custom(failure::panicked))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            failure::pages,
        ))
        .layer(CatchPanicLayer::custom(failure::panicked))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            security::guard,
        ))
        .with_state(state)
}

/// What a request changed may have queued mail: the worker looks at once.
async fn wake_worker(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let changes = request.method() == Method::POST;
    let response = next.run(request).await;
    if changes {
        state.wake.wake();
    }
    response
}

/// A path for the log: without the secret of a sign-in link.
pub fn loggable(path: &str) -> &str {
    const LINK: &str = "/sign-in/";
    if path.starts_with(LINK) { LINK } else { path }
}

/// Ends when the process is asked to stop: requests under way finish.
pub async fn shutdown() {
    let interrupt = tokio::signal::ctrl_c();
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::error!(%error, "cannot wait for SIGTERM");
                std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        _ = interrupt => {}
        () = terminate => {}
    }
    tracing::info!("stopping: requests under way finish");
}
