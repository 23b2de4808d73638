//! In the middle: the comment in hand beside the words it is on, and what can be done with it.

use domain::{issue::Selection, ops::workbench::Row, text::Provision};
use leptos::prelude::*;

use super::Model;
use crate::{
    components::{by, comment, form::message, markdown},
    i18n::Texts,
    routes,
};
pub(super) fn in_hand(texts: Texts, model: &Model) -> AnyView {
    let Some(row) = &model.hand else {
        return view! {
            <section aria-labelledby="inhand" class="stack">
                <h2 class="minor" id="inhand">{texts.t("workbench-in-hand")}</h2>
                <p class="empty">{texts.t("workbench-nothing-in-hand")}</p>
                {model.bench.workable.then(|| act_form(texts, model, None))}
            </section>
        }
        .into_any();
    };
    let index = model
        .bench
        .rows
        .iter()
        .position(|it| it.comment.seq == row.comment.seq);
    let which = index.map(|index| {
        texts.with(
            "workbench-which",
            &[
                (
                    "index",
                    i64::try_from(index + 1)
                        .map_or(0, |index| model.bench.before + index)
                        .into(),
                ),
                ("matching", model.bench.matching.into()),
            ],
        )
    });
    let provision = row.comment.content.anchor.as_ref().and_then(|anchor| {
        model
            .bench
            .provisions
            .iter()
            .find(|it| it.anchor == *anchor)
    });
    view! {
        <section aria-labelledby="inhand" class="stack">
            <h2 class="minor" id="inhand">{texts.t("workbench-in-hand")}" "<span class="soft small">{which}</span></h2>
            {context(texts, provision)}
            <ol class="in-hand">{comment(texts, &model.bench.context.consultation.slug, row, provision)}</ol>
            {standing(texts, model, row)}
            {model.bench.workable.then(|| act_form(texts, model, Some(row)))}
        </section>
    }
    .into_any()
}

/// The words that a comment is on.
fn context(texts: Texts, provision: Option<&Provision>) -> AnyView {
    match provision {
        Some(provision) => {
            let words = markdown::inline(&provision.text, &|_| None);
            view! {
                <div class="context">
                    <p class="label"><bdi>{provision.label.clone()}</bdi></p>
                    <p class="words" dir="auto" inner_html=words></p>
                </div>
            }
            .into_any()
        }
        None => view! { <p class="in-hand soft">{texts.t("document-as-a-whole")}</p> }.into_any(),
    }
}

/// A comment as a facilitator sees it, with its wording as a redline.
fn comment(
    texts: Texts,
    slug: &domain::consultation::Slug,
    row: &Row,
    provision: Option<&Provision>,
) -> AnyView {
    let comment = &row.comment;
    let content = &comment.content;
    let mut facts = vec![content.position.map_or_else(
        || texts.t("report-position-none"),
        |it| texts.word("position", it),
    )];
    facts.extend(content.kind.map(|kind| texts.word("kind", kind)));
    if comment.not_for_publication {
        facts.push(texts.t("publication-not-for-publication"));
    }
    let (first, rest) = facts
        .split_first()
        .map_or_else(Default::default, |(first, rest)| {
            let comma = texts.t("list-comma");
            let rest: Vec<&str> = rest.iter().flat_map(|it| [comma.as_str(), it]).collect();
            (first.clone(), rest.concat())
        });
    let hidden = comment.hidden_reason.as_ref().map(|reason| {
        let words = texts.with("report-hidden", &[("reason", reason.clone().into())]);
        view! { <p class="soft">{words}</p> }
    });
    let submitted = texts.date(comment.submitted_at, "UTC");
    view! {
        <li class="comment">
            {by::sign(&comment.by)}
            <p class="comment-by">{by::name(&comment.by)}" "<a class="ref" href=routes::comment(slug, &comment.reference)><bdi>{comment.reference.clone()}</bdi></a></p>
            <p><strong>{first}</strong>{rest}</p>
            {hidden}
            {comment::content(texts, content, Some(provision.map_or("", |it| &it.text)))}
            <p class="foot"><span>{submitted}</span></p>
        </li>
    }
    .into_any()
}

/// Where the comment in hand stands, with the way out of each.
fn standing(texts: Texts, model: &Model, row: &Row) -> AnyView {
    if !row.standing.is_accounted_for() {
        return ().into_any();
    }
    let slug = &model.bench.context.consultation.slug;
    let aside = row.standing.set_aside.as_ref().map(|reason| {
        let words = texts.with("standing-aside-because", &[("reason", reason.clone().into())]);
        view! {
            <p>{words}</p>
            {model.bench.workable.then(|| view! {
                <button class="button second small" form="act" name="act" value="take-back">{texts.t("workbench-take-back")}</button>
            })}
        }
    });
    let issues = row
        .standing
        .issues
        .iter()
        .map(|number| {
            let words = texts.with("standing-in", &[("issues", number.to_string().into())]);
            view! {
                <p class="buttons">
                    <a href=routes::issue(slug, number)>{words}</a>
                    {model.bench.workable.then(|| view! {
                        <button class="button second small" form="act" name="act" value=format!("out:{number}")>{texts.t("workbench-take-out")}</button>
                    })}
                </p>
            }
        })
        .collect_view();
    view! { <div class="in-hand stack">{aside}{issues}</div> }.into_any()
}

/// What can be done with the comments ticked, or else with the one in hand.
fn act_form(texts: Texts, model: &Model, hand: Option<&Row>) -> AnyView {
    let typed = &model.typed;
    let wrong = |field: &str| {
        model
            .problems
            .of(field)
            .map(|problem| view! { <span class="wrong-message">{message(texts, problem)}</span> })
    };
    let class = |field: &str| {
        if model.problems.of(field).is_some() {
            "field wrong"
        } else {
            "field"
        }
    };
    let hidden = hand.map(|row| {
        let take = Selection {
            seq: row.comment.seq,
            seen: Some(row.standing.mark()),
            excerpt: None,
        };
        view! { <input type="hidden" name="hand" value=take.to_string()/> }
    });
    let issues = model
        .bench
        .issues
        .iter()
        .map(|issue| {
            let number = issue.number.to_string();
            let selected = number == typed.issue;
            let gist: String = issue.statement.chars().take(90).collect();
            view! { <option value=number.clone() selected=selected>{format!("{number}. {gist}")}</option> }
        })
        .collect_view();
    let into = (!model.bench.issues.is_empty()).then(|| {
        view! {
            <div class=class("issue")>
                <label for="issue">{texts.t("workbench-into")}</label>
                {wrong("issue")}
                <select id="issue" name="issue">{issues}</select>
            </div>
        }
    });
    view! {
        <form class="in-hand stack" id="act" method="post">
            // What Enter presses in the one field that is a line, which is the reason: never "put into an issue".
            <button hidden name="act" value="set-aside">{texts.t("workbench-set-aside")}</button>
            {hidden}
            <p class="hint" id="take" tabindex="-1">{texts.t("workbench-acts-on")}{wrong("take")}</p>
            {into}
            {hand.map(|_| view! {
                <div class=class("excerpt")>
                    <label for="excerpt">{texts.t("workbench-excerpt")}" "<span class="soft">{texts.t("optional")}</span></label>
                    <span class="hint">{texts.t("workbench-excerpt-hint")}</span>
                    {wrong("excerpt")}
                    <textarea id="excerpt" name="excerpt" rows="2" dir="auto" inner_html=crate::components::form::typed(&typed.excerpt)></textarea>
                </div>
            })}
            <div class="buttons">
                {(!model.bench.issues.is_empty()).then(|| view! {
                    <button class="button" name="act" value="gather">{texts.t("workbench-put")}</button>
                })}
                <button class="button second" id="new-issue" name="act" value="new">{texts.t("workbench-new-issue")}</button>
            </div>
            <div class=class("reason")>
                <label for="reason">{texts.t("workbench-reason")}</label>
                {wrong("reason")}
                <span class="buttons">
                    <input id="reason" name="reason" value=typed.reason.clone() dir="auto"/>
                    <button class="button second" name="act" value="set-aside">{texts.t("workbench-set-aside")}</button>
                </span>
            </div>
        </form>
    }
    .into_any()
}
