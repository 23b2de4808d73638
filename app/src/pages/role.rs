//! The roles of a consultation: who holds them, giving and taking.

use domain::{
    actor::{Role, RoleChange},
    error::Problems,
    ops::{
        ConsultationContext,
        role::{Grants, Holder, Waiting},
    },
};
use leptos::prelude::*;

use crate::{
    Page,
    components::{
        by,
        form::{Field, error_summary, submit_as},
    },
    i18n::Texts,
    render::{chrome, texts},
};

/// What was done just now.
#[derive(Clone, Debug)]
pub struct Done {
    /// What was done.
    pub what: What,
    /// Whose.
    pub email: String,
    /// Which.
    pub role: String,
}

/// What was done with a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Given.
    Given,
    /// Taken away.
    Taken,
    /// It waits for a second person's word.
    Asked,
    /// What was asked for was dropped.
    Declined,
}

/// What was typed into the form.
#[derive(Clone, Debug, Default)]
pub struct RoleForm {
    /// An address.
    pub email: String,
    /// A role's word.
    pub role: String,
}

/// The page.
pub fn page(grants: &Grants, typed: &RoleForm, problems: &Problems, done: Option<&Done>) -> Page {
    let texts = texts();
    let title = texts.t("roles-title");
    Page::new(
        format!("{title} – {}", grants.context.consultation.title),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        {error_summary(problems)}
                        {done.map(|done| notice(texts, done))}
                        <p class="kicker">{grants.context.consultation.title.clone()}</p>
                        <h1>{title}</h1>
                        <p class="lead byline">{texts.t("roles-lead")}</p>
                    </div>
                </header>
                <section class="row part" aria-labelledby="held">
                    <div class="in-hang"><h2 id="held">{texts.t("roles-held")}</h2></div>
                    <div class="to-end">{table(texts, &grants.context, &grants.holders)}</div>
                </section>
                {waiting(texts, grants)}
                <form class="row part" method="post" novalidate aria-labelledby="give">
                    <div class="in-hang"><h2 id="give">{texts.t("roles-give")}</h2></div>
                    <div class="in-text form">
                        <p class="note">{texts.t("roles-give-lead")}</p>
                        {(!grants.appoints).then(|| view! { <p class="note">{texts.t("roles-second")}</p> })}
                        {Field::new("email", &typed.email, problems).input("email", "off")}
                        {Field::new("role", &typed.role, problems).radios(choices(texts), true)}
                        {submit_as("act", "grant", texts.t("roles-give-button"), false)}
                    </div>
                </form>
            </main>
        },
    )
}

fn notice(texts: Texts, done: &Done) -> impl IntoView + use<> {
    let values = [
        ("email", done.email.clone().into()),
        ("role", texts.word("role", &done.role).into()),
    ];
    let words = texts.with(
        match done.what {
            What::Given => "roles-given",
            What::Taken => "roles-taken",
            What::Asked => "roles-asked",
            What::Declined => "roles-declined",
        },
        &values,
    );
    view! { <div class="notice" role="status"><p>{words}</p></div> }
}

/// What waits for a second person's word.
fn waiting(texts: Texts, grants: &Grants) -> Option<AnyView> {
    if grants.waiting.is_empty() {
        return None;
    }
    let zone = chrome()
        .reader_zone()
        .unwrap_or(&grants.context.round.time_zone)
        .to_owned();
    let items = grants
        .waiting
        .iter()
        .map(|it| request(texts, it, &zone))
        .collect_view();
    Some(
        view! {
            <section class="row part" aria-labelledby="waiting">
                <div class="in-hang"><h2 id="waiting">{texts.t("roles-waiting")}</h2></div>
                <div class="in-text"><ol class="stack">{items}</ol></div>
            </section>
        }
        .into_any(),
    )
}

fn request(texts: Texts, it: &Waiting, zone: &str) -> impl IntoView + use<> {
    let asked = &it.request;
    let key = match asked.change {
        RoleChange::Give => "roles-waits-give",
        RoleChange::Take => "roles-waits-take",
    };
    let words = texts.with(
        key,
        &[
            ("asker", asked.asker_email.to_string().into()),
            ("email", asked.email.to_string().into()),
            ("role", texts.word("role", asked.role).into()),
            ("moment", texts.moment_zone(asked.expires_at, zone).into()),
        ],
    );
    let confirm = it
        .confirmable
        .then(|| view! { <button class="button small" name="act" value="confirm">{texts.t("roles-confirm")}</button> });
    view! {
        <li class="stack">
            <p dir="auto">{words}</p>
            {(!it.confirmable).then(|| view! { <p class="small soft">{texts.t("roles-waits-for")}</p> })}
            <form method="post" class="buttons">
                <input type="hidden" name="request" value=asked.id.to_string()/>
                <input type="hidden" name="email" value=asked.email.to_string()/>
                <input type="hidden" name="role" value=asked.role.as_str()/>
                {confirm}
                <button class="button second small" name="act" value="decline">{texts.t("roles-decline")}</button>
            </form>
        </li>
    }
}

fn choices(texts: Texts) -> Vec<(String, String, String)> {
    [Role::Facilitator, Role::Commissioner]
        .into_iter()
        .map(|role| {
            (
                role.to_string(),
                texts.word("role", role),
                texts.word("roles-role", role),
            )
        })
        .collect()
}

fn table(texts: Texts, context: &ConsultationContext, holders: &[Holder]) -> AnyView {
    if holders.is_empty() {
        return view! { <div class="empty"><p>{texts.t("roles-none")}</p></div> }.into_any();
    }
    let zone = chrome()
        .reader_zone()
        .unwrap_or(&context.round.time_zone)
        .to_owned();
    let rows = holders
        .iter()
        .map(|holder| row(texts, holder, &zone))
        .collect_view();
    view! {
        <table class="table stacked" role="table">
            <thead><tr role="row">
                <th scope="col">{texts.t("roles-who")}</th>
                <th scope="col">{texts.t("field-role")}</th>
                <th scope="col">{texts.t("roles-since")}</th>
                <th scope="col"><span class="vh">{texts.t("roles-take")}</span></th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(texts: Texts, holder: &Holder, zone: &str) -> impl IntoView + use<> {
    let role = texts.word("role", holder.role);
    let email = holder.email.to_string();
    let take = texts.with(
        "roles-take-from",
        &[
            ("role", role.clone().into()),
            ("email", email.clone().into()),
        ],
    );
    let who: Vec<String> = [&holder.name, &holder.organisation]
        .into_iter()
        .filter(|text| !text.is_empty())
        .cloned()
        .collect();
    let stated = (!holder.organisation.is_empty()).then(|| by::verified_mark(false));
    view! {
        <tr role="row">
            <th scope="row" role="rowheader"><span dir="auto">{who.join(", ")}</span>" "{stated}" "<span class="as-written soft">{email.clone()}</span></th>
            <td role="cell">{role}</td>
            <td role="cell">{texts.date(holder.granted_at, zone)}</td>
            <td role="cell">
                <form method="post">
                    <input type="hidden" name="email" value=email/>
                    <input type="hidden" name="role" value=holder.role.as_str()/>
                    <button class="button plain" name="act" value="revoke" aria-label=take>{texts.t("roles-take")}</button>
                </form>
            </td>
        </tr>
    }
}
