//! Importing the text in the browser.

use app::{
    pages::{self, text_import::TextForm},
    routes,
};
use axum::{
    extract::{Multipart, Path, multipart::MultipartRejection},
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
    text::{Cut, MAX_TEXT_BYTES, ProvisionKind},
};

use crate::http::{
    Cx, Failure, Site,
    context::{see_other, slug},
    site::Access,
};

/// The largest request with a text: the text, percent-encoded nowhere, and the kinds of its provisions.
const LIMIT: usize = 3 * MAX_TEXT_BYTES;

/// The routes.
pub fn site() -> Site {
    let prepare = Access::To(Act::PrepareConsultation);
    Site::default()
        .get(routes::TEXT_IMPORT, prepare, form)
        .post_file(routes::TEXT_IMPORT, prepare, LIMIT, import)
}

async fn form(cx: Cx, Path(name): Path<String>) -> Result<Response, Failure> {
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
    }
    Ok(cx.page_in(&context, || {
        pages::text_import::page(&context, &typed, None, &Problems::default())
    }))
}

/// What came with the form; `file` wins over `text`.
#[derive(Debug, Default)]
struct Received {
    file: Vec<u8>,
    text: String,
    language: String,
    act: String,
    kinds: Vec<(String, ProvisionKind)>,
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
            name => received.kinds.extend(chosen_kind(name, &text())),
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

/// A kind that was chosen for a provision of a cut: anchor and kind.
pub fn chosen_kind(name: &str, value: &str) -> Option<(String, ProvisionKind)> {
    Some((name.strip_prefix("kind.")?.to_owned(), value.parse().ok()?))
}

/// The chosen kinds that are not those of the cut itself.
pub fn differing(
    cut: &Cut,
    kinds: impl IntoIterator<Item = (String, ProvisionKind)>,
) -> Vec<(String, ProvisionKind)> {
    let differs = |(anchor, kind): &(String, ProvisionKind)| {
        let mut provisions = cut.provisions.iter();
        provisions.any(|it| it.anchor == *anchor && it.kind != *kind)
    };
    kinds.into_iter().filter(differs).collect()
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
        retyped: Vec::new(),
    };
    let answer = |status, typed: &TextForm, cut: Option<&Cut>, problems: &Problems| {
        cx.page_with(status, Some(&context), || {
            pages::text_import::page(&context, typed, cut, problems)
        })
    };
    let plain = TextSource {
        bytes,
        language: &typed.language,
        retyped: &[],
    };
    let cut = match text::preview(&plain) {
        Ok(cut) => cut,
        Err(Error::Invalid(problems)) => {
            typed.text = pasted(bytes, &problems);
            return Ok(answer(
                StatusCode::UNPROCESSABLE_ENTITY,
                &typed,
                None,
                &problems,
            ));
        }
        Err(error) => return Err(Ok(error.into())),
    };
    // Only what differs from the cut; another text may have other anchors altogether.
    if !chosen {
        typed.retyped = differing(&cut, received.kinds);
    }
    let source = TextSource {
        bytes,
        language: &typed.language,
        retyped: &typed.retyped,
    };
    let problems = match text::preview(&source) {
        Ok(cut) if received.act == "import" => {
            match text::import(&cx.store, &cx.actor, &slug, &source, cx.now).await {
                Ok(_) => return Ok(see_other(&routes::text(&slug))),
                Err(Error::Invalid(problems)) => {
                    return Ok(answer(
                        StatusCode::UNPROCESSABLE_ENTITY,
                        &typed,
                        Some(&cut),
                        &problems,
                    ));
                }
                Err(error) => return Err(Ok(error.into())),
            }
        }
        Ok(cut) => {
            return Ok(answer(
                StatusCode::OK,
                &typed,
                Some(&cut),
                &Problems::default(),
            ));
        }
        Err(Error::Invalid(problems)) => problems,
        Err(error) => return Err(Ok(error.into())),
    };
    Ok(answer(
        StatusCode::UNPROCESSABLE_ENTITY,
        &typed,
        Some(&cut),
        &problems,
    ))
}
