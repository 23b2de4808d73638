//! What the facilitators make of many comments on the same point, and how each comment is accounted for.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    comment::{CommentView, Content},
    error::Problems,
    id::IssueId,
    tally::Tally,
};

/// The longest statement, in characters: it is read aloud in meetings.
pub const MAX_STATEMENT: usize = 600;
/// The longest minority view, observation or wording of an option, in characters.
pub const MAX_WORDS: usize = 20_000;
/// The longest excerpt, in characters.
pub const MAX_EXCERPT: usize = 2_000;
/// How long an excerpt is when nobody has chosen one, in characters.
pub const FIRST_WORDS: usize = 400;
/// How many options an issue may have.
pub const MAX_OPTIONS: usize = 12;

/// One way the commission could decide.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueOption {
    /// What it is called in the debate.
    pub title: String,
    /// The provision whose wording it would change; none: it changes no words.
    pub anchor: Option<String>,
    /// The provision as it would read; empty if it changes no words.
    pub wording: String,
}

/// What facilitators write about an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueContent {
    /// Neutral, in one or two sentences.
    pub statement: String,
    /// Views that few hold and that must not be lost.
    pub minority: String,
    /// The facilitators' observation.
    pub observation: String,
    /// Anchors of the provisions it touches; none: the issue goes across the text.
    pub anchors: Vec<String>,
    /// What the commission may choose between.
    pub options: Vec<IssueOption>,
}

impl IssueContent {
    /// The same without what a form leaves around words: white space, empty options, provisions named twice.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        for text in [
            &mut self.statement,
            &mut self.minority,
            &mut self.observation,
        ] {
            *text = text.trim().replace("\r\n", "\n");
        }
        for option in &mut self.options {
            option.title = option.title.trim().to_owned();
            option.wording = option.wording.trim().replace("\r\n", "\n");
            option.anchor = option.anchor.take().filter(|anchor| !anchor.is_empty());
        }
        self.options
            .retain(|option| !option.title.is_empty() || !option.wording.is_empty());
        let mut seen = Vec::new();
        self.anchors.retain(|anchor| {
            !anchor.is_empty() && !seen.contains(anchor) && {
                seen.push(anchor.clone());
                true
            }
        });
        self
    }

    /// What keeps it from being stored. `known` says whether a provision is of the text consulted on.
    pub fn problems(&self, known: impl Fn(&str) -> bool) -> Problems {
        let mut problems = Problems::default();
        if self.statement.is_empty() {
            problems.push("statement", "missing", "");
        }
        for (field, text, limit) in [
            ("statement", &self.statement, MAX_STATEMENT),
            ("minority", &self.minority, MAX_WORDS),
            ("observation", &self.observation, MAX_WORDS),
        ] {
            problems.text(field, text, limit);
        }
        for anchor in &self.anchors {
            if !known(anchor) {
                problems.push("anchors", "no-such-provision", anchor);
            }
        }
        if self.options.len() > MAX_OPTIONS {
            problems.push("options", "too-many", MAX_OPTIONS);
        }
        for (n, option) in self.options.iter().enumerate() {
            if option.title.is_empty() {
                problems.push(format!("option-{n}-title"), "option-title-missing", n + 1);
            }
            for (field, text, limit) in [
                ("title", &option.title, MAX_STATEMENT),
                ("wording", &option.wording, MAX_WORDS),
            ] {
                let field = format!("option-{n}-{field}");
                if text.chars().count() > limit {
                    problems.push(field, "option-too-long", limit);
                } else if text.contains('\0') {
                    problems.push(field, "option-nul", n + 1);
                }
            }
            match &option.anchor {
                Some(anchor) if !known(anchor) => {
                    problems.push(format!("option-{n}-anchor"), "no-such-provision", anchor);
                }
                None if !option.wording.is_empty() => {
                    problems.push(format!("option-{n}-anchor"), "wording-of-what", "");
                }
                _ => {}
            }
        }
        problems
    }
}

/// An issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Its key.
    pub id: IssueId,
    /// What people call it by.
    pub number: i32,
    /// What the facilitators wrote.
    pub content: IssueContent,
    /// For conflicts between two facilitators; grows with every change of the content.
    pub revision: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its content was changed last.
    pub updated_at: Timestamp,
}

/// An issue in a list: what it says, what it touches, where groups stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueSummary {
    /// Its key.
    pub id: IssueId,
    /// What people call it by.
    pub number: i32,
    /// Neutral, in one or two sentences.
    pub statement: String,
    /// Labels of the provisions it touches, in reading order.
    pub labels: Vec<String>,
    /// Positions of the comments it rests on, withdrawn ones not counted.
    pub tally: Tally,
}

/// A comment that an issue rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gathered {
    /// The comment as the reader may see it.
    pub comment: CommentView,
    /// The words that matter.
    pub excerpt: String,
    /// The comment was amended since: the excerpt is no longer in it.
    pub stale: bool,
}

/// How one comment is accounted for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Numbers of the issues that rest on it, in order.
    pub issues: Vec<i32>,
    /// Why it was set aside.
    pub set_aside: Option<String>,
}

impl Standing {
    /// A short form that a page carries along, so that a change can be refused if somebody else was faster:
    /// empty if unaccounted, `aside`, or the numbers of the issues.
    pub fn mark(&self) -> String {
        if self.set_aside.is_some() {
            return "aside".into();
        }
        let numbers: Vec<String> = self.issues.iter().map(i32::to_string).collect();
        numbers.join(",")
    }

    /// Whether the comment ends anywhere.
    pub fn is_accounted_for(&self) -> bool {
        !self.issues.is_empty() || self.set_aside.is_some()
    }
}

/// A comment that a facilitator takes in hand: which one, how it stood when they saw it, and the words that matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Its place in the order of arrival.
    pub seq: i64,
    /// [`Standing::mark`] as the page showed it; none: whatever it is now.
    pub seen: Option<String>,
    /// The words that matter; none or empty: its first words.
    pub excerpt: Option<String>,
}

impl Selection {
    /// A comment, whatever its standing.
    pub const fn of(seq: i64) -> Self {
        Self {
            seq,
            seen: None,
            excerpt: None,
        }
    }
}

impl std::fmt::Display for Selection {
    /// The form's value: `42:3,7`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.seq)?;
        match &self.seen {
            Some(seen) => write!(f, ":{seen}"),
            None => Ok(()),
        }
    }
}

impl std::str::FromStr for Selection {
    type Err = Problems;

    fn from_str(text: &str) -> Result<Self, Problems> {
        let (seq, seen) = match text.split_once(':') {
            Some((seq, seen)) => (seq, Some(seen.to_owned())),
            None => (text, None),
        };
        let seq = seq
            .parse()
            .map_err(|_| Problems::one("take", "no-such-comment", text))?;
        Ok(Self {
            seq,
            seen,
            excerpt: None,
        })
    }
}

words! {
    /// Which comments the workbench shows.
    Accounting {
        /// Neither in an issue nor set aside.
        Unaccounted = "unaccounted",
        /// In at least one issue.
        InIssue = "in-issue",
        /// Set aside with a reason.
        SetAside = "set-aside",
        /// All that were submitted.
        All = "all",
    }
}

/// What is left to account for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Remainder {
    /// Comments submitted and not withdrawn.
    pub submitted: i64,
    /// Of these, in at least one issue.
    pub in_issues: i64,
    /// Of these, set aside with a reason.
    pub set_aside: i64,
}

impl Remainder {
    /// Neither in an issue nor set aside. The report can be frozen at zero.
    pub const fn unaccounted(self) -> i64 {
        self.submitted - self.in_issues - self.set_aside
    }
}

/// Whether every part of an excerpt (parts are divided by `…` or `[…]`) stands in one text of the comment, in order.
/// White space does not matter.
pub fn is_excerpt(excerpt: &str, content: &Content) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts: Vec<String> = excerpt
        .replace("[…]", "…")
        .split('…')
        .map(plain)
        .filter(|part| !part.is_empty())
        .collect();
    !parts.is_empty()
        && content.written().into_iter().any(|(_, text)| {
            let text = plain(text);
            let mut rest = text.as_str();
            parts
                .iter()
                .all(|part| match rest.split_once(part.as_str()) {
                    Some((_, after)) => {
                        rest = after;
                        true
                    }
                    None => false,
                })
        })
}

/// The excerpt when nobody has chosen one: the first words of the body, cut at a sentence or else at a word.
pub fn first_words(content: &Content) -> String {
    let body = content
        .body
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if body.is_empty() {
        return content
            .proposed_wording
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
    }
    let Some((end, _)) = body.char_indices().nth(FIRST_WORDS) else {
        return body;
    };
    let head = &body[..end];
    let sentence = head
        .rmatch_indices(['.', '!', '?', '。', '؟'])
        .map(|(at, mark)| at + mark.len())
        .find(|at| *at > end / 2 && (body[*at..].starts_with(' ') || body[..*at].ends_with('。')));
    let cut = sentence
        .or_else(|| head.rfind(' ').filter(|at| *at > end / 2))
        .unwrap_or(end);
    format!("{} […]", body[..cut].trim_end())
}

/// The excerpt to print: as it was chosen if it still stands in the comment, else the first words.
pub fn excerpt_of(chosen: &str, content: &Content) -> String {
    if is_excerpt(chosen, content) {
        chosen.to_owned()
    } else {
        first_words(content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(body: &str, rationale: &str) -> Content {
        Content {
            body: body.into(),
            rationale: rationale.into(),
            ..Content::default()
        }
    }

    #[test]
    fn an_excerpt_is_words_of_the_comment() {
        let it = content(
            "Wells are dug\n by  many and kept by few.",
            "Few keep them.",
        );
        assert!(is_excerpt("dug by many", &it));
        assert!(is_excerpt("Wells […] kept by few.", &it));
        assert!(is_excerpt("Few keep", &it));
        assert!(!is_excerpt("kept … Wells", &it), "in order");
        assert!(!is_excerpt("Wells … keep them", &it), "of one text");
        assert!(!is_excerpt("wells", &it), "as written");
        assert!(!is_excerpt(" … ", &it));
    }

    #[test]
    fn first_words_are_an_excerpt() {
        for body in [
            "Short.".to_owned(),
            "Keep the well clean. ".repeat(60),
            "word ".repeat(300),
            "ё".repeat(1_000),
            "水".repeat(250) + "。" + &"水".repeat(400),
        ] {
            let it = content(&body, "");
            let excerpt = first_words(&it);
            assert!(is_excerpt(&excerpt, &it), "{excerpt}");
            assert!(excerpt.chars().count() <= FIRST_WORDS + 4);
        }
    }

    #[test]
    fn a_take_travels_through_a_form() {
        let take: Selection = "42:3,7".parse().expect("a take");
        assert_eq!((take.seq, take.seen.as_deref()), (42, Some("3,7")));
        assert_eq!(take.to_string(), "42:3,7");
        assert_eq!(
            "42:".parse::<Selection>().expect("a take").seen.as_deref(),
            Some("")
        );
        assert!("x".parse::<Selection>().is_err());
    }

    #[test]
    fn an_issue_without_a_statement_or_with_unknown_provisions_is_refused() {
        let issue = IssueContent {
            anchors: vec!["a".into(), "b".into(), "a".into()],
            options: vec![
                IssueOption::default(),
                IssueOption {
                    title: "Keep".into(),
                    anchor: None,
                    wording: "x".into(),
                },
            ],
            ..IssueContent::default()
        }
        .tidied();
        assert_eq!((issue.anchors.len(), issue.options.len()), (2, 1));
        let problems = issue.problems(|anchor| anchor == "a");
        let fields: Vec<&str> = problems.0.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(fields, ["statement", "anchors", "option-0-anchor"]);
    }
}
