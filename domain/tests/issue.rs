//! Comments become issues or are set aside; every one is accounted for, and two facilitators do not overwrite
//! each other.

#![cfg(feature = "store")]

mod support;

use domain::{
    Error,
    account::StakeholderGroup,
    actor::{Actor, Role},
    comment::{Content, Position},
    error::Refusal,
    issue::{Accounting, IssueContent, IssueOption, Selection},
    ops::{accounting, draft, issue, mail::Written, submission, workbench},
    paging::Seek,
    query::{Filter, On},
    round::Confidentiality,
    store::Store,
    submission::{Details, Publication},
};
use support::{moment, seed};

fn stating(statement: &str) -> IssueContent {
    IssueContent {
        statement: statement.into(),
        anchors: vec!["n1-1".into()],
        ..IssueContent::default()
    }
}

fn seen(seq: i64, mark: &str) -> Selection {
    Selection {
        seen: Some(mark.into()),
        ..Selection::of(seq)
    }
}

async fn say(store: &Store, context: &domain::ops::ConsultationContext, body: &str) -> i64 {
    seed::say(
        store,
        context,
        seed::Said {
            body,
            ..seed::Said::default()
        },
    )
    .await
}

stories! {
    async fn many_comments_are_gathered_moved_set_aside_and_taken_back(store: Store) {
        let context = seed::context(&store, "wells", Confidentiality::Public).await;
        let slug = seed::slug(&context);
        let (facilitator, at) = (seed::person(&store, &context, "Facilitator", Some(Role::Facilitator)).await, moment(seed::DURING));
        let mut all = Vec::new();
        for n in 0..5 {
            all.push(say(&store, &context, &format!("Point {n}. Say what clean means.")).await);
        }
        seed::withdraw(&store, &context, all[4]).await;

        let first = issue::create(&store, &facilitator, slug, stating("What is clean?"), &[seen(all[0], ""), seen(all[1], "")], at).await.expect("made");
        assert_eq!((first.number, first.revision), (1, 1));
        let second = issue::create(&store, &facilitator, slug, stating("Who keeps it clean?"), &[], at).await.expect("made");
        let chosen = Selection { excerpt: Some("Point 2. […] clean means.".into()), ..seen(all[2], "") };
        accounting::gather(&store, &facilitator, slug, second.number, None, &[chosen], at).await.expect("gathered");
        accounting::set_aside(&store, &facilitator, slug, &[seen(all[3], "")], "Says the same as R1-0001", at).await.expect("set aside");
        let remainder = workbench::remainder(&store, &facilitator, slug, at).await.expect("counted");
        assert_eq!((remainder.submitted, remainder.in_issues, remainder.set_aside, remainder.unaccounted()), (4, 3, 1, 0));

        // From one issue to the other the chosen words come along.
        accounting::gather(&store, &facilitator, slug, 1, Some(2), &[seen(all[2], "2")], at).await.expect("moved");
        let detail = issue::find(&store, &facilitator, slug, 1, at).await.expect("found");
        let excerpts: Vec<&str> = detail.gathered.iter().map(|it| it.excerpt.as_str()).collect();
        assert_eq!(excerpts, ["Point 0. Say what clean means.", "Point 1. Say what clean means.", "Point 2. […] clean means."]);
        assert_eq!(detail.tally.count(Some(StakeholderGroup::CivilSociety), Some(Position::Oppose)), 3);
        assert_eq!(issue::find(&store, &facilitator, slug, 2, at).await.expect("found").gathered.len(), 0);

        // A comment may stand behind two issues; out of both it is unaccounted for.
        accounting::gather(&store, &facilitator, slug, 2, None, &[seen(all[0], "1")], at).await.expect("gathered");
        accounting::take_out(&store, &facilitator, slug, 1, &[seen(all[0], "1,2")], at).await.expect("out");
        accounting::take_out(&store, &facilitator, slug, 2, &[seen(all[0], "2")], at).await.expect("out");
        accounting::take_back(&store, &facilitator, slug, &[seen(all[3], "aside")], at).await.expect("back");
        let remainder = workbench::remainder(&store, &facilitator, slug, at).await.expect("counted");
        assert_eq!((remainder.in_issues, remainder.set_aside, remainder.unaccounted()), (2, 0, 2));

        // Undone step by step, back to where everything was accounted for.
        let undone = accounting::undo(&store, &facilitator, slug, at).await.expect("undone");
        assert_eq!((undone.act.as_str(), undone.references), ("take-back", vec!["R1-0004".to_owned()]));
        accounting::undo(&store, &facilitator, slug, at).await.expect("undone");
        let remainder = workbench::remainder(&store, &facilitator, slug, at).await.expect("counted");
        assert_eq!((remainder.in_issues, remainder.set_aside, remainder.unaccounted()), (3, 1, 0));
    }

    async fn an_excerpt_must_be_words_of_the_comment_and_an_amendment_makes_it_stale(store: Store) {
        let context = seed::context(&store, "wells", Confidentiality::Public).await;
        let (slug, at) = (seed::slug(&context), moment(seed::DURING));
        let comment = say(&store, &context, "Water is clean when a child may drink it.").await;
        issue::create(&store, &Actor::Operator, slug, stating("What is clean?"), &[], at).await.expect("made");
        let invented = Selection { excerpt: Some("Water is never clean".into()), ..Selection::of(comment) };
        match accounting::gather(&store, &Actor::Operator, slug, 1, None, &[invented], at).await {
            Err(Error::Invalid(problems)) => assert_eq!(problems.0[0].code, "not-in-comment"),
            other => panic!("{other:?}"),
        }
        accounting::gather(&store, &Actor::Operator, slug, 1, None, &[Selection::of(comment)], at).await.expect("gathered");
        let choose = |words: &str| Selection { excerpt: Some(words.into()), ..Selection::of(comment) };
        let whole = "Water is clean when a child may drink it.";
        accounting::choose_excerpt(&store, &Actor::Operator, slug, 1, &choose("a child may drink it"), whole, at).await.expect("chosen");
        let late = accounting::choose_excerpt(&store, &Actor::Operator, slug, 1, &choose("Water is clean"), whole, at).await;
        assert!(matches!(late, Err(Error::Conflict)));
        seed::amend(&store, &context, comment, "Water is clean when it is clear.").await;
        let detail = issue::find(&store, &Actor::Operator, slug, 1, at).await.expect("found");
        assert!(detail.gathered[0].stale);
        assert_eq!(detail.gathered[0].excerpt, "a child may drink it");
    }

    async fn the_later_of_two_conflicting_changes_is_refused(store: Store) {
        let context = seed::context(&store, "wells", Confidentiality::Public).await;
        let (slug, at) = (seed::slug(&context), moment(seed::DURING));
        let one = seed::person(&store, &context, "Facilitator One", Some(Role::Facilitator)).await;
        let two = seed::person(&store, &context, "Facilitator Two", Some(Role::Facilitator)).await;
        let comment = say(&store, &context, "Say what clean means.").await;

        // The same comment, taken by both.
        accounting::set_aside(&store, &one, slug, &[seen(comment, "")], "Off the point", at).await.expect("set aside");
        let late = issue::create(&store, &two, slug, stating("What is clean?"), &[seen(comment, "")], at).await;
        assert!(matches!(late, Err(Error::Conflict)));
        let (_, issues) = issue::list(&store, &two, slug, at).await.expect("a list");
        assert!(issues.is_empty(), "nothing is half stored");
        let now = workbench::comments(&store, &two, slug, &[comment], at).await.expect("found");
        assert_eq!(now[0].standing.set_aside.as_deref(), Some("Off the point"));

        // The same issue, edited by both.
        let made = issue::create(&store, &one, slug, stating("What is clean?"), &[], at).await.expect("made");
        issue::edit(&store, &one, slug, 1, made.revision, stating("What does clean mean?"), at).await.expect("edited");
        let late = issue::edit(&store, &two, slug, 1, made.revision, stating("How clean is clean?"), at).await;
        assert!(matches!(late, Err(Error::Conflict)));
        let theirs = issue::find(&store, &two, slug, 1, at).await.expect("found").issue;
        assert_eq!((theirs.content.statement.as_str(), theirs.revision), ("What does clean mean?", 2));
        issue::edit(&store, &two, slug, 1, theirs.revision, stating("How clean is clean?"), at).await.expect("edited");
        assert!(matches!(issue::delete(&store, &one, slug, 1, 2, at).await, Err(Error::Conflict)));

        // Undo does not undo what somebody else did since.
        accounting::gather(&store, &two, slug, 1, None, &[seen(comment, "aside")], at).await.expect("gathered");
        assert!(matches!(accounting::undo(&store, &one, slug, at).await, Err(Error::Conflict)));
    }

    async fn an_issue_goes_only_when_nothing_rests_on_it(store: Store) {
        let context = seed::context(&store, "wells", Confidentiality::Public).await;
        let (slug, at) = (seed::slug(&context), moment(seed::DURING));
        let comment = say(&store, &context, "Say what clean means.").await;
        let options = vec![IssueOption { title: "Define it".into(), anchor: Some("n1-1".into()), wording: "Clean is fit to drink.".into() }];
        let content = IssueContent { options, ..stating("What is clean?") };
        let made = issue::create(&store, &Actor::Operator, slug, content.clone(), &[Selection::of(comment)], at).await.expect("made");
        assert_eq!(issue::find(&store, &Actor::Operator, slug, 1, at).await.expect("found").issue.content, content);
        let refused = issue::delete(&store, &Actor::Operator, slug, 1, made.revision, at).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::IssueNotEmpty { count: 1 }))));
        accounting::take_out(&store, &Actor::Operator, slug, 1, &[Selection::of(comment)], at).await.expect("out");
        issue::delete(&store, &Actor::Operator, slug, 1, made.revision, at).await.expect("gone");
        assert!(matches!(issue::find(&store, &Actor::Operator, slug, 1, at).await, Err(Error::NotFound)));
        // What was done with a deleted issue cannot be undone, and says so.
        assert!(matches!(accounting::undo(&store, &Actor::Operator, slug, at).await, Err(Error::Conflict)));
    }

    async fn a_withdrawn_comment_holds_no_issue_and_no_undo(store: Store) {
        let context = seed::context(&store, "wells", Confidentiality::Public).await;
        let (slug, at) = (seed::slug(&context), moment(seed::DURING));
        let author = seed::person(&store, &context, "Author", None).await;
        for body in ["First point.", "Second point."] {
            let content = Content { body: body.into(), position: Some(Position::Oppose), language: "en".into(), ..Content::default() };
            draft::save(&store, &author, slug, draft::Target::New, content, at).await.expect("kept");
        }
        let details = Details { stakeholder_group: Some(StakeholderGroup::State), publication: Some(Publication::Name), ..Details::default() };
        let written = |_: &submission::Receipt| Written { subject: String::new(), text: String::new(), html: String::new() };
        submission::hand_in(&store, &author, slug, submission::HandIn { revision: None, details: &details, chosen: None }, at, written).await.expect("submitted");

        let made = issue::create(&store, &Actor::Operator, slug, stating("What is clean?"), &[Selection::of(1), Selection::of(2)], at).await.expect("made");
        submission::withdraw_comment(&store, &author, slug, "R1-0001", at, support::withdrawn).await.expect("withdrawn");
        accounting::undo(&store, &Actor::Operator, slug, at).await.expect("undone, as far as there is anything to undo");
        assert_eq!(workbench::remainder(&store, &Actor::Operator, slug, at).await.expect("counted").unaccounted(), 1);
        issue::delete(&store, &Actor::Operator, slug, 1, made.revision, at).await.expect("nothing rests on it");
    }

    async fn an_undo_never_lands_in_another_issue_of_the_same_number(store: Store) {
        let context = seed::context(&store, "wells", Confidentiality::Public).await;
        let (slug, at) = (seed::slug(&context), moment(seed::DURING));
        let comment = say(&store, &context, "Say what clean means.").await;
        let made = issue::create(&store, &Actor::Operator, slug, stating("What is clean?"), &[Selection::of(comment)], at).await.expect("made");
        accounting::take_out(&store, &Actor::Operator, slug, 1, &[Selection::of(comment)], at).await.expect("out");
        issue::delete(&store, &Actor::Operator, slug, 1, made.revision, at).await.expect("gone");
        let other = issue::create(&store, &Actor::Operator, slug, stating("Who pays?"), &[], at).await.expect("made");
        assert_eq!(other.number, 1);
        assert!(matches!(accounting::undo(&store, &Actor::Operator, slug, at).await, Err(Error::Conflict)));
        assert!(issue::find(&store, &Actor::Operator, slug, 1, at).await.expect("found").gathered.is_empty());
    }

    async fn only_facilitators_work_on_issues_and_not_before_the_round_opens(store: Store) {
        let context = seed::context(&store, "wells", Confidentiality::Public).await;
        let (slug, at) = (seed::slug(&context), moment(seed::DURING));
        let commissioner = seed::person(&store, &context, "Commissioner", Some(Role::Commissioner)).await;
        let stranger = seed::person(&store, &context, "Stranger", None).await;
        issue::create(&store, &Actor::Operator, slug, stating("What is clean?"), &[], at).await.expect("made");
        for actor in [&commissioner, &stranger] {
            assert!(matches!(issue::create(&store, actor, slug, stating("?"), &[], at).await, Err(Error::Forbidden(_))));
            assert!(matches!(workbench::open(&store, actor, slug, &Filter::unaccounted(), Seek::FIRST, at).await, Err(Error::Forbidden(_))));
        }
        assert!(matches!(issue::create(&store, &Actor::Visitor, slug, stating("?"), &[], at).await, Err(Error::SignIn)));
        assert!(matches!(issue::find(&store, &stranger, slug, 1, at).await, Err(Error::NotFound)));
        assert!(matches!(issue::find(&store, &commissioner, slug, 1, at).await, Err(Error::Refused(Refusal::NotFrozen))));
        let early = issue::create(&store, &Actor::Operator, slug, stating("?"), &[], moment("2026-02-02T12:00:00Z")).await;
        assert!(matches!(early, Err(Error::Refused(Refusal::NotOpen))));
    }

    async fn the_queue_is_filtered_and_comes_in_pages(store: Store) {
        let context = seed::context(&store, "wells", Confidentiality::Internal).await;
        let (slug, at) = (seed::slug(&context), moment(seed::DURING));
        let said = [
            seed::Said { anchor: Some("n1"), body: "L'EAU doit être PURE", group: Some(StakeholderGroup::State), ..seed::Said::default() },
            seed::Said { anchor: Some("n1-2"), body: "Чистая ВОДА", group: Some(StakeholderGroup::TechnicalCommunity), position: Some(Position::Support), ..seed::Said::default() },
            seed::Said { anchor: Some("n2-1"), body: "Warn whom?", group: Some(StakeholderGroup::PrivateSector), position: Some(Position::Question), ..seed::Said::default() },
            seed::Said { anchor: None, body: "Good work on the whole.", group: None, position: None, ..seed::Said::default() },
        ];
        let mut seqs = Vec::new();
        for it in said {
            seqs.push(seed::say(&store, &context, it).await);
        }
        let all = Filter { state: Accounting::All, ..Filter::default() };
        let found = async |filter: Filter| {
            let bench = workbench::open(&store, &Actor::Operator, slug, &filter, Seek::FIRST, at).await.expect("open");
            assert_eq!(usize::try_from(bench.matching), Ok(bench.rows.len()));
            assert_eq!(bench.remainder.submitted, 4, "always of the whole");
            bench.rows.iter().map(|row| row.comment.seq).collect::<Vec<_>>()
        };
        assert_eq!(found(all.clone()).await, seqs);
        assert_eq!(found(Filter { on: On::Under("n1".into()), ..all.clone() }).await, seqs[..2]);
        assert_eq!(found(Filter { on: On::Under("title".into()), ..all.clone() }).await, seqs[..3]);
        assert_eq!(found(Filter { on: On::Whole, ..all.clone() }).await, seqs[3..]);
        assert_eq!(found(Filter { group: Some(StakeholderGroup::PrivateSector), ..all.clone() }).await, seqs[1..3], "the technical community within");
        assert_eq!(found(Filter { position: Some(Position::Question), ..all.clone() }).await, [seqs[2]]);
        assert_eq!(found(Filter { words: "pure être".into(), ..all.clone() }).await, [seqs[0]]);
        assert_eq!(found(Filter { words: "вода чистая".into(), ..all.clone() }).await, [seqs[1]]);
        assert_eq!(found(Filter { words: "warn nobody".into(), ..all.clone() }).await, [0_i64; 0]);
        issue::create(&store, &Actor::Operator, slug, stating("What is clean?"), &[Selection::of(seqs[0])], at).await.expect("made");
        accounting::set_aside(&store, &Actor::Operator, slug, &[Selection::of(seqs[3])], "Praise", at).await.expect("set aside");
        assert_eq!(found(Filter::unaccounted()).await, seqs[1..3]);
        assert_eq!(found(Filter { state: Accounting::InIssue, ..all.clone() }).await, [seqs[0]]);
        assert_eq!(found(Filter { state: Accounting::SetAside, ..all.clone() }).await, [seqs[3]]);

        for n in 0..120 {
            say(&store, &context, &format!("Point {n}")).await;
        }
        let first = workbench::open(&store, &Actor::Operator, slug, &Filter { words: "point".into(), ..all.clone() }, Seek::FIRST, at).await.expect("open");
        assert_eq!((first.rows.len(), first.matching, first.previous), (50, 120, None));
        let filter = Filter { words: "point".into(), ..all };
        let second = workbench::open(&store, &Actor::Operator, slug, &filter, first.next.expect("more"), at).await.expect("open");
        assert_eq!(second.before, 50);
        assert!(second.previous.is_some());
        let third = workbench::open(&store, &Actor::Operator, slug, &filter, second.next.expect("more"), at).await.expect("open");
        assert_eq!((third.rows.len(), third.next), (20, None));
        let back = workbench::open(&store, &Actor::Operator, slug, &filter, third.previous.expect("more"), at).await.expect("open");
        assert_eq!(back.rows[0].comment.seq, second.rows[0].comment.seq);
    }
}
