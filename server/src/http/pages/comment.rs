//! Comments: of a provision, in lists, one by one; hiding; taking them along.

use app::{
    components::composer::CommentForm,
    pages::{self, comments::Sought, confirm::Asked, provision::Writing},
    routes,
};
use axum::{
    Form,
    body::Body,
    extract::{Path, Query},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use domain::{
    Error,
    act::Act,
    consultation::{Phase, Slug},
    error::Problems,
    exchange::Format,
    id::DraftId,
    ops::{
        ConsultationContext, comment,
        draft::{self, Saved},
        exchange::{self, Scope},
        submission, text,
    },
    paging::Seek,
    query::{Filter, On, Words},
};
use futures::StreamExt;
use serde::Deserialize;

use crate::http::{
    Cx, Failure, Site,
    client::Client,
    context::{see_other, slug},
    site::{Access, Sample},
};

/// What somebody writes on a provision.
const ON_PROVISION: Sample = &[
    ("position", "concern"),
    ("kind", "general"),
    ("body", "Who keeps the well when the keeper is away?"),
    ("proposed_wording", "A well has two keepers."),
    ("rationale", "It was dry twice last summer."),
];

/// What somebody writes on the whole.
const ON_WHOLE: Sample = &[
    ("position", "support"),
    ("kind", "general"),
    ("body", "The norms say what was missing for years."),
    ("rationale", "We have kept wells by them."),
];

/// The routes.
pub fn site() -> Site {
    let read = Access::To(Act::ReadConsultation);
    let write = Access::To(Act::Comment);
    let moderate = Access::To(Act::Moderate);
    Site::default()
        .get(routes::PROVISION, read, provision)
        .act(
            routes::PROVISION,
            "save",
            write,
            ON_PROVISION,
            write_on_provision,
        )
        .get(routes::TEXT_WHOLE, read, whole)
        .act(routes::TEXT_WHOLE, "save", write, ON_WHOLE, write_on_whole)
        .get(routes::COMMENTS, read, list)
        .act(
            routes::COMMENTS,
            "csv",
            Access::To(Act::ExportEverything),
            &[],
            take_everything,
        )
        .act(
            routes::COMMENTS,
            "jsonl",
            Access::To(Act::ExportEverything),
            &[],
            take_everything,
        )
        .get(
            routes::COMMENTS_CSV,
            Access::To(Act::ExportPublic),
            take_csv,
        )
        .get(
            routes::COMMENTS_SAFE_CSV,
            Access::To(Act::ExportPublic),
            take_safe_csv,
        )
        .get(
            routes::COMMENTS_JSONL,
            Access::To(Act::ExportPublic),
            take_jsonl,
        )
        .get(routes::COMMENT, read, show)
        .act(routes::COMMENT, "amend", write, &[], change)
        .act(
            routes::COMMENT,
            "withdraw",
            write,
            &[("confirm", "yes")],
            change,
        )
        .act(routes::COMMENT, "restore", write, &[], change)
        .get(routes::COMMENT_HIDE, moderate, hide_form)
        .act(
            routes::COMMENT_HIDE,
            "hide",
            moderate,
            &[("reason", "It names a person who did not ask to be named.")],
            hide,
        )
        .act(routes::COMMENT_HIDE, "unhide", moderate, &[], hide)
}

/// Where in a list the page is.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct At {
    after: String,
    before: String,
}

fn writing(cx: &Cx, context: &ConsultationContext) -> Writing {
    match context.phase {
        Phase::Open if cx.actor.can(Act::Comment, context.consultation.id) => Writing::Yes,
        Phase::Open => Writing::SignIn,
        _ => Writing::No,
    }
}

async fn provision(
    cx: Cx,
    Path((name, anchor)): Path<(String, String)>,
    Query(at): Query<At>,
) -> Result<Response, Failure> {
    around(cx, &slug(&name)?, Some(&anchor), &at).await
}

async fn whole(
    cx: Cx,
    Path(name): Path<String>,
    Query(at): Query<At>,
) -> Result<Response, Failure> {
    around(cx, &slug(&name)?, None, &at).await
}

async fn around(cx: Cx, slug: &Slug, anchor: Option<&str>, at: &At) -> Result<Response, Failure> {
    let seek = Seek::parse(&at.after, &at.before);
    let around = comment::around(&cx.store, &cx.actor, slug, anchor, seek, cx.now).await?;
    let writing = writing(&cx, &around.listing.context);
    let typed = CommentForm {
        new: DraftId::new(cx.now).to_string(),
        ..CommentForm::default()
    };
    Ok(cx.page_in(&around.listing.context, || {
        pages::provision::page(&around, writing, &typed, &Problems::default())
    }))
}

async fn write_on_provision(
    cx: Cx,
    Path((name, anchor)): Path<(String, String)>,
    Form(typed): Form<CommentForm>,
) -> Result<Response, Failure> {
    write(cx, &slug(&name)?, Some(anchor), typed).await
}

async fn write_on_whole(
    cx: Cx,
    Path(name): Path<String>,
    Form(typed): Form<CommentForm>,
) -> Result<Response, Failure> {
    write(cx, &slug(&name)?, None, typed).await
}

async fn write(
    cx: Cx,
    slug: &Slug,
    anchor: Option<String>,
    typed: CommentForm,
) -> Result<Response, Failure> {
    let content = typed.content(anchor.clone(), cx.texts.language.as_str());
    let named = typed.new.parse().ok();
    match draft::begin_on(
        &cx.store,
        &cx.actor,
        slug,
        &typed.text,
        named,
        content,
        cx.now,
    )
    .await
    {
        Ok(Saved::Kept(kept)) => Ok(see_other(&format!(
            "{}#d-{}",
            routes::submission(slug),
            kept.id
        ))),
        // Only a draft that is there already comes out otherwise.
        Ok(_) => Err(Error::Conflict.into()),
        Err(Error::Invalid(problems)) => {
            let first = Seek::After(0);
            let anchor = anchor.as_deref();
            let around = comment::around(&cx.store, &cx.actor, slug, anchor, first, cx.now).await?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(cx.page_with(status, Some(&around.listing.context), || {
                pages::provision::page(&around, Writing::Yes, &typed, &problems)
            }))
        }
        Err(error) => Err(error.into()),
    }
}

async fn list(
    cx: Cx,
    Path(name): Path<String>,
    Client(client): Client,
    Query(sought): Query<Sought>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let document = text::read(&cx.store, &cx.actor, &slug, None, cx.now).await?;
    let labels: Vec<(String, String)> = document
        .provisions
        .iter()
        .map(|it| (it.anchor.clone(), it.label.clone()))
        .collect();
    let on = match sought.on.as_str() {
        "" => On::Any,
        "-" => On::Whole,
        label => labels
            .iter()
            .find(|(_, it)| it == label)
            .map(|(anchor, _)| On::Provision(anchor.clone()))
            .ok_or(Error::NotFound)?,
    };
    let mut filter = Filter {
        round: sought.round.parse().ok(),
        on,
        group: sought.group.parse().ok(),
        kind: sought.kind.parse().ok(),
        position: sought.position.parse().ok(),
        words: sought.words.clone(),
        ..Filter::default()
    };
    let (status, problems) = match Words::parse(&filter.words) {
        Ok(words) => {
            if !words.is_empty() {
                cx.state.searches.take(client, cx.now)?;
            }
            (StatusCode::OK, Problems::default())
        }
        Err(problems) => (StatusCode::UNPROCESSABLE_ENTITY, problems),
    };
    if status != StatusCode::OK {
        // Nothing is searched: the page says what to shorten.
        filter.words.clear();
    }
    let seek = Seek::parse(&sought.after, &sought.before);
    let mut listing = comment::list(&cx.store, &cx.actor, &slug, &filter, seek, cx.now).await?;
    if status != StatusCode::OK {
        listing.comments.clear();
        (listing.previous, listing.next) = (None, None);
    }
    let everything = cx
        .actor
        .can(Act::ExportEverything, listing.context.consultation.id);
    Ok(cx.page_with(status, Some(&listing.context), || {
        pages::comments::page(&listing, &labels, &sought, everything, &problems)
    }))
}

async fn take_csv(cx: Cx, Path(name): Path<String>) -> Result<Response, Failure> {
    take(cx, &slug(&name)?, Scope::Public, Format::Csv).await
}

async fn take_safe_csv(cx: Cx, Path(name): Path<String>) -> Result<Response, Failure> {
    take(cx, &slug(&name)?, Scope::Public, Format::SafeCsv).await
}

async fn take_jsonl(cx: Cx, Path(name): Path<String>) -> Result<Response, Failure> {
    take(cx, &slug(&name)?, Scope::Public, Format::Jsonl).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Take {
    act: String,
}

async fn take_everything(
    cx: Cx,
    Path(name): Path<String>,
    Form(wanted): Form<Take>,
) -> Result<Response, Failure> {
    let format = wanted.act.parse().unwrap_or(Format::SafeCsv);
    take(cx, &slug(&name)?, Scope::Everything, format).await
}

/// A file that streams, piece after piece.
async fn take(cx: Cx, slug: &Slug, scope: Scope, format: Format) -> Result<Response, Failure> {
    let export = exchange::export(&cx.store, &cx.actor, slug, scope, format, cx.now).await?;
    let pieces = export.into_stream().map(|piece| {
        piece.map_err(|error| {
            // The status is gone already: the connection breaks off, so that nobody takes half a file for a whole.
            tracing::error!(%error, "export broke off");
            std::io::Error::other("the export broke off")
        })
    });
    let mut response = Response::new(Body::from_stream(pieces));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(format.media_type()),
    );
    let ending = format.ending();
    let name = match scope {
        Scope::Public => format!("attachment; filename=\"{slug}-comments.{ending}\""),
        Scope::Everything => format!("attachment; filename=\"{slug}-everything.{ending}\""),
    };
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct After {
    done: String,
}

async fn show(
    cx: Cx,
    Path((name, reference)): Path<(String, String)>,
    Query(after): Query<After>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let one = comment::get(&cx.store, &cx.actor, &slug, &reference, cx.now).await?;
    let moderates = cx.actor.can(Act::Moderate, one.context.consultation.id);
    let language = one.language.clone();
    Ok(cx.page_in(&one.context, || {
        pages::comment::page(&one, moderates, &language, after.done == "withdrawn")
    }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Change {
    act: String,
    confirm: String,
}

async fn change(
    cx: Cx,
    Path((name, reference)): Path<(String, String)>,
    Form(change): Form<Change>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    match change.act.as_str() {
        "amend" => {
            let begun = draft::amend(&cx.store, &cx.actor, &slug, &reference, cx.now).await?;
            Ok(see_other(&routes::draft(&slug, begun.id)))
        }
        "withdraw" if change.confirm != "yes" => {
            let one = comment::get(&cx.store, &cx.actor, &slug, &reference, cx.now).await?;
            cx.actor.may(Act::Comment, one.context.consultation.id)?;
            if !one.comment.own {
                return Err(Error::Forbidden(Act::ReadOwn).into());
            }
            one.context.must_take_comments(cx.now)?;
            let back = routes::comment(&slug, &reference);
            Ok(cx.page_in(&one.context, || {
                pages::confirm::page(&Asked::Withdraw(reference.clone()), back)
            }))
        }
        "restore" => {
            submission::bring_back(&cx.store, &cx.actor, &slug, &reference, cx.now).await?;
            let own = routes::with_query(&routes::submission(&slug), &[("done", "restored")]);
            Ok(see_other(&format!("{own}#{reference}")))
        }
        "withdraw" => {
            let site = cx.state.config.origin();
            let compose = |it: &submission::Withdrawal| app::mail::comment::withdrawn(it, &site);
            let (db, actor) = (&cx.store, &cx.actor);
            submission::withdraw_comment(db, actor, &slug, &reference, cx.now, compose).await?;
            Ok(see_other(&routes::with_query(
                &routes::comment(&slug, &reference),
                &[("done", "withdrawn")],
            )))
        }
        _ => {
            // Nothing to do, but not for everybody to know whether the comment is there.
            let context =
                domain::ops::consultation::find(&cx.store, &cx.actor, &slug, cx.now).await?;
            cx.actor.may(Act::Comment, context.consultation.id)?;
            comment::get(&cx.store, &cx.actor, &slug, &reference, cx.now).await?;
            Ok(see_other(&routes::comment(&slug, &reference)))
        }
    }
}

async fn hide_form(
    cx: Cx,
    Path((name, reference)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let context = domain::ops::consultation::find(&cx.store, &cx.actor, &slug, cx.now).await?;
    cx.actor.may(Act::Moderate, context.consultation.id)?;
    let one = comment::get(&cx.store, &cx.actor, &slug, &reference, cx.now).await?;
    Ok(cx.page_in(&one.context, || {
        pages::comment::hide(&one, "", &Problems::default(), false)
    }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Hide {
    act: String,
    reason: String,
}

async fn hide(
    cx: Cx,
    Path((name, reference)): Path<(String, String)>,
    Form(form): Form<Hide>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let site = cx.state.config.origin();
    let done = if form.act == "unhide" {
        comment::unhide(&cx.store, &cx.actor, &slug, &reference, cx.now).await
    } else {
        comment::hide(
            &cx.store,
            &cx.actor,
            &slug,
            &reference,
            &form.reason,
            cx.now,
            |notice| app::mail::comment::hidden(notice, &site),
        )
        .await
    };
    let (status, problems, meanwhile) = match done {
        Ok(()) => return Ok(see_other(&routes::comment(&slug, &reference))),
        Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems, false),
        Err(Error::Conflict) => (StatusCode::CONFLICT, Problems::default(), true),
        Err(error) => return Err(error.into()),
    };
    let one = comment::get(&cx.store, &cx.actor, &slug, &reference, cx.now).await?;
    Ok(cx.page_with(status, Some(&one.context), || {
        pages::comment::hide(&one, &form.reason, &problems, meanwhile)
    }))
}
