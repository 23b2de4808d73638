//! Every URL of the site, in one list: the pattern the router matches, and the function that fills it.
//!
//! `{slug}` names a consultation, `{anchor}` a provision, `{reference}` a comment, `{number}` an issue or version.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

macro_rules! routes {
    ($($(#[$meta:meta])* $constant:ident $function:ident($($parameter:ident),*) = $pattern:literal;)+) => {$(
        $(#[$meta])*
        pub const $constant: &str = $pattern;
        $(#[$meta])*
        pub fn $function($($parameter: impl std::fmt::Display),*) -> String {
            fill($constant, &[$($parameter.to_string()),*])
        }
    )+};
}

routes! {
    /// What is asked, and what came of it.
    FRONT front() = "/";
    /// Creating a consultation.
    CONSULTATION_NEW consultation_new() = "/consultations/new";
    /// The call: what is asked, until when, who has spoken.
    CONSULTATION consultation(slug) = "/consultations/{slug}";
    /// Title, policies, dates of a consultation.
    SETTINGS settings(slug) = "/consultations/{slug}/settings";
    /// The document.
    TEXT text(slug) = "/consultations/{slug}/text";
    /// Takes a text in: preview, correct, store.
    TEXT_IMPORT text_import(slug) = "/consultations/{slug}/text/import";
    /// One provision with what was said on it; `document`: the document as a whole.
    PROVISION provision(slug, anchor) = "/consultations/{slug}/text/{anchor}";
    /// The comments, by filter.
    COMMENTS comments(slug) = "/consultations/{slug}/comments";
    /// The comments as CSV.
    COMMENTS_CSV comments_csv(slug) = "/consultations/{slug}/comments.csv";
    /// The same for spreadsheets: nothing in it is computed.
    COMMENTS_SAFE_CSV comments_safe_csv(slug) = "/consultations/{slug}/comments.spreadsheet.csv";
    /// The same as a workbook.
    COMMENTS_XLSX comments_xlsx(slug) = "/consultations/{slug}/comments.xlsx";
    /// The comments as JSON Lines.
    COMMENTS_JSONL comments_jsonl(slug) = "/consultations/{slug}/comments.jsonl";
    /// A comment of its own.
    COMMENT comment(slug, reference) = "/consultations/{slug}/comments/{reference}";
    /// The commissioners' agenda.
    READING_ROOM reading_room(slug) = "/consultations/{slug}/reading-room";
    /// One issue with its debate and its decision.
    READING_ROOM_ISSUE reading_room_issue(slug, number) = "/consultations/{slug}/reading-room/{number}";
    /// The comments behind an issue, whole.
    READING_ROOM_COMMENTS reading_room_comments(slug, number) = "/consultations/{slug}/reading-room/{number}/comments";
    /// The facilitator prepares the outcome.
    OUTCOME_PREPARE outcome_prepare(slug) = "/consultations/{slug}/outcome/prepare";
    /// The document as a whole with its comments.
    TEXT_WHOLE whole(slug) = "/consultations/{slug}/text/document";
    /// Hiding it.
    COMMENT_HIDE comment_hide(slug, reference) = "/consultations/{slug}/comments/{reference}/hide";
    /// Entering submissions on behalf of their authors.
    ENTER enter(slug) = "/consultations/{slug}/enter";
    /// One's own submission.
    SUBMISSION submission(slug) = "/consultations/{slug}/submission";
    /// One's submission on paper.
    SUBMISSION_PRINT submission_print(slug) = "/consultations/{slug}/submission/copy";
    /// A draft of a comment.
    DRAFT draft(slug, id) = "/consultations/{slug}/submission/drafts/{id}";
    /// The facilitator's workbench.
    WORKBENCH workbench(slug) = "/consultations/{slug}/workbench";
    /// Making an issue of the comments in the query.
    ISSUE_NEW issue_new(slug) = "/consultations/{slug}/issues/new";
    /// An issue.
    ISSUE issue(slug, number) = "/consultations/{slug}/issues/{number}";
    /// The consolidation report: its desk, and what was frozen.
    REPORT report(slug) = "/consultations/{slug}/report";
    /// Asks before the report is frozen.
    REPORT_FREEZE report_freeze(slug) = "/consultations/{slug}/report/freeze";
    /// A file of a version (`draft`, `1`, …): `public.pdf`.
    REPORT_FILE report_file(slug, version, file) = "/consultations/{slug}/report/{version}/{file}";
    /// The outcome.
    OUTCOME outcome(slug) = "/consultations/{slug}/outcome";
    /// Who holds which role.
    ROLES roles(slug) = "/consultations/{slug}/roles";
    /// What was done in a consultation, as far as the reader may know.
    RECORD record(slug) = "/consultations/{slug}/record";
    /// The same as CSV.
    RECORD_CSV record_csv(slug) = "/consultations/{slug}/record.csv";
    /// An administrator reads the debate, by an act that commissioners see in the record.
    RECORD_DEBATE record_debate(slug) = "/consultations/{slug}/record/debate";
    /// Whether organisations are who they say they are.
    VERIFICATION verification(slug) = "/consultations/{slug}/verification";
    /// What was done in the installation.
    AUDIT audit() = "/audit";
    /// The same as CSV.
    AUDIT_CSV audit_csv() = "/audit.csv";
    /// Mail that is not delivered.
    MAIL mail() = "/mail";
    /// What became of each comment.
    OUTCOME_COMMENTS outcome_comments(slug) = "/consultations/{slug}/outcome/comments";
    /// The answers to one's own comments.
    ANSWERS answers(slug) = "/consultations/{slug}/answers";
    /// Asks for a sign-in link.
    SIGN_IN sign_in() = "/sign-in";
    /// What a sign-in link opens.
    SIGN_IN_LINK sign_in_link(token) = "/sign-in/{token}";
    /// Ends the session.
    SIGN_OUT sign_out() = "/sign-out";
    /// One's profile.
    ACCOUNT account() = "/account";
    /// Where one is signed in: ends it there, or everywhere.
    SESSIONS sessions() = "/account/sessions";
    /// The process runs.
    LIVE live() = "/health/live";
    /// The process can serve: the database answers.
    READY ready() = "/health/ready";
}

/// In place of an anchor: the document as a whole.
pub const WHOLE: &str = "document";

/// Puts values, percent-encoded, into the places of a pattern, in order.
fn fill(pattern: &str, values: &[String]) -> String {
    let mut values = values.iter();
    let mut url = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        url.push_str(before);
        let (_, after) = after.split_once('}').unwrap_or(("", after));
        if let Some(value) = values.next() {
            encode(&mut url, value);
        }
        rest = after;
    }
    url.push_str(rest);
    url
}

/// All but unreserved characters (RFC 3986, section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Percent-encodes all but unreserved characters.
pub fn encode(url: &mut String, value: &str) {
    url.extend(utf8_percent_encode(value, RESERVED));
}

/// A URL with a query; values percent-encoded, empty ones left out.
pub fn with_query(path: &str, query: &[(&str, &str)]) -> String {
    let mut url = path.to_owned();
    let mut separator = '?';
    for (name, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
        url.push(separator);
        encode(&mut url, name);
        url.push('=');
        encode(&mut url, value);
        separator = '&';
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_encoded_into_their_places() {
        assert_eq!(text("a/b c"), "/consultations/a%2Fb%20c/text");
        assert_eq!(
            with_query("/x", &[("q", "é&"), ("none", ""), ("n", "1")]),
            "/x?q=%C3%A9%26&n=1"
        );
    }
}
