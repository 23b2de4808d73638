//! The commission's disposition of an issue.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    error::Problems,
    id::{AccountId, DecisionId, IssueId},
};

/// The longest reason, list of dissents or list of recusals, in characters.
pub const MAX_CHARACTERS: usize = 10_000;

words! {
    /// What the commission made of an issue.
    Disposition {
        /// Taken up.
        Accepted = "accepted",
        /// Taken up in part.
        AcceptedInPart = "accepted-in-part",
        /// Not taken up.
        NotAccepted = "not-accepted",
        /// Heard, nothing to change.
        Noted = "noted",
        /// Left for later.
        Deferred = "deferred",
        /// Not for this consultation.
        OutOfScope = "out-of-scope",
    }
}

words! {
    /// How a decision was reached.
    Reached {
        /// Nobody objected.
        Consensus = "consensus",
        /// By a recorded vote.
        Vote = "vote",
    }
}

/// The figures of a recorded vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Votes {
    /// In favour.
    pub favour: i32,
    /// Against.
    pub against: i32,
    /// Abstentions.
    pub abstentions: i32,
}

/// A decision as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Decision {
    /// Its key.
    pub id: DecisionId,
    /// On which issue.
    pub issue_id: IssueId,
    /// What.
    pub disposition: Disposition,
    /// Why; goes to every submitter word for word.
    pub reason: String,
    /// How.
    pub reached: Reached,
    /// Votes, if there was a vote.
    pub votes_for: Option<i32>,
    /// Votes against.
    pub votes_against: Option<i32>,
    /// Abstentions.
    pub abstentions: Option<i32>,
    /// Who dissented and why; empty: nobody.
    pub dissents: String,
    /// Who did not take part; empty: nobody.
    pub recusals: String,
    /// When.
    pub decided_at: Timestamp,
    /// Who recorded it.
    pub decided_by: AccountId,
}

impl Decision {
    /// The figures, if it was a vote.
    pub fn votes(&self) -> Option<Votes> {
        Some(Votes {
            favour: self.votes_for?,
            against: self.votes_against?,
            abstentions: self.abstentions?,
        })
    }
}

/// A decision that was reopened: it stays in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Reopened {
    /// What had been decided.
    #[cfg_attr(feature = "store", sqlx(flatten))]
    pub decision: Decision,
    /// When it was reopened.
    pub reopened_at: Timestamp,
    /// Why.
    pub reopened_reason: String,
}

/// What a commissioner fills in: everything as typed, so that a form can show it again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// None: not chosen yet.
    pub disposition: Option<Disposition>,
    /// Why.
    pub reason: String,
    /// None: not chosen yet.
    pub reached: Option<Reached>,
    /// A number, as typed.
    pub votes_for: String,
    /// A number, as typed.
    pub votes_against: String,
    /// A number, as typed.
    pub abstentions: String,
    /// Who dissented and why.
    pub dissents: String,
    /// Who did not take part.
    pub recusals: String,
}

/// What can be recorded: a disposition with its reason, and how it was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// What.
    pub disposition: Disposition,
    /// Why.
    pub reason: String,
    /// How.
    pub reached: Reached,
    /// The figures, if there was a vote.
    pub votes: Option<Votes>,
    /// Who dissented and why.
    pub dissents: String,
    /// Who did not take part.
    pub recusals: String,
}

impl Proposed {
    /// Checks it: disposition, reason and how it was reached are there; a vote has its three figures, none of
    /// them negative, at least one of them not zero; figures beside a consensus are refused, not dropped.
    ///
    /// # Errors
    /// Every problem, by field.
    pub fn ready(&self) -> Result<Ready, Problems> {
        let mut problems = Problems::default();
        if self.disposition.is_none() {
            problems.push("disposition", "disposition-missing", "");
        }
        if self.reason.trim().is_empty() {
            problems.push("decision_reason", "reason-missing", "");
        }
        for (field, text) in [
            ("decision_reason", &self.reason),
            ("dissents", &self.dissents),
            ("recusals", &self.recusals),
        ] {
            problems.text(field, text, MAX_CHARACTERS);
        }
        let votes = match self.reached {
            None => {
                problems.push("reached", "reached-missing", "");
                None
            }
            Some(Reached::Vote) => self.figures(&mut problems),
            Some(Reached::Consensus) => {
                for (field, text) in self.typed() {
                    if !text.trim().is_empty() {
                        problems.push(field, "votes-with-consensus", text.trim());
                    }
                }
                None
            }
        };
        match (self.disposition, self.reached) {
            (Some(disposition), Some(reached)) if problems.0.is_empty() => Ok(Ready {
                disposition,
                reason: self.reason.trim().to_owned(),
                reached,
                votes,
                dissents: self.dissents.trim().to_owned(),
                recusals: self.recusals.trim().to_owned(),
            }),
            _ => Err(problems),
        }
    }

    fn typed(&self) -> [(&'static str, &str); 3] {
        [
            ("votes_for", &self.votes_for),
            ("votes_against", &self.votes_against),
            ("abstentions", &self.abstentions),
        ]
    }

    fn figures(&self, problems: &mut Problems) -> Option<Votes> {
        let mut figures = [None; 3];
        for ((field, text), figure) in self.typed().into_iter().zip(&mut figures) {
            match text.trim().parse::<u16>() {
                Ok(number) => *figure = Some(i32::from(number)),
                Err(_) if text.trim().is_empty() => problems.push(field, "votes-missing", ""),
                Err(_) => problems.push(field, "votes", text.trim()),
            }
        }
        let [Some(favour), Some(against), Some(abstentions)] = figures else {
            return None;
        };
        if favour + against + abstentions == 0 {
            problems.push("votes_for", "votes-empty", "");
        }
        Some(Votes {
            favour,
            against,
            abstentions,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_vote(figures: [&str; 3]) -> Proposed {
        let [votes_for, votes_against, abstentions] = figures.map(str::to_owned);
        Proposed {
            disposition: Some(Disposition::Accepted),
            reason: "Clearer.".into(),
            reached: Some(Reached::Vote),
            votes_for,
            votes_against,
            abstentions,
            ..Proposed::default()
        }
    }

    #[test]
    fn an_empty_form_names_every_missing_field() {
        let problems = Proposed::default().ready().expect_err("incomplete");
        for field in ["disposition", "decision_reason", "reached"] {
            assert!(problems.of(field).is_some(), "{field}");
        }
    }

    #[test]
    fn a_vote_needs_its_three_figures() {
        let ready = by_vote(["19", "3", "0"]).ready().expect("ready");
        assert_eq!(ready.votes.map(|votes| votes.favour), Some(19));
        for wrong in [["19", "", "0"], ["19", "-3", "0"], ["many", "3", "0"]] {
            let problems = by_vote(wrong).ready().expect_err("wrong figures");
            assert_eq!(problems.0.len(), 1, "{wrong:?}");
        }
        assert!(by_vote(["0", "0", "0"]).ready().is_err());
    }

    #[test]
    fn figures_beside_a_consensus_are_refused() {
        let mut proposed = by_vote(["19", "", ""]);
        proposed.reached = Some(Reached::Consensus);
        let problems = proposed.ready().expect_err("figures");
        assert_eq!(
            problems.of("votes_for").map(|p| p.code.as_str()),
            Some("votes-with-consensus")
        );
        proposed.votes_for = String::new();
        assert_eq!(proposed.ready().expect("ready").votes, None);
    }
}
