//! A database of the time before the migrations from 0007 on comes up to date with nothing lost. The fixtures are
//! dumps of one that the program of that time made: the demonstration, and comments amended, withdrawn, hidden and
//! anonymous, drafts, a report that was corrected, a decision that was reopened, mail that waits.
//!
//! Bytes of frozen PDF files are shortened in them, with the digests that go with that.

mod support;

use std::{collections::BTreeMap, io::Read, str::FromStr};

use axum::http::StatusCode;
use domain::store::Store;
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, Row,
    postgres::PgConnectOptions,
    sqlite::{SqliteConnectOptions, SqliteConnection},
};
use support::client::{Client, Site};

/// A column whose values a migration changes, and what must hold of the value then and now. Everything that is not
/// named here stays as it was.
struct Rule {
    table: &'static str,
    column: &'static str,
    why: &'static str,
    holds: fn(then: &str, now: &str) -> bool,
}

const RULES: &[Rule] = &[Rule {
    table: "comment",
    column: "search",
    why: "the words to search in are derived from the comment, and may be folded anew",
    holds: |then, now| then.is_empty() == now.is_empty(),
}];

/// What is not the consultation's: the migrations' own list grows.
const OWN: &str = "_sqlx_migrations";

/// Every table with its columns and rows, every value as text.
type Contents = BTreeMap<String, (Vec<String>, Vec<Vec<String>>)>;

fn dump(name: &str) -> String {
    let path = format!(
        "{}/tests/fixtures/before/{name}.sql.gz",
        env!("CARGO_MANIFEST_DIR")
    );
    let packed = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut text = String::new();
    flate2::read::GzDecoder::new(&packed[..])
        .read_to_string(&mut text)
        .expect("a dump");
    text
}

/// Rows as text in the order of the columns: the database's own way of writing a value.
async fn rows(store: &Store, table: &str, columns: &[String]) -> Vec<Vec<String>> {
    let quoted: Vec<String> = columns
        .iter()
        .map(|column| match store {
            Store::Sqlite { .. } => format!("quote(\"{column}\")"),
            Store::Postgres { .. } => format!("coalesce(\"{column}\"::text, '(null)')"),
        })
        .collect();
    let query = format!("select {} from \"{table}\"", quoted.join(", "));
    let read = |n: usize, get: &dyn Fn(usize) -> String| (0..n).map(get).collect::<Vec<_>>();
    let mut rows: Vec<Vec<String>> = match store {
        Store::Sqlite { readers, .. } => sqlx::query(AssertSqlSafe(query))
            .fetch_all(readers)
            .await
            .unwrap_or_else(|error| panic!("{table}: {error}"))
            .iter()
            .map(|row| read(columns.len(), &|n| row.get(n)))
            .collect(),
        Store::Postgres { pool, .. } => sqlx::query(AssertSqlSafe(query))
            .fetch_all(pool)
            .await
            .unwrap_or_else(|error| panic!("{table}: {error}"))
            .iter()
            .map(|row| read(columns.len(), &|n| row.get(n)))
            .collect(),
    };
    rows.sort();
    rows
}

async fn strings(store: &Store, query: String) -> Vec<String> {
    match store {
        Store::Sqlite { readers, .. } => {
            sqlx::query_scalar(AssertSqlSafe(query))
                .fetch_all(readers)
                .await
        }
        Store::Postgres { pool, .. } => {
            sqlx::query_scalar(AssertSqlSafe(query))
                .fetch_all(pool)
                .await
        }
    }
    .expect("names")
}

async fn tables(store: &Store) -> Vec<String> {
    let query = match store {
        Store::Sqlite { .. } => "select name from sqlite_master where type = 'table' order by name",
        Store::Postgres { .. } => {
            "select table_name::text from information_schema.tables where table_schema = 'public' order by 1"
        }
    };
    strings(store, query.to_owned()).await
}

async fn columns(store: &Store, table: &str) -> Vec<String> {
    let query = match store {
        Store::Sqlite { .. } => {
            format!("select name from pragma_table_info('{table}') order by name")
        }
        Store::Postgres { .. } => format!(
            "select column_name::text from information_schema.columns \
             where table_schema = 'public' and table_name = '{table}' order by 1"
        ),
    };
    strings(store, query).await
}

async fn contents(store: &Store) -> Contents {
    let mut contents = Contents::new();
    for table in tables(store).await {
        if table != OWN {
            let columns = columns(store, &table).await;
            let rows = rows(store, &table, &columns).await;
            contents.insert(table, (columns, rows));
        }
    }
    contents
}

/// Every old value is still there, row by row, or changed as a rule says.
async fn nothing_is_lost(then: &Contents, store: &Store) {
    let tables = tables(store).await;
    for (table, (old_columns, old_rows)) in then {
        assert!(tables.contains(table), "{table} is gone");
        let now_columns = columns(store, table).await;
        for column in old_columns {
            assert!(now_columns.contains(column), "{table}.{column} is gone");
        }
        let rules: Vec<&Rule> = RULES.iter().filter(|rule| rule.table == table).collect();
        // What may change comes last, so that the rest finds the same row.
        let is_ruled = |column: &String| rules.iter().any(|rule| rule.column == column);
        let mut order: Vec<usize> = (0..old_columns.len()).collect();
        order.sort_by_key(|n| is_ruled(&old_columns[*n]));
        let names: Vec<String> = order.iter().map(|n| old_columns[*n].clone()).collect();
        let fixed = names.iter().filter(|column| !is_ruled(column)).count();
        let mut old: Vec<Vec<&String>> = old_rows
            .iter()
            .map(|row| order.iter().map(|n| &row[*n]).collect())
            .collect();
        old.sort();
        let now = rows(store, table, &names).await;
        assert_eq!(now.len(), old.len(), "{table}: rows");
        for (old, now) in old.iter().zip(&now) {
            for (n, column) in names.iter().enumerate() {
                if n < fixed {
                    assert_eq!(&now[n], old[n], "{table}.{column}");
                }
                for rule in rules.iter().filter(|rule| rule.column == column) {
                    assert!(
                        (rule.holds)(old[n], &now[n]),
                        "{table}.{column}: {}",
                        rule.why
                    );
                }
            }
        }
    }
}

/// What a database of that time must hold for the comparison to be worth anything.
fn is_complete(then: &Contents) {
    for (table, (_, rows)) in then {
        assert!(!rows.is_empty(), "the fixture has no {table}");
    }
    let expected = [
        ("account", 8),
        ("comment", 46),
        ("audit", 100),
        ("edition", 24),
        ("outbox", 14),
        ("decision", 6),
    ];
    for (table, least) in expected {
        assert!(
            then[table].1.len() >= least,
            "{table}: {}",
            then[table].1.len()
        );
    }
}

async fn page(client: &mut Client, path: &str, words: &[&str]) {
    let answer = client.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    for word in words {
        assert!(answer.body.contains(word), "{path} does not say “{word}”");
    }
}

/// What was there is still to be read by those who could.
async fn is_readable(store: &Store) {
    let now = "2026-11-27T18:00:00Z".parse().expect("a moment");
    let site = Site::new(store.clone(), now);
    let mut visitor = site.visitor();
    page(
        &mut visitor,
        "/",
        &["The care of network time", "The repair of undersea cables"],
    )
    .await;
    for slug in [
        "network-time",
        "emergency-updates",
        "cable-repair",
        "shared-identifiers",
    ] {
        for path in ["", "/text", "/comments", "/comments/R1-0001", "/record"] {
            page(&mut visitor, &format!("/consultations/{slug}{path}"), &[]).await;
        }
    }
    let time = "/consultations/network-time";
    page(
        &mut visitor,
        &format!("{time}/comments/R1-0019"),
        &["first two meetings", "Republic of Valdrey", "not verified"],
    )
    .await;
    page(
        &mut visitor,
        &format!("{time}/comments/R1-0002"),
        &["Names a private person."],
    )
    .await;
    page(
        &mut visitor,
        "/consultations/shared-identifiers/outcome",
        &["fifty years"],
    )
    .await;
    page(
        &mut visitor,
        "/consultations/cable-repair/report/2/public.html",
        &[],
    )
    .await;

    let mut state = site.visitor();
    state.sign_in("state@example.org").await;
    page(
        &mut state,
        &format!("{time}/submission"),
        &["R1-0019", "first two meetings"],
    )
    .await;
    page(
        &mut state,
        "/consultations/shared-identifiers/answers",
        &["Good as it stands."],
    )
    .await;
    let mut society = site.visitor();
    society.sign_in("society@example.org").await;
    page(
        &mut society,
        &format!("{time}/submission"),
        &["What is off by default stays off."],
    )
    .await;

    let mut facilitator = site.visitor();
    facilitator.sign_in("facilitator@example.org").await;
    for path in [
        "/workbench",
        "/report",
        "/issues/1",
        "/verification",
        "/roles",
        "/record",
    ] {
        page(
            &mut facilitator,
            &format!("/consultations/emergency-updates{path}"),
            &[],
        )
        .await;
    }
    page(
        &mut facilitator,
        "/consultations/emergency-updates/report",
        &["What the secretariat wrote about purpose"],
    )
    .await;
    let mut commissioner = site.visitor();
    commissioner.sign_in("commissioner@example.org").await;
    let room = "/consultations/cable-repair/reading-room";
    page(&mut commissioner, room, &[]).await;
    page(
        &mut commissioner,
        &format!("{room}/1"),
        &[
            "The sentence on disputed waters is made clearer.",
            "left out",
        ],
    )
    .await;
    page(
        &mut commissioner,
        &format!("{room}/2"),
        &["Forty-eight hours remain too short."],
    )
    .await;
    let mut administrator = site.visitor();
    administrator.sign_in("administrator@example.org").await;
    page(&mut administrator, "/audit", &["Outcome published"]).await;
}

async fn story(store: Store) {
    let then = contents(&store).await;
    is_complete(&then);
    store.migrate().await.expect("migrated");
    nothing_is_lost(&then, &store).await;
    // Whoever had a role from the operator may confirm what another asks for.
    let appointed = strings(
        &store,
        "select distinct role from account_role where by_administrator order by role".to_owned(),
    )
    .await;
    assert_eq!(appointed, ["administrator", "commissioner", "facilitator"]);
    is_readable(&store).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_the_time_before_comes_up_to_date_on_sqlite() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}", folder.path().join("plenary.db").display());
    let options = SqliteConnectOptions::from_str(&url)
        .expect("an address")
        .create_if_missing(true)
        .foreign_keys(false);
    let mut connection = SqliteConnection::connect_with(&options)
        .await
        .expect("a database");
    sqlx::raw_sql(AssertSqlSafe(dump("sqlite")))
        .execute(&mut connection)
        .await
        .expect("loaded");
    connection.close().await.expect("closed");
    story(Store::connect(&url).await.expect("a store")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_the_time_before_comes_up_to_date_on_postgres() {
    let Some(url) = support::postgres_url().await else {
        println!("skipped: PLENARY_TEST_POSTGRES names no PostgreSQL server");
        return;
    };
    let options: PgConnectOptions = url.parse().expect("an address");
    let mut connection = options.connect().await.expect("a database");
    sqlx::raw_sql(AssertSqlSafe(dump("postgres")))
        .execute(&mut connection)
        .await
        .expect("loaded");
    connection.close().await.expect("closed");
    story(Store::connect(&url).await.expect("a store")).await;
}
