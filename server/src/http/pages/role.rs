//! The roles of a consultation.

use app::{
    pages::{
        self,
        role::{Done, RoleForm, What},
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
    Error,
    account::EmailAddress,
    act::Act,
    actor::Role,
    consultation::Slug,
    error::{Problems, Refusal},
    id::RecordId,
    ops::role::{self, RoleChanged, RoleNotice},
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
        .get(routes::ROLES, Access::To(Act::GrantRoles), show)
        .act(
            routes::ROLES,
            "grant",
            Access::To(Act::GrantRoles),
            &[("email", "new-keeper@example.org"), ("role", "facilitator")],
            change,
        )
        .act(
            routes::ROLES,
            "confirm",
            Access::To(Act::GrantRoles),
            &[("request", "00000000-0000-7000-8000-000000000000")],
            change,
        )
        .act(
            routes::ROLES,
            "decline",
            Access::To(Act::GrantRoles),
            &[("request", "00000000-0000-7000-8000-000000000000")],
            change,
        )
        .act(
            routes::ROLES,
            "revoke",
            Access::To(Act::GrantRoles),
            &[("email", "nobody-yet@example.org"), ("role", "facilitator")],
            change,
        )
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    act: String,
    email: String,
    role: String,
    request: String,
}

/// What was done, for the page that follows.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct After {
    given: String,
    taken: String,
    asked: String,
    declined: String,
    role: String,
}

impl After {
    /// Only what can have been done: an address and a role, not words that somebody put into a link.
    fn done(&self) -> Option<Done> {
        let role: Role = self.role.parse().ok()?;
        let all = [
            (What::Given, &self.given),
            (What::Taken, &self.taken),
            (What::Asked, &self.asked),
            (What::Declined, &self.declined),
        ];
        let (what, email) = all.into_iter().find(|(_, email)| !email.is_empty())?;
        let email: EmailAddress = email.parse().ok()?;
        Some(Done {
            what,
            email: email.to_string(),
            role: role.to_string(),
        })
    }
}

async fn show(
    cx: Cx,
    Path(name): Path<String>,
    Query(after): Query<After>,
) -> Result<Response, Failure> {
    let grants = role::of_consultation(&cx.store, &cx.actor, cx.now, &slug(&name)?).await?;
    let done = after.done();
    Ok(cx.page_in(&grants.context, || {
        pages::role::page(
            &grants,
            &RoleForm::default(),
            &Problems::default(),
            done.as_ref(),
        )
    }))
}

async fn change(
    cx: Cx,
    Path(name): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, Failure> {
    let slug = slug(&name)?;
    let site = cx.state.config.origin();
    let write = |notice: &RoleNotice| app::mail::role::changed(notice, &site);
    let (db, actor, now) = (&cx.store, &cx.actor, cx.now);
    let changed = match (form.act.as_str(), form.role.parse::<Role>()) {
        ("confirm" | "decline", _) => settle(&cx, &slug, &form).await,
        (_, Err(_)) => Err(Problems::one("role", "missing", "").into()),
        ("revoke", Ok(what)) => {
            let done = role::revoke(db, actor, now, &form.email, what, Some(&slug), write).await;
            done.map(|done| told("taken", &done))
        }
        (_, Ok(what)) => {
            let done = role::grant(db, actor, now, &form.email, what, Some(&slug), write).await;
            done.map(|done| told("given", &done))
        }
    };
    let (status, problems) = match changed {
        Ok((done, email)) => {
            let query = [(done, email.as_str()), ("role", form.role.as_str())];
            return Ok(see_other(&routes::with_query(
                &routes::roles(&slug),
                &query,
            )));
        }
        Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems),
        Err(Error::Refused(Refusal::RolesExclude)) => (
            StatusCode::CONFLICT,
            Problems::one("email", "roles-exclude", &form.email),
        ),
        Err(error) => return Err(error.into()),
    };
    let grants = role::of_consultation(&cx.store, &cx.actor, cx.now, &slug).await?;
    let typed = RoleForm {
        email: form.email,
        role: form.role,
    };
    Ok(cx.page_with(status, Some(&grants.context), || {
        pages::role::page(&grants, &typed, &problems, None)
    }))
}

/// What is said afterwards, and of whom.
fn told(done: &'static str, changed: &RoleChanged) -> (&'static str, String) {
    let email = changed.account().email.to_string();
    match changed {
        RoleChanged::Done(_) => (done, email),
        RoleChanged::Asked(_) => ("asked", email),
    }
}

/// Confirms or drops what waits.
async fn settle(cx: &Cx, slug: &Slug, form: &Fields) -> domain::Result<(&'static str, String)> {
    let request: RecordId = form.request.parse().map_err(|_| Error::NotFound)?;
    let (db, actor, now) = (&cx.store, &cx.actor, cx.now);
    if form.act == "decline" {
        role::decline(db, actor, now, slug, request).await?;
        return Ok(("declined", form.email.clone()));
    }
    let site = cx.state.config.origin();
    let write = |notice: &RoleNotice| app::mail::role::changed(notice, &site);
    let account = role::confirm(db, actor, now, slug, request, write).await?;
    let held = role::of_consultation(db, actor, now, slug).await?.holders;
    let holds = held
        .iter()
        .any(|it| it.account_id == account.id && it.role == Role::Commissioner);
    let done = if holds { "given" } else { "taken" };
    Ok((done, account.email.to_string()))
}
