//! The outcome: the redline with the decisions beside the words, and what became of each comment.

mod changes;
mod decision;
mod fates;

use domain::{
    ops::{ConsultationContext, answer::Outcome},
    outcome::Relation,
    tally::Figure,
    text::{ProvisionKind, plain},
};
use leptos::prelude::*;

pub use fates::comments;

pub(super) use changes::kind_changed;

use super::reading_room::short;
use crate::{
    Page,
    render::{chrome, texts},
    routes,
};
use changes::{Placed, elsewhere, entries, without_number};
use fates::{by_reference, fates_table, pages};

/// The page of a published outcome.
pub fn page(outcome: &Outcome) -> Page {
    let texts = texts();
    let title = texts.with(
        "outcome-title",
        &[
            ("title", outcome.version.title.clone().into()),
            ("number", outcome.version.number.into()),
        ],
    );
    let placed = Placed::of(outcome);
    Page::new(
        title,
        view! {
            <main class="page leaf" id="main">
                {head(outcome)}
                {changed(outcome)}
                <article class="document" lang=outcome.version.language.clone() aria-label=against(outcome)>
                    {entries(outcome, &placed)}
                    {elsewhere(outcome, &placed)}
                </article>
                <section class="part answers to-end" aria-labelledby="answers">
                    <h2 id="answers">{texts.t("outcome-each")}{by_reference(&outcome.first).map(|words| view! { " "<small>{words}</small> })}</h2>
                    {fates_table(&outcome.context.consultation.slug, &outcome.first, &outcome.trails)}
                    {pages(&outcome.context.consultation.slug, None, &outcome.first)}
                </section>
            </main>
        },
    )
}

fn against(outcome: &Outcome) -> String {
    texts().with(
        "outcome-against",
        &[
            ("new", outcome.version.number.into()),
            ("old", outcome.before.number.into()),
        ],
    )
}

fn head(outcome: &Outcome) -> AnyView {
    let texts = texts();
    let version = texts.with(
        "outcome-version",
        &[("number", outcome.version.number.into())],
    );
    let context = &outcome.context;
    let slug = &context.consultation.slug;
    let zone = chrome()
        .reader_zone()
        .unwrap_or(&context.round.time_zone)
        .to_owned();
    let kicker = context.consultation.published_at.map(|at| {
        texts.with(
            "outcome-published",
            &[("date", texts.date(at, &zone).into())],
        )
    });
    let own = chrome().reader.is_some().then(|| {
        view! { <li><a href=routes::answers(slug)>{texts.t("answers-title")}</a></li> }
    });
    let number = outcome.version.number.to_string();
    let after = routes::with_query(&routes::text(slug), &[("version", &number)]);
    view! {
        <header class="row head">
            <div class="to-end">
                <p class="kicker">{kicker}</p>
                <h1><bdi lang=outcome.version.language.clone()>{outcome.version.title.clone()}</bdi>{texts.t("list-comma")}{version}</h1>
                <p class="lead byline">{summary(outcome)}</p>
                <nav class="more" aria-label=texts.t("outcome-views")>
                    <ul class="links">
                        <li><a href=routes::outcome(slug) aria-current="true">{texts.t("outcome-redline")}</a></li>
                        <li><a href=routes::text(slug)>{texts.t("outcome-text-before")}</a></li>
                        <li><a href=after>{texts.t("outcome-text-after")}</a></li>
                        <li><a href="#answers">{texts.t("outcome-each")}</a></li>
                        {own}
                    </ul>
                </nav>
            </div>
        </header>
    }
    .into_any()
}

/// Counts in words: what became of how many provisions, how many decisions on how many comments.
fn summary(outcome: &Outcome) -> String {
    let texts = texts();
    // What changed comes first, what did not comes last.
    let (changed, same): (Vec<Relation>, Vec<Relation>) = Relation::ALL
        .iter()
        .partition(|relation| relation.needs_decision());
    let told: Vec<String> = changed
        .into_iter()
        .chain(same.into_iter().rev())
        .filter_map(|relation| {
            let count = outcome
                .entries
                .iter()
                .filter(|entry| entry.relation == relation)
                .count();
            (count > 0).then(|| {
                texts.count(
                    &format!("outcome-count-{relation}"),
                    i64::try_from(count).unwrap_or(i64::MAX),
                )
            })
        })
        .collect();
    let decisions = i64::try_from(outcome.trails.len()).unwrap_or(i64::MAX);
    let decisions = texts.count("decisions-count", decisions);
    // As many comments as may be told: where counts are not told, none is named.
    let read = outcome.first.count;
    let (key, comments, others) = match outcome.first.withheld {
        None => ("outcome-decisions", String::new(), String::new()),
        Some(Figure::Exactly(0)) => (
            "outcome-decisions-on",
            texts.count("comments-count", read),
            String::new(),
        ),
        Some(others) if read == 0 => (
            "outcome-decisions-on",
            texts.comments(others),
            String::new(),
        ),
        Some(others) => (
            "outcome-decisions-some",
            texts.count("comments-count", read),
            texts.comments(others),
        ),
    };
    let rest = texts.with(
        key,
        &[
            ("decisions", decisions.into()),
            ("comments", comments.into()),
            ("others", others.into()),
        ],
    );
    format!("{}. {rest}", told.join(&texts.t("list-comma")))
}

/// Sections with changes, at the side.
fn changed(outcome: &Outcome) -> AnyView {
    let texts = texts();
    let mut sections: Vec<(String, String, String, usize)> = Vec::new();
    let mut current = (String::new(), String::new());
    let mut open = false;
    for entry in &outcome.entries {
        if entry.kind == ProvisionKind::Heading {
            let title = plain(&entry.text);
            current = (
                entry.label.clone(),
                without_number(&entry.label, &title).to_owned(),
            );
            open = false;
        }
        if entry.is_changed() {
            match sections.last_mut().filter(|_| open) {
                Some((_, _, _, count)) => *count += 1,
                None => sections.push((
                    current.0.clone(),
                    current.1.clone(),
                    entry.anchor.clone(),
                    1,
                )),
            }
            open = true;
        }
    }
    let items = sections
        .into_iter()
        .map(|(label, title, anchor, count)| {
            view! {
                <li>
                    <a href=format!("#{anchor}")>
                        <span>{label}</span>
                        <span dir="auto">{short(&title)}</span>
                        <span class="num"><span class="vh">{texts.t("outcome-changes")}" "</span>{count}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="contents" aria-labelledby="changed">
            <h2 class="minor" id="changed">{texts.t("outcome-changed")}</h2>
            <ol>{items}</ol>
        </nav>
    }
    .into_any()
}

/// What stands here before the outcome is published: at which stage it is.
pub fn not_yet(context: &ConsultationContext) -> Page {
    let texts = texts();
    let slug = &context.consultation.slug;
    Page::new(
        texts.t("nav-outcome"),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        <p class="kicker">{texts.word("phase", context.phase)}</p>
                        <h1>{texts.t("outcome-not-yet")}</h1>
                        <p class="lead byline">{texts.t(&format!("outcome-not-yet-{}", context.phase))}</p>
                        <p>{texts.t("outcome-not-yet-what")}</p>
                        <ul class="links more">
                            <li><a href=routes::text(slug)>{texts.t("nav-text")}</a></li>
                            <li><a href=routes::consultation(slug)>{texts.t("nav-call")}</a></li>
                        </ul>
                    </div>
                </header>
            </main>
        },
    )
}
