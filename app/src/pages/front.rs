//! The front page: what is asked, what is being decided, what came of it.

use domain::{
    account::StakeholderGroup,
    consultation::Phase,
    ops::front::{Entry, Figures},
    tally::figure,
};
use leptos::prelude::*;

use crate::{
    Page,
    components::{layout::sign_in_and_return, positions, unsubmitted::unsubmitted},
    pages::consultation::confidentiality,
    render::{chrome, texts},
    routes,
};

/// The page.
pub fn page(entries: &[Entry]) -> Page {
    let texts = texts();
    let parts = [
        ("front-prepared", &[Phase::Draft][..]),
        ("front-open", &[Phase::Open]),
        (
            "front-deciding",
            &[Phase::Consolidation, Phase::Review, Phase::Decided],
        ),
        ("front-published", &[Phase::Published]),
    ];
    let parts = parts.into_iter().map(|(key, phases)| {
        let entries: Vec<&Entry> = entries
            .iter()
            .filter(|entry| phases.contains(&entry.context.phase))
            .collect();
        (!entries.is_empty()).then(|| part(key, &entries))
    });
    Page::new(
        texts.t("front-title"),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="to-end">
                        <h1>{texts.t("front-title")}</h1>
                        <p class="lead byline">{texts.t("front-lead")}</p>
                    </div>
                </header>
                {entries.is_empty().then(|| view! {
                    <section class="row part"><p class="in-text lead">{texts.t("front-empty")}</p></section>
                })}
                {parts.collect_view()}
                {taking_part()}
            </main>
        },
    )
}

fn part(key: &str, entries: &[&Entry]) -> impl IntoView + use<> {
    let texts = texts();
    view! {
        <section class="row part" aria-labelledby=key.to_owned()>
            <div class="in-hang">
                <h2 id=key.to_owned()>{texts.t(key)}</h2>
                <p class="small soft">{texts.t(&format!("{key}-note"))}</p>
            </div>
            <ol class="to-end row entries">{entries.iter().map(|it| entry(it)).collect_view()}</ol>
        </section>
    }
}

fn entry(it: &Entry) -> impl IntoView + use<> {
    let texts = texts();
    let context = &it.context;
    let consultation = &context.consultation;
    let decided = (!it.decided.is_empty()).then(|| {
        let ends: Vec<String> = it
            .decided
            .iter()
            .map(|(disposition, count)| {
                let word = texts.word("disposition", disposition);
                let values = [("disposition", word.into()), ("count", (*count).into())];
                texts.with("front-decided-item", &values)
            })
            .collect();
        let all = it.decided.iter().map(|(_, count)| count).sum();
        view! { <p>{texts.count("front-issues", all)}": "{ends.join(&texts.t("posbar-comma"))}</p> }
    });
    view! {
        <li class="entry">
            <div class="in-text">
                <h3 dir="auto"><a href=routes::consultation(&consultation.slug)>{consultation.title.clone()}</a></h3>
                <p dir="auto">{consultation.question.clone()}</p>
            </div>
            <div class="in-margin">
                <p><b>{when(it)}</b></p>
                {unsubmitted(context, it.drafts)}
                {it.figures.as_ref().map(figures)}
                {decided}
                <p class="soft">{confidentiality(texts, context)}</p>
            </div>
        </li>
    }
}

/// The date that matters in its phase, in the reader's zone or the round's; or else the phase.
fn when(it: &Entry) -> String {
    let texts = texts();
    let context = &it.context;
    let zone = chrome()
        .reader_zone()
        .unwrap_or(&context.round.time_zone)
        .to_owned();
    let moment =
        |key: &str, at| texts.with(key, &[("moment", texts.moment_zone(at, &zone).into())]);
    let phase = texts.word("phase", context.phase);
    match context.phase {
        Phase::Draft => moment("front-opens", context.round.opens_at),
        Phase::Open => match context.round.closes_at {
            Some(closes) => moment("front-closes", closes),
            None => texts.t("front-no-close"),
        },
        Phase::Published => context.consultation.published_at.map_or(phase, |at| {
            let date = texts.date(at, &zone);
            texts.with("front-outcome-of", &[("date", date.into())])
        }),
        Phase::Consolidation | Phase::Review | Phase::Decided => phase,
    }
}

/// How many comments in how many submissions, and these by group, side by side.
fn figures(figures: &Figures) -> AnyView {
    let texts = texts();
    let all: i64 = figures.submissions.iter().map(|(_, count)| count).sum();
    let of = |group: Option<StakeholderGroup>| -> i64 {
        let within = |it: &Option<StakeholderGroup>| {
            *it == group
                || group == Some(StakeholderGroup::PrivateSector)
                    && *it == Some(StakeholderGroup::TechnicalCommunity)
        };
        let counts = figures.submissions.iter().filter(|(it, _)| within(it));
        counts.map(|(_, count)| count).sum()
    };
    let groups = StakeholderGroup::ALL
        .iter()
        .map(|it| Some(*it))
        .chain([None]);
    let items = groups
        .map(|group| (group, of(group)))
        .filter(|(_, count)| *count > 0)
        .map(|(group, count)| {
            let name = positions::name(texts, group);
            // "Not stated" has no mark: its name stands there.
            let name_class = group.is_some().then_some("vh");
            view! { <span>{positions::sign(group)}<span class=name_class>{name}" "</span>{texts.figure(figure(count, figures.confidential))}</span> }
        })
        .collect_view();
    let submissions =
        (!figures.confidential).then(|| view! { ", "{texts.count("front-submissions", all)} });
    view! {
        <p>{texts.comments(figure(figures.comments, figures.confidential))}{submissions}</p>
        <p><span class="counts">{items}</span></p>
    }
    .into_any()
}

/// For those who are not signed in: what commenting takes.
fn taking_part() -> Option<AnyView> {
    let chrome = chrome();
    if chrome.reader.is_some() {
        return None;
    }
    let texts = texts();
    let key = [
        StakeholderGroup::State,
        StakeholderGroup::PrivateSector,
        StakeholderGroup::TechnicalCommunity,
        StakeholderGroup::CivilSociety,
    ]
    .map(|group| {
        let name = if group == StakeholderGroup::TechnicalCommunity {
            texts.t("posbar-technical-within")
        } else {
            texts.word("group", group)
        };
        view! { <li>{positions::sign(Some(group))}" "{name}</li> }
    });
    let view = view! {
        <section class="row part" aria-labelledby="taking-part">
            <h2 class="in-hang" id="taking-part">{texts.t("front-taking-part")}</h2>
            <div class="in-text stack">
                <p class="lead">{texts.t("front-taking-part-how")}</p>
                <p><a class="button" href=sign_in_and_return(&chrome.path)>{texts.t("front-sign-in")}</a></p>
            </div>
            <ul class="in-margin marks">{key.into_iter().collect_view()}</ul>
        </section>
    };
    Some(view.into_any())
}
