//! The outcome: preparing it, publishing it, reading it, and the answers to one's own comments.

use std::{borrow::Cow, collections::HashMap};

use app::{
    pages::{
        answers, outcome as pages,
        preparation::{self, PreparationForm},
    },
    response::response,
    routes,
};
use axum::{
    extract::{FromRequest, Multipart, Path, Query, Request},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use domain::{
    Error,
    act::Act,
    consultation::Slug,
    error::{Problems, Refusal},
    ops::{
        answer, consultation,
        outcome::{self, Correction, Which},
        text::TextSource,
    },
    paging::Seek,
    text::MAX_TEXT_BYTES,
};
use serde::Deserialize;

use super::{
    looked_over::{Looked, look_over},
    text_import::pasted,
};
use crate::http::{
    Cx, Failure, Site,
    context::{see_other, slug},
    pages::text_import::TEXT,
    site::Access,
};

/// A text with the other fields of its form.
const IMPORT_LIMIT: usize = 2 * MAX_TEXT_BYTES + 64 * 1024;

/// The routes.
pub fn site() -> Site {
    Site::default()
        .get(routes::OUTCOME, Access::To(Act::ReadOutcome), read)
        .get(
            routes::OUTCOME_COMMENTS,
            Access::To(Act::ReadOutcome),
            comments,
        )
        .get(
            routes::OUTCOME_PREPARE,
            Access::To(Act::PrepareOutcome),
            prepare,
        )
        .acts_with_file(
            routes::OUTCOME_PREPARE,
            Access::To(Act::PrepareOutcome),
            IMPORT_LIMIT,
            &[
                ("preview", TEXT),
                ("import", TEXT),
                ("undo", TEXT),
                ("correct", &[]),
                ("publish", &[("confirm", "yes")]),
            ],
            prepare_act,
        )
        .get(routes::ANSWERS, Access::To(Act::ReadOwn), own)
}

async fn read(cx: Cx, headers: HeaderMap, Path(name): Path<String>) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let path = routes::outcome(&slug);
    let of = slug.clone();
    cx.public_page_of(
        &headers,
        &of,
        path,
        async move |cx: Cx| match answer::outcome(&cx.store, &cx.actor, &slug, cx.now).await {
            Ok(outcome) => Ok(cx.page_in(&outcome.context, || pages::page(&outcome))),
            Err(Error::Refused(Refusal::NotPublished)) => {
                let context = consultation::find(&cx.store, &cx.actor, &slug, cx.now).await?;
                Ok(cx.page_in(&context, || pages::not_yet(&context)))
            }
            Err(error) => Err(error.into()),
        },
    )
    .await
}

/// Which page of the comments.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Listing {
    issue: String,
    after: String,
    before: String,
}

async fn comments(
    cx: Cx,
    Path(name): Path<String>,
    Query(of): Query<Listing>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let issue = of.issue.parse().ok();
    let seek = Seek::parse(&of.after, &of.before);
    match answer::fates(&cx.store, &cx.actor, &slug, issue, seek, cx.now).await {
        Ok(fates) => Ok(cx.page_in(&fates.context, || pages::comments(&fates, issue))),
        Err(Error::Refused(Refusal::NotPublished)) => Ok(see_other(&routes::outcome(&slug))),
        Err(error) => Err(error.into()),
    }
}

async fn own(cx: Cx, Path(name): Path<String>) -> Result<Response, Failure> {
    let own = answer::own(&cx.store, &cx.actor, &slug(&name)?, cx.now).await?;
    Ok(cx.page_in(&own.context, || answers::page(&own)))
}

/// Which unchanged provisions have their row shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Edit {
    edit: String,
}

impl Edit {
    fn places(&self) -> Vec<i32> {
        self.edit
            .split(',')
            .filter_map(|ord| ord.parse().ok())
            .collect()
    }
}

async fn prepare(
    cx: Cx,
    Path(name): Path<String>,
    Query(edit): Query<Edit>,
) -> Result<Response, Failure> {
    let preparation = outcome::prepared(&cx.store, &cx.actor, &slug(&name)?, cx.now).await?;
    let typed = PreparationForm {
        edit: edit.places(),
        ..PreparationForm::default()
    };
    Ok(cx.page_in(&preparation.context, || {
        preparation::page(&preparation, &typed)
    }))
}

/// Everything the page's forms send: fields by name, and the file.
#[derive(Default)]
struct Sent {
    fields: HashMap<String, String>,
    file: Vec<u8>,
}

impl Sent {
    fn get(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// The text: the file if one was chosen, else what was pasted, with line ends as files have them.
    fn text(&self) -> Cow<'_, [u8]> {
        if self.file.is_empty() {
            Cow::Owned(self.get("text").replace("\r\n", "\n").into_bytes())
        } else {
            Cow::Borrowed(&self.file)
        }
    }

    async fn read(request: Request) -> Result<Self, Failure> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let pairs = axum::Form::<Vec<(String, String)>>::from_request(request, &()).await;
            let axum::Form(pairs) = pairs.map_err(|_| malformed())?;
            return Ok(Self {
                fields: pairs.into_iter().collect(),
                file: Vec::new(),
            });
        }
        let mut parts = Multipart::from_request(request, &())
            .await
            .map_err(|_| malformed())?;
        let mut sent = Self::default();
        loop {
            match parts.next_field().await {
                Ok(Some(part)) => {
                    let name = part.name().unwrap_or_default().to_owned();
                    // Beyond the limit: told as a text that is too large, with the page and what was typed.
                    let bytes = part.bytes().await.map_err(|_| too_large())?;
                    if name == "file" {
                        sent.file = bytes.to_vec();
                    } else {
                        sent.fields
                            .insert(name, String::from_utf8_lossy(&bytes).into_owned());
                    }
                }
                Ok(None) => return Ok(sent),
                Err(_) => return Err(too_large()),
            }
        }
    }
}

fn malformed() -> Failure {
    Error::Invalid(Problems::one("", "missing", "")).into()
}

fn too_large() -> Failure {
    Error::Invalid(Problems::one("text", "text-too-large", MAX_TEXT_BYTES)).into()
}

async fn prepare_act(
    cx: Cx,
    Path(name): Path<String>,
    Query(edit): Query<Edit>,
    request: Request,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let (sent, done) = match Sent::read(request).await {
        Ok(sent) => {
            let done = carry_out(&cx, &slug, &sent).await;
            (sent, done)
        }
        Err(failure) => match failure.error() {
            Error::Invalid(problems) => (Sent::default(), Err(Error::Invalid(problems.clone()))),
            _ => return Err(failure),
        },
    };
    let mut cut = None;
    let (status, problems, conflict) = match done {
        Ok(Done::Go(next)) => return Ok(see_other(&next)),
        Ok(Done::Look(looked)) => {
            let is_fine = looked.problems.0.is_empty();
            let status = if is_fine {
                StatusCode::OK
            } else {
                StatusCode::UNPROCESSABLE_ENTITY
            };
            cut = Some(looked.over);
            (status, looked.problems, false)
        }
        Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems, false),
        Err(Error::Conflict) => (StatusCode::CONFLICT, Problems::default(), true),
        Err(error) => return Err(error.into()),
    };
    let preparation = outcome::prepared(&cx.store, &cx.actor, &slug, cx.now).await?;
    let text = pasted(&sent.text(), &problems);
    let typed = PreparationForm {
        edit: edit.places(),
        text,
        language: sent.get("language").to_owned(),
        rows: sent.fields,
        cut,
        problems,
        conflict,
    };
    Ok(cx.page_with(status, Some(&preparation.context), || {
        preparation::page(&preparation, &typed)
    }))
}

/// What comes after an act.
enum Done {
    /// Another page.
    Go(String),
    /// The same, with the text as it would be cut.
    Look(Looked),
}

async fn carry_out(cx: &Cx, slug: &Slug, sent: &Sent) -> domain::Result<Done> {
    let (store, actor, at) = (&cx.store, &cx.actor, cx.now);
    let mark = sent.get("mark");
    let here = routes::outcome_prepare(slug);
    match sent.get("act") {
        act @ ("preview" | "import" | "undo") => {
            // Before the work of cutting: who may not, learns nothing about the text.
            outcome::prepared(store, actor, slug, at).await?;
            let bytes = sent.text();
            let language = sent.get("language");
            let looked = look_over(&bytes, language, &sent.fields, act == "undo").await?;
            if act != "import" || !looked.problems.0.is_empty() {
                return Ok(Done::Look(looked));
            }
            let source = TextSource {
                bytes: &bytes,
                language,
                corrections: &looked.over.corrections,
            };
            outcome::import(store, actor, slug, mark, &source, at).await?;
            Ok(Done::Go(format!("{here}#matching")))
        }
        "correct" => {
            outcome::correct(store, actor, slug, mark, &corrections(&sent.fields), at).await?;
            Ok(Done::Go(format!("{here}#matching")))
        }
        "publish" => {
            if sent.get("confirm") != "yes" {
                return Err(Problems::one("confirm", "confirm", "").into());
            }
            let site = cx.state.config.origin();
            let despite = sent.get("despite") == "yes";
            outcome::publish(store, actor, slug, mark, despite, at, |to| {
                response(to, &site)
            })
            .await?;
            Ok(Done::Go(routes::outcome(slug)))
        }
        _ => Err(Problems::one("", "missing", "").into()),
    }
}

/// The rows of the matching that were sent.
fn corrections(fields: &HashMap<String, String>) -> Vec<Correction> {
    let mut corrections: Vec<Correction> = fields
        .iter()
        .filter_map(|(name, issues)| {
            let key = name.strip_prefix("issues-")?;
            let of = match (fields.get(&format!("from-{key}")), key.parse::<i32>()) {
                (Some(from), Ok(ord)) => Which::Revised {
                    ord,
                    from: from.clone(),
                    moved: fields
                        .get(&format!("moved-{key}"))
                        .is_some_and(|it| it == "yes"),
                },
                _ => Which::Removed(key.to_owned()),
            };
            Some(Correction {
                of,
                issues: issues.clone(),
                without: fields
                    .get(&format!("without-{key}"))
                    .and_then(|it| it.parse().ok()),
            })
        })
        .collect();
    corrections.sort_by_key(|it| it.of.field());
    corrections
}
