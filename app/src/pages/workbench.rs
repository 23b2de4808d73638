//! The facilitator's workbench: left the comments with filters, in the middle the one in hand beside the words it is
//! on, right the issues under construction. Everything is a form; the island only adds keys.

use domain::{
    account::StakeholderGroup,
    comment::{CommentKind, Position},
    error::Problems,
    issue::{Accounting, Selection, Standing},
    ops::{
        accounting::Moved,
        workbench::{Row, Workbench},
    },
    paging::Seek,
    query::{Filter, On},
};
use leptos::prelude::*;

use crate::{
    Page, components::form::error_summary, i18n::Texts, islands::keys::Keys, render::texts, routes,
};

/// The comment in hand, and what can be done with it.
mod hand;
/// The issues under construction.
mod issues;
/// The comments of the round, with filters.
mod queue;

/// In addresses: comments on the document as a whole. No anchor looks like this.
pub const WHOLE: &str = "*";

/// What the page shows.
pub struct Model {
    /// What the use case answered.
    pub bench: Workbench,
    /// What the queue is filtered by.
    pub filter: Filter,
    /// Where the page of the queue begins.
    pub seek: Seek,
    /// The comment in hand.
    pub hand: Option<Row>,
    /// What a form had, if it comes back.
    pub typed: WorkbenchForm,
    /// What is wrong with it.
    pub problems: Problems,
    /// Comments that stood elsewhere than the facilitator had seen, as they stand now.
    pub clashes: Vec<(Selection, Row)>,
}

/// What was typed and ticked.
#[derive(Clone, Debug, Default)]
pub struct WorkbenchForm {
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
    fn url(&self, seek: Seek, comment: Option<i64>) -> String {
        url(
            &self.bench.context.consultation.slug,
            &self.filter,
            seek,
            comment,
        )
    }
}

/// The address of the workbench.
pub fn url(
    slug: &domain::consultation::Slug,
    filter: &Filter,
    seek: Seek,
    comment: Option<i64>,
) -> String {
    let scope = match &filter.on {
        On::Any => "",
        On::Whole => WHOLE,
        On::Provision(anchor) | On::Under(anchor) => anchor,
    };
    let (way, place) = seek.parameter();
    let place = if seek == Seek::FIRST {
        String::new()
    } else {
        place
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
            (way, &place),
            ("comment", &number(comment.unwrap_or_default())),
        ],
    )
}

/// The page.
pub fn page(model: &Model) -> Page {
    let texts = texts();
    let context = &model.bench.context;
    let kicker = texts.with(
        "workbench-kicker",
        &[
            ("title", context.consultation.title.clone().into()),
            ("round", context.round.number.into()),
            ("phase", texts.word("phase", context.phase).into()),
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
                {queue::queue(texts, model)}
                {hand::in_hand(texts, model)}
                {issues::issues(texts, model)}
            </div>
            {foot(texts, model)}
        </main>
    };
    let mut page = Page::confidential(texts.t("workbench-title"), main).with_islands();
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
