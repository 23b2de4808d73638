//! SQL of the audit record.

use sqlx::QueryBuilder;

use super::Tx;
use crate::{
    Result, Timestamp,
    actor::Actor,
    audit::{self, Extent, OF_COMMISSION},
    id::{ConsultationId, RecordId},
};

/// One entry: who did what to what.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The act, a word such as `comment.submit`.
    pub act: &'a str,
    /// Of which consultation.
    pub consultation: Option<ConsultationId>,
    /// What it was done to: a reference, an address, a number.
    pub subject: &'a str,
    /// What else should be known; never a secret, never the words of a confidential comment.
    pub detail: serde_json::Value,
    /// Whether visitors may read the entry.
    pub public: bool,
}

/// Writes an entry in the transaction of the act itself.
pub async fn record(tx: &mut Tx, actor: &Actor, at: Timestamp, entry: Entry<'_>) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into audit (id, at, actor, account_id, act, consultation_id, subject, detail, public) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .bind(RecordId::new(at)).bind(at).bind(actor.kind()).bind(actor.account_id()).bind(entry.act)
        .bind(entry.consultation).bind(entry.subject).bind(entry.detail.to_string()).bind(entry.public)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// Which entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one act.
    pub act: Option<String>,
    /// From this moment on.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
}

/// Of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One consultation.
    Consultation(ConsultationId),
    /// Everything.
    Installation,
}

/// Up to `most` entries before `before` (none: the latest), the latest first, as far as `extent` goes.
pub async fn page(
    tx: &mut Tx,
    scope: Scope,
    extent: Extent,
    filter: &Filter,
    before: Option<RecordId>,
    most: i64,
) -> Result<Vec<audit::Entry>> {
    Ok(on!(tx, c => {
        let mut query = QueryBuilder::new(
            "select e.id, e.at, e.actor, e.account_id, a.name, a.email, e.act, e.consultation_id, c.slug, e.subject, \
             e.detail, e.public from audit e left join account a on a.id = e.account_id \
             left join consultation c on c.id = e.consultation_id where 1 = 1");
        if let Scope::Consultation(id) = scope {
            query.push(" and e.consultation_id = ").push_bind(id);
        }
        match extent {
            Extent::Everything => {}
            Extent::Public => {
                query.push(" and e.public");
            }
            Extent::Commission => {
                query.push(" and (e.public");
                for beginning in OF_COMMISSION {
                    query.push(" or e.act like ").push_bind(format!("{beginning}%"));
                }
                query.push(")");
            }
        }
        if let Some(act) = &filter.act {
            query.push(" and e.act = ").push_bind(act);
        }
        if let Some(from) = filter.from {
            query.push(" and e.at >= ").push_bind(from);
        }
        if let Some(until) = filter.until {
            query.push(" and e.at < ").push_bind(until);
        }
        if let Some(before) = before {
            query.push(" and e.id < ").push_bind(before);
        }
        query.push(" order by e.id desc limit ").push_bind(most);
        query.build_query_as().fetch_all(c).await
    })?)
}

/// The acts that occur, in the order of the alphabet, as far as `extent` goes.
pub async fn acts(tx: &mut Tx, scope: Scope, extent: Extent) -> Result<Vec<String>> {
    Ok(on!(tx, c => {
        let mut query = QueryBuilder::new("select distinct e.act from audit e where 1 = 1");
        if let Scope::Consultation(id) = scope {
            query.push(" and e.consultation_id = ").push_bind(id);
        }
        match extent {
            Extent::Everything => {}
            Extent::Public => {
                query.push(" and e.public");
            }
            Extent::Commission => {
                query.push(" and (e.public");
                for beginning in OF_COMMISSION {
                    query.push(" or e.act like ").push_bind(format!("{beginning}%"));
                }
                query.push(")");
            }
        }
        query.push(" order by e.act");
        query.build_query_scalar().fetch_all(c).await
    })?)
}
