//! The outbox, for administrators.

use app::{
    pages::{self, mail::Done},
    routes,
};
use axum::{Form, response::Response};
use domain::{Error, act::Act, id::MailId, ops::mail};
use serde::Deserialize;

use crate::http::{Cx, Failure, Site, site::Access};

/// The routes.
pub fn site() -> Site {
    let administer = Access::To(Act::Administer);
    let mail = &[("mail", "019cd79e-4600-7d9a-86d7-4991038f8745")];
    Site::default()
        .get(routes::MAIL, administer, show)
        .act(routes::MAIL, "resend", administer, mail, resend)
        .act(routes::MAIL, "resend-all", administer, &[], resend_all)
        .act(routes::MAIL, "discard", administer, mail, discard)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    mail: String,
}

async fn show(cx: Cx) -> Result<Response, Failure> {
    answer(&cx, None).await
}

async fn answer(cx: &Cx, done: Option<Done>) -> Result<Response, Failure> {
    let outbox = mail::look(&cx.store, &cx.actor, false, cx.now).await?;
    let held = cx.state.config.hold_mail;
    Ok(cx.page(|| pages::mail::page(&outbox, held, done)))
}

async fn resend(cx: Cx, Form(fields): Form<Fields>) -> Result<Response, Failure> {
    let done = match fields.mail.parse::<MailId>() {
        Ok(id) => mail::resend(&cx.store, &cx.actor, Some(id), cx.now).await?,
        Err(_) => 0,
    };
    cx.state.wake.wake();
    let done = if done == 0 {
        Done::Gone
    } else {
        Done::Resent(done)
    };
    answer(&cx, Some(done)).await
}

async fn resend_all(cx: Cx) -> Result<Response, Failure> {
    let mails = mail::resend(&cx.store, &cx.actor, None, cx.now).await?;
    cx.state.wake.wake();
    answer(&cx, Some(Done::Resent(mails))).await
}

async fn discard(cx: Cx, Form(fields): Form<Fields>) -> Result<Response, Failure> {
    let done = match fields.mail.parse::<MailId>() {
        Ok(id) => match mail::discard(&cx.store, &cx.actor, id, cx.now).await {
            Ok(()) => Done::Discarded,
            Err(Error::NotFound) => Done::Gone,
            Err(error) => return Err(error.into()),
        },
        Err(_) => Done::Gone,
    };
    answer(&cx, Some(done)).await
}
