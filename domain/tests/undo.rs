//! What was withdrawn or removed comes back until the round closes; and some drafts are submitted now, others later.

#![cfg(feature = "store")]

mod support;

use chrono::TimeDelta;
use domain::{
    Error,
    account::StakeholderGroup,
    actor::{Actor, Role},
    comment::{Content, Position},
    error::Refusal,
    id::DraftId,
    ops::{
        audit::{self, Filter},
        comment, draft, submission,
    },
    quota::Quota,
    round::Confidentiality,
    store::{Store, Tx},
    submission::{Details, Publication, SubmissionState},
};
use support::scene::{
    self, anchor, closing, content, open, person, recount, say, slug, submit, written,
};

async fn mails(store: &Store) -> Vec<(String, String)> {
    let query = "select subject, body_text from outbox order by id";
    match store.read().await.expect("a snapshot") {
        Tx::Sqlite(mut tx) => sqlx::query_as(query).fetch_all(&mut *tx).await,
        Tx::Postgres(mut tx) => sqlx::query_as(query).fetch_all(&mut *tx).await,
    }
    .expect("the outbox")
}

async fn removed_drafts(store: &Store) -> i64 {
    let query = "select count(*) from removed_draft";
    match store.read().await.expect("a snapshot") {
        Tx::Sqlite(mut tx) => sqlx::query_scalar(query).fetch_one(&mut *tx).await,
        Tx::Postgres(mut tx) => sqlx::query_scalar(query).fetch_one(&mut *tx).await,
    }
    .expect("a count")
}

async fn review(store: &Store, who: &Actor) -> submission::Review {
    submission::review(store, who, &slug("wells"), open())
        .await
        .expect("a review")
}

/// The acts of the record, sorted, and what each was done to.
async fn acts(store: &Store, reader: &Actor) -> Vec<(String, String)> {
    let slug = slug("wells");
    let found =
        audit::of_consultation(store, reader, &slug, &Filter::default(), None, open()).await;
    let mut acts: Vec<(String, String)> = found
        .expect("the record")
        .entries
        .into_iter()
        .map(|it| (it.act, it.subject))
        .collect();
    acts.sort();
    acts
}

stories! {
    async fn a_withdrawn_comment_comes_back_as_it_was(store: Store) {
        let id = scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let bert = person(&store, "Bert", StakeholderGroup::State).await;
        let facilitator = scene::official(&store, "Secretariat", Role::Facilitator, Some(id)).await;
        let norm = anchor(&store, "Users should").await;
        let said = content(Some(&norm), Position::Oppose, "Not like this.");
        let reference = say(&store, &ada, Publication::Name, said.clone()).await;
        let amendment = draft::amend(&store, &ada, &wells, &reference, open()).await.expect("begun");
        submission::withdraw_comment(&store, &ada, &wells, &reference, open(), support::withdrawn).await.expect("withdrawn");
        recount(&store).await;
        let told = (format!("withdrawn {reference}"), "Not like this.".to_owned());
        assert!(mails(&store).await.contains(&told), "its author has it in writing");
        let seen = review(&store, &ada).await;
        assert!(seen.comments[0].withdrawn && seen.undoable == Some(open()));
        // Its amendment waits with it, and does not come back alone.
        assert!(!seen.removed[0].may_come_back);
        let alone = draft::bring_back(&store, &ada, &wells, amendment.id, open()).await;
        assert!(matches!(alone, Err(Error::Refused(Refusal::Withdrawn))), "{alone:?}");
        // Nobody else brings it back, or learns of it.
        let by_bert = submission::bring_back(&store, &bert, &wells, &reference, open()).await;
        assert!(matches!(by_bert, Err(Error::NotFound)), "{by_bert:?}");
        let by_official = submission::bring_back(&store, &facilitator, &wells, &reference, open()).await;
        assert!(matches!(by_official, Err(Error::Forbidden(_))), "{by_official:?}");

        submission::bring_back(&store, &ada, &wells, &reference, open()).await.expect("back");
        submission::bring_back(&store, &ada, &wells, &reference, open()).await.expect("twice is once");
        let public = comment::get(&store, &Actor::Visitor, &wells, &reference, open()).await.expect("public again");
        assert_eq!((public.comment.reference, public.comment.content), (reference.clone(), said));
        recount(&store).await;
        let seen = review(&store, &ada).await;
        assert_eq!(seen.submission.expect("begun").state, SubmissionState::Submitted);
        assert_eq!((seen.drafts.len(), seen.removed.len(), seen.undoable), (1, 0, None));
        assert_eq!(seen.drafts[0].draft.id, amendment.id);
        let spoken = comment::spoken(&store, &Actor::Visitor, &wells, open()).await.expect("read").expect("public");
        assert_eq!(spoken.submissions_of(Some(StakeholderGroup::CivilSociety)), 1);
        let recorded = acts(&store, &facilitator).await;
        let of_it: Vec<&str> = recorded.iter().filter(|(_, of)| *of == reference).map(|(act, _)| act.as_str()).collect();
        assert_eq!(of_it, ["comment.restore", "comment.withdraw"]);
    }

    async fn what_was_withdrawn_together_comes_back_together(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let mut references = Vec::new();
        for words in ["One", "Two", "Three"] {
            references.push(say(&store, &ada, Publication::Name, content(None, Position::Support, words)).await);
        }
        submission::withdraw_comment(&store, &ada, &wells, &references[0], open(), support::withdrawn).await.expect("withdrawn");
        let later = open() + TimeDelta::minutes(1);
        draft::amend(&store, &ada, &wells, &references[1], open()).await.expect("begun");
        submission::withdraw_all(&store, &ada, &wells, later, support::withdrawn).await.expect("withdrawn");
        let told = ("withdrawn R1-0002 R1-0003".to_owned(), "Two\nThree".to_owned());
        assert!(mails(&store).await.contains(&told));
        recount(&store).await;
        let seen = review(&store, &ada).await;
        assert_eq!((seen.undoable, seen.drafts.len()), (Some(later), 0));
        let wrong = submission::bring_back_all(&store, &ada, &wells, later + TimeDelta::seconds(1), later).await;
        assert!(matches!(wrong, Err(Error::Refused(Refusal::NothingToUndo))), "{wrong:?}");
        submission::bring_back_all(&store, &ada, &wells, later, later).await.expect("back");
        let twice = submission::bring_back_all(&store, &ada, &wells, later, later).await;
        assert!(matches!(twice, Err(Error::Refused(Refusal::NothingToUndo))), "{twice:?}");
        let seen = review(&store, &ada).await;
        let gone: Vec<bool> = seen.comments.iter().map(|it| it.withdrawn).collect();
        assert_eq!(gone, [true, false, false], "the one withdrawn before stays withdrawn");
        assert_eq!((seen.undoable, seen.drafts.len()), (Some(open()), 1));
        recount(&store).await;
    }

    async fn a_comment_comes_back_by_the_rules_of_now(store: Store) {
        let id = scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let facilitator = scene::official(&store, "Secretariat", Role::Facilitator, Some(id)).await;
        let shown = say(&store, &ada, Publication::Name, content(None, Position::Support, "Shown")).await;
        let hidden = say(&store, &ada, Publication::Name, content(None, Position::Support, "Hidden")).await;
        let notice = |_: &comment::Notice| domain::ops::mail::Written { subject: String::new(), text: String::new(), html: String::new() };
        comment::hide(&store, &facilitator, &wells, &hidden, "It names a child", open(), notice).await.expect("hidden");
        submission::withdraw_all(&store, &ada, &wells, open(), support::withdrawn).await.expect("withdrawn");
        scene::publish_as(&store, &ada, Publication::NotForPublication).await;
        submission::bring_back_all(&store, &ada, &wells, open(), open()).await.expect("back");
        recount(&store).await;
        for reference in [&shown, &hidden] {
            let public = comment::get(&store, &Actor::Visitor, &wells, reference, open()).await;
            assert!(matches!(public, Err(Error::NotFound)), "{reference}: not for publication by now");
        }
        scene::publish_as(&store, &ada, Publication::Name).await;
        let public = comment::get(&store, &Actor::Visitor, &wells, &hidden, open()).await.expect("its place");
        assert_eq!(public.comment.content.body, "", "withdrawing and coming back shows no hidden words");
        recount(&store).await;
    }

    async fn nothing_comes_back_after_the_close(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let reference = say(&store, &ada, Publication::Name, content(None, Position::Support, "One")).await;
        let drafted = scene::draft(&store, &ada, content(None, Position::Support, "Two"), open()).await;
        let later = scene::draft(&store, &ada, content(None, Position::Support, "Three"), open()).await;
        submission::withdraw_all(&store, &ada, &wells, open(), support::withdrawn).await.expect("withdrawn");
        draft::delete(&store, &ada, &wells, drafted.id, open()).await.expect("removed");
        for act in [
            submission::bring_back(&store, &ada, &wells, &reference, closing()).await,
            submission::bring_back_all(&store, &ada, &wells, open(), closing()).await,
            draft::bring_back(&store, &ada, &wells, drafted.id, closing()).await.map(drop),
        ] {
            assert!(matches!(act, Err(Error::Refused(Refusal::Closed { .. }))), "{act:?}");
        }
        // What is removed now is gone at once.
        draft::delete(&store, &ada, &wells, later.id, closing()).await.expect("removed");
        assert_eq!(removed_drafts(&store).await, 1);
        draft::sweep(&store, closing() + TimeDelta::hours(23)).await.expect("swept");
        assert_eq!(removed_drafts(&store).await, 1);
        draft::sweep(&store, closing() + TimeDelta::hours(24)).await.expect("swept");
        assert_eq!(removed_drafts(&store).await, 0);
        let gone = draft::bring_back(&store, &ada, &wells, drafted.id, open()).await;
        assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
    }

    async fn a_draft_that_is_removed_twice_under_one_key_is_kept_twice(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let key = DraftId::new(open());
        for words in ["First", "Second"] {
            // The form of a new comment names its draft; another window sends it once more.
            let named = content(None, Position::Support, words);
            let begun = draft::begin_on(&store, &ada, &wells, "", Some(key), named, open()).await;
            assert!(matches!(begun, Ok(draft::Saved::Kept(_))), "{begun:?}");
            draft::delete(&store, &ada, &wells, key, open()).await.expect("removed");
        }
        let mut removed: Vec<String> = review(&store, &ada).await.removed.iter().map(|it| it.draft.content.body.clone()).collect();
        removed.sort();
        assert_eq!(removed, ["First", "Second"]);
    }

    async fn a_removed_draft_comes_back_with_every_word(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let bert = person(&store, "Bert", StakeholderGroup::State).await;
        let norm = anchor(&store, "Users should").await;
        let said = Content {
            proposed_wording: "Users must not foul a shared well.".into(),
            rationale: "“Should” binds nobody.".into(),
            ..content(Some(&norm), Position::SupportWithChanges, "Bind them.")
        };
        let drafted = scene::draft(&store, &ada, said.clone(), open()).await;
        draft::delete(&store, &ada, &wells, drafted.id, open()).await.expect("removed");
        let seen = review(&store, &ada).await;
        assert_eq!((seen.drafts.len(), seen.used.comments), (0, 0), "what is removed uses nothing of the quota");
        assert!(seen.removed[0].may_come_back && seen.removed[0].label.is_some());
        scene::draft(&store, &bert, content(None, Position::Support, "Mine"), open()).await;
        let by_bert = draft::bring_back(&store, &bert, &wells, drafted.id, open()).await;
        assert!(matches!(by_bert, Err(Error::NotFound)), "{by_bert:?}");
        for _ in 0..2 {
            let back = draft::bring_back(&store, &ada, &wells, drafted.id, open()).await.expect("back");
            assert_eq!(back, drafted.id);
        }
        let back = draft::get(&store, &ada, &wells, drafted.id, open()).await.expect("a draft");
        assert_eq!(back.content, said);
        assert!(back.revision > drafted.revision, "no window overwrites it unseen");
        // With the quota used up meanwhile there is no room.
        draft::delete(&store, &ada, &wells, drafted.id, open()).await.expect("removed");
        scene::draft(&store, &ada, content(None, Position::Support, "Another"), open()).await;
        let mut tx = store.begin().await.expect("a transaction");
        domain::store::setting::set_quota(&mut tx, Quota { comments: 1, ..Quota::DEFAULT }).await.expect("set");
        tx.commit().await.expect("committed");
        let full = draft::bring_back(&store, &ada, &wells, drafted.id, open()).await;
        assert!(matches!(full, Err(Error::Invalid(_))), "{full:?}");
        assert_eq!(removed_drafts(&store).await, 1);
    }

    async fn a_removed_amendment_gives_way_to_another(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let reference = say(&store, &ada, Publication::Name, content(None, Position::Support, "One")).await;
        let first = draft::amend(&store, &ada, &wells, &reference, open()).await.expect("begun");
        draft::delete(&store, &ada, &wells, first.id, open()).await.expect("removed");
        draft::amend(&store, &ada, &wells, &reference, open()).await.expect("another");
        assert!(!review(&store, &ada).await.removed[0].may_come_back);
        let back = draft::bring_back(&store, &ada, &wells, first.id, open()).await;
        assert!(matches!(back, Err(Error::Conflict)), "{back:?}");
    }

    async fn some_now_and_others_later(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let account = ada.account().expect("a person");
        let details = Details {
            organisation: account.organisation.clone(),
            stakeholder_group: account.stakeholder_group,
            country: String::new(),
            publication: Some(Publication::Name),
        };
        let norm = anchor(&store, "Users should").await;
        let now = scene::draft(&store, &ada, content(Some(&norm), Position::Support, "Now"), open()).await;
        // It lacks a position: that stands in nobody's way.
        let unfinished = Content { position: None, ..content(None, Position::Support, "Later") };
        let later = scene::draft(&store, &ada, unfinished, open()).await;
        let hand_in = async |chosen: Option<&[_]>| {
            let revision = review(&store, &ada).await.submission.map(|it| it.revision);
            let what = submission::HandIn { revision, details: &details, chosen };
            submission::hand_in(&store, &ada, &wells, what, open(), written).await
        };
        let none = hand_in(Some(&[])).await;
        assert!(matches!(none, Err(Error::Invalid(ref it)) if it.of("drafts").is_some()), "{none:?}");
        let all = hand_in(None).await;
        assert!(matches!(all, Err(Error::Invalid(ref it)) if it.of(&format!("{}.position", later.id)).is_some()), "{all:?}");
        let Ok(submission::HandedIn::Submitted(receipt)) = hand_in(Some(&[now.id])).await else { panic!("not submitted") };
        assert_eq!(receipt.given, ["R1-0001"]);
        let left: Vec<_> = receipt.left.iter().map(|it| it.draft.id).collect();
        assert_eq!(left, [later.id]);
        let seen = review(&store, &ada).await;
        assert_eq!((seen.drafts.len(), seen.drafts[0].draft.id, seen.comments.len()), (1, later.id, 1));
        recount(&store).await;
        // Chosen in this window, submitted in another: nothing is left to do.
        let again = hand_in(Some(&[now.id])).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::NothingToSubmit))), "{again:?}");
        let refused = submit(&store, &ada, open()).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "the rest is asked for what is missing, later");
    }
}
