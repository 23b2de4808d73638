//! The roles of a consultation.

use app::{
    pages::{
        self,
        role::{Done, RoleForm},
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
    error::{Problems, Refusal},
    ops::role,
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
        .post(routes::ROLES, Access::To(Act::GrantRoles), change)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    act: String,
    email: String,
    role: String,
}

/// What was done, for the page that follows.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct After {
    given: String,
    taken: String,
    role: String,
}

impl After {
    /// Only what can have been done: an address and a role, not words that somebody put into a link.
    fn done(&self) -> Option<Done> {
        let role: Role = self.role.parse().ok()?;
        let given = !self.given.is_empty();
        let email: EmailAddress = if given { &self.given } else { &self.taken }.parse().ok()?;
        Some(Done {
            given,
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
    let takes = form.act == "revoke";
    let changed = match form.role.parse::<Role>() {
        Ok(what) if takes => {
            role::revoke(&cx.store, &cx.actor, cx.now, &form.email, what, Some(&slug)).await
        }
        Ok(what) => role::grant(&cx.store, &cx.actor, cx.now, &form.email, what, Some(&slug)).await,
        Err(_) => Err(Problems::one("role", "missing", "").into()),
    };
    let (status, problems) = match changed {
        Ok(account) => {
            let done = if takes { "taken" } else { "given" };
            let query = [(done, account.email.as_str()), ("role", form.role.as_str())];
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
