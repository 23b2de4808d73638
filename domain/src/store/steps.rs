//! Changes of data that SQL cannot make, each done once, right after the schema was brought up to date.

use super::{Store, Tx, account, setting};
use crate::{Result, account::EmailAddress};

/// Runs what was not run yet.
pub(super) async fn run(store: &Store) -> Result<()> {
    if !is_done(&mut store.read().await?, "addresses").await? {
        let mut tx = store.begin().await?;
        // Another server may have been faster; on PostgreSQL it holds the row until it is done.
        if begin(&mut tx, "addresses").await? {
            one_form_of_addresses(&mut tx).await?;
        }
        tx.commit().await?;
    }
    tag_key(store).await
}

/// Makes the key of entity tags. Here, because reading a page must write nothing: it goes on when the disk is full.
async fn tag_key(store: &Store) -> Result<()> {
    if setting::get(&mut store.read().await?, setting::TAG_KEY)
        .await?
        .is_none()
    {
        let mut random = [0; 32];
        crate::id::fill_random(&mut random);
        let mut tx = store.begin().await?;
        setting::get_or_put(&mut tx, setting::TAG_KEY, &hex::encode(random)).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn is_done(tx: &mut Tx, name: &str) -> Result<bool> {
    let done: Option<i32> = on!(tx, c => sqlx::query_scalar("select 1 from data_step where name = $1")
        .bind(name).fetch_optional(c).await)?;
    Ok(done.is_some())
}

async fn begin(tx: &mut Tx, name: &str) -> Result<bool> {
    let rows = on!(tx, c => sqlx::query("insert into data_step (name) values ($1) on conflict do nothing")
        .bind(name).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Writes the addresses of accounts in their one form. Where the mailbox has another account already, this one keeps
/// its spelling, and with it everything it has: whoever writes that spelling is signed in to it, as before.
async fn one_form_of_addresses(tx: &mut Tx) -> Result<()> {
    for account in account::not_in_one_form(tx).await? {
        let Ok(one) = account.email.as_str().parse::<EmailAddress>() else {
            continue;
        };
        if account::by_email(tx, &one).await?.is_none() {
            account::set_email(tx, account.id, &one).await?;
        }
    }
    Ok(())
}
