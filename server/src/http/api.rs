//! Server functions of the islands: `/api/…`. They call the same `domain::ops` as the forms, with the same actor.

use app::api::Backend;
use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use leptos::prelude::provide_context;

use super::Cx;

/// Calls the function that the address names, with what it works with in context.
pub async fn call(cx: Cx, request: Request) -> Response {
    let backend = Backend {
        store: cx.store,
        actor: cx.actor,
        now: cx.now,
        texts: cx.texts,
    };
    leptos_axum::handle_server_fns_with_context(move || provide_context(backend.clone()), request)
        .await
        .into_response()
}
