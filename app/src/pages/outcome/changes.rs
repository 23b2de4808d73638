//! The redline of the whole text: changed provisions with the decisions beside them, unchanged ones folded.

use std::collections::{HashMap, HashSet};

use domain::{
    answer::in_order,
    ops::answer::Outcome,
    outcome::{Entry, Relation},
    text::{ProvisionKind, plain},
};
use leptos::prelude::*;

use super::decision::{again, decision};
use crate::{
    components::{isolate::bdi, markdown, redline},
    render::texts,
};

/// Which decisions stand beside which provisions: those behind a change beside it, those that changed nothing beside
/// the first provision that their issue touches.
pub(super) struct Placed {
    beside: HashMap<String, Vec<i32>>,
    /// Issues that touch nothing in particular.
    elsewhere: Vec<i32>,
}

impl Placed {
    pub(super) fn of(outcome: &Outcome) -> Self {
        let mut beside: HashMap<String, Vec<i32>> = HashMap::new();
        for entry in &outcome.entries {
            if !entry.issues.is_empty() {
                beside
                    .entry(entry.anchor.clone())
                    .or_default()
                    .extend(&entry.issues);
            }
        }
        let mut elsewhere = Vec::new();
        for (number, trail) in outcome
            .trails
            .iter()
            .filter(|(_, trail)| trail.changed.is_empty())
        {
            let first = outcome
                .entries
                .iter()
                .find(|entry| trail.touches.contains(&entry.anchor));
            match first {
                Some(entry) => beside
                    .entry(entry.anchor.clone())
                    .or_default()
                    .push(*number),
                None => elsewhere.push(*number),
            }
        }
        Self { beside, elsewhere }
    }

    fn of_entry(&self, entry: &Entry) -> &[i32] {
        self.beside.get(&entry.anchor).map_or(&[], Vec::as_slice)
    }

    fn is_shown(&self, entry: &Entry) -> bool {
        entry.is_changed() || !self.of_entry(entry).is_empty()
    }
}

pub(super) fn entries(outcome: &Outcome, placed: &Placed) -> AnyView {
    let all = &outcome.entries;
    let shown: Vec<bool> = (0..all.len())
        .map(|n| {
            placed.is_shown(&all[n])
                || all[n].kind == ProvisionKind::Heading
                    && all[n + 1..]
                        .iter()
                        .take_while(|it| {
                            it.kind != ProvisionKind::Heading || it.depth > all[n].depth
                        })
                        .any(|it| placed.is_shown(it))
        })
        .collect();
    let mut told: HashSet<i32> = HashSet::new();
    let mut views: Vec<AnyView> = Vec::new();
    let mut n = 0;
    let mut first = true;
    while n < all.len() {
        if shown[n] {
            views.push(entry(outcome, placed, &all[n], &mut told, first));
            first = false;
            n += 1;
        } else {
            let run = shown[n..].iter().take_while(|shown| !**shown).count();
            views.push(same(&all[n..n + run], &outcome.version.language));
            n += run;
        }
    }
    views.into_any()
}

/// Provisions that stay as they are, folded.
fn same(run: &[Entry], language: &str) -> AnyView {
    let texts = texts();
    let labels: Vec<&str> = run.iter().map(|it| it.label.as_str()).collect();
    let named = if labels.len() > 6 {
        texts.with(
            "outcome-range",
            &[
                ("first", labels[0].to_owned().into()),
                ("last", labels[labels.len() - 1].to_owned().into()),
            ],
        )
    } else {
        texts.list(&labels)
    };
    let count = |relation: Relation| {
        let count = run.iter().filter(|it| it.relation == relation).count();
        i64::try_from(count).unwrap_or(i64::MAX)
    };
    let other: Vec<String> = [Relation::Renumbered, Relation::Typographic]
        .into_iter()
        .map(|relation| (relation, count(relation)))
        .filter(|(_, count)| *count > 0)
        .map(|(relation, count)| texts.count(&format!("outcome-count-{relation}"), count))
        .collect();
    let key = if other.is_empty() {
        "outcome-same"
    } else {
        "outcome-same-words"
    };
    let told = texts.with(
        key,
        &[
            ("labels", named.into()),
            (
                "count",
                i64::try_from(labels.len()).unwrap_or(i64::MAX).into(),
            ),
        ],
    );
    let summary = std::iter::once(told)
        .chain(other)
        .collect::<Vec<_>>()
        .join(" · ");
    let provisions = run
        .iter()
        .map(|it| {
            let words = markdown::block(&it.text, &|_| None);
            let language = language.to_owned();
            let told = (it.relation != Relation::Unchanged).then(|| {
                view! { " "<span class="change">{texts.word("relation", it.relation)}</span>" "{was(it)} }
            });
            view! {
                <p class="small soft" id=it.anchor.clone()>{bdi(&it.label)}{told}</p>
                <div class="words" dir="auto" lang=language.clone() inner_html=words></div>
            }
        })
        .collect_view();
    view! {
        <details class="in-text note same" lang=texts.language.as_str()>
            <summary>{summary}</summary>
            {provisions}
        </details>
    }
    .into_any()
}

fn entry(
    outcome: &Outcome,
    placed: &Placed,
    it: &Entry,
    told: &mut HashSet<i32>,
    first: bool,
) -> AnyView {
    let texts = texts();
    let numbers = placed.of_entry(it);
    let blocks = in_order(&outcome.trails, numbers)
        .into_iter()
        .map(|trail| {
            if told.insert(trail.decided.number) {
                decision(&outcome.context.consultation.slug, trail)
            } else {
                again(trail)
            }
        })
        .collect_view();
    let note = || {
        it.issues
            .iter()
            .map(|number| {
                let said = texts.with("decision-number", &[("number", (*number).into())]);
                view! { <a class="to" href=format!("#decision-{number}") aria-label=said>{*number}</a> }
            })
            .collect_view()
            .into_any()
    };
    let words = if it.is_changed() {
        // The number is no part of the redline; those who hear the page hear it first.
        let number = (it.kind == ProvisionKind::Heading && plain(&it.text).starts_with(&it.label))
            .then(|| view! { <span class="vh">{it.label.clone()}" "</span> });
        view! { {number}{redline::annotated(&it.pieces, note)} }.into_any()
    } else {
        let rest = match it.kind {
            ProvisionKind::Heading => without_number(&it.label, &it.text),
            _ => &it.text,
        };
        let number = (rest.len() < it.text.len()).then(|| {
            let number = it.text[..it.text.len() - rest.len()].to_owned();
            view! { <span class="vh">{number}</span> }
        });
        let html = markdown::inline(rest, &|_| None);
        view! { {number}<span inner_html=html></span> }.into_any()
    };
    let moved = was(it).map(|was| view! { <p class="soft">{was}</p> });
    let kind = kind_changed(it);
    let without = it.without.filter(|_| it.is_changed()).map(|reason| {
        let words = texts.with(
            "outcome-without",
            &[("reason", texts.word("no-decision", reason).into())],
        );
        view! { <p class="soft">{words}</p> }
    });
    let key = first.then(key);
    if it.kind == ProvisionKind::Heading {
        let change = (it.relation != Relation::Unchanged).then(|| {
            view! { <p class="change" lang=texts.language.as_str()>{texts.word("relation", it.relation)}</p> }
        });
        let beside = (first || change.is_some() || !numbers.is_empty()).then(|| {
            view! {
                <div class="margin" lang=texts.language.as_str()>
                    {key}
                    {change}
                    {moved}
                    {kind}
                    {without}
                    {blocks}
                </div>
            }
        });
        return view! {
            <header class="section-head" id=it.anchor.clone()>
                <span class="label" aria-hidden="true">
                    {bdi(&it.label)}
                </span>
                <h2 dir="auto">{words}</h2>
                {beside}
            </header>
        }
        .into_any();
    }
    let class = match it.kind {
        ProvisionKind::Norm => "provision norm",
        ProvisionKind::ListItem => "provision list-item",
        ProvisionKind::Footnote => "provision footnote",
        _ => "provision",
    };
    let said = texts.with("provision-said", &[("label", it.label.clone().into())]);
    view! {
        <section class=class id=it.anchor.clone() aria-label=said>
            <a class="label" href=format!("#{}", it.anchor)>{bdi(&it.label)}</a>
            <p class="words" dir="auto">{words}</p>
            <div class="margin" lang=texts.language.as_str()>
                {key}
                <p class="change">{texts.word("relation", it.relation)}</p>
                {moved}
                {kind}
                {without}
                {blocks}
            </div>
        </section>
    }
    .into_any()
}

/// What kind of thing a provision was before, if another.
pub(in crate::pages) fn kind_changed(it: &Entry) -> Option<AnyView> {
    let texts = texts();
    let before = it.was_kind?;
    let words = texts.with(
        "outcome-was-kind",
        &[
            ("before", texts.word("provision-kind", before).into()),
            ("after", texts.word("provision-kind", it.kind).into()),
        ],
    );
    Some(view! { <p class="soft">{words}</p> }.into_any())
}

/// Which labels a provision had before, if others.
fn was(it: &Entry) -> Option<String> {
    let other = !it.before.is_empty() && it.ord.is_some() && it.before != [it.label.clone()];
    let texts = texts();
    let labels = texts.list(&it.before);
    other.then(|| texts.with("outcome-was", &[("labels", labels.into())]))
}

/// A heading without the number that stands beside it as its label.
pub(super) fn without_number<'a>(label: &str, text: &'a str) -> &'a str {
    match text.strip_prefix(label) {
        Some(rest) if rest.starts_with(['.', ')', ':', ' ']) => {
            rest.trim_start_matches(['.', ')', ':', ' '])
        }
        _ => text,
    }
}

fn key() -> AnyView {
    let texts = texts();
    let (inserted, deleted) = (texts.t("redline-inserted"), texts.t("redline-deleted"));
    view! {
        <p class="key">
            <ins data-said=inserted>{texts.t("redline-key-inserted")}</ins>" "
            <del data-said=deleted>{texts.t("redline-key-deleted")}</del>" "
            {texts.t("redline-key")}
        </p>
    }
    .into_any()
}

pub(super) fn elsewhere(outcome: &Outcome, placed: &Placed) -> Option<AnyView> {
    let texts = texts();
    if placed.elsewhere.is_empty() {
        return None;
    }
    let slug = &outcome.context.consultation.slug;
    let blocks = in_order(&outcome.trails, &placed.elsewhere)
        .into_iter()
        .map(|trail| decision(slug, trail))
        .collect_view();
    Some(
        view! {
            <section class="in-text part" aria-labelledby="elsewhere" lang=texts.language.as_str()>
                <h2 id="elsewhere">{texts.t("outcome-elsewhere")}</h2>
                {blocks}
            </section>
        }
        .into_any(),
    )
}
