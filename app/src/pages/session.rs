//! Where one is signed in.

use chrono::{DateTime, Utc};
use domain::ops::session::OwnSession;
use leptos::prelude::*;

use crate::{
    Page,
    components::form::submit_as,
    i18n::Texts,
    render::{chrome, texts},
    routes,
};

/// The page. `this`: the key of the session that asks; `ended`: how many were ended just now.
pub fn page(sessions: &[OwnSession], this: Option<&[u8]>, ended: Option<u64>) -> Page {
    let texts = texts();
    let zone = chrome().reader_zone().unwrap_or("UTC").to_owned();
    let told = ended.map(|ended| {
        let words = texts.count("sessions-ended", i64::try_from(ended).unwrap_or(i64::MAX));
        view! { <div class="notice" role="status"><p>{words}</p></div> }
    });
    let rows = sessions
        .iter()
        .map(|it| row(texts, it, this == Some(it.id.as_slice()), &zone))
        .collect_view();
    let title = texts.t("sessions-title");
    Page::new(
        title.clone(),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        {told}
                        <p class="kicker"><a href=routes::account()>{texts.t("account-title")}</a></p>
                        <h1>{title}</h1>
                        <p class="lead byline">{texts.t("sessions-lead")}</p>
                    </div>
                </header>
                <section class="row part" aria-labelledby="sessions">
                    <h2 class="in-hang" id="sessions">{texts.t("sessions-now")}</h2>
                    <div class="to-end stack">
                        <ol class="claims">{rows}</ol>
                        <form method="post" action=routes::sessions()>
                            {submit_as("act", "end-all", texts.t("sessions-end-all"), true)}
                        </form>
                    </div>
                </section>
            </main>
        },
    )
}

fn row(texts: Texts, session: &OwnSession, this: bool, zone: &str) -> impl IntoView + use<> {
    let when = |seconds: i64| {
        let at: Option<DateTime<Utc>> =
            DateTime::from_timestamp(seconds, 0).filter(|_| seconds > 0);
        at.map_or_else(
            || texts.t("sessions-unknown"),
            |at| texts.moment_zone(at, zone),
        )
    };
    let browser = if session.browser.is_empty() {
        texts.t("sessions-some-browser")
    } else {
        session.browser.clone()
    };
    let key = session.key();
    let end = if this {
        view! { <p><b>{texts.t("sessions-this")}</b></p> }.into_any()
    } else {
        view! {
            <form method="post" action=routes::sessions()>
                <input type="hidden" name="session" value=key/>
                {submit_as("act", "end", texts.t("sessions-end"), true)}
            </form>
        }
        .into_any()
    };
    view! {
        <li class="claim">
            <div class="stack">
                <p><b><bdi>{browser}</bdi></b></p>
                <dl class="facts">
                    <div><dt>{texts.t("sessions-since")}</dt><dd>{when(session.began_at)}</dd></div>
                    <div><dt>{texts.t("sessions-seen")}</dt><dd>{when(session.seen_at)}</dd></div>
                </dl>
            </div>
            {end}
        </li>
    }
}
