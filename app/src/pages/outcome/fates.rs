//! What became of each comment, in a table.

use std::collections::BTreeMap;

use domain::{
    answer::{CommentOutcome, DecisionTrail, in_order},
    consultation::Slug,
    ops::answer::{Fated, Fates},
    tally::Figure,
};
use leptos::prelude::*;

use super::decision::decision;
use crate::{
    Page,
    components::{by, isolate::bdi, paging::ways},
    render::texts,
    routes,
};

pub(super) fn by_reference(fated: &Fated) -> Option<String> {
    // Where none may be read, nothing is said of how many there are.
    (fated.count > 0).then(|| texts().count("outcome-by-reference", fated.count))
}

/// What became of each comment, in a table.
pub(super) fn fates_table(
    slug: &Slug,
    fated: &Fated,
    trails: &BTreeMap<i32, DecisionTrail>,
) -> AnyView {
    let texts = texts();
    let heads = ["reference", "from", "on", "issue", "decision", "changed"]
        .map(|key| view! { <th scope="col">{texts.t(&format!("fate-{key}"))}</th> })
        .into_iter()
        .collect_view();
    let rows = fated
        .comments
        .iter()
        .map(|fate| fate_row(slug, fate, trails))
        .collect_view();
    let withheld = fated
        .withheld
        .filter(|it| *it != Figure::Exactly(0))
        .map(|it| {
            let told = texts.with("fate-withheld", &[("figure", texts.figure(it).into())]);
            view! { <p class="note more">{told}</p> }
        });
    let table = (!fated.comments.is_empty()).then(|| {
        view! {
            <div class="scroll" tabindex="0" role="region" aria-label=texts.t("outcome-each")>
                <table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
            </div>
        }
    });
    view! { {table}{withheld} }.into_any()
}

fn fate_row(slug: &Slug, fate: &CommentOutcome, trails: &BTreeMap<i32, DecisionTrail>) -> AnyView {
    let texts = texts();
    let comment = &fate.comment;
    let group = comment
        .by
        .group
        .map_or_else(|| texts.t("group-none"), |group| texts.word("group", group));
    let on = comment
        .label
        .clone()
        .unwrap_or_else(|| texts.t("document-as-a-whole"));
    let behind = in_order(trails, &fate.issues);
    let numbers: Vec<String> = behind
        .iter()
        .map(|trail| trail.decided.number.to_string())
        .collect();
    let decisions = behind
        .iter()
        .map(|trail| view! { <p><b>{texts.word("disposition", trail.decided.disposition)}</b></p> })
        .collect_view();
    let aside = fate.set_aside.clone().map(|reason| {
        view! { <p><b>{texts.t("fate-set-aside")}</b>" "<bdi>{reason}</bdi></p> }
    });
    let outcome = routes::outcome(slug);
    let changed = behind
        .iter()
        .flat_map(|trail| &trail.changed)
        .map(|it| view! { <a href=format!("{outcome}#{}", it.anchor)>{bdi(&it.label)}</a>" " })
        .collect_view();
    let none = behind
        .iter()
        .all(|trail| trail.changed.is_empty())
        .then(|| texts.t("fate-no-words"));
    view! {
        <tr id=comment.reference.clone()>
            <th scope="row"><a class="ref" href=routes::comment(slug, &comment.reference)>{bdi(&comment.reference)}</a></th>
            <td>{by::sign(&comment.by)}" "<span class="vh">{group}": "</span><span dir="auto">{by::plain(&comment.by)}</span>" "{by::verification(&comment.by)}</td>
            <td>{on}</td>
            <td>{texts.list(&numbers)}</td>
            <td>{decisions}{aside}</td>
            <td>{changed}{none}</td>
        </tr>
    }
    .into_any()
}

pub(super) fn pages(slug: &Slug, issue: Option<i32>, fated: &Fated) -> Option<AnyView> {
    let issue = issue.map(|issue| issue.to_string()).unwrap_or_default();
    let base = routes::with_query(&routes::outcome_comments(slug), &[("issue", &issue)]);
    ways(&base, fated.previous, fated.next)
}

/// A page of what became of each comment.
pub fn comments(fates: &Fates, issue: Option<i32>) -> Page {
    let texts = texts();
    let slug = fates.context.consultation.slug.clone();
    let trail = issue.and_then(|number| fates.trails.get(&number));
    let title = issue.map_or_else(
        || texts.t("outcome-each"),
        |number| texts.with("outcome-each-of-issue", &[("number", number.into())]),
    );
    let told = trail.map(|trail| view! { <div class="in-text">{decision(&slug, trail)}</div> });
    Page::new(
        title.clone(),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="to-end">
                        <p class="kicker"><a href=routes::outcome(&slug)>{texts.t("outcome-back")}</a></p>
                        <h1>{title}</h1>
                        {by_reference(&fates.fated).map(|words| view! { <p class="lead byline">{words}</p> })}
                    </div>
                </header>
                <section class="row">{told}</section>
                <div class="answers to-end">
                    {fates_table(&slug, &fates.fated, &fates.trails)}
                    {pages(&slug, issue, &fates.fated)}
                </div>
            </main>
        },
    )
}
