//! One's account: who one is, and how one reads.

use domain::{
    account::{Account, Language, StakeholderGroup},
    error::Problems,
    ops::{account::ProfileFields, role::Holder},
};
use leptos::prelude::*;

use crate::{
    Page,
    components::{
        country::countries,
        form::{Field, error_summary, submit},
        layout,
    },
    i18n::Texts,
    render::texts,
    routes,
};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Model {
    /// As it is stored.
    pub account: Account,
    /// Held now.
    pub roles: Vec<Holder>,
    /// As it was typed.
    pub typed: ProfileFields,
    /// Whether it leads on to another page when it is saved.
    pub leads_on: bool,
    /// Whether it was saved just now.
    pub saved: bool,
}

/// The page.
pub fn page(model: &Model, problems: &Problems) -> Page {
    let texts = texts();
    let complete = model.account.has_complete_profile();
    let title = texts.t(if complete {
        "account-title"
    } else {
        "account-complete-title"
    });
    let lead = texts.t(if complete {
        "account-lead"
    } else {
        "account-complete-lead"
    });
    let save = texts.t(if model.leads_on {
        "account-save-and-go-on"
    } else {
        "account-save"
    });
    Page::new(
        title.clone(),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        {error_summary(problems)}
                        {model.saved.then(|| view! {
                            <div class="notice" role="status"><p><b>{texts.t("account-saved")}</b></p></div>
                        })}
                        <h1>{title}</h1>
                        <p class="lead byline">{lead}</p>
                    </div>
                    {aside(texts, model)}
                </header>
                <form class="row" method="post" novalidate>
                    {who(texts, &model.typed, problems)}
                    {reading(texts, &model.typed, problems, save)}
                </form>
            </main>
        },
    )
}

/// Address, roles, and the way out.
fn aside(texts: Texts, model: &Model) -> impl IntoView + use<> {
    let roles = model.roles.iter().map(|holder| {
        let role = texts.word("role", holder.role);
        match (&holder.slug, &holder.title) {
            (Some(slug), Some(title)) => {
                let (url, title) = (routes::consultation(slug), title.clone());
                view! { <li>{role}": "<a href=url dir="auto">{title}</a></li> }.into_any()
            }
            _ => view! { <li>{role}</li> }.into_any(),
        }
    });
    let roles = roles.collect_view();
    let none = model.roles.is_empty();
    let audits = model
        .roles
        .iter()
        .any(|it| it.role == domain::actor::Role::Administrator);
    view! {
        <div class="in-margin stack">
            <div>
                <p class="soft">{texts.t("account-signed-in-as")}</p>
                <p><b class="as-written">{model.account.email.to_string()}</b></p>
            </div>
            <form method="post" action=routes::sign_out()>
                <button class="button second">{texts.t("sign-out")}</button>
            </form>
            <p><a href=routes::sessions()>{texts.t("sessions-title")}</a></p>
            <section aria-labelledby="roles-held">
                <h2 class="minor" id="roles-held">{texts.t("account-roles")}</h2>
                {if none {
                    view! { <p>{texts.t("account-no-roles")}</p> }.into_any()
                } else {
                    view! { <ul>{roles}</ul> }.into_any()
                }}
                {audits.then(|| view! {
                    <p><a href=routes::audit()>{texts.t("account-audit")}</a></p>
                    <p><a href=routes::mail()>{texts.t("outbox-title")}</a></p>
                })}
            </section>
        </div>
    }
}

fn who(texts: Texts, typed: &ProfileFields, problems: &Problems) -> impl IntoView + use<> {
    let groups = std::iter::once((String::new(), texts.t("group-choose"))).chain(
        StakeholderGroup::ALL
            .iter()
            .map(|group| (group.to_string(), texts.word("group", group))),
    );
    view! {
        <section class="row part" aria-labelledby="who">
            <div class="in-hang"><h2 id="who">{texts.t("account-who")}</h2></div>
            <div class="in-text form">
                {Field::new("name", &typed.name, problems).input("text", "name")}
                {Field::new("organisation", &typed.organisation, problems).optional().input("text", "organization")}
                {Field::new("group", &typed.group, problems).select(groups.collect())}
                {Field::new("country", typed.country.to_uppercase(), problems).optional().select(countries(texts, &typed.country.to_uppercase()))}
            </div>
        </section>
    }
}

fn reading(
    texts: Texts,
    typed: &ProfileFields,
    problems: &Problems,
    save: String,
) -> impl IntoView + use<> {
    let languages = Language::ALL
        .iter()
        .map(|language| (language.to_string(), layout::name(*language).to_owned()));
    view! {
        <section class="row part" aria-labelledby="reading">
            <div class="in-hang"><h2 id="reading">{texts.t("account-reading")}</h2></div>
            <div class="in-text form">
                {Field::new("language", &typed.language, problems).select(languages.collect())}
                {Field::new("time_zone", &typed.time_zone, problems).select(zones(&typed.time_zone))}
                {submit(save)}
            </div>
        </section>
    }
}

/// Time zones named after places, and UTC; whatever was typed is among them.
fn zones(typed: &str) -> Vec<(String, String)> {
    const PLACES: [&str; 10] = [
        "Africa/",
        "America/",
        "Antarctica/",
        "Arctic/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];
    let mut names: Vec<&str> = chrono_tz::TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
        .collect();
    names.retain(|name| *name == "UTC" || PLACES.iter().any(|place| name.starts_with(place)));
    if !typed.is_empty() && !names.contains(&typed) {
        names.push(typed);
    }
    names.sort_unstable();
    names
        .into_iter()
        .map(|name| (name.to_owned(), name.replace('_', " ")))
        .collect()
}
