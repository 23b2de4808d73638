//! One's own submission: details, drafts, submitting, withdrawing; and the copy to print.

use app::{
    components::composer,
    pages::{
        self,
        draft::{Meanwhile, Model},
        submission::{Notice, Typed},
    },
    routes,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use domain::{
    Error,
    consultation::Slug,
    error::Problems,
    id::DraftId,
    ops::{
        draft::{self, Found, Saved, Target},
        submission::{self, Review, SavedDetails},
    },
    permission::Act,
    submission::Details,
};
use serde::Deserialize;

use crate::http::{
    Cx, Failure, Site,
    context::{see_other, slug},
    site::Access,
};

/// The routes.
pub fn site() -> Site {
    let own = Access::To(Act::Comment);
    Site::default()
        .get(routes::SUBMISSION, own, show)
        .post(routes::SUBMISSION, own, change)
        .get(routes::SUBMISSION_PRINT, own, copy)
        .get(routes::DRAFT, Access::To(Act::ReadOwn), draft_form)
        .post(routes::DRAFT, Access::To(Act::ReadOwn), draft_change)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct After {
    done: String,
}

async fn show(
    cx: Cx,
    Path(name): Path<String>,
    Query(after): Query<After>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let review = submission::review(&cx.store, &cx.actor, &slug, cx.now).await?;
    let notice = match after.done.as_str() {
        "saved" => Notice::Saved,
        "submitted" => Notice::Submitted,
        _ => Notice::None,
    };
    page(
        &cx,
        &review,
        StatusCode::OK,
        None,
        &Problems::default(),
        &notice,
    )
}

fn page(
    cx: &Cx,
    review: &Review,
    status: StatusCode,
    typed: Option<&Typed>,
    problems: &Problems,
    notice: &Notice,
) -> Result<Response, Failure> {
    let profile = profile(cx)?;
    Ok(cx.page_with(status, Some(&review.place), || {
        pages::submission::page(review, &profile, typed, problems, notice)
    }))
}

/// What a new submission begins with.
fn profile(cx: &Cx) -> Result<Details, Failure> {
    let account = cx.actor.signed_in()?;
    Ok(Details {
        organisation: account.organisation.clone(),
        stakeholder_group: account.stakeholder_group,
        country: account.country.clone().unwrap_or_default(),
        publication: None,
    })
}

async fn change(
    cx: Cx,
    Path(name): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    if typed.act == "withdraw" {
        submission::withdraw_all(&cx.store, &cx.actor, &slug, cx.now).await?;
        return Ok(see_other(&routes::submission(&slug)));
    }
    let revision = typed.revision.parse().ok();
    let details = typed.details();
    let saved =
        submission::save_details(&cx.store, &cx.actor, &slug, revision, &details, cx.now).await;
    let (status, problems, notice) = match saved {
        Ok(SavedDetails::Kept(_)) if typed.act == "submit" => {
            let site = cx.state.config.origin();
            let compose =
                |receipt: &submission::Receipt| app::mail::comment::receipt(receipt, &site);
            match submission::submit(&cx.store, &cx.actor, &slug, cx.now, compose).await {
                Ok(_) => return Ok(done(&slug, "submitted")),
                Err(Error::Invalid(problems)) => {
                    (StatusCode::UNPROCESSABLE_ENTITY, problems, Notice::None)
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(SavedDetails::Kept(_)) => return Ok(done(&slug, "saved")),
        Ok(SavedDetails::Changed(stored)) => (
            StatusCode::CONFLICT,
            Problems::default(),
            Notice::Changed(stored.details()),
        ),
        Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems, Notice::None),
        Err(error) => return Err(error.into()),
    };
    let review = submission::review(&cx.store, &cx.actor, &slug, cx.now).await?;
    page(&cx, &review, status, Some(&typed), &problems, &notice)
}

fn done(slug: &Slug, what: &str) -> Response {
    see_other(&routes::with_query(
        &routes::submission(slug),
        &[("done", what)],
    ))
}

async fn copy(cx: Cx, Path(name): Path<String>) -> Result<Response, Failure> {
    let review = submission::review(&cx.store, &cx.actor, &slug(&name)?, cx.now).await?;
    Ok(cx.page_in(&review.place, || pages::submission::copy(&review)))
}

fn draft_id(text: &str) -> Result<DraftId, Failure> {
    text.parse().map_err(|_| Error::NotFound.into())
}

async fn draft_form(cx: Cx, Path((name, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let found = draft::find(&cx.store, &cx.actor, &slug, draft_id(&id)?, cx.now).await?;
    let model = Model::stored(found);
    Ok(cx.page_in(&model.place, || {
        pages::draft::page(&model, &Problems::default())
    }))
}

async fn draft_change(
    cx: Cx,
    Path((name, id)): Path<(String, String)>,
    Form(typed): Form<composer::Typed>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let id = draft_id(&id)?;
    if typed.act == "delete" {
        draft::delete(&cx.store, &cx.actor, &slug, id, cx.now).await?;
        return Ok(see_other(&routes::submission(&slug)));
    }
    let found = draft::find(&cx.store, &cx.actor, &slug, id, cx.now)
        .await
        .ok();
    let amends = found
        .as_ref()
        .is_some_and(|it| it.draft.comment_id.is_some());
    let content = match &found {
        Some(Found { draft, .. }) => {
            typed.content(draft.content.anchor.clone(), &draft.content.language)
        }
        None => typed.content(None, cx.texts.language.as_str()),
    };
    let revision = typed.revision.parse().unwrap_or_default();
    let target = Target::Draft { id, revision };
    let saved = draft::save(&cx.store, &cx.actor, &slug, target, content, cx.now).await;
    let (status, problems, meanwhile, revision) = match saved {
        Ok(Saved::Kept(_)) => {
            return Ok(see_other(&format!("{}#d-{id}", routes::submission(&slug))));
        }
        Ok(Saved::Changed(stored)) => (
            StatusCode::CONFLICT,
            Problems::default(),
            Meanwhile::Changed(stored.content),
            // Saving again overwrites what is now shown beside it.
            stored.revision.to_string(),
        ),
        Ok(Saved::Submitted(comment)) => (
            StatusCode::CONFLICT,
            Problems::default(),
            Meanwhile::Submitted(comment),
            String::new(),
        ),
        Ok(Saved::Deleted) => (
            StatusCode::CONFLICT,
            Problems::default(),
            Meanwhile::Deleted,
            String::new(),
        ),
        Err(Error::Invalid(problems)) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            problems,
            Meanwhile::Nothing,
            typed.revision.clone(),
        ),
        Err(error) => return Err(error.into()),
    };
    let place = domain::ops::consultation::find(&cx.store, &cx.actor, &slug, cx.now).await?;
    let model = Model {
        place,
        id,
        provision: found.and_then(|it| it.provision),
        typed: composer::Typed { revision, ..typed },
        meanwhile,
        amends,
    };
    Ok(cx.page_with(status, Some(&model.place), || {
        pages::draft::page(&model, &problems)
    }))
}
