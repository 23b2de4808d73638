//! SQL of submissions, and of the references that their comments are given.

use sqlx::QueryBuilder;

use super::Tx;
use crate::{
    Result, Timestamp,
    account::{EmailAddress, StakeholderGroup},
    id::{AccountId, RoundId, SubmissionId},
    submission::{Details, Submission, SubmissionState},
};

const COLUMNS: &str = "id, round_id, account_id, author, organisation, stakeholder_group, country, publication, channel, \
     state, revision, created_at, submitted_at";

const ROWS: usize = 1000;

/// Stores new submissions. An account has one a round: a second is not stored (two windows at once).
pub async fn insert(tx: &mut Tx, submissions: &[Submission]) -> Result<()> {
    for chunk in submissions.chunks(ROWS) {
        on!(tx, c => {
            let mut query = QueryBuilder::new(format!("insert into submission ({COLUMNS}) "));
            query.push_values(chunk, |mut row, it| {
                row.push_bind(it.id).push_bind(it.round_id).push_bind(it.account_id).push_bind(&it.author)
                    .push_bind(&it.organisation).push_bind(it.stakeholder_group).push_bind(&it.country)
                    .push_bind(it.publication).push_bind(&it.channel).push_bind(it.state).push_bind(it.revision)
                    .push_bind(it.created_at).push_bind(it.submitted_at);
            });
            query.push(" on conflict do nothing");
            query.build().execute(c).await.map(drop)
        })?;
    }
    Ok(())
}

/// Stores where the author of what was entered on their behalf is told of it.
pub async fn set_email(tx: &mut Tx, id: SubmissionId, email: &EmailAddress) -> Result<()> {
    on!(tx, c => sqlx::query("update submission set email = $2 where id = $1")
        .bind(id).bind(email).execute(c).await.map(drop))?;
    Ok(())
}

/// By key.
pub async fn get(tx: &mut Tx, id: SubmissionId) -> Result<Option<Submission>> {
    let query = format!("select {COLUMNS} from submission where id = $1");
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(id).fetch_optional(c).await)?)
}

/// What an account hands in for a round.
pub async fn of_account(
    tx: &mut Tx,
    round: RoundId,
    account: AccountId,
) -> Result<Option<Submission>> {
    let query = format!("select {COLUMNS} from submission where round_id = $1 and account_id = $2");
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(round).bind(account)
        .fetch_optional(c).await)?,
    )
}

/// The same, held until the transaction ends, so that a draft is not saved while the submission is being submitted.
pub async fn lock_by_account(
    tx: &mut Tx,
    round: RoundId,
    account: AccountId,
) -> Result<Option<Submission>> {
    // SQLite has one writer, who holds everything.
    let lock = match tx {
        Tx::Sqlite(_) => "",
        Tx::Postgres(_) => " for update",
    };
    let query =
        format!("select {COLUMNS} from submission where round_id = $1 and account_id = $2{lock}");
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(round).bind(account)
        .fetch_optional(c).await)?,
    )
}

/// Those of a round that were entered on behalf of their authors.
pub async fn on_behalf(tx: &mut Tx, round: RoundId) -> Result<Vec<Submission>> {
    let query = format!(
        "select {COLUMNS} from submission where round_id = $1 and account_id is null order by id"
    );
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(round).fetch_all(c).await)?)
}

/// Every submission of an account, the newest first.
pub async fn all_of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Submission>> {
    let query = format!(
        "select {COLUMNS} from submission where account_id = $1 order by created_at desc, id desc"
    );
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(account).fetch_all(c).await)?)
}

/// Stores who speaks and how it is published, if it still is at that revision; answers whether it was.
pub async fn update_details(
    tx: &mut Tx,
    id: SubmissionId,
    revision: i64,
    author: &str,
    it: &Details,
) -> Result<bool> {
    let changed = on!(tx, c => sqlx::query(
        "update submission set author = $3, organisation = $4, stakeholder_group = $5, country = $6, publication = $7, \
         revision = revision + 1 where id = $1 and revision = $2")
        .bind(id).bind(revision).bind(author).bind(&it.organisation).bind(it.stakeholder_group).bind(&it.country)
        .bind(it.publication)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Moves a submission to a state; the time of the first submitting stays.
pub async fn set_state(
    tx: &mut Tx,
    id: SubmissionId,
    state: SubmissionState,
    author: &str,
    at: Timestamp,
) -> Result<Submission> {
    let submitted_at = (state == SubmissionState::Submitted).then_some(at);
    let query = format!(
        "update submission set state = $2, author = $3, submitted_at = coalesce(submitted_at, $4), \
         revision = revision + 1 where id = $1 returning {COLUMNS}"
    );
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query))
        .bind(id).bind(state).bind(author).bind(submitted_at)
        .fetch_one(c).await)?)
}

/// How many submissions of a round there are by stakeholder group; `public`: without those not for publication.
pub async fn spoken(
    tx: &mut Tx,
    round: RoundId,
    public: bool,
) -> Result<Vec<(Option<StakeholderGroup>, i64)>> {
    let query = if public {
        "select stakeholder_group, count(*) from submission where round_id = $1 and state = 'submitted' \
         and (publication is null or publication <> 'not-for-publication') group by stakeholder_group"
    } else {
        "select stakeholder_group, count(*) from submission where round_id = $1 and state = 'submitted' \
         group by stakeholder_group"
    };
    Ok(on!(tx, c => sqlx::query_as(query).bind(round).fetch_all(c).await)?)
}

/// Takes the next `count` numbers of a round and answers the first.
pub async fn take_references(tx: &mut Tx, round: RoundId, count: i64) -> Result<i64> {
    let next: i64 = on!(tx, c => sqlx::query_scalar(
        "update round set next_reference = next_reference + $2 where id = $1 returning next_reference")
        .bind(round).bind(count).fetch_one(c).await)?;
    Ok(next - count)
}
