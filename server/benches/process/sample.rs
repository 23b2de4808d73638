//! The texts, comments and people that are measured with.

use std::fmt::Write as _;

use axum::Router;
use domain::{
    Timestamp,
    account::StakeholderGroup,
    actor::Actor,
    comment::Position,
    consultation::Slug,
    exchange::Format,
    ops::{
        consultation::{self, New},
        exchange::{self, Incoming},
        mail::Written,
        text,
    },
    round::Confidentiality,
    store::Store,
};
use plenary::{
    clock::Clock,
    config::{Config, Flags},
    http::{self, AppState},
};

/// An installation of its own, gone with the folder.
pub struct Place {
    /// The database.
    pub store: Store,
    /// What the server has.
    pub state: AppState,
    /// The site.
    pub router: Router,
    /// Now; the clock stands still.
    pub now: Timestamp,
    /// Its consultation.
    pub slug: Slug,
    _folder: tempfile::TempDir,
}

/// Words to write with: enough different ones that compression is not flattered.
const WORDS: &str = "the commission asks each operator to keep its records open and its clocks honest while states \
    agree in advance how notice is given who answers for a delay and which remedy follows when others rely on a \
    service that fails without warning or repair because nobody was named to watch over it at night";

/// `count` words, different for each `seed`.
pub fn words(seed: usize, count: usize) -> String {
    let all: Vec<&str> = WORDS.split_whitespace().collect();
    let mut text = String::new();
    let mut state = seed.wrapping_mul(2_654_435_761) + 1;
    for n in 0..count {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let word = all[(state >> 33) % all.len()];
        if n > 0 {
            text.push(' ');
        }
        text.push_str(word);
    }
    text.push('.');
    text
}

/// A text of this many provisions of 90 words, a heading before every ten, the headings counted in.
pub fn markdown(provisions: usize) -> String {
    let mut text = String::new();
    for n in 0..provisions {
        if n % 10 == 0 {
            let _ = write!(text, "## {}. {}\n\n", n / 10 + 1, words(n, 5));
        } else {
            let mark = if n % 10 == 1 { "> " } else { "" };
            let _ = write!(text, "{mark}{}\n\n", words(n, 90));
        }
    }
    text
}

/// This many comments as CSV, spread over the provisions.
pub fn comments(labels: &[String], count: usize) -> String {
    let mut csv = String::from(
        "provision,kind,position,body,proposed_wording,language,organisation,group,publication\n",
    );
    for n in 0..count {
        let position = Position::ALL[n % Position::ALL.len()];
        let group = StakeholderGroup::ALL[n % StakeholderGroup::ALL.len()];
        let wording = if n % 3 == 0 {
            words(n + 7, 20)
        } else {
            String::new()
        };
        let label = &labels[n % labels.len()];
        let _ = writeln!(
            csv,
            "{label},technical,{position},{},{wording},en,Organisation {},{group},organisation",
            words(n, 60),
            n % 400
        );
    }
    csv
}

impl Place {
    /// With a text of 200 provisions, open, without comments.
    pub async fn new() -> anyhow::Result<Self> {
        Self::with_text(markdown(200).as_bytes()).await
    }

    /// The same with another text.
    pub async fn with_text(markdown: &[u8]) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let store = Store::open(&format!(
            "sqlite://{}",
            folder.path().join("plenary.db").display()
        ))
        .await?;
        let config = Config::load(&Flags {
            mail_dir: Some(folder.path().join("mail")),
            ..Flags::default()
        })?;
        let now: Timestamp = "2026-06-01T12:00:00Z".parse()?;
        let slug: Slug = "measured".parse()?;
        let new = New {
            slug: slug.clone(),
            title: "A text to measure with".into(),
            commission: "Commission".into(),
            question: words(1, 20),
            mandate: words(2, 60),
            confidentiality: Confidentiality::Public,
            opens_at: Some(now - chrono::Duration::days(1)),
            closes_at: Some(now + chrono::Duration::days(30)),
            time_zone: "UTC".into(),
        };
        consultation::create(&store, &Actor::Operator, now, new).await?;
        let source = text::TextSource {
            bytes: markdown,
            language: "en",
            corrections: &[],
        };
        text::import(&store, &Actor::Operator, &slug, &source, now).await?;
        let state = AppState::new(store.clone(), config, Clock::set(now));
        let router = http::router(state.clone());
        Ok(Self {
            store,
            state,
            router,
            now,
            slug,
            _folder: folder,
        })
    }

    /// Labels of the provisions.
    pub async fn labels(&self) -> anyhow::Result<Vec<String>> {
        let document =
            text::read(&self.store, &Actor::Operator, &self.slug, None, self.now).await?;
        Ok(document
            .provisions
            .into_iter()
            .map(|provision| provision.label)
            .collect())
    }

    /// Adds comments.
    pub async fn fill(&self, count: usize) -> anyhow::Result<()> {
        let csv = comments(&self.labels().await?, count);
        exchange::import(
            &self.store,
            &Actor::Operator,
            &self.slug,
            &Incoming::of(Format::Csv, csv.as_bytes(), self.now, "e-mail"),
            self.now,
            |_| Written::default(),
            |_, _| {},
        )
        .await?;
        Ok(())
    }
}
