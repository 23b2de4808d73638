//! Comments in and out as files: what goes in comes out exactly, and what is wrong is told by line.

#![cfg(feature = "store")]
#![expect(clippy::naive_bytecount, reason = "a few lines are counted")]

mod support;

use domain::{
    Error,
    account::StakeholderGroup,
    actor::{Actor, Role},
    comment::{Content, Position},
    error::{Problem, Refusal},
    exchange::{self as files, COLUMNS, Format, Record},
    ops::{
        comment,
        exchange::{self, Imported, Scope},
    },
    round::Confidentiality,
    store::Store,
    submission::Publication,
};
use proptest::prelude::*;
use support::scene::{self, content, open, person, recount, say, slug};

async fn import(store: &Store, format: Format, file: &[u8]) -> domain::Result<Imported> {
    exchange::import(
        store,
        &Actor::Operator,
        &slug("wells"),
        format,
        file,
        open(),
        |_, _| {},
    )
    .await
}

async fn export(store: &Store, format: Format) -> Vec<u8> {
    let everything = Scope::Everything;
    let mut export = exchange::export(
        store,
        &Actor::Operator,
        &slug("wells"),
        everything,
        format,
        open(),
    )
    .await
    .expect("an export");
    let mut file = Vec::new();
    while let Some(piece) = export.next().await.expect("a piece") {
        file.extend(piece);
    }
    file
}

fn problems(result: domain::Result<Imported>) -> Vec<(Option<u64>, String, String)> {
    match result {
        Err(Error::Invalid(problems)) => problems
            .0
            .into_iter()
            .map(
                |Problem {
                     field, code, line, ..
                 }| (line, field, code),
            )
            .collect(),
        other => panic!("expected problems, got {other:?}"),
    }
}

fn at(line: u64, field: &str, code: &str) -> (Option<u64>, String, String) {
    (Some(line), field.to_owned(), code.to_owned())
}

/// Values that careless programs change.
fn careless() -> Vec<Record> {
    let full = Record {
        reference: "R1-0007".into(),
        round: "1".into(),
        provision: "1.1".into(),
        kind: "technical".into(),
        position: "support-with-changes".into(),
        body: " \tLeading and trailing  ".into(),
        proposed_wording: "=SUM(A1:A9)\r\n+1, -2; @x \"quoted\" 'and so'".into(),
        rationale: "\u{feff}mark inside, \\ backslash, \u{200f}עברית, 🪣, a\rb\nc".into(),
        language: "he".into(),
        author: "O'Well, \"Ada\"".into(),
        organisation: "\"".into(),
        group: "technical-community".into(),
        country: "KE".into(),
        publication: "organisation".into(),
        channel: "e-mail, forwarded".into(),
        submitted_at: "2019-01-05T23:59:60+02:00 (or so)".into(),
    };
    vec![
        full.clone(),
        Record {
            reference: "any/thing ?#%&".into(),
            round: "1".into(),
            body: ",".into(),
            ..Record::default()
        },
        Record {
            reference: "R1-0008".into(),
            submitted_at: "2019-01-05T10:00:00.123456789Z".into(),
            author: String::new(),
            body: "x".repeat(20_000),
            ..full
        },
    ]
}

fn record() -> impl Strategy<Value = Record> {
    let text = || prop::string::string_regex("[^\0]{0,40}").expect("a pattern");
    (text(), text(), text(), text(), text(), text()).prop_map(|(a, b, c, d, e, f)| Record {
        reference: a.clone(),
        round: b.clone(),
        provision: c.clone(),
        kind: d.clone(),
        position: e.clone(),
        body: f.clone(),
        proposed_wording: a.clone() + "\r\n" + &b,
        rationale: b + "\"" + &c,
        language: c,
        author: d.clone() + ",",
        organisation: d,
        group: e.clone(),
        country: e,
        publication: f.clone(),
        channel: f,
        submitted_at: a,
    })
}

proptest! {
    #[test]
    fn both_forms_give_back_what_they_were_given(records in prop::collection::vec(record(), 1..8)) {
        for format in Format::ALL {
            let mut file = files::header(*format);
            file.extend(files::write(*format, &records));
            let read: Vec<Record> = files::read(*format, &file).expect("readable").into_iter().map(|(_, it)| it).collect();
            prop_assert_eq!(&read, &records);
        }
    }

    #[test]
    fn no_bytes_upset_the_readers(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for format in Format::ALL {
            let _ = files::read(*format, &bytes);
        }
    }
}

stories! {
    async fn export_gives_back_exactly_what_went_in(store: Store) {
        scene::wells(&store, Confidentiality::Internal).await;
        let records = careless();
        for format in Format::ALL {
            let mut file = files::header(*format);
            file.extend(files::write(*format, &records));
            if *format == Format::Csv {
                let imported = import(&store, *format, &file).await.expect("imported");
                assert_eq!((imported.comments, imported.submissions), (3, 3));
            }
            let out = export(&store, *format).await;
            assert_eq!(String::from_utf8_lossy(&out), String::from_utf8_lossy(&file));
        }
        recount(&store).await;
    }

    async fn only_a_body_is_needed_and_a_byte_order_mark_is_taken(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let file = "\u{feff}body\r\nLeave the lid on.\r\n";
        let imported = import(&store, Format::Csv, file.as_bytes()).await.expect("imported");
        assert_eq!(imported.references, ["R1-0001"]);
        let jsonl = import(&store, Format::Jsonl, b"\xef\xbb\xbf{\"body\":\"And the rope.\",\"kind\":null}\n").await;
        assert_eq!(jsonl.expect("imported").references, ["R1-0002"]);
        let expected = format!("{}\r\nR1-0001,1,,,,Leave the lid on.,,,,,,,,,,\r\nR1-0002,1,,,,And the rope.,,,,,,,,,,\r\n",
            COLUMNS.join(","));
        assert_eq!(String::from_utf8(export(&store, Format::Csv).await).expect("UTF-8"), expected);
        // Nobody is named: shown as anonymous, and in the one submission of nobody in particular.
        let one = comment::get(&store, &Actor::Visitor, &slug("wells"), "R1-0001", open()).await.expect("public");
        assert!(one.comment.by.anonymous);
        assert_eq!(one.comment.submitted_at, open());
        let spoken = comment::spoken(&store, &Actor::Visitor, &slug("wells"), open()).await.expect("read").expect("seen");
        assert_eq!(spoken.submissions, [(None, 1)]);
    }

    async fn what_is_wrong_is_told_by_line_and_nothing_is_stored(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        import(&store, Format::Csv, b"reference,body\nR1-0001,Here first\n").await.expect("imported");
        let long = "x".repeat(20_001);
        let file = format!(
            "reference,round,provision,kind,position,body,group,country,publication\n\
             R1-0002,1,1.1,technical,support,fine,state,KE,name\n\
             R1-0001,,,,,taken,,,\n\
             R1-0002,,,,,twice,,,\n\
             ,2,,,,round,,,\n\
             ,,9.9,,,label,,,\n\
             ,,,odd,agree,words,people,Kenya,secret\n\
             ,,,,,,,,\n\
             ,,,,,{long},,,\n\
             ,,,,,a\0b,,,\n");
        assert_eq!(problems(import(&store, Format::Csv, file.as_bytes()).await), [
            at(3, "reference", "reference-taken"), at(4, "reference", "reference-taken"), at(5, "round", "round-unknown"),
            at(6, "provision", "label-unknown"), at(7, "country", "country"), at(7, "kind", "unknown-word"),
            at(7, "position", "unknown-word"), at(7, "group", "unknown-word"), at(7, "publication", "unknown-word"),
            at(8, "body", "body-missing"), at(9, "body", "too-long"), at(10, "body", "nul"),
        ]);
        assert_eq!(problems(import(&store, Format::Csv, b"body,colour\nfine,red\n").await),
            [at(1, "colour", "column-unknown")]);
        assert_eq!(problems(import(&store, Format::Csv, b"reference,body\n..,fine\n").await),
            [at(2, "reference", "unknown-word")]);
        let many = format!("body,kind\n{}", "x,odd\n".repeat(100));
        assert_eq!(problems(import(&store, Format::Csv, many.as_bytes()).await).len(), files::MOST_PROBLEMS);
        assert_eq!(export(&store, Format::Jsonl).await.iter().filter(|byte| **byte == b'\n').count(), 1);
        recount(&store).await;
    }

    async fn references_given_never_collide_with_those_brought_along(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let file = b"reference,body\n,one\nR1-0002,two\n,three\nR1-0005,four\n";
        let imported = import(&store, Format::Csv, file).await.expect("imported");
        assert_eq!(imported.references, ["R1-0001", "R1-0002", "R1-0003", "R1-0005"]);
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let mut given = Vec::new();
        for _ in 0..3 {
            given.push(say(&store, &ada, Publication::Name, content(None, Position::Support, "Me too")).await);
        }
        assert_eq!(given, ["R1-0004", "R1-0006", "R1-0007"]);
        assert!(matches!(
            import(&store, Format::Csv, b"reference,body\nR1-0006,x\n").await, Err(Error::Invalid(_))));
    }

    async fn submissions_are_one_for_each_author_and_choice(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let file = "author,organisation,group,country,publication,channel,body\n\
            Ada,Well Keepers,civil-society,KE,name,letter,one\n\
            Ada,Well Keepers,civil-society,KE,name,e-mail,two\n\
            Ada,Well Keepers,civil-society,KE,anonymous,letter,three\n\
            Ada,,civil-society,KE,name,letter,four\n\
            Bert,Well Keepers,civil-society,KE,not-for-publication,letter,five\n";
        let first = import(&store, Format::Csv, file.as_bytes()).await.expect("imported");
        assert_eq!((first.comments, first.submissions), (5, 4));
        let again = import(&store, Format::Csv, file.as_bytes()).await.expect("imported");
        assert_eq!(again.submissions, 4);
        let spoken = |actor: Actor| {
            let store = store.clone();
            async move { comment::spoken(&store, &actor, &slug("wells"), open()).await.expect("read").expect("seen") }
        };
        let civil = Some(StakeholderGroup::CivilSociety);
        assert_eq!(spoken(Actor::Operator).await.submissions_of(civil), 4);
        assert_eq!(spoken(Actor::Visitor).await.submissions_of(civil), 3);
        let file = String::from_utf8(export(&store, Format::Csv).await).expect("UTF-8");
        assert_eq!((file.matches(",letter,").count(), file.matches(",e-mail,").count()), (8, 2));
        // "by letter" could name whom the rest does not name.
        let three = comment::get(&store, &Actor::Visitor, &slug("wells"), "R1-0003", open()).await.expect("public");
        assert_eq!(three.comment.channel, "");
        recount(&store).await;
    }

    async fn what_is_withdrawn_is_not_exported(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let first = say(&store, &ada, Publication::Name, content(None, Position::Support, "One")).await;
        let wording = Content { proposed_wording: "Two!".into(), ..content(None, Position::Oppose, "Two") };
        say(&store, &ada, Publication::Name, wording).await;
        domain::ops::submission::withdraw_comment(&store, &ada, &slug("wells"), &first, open()).await.expect("withdrawn");
        let file = String::from_utf8(export(&store, Format::Csv).await).expect("UTF-8");
        let row = "R1-0002,1,,technical,oppose,Two,Two!,,en,Ada,Ada Association,civil-society,KE,name,,2026-03-10T12:00:00Z";
        assert_eq!(file.lines().skip(1).collect::<Vec<_>>(), [row]);
    }

    async fn only_facilitators_enter_on_behalf_and_only_before_the_freeze(store: Store) {
        let id = scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let record = || Record { body: "By letter".into(), author: "Ada".into(), publication: "name".into(),
            channel: "letter".into(), ..Record::default() };
        let facilitator = scene::official(&store, "Secretariat", Role::Facilitator, Some(id)).await;
        let commissioner = scene::official(&store, "Chair", Role::Commissioner, Some(id)).await;
        let entered = exchange::enter(&store, &facilitator, &wells, record(), scene::closing()).await.expect("entered");
        assert_eq!(entered.references, ["R1-0001"]);
        let one = comment::get(&store, &Actor::Visitor, &wells, "R1-0001", open()).await.expect("public");
        assert_eq!((one.comment.by.author.as_str(), one.comment.channel.as_str()), ("Ada", "letter"));
        assert!(matches!(
            exchange::enter(&store, &commissioner, &wells, record(), open()).await, Err(Error::Forbidden(_))));
        assert!(matches!(
            exchange::enter(&store, &Actor::Visitor, &wells, record(), open()).await, Err(Error::SignIn)));
        let wrong = Record { country: "Kenya".into(), ..record() };
        let refused = exchange::enter(&store, &facilitator, &wells, wrong, open()).await;
        assert_eq!(problems(refused), [(None, "country".to_owned(), "country".to_owned())]);
        let mut tx = store.begin().await.expect("a transaction");
        domain::store::consultation::set_stage(&mut tx, id, domain::consultation::Stage::Review, open()).await.expect("set");
        tx.commit().await.expect("committed");
        let late = exchange::enter(&store, &facilitator, &wells, record(), open()).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::Frozen))));
    }

    async fn twenty_thousand_comments_go_in_and_out(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let mut file = files::header(Format::Csv);
        let labels = ["", "1.1", "1.2", "2.1"];
        let records: Vec<Record> = (0..20_000).map(|n| Record {
            reference: format!("X-{n:05}"),
            round: "1".into(),
            provision: labels[n % 4].into(),
            kind: "general".into(),
            position: Position::ALL[n % 5].as_str().into(),
            body: format!("Comment {n}. {}", "Wells belong to all who draw. ".repeat(10)),
            author: format!("Author {}", n / 5),
            group: StakeholderGroup::ALL[n % 7].as_str().into(),
            publication: "name".into(),
            submitted_at: "2026-03-05T10:00:00Z".into(),
            ..Record::default()
        }).collect();
        file.extend(files::write(Format::Csv, &records));
        let begun = std::time::Instant::now();
        let mut told = 0;
        exchange::import(&store, &Actor::Operator, &slug("wells"), Format::Csv, &file, open(), |done, total| {
            assert!(done > told && total == 20_000);
            told = done;
        }).await.expect("imported");
        let took_in = begun.elapsed();
        let begun = std::time::Instant::now();
        let out = export(&store, Format::Csv).await;
        println!("{}: 20,000 comments in {took_in:.1?}, out {:.1?} (unoptimised)", store.kind(), begun.elapsed());
        assert!(told == 20_000 && out == file);
        recount(&store).await;
    }
}
