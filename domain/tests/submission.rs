//! Drafts, submitting, amending and withdrawing.

#![cfg(feature = "store")]

mod support;

use domain::{
    Error,
    account::StakeholderGroup,
    actor::Actor,
    comment::{Content, Position},
    error::Refusal,
    ops::{
        comment, draft,
        draft::{Saved, Target},
        submission,
        text::{self, TextSource},
    },
    round::Confidentiality,
    store::Tx,
    submission::{Publication, SubmissionState},
};
use support::scene::{
    self, WELLS, anchor, closing, content, open, person, recount, say, slug, submit,
};

async fn outbox(store: &Store) -> Vec<(String, String, String)> {
    let query = "select recipient, subject, body_text from outbox order by id";
    match store.read().await.expect("a snapshot") {
        Tx::Sqlite(mut tx) => sqlx::query_as(query).fetch_all(&mut *tx).await,
        Tx::Postgres(mut tx) => sqlx::query_as(query).fetch_all(&mut *tx).await,
    }
    .expect("the outbox")
}

use domain::store::Store;

stories! {
    async fn drafts_become_comments_all_at_once(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let norm = anchor(&store, "Users should").await;
        scene::draft(&store, &ada, content(Some(&norm), Position::Support, "A good norm."), open()).await;
        let whole = content(None, Position::SupportWithChanges, "Say who looks after the rope.");
        scene::draft(&store, &ada, whole, open()).await;
        let review = submission::review(&store, &ada, &wells, open()).await.expect("a review");
        assert_eq!(review.drafts.len(), 2);
        assert_eq!(review.drafts[0].label, None, "the document as a whole comes first");
        assert!(review.missing.of("publication").is_some());
        assert!(!review.is_ready());
        let refused = submit(&store, &ada, open()).await;
        assert!(matches!(refused, Err(Error::Invalid(problems)) if problems.of("publication").is_some()));
        assert!(outbox(&store).await.is_empty());

        scene::publish_as(&store, &ada, Publication::Name).await;
        assert!(submission::review(&store, &ada, &wells, open()).await.expect("a review").is_ready());
        let receipt = submit(&store, &ada, open()).await.expect("submitted");
        assert_eq!(receipt.given, ["R1-0001", "R1-0002"]);
        assert_eq!(receipt.submission.state, SubmissionState::Submitted);
        assert_eq!(
            outbox(&store).await,
            [("ada@example.org".into(), "R1-0001 R1-0002".into(), "Say who looks after the rope.\nA good norm.".into())]
        );
        let one = comment::get(&store, &Actor::Visitor, &wells, "R1-0002", open()).await.expect("public");
        assert_eq!(one.comment.by.author, "Ada");
        assert_eq!(one.provision.expect("a provision").anchor, norm);
        assert!(one.comment.day_alone);
        let own = comment::get(&store, &ada, &wells, "R1-0002", open()).await.expect("own");
        assert_eq!((own.comment.day_alone, own.comment.submitted_at), (false, open()));
        let after = submission::review(&store, &ada, &wells, open()).await.expect("a review");
        assert_eq!((after.drafts.len(), after.comments.len()), (0, 2));
        let again = submit(&store, &ada, open()).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::NothingToSubmit))));
        recount(&store).await;
    }

    async fn a_second_window_never_overwrites_silently(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let first = scene::draft(&store, &ada, content(None, Position::Support, "One"), open()).await;
        let read = Target::Draft { id: first.id, revision: first.revision };
        let words = |body: &str| content(None, Position::Support, body);
        let save = |target, body: &str| draft::save(&store, &ada, &wells, target, words(body), open());
        let Saved::Kept(second) = save(read, "Two").await.expect("saved") else { panic!("not kept") };
        assert_eq!(second.revision, 2);
        // The other window still has revision 1.
        let Saved::Changed(stored) = save(read, "Three").await.expect("saved") else { panic!("overwritten") };
        assert_eq!(stored.content.body, "Two");
        // The same words are no conflict.
        assert!(matches!(save(read, "Two").await, Ok(Saved::Kept(_))));
        let overwrite = Target::Draft { id: first.id, revision: stored.revision };
        assert!(matches!(save(overwrite, "Three").await, Ok(Saved::Kept(_))));
        // Submitted in one window, saved in the other.
        scene::publish_as(&store, &ada, Publication::Name).await;
        submit(&store, &ada, open()).await.expect("submitted");
        let Saved::Submitted(comment) = save(overwrite, "Four").await.expect("saved") else { panic!("not submitted") };
        assert_eq!((comment.reference.as_str(), comment.content.body.as_str()), ("R1-0001", "Three"));
        // Deleted in one window, saved in the other.
        let other = scene::draft(&store, &ada, words("Five"), open()).await;
        draft::delete(&store, &ada, &wells, other.id, open()).await.expect("deleted");
        let target = Target::Draft { id: other.id, revision: 1 };
        assert_eq!(save(target, "Six").await.expect("saved"), Saved::Deleted);
    }

    async fn nothing_is_submitted_after_the_deadline(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let begun = scene::draft(&store, &ada, content(None, Position::Support, "Nearly late"), open()).await;
        scene::publish_as(&store, &ada, Publication::Name).await;
        let late = submit(&store, &ada, closing()).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::Closed { since })) if since == closing()));
        let target = Target::Draft { id: begun.id, revision: begun.revision };
        let saved = draft::save(&store, &ada, &wells, target, begun.content.clone(), closing()).await;
        assert!(matches!(saved, Err(Error::Refused(Refusal::Closed { .. }))));
        // Still there to be read.
        let review = submission::review(&store, &ada, &wells, closing()).await.expect("a review");
        assert_eq!(review.drafts[0].draft.content, begun.content);
        assert!(matches!(review.refused, Some(Refusal::Closed { .. })));
        assert!(outbox(&store).await.is_empty());
        // A microsecond earlier it counts.
        let just = closing() - chrono::TimeDelta::microseconds(1);
        submit(&store, &ada, just).await.expect("in time");
        for act in [
            submission::withdraw_comment(&store, &ada, &wells, "R1-0001", closing(), support::withdrawn).await,
            submission::withdraw_all(&store, &ada, &wells, closing(), support::withdrawn).await,
            draft::amend(&store, &ada, &wells, "R1-0001", closing()).await.map(drop),
        ] {
            assert!(matches!(act, Err(Error::Refused(Refusal::Closed { .. }))));
        }
    }

    async fn a_draft_may_be_incomplete_but_not_unkeepable(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let kept = scene::draft(&store, &ada, Content::default(), open()).await;
        scene::publish_as(&store, &ada, Publication::Name).await;
        let Err(Error::Invalid(problems)) = submit(&store, &ada, open()).await else { panic!("submitted") };
        let codes: Vec<(String, &str)> = problems.0.iter().map(|it| (it.field.clone(), it.code.as_str())).collect();
        assert_eq!(codes, [
            (format!("{}.body", kept.id), "body-missing"), (format!("{}.position", kept.id), "position-missing")]);
        for (wrong, field) in [
            (Content { body: "x".repeat(20_001), ..Content::default() }, "body"),
            (Content { rationale: "a\0b".into(), ..Content::default() }, "rationale"),
            (Content { anchor: Some("p-nowhere".into()), ..Content::default() }, "anchor"),
            (Content { anchor: Some("p\0".into()), ..Content::default() }, "anchor"),
        ] {
            let refused = draft::save(&store, &ada, &wells, Target::New, wrong, open()).await;
            assert!(matches!(refused, Err(Error::Invalid(problems)) if problems.of(field).is_some()));
        }
        let longest = Content { body: "é".repeat(20_000), ..Content::default() };
        scene::draft(&store, &ada, longest, open()).await;
    }

    async fn an_amendment_takes_effect_when_submitted_again(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let norm = anchor(&store, "Users should").await;
        let said = content(Some(&norm), Position::Support, "Yes");
        let reference = say(&store, &ada, Publication::Name, said.clone()).await;
        let begun = draft::amend(&store, &ada, &wells, &reference, open()).await.expect("begun");
        assert_eq!(begun.content, said);
        let again = draft::amend(&store, &ada, &wells, &reference, open()).await.expect("the same");
        assert_eq!(again.id, begun.id);
        let better = Content {
            position: Some(Position::Oppose), proposed_wording: "Users must not foul a well.".into(),
            body: "No, on reflection".into(), ..said
        };
        let target = Target::Draft { id: begun.id, revision: begun.revision };
        draft::save(&store, &ada, &wells, target, better.clone(), open()).await.expect("saved");
        let public = comment::get(&store, &Actor::Visitor, &wells, &reference, open()).await.expect("public");
        assert_eq!(public.comment.content.body, "Yes", "not before it is submitted");
        let receipt = submit(&store, &ada, open()).await.expect("submitted");
        assert_eq!((receipt.given.len(), receipt.amended.as_slice()), (0, &[reference.clone()][..]));
        let public = comment::get(&store, &Actor::Visitor, &wells, &reference, open()).await.expect("public");
        assert_eq!(public.comment.content, better);
        assert!(public.history.is_empty(), "what it said before is for the author and the facilitators");
        let own = comment::get(&store, &ada, &wells, &reference, open()).await.expect("own");
        assert_eq!(own.history[0].body, "Yes");
        recount(&store).await;
        let counts = comment::counts(&store, &Actor::Visitor, &wells, Some(&norm), open()).await.expect("counts");
        let counts = counts.expect("public");
        assert_eq!(counts.count(Some(StakeholderGroup::CivilSociety), Some(Position::Oppose)), 1);
        assert_eq!((counts.comments, counts.wordings), (1, 1));
    }

    async fn what_is_withdrawn_keeps_its_reference_and_counts_no_more(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let bert = person(&store, "Bert", StakeholderGroup::State).await;
        let first = say(&store, &ada, Publication::Name, content(None, Position::Support, "One")).await;
        let second = say(&store, &ada, Publication::Name, content(None, Position::Support, "Two")).await;
        let by_bert = submission::withdraw_comment(&store, &bert, &wells, &first, open(), support::withdrawn).await;
        assert!(matches!(by_bert, Err(Error::Forbidden(_))));
        draft::amend(&store, &ada, &wells, &first, open()).await.expect("begun");
        submission::withdraw_comment(&store, &ada, &wells, &first, open(), support::withdrawn).await.expect("withdrawn");
        let twice = submission::withdraw_comment(&store, &ada, &wells, &first, open(), support::withdrawn).await;
        assert!(matches!(twice, Err(Error::Refused(Refusal::Withdrawn))));
        assert!(matches!(
            draft::amend(&store, &ada, &wells, &first, open()).await, Err(Error::Refused(Refusal::Withdrawn))));
        assert!(matches!(
            comment::get(&store, &Actor::Visitor, &wells, &first, open()).await, Err(Error::NotFound)));
        let own = comment::get(&store, &ada, &wells, &first, open()).await.expect("own");
        assert!(own.comment.withdrawn);
        assert_eq!(own.comment.content.body, "One");
        assert!(submission::review(&store, &ada, &wells, open()).await.expect("a review").drafts.is_empty());
        recount(&store).await;
        submission::withdraw_all(&store, &ada, &wells, open(), support::withdrawn).await.expect("withdrawn");
        let spoken = comment::spoken(&store, &Actor::Visitor, &wells, open()).await.expect("read").expect("public");
        assert_eq!((spoken.submissions_of(Some(StakeholderGroup::CivilSociety)), spoken.comments.comments), (0, 0));
        let third = say(&store, &ada, Publication::Name, content(None, Position::Support, "Three")).await;
        assert_eq!([first, second, third], ["R1-0001", "R1-0002", "R1-0003"]);
        recount(&store).await;
    }

    async fn withdrawing_the_last_comment_withdraws_the_submission(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let only = say(&store, &ada, Publication::Name, content(None, Position::Support, "One")).await;
        submission::withdraw_comment(&store, &ada, &slug("wells"), &only, open(), support::withdrawn).await.expect("withdrawn");
        let review = submission::review(&store, &ada, &slug("wells"), open()).await.expect("a review");
        assert_eq!(review.submission.expect("a submission").state, SubmissionState::Withdrawn);
    }

    async fn a_change_of_publication_takes_effect_at_once(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let reference = say(&store, &ada, Publication::Name, content(None, Position::Support, "One")).await;
        let get = || comment::get(&store, &Actor::Visitor, &wells, &reference, open());
        assert_eq!(get().await.expect("public").comment.by.author, "Ada");
        scene::publish_as(&store, &ada, Publication::Anonymous).await;
        let masked = get().await.expect("public").comment.by;
        assert_eq!((masked.author.as_str(), masked.organisation.as_str(), masked.country.as_str()), ("", "", ""));
        scene::publish_as(&store, &ada, Publication::NotForPublication).await;
        assert!(matches!(get().await, Err(Error::NotFound)));
        recount(&store).await;
        let spoken = comment::spoken(&store, &Actor::Visitor, &wells, open()).await.expect("read").expect("public");
        assert_eq!((spoken.submissions.len(), spoken.comments.comments), (0, 0));
        // Two windows: what was read before is not overwritten.
        let stale = domain::submission::Details { publication: Some(Publication::Name),
            stakeholder_group: Some(StakeholderGroup::State), ..Default::default() };
        let saved = submission::save_details(&store, &ada, &wells, Some(1), &stale, open()).await.expect("saved");
        assert!(matches!(saved, submission::SavedDetails::Changed(it)
            if it.publication == Some(Publication::NotForPublication)));
        // Nor by a window that was opened before there was a submission.
        let saved = submission::save_details(&store, &ada, &wells, None, &stale, open()).await.expect("saved");
        assert!(matches!(saved, submission::SavedDetails::Changed(_)));
        assert!(matches!(get().await, Err(Error::NotFound)));
    }

    async fn only_who_is_known_comments(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let words = content(None, Position::Support, "One");
        let save = |actor: Actor| {
            let (store, wells, words) = (store.clone(), wells.clone(), words.clone());
            async move { draft::save(&store, &actor, &wells, Target::New, words, open()).await }
        };
        assert!(matches!(save(Actor::Visitor).await, Err(Error::SignIn)));
        assert!(matches!(submit(&store, &Actor::Visitor, open()).await, Err(Error::SignIn)));
        let Actor::Person { mut account, grants } = person(&store, "Ada", StakeholderGroup::State).await else {
            unreachable!()
        };
        account.stakeholder_group = None;
        let incomplete = Actor::Person { account, grants };
        assert!(matches!(save(incomplete).await, Err(Error::Refused(Refusal::ProfileIncomplete))));
        let ada = person(&store, "Bea", StakeholderGroup::State).await;
        let bert = person(&store, "Bert", StakeholderGroup::State).await;
        let drafted = scene::draft(&store, &ada, words.clone(), open()).await;
        assert!(matches!(draft::get(&store, &bert, &wells, drafted.id, open()).await, Err(Error::NotFound)));
        let target = Target::Draft { id: drafted.id, revision: 1 };
        let foreign = draft::save(&store, &bert, &wells, target, content(None, Position::Oppose, "Mine"), open()).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
        assert!(matches!(draft::delete(&store, &bert, &wells, drafted.id, open()).await, Err(Error::NotFound)));
        assert_eq!(draft::get(&store, &ada, &wells, drafted.id, open()).await.expect("there").content, words);
    }

    async fn submitting_is_limited_by_account_and_hour(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        scene::publish_as(&store, &ada, Publication::Name).await;
        for n in 0..submission::SUBMIT.most {
            scene::draft(&store, &ada, content(None, Position::Support, &format!("Point {n}")), open()).await;
            submit(&store, &ada, open()).await.expect("submitted");
        }
        scene::draft(&store, &ada, content(None, Position::Support, "One more"), open()).await;
        assert!(matches!(submit(&store, &ada, open()).await, Err(Error::TooMany { .. })));
        submit(&store, &ada, open() + chrono::TimeDelta::hours(1)).await.expect("an hour later");
        recount(&store).await;
    }

    async fn many_submit_at_once_and_no_reference_comes_twice(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let norm = anchor(&store, "Users should").await;
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..12 {
            let group = StakeholderGroup::ALL[n % StakeholderGroup::ALL.len()];
            let actor = person(&store, &format!("Person {n}"), group).await;
            let (store, norm) = (store.clone(), norm.clone());
            tasks.spawn(async move {
                let on = if n % 2 == 0 { Some(norm.as_str()) } else { None };
                let words = content(on, Position::ALL[n % Position::ALL.len()], "Said at once");
                let mut given = vec![say(&store, &actor, Publication::Name, words.clone()).await];
                given.push(say(&store, &actor, Publication::Name, words).await);
                given
            });
        }
        let mut all: Vec<String> = tasks.join_all().await.into_iter().flatten().collect();
        all.sort();
        let expected: Vec<String> = (1..=24).map(|n| format!("R1-{n:04}")).collect();
        assert_eq!(all, expected);
        recount(&store).await;
    }

    async fn a_draft_does_not_slip_onto_another_norm(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let both = "> Users should not conduct or allow attacks on shared wells.\n\n> Users should not conduct or allow attacks on shared springs.\n";
        let source = |text: &'static str| TextSource { bytes: text.as_bytes(), language: "en", corrections: &[] };
        text::import(&store, &Actor::Operator, &wells, &source(both), open()).await.expect("replaced");
        let on = anchor(&store, "Users should not conduct or allow attacks on shared wells").await;
        let read = text::read(&store, &Actor::Operator, &wells, None, open()).await.expect("read").version.sha256;
        let kept = scene::draft(&store, &ada, content(Some(&on), Position::Oppose, "Not on wells"), open()).await;
        // The first norm goes; the second takes its place and its anchor.
        let second = "> Users should not conduct or allow attacks on shared springs.\n";
        text::import(&store, &Actor::Operator, &wells, &source(second), open()).await.expect("replaced");
        let now = draft::get(&store, &ada, &wells, kept.id, open()).await.expect("there");
        assert_eq!((now.content.anchor.as_deref(), now.moved_from.is_some()), (None, true));
        // Nor does a new one, written in a window that shows the text before.
        let late = content(Some(&on), Position::Oppose, "Not on wells");
        let refused = draft::begin_on(&store, &ada, &wells, &read, None, late, open()).await;
        let Err(Error::Invalid(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!(problems.0[0].code, "text-replaced");
    }

    async fn a_replaced_text_loses_no_draft(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let mut drafts = Vec::new();
        for beginning in ["Users should", "This holds", "Who finds", "at once"] {
            let on = anchor(&store, beginning).await;
            drafts.push(scene::draft(&store, &ada, content(Some(&on), Position::Support, beginning), open()).await);
        }
        // A new section comes first, one paragraph says something else, the list is gone.
        let revised = WELLS
            .replace("## 1. Keeping", "## 1. Scope\n\n> These norms are for everybody.\n\n## 2. Keeping")
            .replace("## 2. Telling", "## 3. Telling")
            .replace("This holds in dry years above all.", "This holds always.")
            .replace("- at once;\n- in words that all understand.\n", "");
        let it = TextSource { bytes: revised.as_bytes(), language: "en", corrections: &[] };
        let imported = text::import(&store, &Actor::Operator, &wells, &it, open()).await.expect("replaced");
        let document = text::read(&store, &Actor::Operator, &wells, None, open()).await.expect("read");
        let on = |anchor: &str| document.provisions.iter().find(|it| it.anchor == anchor).map(|it| it.text.clone());
        let mut moved = 0;
        for before in drafts {
            let now = draft::get(&store, &ada, &wells, before.id, open()).await.expect("there");
            assert_eq!(now.content.body, before.content.body);
            if let Some(anchor) = &now.content.anchor {
                let text = on(anchor).expect("a provision of the new text");
                if before.content.body != "This holds" {
                    assert!(text.starts_with(&before.content.body), "{text}");
                }
            } else {
                moved += 1;
                assert!(now.moved_from.is_some());
                // Saving it again is consent to its place.
                let target = Target::Draft { id: now.id, revision: now.revision };
                let saved = draft::save(&store, &ada, &wells, target, now.content, open()).await;
                assert!(matches!(saved, Ok(Saved::Kept(it)) if it.moved_from.is_none()));
            }
        }
        assert_eq!(moved, imported.moved_drafts);
        assert!(moved >= 1, "the list is gone");
        scene::publish_as(&store, &ada, Publication::Name).await;
        submit(&store, &ada, open()).await.expect("submitted");
        let again = text::import(&store, &Actor::Operator, &wells, &it, open()).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::TextInUse))));
        recount(&store).await;
    }
}
