//! Writing a comment: one form, wherever it stands. What was typed comes back as it was.

use domain::{
    comment::{CommentKind, MAX_CHARACTERS, Position},
    error::Problems,
    id::DraftId,
    text::{Provision, plain},
};
use leptos::prelude::*;

use super::{
    form::{Field, submit_as},
    slot::Slot,
};
use crate::{
    i18n::Texts,
    islands::{
        autosave::{Autosave, Words},
        live::{Difference, Remaining},
    },
    render::texts,
};

pub use crate::api::CommentForm;

/// What is commented on, and which draft it is.
#[derive(Clone, Debug, Default)]
pub struct Subject<'a> {
    /// The consultation.
    pub slug: &'a str,
    /// The provision; none: the document as a whole.
    pub provision: Option<&'a Provision>,
    /// The draft; none: it is yet to be made.
    pub draft: Option<DraftId>,
    /// The digest of the text as it is shown.
    pub text: &'a str,
}

/// The fields, and what is alive beside them.
pub fn fields(typed: &CommentForm, problems: &Problems, subject: &Subject<'_>) -> AnyView {
    let texts = texts();
    let positions = Position::ALL
        .iter()
        .map(|it| (it.to_string(), texts.word("position", it), String::new()))
        .collect();
    let kinds = CommentKind::ALL
        .iter()
        .map(|it| (it.to_string(), texts.word("kind", it), String::new()))
        .collect();
    let kind = if typed.kind.is_empty() {
        CommentKind::General.as_str()
    } else {
        &typed.kind
    };
    let has_wording = subject.provision.is_some() || !typed.proposed_wording.is_empty();
    let wording = has_wording.then(|| {
        view! {
            {Field::new("proposed_wording", &typed.proposed_wording, problems).optional().textarea(4)}
            {remaining(texts, "proposed_wording")}
            {subject.provision.map(|provision| difference(texts, provision))}
        }
    });
    view! {
        <input type="hidden" name="revision" value=typed.revision.clone()/>
        {subject.draft.is_none().then(|| view! {
            <input type="hidden" name="text" value=subject.text.to_owned()/>
            <input type="hidden" name="new" value=typed.new.clone()/>
        })}
        {Field::new("position", &typed.position, problems).radios(positions, false)}
        {Field::new("kind", kind, problems).radios(kinds, false)}
        {Field::new("body", &typed.body, problems).textarea(6)}
        {remaining(texts, "body")}
        {wording}
        {Field::new("rationale", &typed.rationale, problems).optional().textarea(3)}
        {remaining(texts, "rationale")}
        {autosave(texts, subject)}
    }
    .into_any()
}

fn remaining(texts: Texts, field: &'static str) -> AnyView {
    let around = |key| Slot::new(texts, key, "count").around();
    view! {
        <Remaining field=field.to_owned() most=MAX_CHARACTERS left=around("composer-left") over=around("composer-over")/>
    }
    .into_any()
}

fn difference(texts: Texts, provision: &Provision) -> AnyView {
    view! {
        <Difference field="proposed_wording".to_owned() original=plain(&provision.text)
            title=texts.t("composer-difference") begin=texts.t("composer-begin")
            inserted=texts.t("redline-inserted") removed=texts.t("redline-deleted")/>
    }
    .into_any()
}

fn autosave(texts: Texts, subject: &Subject<'_>) -> AnyView {
    let words = Words {
        saving: texts.t("composer-saving"),
        saved: Slot::new(texts, "composer-saved", "time").around(),
        unreachable: texts.t("composer-unreachable"),
    };
    let anchor = subject.provision.map(|it| it.anchor.clone());
    let draft = subject.draft.map(|it| it.to_string());
    view! {
        <Autosave slug=subject.slug.to_owned() anchor=anchor.unwrap_or_default() draft=draft.unwrap_or_default() words/>
    }
    .into_any()
}

/// The whole form for a new comment, under the provision it is on.
pub fn composer(
    title: String,
    typed: &CommentForm,
    problems: &Problems,
    subject: &Subject<'_>,
) -> AnyView {
    let texts = texts();
    view! {
        <form class="composer" id="composer" method="post" novalidate aria-labelledby="composer-title">
            <h2 class="minor" id="composer-title">{title}</h2>
            {fields(typed, problems, subject)}
            <div class="buttons">{submit_as("act", "save", texts.t("composer-save"), false)}</div>
            <p class="kept">{texts.t("composer-note")}</p>
        </form>
    }
    .into_any()
}
