//! Lists of comments in SQL against the one table of permissions, case by case; and what a search costs.

#![cfg(feature = "store")]

mod support;

use std::collections::BTreeSet;

use domain::{
    Error,
    actor::{Actor, Role},
    comment::CommentState,
    ops::{ConsultationContext, comment},
    paging::Seek,
    permission,
    query::Filter,
    round::Confidentiality,
    store::{Store, query::MOST_SCANNED},
    submission::Publication,
};
use support::{moment, seed};

/// Comments in every state a comment may be in: publication, hidden or not, withdrawn or not.
async fn every_state(store: &Store, context: &ConsultationContext) {
    let publications = [
        None,
        Some(Publication::Name),
        Some(Publication::Organisation),
        Some(Publication::Anonymous),
        Some(Publication::NotForPublication),
    ];
    for publication in publications {
        for hidden in [false, true] {
            for withdrawn in [false, true] {
                let said = seed::Said {
                    publication,
                    body: "Heron",
                    ..seed::Said::default()
                };
                let seq = seed::say(store, context, said).await;
                if hidden {
                    seed::hide(store, context, seq, "A reason").await;
                }
                if withdrawn {
                    seed::withdraw(store, context, seq).await;
                }
            }
        }
    }
}

stories! {
    async fn sql_lists_what_the_table_lets_a_reader_see(store: Store) {
        for first in Confidentiality::ALL {
            for second in Confidentiality::ALL {
                let (fresh, _folder) = support::sqlite().await;
                let store = match &store {
                    Store::Sqlite { .. } => fresh,
                    Store::Postgres { .. } => support::postgres().await.expect("named above"),
                };
                let context = seed::context(&store, "wells", *first).await;
                every_state(&store, &context).await;
                let context =
                    seed::second_round(&store, &context, *second, "2026-04-01T12:00:00Z", "2026-04-20T12:00:00Z").await;
                every_state(&store, &context).await;
                let slug = seed::slug(&context);
                let mut readers = vec![Actor::Visitor, Actor::Operator, Actor::Commission(context.consultation.id)];
                for (name, role) in [
                    ("Stakeholder", None), ("Facilitator", Some(Role::Facilitator)),
                    ("Commissioner", Some(Role::Commissioner)), ("Administrator", Some(Role::Administrator)),
                ] {
                    readers.push(seed::person(&store, &context, name, role).await);
                }
                let mut tx = store.read().await.expect("a snapshot");
                let mut all = Vec::new();
                for seq in 1..=40 {
                    let round = if seq <= 20 { 1 } else { 2 };
                    let reference = format!("R{round}-{seq:04}");
                    let one = domain::store::comment::by_reference(&mut tx, context.consultation.id, &reference).await;
                    all.push(one.expect("read").expect("stored"));
                }
                drop(tx);
                // Before the first round closes, between the two, while the second is open, after it.
                for at in ["2026-03-10T12:00:00Z", "2026-03-25T12:00:00Z", "2026-04-10T12:00:00Z", "2026-05-01T12:00:00Z"] {
                    let at = moment(at);
                    for reader in &readers {
                        // Until the second round opens, it is there for those who prepare it.
                        let known = domain::ops::consultation::find(&store, reader, slug, at).await.expect("readable");
                        let view = |it: &domain::comment::Comment| {
                            permission::view(reader, &context.consultation, &known.rounds, at, it.clone()).ok()
                        };
                        let standing = || all.iter().filter(|it| it.state == CommentState::Submitted);
                        let expected: BTreeSet<i64> = standing().filter_map(view).map(|it| it.seq).collect();
                        let worded: BTreeSet<i64> =
                            standing().filter_map(view).filter(|it| !it.content.body.is_empty()).map(|it| it.seq).collect();
                        for (words, expected) in [("", expected), ("heron", worded)] {
                            let filter = Filter { words: words.into(), ..Filter::default() };
                            let found = comment::list(&store, reader, slug, &filter, Seek::FIRST, at).await;
                            let listed: BTreeSet<i64> =
                                found.expect("a list").comments.iter().map(|it| it.seq).collect();
                            assert_eq!(listed, expected, "{first} {second} {at} {reader:?} {words:?}");
                        }
                    }
                }
            }
        }
    }

    async fn a_search_for_what_is_nowhere_reads_so_much_and_leads_on(store: Store) {
        let context = seed::context(&store, "wells", Confidentiality::Public).await;
        let slug = seed::slug(&context);
        // The worst for pattern matching: long runs of one letter, searched for a longer run that ends otherwise.
        let body = "a".repeat(20_000);
        let bodies = 2 * MOST_SCANNED / 60_000 + 1;
        seed::say_many(&store, &context, bodies, seed::Said { body: &body, wording: &body, ..seed::Said::default() }).await;
        let filter = Filter { words: format!("{}b", "a".repeat(domain::query::MAX_WORD - 1)), ..Filter::default() };
        let (mut seek, mut pages) = (Seek::FIRST, 0);
        loop {
            let listing =
                comment::list(&store, &Actor::Visitor, slug, &filter, seek, moment(seed::DURING)).await.expect("a list");
            assert!(listing.comments.is_empty());
            pages += 1;
            match listing.next {
                Some(next) => seek = next,
                None => break,
            }
        }
        // Each page reads no more than so much, whatever is searched for.
        assert!(pages > 1, "{pages}");
        let too_long = Filter { words: "a".repeat(200), ..Filter::default() };
        let refused = comment::list(&store, &Actor::Visitor, slug, &too_long, Seek::FIRST, moment(seed::DURING)).await;
        assert!(matches!(refused, Err(Error::Invalid(problems)) if problems.of("words").is_some()));
    }

    async fn a_statement_without_end_is_ended_and_pages_are_read_meanwhile(store: Store) {
        seed::context(&store, "wells", Confidentiality::Public).await;
        let mut costly = Vec::new();
        for _ in 0..2 {
            costly.push(store.read_costly().await.expect("a snapshot"));
        }
        // Every connection for costly reads is taken: pages are read all the same.
        store.read().await.expect("a snapshot");
        let endless = "with recursive n (i) as (select 1 union all select i + 1 from n) select count(*) from n";
        let ended: Result<i64, sqlx::Error> = match costly.pop().expect("one") {
            domain::store::Tx::Sqlite(mut tx) => sqlx::query_scalar(endless).fetch_one(&mut *tx).await,
            domain::store::Tx::Postgres(mut tx) => {
                sqlx::query("set local statement_timeout = '200ms'").execute(&mut *tx).await.expect("set");
                sqlx::query_scalar(endless).fetch_one(&mut *tx).await
            }
        };
        assert!(domain::store::is_too_costly(&ended.expect_err("ended")));
        // The connection serves the next search.
        drop(costly);
        store.read_costly().await.expect("a snapshot");
    }

    async fn what_was_stored_before_is_folded_anew(store: Store) {
        let context = seed::context(&store, "wells", Confidentiality::Public).await;
        let body = "L’ÉTÉ à la fontaine";
        seed::say(&store, &context, seed::Said { body, ..seed::Said::default() }).await;
        seed::store_as_before(&store, body).await;
        let found = async || {
            let filter = Filter { words: "ete l'ete".into(), ..Filter::default() };
            let slug = seed::slug(&context);
            let found = comment::list(&store, &Actor::Visitor, slug, &filter, Seek::FIRST, moment(seed::DURING)).await;
            found.expect("a list").comments.len()
        };
        assert_eq!(found().await, 0);
        store.migrate().await.expect("migrated");
        assert_eq!(found().await, 1);
    }
}
