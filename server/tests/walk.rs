//! Walks every route with every role and signed out, on a database with a consultation in every phase, and holds the
//! answers against the table of who may do what. A route without a rule cannot be registered; a route whose handler
//! does not keep its rule fails here.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use domain::{
    account::EmailAddress,
    act::Act,
    actor::{Actor, Role},
    comment::{Content, Position},
    consultation::{Phase, Slug},
    id::{CommentId, DraftId},
    issue::IssueContent,
    ops::{account, consultation, issue, mail::Written, role, submission, text, verification},
    permission::{self, DenialMode, Subject},
    store::{Store, comment},
};
use plenary::http::{
    self,
    site::{Access, Route},
};
use support::{
    client::{Answer, Client, Site},
    forms::acts,
};

/// What the table says of a role and a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// 404
    NotFound,
    /// 303 to the sign-in page; 401 from a server function
    SignIn,
    /// 403
    Forbidden,
    /// Anything but those: a page, a redirect, a form that comes back, a refusal by phase.
    Allowed,
}

/// Somebody who walks.
struct Walker {
    name: &'static str,
    client: Client,
    actor: Actor,
}

/// A consultation that is walked through.
struct Ground {
    slug: Slug,
    id: domain::id::ConsultationId,
    phase: Phase,
    anchor: String,
}

async fn walk(store: Store) {
    let now = "2026-06-15T10:00:00Z".parse().expect("a moment");
    plenary::demo::fill(&store, now)
        .await
        .expect("the demonstration");
    an_issue(&store, now).await;
    let site = Site::new(store.clone(), now);
    let grounds = grounds(&store, now).await;
    let mut walkers = walkers(&site, &store).await;
    let draft = a_draft(&store, now).await;
    let submitted = a_comment(&store, now).await;
    let mut reached: BTreeMap<(String, &str), BTreeSet<StatusCode>> = BTreeMap::new();

    let mut routes = http::site().routes;
    let (mut wrong, mut count) = (Vec::new(), 0);
    // Acts are carried out. A draft is submitted or deleted after it was looked at; signing out, here or everywhere, ends the
    // walk of whoever does it, wherever it stands in the list: last.
    routes.sort_by_key(|route| {
        (
            route.path == app::routes::SIGN_OUT || route.path == app::routes::SESSIONS,
            // Hiding a comment withholds the report that holds it: what is read is read before.
            route.method != "GET",
            !route.path.contains("{id}"),
        )
    });
    for route in &routes {
        for walker in &mut walkers {
            for ground in &grounds {
                if !is_of_consultation(route) && ground.phase != Phase::Open {
                    continue;
                }
                // A draft that was submitted is amended as the comment that it became.
                let draft = if route.path == app::routes::DRAFT && route.act == "amend" {
                    submitted
                } else {
                    draft
                };
                let path = filled(route.path, ground, draft);
                let answer = match route.method {
                    "GET" => walker.client.get(&path).await,
                    _ if is_function(route) => {
                        let call = call_of(route, ground);
                        walker.client.clone().post_json(&path, &call).await
                    }
                    _ if route
                        .sample
                        .iter()
                        .any(|(name, _)| ["request", "id"].contains(name)) =>
                    {
                        count += 1;
                        let form = of_this_ground(&store, ground, route, now, count).await;
                        let form: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
                        walker.client.clone().post(&path, &form).await
                    }
                    _ => walker.client.clone().act(&path, route).await,
                };
                let expected = verdict(route, &walker.actor, ground);
                let what = format!(
                    "{} {} {} as {} ({})",
                    route.method, path, route.act, walker.name, ground.phase
                );
                if is_of_another_comment(route) && walker.name != "visitor" {
                    // The comment in the address is nobody's among those who walk: amending and withdrawing it is
                    // for its author alone, where it is known at all.
                    let refused = [
                        StatusCode::FORBIDDEN,
                        StatusCode::NOT_FOUND,
                        StatusCode::CONFLICT,
                    ];
                    if !refused.contains(&answer.status) {
                        wrong.push(format!("{what}: {}", answer.status));
                    }
                    continue;
                }
                hold(expected, &answer, &what, &mut wrong);
                if route.method == "GET" && answer.status == StatusCode::OK {
                    wrong.extend(idle(&routes, &path, &answer.body));
                }
                if expected == Verdict::Allowed {
                    let act = format!("{} {} {}", route.method, route.path, route.act);
                    let key = (act, walker.name);
                    reached.entry(key).or_default().insert(answer.status);
                }
            }
        }
    }
    // Whoever may, gets somewhere: a page that is 404 in every phase is no page.
    for ((route, walker), statuses) in &reached {
        let somewhere = statuses
            .iter()
            .any(|status| *status != StatusCode::NOT_FOUND);
        if !somewhere && !is_of_another(route, walker) {
            wrong.push(format!("{route} as {walker}: {statuses:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    drop(walkers);
}

/// Buttons of a page that nothing answers.
fn idle(routes: &[Route], path: &str, page: &str) -> Vec<String> {
    let answers = |to: &str, act: &str, route: &Route| {
        let (to, _) = to.split_once('?').unwrap_or((to, ""));
        let same = to.split('/').count() == route.path.split('/').count()
            && to
                .split('/')
                .zip(route.path.split('/'))
                .all(|(part, pattern)| pattern.starts_with('{') || part == pattern);
        let numbered = route.act.ends_with(':') && act.starts_with(route.act);
        route.method == "POST" && same && (route.act == act || numbered)
    };
    let buttons = acts(page).into_iter();
    let idle = buttons.filter_map(|(action, act)| {
        let to = action.unwrap_or_else(|| path.to_owned());
        let answered = routes.iter().any(|route| answers(&to, &act, route));
        (!answered).then(|| format!("the button “{act}” on {path} is answered by nothing at {to}"))
    });
    idle.collect()
}

/// An act upon a comment that only its author may do.
fn is_of_another_comment(route: &Route) -> bool {
    route.method == "POST" && route.path == app::routes::COMMENT
}

/// A server function of an island.
fn is_function(route: &Route) -> bool {
    route.path.starts_with("/api/")
}

/// A page of a consultation names it in its address, a server function in its call.
fn is_of_consultation(route: &Route) -> bool {
    is_function(route) || route.path.contains("{slug}")
}

/// What a server function is called with.
fn call_of(route: &Route, ground: &Ground) -> serde_json::Value {
    match route.path {
        "/api/save-draft" => serde_json::json!({
            "slug": ground.slug, "anchor": ground.anchor, "draft": "", "typed": { "body": "Whose well is it?" },
        }),
        path => panic!("{path}: say here what it is called with"),
    }
}

/// Pages of somebody's own things, which others may have none of.
fn is_of_another(route: &str, walker: &str) -> bool {
    walker != "author"
        && (route.contains("{id}") || route.contains("/answers") || route.contains("/submission"))
}

/// Notes an answer that is not what the table says.
fn hold(expected: Verdict, answer: &Answer, what: &str, wrong: &mut Vec<String>) {
    let to_sign_in =
        answer.status == StatusCode::SEE_OTHER && answer.location().starts_with("/sign-in?");
    let found = match answer.status {
        StatusCode::UNAUTHORIZED => Verdict::SignIn,
        StatusCode::FORBIDDEN => Verdict::Forbidden,
        StatusCode::SEE_OTHER if to_sign_in => Verdict::SignIn,
        StatusCode::NOT_FOUND if expected == Verdict::NotFound => Verdict::NotFound,
        status => {
            assert!(
                !status.is_server_error(),
                "{what}: {status}\n{}",
                answer.body
            );
            Verdict::Allowed
        }
    };
    if found != expected {
        wrong.push(format!(
            "{what}: {}, {found:?} and not {expected:?}",
            answer.status
        ));
    }
}

fn verdict(route: &Route, actor: &Actor, ground: &Ground) -> Verdict {
    let of_consultation = is_of_consultation(route);
    if of_consultation && ground.phase == Phase::Draft && !actor.can(Act::ReadPrepared, ground.id) {
        return Verdict::NotFound;
    }
    let Access::To(act) = route.access else {
        return Verdict::Allowed;
    };
    let (sort, _) = permission::rule(act);
    let author = match sort {
        // One's own page is everybody's own; somebody else's draft is named in the address.
        DenialMode::Own if !route.path.contains("{id}") => actor.account_id(),
        _ => None,
    };
    let subject = Subject {
        consultation: of_consultation.then_some(ground.id),
        author,
    };
    match (sort, actor) {
        _ if actor.can(act, subject) => Verdict::Allowed,
        (DenialMode::Read, _) => Verdict::NotFound,
        (_, Actor::Visitor) => Verdict::SignIn,
        (DenialMode::Do, _) => Verdict::Forbidden,
        (DenialMode::Own, _) if route.path.contains("{id}") && is_author(actor) => Verdict::Allowed,
        (DenialMode::Own, _) => Verdict::NotFound,
    }
}

/// The author of the draft that is named in addresses.
fn is_author(actor: &Actor) -> bool {
    actor
        .account()
        .is_some_and(|account| account.email.as_str() == AUTHOR)
}

const AUTHOR: &str = "society@example.org";

/// Puts something that is there into each place of a pattern.
fn filled(pattern: &str, ground: &Ground, draft: DraftId) -> String {
    let mut path = pattern.to_owned();
    let values = [
        ("{slug}", ground.slug.to_string()),
        ("{anchor}", ground.anchor.clone()),
        ("{reference}", "R1-0001".to_owned()),
        ("{number}", "1".to_owned()),
        ("{id}", draft.to_string()),
        ("{token}", "0".repeat(64)),
        ("{file}", "public.html".to_owned()),
        ("{edition}", "public.html".to_owned()),
        ("{version}", "1".to_owned()),
    ];
    for (place, value) in values {
        path = path.replace(place, &value);
    }
    assert!(
        !path.contains('{'),
        "{pattern}: say here what to put into its places"
    );
    path
}

async fn grounds(store: &Store, now: domain::Timestamp) -> Vec<Ground> {
    let mut grounds = Vec::new();
    for place in consultation::list(store, &Actor::Operator, now)
        .await
        .expect("a list")
    {
        let slug = place.consultation.slug;
        let document = text::read(store, &Actor::Operator, &slug, None, now)
            .await
            .expect("a text");
        let anchor = document.provisions[1].anchor.clone();
        grounds.push(Ground {
            slug,
            id: place.consultation.id,
            phase: place.phase,
            anchor,
        });
    }
    assert_eq!(grounds.len(), 5);
    grounds
}

async fn walkers(site: &Site, store: &Store) -> Vec<Walker> {
    let mut walkers = vec![Walker {
        name: "visitor",
        client: site.visitor(),
        actor: Actor::Visitor,
    }];
    for (name, email) in [
        ("facilitator", "facilitator@example.org"),
        ("commissioner", "commissioner@example.org"),
        ("administrator", "administrator@example.org"),
    ] {
        let mut client = site.visitor();
        client.sign_in(email).await;
        walkers.push(Walker {
            name,
            client,
            actor: person(store, email).await,
        });
    }
    // Somebody without any role or comment, and a facilitator of one consultation only.
    let client = site.signed_in("other@example.org", &[]).await;
    walkers.push(Walker {
        name: "stakeholder",
        client,
        actor: person(store, "other@example.org").await,
    });
    let roles = [
        (Role::Facilitator, "network-time"),
        (Role::Commissioner, "cable-repair"),
    ];
    let client = site.signed_in("two-roles@example.org", &roles).await;
    walkers.push(Walker {
        name: "two roles",
        client,
        actor: person(store, "two-roles@example.org").await,
    });
    // Last: nobody else has a way to what the author deletes.
    let mut client = site.visitor();
    client.sign_in(AUTHOR).await;
    walkers.push(Walker {
        name: "author",
        client,
        actor: person(store, AUTHOR).await,
    });
    walkers
}

/// Issue 1 of the open round: facilitators may begin while comments come in.
async fn an_issue(store: &Store, now: domain::Timestamp) {
    let content = IssueContent {
        statement: "Whose clock is the right one?".into(),
        ..IssueContent::default()
    };
    let slug: Slug = "network-time".parse().expect("a slug");
    issue::create(store, &Actor::Operator, &slug, content, &[], now)
        .await
        .expect("an issue");
}

/// The sample of an act, with what has to be there in this consultation.
async fn of_this_ground(
    store: &Store,
    ground: &Ground,
    route: &Route,
    now: domain::Timestamp,
    number: usize,
) -> Vec<(&'static str, String)> {
    let mut form = vec![("act", route.act.to_owned())];
    for (name, value) in route.sample {
        form.push((name, (*value).to_owned()));
    }
    let mut put = |name: &str, value: String| {
        if let Some(field) = form.iter_mut().find(|(it, _)| *it == name) {
            field.1 = value;
        }
    };
    if route.path == app::routes::VERIFICATION {
        let claims = verification::list(store, &Actor::Operator, &ground.slug, None, now)
            .await
            .expect("the list");
        if let Some(claim) = claims.claims.first() {
            if route.act == "take-back" && !claim.is_verified() {
                let (id, revision) = (claim.stated.id, claim.stated.revision);
                let operator = &Actor::Operator;
                verification::verify(store, operator, &ground.slug, id, revision, "A note", now)
                    .await
                    .expect("verified");
            }
            put("id", claim.stated.id.to_string());
            put("revision", claim.stated.revision.to_string());
        }
    } else if route.path == app::routes::ROLES {
        put("request", a_request(store, ground, now, number).await);
    }
    form
}

/// A facilitator asks for another commissioner; answers the key of the request.
async fn a_request(
    store: &Store,
    ground: &Ground,
    now: domain::Timestamp,
    number: usize,
) -> String {
    let facilitator = person(store, "facilitator@example.org").await;
    let email = format!("asked-for-{number}@example.org");
    let profile = account::ProfileFields {
        name: format!("Asked for {number}"),
        group: "individual".into(),
        ..account::ProfileFields::default()
    };
    account::create(store, &Actor::Operator, now, &email, &profile)
        .await
        .expect("an account");
    let letter = |_: &role::RoleNotice| Written {
        subject: "A role".into(),
        text: String::new(),
        html: String::new(),
    };
    let slug = Some(&ground.slug);
    role::grant(
        store,
        &facilitator,
        now,
        &email,
        Role::Commissioner,
        slug,
        letter,
    )
    .await
    .expect("asked for");
    let grants = role::of_consultation(store, &facilitator, now, &ground.slug)
        .await
        .expect("the roles");
    let waiting = grants
        .waiting
        .iter()
        .find(|it| it.request.email.as_str() == email);
    waiting.expect("a request").request.id.to_string()
}

async fn person(store: &Store, email: &str) -> Actor {
    let email: EmailAddress = email.parse().expect("an address");
    let account = account::find(store, &Actor::Operator, &email)
        .await
        .expect("an account");
    account::actor(store, account.id)
        .await
        .expect("read")
        .expect("an actor")
}

/// The draft of the author in the open consultation.
async fn a_draft(store: &Store, now: domain::Timestamp) -> DraftId {
    let author = person(store, AUTHOR).await;
    let slug: Slug = "network-time".parse().expect("a slug");
    let review = submission::review(store, &author, &slug, now)
        .await
        .expect("a submission");
    let draft = review
        .drafts
        .iter()
        .find(|it| it.draft.content.position == Some(Position::Support));
    draft.expect("a draft").draft.id
}

/// A comment that the author submitted in the open consultation, by the key that its draft had.
async fn a_comment(store: &Store, now: domain::Timestamp) -> DraftId {
    let author = person(store, AUTHOR).await;
    let slug: Slug = "network-time".parse().expect("a slug");
    let review = submission::review(store, &author, &slug, now)
        .await
        .expect("a submission");
    let context = review.context;
    let mut tx = store.begin().await.expect("a transaction");
    let id = CommentId::new(now);
    let new = comment::New {
        id,
        consultation_id: context.consultation.id,
        round_id: context.round.id,
        submission_id: review.submission.expect("begun").id,
        seq: 900,
        reference: "R1-0900".into(),
        content: Content {
            body: "Whose clock is the right one?".into(),
            ..Content::default()
        },
        stakeholder_group: None,
        listed: true,
        channel: String::new(),
        submitted_at: now,
        submitted_at_text: String::new(),
        entered_at: None,
    };
    comment::insert(&mut tx, &[new]).await.expect("written");
    tx.commit().await.expect("committed");
    DraftId(id.0)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_keeps_its_rule_on_sqlite() {
    let (store, _folder) = support::sqlite().await;
    walk(store).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_keeps_its_rule_on_postgres() {
    match support::postgres().await {
        Some(store) => walk(store).await,
        None => support::skip::without_postgres(),
    }
}
