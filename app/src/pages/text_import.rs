//! Importing the text: pasting or choosing a file, looking at the cut, correcting it, storing it.

use domain::{error::Problems, ops::ConsultationContext};
use leptos::prelude::*;

use crate::{
    Page,
    components::{
        cut::{LookedOver, looked_over},
        form::{Field, error_summary, submit_as},
    },
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
    /// The text as it would be stored, once it was looked at.
    pub looked_over: Option<LookedOver>,
    /// Another window replaced the text meanwhile.
    pub is_stale: bool,
}

/// The page: the form, and below it the cut once there is one.
pub fn page(context: &ConsultationContext, typed: &TextForm, problems: &Problems) -> Page {
    let texts = texts();
    let slug = context.consultation.slug.as_str();
    let replaces = context.round.version_id.is_some();
    let title = texts.t(if replaces {
        "document-replace"
    } else {
        "text-title"
    });
    // Until the first comment what was stored can be corrected further.
    let correct = (replaces && typed.looked_over.is_none()).then(|| {
        let url = routes::with_query(&routes::text_import(slug), &[("correct", "yes")]);
        view! { <p><a class="button second" href=url>{texts.t("text-correct-stored")}</a></p> }
    });
    let stale = typed
        .is_stale
        .then(|| view! { <p class="notice" role="alert">{texts.t("text-stale")}</p> });
    let seen = typed.looked_over.is_some();
    let preview = typed.looked_over.as_ref().map(|it| {
        view! {
            <section class="row part" aria-labelledby="cut">
                <h2 class="in-hang" id="cut">{texts.t("text-cut")}</h2>
                <div class="to-end stack">{looked_over(texts, it, problems)}</div>
            </section>
        }
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
                        {stale}
                        {correct}
                    </div>
                </header>
                <form class="row" method="post" enctype="multipart/form-data" novalidate>
                    {preview}
                    <section class="row part" aria-labelledby="source">
                        <h2 class="in-hang" id="source">{texts.t("text-source")}</h2>
                        <div class="in-text form">
                            {Field::new("file", "", problems).labelled(texts.t("text-file")).optional().input("file", "")}
                            {Field::new("text", &typed.text, problems).labelled(texts.t("text-paste")).textarea(16)}
                            {Field::new("language", &typed.language, problems).labelled(texts.t("text-language")).unhinted().input("text", "off")}
                            <div class="buttons">{submit_as("act", "preview", texts.t("text-preview"), seen)}</div>
                        </div>
                    </section>
                </form>
            </main>
        },
    )
}
