//! Issues: reading, editing, making.

use app::{
    pages::{
        self,
        issue::{IssueForm, Model, NewModel},
    },
    routes,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use domain::{
    Error, Result,
    act::Act,
    consultation::Slug,
    error::Problems,
    issue::{IssueContent, IssueOption, MAX_OPTIONS},
    ops::{accounting, issue, workbench},
    paging::Seek,
    query::Filter,
    text::Provision,
};

use super::workbench::{Pairs, takes, value};
use crate::http::{
    Cx, Failure, Site,
    context::{see_other, slug},
    site::{Access, Sample},
};

/// What a facilitator writes about an issue.
const ISSUE: Sample = &[
    ("statement", "Whose clock is the right one?"),
    ("minority", "Some would have none."),
    ("observation", "Two clocks are named in the text."),
];

/// The routes.
pub fn site() -> Site {
    Site::default()
        .get(routes::ISSUE_NEW, Access::To(Act::Consolidate), blank)
        .act(
            routes::ISSUE_NEW,
            "create",
            Access::To(Act::Consolidate),
            ISSUE,
            create,
        )
        .get(routes::ISSUE, Access::To(Act::ReadFrozenReport), show)
        .act(
            routes::ISSUE,
            "save",
            Access::To(Act::Consolidate),
            ISSUE,
            change,
        )
        .act(
            routes::ISSUE,
            "excerpt",
            Access::To(Act::Consolidate),
            &[("hand", "1"), ("excerpt", "the right clock")],
            change,
        )
        .act(
            routes::ISSUE,
            "out",
            Access::To(Act::Consolidate),
            &[("take", "1")],
            change,
        )
        .act(
            routes::ISSUE,
            "move",
            Access::To(Act::Consolidate),
            &[("take", "1"), ("to", "2")],
            change,
        )
        .act(
            routes::ISSUE,
            "delete",
            Access::To(Act::Consolidate),
            &[("revision", "0")],
            change,
        )
}

fn typed(form: &Pairs) -> IssueForm {
    let option = |n: usize, part: &str| value(form, &format!("option-{n}-{part}")).to_owned();
    IssueForm {
        revision: value(form, "revision").parse().unwrap_or_default(),
        statement: value(form, "statement").to_owned(),
        minority: value(form, "minority").to_owned(),
        observation: value(form, "observation").to_owned(),
        labels: value(form, "anchors").to_owned(),
        options: (0..=MAX_OPTIONS)
            .map(|n| {
                (
                    option(n, "title"),
                    option(n, "anchor"),
                    option(n, "wording"),
                )
            })
            .filter(|(title, label, wording)| {
                !(title.trim().is_empty() && label.trim().is_empty() && wording.trim().is_empty())
            })
            .collect(),
    }
}

/// What was typed, with labels turned into anchors.
fn content(typed: &IssueForm, provisions: &[Provision]) -> Result<IssueContent, Problems> {
    let mut problems = Problems::default();
    let mut anchor = |field: String, label: &str| {
        let label = label.trim();
        let found = provisions.iter().find(|it| it.label == label);
        if found.is_none() && !label.is_empty() {
            problems.push(field, "no-such-provision", label);
        }
        found.map(|it| it.anchor.clone())
    };
    let anchors = typed
        .labels
        .split([',', ';', '\n', '،'])
        .filter_map(|label| anchor("anchors".to_owned(), label))
        .collect();
    let options = typed
        .options
        .iter()
        .enumerate()
        .map(|(n, (title, label, wording))| IssueOption {
            title: title.clone(),
            anchor: anchor(format!("option-{n}-anchor"), label),
            wording: wording.clone(),
        })
        .collect();
    if problems.0.is_empty() {
        Ok(IssueContent {
            statement: typed.statement.clone(),
            minority: typed.minority.clone(),
            observation: typed.observation.clone(),
            anchors,
            options,
        })
    } else {
        Err(problems)
    }
}

// --- an issue ----------------------------------------------------------------------------------------

async fn model(cx: &Cx, slug: &Slug, number: i32) -> Result<Model> {
    let detail = issue::find(&cx.store, &cx.actor, slug, number, cx.now).await?;
    let (_, all) = issue::list(&cx.store, &cx.actor, slug, cx.now).await?;
    Ok(Model {
        typed: IssueForm::of(&detail.issue, &detail.provisions),
        others: all
            .into_iter()
            .filter(|it| it.number != number)
            .map(|it| (it.number, it.statement))
            .collect(),
        detail,
        problems: Problems::default(),
        conflict: false,
    })
}

fn number(text: &str) -> Result<i32> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn show(cx: Cx, Path((name, issue)): Path<(String, String)>) -> Result<Response, Failure> {
    let model = model(&cx, &slug(&name)?, number(&issue)?).await?;
    Ok(cx.page_in(&model.detail.context, || pages::issue::page(&model)))
}

async fn change(
    cx: Cx,
    Path((name, issue)): Path<(String, String)>,
    Form(form): Form<Pairs>,
) -> Result<Response, Failure> {
    let (slug, number) = (slug(&name)?, number(&issue)?);
    let saves = value(&form, "act") == "save";
    let (status, problems) = match carry_out(&cx, &slug, number, &form).await {
        Ok(url) => return Ok(see_other(&url)),
        Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems),
        Err(Error::Conflict) => (StatusCode::CONFLICT, Problems::default()),
        Err(error) => return Err(error.into()),
    };
    let mut model = model(&cx, &slug, number).await?;
    model.conflict = status == StatusCode::CONFLICT;
    model.problems = problems;
    if saves {
        model.typed = typed(&form);
    }
    let context = model.detail.context.clone();
    Ok(cx.page_with(status, Some(&context), || pages::issue::page(&model)))
}

/// Does what the form says; answers where to go on.
async fn carry_out(cx: &Cx, slug: &Slug, number: i32, form: &Pairs) -> Result<String> {
    let (store, actor, at) = (&cx.store, &cx.actor, cx.now);
    let here = routes::issue(slug, number);
    match value(form, "act") {
        "delete" => {
            let revision = value(form, "revision").parse().unwrap_or_default();
            issue::delete(store, actor, slug, number, revision, at).await?;
            return Ok(routes::workbench(slug));
        }
        "excerpt" => {
            let mut take = takes(form, "hand")?
                .pop()
                .ok_or_else(|| Problems::one("take", "nothing-taken", ""))?;
            take.excerpt = Some(value(form, "excerpt").to_owned());
            accounting::choose_excerpt(store, actor, slug, number, &take, value(form, "seen"), at)
                .await?;
        }
        "out" => {
            accounting::take_out(store, actor, slug, number, &takes(form, "take")?, at).await?;
        }
        "move" => {
            let to = value(form, "to")
                .parse()
                .map_err(|_| Problems::one("to", "missing", ""))?;
            let takes = takes(form, "take")?;
            accounting::gather(store, actor, slug, to, Some(number), &takes, at).await?;
        }
        _ => {
            let typed = typed(form);
            let provisions = issue::provisions_to_touch(store, actor, slug, at).await?;
            let content = content(&typed, &provisions)?;
            issue::edit(store, actor, slug, number, typed.revision, content, at).await?;
        }
    }
    Ok(here)
}

// --- a new issue -------------------------------------------------------------------------------------

async fn new_model(cx: &Cx, slug: &Slug, pairs: &Pairs) -> Result<(NewModel, Vec<Provision>)> {
    let takes = takes(pairs, "take").unwrap_or_default();
    let seqs: Vec<i64> = takes.iter().map(|take| take.seq).collect();
    let bench = workbench::open(
        &cx.store,
        &cx.actor,
        slug,
        &Filter::unaccounted(),
        Seek::FIRST,
        cx.now,
    )
    .await?;
    let rows = workbench::comments(&cx.store, &cx.actor, slug, &seqs, cx.now).await?;
    // The provisions that the comments are on are what the issue most likely touches.
    let mut labels: Vec<String> = Vec::new();
    for label in rows.iter().filter_map(|row| row.comment.label.clone()) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let model = NewModel {
        context: bench.context,
        rows,
        typed: IssueForm {
            labels: labels.join(", "),
            ..IssueForm::default()
        },
        problems: Problems::default(),
        conflict: false,
    };
    Ok((model, bench.provisions))
}

async fn blank(
    cx: Cx,
    Path(name): Path<String>,
    Query(query): Query<Pairs>,
) -> Result<Response, Failure> {
    let (model, _) = new_model(&cx, &slug(&name)?, &query).await?;
    Ok(cx.page_in(&model.context, || pages::issue::new_page(&model)))
}

async fn create(
    cx: Cx,
    Path(name): Path<String>,
    Form(form): Form<Pairs>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let (mut model, provisions) = new_model(&cx, &slug, &form).await?;
    let made = store_new(&cx, &slug, &form, &provisions).await;
    let (status, problems) = match made {
        Ok(number) => return Ok(see_other(&routes::issue(&slug, number))),
        Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems),
        Err(Error::Conflict) => (StatusCode::CONFLICT, Problems::default()),
        Err(error) => return Err(error.into()),
    };
    model.typed = typed(&form);
    model.problems = problems;
    model.conflict = status == StatusCode::CONFLICT;
    let context = model.context.clone();
    Ok(cx.page_with(status, Some(&context), || pages::issue::new_page(&model)))
}

async fn store_new(cx: &Cx, slug: &Slug, form: &Pairs, provisions: &[Provision]) -> Result<i32> {
    let mut takes = takes(form, "take")?;
    for take in &mut takes {
        let excerpt = value(form, &format!("excerpt-{}", take.seq)).trim();
        take.excerpt = (!excerpt.is_empty()).then(|| excerpt.to_owned());
    }
    let content = content(&typed(form), provisions)?;
    let issue = issue::create(&cx.store, &cx.actor, slug, content, &takes, cx.now).await?;
    Ok(issue.number)
}
