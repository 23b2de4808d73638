//! Handlers of pages and forms, one file a noun: read the request, call one function of `domain::ops`, answer a page.

use app::routes;
use domain::{ops::Place, permission::Act};

use super::{Cx, Site};

/// One's account.
pub mod account;
/// Consultations.
pub mod consultation;
/// The roles of a consultation.
pub mod role;
/// Signing in and out.
pub mod sign_in;

/// All pages, with who may use them.
pub fn site() -> Site {
    Site::default()
        .merge(account::site())
        .merge(consultation::site())
        .merge(role::site())
        .merge(sign_in::site())
}

/// The navigation of a consultation: only where the actor may go.
pub fn navigation(cx: &Cx, place: &Place) -> Vec<(String, String)> {
    let slug = &place.consultation.slug;
    let mut links = vec![
        (routes::consultation(slug), cx.texts.t("nav-call")),
        (routes::text(slug), cx.texts.t("nav-text")),
    ];
    if cx.actor.can(Act::GrantRoles, place.consultation.id) {
        links.push((routes::roles(slug), cx.texts.t("nav-roles")));
    }
    links
}
