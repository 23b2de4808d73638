//! The audit record, and the debate as an administrator reads it.

use app::{
    i18n::zone_of,
    pages::{self, audit::Sought},
    routes,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::{HeaderValue, StatusCode, header, header::InvalidHeaderValue},
    response::{IntoResponse, Response},
};
use chrono::{NaiveDate, TimeZone};
use domain::{
    Error, Timestamp,
    act::Act,
    audit::EntryView,
    error::Problems,
    exchange,
    ops::audit::{self, Filter},
};
use serde::Deserialize;

use crate::http::{Cx, Failure, Site, context::slug, site::Access};

/// The routes.
pub fn site() -> Site {
    let read = Access::To(Act::ReadConsultation);
    let all = Access::To(Act::ReadAudit);
    let inspect = Access::To(Act::InspectDebate);
    Site::default()
        .get(routes::RECORD, read, of_consultation)
        .get(routes::RECORD_CSV, read, csv_of_consultation)
        .get(routes::AUDIT, all, of_installation)
        .get(routes::AUDIT_CSV, all, csv_of_installation)
        .get(routes::RECORD_DEBATE, inspect, ask)
        .act(
            routes::RECORD_DEBATE,
            "",
            inspect,
            &[("reason", "A member asked who spoke of the clock.")],
            inspect_debate,
        )
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    act: String,
    from: String,
    until: String,
    before: String,
}

/// The beginning of a day in a zone, so many days on; none if it is no day.
fn day(text: &str, days: u64, zone: &str) -> Option<Timestamp> {
    let day: NaiveDate = text.trim().parse().ok()?;
    let day = day.checked_add_days(chrono::Days::new(days))?;
    let local = day.and_time(chrono::NaiveTime::MIN);
    // Where clocks go forward at midnight, the day begins an hour later.
    let zone = zone_of(zone);
    zone.from_local_datetime(&local)
        .earliest()
        .or_else(|| {
            zone.from_local_datetime(&(local + chrono::TimeDelta::hours(1)))
                .earliest()
        })
        .map(|at| at.to_utc())
}

impl Wanted {
    fn filter(&self, zone: &str) -> Filter {
        Filter {
            act: Some(self.act.trim().to_owned()).filter(|act| !act.is_empty()),
            from: day(&self.from, 0, zone),
            until: day(&self.until, 1, zone),
        }
    }

    fn sought(&self) -> Sought {
        Sought {
            act: self.act.clone(),
            from: self.from.clone(),
            until: self.until.clone(),
        }
    }
}

/// In which zone days are meant and times told: the reader's, or UTC.
fn zone(cx: &Cx) -> String {
    cx.actor
        .account()
        .map_or_else(|| "UTC".to_owned(), |it| it.time_zone.clone())
}

async fn of_consultation(
    cx: Cx,
    Path(name): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let zone = zone(&cx);
    let before = wanted.before.parse().ok();
    let filter = wanted.filter(&zone);
    let slug = slug(&name)?;
    let record =
        audit::of_consultation(&cx.store, &cx.actor, &slug, &filter, before, cx.now).await?;
    let context = record.context.clone().ok_or(Error::NotFound)?;
    Ok(cx.page_in(&context, || {
        pages::audit::page(&record, &wanted.sought(), &zone)
    }))
}

async fn of_installation(cx: Cx, Query(wanted): Query<Wanted>) -> Result<Response, Failure> {
    let zone = zone(&cx);
    let before = wanted.before.parse().ok();
    let filter = wanted.filter(&zone);
    let record = audit::of_installation(&cx.store, &cx.actor, &filter, before).await?;
    Ok(cx.page(|| pages::audit::page(&record, &wanted.sought(), &zone)))
}

async fn csv_of_consultation(
    cx: Cx,
    Path(name): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let filter = wanted.filter(&zone(&cx));
    let slug = slug(&name)?;
    let entries = audit::all(&cx.store, &cx.actor, Some(&slug), &filter, cx.now).await?;
    csv(&cx, &format!("{slug}-record.csv"), &entries)
}

async fn csv_of_installation(cx: Cx, Query(wanted): Query<Wanted>) -> Result<Response, Failure> {
    let filter = wanted.filter(&zone(&cx));
    let entries = audit::all(&cx.store, &cx.actor, None, &filter, cx.now).await?;
    csv(&cx, "audit.csv", &entries)
}

/// The columns of a record as a file.
const COLUMNS: [&str; 9] = [
    "at",
    "act",
    "what",
    "consultation",
    "subject",
    "office",
    "by",
    "public",
    "details",
];

fn csv(cx: &Cx, name: &str, entries: &[EntryView]) -> Result<Response, Failure> {
    let rows: Vec<_> = entries.iter().map(|it| row(cx, it)).collect();
    let fault = |error: InvalidHeaderValue| Error::Corrupt(error.to_string());
    let disposition =
        HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).map_err(fault)?;
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    Ok((
        [
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        exchange::safe_csv(COLUMNS, &rows),
    )
        .into_response())
}

fn row(cx: &Cx, entry: &EntryView) -> [String; 9] {
    let at = if entry.day_only {
        entry.at.format("%Y-%m-%d").to_string()
    } else {
        entry.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    };
    let details: Vec<String> = entry
        .fields
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    [
        at,
        entry.act.clone(),
        pages::audit::act_name(cx.texts, &entry.act),
        entry.slug.clone().unwrap_or_default(),
        entry.subject.clone(),
        entry.by.office.to_string(),
        entry.by.name.clone(),
        if entry.public { "yes" } else { "no" }.to_owned(),
        details.join("\n"),
    ]
}

async fn ask(cx: Cx, Path(name): Path<String>) -> Result<Response, Failure> {
    let context = audit::may_inspect(&cx.store, &cx.actor, &slug(&name)?, cx.now).await?;
    Ok(cx.page_in(&context, || {
        pages::audit::inspect(&context, "", &Problems::default())
    }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Reason {
    reason: String,
}

async fn inspect_debate(
    cx: Cx,
    Path(name): Path<String>,
    Form(form): Form<Reason>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let site = cx.state.config.origin();
    let write = |notice: &audit::InspectionNotice| app::mail::role::debate_read(notice, &site);
    let read = audit::inspect_debate(&cx.store, &cx.actor, &slug, &form.reason, cx.now, write);
    match read.await {
        Ok((context, debates)) => {
            Ok(cx.page_in(&context, || pages::audit::debate(&slug, &context, &debates)))
        }
        Err(Error::Invalid(problems)) => {
            let context = audit::may_inspect(&cx.store, &cx.actor, &slug, cx.now).await?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(cx.page_with(status, Some(&context), || {
                pages::audit::inspect(&context, &form.reason, &problems)
            }))
        }
        Err(error) => Err(error.into()),
    }
}
