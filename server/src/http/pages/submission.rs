//! One's own submission: details, submitting, withdrawing; and the copy to print.

use app::{
    pages::{
        self,
        confirm::{self, Asked},
        submission::{DetailsForm, Notice},
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
    act::Act,
    consultation::Slug,
    error::Problems,
    id::DraftId,
    ops::submission::{self, HandIn, HandedIn, Review, SavedDetails, Withdrawal},
    submission::{Details, SubmissionState},
};
use serde::Deserialize;

use crate::http::{
    Cx, Failure, Site,
    context::{see_other, slug},
    site::{Access, Sample},
};

/// It is meant.
pub(super) const YES: Sample = &[("confirm", "yes")];

/// What somebody says of themselves.
const DETAILS: Sample = &[
    ("organisation", "Well Keepers of the Lower Valley"),
    ("stakeholder_group", "civil-society"),
    ("country", ""),
    ("publication", "name"),
];

/// The routes.
pub fn site() -> Site {
    let own = Access::To(Act::Comment);
    Site::default()
        .get(routes::SUBMISSION, own, show)
        .act(routes::SUBMISSION, "save", own, DETAILS, change)
        .act(routes::SUBMISSION, "submit", own, DETAILS, change)
        .act(routes::SUBMISSION, "withdraw", own, YES, change)
        .act(
            routes::SUBMISSION,
            "restore",
            own,
            &[("moment", "2026-06-15T10:00:00.000000Z")],
            bring_back_all,
        )
        .get(routes::SUBMISSION_PRINT, own, copy)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct After {
    done: String,
    draft: String,
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
        "withdrawn" if review.undoable.is_some() => Notice::Withdrawn,
        "restored" => Notice::Back,
        "removed" => after.draft.parse().map_or(Notice::None, Notice::Removed),
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

pub(super) fn page(
    cx: &Cx,
    review: &Review,
    status: StatusCode,
    typed: Option<&DetailsForm>,
    problems: &Problems,
    notice: &Notice,
) -> Result<Response, Failure> {
    let profile = profile(cx)?;
    Ok(cx.page_with(status, Some(&review.context), || {
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
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let typed = DetailsForm::read(&pairs);
    if typed.act == "withdraw" && typed.confirm != "yes" {
        let review = submission::review(&cx.store, &cx.actor, &slug, cx.now).await?;
        cx.actor.may(Act::Comment, review.context.consultation.id)?;
        if let Some(refusal) = review.refused {
            return Err(Error::from(refusal).into());
        }
        let back = routes::submission(&slug);
        return Ok(cx.page_in(&review.context, || confirm::page(&Asked::WithdrawAll, back)));
    }
    if typed.act == "withdraw" {
        let site = cx.state.config.origin();
        let compose = |it: &Withdrawal| app::mail::comment::withdrawn(it, &site);
        submission::withdraw_all(&cx.store, &cx.actor, &slug, cx.now, compose).await?;
        return Ok(done(&slug, "withdrawn"));
    }
    let revision = typed.revision.parse().ok();
    let details = typed.details();
    let (db, actor, now) = (&cx.store, &cx.actor, cx.now);
    if typed.confirm != "yes"
        && let Some(page) = asked(&cx, &slug, &typed, &details).await?
    {
        return Ok(page);
    }
    let changed = if typed.act == "submit" {
        let site = cx.state.config.origin();
        let compose = |receipt: &submission::Receipt| app::mail::comment::receipt(receipt, &site);
        let chosen: Option<Vec<DraftId>> = typed
            .chosen
            .as_ref()
            .map(|all| all.iter().filter_map(|it| it.parse().ok()).collect());
        let what = HandIn {
            revision,
            details: &details,
            chosen: chosen.as_deref(),
        };
        let handed_in = submission::hand_in(db, actor, &slug, what, now, compose).await;
        handed_in.map(|it| match it {
            HandedIn::Submitted(_) => None,
            HandedIn::Changed(stored) => Some(stored),
        })
    } else {
        let saved = submission::save_details(db, actor, &slug, revision, &details, now).await;
        saved.map(|it| match it {
            SavedDetails::Kept(_) => None,
            SavedDetails::Changed(stored) => Some(stored),
        })
    };
    let (status, problems, notice) = match changed {
        Ok(None) if typed.act == "submit" => return Ok(done(&slug, "submitted")),
        Ok(None) => return Ok(done(&slug, "saved")),
        Ok(Some(stored)) => (
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

/// Asks, where what is public of a submission that stands would change.
async fn asked(
    cx: &Cx,
    slug: &Slug,
    typed: &DetailsForm,
    details: &Details,
) -> Result<Option<Response>, Failure> {
    if !details.validate_for_submission().0.is_empty() {
        return Ok(None);
    }
    let review = submission::review(&cx.store, &cx.actor, slug, cx.now).await?;
    let stands = review
        .submission
        .as_ref()
        .filter(|it| it.state == SubmissionState::Submitted)
        // Of a window that is behind, the conflict is shown first.
        .filter(|it| {
            typed
                .revision
                .parse()
                .is_ok_and(|seen: i64| seen == it.revision)
        });
    let Some(before) = stands.map(domain::submission::Submission::details) else {
        return Ok(None);
    };
    if before == *details || review.refused.is_some() {
        return Ok(None);
    }
    let back = routes::submission(slug);
    Ok(Some(cx.page_in(&review.context, || {
        confirm::details(&before, details, typed, back)
    })))
}

fn done(slug: &Slug, what: &str) -> Response {
    see_other(&routes::with_query(
        &routes::submission(slug),
        &[("done", what)],
    ))
}

/// Undoes a withdrawal.
async fn bring_back_all(
    cx: Cx,
    Path(name): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    // A moment that is none is that of no withdrawal.
    let moment = DetailsForm::read(&pairs).moment.parse().unwrap_or_default();
    submission::bring_back_all(&cx.store, &cx.actor, &slug, moment, cx.now).await?;
    Ok(done(&slug, "restored"))
}

async fn copy(cx: Cx, Path(name): Path<String>) -> Result<Response, Failure> {
    let review = submission::review(&cx.store, &cx.actor, &slug(&name)?, cx.now).await?;
    Ok(cx.page_in(&review.context, || pages::submission::copy(&review)))
}
