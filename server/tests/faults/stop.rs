//! SIGTERM: requests under way finish, and what hangs is left.

use std::time::{Duration, Instant};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{
    scene::{DRAFTS, SUBMISSION, SUBMIT, Scene, mails, own_submission, submit, until},
    support::{
        person::http,
        process::{Server, Setting, plenary},
        proxy::Proxy,
        smtp::{Manner, Smtp},
    },
};

#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_it_finishes_what_is_under_way() {
    let scene = Scene::sqlite().await;
    let people = scene.people(1, "Wells should be covered.").await;
    let server = Server::start(&scene.setting());
    let person = scene.sign_in(&server, &people).await.remove(0);
    let form = person.form(&own_submission(&server), SUBMIT).await;
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&form)
        .finish();
    let (first, rest) = body.split_at(body.len() / 2);
    let address = server
        .origin
        .strip_prefix("http://")
        .expect("an address")
        .to_owned();

    // Somebody on a slow line is half way through submitting when the server is told to stop.
    let mut slow = TcpStream::connect(&address).await.expect("connected");
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: {address}\r\nCookie: {}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{first}",
        SUBMISSION,
        person.cookie(),
        body.len()
    );
    slow.write_all(head.as_bytes()).await.expect("sent");
    tokio::time::sleep(Duration::from_millis(300)).await;
    server.terminate();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(
        TcpStream::connect(&address).await.is_err(),
        "nobody new is let in"
    );
    slow.write_all(rest.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    slow.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 303 "), "{answer}");
    assert!(server.ended().success());
    assert_eq!(scene.stored(&people[0]).await, DRAFTS);

    // The confirmation is sent by whoever serves next, if this one had no time for it.
    let _server = Server::start(&scene.setting());
    let mail = scene.folder.path().join("mail");
    until("the confirmation", async || mails(&mail).len() == 1).await;
}

/// A mail server that never answers, a request that never ends, and somebody else who holds the database: the program
/// ends all the same, within the ten seconds that service managers grant.
#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_it_ends_whatever_hangs() {
    let scene = Scene::sqlite().await;
    let people = scene.people(1, "Wells should be covered.").await;
    let smtp = Smtp::start().await;
    smtp.behave(Manner::TakesItsTime(Duration::from_hours(1)));
    let server = Server::start(&Setting {
        smtp: Some(smtp.url().to_string()),
        ..scene.setting()
    });
    let person = scene.sign_in(&server, &people).await.remove(0);
    let url = own_submission(&server);
    let form = person.form(&url, SUBMIT).await;
    assert!(submit(&person, &url, &form).await);
    until("the mail server to have it", async || smtp.attempts() == 1).await;
    let address = server.origin.strip_prefix("http://").expect("an address");
    let mut hanging = TcpStream::connect(address).await.expect("connected");
    let head =
        format!("POST {SUBMISSION} HTTP/1.1\r\nHost: {address}\r\nContent-Length: 100\r\n\r\nact");
    hanging.write_all(head.as_bytes()).await.expect("sent");
    let held = scene.store.begin().await.expect("the writer");
    // Whoever asks whether it is ready is answered, too.
    let asked = Instant::now();
    let ready = http()
        .get(format!("{}/health/ready", server.origin))
        .send()
        .await;
    assert!(
        ready.is_ok() && asked.elapsed() < Duration::from_secs(2),
        "{ready:?}"
    );

    let told = Instant::now();
    server.terminate();
    assert!(server.ended().success());
    assert!(
        told.elapsed() < Duration::from_secs(10),
        "{:?}",
        told.elapsed()
    );
    drop(held);
    // Nothing is lost: the mail leaves by whoever serves next.
    smtp.behave(Manner::Takes);
    let _server = Server::start(&Setting {
        smtp: Some(smtp.url().to_string()),
        ..scene.setting()
    });
    until("every mail marked", async || scene.unsent().await == 0).await;
}

/// A database server whose connections stand and say nothing any more, as behind a network that lost them.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_server_that_hangs_keeps_nobody_waiting() {
    let Some(scene) = Scene::postgres().await else {
        return;
    };
    let mut url: url::Url = scene.database.parse().expect("an address");
    let host = url.host_str().expect("a host").to_owned();
    let port = url.port().unwrap_or(5432);
    let way = Proxy::start(format!("{host}:{port}")).await;
    url.set_host(Some("127.0.0.1")).expect("a host");
    url.set_port(Some(way.address.port())).expect("a port");
    let server = Server::start(&Setting {
        database: url.as_str(),
        ..scene.setting()
    });
    let ready = format!("{}/health/ready", server.origin);
    let answer = http().get(&ready).send().await.expect("an answer");
    assert_eq!(answer.status(), 200);

    way.fall_silent();
    // Asked once, and while others ask.
    let asked = Instant::now();
    let answers = futures::future::join_all((0..5).map(|_| http().get(&ready).send())).await;
    for answer in answers {
        assert_eq!(answer.expect("an answer").status(), 503);
    }
    assert!(
        asked.elapsed() < Duration::from_millis(1500),
        "{:?}",
        asked.elapsed()
    );
    let page = http().get(format!("{}/", server.origin)).send();
    let page = tokio::spawn(page);
    tokio::time::sleep(Duration::from_millis(200)).await;
    let told = Instant::now();
    server.terminate();
    assert!(server.ended().success());
    assert!(
        told.elapsed() < Duration::from_secs(10),
        "{:?}",
        told.elapsed()
    );
    let _ = page.await;

    // The doctor comes to an end, too.
    let asked = Instant::now();
    let said = plenary(scene.folder.path(), url.as_str(), &["doctor"]);
    let told = String::from_utf8_lossy(&said.out);
    assert_eq!(said.code, 1, "{told}");
    assert!(told.contains("WRONG database"), "{told}");
    assert!(
        asked.elapsed() < Duration::from_secs(40),
        "{:?}",
        asked.elapsed()
    );
}
