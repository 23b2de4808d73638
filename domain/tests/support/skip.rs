//! Tests that cannot run here say so: never silently, and not at all where what they need was promised.
//!
//! `cargo xtask test` promises PostgreSQL, and the shared texts wherever their folder stands beside the checkout; it
//! counts what was skipped all the same and tells it in its last line.

use std::{env, fs::OpenOptions, io::Write as _};

/// What a test needs.
#[derive(Clone, Copy, Debug)]
pub enum Needs {
    /// A PostgreSQL server, named by `PLENARY_TEST_POSTGRES`.
    Postgres,
    /// Texts beside the checkout, in `../shared`.
    Shared,
}

/// Notes that a test, or a part of it, was skipped; fails it if what it needs was promised
/// (`PLENARY_TEST_PROMISED`, a list of `postgres` and `shared`). The note is a line of the file that
/// `PLENARY_TEST_SKIPS` names.
pub fn skip(needs: Needs, what: &str) {
    let word = match needs {
        Needs::Postgres => "postgres",
        Needs::Shared => "shared",
    };
    let promised = env::var("PLENARY_TEST_PROMISED").unwrap_or_default();
    assert!(
        !promised.split(',').any(|it| it == word),
        "{what}: promised, and not there"
    );
    println!("skipped: {what}");
    if let Some(file) = env::var_os("PLENARY_TEST_SKIPS") {
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(file)
            .expect("the list of skipped tests");
        writeln!(file, "{what}").expect("noted");
    }
}

/// For the PostgreSQL half of a story.
pub fn without_postgres() {
    skip(
        Needs::Postgres,
        "PLENARY_TEST_POSTGRES names no PostgreSQL server",
    );
}
