//! One's own submission: details, drafts, submitting, withdrawing; and the copy to print.

use app::{
    components::composer,
    pages::{
        self,
        confirm::{self, Asked},
        draft::{Meanwhile, Model},
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
    ops::{
        draft::{self, Found, Saved, Target},
        submission::{self, HandIn, HandedIn, Review, SavedDetails, Withdrawal},
    },
    submission::{Details, SubmissionState},
};
use serde::Deserialize;

use crate::http::{
    Cx, Failure, Site,
    context::{see_other, slug},
    site::{Access, Sample},
};

/// It is meant.
const YES: Sample = &[("confirm", "yes")];

/// What somebody says of themselves.
const DETAILS: Sample = &[
    ("organisation", "Well Keepers of the Lower Valley"),
    ("stakeholder_group", "civil-society"),
    ("country", ""),
    ("publication", "name"),
];

/// What somebody writes into a draft.
const DRAFT: Sample = &[
    ("position", "support"),
    ("kind", "general"),
    ("body", "The second keeper is what was missing."),
    ("rationale", "One keeper falls ill."),
];

/// The routes.
pub fn site() -> Site {
    let own = Access::To(Act::Comment);
    let draft = Access::To(Act::ReadOwn);
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
        .get(routes::DRAFT, Access::To(Act::ReadOwn), draft_form)
        .act(routes::DRAFT, "save", draft, DRAFT, draft_change)
        .act(routes::DRAFT, "again", own, DRAFT, draft_change)
        .act(routes::DRAFT, "amend", draft, DRAFT, draft_change)
        .act(routes::DRAFT, "delete", draft, YES, draft_change)
        .act(routes::DRAFT, "restore", draft, &[], bring_back)
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

fn page(
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

fn draft_id(text: &str) -> Result<DraftId, Failure> {
    text.parse().map_err(|_| Error::NotFound.into())
}

async fn draft_form(cx: Cx, Path((name, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let found = draft::find(&cx.store, &cx.actor, &slug, draft_id(&id)?, cx.now).await?;
    let model = Model::stored(found);
    Ok(cx.page_in(&model.context, || {
        pages::draft::page(&model, &Problems::default())
    }))
}

async fn draft_change(
    cx: Cx,
    Path((name, id)): Path<(String, String)>,
    Form(typed): Form<composer::CommentForm>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let mut id = draft_id(&id)?;
    let (db, actor, now) = (&cx.store, &cx.actor, cx.now);
    // Whoever is signed out is sent to sign in, whatever became of the draft.
    let context = domain::ops::consultation::find(db, actor, &slug, now).await?;
    actor.may(Act::Comment, context.consultation.id)?;
    let mut revision = typed.revision.parse().unwrap_or_default();
    match typed.act.as_str() {
        "delete" if typed.confirm != "yes" => {
            let found = draft::find(db, actor, &slug, id, now).await?;
            let words = found.draft.content.body;
            let back = routes::draft(&slug, id);
            let asked = if found.context.must_take_comments(now).is_ok() {
                Asked::RemoveDraft(words)
            } else {
                Asked::ForgetDraft(words)
            };
            return Ok(cx.page_in(&found.context, || confirm::page(&asked, back)));
        }
        "delete" => {
            draft::delete(db, actor, &slug, id, now).await?;
            let removed = [("done", "removed"), ("draft", &id.to_string())];
            return Ok(see_other(&routes::with_query(
                &routes::submission(&slug),
                &removed,
            )));
        }
        // Another window submitted the draft, whose key the comment has: what is typed here amends the comment.
        "amend" => {
            let begun = draft::amend_submitted(db, actor, &slug, id, now).await?;
            // An amendment that was begun elsewhere is not overwritten unseen.
            revision = if begun.is_new {
                begun.draft.revision
            } else {
                0
            };
            id = begun.draft.id;
        }
        _ => {}
    }
    let found = match draft::find(db, actor, &slug, id, now).await {
        Ok(found) => Some(found),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    // Another window removed the draft: what is typed here becomes a new one.
    let target = match (&found, typed.act.as_str()) {
        (None, "again") => Target::New,
        _ => Target::Draft { id, revision },
    };
    let content = if let Some(Found { draft, .. }) = &found {
        typed.content(draft.content.anchor.clone(), &draft.content.language)
    } else {
        let anchor = Some(typed.anchor.clone()).filter(|anchor| !anchor.is_empty());
        typed.content(anchor, cx.texts.language.as_str())
    };
    let saved = draft::save(db, actor, &slug, target, content, now).await;
    let (status, problems, meanwhile, revision) = match saved {
        Ok(Saved::Kept(kept)) => {
            return Ok(see_other(&format!(
                "{}#d-{}",
                routes::submission(&slug),
                kept.id
            )));
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
    let context = domain::ops::consultation::find(db, actor, &slug, now).await?;
    let amends = found
        .as_ref()
        .is_some_and(|it| it.draft.comment_id.is_some());
    let model = Model {
        context,
        id,
        provision: found.and_then(|it| it.provision),
        typed: composer::CommentForm { revision, ..typed },
        meanwhile,
        amends,
    };
    Ok(cx.page_with(status, Some(&model.context), || {
        pages::draft::page(&model, &problems)
    }))
}

/// Brings back a draft that was removed.
async fn bring_back(cx: Cx, Path((name, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let id = draft_id(&id)?;
    match draft::bring_back(&cx.store, &cx.actor, &slug, id, cx.now).await {
        Ok(id) => Ok(see_other(&format!("{}#d-{id}", routes::submission(&slug)))),
        Err(Error::Invalid(problems)) => {
            let review = submission::review(&cx.store, &cx.actor, &slug, cx.now).await?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page(&cx, &review, status, None, &problems, &Notice::None)
        }
        Err(error) => Err(error.into()),
    }
}
