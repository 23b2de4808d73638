//! Entering submissions on behalf of their authors. A file is looked at first: it waits in the database for the step
//! after, with the answers to what it does not say of itself.

use app::{
    i18n::zone_of,
    mail::comment as mail,
    pages::{
        self,
        enter::Model,
        enter_preview::{AnswersForm, Looked},
    },
    routes,
};
use axum::{
    extract::{Multipart, Path, multipart::MultipartRejection},
    http::StatusCode,
    response::Response,
};
use domain::{
    Error, Result,
    act::Act,
    consultation::Slug,
    error::{Problem, Problems},
    exchange::{
        Format, Record,
        moment::{DayOrder, Moment},
    },
    id::RecordId,
    ops::{
        ConsultationContext, consultation,
        exchange::{self, Answers, Imported, Incoming, Preview},
        text,
    },
};

use crate::http::{Cx, Failure, Site, context::slug, site::Access};

/// The largest file of comments that a browser may send, in bytes; the command line takes larger ones.
const LIMIT: usize = 64 * 1024 * 1024;

/// The routes.
pub fn site() -> Site {
    let act = Access::To(Act::EnterOnBehalf);
    Site::default()
        .get(routes::ENTER, act, show)
        .acts_with_file(
            routes::ENTER,
            act,
            LIMIT,
            &[
                (
                    "form",
                    &[
                        ("author", "Keeper of the upper well"),
                        ("stakeholder_group", "civil-society"),
                        ("publication", "name"),
                        ("channel", "letter"),
                        ("position", "support"),
                        ("body", "We keep the well by turns."),
                    ],
                ),
                ("look", &[]),
                ("store", &[]),
            ],
            enter,
        )
}

/// What came of a form.
#[derive(Default)]
struct Came {
    status: StatusCode,
    typed: Record,
    problems: Problems,
    in_file: Problems,
    looked: Option<Looked>,
    entered: Option<Imported>,
}

async fn show(cx: Cx, Path(name): Path<String>) -> Result<Response, Failure> {
    answer(&cx, &name, Came::default()).await
}

async fn answer(cx: &Cx, name: &str, came: Came) -> Result<Response, Failure> {
    let slug = slug(name)?;
    let context = consultation::find(&cx.store, &cx.actor, &slug, cx.now).await?;
    cx.actor.may(Act::EnterOnBehalf, context.consultation.id)?;
    let document = text::read(&cx.store, &cx.actor, &slug, None, cx.now).await?;
    let labels: Vec<(String, String)> = document
        .provisions
        .into_iter()
        .map(|it| (it.anchor, it.label))
        .collect();
    Ok(cx.page_with(came.status, Some(&context), || {
        pages::enter::page(&Model {
            context: &context,
            labels: &labels,
            typed: &came.typed,
            problems: &came.problems,
            in_file: &came.in_file,
            looked: came.looked.as_ref(),
            entered: came.entered.as_ref(),
        })
    }))
}

/// What came with one of the forms.
#[derive(Debug, Default)]
struct Received {
    act: String,
    file_name: String,
    file: Vec<u8>,
    kept: String,
    answers: AnswersForm,
    record: Record,
}

async fn receive(mut form: Multipart) -> Result<Received, StatusCode> {
    let mut received = Received::default();
    while let Some(field) = form.next_field().await.map_err(|error| error.status())? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|error| error.status())?;
        // Browsers send line ends as CRLF.
        let text = || String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        match name.as_str() {
            "act" => received.act = text(),
            "file" => {
                received.file_name = file_name;
                received.file = bytes.to_vec();
            }
            "kept" => received.kept = text(),
            "received" => received.answers.received = text(),
            "order" => received.answers.order = text(),
            "again" => received.answers.again = text() == "yes",
            column => {
                if column == "channel" {
                    received.answers.channel = text();
                }
                received.record.set(column, text());
            }
        }
    }
    Ok(received)
}

async fn enter(
    cx: Cx,
    Path(name): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Result<Failure, StatusCode>> {
    let fail = |error: Error| -> Result<Failure, StatusCode> { Ok(Failure::from(error)) };
    let parsed = slug(&name).map_err(Ok)?;
    let context = consultation::find(&cx.store, &cx.actor, &parsed, cx.now)
        .await
        .map_err(fail)?;
    cx.actor
        .may(Act::EnterOnBehalf, context.consultation.id)
        .map_err(fail)?;
    let received = receive(form.map_err(|_| Err(StatusCode::BAD_REQUEST))?)
        .await
        .map_err(Err)?;
    let came = match received.act.as_str() {
        "look" | "file" => look(&cx, &parsed, received).await,
        "store" => store(&cx, &context, received).await,
        _ => one(&cx, &parsed, received.record).await,
    };
    let came = came.map_err(fail)?;
    answer(&cx, &name, came).await.map_err(Ok)
}

/// Enters one comment from the form.
async fn one(cx: &Cx, slug: &Slug, record: Record) -> Result<Came> {
    let answers = Answers {
        reach: cx.state.config.reach,
        ..Answers::default()
    };
    let site = cx.state.config.origin();
    let write = |it: &exchange::Entered| mail::entered(it, &site);
    let typed = record.clone();
    match exchange::enter(&cx.store, &cx.actor, slug, record, &answers, cx.now, write).await {
        Ok(entered) => Ok(Came {
            entered: Some(entered),
            ..Came::default()
        }),
        Err(Error::Invalid(problems)) => Ok(Came {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            typed,
            problems,
            ..Came::default()
        }),
        Err(error) => Err(error),
    }
}

fn refused(in_file: Problems) -> Came {
    Came {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        in_file,
        ..Came::default()
    }
}

/// Looks at a file that came with the form, and keeps it.
async fn look(cx: &Cx, slug: &Slug, received: Received) -> Result<Came> {
    let Some(format) = Format::of_name(&received.file_name) else {
        return Ok(refused(Problems::one("file", "file-kind", "")));
    };
    let file = Incoming {
        format,
        name: received.file_name,
        bytes: received.file.into(),
        answers: Answers {
            reach: cx.state.config.reach,
            ..Answers::default()
        },
    };
    match exchange::preview(&cx.store, &cx.actor, slug, &file, cx.now).await {
        Ok(preview) => {
            let kept = exchange::keep(&cx.store, &cx.actor, slug, &file, cx.now).await?;
            let none = Problems::default();
            Ok(looked(preview, kept, AnswersForm::default(), none))
        }
        Err(Error::Invalid(problems)) => Ok(refused(problems)),
        Err(error) => Err(error),
    }
}

fn looked(preview: Preview, kept: RecordId, answers: AnswersForm, problems: Problems) -> Came {
    let wrong = !preview.problems.0.is_empty() || !problems.0.is_empty();
    Came {
        status: if wrong {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::OK
        },
        looked: Some(Looked {
            preview,
            kept: kept.to_string(),
            answers,
            problems,
        }),
        ..Came::default()
    }
}

/// Enters a file that was looked at, with the answers.
async fn store(cx: &Cx, context: &ConsultationContext, received: Received) -> Result<Came> {
    let slug = &context.consultation.slug;
    let gone = || refused(Problems::one("file", "file-gone", ""));
    let Ok(id) = received.kept.parse::<RecordId>() else {
        return Ok(gone());
    };
    let mut file = match exchange::kept(&cx.store, &cx.actor, slug, id, cx.now).await {
        Ok(kept) => kept.file,
        Err(Error::NotFound) => return Ok(gone()),
        Err(error) => return Err(error),
    };
    let mut problems = Problems::default();
    file.answers = answers(cx, context, &received.answers, &mut problems);
    let site = cx.state.config.origin();
    let write = |it: &exchange::Entered| mail::entered(it, &site);
    if problems.0.is_empty() {
        let (store, actor) = (&cx.store, &cx.actor);
        match exchange::import(store, actor, slug, &file, cx.now, write, |_, _| {}).await {
            Ok(entered) => {
                return Ok(Came {
                    entered: Some(entered),
                    ..Came::default()
                });
            }
            Err(Error::Invalid(wrong)) => problems = asked(wrong),
            Err(error) => return Err(error),
        }
    }
    match exchange::preview(&cx.store, &cx.actor, slug, &file, cx.now).await {
        Ok(preview) => Ok(looked(preview, id, received.answers, problems)),
        Err(Error::Invalid(problems)) => Ok(refused(problems)),
        Err(error) => Err(error),
    }
}

/// The answers as they were typed.
fn answers(
    cx: &Cx,
    context: &ConsultationContext,
    typed: &AnswersForm,
    problems: &mut Problems,
) -> Answers {
    let zone = zone_of(&context.round.time_zone);
    let received = match Moment::read(&typed.received, zone, None) {
        Moment::At(at) if at <= cx.now => Some(at),
        Moment::At(_) => {
            problems.push("received", "date-future", &typed.received);
            None
        }
        Moment::None => None,
        _ => {
            problems.push("received", "date-unreadable", &typed.received);
            None
        }
    };
    Answers {
        received,
        channel: typed.channel.clone(),
        order: typed.order.parse::<DayOrder>().ok(),
        again: typed.again,
        reach: cx.state.config.reach,
    }
}

/// What answers are missing, one for each question; what is wrong with rows stands above the rows.
fn asked(problems: Problems) -> Problems {
    let mut asked = Problems::default();
    for problem in problems.0 {
        let field = match problem.code.as_str() {
            "channel-missing" => "channel",
            "date-missing" | "date-unreadable" => "received",
            "date-two-days" => "order",
            "file-again" => "again",
            _ => continue,
        };
        if asked.of(field).is_none() {
            asked.0.push(Problem {
                field: field.to_owned(),
                line: None,
                ..problem
            });
        }
    }
    asked
}
