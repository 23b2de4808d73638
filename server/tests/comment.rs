//! A stakeholder's steps without scripts, through the real router: reading, writing drafts, submitting, amending,
//! withdrawing; two windows; and what the facilitator does with texts and comments.

mod support;

use axum::{body::Body, http::StatusCode};
use domain::{
    actor::{Actor, Role},
    exchange::{self as files, Format, Record},
    ops::{
        consultation::{self, New},
        text::{self, TextSource},
    },
    round::Confidentiality,
    store::Store,
};
use futures::StreamExt as _;
use serde_json::{Value, json};
use support::{
    client::{Answer, Client, Site},
    moment,
};

const TEXT: &str = "\
# Norms for the care of shared wells

Whoever draws water depends on those who drew before.

## 1. Keeping the water clean

> Users should not foul a shared well, nor let others do so.

## 2. Telling others

> Who finds a well fouled should tell all who draw from it.
";

/// Keeps a draft for the island that writes it.
const KEEP: &str = "/api/save-draft";

const HERE: &str = "/consultations/wells";

async fn site(store: Store) -> Site {
    let opens = moment("2026-03-01T12:00:00Z");
    let new = New {
        slug: "wells".parse().expect("a slug"),
        title: "Shared wells".into(),
        commission: "Commission on Shared Wells".into(),
        question: "Are these the right norms?".into(),
        mandate: String::new(),
        confidentiality: Confidentiality::Public,
        opens_at: Some(opens),
        closes_at: Some(moment("2026-04-01T12:00:00Z")),
        time_zone: "Europe/Paris".into(),
    };
    consultation::create(&store, &Actor::Operator, opens, new)
        .await
        .expect("created");
    let source = TextSource {
        bytes: TEXT.as_bytes(),
        language: "en",
        corrections: &[],
    };
    let slug = "wells".parse().expect("a slug");
    text::import(&store, &Actor::Operator, &slug, &source, opens)
        .await
        .expect("a text");
    Site::new(store, moment("2026-03-10T12:00:00Z"))
}

/// The anchor of the norm under the first heading.
const NORM: &str = "p-1.1";

async fn draft(client: &mut Client, path: &str, body: &str, position: &str) -> String {
    let fields = [
        ("act", "save"),
        ("kind", "technical"),
        ("position", position),
        ("body", body),
    ];
    let kept = client.post(path, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let (_, id) = kept.location().rsplit_once("#d-").expect("the draft");
    id.to_owned()
}

async fn hand_in(client: &mut Client, publication: &str) -> Answer {
    let page = client.get(&format!("{HERE}/submission")).await;
    let revision = value(&page.body, "revision");
    let fields = [
        ("act", "submit"),
        ("organisation", "Well Keepers"),
        ("stakeholder_group", "civil-society"),
        ("country", "ke"),
        ("publication", publication),
        ("revision", &revision),
    ];
    client.post(&format!("{HERE}/submission"), &fields).await
}

/// The value of a hidden field.
fn value(html: &str, name: &str) -> String {
    let (_, rest) = html
        .split_once(&format!("name=\"{name}\" value=\""))
        .expect("the field");
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// Multipart, as a browser sends it.
fn multipart(fields: &[(&str, Option<&str>, &[u8])]) -> (String, Vec<u8>) {
    let boundary = "----a-boundary-of-no-text";
    let mut body = Vec::new();
    for (name, file, bytes) in fields {
        body.extend(
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"").bytes(),
        );
        if let Some(file) = file {
            body.extend(
                format!("; filename=\"{file}\"\r\nContent-Type: application/octet-stream").bytes(),
            );
        }
        body.extend(b"\r\n\r\n");
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{boundary}--\r\n").bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

async fn send(client: &mut Client, path: &str, fields: &[(&str, Option<&str>, &[u8])]) -> Answer {
    let (kind, body) = multipart(fields);
    client
        .send("POST", path, Body::from(body), Some(&kind))
        .await
}

stories! {
    async fn a_stakeholder_comments_without_scripts(store: Store) {
        let site = site(store).await;
        let norm = format!("{HERE}/text/{NORM}");
        let mut visitor = site.visitor();
        let page = visitor.get(&norm).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Users should not foul a shared well") && page.body.contains("/sign-in?next="));
        assert!(visitor.post(&norm, &[("body", "x")]).await.location().starts_with("/sign-in"));
        assert!(visitor.get(&format!("{HERE}/submission")).await.location().starts_with("/sign-in"));
        assert_eq!(visitor.get(&format!("{HERE}/text/p-9.9")).await.status, StatusCode::NOT_FOUND);

        let mut ada = site.signed_in("ada@example.org", &[]).await;
        // Too long: the page comes back with everything that was typed.
        let long = format!("<b>{}", "x".repeat(20_001));
        let refused = ada.post(&norm, &[("act", "save"), ("body", &long), ("position", "oppose"), ("rationale", "why & so")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("error-summary") && refused.body.contains("href=\"#body\""));
        assert!(refused.body.contains("why &amp; so") && refused.body.contains("&lt;b"));
        assert!(!refused.body.contains("<b>xxx"), "what people write is escaped");

        draft(&mut ada, &norm, "Keep it <i>short</i>.", "support").await;
        let whole = draft(&mut ada, &format!("{HERE}/text/document"), "Who looks after the rope?", "").await;
        let page = ada.get(&format!("{HERE}/submission")).await;
        assert!(page.body.contains("Keep it &lt;i"));
        // What is missing is told at the draft and in the summary, and nothing is submitted.
        let refused = hand_in(&mut ada, "").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("href=\"#publication\""), "{}", refused.body);
        let refused = hand_in(&mut ada, "name").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(&format!("href=\"#d-{whole}\"")), "{}", refused.body);
        assert_eq!(visitor.get(&format!("{HERE}/comments/R1-0001")).await.status, StatusCode::NOT_FOUND);

        let path = format!("{HERE}/submission/drafts/{whole}");
        let form = ada.get(&path).await;
        let revision = value(&form.body, "revision");
        let fields = [("act", "save"), ("kind", "general"), ("position", "question"), ("body", "Who looks after the rope?"), ("revision", &revision)];
        assert_eq!(ada.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
        let done = hand_in(&mut ada, "name").await;
        assert_eq!(done.location(), format!("{HERE}/submission?done=submitted"));
        let page = ada.get(done.location()).await;
        assert!(page.body.contains("R1-0001") && page.body.contains("R1-0002"));
        let comment = visitor.get(&format!("{HERE}/comments/R1-0002")).await;
        assert!(comment.body.contains("Keep it &lt;i") && comment.body.contains("Well Keepers"));
        assert!(visitor.get(&norm).await.body.contains("R1-0002"));
        let copy = ada.get(&format!("{HERE}/submission/copy")).await;
        assert!(copy.body.contains("Who looks after the rope?"));
        let call = visitor.get(HERE).await;
        assert!(call.body.contains("Civil society"));

        // Amend and withdraw, until the round closes.
        let amend = ada.post(&format!("{HERE}/comments/R1-0002"), &[("act", "amend")]).await;
        assert!(amend.location().contains("/submission/drafts/"));
        let asked = ada.post(&format!("{HERE}/comments/R1-0001"), &[("act", "withdraw")]).await;
        assert!(asked.body.contains("Withdraw R1-0001?") && asked.body.contains("name=\"confirm\""), "{}", asked.body);
        assert_eq!(visitor.get(&format!("{HERE}/comments/R1-0001")).await.status, StatusCode::OK);
        let withdrawn = ada.post(&format!("{HERE}/comments/R1-0001"), &[("act", "withdraw"), ("confirm", "yes")]).await;
        assert_eq!(withdrawn.status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.get(&format!("{HERE}/comments/R1-0001")).await.status, StatusCode::NOT_FOUND);
        site.clock.advance_to(moment("2026-04-01T12:00:00Z"));
        // The session has ended of inactivity meanwhile.
        ada.sign_in("ada@example.org").await;
        let late = ada.post(&norm, &[("act", "save"), ("body", "late")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(!visitor.get(&norm).await.body.contains("class=\"composer\""));
    }

    async fn the_second_of_two_windows_is_shown_both_texts(store: Store) {
        let site = site(store).await;
        let mut ada = site.signed_in("ada@example.org", &[]).await;
        let id = draft(&mut ada, &format!("{HERE}/text/{NORM}"), "First words", "support").await;
        let path = format!("{HERE}/submission/drafts/{id}");
        let window = ada.clone();
        let save = |body: &'static str, revision: String| {
            let (mut ada, path) = (window.clone(), path.clone());
            async move {
                ada.post(&path, &[("act", "save"), ("position", "support"), ("body", body), ("revision", &revision)]).await
            }
        };
        assert_eq!(save("In window one", "1".into()).await.status, StatusCode::SEE_OTHER);
        let conflict = save("In window two", "1".into()).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        assert!(conflict.body.contains("In window one") && conflict.body.contains("In window two"));
        // Having seen both, one may overwrite.
        assert_eq!(save("In window two", value(&conflict.body, "revision")).await.status, StatusCode::SEE_OTHER);
        hand_in(&mut ada, "organisation").await;
        let gone = save("In window three", "3".into()).await;
        assert_eq!(gone.status, StatusCode::CONFLICT);
        assert!(gone.body.contains("In window three"));
        // What was typed is not lost: it amends the comment, on the page that says so.
        let amend = |body: &'static str| [("act", "amend"), ("position", "support"), ("body", body), ("revision", "")];
        assert!(gone.body.contains("value=\"amend\""));
        let amended = window.clone().post(&path, &amend("In window three")).await;
        assert_eq!(amended.status, StatusCode::SEE_OTHER, "{}", amended.body);
        assert!(ada.get(&format!("{HERE}/submission")).await.body.contains("In window three"));
        // An amendment that another window has begun is shown first.
        let second = window.clone().post(&path, &amend("In window four")).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.body.contains("In window three") && second.body.contains("In window four"));
        // Deleted in one window, kept as a new draft by the other.
        let other = draft(&mut ada, &format!("{HERE}/text/{NORM}"), "Short-lived", "oppose").await;
        let other = format!("{HERE}/submission/drafts/{other}");
        let asked = ada.post(&other, &[("act", "delete")]).await;
        assert!(asked.body.contains("Short-lived") && ada.get(&other).await.status == StatusCode::OK);
        ada.post(&other, &[("act", "delete"), ("confirm", "yes")]).await;
        let typed = |act: &'static str| [("act", act), ("position", "oppose"), ("body", "Long-lived"), ("revision", "1"), ("anchor", NORM)];
        let deleted = window.clone().post(&other, &typed("save")).await;
        assert_eq!(deleted.status, StatusCode::CONFLICT);
        assert!(deleted.body.contains("value=\"again\"") && deleted.body.contains(&format!("name=\"anchor\" value=\"{NORM}\"")));
        assert_eq!(window.clone().post(&other, &typed("again")).await.status, StatusCode::SEE_OTHER);
        assert!(ada.get(&format!("{HERE}/submission")).await.body.contains("Long-lived"));
        let mut bert = site.signed_in("bert@example.org", &[]).await;
        assert_eq!(bert.get(&path).await.status, StatusCode::NOT_FOUND);
        // The particulars have revisions too.
        let form = [("act", "save"), ("stakeholder_group", "academia"), ("publication", "anonymous"), ("revision", "1")];
        let conflict = ada.post(&format!("{HERE}/submission"), &form).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        assert!(conflict.body.contains("Well Keepers"));
    }

    async fn a_draft_is_kept_while_it_is_written(store: Store) {
        let site = site(store).await;
        let mut ada = site.signed_in("ada@example.org", &[]).await;
        let page = ada.get(&format!("{HERE}/text/{NORM}")).await;
        assert!(page.body.contains("data-component=\"Autosave"), "the page keeps what is typed");
        let call = |draft: &str, revision: &str, body: &str| {
            let text = json!({ "body": body, "position": "oppose", "kind": "technical", "revision": revision });
            json!({ "slug": "wells", "anchor": NORM, "draft": draft, "typed": text })
        };
        let kept = ada.post_json(KEEP, &call("", "", "The word foul")).await;
        assert_eq!(kept.status, StatusCode::OK, "{}", kept.body);
        let first: Value = serde_json::from_str(&kept.body).expect("JSON");
        assert_eq!((first["revision"].as_i64(), first["at"].as_str()), (Some(1), Some("12:00, UTC")));
        let id = first["id"].as_str().expect("a key");

        // The next change is of the same draft, whose page shows it.
        let kept = ada.post_json(KEEP, &call(id, "1", "The word foul is not defined.")).await;
        assert!(kept.body.contains("\"revision\":2"), "{}", kept.body);
        let page = ada.get(first["url"].as_str().expect("a page")).await;
        assert!(page.body.contains("The word foul is not defined.") && value(&page.body, "revision") == "2");

        // Whoever comes back to the provision is led to it.
        let page = ada.get(&format!("{HERE}/text/{NORM}")).await;
        assert!(page.body.contains(&format!("{HERE}/submission/drafts/{id}")), "{}", page.body);
        assert!(!site.visitor().get(&format!("{HERE}/text/{NORM}")).await.body.contains("The word foul"));

        // A window that does not know of it overwrites nothing, and is told.
        let late = ada.post_json(KEEP, &call(id, "1", "Another window.")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("\"conflict\""), "{}", late.body);
        assert!(ada.get(first["url"].as_str().expect("a page")).await.body.contains("is not defined."));

        // What is too long is named; what is not one's own is not there; visitors are sent to sign in.
        let long = ada.post_json(KEEP, &call(id, "2", &"x".repeat(20_001))).await;
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", long.body);
        let mut other = site.signed_in("other@example.org", &[]).await;
        assert_eq!(other.post_json(KEEP, &call(id, "2", "Mine now.")).await.status, StatusCode::CONFLICT);
        assert_eq!(site.visitor().post_json(KEEP, &call("", "", "x")).await.status, StatusCode::UNAUTHORIZED);
        // Another site's page cannot write drafts here.
        other.origin = "https://elsewhere.example".into();
        assert_eq!(other.post_json(KEEP, &call("", "", "x")).await.status, StatusCode::FORBIDDEN);
        // More than any form may send, and what is no call at all.
        let huge = ada.post_json(KEEP, &call(id, "2", &"x".repeat(1024 * 1024))).await;
        assert!(huge.status.is_client_error(), "{}: {}", huge.status, huge.body);
        let nonsense = ada.post_json(KEEP, &json!(["no", "call"])).await;
        assert!(nonsense.status.is_client_error(), "{}: {}", nonsense.status, nonsense.body);

        // After the deadline nothing is kept any more, neither by the island nor by the form.
        site.clock.advance_to(moment("2026-03-21T12:00:00Z"));
        assert_eq!(ada.get(HERE).await.status, StatusCode::OK, "a session lasts as long as there are visits");
        site.clock.advance_to(moment("2026-04-01T12:00:00Z"));
        let closed = ada.post_json(KEEP, &call(id, "2", "Too late.")).await;
        assert_eq!(closed.status, StatusCode::CONFLICT);
        assert!(closed.body.contains("\"refused\""), "{}", closed.body);
        let fields = [("act", "submit"), ("stakeholder_group", "civil-society"), ("publication", "name"), ("revision", "1")];
        let closed = ada.post(&format!("{HERE}/submission"), &fields).await;
        assert_eq!(closed.status, StatusCode::CONFLICT, "{}", closed.body);
        let page = ada.get(&format!("{HERE}/text/{NORM}")).await;
        assert!(!page.body.contains("id=\"composer\"") && !page.body.contains("data-component"), "no form any more");
        assert!(ada.get(&format!("{HERE}/submission")).await.body.contains("is not defined."));
    }

    async fn a_form_counts_from_when_the_whole_of_it_is_here(store: Store) {
        let site = site(store).await;
        let mut ada = site.signed_in("ada@example.org", &[]).await;
        draft(&mut ada, &format!("{HERE}/text/{NORM}"), "Nearly late", "support").await;
        site.clock.advance_to(moment("2026-03-21T12:00:00Z"));
        ada.get(HERE).await;
        // The head and the first bytes come in time, the rest after the close.
        site.clock.advance_to(moment("2026-04-01T11:59:59Z"));
        let clock = site.clock.clone();
        let pieces = futures::stream::iter(["act=submit&stakeholder_group=civil-", "society&publication=name&revision=1"]);
        let held_back = pieces.map(move |piece| {
            if piece.starts_with("society") {
                clock.advance_to(moment("2026-04-01T12:00:00Z"));
            }
            Ok::<_, std::convert::Infallible>(piece)
        });
        let kind = Some("application/x-www-form-urlencoded");
        let late = ada.send("POST", &format!("{HERE}/submission"), Body::from_stream(held_back), kind).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
        assert_eq!(site.visitor().get(&format!("{HERE}/comments/R1-0001")).await.status, StatusCode::NOT_FOUND);
    }

    async fn links_of_a_page_never_lead_to_another_site(store: Store) {
        let mut visitor = site(store).await.visitor();
        let lost = visitor.get("//elsewhere.example/x").await;
        assert_eq!(lost.status, StatusCode::NOT_FOUND);
        assert!(!lost.body.contains("href=\"//"), "{}", lost.body);
    }

    async fn a_facilitator_hides_enters_and_takes_along(store: Store) {
        let site = site(store).await;
        let mut ada = site.signed_in("ada@example.org", &[]).await;
        draft(&mut ada, &format!("{HERE}/text/{NORM}"), "Rude words", "oppose").await;
        hand_in(&mut ada, "name").await;
        let mut facilitator = site.signed_in("desk@example.org", &[(Role::Facilitator, "wells")]).await;
        let mut visitor = site.visitor();
        let hide = format!("{HERE}/comments/R1-0001/hide");
        assert_eq!(ada.get(&hide).await.status, StatusCode::FORBIDDEN);
        let refused = facilitator.post(&hide, &[("act", "hide"), ("reason", "")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(facilitator.post(&hide, &[("act", "hide"), ("reason", "It insults.")]).await.status, StatusCode::SEE_OTHER);
        let again = facilitator.post(&hide, &[("act", "hide"), ("reason", "Again.")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        let page = visitor.get(&format!("{HERE}/comments/R1-0001")).await;
        assert!(page.body.contains("It insults.") && !page.body.contains("Rude words"));
        assert!(facilitator.get(&format!("{HERE}/comments?words=rude")).await.body.contains("Rude words"));
        assert!(!visitor.get(&format!("{HERE}/comments?words=rude")).await.body.contains("R1-0001"));

        let enter = format!("{HERE}/enter");
        let kept = |page: &str| page.split("name=\"kept\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a file that waits").to_owned();
        let wrong = send(&mut facilitator, &enter, &[
            ("act", None, b"look"), ("file", Some("letters.csv"), b"body,provision\nfine,\nodd,9.9\n")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("Line 3") && wrong.body.contains("9.9"), "{}", wrong.body);
        assert!(!wrong.body.contains("value=\"store\""), "nothing to store");

        // From a French spreadsheet: looked at, asked about, entered, noticed the second time.
        let file = b"provision;body;author;publication;email\r\n1.1;By letter, l\x92\xe9t\xe9;Rope Guild;anonymous;guild@example.org\r\n;;;;\r\n";
        let looked = send(&mut facilitator, &enter, &[("act", None, b"look"), ("file", Some("letters.csv"), file)]).await;
        assert_eq!(looked.status, StatusCode::OK);
        for words in ["l’été", "Users should not foul", "windows-1252", "name=\"received\"", "name=\"channel\""] {
            assert!(looked.body.contains(words), "{words} is not in {}", looked.body);
        }
        assert!(!visitor.get(&format!("{HERE}/comments")).await.body.contains("By letter"), "nothing is stored yet");
        let id = kept(&looked.body);
        let asked = send(&mut facilitator, &enter, &[("act", None, b"store"), ("kept", None, id.as_bytes()), ("channel", None, b"letter")]).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asked.body.contains("href=\"#received\"") && asked.body.contains("value=\"letter\""), "{}", asked.body);
        let answers: [(&str, Option<&str>, &[u8]); 4] = [
            ("act", None, b"store"), ("kept", None, id.as_bytes()), ("channel", None, b"letter"), ("received", None, b"2026-03-09")];
        let right = send(&mut facilitator, &enter, &answers).await;
        assert_eq!(right.status, StatusCode::OK);
        assert!(right.body.contains("R1-0002"), "{}", right.body);
        let page = visitor.get(&format!("{HERE}/comments/R1-0002")).await;
        assert!(page.body.contains("Entered by the secretariat on") && !page.body.contains("Rope Guild"), "{}", page.body);
        let again = send(&mut facilitator, &enter, &answers).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("id=\"again\""), "{}", again.body);
        let mut twice = answers.to_vec();
        twice.push(("again", None, b"yes"));
        assert!(send(&mut facilitator, &enter, &twice).await.body.contains("R1-0003"));
        let mut other = site.signed_in("other-desk@example.org", &[(Role::Facilitator, "wells")]).await;
        assert_eq!(send(&mut other, &enter, &answers).await.status, StatusCode::UNPROCESSABLE_ENTITY, "the file is another's");

        // A workbook, whatever its name says of it.
        let rows = ["R1-0901", "R1-0902"].map(|reference| Record { reference: reference.into(), provision: "1.1".into(),
            body: format!("=cmd|{reference}"), channel: "letter".into(), submitted_at: "2026-03-09".into(), ..Record::default() });
        let workbook = files::write(Format::Xlsx, &rows);
        let looked = send(&mut facilitator, &enter, &[("act", None, b"look"), ("file", Some("letters.csv"), &workbook)]).await;
        for words in ["sheet “Comments”", "=cmd|R1-0901", "=cmd|R1-0902"] {
            assert!(looked.body.contains(words), "{words} is not in {}", looked.body);
        }
        let taken = visitor.get(&format!("{HERE}/comments.xlsx")).await;
        assert!(taken.body.starts_with("PK") && taken.header("content-type").contains("spreadsheetml"));
        let taken = facilitator.post(&format!("{HERE}/comments"), &[("act", "xlsx")]).await;
        assert!(taken.header("content-disposition").contains("-everything.xlsx"));

        let form = send(&mut facilitator, &enter, &[
            ("act", None, b"form"), ("body", None, b"By telephone"), ("channel", None, b"telephone"), ("submitted_at", None, b"2026-03-09"),
            ("publication", None, b"name"), ("author", None, b"Bucket Works")]).await;
        assert!(form.body.contains("R1-0004"), "{}", form.body);
        let silent = send(&mut facilitator, &enter, &[("act", None, b"form"), ("body", None, b"Somehow")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.body.contains("href=\"#channel\"") && silent.body.contains("href=\"#submitted_at\""), "{}", silent.body);
        let refused = send(&mut facilitator, &enter, &[("act", None, b"form"), ("author", None, b"Kept by the form")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Kept by the form"));

        let public = visitor.get(&format!("{HERE}/comments.csv")).await;
        assert_eq!(public.header("content-type"), "text/csv; charset=utf-8");
        assert!(public.header("content-disposition").starts_with("attachment"));
        assert!(public.body.contains("By letter") && !public.body.contains("Rope Guild") && !public.body.contains("Rude words"));
        let safe = visitor.get(&format!("{HERE}/comments.spreadsheet.csv")).await;
        assert!(safe.header("content-disposition").contains(".spreadsheet.csv") && safe.body.starts_with('\u{feff}'));
        let list = visitor.get(&format!("{HERE}/comments")).await.body;
        let place = |words: &str| list.find(words).unwrap_or_else(|| panic!("{words} is not in {list}"));
        assert!(place("comments.spreadsheet.csv") < place("comments.csv"));
        let private = "guild@example.org";
        assert!(!public.body.contains(private) && !safe.body.contains(private));
        let all = facilitator.post(&format!("{HERE}/comments"), &[("act", "jsonl")]).await;
        assert!(!all.body.contains("guild@example.org"));
        assert!(all.body.contains("Rope Guild") && all.body.contains("Rude words"));
        assert_eq!(ada.post(&format!("{HERE}/comments"), &[("act", "csv")]).await.status, StatusCode::FORBIDDEN);
    }

    async fn a_text_is_looked_at_before_it_is_stored(store: Store) {
        let site = site(store).await;
        let mut facilitator = site.signed_in("desk@example.org", &[(Role::Facilitator, "wells")]).await;
        let path = format!("{HERE}/text/import");
        let text = b"# Another text\n\nA paragraph that is a norm. It has a second sentence.\n\nAnd a third paragraph.\n";
        let hidden = |page: &str, name: &str| -> Vec<u8> {
            let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a hidden field");
            let value = rest.split('"').next().expect("a value");
            value.replace("&quot;", "\"").replace("&amp;", "&").into_bytes()
        };
        let anchors = |page: &str| -> Vec<String> {
            let rows = page.split("<tr id=\"row-").skip(1);
            rows.filter_map(|row| row.split('"').next().map(str::to_owned)).collect()
        };
        let cut = send(&mut facilitator, &path, &[("act", None, b"preview"), ("text", None, text), ("language", None, b"en")]).await;
        assert_eq!(cut.status, StatusCode::OK);
        let rows = anchors(&cut.body);
        assert_eq!(rows.len(), 3, "{}", cut.body);
        let (kind, split, omit) = (format!("kind.{}", rows[1]), format!("split.{}", rows[1]), format!("omit.{}", rows[2]));
        let label = format!("label.{}", rows[1]);
        let corrections = hidden(&cut.body, "corrections");
        let of = hidden(&cut.body, "of");
        let begin = [("text", None, &text[..]), ("language", None, b"en"), ("corrections", None, &corrections), ("of", None, &of)];
        // A label that another provision has comes back with the problem, and with what was typed.
        let title = cut.body.split("of-label\"><bdi>").nth(1).and_then(|rest| rest.split('<').next()).expect("a label").to_owned();
        let taken = [&begin[..], &[("act", None, b"preview"), (&label, None, title.as_bytes()), (&omit, None, b"yes")]].concat();
        let refused = send(&mut facilitator, &path, &taken).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(&format!("href=\"#{label}\"")) && refused.body.contains("checked"), "{}", refused.body);
        // Corrected: a norm of one sentence, labelled as people cite it; and the rest of the text left out.
        let mend = [&begin[..], &[("act", None, b"preview"), (&kind, None, b"norm"), (&split, None, b"6"), (&label, None, b"4bis"), (&omit, None, b"yes")]].concat();
        let seen = send(&mut facilitator, &path, &mend).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        assert!(seen.body.contains("4 corrections so far") && seen.body.contains("Left out, as you said"), "{}", seen.body);
        let corrections = hidden(&seen.body, "corrections");
        let again = [("text", None, &text[..]), ("language", None, b"en"), ("corrections", None, &corrections), ("of", None, &of)];
        let undone = send(&mut facilitator, &path, &[&again[..], &[("act", None, b"undo")]].concat()).await;
        assert!(undone.body.contains("3 corrections so far"), "{}", undone.body);
        let stored = send(&mut facilitator, &path, &[&again[..], &[("act", None, b"import")]].concat()).await;
        assert_eq!(stored.location(), format!("{HERE}/text"), "{}", stored.body);
        let page = site.visitor().get(&format!("{HERE}/text")).await;
        assert!(page.body.contains("Another text") && page.body.contains("provision norm") && page.body.contains("4bis"), "{}", page.body);
        assert!(!page.body.contains("third paragraph"));
        // Until the first comment it can be corrected further, from where it was left.
        let further = facilitator.get(&format!("{path}?correct=yes")).await;
        assert!(further.body.contains("4 corrections so far") && further.body.contains("third paragraph"), "{}", further.body);
        let wrong = send(&mut facilitator, &path, &[("act", None, b"preview"), ("file", Some("x.md"), b"fine\n\xff"), ("language", None, b"en")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("Line 2"), "{}", wrong.body);
        let large = vec![b'x'; 5_000_001];
        let refused = send(&mut facilitator, &path, &[("act", None, b"preview"), ("file", Some("x.md"), &large), ("language", None, b"en")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut stakeholder = site.signed_in("ada@example.org", &[]).await;
        assert_eq!(stakeholder.get(&path).await.status, StatusCode::FORBIDDEN);
    }

    async fn the_hour_that_comes_twice_is_kept_and_the_skipped_one_refused(store: Store) {
        use domain::ops::consultation;
        let site = site(store).await;
        let slug: domain::consultation::Slug = "autumn".parse().expect("a slug");
        let closes = moment("2026-10-25T01:30:00Z");
        consultation::create(&site.store, &Actor::Operator, site.clock.now(), New {
            slug: slug.clone(), title: "Autumn".into(), commission: String::new(), question: String::new(),
            mandate: String::new(), confidentiality: Confidentiality::Public,
            opens_at: Some(moment("2026-09-01T10:00:30Z")), closes_at: Some(closes), time_zone: "Europe/Paris".into(),
        }).await.expect("a consultation");
        let mut facilitator = site.signed_in("desk@example.org", &[(Role::Facilitator, "autumn")]).await;
        let path = "/consultations/autumn/settings";
        let page = facilitator.get(path).await.body;
        assert!(page.contains("02:30 comes twice") && page.contains("the second, UTC+1"), "{page}");
        // Sent as the browser would send it, untouched.
        let mut form: Vec<(String, String)> = Vec::new();
        for field in page.split("<input").skip(1) {
            let field = &field[..field.find('>').unwrap_or(field.len())];
            let of = |name: &str| field.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
            let choice = ["radio", "checkbox"].contains(&of("type").unwrap_or_default().as_str());
            if let Some(name) = of("name").filter(|_| !choice || field.contains(" checked")) {
                form.push((name, of("value").unwrap_or_default()));
            }
        }
        let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert!(fields.contains(&("closes_which", "second")), "{fields:?}");
        let closing = || {
            let (store, slug) = (site.store.clone(), slug.clone());
            async move { consultation::find(&store, &Actor::Operator, &slug, moment("2026-03-10T12:00:00Z")).await.expect("found").round }
        };
        let before = closing().await;
        assert_eq!(facilitator.post(path, &fields).await.status, StatusCode::SEE_OTHER);
        assert_eq!(closing().await, before, "nothing changed");
        let with = |name: &str, value: &str| -> Vec<(String, String)> {
            form.iter().map(|(n, v)| (n.clone(), if n == name { value.to_owned() } else { v.clone() })).collect()
        };
        for (name, value, words) in [("closes_which", "", "#closes_which"), ("closes_at", "2027-03-28T02:30", "does not exist")] {
            let form = with(name, value);
            let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let refused = facilitator.post(path, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.body.contains(words), "{words} is not in {}", refused.body);
        }
        let form = with("closes_which", "first");
        let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(facilitator.post(path, &fields).await.status, StatusCode::SEE_OTHER);
        assert_eq!(closing().await.closes_at, Some(moment("2026-10-25T00:30:00Z")));
    }
}
