//! Stories run on both databases: `stories! { async fn name(store: Store) { .. } }` makes `name::sqlite` and
//! `name::postgres`. The PostgreSQL server is named by `PLENARY_TEST_POSTGRES` (`cargo xtask test` starts one);
//! without it those tests are skipped, see [`skip`].

#![allow(dead_code, reason = "each test file uses a part of it")]

/// Comments of people with accounts.
pub mod comments;
/// A consultation whose report is frozen.
pub mod frozen;
/// A consultation with a text and people.
pub mod scene;
/// A consultation with text and comments, written straight into the store.
pub mod seed;
/// Tests that cannot run here.
pub mod skip;

use domain::{
    Timestamp,
    ops::{mail::Written, submission::Withdrawal},
    store::Store,
};
use sqlx::{ConnectOptions, Connection, postgres::PgConnectOptions};

/// Makes a test of a story on each database.
#[macro_export]
macro_rules! stories {
    ($($(#[$meta:meta])* async fn $name:ident($store:ident: Store) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "a story may not need them all")]
            use super::*;

            async fn story($store: domain::store::Store) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                let (store, _folder) = $crate::support::sqlite().await;
                story(store).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                match $crate::support::postgres().await {
                    Some(store) => story(store).await,
                    None => $crate::support::skip::without_postgres(),
                }
            }
        }
    )+};
}

/// The words of the confirmation of a withdrawal: what was withdrawn.
pub fn withdrawn(it: &Withdrawal) -> Written {
    let references = it.comments.iter().map(|it| it.reference.as_str());
    let bodies = it.comments.iter().map(|it| it.content.body.as_str());
    Written {
        subject: format!("withdrawn {}", references.collect::<Vec<_>>().join(" ")),
        text: bodies.collect::<Vec<_>>().join("\n"),
        html: String::new(),
    }
}

/// A fresh SQLite database, gone with the folder.
pub async fn sqlite() -> (Store, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}", folder.path().join("plenary.db").display());
    (Store::open(&url).await.expect("an SQLite database"), folder)
}

/// A fresh database on the PostgreSQL server for tests.
pub async fn postgres() -> Option<Store> {
    Some(
        Store::open(&postgres_url().await?)
            .await
            .expect("a PostgreSQL database"),
    )
}

/// The address of a fresh database on the PostgreSQL server for tests.
pub async fn postgres_url() -> Option<String> {
    let server = std::env::var("PLENARY_TEST_POSTGRES").ok()?;
    let name = format!(
        "story_{}",
        domain::id::RecordId::new(moment("2026-01-01T00:00:00Z"))
            .0
            .simple()
    );
    let options: PgConnectOptions = server.parse().expect("PLENARY_TEST_POSTGRES is an address");
    let mut connection = options
        .connect()
        .await
        .expect("the PostgreSQL server for tests");
    sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}")))
        .execute(&mut connection)
        .await
        .expect("a fresh database");
    connection.close().await.expect("closed");
    let (base, _) = server
        .rsplit_once('/')
        .expect("the address names a database");
    Some(format!("{base}/{name}"))
}

/// A moment, from its RFC 3339 form.
pub fn moment(text: &str) -> Timestamp {
    text.parse().expect("an RFC 3339 moment")
}
