//! The reading room: one issue of the frozen report with the text, the positions, what was said, the options, the
//! debate beside it and the decision under it.

mod comments;
mod decision;
mod issue;

use domain::{
    consultation::Slug,
    decision::Proposed,
    error::Problems,
    ops::agenda::{Agenda, Item, Room},
};
use leptos::prelude::*;

pub use comments::comments;
pub(crate) use decision::{how, how_in};

use crate::{
    Page,
    components::form,
    render::{chrome, texts},
    routes,
};
use decision::{conflict, debate, decided};
use issue::{consulted, head, options, positions_part, said, wordings};

/// What was typed, to be shown again.
#[derive(Clone, Debug, Default)]
pub struct ReviewForm {
    /// The decision's form.
    pub proposed: Proposed,
    /// The remark.
    pub remark: String,
    /// Why the decision is to be reopened.
    pub reopen_reason: String,
    /// What is wrong.
    pub problems: Problems,
    /// Somebody else recorded a decision meanwhile.
    pub conflict: bool,
}

fn zone(agenda: &Agenda) -> String {
    chrome()
        .reader_zone()
        .unwrap_or(&agenda.context.round.time_zone)
        .to_owned()
}

/// The agenda alone: where the reading room is entered.
pub fn agenda(agenda: &Agenda) -> Page {
    let texts = texts();
    let slug = agenda.context.consultation.slug.clone();
    let (open, decided): (Vec<&Item>, Vec<&Item>) = agenda
        .items
        .iter()
        .partition(|item| item.disposition.is_none());
    let all_decided = open.is_empty().then(|| {
        view! { <div class="notice more" role="status"><p>{texts.t("reading-room-all-decided")}</p></div> }
    });
    Page::confidential(
        texts.t("nav-reading-room"),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="to-end">
                        {kicker(agenda)}
                        <h1>{texts.t("nav-reading-room")}</h1>
                        {remainder(agenda)}
                        <p class="lead byline">{texts.t("reading-room-lead")}</p>
                        {all_decided}
                    </div>
                </header>
                {list(&slug, "reading-room-undecided", &open)}
                {list(&slug, "reading-room-decided", &decided)}
            </main>
        },
    )
}

fn list(slug: &Slug, key: &'static str, items: &[&Item]) -> Option<AnyView> {
    let texts = texts();
    if items.is_empty() {
        return None;
    }
    let entries = items
        .iter()
        .map(|item| {
            let touches = (!item.touches.is_empty()).then(|| {
                texts.with(
                    "issue-touches",
                    &[("labels", texts.list(&item.touches).into())],
                )
            });
            view! {
                <li class="entry">
                    <div class="in-text">
                        <h3>
                            <a href=routes::reading_room_issue(slug, item.number)>
                                {texts.with("issue-number", &[("number", item.number.into())])}
                            </a>
                        </h3>
                        <p class="statement" dir="auto">{item.statement.clone()}</p>
                        <p class="soft">{touches}</p>
                    </div>
                    <div class="in-margin"><p><b>{standing(item)}</b></p></div>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="row part" aria-labelledby=key>
                <div class="in-hang"><h2 id=key>{texts.t(key)}</h2></div>
                <ol class="row entries">{entries}</ol>
            </section>
        }
        .into_any(),
    )
}

/// Where an issue stands: its disposition, or how far the debate is.
fn standing(item: &Item) -> String {
    let texts = texts();
    match item.disposition {
        Some(disposition) => texts.word("disposition", disposition),
        None if item.remarks == 0 => texts.t("reading-room-not-begun"),
        None => texts.count("reading-room-in-debate", item.remarks),
    }
}

fn kicker(agenda: &Agenda) -> AnyView {
    let texts = texts();
    let told = texts.with(
        "reading-room-kicker",
        &[
            ("number", agenda.report.number.into()),
            (
                "date",
                texts.date(agenda.report.frozen_at, &zone(agenda)).into(),
            ),
        ],
    );
    view! { <p class="kicker">{told}</p> }.into_any()
}

fn remainder(agenda: &Agenda) -> AnyView {
    let texts = texts();
    let all = agenda.items.len();
    let left = agenda.undecided().count();
    let decided = all - left;
    let by_consensus = agenda.items.iter().filter(|item| item.by_consensus).count();
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let bar = format!(r#"<path class="rest" d="M0 0h{all}v6H0z"/><path d="M0 0h{decided}v6H0z"/>"#);
    let decided = (decided > 0).then(|| {
        texts.with(
            "reading-room-decided-count",
            &[
                ("count", count(decided).into()),
                ("consensus", count(by_consensus).into()),
            ],
        )
    });
    view! {
        <div class="remainder">
            <p><b>{texts.number(count(left))}</b>" "{texts.with("reading-room-remain", &[("count", count(left).into()), ("all", count(all).into())])}</p>
            <svg class="bar" viewBox=format!("0 0 {} 6", all.max(1)) preserveAspectRatio="none" aria-hidden="true" inner_html=bar></svg>
            <p class="soft">{decided}</p>
        </div>
    }
    .into_any()
}

/// One issue.
pub fn room(room: &Room, typed: &ReviewForm) -> Page {
    let texts = texts();
    let number = room.issue.number;
    let title = texts.with("issue-number", &[("number", number.into())]);
    Page::confidential(
        format!("{title}, {}", texts.t("nav-reading-room")),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="to-end">
                        {form::error_summary(&typed.problems)}
                        {conflict(room, typed)}
                        {kicker(&room.agenda)}
                        {remainder(&room.agenda)}
                    </div>
                </header>
                {side(room)}
                <article class="document matter" aria-labelledby="issue">
                    {head(room, title)}
                    {consulted(room)}
                    {positions_part(room)}
                    {said(room)}
                    {wordings(room)}
                    {options(room)}
                    {decided(room, typed)}
                </article>
                {debate(room, typed)}
            </main>
        },
    )
}

/// The agenda at the side.
fn side(room: &Room) -> AnyView {
    let texts = texts();
    let slug = room.agenda.context.consultation.slug.clone();
    let here = room.issue.number;
    let entry = |item: &Item| {
        let current = (item.number == here).then_some("true");
        view! {
            <li>
                <a href=routes::reading_room_issue(&slug, item.number) aria-current=current>
                    <span>{item.number}</span>
                    <span dir="auto">{short(&item.statement)}</span>
                    <small>{standing(item)}</small>
                </a>
            </li>
        }
    };
    let (open, decided): (Vec<&Item>, Vec<&Item>) = room
        .agenda
        .items
        .iter()
        .partition(|item| item.disposition.is_none());
    let decided = (!decided.is_empty()).then(|| {
        view! {
            <h2 class="minor more" id="agenda-decided">{texts.t("reading-room-decided")}</h2>
            <ol>{decided.iter().map(|item| entry(item)).collect_view()}</ol>
        }
    });
    view! {
        <nav class="contents" aria-labelledby="agenda">
            <h2 class="minor" id="agenda">
                <a href=routes::reading_room(&slug)>{texts.t("reading-room-agenda")}</a>
            </h2>
            <ol>{open.iter().map(|item| entry(item)).collect_view()}</ol>
            {decided}
        </nav>
    }
    .into_any()
}

/// The first words of a statement, for lists.
pub(crate) fn short(statement: &str) -> String {
    const MOST: usize = 60;
    if statement.chars().count() <= MOST {
        return statement.to_owned();
    }
    let cut: String = statement.chars().take(MOST).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{}…", cut.trim_end_matches([',', ';', ':', ' ']))
}
