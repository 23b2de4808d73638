//! The pages of one's own submission: what was withdrawn or removed comes back, some comments are submitted now and others
//! later, what is not submitted yet is said to its owner alone, and what is public of somebody changes only after asking.
//! Without scripts.

mod support;

use axum::http::StatusCode;
use domain::{account::Language, round::Confidentiality, store::Store};
use support::{
    client::{Answer, Client, Site},
    person::form,
    scene::{self, closing, open},
};

const HERE: &str = "/consultations/wells";
const OWN: &str = "/consultations/wells/submission";
const WHOLE: &str = "/consultations/wells/text/document";
const ADA: &str = "ada@example.org";

async fn site(store: Store) -> Site {
    scene::wells(&store, Confidentiality::Public).await;
    Site::new(store, open())
}

/// Sends a form as it stands in a page, with these fields filled in otherwise; `None` unticks one.
async fn press(
    client: &mut Client,
    path: &str,
    page: &Answer,
    button: (&str, &str),
    filled: &[(&str, &str)],
    unticked: &[&str],
) -> Answer {
    let mut fields = form(&page.body, button);
    fields.retain(|(name, value)| {
        !filled.iter().any(|(it, _)| it == name) && !unticked.contains(&value.as_str())
    });
    let typed = filled
        .iter()
        .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
    fields.extend(typed);
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    client.post(path, &pairs).await
}

/// Writes a draft on the document as a whole; answers its key.
async fn write(client: &mut Client, words: &str) -> String {
    let page = client.get(WHOLE).await;
    let filled = [("body", words), ("position", "support")];
    let kept = press(client, WHOLE, &page, ("act", "save"), &filled, &[]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let (_, id) = kept.location().rsplit_once("#d-").expect("the draft");
    id.to_owned()
}

/// Submits what is ticked, without some; answers the page that follows.
async fn hand_in(client: &mut Client, later: &[&str]) -> Answer {
    let page = client.get(OWN).await;
    let filled = [("publication", "name")];
    let sent = press(client, OWN, &page, ("act", "submit"), &filled, later).await;
    if sent.status == StatusCode::SEE_OTHER {
        client.get(sent.location()).await
    } else {
        sent
    }
}

/// The words of the mail to Ada whose subject holds these.
async fn mail(store: &Store, subject: &str) -> String {
    let mails = mails(store).await;
    let found = mails.iter().find(|(it, _)| it.contains(subject));
    let (_, words) = found.unwrap_or_else(|| panic!("{subject}: {mails:?}"));
    words.clone()
}

async fn mails(store: &Store) -> Vec<(String, String)> {
    let query =
        "select subject, body_text from outbox where recipient = 'ada@example.org' order by id";
    match store {
        Store::Sqlite { readers, .. } => sqlx::query_as(query).fetch_all(readers).await,
        Store::Postgres { pool, .. } => sqlx::query_as(query).fetch_all(pool).await,
    }
    .expect("the outbox")
}

stories! {
    async fn a_withdrawn_comment_is_brought_back_by_the_page_that_follows(store: Store) {
        let site = site(store.clone()).await;
        let mut ada = site.signed_in(ADA, &[]).await;
        write(&mut ada, "Who looks after the rope?").await;
        hand_in(&mut ada, &[]).await;
        let path = format!("{HERE}/comments/R1-0001");
        let page = ada.get(&path).await;
        let asked = press(&mut ada, &path, &page, ("act", "withdraw"), &[], &[]).await;
        assert!(asked.body.contains("you may bring it back"), "{}", asked.body);
        let sent = press(&mut ada, &path, &asked, ("confirm", "yes"), &[], &[]).await;
        let after = ada.get(sent.location()).await;
        assert!(after.body.contains("Withdrawn. A confirmation is on its way") && after.body.contains(">Undo<"), "{}", after.body);
        let words = mail(&store, "Withdrawn:").await;
        for part in ["R1-0001", "Who looks after the rope?", "Closes ", "https://", OWN] {
            assert!(words.contains(part), "{part}: {words}");
        }
        assert_eq!(site.visitor().get(&path).await.status, StatusCode::NOT_FOUND);
        // The page of the submission lists it.
        let own = ada.get(OWN).await;
        assert!(own.body.contains("Withdrawn comments") && own.body.contains("Bring back"), "{}", own.body);
        let back = press(&mut ada, &path, &after, ("act", "restore"), &[], &[]).await;
        assert_eq!(back.location(), format!("{OWN}?done=restored#R1-0001"));
        let own = ada.get(back.location()).await;
        assert!(own.body.contains("It is back") && !own.body.contains("Withdrawn comments"), "{}", own.body);
        assert_eq!(site.visitor().get(&path).await.status, StatusCode::OK);
        // After the close the page of a withdrawn comment offers nothing.
        let page = ada.get(&path).await;
        let asked = press(&mut ada, &path, &page, ("act", "withdraw"), &[], &[]).await;
        press(&mut ada, &path, &asked, ("confirm", "yes"), &[], &[]).await;
        site.clock.advance_to(closing());
        ada.sign_in(ADA).await;
        let late = ada.get(&path).await;
        assert!(!late.body.contains("value=\"restore\""), "{}", late.body);
        let refused = ada.post(&path, &[("act", "restore")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
    }

    async fn a_whole_submission_is_withdrawn_and_brought_back(store: Store) {
        let site = site(store.clone()).await;
        let mut ada = site.signed_in(ADA, &[]).await;
        for words in ["The first point.", "The second point."] {
            write(&mut ada, words).await;
        }
        hand_in(&mut ada, &[]).await;
        let own = ada.get(OWN).await;
        let asked = press(&mut ada, OWN, &own, ("act", "withdraw"), &[], &[]).await;
        assert!(asked.body.contains("Withdraw your whole submission?"), "{}", asked.body);
        let sent = press(&mut ada, OWN, &asked, ("confirm", "yes"), &[], &[]).await;
        let after = ada.get(sent.location()).await;
        assert!(after.body.contains(">Undo<"), "{}", after.body);
        let words = mail(&store, "Withdrawn:").await;
        assert!(words.contains("You withdrew 2 comments") && words.contains("The second point."), "{words}");
        assert!(!site.visitor().get(&format!("{HERE}/comments")).await.body.contains("point."));
        let back = press(&mut ada, OWN, &after, ("act", "restore"), &[], &[]).await;
        assert_eq!(back.location(), format!("{OWN}?done=restored"));
        let list = site.visitor().get(&format!("{HERE}/comments")).await;
        for part in ["R1-0001", "R1-0002", "The first point.", "The second point."] {
            assert!(list.body.contains(part), "{part}");
        }
    }

    async fn a_removed_draft_is_brought_back_by_the_page_that_follows(store: Store) {
        let site = site(store).await;
        let mut ada = site.signed_in(ADA, &[]).await;
        let id = write(&mut ada, "A thought that was removed too soon.").await;
        let path = format!("{OWN}/drafts/{id}");
        let page = ada.get(&path).await;
        let asked = press(&mut ada, &path, &page, ("act", "delete"), &[], &[]).await;
        assert!(asked.body.contains("you may bring it back"), "{}", asked.body);
        let sent = press(&mut ada, &path, &asked, ("confirm", "yes"), &[], &[]).await;
        let after = ada.get(sent.location()).await;
        assert!(after.body.contains("The draft was removed.") && after.body.contains(">Undo<"), "{}", after.body);
        assert!(after.body.contains("Removed drafts") && after.body.contains("Bring back"), "{}", after.body);
        assert_eq!(ada.get(&path).await.status, StatusCode::NOT_FOUND);
        let back = press(&mut ada, &path, &after, ("act", "restore"), &[], &[]).await;
        assert_eq!(back.location(), format!("{OWN}#d-{id}"));
        let page = ada.get(&path).await;
        assert!(page.body.contains("A thought that was removed too soon."));
        // What was never submitted is read and copied after the close, and removed for good.
        site.clock.advance_to(closing());
        ada.sign_in(ADA).await;
        let own = ada.get(OWN).await;
        assert!(own.body.contains("this comment was not submitted") && own.body.contains("A thought that was"), "{}", own.body);
        assert!(!own.body.contains("name=\"draft\"") && !own.body.contains("Add a comment in the text"), "{}", own.body);
        let copy = ada.get(&format!("{OWN}/copy")).await;
        assert!(copy.body.contains("A thought that was removed too soon."), "{}", copy.body);
        let page = ada.get(&path).await;
        assert!(page.body.contains("A thought that was removed too soon."));
        let asked = ada.post(&path, &[("act", "delete")]).await;
        assert!(asked.body.contains("for good") && asked.body.contains("cannot be brought back"), "{}", asked.body);
    }

    async fn some_are_submitted_now_and_others_later(store: Store) {
        let site = site(store.clone()).await;
        let mut ada = site.signed_in(ADA, &[]).await;
        let now = write(&mut ada, "To be said now.").await;
        let later = write(&mut ada, "To be said later.").await;
        let own = ada.get(OWN).await;
        assert_eq!(own.body.matches("name=\"draft\"").count(), 2, "{}", own.body);
        // Nothing ticked: nothing is submitted, and the details stay.
        let none = hand_in(&mut ada, &[&now, &later]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", none.body);
        assert!(none.body.contains("Tick at least one draft") && none.body.contains("href=\"#drafts\""), "{}", none.body);
        assert!(!form(&none.body, ("act", "submit")).iter().any(|(name, _)| name == "draft"), "what was unticked stays so");
        let after = hand_in(&mut ada, &[&later]).await;
        assert!(after.body.contains("Submitted.") && after.body.contains("One comment not submitted yet"), "{}", after.body);
        assert!(after.body.contains("To be said later.") && after.body.contains("R1-0001"), "{}", after.body);
        let words = mail(&store, "were received").await;
        assert!(words.contains("To be said now.") && !words.contains("To be said later."), "{words}");
        assert!(words.contains("One comment is not submitted yet (on"), "{words}");
        let list = site.visitor().get(&format!("{HERE}/comments")).await;
        assert!(list.body.contains("To be said now.") && !list.body.contains("To be said later."));
        let after = hand_in(&mut ada, &[]).await;
        assert!(after.body.contains("R1-0002") && !after.body.contains("not submitted yet"), "{}", after.body);
    }

    async fn what_is_not_submitted_is_said_to_its_owner_alone(store: Store) {
        let site = site(store).await;
        let mut ada = site.signed_in(ADA, &[]).await;
        let mut bert = site.signed_in("bert@example.org", &[]).await;
        write(&mut ada, "Mine alone.").await;
        write(&mut ada, "Mine as well.").await;
        let text = format!("{HERE}/text");
        for path in ["/", text.as_str()] {
            let before = site.visitor().get(path).await;
            let mine = ada.get(path).await;
            assert!(mine.body.contains("2 comments not submitted yet"), "{path}: {}", mine.body);
            assert!(mine.body.contains(OWN), "{path}");
            // Neither those who come after nor anybody else reads of it: not from the cache either.
            let after = site.visitor().get(path).await;
            assert_eq!(before.body, after.body, "{path}");
            for other in [after, bert.get(path).await] {
                assert!(!other.body.contains("not submitted yet"), "{path}");
            }
        }
        site.clock.advance_to(closing());
        ada.sign_in(ADA).await;
        for path in ["/", text.as_str()] {
            let mine = ada.get(path).await;
            assert!(mine.body.contains("2 comments of yours were not submitted"), "{path}: {}", mine.body);
            assert!(!site.visitor().get(path).await.body.contains("not submitted"), "{path}");
        }
    }

    async fn what_is_public_of_somebody_changes_after_asking(store: Store) {
        let site = site(store.clone()).await;
        let mut ada = site.signed_in(ADA, &[]).await;
        write(&mut ada, "Who looks after the rope?").await;
        write(&mut ada, "And who pays for it?").await;
        hand_in(&mut ada, &[]).await;
        let path = format!("{HERE}/comments/R1-0001");
        let own = ada.get(OWN).await;
        let filled = [("publication", "anonymous"), ("organisation", "Rope makers")];
        let asked = press(&mut ada, OWN, &own, ("act", "save"), &filled, &[]).await;
        assert_eq!(asked.status, StatusCode::OK);
        for part in ["Change what is published of you?", "Until now", "Name and organisation", "From now on", "Anonymous", "Rope makers"] {
            assert!(asked.body.contains(part), "{part}: {}", asked.body);
        }
        let entries = "select count(*) from audit where act = 'submission.details'";
        assert_eq!(count(&store, entries).await, 0, "asking changes nothing");
        let sent = press(&mut ada, OWN, &asked, ("confirm", "yes"), &[], &[]).await;
        assert_eq!(sent.location(), format!("{OWN}?done=saved"), "{}", sent.body);
        assert_eq!(count(&store, entries).await, 1);
        let detail = "select count(*) from audit where act = 'submission.details' and detail like '%\"anonymous\"%' \
                      and detail like '%\"name\"%' and detail like '%Rope makers%'";
        assert_eq!(count(&store, detail).await, 1, "the record holds what it was and what it is");
        assert!(site.visitor().get(&path).await.body.contains("Anonymous"));
        // Asked while submitting, the choice of drafts goes along.
        let chosen = write(&mut ada, "A third point.").await;
        let later = write(&mut ada, "A fourth point.").await;
        let own = ada.get(OWN).await;
        let asked = press(&mut ada, OWN, &own, ("act", "submit"), &[("publication", "name")], &[&later]).await;
        assert!(asked.body.contains(&chosen) && !asked.body.contains(&later), "{}", asked.body);
        let sent = press(&mut ada, OWN, &asked, ("confirm", "yes"), &[], &[]).await;
        let after = ada.get(sent.location()).await;
        assert!(after.body.contains("R1-0003") && after.body.contains("One comment not submitted yet"), "{}", after.body);
    }

    async fn what_was_withdrawn_is_told_in_every_language(store: Store) {
        let site = site(store.clone()).await;
        let mut ada = site.signed_in(ADA, &[]).await;
        write(&mut ada, "Who looks after the rope?").await;
        hand_in(&mut ada, &[]).await;
        for (language, words) in [(Language::French, "Retirés"), (Language::Arabic, "سُحبت")] {
            let profile = [("name", "Ada"), ("group", "civil-society"), ("language", language.as_str()), ("time_zone", "UTC")];
            let saved = ada.post("/account", &profile).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
            ada.post(OWN, &[("act", "withdraw"), ("confirm", "yes")]).await;
            mail(&store, words).await;
            let page = ada.get(&format!("{OWN}?done=withdrawn")).await;
            press(&mut ada, OWN, &page, ("act", "restore"), &[], &[]).await;
        }
    }
}

async fn count(store: &Store, query: &'static str) -> i64 {
    match store {
        Store::Sqlite { readers, .. } => sqlx::query_scalar(query).fetch_one(readers).await,
        Store::Postgres { pool, .. } => sqlx::query_scalar(query).fetch_one(pool).await,
    }
    .expect("a count")
}
