//! The facilitator's way from comments to the frozen report, as a browser without scripts goes it.

mod support;

use axum::http::StatusCode;
use domain::{
    account::StakeholderGroup, actor::Role, round::Confidentiality, store::Store,
    submission::Publication,
};
use support::{
    client::{Client, Site},
    moment,
    seed::{self, Said},
};

const BENCH: &str = "/consultations/wells/workbench";
const REPORT: &str = "/consultations/wells/report";

/// Three comments on a closed round, and a facilitator.
async fn scene(store: &Store) -> (Site, Client, Vec<i64>) {
    let place = seed::context(store, "wells", Confidentiality::Public).await;
    let mut seqs = Vec::new();
    for (body, publication) in [
        ("Say what <clean> means.", Publication::Name),
        ("Clean is fit to drink.", Publication::Anonymous),
        ("Not for print at all.", Publication::NotForPublication),
    ] {
        let said = Said {
            body,
            group: Some(StakeholderGroup::State),
            publication: Some(publication),
            ..Said::default()
        };
        seqs.push(seed::say(store, &place, said).await);
    }
    let site = Site::new(store.clone(), moment(seed::AFTER));
    let facilitator = site
        .signed_in("desk@example.org", &[(Role::Facilitator, "wells")])
        .await;
    (site, facilitator, seqs)
}

stories! {
    async fn from_the_workbench_to_the_frozen_report(store: Store) {
        let (site, mut desk, seqs) = scene(&store).await;
        let bench = desk.get(BENCH).await;
        assert_eq!(bench.status, StatusCode::OK);
        assert!(bench.body.contains("of 3 comments unaccounted for") && bench.body.contains("Say what &lt;clean&gt; means."));

        // An issue of two comments at once: the workbench leads to its form, the form makes it.
        let (first, second) = (format!("{}:", seqs[0]), format!("{}:", seqs[1]));
        let led = desk.post(BENCH, &[("take", &first), ("take", &second), ("act", "new")]).await;
        assert_eq!(led.status, StatusCode::SEE_OTHER);
        let form = desk.get(led.location()).await;
        assert!(form.body.contains("value=\"1.1\""), "what the comments are on is proposed");
        let url = led.location().split('?').next().expect("a path").to_owned();
        let empty = desk.post(&url, &[("take", &first), ("take", &second), ("minority", "One state differs.")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.body.contains("One state differs.") && empty.body.contains("href=\"#statement\""), "what was typed is kept");
        let fields = [("take", first.as_str()), ("take", &second), ("statement", "What does clean mean?"), ("anchors", "1.1, 1.2"),
            ("option-0-title", "Define it"), ("option-0-anchor", "1.1"), ("option-0-wording", "Whoever shares a well keeps its water fit to drink.")];
        let wrong = desk.post(&url, &[&fields[..3], &[("anchors", "9.9")]].concat()).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("9.9"));
        let made = desk.post(&url, &fields).await;
        assert_eq!((made.status, made.location()), (StatusCode::SEE_OTHER, "/consultations/wells/issues/1"));
        assert!(desk.get(made.location()).await.body.contains("What does clean mean?"));

        // The report cannot be frozen while a comment is left; the page says so.
        let early = desk.post(&format!("{REPORT}/freeze"), &[]).await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        assert!(desk.get(REPORT).await.body.contains("One comment is still unaccounted for."));
        let third = format!("{}:", seqs[2]);
        let bare = desk.post(BENCH, &[("hand", &third), ("act", "set-aside")]).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        let aside = desk.post(BENCH, &[("hand", &third), ("reason", "Off the point"), ("act", "set-aside")]).await;
        assert_eq!(aside.status, StatusCode::SEE_OTHER);
        assert!(desk.get(BENCH).await.body.contains("Every comment is accounted for."));
        let words = desk.post(REPORT, &[("act", "words"), ("purpose", "To be clear."), ("revision", "0")]).await;
        assert_eq!(words.status, StatusCode::SEE_OTHER);
        let late = desk.post(REPORT, &[("act", "words"), ("purpose", "To be brief."), ("revision", "0")]).await;
        assert!(late.status == StatusCode::CONFLICT && late.body.contains("To be clear.") && late.body.contains("To be brief."));
        let draft = desk.get(&format!("{REPORT}/draft/public.html")).await;
        assert!(draft.status == StatusCode::OK && !draft.body.contains("Not for print"));

        let mut visitor = site.visitor();
        assert_eq!(visitor.get(REPORT).await.status, StatusCode::NOT_FOUND);
        assert_eq!(visitor.get(&format!("{REPORT}/draft/public.html")).await.status, StatusCode::SEE_OTHER);
        assert!(desk.get(&format!("{REPORT}/freeze")).await.body.contains("Freeze it now"));
        let frozen = desk.post(&format!("{REPORT}/freeze"), &[("act", "freeze")]).await;
        assert_eq!((frozen.status, frozen.location()), (StatusCode::SEE_OTHER, REPORT));

        // The files, for whom they are, byte for byte, with a policy for the page's own style sheet.
        let mut commissioner = site.signed_in("member@example.org", &[(Role::Commissioner, "wells")]).await;
        let commission = format!("{REPORT}/1/commission.html");
        let page = commissioner.get(&commission).await;
        assert!(page.status == StatusCode::OK && page.body.contains("Not for print at all."));
        assert!(page.header("content-security-policy").contains("style-src 'sha256-") && page.header("content-security-policy").contains("default-src 'none'"));
        assert_eq!(page.header("cache-control"), "private, no-cache");
        assert_eq!(desk.get(&commission).await.body, page.body);
        assert_eq!(visitor.get(&commission).await.status, StatusCode::NOT_FOUND);
        let public = visitor.get(&format!("{REPORT}/1/public.html")).await;
        assert!(public.status == StatusCode::OK && !public.body.contains("Not for print") && public.body.contains("What does clean mean?"));
        assert_eq!(public.header("cache-control"), "public, no-cache");
        let listed = visitor.get(REPORT).await;
        assert!(listed.body.contains(public.header("etag").trim_matches('"')) && !listed.body.contains("commission.html"));
        let pdf = visitor.get(&format!("{REPORT}/1/public.pdf")).await;
        assert_eq!((pdf.status, pdf.header("content-type")), (StatusCode::OK, "application/pdf"));
        for missing in ["1/public.docx", "2/public.pdf", "x/public.pdf", "1/private.pdf"] {
            assert_eq!(visitor.get(&format!("{REPORT}/{missing}")).await.status, StatusCode::NOT_FOUND, "{missing}");
        }

        // Frozen is frozen.
        let again = desk.post("/consultations/wells/issues/1", &[("act", "save"), ("statement", "Other"), ("revision", "1")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(commissioner.get("/consultations/wells/issues/1").await.body.contains("What does clean mean?"));
        let note = desk.post(REPORT, &[("act", "correct"), ("note", "")]).await;
        assert_eq!(note.status, StatusCode::UNPROCESSABLE_ENTITY);
        let corrected = desk.post(REPORT, &[("act", "correct"), ("note", "A name was hidden.")]).await;
        assert_eq!(corrected.status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.get(&format!("{REPORT}/1/public.html")).await.status, StatusCode::NOT_FOUND);
        assert!(visitor.get(&format!("{REPORT}/2/public.html")).await.body.contains("A name was hidden."));
    }

    async fn the_slower_of_two_facilitators_is_shown_both(store: Store) {
        let (site, mut one, seqs) = scene(&store).await;
        let mut two = site.signed_in("other@example.org", &[(Role::Facilitator, "wells")]).await;
        let take = format!("{}:", seqs[0]);
        let aside = one.post(BENCH, &[("take", &take), ("reason", "Off the point"), ("act", "set-aside")]).await;
        assert_eq!(aside.status, StatusCode::SEE_OTHER);
        let late = two.post(BENCH, &[("take", &take), ("reason", "Said twice"), ("act", "set-aside")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("Off the point") && late.body.contains("Said twice"), "theirs, and what was typed");

        let made = one.post("/consultations/wells/issues/new", &[("statement", "What is clean?")]).await;
        let issue = made.location().to_owned();
        assert_eq!(one.post(&issue, &[("act", "save"), ("statement", "What does clean mean?"), ("revision", "1")]).await.status, StatusCode::SEE_OTHER);
        let late = two.post(&issue, &[("act", "save"), ("statement", "How clean is clean?"), ("revision", "1")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("What does clean mean?") && late.body.contains("How clean is clean?"));
        assert!(late.body.contains("name=\"revision\" value=\"2\""), "saving again is on purpose");

        // Undo takes back one's own last act; what somebody else changed since stays.
        let mark = format!("{}:aside", seqs[0]);
        assert_eq!(two.post(BENCH, &[("take", &mark), ("issue", "1"), ("act", "gather")]).await.status, StatusCode::SEE_OTHER);
        let refused = one.post(BENCH, &[("act", "undo")]).await;
        assert!(refused.status == StatusCode::CONFLICT && refused.body.contains("cannot be undone any more"));
        assert_eq!(two.post(BENCH, &[("act", "undo")]).await.status, StatusCode::SEE_OTHER);
        assert!(one.get(&format!("{BENCH}?state=set-aside")).await.body.contains("Off the point"));
    }

    async fn words_hidden_after_the_freeze_are_given_out_no_more(store: Store) {
        let (site, mut desk, seqs) = scene(&store).await;
        let takes: Vec<String> = seqs.iter().map(|seq| format!("{seq}:")).collect();
        let mut fields: Vec<(&str, &str)> = takes.iter().map(|take| ("take", take.as_str())).collect();
        fields.push(("statement", "What does clean mean?"));
        desk.post("/consultations/wells/issues/new", &fields).await;
        assert_eq!(desk.post(&format!("{REPORT}/freeze"), &[]).await.status, StatusCode::SEE_OTHER);
        let mut visitor = site.visitor();
        let public = format!("{REPORT}/1/public.html");
        assert_eq!(visitor.get(&public).await.status, StatusCode::OK);
        let unsent = |_: &domain::ops::comment::Notice| domain::ops::mail::Written { subject: String::new(), text: String::new(), html: String::new() };
        domain::ops::comment::hide(&store, &domain::actor::Actor::Operator, &"wells".parse().expect("a slug"), "R1-0001", "Names a person", moment(seed::AFTER), unsent).await.expect("hidden");
        assert_eq!(visitor.get(&public).await.status, StatusCode::NOT_FOUND);
        let page = desk.get(REPORT).await;
        assert!(page.body.contains("Names a person") && page.body.contains("Make a corrected version."));
        desk.post(REPORT, &[("act", "correct"), ("note", "The words of R1-0001 were hidden.")]).await;
        let now = visitor.get(&format!("{REPORT}/2/public.html")).await;
        assert!(now.status == StatusCode::OK && !now.body.contains("Say what") && now.body.contains("The words of R1-0001 were hidden."));
    }

    async fn consultations_are_created_and_changed_in_the_browser(store: Store) {
        let (site, mut desk, _) = scene(&store).await;
        let wrong = [("title", ""), ("slug", "New Wells"), ("confidentiality", "internal"), ("time_zone", "Africa/Nairobi"), ("closes_at", "soon")];
        let refused = desk.post("/consultations/new", &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("href=\"#slug\"") && refused.body.contains("href=\"#closes_at\"") && refused.body.contains("value=\"New Wells\""));
        let right = [("title", "New wells"), ("slug", "new-wells"), ("confidentiality", "internal"), ("time_zone", "Africa/Nairobi"),
            ("opens_at", "2026-04-01T09:00"), ("closes_at", "2026-05-01T09:00")];
        let made = desk.post("/consultations/new", &right).await;
        assert_eq!((made.status, made.location()), (StatusCode::SEE_OTHER, "/consultations/new-wells/settings"));
        let again = desk.post("/consultations/new", &right).await;
        assert_eq!(again.status, StatusCode::CONFLICT);

        // Whoever creates it facilitates it; the moments are those of the zone.
        let page = desk.get(made.location()).await;
        assert!(page.body.contains("value=\"2026-05-01T09:00\"") && page.body.contains("has no text yet"));
        let seen = page.body.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a mark").to_owned();
        let later = [("seen", seen.as_str()), ("title", "New wells"), ("confidentiality", "internal"), ("time_zone", "Africa/Nairobi"),
            ("opens_at", "2026-04-01T09:00"), ("closes_at", "2026-06-01T09:00"), ("publishes_report", "yes")];
        assert_eq!(desk.post(made.location(), &later).await.status, StatusCode::SEE_OTHER);
        let stale = desk.post(made.location(), &later).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(desk.get(made.location()).await.body.contains("value=\"2026-06-01T09:00\""));

        let mut stranger = site.signed_in("somebody@example.org", &[]).await;
        assert_eq!(stranger.get("/consultations/new").await.status, StatusCode::FORBIDDEN);
        assert_eq!(stranger.get("/consultations/wells/settings").await.status, StatusCode::FORBIDDEN);
        assert_eq!(site.visitor().get("/consultations/wells/settings").await.status, StatusCode::SEE_OTHER);

        // While a round is open it is extended with a public note, and not without.
        site.clock.advance_to(moment(seed::DURING));
        let page = desk.get("/consultations/wells/settings").await;
        let seen = page.body.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a mark").to_owned();
        let mut fields = vec![("seen", seen.as_str()), ("title", "Norms for the care of shared wells"), ("commission", "Commission on Shared Wells"),
            ("question", "Are these norms clear enough to be kept?"), ("mandate", "The commission asks everybody who draws water."),
            ("confidentiality", "public"), ("time_zone", "Europe/Paris"), ("opens_at", "2026-03-01T13:00"), ("publishes_report", "yes"), ("publishes_counts", "yes"),
            ("closes_at", "2026-03-27T13:00"), ("note", "")];
        let silent = desk.post("/consultations/wells/settings", &fields).await;
        assert!(silent.status == StatusCode::UNPROCESSABLE_ENTITY && silent.body.contains("href=\"#note\""));
        fields.pop();
        fields.push(("note", "A week more."));
        assert_eq!(desk.post("/consultations/wells/settings", &fields).await.status, StatusCode::SEE_OTHER);
        assert!(desk.get("/consultations/wells/settings").await.body.contains("A week more."));
    }
}
