//! Accounts, profiles and roles.

#![cfg(feature = "store")]

mod support;

use domain::{
    Error, Result, Timestamp,
    account::{Account, Language, StakeholderGroup},
    actor::{Actor, Role},
    consultation::Slug,
    error::Refusal,
    ops::{
        account::{self, ProfileFields},
        consultation::{self, New},
        mail::{self, Written},
        role::{self, RoleChanged},
    },
    round::Confidentiality,
    store::Store,
};
use support::moment;

/// Mails about roles, to be counted.
fn silent(notice: &role::RoleNotice) -> Written {
    Written {
        subject: format!("{} {}", notice.change, notice.whom.email),
        text: notice.asked_by.clone(),
        html: String::new(),
    }
}

/// To whom mail waits, and its subject; it counts as sent.
async fn mails(store: &Store) -> Vec<(String, String)> {
    let claimed = mail::claim(store, at(), 100, "wells.example")
        .await
        .expect("claimed");
    let mut mails = Vec::new();
    for it in claimed {
        mail::sent(store, at(), it.id).await.expect("sent");
        mails.push((it.recipient.to_string(), it.subject));
    }
    mails
}

async fn id(store: &Store, slug: &Slug) -> domain::id::ConsultationId {
    let found = consultation::find(store, OPERATOR, slug, at()).await;
    found.expect("a consultation").consultation.id
}

const OPERATOR: &Actor = &Actor::Operator;

fn at() -> Timestamp {
    moment("2026-03-01T12:00:00Z")
}

fn profile(name: &str) -> ProfileFields {
    ProfileFields {
        name: name.into(),
        group: "civil-society".into(),
        ..ProfileFields::default()
    }
}

async fn person(store: &Store, email: &str) -> Account {
    account::create(store, OPERATOR, at(), email, &profile("Desk"))
        .await
        .expect("created")
}

/// The account as an actor, with its roles as they stand.
async fn acting(store: &Store, account: &Account) -> Actor {
    account::actor(store, account.id)
        .await
        .expect("read")
        .expect("there")
}

async fn wells(store: &Store) -> Slug {
    let slug: Slug = "wells".parse().expect("a slug");
    let new = New {
        slug: slug.clone(),
        title: "Norms for the care of shared wells".into(),
        commission: String::new(),
        question: String::new(),
        mandate: String::new(),
        confidentiality: Confidentiality::Public,
        opens_at: None,
        closes_at: None,
        time_zone: "UTC".into(),
    };
    consultation::create(store, OPERATOR, at(), new)
        .await
        .expect("created");
    slug
}

fn problem<T: std::fmt::Debug>(result: Result<T>, field: &str) -> String {
    match result {
        Err(Error::Invalid(problems)) => problems
            .of(field)
            .map(|it| it.code.clone())
            .unwrap_or_default(),
        other => panic!("{other:?}"),
    }
}

fn is_refused<T: std::fmt::Debug>(result: &Result<T>, why: &Refusal) -> bool {
    matches!(result, Err(Error::Refused(refusal)) if refusal == why)
}

stories! {
    async fn an_address_has_one_account(store: Store) {
        let first = person(&store, "Desk@Wells.example").await;
        assert_eq!(first.email.as_str(), "desk@wells.example");
        let again = account::create(&store, OPERATOR, at(), "desk@wells.example", &profile("Other")).await;
        assert!(is_refused(&again, &Refusal::Taken { what: "desk@wells.example".into() }));
        let found = account::find(&store, OPERATOR, &first.email).await.expect("found");
        assert_eq!(found, first);
        assert!(matches!(account::find(&store, &acting(&store, &first).await, &first.email).await, Err(Error::Forbidden(_))));
        assert!(matches!(account::create(&store, &Actor::Visitor, at(), "a@b.example", &profile("x")).await, Err(Error::SignIn)));
    }

    async fn a_profile_is_checked_field_by_field(store: Store) {
        let account = person(&store, "desk@wells.example").await;
        let actor = acting(&store, &account).await;
        let wrong = ProfileFields {
            name: " \t ".into(),
            organisation: "x".repeat(201),
            group: "guild".into(),
            country: "ZZ".into(),
            language: "tlh".into(),
            time_zone: "Mars/Base".into(),
        };
        match account::update(&store, &actor, at(), &wrong).await {
            Err(Error::Invalid(problems)) => {
                let codes: Vec<_> = problems.0.iter().map(|it| (it.field.as_str(), it.code.as_str())).collect();
                assert_eq!(codes, [("name", "missing"), ("organisation", "too-long"), ("group", "unknown"),
                    ("country", "country"), ("language", "unknown"), ("time_zone", "time-zone")]);
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(acting(&store, &account).await.account(), Some(&account), "nothing is half stored");
        let right = ProfileFields {
            name: "Well \u{0}  keeper\n".into(),
            organisation: "Society of Wells".into(),
            group: "technical-community".into(),
            country: "fr".into(),
            language: "ar".into(),
            time_zone: "Asia/Singapore".into(),
        };
        let changed = account::update(&store, &actor, at(), &right).await.expect("changed");
        assert_eq!((changed.name.as_str(), changed.country.as_deref()), ("Well keeper", Some("FR")));
        assert_eq!((changed.language, changed.stakeholder_group), (Language::Arabic, Some(StakeholderGroup::TechnicalCommunity)));
        assert_eq!(acting(&store, &account).await.account(), Some(&changed));
        assert!(matches!(account::update(&store, &Actor::Visitor, at(), &right).await, Err(Error::SignIn)));
    }

    async fn accounts_are_listed_with_their_roles_a_page_at_a_time(store: Store) {
        let slug = wells(&store).await;
        for n in 0..5 {
            person(&store, &format!("desk{n}@wells.example")).await;
        }
        role::grant(&store, OPERATOR, at(), "desk3@wells.example", Role::Facilitator, Some(&slug), silent).await.expect("granted");
        let page = account::list(&store, OPERATOR, "desk1@wells.example", 2).await.expect("listed");
        let shown: Vec<_> = page.iter().map(|it| (it.account.email.as_str(), it.roles.len())).collect();
        assert_eq!(shown, [("desk2@wells.example", 0), ("desk3@wells.example", 1)]);
        assert_eq!(page[1].roles[0].slug.as_deref(), Some("wells"));
        assert!(matches!(account::list(&store, &Actor::Visitor, "", 2).await, Err(Error::SignIn)));
    }

    async fn facilitators_give_and_take_roles_of_their_consultation_only(store: Store) {
        let slug = wells(&store).await;
        let one = person(&store, "one@wells.example").await;
        person(&store, "two@wells.example").await;
        let nobody = acting(&store, &one).await;
        let try_it = role::grant(&store, &nobody, at(), "two@wells.example", Role::Facilitator, Some(&slug), silent).await;
        assert!(matches!(try_it, Err(Error::NotFound)), "a stranger does not know a draft: {try_it:?}");
        role::grant(&store, OPERATOR, at(), "one@wells.example", Role::Facilitator, Some(&slug), silent).await.expect("granted");
        let facilitator = acting(&store, &one).await;
        for _ in 0..2 {
            let given = role::grant(&store, &facilitator, at(), "Two@wells.example ", Role::Facilitator, Some(&slug), silent).await;
            assert!(matches!(given.expect("granted"), RoleChanged::Done(_)));
        }
        let held = role::of_consultation(&store, &facilitator, at(), &slug).await.expect("listed").holders;
        let held: Vec<_> = held.iter().map(|it| (it.email.as_str(), it.role)).collect();
        assert_eq!(held, [("one@wells.example", Role::Facilitator), ("two@wells.example", Role::Facilitator)]);
        let admin = role::grant(&store, &facilitator, at(), "one@wells.example", Role::Administrator, None, silent).await;
        assert!(matches!(admin, Err(Error::Forbidden(_))));
        assert!(matches!(role::list(&store, &facilitator).await, Err(Error::Forbidden(_))));
        role::revoke(&store, &facilitator, at(), "two@wells.example", Role::Facilitator, Some(&slug), silent).await.expect("revoked");
        let again = role::revoke(&store, &facilitator, at(), "two@wells.example", Role::Facilitator, Some(&slug), silent).await;
        assert_eq!(problem(again, "email"), "role-not-held");
    }

    async fn nobody_makes_or_unmakes_a_commissioner_alone(store: Store) {
        let slug = wells(&store).await;
        let mut accounts = Vec::new();
        for email in ["one@wells.example", "two@wells.example", "puppet@wells.example", "new@wells.example", "old@wells.example"] {
            accounts.push(person(&store, email).await);
        }
        let give = async |actor: &Actor, email: &str, what: Role| {
            role::grant(&store, actor, at(), email, what, Some(&slug), silent).await
        };
        for email in ["one@wells.example", "two@wells.example"] {
            give(OPERATOR, email, Role::Facilitator).await.expect("granted");
        }
        give(OPERATOR, "old@wells.example", Role::Commissioner).await.expect("granted");
        let one = acting(&store, &accounts[0]).await;
        give(&one, "puppet@wells.example", Role::Facilitator).await.expect("granted");
        let (two, puppet) = (acting(&store, &accounts[1]).await, acting(&store, &accounts[2]).await);
        drop(mails(&store).await);

        // What one facilitator asks for waits, and changes nothing.
        let asked = give(&one, "new@wells.example", Role::Commissioner).await.expect("asked for");
        assert!(matches!(asked, RoleChanged::Asked(_)));
        let is_commissioner = async |n: usize| acting(&store, &accounts[n]).await.is_commissioner(id(&store, &slug).await);
        assert!(!is_commissioner(3).await);
        let told: Vec<String> = mails(&store).await.into_iter().map(|(to, _)| to).collect();
        assert_eq!(told, ["two@wells.example"], "whoever may confirm is told, and nobody else");
        let request = role::of_consultation(&store, &two, at(), &slug).await.expect("listed").waiting.remove(0);
        assert!(request.confirmable);
        let request = request.request.id;

        // Neither who asked, nor whom they appointed, nor whose role it is confirms it.
        for actor in [&one, &puppet] {
            let done = role::confirm(&store, actor, at(), &slug, request, silent).await;
            assert!(is_refused(&done, &Refusal::NotSecond), "{done:?}");
            let shown = role::of_consultation(&store, actor, at(), &slug).await.expect("listed").waiting;
            assert!(!shown[0].confirmable);
        }
        let stranger = acting(&store, &accounts[3]).await;
        assert!(role::confirm(&store, &stranger, at(), &slug, request, silent).await.is_err());
        assert!(!is_commissioner(3).await);
        // It lapses.
        let late = at() + role::REQUEST_LASTS;
        let lapsed = role::confirm(&store, &two, late, &slug, request, silent).await;
        assert!(matches!(lapsed, Err(Error::NotFound)));
        assert!(role::of_consultation(&store, &two, late, &slug).await.expect("listed").waiting.is_empty());

        // A second facilitator confirms it; every commissioner is told, the new one too.
        role::confirm(&store, &two, at(), &slug, request, silent).await.expect("confirmed");
        assert!(is_commissioner(3).await);
        let mut told: Vec<String> = mails(&store).await.into_iter().map(|(to, _)| to).collect();
        told.sort();
        assert_eq!(told, ["new@wells.example", "old@wells.example"]);
        let again = role::confirm(&store, &two, at(), &slug, request, silent).await;
        assert!(matches!(again, Err(Error::NotFound)));

        // Taking it away waits as well; declined, it is over.
        let taken = role::revoke(&store, &two, at(), "old@wells.example", Role::Commissioner, Some(&slug), silent).await;
        assert!(matches!(taken, Ok(RoleChanged::Asked(_))));
        assert!(is_commissioner(4).await);
        let request = role::of_consultation(&store, &one, at(), &slug).await.expect("listed").waiting.remove(0).request.id;
        role::decline(&store, &one, at(), &slug, request).await.expect("declined");
        assert!(is_commissioner(4).await);
        assert!(role::of_consultation(&store, &one, at(), &slug).await.expect("listed").waiting.is_empty());

        // An administrator asks nobody, and all commissioners are told, also the one who no longer is.
        role::grant(&store, OPERATOR, at(), "two@wells.example", Role::Administrator, None, silent).await.expect("granted");
        let administrator = acting(&store, &accounts[1]).await;
        drop(mails(&store).await);
        let done = role::revoke(&store, &administrator, at(), "old@wells.example", Role::Commissioner, Some(&slug), silent).await;
        assert!(matches!(done, Ok(RoleChanged::Done(_))));
        let mut told: Vec<String> = mails(&store).await.into_iter().map(|(to, _)| to).collect();
        told.sort();
        assert_eq!(told, ["new@wells.example", "old@wells.example"]);
    }

    async fn what_was_asked_for_is_checked_again_when_it_is_confirmed(store: Store) {
        let slug = wells(&store).await;
        let one = person(&store, "one@wells.example").await;
        person(&store, "new@wells.example").await;
        let give = async |actor: &Actor, email: &str, what: Role| {
            role::grant(&store, actor, at(), email, what, Some(&slug), silent).await
        };
        give(OPERATOR, "one@wells.example", Role::Facilitator).await.expect("granted");
        let facilitator = acting(&store, &one).await;
        give(&facilitator, "new@wells.example", Role::Commissioner).await.expect("asked for");
        give(&facilitator, "new@wells.example", Role::Facilitator).await.expect("granted");
        let request = role::of_consultation(&store, OPERATOR, at(), &slug).await.expect("listed").waiting.remove(0);
        assert!(request.confirmable, "the operator confirms");
        let done = role::confirm(&store, OPERATOR, at(), &slug, request.request.id, silent).await;
        assert!(is_refused(&done, &Refusal::RolesExclude), "{done:?}");
    }

    async fn role_and_consultation_belong_together(store: Store) {
        let slug = wells(&store).await;
        person(&store, "one@wells.example").await;
        let give = async |email: &str, what: Role, slug: Option<&Slug>| role::grant(&store, OPERATOR, at(), email, what, slug, silent).await;
        assert_eq!(problem(give("one@wells.example", Role::Facilitator, None).await, "consultation"), "missing");
        assert_eq!(problem(give("one@wells.example", Role::Administrator, Some(&slug)).await, "consultation"), "role-of-installation");
        assert_eq!(problem(give("two@wells.example", Role::Administrator, None).await, "email"), "no-account");
        assert_eq!(problem(give("", Role::Administrator, None).await, "email"), "missing");
        let other: Slug = "rivers".parse().expect("a slug");
        assert!(matches!(give("one@wells.example", Role::Facilitator, Some(&other)).await, Err(Error::NotFound)));
    }

    async fn commissioner_and_facilitator_exclude_each_other(store: Store) {
        let slug = wells(&store).await;
        person(&store, "one@wells.example").await;
        role::grant(&store, OPERATOR, at(), "one@wells.example", Role::Commissioner, Some(&slug), silent).await.expect("granted");
        let both = role::grant(&store, OPERATOR, at(), "one@wells.example", Role::Facilitator, Some(&slug), silent).await;
        assert!(is_refused(&both, &Refusal::RolesExclude));
        role::revoke(&store, OPERATOR, at(), "one@wells.example", Role::Commissioner, Some(&slug), silent).await.expect("revoked");
        // Both given at the same moment: one of them is refused.
        let gives = [Role::Facilitator, Role::Commissioner].map(|what| {
            let (store, slug) = (store.clone(), slug.clone());
            tokio::spawn(async move { role::grant(&store, OPERATOR, at(), "one@wells.example", what, Some(&slug), silent).await })
        });
        let mut refused = 0;
        for give in gives {
            let done = give.await.expect("a grant");
            if is_refused(&done, &Refusal::RolesExclude) {
                refused += 1;
            } else {
                done.expect("granted");
            }
        }
        assert_eq!(refused, 1);
        assert_eq!(role::of_consultation(&store, OPERATOR, at(), &slug).await.expect("listed").holders.len(), 1);
    }

    async fn the_last_administrator_stays(store: Store) {
        for email in ["one@wells.example", "two@wells.example"] {
            person(&store, email).await;
            role::grant(&store, OPERATOR, at(), email, Role::Administrator, None, silent).await.expect("granted");
        }
        // Two administrators remove each other at the same moment.
        let takes = ["one@wells.example", "two@wells.example"].map(|email| {
            let store = store.clone();
            tokio::spawn(async move { role::revoke(&store, OPERATOR, at(), email, Role::Administrator, None, silent).await })
        });
        let mut refused = 0;
        for take in takes {
            let done = take.await.expect("a revocation");
            if is_refused(&done, &Refusal::LastAdministrator) {
                refused += 1;
            } else {
                done.expect("revoked");
            }
        }
        assert_eq!(refused, 1);
        let left = role::list(&store, OPERATOR).await.expect("listed");
        assert_eq!(left.len(), 1);
        let again = role::revoke(&store, OPERATOR, at(), left[0].email.as_str(), Role::Administrator, None, silent).await;
        assert!(is_refused(&again, &Refusal::LastAdministrator));
    }

    async fn roles_are_audited(store: Store) {
        person(&store, "one@wells.example").await;
        role::grant(&store, OPERATOR, at(), "one@wells.example", Role::Administrator, None, silent).await.expect("granted");
        role::grant(&store, OPERATOR, at(), "one@wells.example", Role::Administrator, None, silent).await.expect("nothing changed");
        let query = "select act, actor, subject from audit order by id";
        let rows: Vec<(String, String, String)> = match &store {
            Store::Sqlite { readers, .. } => sqlx::query_as(query).fetch_all(readers).await,
            Store::Postgres { pool, .. } => sqlx::query_as(query).fetch_all(pool).await,
        }.expect("rows");
        let acts: Vec<_> = rows.iter().map(|row| row.0.as_str()).collect();
        assert_eq!(acts.len(), 2);
        assert!(acts.contains(&"account.create") && acts.contains(&"role.grant"));
        assert!(rows.iter().all(|row| row.1 == "operator" && row.2 == "one@wells.example"));
    }

    async fn accounts_from_before_keep_all_they_have(store: Store) {
        // As they stood before addresses had one form.
        let old = |email: &str| -> Account {
            let email = serde_json::from_value(email.into()).expect("an address");
            Account {
                id: domain::id::AccountId::new(at()), email, name: "Anna".into(), organisation: String::new(),
                stakeholder_group: Some(StakeholderGroup::CivilSociety), country: None, language: Language::English,
                time_zone: "UTC".into(), created_at: at(),
            }
        };
        let alone = old("jo@bu\u{308}cher.example");
        let one_form = old("anna@xn--bcher-kva.example");
        let letters = old("anna@bücher.example");
        let mut tx = store.begin().await.expect("a transaction");
        for account in [&alone, &one_form, &letters] {
            assert!(domain::store::account::insert(&mut tx, account).await.expect("stored"));
        }
        tx.commit().await.expect("committed");
        let forget = "delete from data_step";
        match &store {
            Store::Sqlite { writer, .. } => { sqlx::query(forget).execute(writer).await.expect("forgotten"); }
            Store::Postgres { pool, .. } => { sqlx::query(forget).execute(pool).await.expect("forgotten"); }
        }
        store.migrate().await.expect("migrated");
        store.migrate().await.expect("migrated again");

        let found = |typed: &'static str| {
            let store = store.clone();
            async move { account::find_typed(&store, OPERATOR, typed).await.expect("found").id }
        };
        // One mailbox, one account, whatever is typed.
        for typed in ["jo@bücher.example", "Jo@xn--bcher-kva.example", "Jo <JO@BU\u{308}CHER.example>"] {
            assert_eq!(found(typed).await, alone.id, "{typed}");
        }
        // Two of one mailbox: both are there, and each is found by its own spelling.
        assert_eq!(found("anna@bücher.example").await, letters.id);
        assert_eq!(found("anna@xn--bcher-kva.example").await, one_form.id);
        assert_eq!(found("Anna <anna@bücher.example>").await, one_form.id);
        let doubles = account::doubles(&store).await.expect("read");
        let doubles: Vec<(&str, &str)> = doubles.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(doubles, [("anna@bücher.example", "anna@xn--bcher-kva.example")]);
    }
}
