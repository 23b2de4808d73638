//! One draft of one's own: changing it, removing it, bringing it back.

use app::{
    components::composer,
    pages::{
        self,
        confirm::{self, Asked},
        draft::{Meanwhile, Model},
        submission::Notice,
    },
    routes,
};
use axum::{Form, extract::Path, http::StatusCode, response::Response};
use domain::{
    Error,
    act::Act,
    error::Problems,
    id::DraftId,
    ops::{
        draft::{self, Found, Saved, Target},
        submission,
    },
};

use super::submission::{YES, page};
use crate::http::{
    Cx, Failure, Site,
    context::{see_other, slug},
    site::{Access, Sample},
};

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
        .get(routes::DRAFT, draft, show)
        .act(routes::DRAFT, "save", draft, DRAFT, change)
        .act(routes::DRAFT, "again", own, DRAFT, change)
        .act(routes::DRAFT, "amend", draft, DRAFT, change)
        .act(routes::DRAFT, "delete", draft, YES, change)
        .act(routes::DRAFT, "restore", draft, &[], bring_back)
}

fn draft_id(text: &str) -> Result<DraftId, Failure> {
    text.parse().map_err(|_| Error::NotFound.into())
}

async fn show(cx: Cx, Path((name, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let found = draft::find(&cx.store, &cx.actor, &slug, draft_id(&id)?, cx.now).await?;
    let model = Model::stored(found);
    Ok(cx.page_in(&model.context, || {
        pages::draft::page(&model, &Problems::default())
    }))
}

async fn change(
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
