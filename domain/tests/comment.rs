//! Who reads which comments, in lists, counts and exports; hiding; filters.

#![cfg(feature = "store")]
#![expect(
    clippy::similar_names,
    clippy::format_collect,
    clippy::needless_range_loop,
    reason = "a matrix of cases reads best by its indices"
)]

mod support;

use domain::{
    Error,
    account::StakeholderGroup,
    actor::{Actor, Role},
    comment::{CommentKind, Content, Position},
    exchange::Format,
    ops::{
        comment::{self, Listing},
        exchange::{self, Incoming, Scope},
        mail::Written,
    },
    paging::Seek,
    permission::Visibility,
    query::{Filter, On},
    round::Confidentiality,
    store::Store,
    submission::Publication,
};
use support::scene::{self, anchor, closing, content, open, person, recount, say, slug};

const PUBLICATIONS: [Publication; 4] = [
    Publication::Name,
    Publication::Organisation,
    Publication::Anonymous,
    Publication::NotForPublication,
];

async fn all(store: &Store, actor: &Actor, at: domain::Timestamp) -> Listing {
    comment::list(
        store,
        actor,
        &slug("wells"),
        &Filter::default(),
        Seek::After(0),
        at,
    )
    .await
    .expect("a list")
}

async fn csv(
    store: &Store,
    actor: &Actor,
    scope: Scope,
    at: domain::Timestamp,
) -> Result<String, Error> {
    let mut export = exchange::export(store, actor, &slug("wells"), scope, Format::Csv, at).await?;
    let mut file = Vec::new();
    while let Some(piece) = export.next().await? {
        file.extend(piece);
    }
    Ok(String::from_utf8(file).expect("UTF-8"))
}

fn notice(notice: &comment::Notice) -> Written {
    Written {
        subject: notice.reference.clone(),
        text: notice.reason.clone(),
        html: String::new(),
    }
}

/// What a reader sees of who wrote the four comments, one for each publication; a dash: not the comment.
fn seen(listing: &Listing) -> Vec<String> {
    (1..=4)
        .map(|n| {
            let reference = format!("R1-{n:04}");
            listing
                .comments
                .iter()
                .find(|it| it.reference == reference)
                .map_or("-".into(), |it| {
                    assert_eq!(it.by.group, Some(StakeholderGroup::ALL[n - 1]));
                    let mut known = String::new();
                    for (letter, text) in [
                        ("n", &it.by.author),
                        ("o", &it.by.organisation),
                        ("c", &it.by.country),
                    ] {
                        if !text.is_empty() {
                            known.push_str(letter);
                        }
                    }
                    known
                })
        })
        .collect()
}

stories! {
    async fn every_reader_sees_what_the_table_says(store: Store) {
        let wells = slug("wells");
        for confidentiality in Confidentiality::ALL {
            // One database, three consultations would need three names: a fresh one each time is plainer.
            let (fresh, _folder) = support::sqlite().await;
            let store = if *confidentiality == Confidentiality::Public { store.clone() } else {
                match &store {
                    Store::Sqlite { .. } => fresh,
                    Store::Postgres { .. } => support::postgres().await.expect("named above"),
                }
            };
            let id = scene::wells(&store, *confidentiality).await;
            let facilitator = scene::official(&store, "Secretariat", Role::Facilitator, Some(id)).await;
            let commissioner = scene::official(&store, "Chair", Role::Commissioner, Some(id)).await;
            let administrator = scene::official(&store, "Operations", Role::Administrator, None).await;
            let other = person(&store, "Somebody", StakeholderGroup::State).await;
            let mut authors = Vec::new();
            for (n, publication) in PUBLICATIONS.into_iter().enumerate() {
                let author = person(&store, &format!("Author {n}"), StakeholderGroup::ALL[n]).await;
                let words = content(None, Position::Support, &format!("Words of {publication}"));
                say(&store, &author, publication, words).await;
                authors.push(author);
            }
            let nothing = ["-"; 4];
            let outside = ["noc", "oc", "", "-"];
            for (at, closed) in [(open(), false), (closing(), true)] {
                let shows = match confidentiality {
                    Confidentiality::Public => true,
                    Confidentiality::PublicAfterClose => closed,
                    Confidentiality::Internal => false,
                };
                let public = if shows { outside } else { nothing };
                for (actor, expected) in [
                    (&Actor::Visitor, public), (&other, public), (&administrator, public),
                    (&facilitator, ["noc"; 4]), (&Actor::Operator, ["noc"; 4]),
                    (&commissioner, ["noc", "oc", "", "oc"]),
                ] {
                    let listing = all(&store, actor, at).await;
                    assert_eq!(seen(&listing), expected, "{confidentiality} closed {closed} {actor:?}");
                    for n in 0..4 {
                        let reference = format!("R1-{:04}", n + 1);
                        let one = comment::get(&store, actor, &wells, &reference, at).await;
                        if expected[n] == "-" {
                            assert!(matches!(one, Err(Error::NotFound)));
                        } else {
                            assert_eq!(one.expect("readable").comment, *listing.comments.iter()
                                .find(|it| it.reference == reference).expect("listed"));
                        }
                    }
                }
                // Everybody reads their own, whatever they chose, on its own page.
                for (n, author) in authors.iter().enumerate() {
                    let reference = format!("R1-{:04}", n + 1);
                    let own = comment::get(&store, author, &wells, &reference, at).await.expect("own");
                    assert!(own.comment.own);
                    assert_eq!(own.comment.by.author, format!("Author {n}"));
                }
                // Counts: as comments show, or from the close on where the policy says so (not for internal rounds).
                let counts = |actor| comment::counts(&store, actor, &wells, None, at);
                let tally = counts(&Actor::Visitor).await.expect("read");
                let shown = shows || closed && *confidentiality != Confidentiality::Internal;
                assert_eq!(tally.map(|it| it.comments), shown.then_some(3));
                for actor in [&facilitator, &commissioner] {
                    assert_eq!(counts(actor).await.expect("read").map(|it| it.comments), Some(4));
                }
                let spoken = comment::spoken(&store, &Actor::Visitor, &wells, at).await.expect("read");
                assert_eq!(spoken.map(|it| it.submissions.len()), shown.then_some(3));
                let spoken = comment::spoken(&store, &facilitator, &wells, at).await.expect("read");
                assert_eq!(spoken.map(|it| it.submissions.len()), Some(4));
                // Exports.
                for actor in [&Actor::Visitor, &other, &facilitator] {
                    match csv(&store, actor, Scope::Public, at).await {
                        Ok(file) => {
                            assert!(shows);
                            assert_eq!(file.lines().count(), 4);
                            assert!(file.contains("Author 0") && file.contains("Author 1 Association"));
                            for secret in ["Author 1,", "Author 2", "Author 3", "not-for-publication"] {
                                assert!(!file.contains(secret), "{secret} in {file}");
                            }
                        }
                        Err(Error::NotFound) => assert!(!shows),
                        Err(error) => panic!("{error}"),
                    }
                }
                for actor in [&facilitator, &administrator, &Actor::Operator] {
                    let file = csv(&store, actor, Scope::Everything, at).await.expect("an export");
                    assert_eq!(file.lines().count(), 5);
                    assert!(file.contains("Author 3"));
                }
                for actor in [&other, &commissioner] {
                    let refused = csv(&store, actor, Scope::Everything, at).await;
                    assert!(matches!(refused, Err(Error::Forbidden(_))));
                }
                assert!(matches!(
                    csv(&store, &Actor::Visitor, Scope::Everything, at).await, Err(Error::SignIn)));
            }
        }
    }

    async fn hiding_withholds_the_words_and_tells_the_author(store: Store) {
        let id = scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let facilitator = scene::official(&store, "Secretariat", Role::Facilitator, Some(id)).await;
        let commissioner = scene::official(&store, "Chair", Role::Commissioner, Some(id)).await;
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let reference = say(&store, &ada, Publication::Name, content(None, Position::Oppose, "Rude words")).await;
        let hide = |actor: &Actor, reason: &'static str| {
            let (store, wells, actor, reference) = (store.clone(), wells.clone(), actor.clone(), reference.clone());
            async move { comment::hide(&store, &actor, &wells, &reference, reason, open(), notice).await }
        };
        assert!(matches!(hide(&Actor::Visitor, "No").await, Err(Error::SignIn)));
        assert!(matches!(hide(&commissioner, "No").await, Err(Error::Forbidden(_))));
        assert!(matches!(hide(&facilitator, " ").await, Err(Error::Invalid(it)) if it.of("reason").is_some()));
        hide(&facilitator, "It insults a third person.").await.expect("hidden");
        assert!(matches!(hide(&facilitator, "Again").await, Err(Error::Conflict)));
        let listing = all(&store, &Actor::Visitor, open()).await;
        let it = &listing.comments[0];
        assert_eq!(it.hidden_reason.as_deref(), Some("It insults a third person."));
        assert_eq!((it.reference.as_str(), it.content.body.as_str()), ("R1-0001", ""));
        // Nor is its author put beside the empty place.
        assert_eq!((it.by.author.as_str(), it.by.organisation.as_str(), it.by.country.as_str()), ("", "", ""));
        for actor in [&facilitator, &commissioner, &ada] {
            let one = comment::get(&store, actor, &wells, &reference, open()).await.expect("readable");
            assert_eq!(one.comment.content.body, "Rude words");
        }
        // Nobody finds hidden words by searching for them.
        let search = Filter { words: "rude".into(), ..Filter::default() };
        let found = comment::list(&store, &Actor::Visitor, &wells, &search, Seek::After(0), open()).await;
        assert!(found.expect("a list").comments.is_empty());
        assert!(!csv(&store, &Actor::Visitor, Scope::Public, open()).await.expect("a file").contains("R1-0001"));
        let counts = |actor: Actor| {
            let (store, wells) = (store.clone(), wells.clone());
            async move { comment::counts(&store, &actor, &wells, None, open()).await.expect("read").expect("seen").comments }
        };
        assert_eq!((counts(Actor::Visitor).await, counts(facilitator.clone()).await), (0, 1));
        recount(&store).await;
        comment::unhide(&store, &facilitator, &wells, &reference, open()).await.expect("shown");
        assert!(matches!(
            comment::unhide(&store, &facilitator, &wells, &reference, open()).await, Err(Error::Conflict)));
        assert_eq!(all(&store, &Actor::Visitor, open()).await.comments[0].content.body, "Rude words");
        recount(&store).await;
    }

    async fn lists_are_filtered_and_paged(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let norm = anchor(&store, "Users should").await;
        let total = usize::try_from(comment::PAGE).expect("small") * 2 + 3;
        let rows: String = (0..total).map(|n| {
            let label = if n % 3 == 0 { "1.1" } else { "" };
            let group = ["technical-community", "private-sector", "state"][n % 3];
            let kind = ["editorial", "general"][n % 2];
            format!("\"Été {n}, 100%\",{label},{group},{kind},support\n")
        }).collect();
        let file = format!("body,provision,group,kind,position\n{rows}");
        exchange::import(&store, &Actor::Operator, &wells, &Incoming::of(Format::Csv, file.as_bytes(), open(), "letter"), open(), |_| Written::default(), |_, _| {})
            .await.expect("imported");
        let list = |filter: Filter, seek| {
            let (store, wells) = (store.clone(), wells.clone());
            async move { comment::list(&store, &Actor::Visitor, &wells, &filter, seek, open()).await.expect("a list") }
        };
        let any = Filter::default;
        let first = list(any(), Seek::After(0)).await;
        assert_eq!((first.visibility, first.comments.len()), (Visibility::Listed, 50));
        assert_eq!(first.previous, None);
        let second = list(any(), first.next.expect("more")).await;
        let third = list(any(), second.next.expect("more")).await;
        assert_eq!((third.comments.len(), third.next), (3, None));
        let back = list(any(), third.previous.expect("before")).await;
        assert_eq!(back.comments, second.comments);
        let back = list(any(), back.previous.expect("before")).await;
        assert_eq!((back.comments, back.previous), (first.comments, None));

        let on = list(Filter { on: On::Provision(norm), ..any() }, Seek::After(0)).await;
        assert!(on.comments.iter().all(|it| it.label.as_deref() == Some("1.1")));
        assert_eq!(on.comments.len(), 35);
        let whole = list(Filter { on: On::Whole, ..any() }, Seek::After(0)).await;
        assert!(whole.comments.iter().all(|it| it.label.is_none()) && whole.next.is_some());
        let group = |group| Filter { group: Some(group), ..Filter::default() };
        let technical = list(group(StakeholderGroup::TechnicalCommunity), Seek::After(0)).await;
        assert_eq!(technical.comments.len(), 35);
        // The private sector includes the technical community, as in the counts.
        let private = list(group(StakeholderGroup::PrivateSector), Seek::After(0)).await;
        assert!(private.next.is_some());
        let kind = list(Filter { kind: Some(CommentKind::Editorial), ..any() }, Seek::After(0)).await;
        assert!(kind.comments.iter().all(|it| it.content.kind == Some(CommentKind::Editorial)));
        let words = |words: &str| Filter { words: words.into(), ..Filter::default() };
        // Capital letters and accents match in both engines; signs of the pattern language mean themselves.
        assert_eq!(list(words("été 7,"), Seek::After(0)).await.comments.len(), 10);
        assert_eq!(list(words("ÉTÉ r1-0042"), Seek::After(0)).await.comments.len(), 1);
        assert_eq!(list(words("E\u{301}te r1-0042"), Seek::After(0)).await.comments.len(), 1);
        assert_eq!(list(words("ete r1-0042"), Seek::After(0)).await.comments.len(), 1);
        assert_eq!(list(words("1_"), Seek::After(0)).await.comments.len(), 0);
        assert!(list(words("100%"), Seek::After(0)).await.next.is_some());
        let nobody = Filter { position: Some(Position::Oppose), ..any() };
        assert!(list(nobody, Seek::After(0)).await.comments.is_empty());
        let nowhere = Filter { on: On::Provision("p-\0".into()), ..any() };
        let refused = comment::list(&store, &Actor::Visitor, &wells, &nowhere, Seek::After(0), open()).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        recount(&store).await;
    }

    async fn kept_counts_are_what_counting_anew_gives(store: Store) {
        let id = scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let facilitator = scene::official(&store, "Secretariat", Role::Facilitator, Some(id)).await;
        let norm = anchor(&store, "Users should").await;
        let other = anchor(&store, "Who finds").await;
        let mut people = Vec::new();
        for (n, group) in StakeholderGroup::ALL.iter().enumerate() {
            people.push(person(&store, &format!("Person {n}"), *group).await);
        }
        // A plain generator: the same story every time.
        let mut state = 42_u64;
        let mut dice = |sides: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(state >> 33).expect("31 bits") % sides
        };
        let mut references: Vec<(usize, String)> = Vec::new();
        for step in 0..120 {
            let who = dice(people.len());
            let actor = &people[who];
            match dice(6) {
                0..=2 => {
                    let on = [None, Some(norm.as_str()), Some(other.as_str())][dice(3)];
                    let wording = if dice(2) == 0 { "Other words" } else { "" };
                    let words = Content { proposed_wording: wording.into(),
                        ..content(on, Position::ALL[dice(Position::ALL.len())], &format!("Step {step}")) };
                    let reference = say(&store, actor, PUBLICATIONS[dice(4)], words).await;
                    references.push((who, reference));
                }
                3 if !references.is_empty() => {
                    let (_, reference) = &references[dice(references.len())];
                    let hidden = comment::hide(&store, &facilitator, &wells, reference, "Why not", open(), notice).await;
                    if matches!(hidden, Err(Error::Conflict)) {
                        comment::unhide(&store, &facilitator, &wells, reference, open()).await.expect("shown");
                    }
                }
                4 if !references.is_empty() => {
                    let (who, reference) = references.swap_remove(dice(references.len()));
                    domain::ops::submission::withdraw_comment(&store, &people[who], &wells, &reference, open(), support::withdrawn)
                        .await.expect("withdrawn");
                    // Some of it comes back, and counts as if it had never been away.
                    if dice(2) == 0 {
                        domain::ops::submission::bring_back(&store, &people[who], &wells, &reference, open())
                            .await.expect("back");
                        references.push((who, reference));
                    }
                }
                _ => {
                    let reviewed = domain::ops::submission::review(&store, actor, &wells, open()).await.expect("a review");
                    if reviewed.submission.is_some() {
                        scene::publish_as(&store, actor, PUBLICATIONS[dice(4)]).await;
                    }
                }
            }
            if step % 10 == 9 {
                recount(&store).await;
            }
        }
        assert!(references.len() > 20);
    }
}
