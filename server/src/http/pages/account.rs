//! One's account.

use app::{
    pages::{self, account::Model},
    routes,
};
use axum::{Form, extract::Query, http::StatusCode, response::Response};
use domain::{
    Error,
    act::Act,
    error::Problems,
    ops::account::{self, Own, ProfileFields},
    sign_in::Next,
};
use serde::Deserialize;

use crate::http::{Cx, Failure, Site, context::see_other, language, site::Access};

/// The routes.
pub fn site() -> Site {
    Site::default()
        .get(routes::ACCOUNT, Access::To(Act::OwnProfile), show)
        .act(
            routes::ACCOUNT,
            "",
            Access::To(Act::OwnProfile),
            &[
                ("name", "Asha of the Lower Valley"),
                ("organisation", "Well Keepers of the Lower Valley"),
                ("group", "civil-society"),
            ],
            save,
        )
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Where {
    /// Where to go once it is saved; empty: stay.
    next: String,
    saved: String,
}

impl Where {
    fn leads_on(&self) -> bool {
        !self.next.is_empty()
    }
}

async fn show(cx: Cx, Query(wanted): Query<Where>) -> Result<Response, Failure> {
    let own = account::own(&cx.store, &cx.actor).await?;
    let typed = ProfileFields::from(&own.account);
    let model = model(own, typed, &wanted);
    Ok(cx.page(|| pages::account::page(&model, &Problems::default())))
}

async fn save(
    cx: Cx,
    Query(wanted): Query<Where>,
    Form(typed): Form<ProfileFields>,
) -> Result<Response, Failure> {
    match account::update(&cx.store, &cx.actor, cx.now, &typed).await {
        Ok(account) => {
            let mut done = if wanted.leads_on() {
                see_other(Next::checked(&wanted.next).as_str())
            } else {
                see_other(&routes::with_query(&routes::account(), &[("saved", "yes")]))
            };
            // The latest choice counts, in this browser too.
            language::keep(&mut done, account.language, &cx.state);
            Ok(done)
        }
        Err(Error::Invalid(problems)) => {
            let own = account::own(&cx.store, &cx.actor).await?;
            let model = Model {
                saved: false,
                ..model(own, typed, &wanted)
            };
            let page = || pages::account::page(&model, &problems);
            Ok(cx.page_with(StatusCode::UNPROCESSABLE_ENTITY, None, page))
        }
        Err(error) => Err(error.into()),
    }
}

fn model(own: Own, typed: ProfileFields, wanted: &Where) -> Model {
    Model {
        account: own.account,
        roles: own.roles,
        typed,
        leads_on: wanted.leads_on(),
        saved: !wanted.saved.is_empty(),
    }
}
