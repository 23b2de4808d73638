//! The outcome: the redline with the decisions beside the words, and what became of each comment.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::{
    answer::{Fate, Trail},
    consultation::Slug,
    ops::{
        Place,
        answer::{Fated, Fates, Outcome},
    },
    outcome::{Entry, Relation},
    text::{ProvisionKind, plain},
};
use leptos::prelude::*;

use super::reading_room::{how, short};
use crate::{
    Page,
    components::{by, markdown, positions, redline},
    render::{chrome, texts},
    routes,
};

/// The page of a published outcome.
pub fn page(outcome: &Outcome) -> Page {
    let texts = texts();
    let title = texts.with(
        "outcome-title",
        &[
            ("title", outcome.version.title.clone().into()),
            ("number", outcome.version.number.into()),
        ],
    );
    let placed = Placed::of(outcome);
    Page::new(
        title.clone(),
        view! {
            <main class="page leaf" id="main">
                {head(outcome, title)}
                {changed(outcome)}
                <article class="document" lang=outcome.version.language.clone() aria-label=against(outcome)>
                    {entries(outcome, &placed)}
                    {elsewhere(outcome, &placed)}
                </article>
                <section class="part answers to-end" aria-labelledby="answers">
                    <h2 id="answers">{texts.t("outcome-each")}" "<small>{by_reference(&outcome.first)}</small></h2>
                    {fates_table(&outcome.place.consultation.slug, &outcome.first, &outcome.trails)}
                    {pages(&outcome.place.consultation.slug, None, 0, &outcome.first)}
                </section>
            </main>
        },
    )
}

fn against(outcome: &Outcome) -> String {
    texts().with(
        "outcome-against",
        &[
            ("new", outcome.version.number.into()),
            ("old", outcome.before.number.into()),
        ],
    )
}

fn by_reference(fated: &Fated) -> String {
    texts().count("outcome-by-reference", fated.count)
}

fn head(outcome: &Outcome, title: String) -> AnyView {
    let texts = texts();
    let place = &outcome.place;
    let slug = &place.consultation.slug;
    let zone = chrome()
        .reader_zone()
        .unwrap_or(&place.round.time_zone)
        .to_owned();
    let kicker = place.consultation.published_at.map(|at| {
        texts.with(
            "outcome-published",
            &[("date", texts.date(at, &zone).into())],
        )
    });
    let own = chrome().reader.is_some().then(|| {
        view! { <li><a href=routes::answers(slug)>{texts.t("answers-title")}</a></li> }
    });
    view! {
        <header class="row head">
            <div class="to-end">
                <p class="kicker">{kicker}</p>
                <h1>{title}</h1>
                <p class="lead byline">{summary(outcome)}</p>
                <nav class="more" aria-label=texts.t("outcome-views")>
                    <ul class="links">
                        <li><a href=routes::outcome(slug) aria-current="true">{texts.t("outcome-redline")}</a></li>
                        <li><a href=routes::text(slug)>{texts.t("outcome-text-before")}</a></li>
                        <li><a href="#answers">{texts.t("outcome-each")}</a></li>
                        {own}
                    </ul>
                </nav>
            </div>
        </header>
    }
    .into_any()
}

/// Counts in words: what became of how many provisions, how many decisions on how many comments.
fn summary(outcome: &Outcome) -> String {
    let texts = texts();
    let mut told: Vec<String> = Relation::ALL
        .iter()
        .filter_map(|relation| {
            let count = outcome
                .entries
                .iter()
                .filter(|entry| entry.relation == *relation)
                .count();
            (count > 0).then(|| {
                texts.count(
                    &format!("outcome-count-{relation}"),
                    i64::try_from(count).unwrap_or(i64::MAX),
                )
            })
        })
        .collect();
    // What changed comes first, what did not comes last.
    if outcome.entries.iter().any(|entry| !entry.is_changed()) && told.len() > 1 {
        told.rotate_left(1);
    }
    let decisions = i64::try_from(outcome.trails.len()).unwrap_or(i64::MAX);
    let rest = texts.with(
        "outcome-decisions-on",
        &[
            (
                "decisions",
                texts.count("decisions-count", decisions).into(),
            ),
            (
                "comments",
                texts
                    .count(
                        "comments-count",
                        outcome.first.count + outcome.first.withheld,
                    )
                    .into(),
            ),
        ],
    );
    format!("{}. {rest}", told.join(&texts.t("list-comma")))
}

/// Sections with changes, at the side.
fn changed(outcome: &Outcome) -> AnyView {
    let texts = texts();
    let mut sections: Vec<(String, String, String, usize)> = Vec::new();
    let mut current = (String::new(), String::new());
    let mut open = false;
    for entry in &outcome.entries {
        if entry.kind == ProvisionKind::Heading {
            let title = plain(&entry.text);
            current = (
                entry.label.clone(),
                without_number(&entry.label, &title).to_owned(),
            );
            open = false;
        }
        if entry.is_changed() {
            match sections.last_mut().filter(|_| open) {
                Some((_, _, _, count)) => *count += 1,
                None => sections.push((
                    current.0.clone(),
                    current.1.clone(),
                    entry.anchor.clone(),
                    1,
                )),
            }
            open = true;
        }
    }
    let items = sections
        .into_iter()
        .map(|(label, title, anchor, count)| {
            view! {
                <li>
                    <a href=format!("#{anchor}")>
                        <span>{label}</span>
                        <span dir="auto">{short(&title)}</span>
                        <span class="num"><span class="vh">{texts.t("outcome-changes")}" "</span>{count}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="contents" aria-labelledby="changed">
            <h2 class="minor" id="changed">{texts.t("outcome-changed")}</h2>
            <ol>{items}</ol>
        </nav>
    }
    .into_any()
}

/// Which decisions stand beside which provisions: those behind a change beside it, those that changed nothing beside
/// the first provision that their issue touches.
struct Placed {
    beside: HashMap<String, Vec<i32>>,
    /// Issues that touch nothing in particular.
    elsewhere: Vec<i32>,
}

impl Placed {
    fn of(outcome: &Outcome) -> Self {
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

fn entries(outcome: &Outcome, placed: &Placed) -> AnyView {
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
        labels.join(&texts.t("list-comma"))
    };
    let summary = texts.with(
        "outcome-same",
        &[
            ("labels", named.into()),
            (
                "count",
                i64::try_from(labels.len()).unwrap_or(i64::MAX).into(),
            ),
        ],
    );
    let provisions = run
        .iter()
        .map(|it| {
            let words = markdown::block(&it.text, &|_| None);
            let language = language.to_owned();
            view! {
                <p class="small soft" id=it.anchor.clone()>{it.label.clone()}</p>
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
    let blocks = numbers
        .iter()
        .filter_map(|number| outcome.trails.get(number))
        .map(|trail| {
            if told.insert(trail.decided.number) {
                decision(&outcome.place.consultation.slug, trail)
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
        redline::annotated(&it.pieces, note)
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
    let moved = (!it.before.is_empty() && it.ord.is_some() && it.before != [it.label.clone()])
        .then(|| {
            let from = it.before.join(", ");
            view! { <p class="soft">{texts.with("outcome-was", &[("labels", from.into())])}</p> }
        });
    let key = first.then(key);
    if it.kind == ProvisionKind::Heading {
        let change = it.is_changed().then(|| {
            view! { <p class="change" lang=texts.language.as_str()>{texts.word("relation", it.relation)}</p> }
        });
        let beside = (first || it.is_changed() || !numbers.is_empty()).then(|| {
            view! {
                <div class="margin" lang=texts.language.as_str()>
                    {key}
                    {change}
                    {moved}
                    {blocks}
                </div>
            }
        });
        return view! {
            <header class="section-head" id=it.anchor.clone()>
                <span class="label" aria-hidden="true">
                    {it.label.clone()}
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
            <a class="label" href=format!("#{}", it.anchor)>{it.label.clone()}</a>
            <p class="words" dir="auto">{words}</p>
            <div class="margin" lang=texts.language.as_str()>
                {key}
                <p class="change">{texts.word("relation", it.relation)}</p>
                {moved}
                {blocks}
            </div>
        </section>
    }
    .into_any()
}

/// A heading without the number that stands beside it as its label.
fn without_number<'a>(label: &str, text: &'a str) -> &'a str {
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

fn heading_of(trail: &Trail) -> String {
    let texts = texts();
    texts.with(
        "decision-heading",
        &[
            ("number", trail.decided.number.into()),
            (
                "disposition",
                texts.word("disposition", trail.decided.disposition).into(),
            ),
        ],
    )
}

/// A decision with its reason, how it was reached, and the comments behind it.
fn decision(slug: &Slug, trail: &Trail) -> AnyView {
    let texts = texts();
    let it = &trail.decided;
    let behind = routes::with_query(
        &routes::outcome_comments(slug),
        &[("issue", &it.number.to_string())],
    );
    let references = (!trail.references.is_empty()).then(|| {
        let links = trail
            .references
            .iter()
            .map(|reference| {
                view! { <a class="ref" href=routes::comment(slug, reference)>{reference.clone()}</a>" " }
            })
            .collect_view();
        view! { <p class="soft">{links}</p> }
    });
    view! {
        <div class="decision" id=format!("decision-{}", it.number)>
            <h3 class="minor">{heading_of(trail)}</h3>
            <p class="soft" dir="auto">{it.statement.clone()}</p>
            <p class="as-written" dir="auto">{it.reason.clone()}</p>
            <p>{how(it.reached, it.votes, &it.dissents, &it.recusals)}</p>
            <p class="soft">
                <a href=behind>{texts.count("comments-count", trail.tally.comments)}</a>" "
                {positions::counts(&trail.tally)}
            </p>
            {references}
        </div>
    }
    .into_any()
}

/// A decision that is told elsewhere on the page.
fn again(trail: &Trail) -> AnyView {
    view! {
        <p class="decision"><a href=format!("#decision-{}", trail.decided.number)>{heading_of(trail)}</a></p>
    }
    .into_any()
}

fn elsewhere(outcome: &Outcome, placed: &Placed) -> Option<AnyView> {
    let texts = texts();
    if placed.elsewhere.is_empty() {
        return None;
    }
    let slug = &outcome.place.consultation.slug;
    let blocks = placed
        .elsewhere
        .iter()
        .filter_map(|number| outcome.trails.get(number))
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

/// What became of each comment, in a table.
fn fates_table(slug: &Slug, fated: &Fated, trails: &BTreeMap<i32, Trail>) -> AnyView {
    let texts = texts();
    let heads = ["reference", "from", "on", "issue", "decision", "changed"]
        .map(|key| view! { <th scope="col">{texts.t(&format!("fate-{key}"))}</th> })
        .into_iter()
        .collect_view();
    let rows = fated
        .comments
        .iter()
        .map(|fate| fate_row(slug, fate, trails))
        .collect_view();
    let withheld = (fated.withheld > 0).then(|| {
        view! { <p class="note more">{texts.count("fate-withheld", fated.withheld)}</p> }
    });
    let table = (!fated.comments.is_empty()).then(|| {
        view! {
            <div class="scroll" tabindex="0" role="region" aria-label=texts.t("outcome-each")>
                <table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
            </div>
        }
    });
    view! { {table}{withheld} }.into_any()
}

fn fate_row(slug: &Slug, fate: &Fate, trails: &BTreeMap<i32, Trail>) -> AnyView {
    let texts = texts();
    let comment = &fate.comment;
    let group = comment
        .by
        .group
        .map_or_else(|| texts.t("group-none"), |group| texts.word("group", group));
    let on = comment
        .label
        .clone()
        .unwrap_or_else(|| texts.t("document-as-a-whole"));
    let numbers: Vec<String> = fate.issues.iter().map(i32::to_string).collect();
    let behind: Vec<&Trail> = fate
        .issues
        .iter()
        .filter_map(|number| trails.get(number))
        .collect();
    let decisions = behind
        .iter()
        .map(|trail| view! { <p><b>{texts.word("disposition", trail.decided.disposition)}</b></p> })
        .collect_view();
    let aside = fate.set_aside.clone().map(|reason| {
        view! { <p dir="auto"><b>{texts.t("fate-set-aside")}</b>" "{reason}</p> }
    });
    let outcome = routes::outcome(slug);
    let changed = behind
        .iter()
        .flat_map(|trail| &trail.changed)
        .map(|it| view! { <a href=format!("{outcome}#{}", it.anchor)>{it.label.clone()}</a>" " })
        .collect_view();
    let none = behind
        .iter()
        .all(|trail| trail.changed.is_empty())
        .then(|| texts.t("fate-no-words"));
    view! {
        <tr id=comment.reference.clone()>
            <th scope="row"><a class="ref" href=routes::comment(slug, &comment.reference)>{comment.reference.clone()}</a></th>
            <td>{by::sign(&comment.by)}" "<span class="vh">{group}": "</span><span dir="auto">{by::plain(&comment.by)}</span></td>
            <td>{on}</td>
            <td>{numbers.join(", ")}</td>
            <td>{decisions}{aside}</td>
            <td>{changed}{none}</td>
        </tr>
    }
    .into_any()
}

fn pages(slug: &Slug, issue: Option<i32>, after: i64, fated: &Fated) -> Option<AnyView> {
    let texts = texts();
    let issue = issue.map(|issue| issue.to_string()).unwrap_or_default();
    let path = routes::outcome_comments(slug);
    let first = (after > 0).then(|| {
        let url = routes::with_query(&path, &[("issue", &issue)]);
        view! { <a rel="first" href=url>{texts.t("first-page")}</a> }
    });
    let next = fated.next.map(|next| {
        let url = routes::with_query(&path, &[("issue", &issue), ("after", &next.to_string())]);
        view! { <a rel="next" href=url>{texts.t("next-page")}</a> }
    });
    (first.is_some() || next.is_some()).then(|| {
        view! { <nav class="pages" aria-label=texts.t("pages")>{first}" "{next}</nav> }.into_any()
    })
}

/// A page of what became of each comment.
pub fn comments(fates: &Fates, issue: Option<i32>, after: i64) -> Page {
    let texts = texts();
    let slug = fates.place.consultation.slug.clone();
    let trail = issue.and_then(|number| fates.trails.get(&number));
    let title = issue.map_or_else(
        || texts.t("outcome-each"),
        |number| texts.with("outcome-each-of-issue", &[("number", number.into())]),
    );
    let told = trail.map(|trail| view! { <div class="in-text">{decision(&slug, trail)}</div> });
    Page::new(
        title.clone(),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="to-end">
                        <p class="kicker"><a href=routes::outcome(&slug)>{texts.t("outcome-back")}</a></p>
                        <h1>{title}</h1>
                        <p class="lead byline">{by_reference(&fates.fated)}</p>
                    </div>
                </header>
                <section class="row">{told}</section>
                <div class="answers to-end">
                    {fates_table(&slug, &fates.fated, &fates.trails)}
                    {pages(&slug, issue, after, &fates.fated)}
                </div>
            </main>
        },
    )
}

/// What stands here before the outcome is published: at which stage it is.
pub fn not_yet(place: &Place) -> Page {
    let texts = texts();
    let slug = &place.consultation.slug;
    Page::new(
        texts.t("nav-outcome"),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text">
                        <p class="kicker">{texts.word("phase", place.phase)}</p>
                        <h1>{texts.t("outcome-not-yet")}</h1>
                        <p class="lead byline">{texts.t(&format!("outcome-not-yet-{}", place.phase))}</p>
                        <p>{texts.t("outcome-not-yet-what")}</p>
                        <ul class="links more">
                            <li><a href=routes::text(slug)>{texts.t("nav-text")}</a></li>
                            <li><a href=routes::consultation(slug)>{texts.t("nav-call")}</a></li>
                        </ul>
                    </div>
                </header>
            </main>
        },
    )
}
