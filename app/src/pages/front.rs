//! The front page: what is asked, what is being decided, what came of it.

use domain::{consultation::Phase, ops::Place};
use leptos::prelude::*;

use crate::{
    Page,
    render::{chrome, texts},
    routes,
};

/// The page.
pub fn page(places: &[Place]) -> Page {
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
        let places: Vec<&Place> = places
            .iter()
            .filter(|place| phases.contains(&place.phase))
            .collect();
        (!places.is_empty()).then(|| part(key, &places))
    });
    Page::new(
        texts.t("front-title"),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        <h1>{texts.t("front-title")}</h1>
                        <p class="lead byline">{texts.t("front-lead")}</p>
                    </div>
                </header>
                {places.is_empty().then(|| view! {
                    <section class="row part"><p class="in-text lead">{texts.t("front-empty")}</p></section>
                })}
                {parts.collect_view()}
            </main>
        },
    )
}

fn part(key: &str, places: &[&Place]) -> impl IntoView + use<> {
    let texts = texts();
    view! {
        <section class="row part" aria-labelledby=key.to_owned()>
            <div class="in-hang">
                <h2 id=key.to_owned()>{texts.t(key)}</h2>
                <p class="small soft">{texts.t(&format!("{key}-note"))}</p>
            </div>
            <ol class="row entries">{places.iter().map(|place| entry(place)).collect_view()}</ol>
        </section>
    }
}

fn entry(place: &Place) -> impl IntoView + use<> {
    let texts = texts();
    let zone = chrome()
        .reader_zone()
        .unwrap_or(&place.round.time_zone)
        .to_owned();
    let consultation = &place.consultation;
    let when = match place.phase {
        Phase::Draft => texts.with(
            "front-opens",
            &[(
                "moment",
                texts.moment_zone(place.round.opens_at, &zone).into(),
            )],
        ),
        Phase::Open => place.round.closes_at.map_or_else(
            || texts.t("front-no-close"),
            |closes| {
                texts.with(
                    "front-closes",
                    &[("moment", texts.moment_zone(closes, &zone).into())],
                )
            },
        ),
        Phase::Published => consultation.published_at.map_or_else(String::new, |at| {
            texts.with(
                "front-outcome-of",
                &[("date", texts.date(at, &zone).into())],
            )
        }),
        Phase::Consolidation | Phase::Review | Phase::Decided => String::new(),
    };
    view! {
        <li class="entry">
            <div class="in-text">
                <h3><a href=routes::consultation(&consultation.slug)>{consultation.title.clone()}</a></h3>
                <p>{consultation.question.clone()}</p>
            </div>
            <div class="in-margin">
                <p><b>{texts.word("phase", place.phase)}</b></p>
                <p>{when}</p>
                <p class="soft">{texts.word("confidentiality", place.round.confidentiality)}</p>
            </div>
        </li>
    }
}
