//! Verifying organisations.

use app::{
    pages::{self, verification::NoteForm},
    routes,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use domain::{Error, act::Act, error::Problems, id::SubmissionId, ops::verification};
use serde::Deserialize;

use crate::http::{
    Cx, Failure, Site,
    context::{see_other, slug},
    site::{Access, Sample},
};

/// What somebody who verifies says.
const NOTE: Sample = &[
    ("id", "00000000-0000-7000-8000-000000000000"),
    ("revision", "1"),
    ("note", "Their office answered the telephone."),
];

/// The routes.
pub fn site() -> Site {
    let verify = Access::To(Act::VerifyStakeholders);
    Site::default()
        .get(routes::VERIFICATION, verify, show)
        .act(routes::VERIFICATION, "verify", verify, NOTE, change)
        .act(routes::VERIFICATION, "take-back", verify, NOTE, change)
}

/// Where a page of the list begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct From {
    after: String,
}

async fn show(
    cx: Cx,
    Path(name): Path<String>,
    Query(from): Query<From>,
) -> Result<Response, Failure> {
    let after = from.after.parse().ok();
    let claims = verification::list(&cx.store, &cx.actor, &slug(&name)?, after, cx.now).await?;
    Ok(cx.page_in(&claims.context, || {
        pages::verification::page(&claims, &NoteForm::default(), &Problems::default())
    }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    act: String,
    id: String,
    revision: String,
    note: String,
}

async fn change(
    cx: Cx,
    Path(name): Path<String>,
    Query(from): Query<From>,
    Form(form): Form<Fields>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let (db, actor, now) = (&cx.store, &cx.actor, cx.now);
    let done = match form.id.parse::<SubmissionId>() {
        Ok(id) if form.act == "take-back" => {
            verification::take_back(db, actor, &slug, id, &form.note, now).await
        }
        Ok(id) => {
            let revision = form.revision.parse().unwrap_or_default();
            verification::verify(db, actor, &slug, id, revision, &form.note, now).await
        }
        Err(_) => {
            // Nobody learns more than who may see the page.
            verification::list(db, actor, &slug, None, now).await?;
            Err(Problems::one("", "missing", "").into())
        }
    };
    let after = from.after.as_str();
    let (status, problems) = match done {
        Ok(()) => {
            let path = routes::with_query(&routes::verification(&slug), &[("after", after)]);
            return Ok(see_other(&format!("{path}#{}", form.id)));
        }
        Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems),
        Err(Error::Conflict) => (StatusCode::CONFLICT, Problems::default()),
        Err(error) => return Err(error.into()),
    };
    let claims = verification::list(db, actor, &slug, after.parse().ok(), now).await?;
    let typed = NoteForm {
        id: form.id,
        note: form.note,
        conflict: status == StatusCode::CONFLICT,
    };
    Ok(cx.page_with(status, Some(&claims.context), || {
        pages::verification::page(&claims, &typed, &problems)
    }))
}
