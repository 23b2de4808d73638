//! A database that goes away and comes back, without a restart.

use std::time::{Duration, Instant};

use crate::{
    scene::{DRAFTS, SUBMIT, Scene, mails, own_submission, submit, until},
    support::{person::http, process::Server},
};

/// The database refuses everybody, and ends the connections there are; or takes them again.
async fn postgres_allows(database: &str, allowed: bool) {
    let server = std::env::var("PLENARY_TEST_POSTGRES").expect("it is set");
    let (_, name) = database.rsplit_once('/').expect("a name");
    let mut statements = vec![format!("alter database {name} allow_connections {allowed}")];
    if !allowed {
        statements.push(format!(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"
        ));
    }
    let pool = sqlx::PgPool::connect(&server).await.expect("the server");
    for statement in statements {
        sqlx::query(sqlx::AssertSqlSafe(statement))
            .execute(&pool)
            .await
            .expect("done");
    }
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_goes_away_and_comes_back() {
    let Some(scene) = Scene::postgres().await else {
        return;
    };
    let people = scene.people(1, "Wells should be covered.").await;
    let server = Server::start(&scene.setting());
    let person = scene.sign_in(&server, &people).await.remove(0);
    let url = own_submission(&server);
    let form = person.form(&url, SUBMIT).await;
    let at = |path: &str| format!("{}{path}", server.origin);
    let status = async |path: &str| {
        http()
            .get(at(path))
            .send()
            .await
            .expect("an answer")
            .status()
            .as_u16()
    };
    assert_eq!(status("/health/ready").await, 200);
    assert_eq!(status("/consultations/wells").await, 200);

    postgres_allows(&scene.database, false).await;
    let begun = Instant::now();
    for path in ["/", "/consultations/wells", "/consultations/wells/text"] {
        let answer = http().get(at(path)).send().await.expect("an answer");
        assert_eq!(answer.status(), 503, "{path}");
        let page = answer.text().await.expect("a page");
        assert!(
            page.contains("<h1") && page.contains("Nothing that was acknowledged is lost"),
            "{page}"
        );
    }
    assert_eq!(status("/health/ready").await, 503);
    assert_eq!(status("/health/live").await, 200);
    let refused = person.post(&url, &form).await.expect("an answer");
    assert_eq!(refused.status(), 503, "not acknowledged");
    assert!(
        begun.elapsed() < Duration::from_secs(30),
        "people are told at once, not after {:?}",
        begun.elapsed()
    );

    postgres_allows(&scene.database, true).await;
    until("the database", async || {
        status("/health/ready").await == 200
    })
    .await;
    assert_eq!(status("/consultations/wells/text").await, 200);
    assert_eq!(
        scene.stored(&people[0]).await,
        0,
        "nothing was stored, and the drafts are there"
    );
    assert!(submit(&person, &url, &person.form(&url, SUBMIT).await).await);
    assert_eq!(scene.stored(&people[0]).await, DRAFTS);
    scene.is_sound().await;
    let mail = scene.folder.path().join("mail");
    until("the confirmation", async || mails(&mail).len() == 1).await;
}
