//! The debate: remarks of commissioners on the issues of a frozen report.

use serde_json::json;

use super::{ConsultationContext, decision::must_be_in_review};
use crate::{
    Error, Result, Timestamp,
    act::Act,
    actor::Actor,
    consultation::Slug,
    id::RecordId,
    remark::{Remark, problems},
    store::{Store, audit, issue, remark as store},
};

/// The debate on an issue, in order.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but the commissioners of the consultation, facilitators and
/// administrators included.
pub async fn list(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    number: i32,
    at: Timestamp,
) -> Result<Vec<Remark>> {
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::ReadRemarks, context.consultation.id)?;
    let issue = issue::by_number(&mut tx, context.consultation.id, number)
        .await?
        .ok_or(Error::NotFound)?;
    store::of_issue(&mut tx, issue.id).await
}

/// Adds a remark. The audit entry says that there was one, not what it says.
///
/// # Errors
/// [`crate::error::Refusal::NotFrozen`] before the report is frozen, [`crate::error::Refusal::Published`] after
/// the outcome is published; a field error for an empty remark or one that is too long.
pub async fn add(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    number: i32,
    body: &str,
    at: Timestamp,
) -> Result<Remark> {
    let mut tx = store.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Remark, at).await?;
    must_be_in_review(&context)?;
    let author = actor.signed_in()?;
    let issue = issue::by_number(&mut tx, context.consultation.id, number)
        .await?
        .ok_or(Error::NotFound)?;
    problems(body).into_result()?;
    let remark = Remark {
        id: RecordId::new(at),
        issue_id: issue.id,
        account_id: author.id,
        author: author.name.clone(),
        body: body.trim().to_owned(),
        at,
    };
    store::insert(&mut tx, context.consultation.id, &remark).await?;
    let entry = audit::Entry {
        act: "remark.add",
        consultation: Some(context.consultation.id),
        subject: &issue.number.to_string(),
        detail: json!({}),
        public: false,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    tx.commit().await?;
    Ok(remark)
}
