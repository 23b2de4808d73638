//! (b) Many signed-in people submit, one at a time and sixteen at a time, with the limits on rate in force. Each hands
//! in one submission of one comment; what is acknowledged is counted in the database afterwards.

use std::sync::Arc;

use anyhow::{Context as _, bail, ensure};
use axum::http::StatusCode;
use domain::{
    account::EmailAddress,
    actor::Actor,
    comment::{CommentKind, Content, Position},
    ops::{
        account::{self, ProfileFields},
        comment, draft, sign_in,
        submission::{self, SavedDetails},
        text,
    },
    sign_in::Next,
    submission::{Details, Publication},
};
use tokio::sync::Semaphore;

use crate::{
    client::post,
    meter::{Row, measure_whole},
    sample::{Place, words},
};

/// Somebody at the page of their submission, with one complete draft.
struct Person {
    cookie: String,
    /// The form of the page as it is sent by pressing "Submit".
    form: String,
}

/// People in each round of measuring.
const PEOPLE: usize = 400;

pub async fn run() -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    for at_a_time in [1, 16] {
        eprintln!("submitting, {at_a_time} at a time");
        let place = Arc::new(Place::new().await?);
        let mut people = Vec::with_capacity(PEOPLE);
        for n in 0..PEOPLE {
            people.push(ready_to_submit(&place, n).await?);
        }
        let row = measure_whole(
            format!("submission of a comment, {at_a_time} at a time"),
            u32::try_from(PEOPLE)?,
            submit_all(place.clone(), people, at_a_time),
        );
        rows.push(row.await?);
        let spoken =
            comment::spoken(&place.store, &Actor::Operator, &place.slug, place.now).await?;
        let count = spoken.map_or(0, |spoken| spoken.comments.comments);
        ensure!(
            count == i64::try_from(PEOPLE)?,
            "{count} of {PEOPLE} acknowledged comments are there"
        );
    }
    Ok(rows)
}

async fn submit_all(
    place: Arc<Place>,
    people: Vec<Person>,
    at_a_time: usize,
) -> anyhow::Result<Option<u64>> {
    let permits = Arc::new(Semaphore::new(at_a_time));
    let mut tasks = Vec::with_capacity(people.len());
    for person in people {
        let permit = permits.clone().acquire_owned().await?;
        let place = place.clone();
        tasks.push(tokio::spawn(async move {
            let path = app::routes::submission(&place.slug);
            let answer = post(&place.router, &path, &person.cookie, &person.form).await;
            drop(permit);
            answer?.expect(StatusCode::SEE_OTHER)
        }));
    }
    let mut bytes = 0;
    for task in tasks {
        bytes = task.await??.bytes;
    }
    Ok(Some(bytes))
}

async fn ready_to_submit(place: &Place, n: usize) -> anyhow::Result<Person> {
    let (store, now) = (&place.store, place.now);
    let email: EmailAddress = format!("person-{n}@example.org")
        .parse()
        .map_err(domain::Error::Invalid)?;
    let profile = ProfileFields {
        name: format!("Desk {n}"),
        organisation: format!("Organisation {n}"),
        group: "civil-society".into(),
        country: String::new(),
        language: "en".into(),
        time_zone: "UTC".into(),
    };
    let account = account::create(store, &Actor::Operator, now, email.as_str(), &profile).await?;
    let actor = account::actor(store, account.id)
        .await?
        .context("the account")?;
    let document = text::read(store, &actor, &place.slug, None, now).await?;
    let content = Content {
        anchor: Some(
            document.provisions[n % document.provisions.len()]
                .anchor
                .clone(),
        ),
        kind: Some(CommentKind::Technical),
        position: Some(Position::Oppose),
        body: words(n, 60),
        proposed_wording: words(n + 1, 20),
        language: "en".into(),
        ..Content::default()
    };
    draft::save(store, &actor, &place.slug, draft::Target::New, content, now).await?;
    let details = Details {
        organisation: format!("Organisation {n}"),
        stakeholder_group: account.stakeholder_group,
        country: String::new(),
        publication: Some(Publication::Organisation),
    };
    let review = submission::review(store, &actor, &place.slug, now).await?;
    let revision = review.submission.map(|submission| submission.revision);
    let saved =
        submission::save_details(store, &actor, &place.slug, revision, &details, now).await?;
    let SavedDetails::Kept(saved) = saved else {
        bail!("the details were not kept");
    };
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("revision", &saved.revision.to_string())
        .append_pair("organisation", &details.organisation)
        .append_pair("stakeholder_group", "civil-society")
        .append_pair("country", "")
        .append_pair("publication", Publication::Organisation.as_str())
        .append_pair("act", "submit")
        .finish();
    let link =
        sign_in::issue_link(store, &Actor::Operator, now, &email, Next::checked("/"), "").await?;
    let answer = post(&place.router, &link, "", "")
        .await?
        .expect(StatusCode::SEE_OTHER)?;
    let cookie = answer.cookie.context("a session")?;
    Ok(Person { cookie, form })
}
