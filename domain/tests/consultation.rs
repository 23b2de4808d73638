//! Consultations are created, found and listed.

#![cfg(feature = "store")]

mod support;

use domain::{
    Error,
    actor::Actor,
    consultation::{Phase, Slug},
    error::Refusal,
    ops::consultation::{self, New, Terms},
    round::Confidentiality,
};
use support::{moment, seed};

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

    async fn terms_change_freely_before_the_opening_and_afterwards_only_for_the_better_with_a_note(store: Store) {
        let created = moment("2026-03-01T12:00:00Z");
        let context = seed::context(&store, "wells", Confidentiality::Internal).await;
        let slug = seed::slug(&context);
        let before = moment("2026-02-02T12:00:00Z");
        let now = Terms::of(&context);
        let other = Terms { title: " Norms for wells ".into(), confidentiality: Confidentiality::PublicAfterClose, ..now.clone() };
        let context = consultation::edit(&store, &Actor::Operator, slug, &now.mark(), other, "", before).await.expect("edited");
        assert_eq!((context.consultation.title.as_str(), context.round.confidentiality), ("Norms for wells", Confidentiality::PublicAfterClose));
        let late = consultation::edit(&store, &Actor::Operator, slug, &now.mark(), now.clone(), "", before).await;
        assert!(matches!(late, Err(Error::Conflict)));

        let during = moment(seed::DURING);
        let now = Terms::of(&context);
        let problems = async |terms: Terms, note: &str| match consultation::edit(&store, &Actor::Operator, slug, &now.mark(), terms, note, during).await {
            Err(Error::Invalid(problems)) => problems.0.into_iter().map(|it| (it.field, it.code)).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        let said = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
        assert_eq!(problems(Terms { confidentiality: Confidentiality::Public, ..now.clone() }, "Because").await, said("confidentiality", "terms-stand"));
        assert_eq!(problems(Terms { opens_at: created, time_zone: "UTC".into(), ..now.clone() }, "Because").await, said("time_zone", "terms-stand"));
        let sooner = Some(moment("2026-03-15T12:00:00Z"));
        assert_eq!(problems(Terms { closes_at: sooner, ..now.clone() }, "Because").await, said("closes_at", "only-later"));
        let later = Some(moment("2026-03-30T12:00:00Z"));
        assert_eq!(problems(Terms { closes_at: later, ..now.clone() }, " ").await, said("note", "note-missing"));
        let extended = Terms { closes_at: later, ..now.clone() };
        let context = consultation::edit(&store, &Actor::Operator, slug, &now.mark(), extended, "Ten days more.", during).await.expect("extended");
        assert_eq!(context.round.closes_at, later);
        let notes = consultation::notes(&store, &Actor::Visitor, slug, during).await.expect("notes");
        assert_eq!(notes.iter().map(|it| it.note.as_str()).collect::<Vec<_>>(), ["Ten days more."]);

        // Once closed, the dates stand.
        let closed = moment("2026-03-31T12:00:00Z");
        let now = Terms::of(&context);
        let again = Terms { closes_at: Some(moment("2026-05-01T12:00:00Z")), ..now.clone() };
        let refused = consultation::edit(&store, &Actor::Operator, slug, &now.mark(), again, "Because", closed).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
        let stranger = seed::person(&store, &context, "Stranger", None).await;
        assert!(matches!(consultation::edit(&store, &stranger, slug, &now.mark(), now.clone(), "", closed).await, Err(Error::Forbidden(_))));
    }
}
