//! What the reader may do next, by role and phase: a sentence each, and the way there.

use domain::{
    consultation::Slug,
    ops::call::{Call, Next},
};
use leptos::prelude::*;

use crate::{
    render::{chrome, texts},
    routes,
};

/// The steps, the most pressing with a button.
pub fn next_steps(call: &Call) -> AnyView {
    let texts = texts();
    let slug = &call.context.consultation.slug;
    let has_text = call.context.round.version_id.is_some();
    let steps = call.next.iter().enumerate().map(|(n, step)| {
        let key = key(*step);
        let class = if n == 0 { "button" } else { "button second" };
        let way = (has_text || *step == Next::ImportText).then(|| way(*step, slug));
        let label = texts.t(&format!("next-{key}-way"));
        let words = match step {
            Next::Comment if chrome().reader.is_some() => texts.t("next-comment-signed-in"),
            _ => texts.t(&format!("next-{key}")),
        };
        view! {
            <p>{words}</p>
            {way.map(|url| view! { <p><a class=class href=url>{label}</a></p> })}
        }
    });
    view! { <div class="stack">{steps.collect_view()}</div> }.into_any()
}

const fn key(step: Next) -> &'static str {
    match step {
        Next::ImportText => "import-text",
        Next::AwaitOpening => "await-opening",
        Next::Comment => "comment",
        Next::Submission => "submission",
        Next::Consolidate => "consolidate",
        Next::AwaitReport => "await-report",
        Next::Decide => "decide",
        Next::AwaitDecisions => "await-decisions",
        Next::PrepareOutcome => "prepare-outcome",
        Next::AwaitOutcome => "await-outcome",
        Next::ReadOutcome => "read-outcome",
        Next::ReadAnswers => "read-answers",
    }
}

/// Where a step is taken; whoever waits may read meanwhile.
fn way(step: Next, slug: &Slug) -> String {
    match step {
        Next::ImportText => routes::text_import(slug),
        Next::Consolidate => routes::workbench(slug),
        Next::Submission => routes::submission(slug),
        Next::Decide => routes::reading_room(slug),
        Next::PrepareOutcome => routes::outcome_prepare(slug),
        Next::ReadOutcome => routes::outcome(slug),
        Next::ReadAnswers => routes::answers(slug),
        Next::AwaitOpening
        | Next::Comment
        | Next::AwaitReport
        | Next::AwaitDecisions
        | Next::AwaitOutcome => routes::text(slug),
    }
}
