//! The facilitator's workbench: left the comments with filters, in the middle the one in hand beside the words it is
//! on, right the issues under construction. Everything is a form; the island only adds keys.

use domain::{
    account::StakeholderGroup,
    comment::{CommentKind, Position},
    error::Problems,
    issue::{Accounting, Filter, IssueSummary, Scope, Standing, Take},
    ops::{
        report::redline,
        set_aside::Moved,
        workbench::{Row, Workbench},
    },
    text::{Provision, plain},
};
use leptos::prelude::*;

use crate::{
    Page,
    components::{
        by,
        form::{error_summary, message},
        mark::mark,
        markdown,
        posbar::Bars,
        redline,
    },
    i18n::Texts,
    islands::keys::Keys,
    render::texts,
    routes,
};

/// In addresses: comments on the document as a whole. No anchor looks like this.
pub const WHOLE: &str = "*";

/// What the page shows.
pub struct Model {
    /// What the use case answered.
    pub bench: Workbench,
    /// What the queue is filtered by.
    pub filter: Filter,
    /// After which comment the page of the queue begins.
    pub after: i64,
    /// The comment in hand.
    pub hand: Option<Row>,
    /// What a form had, if it comes back.
    pub typed: Typed,
    /// What is wrong with it.
    pub problems: Problems,
    /// Comments that stood elsewhere than the facilitator had seen, as they stand now.
    pub clashes: Vec<(Take, Row)>,
}

/// What was typed and ticked.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Which comments are ticked, by their place in the order of arrival.
    pub ticked: Vec<i64>,
    /// Into which issue.
    pub issue: String,
    /// The words that matter.
    pub excerpt: String,
    /// Why set aside.
    pub reason: String,
}

impl Model {
    /// The address of the same queue with another page or another comment in hand.
    fn url(&self, after: i64, comment: Option<i64>) -> String {
        url(
            &self.bench.place.consultation.slug,
            &self.filter,
            after,
            comment,
        )
    }
}

/// The address of the workbench.
pub fn url(
    slug: &domain::consultation::Slug,
    filter: &Filter,
    after: i64,
    comment: Option<i64>,
) -> String {
    let scope = match &filter.scope {
        Scope::Anywhere => "",
        Scope::Whole => WHOLE,
        Scope::Under(anchor) => anchor,
    };
    let state = match filter.state {
        Accounting::Unaccounted => "",
        state => state.as_str(),
    };
    let number = |number: i64| {
        if number > 0 {
            number.to_string()
        } else {
            String::new()
        }
    };
    routes::with_query(
        &routes::workbench(slug),
        &[
            ("provision", scope),
            ("group", filter.group.map_or("", StakeholderGroup::as_str)),
            ("kind", filter.kind.map_or("", CommentKind::as_str)),
            ("position", filter.position.map_or("", Position::as_str)),
            ("words", &filter.words),
            ("state", state),
            ("after", &number(after)),
            ("comment", &number(comment.unwrap_or_default())),
        ],
    )
}

/// The page.
pub fn page(model: &Model) -> Page {
    let texts = texts();
    let place = &model.bench.place;
    let kicker = texts.with(
        "workbench-kicker",
        &[
            ("title", place.consultation.title.clone().into()),
            ("round", place.round.number.into()),
            ("phase", texts.word("phase", place.phase).into()),
        ],
    );
    let main = view! {
        <main id="main">
            <header class="page bench-head">
                <p class="kicker">{kicker}</p>
                <h1>{texts.t("workbench-title")}</h1>
                {remainder(texts, model.bench.remainder, model.bench.issues.len())}
                {notices(texts, model)}
            </header>
            <div class="bench">
                {queue(texts, model)}
                {in_hand(texts, model)}
                {issues(texts, model)}
            </div>
            {foot(texts, model)}
        </main>
    };
    let mut page = Page::new(texts.t("workbench-title"), main).with_islands();
    page.body_class = "bench-page";
    page
}

/// How many comments are unaccounted for, as a sentence and a bar.
pub fn remainder(texts: Texts, it: domain::issue::Remainder, issues: usize) -> AnyView {
    let left = texts.with(
        "workbench-left",
        &[
            ("left", it.unaccounted().into()),
            ("all", it.submitted.into()),
        ],
    );
    let told = texts.with(
        "workbench-accounted",
        &[
            ("in", it.in_issues.into()),
            ("issues", i64::try_from(issues).unwrap_or(i64::MAX).into()),
            ("aside", it.set_aside.into()),
        ],
    );
    let all = it.submitted.max(1);
    let drawn = format!(
        r#"<path class="rest" d="M0 0h{all}v6H0z"/><path d="M0 0h{}v6H0z"/><path class="aside" d="M{} 0h{}v6h-{}z"/>"#,
        it.in_issues, it.in_issues, it.set_aside, it.set_aside
    );
    view! {
        <div class="remainder" role="status">
            <p><b>{texts.number(it.unaccounted())}</b>" "{left}</p>
            <svg class="bar" viewBox=format!("0 0 {all} 6") preserveAspectRatio="none" aria-hidden="true" inner_html=drawn></svg>
            <p class="soft">{told}</p>
        </div>
    }
    .into_any()
}

fn notices(texts: Texts, model: &Model) -> AnyView {
    let clashes = (!model.clashes.is_empty()).then(|| {
        let lines = model
            .clashes
            .iter()
            .map(|(take, row)| {
                let seen = mark_in_words(texts, take.seen.as_deref().unwrap_or_default());
                let now = standing_in_words(texts, &row.standing);
                let words = texts.with(
                    "workbench-clash",
                    &[
                        ("reference", row.comment.reference.clone().into()),
                        ("seen", seen.into()),
                        ("now", now.into()),
                    ],
                );
                view! { <li>{words}</li> }
            })
            .collect_view();
        view! {
            <div class="notice warning" role="alert">
                <p><b>{texts.t("workbench-clashed")}</b>" "{texts.t("workbench-clashed-how")}</p>
                <ul>{lines}</ul>
            </div>
        }
    });
    let closed = (!model.bench.workable).then(|| {
        view! { <div class="notice"><p>{texts.t("workbench-frozen")}</p></div> }
    });
    view! { {error_summary(&model.problems)}{clashes}{closed} }.into_any()
}

/// How the comment stood when the page was made, from its mark.
fn mark_in_words(texts: Texts, mark: &str) -> String {
    match mark {
        "" => texts.t("standing-unaccounted"),
        "aside" => texts.t("standing-aside"),
        numbers => texts.with(
            "standing-in",
            &[(
                "issues",
                numbers.replace(',', &texts.t("list-comma")).into(),
            )],
        ),
    }
}

fn standing_in_words(texts: Texts, standing: &Standing) -> String {
    match &standing.set_aside {
        Some(reason) => texts.with(
            "standing-aside-because",
            &[("reason", reason.clone().into())],
        ),
        None => mark_in_words(texts, &standing.mark()),
    }
}

// --- queue -----------------------------------------------------------------------------------------

fn queue(texts: Texts, model: &Model) -> AnyView {
    let shown = texts.with(
        "workbench-shown",
        &[
            (
                "shown",
                i64::try_from(model.bench.rows.len())
                    .unwrap_or_default()
                    .into(),
            ),
            (
                "matching",
                i64::try_from(model.bench.matching)
                    .unwrap_or_default()
                    .into(),
            ),
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
                {model.bench.previous.map(|after| view! { <a rel="prev" href=model.url(after, None)>{texts.t("previous-page")}</a> })}
                {model.bench.next.map(|after| view! { <a rel="next" href=model.url(after, None)>{texts.t("next-page")}</a> })}
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
    let take = Take {
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
        view! { {mark(group)}" "<span class="vh">{texts.word("group", group)}" "</span> }
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
            <a href=model.url(model.after, Some(comment.seq)) aria-current=current.then_some("true")>
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
            &[("issues", numbers.join(&texts.t("list-comma")).into())],
        )
    }
}

fn filters(texts: Texts, model: &Model) -> AnyView {
    let filter = &model.filter;
    let scope = match &filter.scope {
        Scope::Anywhere => String::new(),
        Scope::Whole => WHOLE.to_owned(),
        Scope::Under(anchor) => anchor.clone(),
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
                <input id="f-words" name="words" type="search" value=filter.words.clone()/>
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

// --- in hand ---------------------------------------------------------------------------------------

fn in_hand(texts: Texts, model: &Model) -> AnyView {
    let Some(row) = &model.hand else {
        return view! {
            <section aria-labelledby="inhand" class="stack">
                <h2 class="minor" id="inhand">{texts.t("workbench-in-hand")}</h2>
                <p class="empty">{texts.t("workbench-nothing-in-hand")}</p>
                {model.bench.workable.then(|| act_form(texts, model, None))}
            </section>
        }
        .into_any();
    };
    let index = model
        .bench
        .rows
        .iter()
        .position(|it| it.comment.seq == row.comment.seq);
    let which = index.map(|index| {
        texts.with(
            "workbench-which",
            &[
                (
                    "index",
                    i64::try_from(model.bench.before + index + 1)
                        .unwrap_or_default()
                        .into(),
                ),
                (
                    "matching",
                    i64::try_from(model.bench.matching)
                        .unwrap_or_default()
                        .into(),
                ),
            ],
        )
    });
    let provision = row.comment.content.anchor.as_ref().and_then(|anchor| {
        model
            .bench
            .provisions
            .iter()
            .find(|it| it.anchor == *anchor)
    });
    view! {
        <section aria-labelledby="inhand" class="stack">
            <h2 class="minor" id="inhand">{texts.t("workbench-in-hand")}" "<span class="soft small">{which}</span></h2>
            {context(texts, provision)}
            <ol class="in-hand">{comment(texts, &model.bench.place.consultation.slug, row, provision)}</ol>
            {standing(texts, model, row)}
            {model.bench.workable.then(|| act_form(texts, model, Some(row)))}
        </section>
    }
    .into_any()
}

/// The words that a comment is on.
fn context(texts: Texts, provision: Option<&Provision>) -> AnyView {
    match provision {
        Some(provision) => {
            let words = markdown::inline(&provision.text, &|_| None);
            view! {
                <div class="context">
                    <p class="label"><bdi>{provision.label.clone()}</bdi></p>
                    <p class="words" dir="auto" inner_html=words></p>
                </div>
            }
            .into_any()
        }
        None => view! { <p class="in-hand soft">{texts.t("document-as-a-whole")}</p> }.into_any(),
    }
}

/// A comment as a facilitator sees it, with its wording as a redline.
fn comment(
    texts: Texts,
    slug: &domain::consultation::Slug,
    row: &Row,
    provision: Option<&Provision>,
) -> AnyView {
    let comment = &row.comment;
    let content = &comment.content;
    let mut facts = vec![content.position.map_or_else(
        || texts.t("report-position-none"),
        |it| texts.word("position", it),
    )];
    facts.extend(content.kind.map(|kind| texts.word("kind", kind)));
    if comment.not_for_publication {
        facts.push(texts.t("publication-not-for-publication"));
    }
    let (first, rest) = facts
        .split_first()
        .map_or_else(Default::default, |(first, rest)| {
            let comma = texts.t("list-comma");
            let rest: Vec<&str> = rest.iter().flat_map(|it| [comma.as_str(), it]).collect();
            (first.clone(), rest.concat())
        });
    let wording = (!content.proposed_wording.trim().is_empty()).then(|| {
        let old = provision.map(|it| plain(&it.text)).unwrap_or_default();
        let pieces = redline(&old, &content.proposed_wording);
        view! { <p class="redline" dir="auto">{redline::pieces(&pieces)}</p> }
    });
    let hidden = comment.hidden_reason.as_ref().map(|reason| {
        let words = texts.with("report-hidden", &[("reason", reason.clone().into())]);
        view! { <p class="soft">{words}</p> }
    });
    let rationale = (!content.rationale.is_empty())
        .then(|| view! { <p class="as-written" dir="auto">{content.rationale.clone()}</p> });
    let lang = (!content.language.is_empty()).then(|| content.language.clone());
    let submitted = texts.date(comment.submitted_at, "UTC");
    view! {
        <li class="comment">
            {by::sign(&comment.by)}
            <p class="comment-by">{by::name(&comment.by)}" "<a class="ref" href=routes::comment(slug, &comment.reference)><bdi>{comment.reference.clone()}</bdi></a></p>
            <p><strong>{first}</strong>{rest}</p>
            {hidden}
            <p class="as-written" dir="auto" lang=lang>{content.body.clone()}</p>
            {wording}
            {rationale}
            <p class="foot"><span>{submitted}</span></p>
        </li>
    }
    .into_any()
}

/// Where the comment in hand stands, with the way out of each.
fn standing(texts: Texts, model: &Model, row: &Row) -> AnyView {
    if !row.standing.is_accounted_for() {
        return ().into_any();
    }
    let slug = &model.bench.place.consultation.slug;
    let aside = row.standing.set_aside.as_ref().map(|reason| {
        let words = texts.with("standing-aside-because", &[("reason", reason.clone().into())]);
        view! {
            <p>{words}</p>
            {model.bench.workable.then(|| view! {
                <button class="button second small" form="act" name="act" value="take-back">{texts.t("workbench-take-back")}</button>
            })}
        }
    });
    let issues = row
        .standing
        .issues
        .iter()
        .map(|number| {
            let words = texts.with("standing-in", &[("issues", number.to_string().into())]);
            view! {
                <p class="buttons">
                    <a href=routes::issue(slug, number)>{words}</a>
                    {model.bench.workable.then(|| view! {
                        <button class="button second small" form="act" name="act" value=format!("out:{number}")>{texts.t("workbench-take-out")}</button>
                    })}
                </p>
            }
        })
        .collect_view();
    view! { <div class="in-hand stack">{aside}{issues}</div> }.into_any()
}

/// What can be done with the comments ticked, or else with the one in hand.
fn act_form(texts: Texts, model: &Model, hand: Option<&Row>) -> AnyView {
    let typed = &model.typed;
    let wrong = |field: &str| {
        model
            .problems
            .of(field)
            .map(|problem| view! { <span class="wrong-message">{message(texts, problem)}</span> })
    };
    let class = |field: &str| {
        if model.problems.of(field).is_some() {
            "field wrong"
        } else {
            "field"
        }
    };
    let hidden = hand.map(|row| {
        let take = Take {
            seq: row.comment.seq,
            seen: Some(row.standing.mark()),
            excerpt: None,
        };
        view! { <input type="hidden" name="hand" value=take.to_string()/> }
    });
    let issues = model
        .bench
        .issues
        .iter()
        .map(|issue| {
            let number = issue.number.to_string();
            let selected = number == typed.issue;
            let gist: String = issue.statement.chars().take(90).collect();
            view! { <option value=number.clone() selected=selected>{format!("{number}. {gist}")}</option> }
        })
        .collect_view();
    let into = (!model.bench.issues.is_empty()).then(|| {
        view! {
            <div class=class("issue")>
                <label for="issue">{texts.t("workbench-into")}</label>
                {wrong("issue")}
                <select id="issue" name="issue">{issues}</select>
            </div>
        }
    });
    view! {
        <form class="in-hand stack" id="act" method="post">
            // What Enter presses in the one field that is a line, which is the reason: never "put into an issue".
            <button hidden name="act" value="set-aside">{texts.t("workbench-set-aside")}</button>
            {hidden}
            <p class="hint" id="take" tabindex="-1">{texts.t("workbench-acts-on")}{wrong("take")}</p>
            {into}
            {hand.map(|_| view! {
                <div class=class("excerpt")>
                    <label for="excerpt">{texts.t("workbench-excerpt")}" "<span class="soft">{texts.t("optional")}</span></label>
                    <span class="hint">{texts.t("workbench-excerpt-hint")}</span>
                    {wrong("excerpt")}
                    <textarea id="excerpt" name="excerpt" rows="2" dir="auto" inner_html=crate::components::form::typed(&typed.excerpt)></textarea>
                </div>
            })}
            <div class="buttons">
                {(!model.bench.issues.is_empty()).then(|| view! {
                    <button class="button" name="act" value="gather">{texts.t("workbench-put")}</button>
                })}
                <button class="button second" id="new-issue" name="act" value="new">{texts.t("workbench-new-issue")}</button>
            </div>
            <div class=class("reason")>
                <label for="reason">{texts.t("workbench-reason")}</label>
                {wrong("reason")}
                <span class="buttons">
                    <input id="reason" name="reason" value=typed.reason.clone() dir="auto"/>
                    <button class="button second" name="act" value="set-aside">{texts.t("workbench-set-aside")}</button>
                </span>
            </div>
        </form>
    }
    .into_any()
}

// --- issues ----------------------------------------------------------------------------------------

fn issues(texts: Texts, model: &Model) -> AnyView {
    let bars = Bars::of(model.bench.issues.iter().map(|it| &it.tally));
    let current: Vec<i32> = model
        .hand
        .as_ref()
        .map(|hand| hand.standing.issues.clone())
        .unwrap_or_default();
    let items = model
        .bench
        .issues
        .iter()
        .map(|it| issue(texts, model, it, current.contains(&it.number), &bars))
        .collect_view();
    let empty = model
        .bench
        .issues
        .is_empty()
        .then(|| view! { <p class="empty">{texts.t("workbench-no-issues")}</p> });
    view! {
        <section aria-labelledby="issues">
            <h2 class="minor" id="issues">
                {texts.t("workbench-issues")}" "
                <span class="soft small">{texts.number(i64::try_from(model.bench.issues.len()).unwrap_or_default())}</span>
            </h2>
            {empty}
            <ol>{items}</ol>
        </section>
    }
    .into_any()
}

fn issue(texts: Texts, model: &Model, it: &IssueSummary, current: bool, bars: &Bars) -> AnyView {
    let bar = (it.tally.comments > 0).then(|| bars.bar(&it.tally));
    let count = texts.count("comments-count", it.tally.comments);
    let touches = if it.labels.is_empty() {
        texts.with("issue-touches-none", &[("comments", count.into())])
    } else {
        texts.with(
            "issue-touches-some",
            &[
                ("labels", it.labels.join(&texts.t("list-comma")).into()),
                ("comments", count.into()),
            ],
        )
    };
    let slug = &model.bench.place.consultation.slug;
    view! {
        <li class=if current { "issue current" } else { "issue" } id=format!("issue-{}", it.number)>
            <span class="n">{it.number}</span>
            <div>
                <p class="statement" dir="auto">{it.statement.clone()}</p>
                <p class="soft">{touches}</p>
                {bar}
                <p class="small"><a href=routes::issue(slug, it.number)>{texts.t("workbench-open-issue")}</a></p>
            </div>
        </li>
    }
    .into_any()
}

// --- foot ------------------------------------------------------------------------------------------

/// Keys, and the way back from what was done last.
fn foot(texts: Texts, model: &Model) -> AnyView {
    let undo = model.bench.last.as_ref().filter(|_| model.bench.workable).map(|last| {
        let words = texts.with("workbench-last", &[("what", done(texts, last).into())]);
        view! {
            <form method="post" id="undo">
                <span class="soft">{words}</span>" "
                <button class="button plain" name="act" value="undo">{texts.t("workbench-undo")}</button>
            </form>
        }
    });
    let hints: Vec<(String, String)> = [
        ("j k", "keys-next"),
        ("space", "keys-tick"),
        ("i", "keys-issue"),
        ("n", "keys-new"),
        ("x", "keys-aside"),
        ("u", "keys-undo"),
        ("/", "keys-filter"),
        ("?", "keys-all"),
    ]
    .into_iter()
    .map(|(keys, words)| (keys.to_owned(), texts.t(words)))
    .collect();
    view! { <div class="keys" tabindex="-1">{undo}<Keys hints/></div> }.into_any()
}

/// "R1-0109 into issue 8", "12 comments set aside".
pub fn done(texts: Texts, it: &Moved) -> String {
    let what = match it.references.as_slice() {
        [one] => one.clone(),
        many => texts.count(
            "comments-count",
            i64::try_from(many.len()).unwrap_or_default(),
        ),
    };
    texts.with(
        &format!("done-{}", it.act),
        &[
            ("what", what.into()),
            ("issue", it.issue.unwrap_or_default().into()),
        ],
    )
}
