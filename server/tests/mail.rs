//! Mail leaves by way of a real mail server, whatever happens to that server, to the worker or to the database.

mod support;

use std::time::Duration;

use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::{
    Timestamp,
    actor::Role,
    ops,
    store::{
        Store,
        outbox::{self, Mail},
    },
};
use plenary::{
    clock::Clock,
    config::MailTo,
    mail::Mailer,
    worker::{Wake, Worker},
};
use support::{
    client::Site,
    forms::form,
    moment,
    smtp::{Manner, Smtp},
};
use tokio::sync::watch;

async fn queue(store: &Store, at: Timestamp, to: &str, subject: &str) {
    let mail = Mail {
        kind: "receipt",
        to: to.parse().expect("an address"),
        subject: subject.into(),
        text: "Three comments were received.\n.\n..and a line with dots".into(),
        html: "<!DOCTYPE html><p>Three comments were received.</p>".into(),
    };
    let mut tx = store.begin().await.expect("a transaction");
    outbox::enqueue(&mut tx, at, mail).await.expect("queued");
    tx.commit().await.expect("committed");
}

fn worker(store: &Store, clock: &Clock, to: &MailTo, wake: &Wake) -> Worker {
    let from = "Plenary <plenary@consult.example>"
        .parse()
        .expect("a sender");
    let mailer = Mailer::new(to, from).expect("a mailer");
    Worker::new(store.clone(), clock.clone(), mailer, wake.clone())
}

/// Waits for something to become true; fails after a while.
async fn until(what: &str, mut is: impl FnMut() -> bool) {
    for _ in 0..400 {
        if is() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("waited for: {what}");
}

fn ids(smtp: &Smtp) -> Vec<String> {
    let mut ids: Vec<String> = smtp
        .taken()
        .iter()
        .map(|mail| mail.header("Message-ID"))
        .collect();
    ids.sort();
    ids
}

stories! {
    async fn a_mail_arrives_once_whole_and_with_both_parts(store: Store) {
        let smtp = Smtp::start().await;
        let clock = Clock::set(moment("2026-03-01T12:00:00Z"));
        let wake = Wake::default();
        let (stop, stopped) = watch::channel(false);
        let running = tokio::spawn(worker(&store, &clock, &MailTo::Smtp(smtp.url()), &wake).run(stopped));
        queue(&store, clock.now(), "desk@wells.example", "Votre accusé de réception").await;
        wake.wake();
        until("the mail", || smtp.taken().len() == 1).await;
        queue(&store, clock.now(), "other@wells.example", "Second").await;
        wake.wake();
        until("the second", || smtp.taken().len() == 2).await;
        stop.send(true).expect("it runs");
        running.await.expect("it stops");
        let mail = &smtp.taken()[0];
        assert_eq!(mail.to, "desk@wells.example");
        assert_eq!(mail.header("From"), "Plenary <plenary@consult.example>");
        assert!(mail.header("Message-ID").ends_with("@consult.example>"), "{}", mail.text);
        assert!(mail.text.contains("Content-Type: text/plain") && mail.text.contains("Content-Type: text/html"));
        assert!(mail.text.contains("\r\n.\r\n..and a line with dots"), "{}", mail.text);
        let (standing, _) = ops::mail::standing(&store, clock.now()).await.expect("counted");
        assert_eq!(standing.waiting, 0);
    }

    async fn a_mail_server_that_refuses_for_an_hour_loses_nothing(store: Store) {
        let smtp = Smtp::start().await;
        let start = moment("2026-03-01T12:00:00Z");
        let clock = Clock::set(start);
        let worker = worker(&store, &clock, &MailTo::Smtp(smtp.url()), &Wake::default());
        let (_stop, stopped) = watch::channel(false);
        smtp.behave(Manner::Refuses);
        for n in 0..10 {
            queue(&store, start, &format!("desk{n}@wells.example"), "Receipt").await;
        }
        for minute in 0..60 {
            clock.advance_to(start + TimeDelta::minutes(minute));
            while worker.round(&stopped).await.expect("the database is there") > 0 {}
        }
        assert!(smtp.taken().is_empty());
        let attempts = smtp.attempts();
        assert!((50..=70).contains(&attempts), "ten mails at 0, 1, 3, 7, 15 and 31 minutes, not {attempts} attempts");
        smtp.behave(Manner::Takes);
        for minute in 60..125 {
            clock.advance_to(start + TimeDelta::minutes(minute));
            while worker.round(&stopped).await.expect("the database is there") > 0 {}
        }
        let arrived = ids(&smtp);
        assert_eq!(arrived.len(), 10, "all of them, once");
        let mut distinct = arrived.clone();
        distinct.dedup();
        assert_eq!(distinct, arrived);
    }

    async fn one_bad_address_stands_in_nobody_s_way(store: Store) {
        let smtp = Smtp::start().await;
        let at = moment("2026-03-01T12:00:00Z");
        let clock = Clock::set(at);
        let worker = worker(&store, &clock, &MailTo::Smtp(smtp.url()), &Wake::default());
        let (_stop, stopped) = watch::channel(false);
        smtp.behave(Manner::RefusesFor(["bad@wells.example".to_owned()].into()));
        queue(&store, at, "bad@wells.example", "First in the row").await;
        for n in 0..12 {
            queue(&store, at + TimeDelta::milliseconds(n + 1), &format!("desk{n}@wells.example"), "Receipt").await;
        }
        clock.advance_to(at + TimeDelta::seconds(1));
        while worker.round(&stopped).await.expect("the database is there") > 0 {}
        assert_eq!(smtp.taken().len(), 12);
        let (standing, _) = ops::mail::standing(&store, clock.now()).await.expect("counted");
        assert_eq!((standing.waiting, standing.failing, standing.undelivered), (0, 0, 1));
        // Whoever is refused for good is asked once, not for four days.
        clock.advance_to(at + TimeDelta::days(1));
        assert_eq!(worker.round(&stopped).await.expect("the database is there"), 0);
    }

    async fn an_administrator_sees_what_was_refused_and_sends_it_again(store: Store) {
        let smtp = Smtp::start().await;
        let at = moment("2026-03-01T12:00:00Z");
        let clock = Clock::set(at);
        let worker = worker(&store, &clock, &MailTo::Smtp(smtp.url()), &Wake::default());
        let (_stop, stopped) = watch::channel(false);
        smtp.behave(Manner::RefusesFor(["bad@wells.example".to_owned(), "gone@wells.example".to_owned()].into()));
        queue(&store, at, "bad@wells.example", "Receipt").await;
        queue(&store, at, "gone@wells.example", "Receipt").await;
        while worker.round(&stopped).await.expect("the database is there") > 0 {}
        let site = Site::new(store.clone(), at);
        let mut administrator = site.signed_in("office@example.org", &[(Role::Administrator, "")]).await;
        let page = administrator.get("/mail").await;
        for words in ["bad@wells.example", "550", "no such person", "not tried again", "Confirmation of a submission"] {
            assert!(page.body.contains(words), "{words} is not in {}", page.body);
        }
        assert!(!page.body.contains("Three comments"), "its words are for its reader");
        let account = administrator.get("/account").await;
        assert!(account.body.contains("href=\"/mail\""));
        let mut somebody = site.signed_in("desk@example.org", &[]).await;
        assert_eq!(somebody.get("/mail").await.status, StatusCode::FORBIDDEN);

        smtp.behave(Manner::Takes);
        let fields = |page: &str, act: &'static str| form(page, ("act", act));
        let resend = fields(&page.body, "resend");
        let resend: Vec<_> = resend.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let page = administrator.post("/mail", &resend).await;
        assert!(page.body.contains("1 mail is tried anew"), "{}", page.body);
        let discard = fields(&page.body, "discard");
        let discard: Vec<_> = discard.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let page = administrator.post("/mail", &discard).await;
        assert!(page.body.contains("The mail was taken out") && page.body.contains("has been delivered"), "{}", page.body);
        while worker.round(&stopped).await.expect("the database is there") > 0 {}
        assert_eq!(smtp.taken().len(), 1);
        let record = administrator.get("/audit").await;
        assert!(record.body.contains("Mail tried anew") && record.body.contains("Mail taken out"));
    }

    async fn a_killed_worker_repeats_one_mail_at_the_most(store: Store) {
        const MAILS: usize = 60;
        const KILLS: usize = 12;
        let smtp = Smtp::start().await;
        let at = moment("2026-03-01T12:00:00Z");
        let clock = Clock::set(at);
        for n in 0..MAILS {
            queue(&store, at, &format!("desk{n}@wells.example"), "Receipt").await;
        }
        smtp.behave(Manner::TakesItsTime(Duration::from_millis(5)));
        for n in 0..KILLS {
            let (_stop, stopped) = watch::channel(false);
            let before = smtp.taken().len();
            let running = tokio::spawn(worker(&store, &clock, &MailTo::Smtp(smtp.url()), &Wake::default()).run(stopped));
            until("some mails", || smtp.taken().len() > before + n % 3).await;
            // In the middle of whatever it does just then.
            running.abort();
            let _ = running.await;
            clock.advance_to(clock.now() + outbox::CLAIM + TimeDelta::seconds(1));
        }
        smtp.behave(Manner::Takes);
        let (_stop, stopped) = watch::channel(false);
        let last = worker(&store, &clock, &MailTo::Smtp(smtp.url()), &Wake::default());
        while last.round(&stopped).await.expect("the database is there") > 0 {}
        let all = ids(&smtp);
        let mut distinct = all.clone();
        distinct.dedup();
        assert_eq!(distinct.len(), MAILS, "none is lost");
        assert!(all.len() <= MAILS + KILLS, "{} mails were repeated by {KILLS} kills", all.len() - MAILS);
    }

    async fn a_worker_that_is_told_to_stop_waits_for_no_mail_server(store: Store) {
        let smtp = Smtp::start().await;
        let at = moment("2026-03-01T12:00:00Z");
        let clock = Clock::set(at);
        queue(&store, at, "desk@wells.example", "Receipt").await;
        smtp.behave(Manner::TakesItsTime(Duration::from_hours(1)));
        let (stop, stopped) = watch::channel(false);
        let running = tokio::spawn(worker(&store, &clock, &MailTo::Smtp(smtp.url()), &Wake::default()).run(stopped));
        until("the mail server has it", || smtp.attempts() == 1).await;
        stop.send(true).expect("it runs");
        tokio::time::timeout(Duration::from_secs(8), running).await.expect("it ends").expect("in order");
        // It went back: whoever comes next takes it at once.
        assert_eq!(ops::mail::claim(&store, at, 8, "consult.example").await.expect("taken").len(), 1);
    }

    async fn a_stuck_mail_keeps_no_other_waiting(store: Store) {
        let smtp = Smtp::start().await;
        let at = moment("2026-03-01T12:00:00Z");
        let clock = Clock::set(at);
        let worker = worker(&store, &clock, &MailTo::Smtp(smtp.url()), &Wake::default());
        let (stop, stopped) = watch::channel(false);
        smtp.behave(Manner::TakesItsTime(Duration::from_hours(1)));
        queue(&store, at, "stuck@wells.example", "Receipt").await;
        let running = tokio::spawn(async move { worker.run(stopped).await });
        until("the mail server has it", || smtp.attempts() == 1).await;
        smtp.behave(Manner::Takes);
        queue(&store, at, "desk@wells.example", "Receipt").await;
        until("the other mail", || smtp.taken().iter().any(|it| it.to == "desk@wells.example")).await;
        stop.send(true).expect("it runs");
        running.await.expect("in order");
    }

    async fn held_mail_waits(store: Store) {
        let smtp = Smtp::start().await;
        let at = moment("2026-03-01T12:00:00Z");
        let clock = Clock::set(at);
        let wake = Wake::default();
        queue(&store, at, "desk@wells.example", "Receipt").await;
        let (stop, stopped) = watch::channel(false);
        let holding = worker(&store, &clock, &MailTo::Smtp(smtp.url()), &wake).holding(true);
        let running = tokio::spawn(holding.run(stopped));
        wake.wake();
        tokio::time::sleep(Duration::from_millis(500)).await;
        stop.send(true).expect("it runs");
        running.await.expect("in order");
        assert_eq!(smtp.attempts(), 0);
        let (_stop, stopped) = watch::channel(false);
        let worker = worker(&store, &clock, &MailTo::Smtp(smtp.url()), &wake);
        assert_eq!(worker.round(&stopped).await.expect("the database is there"), 1);
    }

    async fn a_repeated_mail_has_the_same_message_id(store: Store) {
        let smtp = Smtp::start().await;
        let at = moment("2026-03-01T12:00:00Z");
        let clock = Clock::set(at);
        let worker = worker(&store, &clock, &MailTo::Smtp(smtp.url()), &Wake::default());
        let (_stop, stopped) = watch::channel(false);
        queue(&store, at, "desk@wells.example", "Receipt").await;
        smtp.behave(Manner::BreaksAfterTaking);
        worker.round(&stopped).await.expect("the database is there");
        smtp.behave(Manner::Takes);
        clock.advance_to(at + TimeDelta::minutes(2));
        worker.round(&stopped).await.expect("the database is there");
        let arrived = smtp.taken();
        assert_eq!(arrived.len(), 2, "accepted, but we were never told: it has to go again");
        assert_eq!(arrived[0].header("Message-ID"), arrived[1].header("Message-ID"));
        assert_eq!(arrived[0].header("Date"), arrived[1].header("Date"));
    }

    async fn after_a_crash_only_what_was_in_hand_is_repeated(store: Store) {
        let smtp = Smtp::start().await;
        let at = moment("2026-03-01T12:00:00Z");
        let clock = Clock::set(at);
        let (_stop, stopped) = watch::channel(false);
        let worker = worker(&store, &clock, &MailTo::Smtp(smtp.url()), &Wake::default());
        for n in 0..3 {
            queue(&store, at, &format!("early{n}@wells.example"), "Receipt").await;
        }
        while worker.round(&stopped).await.expect("the database is there") > 0 {}
        queue(&store, at, "inhand@wells.example", "Receipt").await;
        // A worker that dies with a mail in hand: claimed, and never heard of again.
        let lost = ops::mail::claim(&store, at, 8, "consult.example").await.expect("taken");
        assert_eq!(lost.len(), 1);
        queue(&store, at, "late@wells.example", "Receipt").await;
        worker.round(&stopped).await.expect("the database is there");
        assert_eq!(smtp.taken().len(), 4, "the others go on at once");
        clock.advance_to(at + outbox::CLAIM);
        worker.round(&stopped).await.expect("the database is there");
        let arrived = smtp.taken();
        assert_eq!(arrived.len(), 5);
        assert_eq!(arrived[4].to, "inhand@wells.example");
        assert_eq!(arrived[4].header("Message-ID"), format!("<{}>", lost[0].message_id));
    }

    async fn a_slow_mail_server_is_waited_for_and_nobody_else_sends_meanwhile(store: Store) {
        let smtp = Smtp::start().await;
        let at = moment("2026-03-01T12:00:00Z");
        let clock = Clock::set(at);
        smtp.behave(Manner::TakesItsTime(Duration::from_secs(9)));
        queue(&store, at, "desk@wells.example", "Receipt").await;
        let (_stop, stopped) = watch::channel(false);
        let first = worker(&store, &clock, &MailTo::Smtp(smtp.url()), &Wake::default());
        let second = first.clone();
        let sending = tokio::spawn({
            let stopped = stopped.clone();
            async move { first.round(&stopped).await }
        });
        until("the mail server has it", || smtp.attempts() == 1).await;
        clock.advance_to(at + outbox::CLAIM - TimeDelta::seconds(1));
        // After seven seconds the claim is renewed, by the clock as it is then.
        tokio::time::sleep(Duration::from_millis(7500)).await;
        clock.advance_to(at + outbox::CLAIM + TimeDelta::seconds(1));
        assert_eq!(second.round(&stopped).await.expect("the database is there"), 0);
        sending.await.expect("a round").expect("the database is there");
        assert_eq!((smtp.taken().len(), smtp.attempts()), (1, 1));
    }

    async fn a_stopped_worker_leaves_the_rest_in_the_outbox(store: Store) {
        let smtp = Smtp::start().await;
        let at = moment("2026-03-01T12:00:00Z");
        let clock = Clock::set(at);
        let worker = worker(&store, &clock, &MailTo::Smtp(smtp.url()), &Wake::default());
        queue(&store, at, "desk@wells.example", "Receipt").await;
        let (_stop, stopped) = watch::channel(true);
        worker.round(&stopped).await.expect("the database is there");
        assert!(smtp.taken().is_empty());
        // Another process takes it at once, without waiting for the claim to end.
        let (_go, going) = watch::channel(false);
        worker.round(&going).await.expect("the database is there");
        assert_eq!(smtp.taken().len(), 1);
    }

    async fn four_workers_send_each_mail_once(store: Store) {
        let smtp = Smtp::start().await;
        let at = moment("2026-03-01T12:00:00Z");
        let clock = Clock::set(at);
        for n in 0..40 {
            queue(&store, at, &format!("desk{n}@wells.example"), "Receipt").await;
        }
        let (stop, stopped) = watch::channel(false);
        let running: Vec<_> = (0..4)
            .map(|_| tokio::spawn(worker(&store, &clock, &MailTo::Smtp(smtp.url()), &Wake::default()).run(stopped.clone())))
            .collect();
        until("all mails", || smtp.taken().len() >= 40).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        stop.send(true).expect("they run");
        for worker in running {
            worker.await.expect("it stops");
        }
        let mut to: Vec<String> = smtp.taken().into_iter().map(|mail| mail.to).collect();
        to.sort();
        to.dedup();
        assert_eq!((smtp.taken().len(), to.len()), (40, 40));
    }

    async fn without_a_mail_server_mail_is_written_to_a_folder(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        let clock = Clock::set(at);
        let folder = tempfile::tempdir().expect("a folder");
        let to = MailTo::Folder(folder.path().join("mails"));
        let worker = worker(&store, &clock, &to, &Wake::default());
        let (_stop, stopped) = watch::channel(false);
        queue(&store, at, "one@wells.example", "First").await;
        queue(&store, at + TimeDelta::seconds(1), "two@wells.example", "Second").await;
        clock.advance_to(at + TimeDelta::seconds(2));
        worker.round(&stopped).await.expect("the database is there");
        let mut names: Vec<_> = std::fs::read_dir(folder.path().join("mails")).expect("the folder")
            .map(|entry| entry.expect("an entry").path()).collect();
        names.sort();
        assert_eq!(names.len(), 2, "{names:?}");
        assert!(names.iter().all(|name| name.extension().is_some_and(|kind| kind == "eml")));
        let first = std::fs::read_to_string(&names[0]).expect("a mail");
        assert!(first.contains("\r\nTo: one@wells.example\r\n") && first.contains("Message-ID: <"), "{first}");
    }

    async fn a_worker_outlives_its_database(store: Store) {
        let smtp = Smtp::start().await;
        let clock = Clock::set(moment("2026-03-01T12:00:00Z"));
        let (stop, stopped) = watch::channel(false);
        let away = store.clone();
        away.close().await;
        let running = tokio::spawn(worker(&away, &clock, &MailTo::Smtp(smtp.url()), &Wake::default()).run(stopped));
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!running.is_finished(), "a database that is away does not end the worker");
        stop.send(true).expect("it runs");
        running.await.expect("it stops");
    }
}
