//! Mail waits in the outbox, is taken in hand, sent, or tried again.

#![cfg(feature = "store")]

mod support;

use chrono::TimeDelta;
use domain::{
    Error, Timestamp,
    actor::Actor,
    ops::mail,
    store::{
        Store,
        outbox::{self, Mail},
    },
};
use support::moment;

fn letter(subject: &str) -> Mail {
    Mail {
        kind: "receipt",
        to: "desk@wells.example".parse().expect("an address"),
        subject: subject.into(),
        text: "words".into(),
        html: "<p>words</p>".into(),
    }
}

async fn queue(store: &Store, at: Timestamp, mail: Mail) {
    let mut tx = store.begin().await.expect("a transaction");
    outbox::enqueue(&mut tx, at, mail).await.expect("queued");
    tx.commit().await.expect("committed");
}

#[test]
fn waiting_grows_from_a_minute_to_an_hour_and_lasts_three_days() {
    assert_eq!(outbox::back_off(1), TimeDelta::minutes(1));
    assert_eq!(outbox::back_off(2), TimeDelta::minutes(2));
    assert_eq!(outbox::back_off(6), TimeDelta::minutes(32));
    assert_eq!(outbox::back_off(7), TimeDelta::minutes(60));
    assert_eq!(outbox::back_off(90), TimeDelta::minutes(60));
    let all: TimeDelta = (1..outbox::MOST_ATTEMPTS).map(outbox::back_off).sum();
    assert!(all >= TimeDelta::days(3), "tries for {all}");
}

stories! {
    async fn a_mail_exists_only_if_its_act_is_committed(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        let mut tx = store.begin().await.expect("a transaction");
        outbox::enqueue(&mut tx, at, letter("never")).await.expect("queued");
        drop(tx);
        queue(&store, at, letter("Thank\r\nyou")).await;
        let taken = mail::claim(&store, at, 10, "plenary.example").await.expect("taken");
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0].subject, "Thank you", "a subject is one line");
        assert!(taken[0].message_id.ends_with("@plenary.example"));
    }

    async fn a_claim_holds_for_a_while_and_the_message_id_for_ever(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        queue(&store, at, letter("one")).await;
        let first = mail::claim(&store, at, 10, "one.example").await.expect("taken");
        assert_eq!(first.len(), 1);
        let soon = at + outbox::CLAIM - TimeDelta::seconds(1);
        assert!(mail::claim(&store, soon, 10, "two.example").await.expect("none").is_empty());
        mail::renew(&store, soon, first[0].id).await.expect("renewed");
        assert!(mail::claim(&store, at + outbox::CLAIM, 10, "two.example").await.expect("none").is_empty());
        let later = soon + outbox::CLAIM;
        let again = mail::claim(&store, later, 10, "two.example").await.expect("taken again");
        assert_eq!(again[0].message_id, first[0].message_id);
        mail::sent(&store, later, again[0].id).await.expect("marked");
        assert!(mail::claim(&store, later + TimeDelta::days(1), 10, "two.example").await.expect("none").is_empty());
    }

    async fn a_failed_mail_is_tried_again_later_and_later(store: Store) {
        let mut at = moment("2026-03-01T12:00:00Z");
        let start = at;
        queue(&store, at, letter("one")).await;
        let mut attempts = 0;
        let mut id = String::new();
        while at < start + TimeDelta::days(3) {
            let taken = mail::claim(&store, at, 10, "plenary.example").await.expect("taken");
            if let Some(it) = taken.first() {
                assert_eq!(it.attempts, attempts);
                attempts += 1;
                if attempts == 1 {
                    id.clone_from(&it.message_id);
                }
                assert_eq!(it.message_id, id);
                mail::failed(&store, at, it, "451 try later").await.expect("marked");
                let early = at + outbox::back_off(attempts) - TimeDelta::seconds(1);
                assert!(mail::claim(&store, early, 10, "plenary.example").await.expect("none").is_empty());
            }
            at += outbox::back_off(attempts);
        }
        assert!(attempts > 70 && attempts < outbox::MOST_ATTEMPTS, "{attempts} attempts in three days");
        let (standing, _) = mail::standing(&store, at).await.expect("counted");
        assert_eq!((standing.waiting, standing.failing, standing.undelivered), (1, 1, 0));
    }

    async fn a_mail_that_is_refused_for_good_waits_for_somebody_s_word(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        queue(&store, at, letter("one")).await;
        let taken = mail::claim(&store, at, 10, "plenary.example").await.expect("taken");
        mail::refused(&store, at, &taken[0], "550 no such person").await.expect("marked");
        let later = at + TimeDelta::days(10);
        assert!(mail::claim(&store, later, 10, "plenary.example").await.expect("none").is_empty());
        let (standing, troubles) = mail::standing(&store, later).await.expect("counted");
        assert_eq!((standing.waiting, standing.undelivered), (0, 1));
        assert_eq!((troubles[0].error.as_str(), troubles[0].mails, troubles[0].recipients), ("550 no such person", 1, 1));
        let nobody = mail::look(&store, &Actor::Visitor, false, later).await;
        assert!(nobody.is_err(), "the outbox is for administrators");
        let seen = mail::look(&store, &Actor::Operator, false, later).await.expect("seen");
        assert_eq!(seen.mails[0].next_attempt_at, None);
        assert_eq!(mail::resend(&store, &Actor::Operator, Some(seen.mails[0].id), later).await.expect("again"), 1);
        let again = mail::claim(&store, later, 10, "plenary.example").await.expect("taken");
        assert_eq!(again[0].message_id, taken[0].message_id);
        // While it is being sent nobody takes it out, or has it sent by another as well.
        assert!(mail::discard(&store, &Actor::Operator, again[0].id, later).await.is_err());
        assert_eq!(mail::discard_all(&store, &Actor::Operator, later).await.expect("none"), 0);
        mail::sent(&store, later, again[0].id).await.expect("marked");
        assert!(mail::discard(&store, &Actor::Operator, again[0].id, later).await.is_err(), "what was sent stays");
    }

    async fn nobody_gets_more_than_so_many_mails_a_day(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        for n in 0..outbox::DAILY + 5 {
            queue(&store, at, letter(&format!("number {n}"))).await;
        }
        let drain = async |at: Timestamp| {
            let mut count = 0;
            while let Some(it) = mail::claim(&store, at, 1, "plenary.example").await.expect("taken").first() {
                mail::sent(&store, at, it.id).await.expect("marked");
                count += 1;
            }
            count
        };
        assert_eq!(drain(at).await, outbox::DAILY);
        // Links are no reason to wait for: anybody can ask for them.
        for _ in 0..outbox::DAILY {
            queue(&store, at, Mail { kind: outbox::SIGN_IN, to: "other@wells.example".parse().expect("an address"), ..letter("link") }).await;
        }
        assert_eq!(drain(at).await, outbox::DAILY);
        queue(&store, at, Mail { kind: outbox::SIGN_IN, ..letter("link") }).await;
        queue(&store, at, Mail { to: "other@wells.example".parse().expect("an address"), ..letter("other") }).await;
        assert_eq!(drain(at).await, 2, "a sign-in link, and somebody else");
        let (standing, _) = mail::standing(&store, at).await.expect("counted");
        assert_eq!((standing.waiting, standing.put_off), (5, 5));
        assert_eq!(drain(at + TimeDelta::hours(25)).await, 5);
    }

    async fn sign_in_links_that_anybody_asks_for_keep_no_other_mail_waiting(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        for n in 0..outbox::DAILY + 5 {
            queue(&store, at, Mail { kind: outbox::SIGN_IN, ..letter(&format!("link {n}")) }).await;
        }
        let links = mail::claim(&store, at, 100, "plenary.example").await.expect("taken");
        assert_eq!(i64::try_from(links.len()), Ok(outbox::DAILY + 5));
        for link in links {
            mail::sent(&store, at, link.id).await.expect("marked");
        }
        queue(&store, at, letter("receipt")).await;
        let (standing, _) = mail::standing(&store, at).await.expect("counted");
        assert_eq!((standing.waiting, standing.put_off), (1, 0));
        assert_eq!(mail::claim(&store, at, 1, "plenary.example").await.expect("taken").len(), 1);
    }

    async fn a_mail_that_is_being_sent_is_neither_sent_beside_that_nor_taken_out(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        queue(&store, at, letter("one")).await;
        let taken = mail::claim(&store, at, 1, "plenary.example").await.expect("taken");
        mail::failed(&store, at, &taken[0], "451 later").await.expect("marked");
        let later = at + TimeDelta::minutes(2);
        let taken = mail::claim(&store, later, 1, "plenary.example").await.expect("taken again");
        let id = taken[0].id;
        for which in [Some(id), None] {
            assert_eq!(mail::resend(&store, &Actor::Operator, which, later).await.expect("nothing"), 0);
        }
        assert!(mail::claim(&store, later, 1, "plenary.example").await.expect("none").is_empty());
        let gone = mail::discard(&store, &Actor::Operator, id, later).await;
        assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
        assert_eq!(mail::discard_all(&store, &Actor::Operator, later).await.expect("nothing"), 0);
        // Its worker has died; or the clock was wrong when it took it.
        for free in [later + outbox::CLAIM, later - TimeDelta::days(1)] {
            assert_eq!(mail::resend(&store, &Actor::Operator, None, free).await.expect("again"), 1);
            let again = mail::claim(&store, free, 1, "plenary.example").await.expect("taken");
            assert_eq!(again[0].message_id, taken[0].message_id);
            mail::failed(&store, free, &again[0], "451 later").await.expect("marked");
            let due = free + TimeDelta::minutes(2);
            assert_eq!(mail::claim(&store, due, 1, "plenary.example").await.expect("taken").len(), 1);
        }
        let end = later + TimeDelta::days(1);
        assert!(mail::discard_all(&store, &Actor::Visitor, end).await.is_err(), "the outbox is for administrators");
        assert_eq!(mail::discard_all(&store, &Actor::Operator, end).await.expect("taken out"), 1);
        let (standing, _) = mail::standing(&store, end).await.expect("counted");
        assert_eq!(standing.waiting, 0);
    }

    async fn mails_survive_a_clock_that_is_set_back(store: Store) {
        let right = moment("2026-03-01T12:00:00Z");
        let wrong = right + TimeDelta::days(400);
        queue(&store, wrong, letter("queued")).await;
        queue(&store, wrong, letter("failed")).await;
        queue(&store, wrong, letter("in hand")).await;
        let taken = mail::claim(&store, wrong, 3, "plenary.example").await.expect("taken");
        mail::release(&store, taken[0].id).await.expect("put back");
        mail::failed(&store, wrong, &taken[1], "451 later").await.expect("marked");
        let found = mail::claim(&store, right, 10, "plenary.example").await.expect("taken");
        assert_eq!(found.len(), 3);
    }

    async fn two_workers_never_take_the_same_mail(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        for n in 0..40 {
            queue(&store, at, letter(&format!("number {n}"))).await;
        }
        let workers = (0..8).map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut taken = Vec::new();
                for _ in 0..20 {
                    taken.extend(mail::claim(&store, at, 2, "plenary.example").await.expect("taken"));
                }
                taken
            })
        }).collect::<Vec<_>>();
        let mut ids = Vec::new();
        for worker in workers {
            ids.extend(worker.await.expect("a worker").into_iter().map(|mail| mail.id));
        }
        ids.sort();
        let all = ids.len();
        ids.dedup();
        assert_eq!((all, ids.len()), (40, 40));
    }

    async fn the_words_of_a_sign_in_mail_are_forgotten_once_sent(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        queue(&store, at, Mail { kind: outbox::SIGN_IN, ..letter("link") }).await;
        let taken = mail::claim(&store, at, 1, "plenary.example").await.expect("taken");
        assert_eq!(taken[0].body_text, "words");
        mail::sent(&store, at, taken[0].id).await.expect("marked");
        let (text, html): (String, String) = match &store {
            Store::Sqlite { readers, .. } => sqlx::query_as("select body_text, body_html from outbox").fetch_one(readers).await,
            Store::Postgres { pool, .. } => sqlx::query_as("select body_text, body_html from outbox").fetch_one(pool).await,
        }.expect("the row");
        assert_eq!((text.as_str(), html.as_str()), ("", ""));
        mail::sweep(&store, at + TimeDelta::days(31)).await.expect("swept");
        let left: i64 = match &store {
            Store::Sqlite { readers, .. } => sqlx::query_scalar("select count(*) from outbox").fetch_one(readers).await,
            Store::Postgres { pool, .. } => sqlx::query_scalar("select count(*) from outbox").fetch_one(pool).await,
        }.expect("a count");
        assert_eq!(left, 0);
    }
}
