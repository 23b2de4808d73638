//! The answers to one's own comments: for each, the issue it went into, the decision with its reason, and the words
//! that changed.

use std::collections::BTreeMap;

use domain::{
    answer::{CommentOutcome, DecisionTrail, in_order},
    consultation::Slug,
    ops::answer::Own,
    wording::unmasked,
};
use leptos::prelude::*;

use super::reading_room::how;
use crate::{
    Page,
    components::{isolate::bdi, redline},
    render::texts,
    routes,
};

/// The page.
pub fn page(own: &Own) -> Page {
    let texts = texts();
    let context = &own.context;
    let slug = &context.consultation.slug;
    let lead = match (&own.trails, own.comments.is_empty()) {
        (_, true) => texts.t("answers-none"),
        (Some(_), false) => texts.t("answers-lead"),
        (None, false) => texts.t(&format!("outcome-not-yet-{}", context.phase)),
    };
    let later = own
        .trails
        .is_none()
        .then(|| view! { <p>{texts.t("answers-later")}</p> });
    let entries = own
        .comments
        .iter()
        .map(|fate| entry(slug, fate, own.trails.as_ref()))
        .collect_view();
    Page::new(
        texts.t("answers-title"),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        <p class="kicker">{context.consultation.title.clone()}</p>
                        <h1>{texts.t("answers-title")}</h1>
                        <p class="lead byline">{lead}</p>
                        {later}
                        <ul class="links more">
                            <li><a href=routes::outcome(slug)>{texts.t("nav-outcome")}</a></li>
                            <li><a href=routes::text(slug)>{texts.t("nav-text")}</a></li>
                        </ul>
                    </div>
                </header>
                <section class="row" aria-label=texts.t("answers-title")>
                    <div class="in-text"><ol>{entries}</ol></div>
                </section>
            </main>
        },
    )
}

fn entry(
    slug: &Slug,
    fate: &CommentOutcome,
    trails: Option<&BTreeMap<i32, DecisionTrail>>,
) -> AnyView {
    let texts = texts();
    let comment = &fate.comment;
    let content = &comment.content;
    let language = (!content.language.is_empty()).then(|| content.language.clone());
    let on = comment
        .label
        .clone()
        .unwrap_or_else(|| texts.t("document-as-a-whole"));
    let wording = (!content.proposed_wording.is_empty()).then(|| {
        view! {
            <p class="minor">{texts.t("field-proposed-wording")}</p>
            <p class="as-written" lang=language.clone() dir="auto">{unmasked(&content.proposed_wording).into_owned()}</p>
        }
    });
    let answer = match trails {
        _ if comment.withdrawn => {
            view! { <p class="soft">{texts.t("answers-withdrawn")}</p> }.into_any()
        }
        None => ().into_any(),
        Some(trails) => answered(slug, fate, trails),
    };
    view! {
        <li class="comment whole" id=comment.reference.clone()>
            <p class="comment-by"><b>{on}</b><span class="ref">{bdi(&comment.reference)}</span></p>
            <p class="as-written" lang=language.clone() dir="auto">{content.body.clone()}</p>
            {wording}
            {answer}
        </li>
    }
    .into_any()
}

fn answered(slug: &Slug, fate: &CommentOutcome, trails: &BTreeMap<i32, DecisionTrail>) -> AnyView {
    let texts = texts();
    let aside = fate
        .set_aside
        .clone()
        .filter(|_| fate.issues.is_empty())
        .map(|reason| {
            view! {
                <div class="answer">
                    <p><b>{texts.t("fate-set-aside")}</b></p>
                    <p class="as-written" dir="auto">{reason}</p>
                </div>
            }
        });
    let answers = in_order(trails, &fate.issues)
        .into_iter()
        .map(|trail| decision(slug, trail))
        .collect_view();
    view! { {answers}{aside} }.into_any()
}

fn decision(slug: &Slug, trail: &DecisionTrail) -> AnyView {
    let texts = texts();
    let it = &trail.decided;
    let number = texts.with("issue-number", &[("number", it.number.into())]);
    let changed = if trail.changed.is_empty() {
        view! { <p class="soft">{texts.t("answers-no-words")}</p> }.into_any()
    } else {
        let changes = trail
            .changed
            .iter()
            .map(|change| {
                let url = format!("{}#{}", routes::outcome(slug), change.anchor);
                view! {
                    <p>
                        <a href=url>{bdi(&change.label)}</a>" "
                        <span class="soft">{texts.word("relation", change.relation)}</span>
                    </p>
                    <p class="redline" dir="auto">{redline::pieces(&change.pieces)}</p>
                }
            })
            .collect_view();
        view! { <p class="minor">{texts.t("fate-changed")}</p>{changes} }.into_any()
    };
    view! {
        <div class="answer">
            <p dir="auto"><b>{number}". "</b>{it.statement.clone()}</p>
            <p><b>{texts.word("disposition", it.disposition)}</b></p>
            <p class="as-written" dir="auto">{it.reason.clone()}</p>
            <p class="soft">{how(it.reached, it.votes, &it.dissents, &it.recusals)}</p>
            {changed}
        </div>
    }
    .into_any()
}
