//! Export gives back exactly what went in.

use std::fs;

use serde_json::Value;

use crate::{CommandLine, IMPORT_CSV, IMPORT_JSONL};

/// One comment with everything that careless programs change, for each column.
fn careless() -> Vec<Vec<(&'static str, String)>> {
    let full = |reference: &str, body: &str| {
        vec![
            ("reference", reference.to_owned()),
            ("round", "1".into()),
            ("provision", "1.1".into()),
            ("kind", "technical".into()),
            ("position", "support-with-changes".into()),
            ("body", body.to_owned()),
            (
                "proposed_wording",
                "=SUM(A1:A9)\r\n+1, -2; @x \"quoted\" 'and so'".into(),
            ),
            (
                "rationale",
                "\u{feff}mark inside, \\ backslash, \u{200f}نص عربي، 🪣, a\rb\nc".into(),
            ),
            ("language", "ar".into()),
            ("author", "O'Well, \"Ada\"".into()),
            ("organisation", "\"".into()),
            ("group", "technical-community".into()),
            ("country", "KE".into()),
            ("publication", "organisation".into()),
            ("channel", " e-mail, forwarded ".into()),
            ("submitted_at", "2019-01-05T23:59:60+02:00 (or so)".into()),
            ("verified", "no".into()),
        ]
    };
    let bodies = [
        " \tLeading and trailing  ",
        "\r\nBreaks before and after\r\n",
        "=HYPERLINK(\"https://wells.example\")",
        "\u{feff}begins with a mark",
        "\"",
        "\"\"",
        ",",
        "'+1",
        "e\u{301} and é are two",
        "شكراً 👩🏽‍💻 \u{202e}right to left\u{202c}",
        "null",
        "\\n\\\"",
        "a\u{1}b\u{7f}",
    ];
    bodies
        .iter()
        .enumerate()
        .map(|(n, body)| full(&format!("R1-{:04}", n + 7), body))
        .collect()
}

#[test]
fn csv_comes_out_as_it_went_in() {
    let desk = CommandLine::with_text();
    let rows = careless();
    let mut file = String::from("\u{feff}");
    let names: Vec<&str> = rows[0].iter().map(|(name, _)| *name).collect();
    file += &names.join(",");
    file += "\r\n";
    for row in &rows {
        let quoted: Vec<String> = row
            .iter()
            .map(|(_, value)| format!("\"{}\"", value.replace('"', "\"\"")))
            .collect();
        file += &quoted.join(",");
        file += "\r\n";
    }
    desk.file("comments.csv", file);
    desk.does(IMPORT_CSV);
    let out = desk.does(&["comments", "export", "--consultation", "wells"]);
    assert!(!out.starts_with("\u{feff}".as_bytes()));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(&out[..]);
    let records: Vec<Vec<String>> = reader
        .records()
        .map(|record| {
            record
                .expect("a record")
                .iter()
                .map(str::to_owned)
                .collect()
        })
        .collect();
    assert_eq!(records[0], names);
    assert_eq!(records.len(), rows.len() + 1);
    for (record, row) in records[1..].iter().zip(&rows) {
        let values: Vec<&String> = row.iter().map(|(_, value)| value).collect();
        assert_eq!(record.iter().collect::<Vec<_>>(), values);
    }
    // Into a file it is the same, and what came out goes in again.
    desk.does(&[
        "comments",
        "export",
        "--consultation",
        "wells",
        "--format",
        "csv",
        "--out",
        "comments.csv",
    ]);
    assert_eq!(
        fs::read(desk.folder.path().join("comments.csv")).expect("a file"),
        out
    );
    let other = CommandLine::with_text();
    other.file("comments.csv", &out);
    other.does(IMPORT_CSV);
    assert_eq!(
        other.does(&["comments", "export", "--consultation", "wells"]),
        out
    );
}

#[test]
fn json_lines_come_out_as_they_went_in() {
    let desk = CommandLine::with_text();
    let rows = careless();
    let mut file = String::from("\u{feff}");
    for row in &rows {
        let object: serde_json::Map<String, Value> = row
            .iter()
            .map(|(name, value)| ((*name).to_owned(), Value::from(value.as_str())))
            .collect();
        file += &Value::Object(object).to_string();
        file += "\r\n";
    }
    desk.file("comments.jsonl", file);
    desk.does(IMPORT_JSONL);
    let comments = desk.comments();
    assert_eq!(comments.len(), rows.len());
    for (comment, row) in comments.iter().zip(&rows) {
        assert_eq!(comment.as_object().expect("an object").len(), row.len());
        for (name, value) in row {
            assert_eq!(comment[*name], value.as_str(), "{name}");
        }
    }
}
