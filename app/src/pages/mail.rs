//! The outbox as administrators see it: what is not delivered, why, and what can be done about it. The words of mails
//! are for their readers.

use domain::{
    ops::mail::{Outbox, SHOWN},
    store::outbox::Undelivered,
};
use leptos::prelude::*;

use crate::{
    Page,
    components::form::submit_as,
    i18n::Texts,
    render::{chrome, texts},
    routes,
};

/// What was done before the page was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// So many are tried anew.
    Resent(u64),
    /// One was taken out.
    Discarded,
    /// It had left, or was taken out, meanwhile.
    Gone,
}

/// The page. `held`: whether this server lets no mail leave.
pub fn page(outbox: &Outbox, held: bool, done: Option<Done>) -> Page {
    let texts = texts();
    let count = |key: &str, number: i64| texts.count(key, number);
    let standing = &outbox.standing;
    let told = done.map(|done| {
        let words = match done {
            Done::Resent(mails) => count("outbox-resent", i64::try_from(mails).unwrap_or(i64::MAX)),
            Done::Discarded => texts.t("outbox-discarded"),
            Done::Gone => texts.t("outbox-gone"),
        };
        view! { <div class="notice" role="status"><p>{words}</p></div> }
    });
    let held = held.then(
        || view! { <div class="notice warning"><p><b>{texts.t("outbox-held")}</b></p></div> },
    );
    let put_off = (standing.put_off > 0)
        .then(|| view! { <p>{count("outbox-put-off", standing.put_off)}</p> });
    let zone = chrome().reader_zone().unwrap_or("UTC").to_owned();
    let rows = outbox
        .mails
        .iter()
        .map(|mail| row(texts, mail, &zone))
        .collect_view();
    let body = if outbox.mails.is_empty() {
        view! { <div class="empty"><p>{texts.t("outbox-none")}</p></div> }.into_any()
    } else {
        // A mail server that was away for long leaves more than a page: that is said, and all of them can be resent.
        let more = standing.failing + standing.undelivered - SHOWN;
        let more = (more > 0).then(|| view! { <p>{count("outbox-more", more)}</p> });
        view! {
            <ol class="claims">{rows}</ol>
            {more}
            <form method="post" action=routes::mail()>
                {submit_as("act", "resend-all", texts.t("outbox-resend-all"), true)}
            </form>
        }
        .into_any()
    };
    let title = texts.t("outbox-title");
    Page::new(
        title.clone(),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        {told}
                        {held}
                        <p class="kicker"><a href=routes::account()>{texts.t("account-title")}</a></p>
                        <h1>{title}</h1>
                        <p class="lead byline">{texts.t("outbox-lead")}</p>
                        <p>{count("outbox-waiting", standing.waiting)}</p>
                        {put_off}
                    </div>
                </header>
                <section class="row part" aria-labelledby="undelivered">
                    <h2 class="in-hang" id="undelivered">{texts.t("outbox-undelivered")}</h2>
                    <div class="to-end stack">{body}</div>
                </section>
            </main>
        },
    )
}

fn row(texts: Texts, mail: &Undelivered, zone: &str) -> impl IntoView + use<> {
    let when = |at| texts.moment_zone(at, zone);
    let next = mail.next_attempt_at.map_or_else(
        || texts.t("outbox-not-tried"),
        |at| texts.with("outbox-tried-again", &[("moment", when(at).into())]),
    );
    let id = mail.id.to_string();
    view! {
        <li class="claim">
            <div class="stack">
                <p><b class="as-written"><bdi>{mail.recipient.clone()}</bdi></b></p>
                <dl class="facts">
                    <div><dt>{texts.t("outbox-what")}</dt><dd>{texts.word("mail-kind", &mail.kind)}</dd></div>
                    <div><dt>{texts.t("outbox-queued")}</dt><dd>{when(mail.created_at)}</dd></div>
                    <div><dt>{texts.count("outbox-attempts", i64::from(mail.attempts))}</dt><dd>{next}</dd></div>
                    <div><dt>{texts.t("outbox-error")}</dt><dd class="as-written" dir="auto">{mail.last_error.clone()}</dd></div>
                </dl>
            </div>
            <form class="stack" method="post" action=routes::mail()>
                <input type="hidden" name="mail" value=id/>
                <div class="buttons">{submit_as("act", "resend", texts.t("outbox-resend"), true)}</div>
                <details>
                    <summary>{texts.t("outbox-discard")}</summary>
                    <p class="small soft">{texts.t("outbox-discard-why")}</p>
                    {submit_as("act", "discard", texts.t("outbox-discard-now"), true)}
                </details>
            </form>
        </li>
    }
}
