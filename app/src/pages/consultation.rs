//! The call: what is asked, until when, how confidential it is.

use domain::ops::Place;
use leptos::prelude::*;

use crate::{
    Page,
    render::{chrome, texts},
    routes,
};

/// The page.
pub fn page(place: &Place) -> Page {
    let texts = texts();
    let consultation = &place.consultation;
    let zone = chrome()
        .reader_zone()
        .unwrap_or(&place.round.time_zone)
        .to_owned();
    Page::new(
        consultation.title.clone(),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        <p class="kicker">{texts.word("phase", place.phase)}</p>
                        <h1>{consultation.title.clone()}</h1>
                        <p class="lead byline">{consultation.question.clone()}</p>
                        <p class="soft">{place.round.closes_at.map(|closes| texts.with("front-closes", &[("moment", texts.moment_zone(closes, &zone).into())]))}</p>
                        <p class="more links"><a href=routes::text(&consultation.slug)>{texts.t("nav-text")}</a></p>
                    </div>
                </header>
            </main>
        },
    )
}
