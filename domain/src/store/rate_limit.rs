//! SQL of the limits on rate: how many attempts there were in a window of time.

use super::Tx;
use crate::Result;

/// Counts an attempt and answers how many there are now in the window, this one included. On PostgreSQL the row's
/// lock makes attempts at the same moment queue, so that none is missed.
pub async fn hit(tx: &mut Tx, bucket: &str, window_start: i64) -> Result<i64> {
    Ok(on!(tx, c => sqlx::query_scalar(
        "insert into rate_limit (bucket, window_start, hits) values ($1, $2, 1) \
         on conflict (bucket, window_start) do update set hits = rate_limit.hits + 1 returning hits")
        .bind(bucket).bind(window_start).fetch_one(c).await)?)
}

/// Forgets windows that began before a moment (seconds since 1970).
pub async fn delete_before(tx: &mut Tx, moment: i64) -> Result<()> {
    on!(tx, c => sqlx::query("delete from rate_limit where window_start < $1")
        .bind(moment).execute(c).await.map(drop))?;
    Ok(())
}
