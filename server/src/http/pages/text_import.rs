//! Importing the text in the browser.

use std::collections::HashMap;

use app::{
    pages::{self, text_import::TextForm},
    routes,
};
use axum::{
    extract::{Multipart, Path, Query, multipart::MultipartRejection},
    http::StatusCode,
    response::Response,
};
use domain::{
    Error,
    act::Act,
    error::{Problem, Problems},
    ops::{
        consultation,
        text::{self, TextSource},
    },
    text::MAX_TEXT_BYTES,
};
use serde::Deserialize;

use super::looked_over::{Looked, look_over};
use crate::http::{
    Cx, Failure, Site,
    context::{see_other, slug},
    site::{Access, Sample},
};

/// The largest request with a text: the text, percent-encoded nowhere, and the corrections of its provisions.
const LIMIT: usize = 3 * MAX_TEXT_BYTES;

/// A text to import.
pub const TEXT: Sample = &[
    ("text", "# Norms\n\n## Keepers\n\nA well has two keepers.\n"),
    ("language", "en"),
];

/// The routes.
pub fn site() -> Site {
    let prepare = Access::To(Act::PrepareConsultation);
    Site::default()
        .get(routes::TEXT_IMPORT, prepare, form)
        .acts_with_file(
            routes::TEXT_IMPORT,
            prepare,
            LIMIT,
            &[("preview", TEXT), ("import", TEXT), ("undo", TEXT)],
            import,
        )
}

/// What the form begins with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Begin {
    /// `yes`: with the text there is, to be corrected.
    correct: String,
}

async fn form(
    cx: Cx,
    Path(name): Path<String>,
    Query(begin): Query<Begin>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let context = consultation::find(&cx.store, &cx.actor, &slug, cx.now).await?;
    cx.actor
        .may(Act::PrepareConsultation, context.consultation.id)?;
    let mut typed = TextForm {
        language: cx.texts.language.to_string(),
        ..TextForm::default()
    };
    if context.round.version_id.is_some() {
        let document = text::read(&cx.store, &cx.actor, &slug, None, cx.now).await?;
        typed.language = document.version.language;
        if begin.correct == "yes" {
            let (source, corrections) =
                text::source(&cx.store, &cx.actor, &slug, None, cx.now).await?;
            let corrections = serde_json::to_string(&corrections).unwrap_or_default();
            let fields = HashMap::from([("corrections".to_owned(), corrections)]);
            let looked = look_over(source.as_bytes(), &typed.language, &fields, false).await?;
            typed.text = source;
            typed.looked_over = Some(looked.over);
        }
    }
    Ok(cx.page_in(&context, || {
        pages::text_import::page(&context, &typed, &Problems::default())
    }))
}

/// What came with the form; `file` wins over `text`.
#[derive(Debug, Default)]
struct Received {
    file: Vec<u8>,
    text: String,
    language: String,
    act: String,
    fields: HashMap<String, String>,
}

async fn receive(mut form: Multipart) -> Result<Received, StatusCode> {
    let mut received = Received::default();
    while let Some(field) = form.next_field().await.map_err(|error| error.status())? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|error| error.status())?;
        let text = || String::from_utf8_lossy(&bytes).into_owned();
        match name.as_str() {
            "file" => received.file = bytes.to_vec(),
            // Browsers send line ends as CRLF.
            "text" => received.text = text().replace("\r\n", "\n"),
            "language" => text().trim().clone_into(&mut received.language),
            "act" => received.act = text(),
            _ => {
                let value = text();
                received.fields.insert(name, value);
            }
        }
    }
    Ok(received)
}

/// The text as it stands in the form again. What nobody can mend in a form is not sent back.
pub fn pasted(bytes: &[u8], problems: &Problems) -> String {
    let is_large = |problem: &Problem| problem.code == "text-too-large";
    if problems.0.iter().any(is_large) {
        return String::new();
    }
    std::str::from_utf8(bytes).unwrap_or_default().to_owned()
}

async fn import(
    cx: Cx,
    Path(name): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Result<Failure, StatusCode>> {
    let slug = slug(&name).map_err(Ok)?;
    let context = consultation::find(&cx.store, &cx.actor, &slug, cx.now)
        .await
        .map_err(|error| Ok(error.into()))?;
    cx.actor
        .may(Act::PrepareConsultation, context.consultation.id)
        .map_err(|error| Ok(error.into()))?;
    let received = receive(form.map_err(|_| Err(StatusCode::BAD_REQUEST))?)
        .await
        .map_err(Err)?;
    let chosen = !received.file.is_empty();
    let bytes = if chosen {
        &received.file[..]
    } else {
        received.text.as_bytes()
    };
    let mut typed = TextForm {
        text: pasted(bytes, &Problems::default()),
        language: received.language,
        ..TextForm::default()
    };
    let answer = |status, typed: &TextForm, problems: &Problems| {
        cx.page_with(status, Some(&context), || {
            pages::text_import::page(&context, typed, problems)
        })
    };
    let undo = received.act == "undo";
    let looked = match look_over(bytes, &typed.language, &received.fields, undo).await {
        Ok(looked) => looked,
        Err(Error::Invalid(problems)) => {
            typed.text = pasted(bytes, &problems);
            return Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, &typed, &problems));
        }
        Err(error) => return Err(Ok(error.into())),
    };
    let Looked { over, problems } = looked;
    let corrections = over.corrections.clone();
    typed.looked_over = Some(over);
    if !problems.0.is_empty() {
        return Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, &typed, &problems));
    }
    if received.act != "import" {
        return Ok(answer(StatusCode::OK, &typed, &Problems::default()));
    }
    let source = TextSource {
        bytes,
        language: &typed.language,
        corrections: &corrections,
    };
    let (status, problems) = match text::import(&cx.store, &cx.actor, &slug, &source, cx.now).await
    {
        Ok(_) => return Ok(see_other(&routes::text(&slug))),
        Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems),
        Err(Error::Conflict) => {
            typed.is_stale = true;
            (StatusCode::CONFLICT, Problems::default())
        }
        Err(error) => return Err(Ok(error.into())),
    };
    Ok(answer(status, &typed, &problems))
}
