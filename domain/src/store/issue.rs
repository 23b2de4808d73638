//! SQL of issues and of the comments they rest on.

use std::collections::BTreeMap;

use super::Tx;
use crate::{
    Result, Timestamp,
    account::StakeholderGroup,
    comment::Position,
    id::{CommentId, ConsultationId, IssueId, RecordId},
    issue::{Issue, IssueContent, IssueOption},
    permission::Counted,
    tally::Tally,
};

#[derive(sqlx::FromRow)]
struct Row {
    id: IssueId,
    number: i32,
    statement: String,
    minority: String,
    observation: String,
    revision: i64,
    created_at: Timestamp,
    updated_at: Timestamp,
}

impl Row {
    fn into_issue(self, anchors: Vec<String>, options: Vec<IssueOption>) -> Issue {
        Issue {
            id: self.id,
            number: self.number,
            content: IssueContent {
                statement: self.statement,
                minority: self.minority,
                observation: self.observation,
                anchors,
                options,
            },
            revision: self.revision,
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }
}

#[derive(sqlx::FromRow)]
struct OptionRow {
    issue_id: IssueId,
    title: String,
    anchor: Option<String>,
    wording: String,
}

/// Stores a new issue with the next number of its consultation.
pub async fn insert(
    tx: &mut Tx,
    consultation: ConsultationId,
    content: IssueContent,
    at: Timestamp,
) -> Result<Issue> {
    let id = IssueId::new(at);
    let number: i32 = on!(tx, c => sqlx::query_scalar(
        "insert into issue (id, consultation_id, number, statement, minority, observation, revision, created_at, updated_at) \
         values ($1, $2, (select coalesce(max(number), 0) + 1 from issue where consultation_id = $2), $3, $4, $5, 1, $6, $6) \
         returning number")
        .bind(id).bind(consultation).bind(&content.statement).bind(&content.minority).bind(&content.observation).bind(at)
        .fetch_one(c).await)?;
    put_parts(tx, id, &content, at).await?;
    Ok(Issue {
        id,
        number,
        content,
        revision: 1,
        created_at: at,
        updated_at: at,
    })
}

/// Stores changed content and increments the revision, unless somebody else did since `revision`: then false.
pub async fn update(
    tx: &mut Tx,
    id: IssueId,
    revision: i64,
    content: &IssueContent,
    at: Timestamp,
) -> Result<bool> {
    let updated = on!(tx, c => sqlx::query(
        "update issue set statement = $3, minority = $4, observation = $5, updated_at = $6, revision = revision + 1 \
         where id = $1 and revision = $2")
        .bind(id).bind(revision).bind(&content.statement).bind(&content.minority).bind(&content.observation).bind(at)
        .execute(c).await.map(|done| done.rows_affected()))?;
    if updated == 0 {
        return Ok(false);
    }
    delete_parts(tx, id).await?;
    put_parts(tx, id, content, at).await?;
    Ok(true)
}

async fn put_parts(tx: &mut Tx, id: IssueId, content: &IssueContent, at: Timestamp) -> Result<()> {
    for anchor in &content.anchors {
        on!(tx, c => sqlx::query("insert into issue_provision (issue_id, anchor) values ($1, $2)")
            .bind(id).bind(anchor).execute(c).await.map(drop))?;
    }
    for (ord, option) in (0_i32..).zip(&content.options) {
        on!(tx, c => sqlx::query(
            "insert into issue_option (id, issue_id, ord, title, anchor, wording) values ($1, $2, $3, $4, $5, $6)")
            .bind(RecordId::new(at)).bind(id).bind(ord).bind(&option.title).bind(&option.anchor).bind(&option.wording)
            .execute(c).await.map(drop))?;
    }
    Ok(())
}

async fn delete_parts(tx: &mut Tx, id: IssueId) -> Result<()> {
    on!(tx, c => sqlx::query("delete from issue_provision where issue_id = $1").bind(id).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query("delete from issue_option where issue_id = $1").bind(id).execute(c).await.map(drop))?;
    Ok(())
}

/// Deletes an issue on which nothing rests.
pub async fn delete(tx: &mut Tx, id: IssueId) -> Result<()> {
    delete_parts(tx, id).await?;
    on!(tx, c => sqlx::query("delete from issue where id = $1").bind(id).execute(c).await.map(drop))?;
    Ok(())
}

/// By number.
pub async fn by_number(
    tx: &mut Tx,
    consultation: ConsultationId,
    number: i32,
) -> Result<Option<Issue>> {
    Ok(all(tx, consultation)
        .await?
        .into_iter()
        .find(|issue| issue.number == number))
}

/// All issues of a consultation, by number.
pub async fn all(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Issue>> {
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(
        "select id, number, statement, minority, observation, revision, created_at, updated_at from issue \
         where consultation_id = $1 order by number")
        .bind(consultation).fetch_all(c).await)?;
    let anchors: Vec<(IssueId, String)> = on!(tx, c => sqlx::query_as(
        "select ip.issue_id, ip.anchor from issue_provision ip join issue i on i.id = ip.issue_id \
         where i.consultation_id = $1 order by ip.anchor")
        .bind(consultation).fetch_all(c).await)?;
    let options: Vec<OptionRow> = on!(tx, c => sqlx::query_as(
        "select o.issue_id, o.title, o.anchor, o.wording from issue_option o join issue i on i.id = o.issue_id \
         where i.consultation_id = $1 order by o.issue_id, o.ord")
        .bind(consultation).fetch_all(c).await)?;
    let mut anchors_of: BTreeMap<IssueId, Vec<String>> = BTreeMap::new();
    for (issue, anchor) in anchors {
        anchors_of.entry(issue).or_default().push(anchor);
    }
    let mut options_of: BTreeMap<IssueId, Vec<IssueOption>> = BTreeMap::new();
    for row in options {
        options_of
            .entry(row.issue_id)
            .or_default()
            .push(IssueOption {
                title: row.title,
                anchor: row.anchor,
                wording: row.wording,
            });
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let id = row.id;
            row.into_issue(
                anchors_of.remove(&id).unwrap_or_default(),
                options_of.remove(&id).unwrap_or_default(),
            )
        })
        .collect())
}

/// A comment that an issue rests on.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Link {
    /// The issue.
    pub issue_id: IssueId,
    /// Its number.
    pub number: i32,
    /// The comment.
    pub comment_id: CommentId,
    /// The words that matter.
    pub excerpt: String,
}

/// What every issue of a consultation rests on, by issue and order of arrival; withdrawn comments left out.
pub async fn links(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Link>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select ic.issue_id, i.number, ic.comment_id, ic.excerpt from issue_comment ic \
         join issue i on i.id = ic.issue_id join comment m on m.id = ic.comment_id \
         where i.consultation_id = $1 and m.state = 'submitted' order by i.number, m.seq")
        .bind(consultation).fetch_all(c).await)?)
}

/// What rests on one comment, by number of the issue.
pub async fn links_of(tx: &mut Tx, comment: CommentId) -> Result<Vec<Link>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select ic.issue_id, i.number, ic.comment_id, ic.excerpt from issue_comment ic \
         join issue i on i.id = ic.issue_id where ic.comment_id = $1 order by i.number")
        .bind(comment).fetch_all(c).await)?)
}

/// How many comments an issue rests on, withdrawn ones included.
pub async fn count_links(tx: &mut Tx, issue: IssueId) -> Result<i64> {
    Ok(
        on!(tx, c => sqlx::query_scalar("select count(*) from issue_comment where issue_id = $1")
        .bind(issue).fetch_one(c).await)?,
    )
}

/// Rests an issue on a comment; again: with another excerpt. False if there is no such issue any more.
pub async fn link(tx: &mut Tx, issue: IssueId, comment: CommentId, excerpt: &str) -> Result<bool> {
    let linked = on!(tx, c => sqlx::query(
        "insert into issue_comment (issue_id, comment_id, excerpt) select id, $2, $3 from issue where id = $1 \
         on conflict (issue_id, comment_id) do update set excerpt = excluded.excerpt")
        .bind(issue).bind(comment).bind(excerpt).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(linked > 0)
}

/// Takes all issues off a comment.
pub async fn unlink_all(tx: &mut Tx, comment: CommentId) -> Result<()> {
    on!(tx, c => sqlx::query("delete from issue_comment where comment_id = $1").bind(comment).execute(c).await.map(drop))?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Count {
    number: i32,
    stakeholder_group: Option<StakeholderGroup>,
    position: Option<Position>,
    wording: bool,
    comments: i64,
}

/// Positions of the comments behind each issue, by its number, as far as `counted` counts them; to be shown by
/// [`Counted::over_all`].
pub async fn tallies(
    tx: &mut Tx,
    consultation: ConsultationId,
    counted: &Counted,
) -> Result<BTreeMap<i32, Tally>> {
    let query = format!(
        "select i.number, c.stakeholder_group, c.position, c.proposed_wording <> '' as wording, count(*) as comments \
         from issue_comment ic join issue i on i.id = ic.issue_id join comment c on c.id = ic.comment_id \
         join round r on r.id = c.round_id where i.consultation_id = $1 and {} group by 1, 2, 3, 4",
        super::query::counted(counted)
    );
    let counts: Vec<Count> = on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query))
        .bind(consultation).fetch_all(c).await)?;
    let mut tallies: BTreeMap<i32, Tally> = BTreeMap::new();
    for count in counts {
        tallies.entry(count.number).or_default().add(
            count.stakeholder_group,
            count.position,
            count.wording,
            i32::try_from(count.comments).unwrap_or(i32::MAX),
        );
    }
    Ok(tallies)
}
