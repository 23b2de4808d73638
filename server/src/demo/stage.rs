//! What every scene of the demonstration is made with: people, texts, comments, and times in the past.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use chrono::Duration;
use domain::{
    Timestamp,
    account::{Account, EmailAddress},
    actor::{Actor, Role},
    comment::{CommentKind, Content, Position},
    consultation::Slug,
    exchange::Format,
    ops::{
        ConsultationContext,
        account::{self, ProfileFields},
        consultation::{self, New},
        draft,
        exchange::{self, Entered, Incoming},
        mail::Written,
        report, role, submission, text, verification,
    },
    report::{Frozen, Rendered, Report},
    round::Confidentiality,
    store::Store,
    submission::{Details, Publication},
};

use super::{ADMINISTRATOR, COMMISSIONER, FACILITATOR, PEOPLE};

/// The database that is filled, and when.
pub(super) struct Demo<'a> {
    pub(super) store: &'a Store,
    pub(super) now: Timestamp,
}

/// What the demonstration's own acts would mail; it never leaves.
pub(super) fn silent() -> Written {
    Written {
        subject: "Demonstration".into(),
        text: "This message belongs to the demonstration's sample data.".into(),
        html: String::new(),
    }
}

pub(super) fn slug(name: &str) -> Result<Slug> {
    Ok(name.parse::<Slug>()?)
}

impl<'a> Demo<'a> {
    pub(super) async fn with_people(store: &'a Store, now: Timestamp) -> Result<Self> {
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
            |_| silent(),
        )
        .await?;
        Ok(Self { store, now })
    }

    pub(super) fn days_ago(&self, days: i64) -> Timestamp {
        self.now - Duration::days(days)
    }

    /// When a round opens or closes: at the end of a day, UTC.
    pub(super) fn midnight(&self, days_ago: i64) -> Timestamp {
        let day = self.days_ago(days_ago).date_naive();
        day.and_hms_opt(0, 0, 0)
            .map_or(self.now, |midnight| midnight.and_utc())
    }

    /// One of [`PEOPLE`], with the roles they hold by now.
    pub(super) async fn person(&self, which: usize) -> Result<Actor> {
        let email: EmailAddress = PEOPLE[which].0.parse().map_err(domain::Error::Invalid)?;
        let account = account::find(self.store, &Actor::Operator, &email).await?;
        account::actor(self.store, account.id)
            .await?
            .context("an account of the demonstration")
    }

    /// Creates a consultation with its roles and its text.
    pub(super) async fn create(
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
        let context = consultation::create(self.store, &Actor::Operator, created, new).await?;
        let slug = context.consultation.slug;
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
                |_| silent(),
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
    pub(super) async fn comments(&self, slug: &Slug, csv: &str, at: Timestamp) -> Result<()> {
        let file = Incoming::of(Format::Csv, csv.as_bytes(), at, "e-mail");
        let unsent = |_: &Entered| silent();
        exchange::import(
            self.store,
            &Actor::Operator,
            slug,
            &file,
            at,
            unsent,
            |_, _| {},
        )
        .await?;
        Ok(())
    }

    /// Keeps drafts of one of [`PEOPLE`].
    pub(super) async fn writes(
        &self,
        who: &Actor,
        slug: &Slug,
        contents: Vec<Content>,
        at: Timestamp,
    ) -> Result<()> {
        for content in contents {
            draft::save(self.store, who, slug, draft::Target::New, content, at).await?;
        }
        Ok(())
    }

    /// The same, and submits them in the name of the organisation.
    pub(super) async fn submits(
        &self,
        who: &Actor,
        slug: &Slug,
        contents: Vec<Content>,
        at: Timestamp,
    ) -> Result<()> {
        self.writes(who, slug, contents, at).await?;
        let Some(account) = who.account() else {
            bail!("only people submit");
        };
        let details = Details {
            organisation: account.organisation.clone(),
            stakeholder_group: account.stakeholder_group,
            country: String::new(),
            publication: Some(Publication::Organisation),
        };
        let review = submission::review(self.store, who, slug, at).await?;
        let revision = review.submission.map(|submission| submission.revision);
        submission::save_details(self.store, who, slug, revision, &details, at).await?;
        submission::submit(self.store, who, slug, at, |_| silent()).await?;
        Ok(())
    }

    /// Says of an organisation that it is who it says it is.
    pub(super) async fn verifies(
        &self,
        facilitator: &Actor,
        slug: &Slug,
        organisation: &str,
        at: Timestamp,
    ) -> Result<()> {
        let claims = verification::list(self.store, facilitator, slug, None, at).await?;
        for claim in claims.claims {
            if claim.stated.organisation == organisation {
                let (id, revision) = (claim.stated.id, claim.stated.revision);
                let note = "Called back by the number in the directory of missions.";
                verification::verify(self.store, facilitator, slug, id, revision, note, at).await?;
            }
        }
        Ok(())
    }

    /// Anchors by label.
    pub(super) async fn anchors(&self, slug: &Slug) -> Result<HashMap<String, String>> {
        let document = text::read(self.store, &Actor::Operator, slug, None, self.now).await?;
        Ok(document
            .provisions
            .into_iter()
            .map(|provision| (provision.label, provision.anchor))
            .collect())
    }
}

/// A comment on the provision with a label; without one, on the document as a whole.
pub(super) fn say(
    anchors: &HashMap<String, String>,
    label: &str,
    position: Option<Position>,
    body: &str,
) -> Content {
    Content {
        anchor: anchors.get(label).cloned(),
        kind: Some(CommentKind::General),
        position,
        body: body.into(),
        language: "en".into(),
        ..Content::default()
    }
}

pub(super) fn source(markdown: &str) -> text::TextSource<'_> {
    text::TextSource {
        bytes: markdown.as_bytes(),
        language: "en",
        corrections: &[],
    }
}

/// Renders reports as the site does; its letters are [`silent`].
pub(super) struct Printer;

impl report::Renderer for Printer {
    fn render(&self, report: &Report) -> domain::Result<Rendered> {
        crate::report::render(report)
    }

    fn letter(&self, _: &Account, _: &ConsultationContext, _: &Frozen) -> Written {
        silent()
    }
}
