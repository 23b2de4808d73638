//! SQL of what became of comments. Comments are named by their place in the order of arrival.

use sqlx::QueryBuilder;

use super::Tx;
use crate::{
    Result,
    id::{AccountId, ConsultationId},
    permission::Visibility,
};

/// Comments that a reader with some reach may list: [`crate::permission::view`] in SQL, so that pages can be cut.
/// `m` is the comment, `s` its submission.
const fn readable(reach: Visibility) -> &'static str {
    match reach {
        Visibility::Everything => "m.state = 'submitted'",
        Visibility::Listed => {
            "m.state = 'submitted' and (m.listed or (m.hidden_reason is not null \
             and s.publication is distinct from 'not-for-publication'))"
        }
        Visibility::Nothing => "1 = 0",
    }
}

/// The comments of an account, withdrawn ones included, in order of arrival.
pub async fn own(
    tx: &mut Tx,
    consultation: ConsultationId,
    account: AccountId,
) -> Result<Vec<i64>> {
    Ok(on!(tx, c => sqlx::query_scalar(
        "select m.seq from comment m join submission s on s.id = m.submission_id \
         where m.consultation_id = $1 and s.account_id = $2 order by m.seq")
        .bind(consultation).bind(account).fetch_all(c).await)?)
}

/// Everybody with an account who submitted a comment and did not withdraw it.
pub async fn submitters(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<AccountId>> {
    Ok(on!(tx, c => sqlx::query_scalar(
        "select distinct s.account_id from comment m join submission s on s.id = m.submission_id \
         where m.consultation_id = $1 and m.state = 'submitted' and s.account_id is not null")
        .bind(consultation).fetch_all(c).await)?)
}

/// Up to `most` comments that may be listed, after a place in the order of arrival; of one issue if a number is given.
pub async fn page(
    tx: &mut Tx,
    consultation: ConsultationId,
    reach: Visibility,
    issue: Option<i32>,
    after: i64,
    most: i64,
) -> Result<Vec<i64>> {
    let query = format!(
        "select m.seq from comment m join submission s on s.id = m.submission_id \
         where m.consultation_id = $1 and m.seq > $2 and {} \
         and ($3 = 0 or exists (select 1 from issue_comment ic join issue i on i.id = ic.issue_id \
             where ic.comment_id = m.id and i.number = $3)) \
         order by m.seq limit $4",
        readable(reach)
    );
    Ok(on!(tx, c => sqlx::query_scalar(sqlx::AssertSqlSafe(query))
        .bind(consultation).bind(after).bind(issue.unwrap_or(0)).bind(most).fetch_all(c).await)?)
}

/// How many comments may be listed; of one issue if a number is given.
pub async fn count(
    tx: &mut Tx,
    consultation: ConsultationId,
    reach: Visibility,
    issue: Option<i32>,
) -> Result<i64> {
    let query = format!(
        "select count(*) from comment m join submission s on s.id = m.submission_id \
         where m.consultation_id = $1 and {} \
         and ($2 = 0 or exists (select 1 from issue_comment ic join issue i on i.id = ic.issue_id \
             where ic.comment_id = m.id and i.number = $2))",
        readable(reach)
    );
    Ok(on!(tx, c => sqlx::query_scalar(sqlx::AssertSqlSafe(query))
        .bind(consultation).bind(issue.unwrap_or(0)).fetch_one(c).await)?)
}

/// The first comments behind each issue that may be listed: number of the issue, reference of the comment.
pub async fn first_references(
    tx: &mut Tx,
    consultation: ConsultationId,
    reach: Visibility,
    most: i64,
) -> Result<Vec<(i32, String)>> {
    let query = format!(
        "select number, reference from (select i.number, m.reference, m.seq, \
             row_number() over (partition by i.number order by m.seq) as place \
             from issue_comment ic join issue i on i.id = ic.issue_id join comment m on m.id = ic.comment_id \
             join submission s on s.id = m.submission_id where i.consultation_id = $1 and {}) as placed \
         where place <= $2 order by number, seq",
        readable(reach)
    );
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(consultation).bind(most).fetch_all(c).await)?,
    )
}

/// What some comments rest in: place in the order of arrival, number of the issue.
pub async fn issues_of(
    tx: &mut Tx,
    consultation: ConsultationId,
    seqs: &[i64],
) -> Result<Vec<(i64, i32)>> {
    if seqs.is_empty() {
        return Ok(Vec::new());
    }
    on!(tx, c => {
        let mut query = QueryBuilder::new(
            "select m.seq, i.number from issue_comment ic join issue i on i.id = ic.issue_id \
             join comment m on m.id = ic.comment_id where m.consultation_id = ");
        query.push_bind(consultation).push(" and m.seq in (");
        let mut list = query.separated(", ");
        for seq in seqs {
            list.push_bind(*seq);
        }
        query.push(") order by m.seq, i.number");
        Ok(query.build_query_as().fetch_all(c).await?)
    })
}

/// Why some comments were set aside, by place in the order of arrival.
pub async fn reasons_of(
    tx: &mut Tx,
    consultation: ConsultationId,
    seqs: &[i64],
) -> Result<Vec<(i64, String)>> {
    if seqs.is_empty() {
        return Ok(Vec::new());
    }
    on!(tx, c => {
        let mut query = QueryBuilder::new(
            "select m.seq, a.reason from set_aside a join comment m on m.id = a.comment_id where m.consultation_id = ");
        query.push_bind(consultation).push(" and m.seq in (");
        let mut list = query.separated(", ");
        for seq in seqs {
            list.push_bind(*seq);
        }
        query.push(")");
        Ok(query.build_query_as().fetch_all(c).await?)
    })
}
