//! Clients that hold something back: the rest of a form with a file.

use std::time::Duration;

use domain::actor::Role;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

use crate::{
    scene::{Scene, wells},
    support::{person::Person, process::Server},
};

const ENTER: &str = "/consultations/wells/enter";

/// Begins to send a form with a file that is larger than an ordinary form, and holds its end back.
async fn begin(server: &Server, cookie: &str) -> TcpStream {
    let address = server.origin.strip_prefix("http://").expect("an address");
    let mut stream = TcpStream::connect(address).await.expect("connected");
    let head = format!(
        "POST {ENTER} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 2000000\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.expect("sent");
    stream
}

async fn status(stream: &mut TcpStream) -> String {
    let mut bytes = [0; 64];
    let count = timeout(Duration::from_secs(10), stream.read(&mut bytes))
        .await
        .expect("an answer")
        .expect("an answer");
    String::from_utf8_lossy(&bytes[..count.min(12)]).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_read_only_from_whoever_may_send_it_and_counts_when_it_is_here() {
    let scene = Scene::sqlite().await;
    let server = Server::start(&scene.setting());
    // A visitor, and somebody who may not: answered before anything of the file is there.
    let mut visitor = begin(&server, "").await;
    assert_eq!(status(&mut visitor).await, "HTTP/1.1 303");
    let people = scene.people(1, "Wells should be covered.").await;
    let somebody = scene.sign_in(&server, &people).await.remove(0);
    let mut refused = begin(&server, somebody.cookie()).await;
    assert_eq!(status(&mut refused).await, "HTTP/1.1 403");

    // A facilitator, whose role is taken away while the file is on its way.
    let desk = scene.official("Desk of the wells", Role::Facilitator).await;
    let desk_in: Person = scene
        .sign_in(&server, std::slice::from_ref(&desk))
        .await
        .remove(0);
    let mut held = begin(&server, desk_in.cookie()).await;
    let part = "--x\r\nContent-Disposition: form-data; name=\"act\"\r\n\r\nform\r\n\
                --x\r\nContent-Disposition: form-data; name=\"body\"\r\n\r\n";
    held.write_all(part.as_bytes()).await.expect("sent");
    let filler = vec![b'a'; 2_000_000 - part.len() - 7];
    held.write_all(&filler).await.expect("sent");
    tokio::time::sleep(Duration::from_millis(300)).await;
    scene.revoke(&desk, Role::Facilitator, &wells()).await;
    held.write_all(b"\r\n--x--").await.expect("sent");
    assert_eq!(status(&mut held).await, "HTTP/1.1 403");
    // Refusals are told to the log: what, from where, and nothing of what was sent.
    let log = server.log();
    assert!(
        log.contains("refused") && log.contains(ENTER) && log.contains("127.0.0.1"),
        "{log}"
    );
    assert!(!log.contains(desk_in.cookie()));
}
