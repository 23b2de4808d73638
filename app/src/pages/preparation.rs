//! Preparing the outcome: the revised text, where its provisions come from, the decisions behind each change, what
//! still stands in the way, and publishing.

mod publish;

use std::collections::HashMap;

use domain::{
    answer::Decided,
    error::Problems,
    ops::outcome::Preparation,
    outcome::{Entry, NoDecision, Relation},
    text::plain,
};
use leptos::prelude::*;

use super::reading_room::short;
use crate::{
    Page,
    components::{
        cut::{LookedOver, looked_over},
        form,
        form::Field,
        isolate::bdi,
        redline,
    },
    render::texts,
    routes,
};

use publish::publish;

/// What was typed, to be shown again.
#[derive(Clone, Debug, Default)]
pub struct PreparationForm {
    /// Fields of the matching, by name.
    pub rows: HashMap<String, String>,
    /// Places, in the revised text, of unchanged provisions whose row is asked for.
    pub edit: Vec<i32>,
    /// The revised text, as pasted.
    pub text: String,
    /// Its language.
    pub language: String,
    /// How it is cut, once it was looked at.
    pub cut: Option<LookedOver>,
    /// What is wrong.
    pub problems: Problems,
    /// Somebody else changed the preparation meanwhile.
    pub conflict: bool,
}

impl PreparationForm {
    fn value(&self, field: &str, stored: String) -> String {
        self.rows.get(field).cloned().unwrap_or(stored)
    }

    /// Whether a form with this provision's row was sent.
    fn has(&self, entry: &Entry) -> bool {
        self.rows.contains_key(&format!("issues-{}", key(entry)))
    }
}

/// The end of a row's field names, as [`domain::ops::outcome::Which::field`].
fn key(entry: &Entry) -> String {
    entry
        .ord
        .map_or_else(|| entry.anchor.clone(), |ord| ord.to_string())
}

fn numbers(issues: &[i32]) -> String {
    let numbers: Vec<String> = issues.iter().map(i32::to_string).collect();
    numbers.join(", ")
}

/// The page.
pub fn page(preparation: &Preparation, typed: &PreparationForm) -> Page {
    let texts = texts();
    let context = &preparation.context;
    let title = texts.t("preparation-title");
    Page::confidential(
        title.clone(),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        {form::error_summary(&typed.problems)}
                        {conflict(preparation, typed)}
                        <p class="kicker">{context.consultation.title.clone()}" · "{texts.word("phase", context.phase)}</p>
                        <h1>{title}</h1>
                        <p class="lead byline">{texts.t("preparation-lead")}</p>
                        {standing(preparation)}
                    </div>
                </header>
                {import(preparation, typed)}
                {matching(preparation, typed)}
                {publish(preparation, typed)}
            </main>
        },
    )
}

/// What still stands in the way of publishing.
fn standing(preparation: &Preparation) -> AnyView {
    let texts = texts();
    let undecided = preparation.context.undecided;
    let blocking = preparation.blocking();
    let told = if undecided > 0 {
        texts.count("refusal-undecided", undecided)
    } else if preparation.version.is_none() {
        texts.t("preparation-no-text")
    } else if !blocking.is_empty() {
        texts.with(
            "refusal-changes-without-decision",
            &[("labels", texts.list(&blocking).into())],
        )
    } else {
        texts.t("preparation-ready")
    };
    view! { <div class="notice more" role="status"><p>{told}</p></div> }.into_any()
}

fn import(preparation: &Preparation, typed: &PreparationForm) -> Option<AnyView> {
    let texts = texts();
    if preparation.context.undecided > 0 {
        return None;
    }
    let language = if typed.language.is_empty() {
        preparation.before.language.clone()
    } else {
        typed.language.clone()
    };
    let have = preparation.version.is_some();
    let is_open = typed.cut.is_some()
        || typed.problems.of("text").is_some()
        || typed.problems.of("language").is_some();
    let has_cut = typed.cut.is_some();
    let cut = typed.cut.as_ref().map(|cut| {
        view! { <div class="stack">{looked_over(texts, cut, &typed.problems)}</div> }
    });
    let file_label = texts.t("field-revised-file");
    let fields = view! {
        <form method="post" enctype="multipart/form-data" class="form">
            <input type="hidden" name="mark" value=preparation.mark.clone()/>
            {cut}
            {Field::new("text", typed.text.clone(), &typed.problems).labelled(texts.t("field-revised-text")).optional().textarea(10)}
            <div class="field">
                <label for="file">{file_label}" "<span class="soft">{texts.t("optional")}</span></label>
                <span class="hint" id="file-hint">{texts.t("hint-revised-file")}</span>
                <input type="file" id="file" name="file" accept=".md,.markdown,.txt,text/markdown,text/plain" aria-describedby="file-hint"/>
            </div>
            {Field::new("language", language, &typed.problems).labelled(texts.t("text-language")).unhinted().input("text", "off")}
            <div class="buttons">
                {form::submit_as("act", "preview", texts.t("text-preview"), have || has_cut)}
            </div>
        </form>
    };
    let body = if have {
        let told = preparation.version.as_ref().map(|version| {
            texts.with(
                "preparation-imported",
                &[
                    ("title", version.title.clone().into()),
                    ("number", version.number.into()),
                ],
            )
        });
        view! {
            <p>{told}</p>
            <details open=is_open><summary>{texts.t("preparation-replace-note")}</summary>{fields}</details>
        }
        .into_any()
    } else {
        fields.into_any()
    };
    Some(
        view! {
            <section class="row part" aria-labelledby="import">
                <div class="in-hang"><h2 id="import">{texts.t("preparation-text")}</h2></div>
                <div class="in-text">{body}</div>
            </section>
        }
        .into_any(),
    )
}

fn matching(preparation: &Preparation, typed: &PreparationForm) -> Option<AnyView> {
    let texts = texts();
    preparation.version.as_ref()?;
    let slug = &preparation.context.consultation.slug;
    let is_open = |entry: &&Entry| {
        entry.is_changed()
            || typed.has(entry)
            || entry.ord.is_some_and(|ord| typed.edit.contains(&ord))
    };
    let rows = preparation
        .entries
        .iter()
        .filter(is_open)
        .map(|it| row(it, typed, &preparation.decisions))
        .collect_view();
    let others = preparation
        .entries
        .iter()
        .filter(|entry| !is_open(entry))
        .map(|it| {
            let ord = it.ord.map(|ord| ord.to_string()).unwrap_or_default();
            let url = format!(
                "{}#row-{ord}",
                routes::with_query(&routes::outcome_prepare(slug), &[("edit", &ord)])
            );
            let told = (it.relation != Relation::Unchanged).then(|| {
                let was = (it.before != [it.label.clone()]).then(|| {
                    texts.with("outcome-was", &[("labels", texts.list(&it.before).into())])
                });
                view! { <span class="soft">"("{texts.word("relation", it.relation)}{was.map(|was| format!("; {was}"))}")"</span>" " }
            });
            view! { <a href=url>{bdi(&it.label)}</a>" "{told} }
        })
        .collect_view();
    let unchanged = preparation
        .entries
        .iter()
        .filter(|entry| !is_open(entry))
        .count();
    let others = (unchanged > 0).then(|| {
        let summary = texts.count("preparation-unchanged", i64::try_from(unchanged).unwrap_or(i64::MAX));
        view! {
            <details class="more"><summary>{summary}</summary><p>{texts.t("preparation-unchanged-note")}</p><p>{others}</p></details>
        }
    });
    Some(
        view! {
            <section class="row part" aria-labelledby="matching">
                <div class="in-hang">
                    <h2 id="matching">{texts.t("preparation-matching")}</h2>
                    <p class="small soft">{texts.t("preparation-matching-note")}</p>
                </div>
                <div class="to-end">
                    {decisions(&preparation.decisions)}
                    <form method="post">
                        <input type="hidden" name="mark" value=preparation.mark.clone()/>
                        {rows}
                        {others}
                        <div class="buttons more">{form::submit_as("act", "correct", texts.t("preparation-save"), true)}</div>
                    </form>
                </div>
            </section>
        }
        .into_any(),
    )
}

/// The decisions, to name them by their numbers.
fn decisions(all: &[Decided]) -> AnyView {
    let texts = texts();
    let items = all
        .iter()
        .map(|it| {
            let heading = texts.with(
                "decision-heading",
                &[
                    ("number", it.number.into()),
                    (
                        "disposition",
                        texts.word("disposition", it.disposition).into(),
                    ),
                ],
            );
            view! { <li><b>{heading}</b>" "<span dir="auto">{short(&it.statement)}</span></li> }
        })
        .collect_view();
    view! {
        <details open=true>
            <summary>{texts.t("preparation-decisions")}</summary>
            <ul class="small">{items}</ul>
        </details>
    }
    .into_any()
}

fn row(it: &Entry, typed: &PreparationForm, all: &[Decided]) -> AnyView {
    let texts = texts();
    let key = key(it);
    let issues_field = format!("issues-{key}");
    let problems = &typed.problems;
    let missing = it.lacks_reason();
    let removed = it.ord.is_none();
    let source = (!removed).then(|| {
        let name = format!("from-{key}");
        let moved = format!("moved-{key}");
        let checked = typed.rows.get(&moved).map_or(it.relation == Relation::Moved && !typed.has(it), |it| it == "yes");
        view! {
            {Field::new(&name, typed.value(&name, it.before.join(", ")), problems)
                .labelled(texts.t("preparation-from")).optional().input("text", "off")}
            <label class="choice"><input type="checkbox" name=moved value="yes" checked=checked/>" "{texts.t("preparation-moved")}</label>
        }
    });
    let known: Vec<String> = all.iter().map(|it| it.number.to_string()).collect();
    let issues = Field::new(
        &issues_field,
        typed.value(&issues_field, numbers(&it.issues)),
        problems,
    )
    .labelled(texts.t("preparation-issues"));
    let issues = if it.is_changed() {
        issues
    } else {
        issues.optional()
    };
    let without_field = format!("without-{key}");
    let stored = it.without.map_or_else(String::new, |it| it.to_string());
    let mut choices = vec![(String::new(), texts.t("preparation-with-decision"))];
    choices.extend(
        NoDecision::ALL
            .iter()
            .map(|it| (it.to_string(), texts.word("no-decision", *it))),
    );
    let without = Field::new(
        &without_field,
        typed.value(&without_field, stored),
        problems,
    )
    .labelled(texts.t("preparation-without"))
    .optional()
    .unhinted()
    .select(choices);
    // A field with a problem of its own is marked already.
    let mark = (missing && problems.of(&issues_field).is_none()).then_some("wrong");
    let said = texts.with("provision-said", &[("label", it.label.clone().into())]);
    let kind = super::outcome::kind_changed(it);
    let needs =
        missing.then(|| view! { <p class="wrong-message">{texts.t("preparation-names-none")}</p> });
    view! {
        <fieldset class="match" id=format!("row-{key}")>
            <legend class="vh">{said}</legend>
            <div>
                <p class="minor">{bdi(&it.label)}" "<span class="soft">{texts.word("relation", it.relation)}</span></p>
                {kind}
                <p class="redline quote" dir="auto">{redline::pieces(&it.pieces)}</p>
            </div>
            <div>{source}</div>
            <div class=mark title=known.join(", ")>{issues.input("text", "off")}{without}{needs}</div>
        </fieldset>
    }
    .into_any()
}

/// Both states side by side, for every field that differs.
fn conflict(preparation: &Preparation, typed: &PreparationForm) -> Option<AnyView> {
    let texts = texts();
    if !typed.conflict {
        return None;
    }
    let differing = preparation
        .entries
        .iter()
        .flat_map(|it| {
            let key = key(it);
            let without = it.without.map_or_else(String::new, |it| it.to_string());
            [
                (it, "preparation-without", format!("without-{key}"), without),
                (
                    it,
                    "preparation-from",
                    format!("from-{key}"),
                    it.before.join(", "),
                ),
                (
                    it,
                    "preparation-issues",
                    format!("issues-{key}"),
                    numbers(&it.issues),
                ),
            ]
        })
        .filter_map(|(it, label, field, stored)| {
            let mine = typed
                .rows
                .get(&field)
                .filter(|mine| mine.trim() != stored)?;
            Some((
                format!("{} · {}", it.label, texts.t(label)),
                stored,
                mine.clone(),
            ))
        })
        .map(|(label, stored, mine)| {
            view! { <tr><th scope="row">{label}</th><td>{stored}</td><td>{mine}</td></tr> }
        })
        .collect_view();
    let pasted = (!typed.text.is_empty()).then(|| view! { <p>{short(&plain(&typed.text))}</p> });
    Some(
        view! {
            <div class="notice warning" role="alert" id="conflict">
                <h2 class="minor">{texts.t("preparation-conflict")}</h2>
                <p>{texts.t("preparation-conflict-body")}</p>
                <div class="scroll" tabindex="0" role="region" aria-label=texts.t("preparation-conflict")>
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{texts.t("preparation-field")}</th>
                                <th scope="col">{texts.t("preparation-stored")}</th>
                                <th scope="col">{texts.t("preparation-yours")}</th>
                            </tr>
                        </thead>
                        <tbody>{differing}</tbody>
                    </table>
                </div>
                {pasted}
            </div>
        }
        .into_any(),
    )
}
