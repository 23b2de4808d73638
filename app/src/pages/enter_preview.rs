//! A file as it would be entered: how it was read, what has to be answered, what deserves a look, and every row.

use domain::{
    error::Problems,
    exchange::{Manner, moment::DayOrder},
    ops::exchange::{Preview, Row},
};
use leptos::prelude::*;

use super::enter::by_line;
use crate::{
    components::form::{Field, submit_as},
    i18n::Texts,
};

/// So many rows are shown; a page with more is of no use to anybody.
const SHOWN: usize = 2_000;

/// So much of a comment is shown, in characters.
const WORDS: usize = 240;

/// A file that somebody looks at, and what they answered.
pub struct Looked {
    /// The file.
    pub preview: Preview,
    /// The key under which it waits.
    pub kept: String,
    /// What was answered, as it was typed.
    pub answers: AnswersForm,
    /// What is wrong with the answers.
    pub problems: Problems,
}

/// Answers as they were typed.
#[derive(Clone, Debug, Default)]
pub struct AnswersForm {
    /// A day.
    pub received: String,
    /// In words.
    pub channel: String,
    /// A [`DayOrder`].
    pub order: String,
    /// Ticked.
    pub again: bool,
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The section.
pub(super) fn preview(texts: Texts, it: &Looked) -> AnyView {
    let preview = &it.preview;
    let wrong = !preview.problems.0.is_empty();
    let list = |title: &str, problems: &Problems, class: &'static str| {
        (!problems.0.is_empty()).then(|| {
            let title = texts.t(title);
            view! { <div class=class><h3 class="minor">{title}</h3>{by_line(texts, problems)}</div> }
        })
    };
    let count = number(preview.rows.len());
    let more = preview.rows.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| view! { <p>{texts.count("enter-rows-more", number(more))}</p> });
    let zone = preview.context.round.time_zone.as_str();
    let rows: Vec<AnyView> = preview
        .rows
        .iter()
        .take(SHOWN)
        .map(|it| row(texts, preview, it, zone))
        .collect();
    let mails = (preview.mails > 0)
        .then(|| view! { <p>{texts.count("enter-mails", number(preview.mails))}</p> });
    let store = (!wrong).then(|| {
        view! {
            <div class="buttons">{submit_as("act", "store", texts.count("enter-store-all", count), false)}</div>
        }
    });
    view! {
        <section class="row part" aria-labelledby="preview">
            <h2 class="in-hang" id="preview">{texts.t("enter-preview")}</h2>
            <form class="to-end stack form" method="post" enctype="multipart/form-data" novalidate>
                <input type="hidden" name="kept" value=it.kept.clone()/>
                <p class="lead">{texts.t("enter-preview-lead")}" "{texts.count("enter-rows", count)}</p>
                <p class="soft">{manner(texts, &preview.manner)}</p>
                {list("enter-problems", &preview.problems, "error-summary")}
                {before(texts, it)}
                {questions(texts, it)}
                {list("enter-doubts", &preview.doubts, "notice warning")}
                {mails}
                {store}
                <table class="table preview">
                    <thead><tr>
                        <th scope="col">{texts.t("enter-column-line")}</th>
                        <th scope="col">{texts.t("enter-column-on")}</th>
                        <th scope="col">{texts.t("enter-column-who")}</th>
                        <th scope="col">{texts.t("enter-column-words")}</th>
                        <th scope="col">{texts.t("enter-column-when")}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                {more}
            </form>
        </section>
    }
    .into_any()
}

/// How it was read, in words.
pub fn manner(texts: Texts, manner: &Manner) -> String {
    if !manner.sheet.is_empty() {
        return texts.with(
            "enter-read-sheet",
            &[("sheet", manner.sheet.clone().into())],
        );
    }
    let encoding = manner.encoding.clone();
    match manner.delimiter {
        None => texts.with("enter-read-lines", &[("encoding", encoding.into())]),
        Some(delimiter) => {
            let delimiter = match delimiter {
                '\t' => texts.t("enter-tab"),
                other => format!("“{other}”"),
            };
            texts.with(
                "enter-read-text",
                &[
                    ("encoding", encoding.into()),
                    ("delimiter", delimiter.into()),
                ],
            )
        }
    }
}

/// That the same was entered before, with a tick to go on.
fn before(texts: Texts, it: &Looked) -> Option<AnyView> {
    let before = it.preview.before.as_ref()?;
    let zone = &it.preview.context.round.time_zone;
    let told = texts.with(
        "enter-again-notice",
        &[
            ("moment", texts.moment_zone(before.imported_at, zone).into()),
            ("file", before.file_name.clone().into()),
            ("count", before.comments.into()),
        ],
    );
    let checked = it.answers.again;
    Some(
        view! {
            <div class="notice warning" role="alert"><p>{told}</p></div>
            <label class="choice"><input type="checkbox" id="again" name="again" value="yes" checked=checked/>
                <span>{texts.t("enter-again")}</span></label>
        }
        .into_any(),
    )
}

/// What the file does not say of itself.
fn questions(texts: Texts, it: &Looked) -> Option<AnyView> {
    let needs = &it.preview.needs;
    let (answers, problems) = (&it.answers, &it.problems);
    // What was answered stays to be changed.
    let received = (needs.received > 0 || !answers.received.is_empty()).then(|| {
        Field::new("received", answers.received.clone(), problems)
            .labelled(texts.count("enter-received", number(needs.received)))
            .input("date", "off")
    });
    let channel = (needs.channel > 0 || !answers.channel.is_empty()).then(|| {
        Field::new("channel", answers.channel.clone(), problems)
            .labelled(texts.count("enter-channel", number(needs.channel)))
            .input("text", "off")
    });
    let order = needs.order.as_ref().map(|(written, a, b)| {
        let options = [(DayOrder::DayFirst, a), (DayOrder::MonthFirst, b)]
            .into_iter()
            .map(|(order, day)| {
                let noon = day.and_hms_opt(12, 0, 0).unwrap_or_default().and_utc();
                let day = texts.date(noon, "UTC");
                let label = texts.with(&format!("enter-order-{order}"), &[("day", day.into())]);
                (order.to_string(), label, String::new())
            })
            .collect();
        Field::new("order", answers.order.clone(), problems)
            .labelled(texts.with("enter-order", &[("written", written.clone().into())]))
            .radios(options, true)
    });
    // An order that was answered leaves nothing to ask, and must be sent along.
    let kept = (order.is_none() && !answers.order.is_empty())
        .then(|| view! { <input type="hidden" name="order" value=answers.order.clone()/> });
    let any = received.is_some() || channel.is_some() || order.is_some();
    any.then(|| {
        view! { <h3 class="minor">{texts.t("enter-questions")}</h3>{order}{received}{channel}{kept} }
            .into_any()
    })
    .or_else(|| kept_alone(&answers.order))
}

fn kept_alone(order: &str) -> Option<AnyView> {
    let order = order.to_owned();
    (!order.is_empty())
        .then(|| view! { <input type="hidden" name="order" value=order/> }.into_any())
}

fn row(texts: Texts, preview: &Preview, row: &Row, zone: &str) -> AnyView {
    let record = &row.record;
    let (heading, words) = match (&row.on, record.provision.trim()) {
        (Some((heading, words)), _) => (heading.clone(), words.clone()),
        (None, "") => (texts.t("document-as-a-whole"), String::new()),
        (None, _) => (String::new(), String::new()),
    };
    let who = [&record.author, &record.organisation]
        .into_iter()
        .filter(|it| !it.trim().is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(texts.t("list-comma").as_str());
    let late = row
        .submitted_at
        .is_some_and(|at| preview.context.round.has_closed(at));
    let when = row.submitted_at.map_or_else(
        || texts.t("enter-not-known"),
        |at| texts.moment_zone(at, zone),
    );
    let late = late.then(|| view! { <br/><b>{texts.t("enter-late")}</b> });
    let body: String = record.body.chars().take(WORDS).collect();
    let rest = if body.len() < record.body.len() {
        "…"
    } else {
        ""
    };
    let wording = (!record.proposed_wording.trim().is_empty()).then(|| {
        let words: String = record.proposed_wording.chars().take(WORDS).collect();
        view! { <p class="small soft">{texts.t("field-proposed-wording")}": "<span dir="auto">{words}</span></p> }
    });
    let reference = if record.reference.is_empty() {
        texts.t("enter-new-reference")
    } else {
        record.reference.clone()
    };
    view! {
        <tr>
            <td class="of-label">{row.line}<br/><span class="small soft"><bdi>{reference}</bdi></span></td>
            <td><bdi>{record.provision.clone()}</bdi>" "<b dir="auto">{heading}</b>
                {(!words.is_empty()).then(|| view! { <p class="small soft" dir="auto">{words}</p> })}</td>
            <td dir="auto">{who}</td>
            <td class="of-text"><p class="as-written" dir="auto">{body}{rest}</p>{wording}</td>
            <td>{when}{late}</td>
        </tr>
    }
    .into_any()
}
