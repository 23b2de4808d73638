//! Texts that cannot be cut are refused; the smallest one is a text.

use serde_json::Value;

use crate::{CommandLine, IMPORT_CSV, IMPORT_TEXT, SHOW};

#[test]
fn texts_that_cannot_be_cut_are_refused_by_line() {
    let desk = CommandLine::new();
    let deep = |levels: usize| {
        let nested: Vec<String> = (0..levels)
            .map(|level| format!("{}- item {level}\n", "  ".repeat(level)))
            .collect();
        format!("# Title\n\nFirst.\n\n{}", nested.concat())
    };
    let large =
        "A paragraph of an endless norm text, which goes on and on.\n\n".repeat(50_000_000 / 60);
    let cases: [(&str, Vec<u8>, &[&str]); 6] = [
        ("50 MB", large.into_bytes(), &["5"]),
        ("empty", Vec::new(), &["empty"]),
        ("nothing but white space", b" \n\t\n".to_vec(), &["empty"]),
        (
            "invalid UTF-8",
            b"# Title\n\nFirst.\n\nCaf\xe9 norms.\n".to_vec(),
            &["line 5", "UTF-8"],
        ),
        ("nesting", deep(33).into_bytes(), &["line 37", "32"]),
        (
            "quotes in quotes",
            format!("First.\n\n{} deep\n", "> ".repeat(40)).into_bytes(),
            &["line 3", "32"],
        ),
    ];
    for (what, bytes, words) in cases {
        println!("{what}");
        desk.file("text.md", bytes);
        desk.refuses(IMPORT_TEXT, words);
        desk.refuses(SHOW, &["text"]);
    }
    desk.refuses(
        &[
            "text",
            "import",
            "nowhere.md",
            "--consultation",
            "wells",
            "--yes",
        ],
        &["nowhere.md"],
    );
    desk.refuses(
        &[
            "text",
            "import",
            "text.md",
            "--consultation",
            "springs",
            "--yes",
        ],
        &[],
    );
    // As deep as may be.
    desk.file("text.md", deep(32));
    desk.does(IMPORT_TEXT);
}

#[test]
fn a_text_of_one_provision_is_a_text() {
    let desk = CommandLine::new();
    desk.file("text.md", "Users should not foul a shared well.");
    desk.does(IMPORT_TEXT);
    let provisions: Vec<Value> = serde_json::from_slice(&desk.does(SHOW)).expect("JSON");
    assert_eq!(provisions.len(), 1);
    assert_eq!(
        provisions[0]["text"],
        "Users should not foul a shared well."
    );
    assert_eq!(provisions[0]["parent"], Value::Null);
    let label = provisions[0]["label"].as_str().expect("a label");
    assert!(!label.is_empty());
    desk.file("comments.csv", format!("provision,body\n{label},Agreed.\n"));
    desk.does(IMPORT_CSV);
    assert_eq!(desk.comments().len(), 1);
}
