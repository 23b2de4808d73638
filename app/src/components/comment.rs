//! A comment as it shows in lists and on its own page, and the redline of the wording it proposes.

use domain::{
    comment::{CommentView, Content},
    direction::of_language,
    redline,
    text::plain,
};
use leptos::prelude::*;

use super::by;
use crate::{i18n::Texts, render::texts, routes};

/// "Oppose, technical": what is known of position and kind.
pub fn stance(texts: Texts, comment: &CommentView) -> impl IntoView + use<> {
    let position = comment.content.position.map_or_else(
        || texts.t("comment-no-position"),
        |position| texts.word("position", position),
    );
    let kind = comment
        .content
        .kind
        .map(|kind| texts.with("comment-kind", &[("kind", texts.word("kind", kind).into())]));
    view! { <strong>{position}</strong>{kind} }
}

/// Someone's words as they wrote them, paragraph by paragraph.
pub fn words(text: &str, language: &str) -> impl IntoView + use<> {
    let language = (!language.is_empty()).then(|| language.to_owned());
    view! { <p class="quote as-written" dir="auto" lang=language>{text.trim_end().to_owned()}</p> }
}

/// What a wording changes in a provision; without one, the wording itself.
pub fn proposal(text: Option<&str>, wording: &str) -> AnyView {
    if wording.trim().is_empty() {
        return ().into_any();
    }
    let pieces = match text {
        Some(text) => redline::proposal(&plain(text), wording),
        None => vec![redline::Piece::inserted(wording.trim())],
    };
    view! { <p class="redline" dir="auto">{super::redline::pieces(&pieces)}</p> }.into_any()
}

/// What a comment says, with the redline against the provision's words if they are given.
pub fn said(texts: Texts, comment: &CommentView, text: Option<&str>) -> AnyView {
    if comment.hidden_reason.is_some() && comment.content.body.is_empty() {
        return ().into_any();
    }
    content(texts, &comment.content, text)
}

/// All that is written in a comment or a draft; the wording it proposes as redline against the provision's words if
/// they are given.
pub fn content(texts: Texts, content: &Content, text: Option<&str>) -> AnyView {
    let parts = content.written().into_iter().map(|(field, written)| {
        if written.trim().is_empty() {
            return ().into_any();
        }
        match (field, text) {
            ("body", _) => words(written, &content.language).into_any(),
            ("proposed_wording", Some(_)) => proposal(text, written),
            _ => view! {
                <p class="small soft">{texts.t(&field_key(field))}</p>
                {words(written, &content.language)}
            }
            .into_any(),
        }
    });
    parts.collect_view().into_any()
}

/// The name of a field before what is written in it, where words are all there is: in mails and reports.
pub fn field_label(texts: Texts, field: &str) -> String {
    let name = texts.t(&field_key(field));
    texts.with("field-colon", &[("name", name.into())])
}

fn field_key(field: &str) -> String {
    format!("field-{}", field.replace('_', "-"))
}

/// That it was entered on behalf of its author: told always, whatever of the author is; with the channel, if that
/// names nobody, and whether it came late.
pub fn entered(texts: Texts, comment: &CommentView, zone: &str) -> Vec<String> {
    let Some(at) = comment.by.entered_at else {
        return Vec::new();
    };
    let mut notes = vec![texts.with(
        "comment-entered",
        &[("moment", texts.date(at, zone).into())],
    )];
    if !comment.channel.is_empty() {
        let channel = comment.channel.clone();
        notes.push(texts.with("comment-came-by", &[("channel", channel.into())]));
    }
    if comment.by.late {
        notes.push(texts.t("comment-entered-late"));
    }
    notes
}

/// What must be known about it beside its words. `zone`: of its round.
pub fn standing(texts: Texts, comment: &CommentView, zone: &str) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(reason) = &comment.hidden_reason {
        notes.push(texts.with("comment-is-hidden", &[("reason", reason.clone().into())]));
    }
    if comment.withdrawn {
        notes.push(texts.t("comment-withdrawn"));
    }
    if comment.not_for_publication {
        notes.push(texts.t("comment-not-for-publication"));
    }
    notes.extend(entered(texts, comment, zone));
    notes
}

/// In a list. `text`: the provision's Markdown, where it is known; `on`: whether to tell which provision it is on.
pub fn item(slug: &str, comment: &CommentView, text: Option<&str>, on: bool) -> AnyView {
    let texts = texts();
    let class = if comment.hidden_reason.is_some() {
        "comment hidden"
    } else {
        "comment"
    };
    let url = routes::comment(slug, &comment.reference);
    let on = on.then(|| {
        comment.label.clone().map_or_else(
            || texts.t("comment-on-whole"),
            |label| texts.with("comment-on", &[("label", label.into())]),
        )
    });
    // A list may hold comments of many rounds.
    let notes = standing(texts, comment, "UTC");
    view! {
        <li class=class id=comment.reference.clone()>
            {by::sign(&comment.by)}
            <p class="comment-by">
                {by::who(&comment.by)}
                <a class="ref" href=url><bdi>{comment.reference.clone()}</bdi></a>
            </p>
            <p>{stance(texts, comment)}{on}</p>
            {said(texts, comment, text)}
            {(!notes.is_empty()).then(|| view! {
                <p class="foot">{notes.into_iter().map(|note| view! { <span>{note}</span> }).collect_view()}</p>
            })}
        </li>
    }
    .into_any()
}

/// The words of the provision that a comment is on, or that it is on the whole.
pub fn subject(markdown: &str, language: &str) -> impl IntoView + use<> {
    let html = super::markdown::block(markdown, &|_| None);
    view! { <div class="words" lang=language.to_owned() dir=of_language(language).as_str() inner_html=html></div> }
}
