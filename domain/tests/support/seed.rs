//! A consultation with a small text and comments, written straight into the store: for stories about what comes
//! after the comments.

use domain::{
    Timestamp,
    account::{Account, EmailAddress, Language, StakeholderGroup},
    actor::{Actor, Grant, Role},
    comment::{Content, Position},
    consultation::Slug,
    fold::fold,
    id::{AccountId, CommentId, ConsultationId, RoundId, SubmissionId, VersionId},
    ops::{ConsultationContext, consultation},
    round::{Confidentiality, Round},
    store::{Store, Tx, account, comment, consultation as consultations},
    submission::Publication,
};

use super::moment;

/// Runs one expression on whichever database the transaction is of.
macro_rules! on {
    ($tx:expr, $connection:ident => $run:expr) => {
        match $tx {
            Tx::Sqlite(transaction) => {
                let $connection = &mut **transaction;
                $run.expect("written");
            }
            Tx::Postgres(transaction) => {
                let $connection = &mut **transaction;
                $run.expect("written");
            }
        }
    };
}

/// When the round of [`place`] opens.
pub const OPENS: &str = "2026-03-01T12:00:00Z";
/// While it is open.
pub const DURING: &str = "2026-03-10T12:00:00Z";
/// When it closes.
pub const CLOSES: &str = "2026-03-20T12:00:00Z";
/// After it closed.
pub const AFTER: &str = "2026-03-21T12:00:00Z";

/// A provision: anchor, label, parent, kind, depth, Markdown.
type Line = (
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static str,
    i32,
    &'static str,
);

/// What stands in the text.
const TEXT: &[Line] = &[
    (
        "title",
        "Title",
        None,
        "heading",
        1,
        "Norms for the care of shared wells",
    ),
    ("n1", "1", Some("title"), "heading", 2, "1. Clean water"),
    (
        "n1-1",
        "1.1",
        Some("n1"),
        "norm",
        0,
        "Whoever shares a well keeps its water **clean** for everybody else.",
    ),
    (
        "n1-2",
        "1.2",
        Some("n1"),
        "paragraph",
        0,
        "Keeping it clean is a duty of those who draw from it.",
    ),
    ("n2", "2", Some("title"), "heading", 2, "2. Warning"),
    (
        "n2-1",
        "2.1",
        Some("n2"),
        "norm",
        0,
        "Whoever finds the water spoilt warns the others without delay.",
    ),
];

/// A consultation on a small text, open from [`OPENS`] to [`CLOSES`].
pub async fn context(
    store: &Store,
    slug: &str,
    confidentiality: Confidentiality,
) -> ConsultationContext {
    let at = moment("2026-02-01T12:00:00Z");
    let new = consultation::New {
        slug: slug.parse().expect("a slug"),
        title: "Norms for the care of shared wells".into(),
        commission: "Commission on Shared Wells".into(),
        question: "Are these norms clear enough to be kept?".into(),
        mandate: "The commission asks everybody who draws water.".into(),
        confidentiality,
        opens_at: Some(moment(OPENS)),
        closes_at: Some(moment(CLOSES)),
        time_zone: "Europe/Paris".into(),
    };
    let context = consultation::create(store, &Actor::Operator, at, new)
        .await
        .expect("created");
    let mut tx = store.begin().await.expect("a transaction");
    let version = VersionId::new(at);
    on!(&mut tx, c => sqlx::query(
        "insert into version (id, consultation_id, number, language, title, source, sha256, state, created_at) \
         values ($1, $2, 1, 'en', 'Norms for the care of shared wells', '', $3, 'consulted', $4)")
        .bind(version).bind(context.consultation.id).bind("0".repeat(64)).bind(at).execute(c).await);
    for (ord, (anchor, label, parent, kind, depth, text)) in (1_i32..).zip(TEXT) {
        on!(&mut tx, c => sqlx::query(
            "insert into provision (version_id, anchor, ord, label, parent, kind, depth, text) \
             values ($1, $2, $3, $4, $5, $6, $7, $8)")
            .bind(version).bind(*anchor).bind(ord).bind(*label).bind(*parent).bind(*kind).bind(*depth).bind(*text)
            .execute(c).await);
    }
    consultations::set_round_version(&mut tx, &context.round, version)
        .await
        .expect("set");
    tx.commit().await.expect("committed");
    consultation::find(
        store,
        &Actor::Operator,
        &context.consultation.slug,
        moment(DURING),
    )
    .await
    .expect("found")
}

/// A comment to be.
#[derive(Clone, Debug)]
pub struct Said<'a> {
    pub anchor: Option<&'a str>,
    pub position: Option<Position>,
    pub body: &'a str,
    pub wording: &'a str,
    pub group: Option<StakeholderGroup>,
    pub author: &'a str,
    pub organisation: &'a str,
    pub country: &'a str,
    pub publication: Option<Publication>,
}

impl Default for Said<'_> {
    fn default() -> Self {
        Self {
            anchor: Some("n1-1"),
            position: Some(Position::Oppose),
            body: "Say what clean means.",
            wording: "",
            group: Some(StakeholderGroup::CivilSociety),
            author: "Member One",
            organisation: "Friends of the Well",
            country: "KE",
            publication: Some(Publication::Name),
        }
    }
}

/// Writes a comment with a submission of its own; answers its place in the order of arrival.
pub async fn say(store: &Store, context: &ConsultationContext, said: Said<'_>) -> i64 {
    let at = moment(DURING);
    let mut tx = store.begin().await.expect("a transaction");
    let (consultation, round): (ConsultationId, RoundId) =
        (context.consultation.id, context.round.id);
    let seq = consultations::take_seq(&mut tx, consultation, 1)
        .await
        .expect("a number");
    let submission = SubmissionId::new(at);
    on!(&mut tx, c => sqlx::query(
        "insert into submission (id, round_id, author, organisation, stakeholder_group, country, publication, channel, \
         state, revision, created_at, submitted_at) values ($1, $2, $3, $4, $5, $6, $7, '', 'submitted', 1, $8, $8)")
        .bind(submission).bind(round).bind(said.author).bind(said.organisation).bind(said.group).bind(said.country)
        .bind(said.publication).bind(at).execute(c).await);
    let listed = said.publication != Some(Publication::NotForPublication);
    on!(&mut tx, c => sqlx::query(
        "insert into comment (id, consultation_id, round_id, submission_id, seq, reference, anchor, kind, position, body, \
         proposed_wording, rationale, language, stakeholder_group, channel, search, state, listed, revision, submitted_at, submitted_at_text) \
         values ($1, $2, $3, $4, $5, $6, $7, 'technical', $8, $9, $10, '', 'en', $11, '', $14, 'submitted', $12, 1, $13, '')")
        .bind(CommentId::new(at)).bind(consultation).bind(round).bind(submission).bind(seq)
        .bind(format!("R{}-{seq:04}", context.round.number)).bind(said.anchor).bind(said.position).bind(said.body).bind(said.wording)
        .bind(said.group).bind(listed).bind(at).bind(fold(&format!("{} {}", said.body, said.wording)))
        .execute(c).await);
    consultations::touch(&mut tx, consultation)
        .await
        .expect("touched");
    tx.commit().await.expect("committed");
    seq
}

/// Writes many such comments in one submission.
pub async fn say_many(store: &Store, context: &ConsultationContext, count: usize, said: Said<'_>) {
    let at = moment(DURING);
    let first = say(
        store,
        context,
        Said {
            body: "First",
            ..said.clone()
        },
    )
    .await;
    let mut tx = store.begin().await.expect("a transaction");
    let more = i64::try_from(count).expect("not so many");
    let from = consultations::take_seq(&mut tx, context.consultation.id, more)
        .await
        .expect("numbers");
    let reference = format!("R{}-{first:04}", context.round.number);
    let submission = comment::by_reference(&mut tx, context.consultation.id, &reference)
        .await
        .expect("read")
        .expect("the first")
        .submission_id;
    for seq in from..from + more {
        let new = comment::New {
            id: CommentId::new(at),
            consultation_id: context.consultation.id,
            round_id: context.round.id,
            submission_id: submission,
            seq,
            reference: format!("R{}-{seq:04}", context.round.number),
            content: Content {
                body: said.body.into(),
                proposed_wording: said.wording.into(),
                rationale: said.wording.into(),
                ..Content::default()
            },
            stakeholder_group: said.group,
            listed: true,
            channel: String::new(),
            submitted_at: at,
            submitted_at_text: String::new(),
            entered_at: None,
        };
        comment::insert(&mut tx, &[new]).await.expect("written");
    }
    consultations::touch(&mut tx, context.consultation.id)
        .await
        .expect("touched");
    tx.commit().await.expect("committed");
}

/// A second round of a consultation, on a text of the same provisions with other words; answers how it stands then.
pub async fn second_round(
    store: &Store,
    context: &ConsultationContext,
    confidentiality: Confidentiality,
    opens: &str,
    closes: &str,
) -> ConsultationContext {
    let at = moment("2026-03-25T12:00:00Z");
    let mut tx = store.begin().await.expect("a transaction");
    let version = VersionId::new(at);
    on!(&mut tx, c => sqlx::query(
        "insert into version (id, consultation_id, number, language, title, source, sha256, state, created_at) \
         values ($1, $2, 2, 'en', 'Norms for the care of shared wells', '', $3, 'consulted', $4)")
        .bind(version).bind(context.consultation.id).bind("1".repeat(64)).bind(at).execute(c).await);
    for (ord, (anchor, label, parent, kind, depth, text)) in (1_i32..).zip(TEXT) {
        on!(&mut tx, c => sqlx::query(
            "insert into provision (version_id, anchor, ord, label, parent, kind, depth, text) \
             values ($1, $2, $3, $4, $5, $6, $7, $8)")
            .bind(version).bind(*anchor).bind(ord).bind(*label).bind(*parent).bind(*kind).bind(*depth)
            .bind(format!("{text} (second text)")).execute(c).await);
    }
    let round = Round {
        id: RoundId::new(at),
        number: context.round.number + 1,
        version_id: Some(version),
        opens_at: moment(opens),
        closes_at: Some(moment(closes)),
        confidentiality,
        publishes_counts: confidentiality != Confidentiality::Internal,
        ..context.round.clone()
    };
    consultations::insert_round(&mut tx, &round)
        .await
        .expect("a round");
    consultations::touch(&mut tx, context.consultation.id)
        .await
        .expect("touched");
    tx.commit().await.expect("committed");
    let slug = &context.consultation.slug;
    consultation::find(store, &Actor::Operator, slug, moment(opens))
        .await
        .expect("found")
}

/// Withdraws a comment.
pub async fn withdraw(store: &Store, context: &ConsultationContext, seq: i64) {
    let mut tx = store.begin().await.expect("a transaction");
    on!(&mut tx, c => sqlx::query("update comment set state = 'withdrawn', listed = $3 where consultation_id = $1 and seq = $2")
        .bind(context.consultation.id).bind(seq).bind(false).execute(c).await);
    tx.commit().await.expect("committed");
}

/// Hides a comment.
pub async fn hide(store: &Store, context: &ConsultationContext, seq: i64, reason: &str) {
    let mut tx = store.begin().await.expect("a transaction");
    on!(&mut tx, c => sqlx::query("update comment set hidden_reason = $3, listed = $4 where consultation_id = $1 and seq = $2")
        .bind(context.consultation.id).bind(seq).bind(reason).bind(false).execute(c).await);
    consultations::touch(&mut tx, context.consultation.id)
        .await
        .expect("touched");
    tx.commit().await.expect("committed");
}

/// Writes new words into a comment, as an amendment does.
pub async fn amend(store: &Store, context: &ConsultationContext, seq: i64, body: &str) {
    let mut tx = store.begin().await.expect("a transaction");
    on!(&mut tx, c => sqlx::query("update comment set body = $3, revision = revision + 1 where consultation_id = $1 and seq = $2")
        .bind(context.consultation.id).bind(seq).bind(body).execute(c).await);
    consultations::touch(&mut tx, context.consultation.id)
        .await
        .expect("touched");
    tx.commit().await.expect("committed");
}

/// Somebody with an account and, if given, a role of the consultation.
pub async fn person(
    store: &Store,
    context: &ConsultationContext,
    name: &str,
    role: Option<Role>,
) -> Actor {
    let at = moment("2026-02-01T12:00:00Z");
    let email: EmailAddress = format!("{}@example.org", name.to_lowercase().replace(' ', "-"))
        .parse()
        .expect("an address");
    let account = Account {
        id: AccountId::new(at),
        email,
        name: name.into(),
        organisation: String::new(),
        stakeholder_group: Some(StakeholderGroup::Individual),
        country: None,
        language: Language::English,
        time_zone: "UTC".into(),
        created_at: at,
    };
    let mut tx = store.begin().await.expect("a transaction");
    account::insert(&mut tx, &account).await.expect("stored");
    let mut grants = Vec::new();
    if let Some(role) = role {
        account::grant(
            &mut tx,
            at,
            account.id,
            role,
            Some(context.consultation.id),
            true,
        )
        .await
        .expect("granted");
        grants.push(Grant {
            role,
            consultation_id: Some(context.consultation.id),
        });
    }
    tx.commit().await.expect("committed");
    Actor::Person {
        account: Box::new(account),
        grants,
    }
}

/// The slug of a place.
pub fn slug(context: &ConsultationContext) -> &Slug {
    &context.consultation.slug
}

/// The moment after the round closed.
pub fn after() -> Timestamp {
    moment(AFTER)
}

/// Stores the words of a comment to search in as versions before stored them: in lower case, with their accents.
pub async fn store_as_before(store: &Store, body: &str) {
    let mut tx = store.begin().await.expect("a transaction");
    on!(&mut tx, c => sqlx::query("update comment set search = $2, search_fold = 0 where body = $1")
        .bind(body).bind(body.to_lowercase()).execute(c).await);
    tx.commit().await.expect("committed");
}
