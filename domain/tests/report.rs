//! The report is frozen when nothing is unaccounted for, stays what it was byte for byte, and holds for each
//! readership what it may read.

#![cfg(feature = "store")]

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};

use domain::{
    Error, Result,
    account::{Account, StakeholderGroup},
    actor::{Actor, Role},
    comment::{Content, Position},
    consultation::Phase,
    error::Refusal,
    issue::{IssueContent, IssueOption, Selection},
    ops::{
        ConsultationContext, accounting, comment, consultation,
        draft::{self, Saved, Target},
        issue,
        mail::Written,
        report, submission,
    },
    redline::Change,
    report::{Format, Frozen, Readership, Rendered, Report, ReportState, ReportWords},
    round::Confidentiality,
    store::Store,
    submission::{Details, Publication},
};
use support::{moment, seed};

/// A press that prints the data itself in every form.
struct Plain;

impl report::Renderer for Plain {
    fn render(&self, report: &Report) -> Result<Rendered> {
        let json = serde_json::to_vec(report).expect("JSON");
        let form = |name: &str| [name.as_bytes(), &json].concat();
        Ok(Rendered {
            html: form("html"),
            pdf: form("pdf"),
            csv: form("csv"),
            json,
        })
    }

    fn letter(&self, to: &Account, context: &ConsultationContext, frozen: &Frozen) -> Written {
        Written {
            subject: format!("{}: report {}", context.consultation.title, frozen.number),
            text: format!("To {}", to.name),
            html: String::new(),
        }
    }
}

/// Five comments: named, organisation only, anonymous, not for publication, hidden.
async fn speak(store: &Store, context: &ConsultationContext) -> Vec<i64> {
    let mut seqs = Vec::new();
    for (n, publication) in [
        Publication::Name,
        Publication::Organisation,
        Publication::Anonymous,
        Publication::NotForPublication,
        Publication::Name,
    ]
    .into_iter()
    .enumerate()
    {
        let said = seed::Said {
            body: &format!("Words{n} of this comment"),
            wording: &format!(
                "Whoever shares a well keeps its water drinkable{n} for everybody else."
            ),
            author: &format!("Author{n}"),
            organisation: &format!("Organisation{n}"),
            country: "KE",
            publication: Some(publication),
            group: Some(if n == 0 {
                StakeholderGroup::State
            } else {
                StakeholderGroup::CivilSociety
            }),
            ..seed::Said::default()
        };
        seqs.push(seed::say(store, context, said).await);
    }
    seed::hide(store, context, seqs[4], "Names a person").await;
    seqs
}

async fn account_for(store: &Store, context: &ConsultationContext, seqs: &[i64]) {
    let takes: Vec<Selection> = seqs.iter().copied().map(Selection::of).collect();
    let content = IssueContent {
        statement: "What does clean mean?".into(),
        minority: "One group would rather not say.".into(),
        observation: "Four of five ask for the same.".into(),
        anchors: vec!["n1-1".into(), "n1-2".into()],
        options: vec![IssueOption {
            title: "Define it".into(),
            anchor: Some("n1-1".into()),
            wording: "Whoever shares a well keeps its water fit to drink for everybody else."
                .into(),
        }],
    };
    issue::create(
        store,
        &Actor::Operator,
        seed::slug(context),
        content,
        &takes,
        moment(seed::DURING),
    )
    .await
    .expect("made");
}

fn name(number: i32, audience: Readership, format: Format) -> report::FileName {
    report::FileName {
        number,
        audience,
        format,
    }
}

fn text(report: &Report) -> String {
    serde_json::to_string(report).expect("JSON")
}

stories! {
    async fn unaccounted_comments_and_an_open_round_keep_the_report_from_being_frozen(store: Store) {
        let context = seed::context(&store, "wells", Confidentiality::Public).await;
        let slug = seed::slug(&context);
        let facilitator = seed::person(&store, &context, "Facilitator", Some(Role::Facilitator)).await;
        let commissioner = seed::person(&store, &context, "Commissioner", Some(Role::Commissioner)).await;
        let seqs = speak(&store, &context).await;
        account_for(&store, &context, &seqs[..4]).await;
        let open = report::freeze(&store, &facilitator, slug, &Plain, moment(seed::DURING)).await;
        assert!(matches!(open, Err(Error::Refused(Refusal::StillOpen))));
        let left = report::freeze(&store, &facilitator, slug, &Plain, seed::after()).await;
        assert!(matches!(left, Err(Error::Refused(Refusal::Unaccounted { count: 1 }))));
        assert!(matches!(report::freeze(&store, &commissioner, slug, &Plain, seed::after()).await, Err(Error::Forbidden(_))));
        let desk = report::desk(&store, &facilitator, slug, seed::after()).await.expect("a desk");
        assert_eq!(desk.obstacle, Some(Refusal::Unaccounted { count: 1 }));
        assert!(matches!(report::frozen(&store, &Actor::Visitor, slug, seed::after()).await, Err(Error::NotFound)));

        accounting::set_aside(&store, &facilitator, slug, &[Selection::of(seqs[4])], "Off the point", seed::after()).await.expect("set aside");
        let frozen = report::freeze(&store, &facilitator, slug, &Plain, seed::after()).await.expect("frozen");
        assert_eq!((frozen.number, frozen.state), (1, ReportState::Frozen));
        let now = consultation::find(&store, &Actor::Visitor, slug, seed::after()).await.expect("found");
        assert_eq!((now.phase, now.undecided), (Phase::Review, 1));
        let mails: Vec<String> = domain::ops::mail::claim(&store, seed::after(), 10, "example.org").await.expect("mails")
            .into_iter().map(|mail| format!("{} {}", mail.recipient, mail.subject)).collect();
        assert_eq!(mails, ["commissioner@example.org Norms for the care of shared wells: report 1"]);

        // Nothing of it changes any more.
        assert!(matches!(report::freeze(&store, &facilitator, slug, &Plain, seed::after()).await, Err(Error::Refused(Refusal::Frozen))));
        let edit = issue::edit(&store, &facilitator, slug, 1, 1, IssueContent { statement: "Other".into(), ..IssueContent::default() }, seed::after()).await;
        assert!(matches!(edit, Err(Error::Refused(Refusal::Frozen))));
        assert!(matches!(accounting::undo(&store, &facilitator, slug, seed::after()).await, Err(Error::Refused(Refusal::Frozen))));
        let words = ReportWords { purpose: "Other".into(), ..ReportWords::default() };
        assert!(matches!(report::edit_words(&store, &facilitator, slug, words, seed::after()).await, Err(Error::Refused(Refusal::Frozen))));
        assert!(issue::find(&store, &commissioner, slug, 1, seed::after()).await.is_ok());
    }

    async fn what_was_frozen_is_given_out_byte_for_byte_to_those_who_may_read_it(store: Store) {
        let context = seed::context(&store, "wells", Confidentiality::Public).await;
        let slug = seed::slug(&context);
        let commissioner = seed::person(&store, &context, "Commissioner", Some(Role::Commissioner)).await;
        let stranger = seed::person(&store, &context, "Stranger", None).await;
        let seqs = speak(&store, &context).await;
        account_for(&store, &context, &seqs).await;
        report::freeze(&store, &Actor::Operator, slug, &Plain, seed::after()).await.expect("frozen");
        let later = moment("2027-01-01T00:00:00Z");
        let get = async |actor: &Actor, audience, known: Option<&str>| report::file(&store, actor, slug, name(1, audience, Format::Html), known, later).await;

        let first = get(&commissioner, Readership::Commission, None).await.expect("a file");
        let bytes = first.bytes.clone().expect("bytes");
        seed::hide(&store, &context, seqs[0], "Later").await;
        let again = get(&commissioner, Readership::Commission, None).await.expect("a file");
        assert_eq!((again.bytes.expect("bytes"), &again.sha256), (bytes, &first.sha256));
        assert_eq!(get(&commissioner, Readership::Commission, Some(&first.sha256)).await.expect("a file").bytes, None);
        assert!(matches!(get(&Actor::Visitor, Readership::Commission, None).await, Err(Error::NotFound)));
        assert!(matches!(get(&stranger, Readership::Commission, None).await, Err(Error::NotFound)));
        assert!(get(&Actor::Visitor, Readership::Public, None).await.expect("a file").public);
        let missing = report::file(&store, &commissioner, slug, name(2, Readership::Public, Format::Html), None, later).await;
        assert!(matches!(missing, Err(Error::NotFound)));
    }

    async fn each_edition_holds_what_its_readers_may_read(store: Store) {
        for confidentiality in Confidentiality::ALL {
            let context = seed::context(&store, confidentiality.as_str(), *confidentiality).await;
            let seqs = speak(&store, &context).await;
            account_for(&store, &context, &seqs).await;
            for at in [moment(seed::DURING), seed::after()] {
                let commission = report::draft(&store, &Actor::Operator, seed::slug(&context), Readership::Commission, at).await.expect("a draft");
                let public = report::draft(&store, &Actor::Operator, seed::slug(&context), Readership::Public, at).await.expect("a draft");

                // A commissioner reads every word, and who wrote it unless the author is anonymous.
                let words = text(&commission);
                for n in 0..5 {
                    assert!(words.contains(&format!("Words{n}")), "{confidentiality} {n}");
                    assert!(words.contains(&format!("drinkable{n}")), "{confidentiality} {n}");
                }
                assert!(words.contains("Author0") && words.contains("Organisation1") && words.contains("Organisation3"));
                for secret in ["Author1", "Author2", "Organisation2", "Author3"] {
                    assert!(!words.contains(secret), "{confidentiality} {secret}");
                }
                assert_eq!(commission.comments.len(), 5);
                assert_eq!(commission.issues()[0].tally.as_ref().expect("counts").comments, 5);

                let words = text(&public);
                let internal = *confidentiality == Confidentiality::Internal;
                assert_eq!(public.shows_comments, !internal);
                // Not for publication, and hidden: no reader outside ever.
                for secret in ["Words3", "Organisation3", "Words4", "drinkable4", "Author1", "Author2", "Organisation2", "Author4", "Organisation4"] {
                    assert!(!words.contains(secret), "{confidentiality} {secret}");
                }
                assert!(words.contains("What does clean mean?"), "the issue itself is the facilitators' own words");
                if internal {
                    for secret in ["Words0", "Words1", "Words2", "drinkable0", "Organisation0", "Author0", "R1-", "KE"] {
                        assert!(!words.contains(secret), "{secret}");
                    }
                    assert!(public.participation.is_none(), "an internal consultation publishes no counts unless its policy says so");
                    assert!(public.issues()[0].tally.is_none() && public.norms.iter().all(|norm| norm.tally.is_none()));
                } else {
                    assert!(words.contains("Words0") && words.contains("Author0") && words.contains("Organisation1") && words.contains("Words2"));
                    assert!(words.contains("Names a person"), "a hidden comment keeps its place and the reason");
                    assert_eq!(public.comments.len(), 4);
                    assert_eq!(public.issues()[0].tally.as_ref().expect("counts").comments, 3, "listed ones");
                    assert_eq!(public.participation.as_ref().expect("counts").comments, 3);
                    let names: Vec<&str> = public.respondents.iter().map(|it| it.organisation.as_str()).collect();
                    assert_eq!(names, ["Organisation0", "Organisation1"], "who wrote what is hidden is not named");
                }
            }
        }
    }

    async fn the_report_tells_norm_by_norm_who_said_what(store: Store) {
        let context = seed::context(&store, "wells", Confidentiality::Public).await;
        let (slug, at) = (seed::slug(&context), moment(seed::DURING));
        let seqs = speak(&store, &context).await;
        account_for(&store, &context, &seqs[..3]).await;
        seed::say(&store, &context, seed::Said { anchor: None, group: Some(StakeholderGroup::TechnicalCommunity), position: Some(Position::Support), ..seed::Said::default() }).await;
        let across = IssueContent { statement: "Who pays?".into(), anchors: vec!["n1-1".into(), "n2-1".into()], ..IssueContent::default() };
        issue::create(&store, &Actor::Operator, slug, across, &[Selection::of(seqs[3])], at).await.expect("made");
        accounting::set_aside(&store, &Actor::Operator, slug, &[Selection::of(seqs[4])], "Off the point", at).await.expect("set aside");
        let words = ReportWords { purpose: " To be clear.\r\n\r\nAnd brief. ".into(), ..ReportWords::default() };
        report::edit_words(&store, &Actor::Operator, slug, words.clone(), at).await.expect("stored");
        assert!(matches!(report::edit_words(&store, &Actor::Operator, slug, words, at).await, Err(Error::Conflict)));

        let report = report::draft(&store, &Actor::Operator, slug, Readership::Commission, at).await.expect("a draft");
        assert_eq!(report.words.purpose, "To be clear.\n\nAnd brief.");
        let norms: Vec<(&str, &str, i64)> = report.norms.iter().map(|it| (it.label.as_str(), it.title.as_str(), it.tally.as_ref().expect("counts").comments)).collect();
        assert_eq!(norms, [("Title", "Norms for the care of shared wells", 0), ("1", "1. Clean water", 5), ("2", "2. Warning", 0)]);
        let told = &report.norms[1].provisions[1];
        assert_eq!((told.label.as_str(), told.issues.len(), told.mentions.as_slice()), ("1.1", 1, &[2][..]));
        assert_eq!(report.norms[1].provisions[2].mentions, [1]);
        assert_eq!((report.across.len(), report.across[0].touches.as_slice()), (1, &["1.1".to_owned(), "2.1".to_owned()][..]));
        let told = &told.issues[0];
        assert_eq!((told.touches.len(), told.excerpts.len(), told.wordings.len(), told.options.len()), (2, 3, 3, 1));
        let changed: Vec<(Change, &str)> = told.options[0].redline.iter().filter(|it| it.change != Change::Kept).map(|it| (it.change, it.text.trim())).collect();
        assert_eq!(changed, [(Change::Deleted, "clean"), (Change::Inserted, "fit to drink")]);
        let participation = report.participation.expect("counts");
        assert_eq!((participation.comments, participation.submissions), (6, 6));
        assert_eq!(participation.unheard, Vec::<StakeholderGroup>::new(), "the technical community is heard, and within the private sector");
        assert_eq!(participation.by_day, [("2026-03-10".parse().expect("a day"), 6)]);
        assert_eq!(report.whole.expect("counts").comments, 1);
        assert_eq!(report.set_aside.len(), 1);
        assert_eq!(report.comments.iter().map(|it| it.issues.as_slice()).collect::<Vec<_>>(), [&[1][..], &[1], &[1], &[2], &[], &[]]);
    }

    async fn words_hidden_after_the_freeze_withhold_the_public_edition_and_make_a_new_version(store: Store) {
        let context = seed::context(&store, "wells", Confidentiality::Public).await;
        let slug = seed::slug(&context);
        let seqs = speak(&store, &context).await;
        account_for(&store, &context, &seqs).await;
        let early = report::correct(&store, &Actor::Operator, slug, "Nothing yet", &Plain, seed::after()).await;
        assert!(matches!(early, Err(Error::Refused(Refusal::NotFrozen))));
        report::freeze(&store, &Actor::Operator, slug, &Plain, seed::after()).await.expect("frozen");
        let later = moment("2026-04-01T00:00:00Z");
        let get = async |actor: &Actor, number, audience| report::file(&store, actor, slug, name(number, audience, Format::Json), None, later).await;
        let before = get(&Actor::Visitor, 1, Readership::Public).await.expect("a file").bytes.expect("bytes");
        assert!(String::from_utf8_lossy(&before).contains("Words0"));

        let reference = format!("R1-{:04}", seqs[0]);
        let unsent = |_: &comment::Notice| Written { subject: String::new(), text: String::new(), html: String::new() };
        comment::hide(&store, &Actor::Operator, slug, &reference, "Words in it were hidden", later, unsent).await.expect("hidden");
        assert!(matches!(get(&Actor::Visitor, 1, Readership::Public).await, Err(Error::NotFound)));
        let kept = get(&Actor::Operator, 1, Readership::Public).await.expect("a file").bytes.expect("bytes");
        assert_eq!(kept, before, "the record keeps it");
        let (_, versions) = report::frozen(&store, &Actor::Visitor, slug, later).await.expect("a list");
        assert_eq!(versions[0].0.withheld_reason.as_deref(), Some("Words in it were hidden"));

        assert!(matches!(report::correct(&store, &Actor::Operator, slug, " ", &Plain, later).await, Err(Error::Invalid(_))));
        let second = report::correct(&store, &Actor::Operator, slug, "The words of R1-0001 were hidden.", &Plain, later).await.expect("corrected");
        assert_eq!(second.number, 2);
        let now = get(&Actor::Visitor, 2, Readership::Public).await.expect("a file").bytes.expect("bytes");
        let now = String::from_utf8_lossy(&now).into_owned();
        assert!(!now.contains("Words0") && now.contains("The words of R1-0001 were hidden."));
        let commission = get(&Actor::Operator, 2, Readership::Commission).await.expect("a file").bytes.expect("bytes");
        assert!(String::from_utf8_lossy(&commission).contains("Words0"), "commissioners read hidden words");
        assert_eq!(consultation::find(&store, &Actor::Visitor, slug, later).await.expect("found").phase, Phase::Review);
    }

    async fn hiding_what_the_public_edition_never_held_leaves_it_and_keeps_the_reason(store: Store) {
        let context = seed::context(&store, "wells", Confidentiality::Internal).await;
        let slug = seed::slug(&context);
        let seqs = speak(&store, &context).await;
        account_for(&store, &context, &seqs).await;
        report::freeze(&store, &Actor::Operator, slug, &Plain, seed::after()).await.expect("frozen");
        let later = moment("2026-04-01T00:00:00Z");
        let unsent = |_: &comment::Notice| Written { subject: String::new(), text: String::new(), html: String::new() };
        comment::hide(&store, &Actor::Operator, slug, &format!("R1-{:04}", seqs[0]), "Names an informant", later, unsent).await.expect("hidden");
        let (_, versions) = report::frozen(&store, &Actor::Operator, slug, later).await.expect("a list");
        assert_eq!(versions[0].0.withheld_reason, None);
    }

    async fn once_frozen_no_clock_is_early_enough(store: Store) {
        let context = seed::context(&store, "wells", Confidentiality::Public).await;
        let slug = seed::slug(&context);
        let author = seed::person(&store, &context, "Author", None).await;
        let early = moment(seed::DURING);
        let said = Content { body: "In time.".into(), position: Some(Position::Support), ..Content::default() };
        let Saved::Kept(_) = draft::save(&store, &author, slug, Target::New, said.clone(), early).await.expect("kept") else { panic!() };
        let seqs = speak(&store, &context).await;
        account_for(&store, &context, &seqs).await;
        report::freeze(&store, &Actor::Operator, slug, &Plain, seed::after()).await.expect("frozen");
        // A request whose head came before the close, or a server whose clock lags.
        let details = Details { stakeholder_group: Some(StakeholderGroup::State), publication: Some(Publication::Name), ..Details::default() };
        let written = |_: &submission::Receipt| Written { subject: String::new(), text: String::new(), html: String::new() };
        let submitted = submission::hand_in(&store, &author, slug, submission::HandIn { revision: None, details: &details, chosen: None }, early, written).await;
        assert!(matches!(submitted, Err(Error::Refused(Refusal::Frozen))));
        let saved = draft::save(&store, &author, slug, Target::New, said, early).await;
        assert!(matches!(saved, Err(Error::Refused(Refusal::Frozen))));
    }

    async fn what_changes_while_the_report_is_rendered_is_in_it(store: Store) {
        /// Hides a comment the first time it is asked to render.
        struct Slow {
            store: Store,
            context: ConsultationContext,
            seq: i64,
            rendered: AtomicUsize,
        }

        impl report::Renderer for Slow {
            fn render(&self, report: &Report) -> Result<Rendered> {
                if self.rendered.fetch_add(1, Ordering::SeqCst) == 0 {
                    tokio::task::block_in_place(|| {
                        tokio::runtime::Handle::current().block_on(seed::hide(&self.store, &self.context, self.seq, "Meanwhile"));
                    });
                }
                Plain.render(report)
            }

            fn letter(&self, to: &Account, context: &ConsultationContext, frozen: &Frozen) -> Written {
                Plain.letter(to, context, frozen)
            }
        }

        let context = seed::context(&store, "wells", Confidentiality::Public).await;
        let slug = seed::slug(&context);
        let seqs = speak(&store, &context).await;
        account_for(&store, &context, &seqs).await;
        let press = Slow { store: store.clone(), context: context.clone(), seq: seqs[1], rendered: AtomicUsize::new(0) };
        report::freeze(&store, &Actor::Operator, slug, &press, seed::after()).await.expect("frozen");
        assert_eq!(press.rendered.load(Ordering::SeqCst), 4, "both editions, twice");
        let public = report::file(&store, &Actor::Visitor, slug, name(1, Readership::Public, Format::Json), None, seed::after()).await.expect("a file");
        assert!(!String::from_utf8_lossy(&public.bytes.expect("bytes")).contains("Words1"));
        let (_, versions) = report::frozen(&store, &Actor::Operator, slug, seed::after()).await.expect("a list");
        assert_eq!((versions.len(), versions[0].1.len()), (1, 8));
    }
}
