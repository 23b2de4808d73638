//! The audit record's pages: who sees which entries and whom they name; verification and roles by their forms.

mod support;

use std::collections::BTreeSet;

use app::i18n::Texts;
use axum::http::StatusCode;
use domain::{
    account::{EmailAddress, Language},
    actor::Actor,
    comment::{CommentKind, Content, Position},
    ops::{
        account,
        audit::{self, Filter},
        draft,
        mail::Written,
        remark, submission,
    },
    store::Store,
    submission::{Details, Publication},
};
use support::client::{Client, Site};

const AT: &str = "2026-06-15T10:00:00Z";

fn now() -> domain::Timestamp {
    AT.parse().expect("a moment")
}

async fn site(store: &Store) -> Site {
    plenary::demo::fill(store, now())
        .await
        .expect("the demonstration");
    Site::new(store.clone(), now())
}

async fn actor(store: &Store, email: &str) -> Actor {
    let email: EmailAddress = email.parse().expect("an address");
    let found = account::find(store, &Actor::Operator, &email)
        .await
        .expect("an account");
    account::actor(store, found.id)
        .await
        .expect("read")
        .expect("an actor")
}

/// Somebody who submits a comment on the document as a whole in the open consultation, anonymously.
async fn anonymous(site: &Site, store: &Store, email: &str) {
    drop(site.signed_in(email, &[]).await);
    let who = actor(store, email).await;
    let slug = "network-time".parse().expect("a slug");
    let content = Content {
        kind: Some(CommentKind::General),
        position: Some(Position::Oppose),
        body: "Said without a name.".into(),
        ..Content::default()
    };
    draft::save(store, &who, &slug, draft::Target::New, content, now())
        .await
        .expect("a draft");
    let review = submission::review(store, &who, &slug, now())
        .await
        .expect("a review");
    let details = Details {
        organisation: "Whistle Works".into(),
        stakeholder_group: Some(domain::account::StakeholderGroup::PrivateSector),
        country: "KE".into(),
        publication: Some(Publication::Anonymous),
    };
    let revision = review.submission.map(|it| it.revision);
    submission::save_details(store, &who, &slug, revision, &details, now())
        .await
        .expect("details");
    let silent = |_: &submission::Receipt| Written {
        subject: String::new(),
        text: String::new(),
        html: String::new(),
    };
    submission::submit(store, &who, &slug, now(), silent)
        .await
        .expect("submitted");
}

async fn body(client: &mut Client, path: &str) -> String {
    let answer = client.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    answer.body
}

/// The rows of a page's table.
fn rows(html: &str) -> String {
    let (_, rest) = html.split_once("<tbody>").expect("a table");
    rest.split("</tbody>").next().unwrap_or_default().to_owned()
}

async fn signed_in(site: &Site, email: &str) -> Client {
    let mut client = site.visitor();
    client.sign_in(email).await;
    client
}

/// Every particular that the demonstration recorded has a name in every language.
async fn particulars(store: &Store) {
    let all = Filter::default();
    let entries = audit::all(store, &Actor::Operator, None, &all, now()).await;
    let entries = entries.expect("the record");
    let names: BTreeSet<&String> = entries
        .iter()
        .flat_map(|it| it.fields.iter().map(|(name, _)| name))
        .collect();
    assert!(names.len() > 15, "{names:?}");
    for language in Language::ALL {
        let is_bare = |name: &&&String| {
            let shown = app::pages::audit::field_name(Texts::of(*language), name);
            name.split('.')
                .any(|part| shown.split(": ").any(|it| it == part))
        };
        let bare: Vec<_> = names.iter().filter(is_bare).collect();
        assert!(bare.is_empty(), "{language}: `audit-field-…` for {bare:?}");
    }
}

async fn readers(store: Store) {
    let site = site(&store).await;
    particulars(&store).await;
    anonymous(&site, &store, "whistle@example.org").await;
    let path = "/consultations/network-time/record";
    let mut visitor = site.visitor();
    let public = body(&mut visitor, path).await;
    assert!(public.contains("Consultation created") && public.contains("Public"));
    // Nobody by name, no address, nothing that is not marked as public.
    for word in [
        "@example.org",
        "Comments submitted",
        "Role given",
        "Comments imported",
        "Whistle",
    ] {
        assert!(!public.contains(word), "a visitor reads “{word}”");
    }
    let mut facilitator = signed_in(&site, "facilitator@example.org").await;
    let all = body(&mut facilitator, path).await;
    for word in [
        "Comments submitted",
        "whistle@example.org",
        "Role given",
        "Comments imported",
    ] {
        assert!(all.contains(word), "the facilitator does not read “{word}”");
    }
    // The administrator sees that something was submitted, on which day, and not by whom.
    let mut administrator = signed_in(&site, "administrator@example.org").await;
    for path in [
        path,
        "/audit?act=submission.submit",
        "/audit.csv?act=submission.submit",
    ] {
        let seen = body(&mut administrator, path).await;
        assert!(
            seen.contains("Comments submitted") && seen.contains("submission.submit"),
            "{path}"
        );
        for word in [
            "whistle@example.org",
            "Whistle Works",
            "R1-0019",
            "R1-0020",
            "10:00",
        ] {
            let told = seen.contains(word);
            assert!(!told, "{path}: the administrator reads “{word}”");
        }
    }
    // Commissioners follow who is given a role, and not who submits.
    let mut commissioner = signed_in(&site, "commissioner@example.org").await;
    let followed = body(&mut commissioner, path).await;
    assert!(followed.contains("Role given") && followed.contains("commissioner@example.org"));
    assert!(!followed.contains("Comments submitted") && !followed.contains("whistle@"));
    // The whole record is for administrators.
    assert_eq!(visitor.get("/audit").await.status, StatusCode::SEE_OTHER);
    for other in [&mut facilitator, &mut commissioner] {
        assert_eq!(other.get("/audit").await.status, StatusCode::FORBIDDEN);
        assert_eq!(other.get("/audit.csv").await.status, StatusCode::FORBIDDEN);
    }
    // Who takes part in the debate is for those who do; what they said is nowhere.
    let path = "/consultations/cable-repair/record";
    for client in [&mut facilitator, &mut administrator] {
        let seen = body(client, &format!("{path}?act=remark.add")).await;
        assert!(seen.contains("Remark made in the debate"));
        assert!(
            !seen.contains("commissioner@example.org") && !seen.contains("Forty-eight"),
            "{seen}"
        );
    }
}

async fn filters_and_pages(store: Store) {
    let site = site(&store).await;
    let mut facilitator = signed_in(&site, "facilitator@example.org").await;
    let slug = "emergency-updates".parse().expect("a slug");
    let who = actor(&store, "facilitator@example.org").await;
    for n in 0..60 {
        domain::ops::issue::create(
            &store,
            &who,
            &slug,
            domain::issue::IssueContent {
                statement: format!("Is {n} right?"),
                ..Default::default()
            },
            &[],
            now() + chrono::TimeDelta::seconds(n),
        )
        .await
        .expect("an issue");
    }
    let path = "/consultations/emergency-updates/record";
    let mut seen = BTreeSet::new();
    let mut url = format!("{path}?act=issue.create");
    let mut pages = 0;
    loop {
        let html = body(&mut facilitator, &url).await;
        assert!(
            !rows(&html).contains("Comments imported"),
            "of one act alone"
        );
        for number in html.split("Issue ").skip(1) {
            seen.insert(
                number
                    .split('<')
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_owned(),
            );
        }
        pages += 1;
        let Some((_, rest)) = html.split_once("rel=\"next\" href=\"") else {
            break;
        };
        url = rest
            .split('"')
            .next()
            .unwrap_or_default()
            .replace("&amp;", "&");
    }
    assert_eq!(pages, 2);
    let numbers = seen.iter().filter(|it| it.parse::<i32>().is_ok()).count();
    assert_eq!(numbers, 61, "each once, none left out: {seen:?}");
    // By day, in the reader's zone.
    let today = rows(
        &body(
            &mut facilitator,
            &format!("{path}?from=2026-06-15&until=2026-06-15"),
        )
        .await,
    );
    assert!(today.contains("Issue made") && !today.contains("Comments imported"));
    let before = rows(&body(&mut facilitator, &format!("{path}?until=2026-06-13")).await);
    assert!(before.contains("Comments imported") && !before.contains("Issue made"));
    let answer = facilitator
        .get(&format!("{path}.csv?act=issue.create"))
        .await;
    assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8");
    let mut csv = csv::Reader::from_reader(answer.body.as_bytes());
    assert_eq!(csv.records().flatten().count(), 61);
}

async fn verification(store: Store) {
    let site = site(&store).await;
    let mut facilitator = signed_in(&site, "facilitator@example.org").await;
    let mut visitor = site.visitor();
    let path = "/consultations/network-time/verification";
    let comment = "/consultations/network-time/comments/R1-0019";
    let listed = body(&mut facilitator, path).await;
    assert!(
        listed.contains("Republic of Valdrey")
            && listed.contains("example.org")
            && listed.contains("not verified")
    );
    let one = body(&mut visitor, comment).await;
    assert!(one.contains("Republic of Valdrey") && one.contains("not verified"));
    // The form of the state's line.
    // Another submission, entered on behalf of its author, states the same: this one came from an account.
    let line = listed
        .split("class=\"claim\"")
        .find(|it| {
            it.contains("Republic of Valdrey") && it.contains("an e-mail address at example.org")
        })
        .expect("a line");
    assert!(line.contains("One other submission states the same organisation"));
    let value = |name: &str| {
        let (_, rest) = line
            .split_once(&format!("name=\"{name}\" value=\""))
            .expect("a field");
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let (id, revision) = (value("id"), value("revision"));
    let empty = facilitator
        .post(
            path,
            &[
                ("act", "verify"),
                ("id", &id),
                ("revision", &revision),
                ("note", ""),
            ],
        )
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let stale = facilitator
        .post(
            path,
            &[
                ("act", "verify"),
                ("id", &id),
                ("revision", "0"),
                ("note", "By note"),
            ],
        )
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.body.contains("By note"), "what was typed stays");
    let done = facilitator
        .post(
            path,
            &[
                ("act", "verify"),
                ("id", &id),
                ("revision", &revision),
                ("note", "By note verbale"),
            ],
        )
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    for page in [comment, "/consultations/network-time/comments"] {
        assert!(
            body(&mut visitor, page)
                .await
                .contains("verified by the secretariat"),
            "{page}"
        );
    }
    let csv = body(&mut visitor, "/consultations/network-time/comments.csv").await;
    let header = csv.lines().next().expect("a header");
    assert!(header.trim_end().ends_with("verified"), "{header}");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let marks: std::collections::BTreeMap<String, String> = reader
        .records()
        .map(|row| row.expect("a row"))
        .map(|row| (row[0].to_owned(), row[row.len() - 1].to_owned()))
        .collect();
    assert_eq!(
        (marks["R1-0019"].as_str(), marks["R1-0001"].as_str()),
        ("yes", "no")
    );
    assert!(
        !body(&mut visitor, comment).await.contains("note verbale"),
        "the note is for facilitators"
    );
    // In its own words to whom it is about.
    let mut state = signed_in(&site, "state@example.org").await;
    assert!(
        body(&mut state, "/consultations/network-time/submission")
            .await
            .contains("verified by the secretariat")
    );
    let mut society = signed_in(&site, "society@example.org").await;
    assert!(
        body(&mut society, "/consultations/network-time/submission")
            .await
            .contains("Stated by you, not verified")
    );
    let back = facilitator
        .post(
            path,
            &[("act", "take-back"), ("id", &id), ("note", "It was forged")],
        )
        .await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert!(
        !body(&mut visitor, comment)
            .await
            .contains("verified by the secretariat")
    );
    let record = body(&mut facilitator, "/consultations/network-time/record").await;
    assert!(record.contains("It was forged") && record.contains("Verification taken back"));
}

async fn commissioners(store: Store) {
    let site = site(&store).await;
    let path = "/consultations/cable-repair/roles";
    let mut facilitator = signed_in(&site, "facilitator@example.org").await;
    let mut puppet = site.signed_in("second@example.org", &[]).await;
    let asked = facilitator
        .post(
            path,
            &[
                ("act", "grant"),
                ("email", "second@example.org"),
                ("role", "commissioner"),
            ],
        )
        .await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    let waits = body(&mut facilitator, asked.location()).await;
    assert!(
        waits.contains("waits for confirmation") && waits.contains("Waiting for confirmation"),
        "{waits}"
    );
    let room = "/consultations/cable-repair/reading-room/1";
    assert_eq!(puppet.get(room).await.status, StatusCode::FORBIDDEN);
    let (_, rest) = waits
        .split_once("name=\"request\" value=\"")
        .expect("a request");
    let request = rest.split('"').next().unwrap_or_default().to_owned();
    let fields = [("act", "confirm"), ("request", request.as_str())];
    assert_eq!(
        facilitator.post(path, &fields).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(puppet.get(room).await.status, StatusCode::FORBIDDEN);
    let mut administrator = signed_in(&site, "administrator@example.org").await;
    assert_eq!(
        administrator.post(path, &fields).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(puppet.get(room).await.status, StatusCode::OK);
    // The commissioner of before learns of it, by mail and in the record.
    let mails = domain::ops::mail::claim(&store, now(), 100, "example.org")
        .await
        .expect("mail");
    let told = mails.iter().find(|it| {
        it.kind == "role-changed" && it.recipient.as_str() == "commissioner@example.org"
    });
    let told = told.expect("a mail to the commissioner");
    assert!(
        told.body_text.contains("second@example.org")
            && told.body_text.contains("facilitator@example.org"),
        "{}",
        told.body_text
    );
    let mut commissioner = signed_in(&site, "commissioner@example.org").await;
    let record = body(&mut commissioner, "/consultations/cable-repair/record").await;
    assert!(record.contains("Role asked for") && record.contains("second@example.org"));
}

async fn inspection(store: Store) {
    let site = site(&store).await;
    let slug = "cable-repair".parse().expect("a slug");
    let who = actor(&store, "commissioner@example.org").await;
    remark::add(&store, &who, &slug, 2, "Between ourselves.", now())
        .await
        .expect("a remark");
    let path = "/consultations/cable-repair/record/debate";
    let mut administrator = signed_in(&site, "administrator@example.org").await;
    assert_eq!(
        administrator
            .get("/consultations/cable-repair/reading-room/2")
            .await
            .status,
        StatusCode::FORBIDDEN
    );
    assert!(
        !body(&mut administrator, path)
            .await
            .contains("Between ourselves.")
    );
    let silent = administrator.post(path, &[("reason", " ")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!silent.body.contains("Between ourselves."));
    let read = administrator
        .post(path, &[("reason", "A complaint about its tone")])
        .await;
    assert_eq!(read.status, StatusCode::OK);
    assert!(read.body.contains("Between ourselves."));
    // The trace: in the record of the commissioners, and by mail.
    let mut commissioner = signed_in(&site, "commissioner@example.org").await;
    let record = body(&mut commissioner, "/consultations/cable-repair/record").await;
    for word in [
        "Debate read by an administrator",
        "administrator@example.org",
        "A complaint about its tone",
    ] {
        assert!(record.contains(word), "{word}");
    }
    let mails = domain::ops::mail::claim(&store, now(), 100, "example.org")
        .await
        .expect("mail");
    assert!(
        mails
            .iter()
            .any(|it| it.kind == "debate-read"
                && it.recipient.as_str() == "commissioner@example.org")
    );
    let mut visitor = site.visitor();
    assert!(
        !body(&mut visitor, "/consultations/cable-repair/record")
            .await
            .contains("Debate read")
    );
    let mut facilitator = signed_in(&site, "facilitator@example.org").await;
    assert_eq!(
        facilitator
            .post(path, &[("reason", "Curious")])
            .await
            .status,
        StatusCode::FORBIDDEN
    );
}

macro_rules! on_both {
    ($($story:ident: $sqlite:ident, $postgres:ident;)+) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $sqlite() {
            let (store, _folder) = support::sqlite().await;
            $story(store).await;
        }

        #[tokio::test(flavor = "multi_thread")]
        async fn $postgres() {
            match support::postgres().await {
                Some(store) => $story(store).await,
                None => println!("skipped: PLENARY_TEST_POSTGRES names no PostgreSQL server"),
            }
        }
    )+};
}

on_both! {
    readers: each_reads_what_is_theirs_on_sqlite, each_reads_what_is_theirs_on_postgres;
    filters_and_pages: the_record_is_filtered_and_paged_on_sqlite, the_record_is_filtered_and_paged_on_postgres;
    verification: organisations_are_verified_by_a_form_on_sqlite, organisations_are_verified_by_a_form_on_postgres;
    commissioners: a_commissioner_needs_two_on_sqlite, a_commissioner_needs_two_on_postgres;
    inspection: reading_the_debate_leaves_a_trace_on_sqlite, reading_the_debate_leaves_a_trace_on_postgres;
}

/// The words of acts that the code writes: string literals such as `"comment.hide"` in use cases.
fn acts() -> BTreeSet<String> {
    let mut acts = BTreeSet::new();
    let mut folders = vec![std::path::PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../domain/src/ops"
    ))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).expect("a source file");
            for literal in source.split('"').skip(1) {
                let is_act = literal.split_once('.').is_some_and(|(noun, verb)| {
                    let is_word = |text: &str| {
                        !text.is_empty()
                            && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
                    };
                    is_word(noun) && is_word(verb)
                });
                if is_act {
                    acts.insert(literal.to_owned());
                }
            }
        }
    }
    acts
}

#[test]
fn every_act_has_a_name_in_every_language() {
    let acts = acts();
    assert!(
        acts.len() >= 35 && acts.contains("comment.hide"),
        "{acts:?}"
    );
    for language in Language::ALL {
        let texts = Texts::of(*language);
        for act in &acts {
            let name = app::pages::audit::act_name(texts, act);
            assert_ne!(
                &name,
                act,
                "{language}: name it, `audit-act-{}`",
                act.replace('.', "-")
            );
        }
    }
}
