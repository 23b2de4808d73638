//! Writing a comment: one form, wherever it stands. What was typed comes back as it was.

use domain::{
    comment::{CommentKind, Content, Position},
    error::Problems,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::form::{Field, submit_as};
use crate::render::texts;

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// A word of [`Position`], or empty.
    pub position: String,
    /// A word of [`CommentKind`].
    pub kind: String,
    /// The comment itself.
    pub body: String,
    /// The wording it proposes.
    pub proposed_wording: String,
    /// Its reasons.
    pub rationale: String,
    /// Of the draft as it was read; empty for a new one.
    pub revision: String,
    /// Which button was pressed.
    pub act: String,
}

impl From<&Content> for Typed {
    fn from(content: &Content) -> Self {
        let kind = content.kind.unwrap_or(CommentKind::General);
        Self {
            position: content.position.map_or("", Position::as_str).to_owned(),
            kind: kind.as_str().to_owned(),
            body: content.body.clone(),
            proposed_wording: content.proposed_wording.clone(),
            rationale: content.rationale.clone(),
            ..Self::default()
        }
    }
}

impl Typed {
    /// As content on a provision (none: the document as a whole). Browsers send line ends as CRLF; here they are LF.
    pub fn content(&self, anchor: Option<String>, language: &str) -> Content {
        let lines = |text: &str| text.replace("\r\n", "\n");
        Content {
            anchor,
            kind: self.kind.parse().ok(),
            position: self.position.parse().ok(),
            body: lines(&self.body),
            proposed_wording: lines(&self.proposed_wording),
            rationale: lines(&self.rationale),
            language: language.to_owned(),
        }
    }
}

/// The fields.
pub fn fields(typed: &Typed, problems: &Problems, on_provision: bool) -> AnyView {
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
    view! {
        {Field::new("position", &typed.position, problems).radios(positions, false)}
        {Field::new("kind", kind, problems).radios(kinds, false)}
        {Field::new("body", &typed.body, problems).textarea(6)}
        {on_provision.then(|| Field::new("proposed_wording", &typed.proposed_wording, problems).optional().textarea(4))}
        {Field::new("rationale", &typed.rationale, problems).optional().textarea(3)}
    }
    .into_any()
}

/// The whole form for a new comment, under the provision it is on.
pub fn composer(title: String, typed: &Typed, problems: &Problems, on_provision: bool) -> AnyView {
    let texts = texts();
    view! {
        <form class="composer" id="composer" method="post" novalidate aria-labelledby="composer-title">
            <h2 class="minor" id="composer-title">{title}</h2>
            {fields(typed, problems, on_provision)}
            <div class="buttons">{submit_as("act", "save", texts.t("composer-save"), false)}</div>
            <p class="kept">{texts.t("composer-note")}</p>
        </form>
    }
    .into_any()
}
