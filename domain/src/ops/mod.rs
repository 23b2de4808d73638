//! Use cases: one function, one transaction. Each checks the permission, changes the store, writes the audit
//! entry and what is to be mailed, and commits. Nothing here is about HTTP, HTML or SQL.
//!
//! Reads answer *views*: types that hold only what the actor may see.

/// Accounts and profiles.
pub mod account;
/// Accounting for comments.
pub mod accounting;
/// The reading room.
pub mod agenda;
/// What became of comments.
pub mod answer;
/// Reading the audit record.
pub mod audit;
/// The first page of a consultation.
pub mod call;
/// Submitted comments: reading, filtering, hiding.
pub mod comment;
/// Consultations and rounds.
pub mod consultation;
/// What nearly every use case begins with.
mod context;
/// Deciding.
pub mod decision;
/// Drafts of comments.
pub mod draft;
/// Comments in and out as files.
pub mod exchange;
/// The front page.
pub mod front;
/// Issues.
pub mod issue;
/// Words that wait for a sign-in.
pub mod kept_words;
/// Limits on rate that hold across servers and restarts.
pub mod limit;
/// What the worker does with the outbox.
pub mod mail;
/// Forms that were acted upon.
pub mod once;
/// Preparing and publishing the outcome.
pub mod outcome;
/// The debate.
pub mod remark;
/// Reminders of drafts.
pub mod reminder;
/// The consolidation report.
pub mod report;
/// Who holds which role.
pub mod role;
/// Sessions of browsers.
pub mod session;
/// Signing in by a link.
pub mod sign_in;
/// A stakeholder's submission: details, review, submitting, withdrawing.
pub mod submission;
/// Counting comments in and out.
mod tally;
/// The norm text.
pub mod text;
/// Verified organisations.
pub mod verification;
/// The facilitator's workbench.
pub mod workbench;

pub use context::ConsultationContext;

/// Runs what takes long (reading a file of megabytes) beside the threads that answer requests.
///
/// # Errors
/// [`crate::Error::Corrupt`] if it panicked.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> crate::Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| crate::Error::Corrupt(error.to_string()))
}
