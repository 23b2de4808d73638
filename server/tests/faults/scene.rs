//! A consultation that is open today, people with drafts, and what must hold of what is stored.

use plenary::clock::Clock;
use std::{
    collections::BTreeSet,
    path::Path,
    time::{Duration, Instant},
};

use chrono::TimeDelta;
use domain::{
    Timestamp,
    account::StakeholderGroup,
    actor::{Actor, Role},
    comment::Position,
    consultation::Slug,
    ops::{
        self,
        consultation::{self, New},
        draft::{self, Saved, Target},
        submission::{self, SavedDetails},
        text,
    },
    round::Confidentiality,
    store::{Store, comment, consultation as places, draft as drafts, submission as submissions},
    submission::{Details, Publication, SubmissionState},
};

use crate::support::{
    person::{Person, http},
    postgres_url,
    process::{Server, Setting},
    scene,
};

/// Drafts of each person.
pub const DRAFTS: usize = 2;

/// A consultation that is open today, with its database.
pub struct Scene {
    pub store: Store,
    pub database: String,
    pub folder: tempfile::TempDir,
    pub now: Timestamp,
}

impl Scene {
    pub async fn on(database: String, folder: tempfile::TempDir) -> Self {
        let store = Store::open(&database).await.expect("a database");
        let now = Clock::System.now();
        let new = New {
            slug: wells(),
            title: "Norms for the care of shared wells".into(),
            commission: "Commission on Shared Wells".into(),
            question: String::new(),
            mandate: String::new(),
            confidentiality: Confidentiality::Public,
            opens_at: Some(now - TimeDelta::days(1)),
            closes_at: Some(now + TimeDelta::days(30)),
            time_zone: "UTC".into(),
        };
        consultation::create(&store, &Actor::Operator, now, new)
            .await
            .expect("a consultation");
        scene::import(&store, scene::WELLS).await;
        Self {
            store,
            database,
            folder,
            now,
        }
    }

    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = format!("sqlite://{}", folder.path().join("plenary.db").display());
        Self::on(database, folder).await
    }

    pub async fn postgres() -> Option<Self> {
        let Some(database) = postgres_url().await else {
            crate::support::skip::without_postgres();
            return None;
        };
        let folder = tempfile::tempdir().expect("a folder");
        Some(Self::on(database, folder).await)
    }

    pub fn setting(&self) -> Setting<'_> {
        Setting {
            database: &self.database,
            folder: self.folder.path(),
            smtp: None,
            largest_file: None,
        }
    }

    /// People with drafts that are ready to be submitted.
    pub async fn people(&self, count: usize, body: &str) -> Vec<Actor> {
        let document = text::read(&self.store, &Actor::Operator, &wells(), None, self.now)
            .await
            .expect("a text");
        let mut people = Vec::with_capacity(count);
        for n in 0..count {
            let actor = scene::person(
                &self.store,
                &format!("Desk {n}"),
                StakeholderGroup::CivilSociety,
            )
            .await;
            for m in 0..DRAFTS {
                let anchor = &document.provisions[(n + m) % document.provisions.len()].anchor;
                let content =
                    scene::content(Some(anchor), Position::Oppose, &format!("{n}.{m}: {body}"));
                let kept = draft::save(
                    &self.store,
                    &actor,
                    &wells(),
                    Target::New,
                    content,
                    self.now,
                )
                .await;
                assert!(matches!(kept, Ok(Saved::Kept(_))), "{kept:?}");
            }
            let details = Details {
                organisation: format!("Organisation {n}"),
                stakeholder_group: Some(StakeholderGroup::CivilSociety),
                country: String::new(),
                publication: Some(Publication::Name),
            };
            let review = submission::review(&self.store, &actor, &wells(), self.now)
                .await
                .expect("a review");
            let revision = review.submission.map(|it| it.revision);
            let kept = submission::save_details(
                &self.store,
                &actor,
                &wells(),
                revision,
                &details,
                self.now,
            )
            .await;
            assert!(matches!(kept, Ok(SavedDetails::Kept(_))), "{kept:?}");
            people.push(actor);
        }
        people
    }

    /// Somebody with a role in the consultation.
    pub async fn official(&self, name: &str, role: Role) -> Actor {
        let mut tx = self.store.read().await.expect("a snapshot");
        let place = places::by_slug(&mut tx, &wells()).await.expect("read");
        drop(tx);
        scene::official(&self.store, name, role, place.map(|it| it.id)).await
    }

    /// Takes the role away again.
    pub async fn revoke(&self, actor: &Actor, role: Role, slug: &Slug) {
        let email = actor.account().expect("a person").email.to_string();
        let silent = |_: &ops::role::RoleNotice| ops::mail::Written::default();
        let (store, now) = (&self.store, Clock::System.now());
        ops::role::revoke(
            store,
            &Actor::Operator,
            now,
            &email,
            role,
            Some(slug),
            silent,
        )
        .await
        .expect("taken away");
    }

    pub async fn sign_in(&self, server: &Server, people: &[Actor]) -> Vec<Person> {
        let http = http();
        let mut signed_in = Vec::with_capacity(people.len());
        for actor in people {
            let email = &actor.account().expect("a person").email;
            signed_in.push(
                Person::sign_in(
                    &http,
                    &server.origin,
                    &self.store,
                    email,
                    Clock::System.now(),
                )
                .await,
            );
        }
        signed_in
    }

    /// How many comments of somebody are stored; nothing may be half stored.
    pub async fn stored(&self, actor: &Actor) -> usize {
        let mut tx = self.store.read().await.expect("a snapshot");
        let place = places::by_slug(&mut tx, &wells())
            .await
            .expect("read")
            .expect("found");
        let round = places::round(&mut tx, place.id).await.expect("a round");
        let account = actor.account().expect("a person");
        let submission = submissions::of_account(&mut tx, round.id, account.id)
            .await
            .expect("read")
            .expect("begun");
        let comments = comment::of_submission(&mut tx, submission.id)
            .await
            .expect("comments");
        let drafts = drafts::of(&mut tx, submission.id).await.expect("drafts");
        if submission.state == SubmissionState::Submitted {
            assert_eq!(
                (comments.len(), drafts.len()),
                (DRAFTS, 0),
                "{}",
                account.name
            );
            assert!(comments.iter().all(|it| it.reference.starts_with("R1-")));
            assert!(submission.submitted_at.is_some());
        } else {
            assert_eq!(
                (comments.len(), drafts.len()),
                (0, DRAFTS),
                "{}",
                account.name
            );
        }
        comments.len()
    }

    /// Mails that are not marked as sent.
    pub async fn unsent(&self) -> i64 {
        let now = Clock::System.now();
        let (standing, _) = ops::mail::standing(&self.store, now).await.expect("read");
        standing.waiting
    }

    /// Every reference is given once, and the counts that are kept are those of counting anew.
    pub async fn is_sound(&self) {
        let mut tx = self.store.read().await.expect("a snapshot");
        let place = places::by_slug(&mut tx, &wells())
            .await
            .expect("read")
            .expect("found");
        let all = domain::store::accounting::submitted(&mut tx, place.id)
            .await
            .expect("comments");
        let references: BTreeSet<&str> = all.iter().map(|it| it.reference.as_str()).collect();
        assert_eq!(references.len(), all.len());
        drop(tx);
        scene::recount(&self.store).await;
    }
}

pub fn wells() -> Slug {
    scene::slug("wells")
}

pub fn own_submission(server: &Server) -> String {
    format!("{}{}", server.origin, SUBMISSION)
}

/// Presses "Submit"; whether it was acknowledged.
pub async fn submit(person: &Person, url: &str, form: &[(String, String)]) -> bool {
    match person.post(url, form).await {
        Ok(answer) if answer.status() == 303 => true,
        Ok(answer) => {
            let status = answer.status();
            assert!(
                status.is_server_error(),
                "{status}: {}",
                answer.text().await.unwrap_or_default()
            );
            false
        }
        Err(_) => false,
    }
}

/// One's own submission.
pub const SUBMISSION: &str = "/consultations/wells/submission";
/// The button that submits it.
pub const SUBMIT: (&str, &str) = ("act", "submit");

/// Waits for something to become true; fails after a while.
pub async fn until(what: &str, mut is: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !is().await {
        assert!(
            begun.elapsed() < Duration::from_mins(1),
            "waited for: {what}"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// The mails in a folder.
pub fn mails(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|it| it == "eml"))
        .map(|path| std::fs::read_to_string(path).expect("a mail"))
        .collect()
}
