//! `kill -9` under load: every acknowledged comment is there after the restart, and its mail is sent.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::{sync::Semaphore, task::JoinSet};

use crate::{
    scene::{DRAFTS, SUBMIT, Scene, own_submission, submit, until},
    support::{
        process::{Server, Setting, signal},
        smtp::Smtp,
    },
};

async fn killed_under_load(scene: Scene) {
    const PEOPLE: usize = 96;
    const BEFORE_THE_KILL: usize = 24;
    let smtp = Smtp::start().await;
    let people = scene.people(PEOPLE, "Wells should be covered.").await;
    let setting = Setting {
        smtp: Some(smtp.url().to_string()),
        ..scene.setting()
    };
    let server = Server::start(&setting);
    let signed_in = scene.sign_in(&server, &people).await;
    let url = own_submission(&server);
    let mut forms = Vec::with_capacity(PEOPLE);
    for person in &signed_in {
        forms.push(person.form(&url, SUBMIT).await);
    }

    let (permits, count) = (Arc::new(Semaphore::new(16)), Arc::new(AtomicUsize::new(0)));
    let mut tasks = JoinSet::new();
    for (n, (person, form)) in signed_in.iter().cloned().zip(forms.clone()).enumerate() {
        let (permits, count, url, pid) =
            (permits.clone(), count.clone(), url.clone(), server.pid());
        tasks.spawn(async move {
            let _permit = permits.acquire().await.expect("open");
            let acknowledged = submit(&person, &url, &form).await;
            if acknowledged && count.fetch_add(1, Ordering::SeqCst) + 1 == BEFORE_THE_KILL {
                signal("KILL", pid);
            }
            (n, acknowledged)
        });
    }
    let acknowledged: Vec<usize> = tasks
        .join_all()
        .await
        .into_iter()
        .filter_map(|(n, acknowledged)| acknowledged.then_some(n))
        .collect();
    assert!(!server.ended().success());
    assert!(
        (BEFORE_THE_KILL..PEOPLE).contains(&acknowledged.len()),
        "killed half way, not after {}",
        acknowledged.len()
    );

    let server = Server::start(&setting);
    let mut submitted = BTreeSet::new();
    for (n, actor) in people.iter().enumerate() {
        if scene.stored(actor).await > 0 {
            submitted.insert(n);
        }
    }
    assert!(
        acknowledged.iter().all(|n| submitted.contains(n)),
        "every acknowledged comment is there"
    );
    scene.is_sound().await;

    // The mail of all of them goes out; what was in hand when the process died may go out again as the same mail.
    let address = |n: usize| {
        people[n]
            .account()
            .expect("a person")
            .email
            .as_str()
            .to_owned()
    };
    let expected: BTreeSet<String> = submitted.iter().map(|n| address(*n)).collect();
    until("the confirmations", async || {
        smtp.taken()
            .iter()
            .map(|mail| mail.to.clone())
            .collect::<BTreeSet<_>>()
            == expected
    })
    .await;
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for mail in smtp.taken() {
        ids.entry(mail.to.clone())
            .or_default()
            .insert(mail.header("Message-ID"));
    }
    assert!(
        ids.values().all(|ids| ids.len() == 1),
        "a repeated mail is the same mail: {ids:?}"
    );

    // The others go on where they were, still signed in.
    let url = own_submission(&server);
    for n in (0..PEOPLE).filter(|n| !submitted.contains(n)) {
        let form = signed_in[n].form(&url, SUBMIT).await;
        assert!(submit(&signed_in[n], &url, &form).await);
    }
    for actor in &people {
        assert_eq!(scene.stored(actor).await, DRAFTS);
    }
    scene.is_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_under_load_on_sqlite() {
    killed_under_load(Scene::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_under_load_on_postgres() {
    if let Some(scene) = Scene::postgres().await {
        killed_under_load(scene).await;
    }
}
