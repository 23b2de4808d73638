//! Whether organisations are who they say they are.

#![cfg(feature = "store")]

mod support;

use domain::{
    Error,
    account::StakeholderGroup,
    actor::{Actor, Role},
    comment::{CommentView, Position},
    id::SubmissionId,
    ops::{
        comment, submission,
        verification::{self, Claim},
    },
    paging::Seek,
    query::Filter,
    round::Confidentiality,
    store::Store,
    submission::{Details, Publication},
};
use support::scene::{closing, content, official, open, person, publish_as, say, slug, wells};

async fn claims(store: &Store, actor: &Actor) -> Vec<Claim> {
    let list = verification::list(store, actor, &slug("wells"), None, open()).await;
    list.expect("a list").claims
}

async fn of(store: &Store, actor: &Actor, organisation: &str) -> Claim {
    let all = claims(store, actor).await;
    let found = all
        .into_iter()
        .find(|it| it.stated.organisation == organisation);
    found.expect("a claim")
}

async fn verify(store: &Store, actor: &Actor, claim: &Claim) -> domain::Result<()> {
    let (id, revision) = (claim.stated.id, claim.stated.revision);
    verification::verify(
        store,
        actor,
        &slug("wells"),
        id,
        revision,
        "A letter from the mission",
        open(),
    )
    .await
}

/// The comments of the round as a reader sees them, by reference.
async fn seen(store: &Store, actor: &Actor, reference: &str) -> CommentView {
    let listing = comment::list(
        store,
        actor,
        &slug("wells"),
        &Filter::default(),
        Seek::After(0),
        open(),
    )
    .await;
    let all = listing.expect("a list").comments;
    let found = all
        .into_iter()
        .find(|it| it.reference == reference)
        .expect("listed");
    let one = comment::get(store, actor, &slug("wells"), reference, open())
        .await
        .expect("a comment");
    assert_eq!(one.comment.by, found.by, "the same in the list and alone");
    found
}

/// States another organisation.
async fn restate(store: &Store, actor: &Actor, organisation: &str) {
    let review = submission::review(store, actor, &slug("wells"), open())
        .await
        .expect("a review");
    let stored = review.submission.expect("a submission");
    let details = Details {
        organisation: organisation.into(),
        ..stored.details()
    };
    submission::save_details(
        store,
        actor,
        &slug("wells"),
        Some(stored.revision),
        &details,
        open(),
    )
    .await
    .expect("saved");
}

async fn acts(store: &Store) -> Vec<(String, String, bool)> {
    let query = "select act, detail, public from audit where act like 'verification.%' order by id";
    match store {
        Store::Sqlite { readers, .. } => sqlx::query_as(query).fetch_all(readers).await,
        Store::Postgres { pool, .. } => sqlx::query_as(query).fetch_all(pool).await,
    }
    .expect("rows")
}

stories! {
    async fn what_people_state_is_not_verified_until_a_facilitator_says_so(store: Store) {
        let id = wells(&store, Confidentiality::Public).await;
        let facilitator = official(&store, "Facilitator", Role::Facilitator, Some(id)).await;
        let state = person(&store, "State", StakeholderGroup::State).await;
        let reference = say(&store, &state, Publication::Name, content(None, Position::Support, "Good.")).await;
        for reader in [&Actor::Visitor, &state, &facilitator] {
            assert_eq!(seen(&store, reader, &reference).await.by.verification(), Some(false));
        }
        let claim = of(&store, &facilitator, "State Association").await;
        assert!(!claim.is_verified());
        assert_eq!((claim.domain(), claim.stated.comments), (Some("example.org"), 1));

        // A note is needed, and only facilitators verify.
        let wells = slug("wells");
        let (id, revision) = (claim.stated.id, claim.stated.revision);
        let silent = verification::verify(&store, &facilitator, &wells, id, revision, "  ", open()).await;
        assert!(matches!(silent, Err(Error::Invalid(_))));
        for other in [&state, &Actor::Visitor] {
            assert!(matches!(verify(&store, other, &claim).await, Err(Error::Forbidden(_) | Error::SignIn)));
            assert!(verification::list(&store, other, &wells, None, open()).await.is_err());
        }
        assert!(!of(&store, &facilitator, "State Association").await.is_verified());

        verify(&store, &facilitator, &claim).await.expect("verified");
        for reader in [&Actor::Visitor, &state, &facilitator] {
            assert_eq!(seen(&store, reader, &reference).await.by.verification(), Some(true));
        }
        assert!(submission::review(&store, &state, &wells, open()).await.expect("a review").verified);
        let claim = of(&store, &facilitator, "State Association").await;
        let verified = claim.verification.expect("verified");
        assert_eq!((verified.note.as_str(), verified.by.as_str(), verified.at), ("A letter from the mission", "Facilitator", open()));

        verification::take_back(&store, &facilitator, &wells, id, "The letter was forged", open()).await.expect("taken back");
        assert_eq!(seen(&store, &Actor::Visitor, &reference).await.by.verification(), Some(false));
        let again = verification::take_back(&store, &facilitator, &wells, id, "Again", open()).await;
        assert!(matches!(again, Err(Error::NotFound)));
        let acts = acts(&store).await;
        let mut words: Vec<&str> = acts.iter().map(|it| it.0.as_str()).collect();
        words.sort_unstable();
        assert_eq!(words, ["verification.give", "verification.take-back"]);
        assert!(acts.iter().all(|it| !it.2), "notes are for facilitators");
    }

    async fn stating_something_else_ends_the_verification_for_good(store: Store) {
        let id = wells(&store, Confidentiality::Public).await;
        let facilitator = official(&store, "Facilitator", Role::Facilitator, Some(id)).await;
        let state = person(&store, "State", StakeholderGroup::State).await;
        let reference = say(&store, &state, Publication::Name, content(None, Position::Support, "Good.")).await;
        let read = of(&store, &facilitator, "State Association").await;
        // What was read is what is verified.
        restate(&store, &state, "Kingdom of Wells").await;
        assert!(matches!(verify(&store, &facilitator, &read).await, Err(Error::Conflict)));
        let claim = of(&store, &facilitator, "Kingdom of Wells").await;
        verify(&store, &facilitator, &claim).await.expect("verified");

        // How it is published does not touch it.
        let review = submission::review(&store, &state, &slug("wells"), open()).await.expect("a review");
        let stored = review.submission.expect("a submission");
        let details = Details { publication: Some(Publication::Organisation), ..stored.details() };
        submission::save_details(&store, &state, &slug("wells"), Some(stored.revision), &details, open()).await.expect("saved");
        assert_eq!(seen(&store, &Actor::Visitor, &reference).await.by.verification(), Some(true));

        restate(&store, &state, "Republic of Rivers").await;
        assert_eq!(seen(&store, &Actor::Visitor, &reference).await.by.verification(), Some(false));
        restate(&store, &state, "Kingdom of Wells").await;
        assert_eq!(seen(&store, &Actor::Visitor, &reference).await.by.verification(), Some(false), "it does not come back by itself");
        let claim = of(&store, &facilitator, "Kingdom of Wells").await;
        assert!(!claim.is_verified());
        let was = claim.verification.clone().expect("what was verified is told");
        assert_eq!((was.organisation.as_str(), was.changed_at), ("Kingdom of Wells", Some(open())));
        assert_eq!(acts(&store).await.iter().filter(|it| it.0 == "verification.drop").count(), 1);
        verify(&store, &facilitator, &claim).await.expect("verified anew");
        assert_eq!(seen(&store, &Actor::Visitor, &reference).await.by.verification(), Some(true));
    }

    async fn an_anonymous_author_stays_anonymous(store: Store) {
        let id = wells(&store, Confidentiality::Public).await;
        let facilitator = official(&store, "Facilitator", Role::Facilitator, Some(id)).await;
        let state = person(&store, "State", StakeholderGroup::State).await;
        let reference = say(&store, &state, Publication::Anonymous, content(None, Position::Support, "Good.")).await;
        verify(&store, &facilitator, &of(&store, &facilitator, "State Association").await).await.expect("verified");
        let by = seen(&store, &Actor::Visitor, &reference).await.by;
        assert!(by.anonymous && by.organisation.is_empty() && by.author.is_empty());
        assert_eq!((by.group, by.verification()), (Some(StakeholderGroup::State), Some(true)), "of the group alone");
        // Whoever states neither has nothing to verify.
        let mut nothing = by;
        nothing.group = None;
        assert_eq!(nothing.verification(), None);
    }

    async fn look_alikes_are_shown_beside_what_they_resemble(store: Store) {
        let id = wells(&store, Confidentiality::Public).await;
        let facilitator = official(&store, "Facilitator", Role::Facilitator, Some(id)).await;
        let names = ["Republic of Valdrey", "Republic  of V\u{430}ldrey", "REPUBLIC OF VALDREY", "Republic of Valdrey", "Harbour Light"];
        for (n, name) in names.iter().enumerate() {
            let somebody = person(&store, &format!("Desk {n}"), StakeholderGroup::State).await;
            say(&store, &somebody, Publication::Name, content(None, Position::Support, "Good.")).await;
            restate(&store, &somebody, name).await;
        }
        let real = of(&store, &facilitator, "Republic of Valdrey").await;
        assert_eq!(real.resembles.len(), 2, "{:?}", real.resembles);
        assert_eq!(real.also, 1, "another states the very same");
        let posing = of(&store, &facilitator, names[1]).await;
        assert!(posing.resembles.contains(&"Republic of Valdrey".to_owned()));
        let other = of(&store, &facilitator, "Harbour Light").await;
        assert!(other.resembles.is_empty() && other.also == 0);
    }

    async fn only_what_was_submitted_in_this_round_is_verified(store: Store) {
        let id = wells(&store, Confidentiality::Public).await;
        let facilitator = official(&store, "Facilitator", Role::Facilitator, Some(id)).await;
        let state = person(&store, "State", StakeholderGroup::State).await;
        publish_as(&store, &state, Publication::Name).await;
        assert!(claims(&store, &facilitator).await.is_empty(), "a draft is its author's");
        let wells = slug("wells");
        let unknown = SubmissionId::new(closing());
        let done = verification::verify(&store, &facilitator, &wells, unknown, 1, "A letter", open()).await;
        assert!(matches!(done, Err(Error::NotFound)));
    }
}
