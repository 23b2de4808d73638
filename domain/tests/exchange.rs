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
    exchange::{self as files, COLUMNS, Format, Record, moment::DayOrder},
    ops::{
        comment,
        exchange::{self, Answers, Entered, Imported, Incoming, Scope},
        mail::Written,
    },
    round::Confidentiality,
    store::Store,
    submission::Publication,
};
use proptest::prelude::*;
use support::{
    moment,
    scene::{self, content, open, person, recount, say, slug},
};

/// Enters a file; whoever does it says that what gives no date came in now, and by letter.
async fn import(store: &Store, format: Format, file: &[u8]) -> domain::Result<Imported> {
    enter_file(store, &Incoming::of(format, file, open(), "letter")).await
}

async fn enter_file(store: &Store, file: &Incoming) -> domain::Result<Imported> {
    exchange::import(
        store,
        &Actor::Operator,
        &slug("wells"),
        file,
        open(),
        letter,
        |_, _| {},
    )
    .await
}

/// The mail to an author, in short.
fn letter(entered: &Entered) -> Written {
    let cited: Vec<&str> = entered
        .comments
        .iter()
        .map(|it| it.reference.as_str())
        .collect();
    Written {
        subject: cited.join(" "),
        text: format!("{}: {}", entered.author, entered.comments[0].content.body),
        html: String::new(),
    }
}

/// A file of which nothing is answered.
fn unanswered(format: Format, file: &[u8]) -> Incoming {
    Incoming {
        answers: Answers::default(),
        ..Incoming::of(format, file, open(), "")
    }
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

/// Files beside the repository; none where they are not there.
fn shared() -> Option<impl Fn(&str) -> Vec<u8>> {
    let folder = std::path::Path::new("../../shared/data/cases/inputs");
    if !folder.exists() {
        println!("skipped: {} is not there", folder.display());
        return None;
    }
    Some(move |name: &str| std::fs::read(folder.join(name)).expect(name))
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
        email: String::new(),
        verified: "no".into(),
    };
    vec![
        full.clone(),
        Record {
            reference: "R1-0042".into(),
            round: "1".into(),
            body: ",".into(),
            channel: "'=1".into(),
            submitted_at: "2019-01-05".into(),
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
        email: String::new(),
        author: d.clone() + ",",
        organisation: d,
        group: e.clone(),
        country: e,
        publication: f.clone(),
        channel: f,
        submitted_at: a.clone(),
        verified: a,
    })
}

proptest! {
    #[test]
    fn every_form_gives_back_what_they_were_given(records in prop::collection::vec(record(), 1..8)) {
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
            // A workbook says when it was made.
            if *format != Format::Xlsx {
                assert_eq!(String::from_utf8_lossy(&out), String::from_utf8_lossy(&file));
            }
            let read: Vec<Record> = files::read(*format, &out).expect("read").into_iter().map(|it| it.1).collect();
            assert_eq!(read, records, "{format}");
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
        let expected = format!("{}\r\nR1-0001,1,,,,Leave the lid on.,,,,,,,,,letter,2026-03-10T12:00:00Z,\r\nR1-0002,1,,,,And the rope.,,,,,,,,,letter,2026-03-10T12:00:00Z,\r\n",
            COLUMNS.join(","));
        assert_eq!(String::from_utf8(export(&store, Format::Csv).await).expect("UTF-8"), expected);
        // Nobody is named: shown as anonymous, and in the one submission of nobody in particular.
        let one = comment::get(&store, &Actor::Visitor, &slug("wells"), "R1-0001", open()).await.expect("public");
        assert!(one.comment.by.anonymous);
        // Whoever may not know who wrote it learns the day; the facilitators learn the moment.
        assert_eq!((one.comment.day_alone, one.comment.submitted_at), (true, moment("2026-03-10T11:00:00Z")));
        let exact = comment::get(&store, &Actor::Operator, &slug("wells"), "R1-0001", open()).await.expect("seen");
        assert_eq!((exact.comment.day_alone, exact.comment.submitted_at), (false, open()));
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
             ,,1.1,,,,,,\n\
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
        assert_eq!(problems(import(&store, Format::Csv, "reference,body\n..,fine\nX-0001,fine\nR1–0003,a dash\nR1-0003\u{200b},unseen\nR2-0001,another round\n".as_bytes()).await),
            [at(2, "reference", "reference-form"), at(3, "reference", "reference-form"), at(4, "reference", "reference-form"),
             at(5, "reference", "reference-form"), at(6, "reference", "reference-round")]);
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
        let mut again = Incoming::of(Format::Csv, file.as_bytes(), open(), "letter");
        assert_eq!(problems(enter_file(&store, &again).await), [(None, "again".to_owned(), "file-again".to_owned())]);
        again.answers.again = true;
        assert_eq!(enter_file(&store, &again).await.expect("imported").submissions, 4);
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
        domain::ops::submission::withdraw_comment(&store, &ada, &slug("wells"), &first, open(), support::withdrawn).await.expect("withdrawn");
        let file = String::from_utf8(export(&store, Format::Csv).await).expect("UTF-8");
        let row = "R1-0002,1,,technical,oppose,Two,Two!,,en,Ada,Ada Association,civil-society,KE,name,,2026-03-10T12:00:00Z,no";
        assert_eq!(file.lines().skip(1).collect::<Vec<_>>(), [row]);
    }

    async fn only_facilitators_enter_on_behalf_and_only_before_the_freeze(store: Store) {
        let id = scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let record = || Record { body: "By letter".into(), author: "Ada".into(), publication: "name".into(),
            channel: "letter".into(), submitted_at: "2026-03-09".into(), ..Record::default() };
        let none = Answers::default();
        let facilitator = scene::official(&store, "Secretariat", Role::Facilitator, Some(id)).await;
        let commissioner = scene::official(&store, "Chair", Role::Commissioner, Some(id)).await;
        let entered = exchange::enter(&store, &facilitator, &wells, record(), &none, scene::closing(), letter).await.expect("entered");
        assert_eq!(entered.references, ["R1-0001"]);
        let one = comment::get(&store, &Actor::Visitor, &wells, "R1-0001", open()).await.expect("public");
        assert_eq!((one.comment.by.author.as_str(), one.comment.channel.as_str()), ("Ada", "letter"));
        assert!(matches!(
            exchange::enter(&store, &commissioner, &wells, record(), &none, open(), letter).await, Err(Error::Forbidden(_))));
        assert!(matches!(
            exchange::enter(&store, &Actor::Visitor, &wells, record(), &none, open(), letter).await, Err(Error::SignIn)));
        let wrong = Record { country: "Kenya".into(), ..record() };
        let refused = exchange::enter(&store, &facilitator, &wells, wrong, &none, open(), letter).await;
        assert_eq!(problems(refused), [(None, "country".to_owned(), "country".to_owned())]);
        let mut tx = store.begin().await.expect("a transaction");
        domain::store::consultation::set_stage(&mut tx, id, domain::consultation::Stage::Review, open()).await.expect("set");
        tx.commit().await.expect("committed");
        let late = exchange::enter(&store, &facilitator, &wells, record(), &none, open(), letter).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::Frozen))));
    }

    async fn twenty_thousand_comments_go_in_and_out(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let mut file = files::header(Format::Csv);
        let labels = ["", "1.1", "1.2", "2.1"];
        let records: Vec<Record> = (0..20_000).map(|n| Record {
            reference: format!("R1-{:04}", n + 1),
            round: "1".into(),
            provision: labels[n % 4].into(),
            kind: "general".into(),
            position: Position::ALL[n % 5].as_str().into(),
            body: format!("Comment {n}. {}", "Wells belong to all who draw. ".repeat(10)),
            author: format!("Author {}", n / 5),
            group: StakeholderGroup::ALL[n % 7].as_str().into(),
            publication: "name".into(),
            channel: "e-mail".into(),
            submitted_at: "2026-03-05T10:00:00Z".into(),
            verified: "no".into(),
            ..Record::default()
        }).collect();
        file.extend(files::write(Format::Csv, &records));
        let begun = std::time::Instant::now();
        let mut told = 0;
        let incoming = Incoming::of(Format::Csv, &file, open(), "");
        exchange::import(&store, &Actor::Operator, &slug("wells"), &incoming, open(), letter, |done, total| {
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

    async fn what_a_file_does_not_say_is_asked(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let silent = b"body,channel,submitted_at\nno date,letter,\nno channel,,2026-03-05\ntwo days,letter,3/4/2025\nnumber,letter,46000\nlater,letter,2027-01-01\nwords,letter,in spring\n";
        let file = unanswered(Format::Csv, silent);
        assert_eq!(problems(enter_file(&store, &file).await), [
            at(5, "submitted_at", "date-serial"), at(6, "submitted_at", "date-future"),
            at(2, "submitted_at", "date-missing"), at(3, "channel", "channel-missing"),
            at(4, "submitted_at", "date-two-days"), at(7, "submitted_at", "date-unreadable"),
        ]);
        let fine = b"body,channel,submitted_at\nno date,letter,\nno channel,,2026-03-05\ntwo days,letter,3/4/2025\n";
        let mut file = unanswered(Format::Csv, fine);
        let seen = exchange::preview(&store, &Actor::Operator, &slug("wells"), &file, open()).await.expect("a preview");
        assert_eq!((seen.needs.received, seen.needs.channel, seen.rows.len()), (1, 1, 3));
        let (written, a, b) = seen.needs.order.expect("an order to choose");
        assert_eq!((written.as_str(), a.to_string().as_str(), b.to_string().as_str()), ("3/4/2025", "2025-04-03", "2025-03-04"));
        assert!(seen.problems.0.is_empty(), "{}", seen.problems);
        assert_eq!(export(&store, Format::Jsonl).await, b"", "nothing is stored by looking");
        file.answers = Answers { received: Some(open()), channel: "meeting".into(), order: Some(DayOrder::MonthFirst), ..Answers::default() };
        enter_file(&store, &file).await.expect("entered");
        let one = |reference: &'static str| {
            let store = store.clone();
            async move { comment::get(&store, &Actor::Operator, &slug("wells"), reference, open()).await.expect("there").comment }
        };
        assert_eq!(one("R1-0001").await.submitted_at, open());
        assert_eq!(one("R1-0002").await.channel, "meeting");
        // The beginning of the day in Paris, where the round is told.
        assert_eq!(one("R1-0003").await.submitted_at, moment("2025-03-03T23:00:00Z"));
    }

    async fn a_file_is_looked_at_before_it_is_entered(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let semicolons = "Provision;Kommentar;Autor;Eingangsweg;Datum\r\n1.1;Fähren, überall;Ada;Brief;05.03.2026 10:00\r\n;;;;\r\n2.1;Ja;Bert;Brief;25.02.2026\r\n9.9;Wo?;Bert;Brief;25.02.2026\r\n";
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(semicolons);
        let mut file = unanswered(Format::Csv, &bytes);
        file.answers.order = Some(DayOrder::DayFirst);
        let seen = exchange::preview(&store, &Actor::Operator, &slug("wells"), &file, open()).await.expect("a preview");
        assert_eq!((seen.manner.encoding.as_str(), seen.manner.delimiter), ("windows-1252", Some(';')));
        let rows: Vec<(u64, &str)> = seen.rows.iter().map(|it| (it.line, it.record.body.as_str())).collect();
        assert_eq!(rows, [(2, "Fähren, überall"), (4, "Ja"), (5, "Wo?")]);
        let (heading, words) = seen.rows[0].on.clone().expect("a provision");
        assert!(heading.contains("Keeping the water clean") && words.starts_with("Users should not foul"), "{heading}: {words}");
        assert_eq!(seen.rows[2].on, None);
        let codes: Vec<(Option<u64>, &str)> = seen.problems.0.iter().map(|it| (it.line, it.code.as_str())).collect();
        assert_eq!(codes, [(Some(5), "label-unknown")]);

        // The same comments in another form are the same file, and single ones are found again.
        let rows = "provision,body,author,channel,submitted_at\n1.1,\"Fähren, überall\",Ada,Brief,2026-03-05\n";
        import(&store, Format::Csv, rows.as_bytes()).await.expect("entered");
        let record = files::read(Format::Csv, rows.as_bytes()).expect("read").remove(0).1;
        let book = [files::header(Format::SafeCsv), files::write(Format::SafeCsv, [&record])].concat();
        let again = exchange::preview(&store, &Actor::Operator, &slug("wells"), &unanswered(Format::SafeCsv, &book), open()).await.expect("a preview");
        assert_eq!(again.before.map(|it| it.comments), Some(1));
        let doubts: Vec<(Option<u64>, &str, &str)> = again.doubts.0.iter().map(|it| (it.line, it.code.as_str(), it.detail.as_str())).collect();
        assert_eq!(doubts, [(Some(2), "entered-before", "R1-0001")]);
    }

    async fn a_file_waits_for_whoever_sent_it(store: Store) {
        let id = scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let desk = scene::official(&store, "Desk", Role::Facilitator, Some(id)).await;
        let other = scene::official(&store, "Other", Role::Facilitator, Some(id)).await;
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let file = unanswered(Format::Csv, b"body\nBy letter\n");
        let kept = exchange::keep(&store, &desk, &wells, &file, open()).await.expect("kept");
        let found = exchange::kept(&store, &desk, &wells, kept, open()).await.expect("found");
        assert_eq!((&*found.file.bytes, found.file.name.as_str()), (&*file.bytes, file.name.as_str()));
        assert!(matches!(exchange::kept(&store, &other, &wells, kept, open()).await, Err(Error::NotFound)));
        assert!(matches!(exchange::kept(&store, &ada, &wells, kept, open()).await, Err(Error::Forbidden(_))));
        assert!(matches!(exchange::preview(&store, &ada, &wells, &file, open()).await, Err(Error::Forbidden(_))));
        let later = open() + chrono::TimeDelta::days(1);
        assert!(matches!(exchange::kept(&store, &desk, &wells, kept, later).await, Err(Error::NotFound)));
        exchange::sweep(&store, later).await.expect("swept");
        assert!(matches!(exchange::kept(&store, &desk, &wells, kept, open()).await, Err(Error::NotFound)));
    }

    async fn what_is_entered_on_behalf_always_says_so_and_its_author_is_told(store: Store) {
        scene::wells(&store, Confidentiality::Public).await;
        let wells = slug("wells");
        let file = "author,organisation,publication,email,body,channel,submitted_at\n\
            Ada,Guild,anonymous,Ada <ADA@example.org>,one,letter,2026-03-05\n\
            Bert,Guild,organisation,,two,letter,2026-04-01T12:00:00Z\n\
            Ada,Guild,anonymous,ada@example.org,three,letter,2026-03-06\n";
        let late = scene::closing() + chrono::TimeDelta::hours(1);
        let incoming = Incoming::of(Format::Csv, file.as_bytes(), open(), "");
        let entered = exchange::import(&store, &Actor::Operator, &wells, &incoming, late, letter, |_, _| {}).await.expect("entered");
        assert_eq!((entered.comments, entered.mails), (3, 1));
        for (reference, late_one) in [("R1-0001", false), ("R1-0002", true)] {
            let by = comment::get(&store, &Actor::Visitor, &wells, reference, late).await.expect("public").comment.by;
            // To the day: the minute would tie together what somebody sent.
            let day = by.entered_at.map(|at| at.date_naive());
            assert_eq!((by.author.as_str(), day, by.late), ("", Some(late.date_naive()), late_one));
            assert_ne!(by.entered_at, Some(late));
        }
        let mails = domain::ops::mail::claim(&store, late, 10, "wells.example").await.expect("mail");
        let told: Vec<(&str, &str, &str)> = mails.iter().map(|it| (it.recipient.as_str(), it.subject.as_str(), it.body_text.as_str())).collect();
        assert_eq!(told, [("ada@example.org", "R1-0001 R1-0003", "Ada: one")]);
        for format in Format::ALL {
            let out = export(&store, *format).await;
            let read = files::read(*format, &out).expect("read");
            assert!(read.iter().all(|(_, it)| it.email.is_empty()));
            assert!(!String::from_utf8_lossy(&out).contains("ada@example.org"));
        }
        let wrong = import(&store, Format::Csv, "email,body\njörg@example.org,x\nnobody,y\n".as_bytes()).await;
        assert_eq!(problems(wrong), [at(2, "email", "email-letter"), at(3, "email", "email")]);
        // What somebody writes here is not entered by anybody else.
        let ada = person(&store, "Ada", StakeholderGroup::CivilSociety).await;
        let own = say(&store, &ada, Publication::Name, content(None, Position::Support, "Mine")).await;
        let by = comment::get(&store, &Actor::Visitor, &wells, &own, late).await.expect("public").comment.by;
        assert_eq!((by.entered_at, by.late), (None, false));
    }

    async fn files_that_spreadsheets_of_other_countries_wrote(store: Store) {
        let Some(read) = shared() else { return };
        scene::wells(&store, Confidentiality::Public).await;
        let markdown = String::from_utf8(read("00-base.md")).expect("UTF-8");
        scene::import(&store, &markdown).await;
        for (name, encoding) in [
            ("08-excel-fr.csv", "windows-1252"), ("08-excel-sep.csv", "windows-1252"), ("08-excel-fr-utf8.csv", "UTF-8"),
        ] {
            let file = Incoming::of(Format::Csv, &read(name), open(), "courriel");
            let seen = exchange::preview(&store, &Actor::Operator, &slug("wells"), &file, open()).await.expect(name);
            assert_eq!((seen.manner.encoding.as_str(), seen.manner.delimiter), (encoding, Some(';')), "{name}");
            assert!(seen.problems.0.is_empty(), "{name}: {}", seen.problems);
            let rows: Vec<(&str, &str, &str)> = seen.rows.iter()
                .map(|it| (it.record.provision.as_str(), it.on.as_ref().map_or("", |on| on.0.as_str()), it.record.body.as_str())).collect();
            assert_eq!(rows, [
                ("3.10", "3.10 Ferries", "Les bacs « rapides » n’ont pas besoin du quai nord ; 2,5 m de tirant d’eau suffisent."),
                ("4", "4 Fees", "Voir l’annexe ; préciser « par nuit »."),
                ("3.1", "3.1 Fishing boats", "Première ligne ;\r\nseconde ligne, avec un \"mot\" cité."),
            ], "{name}");
            assert_eq!(seen.rows[0].record.organisation, "Comité des œuvres du port");
        }
        // The same three in all three files: entered once.
        for (n, name) in ["08-excel-fr.csv", "08-excel-sep.csv", "08-excel-fr-utf8.csv"].into_iter().enumerate() {
            assert_eq!(import(&store, Format::Csv, &read(name)).await.is_ok(), n == 0, "{name}");
        }
        assert_eq!(import(&store, Format::Csv, &read("08-semicolon.csv")).await.expect("entered").comments, 1);
        assert_eq!(import(&store, Format::Csv, &read("08-cp1252.csv")).await.expect("entered").comments, 1);
        import(&store, Format::Jsonl, &read("09-formula.jsonl")).await.expect("entered");
        let safe = String::from_utf8(export(&store, Format::SafeCsv).await).expect("UTF-8");
        assert!(safe.contains("\"'=2+5\"") && safe.contains("l’été") && safe.starts_with('\u{feff}'), "{safe}");
        let addresses = String::from_utf8(read("10-addresses.txt")).expect("UTF-8");
        let addresses: Vec<domain::account::EmailAddress> = addresses.lines().map(|it| it.parse().expect("an address")).collect();
        assert!(addresses[..3].iter().all(|it| *it == addresses[0]));
        assert!(addresses[3].must_be_mailable(domain::account::MailReach::default()).is_err());
    }
}
