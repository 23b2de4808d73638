//! The document, its provisions, and taking a text in.

use app::{pages, routes};
use axum::{
    extract::{Path, Query},
    http::HeaderMap,
    response::Response,
};
use domain::{act::Act, ops};
use serde::Deserialize;

use crate::http::{Cx, Failure, Site, context::slug, site::Access};

/// The routes.
pub fn site() -> Site {
    Site::default().get(routes::TEXT, Access::To(Act::ReadConsultation), document)
}

#[derive(Debug, Default, Deserialize)]
struct Which {
    /// A version's number; absent: the one that the round is on.
    version: Option<String>,
}

async fn document(
    cx: Cx,
    headers: HeaderMap,
    Path(name): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let number: Option<i32> = match which.version {
        Some(text) => Some(text.parse().map_err(|_| domain::Error::NotFound)?),
        None => None,
    };
    let version = number.map(|number| number.to_string()).unwrap_or_default();
    let path = routes::with_query(&routes::text(&slug), &[("version", &version)]);
    cx.public_page_of(&headers, &slug.clone(), path, async move |cx| {
        let document = ops::text::read(&cx.store, &cx.actor, &slug, number, cx.now).await?;
        Ok(cx.page_in(&document.context, || pages::text::page(&document)))
    })
    .await
}
