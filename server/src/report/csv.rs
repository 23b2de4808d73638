//! Every comment of an edition, one a row: the columns of import and export, and what became of each comment. The
//! words are those of the comments; nothing that a spreadsheet would compute is left bare, whoever wrote it.

use chrono_tz::Tz;
use domain::{
    Timestamp, exchange,
    report::{CommentEntry, Report},
};

/// The columns.
const COLUMNS: [&str; 19] = [
    "reference",
    "round",
    "provision",
    "kind",
    "position",
    "body",
    "proposed_wording",
    "rationale",
    "language",
    "author",
    "organisation",
    "group",
    "country",
    "publication",
    "channel",
    "submitted_at",
    "issues",
    "set_aside",
    "verified",
];

/// The date of a moment in a time zone.
fn day(at: Timestamp, zone: &str) -> String {
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    at.with_timezone(&zone).date_naive().to_string()
}

/// The file.
pub fn write(report: &Report) -> Vec<u8> {
    let rows: Vec<_> = report.comments.iter().map(|it| row(report, it)).collect();
    exchange::safe_csv(COLUMNS, &rows)
}

fn row(report: &Report, entry: &CommentEntry) -> [String; 19] {
    let comment = &entry.comment;
    let word = |word: Option<&'static str>| word.unwrap_or_default().to_owned();
    let reason = report
        .set_aside
        .iter()
        .find(|it| it.reference == comment.reference)
        .filter(|_| entry.set_aside);
    let issues: Vec<String> = entry.issues.iter().map(i32::to_string).collect();
    [
        comment.reference.clone(),
        comment.round.to_string(),
        comment.label.clone().unwrap_or_default(),
        word(
            comment
                .content
                .kind
                .map(domain::comment::CommentKind::as_str),
        ),
        word(
            comment
                .content
                .position
                .map(domain::comment::Position::as_str),
        ),
        comment.content.body.clone(),
        comment.content.proposed_wording.clone(),
        comment.content.rationale.clone(),
        comment.content.language.clone(),
        comment.by.author.clone(),
        comment.by.organisation.clone(),
        word(
            comment
                .by
                .group
                .map(domain::account::StakeholderGroup::as_str),
        ),
        comment.by.country.clone(),
        word(
            entry
                .publication
                .map(domain::submission::Publication::as_str),
        ),
        comment.channel.clone(),
        if comment.day_alone {
            day(comment.submitted_at, &report.cover.time_zone)
        } else {
            comment
                .submitted_at
                .to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
        },
        issues.join(" "),
        reason.map(|it| it.reason.clone()).unwrap_or_default(),
        word(
            comment
                .by
                .verification()
                .map(|it| if it { "yes" } else { "no" }),
        ),
    ]
}
