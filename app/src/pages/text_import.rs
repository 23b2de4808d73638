//! Importing the text: pasting or choosing a file, looking at the cut, correcting it, storing it.

use domain::{
    error::Problems,
    ops::ConsultationContext,
    text::{Cut, Provision, ProvisionKind},
};
use leptos::prelude::*;

use crate::{
    Page,
    components::{
        form::{Field, error_summary, submit_as},
        markdown,
    },
    i18n::Texts,
    render::texts,
    routes,
};

/// What was typed or chosen.
#[derive(Clone, Debug, Default)]
pub struct TextForm {
    /// The Markdown.
    pub text: String,
    /// BCP 47 tag.
    pub language: String,
    /// What the cut took for something else.
    pub retyped: Vec<(String, ProvisionKind)>,
}

/// The page: the form, and below it the cut once there is one.
pub fn page(
    context: &ConsultationContext,
    typed: &TextForm,
    cut: Option<&Cut>,
    problems: &Problems,
) -> Page {
    let texts = texts();
    let slug = context.consultation.slug.as_str();
    let replaces = context.round.version_id.is_some();
    let title = texts.t(if replaces {
        "document-replace"
    } else {
        "text-title"
    });
    Page::new(
        title.clone(),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        {error_summary(problems)}
                        <p class="kicker"><a href=routes::consultation(slug)>{context.consultation.title.clone()}</a></p>
                        <h1>{title}</h1>
                        <p class="lead byline">{texts.t("text-lead")}</p>
                    </div>
                </header>
                <form class="row" method="post" enctype="multipart/form-data" novalidate>
                    {cut.map(|cut| preview(texts, cut))}
                    <section class="row part" aria-labelledby="source">
                        <h2 class="in-hang" id="source">{texts.t("text-source")}</h2>
                        <div class="in-text form">
                            {Field::new("file", "", problems).labelled(texts.t("text-file")).optional().input("file", "")}
                            {Field::new("text", &typed.text, problems).labelled(texts.t("text-paste")).textarea(16)}
                            {Field::new("language", &typed.language, problems).labelled(texts.t("text-language")).input("text", "")}
                            <div class="buttons">{submit_as("act", "preview", texts.t("text-preview"), cut.is_some())}</div>
                        </div>
                    </section>
                </form>
            </main>
        },
    )
}

fn preview(texts: Texts, cut: &Cut) -> impl IntoView + use<> {
    view! {
        <section class="row part" aria-labelledby="cut">
            <h2 class="in-hang" id="cut">{texts.t("text-cut")}</h2>
            <div class="to-end stack">{looked_at(texts, cut)}</div>
        </section>
    }
}

/// A cut to be looked at, with the buttons that store it or cut again: inside the form that holds the text.
pub fn looked_at(texts: Texts, cut: &Cut) -> impl IntoView + use<> {
    let count = i64::try_from(cut.provisions.len()).unwrap_or(i64::MAX);
    let rows: Vec<AnyView> = cut.provisions.iter().map(|it| row(texts, it)).collect();
    view! {
        <p class="lead" dir="auto">{cut.title.clone()}</p>
        <p>{texts.count("text-cut-count", count)}</p>
        <div class="buttons">
            {submit_as("act", "import", texts.t("text-store"), false)}
            {submit_as("act", "preview", texts.t("text-again"), true)}
        </div>
        <table class="table preview">
            <thead><tr>
                <th scope="col">{texts.t("text-label")}</th>
                <th scope="col">{texts.t("text-kind")}</th>
                <th scope="col">{texts.t("text-words")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(texts: Texts, it: &Provision) -> AnyView {
    let class = match it.kind {
        ProvisionKind::Heading => "is-heading",
        ProvisionKind::Norm => "is-norm",
        _ => "",
    };
    let fixed = matches!(it.kind, ProvisionKind::Table | ProvisionKind::Footnote);
    let kind = if fixed {
        texts.word("provision-kind", it.kind).into_any()
    } else {
        let name = format!("kind.{}", it.anchor);
        let options = ProvisionKind::ALL
            .iter()
            .filter(|kind| !matches!(kind, ProvisionKind::Table | ProvisionKind::Footnote))
            .map(|kind| {
                let word = texts.word("provision-kind", kind);
                view! { <option value=kind.as_str() selected=*kind == it.kind>{word}</option> }
            })
            .collect_view();
        let label = texts.with("text-kind-of", &[("label", it.label.clone().into())]);
        view! { <select name=name aria-label=label>{options}</select> }.into_any()
    };
    let html = markdown::block(&it.text, &|_| None);
    view! {
        <tr class=class>
            <td class="of-label"><bdi>{it.label.clone()}</bdi></td>
            <td class="of-kind">{kind}</td>
            <td class="of-text" dir="auto" inner_html=html></td>
        </tr>
    }
    .into_any()
}
