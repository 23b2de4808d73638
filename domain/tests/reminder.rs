//! Whoever has drafts hears in time that they are not submitted.

#![cfg(feature = "store")]

mod support;

use chrono::TimeDelta;
use domain::{
    account::StakeholderGroup,
    comment::Position,
    ops::{mail::Written, reminder},
    round::Confidentiality,
    store::{Store, Tx},
    submission::Publication,
};
use support::scene::{self, closing, content, open, person, submit};

async fn told(store: &Store) -> Vec<(String, String)> {
    let query = "select recipient, subject from outbox where kind = 'reminder' order by id";
    match store.read().await.expect("a snapshot") {
        Tx::Sqlite(mut tx) => sqlx::query_as(query).fetch_all(&mut *tx).await,
        Tx::Postgres(mut tx) => sqlx::query_as(query).fetch_all(&mut *tx).await,
    }
    .expect("the outbox")
}

async fn remind(store: &Store, before: TimeDelta) -> usize {
    let write = |due: &reminder::Due| Written {
        subject: format!("{} until {}", due.drafts, due.closes_at),
        text: String::new(),
        html: String::new(),
    };
    reminder::remind(store, closing() - before, write)
        .await
        .expect("reminded")
}

async fn close_at(store: &Store, at: domain::Timestamp) {
    let query = "update round set closes_at = $1";
    let mut tx = store.begin().await.expect("a transaction");
    match &mut tx {
        Tx::Sqlite(tx) => sqlx::query(query)
            .bind(at)
            .execute(&mut **tx)
            .await
            .map(drop),
        Tx::Postgres(tx) => sqlx::query(query)
            .bind(at)
            .execute(&mut **tx)
            .await
            .map(drop),
    }
    .expect("another closing time");
    tx.commit().await.expect("kept");
}

stories! {
    async fn whoever_has_drafts_is_reminded_twice_and_once_each(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let ben = person(&store, "Ben", StakeholderGroup::CivilSociety).await;
        for author in [&ada, &ben] {
            scene::draft(&store, author, content(None, Position::Support, "A good text."), open()).await;
        }
        scene::publish_as(&store, &ben, Publication::Name).await;
        submit(&store, &ben, open()).await.expect("submitted");

        assert_eq!(remind(&store, TimeDelta::hours(73)).await, 0, "too early");
        assert_eq!(remind(&store, TimeDelta::hours(71)).await, 1);
        assert_eq!(remind(&store, TimeDelta::hours(70)).await, 0, "once");
        assert_eq!(remind(&store, TimeDelta::hours(30)).await, 0);
        let both = tokio::join!(remind(&store, TimeDelta::hours(23)), remind(&store, TimeDelta::hours(23)));
        assert_eq!(both.0 + both.1, 1, "two workers");
        assert_eq!(remind(&store, TimeDelta::hours(-1)).await, 0, "over");
        let subject = format!("1 until {}", closing());
        assert_eq!(told(&store).await, [("ada@example.org".to_owned(), subject.clone()), ("ada@example.org".to_owned(), subject)]);

        // The round is extended: of the new closing time people hear anew.
        close_at(&store, closing() + TimeDelta::days(10)).await;
        assert_eq!(remind(&store, TimeDelta::hours(23)).await, 0);
        assert_eq!(remind(&store, TimeDelta::hours(71 - 240)).await, 1);
        assert_eq!(told(&store).await.len(), 3);
    }
}
