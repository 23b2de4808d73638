//! Texts are imported, previewed, replaced and read.

#![cfg(feature = "store")]

mod support;

use domain::{
    Error,
    actor::{Actor, Role},
    consultation::Phase,
    error::Refusal,
    ops::{
        consultation,
        text::{self, TextSource},
    },
    round::Confidentiality,
    text::{Change, Correction, ProvisionKind},
};
use support::scene::{self, WELLS, open, opening, slug};

fn source(bytes: &[u8]) -> TextSource<'_> {
    TextSource {
        bytes,
        language: "en",
        corrections: &[],
    }
}

fn problem(result: Result<impl std::fmt::Debug, Error>) -> domain::error::Problem {
    match result {
        Err(Error::Invalid(problems)) => problems.0.into_iter().next().expect("a problem"),
        other => panic!("expected a field error, got {other:?}"),
    }
}

stories! {
    async fn a_text_opens_the_round_and_is_read_in_order(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let context = consultation::find(&store, &Actor::Visitor, &slug("wells"), open()).await.expect("found");
        assert_eq!(context.phase, Phase::Open);
        let document = text::read(&store, &Actor::Visitor, &slug("wells"), None, open()).await.expect("read");
        assert_eq!(document.version.number, 1);
        assert_eq!(document.version.title, "Norms for the care of shared wells");
        let cut = text::preview(&source(WELLS.as_bytes())).await.expect("cut").cut;
        assert_eq!(document.provisions, cut.provisions);
        let counts = document.counts.expect("counts of a public round");
        assert_eq!(counts.len(), document.provisions.len() + 1);
        assert!(counts.values().all(|tally| tally.comments == 0));
        assert!(matches!(
            text::read(&store, &Actor::Visitor, &slug("wells"), Some(2), open()).await, Err(Error::NotFound)));
        assert_eq!(
            text::source(&store, &Actor::Operator, &slug("wells"), None, open()).await.expect("source").0, WELLS);
        assert!(matches!(
            text::source(&store, &Actor::Visitor, &slug("wells"), None, open()).await, Err(Error::SignIn)));
    }

    async fn what_was_guessed_wrong_is_retyped(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let anchor = scene::anchor(&store, "This holds").await;
        let kind = Change::Kind { kind: ProvisionKind::Norm };
        let corrections = [Correction { anchor: anchor.clone(), change: kind }];
        let it = TextSource { corrections: &corrections, ..source(WELLS.as_bytes()) };
        let imported = text::import(&store, &Actor::Operator, &slug("wells"), &it, opening()).await.expect("imported");
        assert!(imported.replaced);
        let document = text::read(&store, &Actor::Visitor, &slug("wells"), None, open()).await.expect("read");
        let kind = document.provisions.iter().find(|it| it.anchor == anchor).map(|it| it.kind);
        assert_eq!(kind, Some(ProvisionKind::Norm));
        let wrong = [Correction { anchor: "p-nowhere".into(), change: Change::Merge }];
        let it = TextSource { corrections: &wrong, ..source(WELLS.as_bytes()) };
        assert_eq!(problem(text::preview(&it).await).code, "unknown-provision");
    }

    async fn bad_texts_are_refused_by_line_and_nothing_is_stored(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let by = Actor::Operator;
        let wells = slug("wells");
        let large = vec![b'a'; 50_000_000];
        let deep = format!("{} deep", "> ".repeat(40));
        for (bytes, code, line) in [
            (&b"# Title\n\nfine\nnot \xff fine"[..], "text-not-utf8", Some(4)),
            (b"# Title\n\x00", "text-nul", Some(2)),
            (b" \n\n", "text-empty", None),
            (&large, "text-too-large", None),
            (deep.as_bytes(), "text-too-deep", Some(1)),
        ] {
            let problem = problem(text::import(&store, &by, &wells, &source(bytes), opening()).await);
            assert_eq!((problem.code.as_str(), problem.line), (code, line));
        }
        let it = TextSource { language: "not a tag", ..source(b"# Fine") };
        assert_eq!(problem(text::import(&store, &by, &wells, &it, opening()).await).field, "language");
        let document = text::read(&store, &by, &wells, None, open()).await.expect("read");
        assert_eq!(document.version.title, "Norms for the care of shared wells");
    }

    async fn a_text_of_one_provision_is_a_text(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let imported = scene::import(&store, "Leave the lid on the well.\n").await;
        assert_eq!(imported.provisions.len(), 1);
        let document = text::read(&store, &Actor::Visitor, &slug("wells"), None, open()).await.expect("read");
        assert_eq!(document.provisions, imported.provisions);
        assert_eq!(document.counts.expect("counts").len(), 2);
    }

    async fn only_who_prepares_imports(store: Store) {
        let id = scene::wells(&store, Confidentiality::Public).await;
        let commissioner = scene::official(&store, "Chair", Role::Commissioner, Some(id)).await;
        let facilitator = scene::official(&store, "Secretariat", Role::Facilitator, Some(id)).await;
        let administrator = scene::official(&store, "Operations", Role::Administrator, None).await;
        let it = source(b"# Another text");
        let wells = slug("wells");
        assert!(matches!(text::import(&store, &Actor::Visitor, &wells, &it, open()).await, Err(Error::SignIn)));
        assert!(matches!(text::import(&store, &commissioner, &wells, &it, open()).await, Err(Error::Forbidden(_))));
        text::import(&store, &facilitator, &wells, &it, open()).await.expect("a facilitator imports");
        text::import(&store, &administrator, &wells, &it, open()).await.expect("an administrator imports");
    }

    async fn without_a_text_there_is_nothing_to_read(store: Store) {
        let new = consultation::New {
            slug: slug("empty"), title: "Nothing yet".into(), commission: String::new(), question: String::new(),
            mandate: String::new(), confidentiality: Confidentiality::Public, opens_at: None, closes_at: None,
            time_zone: "UTC".into(),
        };
        consultation::create(&store, &Actor::Operator, opening(), new).await.expect("created");
        let read = text::read(&store, &Actor::Operator, &slug("empty"), None, open()).await;
        assert!(matches!(read, Err(Error::Refused(Refusal::NoText))));
    }
}
