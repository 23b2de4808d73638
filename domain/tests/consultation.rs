//! Consultations are created, found and listed.

mod support;

use domain::{
    Error,
    actor::Actor,
    consultation::{Phase, Slug},
    error::Refusal,
    ops::consultation::{self, New},
    round::Confidentiality,
};
use support::moment;

fn new(slug: &str) -> New {
    New {
        slug: slug.parse().expect("a slug"),
        title: "Norms for the care of shared wells".into(),
        commission: String::new(),
        question: String::new(),
        mandate: String::new(),
        confidentiality: Confidentiality::Public,
        opens_at: None,
        closes_at: None,
        time_zone: "Europe/Paris".into(),
    }
}

stories! {
    async fn a_consultation_without_a_text_is_a_draft_that_visitors_cannot_see(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        let created = consultation::create(&store, &Actor::Operator, at, new("wells")).await.expect("created");
        assert_eq!(created.phase, Phase::Draft);
        let slug: Slug = "wells".parse().expect("a slug");
        let found = consultation::find(&store, &Actor::Operator, &slug, at).await.expect("found");
        assert_eq!(found.consultation, created.consultation);
        assert!(matches!(consultation::find(&store, &Actor::Visitor, &slug, at).await, Err(Error::NotFound)));
        assert!(consultation::list(&store, &Actor::Visitor, at).await.expect("a list").is_empty());
    }

    async fn a_slug_is_taken_once(store: Store) {
        let at = moment("2026-03-01T12:00:00Z");
        consultation::create(&store, &Actor::Operator, at, new("wells")).await.expect("created");
        let again = consultation::create(&store, &Actor::Operator, at, new("wells")).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::Taken { .. }))));
    }
}
