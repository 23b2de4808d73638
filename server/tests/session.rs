//! Where one is signed in: seen, ended there or everywhere, and over by itself after a while whatever happens.

mod support;

use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::actor::Role;
use support::{
    client::{Client, Site},
    forms::form,
    moment,
};

async fn is_in(client: &mut Client) -> bool {
    client.get("/account").await.status == StatusCode::OK
}

/// Sends the form of a page as it stands, with this button.
async fn press(client: &mut Client, path: &str, act: &str) -> support::client::Answer {
    let page = client.get(path).await;
    let fields = form(&page.body, ("act", act));
    let fields: Vec<_> = fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    client.post(path, &fields).await
}

stories! {
    async fn sessions_are_seen_and_ended(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        let site = Site::new(store.clone(), at);
        let mut desk = site.signed_in("desk@wells.example", &[]).await;
        let mut phone = site.visitor();
        phone.sign_in("desk@wells.example").await;
        let mut other = site.signed_in("other@wells.example", &[]).await;
        let page = desk.get("/account/sessions").await;
        assert_eq!(page.body.matches("value=\"end\"").count(), 1, "{}", page.body);
        assert!(page.body.contains("This browser"));
        assert!(is_in(&mut phone).await);
        // Somebody else's is nobody's: its key, known or guessed, ends nothing.
        let theirs = form(&page.body, ("act", "end"));
        let theirs: Vec<_> = theirs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let nothing = other.post("/account/sessions", &theirs).await;
        assert!(nothing.body.contains("0 sessions were ended"), "{}", nothing.body);
        assert!(is_in(&mut phone).await);
        let ended = press(&mut desk, "/account/sessions", "end").await;
        assert!(ended.body.contains("1 session was ended"), "{}", ended.body);
        assert!(!is_in(&mut phone).await && is_in(&mut desk).await);
        // Everywhere: here, too.
        phone.sign_in("desk@wells.example").await;
        let out = press(&mut desk, "/account/sessions", "end-all").await;
        assert_eq!((out.status, out.location()), (StatusCode::SEE_OTHER, "/"));
        assert!(out.header("clear-site-data").contains("cache"));
        assert!(!is_in(&mut phone).await && !is_in(&mut desk).await);
        assert!(is_in(&mut other).await, "nobody else's");
        assert_eq!(site.visitor().get("/account/sessions").await.status, StatusCode::SEE_OTHER);
    }

    async fn a_session_ends_whatever_happens_and_an_administrator_s_sooner(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        let site = Site::new(store.clone(), at);
        let mut desk = site.signed_in("desk@wells.example", &[]).await;
        let mut office = site.signed_in("office@wells.example", &[(Role::Administrator, "")]).await;
        for hours in 1..12 {
            site.clock.advance_to(at + TimeDelta::hours(hours));
            assert!(is_in(&mut office).await, "after {hours} hours");
        }
        site.clock.advance_to(at + TimeDelta::hours(12));
        assert!(!is_in(&mut office).await);
        for days in 1..30 {
            site.clock.advance_to(at + TimeDelta::days(days));
            assert!(is_in(&mut desk).await, "after {days} days");
        }
        site.clock.advance_to(at + TimeDelta::days(30));
        assert!(!is_in(&mut desk).await);
    }
}
