//! Comments that people with accounts submitted, put into the store as the use case leaves them.

use domain::{
    Timestamp,
    actor::Actor,
    comment::{CommentKind, Content, Position},
    consultation::Slug,
    id::{AccountId, CommentId, SubmissionId},
    store::{Store, comment, consultation, submission},
    submission::{Publication, Submission, SubmissionState},
};

/// One comment.
pub struct Said<'a> {
    /// Who said it.
    pub by: &'a Actor,
    /// On what.
    pub anchor: Option<&'a str>,
    /// Where they stand.
    pub position: Position,
    /// What they said.
    pub body: &'a str,
}

/// Stores comments with references `R1-0001` and so on, one submission a person.
pub async fn say(store: &Store, slug: &Slug, said: &[Said<'_>], at: Timestamp) {
    let mut tx = store.begin().await.expect("a transaction");
    let place = consultation::by_slug(&mut tx, slug)
        .await
        .expect("read")
        .expect("a consultation");
    let round = consultation::round(&mut tx, place.id)
        .await
        .expect("a round");
    let mut submissions: Vec<(AccountId, SubmissionId)> = Vec::new();
    for (seq, it) in (1_i64..).zip(said) {
        let account = it.by.account().expect("somebody signed in");
        let known = submissions
            .iter()
            .find(|(id, _)| *id == account.id)
            .map(|(_, id)| *id);
        let id = known.unwrap_or_else(|| SubmissionId::new(at));
        if known.is_none() {
            let new = Submission {
                id,
                round_id: round.id,
                account_id: Some(account.id),
                author: account.name.clone(),
                organisation: account.organisation.clone(),
                stakeholder_group: account.stakeholder_group,
                country: "KE".into(),
                publication: Some(Publication::Name),
                channel: String::new(),
                state: SubmissionState::Submitted,
                revision: 1,
                created_at: at,
                submitted_at: Some(at),
            };
            submission::insert(&mut tx, &[new])
                .await
                .expect("a submission");
            submissions.push((account.id, id));
        }
        let new = comment::New {
            id: CommentId::new(at),
            consultation_id: place.id,
            round_id: round.id,
            submission_id: id,
            seq,
            reference: format!("R1-{seq:04}"),
            content: Content {
                anchor: it.anchor.map(str::to_owned),
                kind: Some(CommentKind::General),
                position: Some(it.position),
                body: it.body.into(),
                language: "en".into(),
                ..Content::default()
            },
            stakeholder_group: account.stakeholder_group,
            listed: true,
            channel: String::new(),
            submitted_at: at,
            submitted_at_text: String::new(),
            entered_at: None,
        };
        comment::insert(&mut tx, &[new]).await.expect("a comment");
    }
    tx.commit().await.expect("committed");
}
