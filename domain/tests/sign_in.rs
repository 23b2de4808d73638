//! People sign in by links, which work once and for a while.

#![cfg(feature = "store")]

mod support;

use chrono::TimeDelta;
use domain::{
    Error, Result, Timestamp,
    account::{EmailAddress, Language},
    actor::Actor,
    error::Refusal,
    ops::{
        account, limit, mail,
        mail::Written,
        session::{self, Told},
        sign_in::{self, Request},
    },
    sign_in::Next,
    store::Store,
};
use support::moment;

/// Asks for a link as a page does.
fn request<'a>(email: &'a str, next: &str) -> Request<'a> {
    Request {
        reach: domain::account::MailReach::default(),
        email,
        next: Next::checked(next),
        language: Language::French,
        public_url: "https://plenary.example/",
        client: None,
    }
}

fn write(language: Language, link: &str) -> Written {
    Written {
        subject: format!("Sign in ({language})"),
        text: link.to_owned(),
        html: format!("<a href=\"{link}\">Sign in</a>"),
    }
}

async fn ask(store: &Store, at: Timestamp, email: &str, next: &str) -> Result<EmailAddress> {
    sign_in::request(store, at, request(email, next), write).await
}

/// Reads the newest mail as its reader would: its subject and the token in it.
async fn read_mail(store: &Store, at: Timestamp) -> (String, String) {
    let claimed = mail::claim(store, at, 10, "plenary.example")
        .await
        .expect("taken");
    let newest = claimed.last().expect("a mail");
    let token = newest
        .body_text
        .strip_prefix("https://plenary.example/sign-in/")
        .expect("a link");
    (newest.subject.clone(), token.to_owned())
}

async fn number(store: &Store, query: &'static str) -> i64 {
    match store {
        Store::Sqlite { readers, .. } => sqlx::query_scalar(query).fetch_one(readers).await,
        Store::Postgres { pool, .. } => sqlx::query_scalar(query).fetch_one(pool).await,
    }
    .expect("a number")
}

fn is_spent<T: std::fmt::Debug>(result: Result<T>) -> bool {
    matches!(result, Err(Error::Refused(Refusal::LinkSpent)))
}

stories! {
    async fn an_unknown_address_opens_an_account_by_using_its_link(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        ask(&store, at, " Desk@Wells.Example ", "/consultations/wells").await.expect("asked");
        assert_eq!(number(&store, "select count(*) from account").await, 0, "asking opens nothing");
        let (subject, token) = read_mail(&store, at).await;
        assert_eq!(subject, "Sign in (fr)");
        // Looking, as mail scanners do, changes nothing.
        for _ in 0..3 {
            let link = sign_in::look(&store, at, &token).await.expect("looked").expect("it works");
            assert_eq!(link.email.as_str(), "desk@wells.example");
        }
        let done = sign_in::consume(&store, at, &token, "Europe/Paris").await.expect("signed in");
        assert!(done.is_new);
        assert_eq!(done.next.as_str(), "/consultations/wells");
        assert_eq!(done.account.email.as_str(), "desk@wells.example");
        assert_eq!(done.account.language, Language::French);
        assert!(!done.account.has_complete_profile());
        assert!(is_spent(sign_in::consume(&store, at, &token, "UTC").await), "a link works once");
        assert_eq!(sign_in::look(&store, at, &token).await.expect("looked"), None);
    }

    async fn a_known_address_signs_in_to_its_account_and_the_answer_is_the_same(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        let unknown = ask(&store, at, "desk@wells.example", "/").await.expect("asked");
        let (_, token) = read_mail(&store, at).await;
        let first = sign_in::consume(&store, at, &token, "UTC").await.expect("signed in");
        let later = at + TimeDelta::minutes(2);
        let known = ask(&store, later, "desk@wells.example", "//evil.example").await.expect("asked");
        assert_eq!(unknown, known);
        let (_, token) = read_mail(&store, later).await;
        let second = sign_in::consume(&store, later, &token, "UTC").await.expect("signed in");
        assert!(!second.is_new);
        assert_eq!(second.account, first.account);
        assert_eq!(second.next.as_str(), "/");
        let actor = account::actor(&store, second.account.id).await.expect("read").expect("there");
        assert_eq!(actor.account(), Some(&second.account));
    }

    async fn a_link_works_for_a_quarter_of_an_hour(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        ask(&store, at, "desk@wells.example", "/").await.expect("asked");
        let (_, token) = read_mail(&store, at).await;
        let late = at + sign_in::VALID;
        assert_eq!(sign_in::look(&store, late, &token).await.expect("looked"), None);
        assert!(is_spent(sign_in::consume(&store, late, &token, "UTC").await));
        assert_eq!(number(&store, "select count(*) from account").await, 0);
        let in_time = late - TimeDelta::microseconds(1);
        assert!(sign_in::consume(&store, in_time, &token, "UTC").await.is_ok());
        sign_in::sweep(&store, late + TimeDelta::hours(25)).await.expect("swept");
        assert_eq!(number(&store, "select count(*) from sign_in_link").await, 0);
    }

    async fn a_guessed_or_mangled_token_is_a_spent_link(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        for token in ["", "x", &"0".repeat(64), "../../etc"] {
            assert_eq!(sign_in::look(&store, at, token).await.expect("looked"), None);
            assert!(is_spent(sign_in::consume(&store, at, token, "UTC").await));
        }
    }

    async fn the_database_does_not_know_the_token(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        ask(&store, at, "desk@wells.example", "/").await.expect("asked");
        let (_, token) = read_mail(&store, at).await;
        let hashes: Vec<Vec<u8>> = match &store {
            Store::Sqlite { readers, .. } => sqlx::query_scalar("select token_hash from sign_in_link").fetch_all(readers).await,
            Store::Postgres { pool, .. } => sqlx::query_scalar("select token_hash from sign_in_link").fetch_all(pool).await,
        }.expect("rows");
        assert_eq!(hashes.len(), 1);
        assert_eq!(hashes[0].len(), 32);
        assert_ne!(hashes[0], token.as_bytes());
    }

    async fn of_many_presses_at_once_one_wins(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        ask(&store, at, "desk@wells.example", "/").await.expect("asked");
        let (_, token) = read_mail(&store, at).await;
        let presses = (0..8).map(|_| {
            let (store, token) = (store.clone(), token.clone());
            tokio::spawn(async move { sign_in::consume(&store, at, &token, "UTC").await })
        }).collect::<Vec<_>>();
        let mut won = 0;
        for press in presses {
            match press.await.expect("a press") {
                Ok(_) => won += 1,
                other => assert!(is_spent(other)),
            }
        }
        assert_eq!(won, 1);
    }

    async fn two_links_of_a_new_address_used_at_once_open_one_account(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        let mut tokens = Vec::new();
        for _ in 0..4 {
            ask(&store, at, "desk@wells.example", "/").await.expect("asked");
            tokens.push(read_mail(&store, at).await.1);
        }
        let presses = tokens.into_iter().map(|token| {
            let store = store.clone();
            tokio::spawn(async move { sign_in::consume(&store, at, &token, "UTC").await })
        }).collect::<Vec<_>>();
        let mut ids = Vec::new();
        for press in presses {
            ids.push(press.await.expect("a press").expect("signed in").account.id);
        }
        ids.dedup();
        assert_eq!(ids.len(), 1);
        assert_eq!(number(&store, "select count(*) from account").await, 1);
    }

    async fn mails_to_one_address_are_limited_and_known_and_unknown_alike(store: Store) {
        let at = moment("2026-03-01T12:05:00Z");
        for _ in 0..limit::SIGN_IN_ADDRESS.most {
            ask(&store, at, "desk@wells.example", "/").await.expect("asked");
        }
        let refused = ask(&store, at, "DESK@wells.example", "/").await;
        assert!(matches!(refused, Err(Error::TooMany { retry_after: 600 })), "{refused:?}");
        assert_eq!(number(&store, "select count(*) from outbox").await, limit::SIGN_IN_ADDRESS.most);
        ask(&store, at, "other@wells.example", "/").await.expect("others are not meant");
        let next_window = at + TimeDelta::seconds(600);
        ask(&store, next_window, "desk@wells.example", "/").await.expect("asked again");
        limit::sweep(&store, at + TimeDelta::days(3)).await.expect("swept");
        assert_eq!(number(&store, "select count(*) from rate_limit").await, 0);
    }

    async fn many_at_once_from_one_client_do_not_slip_through(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        let most = limit::SIGN_IN_CLIENT.most;
        let asks = (0..most + 10).map(|n| {
            let store = store.clone();
            tokio::spawn(async move {
                let email = format!("desk{n}@wells.example");
                // Addresses of one IPv6 network are one client.
                let client = format!("2001:db8:1:2::{n:x}").parse().ok();
                sign_in::request(&store, at, Request { client, ..request(&email, "/") }, write).await
            })
        }).collect::<Vec<_>>();
        let mut sent = 0;
        for ask in asks {
            match ask.await.expect("a request") {
                Ok(_) => sent += 1,
                Err(Error::TooMany { .. }) => {}
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(sent, most);
        let elsewhere = Request { client: "2001:db8:1:3::1".parse().ok(), ..request("desk@wells.example", "/") };
        sign_in::request(&store, at, elsewhere, write).await.expect("another network");
    }

    async fn what_is_no_address_is_told_so(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        for (typed, code) in [("", "missing"), ("  ", "missing"), ("desk", "email"), ("a@b@c", "email"), ("a b@c.example", "email-space"), ("a@c.example\u{0}", "email-unseen")] {
            match ask(&store, at, typed, "/").await {
                Err(Error::Invalid(problems)) => assert_eq!(problems.of("email").expect("of the field").code, code, "{typed:?}"),
                other => panic!("{typed:?}: {other:?}"),
            }
        }
        assert_eq!(number(&store, "select count(*) from outbox").await, 0);
    }

    async fn the_operator_gets_a_link_for_an_account_and_nobody_else_does(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        let email: EmailAddress = "desk@wells.example".parse().expect("an address");
        let link = sign_in::issue_link(&store, &Actor::Operator, at, &email, Next::default(), "http://127.0.0.1:3000").await;
        assert!(matches!(link, Err(Error::NotFound)));
        let profile = account::ProfileFields { name: "Desk".into(), group: "civil-society".into(), ..Default::default() };
        account::create(&store, &Actor::Operator, at, "desk@wells.example", &profile).await.expect("created");
        let link = sign_in::issue_link(&store, &Actor::Operator, at, &email, Next::default(), "http://127.0.0.1:3000").await.expect("a link");
        let token = link.strip_prefix("http://127.0.0.1:3000/sign-in/").expect("the address");
        let done = sign_in::consume(&store, at, token, "UTC").await.expect("signed in");
        let person = account::actor(&store, done.account.id).await.expect("read").expect("there");
        let link = sign_in::issue_link(&store, &person, at, &email, Next::default(), "http://127.0.0.1:3000").await;
        assert!(matches!(link, Err(Error::Forbidden(_))));
        assert_eq!(number(&store, "select count(*) from outbox").await, 0);
    }

    async fn sessions_are_not_overwritten_and_not_revived(store: Store) {
        assert!(session::create(&store, b"key", "one", &Told::default(), 1000).await.expect("stored"));
        assert!(!session::create(&store, b"key", "two", &Told::default(), 1000).await.expect("refused"));
        assert_eq!(session::load(&store, b"key", 999).await.expect("read"), Some(("one".into(), 1000)));
        session::save(&store, b"key", "three", &Told::default(), 2000).await.expect("saved");
        assert_eq!(session::load(&store, b"key", 1999).await.expect("read"), Some(("three".into(), 2000)));
        assert_eq!(session::load(&store, b"key", 2000).await.expect("read"), None, "expired");
        session::delete(&store, b"key").await.expect("ended");
        session::save(&store, b"key", "four", &Told::default(), 3000).await.expect("does nothing");
        assert_eq!(session::load(&store, b"key", 0).await.expect("read"), None);
        session::create(&store, b"old", "x", &Told::default(), 10).await.expect("stored");
        session::create(&store, b"new", "x", &Told::default(), 30).await.expect("stored");
        session::sweep(&store, 20).await.expect("swept");
        assert_eq!(number(&store, "select count(*) from session").await, 1);
    }

    async fn one_mailbox_signs_in_to_one_account_however_it_is_written(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        for typed in ["anna@bücher.example", "anna@bu\u{308}cher.example", "Anna@xn--bcher-kva.example", "Anna <ANNA@BÜCHER.EXAMPLE>"] {
            assert_eq!(ask(&store, at, typed, "/").await.expect("sent").as_str(), "anna@xn--bcher-kva.example", "{typed}");
        }
    }

    async fn what_cannot_be_mailed_is_said_and_not_on_its_way(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        for (typed, code) in [("jörg@wells.example", "email-letter"), ("anna@gmail", "email-no-dot"), ("anna@we\u{200b}lls", "email-unseen")] {
            match ask(&store, at, typed, "/").await {
                Err(Error::Invalid(problems)) => assert_eq!(problems.of("email").map(|it| it.code.as_str()), Some(code)),
                other => panic!("{typed}: {other:?}"),
            }
        }
        assert!(mail::claim(&store, at, 10, "wells.example").await.expect("read").is_empty());
        let able = Request { reach: domain::account::MailReach { utf8: true, local_hosts: true }, ..request("jörg@post", "/") };
        assert_eq!(sign_in::request(&store, at, able, write).await.expect("sent").as_str(), "jörg@post");
    }
}
