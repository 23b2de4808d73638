//! Handlers of pages and forms, one file a noun: read the request, call one function of `domain::ops`, answer a page.

use super::Site;

/// One's account.
pub mod account;
/// The reading room.
pub mod agenda;
/// The audit record.
pub mod audit;
/// Comments.
pub mod comment;
/// Consultations.
pub mod consultation;
/// One's own drafts.
pub mod draft;
/// Entering submissions on behalf of their authors.
pub mod enter;
/// Issues.
pub mod issue;
/// Looking a cut text over.
mod looked_over;
/// The outbox, for administrators.
pub mod mail;
/// The outcome and the answers.
pub mod outcome;
/// The consolidation report.
pub mod report;
/// The roles of a consultation.
pub mod role;
/// Where one is signed in.
pub mod session;
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
/// Verifying organisations.
pub mod verification;
/// The facilitator's workbench.
pub mod workbench;

/// All pages, with who may use them.
pub fn site() -> Site {
    Site::default()
        .merge(account::site())
        .merge(agenda::site())
        .merge(audit::site())
        .merge(comment::site())
        .merge(consultation::site())
        .merge(draft::site())
        .merge(enter::site())
        .merge(issue::site())
        .merge(mail::site())
        .merge(outcome::site())
        .merge(report::site())
        .merge(role::site())
        .merge(session::site())
        .merge(settings::site())
        .merge(submission::site())
        .merge(text::site())
        .merge(text_import::site())
        .merge(verification::site())
        .merge(workbench::site())
        // Last: the walk of all routes ends with signing out.
        .merge(sign_in::site())
}
