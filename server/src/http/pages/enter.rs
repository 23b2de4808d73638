//! Entering submissions on behalf of their authors.

use app::{pages, routes};
use axum::{
    extract::{Multipart, Path, multipart::MultipartRejection},
    http::StatusCode,
    response::Response,
};
use domain::{
    Error,
    act::Act,
    error::Problems,
    exchange::{Format, Record},
    ops::{consultation, exchange, text},
};

use crate::http::{Cx, Failure, Site, context::slug, site::Access};

/// The largest file of comments that a browser may send, in bytes; the command line takes larger ones.
const LIMIT: usize = 64 * 1024 * 1024;

/// The routes.
pub fn site() -> Site {
    let act = Access::To(Act::EnterOnBehalf);
    Site::default()
        .get(routes::ENTER, act, show)
        .post_file(routes::ENTER, act, LIMIT, enter)
}

async fn show(cx: Cx, Path(name): Path<String>) -> Result<Response, Failure> {
    let none = Problems::default();
    answer(
        &cx,
        &name,
        StatusCode::OK,
        &Record::default(),
        &none,
        &none,
        &[],
    )
    .await
}

async fn answer(
    cx: &Cx,
    name: &str,
    status: StatusCode,
    typed: &Record,
    problems: &Problems,
    in_file: &Problems,
    entered: &[String],
) -> Result<Response, Failure> {
    let slug = slug(name)?;
    let context = consultation::find(&cx.store, &cx.actor, &slug, cx.now).await?;
    cx.actor.may(Act::EnterOnBehalf, context.consultation.id)?;
    let document = text::read(&cx.store, &cx.actor, &slug, None, cx.now).await?;
    let labels: Vec<(String, String)> = document
        .provisions
        .into_iter()
        .map(|it| (it.anchor, it.label))
        .collect();
    Ok(cx.page_with(status, Some(&context), || {
        pages::enter::page(&context, &labels, typed, problems, in_file, entered)
    }))
}

/// What came with one of the two forms.
#[derive(Debug, Default)]
struct Received {
    act: String,
    file_name: String,
    file: Vec<u8>,
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
            column => received.record.set(column, text()),
        }
    }
    Ok(received)
}

async fn enter(
    cx: Cx,
    Path(name): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Result<Failure, StatusCode>> {
    let parsed = slug(&name).map_err(Ok)?;
    let context = consultation::find(&cx.store, &cx.actor, &parsed, cx.now)
        .await
        .map_err(|error| Ok(error.into()))?;
    cx.actor
        .may(Act::EnterOnBehalf, context.consultation.id)
        .map_err(|error| Ok(error.into()))?;
    let received = receive(form.map_err(|_| Err(StatusCode::BAD_REQUEST))?)
        .await
        .map_err(Err)?;
    let from_file = received.act == "file";
    let entered = match (from_file, Format::of_name(&received.file_name)) {
        (true, None) => Err(Problems::one("file", "file-kind", "").into()),
        (true, Some(format)) => {
            let bytes = &received.file[..];
            exchange::import(
                &cx.store,
                &cx.actor,
                &parsed,
                format,
                bytes,
                cx.now,
                |_, _| {},
            )
            .await
        }
        (false, _) => {
            let record = received.record.clone();
            exchange::enter(&cx.store, &cx.actor, &parsed, record, cx.now).await
        }
    };
    let none = Problems::default();
    let blank = Record::default();
    let (status, typed, problems, in_file, references) = match entered {
        Ok(entered) => (
            StatusCode::OK,
            blank,
            none.clone(),
            none,
            entered.references,
        ),
        Err(Error::Invalid(problems)) if from_file => (
            StatusCode::UNPROCESSABLE_ENTITY,
            blank,
            none,
            problems,
            Vec::new(),
        ),
        Err(Error::Invalid(problems)) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            received.record,
            problems,
            none,
            Vec::new(),
        ),
        Err(error) => return Err(Ok(error.into())),
    };
    answer(&cx, &name, status, &typed, &problems, &in_file, &references)
        .await
        .map_err(Ok)
}
