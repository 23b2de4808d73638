//! An installation as its operator finds it: what is kept is its owner's alone, what the doctor says, mail by hand.

use std::os::unix::fs::PermissionsExt as _;

use domain::{
    ops::mail,
    store::{Store, outbox},
};

use crate::CommandLine;

fn mode(path: &std::path::Path) -> u32 {
    let about = std::fs::metadata(path).expect("a file");
    about.permissions().mode() & 0o777
}

#[test]
fn what_is_kept_is_its_owner_s_alone() {
    let desk = CommandLine::new();
    let file = desk.folder.path().join("plenary.db");
    assert_eq!(mode(&file), 0o600);
    let said = desk.run(&["doctor"]);
    let told = String::from_utf8_lossy(&said.out);
    assert!(
        told.contains("owner's alone") && told.contains("MB free"),
        "{told}"
    );
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).expect("changed");
    let said = desk.run(&["doctor"]);
    let told = String::from_utf8_lossy(&said.out);
    assert!(
        said.code == 1 && told.contains("WRONG rights") && told.contains("chmod go="),
        "{told}"
    );
}

#[test]
fn a_title_holds_nothing_that_nobody_sees() {
    let desk = CommandLine::new();
    for title in ["We\u{7}lls", "Two\nlines", "Wells\u{202e}"] {
        let create = ["consultation", "create", "other", "--title", title];
        desk.refuses(&create, &["title", "nobody can see"]);
    }
}

#[test]
fn the_doctor_says_why_a_database_does_not_answer() {
    let desk = CommandLine::new();
    let told = |database: &str| {
        let said = crate::support::process::plenary(desk.folder.path(), database, &["doctor"]);
        assert_eq!(said.code, 1);
        String::from_utf8_lossy(&said.out).into_owned()
    };
    let nobody = told("postgres://plenary@127.0.0.1:1/plenary");
    assert!(
        nobody.contains("no database server listens there"),
        "{nobody}"
    );
    let nowhere = told("sqlite:///nowhere/at/all.db");
    assert!(nowhere.contains("the file cannot be opened"), "{nowhere}");
    let other = desk.file(
        "other.db",
        "This is no database, whatever its name says of it.".repeat(100),
    );
    let other = told(&format!("sqlite://{}", other.display()));
    assert!(other.contains("no database, or damaged"), "{other}");
}

/// A role of the PostgreSQL server for tests that is given no connection.
#[tokio::test]
async fn the_doctor_says_that_all_connections_are_taken() {
    let Ok(server) = std::env::var("PLENARY_TEST_POSTGRES") else {
        crate::support::skip::without_postgres();
        return;
    };
    let desk = CommandLine::new();
    let role = format!("taken_{}", std::process::id());
    let pool = sqlx::PgPool::connect(&server).await.expect("the server");
    let run = async |statement: String| {
        sqlx::query(sqlx::AssertSqlSafe(statement))
            .execute(&pool)
            .await
            .expect("done");
    };
    run(format!(
        "create role {role} login password 'taken' connection limit 0"
    ))
    .await;
    let mut url: url::Url = server.parse().expect("an address");
    url.set_username(&role).expect("a name");
    url.set_password(Some("taken")).expect("a password");
    let said = crate::support::process::plenary(desk.folder.path(), url.as_str(), &["doctor"]);
    run(format!("drop role {role}")).await;
    let told = String::from_utf8_lossy(&said.out);
    assert_eq!(said.code, 1, "{told}");
    assert!(
        told.contains("WRONG database")
            && told.contains("connections of the database server are taken"),
        "{told}"
    );
}

/// Somebody else holds SQLite's file: what waits in the outbox is told all the same.
#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_tries_to_write_and_tells_of_mail_though_it_cannot() {
    let desk = CommandLine::new();
    let store = Store::open(&desk.database).await.expect("a database");
    let held = store.begin().await.expect("the writer");
    let said = desk.run(&["doctor"]);
    drop(held);
    store.close().await;
    let told = String::from_utf8_lossy(&said.out);
    assert_eq!(said.code, 1, "{told}");
    assert!(
        told.contains("WRONG database") && told.contains("another process has locked it"),
        "{told}"
    );
    assert!(told.contains("0 waiting, 0 of them failed"), "{told}");
}

#[tokio::test]
async fn mail_is_listed_sent_again_and_taken_out_by_hand() {
    let desk = CommandLine::new();
    let store = Store::open(&desk.database).await.expect("a database");
    let at = "2026-03-01T12:00:00Z".parse().expect("a moment");
    for to in ["gone@wells.example", "desk@wells.example"] {
        let mut tx = store.begin().await.expect("a transaction");
        let mail = outbox::Mail {
            kind: "receipt",
            to: to.parse().expect("an address"),
            subject: "Receipt".into(),
            text: "words".into(),
            html: "<p>words</p>".into(),
        };
        outbox::enqueue(&mut tx, at, mail).await.expect("queued");
        tx.commit().await.expect("committed");
    }
    let taken = mail::claim(&store, at, 1, "consult.example")
        .await
        .expect("taken");
    mail::refused(&store, at, &taken[0], "550 no such person")
        .await
        .expect("marked");
    let list = |arguments: &[&str]| String::from_utf8(desk.does(arguments)).expect("text");
    let listed = list(&["mail", "list"]);
    assert!(
        listed.contains("550 no such person") && listed.contains("not tried again"),
        "{listed}"
    );
    assert_eq!(listed.lines().count(), 1);
    assert_eq!(list(&["mail", "list", "--all"]).lines().count(), 2);
    let doctor = desk.run(&["doctor", "--hold-mail"]);
    let told = String::from_utf8_lossy(&doctor.out);
    assert!(
        told.contains("1 mails to 1 addresses: 550 no such person") && told.contains("held back"),
        "{told}"
    );
    let id = taken[0].id.to_string();
    desk.does(&["mail", "resend", &id]);
    assert!(list(&["mail", "list"]).is_empty());
    desk.does(&["mail", "discard", &id]);
    desk.refuses(&["mail", "discard", &id], &["0 mails were taken out", &id]);
    // What cannot be undone is asked first.
    desk.refuses(&["mail", "discard", "--all"], &["--yes"]);
    assert_eq!(list(&["mail", "list", "--all"]).lines().count(), 1);
    desk.does(&["mail", "discard", "--all", "--yes"]);
    assert!(list(&["mail", "list", "--all"]).is_empty());
    store.close().await;
}
