//! SQL of sign-in links.

use super::Tx;
use crate::{
    Result, Timestamp,
    account::{EmailAddress, Language},
    sign_in::{Next, Token},
};

/// A link as it is stored: with its token's digest, never with the token.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Link {
    /// Whom it signs in.
    pub email: EmailAddress,
    /// Where to go afterwards.
    pub next: Next,
    /// Of an account that it opens.
    pub language: Language,
    /// Until when it works.
    pub expires_at: Timestamp,
}

/// Stores a new link.
pub async fn insert(tx: &mut Tx, at: Timestamp, token: &Token, link: &Link) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into sign_in_link (token_hash, email, next, language, created_at, expires_at) \
         values ($1, $2, $3, $4, $5, $6)")
        .bind(token.digest()).bind(&link.email).bind(&link.next).bind(link.language).bind(at).bind(link.expires_at)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// The link of a token, if it still works.
pub async fn look(tx: &mut Tx, at: Timestamp, token: &Token) -> Result<Option<Link>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select email, next, language, expires_at from sign_in_link \
         where token_hash = $1 and used_at is null and expires_at > $2")
        .bind(token.digest()).bind(at).fetch_optional(c).await)?)
}

/// Uses a link up. Of any number at once, one gets it.
pub async fn consume(tx: &mut Tx, at: Timestamp, token: &Token) -> Result<Option<Link>> {
    Ok(on!(tx, c => sqlx::query_as(
        "update sign_in_link set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2 \
         returning email, next, language, expires_at")
        .bind(token.digest()).bind(at).fetch_optional(c).await)?)
}

/// Forgets links that expired before a moment.
pub async fn delete_expired(tx: &mut Tx, before: Timestamp) -> Result<()> {
    on!(tx, c => sqlx::query("delete from sign_in_link where expires_at < $1")
        .bind(before).execute(c).await.map(drop))?;
    Ok(())
}
