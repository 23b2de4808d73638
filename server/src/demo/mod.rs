//! The demonstration: sample consultations in our own words, one in every phase, and an account for each role.
//!
//! Filled in by the same use cases that serve people, with times in the past; into an empty database only.

use std::collections::HashMap;

use anyhow::{Context, Result};
use chrono::Duration;
use domain::{
    Timestamp,
    account::{Account, EmailAddress},
    actor::{Actor, Role},
    comment::{CommentKind, Content, Position},
    consultation::Slug,
    decision::{Disposition, Proposed, Reached},
    exchange::Format,
    issue::{IssueContent, IssueOption, Take},
    ops::{
        Place,
        account::{self, ProfileFields},
        consultation::{self, New},
        decision, draft, exchange, issue,
        mail::{self, Written},
        outcome::{self, Correction, Which},
        remark, report, role, set_aside, sign_in, submission, text,
    },
    outcome::Relation,
    report::{Frozen, Rendered, Report},
    round::Confidentiality,
    sign_in::Next,
    store::Store,
    submission::{Details, Publication},
};

/// The accounts: address, name, organisation, group.
const PEOPLE: [(&str, &str, &str, &str); 5] = [
    (
        "administrator@example.org",
        "Administration",
        "Secretariat of the Commission",
        "international-organisation",
    ),
    (
        "facilitator@example.org",
        "Facilitation",
        "Secretariat of the Commission",
        "international-organisation",
    ),
    (
        "commissioner@example.org",
        "Commissioner 4",
        "Commission on Shared Infrastructure",
        "individual",
    ),
    (
        "society@example.org",
        "Consultation desk",
        "Harbour Light Foundation",
        "civil-society",
    ),
    (
        "state@example.org",
        "Permanent mission",
        "Republic of Valdrey",
        "state",
    ),
];

const ADMINISTRATOR: usize = 0;
const FACILITATOR: usize = 1;
const COMMISSIONER: usize = 2;
const SOCIETY: usize = 3;
const STATE: usize = 4;

/// A sign-in link, and whose.
pub struct Link {
    /// What the person is.
    pub role: &'static str,
    /// Their address.
    pub email: &'static str,
    /// Good for 15 minutes, once.
    pub url: String,
}

/// Fills an empty database; leaves any other alone.
pub async fn fill(store: &Store, now: Timestamp) -> Result<()> {
    if !consultation::list(store, &Actor::Operator, now)
        .await?
        .is_empty()
    {
        return Ok(());
    }
    let demo = Demo::with_people(store, now).await?;
    demo.prepared()
        .await
        .context("the consultation in preparation")?;
    demo.open().await.context("the open consultation")?;
    demo.consolidating()
        .await
        .context("the consultation in consolidation")?;
    demo.in_review()
        .await
        .context("the consultation in review")?;
    demo.published()
        .await
        .context("the published consultation")?;
    // The sample's own mail is of no use to anybody: it counts as sent.
    loop {
        let queued = mail::claim(store, now, 100, "example.org").await?;
        if queued.is_empty() {
            return Ok(());
        }
        for letter in queued {
            mail::sent(store, now, letter.id).await?;
        }
    }
}

/// A fresh sign-in link for each role; none for accounts that somebody removed.
pub async fn links(store: &Store, now: Timestamp, public_url: &str) -> Result<Vec<Link>> {
    let roles = [
        "administrator",
        "facilitator",
        "commissioner",
        "stakeholder (civil society)",
        "stakeholder (state)",
    ];
    let mut links = Vec::new();
    for ((email, ..), role) in PEOPLE.into_iter().zip(roles) {
        let address: EmailAddress = email.parse().map_err(domain::Error::Invalid)?;
        let link = sign_in::issue_link(
            store,
            &Actor::Operator,
            now,
            &address,
            Next::checked("/"),
            public_url,
        )
        .await;
        match link {
            Ok(url) => links.push(Link { role, email, url }),
            Err(domain::Error::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(links)
}

struct Demo<'a> {
    store: &'a Store,
    now: Timestamp,
}

/// What the demonstration's own acts would mail; it never leaves.
fn silent() -> Written {
    Written {
        subject: "Demonstration".into(),
        text: "This message belongs to the demonstration's sample data.".into(),
        html: String::new(),
    }
}

fn slug(name: &str) -> Result<Slug> {
    Ok(name.parse::<Slug>()?)
}

impl<'a> Demo<'a> {
    async fn with_people(store: &'a Store, now: Timestamp) -> Result<Self> {
        for (email, name, organisation, group) in PEOPLE {
            let profile = ProfileFields {
                name: name.into(),
                organisation: organisation.into(),
                group: group.into(),
                country: String::new(),
                language: "en".into(),
                time_zone: "Europe/Paris".into(),
            };
            account::create(store, &Actor::Operator, now, email, &profile).await?;
        }
        let administrator = PEOPLE[ADMINISTRATOR].0;
        role::grant(
            store,
            &Actor::Operator,
            now,
            administrator,
            Role::Administrator,
            None,
        )
        .await?;
        Ok(Self { store, now })
    }

    fn days_ago(&self, days: i64) -> Timestamp {
        self.now - Duration::days(days)
    }

    /// When a round opens or closes: at the end of a day, UTC.
    fn midnight(&self, days_ago: i64) -> Timestamp {
        let day = self.days_ago(days_ago).date_naive();
        day.and_hms_opt(0, 0, 0)
            .map_or(self.now, |midnight| midnight.and_utc())
    }

    /// One of [`PEOPLE`], with the roles they hold by now.
    async fn person(&self, which: usize) -> Result<Actor> {
        let email: EmailAddress = PEOPLE[which].0.parse().map_err(domain::Error::Invalid)?;
        let account = account::find(self.store, &Actor::Operator, &email).await?;
        account::actor(self.store, account.id)
            .await?
            .context("an account of the demonstration")
    }

    /// Creates a consultation with its roles and its text.
    async fn create(
        &self,
        name: &str,
        (title, question): (&str, &str),
        confidentiality: Confidentiality,
        (opens, closes): (Timestamp, Timestamp),
        markdown: &str,
    ) -> Result<Slug> {
        let created = opens.min(self.days_ago(1)) - Duration::days(7);
        let new = New {
            slug: slug(name)?,
            title: title.into(),
            commission: "Commission on Shared Infrastructure".into(),
            question: question.into(),
            mandate: "The Commission was asked to propose norms that states, companies and civil society can \
                      support together. It publishes each text before it decides, reads every comment, and answers \
                      each of them in writing."
                .into(),
            confidentiality,
            opens_at: Some(opens),
            closes_at: Some(closes),
            time_zone: "UTC".into(),
        };
        let place = consultation::create(self.store, &Actor::Operator, created, new).await?;
        let slug = place.consultation.slug;
        for (who, role) in [
            (FACILITATOR, Role::Facilitator),
            (COMMISSIONER, Role::Commissioner),
        ] {
            role::grant(
                self.store,
                &Actor::Operator,
                created,
                PEOPLE[who].0,
                role,
                Some(&slug),
            )
            .await?;
        }
        text::import(
            self.store,
            &Actor::Operator,
            &slug,
            &source(markdown),
            created,
        )
        .await?;
        Ok(slug)
    }

    /// Comments that came before the round closed, by mail, entered on behalf of their authors.
    async fn comments(&self, slug: &Slug, csv: &str, at: Timestamp) -> Result<()> {
        exchange::import(
            self.store,
            &Actor::Operator,
            slug,
            Format::Csv,
            csv.as_bytes(),
            at,
            |_, _| {},
        )
        .await?;
        Ok(())
    }

    /// Anchors by label.
    async fn anchors(&self, slug: &Slug) -> Result<HashMap<String, String>> {
        let document = text::read(self.store, &Actor::Operator, slug, None, self.now).await?;
        Ok(document
            .provisions
            .into_iter()
            .map(|provision| (provision.label, provision.anchor))
            .collect())
    }

    async fn prepared(&self) -> Result<()> {
        let opens = self.midnight(-30);
        self.create(
            "new-cryptography",
            (
                "Transition to new cryptography",
                "In which order should breakable cryptography be replaced, and who should say so?",
            ),
            Confidentiality::Internal,
            (opens, opens + Duration::days(45)),
            include_str!("samples/quantum-transition.md"),
        )
        .await
        .map(drop)
    }

    async fn open(&self) -> Result<()> {
        let slug = self
            .create(
                "network-time",
                ("The care of network time", "Are these the right norms, are their words right, and what would keep you from adopting them?"),
                Confidentiality::Public,
                (self.midnight(10), self.midnight(-20)),
                include_str!("samples/network-time.md"),
            )
            .await?;
        self.comments(
            &slug,
            include_str!("samples/network-time.csv"),
            self.days_ago(4),
        )
        .await?;
        let anchors = self.anchors(&slug).await?;
        let say = |label: &str, position, body: &str| Content {
            anchor: anchors.get(label).cloned(),
            kind: Some(CommentKind::General),
            position,
            body: body.into(),
            language: "en".into(),
            ..Content::default()
        };
        // One stakeholder has submitted, the other is still writing.
        let state = self.person(STATE).await?;
        let at = self.days_ago(2);
        let content = say(
            "3.3",
            Some(Position::Support),
            "We are ready to host the first meeting on such an agreement.",
        );
        draft::save(self.store, &state, &slug, draft::Target::New, content, at).await?;
        let details = Details {
            organisation: "Republic of Valdrey".into(),
            stakeholder_group: state
                .account()
                .and_then(|account| account.stakeholder_group),
            country: String::new(),
            publication: Some(Publication::Organisation),
        };
        let review = submission::review(self.store, &state, &slug, at).await?;
        let revision = review.submission.map(|submission| submission.revision);
        submission::save_details(self.store, &state, &slug, revision, &details, at).await?;
        submission::submit(self.store, &state, &slug, at, |_| silent()).await?;
        let society = self.person(SOCIETY).await?;
        for content in [
            say(
                "4.1",
                Some(Position::Support),
                "Please keep “by default”. What is off by default stays off.",
            ),
            say("4.3", None, ""),
        ] {
            draft::save(
                self.store,
                &society,
                &slug,
                draft::Target::New,
                content,
                self.days_ago(1),
            )
            .await?;
        }
        Ok(())
    }

    async fn consolidating(&self) -> Result<()> {
        let slug = self
            .create(
                "emergency-updates",
                (
                    "Emergency updates",
                    "Who may force an update, and what do they owe to those whom they hurry?",
                ),
                Confidentiality::PublicAfterClose,
                (self.midnight(40), self.midnight(3)),
                include_str!("samples/emergency-updates.md"),
            )
            .await?;
        self.comments(
            &slug,
            include_str!("samples/emergency-updates.csv"),
            self.days_ago(5),
        )
        .await?;
        let facilitator = self.person(FACILITATOR).await?;
        let anchors = self.anchors(&slug).await?;
        let at = self.days_ago(1);
        let content = IssueContent {
            statement: "Should the notice of a forced update tell how to undo it?".into(),
            minority: String::new(),
            observation: "Both sides name safety; they differ in whose.".into(),
            anchors: anchors.get("2.2").cloned().into_iter().collect(),
            options: Vec::new(),
        };
        issue::create(
            self.store,
            &facilitator,
            &slug,
            content,
            &[Take::of(3), Take::of(4)],
            at,
        )
        .await?;
        let reason = "Asks about cost, which the mandate leaves to a later text.";
        set_aside::set_aside(self.store, &facilitator, &slug, &[Take::of(7)], reason, at).await?;
        Ok(())
    }

    async fn in_review(&self) -> Result<()> {
        let slug = self
            .create(
                "cable-repair",
                (
                    "The repair of undersea cables",
                    "How quickly, and on what terms, should repair ships be admitted?",
                ),
                Confidentiality::Public,
                (self.midnight(80), self.midnight(40)),
                include_str!("samples/cable-repair.md"),
            )
            .await?;
        self.comments(
            &slug,
            include_str!("samples/cable-repair.csv"),
            self.days_ago(45),
        )
        .await?;
        let facilitator = self.person(FACILITATOR).await?;
        let anchors = self.anchors(&slug).await?;
        let at = self.days_ago(20);
        let first = IssueContent {
            statement: "Does the norm take from coastal states a right that is theirs?".into(),
            minority: "One state holds that admission is for the coastal state alone.".into(),
            observation: String::new(),
            anchors: ["1.1", "2.3"]
                .iter()
                .filter_map(|label| anchors.get(*label).cloned())
                .collect(),
            options: Vec::new(),
        };
        issue::create(
            self.store,
            &facilitator,
            &slug,
            first,
            &[Take::of(1), Take::of(2), Take::of(6)],
            at,
        )
        .await?;
        let second = IssueContent {
            statement: "Is seventy-two hours the right time for an answer, and a single office the right addressee?".into(),
            minority: String::new(),
            observation: "The two options exclude each other.".into(),
            anchors: ["2.1", "2.2"].iter().filter_map(|label| anchors.get(*label).cloned()).collect(),
            options: vec![
                IssueOption { title: "Keep seventy-two hours".into(), ..IssueOption::default() },
                IssueOption {
                    title: "Forty-eight hours".into(),
                    anchor: anchors.get("2.1").cloned(),
                    wording: "A single office in each state should answer requests for access within forty-eight hours.".into(),
                },
            ],
        };
        issue::create(
            self.store,
            &facilitator,
            &slug,
            second,
            &[Take::of(3), Take::of(4), Take::of(5)],
            at,
        )
        .await?;
        report::freeze(self.store, &facilitator, &slug, &Printer, self.days_ago(15)).await?;
        let commissioner = self.person(COMMISSIONER).await?;
        let at = self.days_ago(6);
        remark::add(
            self.store,
            &commissioner,
            &slug,
            1,
            "The sentence on disputed waters answers most of this.",
            at,
        )
        .await?;
        remark::add(
            self.store,
            &commissioner,
            &slug,
            2,
            "Forty-eight hours would lose us two of the signatories.",
            at,
        )
        .await?;
        let decided = consensus(
            Disposition::NotAccepted,
            "The norm speaks of delay, not of admission: the right to admit stays where it is.",
        );
        decision::record(
            self.store,
            &commissioner,
            &slug,
            1,
            &decided,
            self.days_ago(5),
        )
        .await?;
        Ok(())
    }

    async fn published(&self) -> Result<()> {
        let slug = self
            .create(
                "shared-identifiers",
                (
                    "The stewardship of shared identifiers",
                    "What do those who allocate names and numbers owe to those who rely on them?",
                ),
                Confidentiality::Public,
                (self.midnight(200), self.midnight(160)),
                include_str!("samples/shared-identifiers.md"),
            )
            .await?;
        self.comments(
            &slug,
            include_str!("samples/shared-identifiers.csv"),
            self.days_ago(165),
        )
        .await?;
        let facilitator = self.person(FACILITATOR).await?;
        let anchors = self.anchors(&slug).await?;
        let at = self.days_ago(140);
        let issues = [
            ("Is “without notice” strong enough?", "1.1", vec![1, 2]),
            (
                "Can everybody who relies on an identifier be told?",
                "2.2",
                vec![3],
            ),
            ("How long should records be kept?", "2.3", vec![4, 5]),
            (
                "What becomes of the records of a body that ends?",
                "",
                vec![6],
            ),
        ];
        for (statement, label, seqs) in issues {
            let content = IssueContent {
                statement: statement.into(),
                anchors: anchors.get(label).cloned().into_iter().collect(),
                ..IssueContent::default()
            };
            let takes: Vec<Take> = seqs.into_iter().map(Take::of).collect();
            issue::create(self.store, &facilitator, &slug, content, &takes, at).await?;
        }
        set_aside::set_aside(
            self.store,
            &facilitator,
            &slug,
            &[Take::of(7)],
            "Agrees with the text; nothing to decide.",
            at,
        )
        .await?;
        report::freeze(
            self.store,
            &facilitator,
            &slug,
            &Printer,
            self.days_ago(120),
        )
        .await?;
        let commissioner = self.person(COMMISSIONER).await?;
        let decisions = [
            consensus(Disposition::Accepted, "A period makes the duty one that can be checked. One year was named by those who allocate."),
            consensus(Disposition::AcceptedInPart, "Nobody can be told one by one; a public notice where people watch is what can be asked."),
            Proposed {
                disposition: Some(Disposition::AcceptedInPart),
                reason: "“For ever” cannot be promised; fifty years after the end of use serves history as well.".into(),
                reached: Some(Reached::Vote),
                votes_for: "14".into(),
                votes_against: "3".into(),
                abstentions: "2".into(),
                dissents: "Commissioner 9 would keep “for ever”.".into(),
                recusals: "Commissioner 11".into(),
            },
            consensus(Disposition::Accepted, "A successor is the least that can be asked."),
        ];
        for (number, decided) in (1..).zip(decisions) {
            decision::record(
                self.store,
                &commissioner,
                &slug,
                number,
                &decided,
                self.days_ago(100),
            )
            .await?;
        }
        self.publish(&slug, &facilitator).await
    }

    /// Imports the revised text, names the decisions behind each change, publishes.
    async fn publish(&self, slug: &Slug, facilitator: &Actor) -> Result<()> {
        let at = self.days_ago(90);
        let preparation = outcome::prepared(self.store, facilitator, slug, at).await?;
        let revised = source(include_str!("samples/shared-identifiers-revised.md"));
        let preparation = outcome::import(
            self.store,
            facilitator,
            slug,
            &preparation.mark,
            &revised,
            at,
        )
        .await?;
        // Words that stand in the changed provision tell which decision changed it.
        let behind = [
            ("one year", "1"),
            ("public notice of a reuse", "2"),
            ("fifty years", "3"),
            ("successor", "4"),
        ];
        let corrections = reasons(&preparation, &behind);
        let preparation = outcome::correct(
            self.store,
            facilitator,
            slug,
            &preparation.mark,
            &corrections,
            at,
        )
        .await?;
        outcome::publish(self.store, facilitator, slug, &preparation.mark, at, |_| {
            silent()
        })
        .await?;
        Ok(())
    }
}

fn source(markdown: &str) -> text::Source<'_> {
    text::Source {
        bytes: markdown.as_bytes(),
        language: "en",
        retyped: &[],
    }
}

fn consensus(disposition: Disposition, reason: &str) -> Proposed {
    Proposed {
        disposition: Some(disposition),
        reason: reason.into(),
        reached: Some(Reached::Consensus),
        ..Proposed::default()
    }
}

/// Names the issue behind each changed provision: the one whose word stands in it.
fn reasons(preparation: &outcome::Preparation, behind: &[(&str, &str)]) -> Vec<Correction> {
    let changed = preparation
        .entries
        .iter()
        .filter(|entry| entry.is_changed());
    changed
        .map(|entry| {
            let issues = behind
                .iter()
                .filter(|(word, _)| entry.text.contains(word))
                .map(|(_, number)| *number);
            Correction {
                of: match entry.ord {
                    Some(ord) => Which::Revised {
                        ord,
                        from: entry.before.join(", "),
                        moved: entry.relation == Relation::Moved,
                    },
                    None => Which::Removed(entry.anchor.clone()),
                },
                issues: issues.collect::<Vec<_>>().join(", "),
            }
        })
        .collect()
}

/// Renders reports as the site does; its letters are [`silent`].
struct Printer;

impl report::Press for Printer {
    fn render(&self, report: &Report) -> domain::Result<Rendered> {
        crate::report::render(report)
    }

    fn letter(&self, _: &Account, _: &Place, _: &Frozen) -> Written {
        silent()
    }
}
