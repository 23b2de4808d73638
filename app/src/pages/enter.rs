//! Entering submissions on behalf of their authors: from a form, or from a file.

use domain::{
    account::StakeholderGroup,
    comment::{CommentKind, Position},
    error::Problems,
    exchange::{COLUMNS, Record},
    ops::ConsultationContext,
    submission::Publication,
};
use leptos::prelude::*;

use crate::{
    Page,
    components::{
        country::countries,
        form::{Field, error_summary, message, submit_as},
    },
    i18n::Texts,
    render::texts,
    routes,
};

/// The page. `entered`: references just given. `in_file`: what is wrong with a file.
pub fn page(
    context: &ConsultationContext,
    labels: &[(String, String)],
    typed: &Record,
    problems: &Problems,
    in_file: &Problems,
    entered: &[String],
) -> Page {
    let texts = texts();
    let slug = context.consultation.slug.as_str();
    let count = i64::try_from(entered.len()).unwrap_or(i64::MAX);
    let first = entered.first().cloned().unwrap_or_default();
    let last = entered.last().cloned().unwrap_or_default();
    let done = texts.with(
        "enter-done",
        &[
            ("count", count.into()),
            ("first", first.into()),
            ("last", last.into()),
        ],
    );
    Page::new(
        texts.t("enter-title"),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        {error_summary(problems)}
                        {(!entered.is_empty()).then(|| view! { <div class="notice" role="status"><p><b>{done}</b></p></div> })}
                        <p class="kicker"><a href=routes::comments(slug)>{context.consultation.title.clone()}</a></p>
                        <h1>{texts.t("enter-title")}</h1>
                        <p class="lead byline">{texts.t("enter-lead")}</p>
                    </div>
                </header>
                {file(texts, in_file)}
                {form(texts, labels, typed, problems)}
            </main>
        },
    )
}

fn file(texts: Texts, problems: &Problems) -> impl IntoView + use<> {
    let wrong = problems.0.iter().map(|problem| {
        let mut plain = problem.clone();
        let line = plain
            .line
            .take()
            .map(|line| texts.with("enter-line", &[("line", line.to_string().into())]));
        view! { <li><b>{line}</b><span>{message(texts, &plain)}</span></li> }
    });
    let wrong = (!problems.0.is_empty()).then(|| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="file-wrong">
                <h3 class="minor" id="file-wrong">{texts.t("enter-refused")}</h3>
                <ol class="problems">{wrong.collect_view()}</ol>
            </div>
        }
    });
    view! {
        <section class="row part" aria-labelledby="file-title">
            <h2 class="in-hang" id="file-title">{texts.t("enter-file")}</h2>
            <form class="in-text form" method="post" enctype="multipart/form-data" novalidate>
                {wrong}
                {Field::new("file", "", &Problems::default()).labelled(texts.t("enter-choose")).input("file", "")}
                <p class="small soft">{texts.t("enter-columns")}" "<code>{COLUMNS.join(", ")}</code></p>
                <div class="buttons">{submit_as("act", "file", texts.t("enter-file-store"), false)}</div>
            </form>
        </section>
    }
}

fn form(
    texts: Texts,
    labels: &[(String, String)],
    typed: &Record,
    problems: &Problems,
) -> impl IntoView + use<> {
    let not_stated = (String::new(), texts.t("enter-not-stated"));
    let words = |list: &'static str, all: Vec<&'static str>| {
        let options = all
            .into_iter()
            .map(|it| (it.to_owned(), texts.word(list, it)));
        std::iter::once(not_stated.clone())
            .chain(options)
            .collect::<Vec<_>>()
    };
    let groups = words(
        "group",
        StakeholderGroup::ALL.iter().map(|it| it.as_str()).collect(),
    );
    let kinds = words(
        "kind",
        CommentKind::ALL.iter().map(|it| it.as_str()).collect(),
    );
    let positions = words(
        "position",
        Position::ALL.iter().map(|it| it.as_str()).collect(),
    );
    let publications = words(
        "publication",
        Publication::ALL.iter().map(|it| it.as_str()).collect(),
    );
    let on: Vec<(String, String)> =
        std::iter::once((String::new(), texts.t("document-as-a-whole")))
            .chain(
                labels
                    .iter()
                    .map(|(_, label)| (label.clone(), label.clone())),
            )
            .collect();
    let field = |name: &str, value: &str| Field::new(name, value, problems);
    let who = view! {
        <div class="pair">
            {field("author", &typed.author).optional().input("text", "off")}
            {field("organisation", &typed.organisation).unhinted().optional().input("text", "off")}
            {field("group", &typed.group).labelled(texts.t("call-group")).select(groups)}
            {field("country", &typed.country).unhinted().optional().select(countries(texts, &typed.country))}
            {field("publication", &typed.publication).select(publications)}
            {field("channel", &typed.channel).optional().input("text", "off")}
        </div>
    }
    .into_any();
    let what = view! {
        <div class="pair">
            {field("provision", &typed.provision).select(on)}
            {field("kind", &typed.kind).select(kinds)}
            {field("position", &typed.position).select(positions)}
            {field("submitted_at", &typed.submitted_at).optional().input("text", "off")}
        </div>
        {field("body", &typed.body).textarea(6)}
        {field("proposed_wording", &typed.proposed_wording).optional().textarea(3)}
        {field("rationale", &typed.rationale).optional().textarea(3)}
    }
    .into_any();
    view! {
        <section class="row part" aria-labelledby="form-title">
            <h2 class="in-hang" id="form-title">{texts.t("enter-form")}</h2>
            <form class="in-text form" method="post" enctype="multipart/form-data" novalidate>
                {who}
                {what}
                <div class="buttons">{submit_as("act", "form", texts.t("enter-store"), false)}</div>
            </form>
        </section>
    }
}
