//! How much one account may submit in one round.

#![cfg(feature = "store")]

mod support;

use domain::{
    Error,
    account::StakeholderGroup,
    actor::Actor,
    comment::{Content, Position},
    ops::{
        consultation,
        draft::{self, Target},
        submission,
    },
    quota::Quota,
    round::Confidentiality,
    submission::Publication,
};
use support::scene::{self, content, open, person, slug};

stories! {
    async fn the_quota_is_told_and_then_holds_for_drafts_and_comments_alike(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let quota = Quota { comments: 3, characters: 100 };
        assert_eq!(consultation::quota(&store).await.expect("read"), Quota::DEFAULT);
        let ada = person(&store, "Ada", StakeholderGroup::State).await;
        assert!(matches!(consultation::set_quota(&store, &ada, open(), quota).await, Err(Error::Forbidden(_))));
        consultation::set_quota(&store, &Actor::Operator, open(), quota).await.expect("set");
        let words = |body: &str| content(None, Position::Support, body);
        scene::say(&store, &ada, Publication::Name, words(&"a".repeat(40))).await;
        let second = scene::draft(&store, &ada, words(&"é".repeat(40)), open()).await;
        let review = submission::review(&store, &ada, &wells, open()).await.expect("a review");
        assert_eq!((review.quota, review.used.comments, review.used.characters), (quota, 2, 80));
        let save = async |target: Target, content: Content| {
            draft::save(&store, &ada, &wells, target, content, open()).await
        };
        let refused = save(Target::New, words(&"b".repeat(21))).await;
        assert!(matches!(refused, Err(Error::Invalid(it)) if it.0[0].code == "quota-characters"));
        // What takes the place of other words counts once.
        let target = Target::Draft { id: second.id, revision: second.revision };
        save(target, words(&"é".repeat(59))).await.expect("kept");
        save(Target::New, words("c")).await.expect("the third");
        let refused = save(Target::New, words("")).await;
        assert!(matches!(refused, Err(Error::Invalid(it)) if it.0[0].code == "quota-comments"));
        scene::submit(&store, &ada, open()).await.expect("submitted");
        // Withdrawing makes no room: whoever withdraws and submits again and again fills the record all the same.
        submission::withdraw_comment(&store, &ada, &wells, "R1-0001", open(), support::withdrawn).await.expect("withdrawn");
        assert!(matches!(save(Target::New, words("d")).await, Err(Error::Invalid(_))));
        // Nor does an amendment that says more than there is room for.
        let begun = draft::amend(&store, &ada, &wells, "R1-0002", open()).await.expect("begun");
        let target = Target::Draft { id: begun.id, revision: begun.revision };
        save(target, words(&"f".repeat(90))).await.expect("kept");
        let refused = scene::submit(&store, &ada, open()).await;
        assert!(matches!(refused, Err(Error::Invalid(it)) if it.0.iter().any(|it| it.code == "quota-characters")));
        // Everybody else has a quota of their own.
        let bo = person(&store, "Bo", StakeholderGroup::State).await;
        scene::say(&store, &bo, Publication::Name, words("Mine")).await;
    }
}
