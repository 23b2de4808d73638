//! A disk without room: what cannot be stored is not acknowledged, reading goes on.

use std::collections::BTreeSet;

use domain::store::Store;

use crate::{
    scene::{DRAFTS, SUBMIT, Scene, mails, own_submission, submit, until},
    support::{
        person::http,
        process::{Server, Setting},
    },
};

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_loses_nothing() {
    const PEOPLE: usize = 40;
    let scene = Scene::sqlite().await;
    let people = scene
        .people(PEOPLE, &"Wells should be covered at night. ".repeat(500))
        .await;
    let server = Server::start(&scene.setting());
    let signed_in = scene.sign_in(&server, &people).await;
    server.terminate();
    assert!(server.ended().success());
    // What is in the write-ahead log so far goes into the file; both may grow to a little more than its size now.
    if let Store::Sqlite { writer, .. } = &scene.store {
        sqlx::query("pragma wal_checkpoint(truncate)")
            .execute(writer)
            .await
            .expect("done");
    }
    let size = std::fs::metadata(scene.folder.path().join("plenary.db"))
        .expect("a file")
        .len();
    let full = Setting {
        largest_file: Some(size + 64 * 1024),
        ..scene.setting()
    };
    let server = Server::start(&full);
    let url = own_submission(&server);
    let (mut acknowledged, mut refused) = (BTreeSet::new(), 0);
    for (n, person) in signed_in.iter().enumerate() {
        let form = person.form(&url, SUBMIT).await;
        let answer = person.post(&url, &form).await.expect("an answer");
        match answer.status().as_u16() {
            303 => {
                acknowledged.insert(n);
            }
            503 => {
                let page = answer.text().await.expect("a page");
                assert!(page.contains("<h1"), "{page}");
                refused += 1;
            }
            other => panic!("{other}: {}", answer.text().await.unwrap_or_default()),
        }
    }
    assert!(
        !acknowledged.is_empty() && refused > 0,
        "{} acknowledged, {refused} refused",
        acknowledged.len()
    );
    // Reading goes on.
    let page = http()
        .get(format!("{}/consultations/wells", server.origin))
        .send()
        .await
        .expect("an answer");
    assert_eq!(page.status(), 200);
    // Whoever asks is told that it does not write, although it reads.
    let ready = format!("{}/health/ready", server.origin);
    let status = async || http().get(&ready).send().await.expect("an answer").status();
    until("the writer to be missed", async || status().await == 503).await;

    // There is room again, and nobody starts anything anew.
    server.give_room();
    until("the same process to write again", async || {
        status().await == 200
    })
    .await;
    for (n, actor) in people.iter().enumerate() {
        let stored = scene.stored(actor).await;
        assert_eq!(
            stored,
            if acknowledged.contains(&n) { DRAFTS } else { 0 },
            "person {n}"
        );
    }
    scene.is_sound().await;
    for n in (0..PEOPLE).filter(|n| !acknowledged.contains(n)) {
        let form = signed_in[n].form(&url, SUBMIT).await;
        assert!(submit(&signed_in[n], &url, &form).await);
    }
    scene.is_sound().await;
    let mail = scene.folder.path().join("mail");
    until("all confirmations", async || mails(&mail).len() == PEOPLE).await;
    // What was accepted while the disk was full is marked as sent, not sent again for ever.
    until("every mail marked", async || scene.unsent().await == 0).await;
    assert_eq!(mails(&mail).len(), PEOPLE);
}
