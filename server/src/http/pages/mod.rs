//! Handlers of pages and forms, one file a noun: read the request, call one function of `domain::ops`, answer a page.

use app::routes;
use domain::ops::Place;

use super::{Cx, Site};

/// Consultations.
pub mod consultation;

/// All pages, with who may use them.
pub fn site() -> Site {
    Site::default().merge(consultation::site())
}

/// The navigation of a consultation: only where the actor may go.
pub fn navigation(cx: &Cx, place: &Place) -> Vec<(String, String)> {
    let slug = &place.consultation.slug;
    vec![
        (routes::consultation(slug), cx.texts.t("nav-call")),
        (routes::text(slug), cx.texts.t("nav-text")),
    ]
}
