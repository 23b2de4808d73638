//! Reading, as browsers without scripts do it: the document with its margin, the front page; and the command line's
//! import of a text.

mod support;

use std::fmt::Write as _;

use std::{path::Path, process::Command};

use axum::http::StatusCode;
use domain::{
    actor::{Actor, Role},
    exchange::Format,
    ops::{
        consultation,
        exchange::{self, Incoming},
        mail::Written,
        text,
    },
    round::Confidentiality,
    store::Store,
};
use serde_json::Value;
use support::{
    client::Site,
    scene::{WELLS, closing, open, opening, slug, wells},
};

const HERE: &str = "/consultations/wells";
const TEXT: &str = "/consultations/wells/text";
const OWN: &str = "/consultations/wells/submission";

/// Comments on the first norm by as many organisations of civil society, and one by a state that opposes.
async fn say(store: &Store, count: usize) {
    let mut csv =
        String::from("provision,position,body,proposed_wording,organisation,group,publication\n");
    for n in 0..count {
        let _ = writeln!(
            csv,
            "1.1,support,Good {n},Other words,Well Keepers {n},civil-society,organisation"
        );
    }
    csv.push_str("1.1,oppose,No,,Ministry of Rain,state,organisation\n");
    exchange::import(
        store,
        &Actor::Operator,
        &slug("wells"),
        &Incoming::of(Format::Csv, csv.as_bytes(), open(), "e-mail"),
        open(),
        |_| Written::default(),
        |_, _| {},
    )
    .await
    .expect("comments");
}

/// The element that begins with this, up to its end.
fn part<'a>(body: &'a str, begin: &str, end: &str) -> &'a str {
    let start = body
        .find(begin)
        .unwrap_or_else(|| panic!("no {begin} in {body}"));
    let rest = &body[start..];
    &rest[..rest.find(end).unwrap_or(rest.len())]
}

stories! {
    async fn pages_say_what_is_so_by_now(store: Store) {
        wells(&store, Confidentiality::PublicAfterClose).await;
        let site = Site::new(store, open());
        let mut ada = site.signed_in("ada@example.org", &[]).await;
        let mut visitor = site.visitor();
        // Who is signed in is not told to sign in.
        assert!(visitor.get(HERE).await.body.contains("You sign in when you begin to write."));
        let call = ada.get(HERE).await;
        assert!(call.body.contains("comment where you read.") && !call.body.contains("You sign in when"), "{}", call.body);
        assert!(ada.get(OWN).await.body.contains("Add a comment in the text"));
        for path in ["/", HERE, TEXT] {
            assert!(visitor.get(path).await.body.contains("Comments show when the round has closed."), "{path}");
        }
        site.clock.advance_to(closing());
        ada.sign_in("ada@example.org").await;
        for path in ["/", HERE, TEXT, "/consultations/wells/text/p-1.1"] {
            for client in [&mut visitor, &mut ada] {
                let page = client.get(path).await;
                assert!(page.body.contains("Comments are public since the round has closed."), "{path}: {}", page.body);
                for past in ["Comments show when", "Add a comment", "Sign in with your e-mail address to comment", "You sign in when"] {
                    assert!(!page.body.contains(past), "{path}: {past}");
                }
            }
        }
        let own = ada.get(OWN).await;
        assert!(!own.body.contains("Add a comment") && !own.body.contains("Comment on the document as a whole"), "{}", own.body);
    }

    async fn the_document_shows_every_provision_with_its_label_and_a_way_to_comment(store: Store) {
        wells(&store, Confidentiality::Public).await;
        let site = Site::new(store.clone(), open());
        let page = site.visitor().get(TEXT).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let document = text::read(&store, &Actor::Operator, &slug("wells"), None, open()).await.expect("a text");
        for it in &document.provisions {
            assert!(page.body.contains(&format!("id=\"{}\"", it.anchor)), "{}", it.label);
            let shown = [format!(">{}</a>", it.label), format!("<bdi>{}</bdi></a>", it.label)];
            assert!(shown.iter().any(|it| page.body.contains(it)), "{}", it.label);
            let say = format!("{TEXT}/{}#composer", it.anchor);
            assert!(page.body.contains(&say), "{say}");
        }
        // The label hangs beside the heading, and its number is said once more for those who hear it.
        let section = part(&page.body, "id=\"p-1\"", "</header>");
        assert!(section.contains("<span class=\"vh\">1. </span>Keeping the water clean</h2>"), "{section}");
        assert!(part(&page.body, "id=\"p-1.1\"", "</section>").contains("Users should not foul"));
        // The footnote leads back to what refers to it.
        let note = part(&page.body, "class=\"provision footnote\"", "</section>");
        assert!(note.contains("role=\"doc-backlink\"") && note.contains("href=\"#p-para-1\""), "{note}");
        assert!(page.body.contains("role=\"doc-noteref\""));
        // Nothing was said yet, and no script is needed.
        assert!(!page.body.contains("posbar") && !page.body.contains("<script"), "{}", page.body);
    }

    async fn the_margin_tells_who_said_what_and_stays_as_large_as_it_is(store: Store) {
        wells(&store, Confidentiality::Public).await;
        say(&store, 3).await;
        let site = Site::new(store.clone(), open());
        let few = site.visitor().get(TEXT).await.body;
        let margin = part(&few, "id=\"p-1.1\"", "</section>");
        assert!(margin.contains("<b>4</b> comments"), "{margin}");
        assert!(margin.contains("3 proposed wordings"), "{margin}");
        assert!(margin.contains("State: Oppose 1; Civil society: Support 3\""), "{margin}");
        say(&store, 400).await;
        let many = site.visitor().get(TEXT).await.body;
        assert!(many.contains("<b>405</b> comments"));
        assert!(many.len().abs_diff(few.len()) < 100, "{} and {}", few.len(), many.len());
        assert!(!many.contains("Good 1"), "the document does not repeat its comments");
    }

    async fn after_the_close_nobody_is_invited_to_comment(store: Store) {
        wells(&store, Confidentiality::Public).await;
        say(&store, 1).await;
        let site = Site::new(store, closing());
        let page = site.visitor().get(TEXT).await.body;
        assert!(!page.contains("#composer"), "{page}");
        assert!(page.contains("Closed 1 April 2026 at 14:00, Europe/Paris (UTC+2)"), "{page}");
        assert!(page.contains("<b>2</b> comments"));
    }

    async fn counts_are_seen_by_those_who_may(store: Store) {
        wells(&store, Confidentiality::Internal).await;
        say(&store, 3).await;
        let site = Site::new(store, open());
        let visitor = site.visitor().get(TEXT).await.body;
        assert!(!visitor.contains("posbar") && !visitor.contains("Who has spoken"), "{visitor}");
        let mut facilitator = site.signed_in("f@example.org", &[(Role::Facilitator, "wells")]).await;
        let page = facilitator.get(TEXT).await.body;
        assert!(page.contains("<b>4</b> comments") && page.contains("Who has spoken"), "{page}");
        // The cached page of visitors is not hers, and hers is not kept for them.
        assert!(!site.visitor().get(TEXT).await.body.contains("posbar"));
        let front = site.visitor().get("/").await.body;
        assert!(!front.contains("4 comments"), "{front}");
        assert!(facilitator.get("/").await.body.contains("4 comments"));
    }

    async fn the_deadline_is_told_where_the_round_is_and_where_the_reader_is(store: Store) {
        wells(&store, Confidentiality::Public).await;
        let site = Site::new(store, open());
        let mut desk = site.signed_in("desk@example.org", &[]).await;
        let page = desk.get(TEXT).await.body;
        assert!(page.contains("Closes 1 April 2026 at 14:00, Europe/Paris (UTC+2)"), "{page}");
        assert!(page.contains("Where you are: 1 April 2026 at 12:00, UTC"), "{page}");
        assert!(!site.visitor().get(TEXT).await.body.contains("Where you are"));
    }

    async fn a_text_in_another_language_says_so_word_for_word(store: Store) {
        wells(&store, Confidentiality::Public).await;
        let site = Site::new(store, open());
        let page = site.visitor().get(&format!("{TEXT}?lang=ar")).await.body;
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{page}");
        assert!(page.contains("<p class=\"words\" lang=\"en\" dir=\"ltr\">"), "{page}");
    }

    async fn what_a_text_says_is_nothing_but_words(store: Store) {
        wells(&store, Confidentiality::Public).await;
        let hostile = "# A <script>alert(1)</script> title\n\n> <img src=x onerror=alert(2)> [x](javascript:alert(3))\n";
        support::scene::import(&store, hostile).await;
        let site = Site::new(store, open());
        let page = site.visitor().get(TEXT).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("<script") && !page.body.contains("<img") && !page.body.contains("javascript:"));
    }

    async fn a_list_of_comments_shows_proposed_words_against_those_of_the_text(store: Store) {
        wells(&store, Confidentiality::Public).await;
        let csv = "provision,body,proposed_wording\n1.1,Clearer,\"Users must not foul a shared well, nor let others do so.\"\n";
        exchange::import(&store, &Actor::Operator, &slug("wells"), &Incoming::of(Format::Csv, csv.as_bytes(), open(), "e-mail"), open(), |_| Written::default(), |_, _| {}).await.expect("a comment");
        let site = Site::new(store, open());
        for page in ["/consultations/wells/comments", "/consultations/wells/text/p-1.1"] {
            let list = site.visitor().get(page).await.body;
            let redline = part(&list, "class=\"redline\"", "</p>");
            assert!(redline.contains(">should</del>") && redline.contains(">must</ins>"), "{redline}");
            assert!(redline.contains("foul a shared well"), "{redline}");
        }
    }

    async fn versions_that_are_not_there_are_not_found(store: Store) {
        wells(&store, Confidentiality::Public).await;
        let site = Site::new(store, open());
        for version in ["2", "0", "x", "-1", "99999999999"] {
            let page = site.visitor().get(&format!("{TEXT}?version={version}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{version}");
        }
        assert_eq!(site.visitor().get(&format!("{TEXT}?version=1")).await.status, StatusCode::OK);
    }

    async fn the_call_tells_each_reader_what_comes_next(store: Store) {
        const CALL: &str = "/consultations/wells";
        let id = wells(&store, Confidentiality::Public).await;
        say(&store, 2).await;
        let site = Site::new(store.clone(), opening() - chrono::TimeDelta::days(1));
        assert_eq!(site.visitor().get(CALL).await.status, StatusCode::NOT_FOUND);
        let mut facilitator = site.signed_in("f@example.org", &[(Role::Facilitator, "wells")]).await;
        let prepared = facilitator.get(CALL).await.body;
        assert!(prepared.contains("Comments are taken from the opening"), "{prepared}");
        site.clock.advance_to(open());
        let mut desk = site.signed_in("desk@example.org", &[]).await;
        let visitor = site.visitor().get(CALL).await.body;
        assert!(visitor.contains("Read the text and comment") && !visitor.contains("class=\"button second\""), "{visitor}");
        assert!(desk.get(CALL).await.body.contains("what is still missing before you submit it"));
        assert!(facilitator.get(CALL).await.body.contains("gather them into issues"));
        site.clock.advance_to(closing());
        assert!(site.visitor().get(CALL).await.body.contains("The facilitators make one report"));

        // A note on the round is told, as words and nothing but words.
        let mut tx = store.begin().await.expect("a transaction");
        let round = domain::store::consultation::round(&mut tx, id).await.expect("a round");
        domain::store::consultation::insert_note(&mut tx, round.id, "Extended <b>once</b>", None, None, open()).await.expect("noted");
        domain::store::consultation::touch(&mut tx, id).await.expect("touched");
        tx.commit().await.expect("kept");
        let noted = site.visitor().get(CALL).await.body;
        assert!(noted.contains("Extended &lt;b&gt;once&lt;/b&gt;"), "{noted}");
        assert!(noted.contains("10 March 2026 at 13:00"), "{noted}");
    }

    async fn the_front_page_tells_who_has_spoken(store: Store) {
        wells(&store, Confidentiality::Public).await;
        say(&store, 2).await;
        let site = Site::new(store.clone(), open());
        let front = site.visitor().get("/").await.body;
        assert!(front.contains("3 comments, 3 submissions"), "{front}");
        assert!(front.contains("Closes 1 April 2026"), "{front}");
        assert!(front.contains("Sign in or register"));
        let mut desk = site.signed_in("desk@example.org", &[]).await;
        assert!(!desk.get("/").await.body.contains("Sign in or register"));
        // What has not opened is not told to visitors.
        let early = Site::new(store, opening() - chrono::TimeDelta::days(1));
        assert!(early.visitor().get("/").await.body.contains("There is no consultation yet"));
    }
}

/// Runs the program on a database in a folder.
fn plenary(folder: &Path, arguments: &[&str]) -> std::process::Output {
    let database = format!("sqlite://{}", folder.join("plenary.db").display());
    Command::new(env!("CARGO_BIN_EXE_plenary"))
        .current_dir(folder)
        .args(["--database", &database])
        .args(arguments)
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the program runs")
}

fn told(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with a consultation `wells` and its text in `wells.md`.
fn a_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("wells.md"), WELLS).expect("written");
    let made = plenary(
        folder.path(),
        &["consultation", "create", "wells", "--title", "Wells"],
    );
    assert!(made.status.success(), "{}", told(&made));
    folder
}

const IMPORT: [&str; 4] = ["text", "import", "--consultation", "wells"];
const SHOW: [&str; 5] = ["text", "show", "--consultation", "wells", "--json"];

#[test]
fn the_command_line_shows_the_cut_and_stores_nothing_unasked() {
    let folder = a_folder();
    let asked = plenary(folder.path(), &[&IMPORT[..], &["wells.md"]].concat());
    assert_eq!(asked.status.code(), Some(2), "{}", told(&asked));
    assert!(
        told(&asked).contains("1.1") && told(&asked).contains("norm"),
        "{}",
        told(&asked)
    );
    assert!(asked.stdout.is_empty());
    assert_eq!(
        plenary(folder.path(), &SHOW).status.code(),
        Some(2),
        "nothing is stored"
    );

    let done = plenary(
        folder.path(),
        &[&IMPORT[..], &["wells.md", "--yes"]].concat(),
    );
    assert!(done.status.success(), "{}", told(&done));
    let shown = plenary(folder.path(), &SHOW);
    let rows: Vec<Value> = serde_json::from_slice(&shown.stdout).expect("an array");
    let mut keys: Vec<&String> = rows[0].as_object().expect("an object").keys().collect();
    keys.sort();
    assert_eq!(keys, ["anchor", "kind", "label", "parent", "text"]);
    let norm = rows.iter().find(|row| row["label"] == "1.1").expect("1.1");
    assert_eq!(norm["kind"], "norm");
    assert_eq!(norm["parent"], "p-1");
    let heading = rows.iter().find(|row| row["label"] == "1").expect("1");
    assert_eq!(heading["text"], "1. Keeping the water clean");
    let version = plenary(folder.path(), &[&SHOW[..], &["--version", "7"]].concat());
    assert_eq!(version.status.code(), Some(2));
}

#[test]
fn the_command_line_refuses_what_cannot_be_cut_and_says_where() {
    let folder = a_folder();
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).expect("written");
    };
    write("latin.md", b"# Title\n\ncaf\xe9\n");
    write("empty.md", b"\n\n");
    write(
        "deep.md",
        format!("# Title\n\n{} deep\n", ">".repeat(40)).as_bytes(),
    );
    write("large.md", &vec![b'a'; 6_000_000]);
    for (file, said) in [
        ("latin.md", "Line 3: The text is not valid UTF-8"),
        ("empty.md", "The text is empty"),
        ("deep.md", "Line 3: Lists and quotes are nested"),
        ("large.md", "larger than 5000000 bytes"),
        ("missing.md", "missing.md cannot be read"),
    ] {
        let refused = plenary(folder.path(), &[&IMPORT[..], &[file, "--yes"]].concat());
        assert_eq!(refused.status.code(), Some(2), "{file}: {}", told(&refused));
        assert!(told(&refused).contains(said), "{file}: {}", told(&refused));
    }
    assert_eq!(
        plenary(folder.path(), &SHOW).status.code(),
        Some(2),
        "nothing is stored"
    );
}

#[test]
fn the_norm_package_imports_whole_and_reads_in_few_bytes() {
    let source =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/norm-package-singapore.md");
    if !source.exists() {
        support::skip::skip(
            support::skip::Needs::Shared,
            &format!("{} is not there", source.display()),
        );
        return;
    }
    let folder = a_folder();
    let path = source.display().to_string();
    let done = plenary(folder.path(), &[&IMPORT[..], &[&path, "--yes"]].concat());
    assert!(done.status.success(), "{}", told(&done));
    let shown = plenary(folder.path(), &SHOW);
    let rows: Vec<Value> = serde_json::from_slice(&shown.stdout).expect("an array");
    let count = |kind: &str| rows.iter().filter(|row| row["kind"] == kind).count();
    assert_eq!(count("footnote"), 17);
    let sections = rows
        .iter()
        .filter(|row| row["kind"] == "heading" && row["parent"] == "p-title")
        .count();
    assert_eq!(sections, 8);

    // The page as a visitor gets it, and what it needs beside fonts.
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let url = format!("sqlite://{}", folder.path().join("plenary.db").display());
        let store = Store::open(&url).await.expect("the database");
        let context = consultation::find(&store, &Actor::Operator, &slug("wells"), open())
            .await
            .expect("there");
        let now = context.round.opens_at;
        let page = Site::new(store, now).visitor().get(TEXT).await;
        assert_eq!(page.status, StatusCode::OK);
        let style = part(&page.body, "<link rel=\"stylesheet\" href=\"", ">");
        assert!(style.contains(".css"));
        let bytes = compressed(page.body.as_bytes());
        println!(
            "the Norm Package's page: {} bytes, {bytes} compressed",
            page.body.len()
        );
        // The style sheet has a budget of its own, 12 KB at most; together they stay under 60 KB.
        assert!(bytes < 40_000, "{bytes}");
    });
}

fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut encoder, bytes).expect("compressed");
    encoder.finish().expect("compressed").len()
}
