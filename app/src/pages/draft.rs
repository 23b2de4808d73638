//! One draft: changing it, forgetting it; and both texts where another window was first.

use domain::{
    comment::{CommentView, Content},
    error::Problems,
    id::DraftId,
    ops::{ConsultationContext, draft::Found},
    text::Provision,
};
use leptos::prelude::*;

use crate::{
    Page,
    components::{
        comment,
        composer::{CommentForm, Subject, fields},
        form::{error_summary, submit_as},
    },
    render::texts,
    routes,
};

/// What another window did meanwhile.
#[derive(Clone, Debug)]
pub enum Meanwhile {
    /// Nothing.
    Nothing,
    /// It saved other words.
    Changed(Content),
    /// It submitted the draft.
    Submitted(Box<CommentView>),
    /// It forgot the draft.
    Deleted,
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Model {
    /// The consultation.
    pub context: ConsultationContext,
    /// The draft.
    pub id: DraftId,
    /// The provision; none: the document as a whole.
    pub provision: Option<Provision>,
    /// What is typed.
    pub typed: CommentForm,
    /// What another window did.
    pub meanwhile: Meanwhile,
    /// The comment it amends.
    pub amends: bool,
}

impl Model {
    /// A draft as it is stored.
    pub fn stored(found: Found) -> Self {
        let draft = &found.draft;
        Self {
            id: draft.id,
            typed: CommentForm {
                revision: draft.revision.to_string(),
                ..CommentForm::from(&draft.content)
            },
            meanwhile: Meanwhile::Nothing,
            amends: draft.comment_id.is_some(),
            context: found.context,
            provision: found.provision,
        }
    }
}

/// The page.
pub fn page(model: &Model, problems: &Problems) -> Page {
    let texts = texts();
    let slug = model.context.consultation.slug.as_str();
    let title = model.provision.as_ref().map_or_else(
        || texts.t("composer-title-whole"),
        |it| texts.with("composer-title", &[("label", it.label.clone().into())]),
    );
    let (act, save, delete) = match model.meanwhile {
        Meanwhile::Nothing => ("save", "draft-save", true),
        Meanwhile::Changed(_) => ("save", "draft-overwrite", false),
        Meanwhile::Submitted(_) => ("amend", "draft-amend", false),
        Meanwhile::Deleted => ("again", "draft-again", false),
    };
    let save = submit_as("act", act, texts.t(save), false);
    let page = view_of(model, problems, title, save, delete, slug);
    // Where another window was first, the writer decides: nothing is kept by itself.
    if delete { page.with_islands() } else { page }
}

fn view_of(
    model: &Model,
    problems: &Problems,
    title: String,
    save: AnyView,
    delete: bool,
    slug: &str,
) -> Page {
    let texts = texts();
    let conflict = meanwhile(model);
    let anchor = model.provision.as_ref().map_or_else(
        || model.typed.anchor.clone(),
        |provision| provision.anchor.clone(),
    );
    let subject = Subject {
        slug,
        provision: model.provision.as_ref(),
        draft: Some(model.id),
        text: "",
    };
    Page::new(
        title.clone(),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        {error_summary(problems)}
                        {conflict}
                        <p class="kicker"><a href=routes::submission(slug)>{texts.t("nav-submission")}</a></p>
                        <h1>{title}</h1>
                        {model.amends.then(|| view! { <p class="lead byline">{texts.t("draft-amends")}</p> })}
                    </div>
                    <div class="in-margin">{crate::pages::consultation::closing(&model.context)}</div>
                </header>
                <form class="row part" method="post" action=routes::draft(slug, model.id) novalidate>
                    <div class="in-text form">
                        <input type="hidden" name="anchor" value=anchor/>
                        {fields(&model.typed, problems, &subject)}
                        <div class="buttons">
                            {save}
                            {delete.then(|| view! {
                                <button class="button second danger" name="act" value="delete">{texts.t("draft-delete")}</button>
                            })}
                            <a class="button second" href=routes::submission(slug)>{texts.t("draft-back")}</a>
                        </div>
                    </div>
                </form>
            </main>
        },
    )
}

fn meanwhile(model: &Model) -> AnyView {
    let texts = texts();
    let (key, stored) = match &model.meanwhile {
        Meanwhile::Nothing => return ().into_any(),
        Meanwhile::Changed(content) => ("draft-changed", Some(content.clone())),
        Meanwhile::Submitted(comment) => ("draft-submitted", Some(comment.content.clone())),
        Meanwhile::Deleted => ("draft-deleted", None),
    };
    let words = model.provision.as_ref().map(|it| it.text.as_str());
    let theirs = stored.map(|content| {
        let mine = model.typed.content(None, "");
        let position = content.position.map(|it| texts.word("position", it));
        let my_position = model.typed.position.clone();
        let my_position = (!my_position.is_empty()).then(|| texts.word("position", my_position));
        view! {
            <div class="sides">
                <section class="side">
                    <h2 class="minor">{texts.t("draft-stored")}</h2>
                    <p><strong>{position}</strong></p>
                    {comment::content(texts, &content, words)}
                </section>
                <section class="side mine">
                    <h2 class="minor">{texts.t("draft-typed")}</h2>
                    <p><strong>{my_position}</strong></p>
                    {comment::content(texts, &mine, words)}
                </section>
            </div>
        }
    });
    view! {
        <div class="notice warning" role="alert"><p><b>{texts.t(key)}</b></p></div>
        {theirs}
    }
    .into_any()
}
