//! Entering submissions on behalf of their authors: from a form, or from a file.

use domain::{
    account::StakeholderGroup,
    comment::{CommentKind, Position},
    error::Problems,
    exchange::{Record, Words},
    ops::{ConsultationContext, exchange::Imported},
    submission::Publication,
};
use leptos::prelude::*;

use super::enter_preview::{Looked, preview};
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

/// What the page shows.
pub struct Model<'a> {
    /// The consultation.
    pub context: &'a ConsultationContext,
    /// Anchor and label of each provision.
    pub labels: &'a [(String, String)],
    /// What the form for one comment holds.
    pub typed: &'a Record,
    /// What is wrong with it.
    pub problems: &'a Problems,
    /// What is wrong with a file.
    pub in_file: &'a Problems,
    /// A file to look at before it is entered.
    pub looked: Option<&'a Looked>,
    /// What was just entered.
    pub entered: Option<&'a Imported>,
}

/// The page.
pub fn page(model: &Model<'_>) -> Page {
    let texts = texts();
    let context = model.context;
    let slug = context.consultation.slug.as_str();
    let problems = model.looked.map_or(model.problems, |it| &it.problems);
    Page::new(
        texts.t("enter-title"),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        {error_summary(problems)}
                        {model.entered.map(|it| done(texts, it))}
                        <p class="kicker"><a href=routes::comments(slug)>{context.consultation.title.clone()}</a></p>
                        <h1>{texts.t("enter-title")}</h1>
                        <p class="lead byline">{texts.t("enter-lead")}</p>
                    </div>
                </header>
                {model.looked.map(|it| preview(texts, it))}
                {file(texts, model.in_file)}
                {form(texts, model.labels, model.typed, model.problems)}
            </main>
        },
    )
}

fn done(texts: Texts, entered: &Imported) -> impl IntoView + use<> {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let cited = |reference: Option<&String>| reference.cloned().unwrap_or_default();
    let done = texts.with(
        "enter-done",
        &[
            ("count", number(entered.references.len()).into()),
            ("first", cited(entered.references.first()).into()),
            ("last", cited(entered.references.last()).into()),
        ],
    );
    let mails = (entered.mails > 0).then(|| texts.count("enter-mails", number(entered.mails)));
    view! { <div class="notice" role="status"><p><b>{done}</b></p>{mails.map(|it| view! { <p>{it}</p> })}</div> }
}

fn file(texts: Texts, problems: &Problems) -> impl IntoView + use<> {
    let wrong = (!problems.0.is_empty()).then(|| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="file-wrong">
                <h3 class="minor" id="file-wrong">{texts.t("enter-refused")}</h3>
                {by_line(texts, problems)}
            </div>
        }
    });
    let columns = domain::exchange::column_names();
    view! {
        <section class="row part" aria-labelledby="file-title">
            <h2 class="in-hang" id="file-title">{texts.t("enter-file")}</h2>
            <form class="in-text form" method="post" enctype="multipart/form-data" novalidate>
                {wrong}
                {Field::new("file", "", &Problems::default()).labelled(texts.t("enter-choose-file")).input("file", "")}
                <p class="small soft">{texts.t("enter-columns")}" "<code>{columns}</code></p>
                <div class="buttons">{submit_as("act", "look", texts.t("enter-file-look"), false)}</div>
            </form>
        </section>
    }
}

/// What is wrong with a file, or deserves a look, line by line.
pub(super) fn by_line(texts: Texts, problems: &Problems) -> AnyView {
    let items = problems.0.iter().map(|problem| {
        let mut plain = problem.clone();
        let line = plain
            .line
            .take()
            .map(|line| texts.with("enter-line", &[("line", line.to_string().into())]));
        view! { <li><b>{line}</b><span dir="auto">{message(texts, &plain)}</span></li> }
    });
    view! { <ol class="problems">{items.collect_view()}</ol> }.into_any()
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
            {field("channel", &typed.channel).labelled(texts.t("enter-form-channel")).input("text", "off")}
        </div>
        {field("email", &typed.email).labelled(texts.t("enter-email")).optional().input("email", "off")}
    }
    .into_any();
    let typed_words = typed.content(None, Words::default());
    let written = typed_words.written().map(|(name, text)| match name {
        "body" => field(name, text).textarea(6),
        _ => field(name, text).optional().textarea(3),
    });
    let what = view! {
        <div class="pair">
            {field("provision", &typed.provision).select(on)}
            {field("kind", &typed.kind).select(kinds)}
            {field("position", &typed.position).select(positions)}
            {field("submitted_at", &typed.submitted_at).labelled(texts.t("enter-form-when")).input("date", "off")}
        </div>
        {written}
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
