//! What somebody may try, with an account or without: learning of confidential comments by a side door, searching until
//! nobody else is served, filling mails and reports.

mod support;

use std::time::Duration;

use app::routes;
use axum::http::StatusCode;
use domain::{
    Error,
    account::StakeholderGroup,
    actor::{Actor, Role},
    comment::{MAX_CHARACTERS, Position},
    issue::IssueContent,
    ops::{ConsultationContext, issue, mail::Written, role, submission},
    round::Confidentiality,
    store::Store,
    submission::Publication,
};
use plenary::{
    clock::Clock,
    config::{Config, Flags},
    http::{
        AppState,
        listen::{self, Limits},
        router,
    },
};
use support::{
    client::{Client, Site},
    moment, scene, seed,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    time::timeout,
};

/// Every address where comments, counts of them or times show, with every filter.
fn addresses() -> Vec<String> {
    let comments = routes::comments("wells");
    let mut all = vec![
        routes::front(),
        routes::consultation("wells"),
        routes::text("wells"),
        routes::whole("wells"),
        routes::provision("wells", "n1-1"),
        routes::comments_csv("wells"),
        routes::comments_jsonl("wells"),
        routes::outcome("wells"),
        routes::outcome_comments("wells"),
        routes::report("wells"),
        comments.clone(),
        routes::comment("wells", "R1-0001"),
        routes::comment("wells", "R1-0002"),
        routes::comment("wells", "R1-0009"),
    ];
    for filter in [
        "round=1",
        "on=1.1",
        "on=-",
        "group=civil-society",
        "kind=technical",
        "position=oppose",
        "words=kingfisher",
        "words=R1-0001",
        "words=friends",
        "after=0",
        "before=9",
    ] {
        all.push(format!("{comments}?{filter}"));
    }
    all
}

/// Status, headers and body of every address.
async fn walked(client: &mut Client) -> Vec<String> {
    let mut all = Vec::new();
    for address in addresses() {
        let answer = client.get(&address).await;
        all.push(format!(
            "{address}: {} {:?} {}",
            answer.status,
            answer.headers,
            without_chance(&answer.body)
        ));
    }
    all
}

/// A form has a key, and a name for the draft that it will make, by chance: no word about anything else.
fn without_chance(page: &str) -> String {
    let mut page = page.to_owned();
    for name in ["name=\"new\" value=\"", "name=\"form_key\" value=\""] {
        let mut parts = page.split(name);
        let mut kept = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            kept += name;
            kept += part.split_once('"').map_or("", |(_, rest)| rest);
        }
        page = kept;
    }
    page
}

async fn happens(store: &Store, context: &ConsultationContext) {
    let said = || seed::Said {
        body: "Kingfisher",
        wording: "Kingfisher",
        ..seed::Said::default()
    };
    seed::say(store, context, said()).await;
    let hidden = seed::say(store, context, said()).await;
    seed::hide(store, context, hidden, "A reason").await;
    let withdrawn = seed::say(store, context, said()).await;
    seed::withdraw(store, context, withdrawn).await;
}

stories! {
    async fn a_confidential_comment_changes_nothing_for_those_who_may_not_know_of_it(store: Store) {
        for confidentiality in [Confidentiality::Internal, Confidentiality::PublicAfterClose] {
            let (fresh, _folder) = support::sqlite().await;
            let store = match &store {
                Store::Sqlite { .. } => fresh,
                Store::Postgres { .. } => support::postgres().await.expect("named above"),
            };
            let context = seed::context(&store, "wells", confidentiality).await;
            let site = Site::new(store.clone(), moment(seed::DURING));
            let mut visitor = site.visitor();
            let mut other = site.signed_in("other@example.org", &[]).await;
            let before = [walked(&mut visitor).await, walked(&mut other).await];
            assert!(before[0][1].contains("200 OK") && before[0][1].contains("etag"), "{}", before[0][1]);
            happens(&store, &context).await;
            let after = [walked(&mut visitor).await, walked(&mut other).await];
            for (before, after) in before.iter().flatten().zip(after.iter().flatten()) {
                assert_eq!(before, after, "{confidentiality}");
            }
        }
    }

    async fn a_confirmation_names_everything_and_quotes_so_much(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let ada = scene::person(&store, "Ada", StakeholderGroup::State).await;
        let body = "w".repeat(MAX_CHARACTERS);
        for _ in 0..20 {
            scene::draft(&store, &ada, scene::content(None, Position::Oppose, &body), scene::open()).await;
        }
        scene::publish_as(&store, &ada, Publication::Name).await;
        let mut sizes = Vec::new();
        let mut submit = async || {
            let receipt = |receipt: &submission::Receipt| {
                let written = app::mail::comment::receipt(receipt, "https://consult.example");
                for comment in &receipt.comments {
                    assert!(written.text.contains(&comment.reference) && written.html.contains(&comment.reference));
                }
                sizes.push((written.text.len(), written.html.len()));
                written
            };
            submission::submit(&store, &ada, &scene::slug("wells"), scene::open(), receipt).await.expect("submitted");
        };
        submit().await;
        // The next one repeats nothing of the first.
        scene::draft(&store, &ada, scene::content(None, Position::Oppose, "One more."), scene::open()).await;
        submit().await;
        assert!(sizes[0].0 < 40_000 && sizes[0].1 < 60_000, "{sizes:?}");
        assert!(sizes[1].0 < 4_000 && sizes[1].1 < 12_000, "{sizes:?}");
    }

    async fn who_searches_too_often_is_told_to_wait(store: Store) {
        seed::context(&store, "wells", Confidentiality::Public).await;
        let site = Site::new(store.clone(), moment(seed::DURING));
        let mut visitor = site.visitor();
        let search = format!("{}?words=water", routes::comments("wells"));
        for _ in 0..plenary::http::searches::MOST {
            assert_eq!(visitor.get(&search).await.status, StatusCode::OK);
        }
        let refused = visitor.get(&search).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(!refused.header("retry-after").is_empty() && refused.body.contains("<h1"));
        // Reading is no searching.
        assert_eq!(visitor.get(&routes::comments("wells")).await.status, StatusCode::OK);
        // What cannot be searched for is said beside the field, and is not counted.
        let long = format!("{}?words={}", routes::comments("wells"), "a".repeat(200));
        let refused = visitor.get(&long).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(&"a".repeat(200)) && refused.body.contains("words-hint"), "{}", refused.body);
    }

    async fn a_role_that_is_taken_away_meanwhile_counts_no_more(store: Store) {
        let id = scene::wells(&store, Confidentiality::Public).await;
        let desk = scene::official(&store, "Desk", Role::Facilitator, Some(id)).await;
        let late = desk.clone();
        let email = desk.account().expect("a person").email.to_string();
        let silent = |_: &role::RoleNotice| Written::default();
        let wells = scene::slug("wells");
        role::revoke(&store, &Actor::Operator, scene::open(), &email, Role::Facilitator, Some(&wells), silent)
            .await
            .expect("taken away");
        // Whoever was let in at the door acts with the roles that they hold when they act.
        let words = IssueContent { statement: "Late".into(), ..IssueContent::default() };
        let done = issue::create(&store, &late, &wells, words, &[], scene::open()).await;
        assert!(matches!(done, Err(Error::Forbidden(_))), "{done:?}");
    }

    async fn titles_and_names_hold_nothing_that_nobody_sees(store: Store) {
        let site = Site::new(store.clone(), moment(seed::DURING));
        let mut desk = site.signed_in("desk@example.org", &[]).await;
        for (name, organisation) in [("Desk\u{202d}", "Wells"), ("Desk", "Ministry\u{202e}sllew fo")] {
            let typed = [("name", name), ("organisation", organisation), ("group", "civil-society"), ("language", "en"), ("time_zone", "UTC")];
            let back = desk.post("/account", &typed).await;
            assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{name:?}");
            assert!(back.body.contains("nobody can see"), "{}", back.body);
        }
    }

    async fn answers_keep_other_sites_out(store: Store) {
        let site = Site::new(store.clone(), moment(seed::DURING));
        let page = site.visitor().get("/").await;
        assert_eq!(page.header("cross-origin-resource-policy"), "same-origin");
        assert_eq!(page.header("strict-transport-security"), "max-age=31536000");
    }

    async fn who_says_nothing_and_who_comes_too_often_is_let_go(store: Store) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let config = Config::load(&Flags::default()).expect("settings");
        let router = router(AppState::new(store.clone(), config, Clock::set(moment(seed::DURING))));
        let limits = Limits { most: 8, most_of_one: 2, head: Duration::from_millis(300) };
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(async move {
            listen::serve(listener, router, &[], limits, async { let _ = stopped.await; }).await;
        });
        let ended = async |mut stream: TcpStream| {
            let mut rest = Vec::new();
            let all = timeout(Duration::from_secs(10), stream.read_to_end(&mut rest)).await;
            all.is_ok() && !String::from_utf8_lossy(&rest).contains("200 OK")
        };
        // Half a head, and nothing at all.
        let mut half = TcpStream::connect(address).await.expect("connected");
        half.write_all(b"GET / HTTP/1.1\r\nHost: wells\r\nX-Never: ").await.expect("sent");
        let silent = TcpStream::connect(address).await.expect("connected");
        tokio::time::sleep(Duration::from_millis(50)).await;
        // A third from the same address is not let in, until the others are gone.
        let third = TcpStream::connect(address).await.expect("connected");
        assert!(ended(third).await);
        assert!(ended(half).await && ended(silent).await);
        let mut next = TcpStream::connect(address).await.expect("connected");
        next.write_all(b"GET /health/live HTTP/1.1\r\nHost: wells\r\nConnection: close\r\n\r\n").await.expect("sent");
        let mut answer = String::new();
        next.read_to_string(&mut answer).await.expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        stop.send(()).expect("it serves");
        serving.await.expect("in order");
    }
}
