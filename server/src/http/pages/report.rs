//! The consolidation report: its desk, freezing, and the files of what was frozen.

use app::{
    pages::{self, report::Model},
    routes,
};
use axum::{
    Form,
    extract::Path,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    Error, Result,
    act::Act,
    consultation::Slug,
    error::Problems,
    ops::{
        consultation,
        report::{self, FileName},
    },
    report::{Format, Readership, ReportWords},
};

use super::workbench::{Pairs, value};
use crate::{
    http::{
        Cx, Failure, Site,
        context::{see_other, slug},
        site::Access,
    },
    report::{html, render_as, renderer::Renderer},
};

/// The routes.
pub fn site() -> Site {
    Site::default()
        .get(routes::REPORT, Access::To(Act::ReadPublicReport), show)
        .act(
            routes::REPORT,
            "words",
            Access::To(Act::Consolidate),
            &[
                ("purpose", "To tell the commission what was heard."),
                ("method", "Every comment was read by two people."),
                ("participation", "Keepers of forty wells wrote."),
                ("across", "All ask for a second keeper."),
            ],
            change,
        )
        .act(
            routes::REPORT,
            "correct",
            Access::To(Act::Consolidate),
            &[("note", "A keeper was counted twice.")],
            change,
        )
        .get(routes::REPORT_FREEZE, Access::To(Act::FreezeReport), ask)
        .act(
            routes::REPORT_FREEZE,
            "freeze",
            Access::To(Act::FreezeReport),
            &[],
            freeze,
        )
        .get(routes::REPORT_FILE, Access::To(Act::ReadPublicReport), file)
}

fn press(cx: &Cx) -> Renderer {
    Renderer {
        site: cx.state.config.origin(),
    }
}

async fn model(cx: &Cx, slug: &Slug) -> Result<Model> {
    let desk = report::desk(&cx.store, &cx.actor, slug, cx.now).await?;
    Ok(Model {
        typed: desk.words.clone(),
        desk,
        problems: Problems::default(),
        conflict: false,
    })
}

/// The desk for facilitators; what was frozen for everybody else who may read any of it.
async fn show(cx: Cx, Path(name): Path<String>) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let context = consultation::find(&cx.store, &cx.actor, &slug, cx.now).await?;
    if cx.actor.can(Act::Consolidate, context.consultation.id) {
        let model = model(&cx, &slug).await?;
        return Ok(cx.page_in(&context, || pages::report::desk(&model)));
    }
    let (context, versions) = report::frozen(&cx.store, &cx.actor, &slug, cx.now).await?;
    Ok(cx.page_in(&context, || pages::report::frozen(&context, &versions)))
}

async fn change(
    cx: Cx,
    Path(name): Path<String>,
    Form(form): Form<Pairs>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let words = ReportWords {
        purpose: value(&form, "purpose").to_owned(),
        method: value(&form, "method").to_owned(),
        participation: value(&form, "participation").to_owned(),
        across: value(&form, "across").to_owned(),
        revision: value(&form, "revision").parse().unwrap_or_default(),
    };
    let corrects = value(&form, "act") == "correct";
    let done = if corrects {
        let note = value(&form, "note");
        report::correct(&cx.store, &cx.actor, &slug, note, &press(&cx), cx.now)
            .await
            .map(drop)
    } else {
        report::edit_words(&cx.store, &cx.actor, &slug, words.clone(), cx.now).await
    };
    let (status, problems) = match done {
        Ok(()) => return Ok(see_other(&routes::report(&slug))),
        Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems),
        Err(Error::Conflict) => (StatusCode::CONFLICT, Problems::default()),
        Err(error) => return Err(error.into()),
    };
    let mut model = model(&cx, &slug).await?;
    model.problems = problems;
    model.conflict = status == StatusCode::CONFLICT;
    if !corrects {
        model.typed = words;
    }
    let context = model.desk.context.clone();
    Ok(cx.page_with(status, Some(&context), || pages::report::desk(&model)))
}

async fn ask(cx: Cx, Path(name): Path<String>) -> Result<Response, Failure> {
    let desk = report::desk(&cx.store, &cx.actor, &slug(&name)?, cx.now).await?;
    Ok(cx.page_in(&desk.context, || pages::report::freeze(&desk)))
}

async fn freeze(cx: Cx, Path(name): Path<String>) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    report::freeze(&cx.store, &cx.actor, &slug, &press(&cx), cx.now).await?;
    Ok(see_other(&routes::report(&slug)))
}

/// `public.pdf`, `commission.html`, …
fn parse(file: &str) -> Option<(Readership, Format)> {
    let (audience, format) = file.split_once('.')?;
    Some((audience.parse().ok()?, format.parse().ok()?))
}

async fn file(
    cx: Cx,
    Path((name, version, file)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let (audience, format) = parse(&file).ok_or(Error::NotFound)?;
    let file_name = format!("{slug}-report-{version}-{file}");
    if version == "draft" {
        let draft = report::draft(&cx.store, &cx.actor, &slug, audience, cx.now).await?;
        let bytes = tokio::task::block_in_place(|| render_as(&draft, format))?;
        return Ok(answer(bytes, format, &file_name));
    }
    let name = FileName {
        number: version.parse().map_err(|_| Error::NotFound)?,
        audience,
        format,
    };
    let known: Vec<&str> = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/").trim_matches('"'))
        .collect();
    let first = known.first().copied();
    let found = report::file(&cx.store, &cx.actor, &slug, name, first, cx.now).await?;
    let mut response = match found.bytes {
        Some(_) if known.contains(&found.sha256.as_str()) => not_modified(),
        Some(bytes) => answer(bytes, format, &file_name),
        None => not_modified(),
    };
    let head = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", found.sha256)) {
        head.insert(header::ETAG, tag);
    }
    // Asked for again each time: an edition may be withheld.
    let caching = if found.public {
        "public, no-cache"
    } else {
        "private, no-cache"
    };
    head.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    Ok(response)
}

fn not_modified() -> Response {
    StatusCode::NOT_MODIFIED.into_response()
}

/// A file with its type and name; a page with the policy that its own style sheet needs.
fn answer(bytes: Vec<u8>, format: Format, file_name: &str) -> Response {
    let policy = (format == Format::Html).then(|| html::policy(&bytes));
    let mut response = bytes.into_response();
    let head = response.headers_mut();
    let disposition = match format {
        Format::Html | Format::Pdf => "inline",
        Format::Csv | Format::Json => "attachment",
    };
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            head.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, format.media_type());
    set(
        header::CONTENT_DISPOSITION,
        &format!("{disposition}; filename=\"{file_name}\""),
    );
    if let Some(policy) = policy {
        set(header::CONTENT_SECURITY_POLICY, &policy);
    }
    response
}
