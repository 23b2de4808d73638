//! A database that goes away and comes back: nothing that was acknowledged is lost, pages say that it is away, and
//! everything goes on by itself.

mod support;

use std::time::Duration;

use axum::http::StatusCode;
use domain::{ops, store::Store};
use plenary::{
    config::MailTo,
    mail::Mailer,
    worker::{Wake, Worker},
};
use support::{client::Site, moment, postgres_url, proxy::Proxy, smtp::Smtp};
use tokio::sync::watch;

/// A database on the PostgreSQL server for tests, reached by a way that can be cut.
async fn by_way() -> Option<(Store, Proxy)> {
    let Some(direct) = postgres_url().await else {
        support::skip::without_postgres();
        return None;
    };
    let mut url: url::Url = direct.parse().expect("an address");
    let host = url.host_str().expect("a host").to_owned();
    let port = url.port().unwrap_or(5432);
    let proxy = Proxy::start(format!("{host}:{port}")).await;
    url.set_host(Some("127.0.0.1")).expect("a host");
    url.set_port(Some(proxy.address.port())).expect("a port");
    let store = Store::open(url.as_str()).await.expect("a database");
    Some((store, proxy))
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_and_mail_go_on_when_the_database_is_back() {
    let Some((store, proxy)) = by_way().await else {
        return;
    };
    let site = Site::new(store.clone(), moment("2026-03-01T12:00:00Z"));
    let smtp = Smtp::start().await;
    let from = "plenary@consult.example".parse().expect("a sender");
    let mailer = Mailer::new(&MailTo::Smtp(smtp.url()), from).expect("a mailer");
    let (stop, stopped) = watch::channel(false);
    let mut desk = site.signed_in("desk@wells.example", &[]).await;

    // Acknowledged before the database goes away, not sent yet.
    let sent = site
        .visitor()
        .post("/sign-in", &[("email", "desk@wells.example")])
        .await;
    assert_eq!(sent.status, StatusCode::OK);
    proxy.cut();
    let worker = Worker::new(store.clone(), site.clock.clone(), mailer, Wake::default());
    let worker = tokio::spawn(worker.run(stopped));

    let away = desk.get("/account").await;
    assert_eq!(
        away.status,
        StatusCode::SERVICE_UNAVAILABLE,
        "{}",
        away.body
    );
    assert!(
        desk.cookies.contains_key("__Host-plenary"),
        "the session is not taken for ended"
    );
    let not_taken = site
        .visitor()
        .post("/sign-in", &[("email", "other@wells.example")])
        .await;
    assert_eq!(not_taken.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(smtp.taken().is_empty());

    proxy.mend();
    let back = desk.get("/account").await;
    assert_eq!(
        back.status,
        StatusCode::OK,
        "still signed in: {}",
        back.body
    );
    for _ in 0..400 {
        if !smtp.taken().is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let taken = smtp.taken();
    assert_eq!(taken.len(), 1, "the acknowledged one, and only that");
    assert_eq!(taken[0].to, "desk@wells.example");
    stop.send(true).expect("it runs");
    worker.await.expect("it stops");
    let (standing, _) = ops::mail::standing(&store, site.clock.now())
        .await
        .expect("counted");
    assert_eq!(standing.waiting, 0);
}
