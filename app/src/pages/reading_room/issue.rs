//! One issue as the frozen report tells it: statement, text, positions, what was said, options.

use domain::{
    consultation::Slug,
    ops::agenda::Room,
    report::{Excerpt, OptionEntry, ProvisionEntry, Wording},
};
use leptos::prelude::*;

use crate::{
    components::{by, isolate::bdi, markdown, positions, redline},
    render::texts,
    routes,
};

/// How many excerpts stand on the page; the others are on the page of the issue's comments.
const EXCERPTS: usize = 12;

pub(super) fn head(room: &Room, title: String) -> AnyView {
    let texts = texts();
    let slug = &room.agenda.context.consultation.slug;
    let touched = room
        .provisions
        .iter()
        .map(|it| {
            view! { " "<a href=format!("{}#{}", routes::text(slug), it.anchor)>{bdi(&it.label)}</a> }
        })
        .collect_view();
    let about = (!room.provisions.is_empty())
        .then(|| view! { {texts.t("issue-touches-list")}{touched}" · " });
    let gathered = room.issue.tally.as_ref().map(|tally| {
        let count = texts.count("issue-rests-on", tally.comments);
        view! { <a href=routes::reading_room_comments(slug, room.issue.number)>{count}</a> }
    });
    view! {
        <section>
            <span class="label" aria-hidden="true">{room.issue.number}</span>
            <h1 class="statement large" id="issue" dir="auto" lang=room.agenda.language.clone()>
                <span class="vh">{title}". "</span>{room.issue.statement.clone()}
            </h1>
            <p class="small soft">{about}{gathered}</p>
        </section>
    }
    .into_any()
}

pub(super) fn consulted(room: &Room) -> Option<AnyView> {
    let texts = texts();
    if room.provisions.is_empty() {
        return None;
    }
    let language = room.agenda.language.clone();
    let provisions = room
        .provisions
        .iter()
        .map(|it| provision(it, &language))
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="consulted">
                <h2 class="minor" id="consulted">{texts.t("issue-consulted")}</h2>
                {provisions}
            </section>
        }
        .into_any(),
    )
}

fn provision(it: &ProvisionEntry, language: &str) -> AnyView {
    view! {
        <span class="label">{bdi(&it.label)}</span>
        <div class="words" dir="auto" lang=language.to_owned() inner_html=markdown::block(&it.text, &|_| None)></div>
    }
    .into_any()
}

pub(super) fn positions_part(room: &Room) -> Option<AnyView> {
    let texts = texts();
    let tally = room.issue.tally.as_ref()?;
    let subject = texts.with("issue-number", &[("number", room.issue.number.into())]);
    Some(
        view! {
            <section aria-labelledby="positions">
                <h2 class="minor" id="positions">{texts.t("positions-title")}</h2>
                {positions::figure(tally, &subject)}
            </section>
        }
        .into_any(),
    )
}

pub(super) fn said(room: &Room) -> AnyView {
    let texts = texts();
    let slug = &room.agenda.context.consultation.slug;
    let excerpts = room
        .issue
        .excerpts
        .iter()
        .take(EXCERPTS)
        .map(|it| excerpt(slug, it))
        .collect_view();
    let minority = (!room.issue.minority.is_empty()).then(|| {
        view! {
            <p class="small"><b>{texts.t("issue-minority")}</b>" "<bdi>{room.issue.minority.clone()}</bdi></p>
        }
    });
    let all = room.issue.tally.as_ref().map_or(0, |tally| tally.comments);
    view! {
        <section aria-labelledby="said">
            <h2 class="minor" id="said">{texts.t("issue-said")}</h2>
            <ol>{excerpts}</ol>
            {minority}
            <p class="small more">
                <a href=routes::reading_room_comments(slug, room.issue.number)>{texts.count("issue-all-comments", all)}</a>
            </p>
        </section>
    }
    .into_any()
}

fn excerpt(slug: &Slug, it: &Excerpt) -> AnyView {
    let texts = texts();
    let hidden = it.hidden_reason.clone().map(|reason| {
        view! { <p class="small soft">{texts.with("comment-hidden", &[("reason", reason.into())])}</p> }
    });
    let quote = (!it.words.is_empty()).then(|| {
        let language = (!it.language.is_empty()).then(|| it.language.clone());
        view! { <p class="quote" lang=language dir="auto">{texts.with("quoted", &[("words", it.words.clone().into())])}</p> }
    });
    let position = it.position.map(|position| texts.word("position", position));
    view! {
        <li class="comment">
            {by::sign(&it.by)}
            <p class="comment-by">
                {by::name(&it.by)}
                <a class="ref" href=routes::comment(slug, &it.reference)>{bdi(&it.reference)}</a>
            </p>
            <p class="soft">{position}</p>
            {quote}
            {hidden}
        </li>
    }
    .into_any()
}

pub(super) fn wordings(room: &Room) -> Option<AnyView> {
    let texts = texts();
    if room.issue.wordings.is_empty() {
        return None;
    }
    let slug = &room.agenda.context.consultation.slug;
    let entries = room
        .issue
        .wordings
        .iter()
        .take(EXCERPTS)
        .map(|it| wording(slug, it))
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="wordings">
                <h2 class="minor" id="wordings">{texts.t("issue-wordings")}</h2>
                <ol>{entries}</ol>
            </section>
        }
        .into_any(),
    )
}

fn wording(slug: &Slug, it: &Wording) -> AnyView {
    let language = (!it.language.is_empty()).then(|| it.language.clone());
    view! {
        <li class="comment">
            {by::sign(&it.by)}
            <p class="comment-by">
                {by::name(&it.by)}
                <span>{it.label.as_ref().map(bdi)}" "<a class="ref" href=routes::comment(slug, &it.reference)>{bdi(&it.reference)}</a></span>
            </p>
            <p class="redline" lang=language dir="auto">{redline::pieces(&it.redline)}</p>
        </li>
    }
    .into_any()
}

pub(super) fn options(room: &Room) -> Option<AnyView> {
    let texts = texts();
    let observation = (!room.issue.observation.is_empty()).then(|| {
        view! {
            <p class="small"><b>{texts.t("issue-observation")}</b>" "<bdi>{room.issue.observation.clone()}</bdi></p>
        }
    });
    if room.issue.options.is_empty() && observation.is_none() {
        return None;
    }
    let entries = room
        .issue
        .options
        .iter()
        .enumerate()
        .map(|(n, it)| option(n, it, &room.agenda.language))
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="options">
                <h2 class="minor" id="options">{texts.t("issue-options")}</h2>
                <div class="options">{entries}</div>
                {observation}
            </section>
        }
        .into_any(),
    )
}

fn option(n: usize, it: &OptionEntry, language: &str) -> AnyView {
    let letter = u8::try_from(n)
        .ok()
        .and_then(|n| b'A'.checked_add(n))
        .map_or('?', char::from);
    let changes = (!it.redline.is_empty()).then(|| {
        view! { <p class="redline" dir="auto" lang=language.to_owned()>{redline::pieces(&it.redline)}</p> }
    });
    let label = it
        .label
        .clone()
        .map(|label| view! { " "<span class="soft">{bdi(label)}</span> });
    view! {
        <div>
            <p dir="auto"><b>{letter}"."</b>" "{it.title.clone()}{label}</p>
            {changes}
        </div>
    }
    .into_any()
}
