//! The front page and the call of a consultation.

use app::{pages, routes};
use axum::{extract::Path, http::HeaderMap, response::Response};
use domain::{act::Act, ops};

use crate::http::{Cx, Failure, Site, context::slug, site::Access};

/// The routes.
pub fn site() -> Site {
    Site::default().get(routes::FRONT, Access::Open, front).get(
        routes::CONSULTATION,
        Access::To(Act::ReadConsultation),
        call,
    )
}

async fn front(cx: Cx, headers: HeaderMap) -> Result<Response, Failure> {
    let state = ops::consultation::standing_of_all(&cx.store, cx.now).await?;
    cx.public_page(&headers, routes::front(), &state, async |cx: Cx| {
        let entries = ops::front::list(&cx.store, &cx.actor, cx.now).await?;
        Ok(cx.page(|| pages::front::page(&entries)))
    })
    .await
}

async fn call(cx: Cx, headers: HeaderMap, Path(name): Path<String>) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let path = routes::consultation(&slug);
    cx.public_page_of(&headers, &slug.clone(), path, async move |cx| {
        let call = ops::call::read(&cx.store, &cx.actor, &slug, cx.now).await?;
        let spoken = ops::comment::spoken(&cx.store, &cx.actor, &slug, cx.now).await?;
        Ok(cx.page_in(&call.context, || {
            pages::consultation::page(&call, spoken.as_ref())
        }))
    })
    .await
}
