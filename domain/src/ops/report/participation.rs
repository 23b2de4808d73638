//! Part 2 of the report: who took part.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;

use crate::{
    account::StakeholderGroup,
    comment::{Comment, CommentView},
    id::SubmissionId,
    report::{Participation, Respondent, Share},
    tally::shown,
};

/// The groups that Recommendation 6 names: a report says which of them were not heard.
const MAIN: [StakeholderGroup; 4] = [
    StakeholderGroup::State,
    StakeholderGroup::PrivateSector,
    StakeholderGroup::TechnicalCommunity,
    StakeholderGroup::CivilSociety,
];

#[derive(Default)]
struct Count {
    submissions: BTreeSet<SubmissionId>,
    comments: i64,
}

impl Count {
    fn add(&mut self, submission: SubmissionId) {
        self.submissions.insert(submission);
        self.comments += 1;
    }

    fn share(&self, confidential: bool) -> Share {
        let submissions = i64::try_from(self.submissions.len()).unwrap_or(i64::MAX);
        Share {
            submissions: shown(submissions, confidential),
            comments: shown(self.comments, confidential),
        }
    }
}

/// Counts `counted` comments by group; by country and day those that the reader may read (`readable`), because a
/// country may tell who wrote. `confidential`: small numbers are not told, see [`shown`].
pub(super) fn participation(
    counted: &[&Comment],
    readable: &[(&Comment, &CommentView)],
    time_zone: &str,
    confidential: bool,
) -> Participation {
    let zone: Tz = time_zone.parse().unwrap_or(Tz::UTC);
    let mut all = Count::default();
    let mut groups: BTreeMap<Option<StakeholderGroup>, Count> = BTreeMap::new();
    for comment in counted {
        all.add(comment.submission_id);
        groups
            .entry(comment.stakeholder_group)
            .or_default()
            .add(comment.submission_id);
        if comment.stakeholder_group == Some(StakeholderGroup::TechnicalCommunity) {
            groups
                .entry(Some(StakeholderGroup::PrivateSector))
                .or_default()
                .add(comment.submission_id);
        }
    }
    let mut countries: BTreeMap<&str, Count> = BTreeMap::new();
    let mut days: BTreeMap<chrono::NaiveDate, i64> = BTreeMap::new();
    for (comment, view) in readable {
        countries
            .entry(view.by.country.as_str())
            .or_default()
            .add(comment.submission_id);
        *days
            .entry(comment.submitted_at.with_timezone(&zone).date_naive())
            .or_default() += 1;
    }
    let mut by_country: Vec<(String, Share)> = countries
        .into_iter()
        .map(|(country, count)| (country.to_owned(), count.share(false)))
        .collect();
    // "Not stated" comes last.
    by_country
        .sort_by_key(|(country, share)| (country.is_empty(), -share.comments, country.clone()));
    let shown = StakeholderGroup::ALL
        .iter()
        .copied()
        .map(Some)
        .chain([None])
        .filter(|group| {
            groups.contains_key(group) || group.is_some_and(|group| MAIN.contains(&group))
        })
        .collect::<Vec<_>>();
    let by_group = shown
        .into_iter()
        .map(|group| {
            (
                group,
                groups
                    .get(&group)
                    .map(|count| count.share(confidential))
                    .unwrap_or_default(),
            )
        })
        .collect();
    let share = all.share(confidential);
    Participation {
        confidential,
        submissions: share.submissions,
        comments: share.comments,
        by_group,
        by_country,
        by_day: days.into_iter().collect(),
        unheard: MAIN
            .into_iter()
            .filter(|group| !groups.contains_key(&Some(*group)))
            .collect(),
    }
}

/// Who took part and may be named to the reader: one line a submission, by group and name.
pub(super) fn respondents(readable: &[(&Comment, &CommentView)]) -> Vec<Respondent> {
    let mut by_submission: BTreeMap<SubmissionId, Respondent> = BTreeMap::new();
    for (comment, view) in readable {
        if view.by.author.is_empty() && view.by.organisation.is_empty() {
            continue;
        }
        by_submission
            .entry(comment.submission_id)
            .or_insert_with(|| Respondent {
                author: view.by.author.clone(),
                organisation: view.by.organisation.clone(),
                group: view.by.group,
                verified: view.by.verified,
                country: view.by.country.clone(),
                comments: 0,
            })
            .comments += 1;
    }
    let mut all: Vec<Respondent> = by_submission.into_values().collect();
    all.sort_by_cached_key(|it| {
        let name = if it.organisation.is_empty() {
            &it.author
        } else {
            &it.organisation
        };
        (
            it.group.is_none(),
            it.group,
            name.to_lowercase(),
            it.author.clone(),
            it.comments,
        )
    });
    all
}
