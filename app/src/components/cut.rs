//! A cut text to be looked over: what deserves a look, every provision with its label, kind and level, and a place at
//! each to correct it. Stands inside the form that holds the text; what was corrected so far travels in a hidden field.

use std::collections::{HashMap, HashSet};

use domain::{
    error::Problems,
    ops::text::Preview,
    text::{Correction, Notice, Provision, ProvisionKind, sentences},
};
use leptos::prelude::*;

use super::{
    form::{message, submit_as},
    markdown,
};
use crate::i18n::Texts;

/// In a longer text only provisions that deserve a look can be corrected on the page, which would weigh too much.
const MOST_EDITABLE: usize = 1_500;

/// So many notices are told; a text with more of them wants mending at its source.
const MOST_NOTICES: usize = 200;

/// A text to be looked over.
#[derive(Clone, Debug)]
pub struct LookedOver {
    /// How it would be stored.
    pub preview: Preview,
    /// What was corrected so far.
    pub corrections: Vec<Correction>,
    /// SHA-256 of the text that they are of.
    pub digest: String,
    /// What the fields of the rows said, where that could not be done: it stands there again.
    pub typed: HashMap<String, String>,
}

/// The preview, with the buttons that store it or correct it.
pub fn looked_over(texts: Texts, it: &LookedOver, problems: &Problems) -> AnyView {
    let cut = &it.preview.cut;
    let count = i64::try_from(cut.provisions.len()).unwrap_or(i64::MAX);
    let noticed: HashSet<&str> = cut
        .notices
        .iter()
        .filter_map(|notice| notice.anchor.as_deref())
        .collect();
    let is_long = cut.provisions.len() > MOST_EDITABLE;
    let rows: Vec<AnyView> = cut
        .provisions
        .iter()
        .enumerate()
        .map(|(at, provision)| {
            let editable = !is_long || noticed.contains(provision.anchor.as_str());
            row(texts, provision, at == 0, editable, (&it.typed, problems))
        })
        .collect();
    let corrections = serde_json::to_string(&it.corrections).unwrap_or_default();
    view! {
        <input type="hidden" name="corrections" value=corrections/>
        <input type="hidden" name="of" value=it.digest.clone()/>
        <p class="lead" dir="auto">{cut.title.clone()}</p>
        <p>{texts.count("text-cut-count", count)}</p>
        {notices(texts, &cut.notices)}
        {left_out(texts, &it.preview.left_out)}
        {so_far(texts, it.corrections.len())}
        {is_long.then(|| view! { <p class="notice">{texts.t("text-long")}</p> })}
        <div class="buttons">
            {submit_as("act", "import", texts.t("text-store"), false)}
            {submit_as("act", "preview", texts.t("text-again"), true)}
        </div>
        <table class="table preview">
            <thead><tr>
                <th scope="col">{texts.t("text-label")}</th>
                <th scope="col">{texts.t("text-kind")}</th>
                <th scope="col">{texts.t("text-words")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
        <div class="buttons">
            {submit_as("act", "import", texts.t("text-store"), false)}
            {submit_as("act", "preview", texts.t("text-again"), true)}
        </div>
    }
    .into_any()
}

/// What deserves a look, each leading to its provision.
fn notices(texts: Texts, notices: &[Notice]) -> Option<AnyView> {
    if notices.is_empty() {
        return None;
    }
    let more = notices.len().saturating_sub(MOST_NOTICES);
    let items = notices
        .iter()
        .take(MOST_NOTICES)
        .map(|notice| {
            let words = told(texts, notice);
            let line = texts.with("text-line", &[("line", notice.line.to_string().into())]);
            let words = match &notice.anchor {
                Some(anchor) => {
                    view! { <a href=format!("#row-{anchor}") dir="auto">{words}</a> }.into_any()
                }
                None => view! { <span dir="auto">{words}</span> }.into_any(),
            };
            view! { <li><b>{line}</b>{words}</li> }
        })
        .collect_view();
    let more = (more > 0)
        .then(|| texts.count("text-notices-more", i64::try_from(more).unwrap_or(i64::MAX)));
    Some(
        view! {
            <section aria-labelledby="look">
                <h3 id="look">{texts.t("text-look")}</h3>
                <ul class="problems">{items}</ul>
                {more.map(|more| view! { <p>{more}</p> })}
            </section>
        }
        .into_any(),
    )
}

/// A notice in words.
pub fn told(texts: Texts, notice: &Notice) -> String {
    texts.with(
        &format!("notice-{}", notice.kind),
        &[
            ("found", notice.found.clone().into()),
            (
                "expected",
                notice.expected.clone().unwrap_or_default().into(),
            ),
        ],
    )
}

/// What a person left out: its words, so that nothing goes unseen.
fn left_out(texts: Texts, provisions: &[Provision]) -> Option<AnyView> {
    if provisions.is_empty() {
        return None;
    }
    let items = provisions
        .iter()
        .map(|it| {
            let (label, text) = (it.label.clone(), it.text.clone());
            view! { <li dir="auto"><b><bdi>{label}</bdi></b><span>{text}</span></li> }
        })
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="left-out">
                <h3 id="left-out">{texts.t("text-left-out")}</h3>
                <ul class="problems">{items}</ul>
            </section>
        }
        .into_any(),
    )
}

fn so_far(texts: Texts, corrections: usize) -> Option<AnyView> {
    (corrections > 0).then(|| {
        let count = i64::try_from(corrections).unwrap_or(i64::MAX);
        view! {
            <p>{texts.count("text-corrections", count)}</p>
            <div class="buttons">{submit_as("act", "undo", texts.t("text-undo"), true)}</div>
        }
        .into_any()
    })
}

fn row(
    texts: Texts,
    it: &Provision,
    is_first: bool,
    editable: bool,
    sent: (&HashMap<String, String>, &Problems),
) -> AnyView {
    let class = match it.kind {
        ProvisionKind::Heading => "is-heading",
        ProvisionKind::Norm => "is-norm",
        _ => "",
    };
    let html = markdown::block(&it.text, &|_| None);
    let correct = editable.then(|| correct(texts, it, is_first, sent));
    view! {
        <tr class=class id=format!("row-{}", it.anchor)>
            <td class="of-label"><bdi>{it.label.clone()}</bdi></td>
            <td class="of-kind">{texts.word("provision-kind", it.kind)}</td>
            <td class="of-text">
                <div dir="auto" inner_html=html></div>
                {correct}
            </td>
        </tr>
    }
    .into_any()
}

/// Tables and footnotes are what they are, and joined with nothing.
fn is_fixed(kind: ProvisionKind) -> bool {
    matches!(kind, ProvisionKind::Table | ProvisionKind::Footnote)
}

/// The fields that correct one provision; a browser sends them as they stand, and what is as it was changes nothing.
fn correct(
    texts: Texts,
    it: &Provision,
    is_first: bool,
    (typed, problems): (&HashMap<String, String>, &Problems),
) -> AnyView {
    let name = |what: &str| format!("{what}.{}", it.anchor);
    let value = |what: &str, stored: &str| {
        typed
            .get(&name(what))
            .cloned()
            .unwrap_or_else(|| stored.to_owned())
    };
    let ticked = |what: &str| typed.contains_key(&name(what));
    let field = name("label");
    let wrong = problems.of(&field).map(|problem| {
        view! { <span class="wrong-message" id=format!("{field}-wrong")>{message(texts, problem)}</span> }
    });
    let is_wrong = wrong.is_some();
    let kind = (!is_fixed(it.kind)).then(|| {
        let chosen = value("kind", it.kind.as_str());
        let options = ProvisionKind::ALL
            .iter()
            .filter(|kind| !is_fixed(**kind))
            .map(|kind| {
                let word = texts.word("provision-kind", kind);
                view! { <option value=kind.as_str() selected=kind.as_str() == chosen>{word}</option> }
            })
            .collect_view();
        view! { <label>{texts.t("text-kind")}" "<select name=name("kind")>{options}</select></label> }
    });
    let level = matches!(it.kind, ProvisionKind::Heading | ProvisionKind::ListItem).then(|| {
        let most = if it.kind == ProvisionKind::Heading { "6" } else { "32" };
        view! {
            <label>{texts.t("text-level")}" "<input type="number" name=name("level") min="1" max=most value=value("level", &it.depth.to_string())/></label>
        }
    });
    let places = sentences(it);
    let split = (!places.is_empty()).then(|| {
        let chosen = value("split", "");
        let options = places
            .into_iter()
            .map(|(after, begin)| {
                let after = after.to_string();
                let selected = after == chosen;
                view! { <option value=after selected=selected>{begin}"…"</option> }
            })
            .collect_view();
        view! {
            <label>{texts.t("text-split")}" "<select name=name("split") dir="auto"><option value="">{texts.t("text-split-none")}</option>{options}</select></label>
        }
    });
    let merge = (!is_first && !is_fixed(it.kind)).then(|| {
        view! { <label class="choice"><input type="checkbox" name=name("merge") value="yes" checked=ticked("merge")/><span>{texts.t("text-merge")}</span></label> }
    });
    let summary = texts.with("text-correct", &[("label", it.label.clone().into())]);
    view! {
        <details open=is_wrong>
            <summary>{summary}</summary>
            <div class="corrections">
                <label>{texts.t("text-label")}" "<input type="text" id=field.clone() name=field.clone() value=value("label", &it.label)
                    dir="auto" aria-invalid=is_wrong.then_some("true") aria-describedby=is_wrong.then(|| format!("{field}-wrong"))/></label>
                {wrong}
                {kind}
                {level}
                {split}
                {merge}
                <label class="choice"><input type="checkbox" name=name("omit") value="yes" checked=ticked("omit")/><span>{texts.t("text-omit")}</span></label>
            </div>
        </details>
    }
    .into_any()
}
