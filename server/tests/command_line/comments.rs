//! Comments that cannot be taken are refused, all of them, by line and column.

use chrono::TimeDelta;

use crate::{CommandLine, IMPORT_CSV, IMPORT_JSONL, SHOW, support::scene::WELLS};

#[test]
fn what_would_ask_is_refused_without_a_terminal() {
    let desk = CommandLine::with_text();
    desk.file("text.md", "Another text.");
    desk.refuses(
        &["text", "import", "text.md", "--consultation", "wells"],
        &["--yes"],
    );
    desk.file("comments.csv", "body\nAgreed.\n");
    desk.refuses(
        &[
            "comments",
            "import",
            "comments.csv",
            "--consultation",
            "wells",
            "--received",
            "2026-01-05",
            "--channel",
            "letter",
        ],
        &["--yes", "whole"],
    );
    assert!(desk.comments().is_empty());
    let text = String::from_utf8(desk.does(SHOW)).expect("UTF-8");
    assert!(!text.contains("Another text."));
}

#[test]
fn comments_that_cannot_be_taken_are_refused_by_line_and_column() {
    let desk = CommandLine::with_text();
    desk.file("comments.csv", "reference,body\nR1-0001,There already.\n");
    desk.does(IMPORT_CSV);
    let long = "x".repeat(20_001);
    let cases: [(&str, String, &[&str]); 18] = [
        (
            "unknown column",
            "body,colour\nAgreed.,blue\n".into(),
            &["line 1", "colour"],
        ),
        ("no body column", "provision\n1\n".into(), &["body"]),
        ("body twice", "body,body\na,b\n".into(), &["line 1", "body"]),
        (
            "round",
            "round,body\n1,Agreed.\n7,Agreed.\n".into(),
            &["line 3", "7"],
        ),
        (
            "label",
            "provision,body\n,Agreed.\n99.9,Agreed.\n".into(),
            &["line 3", "99.9"],
        ),
        (
            "kind",
            "kind,body\npoetic,Agreed.\n".into(),
            &["line 2", "poetic"],
        ),
        (
            "position",
            "position,body\nSupport,Agreed.\n".into(),
            &["line 2", "Support"],
        ),
        (
            "group",
            "group,body\nwizards,Agreed.\n".into(),
            &["line 2", "wizards"],
        ),
        (
            "publication",
            "publication,body\nsecret,Agreed.\n".into(),
            &["line 2", "secret"],
        ),
        (
            "taken reference",
            "reference,body\n,Agreed.\nR1-0001,Agreed.\n".into(),
            &["line 3", "R1-0001"],
        ),
        (
            "reference twice",
            "reference,body\nR1-0002,Agreed.\nR1-0002,Agreed.\n".into(),
            &["line 3", "R1-0002"],
        ),
        (
            "another form of reference",
            "reference,body\nEU-17,Agreed.\n".into(),
            &["line 2", "EU-17", "R1-0042"],
        ),
        (
            "a date that could mean two days",
            "body,submitted_at\nAgreed.,3/4/2025\n".into(),
            &["line 2", "3/4/2025", "2025-04-03", "2025-03-04"],
        ),
        (
            "a spreadsheet's number of days",
            "body,submitted_at\nAgreed.,45750\n".into(),
            &["line 2", "45750", "2025-04-03"],
        ),
        (
            "the same file again",
            "reference,body\nR1-0001,There already.\n".into(),
            &["R1-0001"],
        ),
        (
            "too long",
            format!("body\nAgreed.\n{long}\n"),
            &["line 3", "20000"],
        ),
        (
            "missing body",
            "provision,body\n1,Agreed.\n1,\n".into(),
            &["line 3", "omment"],
        ),
        // Lines are counted as an editor counts them, line breaks within a value too.
        (
            "after a value of three lines",
            "kind,body\ntechnical,\"a\nb\r\nc\"\npoetic,Agreed.\n".into(),
            &["line 5", "poetic"],
        ),
    ];
    for (what, csv, words) in cases {
        println!("{what}");
        desk.file("comments.csv", csv);
        desk.refuses(IMPORT_CSV, words);
    }
    println!("damaged UTF-8");
    desk.file("comments.csv", b"body\n\xc3\xa9t\xc3\xa9\nCaf\xe9\n");
    desk.refuses(IMPORT_CSV, &["line 3", "UTF-8"]);
    println!("what it is");
    for (bytes, word) in [
        (&b"%PDF-1.7 .."[..], "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (
            b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            ".ods",
        ),
        (b"<html><table>", "web page"),
    ] {
        desk.file("comments.csv", bytes);
        desk.refuses(IMPORT_CSV, &[word]);
    }
    println!("empty");
    desk.file("comments.csv", b"");
    desk.refuses(IMPORT_CSV, &[]);
    let lines: [(&str, &str, &[&str]); 7] = [
        (
            "no JSON",
            "{\"body\":\"Agreed.\"}\nAgreed.\n",
            &["line 2", "Agreed."],
        ),
        (
            "unfinished",
            "{\"body\":\"Agreed.\n",
            &["line 1", "quotation mark"],
        ),
        (
            "broken",
            "{\"body\":\"Agreed.\" \"kind\":\"general\"}\n",
            &["line 1", "comma"],
        ),
        ("a list", "[\n{\"body\":\"Agreed.\"}\n]\n", &["JSON list"]),
        (
            "unknown column",
            "{\"body\":\"Agreed.\",\"colour\":\"blue\"}\n",
            &["line 1", "colour"],
        ),
        (
            "label",
            "{\"body\":\"Agreed.\"}\n\n{\"provision\":\"99.9\",\"body\":\"Agreed.\"}\n",
            &["line 3", "99.9"],
        ),
        (
            "nesting",
            &format!("{{\"body\":{}1{}}}\n", "[".repeat(200), "]".repeat(200)),
            &["line 1"],
        ),
    ];
    for (what, jsonl, words) in lines {
        println!("JSON Lines, {what}");
        desk.file("comments.jsonl", jsonl);
        desk.refuses(IMPORT_JSONL, words);
    }
    println!("a name that tells no form");
    desk.file("comments.doc", "body\nAgreed.\n");
    desk.refuses(
        &[
            "comments",
            "import",
            "comments.doc",
            "--consultation",
            "wells",
            "--yes",
        ],
        &[".csv", ".jsonl"],
    );
    assert_eq!(desk.comments().len(), 1, "nothing was stored");
}

#[test]
fn what_a_file_does_not_say_is_asked_and_what_would_be_entered_is_shown() {
    let desk = CommandLine::with_text();
    let (file, _, _) = encoding_rs::WINDOWS_1252
        .encode("Provision;Kommentar;Autor\r\n1.1;Größe, überall;Ada\r\n;;\r\n;Ja;Bert\r\n");
    desk.file("letters.csv", file);
    let import = [
        "comments",
        "import",
        "letters.csv",
        "--consultation",
        "wells",
    ];
    desk.refuses(
        &[&import[..], &["--yes"]].concat(),
        &["line 2", "came in", "how it came"],
    );
    desk.refuses(&import, &["--received", "--channel"]);
    let answered = [
        &import[..],
        &["--received", "5.1.2026", "--channel", "letter"],
    ]
    .concat();
    desk.refuses(&answered, &["--received"]);
    let answered = [
        &import[..],
        &["--received", "2026-01-05", "--channel", "letter"],
    ]
    .concat();
    let shown = desk.does(&[&answered[..], &["--preview"]].concat());
    let shown = String::from_utf8(shown).expect("UTF-8");
    for words in [
        "windows-1252",
        "Größe, überall",
        "Users should not foul",
        "document as a whole",
        "2 comments",
    ] {
        assert!(shown.contains(words), "{words} is not in: {shown}");
    }
    assert!(desk.comments().is_empty(), "looking stores nothing");
    let entered = [&answered[..], &["--yes"]].concat();
    desk.does(&entered);
    assert_eq!(desk.comments().len(), 2);
    desk.refuses(&entered, &["already"]);
    desk.does(&[&entered[..], &["--again"]].concat());
    assert_eq!(desk.comments().len(), 4);
    // Any form that comes out goes in again, here under new references.
    for format in ["csv", "spreadsheet-csv"] {
        let out = desk.does(&[
            "comments",
            "export",
            "--consultation",
            "wells",
            "--format",
            format,
        ]);
        let other = CommandLine::with_text();
        let name = format!("{format}.csv");
        other.file(&name, &out);
        other.does(&[
            "comments",
            "import",
            &name,
            "--consultation",
            "wells",
            "--yes",
        ]);
        assert_eq!(other.comments(), desk.comments(), "{format}");
    }
}

#[test]
fn a_comment_counts_if_it_came_before_the_close() {
    // Entered on behalf of its author after the close: it had come before, by post. The text was there in time.
    let folder = tempfile::tempdir().expect("a folder");
    let desk = CommandLine {
        database: format!("sqlite://{}", folder.path().join("plenary.db").display()),
        folder,
    };
    let ago =
        |days: i64| (plenary::clock::Clock::System.now() - TimeDelta::days(days)).to_rfc3339();
    let (opens, closes) = (ago(9), ago(2));
    desk.refuses(
        &[
            "consultation",
            "create",
            "wells",
            "--title",
            "Shared wells",
            "--opens",
            &closes,
            "--closes",
            &opens,
        ],
        &["losing"],
    );
    desk.does(&[
        "consultation",
        "create",
        "wells",
        "--title",
        "Shared wells",
        "--opens",
        &opens,
        "--closes",
        &closes,
    ]);
    desk.file("wells.md", WELLS);
    desk.does(&[
        "text",
        "import",
        "wells.md",
        "--consultation",
        "wells",
        "--yes",
    ]);
    desk.file("comments.csv", "body,submitted_at\nBy post.,2019-01-05\n");
    desk.does(IMPORT_CSV);
    assert_eq!(desk.comments()[0]["submitted_at"], "2019-01-05");
}
