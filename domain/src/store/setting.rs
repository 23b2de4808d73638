//! SQL of what an installation keeps for itself.

use super::Tx;
use crate::{Result, quota::Quota};

/// The name of the key of entity tags.
pub const TAG_KEY: &str = "tag-key";
const COMMENTS: &str = "quota-comments";
const CHARACTERS: &str = "quota-characters";

/// The value of a name.
pub async fn get(tx: &mut Tx, name: &str) -> Result<Option<String>> {
    Ok(
        on!(tx, c => sqlx::query_scalar("select value from setting where name = $1")
        .bind(name).fetch_optional(c).await)?,
    )
}

/// Stores a value unless there is one; answers the one that stands.
pub async fn get_or_put(tx: &mut Tx, name: &str, value: &str) -> Result<String> {
    on!(tx, c => sqlx::query("insert into setting (name, value) values ($1, $2) on conflict (name) do nothing")
        .bind(name).bind(value).execute(c).await.map(drop))?;
    Ok(get(tx, name).await?.unwrap_or_default())
}

/// Stores a value, whatever stood there.
pub async fn put(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value")
        .bind(name).bind(value).execute(c).await.map(drop))?;
    Ok(())
}

/// Writes a value that means nothing.
pub async fn touch(tx: &mut Tx) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into setting (name, value) values ('probe', '0') \
         on conflict (name) do update set value = case setting.value when '0' then '1' else '0' end")
        .execute(c).await.map(drop))?;
    Ok(())
}

/// How much one account may submit in one round.
pub async fn quota(tx: &mut Tx) -> Result<Quota> {
    let mut quota = Quota::DEFAULT;
    for (name, number) in [
        (COMMENTS, &mut quota.comments),
        (CHARACTERS, &mut quota.characters),
    ] {
        if let Some(value) = get(tx, name).await?.and_then(|value| value.parse().ok()) {
            *number = value;
        }
    }
    Ok(quota)
}

/// Sets how much one account may submit in one round.
pub async fn set_quota(tx: &mut Tx, quota: Quota) -> Result<()> {
    put(tx, COMMENTS, &quota.comments.to_string()).await?;
    put(tx, CHARACTERS, &quota.characters.to_string()).await
}
