//! The consolidation report: its desk while facilitators write it, and what was frozen.

use domain::{
    error::Problems,
    ops::{ConsultationContext, report::ReportDesk},
    report::{EditionFile, Format, Frozen, Readership, ReportState, ReportWords},
};
use leptos::prelude::*;

use super::{status::reason, workbench::remainder};
use crate::{
    Page,
    components::form::{Field, error_summary, submit_as},
    i18n::Texts,
    render::texts,
    routes,
};

// --- the desk ----------------------------------------------------------------------------------------

/// What the desk shows.
pub struct Model {
    /// What the use case answered.
    pub desk: ReportDesk,
    /// What the form holds.
    pub typed: ReportWords,
    /// What is wrong with it.
    pub problems: Problems,
    /// Somebody else changed the words while these were typed.
    pub conflict: bool,
}

/// The desk.
pub fn desk(model: &Model) -> Page {
    let texts = texts();
    let desk = &model.desk;
    let title = texts.t("nav-report");
    let frozen = !desk.frozen.is_empty();
    let main = view! {
        <main class="page leaf" id="main">
            {head(texts, &desk.context, &title)}
            <div class="row">
                <div class="in-text stack">
                    {if frozen {
                        view! {
                            {editions(texts, &desk.context, &desk.frozen)}
                            {correct_form(texts, model)}
                        }.into_any()
                    } else {
                        view! {
                            {remainder(texts, desk.remainder, desk.issues)}
                            {freeze_or_why_not(texts, desk)}
                            {previews(texts, &desk.context)}
                            {conflict(texts, model)}
                            {words_form(texts, model)}
                        }.into_any()
                    }}
                </div>
            </div>
        </main>
    };
    Page::confidential(title, main)
}

fn head(texts: Texts, context: &ConsultationContext, title: &str) -> AnyView {
    let kicker = texts.with(
        "workbench-kicker",
        &[
            ("title", context.consultation.title.clone().into()),
            ("round", context.round.number.into()),
            ("phase", texts.word("phase", context.phase).into()),
        ],
    );
    view! {
        <header class="row head">
            <div class="in-text"><p class="kicker">{kicker}</p><h1>{title.to_owned()}</h1></div>
        </header>
    }
    .into_any()
}

fn freeze_or_why_not(texts: Texts, desk: &ReportDesk) -> AnyView {
    let slug = &desk.context.consultation.slug;
    match &desk.obstacle {
        Some(refusal) => {
            let why = reason(texts, refusal, &desk.context.round.time_zone);
            view! {
                <div class="notice">
                    <p><b>{texts.t("desk-not-yet")}</b>" "{why}</p>
                    <p><a href=routes::workbench(slug)>{texts.t("desk-to-workbench")}</a></p>
                </div>
            }
            .into_any()
        }
        None => view! {
            <p class="buttons"><a class="button" href=routes::report_freeze(slug)>{texts.t("desk-freeze")}</a></p>
        }
        .into_any(),
    }
}

/// The draft as each readership would get it now.
fn previews(texts: Texts, context: &ConsultationContext) -> AnyView {
    let slug = &context.consultation.slug;
    let lines = Readership::ALL
        .iter()
        .map(|audience| {
            let links = [Format::Html, Format::Pdf, Format::Csv]
                .into_iter()
                .map(|format| {
                    let url = routes::report_file(slug, "draft", format!("{audience}.{format}"));
                    view! { <a href=url>{texts.word("format", format)}</a>" " }
                })
                .collect_view();
            view! { <p class="links"><b>{texts.word("report-edition", audience)}</b>" "{links}</p> }
        })
        .collect_view();
    view! { <section><h2 class="minor">{texts.t("desk-preview")}</h2>{lines}</section> }.into_any()
}

fn conflict(texts: Texts, model: &Model) -> AnyView {
    if !model.conflict {
        return ().into_any();
    }
    let side = |title: &str, it: &ReportWords, mine: bool| {
        let parts = [
            ("field-purpose", it.purpose.clone()),
            ("field-method", it.method.clone()),
            ("field-participation", it.participation.clone()),
            ("field-across", it.across.clone()),
        ]
        .into_iter()
        .map(|(key, words)| {
            view! { <div><h4 class="minor">{texts.t(key)}</h4><p class="as-written" dir="auto">{words}</p></div> }
        })
        .collect_view();
        let title = texts.t(title);
        view! { <section class=if mine { "side mine" } else { "side" }><h3 class="minor">{title}</h3>{parts}</section> }
    };
    view! {
        <div class="notice warning" role="alert">
            <p><b>{texts.t("issue-conflict")}</b>" "{texts.t("issue-conflict-how")}</p>
        </div>
        <div class="sides">
            {side("issue-theirs", &model.desk.words, false)}
            {side("issue-yours", &model.typed, true)}
        </div>
    }
    .into_any()
}

fn words_form(texts: Texts, model: &Model) -> AnyView {
    let (typed, problems) = (&model.typed, &model.problems);
    view! {
        <section aria-labelledby="words">
            <h2 class="minor" id="words">{texts.t("desk-words")}</h2>
            <form method="post" class="form">
                {error_summary(problems)}
                <input type="hidden" name="revision" value=model.desk.words.revision.to_string()/>
                {Field::new("purpose", typed.purpose.clone(), problems).optional().textarea(5)}
                {Field::new("method", typed.method.clone(), problems).optional().textarea(5)}
                {Field::new("participation", typed.participation.clone(), problems).optional().textarea(4)}
                {Field::new("across", typed.across.clone(), problems).optional().textarea(4)}
                {submit_as("act", "words", texts.t("desk-save"), false)}
            </form>
        </section>
    }
    .into_any()
}

/// A correction: offered at once where an edition was withheld, else behind a summary.
fn correct_form(texts: Texts, model: &Model) -> AnyView {
    let withheld = model
        .desk
        .frozen
        .first()
        .is_some_and(|(newest, _)| newest.state == ReportState::Withheld);
    let problems = &model.problems;
    let form = view! {
        <form method="post" class="form">
            {error_summary(problems)}
            <p>{texts.t("desk-correct-how")}</p>
            {Field::new("note", "", problems).labelled(texts.t("desk-correct-note")).textarea(3)}
            {submit_as("act", "correct", texts.t("desk-correct"), !withheld)}
        </form>
    };
    if withheld || !problems.0.is_empty() {
        view! {
            <section>
                <div class="notice warning" role="alert"><p>{texts.t("desk-withheld")}</p></div>
                {form}
            </section>
        }
        .into_any()
    } else {
        view! { <details><summary>{texts.t("desk-correct-open")}</summary>{form}</details> }
            .into_any()
    }
}

// --- freezing ----------------------------------------------------------------------------------------

/// Asks before the report is frozen.
pub fn freeze(desk: &ReportDesk) -> Page {
    let texts = texts();
    let title = texts.t("desk-freeze");
    let slug = &desk.context.consultation.slug;
    let main = view! {
        <main class="page leaf" id="main">
            {head(texts, &desk.context, &title)}
            <div class="row">
                <div class="in-text stack">
                    {remainder(texts, desk.remainder, desk.issues)}
                    {match &desk.obstacle {
                        Some(refusal) => {
                            let why = reason(texts, refusal, &desk.context.round.time_zone);
                            view! { <div class="notice" role="alert"><p><b>{texts.t("desk-not-yet")}</b>" "{why}</p></div> }.into_any()
                        }
                        None => view! {
                            <p>{texts.t("desk-freeze-what")}</p>
                            <p>{texts.t(if desk.context.consultation.publishes_report { "desk-freeze-public" } else { "desk-freeze-internal" })}</p>
                            <form method="post" class="buttons">
                                <button class="button" name="act" value="freeze">{texts.t("desk-freeze-now")}</button>
                                <a href=routes::report(slug)>{texts.t("desk-back")}</a>
                            </form>
                        }.into_any(),
                    }}
                </div>
            </div>
        </main>
    };
    Page::confidential(title, main)
}

// --- what was frozen ---------------------------------------------------------------------------------

/// The frozen versions, for those who may read them.
pub fn frozen(context: &ConsultationContext, versions: &[(Frozen, Vec<EditionFile>)]) -> Page {
    let texts = texts();
    let title = texts.t("nav-report");
    let main = view! {
        <main class="page leaf" id="main">
            {head(texts, context, &title)}
            <div class="row">
                <div class="in-text stack">
                    {versions.is_empty().then(|| view! { <p class="empty">{texts.t("desk-not-frozen")}</p> })}
                    {editions(texts, context, versions)}
                </div>
            </div>
        </main>
    };
    Page::new(title, main)
}

fn editions(
    texts: Texts,
    context: &ConsultationContext,
    versions: &[(Frozen, Vec<EditionFile>)],
) -> AnyView {
    versions
        .iter()
        .enumerate()
        .map(|(n, (version, files))| edition(texts, context, version, files, n > 0))
        .collect_view()
        .into_any()
}

fn edition(
    texts: Texts,
    context: &ConsultationContext,
    version: &Frozen,
    files: &[EditionFile],
    older: bool,
) -> AnyView {
    let title = texts.with(
        "edition-version",
        &[
            ("number", version.number.into()),
            (
                "moment",
                texts
                    .moment_zone(version.frozen_at, &context.round.time_zone)
                    .into(),
            ),
        ],
    );
    let withheld = version.withheld_reason.as_ref().map(|reason| {
        let words = texts.with("edition-withheld", &[("reason", reason.clone().into())]);
        view! { <p class="state todo">{words}</p> }
    });
    let groups = Readership::ALL
        .iter()
        .filter(|audience| files.iter().any(|file| file.audience == **audience))
        .map(|audience| {
            let lines = [Format::Html, Format::Pdf, Format::Csv, Format::Json]
                .into_iter()
                .filter_map(|format| files.iter().find(|it| it.audience == *audience && it.format == format))
                .map(|file| {
                    let url = routes::report_file(
                        &context.consultation.slug,
                        version.number,
                        format!("{audience}.{}", file.format),
                    );
                    let size = texts.number(file.size / 1024 + 1);
                    let size = texts.with("edition-size", &[("size", size.into())]);
                    view! {
                        <div>
                            <dt><a href=url>{texts.word("format", file.format)}</a>" "<span class="soft">{size}</span></dt>
                            <dd class="digest"><span class="soft">"SHA-256 "</span><code>{file.sha256.clone()}</code></dd>
                        </div>
                    }
                })
                .collect_view();
            view! { <h3 class="minor">{texts.word("report-edition", audience)}</h3><dl class="facts">{lines}</dl> }
        })
        .collect_view();
    view! {
        <section class="edition">
            <h2 class="minor">{title}</h2>
            {older.then(|| view! { <p class="soft">{texts.t("edition-older")}</p> })}
            {(!version.correction.is_empty()).then(|| view! { <p dir="auto"><b>{texts.t("report-correction")}</b>" "{version.correction.clone()}</p> })}
            {withheld}
            {groups}
        </section>
    }
    .into_any()
}
