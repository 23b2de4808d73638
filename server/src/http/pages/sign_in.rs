//! Asking for a link, using it, and signing out.

use app::{mail, pages, routes};
use axum::{
    Form,
    extract::{Path, Query},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::{
    Error,
    error::{Problems, Refusal},
    ops::sign_in::{self, Request},
    sign_in::Next,
};
use serde::Deserialize;
use tower_sessions::Session;

use crate::http::{
    Cx, Failure, Site, client::Client, context::see_other, once::Again, session, site::Access,
};

/// The routes.
pub fn site() -> Site {
    Site::default()
        .get(routes::SIGN_IN, Access::Open, form)
        .act(
            routes::SIGN_IN,
            "",
            Access::Open,
            &[("email", "walker@example.org")],
            request,
        )
        .get(routes::SIGN_IN_LINK, Access::Open, look)
        .act(routes::SIGN_IN_LINK, "", Access::Open, &[], press)
        .act(routes::SIGN_OUT, "", Access::Open, &[], sign_out)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Where {
    /// Where to go afterwards.
    next: String,
    /// `yes`: a link was sent already.
    sent: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AddressForm {
    email: String,
}

async fn form(cx: Cx, Query(wanted): Query<Where>) -> Response {
    if cx.actor.account().is_some() {
        return see_other(Next::checked(&wanted.next).as_str());
    }
    if wanted.sent == "yes" {
        return cx.page(|| pages::sign_in::sent(None));
    }
    cx.page_of_one(StatusCode::OK, || {
        pages::sign_in::page("", &Problems::default(), false)
    })
}

async fn request(
    cx: Cx,
    Query(wanted): Query<Where>,
    Client(client): Client,
    Form(typed): Form<AddressForm>,
) -> Result<Response, Failure> {
    let origin = cx.state.config.origin();
    let asked = Request {
        email: &typed.email,
        next: Next::checked(&wanted.next),
        language: cx.texts.language,
        public_url: &origin,
        client,
        reach: cx.state.config.reach,
    };
    let write = |language, link: &str| mail::sign_in(language, link, &origin);
    match sign_in::request(&cx.store, cx.now, asked, write).await {
        Ok(email) => {
            let mut response = cx.page(|| pages::sign_in::sent(Some(&email.readable())));
            let there = [("next", wanted.next.as_str()), ("sent", "yes")];
            let there = routes::with_query(&routes::sign_in(), &there);
            response.extensions_mut().insert(Again(there));
            Ok(response)
        }
        Err(Error::Invalid(problems)) => {
            let page = || pages::sign_in::page(&typed.email, &problems, false);
            Ok(cx.page_of_one(StatusCode::UNPROCESSABLE_ENTITY, page))
        }
        Err(error) => Err(error.into()),
    }
}

async fn look(cx: Cx, Path(token): Path<String>) -> Result<Response, Failure> {
    Ok(match sign_in::look(&cx.store, cx.now, &token).await? {
        Some(link) => cx.page(|| pages::sign_in::press(&link.email.readable())),
        None => spent(&cx),
    })
}

async fn press(
    cx: Cx,
    session: Session,
    headers: HeaderMap,
    Client(client): Client,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let done = match sign_in::consume(&cx.store, cx.now, &token, "UTC").await {
        Ok(done) => done,
        Err(Error::Refused(Refusal::LinkSpent)) => {
            let client = client.map_or_else(String::new, |it| it.to_string());
            tracing::info!(
                client,
                "a sign-in link that does not work (any more) was used"
            );
            return Ok(spent(&cx));
        }
        Err(error) => return Err(error.into()),
    };
    session::begin(&session, &cx.state, done.account.id, &headers).await?;
    if done.account.has_complete_profile() {
        return Ok(see_other(done.next.as_str()));
    }
    let next = [("next", done.next.as_str())];
    Ok(see_other(&routes::with_query(&routes::account(), &next)))
}

/// The link is used up; asking for another is one step away.
fn spent(cx: &Cx) -> Response {
    cx.page_of_one(StatusCode::CONFLICT, || {
        pages::sign_in::page("", &Problems::default(), true)
    })
}

async fn sign_out(session: Session) -> Result<Response, Failure> {
    session::end(&session).await?;
    Ok(session::forgotten(see_other(&routes::front())))
}
