//! The reading room: agenda, issues, debate, decisions.

use app::{
    pages::reading_room::{self, ReviewForm},
    routes,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use domain::{
    Error,
    act::Act,
    decision::Proposed,
    error::Problems,
    ops::{agenda, decision, remark},
    paging::Seek,
};
use serde::Deserialize;

use crate::http::{
    Cx, Failure, Site,
    context::{see_other, slug},
    site::Access,
};

/// The routes.
pub fn site() -> Site {
    Site::default()
        .get(routes::READING_ROOM, Access::To(Act::ReadRemarks), list)
        .get(
            routes::READING_ROOM_ISSUE,
            Access::To(Act::ReadRemarks),
            room,
        )
        .act(
            routes::READING_ROOM_ISSUE,
            "decide",
            Access::To(Act::Decide),
            &[
                ("disposition", "accepted"),
                (
                    "decision_reason",
                    "The clock of the well is the one all see.",
                ),
                ("reached", "consensus"),
            ],
            act,
        )
        .act(
            routes::READING_ROOM_ISSUE,
            "reopen",
            Access::To(Act::Decide),
            &[
                ("decision", "00000000-0000-7000-8000-000000000000"),
                ("reopen_reason", "A member spoke of another clock."),
            ],
            act,
        )
        .act(
            routes::READING_ROOM_ISSUE,
            "remark",
            Access::To(Act::Decide),
            &[("remark", "Which clock does the keeper read?")],
            act,
        )
        .get(
            routes::READING_ROOM_COMMENTS,
            Access::To(Act::ReadEveryComment),
            comments,
        )
}

/// The number of an issue in an address; what is none is not there.
fn number(text: &str) -> Result<i32, Failure> {
    text.parse().map_err(|_| Error::NotFound.into())
}

async fn list(cx: Cx, Path(name): Path<String>) -> Result<Response, Failure> {
    let agenda = agenda::agenda(&cx.store, &cx.actor, &slug(&name)?, cx.now).await?;
    Ok(cx.page_in(&agenda.context, || reading_room::agenda(&agenda)))
}

async fn room(cx: Cx, Path((name, issue)): Path<(String, String)>) -> Result<Response, Failure> {
    let room = agenda::room(&cx.store, &cx.actor, &slug(&name)?, number(&issue)?, cx.now).await?;
    Ok(cx.page_in(&room.agenda.context, || {
        reading_room::room(&room, &ReviewForm::default())
    }))
}

/// What an issue's page sends, told apart by `act`; everything as typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sent {
    act: String,
    disposition: String,
    decision_reason: String,
    reached: String,
    votes_for: String,
    votes_against: String,
    abstentions: String,
    dissents: String,
    recusals: String,
    remark: String,
    decision: String,
    reopen_reason: String,
}

impl Sent {
    /// Whether a decision or a reason to reopen one is being written.
    fn is_deciding(&self) -> bool {
        self.proposed() != Proposed::default() || !self.reopen_reason.trim().is_empty()
    }

    fn proposed(&self) -> Proposed {
        Proposed {
            disposition: self.disposition.parse().ok(),
            reason: self.decision_reason.clone(),
            reached: self.reached.parse().ok(),
            votes_for: self.votes_for.clone(),
            votes_against: self.votes_against.clone(),
            abstentions: self.abstentions.clone(),
            dissents: self.dissents.clone(),
            recusals: self.recusals.clone(),
        }
    }
}

async fn act(
    cx: Cx,
    Path((name, issue)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (slug, number) = (slug(&name)?, number(&issue)?);
    let (store, actor, at) = (&cx.store, &cx.actor, cx.now);
    let here = routes::reading_room_issue(&slug, number);
    let done = match sent.act.as_str() {
        "decide" => decision::record(store, actor, &slug, number, &sent.proposed(), at)
            .await
            .map(|_| format!("{here}#decision")),
        "reopen" => match sent.decision.parse() {
            Ok(read) => {
                decision::reopen(store, actor, &slug, number, read, &sent.reopen_reason, at)
                    .await
                    .map(|()| format!("{here}#decision"))
            }
            Err(_) => Err(Error::NotFound),
        },
        "remark" => remark::add(store, actor, &slug, number, &sent.remark, at)
            .await
            .map(|remark| format!("{here}#remark-{}", remark.id)),
        _ => Err(Error::Invalid(Problems::one("", "missing", ""))),
    };
    let mut sent = sent;
    let (status, problems, conflict) = match done {
        // What was typed beside it is not done yet, and stays.
        Ok(_) if sent.act == "remark" && sent.is_deciding() => {
            sent.remark.clear();
            (StatusCode::OK, Problems::default(), false)
        }
        Ok(_) if sent.act != "remark" && !sent.remark.trim().is_empty() => {
            let remark = sent.remark;
            sent = Sent {
                remark,
                ..Sent::default()
            };
            (StatusCode::OK, Problems::default(), false)
        }
        Ok(next) => return Ok(see_other(&next)),
        Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems, false),
        Err(Error::Conflict) => (StatusCode::CONFLICT, Problems::default(), true),
        Err(error) => return Err(error.into()),
    };
    let typed = ReviewForm {
        proposed: sent.proposed(),
        remark: sent.remark,
        reopen_reason: sent.reopen_reason,
        problems,
        conflict,
    };
    let room = agenda::room(store, actor, &slug, number, at).await?;
    Ok(cx.page_with(status, Some(&room.agenda.context), || {
        reading_room::room(&room, &typed)
    }))
}

/// Where a page of a list begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct From {
    after: String,
    before: String,
}

async fn comments(
    cx: Cx,
    Path((name, issue)): Path<(String, String)>,
    Query(from): Query<From>,
) -> Result<Response, Failure> {
    let number = number(&issue)?;
    let seek = Seek::parse(&from.after, &from.before);
    let behind =
        agenda::comments(&cx.store, &cx.actor, &slug(&name)?, number, seek, cx.now).await?;
    Ok(cx.page_in(&behind.context, || reading_room::comments(&behind, number)))
}
