//! Typed words survive. Walks every form of the site with the words of its sample, and takes away what it needs: the
//! session, the role, the round, the database. And the same form sent twice does one thing.

mod support;

use axum::http::StatusCode;
use domain::{
    actor::Actor,
    consultation::Phase,
    ops::{consultation, text},
    store::Store,
};
use plenary::http::{
    self,
    site::{Access, Route},
};
use support::{
    client::{Answer, Client, Site},
    moment,
};

const SLUG: &str = "network-time";
const AUTHOR: &str = "society@example.org";
const SESSION: &str = "__Host-plenary";

struct Stage {
    site: Site,
    store: Store,
    anchor: String,
}

impl Stage {
    async fn new(store: Store) -> Self {
        let now = moment("2026-06-15T10:00:00Z");
        plenary::demo::fill(&store, now)
            .await
            .expect("the demonstration");
        let slug = SLUG.parse().expect("a slug");
        let document = text::read(&store, &Actor::Operator, &slug, None, now)
            .await
            .expect("a text");
        Self {
            site: Site::new(store.clone(), now),
            anchor: document.provisions[1].anchor.clone(),
            store,
        }
    }

    fn path(&self, route: &Route) -> String {
        let values = [
            ("{slug}", SLUG),
            ("{anchor}", &self.anchor),
            ("{reference}", "R1-0001"),
            ("{number}", "1"),
            ("{id}", "018f0000-0000-7000-8000-000000000000"),
        ];
        let fill = |path: String, (place, value): &(&str, &str)| path.replace(place, value);
        values.iter().fold(route.path.to_owned(), fill)
    }

    async fn person(&self, email: &str) -> Client {
        let mut client = self.site.visitor();
        client.sign_in(email).await;
        client
    }
}

/// Every act of a form into which somebody writes more than a word.
fn forms() -> Vec<Route> {
    let forms: Vec<Route> = http::site()
        .routes
        .into_iter()
        .filter(|route| route.method == "POST" && !words(route).is_empty())
        .filter(|route| route.access != Access::Open)
        .collect();
    assert!(forms.len() > 15, "{}", forms.len());
    forms
}

/// The words of a sample: each line of what has more than one word.
fn words(route: &Route) -> Vec<&'static str> {
    let values = route.sample.iter().map(|(_, value)| *value);
    values
        .filter(|value| value.contains(' '))
        .flat_map(str::lines)
        .filter(|line| !line.is_empty())
        .collect()
}

fn hold(route: &Route, answer: &Answer, what: &str) {
    let page = answer.body.replace("&#x27;", "'").replace("&#39;", "'");
    for line in words(route) {
        assert!(
            page.contains(line),
            "{what}: {} {} loses {line:?} ({}):\n{page}",
            route.path,
            route.act,
            answer.status
        );
    }
}

/// Whoever signs in again has the words in their form, or on the page that says why there is none.
async fn an_ended_session(store: Store) {
    let stage = Stage::new(store).await;
    for email in [
        "administrator@example.org",
        "facilitator@example.org",
        AUTHOR,
    ] {
        for route in forms() {
            let path = stage.path(&route);
            let mut client = stage.site.visitor();
            client
                .cookies
                .insert(SESSION.to_owned(), "AAAAAAAAAAAAAAAAAAAAAA".to_owned());
            let sent = client.act(&path, &route).await;
            let what = format!("{} {}", route.path, route.act);
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{what}: {}", sent.body);
            assert!(sent.location().starts_with("/sign-in?next="), "{what}");
            let asked = client.get(sent.location()).await;
            assert!(asked.body.contains("Your words are kept."), "{what}");

            // The link is opened elsewhere: it says where they are.
            let here = format!("{path}?words=kept");
            let elsewhere = stage.person(email).await.get(&here).await;
            if elsewhere.status == StatusCode::OK {
                let said = elsewhere
                    .body
                    .contains("Your words are not in this browser.");
                assert!(said, "{what}: {}", elsewhere.body);
            }

            client.sign_in(email).await;
            let back = client.get(&here).await;
            hold(&route, &back, "after signing in");
            // And once more: a page that is loaded again is not empty.
            hold(&route, &client.get(&here).await, "loaded again");
        }
    }
    assert!(kept(&stage.store).await > 0);
    stage.site.clock.advance_to(moment("2026-06-15T11:50:00Z"));
    domain::ops::kept_words::sweep(&stage.store, stage.site.clock.now())
        .await
        .expect("swept");
    assert_eq!(
        kept(&stage.store).await,
        0,
        "they are forgotten after an hour"
    );
}

/// A browser that never had a session is led to sign in, with the words: no page says "not there" of an address that it
/// may see.
async fn no_session_at_all(store: Store) {
    let stage = Stage::new(store).await;
    for route in forms() {
        let path = stage.path(&route);
        let what = format!("{} {}", route.path, route.act);
        let mut client = stage.site.visitor();
        let sent = client.act(&path, &route).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{what}: {}", sent.body);
        assert!(sent.location().starts_with("/sign-in?next="), "{what}");
        let asked = client.get(sent.location()).await;
        assert!(asked.body.contains("Your words are kept."), "{what}");
        client.sign_in("administrator@example.org").await;
        let back = client.get(&format!("{path}?words=kept")).await;
        hold(&route, &back, "after signing in");
    }
    // In every phase that a visitor may see; what is being prepared is not there, and the words are on that page.
    let now = stage.site.clock.now();
    let all = consultation::list(&stage.store, &Actor::Operator, now).await;
    for it in all.expect("the consultations") {
        for route in forms() {
            if !route.path.contains("{slug}") {
                continue;
            }
            let path = stage
                .path(&route)
                .replace(SLUG, it.consultation.slug.as_str());
            let what = format!("{} {} {}", route.path, route.act, it.phase);
            let sent = stage.site.visitor().act(&path, &route).await;
            if it.phase == Phase::Draft {
                assert_eq!(sent.status, StatusCode::NOT_FOUND, "{what}");
                hold(&route, &sent, "not there");
            } else {
                assert_eq!(sent.status, StatusCode::SEE_OTHER, "{what}: {}", sent.body);
                assert!(sent.location().starts_with("/sign-in?next="), "{what}");
            }
        }
    }
}

/// A form that is too large comes back with its words, up to a bound; beyond it, the page says where they are.
async fn too_large(store: Store) {
    let stage = Stage::new(store).await;
    let mut author = stage.person(AUTHOR).await;
    let mut stranger = stage.site.visitor();
    let long = "A word too many. ".repeat(60_000);
    let endless = "A word too many. ".repeat(200_000);
    for route in forms().into_iter().filter(|it| !it.in_parts) {
        let path = stage.path(&route);
        let what = format!("{} {}", route.path, route.act);
        for client in [&mut author, &mut stranger] {
            let mut fields = route.sample.to_vec();
            fields.extend([("act", route.act), ("rationale", &long)]);
            let answer = client.post(&path, &fields).await;
            assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{what}");
            hold(&route, &answer, "too large");
            assert!(
                answer.body.contains(long.trim_end()),
                "{what}: not all of it"
            );
        }
    }
    let path = format!("/consultations/{SLUG}/text/document");
    let answer = author
        .post(&path, &[("act", "save"), ("body", &endless)])
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(
        answer
            .body
            .contains("your browser still has what you wrote"),
        "{}",
        answer.body
    );
    assert!(!answer.body.contains("A word too many."));
    // Without a length in its head it is read up to the bound, and no further.
    let pieces = (0..400).map(|_| Ok::<_, std::io::Error>("a".repeat(10_000)));
    let stream = axum::body::Body::from_stream(futures::stream::iter(pieces));
    let kind = Some("application/x-www-form-urlencoded");
    let answer = author.send("POST", &path, stream, kind).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(
        answer
            .body
            .contains("your browser still has what you wrote"),
        "{}",
        answer.body
    );
}

/// Who has no such role, or comes after the round, reads why, and the words.
async fn a_closed_door(store: Store) {
    let stage = Stage::new(store).await;
    let mut stranger = stage.site.signed_in("other@example.org", &[]).await;
    let mut author = stage.person(AUTHOR).await;
    stage.site.clock.advance_to(moment("2027-06-15T10:00:00Z"));
    // The sessions are over by now; these are new.
    stranger.sign_in("other@example.org").await;
    author.sign_in(AUTHOR).await;
    let mut refused = 0;
    for route in forms() {
        for client in [&mut stranger, &mut author] {
            let answer = client.act(&stage.path(&route), &route).await;
            if answer.status == StatusCode::SEE_OTHER {
                assert_eq!(route.path, app::routes::ACCOUNT, "{}", route.act);
                continue;
            }
            refused += 1;
            hold(&route, &answer, "refused");
        }
    }
    assert!(refused > 25, "{refused}");
}

/// While the database is away the words come back, with a button that sends them again.
async fn no_database(store: Store) {
    let stage = Stage::new(store).await;
    let mut client = stage.person("administrator@example.org").await;
    stage.store.close().await;
    for route in forms() {
        let answer = client.act(&stage.path(&route), &route).await;
        assert_eq!(
            answer.status,
            StatusCode::SERVICE_UNAVAILABLE,
            "{}",
            route.path
        );
        hold(&route, &answer, "away");
        if !route.in_parts {
            assert!(answer.body.contains("Send it again"), "{}", route.path);
        }
    }
}

/// The words of a browser are read by that browser alone, and are gone once they are sent.
async fn only_once_and_only_here(store: Store) {
    let stage = Stage::new(store).await;
    let route = forms()
        .into_iter()
        .find(|it| it.path == app::routes::PROVISION);
    let route = route.expect("the composer");
    let path = stage.path(&route);
    let mut client = stage.site.visitor();
    client.act(&path, &route).await;
    let cookie = client.cookies["words"].clone();
    let sealed: Vec<u8> = match &stage.store {
        Store::Sqlite { readers, .. } => {
            sqlx::query_scalar("select sealed from kept_words")
                .fetch_one(readers)
                .await
        }
        Store::Postgres { pool, .. } => {
            sqlx::query_scalar("select sealed from kept_words")
                .fetch_one(pool)
                .await
        }
    }
    .expect("sealed words");
    let sealed = String::from_utf8_lossy(&sealed).into_owned();
    assert!(words(&route).iter().all(|line| !sealed.contains(line)));

    client.sign_in(AUTHOR).await;
    let back = client.get(&path).await;
    assert!(
        back.body.contains("Your words stand in the form again."),
        "{}",
        back.body
    );
    let fields = support::forms::form(&back.body, ("act", "save"));
    let body = fields
        .iter()
        .find(|(name, _)| name == "body")
        .expect("a body");
    assert_eq!(body.1, "Who keeps the well when the keeper is away?");
    // A wrong key opens nothing.
    let mut thief = stage.person("facilitator@example.org").await;
    let wrong = format!("{}{}", &cookie[..32], "0".repeat(64));
    thief.cookies.insert("words".to_owned(), wrong);
    assert!(!thief.get(&path).await.body.contains("Who keeps the well"));
    // Sent, they are gone.
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    let sent = client.post(&path, &pairs).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(!client.cookies.contains_key("words"));
    assert_eq!(kept(&stage.store).await, 0);
}

/// Pressed twice, sent again after a lost answer, both at once: one draft, one submission, the same answers.
async fn the_same_form_twice(store: Store) {
    let stage = Stage::new(store).await;
    let route = forms()
        .into_iter()
        .find(|it| it.path == app::routes::PROVISION);
    let path = stage.path(&route.expect("the composer"));
    let client = stage.site.signed_in("twice@example.org", &[]).await;
    let page = client.clone().get(&path).await;
    let mut fields = support::forms::form(&page.body, ("act", "save"));
    for (name, value) in &mut fields {
        match name.as_str() {
            "body" => "Once is enough, and twice is once.".clone_into(value),
            "position" => "support".clone_into(value),
            _ => {}
        }
    }
    if !fields.iter().any(|(name, _)| name == "position") {
        fields.push(("position".to_owned(), "support".to_owned()));
    }
    let answers = at_once(&client, &path, &fields).await;
    let drafts = "select count(*) from draft where body like 'Once is enough%'";
    assert_eq!(count(&stage.store, drafts).await, 1);
    hold_same(&answers);
    // Other words under the same key are another form, and the draft that it names is the same one: it is not made
    // twice, and says what was said last.
    fields.retain(|(name, _)| name != "rationale");
    fields.push(("rationale".to_owned(), "Another reason".to_owned()));
    let other = post(&client, &path, &fields).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER, "{}", other.body);
    assert_eq!(other.location(), answers[0].location());
    assert_eq!(count(&stage.store, drafts).await, 1);
    let reasons = "select count(*) from draft where rationale = 'Another reason'";
    assert_eq!(count(&stage.store, reasons).await, 1);

    let own = format!("/consultations/{SLUG}/submission");
    let page = client.clone().get(&own).await;
    let mut fields = support::forms::form(&page.body, ("act", "submit"));
    fields.push(("publication".to_owned(), "name".to_owned()));
    let answers = at_once(&client, &own, &fields).await;
    assert!(
        answers[0].location().contains("done=submitted"),
        "{}",
        answers[0].body
    );
    hold_same(&answers);
    let comments = "select count(*) from comment where body like 'Once is enough%'";
    assert_eq!(count(&stage.store, comments).await, 1);
    let mails = "select count(*) from outbox where recipient = 'twice@example.org'";
    assert_eq!(count(&stage.store, mails).await, 1);
}

/// Asking for a link twice is one mail, though nobody is signed in; and what comes with a form that may carry a file is
/// entered once.
async fn the_same_link_and_file_twice(store: Store) {
    let stage = Stage::new(store).await;
    let client = stage.site.visitor();
    let path = "/sign-in?next=%2Faccount";
    let page = client.clone().get(path).await;
    let (_, rest) = page
        .body
        .split_once("name=\"form_key\" value=\"")
        .expect("a key");
    let key = rest.split('"').next().expect("a key").to_owned();
    let fields = [
        ("form_key".to_owned(), key),
        ("email".to_owned(), AUTHOR.to_owned()),
    ];
    let mails = "select count(*) from outbox where recipient = 'society@example.org'";
    let before = count(&stage.store, mails).await;
    let sending = (0..5).map(|_| post(&client, path, &fields));
    let answers = futures::future::join_all(sending).await;
    assert_eq!(count(&stage.store, mails).await, before + 1);
    for answer in answers {
        let page = match answer.status {
            StatusCode::SEE_OTHER => client.clone().get(answer.location()).await,
            _ => answer,
        };
        assert!(page.body.contains("Look into your mail"), "{}", page.body);
    }
    // Another page has another key: the address may be asked for again.
    let another = client.clone().get(path).await;
    assert!(another.body.contains("form_key") && !another.body.contains(&fields[0].1));

    let client = stage.person("facilitator@example.org").await;
    let path = format!("/consultations/{SLUG}/enter");
    let page = client.clone().get(&path).await;
    let (_, form) = page
        .body
        .split_once("multipart/form-data")
        .expect("a form with a file");
    let (_, rest) = form
        .split_once("name=\"form_key\" value=\"")
        .expect("a key");
    let key = rest.split('"').next().expect("a key");
    let mut other = key.to_owned();
    other.replace_range(..4, "0000");
    let send = |n: usize, key: &str| {
        let mut client = client.clone();
        // A browser makes up another boundary each time.
        let boundary = format!("----boundary{n}");
        let field = |name: &str, rest: &str, value: &str| {
            format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{rest}\r\n\r\n{value}\r\n"
            )
        };
        let body = [
            field("form_key", "", key),
            field("file", "; filename=\"\"", ""),
            field("act", "", "form"),
            field("author", "", "Keeper of the upper clock"),
            field("channel", "", "letter"),
            field("submitted_at", "", "2026-06-14"),
            field("position", "", "support"),
            field("body", "", "Entered once, and once alone."),
            format!("--{boundary}--\r\n"),
        ]
        .concat();
        let kind = format!("multipart/form-data; boundary={boundary}");
        let path = path.clone();
        async move { client.send("POST", &path, body.into(), Some(&kind)).await }
    };
    let answers = futures::future::join_all((0..5).map(|n| send(n, key))).await;
    for answer in &answers {
        let wrong = answer
            .body
            .split_once("error-summary")
            .map_or("", |(_, rest)| rest);
        let wrong: String = wrong.chars().take(1000).collect();
        assert!(
            answer.status.is_success() || answer.status.is_redirection(),
            "{} {wrong}",
            answer.status
        );
    }
    let entered = "select count(*) from comment where body like 'Entered once%'";
    assert_eq!(count(&stage.store, entered).await, 1);
    // From another page it is another comment.
    send(5, &other).await;
    assert_eq!(count(&stage.store, entered).await, 2);
}

/// Five at once, and one more.
async fn at_once(client: &Client, path: &str, fields: &[(String, String)]) -> Vec<Answer> {
    let sending = (0..5).map(|_| post(client, path, fields));
    let mut answers = futures::future::join_all(sending).await;
    answers.push(post(client, path, fields).await);
    answers
}

async fn post(client: &Client, path: &str, fields: &[(String, String)]) -> Answer {
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    client.clone().post(path, &pairs).await
}

fn hold_same(answers: &[Answer]) {
    for answer in answers {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(answer.location(), answers[0].location());
    }
}

async fn kept(store: &Store) -> i64 {
    count(store, "select count(*) from kept_words").await
}

async fn count(store: &Store, query: &'static str) -> i64 {
    match store {
        Store::Sqlite { readers, .. } => sqlx::query_scalar(query).fetch_one(readers).await,
        Store::Postgres { pool, .. } => sqlx::query_scalar(query).fetch_one(pool).await,
    }
    .expect("a count")
}

macro_rules! on_both {
    ($($story:ident: $sqlite:ident, $postgres:ident;)+) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $sqlite() {
            let (store, _folder) = support::sqlite().await;
            $story(store).await;
        }

        #[tokio::test(flavor = "multi_thread")]
        async fn $postgres() {
            match support::postgres().await {
                Some(store) => $story(store).await,
                None => println!("skipped: PLENARY_TEST_POSTGRES names no PostgreSQL server"),
            }
        }
    )+};
}

on_both! {
    an_ended_session: words_survive_an_ended_session_on_sqlite, words_survive_an_ended_session_on_postgres;
    no_session_at_all: words_survive_without_any_session_on_sqlite, words_survive_without_any_session_on_postgres;
    too_large: words_survive_a_form_that_is_too_large_on_sqlite, words_survive_a_form_that_is_too_large_on_postgres;
    the_same_link_and_file_twice: the_same_link_and_file_twice_is_one_act_on_sqlite, the_same_link_and_file_twice_is_one_act_on_postgres;
    a_closed_door: words_survive_a_closed_door_on_sqlite, words_survive_a_closed_door_on_postgres;
    no_database: words_survive_a_database_that_is_away_on_sqlite, words_survive_a_database_that_is_away_on_postgres;
    only_once_and_only_here: kept_words_are_read_here_and_used_once_on_sqlite, kept_words_are_read_here_and_used_once_on_postgres;
    the_same_form_twice: the_same_form_twice_is_one_act_on_sqlite, the_same_form_twice_is_one_act_on_postgres;
}
