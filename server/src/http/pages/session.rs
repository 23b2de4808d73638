//! Where one is signed in.

use app::{pages, routes};
use axum::{Form, response::Response};
use domain::{act::Act, ops::session as own};
use serde::Deserialize;
use tower_sessions::Session;

use crate::http::{
    Cx, Failure, Site,
    context::see_other,
    session::{self, key_of},
    site::Access,
};

/// The routes.
pub fn site() -> Site {
    let mine = Access::To(Act::OwnProfile);
    Site::default()
        .get(routes::SESSIONS, mine, show)
        .act(
            routes::SESSIONS,
            "end",
            mine,
            &[("session", "00d1")],
            end_one,
        )
        .act(routes::SESSIONS, "end-all", mine, &[], end_all)
}

async fn show(cx: Cx, session: Session) -> Result<Response, Failure> {
    answer(&cx, &session, None).await
}

async fn answer(cx: &Cx, session: &Session, ended: Option<u64>) -> Result<Response, Failure> {
    let sessions = own::own(&cx.store, &cx.actor, cx.now).await?;
    let this = key_of(session);
    Ok(cx.page(|| pages::session::page(&sessions, this.as_deref(), ended)))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    session: String,
}

async fn end_one(
    cx: Cx,
    session: Session,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let ended = match hex::decode(&fields.session) {
        Ok(key) => own::end_own(&cx.store, &cx.actor, Some(&key), cx.now).await?,
        Err(_) => 0,
    };
    answer(&cx, &session, Some(ended)).await
}

/// Everywhere, here too.
async fn end_all(cx: Cx, session: Session) -> Result<Response, Failure> {
    own::end_own(&cx.store, &cx.actor, None, cx.now).await?;
    session::end(&session).await?;
    Ok(session::forgotten(see_other(&routes::front())))
}
