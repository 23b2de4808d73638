//! The audit record: who did what, when, to what; and the page on which an administrator reads the debate.

use domain::{
    Timestamp,
    audit::{EntryView, Extent},
    consultation::Slug,
    error::Problems,
    ops::{
        ConsultationContext,
        audit::{Debate, Record},
    },
};
use leptos::prelude::*;

use crate::{
    Page,
    components::form::{Field, error_summary, submit},
    i18n::Texts,
    render::{chrome, texts},
    routes,
};

/// What is looked for, as it stands in the address.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// An act, or empty: all.
    pub act: String,
    /// A day, `2026-03-01`: from it on.
    pub from: String,
    /// A day: up to its end.
    pub until: String,
}

impl Sought {
    fn query(&self, path: &str, before: &str) -> String {
        let query = [
            ("act", self.act.as_str()),
            ("from", self.from.as_str()),
            ("until", self.until.as_str()),
            ("before", before),
        ];
        routes::with_query(path, &query)
    }
}

/// What an act is called; one that the catalogue does not know by its own word.
pub fn act_name(texts: Texts, act: &str) -> String {
    let key = format!("audit-act-{}", act.replace('.', "-"));
    let name = texts.t(&key);
    if name == key { act.to_owned() } else { name }
}

/// What a particular is called: `before.organisation` is "Before: Organisation".
pub fn field_name(texts: Texts, name: &str) -> String {
    let parts: Vec<String> = name
        .split('.')
        .map(|part| {
            let key = format!("audit-field-{}", part.replace('_', "-"));
            let name = texts.t(&key);
            if name == key { part.to_owned() } else { name }
        })
        .collect();
    parts.join(": ")
}

/// A value in words, if it is a word of the process or a moment; else as it is.
pub fn field_value(texts: Texts, name: &str, value: &str, zone: &str) -> String {
    let last = name.rsplit('.').next().unwrap_or(name);
    let list = match last {
        "role" => "role",
        "disposition" => "disposition",
        "reached" => "reached",
        "stakeholder_group" => "group",
        "publication" => "publication",
        "change" => "role-change",
        _ => "",
    };
    if !list.is_empty() {
        return texts.word(list, value);
    }
    if matches!(value, "true" | "false") {
        return texts.t(&format!("audit-{value}"));
    }
    match value.parse::<Timestamp>() {
        Ok(at) => texts.moment_zone(at, zone),
        Err(_) => value.to_owned(),
    }
}

/// Who did it, as far as it is told.
pub fn by_name(texts: Texts, entry: &EntryView) -> String {
    if entry.by.name.is_empty() {
        texts.word("office", entry.by.office)
    } else {
        entry.by.name.clone()
    }
}

/// What it was done to, in words where it is a number.
fn subject(texts: Texts, entry: &EntryView) -> String {
    let is_number = entry.subject.bytes().all(|b| b.is_ascii_digit()) && !entry.subject.is_empty();
    let noun = entry.act.split('.').next().unwrap_or_default();
    match noun {
        "issue" | "decision" | "remark" if is_number => texts.with(
            "audit-subject-issue",
            &[("number", entry.subject.clone().into())],
        ),
        "report" | "outcome" if is_number => texts.with(
            "audit-subject-version",
            &[("number", entry.subject.clone().into())],
        ),
        // A submission has no name that people know.
        "submission" | "verification" => String::new(),
        _ => entry.subject.clone(),
    }
}

/// The page.
pub fn page(record: &Record, sought: &Sought, zone: &str) -> Page {
    let texts = texts();
    let (path, csv, over) = match &record.context {
        Some(context) => {
            let slug = &context.consultation.slug;
            (
                routes::record(slug),
                routes::record_csv(slug),
                Some((
                    routes::consultation(slug),
                    context.consultation.title.clone(),
                )),
            )
        }
        None => (routes::audit(), routes::audit_csv(), None),
    };
    let lead = match (&over, record.extent) {
        (None, _) => "audit-lead-installation",
        (_, Extent::Public) => "audit-lead-public",
        (_, Extent::Commission) => "audit-lead-commission",
        (_, Extent::Everything) => "audit-lead",
    };
    let title = texts.t("audit-title");
    let next = record.next.map(|id| {
        let url = sought.query(&path, &id.to_string());
        view! { <nav class="pages" aria-label=texts.t("pages")><a rel="next" href=url>{texts.t("audit-earlier")}</a></nav> }
    });
    let inspect = record.context.as_ref().filter(|_| record.inspects).map(|context| {
        view! { <p><a href=routes::record_debate(&context.consultation.slug)>{texts.t("audit-inspect")}</a></p> }
    });
    let of_all = record.context.is_none();
    let heading = over.as_ref().map_or_else(
        || title.clone(),
        |(_, consultation)| format!("{title}, {consultation}"),
    );
    Page::new(
        heading,
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        {over.map(|(url, title)| view! { <p class="kicker"><a href=url>{title}</a></p> })}
                        <h1>{title}</h1>
                        <p class="lead byline">{texts.t(lead)}</p>
                        {inspect}
                    </div>
                </header>
                <section class="row part" aria-labelledby="filters">
                    <h2 class="in-hang" id="filters">{texts.t("comments-filters")}</h2>
                    {filters(texts, record, sought, &path)}
                </section>
                <section class="row part" aria-labelledby="entries">
                    <h2 class="in-hang" id="entries">{texts.t("audit-entries")}</h2>
                    <div class="to-end">
                        {table(texts, &record.entries, of_all, zone)}
                        {next}
                        <p class="links more"><a href=sought.query(&csv, "")>{texts.t("audit-csv")}</a></p>
                    </div>
                </section>
            </main>
        },
    )
}

fn filters(texts: Texts, record: &Record, sought: &Sought, path: &str) -> impl IntoView + use<> {
    let none = Problems::default();
    let mut acts: Vec<(String, String)> = record
        .acts
        .iter()
        .map(|act| (act.clone(), act_name(texts, act)))
        .collect();
    acts.sort_by_cached_key(|(_, name)| name.to_lowercase());
    acts.insert(0, (String::new(), texts.t("audit-any")));
    view! {
        <form class="in-text filters wide" method="get" action=path.to_owned()>
            {Field::new("act", &sought.act, &none).labelled(texts.t("audit-what")).select(acts)}
            {Field::new("from", &sought.from, &none).labelled(texts.t("audit-from")).input("date", "")}
            {Field::new("until", &sought.until, &none).labelled(texts.t("audit-until")).input("date", "")}
            <div class="buttons">
                {submit(texts.t("comments-filter"))}
                <a class="button second" href=path.to_owned()>{texts.t("comments-filter-none")}</a>
            </div>
        </form>
    }
}

fn table(texts: Texts, entries: &[EntryView], of_all: bool, zone: &str) -> AnyView {
    if entries.is_empty() {
        return view! { <div class="empty"><p>{texts.t("audit-none")}</p></div> }.into_any();
    }
    let rows = entries
        .iter()
        .map(|entry| row(texts, entry, of_all, zone))
        .collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-labelledby="entries">
            <table class="table record stacked" role="table">
                <thead><tr role="row">
                    <th scope="col">{texts.t("audit-when")}</th>
                    <th scope="col">{texts.t("audit-what")}</th>
                    <th scope="col">{texts.t("audit-whom")}</th>
                    <th scope="col">{texts.t("audit-who")}</th>
                    <th scope="col">{texts.t("audit-details")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// When it was done: where who did it is withheld, the day alone.
pub fn when(texts: Texts, entry: &EntryView, zone: &str) -> String {
    if entry.day_only {
        texts.date(entry.at, "UTC")
    } else {
        texts.moment_zone(entry.at, zone)
    }
}

fn row(texts: Texts, entry: &EntryView, of_all: bool, zone: &str) -> impl IntoView + use<> {
    let when = when(texts, entry, zone);
    let fields: Vec<_> = entry
        .fields
        .iter()
        .map(|(name, value)| {
            let value = field_value(texts, name, value, zone);
            view! { <div><dt>{field_name(texts, name)}</dt><dd class="as-written" dir="auto">{value}</dd></div> }
        })
        .collect();
    let of = entry.slug.clone().filter(|_| of_all).map(
        |slug| view! { <p class="soft"><a href=routes::record(&slug)><bdi>{slug.clone()}</bdi></a></p> },
    );
    let public = entry
        .public
        .then(|| view! { <p class="small soft">{texts.t("audit-is-public")}</p> });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{when}</th>
            <td role="cell"><b>{act_name(texts, &entry.act)}</b>{public}</td>
            <td role="cell"><bdi class="as-written">{subject(texts, entry)}</bdi>{of}</td>
            <td role="cell" dir="auto">{by_name(texts, entry)}</td>
            <td role="cell">{(!fields.is_empty()).then(|| view! { <dl class="facts">{fields}</dl> })}</td>
        </tr>
    }
}

/// Asks for the reason before the debate is shown.
pub fn inspect(context: &ConsultationContext, reason: &str, problems: &Problems) -> Page {
    let texts = texts();
    let slug = &context.consultation.slug;
    Page::new(
        texts.t("debate-title"),
        view! {
            <main class="page leaf" id="main">
                <header class="row head"><div class="in-text">
                    {error_summary(problems)}
                    <p class="kicker"><a href=routes::record(slug)>{context.consultation.title.clone()}</a></p>
                    <h1>{texts.t("debate-title")}</h1>
                    <p class="lead byline">{texts.t("debate-lead")}</p>
                </div></header>
                <form class="row part" method="post" novalidate><div class="in-text form">
                    {Field::new("reason", reason, problems).labelled(texts.t("debate-reason")).unhinted().textarea(4)}
                    {submit(texts.t("debate-read"))}
                </div></form>
            </main>
        },
    )
}

/// The debate, after the act was recorded.
pub fn debate(slug: &Slug, context: &ConsultationContext, debates: &[Debate]) -> Page {
    let texts = texts();
    let zone = chrome()
        .reader_zone()
        .unwrap_or(&context.round.time_zone)
        .to_owned();
    let issues = debates
        .iter()
        .map(|it| {
            let remarks = it
                .remarks
                .iter()
                .map(|remark| {
                    view! {
                        <li class="stack">
                            <p class="comment-by"><b dir="auto">{remark.author.clone()}</b>" "<span>{texts.moment_zone(remark.at, &zone)}</span></p>
                            <p class="quote as-written" dir="auto">{remark.body.clone()}</p>
                        </li>
                    }
                })
                .collect_view();
            let number = texts.with("audit-subject-issue", &[("number", it.number.to_string().into())]);
            view! {
                <section class="row part">
                    <h2 class="in-hang">{number}</h2>
                    <div class="in-text stack"><p dir="auto">{it.statement.clone()}</p><ol class="stack">{remarks}</ol></div>
                </section>
            }
        })
        .collect_view();
    let none = debates.is_empty().then(
        || view! { <p class="row"><span class="in-text">{texts.t("debate-none")}</span></p> },
    );
    Page::new(
        texts.t("debate-title"),
        view! {
            <main class="page leaf" id="main">
                <header class="row head"><div class="in-text">
                    <p class="kicker"><a href=routes::record(slug)>{context.consultation.title.clone()}</a></p>
                    <h1>{texts.t("debate-title")}</h1>
                    <div class="notice" role="status"><p>{texts.t("debate-recorded")}</p></div>
                </div></header>
                {none}
                {issues}
            </main>
        },
    )
}
