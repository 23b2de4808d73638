//! SQL of submitted comments.

use std::collections::HashSet;

use sqlx::QueryBuilder;

use super::Tx;
use crate::{
    Result, Timestamp,
    account::StakeholderGroup,
    comment::{Comment, CommentKind, CommentState, Content, Position},
    id::{CommentId, ConsultationId, RoundId, SubmissionId},
    permission::Visibility,
};

/// A comment with its submission and the label of its provision.
pub(super) const SELECT: &str = "select c.id, c.round_id, c.submission_id, c.seq, c.reference, p.label, c.anchor, c.kind, \
     c.position, c.body, c.proposed_wording, c.rationale, c.language, c.state, c.listed, c.hidden_reason, c.revision, \
     c.submitted_at, c.entered_at, c.channel, s.account_id, s.author, s.organisation, s.stakeholder_group, s.country, s.publication, \
     v.submission_id is not null as verified \
     from comment c join submission s on s.id = c.submission_id join round r on r.id = c.round_id \
     left join verification v on v.submission_id = s.id and v.changed_at is null \
     left join provision p on p.version_id = r.version_id and p.anchor = c.anchor";

/// Rows in one insert: few enough for SQLite's limit of 32,766 parameters.
const ROWS: usize = 1000;

/// A comment as it is stored first.
#[derive(Clone, Debug)]
pub struct New {
    /// Its key.
    pub id: CommentId,
    /// Of which consultation.
    pub consultation_id: ConsultationId,
    /// Of which round.
    pub round_id: RoundId,
    /// In which submission.
    pub submission_id: SubmissionId,
    /// Order of arrival.
    pub seq: i64,
    /// What people will cite.
    pub reference: String,
    /// What it says.
    pub content: Content,
    /// Of the submission.
    pub stakeholder_group: Option<StakeholderGroup>,
    /// Whether a visitor may read it once the round shows.
    pub listed: bool,
    /// How it came.
    pub channel: String,
    /// By the server's clock, or as it was entered on behalf.
    pub submitted_at: Timestamp,
    /// Exactly as it was imported.
    pub submitted_at_text: String,
    /// When it was entered on behalf of its author; none: by the author.
    pub entered_at: Option<Timestamp>,
}

/// Lower-case words to search in.
fn search(reference: &str, it: &Content) -> String {
    [reference, &it.body, &it.proposed_wording, &it.rationale]
        .join("\n")
        .to_lowercase()
}

/// Stores new comments.
pub async fn insert(tx: &mut Tx, comments: &[New]) -> Result<()> {
    for chunk in comments.chunks(ROWS) {
        on!(tx, c => {
            let mut query = QueryBuilder::new(
                "insert into comment (id, consultation_id, round_id, submission_id, seq, reference, anchor, kind, \
                 position, body, proposed_wording, rationale, language, stakeholder_group, channel, search, state, \
                 listed, revision, submitted_at, submitted_at_text, entered_at) ");
            query.push_values(chunk, |mut row, it| {
                let content = &it.content;
                row.push_bind(it.id).push_bind(it.consultation_id).push_bind(it.round_id)
                    .push_bind(it.submission_id).push_bind(it.seq).push_bind(&it.reference)
                    .push_bind(&content.anchor).push_bind(content.kind).push_bind(content.position)
                    .push_bind(&content.body).push_bind(&content.proposed_wording).push_bind(&content.rationale)
                    .push_bind(&content.language).push_bind(it.stakeholder_group).push_bind(&it.channel)
                    .push_bind(search(&it.reference, content)).push_bind(CommentState::Submitted)
                    .push_bind(it.listed).push_bind(1_i64).push_bind(it.submitted_at)
                    .push_bind(&it.submitted_at_text).push_bind(it.entered_at);
            });
            query.build().execute(c).await.map(drop)
        })?;
    }
    Ok(())
}

/// Whether any comment was ever submitted in a consultation.
pub async fn any(tx: &mut Tx, consultation: ConsultationId) -> Result<bool> {
    let one: Option<i32> = on!(tx, c => sqlx::query_scalar("select 1 from comment where consultation_id = $1 limit 1")
        .bind(consultation).fetch_optional(c).await)?;
    Ok(one.is_some())
}

/// By key.
pub async fn get(tx: &mut Tx, id: CommentId) -> Result<Option<Comment>> {
    let query = format!("{SELECT} where c.id = $1");
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(id).fetch_optional(c).await)?)
}

/// By what people cite.
pub async fn by_reference(
    tx: &mut Tx,
    consultation: ConsultationId,
    reference: &str,
) -> Result<Option<Comment>> {
    let query = format!("{SELECT} where c.consultation_id = $1 and c.reference = $2");
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(consultation).bind(reference)
        .fetch_optional(c).await)?,
    )
}

/// The comments of a submission in the order in which they were submitted.
pub async fn of_submission(tx: &mut Tx, submission: SubmissionId) -> Result<Vec<Comment>> {
    let query = format!("{SELECT} where c.submission_id = $1 order by c.seq");
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(submission).fetch_all(c).await)?,
    )
}

/// Which of these references are taken.
pub async fn taken(
    tx: &mut Tx,
    consultation: ConsultationId,
    references: &[String],
) -> Result<HashSet<String>> {
    let mut taken = HashSet::new();
    for chunk in references.chunks(ROWS) {
        let found: Vec<String> = on!(tx, c => {
            let mut query = QueryBuilder::new("select reference from comment where consultation_id = ");
            query.push_bind(consultation).push(" and reference in (");
            let mut list = query.separated(", ");
            for reference in chunk {
                list.push_bind(reference);
            }
            query.push(")");
            query.build_query_scalar().fetch_all(c).await
        })?;
        taken.extend(found);
    }
    Ok(taken)
}

/// What was entered on behalf of its author, to find it again in a file.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EnteredWords {
    /// What people cite.
    pub reference: String,
    /// Of the provision; empty: the document as a whole.
    pub label: String,
    /// The comment itself.
    pub body: String,
}

/// Every comment of a round that was entered on behalf of its author.
pub async fn entered(tx: &mut Tx, round: RoundId) -> Result<Vec<EnteredWords>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select c.reference, coalesce(p.label, '') as label, c.body from comment c \
         join round r on r.id = c.round_id \
         left join provision p on p.version_id = r.version_id and p.anchor = c.anchor \
         where c.round_id = $1 and c.entered_at is not null order by c.seq")
        .bind(round).fetch_all(c).await)?)
}

/// Which comments of a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// On what.
    pub on: On,
    /// Of a stakeholder group; the private sector includes the technical community, as in the counts.
    pub group: Option<StakeholderGroup>,
    /// Of a kind.
    pub kind: Option<CommentKind>,
    /// With a position.
    pub position: Option<Position>,
    /// In which each of these words occurs, whatever its case.
    pub words: String,
}

/// What comments are on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum On {
    /// Anything.
    #[default]
    Any,
    /// The document as a whole.
    Whole,
    /// The provision with this anchor.
    Provision(String),
}

/// Where to read on in the order of arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seek {
    /// After this number; 0: from the first.
    After(i64),
    /// The last ones before this number.
    Before(i64),
}

/// Up to `most` comments of a round in the order of arrival, as far as `visibility` goes.
pub async fn list(
    tx: &mut Tx,
    round: RoundId,
    visibility: Visibility,
    filter: &Filter,
    seek: Seek,
    most: i64,
) -> Result<Vec<Comment>> {
    let mut found: Vec<Comment> = on!(tx, c => {
        let mut query = QueryBuilder::new(SELECT);
        query.push(" where c.round_id = ").push_bind(round);
        match &filter.on {
            On::Any => {}
            On::Whole => {
                query.push(" and c.anchor is null");
            }
            On::Provision(anchor) => {
                query.push(" and c.anchor = ").push_bind(anchor);
            }
        }
        match visibility {
            Visibility::Everything => {
                query.push(" and c.state = 'submitted'");
            }
            // What is hidden keeps its place, but is not found by its words.
            Visibility::Listed if filter.words.trim().is_empty() => {
                query.push(" and (c.listed or (c.hidden_reason is not null and c.state = 'submitted' \
                     and (s.publication is null or s.publication <> 'not-for-publication')))");
            }
            Visibility::Listed => {
                query.push(" and c.listed");
            }
            Visibility::Nothing => {
                query.push(" and 1 = 0");
            }
        }
        match filter.group {
            Some(StakeholderGroup::PrivateSector) => {
                query.push(" and c.stakeholder_group in ('private-sector', 'technical-community')");
            }
            Some(group) => {
                query.push(" and c.stakeholder_group = ").push_bind(group);
            }
            None => {}
        }
        if let Some(kind) = filter.kind {
            query.push(" and c.kind = ").push_bind(kind);
        }
        if let Some(position) = filter.position {
            query.push(" and c.position = ").push_bind(position);
        }
        // Each word costs a look at every comment: more than anybody types is not looked for.
        let words: String = filter.words.chars().take(MAX_SOUGHT).collect();
        for word in words.split_whitespace() {
            query.push(" and c.search like ").push_bind(pattern(word)).push(" escape '!'");
        }
        match seek {
            Seek::After(seq) => query.push(" and c.seq > ").push_bind(seq).push(" order by c.seq"),
            Seek::Before(seq) => query.push(" and c.seq < ").push_bind(seq).push(" order by c.seq desc"),
        };
        query.push(" limit ").push_bind(most);
        query.build_query_as().fetch_all(c).await
    })?;
    if matches!(seek, Seek::Before(_)) {
        found.reverse();
    }
    Ok(found)
}

/// The most that is looked for, in characters.
const MAX_SOUGHT: usize = 200;

/// The `like` pattern that finds a word anywhere.
fn pattern(word: &str) -> String {
    let mut pattern = String::from("%");
    for c in word.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// A comment with what was imported of its time, for exports.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Exported {
    /// The comment.
    #[sqlx(flatten)]
    pub comment: Comment,
    /// Exactly as it was imported; empty if it was submitted here.
    pub submitted_at_text: String,
}

/// Up to `most` comments of a consultation after a number in the order of arrival, withdrawn ones left out;
/// `listed`: only those that a visitor may read.
pub async fn export(
    tx: &mut Tx,
    consultation: ConsultationId,
    listed: bool,
    after: i64,
    most: i64,
) -> Result<Vec<Exported>> {
    let select = SELECT.replacen("select ", "select c.submitted_at_text, ", 1);
    let only = if listed { " and c.listed" } else { "" };
    let query = format!(
        "{select} where c.consultation_id = $1 and c.seq > $2 and c.state = 'submitted'{only} order by c.seq limit $3"
    );
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(consultation).bind(after).bind(most)
        .fetch_all(c).await)?,
    )
}

/// Stores what a comment says now, and in the history what it said.
pub async fn amend(tx: &mut Tx, was: &Comment, it: &Content, at: Timestamp) -> Result<()> {
    let before = &was.content;
    on!(tx, c => sqlx::query(
        "insert into comment_history (comment_id, revision, kind, position, body, proposed_wording, rationale, language, \
         replaced_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .bind(was.id).bind(was.revision).bind(before.kind).bind(before.position).bind(&before.body)
        .bind(&before.proposed_wording).bind(&before.rationale).bind(&before.language).bind(at)
        .execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query(
        "update comment set anchor = $2, kind = $3, position = $4, body = $5, proposed_wording = $6, rationale = $7, \
         language = $8, search = $9, revision = revision + 1 where id = $1")
        .bind(was.id).bind(&it.anchor).bind(it.kind).bind(it.position).bind(&it.body).bind(&it.proposed_wording)
        .bind(&it.rationale).bind(&it.language).bind(search(&was.reference, it))
        .execute(c).await.map(drop))?;
    Ok(())
}

/// What a comment said before.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Before {
    /// The revision that said it.
    pub revision: i64,
    /// Of which kind it was.
    pub kind: Option<CommentKind>,
    /// Where it stood.
    pub position: Option<Position>,
    /// What it said.
    pub body: String,
    /// The wording it proposed.
    pub proposed_wording: String,
    /// Its reasons.
    pub rationale: String,
    /// When it was amended.
    pub replaced_at: Timestamp,
}

/// What a comment said before it was amended, the latest first.
pub async fn history(tx: &mut Tx, id: CommentId) -> Result<Vec<Before>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select revision, kind, position, body, proposed_wording, rationale, replaced_at from comment_history \
         where comment_id = $1 order by revision desc")
        .bind(id).fetch_all(c).await)?)
}

/// Marks a comment as withdrawn; reference and words stay.
pub async fn withdraw(tx: &mut Tx, id: CommentId) -> Result<()> {
    on!(tx, c => sqlx::query(
        "update comment set state = 'withdrawn', listed = $2, revision = revision + 1 where id = $1")
        .bind(id).bind(false).execute(c).await.map(drop))?;
    Ok(())
}

/// Hides a comment with a reason, or (none) shows it again.
pub async fn set_hidden(
    tx: &mut Tx,
    id: CommentId,
    reason: Option<&str>,
    listed: bool,
) -> Result<()> {
    on!(tx, c => sqlx::query(
        "update comment set hidden_reason = $2, listed = $3, revision = revision + 1 where id = $1")
        .bind(id).bind(reason).bind(listed).execute(c).await.map(drop))?;
    Ok(())
}

/// Repeats in a comment what changed in its submission.
pub async fn set_details(
    tx: &mut Tx,
    id: CommentId,
    group: Option<StakeholderGroup>,
    listed: bool,
) -> Result<()> {
    on!(tx, c => sqlx::query("update comment set stakeholder_group = $2, listed = $3 where id = $1")
        .bind(id).bind(group).bind(listed).execute(c).await.map(drop))?;
    Ok(())
}
