//! The navigation of a consultation.

use app::routes;
use domain::{act::Act, consultation::Stage, ops::ConsultationContext};

use super::Cx;

/// The navigation of a consultation: only where the actor may go.
pub fn links(cx: &Cx, context: &ConsultationContext) -> Vec<(String, String)> {
    let slug = &context.consultation.slug;
    let mut links = vec![
        (routes::consultation(slug), cx.texts.t("nav-call")),
        (routes::text(slug), cx.texts.t("nav-text")),
        (routes::comments(slug), cx.texts.t("call-comments")),
    ];
    let id = context.consultation.id;
    if cx.actor.can(Act::Consolidate, id) {
        links.push((routes::workbench(slug), cx.texts.t("nav-workbench")));
    }
    let frozen = context.consultation.frozen_at.is_some();
    if cx.actor.can(Act::ReadFrozenReport, id) || (frozen && context.consultation.publishes_report)
    {
        links.push((routes::report(slug), cx.texts.t("nav-report")));
    }
    links.extend(review_links(cx, context));
    if cx.actor.account().is_some() {
        links.push((routes::submission(slug), cx.texts.t("nav-submission")));
    }
    if cx.actor.can(Act::PrepareConsultation, id) {
        links.push((routes::settings(slug), cx.texts.t("nav-settings")));
    }
    if cx.actor.can(Act::VerifyStakeholders, id) {
        links.push((routes::verification(slug), cx.texts.t("nav-verification")));
    }
    if cx.actor.can(Act::GrantRoles, context.consultation.id) {
        links.push((routes::roles(slug), cx.texts.t("nav-roles")));
    }
    links.push((routes::record(slug), cx.texts.t("nav-record")));
    links
}

/// From the freeze on: where commissioners decide, where facilitators prepare the outcome, and what came of it.
fn review_links(cx: &Cx, context: &ConsultationContext) -> Vec<(String, String)> {
    let (slug, id) = (&context.consultation.slug, context.consultation.id);
    let mut links = Vec::new();
    let stage = context.consultation.stage;
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
