//! An issue: what it says, the provisions it touches, the comments it rests on, options. Facilitators edit it until
//! the report is frozen; then it stands.

use domain::{
    consultation::Slug,
    error::Problems,
    issue::{Gathered, Issue, IssueContent, MAX_OPTIONS, Selection},
    ops::{
        ConsultationContext,
        issue::{Detail, labels},
        workbench::Row,
    },
    redline::proposal,
    text::{Provision, plain},
};
use leptos::prelude::*;

use crate::{
    Page,
    components::{
        by,
        form::{Field, error_summary, message, submit_as},
        positions, redline,
    },
    i18n::Texts,
    render::texts,
    routes,
};

/// What a form of an issue holds, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct IssueForm {
    /// Of the issue when the page was made.
    pub revision: i64,
    /// Neutral, in one or two sentences.
    pub statement: String,
    /// Views that few hold.
    pub minority: String,
    /// The facilitators' observation.
    pub observation: String,
    /// Labels of the provisions it touches, separated by commas.
    pub labels: String,
    /// Title, label and wording of each option.
    pub options: Vec<(String, String, String)>,
}

impl IssueForm {
    /// The issue as it stands.
    pub fn of(issue: &Issue, provisions: &[Provision]) -> Self {
        let label = |anchor: &Option<String>| {
            anchor
                .as_ref()
                .and_then(|anchor| provisions.iter().find(|it| it.anchor == *anchor))
                .map_or_else(String::new, |it| it.label.clone())
        };
        Self {
            revision: issue.revision,
            statement: issue.content.statement.clone(),
            minority: issue.content.minority.clone(),
            observation: issue.content.observation.clone(),
            labels: labels(&issue.content.anchors, provisions).join(", "),
            options: issue
                .content
                .options
                .iter()
                .map(|it| (it.title.clone(), label(&it.anchor), it.wording.clone()))
                .collect(),
        }
    }
}

// --- the page of an issue --------------------------------------------------------------------------

/// What the page shows.
pub struct Model {
    /// What the use case answered.
    pub detail: Detail,
    /// Numbers and statements of the other issues.
    pub others: Vec<(i32, String)>,
    /// What the form holds.
    pub typed: IssueForm,
    /// What is wrong with it.
    pub problems: Problems,
    /// Somebody else changed the issue while this was typed: both are shown.
    pub conflict: bool,
}

/// The page.
pub fn page(model: &Model) -> Page {
    let texts = texts();
    let Detail { context, issue, .. } = &model.detail;
    let title = texts.with("report-issue", &[("number", issue.number.into())]);
    let touches = texts.list(labels(&issue.content.anchors, &model.detail.provisions));
    let count = texts.count("comments-count", model.detail.tally.comments);
    let touches = if touches.is_empty() {
        texts.with("issue-touches-none", &[("comments", count.into())])
    } else {
        texts.with(
            "issue-touches-some",
            &[("labels", touches.into()), ("comments", count.into())],
        )
    };
    let slug = context.consultation.slug.clone();
    let editable = model.detail.editable;
    let main = view! {
        <main class="page leaf" id="main">
            <header class="row head">
                <div class="in-text">
                    <p class="kicker">
                        {editable.then(|| view! { <a href=routes::workbench(&slug)>{texts.t("workbench-title")}</a>{texts.t("list-comma")} })}
                        {title.clone()}
                    </p>
                    <h1 class="statement large" dir="auto">{issue.content.statement.clone()}</h1>
                    <p class="small soft">{touches}</p>
                </div>
            </header>
            <div class="document matter">
                {(model.detail.tally.comments > 0).then(|| {
                    let subject = texts.with("report-issue", &[("number", issue.number.into())]);
                    view! { <section><div>{positions::figure(&model.detail.tally, &subject)}</div></section> }
                })}
                {if editable {
                    view! { {conflict(texts, model)}{gathered_form(texts, model)}{edit_form(texts, model)}{delete_form(texts, model)} }.into_any()
                } else {
                    view! { {gathered(texts, &slug, &model.detail.gathered)}{as_it_stands(texts, &model.detail)} }.into_any()
                }}
            </div>
        </main>
    };
    Page::confidential(title, main)
}

/// What somebody else stored meanwhile, beside what was typed.
fn conflict(texts: Texts, model: &Model) -> AnyView {
    if !model.conflict {
        return ().into_any();
    }
    let theirs = IssueForm::of(&model.detail.issue, &model.detail.provisions);
    let side = |title: &str, it: &IssueForm, mine: bool| {
        let options: Vec<String> = it
            .options
            .iter()
            .filter(|(title, _, wording)| !title.is_empty() || !wording.is_empty())
            .map(|(title, label, wording)| format!("{title} ({label}): {wording}"))
            .collect();
        let parts = [
            ("field-statement", it.statement.clone()),
            ("field-anchors", it.labels.clone()),
            ("field-minority", it.minority.clone()),
            ("field-observation", it.observation.clone()),
            ("issue-options-title", options.join("\n")),
        ]
        .into_iter()
        .map(|(key, words)| {
            view! { <div><h4 class="minor">{texts.t(key)}</h4><p class="as-written" dir="auto">{words}</p></div> }
        })
        .collect_view();
        let title = texts.t(title);
        view! { <section class=if mine { "side mine" } else { "side" }><h3 class="minor">{title}</h3>{parts}</section> }
    };
    view! {
        <section>
            <div>
                <div class="notice warning" role="alert">
                    <p><b>{texts.t("issue-conflict")}</b>" "{texts.t("issue-conflict-how")}</p>
                </div>
                <div class="sides">
                    {side("issue-theirs", &theirs, false)}
                    {side("issue-yours", &model.typed, true)}
                </div>
            </div>
        </section>
    }
    .into_any()
}

// --- comments ----------------------------------------------------------------------------------------

fn who(texts: Texts, slug: &Slug, it: &Gathered) -> AnyView {
    let comment = &it.comment;
    let position = comment.content.position.map_or_else(
        || texts.t("report-position-none"),
        |position| texts.word("position", position),
    );
    let on = comment.label.clone().map_or_else(
        || texts.t("document-as-a-whole"),
        |label| texts.with("report-on", &[("label", label.into())]),
    );
    view! {
        {by::sign(&comment.by)}
        <p class="comment-by">{by::name(&comment.by)}" "<a class="ref" href=routes::comment(slug, &comment.reference)><bdi>{comment.reference.clone()}</bdi></a></p>
        <p class="soft">{position}{texts.t("list-comma")}{on}</p>
    }
    .into_any()
}

/// The comments it rests on, for reading.
fn gathered(texts: Texts, slug: &Slug, all: &[Gathered]) -> AnyView {
    let items = all
        .iter()
        .map(|it| {
            view! {
                <li class="comment">
                    {who(texts, slug, it)}
                    <p class="quote" dir="auto">{it.excerpt.clone()}</p>
                    <details><summary>{texts.t("issue-whole-comment")}</summary><p class="as-written" dir="auto">{it.comment.content.body.clone()}</p></details>
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="said">
            <h2 class="minor" id="said">{texts.t("report-excerpts")}</h2>
            <ol>{items}</ol>
        </section>
    }
    .into_any()
}

/// The same with checkboxes to take them out or elsewhere, and the words that matter to be chosen.
fn gathered_form(texts: Texts, model: &Model) -> AnyView {
    let slug = &model.detail.context.consultation.slug;
    let items = model
        .detail
        .gathered
        .iter()
        .map(|it| {
            let seq = it.comment.seq;
            let id = format!("excerpt-{seq}");
            let tick = texts.with("workbench-tick", &[("reference", it.comment.reference.clone().into())]);
            let stale = it.stale.then(|| view! { <p class="state todo">{texts.t("issue-stale")}</p> });
            view! {
                <li class="comment">
                    {who(texts, slug, it)}
                    {stale}
                    <p class="quote" dir="auto">{it.excerpt.clone()}</p>
                    <label class="choice"><input type="checkbox" name="take" form="gathered" value=Selection::of(seq).to_string()/>{tick}</label>
                    <details>
                        <summary>{texts.t("issue-choose-words")}</summary>
                        <p class="as-written" dir="auto">{it.comment.content.body.clone()}</p>
                        <form method="post" class="field">
                            <input type="hidden" name="hand" value=Selection::of(seq).to_string()/>
                            <input type="hidden" name="seen" value=it.excerpt.clone()/>
                            <label for=id.clone()>{texts.t("workbench-excerpt")}</label>
                            <textarea id=id name="excerpt" rows="3" dir="auto" inner_html=crate::components::form::typed(&it.excerpt)></textarea>
                            <button class="button second small" name="act" value="excerpt">{texts.t("issue-save-words")}</button>
                        </form>
                    </details>
                </li>
            }
        })
        .collect_view();
    let others = model
        .others
        .iter()
        .map(|(number, statement)| {
            let gist: String = statement.chars().take(80).collect();
            view! { <option value=number.to_string()>{format!("{number}. {gist}")}</option> }
        })
        .collect_view();
    let empty = model.detail.gathered.is_empty();
    view! {
        <section aria-labelledby="said">
            <h2 class="minor" id="said">{texts.t("report-excerpts")}</h2>
            {empty.then(|| view! { <p class="empty">{texts.t("issue-rests-on-nothing")}</p> })}
            <ol>{items}</ol>
            {(!empty).then(|| view! {
                <form method="post" id="gathered" class="stack">
                    <p class="hint" id="take" tabindex="-1">{texts.t("issue-ticked")}</p>
                    <div class="buttons"><button class="button second" name="act" value="out">{texts.t("workbench-take-out")}</button></div>
                    {(!model.others.is_empty()).then(|| view! {
                        <div class="field"><label for="to">{texts.t("issue-move-to")}</label><select id="to" name="to">{others}</select></div>
                        <div class="buttons"><button class="button second" name="act" value="move">{texts.t("issue-move")}</button></div>
                    })}
                </form>
            })}
        </section>
    }
    .into_any()
}

// --- words -------------------------------------------------------------------------------------------

fn as_it_stands(texts: Texts, detail: &Detail) -> AnyView {
    let content = &detail.issue.content;
    let part = |key: &str, words: &str| {
        (!words.is_empty()).then(|| {
            let title = texts.t(key);
            view! { <section><h2 class="minor">{title}</h2><p class="as-written" dir="auto">{words.to_owned()}</p></section> }
        })
    };
    view! {
        {part("report-minority", &content.minority)}
        {options(texts, content, &detail.provisions)}
        {part("report-observation", &content.observation)}
    }
    .into_any()
}

fn options(texts: Texts, content: &IssueContent, provisions: &[Provision]) -> AnyView {
    if content.options.is_empty() {
        return ().into_any();
    }
    let items = content
        .options
        .iter()
        .map(|option| {
            let provision = option
                .anchor
                .as_ref()
                .and_then(|anchor| provisions.iter().find(|it| it.anchor == *anchor));
            let wording = (!option.wording.is_empty()).then(|| {
                let old = provision.map(|it| plain(&it.text)).unwrap_or_default();
                view! { <p class="redline" dir="auto">{redline::pieces(&proposal(&old, &option.wording))}</p> }
            });
            let on = provision.map(|it| texts.with("report-on", &[("label", it.label.clone().into())]));
            view! { <li><p dir="auto"><b>{option.title.clone()}</b>" "<span class="soft">{on}</span></p>{wording}</li> }
        })
        .collect_view();
    view! {
        <section aria-labelledby="options">
            <h2 class="minor" id="options">{texts.t("issue-options-title")}</h2>
            <ol class="options">{items}</ol>
        </section>
    }
    .into_any()
}

/// The fields of an issue; one option more than there are.
fn fields(texts: Texts, typed: &IssueForm, problems: &Problems) -> AnyView {
    let mut options = typed.options.clone();
    if options.len() < MAX_OPTIONS {
        options.push(Default::default());
    }
    let options = options
        .into_iter()
        .enumerate()
        .map(|(n, (title, label, wording))| {
            let legend = texts.with(
                "issue-option",
                &[("number", i64::try_from(n + 1).unwrap_or_default().into())],
            );
            let field = |part: &str, value: String| {
                Field::new(&format!("option-{n}-{part}"), value, problems)
                    .labelled(texts.t(&format!("issue-option-{part}")))
            };
            view! {
                <fieldset class="field">
                    <legend>{legend}</legend>
                    {field("title", title).input("text", "")}
                    {field("anchor", label).input("text", "")}
                    {field("wording", wording).textarea(3)}
                </fieldset>
            }
        })
        .collect_view();
    view! {
        {Field::new("statement", typed.statement.clone(), problems).textarea(3)}
        {Field::new("anchors", typed.labels.clone(), problems).optional().input("text", "")}
        {Field::new("minority", typed.minority.clone(), problems).optional().textarea(4)}
        {options}
        {Field::new("observation", typed.observation.clone(), problems).optional().textarea(4)}
    }
    .into_any()
}

fn edit_form(texts: Texts, model: &Model) -> AnyView {
    // After a conflict the form holds what was typed, ready to be stored over the other's change on purpose.
    let revision = model.detail.issue.revision;
    view! {
        <section aria-labelledby="edit">
            <h2 class="minor" id="edit">{texts.t("issue-edit")}</h2>
            <form method="post" class="form">
                {error_summary(&model.problems)}
                <input type="hidden" name="revision" value=revision.to_string()/>
                {fields(texts, &model.typed, &model.problems)}
                {submit_as("act", "save", texts.t("issue-save"), false)}
            </form>
        </section>
    }
    .into_any()
}

fn delete_form(texts: Texts, model: &Model) -> AnyView {
    if !model.detail.gathered.is_empty() {
        return ().into_any();
    }
    view! {
        <section>
            <form method="post">
                <input type="hidden" name="revision" value=model.detail.issue.revision.to_string()/>
                <button class="button second danger" name="act" value="delete">{texts.t("issue-delete")}</button>
            </form>
        </section>
    }
    .into_any()
}

// --- a new issue -------------------------------------------------------------------------------------

/// What the page of a new issue shows.
pub struct NewModel {
    /// The consultation as it stands.
    pub context: ConsultationContext,
    /// The comments it will rest on, as they stand.
    pub rows: Vec<Row>,
    /// What the form holds.
    pub typed: IssueForm,
    /// What is wrong with it.
    pub problems: Problems,
    /// Somebody else was faster with one of the comments.
    pub conflict: bool,
}

/// The page.
pub fn new_page(model: &NewModel) -> Page {
    let texts = texts();
    let title = texts.t("workbench-new-issue");
    let rows = model
        .rows
        .iter()
        .map(|row| {
            let take = Selection {
                seq: row.comment.seq,
                seen: Some(row.standing.mark()),
                excerpt: None,
            };
            let id = format!("excerpt-{}", row.comment.seq);
            let field = format!("excerpt-{}", row.comment.seq);
            view! {
                <li class="comment">
                    {by::sign(&row.comment.by)}
                    <p class="comment-by">{by::name(&row.comment.by)}" "<span class="ref"><bdi>{row.comment.reference.clone()}</bdi></span></p>
                    <input type="hidden" name="take" value=take.to_string()/>
                    <p class="as-written" dir="auto">{row.comment.content.body.clone()}</p>
                    <details>
                        <summary>{texts.t("issue-choose-words")}</summary>
                        <label class="vh" for=id.clone()>{texts.t("workbench-excerpt")}</label>
                        <textarea id=id name=field rows="2" dir="auto"></textarea>
                        <span class="hint">{texts.t("workbench-excerpt-hint")}</span>
                    </details>
                </li>
            }
        })
        .collect_view();
    let wrong = model
        .problems
        .of("excerpt")
        .or_else(|| model.problems.of("take"))
        .map(|problem| view! { <p class="wrong-message" id=problem.field.clone()>{message(texts, problem)}</p> });
    let slug = &model.context.consultation.slug;
    let main = view! {
        <main class="page leaf" id="main">
            <header class="row head">
                <div class="in-text">
                    <p class="kicker"><a href=routes::workbench(slug)>{texts.t("workbench-title")}</a></p>
                    <h1>{title.clone()}</h1>
                </div>
            </header>
            <div class="row">
                <form class="in-text form" method="post">
                    {error_summary(&model.problems)}
                    {model.conflict.then(|| view! {
                        <div class="notice warning" role="alert"><p><b>{texts.t("workbench-clashed")}</b>" "{texts.t("workbench-clashed-how")}</p></div>
                    })}
                    {fields(texts, &model.typed, &model.problems)}
                    {(!model.rows.is_empty()).then(|| view! { <h2 class="minor">{texts.t("issue-will-rest-on")}</h2> })}
                    {wrong}
                    <ol>{rows}</ol>
                    {submit_as("act", "create", texts.t("issue-create"), false)}
                </form>
            </div>
        </main>
    };
    Page::confidential(title, main)
}
