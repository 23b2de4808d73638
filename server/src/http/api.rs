//! Server functions of the islands: `/api/…`. They call the same `domain::ops` as the forms, with the same actor.

use app::api::{Backend, SaveDraft};
use axum::{
    extract::Request,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::act::Act;
use leptos::{prelude::provide_context, server_fn::ServerFn};

use super::{Cx, Site, site::Access};

/// The functions, with their rules.
pub fn site() -> Site {
    Site::default().act(SaveDraft::PATH, "", Access::To(Act::Comment), &[], call)
}

/// Calls the function that the address names, with what it works with in context.
async fn call(cx: Cx, mut request: Request) -> Response {
    // A browser that asked for a page would be sent back to whatever it says it came from.
    let json = HeaderValue::from_static("application/json");
    request.headers_mut().insert(header::ACCEPT, json);
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

#[cfg(test)]
mod tests {
    #[test]
    fn every_function_has_a_rule() {
        let routes = super::site().routes;
        for (path, method) in leptos::server_fn::axum::server_fn_paths() {
            assert_eq!(method, "POST", "{path}");
            assert!(routes.iter().any(|route| route.path == path), "{path}");
        }
        assert_eq!(
            leptos::server_fn::axum::server_fn_paths().count(),
            routes.len()
        );
    }
}
