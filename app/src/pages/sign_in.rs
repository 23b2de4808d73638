//! Signing in: asking for a link, and the page that the link opens.

use domain::error::Problems;
use leptos::prelude::*;

use crate::{
    Page,
    components::form::{Field, error_summary, submit},
    render::{t, texts},
    routes,
};

/// Asks for the address. `spent`: because a link no longer works.
pub fn page(email: &str, problems: &Problems, spent: bool) -> Page {
    let title = t(if spent {
        "sign-in-spent-title"
    } else {
        "sign-in"
    });
    let lead = t(if spent {
        "sign-in-spent"
    } else {
        "sign-in-lead"
    });
    // The page of a spent link sends its form to the page proper.
    let action = spent.then(routes::sign_in);
    Page::new(
        title.clone(),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        {error_summary(problems)}
                        <h1>{title}</h1>
                        <p class="lead byline">{lead}</p>
                    </div>
                </header>
                <form class="row part" method="post" action=action novalidate>
                    <div class="in-text form">
                        {Field::new("email", email, problems).input("email", "email")}
                        {submit(t("sign-in-send"))}
                    </div>
                </form>
            </main>
        },
    )
}

/// A link is on its way: the same words whether the address is known or not. `email`: none where the page is asked for
/// again, since no address stands in an address.
pub fn sent(email: Option<&str>) -> Page {
    let texts = texts();
    let title = texts.t("sign-in-sent-title");
    let lead = match email {
        Some(email) => texts.with("sign-in-sent", &[("email", email.to_owned().into())]),
        None => texts.t("sign-in-sent-unnamed"),
    };
    Page::new(
        title.clone(),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text" role="status">
                        <h1>{title}</h1>
                        <p class="lead byline">{lead}</p>
                        <p class="byline">{texts.t("sign-in-sent-late")}</p>
                        <p class="more links"><a href=routes::sign_in()>{texts.t("sign-in-again")}</a></p>
                    </div>
                </header>
            </main>
        },
    )
}

/// What a link opens: looking changes nothing, the button uses the link.
pub fn press(email: &str) -> Page {
    let texts = texts();
    let title = texts.t("sign-in-press-title");
    let email = email.to_owned();
    Page::new(
        title.clone(),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text stack">
                        <h1>{title}</h1>
                        <p class="lead">{texts.with("sign-in-press", &[("email", email.into())])}</p>
                        <form method="post">{submit(texts.t("sign-in"))}</form>
                        <p class="note">{texts.t("sign-in-press-why")}</p>
                    </div>
                </header>
            </main>
        },
    )
}
