//! From the frozen report to the published outcome: debate, decisions, revised text, answers.

#![cfg(feature = "store")]

mod support;

use std::sync::Mutex;

use domain::{
    Error, Result,
    account::StakeholderGroup,
    actor::Actor,
    comment::Position,
    consultation::Phase,
    decision::{Disposition, Proposed, Reached},
    error::Refusal,
    issue::Selection,
    ops::{
        ConsultationContext, agenda, answer, consultation, decision, issue,
        mail::{self, Written},
        outcome::{self, Correction, Preparation, Which},
        remark, report,
        text::TextSource,
    },
    outcome::{Doubt, NoDecision, Relation},
    paging::Seek,
    redline::Change,
    report::Readership,
    round::{Confidentiality, Round},
    store::Store,
    tally::Figure,
};
use support::{
    frozen::{
        Cast, Plain, REVISED, by_consensus, frozen, gathered, issue_content, later, review,
        wells_slug,
    },
    moment,
    scene::{WELLS, anchor, closing},
};

async fn decide_all(store: &Store, cast: &Cast) {
    let accepted = by_consensus(
        Disposition::AcceptedInPart,
        "A cover does no harm; who puts it there is left open.",
    );
    decision::record(store, &cast.ada, &wells_slug(), 1, &accepted, review())
        .await
        .expect("decided");
    let vote = Proposed {
        disposition: Some(Disposition::Accepted),
        reason: "The paragraph added doubt.".into(),
        reached: Some(Reached::Vote),
        votes_for: "9".into(),
        votes_against: "2".into(),
        abstentions: "1".into(),
        dissents: "Commissioner Bo".into(),
        recusals: "Commissioner Cy".into(),
    };
    decision::record(store, &cast.bo, &wells_slug(), 2, &vote, review())
        .await
        .expect("decided");
}

async fn import(store: &Store, cast: &Cast, mark: &str, markdown: &str) -> Result<Preparation> {
    let source = TextSource {
        bytes: markdown.as_bytes(),
        language: "en",
        corrections: &[],
    };
    outcome::import(
        store,
        &cast.facilitator,
        &wells_slug(),
        mark,
        &source,
        later(),
    )
    .await
}

fn named(preparation: &Preparation, label: &str, issues: &str) -> Correction {
    let entry = preparation
        .entries
        .iter()
        .find(|it| it.label == label)
        .expect("a provision of this label");
    let of = match entry.ord {
        Some(ord) => Which::Revised {
            ord,
            from: entry.before.join(", "),
            moved: entry.relation == Relation::Moved,
        },
        None => Which::Removed(entry.anchor.clone()),
    };
    Correction {
        of,
        issues: issues.into(),
        without: None,
    }
}

/// Names issue 1 for the norm, issue 2 for what was removed, and issue 1 for what is new.
fn all_named(preparation: &Preparation) -> Vec<Correction> {
    preparation
        .entries
        .iter()
        .filter(|entry| entry.is_changed())
        .map(|entry| {
            named(
                preparation,
                &entry.label,
                if entry.ord.is_none() { "2" } else { "1" },
            )
        })
        .collect()
}

fn plain_mail(response: &domain::answer::Response<'_>) -> Written {
    let told: Vec<String> = response
        .comments
        .iter()
        .map(|fate| {
            let decided: Vec<String> = fate
                .issues
                .iter()
                .map(|number| format!("{number} {}", response.trails[number].decided.disposition))
                .collect();
            let aside = fate.set_aside.clone().unwrap_or_default();
            format!("{}: {}{aside}", fate.comment.reference, decided.join(", "))
        })
        .collect();
    Written {
        subject: response.consultation.title.clone(),
        text: told.join("\n"),
        html: String::new(),
    }
}

async fn publish(store: &Store, cast: &Cast, mark: &str) -> Result<ConsultationContext> {
    outcome::publish(
        store,
        &cast.facilitator,
        &wells_slug(),
        mark,
        true,
        later(),
        plain_mail,
    )
    .await
}

async fn phase(store: &Store) -> Phase {
    consultation::find(store, &Actor::Operator, &wells_slug(), review())
        .await
        .expect("found")
        .phase
}

stories! {
    async fn issues_stand_in_one_order_everywhere(store: Store) {
        let cast = gathered(&store, Confidentiality::Public).await;
        // The third issue is on what the text says first, and rests on a comment that is in the first issue, too.
        let opening = anchor(&store, "Whoever draws water depends").await;
        let (slug, at) = (wells_slug(), moment("2026-04-03T12:00:00Z"));
        let third = issue_content("Who depends on whom?", vec![opening]);
        issue::create(&store, &cast.facilitator, &slug, third, &[Selection::of(1)], at).await.expect("issue 3");
        let fourth = issue_content("What is missing?", Vec::new());
        issue::create(&store, &cast.facilitator, &slug, fourth, &[Selection::of(2)], at).await.expect("issue 4");
        let draft = report::draft(&store, &cast.facilitator, &slug, Readership::Commission, at).await.expect("a draft");
        let told: Vec<i32> = draft.issues().iter().map(|it| it.number).collect();
        assert_eq!(told, [3, 1, 2, 4], "as the text has them, then what is on none of it");

        report::freeze(&store, &cast.facilitator, &slug, &Plain, moment("2026-04-05T12:00:00Z")).await.expect("frozen");
        let agenda = agenda::agenda(&store, &cast.ada, &slug, review()).await.expect("an agenda");
        assert_eq!(agenda.items.iter().map(|it| it.number).collect::<Vec<_>>(), told, "the reading room");

        let decided = by_consensus(Disposition::NotAccepted, "The text is clear as it stands.");
        for number in 1..=4 {
            decision::record(&store, &cast.ada, &slug, number, &decided, review()).await.expect("decided");
        }
        let preparation = outcome::prepared(&store, &cast.facilitator, &slug, later()).await.expect("a preparation");
        assert_eq!(preparation.decisions.iter().map(|it| it.number).collect::<Vec<_>>(), told, "the decisions");
        let mark = import(&store, &cast, &preparation.mark, WELLS).await.expect("imported").mark;
        publish(&store, &cast, &mark).await.expect("published");
        let own = answer::own(&store, &cast.society, &slug, later()).await.expect("answers");
        let trails = own.trails.expect("published");
        let answered = domain::answer::in_order(&trails, &own.comments[0].issues);
        assert_eq!(answered.iter().map(|it| it.decided.number).collect::<Vec<_>>(), [3, 1], "the answers");
    }

    async fn the_whole_way_from_the_frozen_report_to_the_answers(store: Store) {
        let cast = frozen(&store, Confidentiality::Public).await;
        let agenda = agenda::agenda(&store, &cast.ada, &wells_slug(), review()).await.expect("an agenda");
        assert_eq!(agenda.undecided().count(), 2);
        let room = agenda::room(&store, &cast.ada, &wells_slug(), 1, review()).await.expect("a room");
        assert_eq!(room.issue.statement, "Should wells be covered at night?");
        assert_eq!(room.provisions.len(), 1);
        assert!(room.provisions[0].text.starts_with("Users should not foul"));
        assert_eq!(room.issue.tally.as_ref().map(|tally| tally.comments), Some(2));
        assert!(room.issue.options[0].redline.iter().any(|piece| piece.change.as_str() == "inserted"));
        let behind = agenda::comments(&store, &cast.ada, &wells_slug(), 1, Seek::FIRST, review()).await.expect("comments");
        assert_eq!((behind.comments.len(), behind.count, behind.next), (2, 2, None));

        remark::add(&store, &cast.ada, &wells_slug(), 1, " A cover costs little. ", review()).await.expect("a remark");
        remark::add(&store, &cast.bo, &wells_slug(), 1, "Who pays?", later()).await.expect("a remark");
        let room = agenda::room(&store, &cast.bo, &wells_slug(), 1, later()).await.expect("a room");
        let said: Vec<(&str, &str)> = room.remarks.iter().map(|it| (it.author.as_str(), it.body.as_str())).collect();
        assert_eq!(said, [("Commissioner Ada", "A cover costs little."), ("Commissioner Bo", "Who pays?")]);
        assert_eq!(room.agenda.items[0].remarks, 2);

        assert_eq!(phase(&store).await, Phase::Review);
        decide_all(&store, &cast).await;
        assert_eq!(phase(&store).await, Phase::Decided);

        let before = outcome::prepared(&store, &cast.facilitator, &wells_slug(), later()).await.expect("nothing yet");
        assert!(before.version.is_none());
        let imported = import(&store, &cast, &before.mark, REVISED).await.expect("imported");
        let relations: Vec<Relation> =
            imported.entries.iter().filter(|it| it.is_changed()).map(|it| it.relation).collect();
        assert_eq!(relations, [Relation::Modified, Relation::Removed, Relation::New]);
        assert_eq!(imported.blocking().len(), 3);
        let blocked = publish(&store, &cast, &imported.mark).await;
        assert!(
            matches!(&blocked, Err(Error::Refused(Refusal::ChangesWithoutDecision { labels })) if labels.split(", ").count() == 3),
            "{blocked:?}"
        );
        let named = outcome::correct(&store, &cast.facilitator, &wells_slug(), &imported.mark, &all_named(&imported), later())
            .await
            .expect("named");
        assert!(named.blocking().is_empty());
        assert!(matches!(answer::outcome(&store, &Actor::Visitor, &wells_slug(), later()).await,
            Err(Error::Refused(Refusal::NotPublished))));
        let context = publish(&store, &cast, &named.mark).await.expect("published");
        assert_eq!(context.phase, Phase::Published);

        // Everybody reads the outcome, from the words to the comments behind them.
        let read = answer::outcome(&store, &Actor::Visitor, &wells_slug(), later()).await.expect("the outcome");
        assert_eq!((read.before.number, read.version.number), (1, 2));
        let norm = read.entries.iter().find(|it| it.relation == Relation::Modified).expect("the norm");
        assert_eq!(norm.issues, [1]);
        assert!(norm.pieces.iter().any(|it| it.change == Change::Inserted && it.text.contains("cover it at night")));
        let trail = &read.trails[&1];
        assert_eq!(trail.tally.as_ref().map(|it| it.comments), Some(2));
        assert_eq!(trail.references, ["R1-0001", "R1-0002"]);
        assert_eq!(read.trails[&2].decided.votes.map(|votes| votes.against), Some(2));
        assert_eq!(read.trails[&2].decided.recusals, "Commissioner Cy");
        assert_eq!(read.trails[&2].changed[0].relation, Relation::Removed);

        // And from each comment to the decision and the words.
        let fates = answer::fates(&store, &Actor::Visitor, &wells_slug(), None, Seek::FIRST, later()).await.expect("fates");
        let told: Vec<(&str, &[i32])> =
            fates.fated.comments.iter().map(|it| (it.comment.reference.as_str(), it.issues.as_slice())).collect();
        assert_eq!(told, [("R1-0001", [1].as_slice()), ("R1-0002", &[1]), ("R1-0003", &[2]), ("R1-0004", &[])]);
        assert!(fates.fated.comments[3].set_aside.as_deref().is_some_and(|reason| reason.contains("calendar")));
        let own = answer::own(&store, &cast.society, &wells_slug(), later()).await.expect("answers");
        assert_eq!(own.comments.len(), 2);
        let trails = own.trails.expect("published");
        assert_eq!(trails.keys().collect::<Vec<_>>(), [&1]);
        assert!(trails[&1].changed.iter().any(|it| it.relation == Relation::Modified));

        // One message to each submitter, and none to anybody else.
        let sent = mail::claim(&store, later(), 50, "plenary.example.org").await.expect("mails");
        let mut responses: Vec<(String, String)> = sent
            .into_iter()
            .filter(|it| it.kind == "response")
            .map(|it| (it.recipient.to_string(), it.body_text))
            .collect();
        responses.sort();
        assert_eq!(responses.len(), 2);
        assert_eq!(responses[0].0, "river.circle@example.org");
        assert_eq!(responses[0].1,
            "R1-0001: 1 accepted-in-part\nR1-0004: Asks about the calendar, not about the text.");
        assert_eq!(responses[1].1, "R1-0002: 1 accepted-in-part\nR1-0003: 2 accepted");

        // Nothing can be changed any more.
        let again = by_consensus(Disposition::Noted, "Too late.");
        for error in [
            decision::record(&store, &cast.ada, &wells_slug(), 1, &again, later()).await.map(drop),
            remark::add(&store, &cast.ada, &wells_slug(), 1, "Too late.", later()).await.map(drop),
            publish(&store, &cast, &named.mark).await.map(drop),
            import(&store, &cast, &named.mark, REVISED).await.map(drop),
        ] {
            assert!(matches!(error, Err(Error::Refused(Refusal::Published))), "{error:?}");
        }
    }

    async fn nothing_is_debated_or_decided_before_the_report_is_frozen(store: Store) {
        let cast = gathered(&store, Confidentiality::Public).await;
        let decided = by_consensus(Disposition::Noted, "Early.");
        for error in [
            agenda::agenda(&store, &cast.ada, &wells_slug(), review()).await.map(drop),
            remark::add(&store, &cast.ada, &wells_slug(), 1, "Early.", review()).await.map(drop),
            decision::record(&store, &cast.ada, &wells_slug(), 1, &decided, review()).await.map(drop),
            outcome::prepared(&store, &cast.facilitator, &wells_slug(), review()).await.map(drop),
        ] {
            assert!(matches!(error, Err(Error::Refused(Refusal::NotFrozen))), "{error:?}");
        }
    }

    async fn debate_and_decisions_are_the_commissioners_alone(store: Store) {
        let cast = frozen(&store, Confidentiality::Public).await;
        remark::add(&store, &cast.ada, &wells_slug(), 1, "Between us.", review()).await.expect("a remark");
        let decided = by_consensus(Disposition::Noted, "Not theirs to say.");
        for other in [&cast.facilitator, &cast.admin, &Actor::Operator, &cast.society] {
            for error in [
                remark::list(&store, other, &wells_slug(), 1, review()).await.map(drop),
                agenda::room(&store, other, &wells_slug(), 1, review()).await.map(drop),
                remark::add(&store, other, &wells_slug(), 1, "Listen to me.", review()).await.map(drop),
                decision::record(&store, other, &wells_slug(), 1, &decided, review()).await.map(drop),
            ] {
                // A command line has no account, but it is no visitor either.
                assert!(matches!(error, Err(Error::Forbidden(_))), "{error:?}");
            }
        }
        assert!(matches!(remark::list(&store, &Actor::Visitor, &wells_slug(), 1, review()).await, Err(Error::SignIn)));
        let commissioner_publishes =
            outcome::prepared(&store, &cast.ada, &wells_slug(), review()).await;
        assert!(matches!(commissioner_publishes, Err(Error::Forbidden(_))));
        assert_eq!(remark::list(&store, &cast.bo, &wells_slug(), 1, review()).await.expect("the debate").len(), 1);
    }

    async fn of_two_commissioners_the_later_sees_what_the_first_recorded(store: Store) {
        let cast = frozen(&store, Confidentiality::Public).await;
        let first = by_consensus(Disposition::Accepted, "A cover does no harm.");
        let second = by_consensus(Disposition::NotAccepted, "It costs.");
        let recorded = decision::record(&store, &cast.ada, &wells_slug(), 1, &first, review()).await.expect("recorded");
        let same = decision::record(&store, &cast.ada, &wells_slug(), 1, &first, later()).await.expect("sent twice");
        assert_eq!(same, recorded);
        let late = decision::record(&store, &cast.bo, &wells_slug(), 1, &second, review()).await;
        assert!(matches!(late, Err(Error::Conflict)));
        let room = agenda::room(&store, &cast.bo, &wells_slug(), 1, review()).await.expect("a room");
        let (standing, by) = room.decision.expect("a decision");
        assert_eq!((standing.disposition, by.as_str()), (Disposition::Accepted, "Commissioner Ada"));

        // Who disagrees reopens it with a reason; the old one stays in the record.
        let silent = decision::reopen(&store, &cast.bo, &wells_slug(), 1, standing.id, "  ", later()).await;
        assert!(matches!(silent, Err(Error::Invalid(_))));
        decision::reopen(&store, &cast.bo, &wells_slug(), 1, standing.id, "The cost was not weighed.", later()).await.expect("reopened");
        let twice = decision::reopen(&store, &cast.ada, &wells_slug(), 1, standing.id, "Again.", later()).await;
        assert!(matches!(twice, Err(Error::Conflict)));
        decision::record(&store, &cast.bo, &wells_slug(), 1, &second, later()).await.expect("recorded");
        let room = agenda::room(&store, &cast.ada, &wells_slug(), 1, later()).await.expect("a room");
        assert_eq!(room.decision.map(|(it, _)| it.disposition), Some(Disposition::NotAccepted));
        assert_eq!(room.reopened.len(), 1);
        assert_eq!(room.reopened[0].reopened_reason, "The cost was not weighed.");
        assert_eq!(room.reopened[0].decision.disposition, Disposition::Accepted);
    }

    async fn two_commissioners_at_the_same_moment_record_one_decision(store: Store) {
        let cast = frozen(&store, Confidentiality::Public).await;
        let slug = wells_slug();
        let first = by_consensus(Disposition::Accepted, "One.");
        let second = by_consensus(Disposition::NotAccepted, "Two.");
        let (one, two) = tokio::join!(
            decision::record(&store, &cast.ada, &slug, 1, &first, review()),
            decision::record(&store, &cast.bo, &slug, 1, &second, review()),
        );
        let outcomes = [one, two];
        assert_eq!(outcomes.iter().filter(|it| it.is_ok()).count(), 1, "{outcomes:?}");
        assert!(outcomes.iter().any(|it| matches!(it, Err(Error::Conflict))), "{outcomes:?}");
    }

    async fn the_revised_text_waits_for_every_decision(store: Store) {
        let cast = frozen(&store, Confidentiality::Public).await;
        let early = import(&store, &cast, "none", REVISED).await;
        assert!(matches!(early, Err(Error::Refused(Refusal::Undecided { count: 2 }))), "{early:?}");
        decide_all(&store, &cast).await;
        let imported = import(&store, &cast, "none", REVISED).await.expect("imported");
        let named = outcome::correct(&store, &cast.facilitator, &wells_slug(), &imported.mark, &all_named(&imported), later())
            .await
            .expect("named");
        let room = agenda::room(&store, &cast.ada, &wells_slug(), 2, later()).await.expect("a room");
        let (standing, _) = room.decision.expect("a decision");
        decision::reopen(&store, &cast.ada, &wells_slug(), 2, standing.id, "New facts.", later()).await.expect("reopened");
        let late = publish(&store, &cast, &named.mark).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::Undecided { count: 1 }))), "{late:?}");
    }

    async fn a_change_may_need_no_decision_and_what_does_not_go_together_is_asked_about(store: Store) {
        let cast = frozen(&store, Confidentiality::Public).await;
        decide_all(&store, &cast).await;
        let imported = import(&store, &cast, "none", REVISED).await.expect("imported");
        // Every change is editorial or follows from another: nothing lacks a reason, but both decisions are idle.
        let mut corrections = all_named(&imported);
        for (at, correction) in corrections.iter_mut().enumerate() {
            correction.issues.clear();
            correction.without = Some(if at == 0 { NoDecision::Editorial } else { NoDecision::Consequential });
        }
        let named = outcome::correct(&store, &cast.facilitator, &wells_slug(), &imported.mark, &corrections, later())
            .await
            .expect("named");
        assert_ne!(named.mark, imported.mark, "another window notices");
        assert!(named.blocking().is_empty());
        let without: Vec<_> = named.entries.iter().filter_map(|it| it.without).collect();
        assert_eq!(without, [NoDecision::Editorial, NoDecision::Consequential, NoDecision::Consequential]);
        assert_eq!(
            named.doubts(),
            [
                Doubt::NothingChanged { number: 1, disposition: Disposition::AcceptedInPart },
                Doubt::NothingChanged { number: 2, disposition: Disposition::Accepted },
            ]
        );
        let asked = outcome::publish(&store, &cast.facilitator, &wells_slug(), &named.mark, false, later(), plain_mail).await;
        let Err(Error::Invalid(problems)) = asked else { panic!("{asked:?}") };
        assert!(problems.of("despite").is_some());
        assert_eq!(phase(&store).await, Phase::Decided);

        // Another decision, by which the text was to stay: a change that names it is asked about.
        let room = agenda::room(&store, &cast.ada, &wells_slug(), 2, later()).await.expect("a room");
        let (standing, _) = room.decision.expect("a decision");
        decision::reopen(&store, &cast.ada, &wells_slug(), 2, standing.id, "New facts.", later()).await.expect("reopened");
        let refused = by_consensus(Disposition::NotAccepted, "The paragraph stays.");
        decision::record(&store, &cast.ada, &wells_slug(), 2, &refused, later()).await.expect("decided");
        let corrections = all_named(&named);
        let named = outcome::prepared(&store, &cast.facilitator, &wells_slug(), later()).await.expect("prepared");
        let named = outcome::correct(&store, &cast.facilitator, &wells_slug(), &named.mark, &corrections, later())
            .await
            .expect("named");
        assert!(named.entries.iter().all(|it| it.without.is_none()));
        let gone = named.entries.iter().find(|it| it.ord.is_none()).expect("something removed").label.clone();
        assert_eq!(
            named.doubts(),
            [Doubt::ChangedAgainst { label: gone, number: 2, disposition: Disposition::NotAccepted }]
        );
        let asked = outcome::publish(&store, &cast.facilitator, &wells_slug(), &named.mark, false, later(), plain_mail).await;
        assert!(matches!(asked, Err(Error::Invalid(_))));
        publish(&store, &cast, &named.mark).await.expect("published, since it is meant so");
    }

    async fn a_reason_is_kept_when_the_text_is_replaced(store: Store) {
        let cast = frozen(&store, Confidentiality::Public).await;
        decide_all(&store, &cast).await;
        let imported = import(&store, &cast, "none", REVISED).await.expect("imported");
        let new = imported.entries.iter().find(|it| it.relation == Relation::New).expect("something new");
        let mut correction = named(&imported, &new.label, "");
        correction.without = Some(NoDecision::Consequential);
        let named = outcome::correct(&store, &cast.facilitator, &wells_slug(), &imported.mark, &[correction], later())
            .await
            .expect("named");
        let other = REVISED.replace("at night.", "at night, every night.");
        let again = import(&store, &cast, &named.mark, &other).await.expect("replaced");
        let kept = again.entries.iter().find(|it| it.label == new.label).expect("the same provision");
        assert_eq!(kept.without, Some(NoDecision::Consequential));
        // A change of typography alone needs no decision, and is no change to be answered for.
        let typeset = again.entries.iter().filter(|it| it.is_changed()).count();
        let other = other.replace("Whoever draws", "Whoever\u{a0}draws");
        let last = import(&store, &cast, &again.mark, &other).await.expect("replaced");
        assert!(last.entries.iter().any(|it| it.relation == Relation::Typographic));
        assert_eq!(last.entries.iter().filter(|it| it.is_changed()).count(), typeset);
    }

    async fn a_wrong_matching_is_corrected_and_anchors_follow(store: Store) {
        let cast = frozen(&store, Confidentiality::Public).await;
        decide_all(&store, &cast).await;
        let imported = import(&store, &cast, "none", REVISED).await.expect("imported");
        let new = imported.entries.iter().find(|it| it.relation == Relation::New).expect("something new");
        let gone = imported.entries.iter().find(|it| it.relation == Relation::Removed).expect("something removed");
        let mut correction = named(&imported, &new.label, "2");
        if let Which::Revised { from, .. } = &mut correction.of {
            gone.label.clone_into(from);
        }
        let corrected = outcome::correct(&store, &cast.facilitator, &wells_slug(), &imported.mark, &[correction.clone()], later())
            .await
            .expect("corrected");
        assert!(corrected.entries.iter().all(|it| it.relation != Relation::Removed));
        let now = corrected.entries.iter().find(|it| it.label == new.label).expect("the same provision");
        assert_eq!((now.relation, now.anchor.as_str(), now.issues.as_slice()), (Relation::Modified, gone.anchor.as_str(), [2].as_slice()));

        // A second window with the old state is refused.
        let stale = outcome::correct(&store, &cast.facilitator, &wells_slug(), &imported.mark, &[correction], later()).await;
        assert!(matches!(stale, Err(Error::Conflict)));

        // Labels and numbers that are not there are named by field.
        let wrong = Correction {
            of: Which::Revised { ord: 1, from: "99".into(), moved: false },
            issues: "1, 77".into(),
            without: None,
        };
        let refused = outcome::correct(&store, &cast.facilitator, &wells_slug(), &corrected.mark, &[wrong], later()).await;
        let Err(Error::Invalid(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!(problems.of("from-1").map(|it| it.detail.as_str()), Some("99"));
        assert_eq!(problems.of("issues-1").map(|it| it.detail.as_str()), Some("77"));

        // Replacing the text keeps what was corrected for words that stay.
        let other = REVISED.replace("at night.", "at night, every night.");
        let again = import(&store, &cast, &corrected.mark, &other).await.expect("replaced");
        let kept = again.entries.iter().find(|it| it.label == new.label).expect("the same provision");
        assert_eq!((kept.relation, kept.issues.as_slice()), (Relation::Modified, [2].as_slice()));
        assert_eq!(again.version.map(|it| it.number), Some(2));
    }

    async fn of_an_internal_round_the_outcome_shows_groups_and_numbers_only(store: Store) {
        let cast = frozen(&store, Confidentiality::Internal).await;
        decide_all(&store, &cast).await;
        let imported = import(&store, &cast, "none", REVISED).await.expect("imported");
        let named = outcome::correct(&store, &cast.facilitator, &wells_slug(), &imported.mark, &all_named(&imported), later())
            .await
            .expect("named");
        publish(&store, &cast, &named.mark).await.expect("published");
        let read = answer::outcome(&store, &Actor::Visitor, &wells_slug(), later()).await.expect("the outcome");
        // The policy publishes no counts: there are none, of what is withheld neither.
        assert_eq!((read.first.count, read.first.withheld), (0, None));
        assert!(read.trails.values().all(|trail| trail.references.is_empty() && trail.tally.is_none()));
        // It publishes them: groups, and no number that would tell who was one of few.
        let mut tx = store.begin().await.expect("a transaction");
        let policy = Round { publishes_counts: true, ..read.context.round.clone() };
        domain::store::consultation::update_round(&mut tx, &policy).await.expect("updated");
        tx.commit().await.expect("committed");
        let read = answer::outcome(&store, &Actor::Visitor, &wells_slug(), later()).await.expect("the outcome");
        let tally = read.trails[&1].tally.as_ref().expect("counts");
        assert_eq!(tally.figure(tally.of_group(Some(StakeholderGroup::State)).into()), Figure::Few);
        assert_eq!(tally.count(Some(StakeholderGroup::State), Some(Position::Support)), 0, "no position of one of few");
        let fates = answer::fates(&store, &cast.state, &wells_slug(), None, Seek::FIRST, later()).await.expect("fates");
        assert_eq!((fates.fated.comments.len(), fates.fated.withheld), (0, Some(Figure::Few)));
        let told = format!("{read:?}{fates:?}");
        for secret in ["Wells should be covered", "River Circle", "R1-0001"] {
            assert!(!told.contains(secret), "{secret}");
        }
        // One's own are answered all the same, to oneself.
        let own = answer::own(&store, &cast.society, &wells_slug(), later()).await.expect("answers");
        assert_eq!(own.comments[0].comment.content.body, "Wells should be covered at night.");
        assert_eq!(own.comments[0].issues, [1]);
    }

    async fn before_the_publication_nobody_learns_what_became_of_their_comments(store: Store) {
        let cast = frozen(&store, Confidentiality::Public).await;
        decide_all(&store, &cast).await;
        let own = answer::own(&store, &cast.society, &wells_slug(), later()).await.expect("answers");
        assert!(own.trails.is_none());
        assert!(own.comments.iter().all(|it| it.issues.is_empty() && it.set_aside.is_none()));
        assert!(matches!(answer::own(&store, &Actor::Visitor, &wells_slug(), later()).await, Err(Error::SignIn)));
        assert!(matches!(answer::fates(&store, &cast.facilitator, &wells_slug(), None, Seek::FIRST, later()).await,
            Err(Error::Refused(Refusal::NotPublished))));
    }

    async fn a_mail_that_cannot_be_written_down_publishes_nothing(store: Store) {
        let cast = frozen(&store, Confidentiality::Public).await;
        decide_all(&store, &cast).await;
        let imported = import(&store, &cast, "none", REVISED).await.expect("imported");
        let written = Mutex::new(0);
        let stale = outcome::publish(&store, &cast.facilitator, &wells_slug(), "0000", true, later(), |response| {
            *written.lock().expect("a lock") += 1;
            plain_mail(response)
        })
        .await;
        assert!(matches!(stale, Err(Error::Conflict)));
        assert_eq!(*written.lock().expect("a lock"), 0);
        assert_eq!(phase(&store).await, Phase::Decided);
        assert!(imported.context.consultation.published_at.is_none());
        assert!(closing() < later());
    }
}
