//! The command line as scripts use it: bad input gets a message that names line and field and exit status 2, and
//! nothing is stored; good input that careless programs damage comes out as it went in.

#[path = "../support/mod.rs"]
mod support;

/// Comments that cannot be taken.
mod comments;
/// Comments out as they came in.
mod round_trip;
/// An installation as its operator finds it.
mod setup;
/// Texts that cannot be cut.
mod texts;

use std::{fs, path::PathBuf};

use serde_json::Value;
use support::{
    process::{Said, plenary},
    scene::WELLS,
};

/// A folder with a database and files.
struct CommandLine {
    folder: tempfile::TempDir,
    database: String,
}

impl CommandLine {
    /// With the consultation `wells`, open, without a text.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = Self {
            database: format!("sqlite://{}", folder.path().join("plenary.db").display()),
            folder,
        };
        desk.does(&["consultation", "create", "wells", "--title", "Shared wells"]);
        desk
    }

    /// The same with a text.
    fn with_text() -> Self {
        let desk = Self::new();
        desk.file("wells.md", WELLS);
        desk.does(&[
            "text",
            "import",
            "wells.md",
            "--consultation",
            "wells",
            "--yes",
        ]);
        desk
    }

    fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, contents).expect("written");
        path
    }

    fn run(&self, arguments: &[&str]) -> Said {
        plenary(self.folder.path(), &self.database, arguments)
    }

    /// A command that is done.
    fn does(&self, arguments: &[&str]) -> Vec<u8> {
        let said = self.run(arguments);
        assert_eq!(said.code, 0, "{arguments:?}: {}", said.err);
        said.out
    }

    /// A command that is refused with a message that holds all of these words, whatever their case.
    fn refuses(&self, arguments: &[&str], words: &[&str]) {
        let said = self.run(arguments);
        assert_eq!(said.code, 2, "{arguments:?}: {}", said.err);
        assert!(said.out.is_empty());
        for word in words {
            let (all, word) = (said.err.to_lowercase(), word.to_lowercase());
            assert!(all.contains(&word), "“{word}” is not in: {}", said.err);
        }
        assert!(
            !said.err.contains("problem-") && !said.err.contains("field-"),
            "a message without words: {}",
            said.err
        );
    }

    fn comments(&self) -> Vec<Value> {
        let out = self.does(&[
            "comments",
            "export",
            "--consultation",
            "wells",
            "--format",
            "jsonl",
        ]);
        let text = String::from_utf8(out).expect("UTF-8");
        text.lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect()
    }
}

const IMPORT_TEXT: &[&str] = &[
    "text",
    "import",
    "text.md",
    "--consultation",
    "wells",
    "--yes",
];
const IMPORT_CSV: &[&str] = &[
    "comments",
    "import",
    "comments.csv",
    "--consultation",
    "wells",
    "--received",
    "2026-01-05",
    "--channel",
    "letter",
    "--yes",
];
const IMPORT_JSONL: &[&str] = &[
    "comments",
    "import",
    "comments.jsonl",
    "--consultation",
    "wells",
    "--received",
    "2026-01-05",
    "--channel",
    "letter",
    "--yes",
];
const SHOW: &[&str] = &["text", "show", "--consultation", "wells", "--json"];
