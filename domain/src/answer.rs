//! What became of comments: the response to each submitter, and the trail for everybody.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    account::Account,
    comment::CommentView,
    consultation::Consultation,
    decision::{Decision, Disposition, Reached, Votes},
    order::Rank,
    outcome::{Entry, Relation},
    redline::Piece,
    tally::Tally,
};

/// A decision as everybody may read it once the outcome is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Number of the issue; the decision is known by it.
    pub number: i32,
    /// The issue's neutral statement.
    pub statement: String,
    /// What was decided.
    pub disposition: Disposition,
    /// Why.
    pub reason: String,
    /// How it was reached.
    pub reached: Reached,
    /// The figures, if there was a vote.
    pub votes: Option<Votes>,
    /// Who dissented and why; empty: nobody.
    pub dissents: String,
    /// Who did not take part; empty: nobody.
    pub recusals: String,
    /// When.
    pub decided_at: Timestamp,
}

impl Decided {
    /// Of an issue and the decision that stands on it.
    pub fn of(number: i32, statement: &str, decision: Decision) -> Self {
        Self {
            number,
            statement: statement.to_owned(),
            disposition: decision.disposition,
            votes: decision.votes(),
            reason: decision.reason,
            reached: decision.reached,
            dissents: decision.dissents,
            recusals: decision.recusals,
            decided_at: decision.decided_at,
        }
    }
}

/// A provision that decisions changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedWords {
    /// Its anchor on the outcome page.
    pub anchor: String,
    /// Its label, as [`Entry::label`].
    pub label: String,
    /// What became of it.
    pub relation: Relation,
    /// The redline.
    pub pieces: Vec<Piece>,
}

impl From<&Entry> for ChangedWords {
    fn from(entry: &Entry) -> Self {
        Self {
            anchor: entry.anchor.clone(),
            label: entry.label.clone(),
            relation: entry.relation,
            pieces: entry.pieces.clone(),
        }
    }
}

/// A decision with what it rests on and what it changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionTrail {
    /// The decision.
    pub decided: Decided,
    /// Where its issue stands in the one order of issues.
    pub rank: Rank,
    /// Anchors, in the text consulted on, of the provisions that the issue touches.
    pub touches: Vec<String>,
    /// The comments behind it by group and position, as far as the reader may see counts, and as they may be told; none:
    /// no counts.
    pub tally: Option<Tally>,
    /// References of the first of those that the reader may read.
    pub references: Vec<String>,
    /// What it changed, in reading order.
    pub changed: Vec<ChangedWords>,
}

/// The decisions of some issues, in the one order of issues.
pub fn in_order<'t>(
    trails: &'t BTreeMap<i32, DecisionTrail>,
    issues: &[i32],
) -> Vec<&'t DecisionTrail> {
    let mut told: Vec<&DecisionTrail> = issues.iter().filter_map(|it| trails.get(it)).collect();
    told.sort_by_key(|trail| trail.rank);
    told
}

/// What became of one comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentOutcome {
    /// The comment as the reader may see it.
    pub comment: CommentView,
    /// Numbers of the issues that it went into.
    pub issues: Vec<i32>,
    /// Why it was set aside, if it went into none.
    pub set_aside: Option<String>,
}

/// The response to one submitter: what is mailed, and what their page of answers shows.
#[derive(Clone, Debug)]
pub struct Response<'a> {
    /// Who submitted.
    pub account: &'a Account,
    /// What they commented on.
    pub consultation: &'a Consultation,
    /// Their comments in order of arrival, withdrawn ones left out.
    pub comments: &'a [CommentOutcome],
    /// The decisions, by number of the issue.
    pub trails: &'a BTreeMap<i32, DecisionTrail>,
}
