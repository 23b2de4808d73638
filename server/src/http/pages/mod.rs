//! Handlers of pages and forms, one file a noun: read the request, call one function of `domain::ops`, answer a page.

use app::routes;
use domain::{consultation::Stage, ops::Place, permission::Act};

use super::{Cx, Site};

/// One's account.
pub mod account;
/// The reading room.
pub mod agenda;
/// Comments.
pub mod comment;
/// Consultations.
pub mod consultation;
/// Entering submissions on behalf of their authors.
pub mod enter;
/// Issues.
pub mod issue;
/// The outcome and the answers.
pub mod outcome;
/// The consolidation report.
pub mod report;
/// The roles of a consultation.
pub mod role;
/// Preparing a consultation.
pub mod settings;
/// Signing in and out.
pub mod sign_in;
/// One's own submission.
pub mod submission;
/// The text.
pub mod text;
/// Importing the text.
pub mod text_import;
/// The facilitator's workbench.
pub mod workbench;

/// All pages, with who may use them.
pub fn site() -> Site {
    Site::default()
        .merge(account::site())
        .merge(agenda::site())
        .merge(comment::site())
        .merge(consultation::site())
        .merge(enter::site())
        .merge(issue::site())
        .merge(outcome::site())
        .merge(report::site())
        .merge(role::site())
        .merge(settings::site())
        .merge(submission::site())
        .merge(text::site())
        .merge(text_import::site())
        .merge(workbench::site())
        // Last: the walk of all routes ends with signing out.
        .merge(sign_in::site())
}

/// The navigation of a consultation: only where the actor may go.
pub fn navigation(cx: &Cx, place: &Place) -> Vec<(String, String)> {
    let slug = &place.consultation.slug;
    let mut links = vec![
        (routes::consultation(slug), cx.texts.t("nav-call")),
        (routes::text(slug), cx.texts.t("nav-text")),
        (routes::comments(slug), cx.texts.t("call-comments")),
    ];
    let id = place.consultation.id;
    if cx.actor.can(Act::Consolidate, id) {
        links.push((routes::workbench(slug), cx.texts.t("nav-workbench")));
    }
    let frozen = place.consultation.frozen_at.is_some();
    if cx.actor.can(Act::ReadFrozenReport, id) || (frozen && place.consultation.publishes_report) {
        links.push((routes::report(slug), cx.texts.t("nav-report")));
    }
    links.extend(review_links(cx, place));
    if cx.actor.account().is_some() {
        links.push((routes::submission(slug), cx.texts.t("nav-submission")));
    }
    if cx.actor.can(Act::PrepareConsultation, id) {
        links.push((routes::settings(slug), cx.texts.t("nav-settings")));
    }
    if cx.actor.can(Act::GrantRoles, place.consultation.id) {
        links.push((routes::roles(slug), cx.texts.t("nav-roles")));
    }
    links
}

/// From the freeze on: where commissioners decide, where facilitators prepare the outcome, and what came of it.
fn review_links(cx: &Cx, place: &Place) -> Vec<(String, String)> {
    let (slug, id) = (&place.consultation.slug, place.consultation.id);
    let mut links = Vec::new();
    let stage = place.consultation.stage;
    if stage != Stage::Consulting && cx.actor.can(Act::ReadRemarks, id) {
        links.push((routes::reading_room(slug), cx.texts.t("nav-reading-room")));
    }
    if stage == Stage::Review && cx.actor.can(Act::PrepareOutcome, id) {
        links.push((routes::outcome_prepare(slug), cx.texts.t("nav-preparation")));
    }
    if stage == Stage::Published {
        links.push((routes::outcome(slug), cx.texts.t("nav-outcome")));
        if cx.actor.account().is_some() {
            links.push((routes::answers(slug), cx.texts.t("nav-answers")));
        }
    }
    links
}
