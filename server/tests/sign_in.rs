//! Signing in, sessions, and the profile, as a browser without scripts does it, through the real router.

mod support;

use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::{
    actor::{Actor, Role},
    ops,
    store::{Store, outbox},
};
use support::{
    client::{Client, Site},
    moment,
};

const COOKIE: &str = "__Host-plenary";

/// The path of the link in the newest mail.
async fn mailed_link(site: &Site) -> String {
    let mails = ops::mail::claim(&site.store, site.clock.now(), 20, "consult.example")
        .await
        .expect("taken");
    let mail = mails.last().expect("a mail");
    assert_eq!(mail.kind, outbox::SIGN_IN);
    let link = mail
        .body_text
        .split_whitespace()
        .find(|word| word.starts_with("https://"))
        .expect("a link");
    assert!(mail.body_html.contains(link), "{}", mail.body_html);
    link.strip_prefix("https://consult.example")
        .expect("of the site")
        .to_owned()
}

/// A page without what differs from one address to another.
fn without(body: &str, email: &str) -> String {
    body.replace(email, "ADDRESS")
}

async fn rows(store: &Store, table: &'static str) -> i64 {
    let query = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
    match store {
        Store::Sqlite { readers, .. } => sqlx::query_scalar(query).fetch_one(readers).await,
        Store::Postgres { pool, .. } => sqlx::query_scalar(query).fetch_one(pool).await,
    }
    .expect("a count")
}

fn account_page(client: &Client) -> bool {
    client.cookies.contains_key(COOKIE)
}

stories! {
    async fn a_new_person_signs_in_completes_the_profile_and_arrives(store: Store) {
        let site = Site::new(store, moment("2026-03-01T12:00:00Z"));
        let mut desk = site.visitor();
        desk.language = Some("fr");
        // One's own page sends a visitor to sign in, and knows the way back.
        let away = desk.get("/account?x=1").await;
        assert_eq!((away.status, away.location()), (StatusCode::SEE_OTHER, "/sign-in?next=%2Faccount%3Fx%3D1"));
        let form = desk.get("/sign-in?next=%2Fconsultations%2Fwells").await;
        assert_eq!(form.status, StatusCode::OK);
        assert!(form.body.contains("lang=\"fr\"") && form.body.contains("name=\"email\""), "{}", form.body);
        let sent = desk.post("/sign-in?next=%2Fconsultations%2Fwells", &[("email", "Desk@wells.example")]).await;
        assert_eq!(sent.status, StatusCode::OK);
        assert!(sent.body.contains("desk@wells.example"));
        assert!(sent.cookies().is_empty(), "asking makes no session");
        let link = mailed_link(&site).await;
        // Another device: no cookies. A scanner looks first; nothing is used up.
        let mut phone = site.visitor();
        for _ in 0..2 {
            let seen = phone.get(&link).await;
            assert_eq!(seen.status, StatusCode::OK);
            assert!(seen.body.contains("method=\"post\"") && seen.body.contains("desk@wells.example"));
            assert!(seen.cookies().is_empty());
            assert_eq!(seen.header("cache-control"), "no-store");
        }
        let pressed = phone.post(&link, &[]).await;
        assert_eq!((pressed.status, pressed.location()), (StatusCode::SEE_OTHER, "/account?next=%2Fconsultations%2Fwells"));
        let cookies = pressed.cookies();
        let cookie = cookies.first().expect("a session");
        for part in [COOKIE, "HttpOnly", "SameSite=Lax", "Secure", "Path=/", "Max-Age=1209600"] {
            assert!(cookie.contains(part), "{part} in {cookie}");
        }
        assert!(!cookie.contains("Domain"));
        // The profile: what is wrong is said, and what was typed is kept.
        let page = phone.get(pressed.location()).await;
        assert_eq!(page.status, StatusCode::OK);
        let wrong = phone.post(pressed.location(), &[("name", "Keeper <of> wells"), ("country", "FR"), ("language", "fr")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("href=\"#group\"") && wrong.body.contains("Keeper &lt;of&gt; wells"), "{}", wrong.body);
        let right = [("name", "Keeper of wells"), ("organisation", ""), ("group", "academia"), ("country", "FR"),
            ("language", "fr"), ("time_zone", "Europe/Paris")];
        let saved = phone.post(pressed.location(), &right).await;
        assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, "/consultations/wells"));
        // The link is spent, for everybody.
        for client in [&mut phone, &mut desk] {
            let again = client.get(&link).await;
            assert_eq!(again.status, StatusCode::CONFLICT);
            assert!(again.body.contains("action=\"/sign-in\""));
            assert_eq!(client.post(&link, &[]).await.status, StatusCode::CONFLICT);
        }
    }

    async fn the_answer_does_not_tell_whether_an_address_is_known(store: Store) {
        let site = Site::new(store, moment("2026-03-01T12:00:00Z"));
        site.signed_in("known@wells.example", &[]).await;
        let known = site.visitor().post("/sign-in", &[("email", "known@wells.example")]).await;
        let unknown = site.visitor().post("/sign-in", &[("email", "nobody@wells.example")]).await;
        assert_eq!(known.status, unknown.status);
        assert_eq!(without(&known.body, "known@wells.example"), without(&unknown.body, "nobody@wells.example"));
        let names = |answer: &support::client::Answer| answer.headers.keys().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names(&known), names(&unknown));
        let wrong = site.visitor().post("/sign-in", &[("email", "no <address>")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("no &lt;address&gt;"), "what was typed is kept: {}", wrong.body);
    }

    async fn too_many_mails_to_an_address_are_refused_across_servers(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        let servers = [Site::new(store.clone(), at), Site::new(store.clone(), at)];
        for n in 0..5 {
            let sent = servers[n % 2].visitor().post("/sign-in", &[("email", "desk@wells.example")]).await;
            assert_eq!(sent.status, StatusCode::OK);
        }
        for server in &servers {
            let refused = server.visitor().post("/sign-in", &[("email", "desk@wells.example")]).await;
            assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "900"));
        }
        assert_eq!(rows(&store, "outbox").await, 5);
        servers[0].clock.advance_to(at + TimeDelta::minutes(15));
        let sent = servers[0].visitor().post("/sign-in", &[("email", "desk@wells.example")]).await;
        assert_eq!(sent.status, StatusCode::OK);
    }

    async fn signing_out_ends_the_session_for_good(store: Store) {
        let site = Site::new(store.clone(), moment("2026-03-01T12:00:00Z"));
        let mut desk = site.signed_in("desk@wells.example", &[]).await;
        assert_eq!(desk.get("/account").await.status, StatusCode::OK);
        let thief = desk.clone();
        let out = desk.post("/sign-out", &[]).await;
        assert_eq!((out.status, out.location()), (StatusCode::SEE_OTHER, "/"));
        let cookies = out.cookies();
        let removal = cookies.first().expect("the cookie is taken back");
        assert!(removal.contains("Max-Age=0") && removal.contains("Secure"), "{removal}");
        assert!(!account_page(&desk));
        assert_eq!(rows(&store, "session").await, 0);
        // The browser forgets what it kept of pages that only they may see.
        assert_eq!(out.header("clear-site-data"), "\"cache\", \"storage\"");
        // A copy of the cookie is worth nothing.
        let mut thief = thief;
        assert_eq!(thief.get("/account").await.status, StatusCode::SEE_OTHER);
        // Signing out twice is no error.
        assert_eq!(site.visitor().post("/sign-out", &[]).await.status, StatusCode::SEE_OTHER);
    }

    async fn a_session_ends_after_two_weeks_without_a_visit(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        let site = Site::new(store.clone(), at);
        let mut desk = site.signed_in("desk@wells.example", &[]).await;
        // Ten days, and ten more: each visit keeps it alive.
        for days in [10, 20, 29] {
            site.clock.advance_to(at + TimeDelta::days(days));
            let visit = desk.get("/account").await;
            assert_eq!(visit.status, StatusCode::OK, "after {days} days");
            assert_eq!(visit.cookies().len(), 1, "the cookie lives on, too");
        }
        // Within the hour nothing is written.
        site.clock.advance_to(at + TimeDelta::days(29) + TimeDelta::minutes(59));
        assert!(desk.get("/account").await.cookies().is_empty());
        site.clock.advance_to(at + TimeDelta::days(44));
        assert_eq!(desk.get("/account").await.status, StatusCode::SEE_OTHER);
        ops::session::sweep(&store, site.clock.now().timestamp()).await.expect("swept");
        assert_eq!(rows(&store, "session").await, 0);
    }

    async fn a_session_planted_before_signing_in_is_worth_nothing(store: Store) {
        let site = Site::new(store.clone(), moment("2026-03-01T12:00:00Z"));
        let mut other = site.signed_in("other@wells.example", &[]).await;
        let planted = other.cookies.clone();
        site.signed_in("desk@wells.example", &[]).await;
        // The victim's browser holds the other's cookie when it signs in.
        let mut victim = site.visitor();
        victim.cookies.clone_from(&planted);
        victim.sign_in("desk@wells.example").await;
        assert_ne!(victim.cookies.get(COOKIE), planted.get(COOKIE));
        assert!(victim.get("/account").await.body.contains("desk@wells.example"));
        assert_eq!(other.get("/account").await.status, StatusCode::SEE_OTHER, "the old number is gone");
        // Made-up and mangled numbers are visitors.
        for value in ["", "x", "AAAAAAAAAAAAAAAAAAAAAA", "%00"] {
            let mut stranger = site.visitor();
            stranger.cookies.insert(COOKIE.to_owned(), value.to_owned());
            assert_eq!(stranger.get("/account").await.status, StatusCode::SEE_OTHER, "{value:?}");
        }
        let keys: Vec<Vec<u8>> = match &store {
            Store::Sqlite { readers, .. } => sqlx::query_scalar("select id from session").fetch_all(readers).await,
            Store::Postgres { pool, .. } => sqlx::query_scalar("select id from session").fetch_all(pool).await,
        }.expect("rows");
        assert!(keys.iter().all(|key| key.len() == 32), "digests only");
    }

    async fn other_sites_cannot_sign_anybody_in_or_out(store: Store) {
        let site = Site::new(store, moment("2026-03-01T12:00:00Z"));
        let mut desk = site.signed_in("desk@wells.example", &[]).await;
        desk.origin = "https://evil.example".into();
        for path in ["/sign-out", "/account", "/sign-in"] {
            assert_eq!(desk.post(path, &[("email", "a@b.example")]).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        desk.origin = support::client::ORIGIN.into();
        assert_eq!(desk.get("/account").await.status, StatusCode::OK, "still signed in");
    }

    async fn next_never_leads_to_another_site(store: Store) {
        let site = Site::new(store, moment("2026-03-01T12:00:00Z"));
        let mut desk = site.signed_in("desk@wells.example", &[]).await;
        let fields = [("name", "Desk"), ("group", "state")];
        for next in ["//evil.example", "https://evil.example", "/\\evil.example", "/%09/evil.example"] {
            let query = format!("next={next}").replace('\\', "%5C");
            assert_eq!(desk.get(&format!("/sign-in?{query}")).await.location(), "/", "{next}");
            assert_eq!(desk.post(&format!("/account?{query}"), &fields).await.location(), "/", "{next}");
        }
    }

    async fn over_plain_http_on_loopback_the_cookie_goes_without_secure(store: Store) {
        let site = Site::at(store, moment("2026-03-01T12:00:00Z"), "http://127.0.0.1:3000");
        let mut desk = site.visitor();
        desk.origin = "http://127.0.0.1:3000".into();
        desk.post("/sign-in", &[("email", "desk@wells.example")]).await;
        let mails = ops::mail::claim(&site.store, site.clock.now(), 1, "x").await.expect("taken");
        let link = mails[0].body_text.split_whitespace().find_map(|word| word.strip_prefix("http://127.0.0.1:3000")).expect("a link").to_owned();
        let pressed = desk.post(&link, &[]).await;
        let cookies = pressed.cookies();
        let cookie = cookies.first().expect("a session");
        assert!(cookie.starts_with("plenary=") && !cookie.contains("Secure") && cookie.contains("HttpOnly"), "{cookie}");
    }

    async fn roles_are_given_and_taken_in_the_browser(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        let site = Site::new(store.clone(), at);
        support::client::consultation(&store, at, "wells").await;
        let mut facilitator = site.signed_in("one@wells.example", &[(Role::Facilitator, "wells")]).await;
        let mut two = site.signed_in("two@wells.example", &[]).await;
        let roles = "/consultations/wells/roles";
        assert_eq!(two.get(roles).await.status, StatusCode::NOT_FOUND, "a draft is hidden");
        let page = facilitator.get(roles).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("one@wells.example"));
        let gave = facilitator.post(roles, &[("act", "grant"), ("email", "Two@wells.example"), ("role", "commissioner")]).await;
        assert_eq!(gave.status, StatusCode::SEE_OTHER);
        let after = facilitator.get(gave.location()).await;
        assert!(after.body.contains("two@wells.example") && after.body.contains("role=\"status\""), "{}", after.body);
        // A draft is seen by those who prepare it: commissioners are not among them.
        assert_eq!(two.get(roles).await.status, StatusCode::NOT_FOUND);
        assert_eq!(two.post(roles, &[("act", "grant"), ("email", "two@wells.example"), ("role", "facilitator")]).await.status, StatusCode::NOT_FOUND);
        // A facilitator alone makes no commissioner: until somebody confirms it, she is none.
        let slug = "wells".parse().expect("a slug");
        let letter = |_: &ops::role::RoleNotice| ops::mail::Written { subject: "A role".into(), text: String::new(), html: String::new() };
        ops::role::grant(&store, &Actor::Operator, at, "two@wells.example", Role::Commissioner, Some(&slug), letter).await.expect("a role");
        // What cannot be is said beside the field, and what was typed is kept.
        let both = facilitator.post(roles, &[("act", "grant"), ("email", "two@wells.example"), ("role", "facilitator")]).await;
        assert_eq!(both.status, StatusCode::CONFLICT);
        assert!(both.body.contains("href=\"#email\"") && both.body.contains("value=\"two@wells.example\""));
        let nobody = facilitator.post(roles, &[("act", "grant"), ("email", "three@wells.example"), ("role", "facilitator")]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        let none = facilitator.post(roles, &[("act", "grant"), ("email", "two@wells.example")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        let all = facilitator.post(roles, &[("act", "grant"), ("email", "two@wells.example"), ("role", "administrator")]).await;
        assert_eq!(all.status, StatusCode::FORBIDDEN);
        let took = facilitator.post(roles, &[("act", "revoke"), ("email", "two@wells.example"), ("role", "commissioner")]).await;
        assert_eq!(took.status, StatusCode::SEE_OTHER);
        assert_eq!(two.get(roles).await.status, StatusCode::NOT_FOUND, "roles count from the next request on");
    }

    async fn a_chosen_language_stays_chosen(store: Store) {
        let site = Site::new(store, moment("2026-03-01T12:00:00Z"));
        let mut reader = site.visitor();
        reader.language = Some("en");
        let french = reader.get("/sign-in?lang=fr").await;
        assert!(french.body.contains("<html lang=\"fr\""));
        let cookie = french.cookies().join(" ");
        assert!(cookie.starts_with("lang=fr; ") && cookie.contains("Path=/") && cookie.contains("Secure"), "{cookie}");
        let next = reader.get("/sign-in").await;
        assert!(next.body.contains("<html lang=\"fr\""));
        assert!(next.cookies().is_empty());
        assert!(reader.get("/sign-in?lang=xx").await.cookies().is_empty(), "only languages that there are");
        // The profile says otherwise later: the latest choice counts.
        let mut desk = site.signed_in("desk@wells.example", &[]).await;
        desk.get("/account?lang=fr").await;
        let fields = [("name", "Desk"), ("group", "state"), ("language", "ar")];
        desk.post("/account", &fields).await;
        assert!(desk.get("/account").await.body.contains("<html lang=\"ar\" dir=\"rtl\""));
    }
}
