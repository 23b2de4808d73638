//! What was withdrawn or removed, and the ways back until the round closes.

use chrono::SecondsFormat;
use domain::{
    comment::CommentView,
    ops::submission::{Removed, Review},
};
use leptos::prelude::*;

use super::words_of;
use crate::{
    components::{comment, isolate::bdi},
    i18n::Texts,
    routes,
};

/// A button that brings something back; `what`: to hear which, where several stand in a row.
pub(super) fn back(
    texts: Texts,
    action: String,
    moment: Option<domain::Timestamp>,
    what: Option<String>,
) -> AnyView {
    let label = if what.is_some() {
        texts.t("submission-bring-back")
    } else {
        texts.t("submission-undo")
    };
    let moment = moment.map(|at| at.to_rfc3339_opts(SecondsFormat::Micros, true));
    view! {
        <form method="post" action=action class="buttons">
            {moment.map(|at| view! { <input type="hidden" name="moment" value=at/> })}
            <button class="button second" name="act" value="restore">{label}{what.map(|what| view! { <span class="vh">" "{bdi(&what)}</span> })}</button>
        </form>
    }
    .into_any()
}

/// Until when what was withdrawn or removed can be brought back.
fn until(texts: Texts, review: &Review) -> String {
    let round = &review.context.round;
    match round.closes_at {
        Some(at) => texts.with(
            "submission-undo-until",
            &[("moment", texts.moment_zone(at, &round.time_zone).into())],
        ),
        None => texts.t("submission-undo-until-close"),
    }
}

/// What was done just now that can be undone.
pub(super) fn undo(texts: Texts, review: &Review, key: &str, button: Option<AnyView>) -> AnyView {
    view! {
        <div class="notice" role="status">
            <p><b>{texts.t(key)}</b></p>
            {button.map(|button| view! { <p>{until(texts, review)}</p>{button} })}
        </div>
    }
    .into_any()
}

/// Comments that were withdrawn, each with the way back as long as there is one.
pub(super) fn withdrawn(texts: Texts, review: &Review) -> Option<AnyView> {
    let slug = review.context.consultation.slug.as_str();
    let is_open = review.refused.is_none();
    let gone = review.comments.iter().filter(|it| it.withdrawn);
    let items: Vec<AnyView> = gone
        .map(|it: &CommentView| {
            let item = comment::item(slug, it, words_of(review, it.content.anchor.as_ref()), true);
            let url = routes::comment(slug, &it.reference);
            let back = is_open.then(|| back(texts, url, None, Some(it.reference.clone())));
            // Stands under the words that it brings back.
            view! { {item}{back.map(|back| view! { <li>{back}</li> })} }.into_any()
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="row part" aria-labelledby="withdrawn">
                <div class="in-hang"><h2 id="withdrawn">{texts.t("submission-withdrawn-comments")}</h2></div>
                <div class="in-text stack">
                    {is_open.then(|| view! { <p class="small soft">{until(texts, review)}</p> })}
                    <ol class="comments">{items}</ol>
                </div>
            </section>
        }
        .into_any()
    })
}

/// Drafts that were removed.
pub(super) fn removed(texts: Texts, review: &Review) -> Option<AnyView> {
    let slug = review.context.consultation.slug.as_str();
    let is_open = review.refused.is_none();
    let item = |it: &Removed| {
        let content = &it.draft.content;
        let label = it
            .label
            .clone()
            .unwrap_or_else(|| texts.t("document-short"));
        let back = it.may_come_back.then(|| {
            let url = routes::draft(slug, it.draft.id);
            back(texts, url, None, Some(label.clone()))
        });
        view! {
            <li class="entry row">
                <span class="label"><bdi>{label}</bdi></span>
                <div class="in-text">
                    {comment::words(&content.body, &content.language)}
                    {comment::proposal(words_of(review, content.anchor.as_ref()), &content.proposed_wording)}
                    {(!content.rationale.trim().is_empty()).then(|| comment::words(&content.rationale, &content.language))}
                </div>
                <div class="in-margin">{back}</div>
            </li>
        }
    };
    let items: Vec<_> = review.removed.iter().map(item).collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="row part" aria-labelledby="removed">
                <div class="in-hang"><h2 id="removed">{texts.t("submission-removed-drafts")}</h2></div>
                {is_open.then(|| view! { <p class="in-text small soft">{until(texts, review)}</p> })}
                <ol class="row drafts">{items}</ol>
            </section>
        }
        .into_any()
    })
}
