//! The reading room, the outcome and the answers, as browsers without scripts use them, through the real router.

mod support;

use axum::{body::Body, http::StatusCode};
use domain::round::Confidentiality;
use support::{
    client::{Answer, Client, Site},
    frozen::{REVISED, frozen, review},
    moment,
};

const ROOM: &str = "/consultations/wells/reading-room";
const ISSUE: &str = "/consultations/wells/reading-room/1";
const PREPARE: &str = "/consultations/wells/outcome/prepare";
const OUTCOME: &str = "/consultations/wells/outcome";
const ANSWERS: &str = "/consultations/wells/answers";

const ADA: &str = "commissioner.ada@example.org";
const BO: &str = "commissioner.bo@example.org";
const FACILITATOR: &str = "facilitator@example.org";
const ADMINISTRATOR: &str = "administrator@example.org";
const SOCIETY: &str = "river.circle@example.org";

async fn browser(site: &Site, email: &str) -> Client {
    let mut client = site.visitor();
    client.sign_in(email).await;
    client
}

fn decision(disposition: &'static str, reason: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("act", "decide"),
        ("disposition", disposition),
        ("decision_reason", reason),
        ("reached", "consensus"),
    ]
}

/// The value of a hidden or text field of a page.
fn field<'a>(page: &'a Answer, name: &str) -> &'a str {
    let tag = format!("name=\"{name}\"");
    let at = page
        .body
        .find(&tag)
        .unwrap_or_else(|| panic!("no field {name}: {}", page.body));
    let input = &page.body[page.body[..at].rfind('<').expect("a tag")..];
    let input = &input[..input.find('>').expect("its end")];
    let value = input
        .find(" value=\"")
        .map(|at| &input[at + 8..])
        .expect("a value");
    &value[..value.find('"').expect("its end")]
}

/// A form with a file, as a browser sends it.
fn multipart(fields: &[(&str, &str)], file: &[u8]) -> (Vec<u8>, &'static str) {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--xx\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .into_bytes(),
        );
    }
    body.extend(
        b"--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"text.md\"\r\n\
          Content-Type: text/markdown\r\n\r\n",
    );
    body.extend(file);
    body.extend(b"\r\n--xx--\r\n");
    (body, "multipart/form-data; boundary=xx")
}

async fn import(client: &mut Client, mark: &str, pasted: &str, file: &[u8]) -> Answer {
    let fields = [
        ("act", "import"),
        ("mark", mark),
        ("text", pasted),
        ("language", "en"),
    ];
    let (body, kind) = multipart(&fields, file);
    client
        .send("POST", PREPARE, Body::from(body), Some(kind))
        .await
}

/// Every `issues-…` field of the preparation with the name of its row.
fn rows(page: &Answer) -> Vec<String> {
    page.body
        .split("name=\"issues-")
        .skip(1)
        .map(|rest| rest[..rest.find('"').expect("its end")].to_owned())
        .collect()
}

stories! {
    async fn the_story_from_the_reading_room_to_the_answers(store: Store) {
        frozen(&store, Confidentiality::Public).await;
        let site = Site::new(store, review());
        let mut ada = browser(&site, ADA).await;
        let mut bo = browser(&site, BO).await;

        let agenda = ada.get(ROOM).await;
        assert_eq!(agenda.status, StatusCode::OK);
        assert!(agenda.body.contains("Should wells be covered at night?"), "{}", agenda.body);
        assert!(agenda.body.contains("of 2 issues remain"));
        let issue = ada.get(ISSUE).await;
        assert_eq!(issue.status, StatusCode::OK);
        for words in ["Users should not foul", "Wells should be covered at night.", "River Circle Association", "data-said=\"inserted\""] {
            assert!(issue.body.contains(words), "{words}: {}", issue.body);
        }
        let whole = ada.get(&format!("{ISSUE}/comments")).await;
        assert!(whole.body.contains("We support the norm."), "{}", whole.body);

        // A form that lacks something comes back with everything typed.
        let lacking = ada.post(ISSUE, &[("act", "decide"), ("disposition", "accepted"), ("dissents", "Bo & Cy"), ("reached", "vote"), ("votes_for", "-1")]).await;
        assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["href=\"#decision_reason\"", "Bo &amp; Cy", "href=\"#votes_for\"", "value=\"-1\"", "href=\"#abstentions\""] {
            assert!(lacking.body.contains(words), "{words}: {}", lacking.body);
        }
        let empty = ada.post(ISSUE, &[("act", "remark"), ("remark", "  ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);

        let said = ada.post(ISSUE, &[("act", "remark"), ("remark", "<b>Cover</b> them.")]).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER);
        assert!(said.location().starts_with(&format!("{ISSUE}#remark-")), "{}", said.location());
        let heard = bo.get(ISSUE).await;
        assert!(heard.body.contains("&lt;b&gt;Cover&lt;/b&gt; them.") && heard.body.contains("Commissioner Ada"), "{}", heard.body);

        // A reason that is being written survives a remark, and a remark the decision.
        let both = ada.post(ISSUE, &[("act", "remark"), ("remark", "One more thing."), ("decision_reason", "Half a reason")]).await;
        assert_eq!(both.status, StatusCode::OK);
        assert!(both.body.contains("One more thing.</p>") && both.body.contains("Half a reason</textarea>"), "{}", both.body);

        // Two commissioners: the later sees both.
        let first = ada.post(ISSUE, &decision("accepted-in-part", "A cover does no harm.")).await;
        assert_eq!((first.status, first.location()), (StatusCode::SEE_OTHER, "/consultations/wells/reading-room/1#decision"));
        let second = bo.post(ISSUE, &decision("not-accepted", "It costs too much.")).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.body.contains("A cover does no harm.") && second.body.contains("It costs too much."), "{}", second.body);
        let standing = field(&second, "decision").to_owned();
        let reopened = bo.post(ISSUE, &[("act", "reopen"), ("decision", &standing), ("reopen_reason", "The cost was not weighed.")]).await;
        assert_eq!(reopened.status, StatusCode::SEE_OTHER);
        let late = ada.post(ISSUE, &[("act", "reopen"), ("decision", &standing), ("reopen_reason", "Mine.")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let early = browser(&site, FACILITATOR).await.get(PREPARE).await;
        assert!(early.body.contains("2 issues have no decision yet"), "{}", early.body);
        assert_eq!(bo.post(ISSUE, &decision("accepted-in-part", "A cover does no harm; who pays is left open.")).await.status, StatusCode::SEE_OTHER);
        let again = ada.get(ISSUE).await;
        assert!(again.body.contains("The cost was not weighed."), "{}", again.body);
        assert_eq!(ada.post(&format!("{ROOM}/2"), &decision("accepted", "It added doubt.")).await.status, StatusCode::SEE_OTHER);

        // The facilitator prepares the outcome.
        let mut facilitator = browser(&site, FACILITATOR).await;
        let page = facilitator.get(PREPARE).await;
        let mark = field(&page, "mark").to_owned();
        let broken = import(&mut facilitator, &mark, "", &[0x23, 0x20, 0xff, 0xfe]).await;
        assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(broken.body.contains("UTF-8"), "{}", broken.body);
        let stored = import(&mut facilitator, &mark, REVISED, b"").await;
        assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.body);
        let page = facilitator.get(PREPARE).await;
        let mark = field(&page, "mark").to_owned();
        let rows = rows(&page);
        assert_eq!(rows.len(), 3, "{rows:?} {}", page.body);
        assert!(!page.body.contains("name=\"confirm\""), "publishing is blocked");
        let names: Vec<String> = rows.iter().map(|row| format!("issues-{row}")).collect();
        let mut fields = vec![("act", "correct"), ("mark", mark.as_str())];
        fields.extend(names.iter().map(|name| (name.as_str(), "77")));
        let wrong = facilitator.post(PREPARE, &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("no decision “77”") && wrong.body.contains("value=\"77\""), "{}", wrong.body);
        let from: Vec<(String, String)> = rows
            .iter()
            .filter(|row| row.parse::<i32>().is_ok())
            .map(|row| (format!("from-{row}"), field(&page, &format!("from-{row}")).to_owned()))
            .collect();
        let mut fields = vec![("act", "correct"), ("mark", mark.as_str())];
        fields.extend(names.iter().map(|name| (name.as_str(), "1, 2")));
        fields.extend(from.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        assert_eq!(facilitator.post(PREPARE, &fields).await.status, StatusCode::SEE_OTHER);
        let stale = facilitator.post(PREPARE, &fields).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
        let page = facilitator.get(PREPARE).await;
        let mark = field(&page, "mark").to_owned();
        let unsure = facilitator.post(PREPARE, &[("act", "publish"), ("mark", &mark)]).await;
        assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unsure.body.contains("href=\"#confirm\""), "{}", unsure.body);

        // Before the publication visitors learn at which stage it is.
        let mut visitor = site.visitor();
        let before = visitor.get(OUTCOME).await;
        assert_eq!(before.status, StatusCode::OK);
        assert!(before.body.contains("not published yet") && !before.body.contains("cover it at night"), "{}", before.body);
        let mut society = browser(&site, SOCIETY).await;
        let waiting = society.get(ANSWERS).await;
        assert_eq!(waiting.status, StatusCode::OK);
        assert!(waiting.body.contains("Wells should be covered at night.") && !waiting.body.contains("A cover does no harm"), "{}", waiting.body);

        site.clock.advance_to(moment("2026-04-10T13:00:00Z"));
        let published = facilitator.post(PREPARE, &[("act", "publish"), ("mark", &mark), ("confirm", "yes")]).await;
        assert_eq!((published.status, published.location()), (StatusCode::SEE_OTHER, OUTCOME), "{}", published.body);
        let outcome = visitor.get(OUTCOME).await;
        assert_eq!(outcome.status, StatusCode::OK);
        for words in ["cover it at night", "Decision 1: Accepted in part", "who pays is left open", "R1-0001", "id=\"decision-2\"", "This holds in dry years", "calendar", "2 decisions on 4 comments; each"] {
            assert!(outcome.body.contains(words), "{words}: {}", outcome.body);
        }
        assert!(!outcome.body.contains("Cover&lt;/b&gt;") && !outcome.body.contains("Commissioner Ada"), "the debate stays confidential");
        let each = visitor.get(&format!("{OUTCOME}/comments?issue=2")).await;
        assert!(each.body.contains("R1-0003") && !each.body.contains("R1-0001"), "{}", each.body);
        let mut society = browser(&site, SOCIETY).await;
        let answers = society.get(ANSWERS).await;
        for words in ["Wells should be covered at night.", "who pays is left open", "cover it at night", "calendar"] {
            assert!(answers.body.contains(words), "{words}: {}", answers.body);
        }
        assert!(!answers.body.contains("It holds in every year."), "somebody else's comment");
        let gone = facilitator.get(PREPARE).await;
        assert_eq!(gone.status, StatusCode::CONFLICT);
    }

    async fn changes_without_a_decision_and_doubts_are_told_on_the_pages(store: Store) {
        frozen(&store, Confidentiality::Public).await;
        let site = Site::new(store, review());
        let mut ada = browser(&site, ADA).await;
        assert_eq!(ada.post(ISSUE, &decision("accepted", "A cover does no harm.")).await.status, StatusCode::SEE_OTHER);
        assert_eq!(ada.post(&format!("{ROOM}/2"), &decision("deferred", "Next year.")).await.status, StatusCode::SEE_OTHER);
        let mut facilitator = browser(&site, FACILITATOR).await;
        let page = facilitator.get(PREPARE).await;
        let mark = field(&page, "mark").to_owned();
        let revised = REVISED.replace("Whoever draws", "Whoever\u{a0}draws");
        assert_eq!(import(&mut facilitator, &mark, &revised, b"").await.status, StatusCode::SEE_OTHER);
        let page = facilitator.get(PREPARE).await;
        assert!(page.body.contains("(Typographic)"), "{}", page.body);
        let mark = field(&page, "mark").to_owned();
        let rows = rows(&page);
        // The first change is editorial, the others name the decision that put them off.
        let named: Vec<(String, String)> = rows
            .iter()
            .enumerate()
            .flat_map(|(at, row)| {
                let (issues, without) = if at == 0 { ("", "editorial") } else { ("2", "") };
                let mut fields = vec![
                    (format!("issues-{row}"), issues.to_owned()),
                    (format!("without-{row}"), without.to_owned()),
                ];
                if row.parse::<i32>().is_ok() {
                    fields.push((format!("from-{row}"), field(&page, &format!("from-{row}")).to_owned()));
                }
                fields
            })
            .collect();
        let mut fields = vec![("act", "correct"), ("mark", mark.as_str())];
        fields.extend(named.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        assert_eq!(facilitator.post(PREPARE, &fields).await.status, StatusCode::SEE_OTHER);
        let page = facilitator.get(PREPARE).await;
        for words in ["Issue 1 (Accepted): no change names this decision.", "names issue 2 (Deferred)", "name=\"despite\""] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        let mark = field(&page, "mark").to_owned();
        let asked = facilitator.post(PREPARE, &[("act", "publish"), ("mark", &mark), ("confirm", "yes")]).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asked.body.contains("href=\"#despite\""), "{}", asked.body);
        site.clock.advance_to(moment("2026-04-10T13:00:00Z"));
        let published = facilitator
            .post(PREPARE, &[("act", "publish"), ("mark", &mark), ("confirm", "yes"), ("despite", "yes")])
            .await;
        assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.body);
        let outcome = site.visitor().get(OUTCOME).await;
        for words in ["No decision: Editorial", "Typographic", "says the same"] {
            assert!(outcome.body.contains(words), "{words}: {}", outcome.body);
        }
    }

    async fn the_debate_is_closed_to_everybody_but_commissioners(store: Store) {
        frozen(&store, Confidentiality::Public).await;
        let site = Site::new(store, review());
        for email in [FACILITATOR, ADMINISTRATOR, SOCIETY] {
            let mut other = browser(&site, email).await;
            assert_eq!(other.get(ROOM).await.status, StatusCode::FORBIDDEN, "{email}");
            assert_eq!(other.get(ISSUE).await.status, StatusCode::FORBIDDEN, "{email}");
            assert_eq!(other.post(ISSUE, &decision("noted", "Mine.")).await.status, StatusCode::FORBIDDEN, "{email}");
            assert_eq!(other.post(ISSUE, &[("act", "remark"), ("remark", "Mine.")]).await.status, StatusCode::FORBIDDEN, "{email}");
        }
        let mut ada = browser(&site, ADA).await;
        assert_eq!(ada.get(PREPARE).await.status, StatusCode::FORBIDDEN);
        assert_eq!(ada.get(&format!("{ROOM}/77")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(ada.get(&format!("{ROOM}/one")).await.status, StatusCode::NOT_FOUND);
        let mut visitor = site.visitor();
        for path in [ROOM, ISSUE, PREPARE, ANSWERS] {
            let away = visitor.get(path).await;
            assert_eq!(away.status, StatusCode::SEE_OTHER, "{path}");
            assert!(away.location().starts_with("/sign-in?next="), "{path}");
        }
    }

    async fn an_outcome_without_public_comments_names_nobody(store: Store) {
        frozen(&store, Confidentiality::Internal).await;
        let site = Site::new(store, review());
        let mut ada = browser(&site, ADA).await;
        for issue in [1, 2] {
            let path = format!("{ROOM}/{issue}");
            assert_eq!(ada.post(&path, &decision("noted", "Heard.")).await.status, StatusCode::SEE_OTHER);
        }
        let mut facilitator = browser(&site, FACILITATOR).await;
        let text = support::scene::WELLS;
        assert_eq!(import(&mut facilitator, "none", "", text.as_bytes()).await.status, StatusCode::SEE_OTHER);
        let page = facilitator.get(PREPARE).await;
        assert_eq!(rows(&page).len(), 0, "nothing changed: {}", page.body);
        let mark = field(&page, "mark").to_owned();
        let published = facilitator.post(PREPARE, &[("act", "publish"), ("mark", &mark), ("confirm", "yes")]).await;
        assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.body);
        let outcome = site.visitor().get(OUTCOME).await;
        assert_eq!(outcome.status, StatusCode::OK);
        // How many there are is no more public than they are.
        assert!(!outcome.body.contains("more comments"), "{}", outcome.body);
        assert!(outcome.body.contains("2 decisions; each submitter has an answer."), "{}", outcome.body);
        assert!(!outcome.body.contains("0 comments"), "{}", outcome.body);
        for secret in ["R1-0001", "River Circle", "Wells should be covered", "calendar"] {
            assert!(!outcome.body.contains(secret), "{secret}");
        }
    }
}
