//! SQL of lists of comments: the one place where [`crate::permission::view`] stands in SQL once more, so that pages can
//! be cut in the database. A test holds the two against each other.

use memchr::memmem::Finder;
use sqlx::{Database, Encode, QueryBuilder, Type};

use super::{Tx, comment::SELECT};
use crate::{
    Result,
    account::StakeholderGroup,
    comment::Comment,
    fold::fold,
    id::{AccountId, ConsultationId},
    issue::Accounting,
    paging::{Paged, Seek},
    permission::{Counted, Readable, Visibility},
    query::{Filter, On, Words},
    tally::Audience,
};

/// Tables that the conditions below speak of.
const FROM: &str =
    "from comment c join submission s on s.id = c.submission_id join round r on r.id = c.round_id";

/// How many comments one step of a search reads.
const STEP: i64 = 50;

/// How many bytes of comments one search reads before it answers what it has, with the way on: words that are rare cost
/// as much as words that are frequent.
pub const MOST_SCANNED: usize = 8 * 1024 * 1024;

/// A comment in an issue.
const IN_ISSUE: &str = "exists (select 1 from issue_comment ic where ic.comment_id = c.id)";

/// A comment set aside.
const ASIDE: &str = "exists (select 1 from set_aside a where a.comment_id = c.id)";

/// Who asks for comments.
#[derive(Clone, Debug)]
pub enum By {
    /// A reader, for comments that stand as far as they may list them.
    Reader(Readable),
    /// An account, for its own: withdrawn ones, too.
    Author(AccountId),
}

/// Which comments of a consultation, as far as whoever asks may list them.
#[derive(Clone, Debug)]
pub struct CommentQuery<'a> {
    /// Of which consultation.
    pub consultation: ConsultationId,
    /// For whom.
    pub by: By,
    /// Which.
    pub filter: &'a Filter,
    /// The filter's words.
    pub words: Words,
    /// Whether comments whose words are hidden from the reader keep their place.
    pub places: bool,
    /// Whether words are looked for in the names of authors and organisations, too: for those who may read all of them.
    pub names: bool,
}

/// What a search for words found.
#[derive(Debug)]
struct Scan {
    /// Places in the order of arrival, in the direction of the search.
    seqs: Vec<i64>,
    /// Where it gave up, if it did.
    stopped: Option<i64>,
}

/// What a reader may list, as a condition on `c`, `s` and `r`; `places`: also where words are hidden.
pub(super) fn readable(readable: &Readable, places: bool) -> String {
    let rounds: Vec<String> = readable
        .0
        .iter()
        .filter_map(|(round, visibility)| match visibility {
            Visibility::Everything => Some(format!("r.number = {round}")),
            // A hidden comment keeps its place.
            Visibility::Listed if places => Some(format!(
                "(r.number = {round} and (c.listed or (c.hidden_reason is not null \
                 and s.publication is distinct from 'not-for-publication')))"
            )),
            Visibility::Listed => Some(format!("(r.number = {round} and c.listed)")),
            Visibility::Nothing => None,
        })
        .collect();
    any_of(&rounds)
}

/// What is counted for a reader, as a condition on `c` and `r`.
pub(super) fn counted(counted: &Counted) -> String {
    let rounds: Vec<String> = counted
        .0
        .iter()
        .filter_map(|(round, counts)| match (*counts)?.audience {
            Audience::All => Some(format!("r.number = {round}")),
            Audience::Public => Some(format!("(r.number = {round} and c.listed)")),
        })
        .collect();
    any_of(&rounds)
}

fn any_of(rounds: &[String]) -> String {
    if rounds.is_empty() {
        "1 = 0".into()
    } else {
        format!("c.state = 'submitted' and ({})", rounds.join(" or "))
    }
}

impl CommentQuery<'_> {
    /// A page of `most` comments in the order of arrival. A search for rare words may find fewer and lead on.
    pub async fn page(&self, tx: &mut Tx, seek: Seek, most: i64) -> Result<Paged<Comment>> {
        let asked = most.saturating_add(1);
        if self.words.is_empty() {
            let rows = self.rows(tx, seek, asked).await?;
            return Ok(Paged::cut(rows, seek, most, |it| it.seq));
        }
        let mut scan = self.scan(tx, seek, asked, MOST_SCANNED).await?;
        if matches!(seek, Seek::Before(_)) {
            scan.seqs.reverse();
        }
        let page = Paged::cut(scan.seqs, seek, most, |it| *it);
        let mut comments = self.by_seqs(tx, &page.items).await?;
        comments.sort_by_key(|it| it.seq);
        Ok(Paged {
            items: comments,
            previous: match (seek, scan.stopped) {
                (Seek::Before(_), Some(at)) => page.previous.or(Some(Seek::Before(at))),
                _ => page.previous,
            },
            next: match (seek, scan.stopped) {
                (Seek::After(_), Some(at)) => page.next.or(Some(Seek::After(at))),
                _ => page.next,
            },
        })
    }

    /// All of them, in the order of arrival.
    pub async fn all(&self, tx: &mut Tx) -> Result<Vec<Comment>> {
        self.rows(tx, Seek::FIRST, i64::MAX).await
    }

    /// How many there are, and how many of these stand at or before a place. A search for words counts as far as it
    /// reads.
    pub async fn count(&self, tx: &mut Tx, upto: i64) -> Result<(i64, i64)> {
        if self.words.is_empty() {
            return on!(tx, c => {
                let mut query = QueryBuilder::new("select count(*), cast(coalesce(sum(case when c.seq <= ");
                query.push(upto).push(" then 1 else 0 end), 0) as bigint) ").push(FROM);
                self.conditions(&mut query);
                Ok(query.build_query_as().fetch_one(c).await?)
            });
        }
        let scan = self.scan(tx, Seek::FIRST, i64::MAX, MOST_SCANNED).await?;
        let before = scan.seqs.partition_point(|seq| *seq <= upto);
        let number = |it: usize| i64::try_from(it).unwrap_or(i64::MAX);
        Ok((number(scan.seqs.len()), number(before)))
    }

    /// Some of them by their places, in no order.
    pub async fn by_seqs(&self, tx: &mut Tx, seqs: &[i64]) -> Result<Vec<Comment>> {
        if seqs.is_empty() {
            return Ok(Vec::new());
        }
        on!(tx, c => {
            let mut query = QueryBuilder::new(SELECT);
            self.conditions(&mut query);
            query.push(" and c.seq in (");
            let mut list = query.separated(", ");
            for seq in seqs {
                list.push(seq);
            }
            query.push(")");
            Ok(query.build_query_as().fetch_all(c).await?)
        })
    }

    /// Rows in the order of arrival, whatever the words.
    async fn rows(&self, tx: &mut Tx, seek: Seek, most: i64) -> Result<Vec<Comment>> {
        let mut found: Vec<Comment> = on!(tx, c => {
            let mut query = QueryBuilder::new(SELECT);
            self.conditions(&mut query);
            order(&mut query, seek, most);
            query.build_query_as().fetch_all(c).await
        })?;
        if matches!(seek, Seek::Before(_)) {
            found.reverse();
        }
        Ok(found)
    }

    /// Reads comment after comment until `most` with every word are found, or `bytes` were read. The time it takes grows
    /// with what it reads and with nothing else: no pattern is matched by the database.
    async fn scan(&self, tx: &mut Tx, seek: Seek, most: i64, bytes: usize) -> Result<Scan> {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let finders: Vec<Finder<'_>> = self.words.as_slice().iter().map(Finder::new).collect();
        let (mut at, mut read, mut seqs) = (seek, 0, Vec::new());
        loop {
            let rows: Vec<(i64, String, String)> = on!(tx, c => {
                let names = if self.names { "s.author || ' ' || s.organisation" } else { "''" };
                let mut query = QueryBuilder::new(format!("select c.seq, c.search, {names} {FROM}"));
                self.conditions(&mut query);
                order(&mut query, at, STEP);
                query.build_query_as().fetch_all(c).await
            })?;
            let last = rows.last().map(|(seq, ..)| *seq);
            let ended = i64::try_from(rows.len()).unwrap_or(i64::MAX) < STEP;
            for (seq, text, names) in rows {
                read += text.len() + names.len();
                let names = fold(&names);
                let found = |finder: &Finder<'_>| {
                    finder.find(text.as_bytes()).is_some()
                        || finder.find(names.as_bytes()).is_some()
                };
                if finders.iter().all(found) {
                    seqs.push(seq);
                    if seqs.len() == most {
                        return Ok(Scan {
                            seqs,
                            stopped: None,
                        });
                    }
                }
            }
            match last {
                Some(seq) if !ended => {
                    if read >= bytes {
                        return Ok(Scan {
                            seqs,
                            stopped: Some(seq),
                        });
                    }
                    at = match seek {
                        Seek::After(_) => Seek::After(seq),
                        Seek::Before(_) => Seek::Before(seq),
                    };
                }
                _ => {
                    return Ok(Scan {
                        seqs,
                        stopped: None,
                    });
                }
            }
        }
    }

    /// Everything but words, order and page.
    fn conditions<DB>(&self, query: &mut QueryBuilder<DB>)
    where
        DB: Database,
        ConsultationId: for<'q> Encode<'q, DB> + Type<DB>,
        AccountId: for<'q> Encode<'q, DB> + Type<DB>,
        String: for<'q> Encode<'q, DB> + Type<DB>,
    {
        query
            .push(" where c.consultation_id = ")
            .push_bind(self.consultation)
            .push(" and ");
        match &self.by {
            // Nobody finds hidden words by searching for them.
            By::Reader(reader) => {
                query.push(readable(reader, self.places && self.words.is_empty()));
            }
            By::Author(account) => {
                query.push("s.account_id = ").push_bind(*account);
            }
        }
        let filter = self.filter;
        if let Some(round) = filter.round {
            query.push(" and r.number = ").push(round);
        }
        match &filter.on {
            On::Any => {}
            On::Whole => {
                query.push(" and c.anchor is null");
            }
            On::Provision(anchor) => {
                query.push(" and c.anchor = ").push_bind(anchor.clone());
            }
            On::Under(anchor) => {
                query
                    .push(" and c.anchor in (with recursive below (anchor) as (select cast(")
                    .push_bind(anchor.clone())
                    .push(
                        " as text) union select p.anchor from provision p join below b on p.parent = b.anchor \
                         join round o on o.version_id = p.version_id where o.consultation_id = ",
                    )
                    .push_bind(self.consultation)
                    .push(") select anchor from below)");
            }
        }
        match filter.group {
            Some(StakeholderGroup::PrivateSector) => {
                query.push(" and c.stakeholder_group in ('private-sector', 'technical-community')");
            }
            Some(group) => word(query, "stakeholder_group", group.as_str()),
            None => {}
        }
        if let Some(kind) = filter.kind {
            word(query, "kind", kind.as_str());
        }
        if let Some(position) = filter.position {
            word(query, "position", position.as_str());
        }
        match filter.state {
            Accounting::All => {}
            Accounting::InIssue => {
                query.push(" and ").push(IN_ISSUE);
            }
            Accounting::SetAside => {
                query.push(" and ").push(ASIDE);
            }
            Accounting::Unaccounted => {
                query.push(format!(" and not {IN_ISSUE} and not {ASIDE}"));
            }
        }
        if let Some(issue) = filter.issue {
            query
                .push(
                    " and exists (select 1 from issue_comment ic join issue i on i.id = ic.issue_id \
                     where ic.comment_id = c.id and i.number = ",
                )
                .push(issue)
                .push(")");
        }
    }
}

/// A column that holds a word of the process: none of them needs quoting.
fn word<DB: Database>(query: &mut QueryBuilder<DB>, column: &str, word: &str) {
    query.push(format!(" and c.{column} = '{word}'"));
}

fn order<DB: Database>(query: &mut QueryBuilder<DB>, seek: Seek, most: i64) {
    match seek {
        Seek::After(seq) => query.push(format!(" and c.seq > {seq} order by c.seq limit {most}")),
        Seek::Before(seq) => query.push(format!(
            " and c.seq < {seq} order by c.seq desc limit {most}"
        )),
    };
}
