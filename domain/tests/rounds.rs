//! Two rounds of one consultation: a comment is shown by the rules of its own round, wherever it shows.

#![cfg(feature = "store")]

mod support;

use domain::{
    Error, Timestamp,
    actor::{Actor, Role},
    consultation::Phase,
    exchange::Format,
    issue::{IssueContent, Selection},
    ops::{
        ConsultationContext, agenda, comment,
        exchange::{self, Scope},
        issue, report, workbench,
    },
    paging::Seek,
    permission::Visibility,
    query::{Filter, On},
    round::{Confidentiality, Round},
    store::Store,
    tally::{Figure, figure},
};
use support::{frozen::Plain, moment, seed};

/// While the second round is open.
fn second_open() -> Timestamp {
    moment("2026-04-10T12:00:00Z")
}

/// After it.
fn second_closed() -> Timestamp {
    moment("2026-05-01T12:00:00Z")
}

/// What a comment of the first round says, and one of the second.
const WORDS: [&str; 2] = ["Kingfisher", "Waterwheel"];

/// A consultation with two rounds and a comment in each, as of the second.
async fn two_rounds(store: &Store, of: [Confidentiality; 2]) -> ConsultationContext {
    let first = seed::context(store, "wells", of[0]).await;
    seed::say(store, &first, said(WORDS[0])).await;
    let second = seed::second_round(
        store,
        &first,
        of[1],
        "2026-04-01T12:00:00Z",
        "2026-04-20T12:00:00Z",
    )
    .await;
    seed::say(store, &second, said(WORDS[1])).await;
    second
}

fn said(words: &str) -> seed::Said<'_> {
    seed::Said {
        body: words,
        wording: words,
        ..seed::Said::default()
    }
}

/// Which of the two texts hold the words of the first round, of the second.
fn holds(text: &str) -> [bool; 2] {
    WORDS.map(|words| text.contains(words))
}

async fn csv(store: &Store, scope: Scope, at: Timestamp) -> String {
    let slug = support::scene::slug("wells");
    let begun = exchange::export(store, &Actor::Operator, &slug, scope, Format::Csv, at).await;
    let mut export = match begun {
        Ok(export) => export,
        Err(Error::NotFound) => return String::new(),
        Err(error) => panic!("{error}"),
    };
    let mut file = Vec::new();
    while let Some(piece) = export.next().await.expect("a piece") {
        file.extend(piece);
    }
    String::from_utf8(file).expect("UTF-8")
}

/// What a reader sees on every list and page of comments.
async fn reads(store: &Store, reader: &Actor, expected: [bool; 2], at: Timestamp) {
    let slug = support::scene::slug("wells");
    let shown = async |filter: Filter| {
        let listing = comment::list(store, reader, &slug, &filter, Seek::FIRST, at)
            .await
            .expect("a list");
        let most = if expected.contains(&true) {
            Visibility::Listed
        } else {
            Visibility::Nothing
        };
        assert!(listing.visibility >= most);
        format!("{:?} {:?}", listing.comments, listing.texts)
    };
    assert_eq!(holds(&shown(Filter::default()).await), expected, "the list");
    let on = Filter {
        on: On::Provision("n1-1".into()),
        ..Filter::default()
    };
    assert_eq!(holds(&shown(on).await), expected, "the list of a provision");
    for (n, words) in WORDS.into_iter().enumerate() {
        let search = Filter {
            words: words.to_lowercase(),
            ..Filter::default()
        };
        let mut one = [false; 2];
        one[n] = expected[n];
        assert_eq!(holds(&shown(search).await), one, "a search for {words}");
        let round = Filter {
            round: Some(i32::try_from(n).expect("small") + 1),
            ..Filter::default()
        };
        let listing = comment::list(store, reader, &slug, &round, Seek::FIRST, at)
            .await
            .expect("a list");
        assert_eq!(
            holds(&format!("{:?}", listing.comments)),
            one,
            "round {}",
            n + 1
        );
        assert_eq!(listing.visibility == Visibility::Nothing, !expected[n]);
        let reference = format!("R{}-{:04}", n + 1, n + 1);
        let found = comment::get(store, reader, &slug, &reference, at).await;
        match (found, expected[n]) {
            (Ok(one), true) => {
                assert_eq!(one.comment.content.body, words);
                // The words it is on are those of its own round's text.
                let provision = one.provision.expect("on a provision");
                assert_eq!(provision.text.contains("second text"), n == 1);
            }
            (Err(Error::NotFound), false) => {}
            (other, _) => panic!("{reference}: {other:?}"),
        }
    }
    let around = comment::around(store, reader, &slug, Some("n1-1"), Seek::FIRST, at)
        .await
        .expect("around");
    assert_eq!(
        holds(&format!("{:?}", around.listing.comments)),
        expected,
        "the provision"
    );
}

fn figures(spoken: &comment::Spoken) -> Vec<Figure> {
    let counts = spoken.submissions.iter();
    counts
        .map(|(_, count)| figure(*count, spoken.confidential))
        .collect()
}

stories! {
    async fn while_the_next_round_is_prepared_the_last_is_read_on(store: Store) {
        let context = two_rounds(&store, [Confidentiality::Public, Confidentiality::Internal]).await;
        let slug = seed::slug(&context);
        let facilitator = seed::person(&store, &context, "Facilitator", Some(Role::Facilitator)).await;
        let other = seed::person(&store, &context, "Stakeholder", None).await;
        let opens = context.round.opens_at;
        let before = opens - chrono::TimeDelta::seconds(1);
        for reader in [&Actor::Visitor, &other] {
            let found = domain::ops::consultation::find(&store, reader, slug, before).await.expect("readable");
            assert_eq!((found.round.number, found.rounds.iter().count()), (1, 1));
            assert_eq!(found.phase, Phase::Consolidation);
            let text = domain::ops::text::read(&store, reader, slug, None, before).await.expect("the text");
            assert_eq!(text.version.number, 1);
            assert_eq!(text.versions.len(), 1, "the next text is not there yet");
            let early = domain::ops::text::read(&store, reader, slug, Some(2), before).await;
            assert!(matches!(early, Err(Error::NotFound)));
            let listed = comment::list(&store, reader, slug, &Filter::default(), Seek::FIRST, before).await.expect("listed");
            assert_eq!(listed.comments.len(), 1);
            assert_eq!(domain::ops::front::list(&store, reader, before).await.expect("a list").len(), 1);
            let found = domain::ops::consultation::find(&store, reader, slug, opens).await.expect("readable");
            assert_eq!((found.round.number, found.phase), (2, Phase::Open));
        }
        let standing = async |at| domain::ops::consultation::standing(&store, slug, at).await.expect("readable");
        assert_ne!(standing(before).await, standing(opens).await, "what is cached ends with the opening");
        // Nothing is written into a round that is over, nor into one that is not open.
        let draft = domain::ops::draft::save(
            &store, &other, slug, domain::ops::draft::Target::New,
            support::scene::content(None, domain::comment::Position::Support, "Too late, or too early"), before,
        ).await;
        assert!(matches!(draft, Err(Error::Refused(domain::error::Refusal::Closed { .. }))), "{draft:?}");
        let prepared = domain::ops::consultation::find(&store, &facilitator, slug, before).await.expect("prepared");
        assert_eq!((prepared.round.number, prepared.phase), (2, Phase::Draft));
    }

    async fn a_comment_is_shown_by_the_rules_of_its_own_round(store: Store) {
        use Confidentiality::{Internal, Public, PublicAfterClose};
        for (of, open, closed) in [
            ([Internal, Public], [false, true], [false, true]),
            ([Public, Internal], [true, false], [true, false]),
            ([PublicAfterClose, Internal], [true, false], [true, false]),
            ([Internal, PublicAfterClose], [false, false], [false, true]),
        ] {
            let (fresh, _folder) = support::sqlite().await;
            let store = match &store {
                Store::Sqlite { .. } => fresh,
                Store::Postgres { .. } => support::postgres().await.expect("named above"),
            };
            let context = two_rounds(&store, of).await;
            let slug = seed::slug(&context);
            let facilitator = seed::person(&store, &context, "Facilitator", Some(Role::Facilitator)).await;
            let commissioner = seed::person(&store, &context, "Commissioner", Some(Role::Commissioner)).await;
            let other = seed::person(&store, &context, "Stakeholder", None).await;
            for (at, expected) in [(second_open(), open), (second_closed(), closed)] {
                for reader in [&Actor::Visitor, &other] {
                    reads(&store, reader, expected, at).await;
                }
                for reader in [&facilitator, &commissioner, &Actor::Operator] {
                    reads(&store, reader, [true; 2], at).await;
                }
                assert_eq!(holds(&csv(&store, Scope::Public, at).await), expected, "{of:?}");
                assert_eq!(holds(&csv(&store, Scope::Everything, at).await), [true; 2]);
                let counted = comment::spoken(&store, &Actor::Visitor, slug, at).await.expect("read");
                // Counts are of the round at hand, as its comments show: what the round before promised is not inherited.
                assert_eq!(counted.is_some(), expected[1], "{of:?}");
                if let Some(counted) = counted {
                    assert_eq!(figures(&counted), [Figure::Exactly(1)]);
                }
            }
            if of[1] == Internal {
                // The round itself publishes them: from its close on, without small numbers.
                let mut tx = store.begin().await.expect("a transaction");
                let round = Round { publishes_counts: true, ..context.round.clone() };
                domain::store::consultation::update_round(&mut tx, &round).await.expect("updated");
                tx.commit().await.expect("committed");
                let counted = comment::spoken(&store, &Actor::Visitor, slug, second_open()).await.expect("read");
                assert!(counted.is_none());
                let counted = comment::spoken(&store, &Actor::Visitor, slug, second_closed()).await.expect("read");
                assert_eq!(figures(&counted.expect("published")), [Figure::Few]);
            }
            let at = second_closed();
            let bench = workbench::open(&store, &facilitator, slug, &Filter::unaccounted(), Seek::FIRST, at).await.expect("open");
            assert_eq!((bench.rows.len(), bench.matching, bench.remainder.submitted), (2, 2, 2));
            let content = IssueContent { statement: "Birds or wheels?".into(), anchors: vec!["n1-1".into()], ..IssueContent::default() };
            let takes = [Selection::of(1), Selection::of(2)];
            issue::create(&store, &facilitator, slug, content, &takes, at).await.expect("an issue");
            let found = issue::find(&store, &facilitator, slug, 1, at).await.expect("found");
            assert_eq!((found.gathered.len(), found.tally.comments), (2, 2));
            assert!(matches!(issue::find(&store, &other, slug, 1, at).await, Err(Error::NotFound)));

            report::freeze(&store, &facilitator, slug, &Plain, at).await.expect("frozen");
            for (audience, expected) in [(domain::report::Readership::Public, closed), (domain::report::Readership::Commission, [true; 2])] {
                let name = report::FileName { number: 1, audience, format: domain::report::Format::Json };
                let file = report::file(&store, &facilitator, slug, name, None, at).await.expect("an edition");
                let text = String::from_utf8(file.bytes.expect("bytes")).expect("UTF-8");
                assert_eq!(holds(&text), expected, "{of:?} {audience}");
            }
            let behind = agenda::comments(&store, &commissioner, slug, 1, Seek::FIRST, at).await.expect("comments");
            assert_eq!((behind.comments.len(), behind.count), (2, 2));
            assert!(matches!(agenda::comments(&store, &other, slug, 1, Seek::FIRST, at).await, Err(Error::NotFound)));
        }
    }

    async fn what_a_closed_round_took_cannot_be_changed_while_the_next_is_open(store: Store) {
        use domain::{account::StakeholderGroup, comment::Position, error::Refusal, submission::Publication};
        use support::scene;
        let id = scene::wells(&store, Confidentiality::Public).await;
        let wells = scene::slug("wells");
        let ada = scene::person(&store, "Ada", StakeholderGroup::State).await;
        let words = scene::content(None, Position::Support, "Said in the first round.");
        let reference = scene::say(&store, &ada, Publication::Name, words).await;
        let context = domain::ops::consultation::find(&store, &Actor::Operator, &wells, scene::open()).await.expect("found");
        assert_eq!(context.consultation.id, id);
        seed::second_round(&store, &context, Confidentiality::Public, "2026-04-02T12:00:00Z", "2026-04-20T12:00:00Z").await;
        let at = second_open();
        let withdrawn = domain::ops::submission::withdraw_comment(&store, &ada, &wells, &reference, at, support::withdrawn).await;
        assert!(matches!(withdrawn, Err(Error::Refused(Refusal::Closed { .. }))), "{withdrawn:?}");
        let amended = domain::ops::draft::amend(&store, &ada, &wells, &reference, at).await;
        assert!(matches!(amended, Err(Error::Refused(Refusal::Closed { .. }))), "{amended:?}");
    }
}
