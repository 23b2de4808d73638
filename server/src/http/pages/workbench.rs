//! The facilitator's workbench.

use app::{
    pages::{
        self,
        workbench::{Model, WHOLE, WorkbenchForm},
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
    issue::{Accounting, Selection},
    ops::{accounting, workbench},
    paging::Seek,
    query::{Filter, On, Words},
};

use crate::http::{
    Cx, Failure, Site,
    context::{see_other, slug},
    site::Access,
};

/// The routes.
pub fn site() -> Site {
    let consolidate = Access::To(Act::Consolidate);
    Site::default()
        .get(routes::WORKBENCH, Access::To(Act::Consolidate), show)
        .act(
            routes::WORKBENCH,
            "gather",
            consolidate,
            &[
                ("hand", "1"),
                ("issue", "1"),
                ("excerpt", "the right clock"),
            ],
            act,
        )
        .act(
            routes::WORKBENCH,
            "set-aside",
            consolidate,
            &[
                ("hand", "1"),
                ("reason", "It thanks us for the invitation."),
            ],
            act,
        )
        .act(
            routes::WORKBENCH,
            "take-back",
            consolidate,
            &[("hand", "1")],
            act,
        )
        .act(
            routes::WORKBENCH,
            "out:",
            consolidate,
            &[("hand", "1")],
            act,
        )
        .act(routes::WORKBENCH, "new", consolidate, &[("hand", "1")], act)
        .act(routes::WORKBENCH, "undo", consolidate, &[], act)
}

/// Names and values as they came: a form of ours may name one thing many times.
pub type Pairs = Vec<(String, String)>;

/// The first value of a name; empty if there is none.
pub fn value<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs
        .iter()
        .find(|(it, _)| it == name)
        .map_or("", |(_, value)| value.as_str())
}

/// Comments ticked or in hand, in the fields of this name.
pub fn takes(pairs: &Pairs, name: &str) -> Result<Vec<Selection>, Problems> {
    pairs
        .iter()
        .filter(|(it, _)| it == name)
        .map(|(_, value)| value.parse())
        .collect()
}

/// What the address asks for. What no filter of ours writes filters nothing.
struct Asked {
    filter: Filter,
    seek: Seek,
    comment: Option<i64>,
}

impl Asked {
    fn of(query: &Pairs) -> Self {
        let on = match value(query, "provision") {
            "" => On::Any,
            WHOLE => On::Whole,
            nothing if nothing.contains('\0') => On::Any,
            anchor => On::Under(anchor.to_owned()),
        };
        Self {
            filter: Filter {
                on,
                group: value(query, "group").parse().ok(),
                kind: value(query, "kind").parse().ok(),
                position: value(query, "position").parse().ok(),
                words: value(query, "words").trim().to_owned(),
                state: value(query, "state")
                    .parse()
                    .unwrap_or(Accounting::Unaccounted),
                ..Filter::default()
            },
            seek: Seek::parse(value(query, "after"), value(query, "before")),
            comment: value(query, "comment").parse().ok(),
        }
    }
}

/// The page: of the comment that is asked for, else of the first.
async fn model(cx: &Cx, slug: &Slug, mut asked: Asked) -> Result<Model> {
    // Words that cannot be searched for come back in their field, and nothing is searched.
    let refused = Words::parse(&asked.filter.words).err();
    let typed = refused
        .as_ref()
        .map(|_| std::mem::take(&mut asked.filter.words));
    let bench = workbench::open(
        &cx.store,
        &cx.actor,
        slug,
        &asked.filter,
        asked.seek,
        cx.now,
    )
    .await?;
    let hand = match asked.comment {
        Some(seq) => match bench.rows.iter().find(|row| row.comment.seq == seq) {
            Some(row) => Some(row.clone()),
            None => workbench::comments(&cx.store, &cx.actor, slug, &[seq], cx.now)
                .await?
                .pop(),
        },
        None => bench.rows.first().cloned(),
    };
    asked.filter.words = typed.unwrap_or(asked.filter.words);
    Ok(Model {
        bench,
        filter: asked.filter,
        seek: asked.seek,
        hand,
        typed: WorkbenchForm::default(),
        problems: refused.unwrap_or_default(),
        clashes: Vec::new(),
    })
}

async fn show(
    cx: Cx,
    Path(name): Path<String>,
    Query(query): Query<Pairs>,
) -> Result<Response, Failure> {
    let model = model(&cx, &slug(&name)?, Asked::of(&query)).await?;
    Ok(cx.page_in(&model.bench.context, || pages::workbench::page(&model)))
}

/// What a form asks to be done with which comments.
struct Order {
    act: String,
    takes: Vec<Selection>,
    issue: Option<i32>,
    typed: WorkbenchForm,
}

impl Order {
    fn of(form: &Pairs) -> Result<Self, Problems> {
        let mut ticked = takes(form, "take")?;
        let mut hand = takes(form, "hand")?;
        // The words that matter are chosen for the comment in hand alone.
        let excerpt = value(form, "excerpt").trim();
        if !excerpt.is_empty() {
            for take in ticked.iter_mut().chain(&mut hand) {
                if hand_seq(form) == Some(take.seq) {
                    take.excerpt = Some(excerpt.to_owned());
                }
            }
        }
        let typed = WorkbenchForm {
            ticked: ticked.iter().map(|take| take.seq).collect(),
            issue: value(form, "issue").to_owned(),
            excerpt: value(form, "excerpt").to_owned(),
            reason: value(form, "reason").to_owned(),
        };
        Ok(Self {
            act: value(form, "act").to_owned(),
            takes: if ticked.is_empty() { hand } else { ticked },
            issue: value(form, "issue").parse().ok(),
            typed,
        })
    }

    async fn carry_out(&self, cx: &Cx, slug: &Slug) -> Result<()> {
        let (store, actor, at) = (&cx.store, &cx.actor, cx.now);
        match (self.act.as_str(), self.issue) {
            ("gather", Some(issue)) => {
                accounting::gather(store, actor, slug, issue, None, &self.takes, at).await?;
            }
            ("gather", None) => return Err(Problems::one("issue", "missing", "").into()),
            ("set-aside", _) => {
                accounting::set_aside(store, actor, slug, &self.takes, &self.typed.reason, at)
                    .await?;
            }
            ("take-back", _) => {
                accounting::take_back(store, actor, slug, &self.takes, at).await?;
            }
            ("undo", _) => {
                accounting::undo(store, actor, slug, at).await?;
            }
            (act, _) => {
                let issue = act
                    .strip_prefix("out:")
                    .and_then(|number| number.parse().ok())
                    .ok_or_else(|| Problems::one("act", "missing", ""))?;
                accounting::take_out(store, actor, slug, issue, &self.takes, at).await?;
            }
        }
        Ok(())
    }
}

fn hand_seq(form: &Pairs) -> Option<i64> {
    value(form, "hand")
        .parse::<Selection>()
        .ok()
        .map(|take| take.seq)
}

async fn act(
    cx: Cx,
    Path(name): Path<String>,
    Query(query): Query<Pairs>,
    Form(form): Form<Pairs>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let asked = Asked::of(&query);
    let order = Order::of(&form).map_err(Error::Invalid)?;
    if order.act == "new" {
        let context = domain::ops::consultation::find(&cx.store, &cx.actor, &slug, cx.now).await?;
        cx.actor.may(Act::Consolidate, context.consultation.id)?;
        let mut url = routes::issue_new(&slug);
        for (n, take) in order.takes.iter().enumerate() {
            url.push(if n == 0 { '?' } else { '&' });
            url.push_str("take=");
            routes::encode(&mut url, &take.to_string());
        }
        return Ok(see_other(&url));
    }
    let (status, problems, clashed) = match order.carry_out(&cx, &slug).await {
        Ok(()) => return after(&cx, &slug, &asked, &order).await,
        Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems, false),
        Err(Error::Conflict) => (StatusCode::CONFLICT, Problems::default(), true),
        Err(error) => return Err(error.into()),
    };
    let mut model = model(&cx, &slug, asked).await?;
    if clashed {
        let seqs: Vec<i64> = order.takes.iter().map(|take| take.seq).collect();
        let now = workbench::comments(&cx.store, &cx.actor, &slug, &seqs, cx.now).await?;
        model.clashes = order
            .takes
            .iter()
            .filter_map(|take| {
                let row = now.iter().find(|row| row.comment.seq == take.seq)?;
                let moved = take
                    .seen
                    .as_ref()
                    .is_some_and(|seen| *seen != row.standing.mark());
                (moved || order.act == "undo").then(|| (take.clone(), row.clone()))
            })
            .collect();
        if model.clashes.is_empty() {
            model.problems = Problems::one("act", "undo-clash", "");
        }
    }
    model.problems.0.extend(problems.0);
    model.typed = order.typed;
    Ok(
        cx.page_with(status, Some(&model.bench.context.clone()), || {
            pages::workbench::page(&model)
        }),
    )
}

/// Goes on with the comment after those that were dealt with.
async fn after(cx: &Cx, slug: &Slug, asked: &Asked, order: &Order) -> Result<Response, Failure> {
    let last = if order.act == "undo" || Words::parse(&asked.filter.words).is_err() {
        asked.comment
    } else {
        let last = order.takes.iter().map(|take| take.seq).max();
        let bench = workbench::open(
            &cx.store,
            &cx.actor,
            slug,
            &asked.filter,
            asked.seek,
            cx.now,
        )
        .await?;
        let mut rows = bench.rows.iter().map(|row| row.comment.seq);
        last.and_then(|last| rows.find(|seq| *seq > last))
    };
    Ok(see_other(&pages::workbench::url(
        slug,
        &asked.filter,
        asked.seek,
        last,
    )))
}
