//! SQL of what became of comments. Comments are named by their place in the order of arrival.

use sqlx::QueryBuilder;

use super::Tx;
use crate::{
    Result,
    id::{AccountId, ConsultationId},
    permission::Readable,
};

/// Everybody with an account who submitted a comment and did not withdraw it.
pub async fn submitters(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<AccountId>> {
    Ok(on!(tx, c => sqlx::query_scalar(
        "select distinct s.account_id from comment m join submission s on s.id = m.submission_id \
         where m.consultation_id = $1 and m.state = 'submitted' and s.account_id is not null")
        .bind(consultation).fetch_all(c).await)?)
}

/// The first comments behind each issue that may be listed: number of the issue, reference of the comment.
pub async fn first_references(
    tx: &mut Tx,
    consultation: ConsultationId,
    readable: &Readable,
    most: i64,
) -> Result<Vec<(i32, String)>> {
    let query = format!(
        "select number, reference from (select i.number, c.reference, c.seq, \
             row_number() over (partition by i.number order by c.seq) as place \
             from issue_comment ic join issue i on i.id = ic.issue_id join comment c on c.id = ic.comment_id \
             join submission s on s.id = c.submission_id join round r on r.id = c.round_id \
             where i.consultation_id = $1 and {}) as placed \
         where place <= $2 order by number, seq",
        super::query::readable(readable, true)
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
