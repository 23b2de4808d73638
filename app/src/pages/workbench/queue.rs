//! Left: the comments of the round, with filters and boxes to tick.

use domain::{
    account::StakeholderGroup,
    comment::{CommentKind, Position},
    issue::{Accounting, Selection, Standing},
    ops::workbench::Row,
    query::On,
    text::plain,
};
use leptos::prelude::*;

use super::{Model, WHOLE};
use crate::{
    components::{by, mark::mark},
    i18n::Texts,
    pages::comments::words_hint,
};

pub(super) fn queue(texts: Texts, model: &Model) -> AnyView {
    let shown = texts.with(
        "workbench-shown",
        &[
            (
                "shown",
                i64::try_from(model.bench.rows.len())
                    .unwrap_or_default()
                    .into(),
            ),
            ("matching", model.bench.matching.into()),
        ],
    );
    let rows = model
        .bench
        .rows
        .iter()
        .map(|row| queue_row(texts, model, row))
        .collect_view();
    let empty = model.bench.rows.is_empty().then(|| {
        let key = if model.bench.remainder.submitted == 0 {
            "workbench-no-comments"
        } else if model.bench.remainder.unaccounted() == 0
            && model.filter.state == Accounting::Unaccounted
        {
            "workbench-all-done"
        } else {
            "workbench-none-match"
        };
        view! { <p class="empty">{texts.t(key)}</p> }
    });
    let pages = (model.bench.previous.is_some() || model.bench.next.is_some()).then(|| {
        view! {
            <nav class="pages" aria-label=texts.t("workbench-pages")>
                {model.bench.previous.map(|seek| view! { <a rel="prev" href=model.url(seek, None)>{texts.t("previous-page")}</a> })}
                {model.bench.next.map(|seek| view! { <a rel="next" href=model.url(seek, None)>{texts.t("next-page")}</a> })}
            </nav>
        }
    });
    view! {
        <section aria-labelledby="queue">
            <h2 class="minor" id="queue">{texts.t("workbench-comments")}" "<span class="soft small">{shown}</span></h2>
            {filters(texts, model)}
            {empty}
            <ol class="queue">{rows}</ol>
            {pages}
        </section>
    }
    .into_any()
}

fn queue_row(texts: Texts, model: &Model, row: &Row) -> AnyView {
    let comment = &row.comment;
    let current = model
        .hand
        .as_ref()
        .is_some_and(|hand| hand.comment.seq == comment.seq);
    let take = Selection {
        seq: comment.seq,
        seen: Some(row.standing.mark()),
        excerpt: None,
    };
    let label = comment
        .label
        .clone()
        .unwrap_or_else(|| texts.t("workbench-whole"));
    let place = if row.standing.is_accounted_for() {
        view! { <b>{short_standing(texts, &row.standing)}</b>{texts.t("list-comma")}{label} }
            .into_any()
    } else {
        label.into_any()
    };
    let position = comment.content.position.map_or_else(
        || texts.t("report-position-none"),
        |position| texts.word("position", position),
    );
    let group = comment.by.group.map(|group| {
        view! { {mark(group)}" "<span class="vh">{texts.word("group", group)}" "{by::verification(&comment.by)}" "</span> }
    });
    let gist: String = comment.content.body.chars().take(120).collect();
    let tick = texts.with(
        "workbench-tick",
        &[("reference", comment.reference.clone().into())],
    );
    view! {
        <li>
            {model.bench.workable.then(|| view! {
                <input type="checkbox" name="take" form="act" value=take.to_string() aria-label=tick
                    checked=model.typed.ticked.contains(&comment.seq)/>
            })}
            <a href=model.url(model.seek, Some(comment.seq)) aria-current=current.then_some("true")>
                <span class="soft"><bdi>{comment.reference.clone()}</bdi></span>
                <span>{group}{position}</span>
                <span class="soft">{place}</span>
                <span class="gist" dir="auto">{gist}</span>
            </a>
        </li>
    }
    .into_any()
}

fn short_standing(texts: Texts, standing: &Standing) -> String {
    if standing.set_aside.is_some() {
        texts.t("standing-aside-short")
    } else {
        let numbers: Vec<String> = standing.issues.iter().map(i32::to_string).collect();
        texts.with(
            "standing-in-short",
            &[("issues", texts.list(&numbers).into())],
        )
    }
}

fn filters(texts: Texts, model: &Model) -> AnyView {
    let filter = &model.filter;
    let scope = match &filter.on {
        On::Any => String::new(),
        On::Whole => WHOLE.to_owned(),
        On::Provision(anchor) | On::Under(anchor) => anchor.clone(),
    };
    let mut provisions = vec![
        (String::new(), texts.t("workbench-all-provisions")),
        (WHOLE.to_owned(), texts.t("document-as-a-whole")),
    ];
    provisions.extend(model.bench.provisions.iter().map(|it| {
        let words: String = plain(&it.text).chars().take(48).collect();
        (it.anchor.clone(), format!("{} {words}", it.label))
    }));
    let groups = choices(
        texts,
        "workbench-all-groups",
        "group",
        StakeholderGroup::ALL,
    );
    let kinds = choices(texts, "workbench-all-kinds", "kind", CommentKind::ALL);
    let positions = choices(texts, "workbench-all-positions", "position", Position::ALL);
    let states: Vec<(String, String)> = Accounting::ALL
        .iter()
        .map(|state| (state.to_string(), texts.word("accounting", state)))
        .collect();
    view! {
        <form class="filters" method="get" aria-label=texts.t("workbench-filter")>
            {select(texts, "provision", provisions, &scope)}
            {select(texts, "group", groups, filter.group.map_or("", StakeholderGroup::as_str))}
            {select(texts, "position", positions, filter.position.map_or("", Position::as_str))}
            {select(texts, "kind", kinds, filter.kind.map_or("", CommentKind::as_str))}
            {select(texts, "state", states, filter.state.as_str())}
            <div>
                <label for="f-words">{texts.t("workbench-filter-words")}</label>
                <input id="f-words" name="words" type="search" value=filter.words.clone() aria-describedby="f-words-hint"/>
                <p class="hint" id="f-words-hint">{words_hint(texts)}</p>
            </div>
            <div class="buttons"><button class="button second small">{texts.t("workbench-do-filter")}</button></div>
        </form>
    }
    .into_any()
}

fn choices<T: Copy + std::fmt::Display>(
    texts: Texts,
    all: &str,
    list: &str,
    values: &[T],
) -> Vec<(String, String)> {
    std::iter::once((String::new(), texts.t(all)))
        .chain(
            values
                .iter()
                .map(|value| (value.to_string(), texts.word(list, value))),
        )
        .collect()
}

fn select(
    texts: Texts,
    name: &'static str,
    options: Vec<(String, String)>,
    chosen: &str,
) -> AnyView {
    let id = format!("f-{name}");
    let options = options
        .into_iter()
        .map(|(value, label)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }
        })
        .collect_view();
    view! {
        <div>
            <label for=id.clone()>{texts.t(&format!("workbench-filter-{name}"))}</label>
            <select id=id name=name>{options}</select>
        </div>
    }
    .into_any()
}
