//! A decision as the outcome tells it.

use domain::{answer::DecisionTrail, consultation::Slug};
use leptos::prelude::*;

use crate::{
    components::{isolate::bdi, positions},
    pages::reading_room::how,
    render::texts,
    routes,
};

fn heading_of(trail: &DecisionTrail) -> String {
    let texts = texts();
    texts.with(
        "decision-heading",
        &[
            ("number", trail.decided.number.into()),
            (
                "disposition",
                texts.word("disposition", trail.decided.disposition).into(),
            ),
        ],
    )
}

/// A decision with its reason, how it was reached, and the comments behind it.
pub(super) fn decision(slug: &Slug, trail: &DecisionTrail) -> AnyView {
    let texts = texts();
    let it = &trail.decided;
    let behind = routes::with_query(
        &routes::outcome_comments(slug),
        &[("issue", &it.number.to_string())],
    );
    let references = (!trail.references.is_empty()).then(|| {
        let links = trail
            .references
            .iter()
            .map(|reference| {
                view! { <a class="ref" href=routes::comment(slug, reference)>{bdi(reference)}</a>" " }
            })
            .collect_view();
        view! { <p class="soft">{links}</p> }
    });
    let comments = match &trail.tally {
        Some(tally) => texts.comments(tally.figure(tally.comments)),
        None => texts.t("outcome-comments-behind"),
    };
    view! {
        <div class="decision" id=format!("decision-{}", it.number)>
            <h3 class="minor">{heading_of(trail)}</h3>
            <p class="soft" dir="auto">{it.statement.clone()}</p>
            <p class="as-written" dir="auto">{it.reason.clone()}</p>
            <p>{how(it.reached, it.votes, &it.dissents, &it.recusals)}</p>
            <p class="soft">
                <a href=behind>{comments}</a>" "
                {trail.tally.as_ref().map(positions::counts)}
            </p>
            {references}
        </div>
    }
    .into_any()
}

/// A decision that is told elsewhere on the page.
pub(super) fn again(trail: &DecisionTrail) -> AnyView {
    view! {
        <p class="decision"><a href=format!("#decision-{}", trail.decided.number)>{heading_of(trail)}</a></p>
    }
    .into_any()
}
