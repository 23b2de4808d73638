//! What the values of a file mean for a consultation, and what has to be asked before they can be entered.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;

use crate::{
    Result, Timestamp,
    account::{EmailAddress, MailReach},
    comment::Reference,
    error::Problems,
    exchange::{
        MOST_PROBLEMS, Record, Words,
        moment::{DayOrder, Moment},
        shortened,
    },
    ops::ConsultationContext,
    store::{Tx, comment},
};

/// What somebody answered about a file: what its rows do not say of themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// When those came in of which the file gives no moment that can be read.
    pub received: Option<Timestamp>,
    /// By which channel those came of which the file does not say it.
    pub channel: String,
    /// How the file writes 3/4/2026.
    pub order: Option<DayOrder>,
    /// Enter it although the same file was entered before.
    pub again: bool,
    /// Where the mail server can send to.
    pub reach: MailReach,
}

/// What has to be asked: how many rows need an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Rows without a moment that can be read.
    pub received: usize,
    /// Rows without a channel.
    pub channel: usize,
    /// A date that could mean two days: as it is written, and the two.
    pub order: Option<(String, NaiveDate, NaiveDate)>,
}

/// A record that passed every check.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    pub line: u64,
    pub record: Record,
    pub words: Words,
    pub anchor: Option<String>,
    pub submitted_at: Timestamp,
    pub email: Option<EmailAddress>,
}

/// Every record held against the consultation. `needs` is what no answer was given to; it is among the problems, too.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub checked: Vec<Checked>,
    pub needs: Needs,
    pub problems: Problems,
}

/// Checks every record. Stops at [`MOST_PROBLEMS`] that no answer could mend.
pub(super) async fn check(
    tx: &mut Tx,
    context: &ConsultationContext,
    records: Vec<(u64, Record)>,
    anchors: &HashMap<String, String>,
    answers: &Answers,
    at: Timestamp,
) -> Result<Outcome> {
    // A value with a NUL is refused below; PostgreSQL would not even be asked for it.
    let references: Vec<String> = records
        .iter()
        .map(|(_, record)| record.reference.clone())
        .filter(|it| !it.is_empty() && !it.contains('\0'))
        .collect();
    let taken = comment::taken(tx, context.consultation.id, &references).await?;
    let mut row = RowCheck {
        taken,
        round: context.round.number,
        zone: context.round.time_zone.parse().unwrap_or(Tz::UTC),
        anchors,
        answers,
        at,
        seen: HashSet::new(),
        needs: Needs::default(),
        asked: Problems::default(),
    };
    let mut problems = Problems::default();
    let mut checked = Vec::with_capacity(records.len());
    for (line, record) in records {
        checked.extend(row.check(line, record, &mut problems));
        if problems.0.len() >= MOST_PROBLEMS {
            break;
        }
    }
    problems.0.extend(row.asked.0);
    problems.0.truncate(MOST_PROBLEMS);
    Ok(Outcome {
        checked,
        needs: row.needs,
        problems,
    })
}

struct RowCheck<'a> {
    taken: HashSet<String>,
    round: i32,
    zone: Tz,
    anchors: &'a HashMap<String, String>,
    answers: &'a Answers,
    at: Timestamp,
    seen: HashSet<String>,
    needs: Needs,
    /// What answers would mend.
    asked: Problems,
}

impl RowCheck<'_> {
    /// A row; with what it lacks filled in from the answers.
    fn check(&mut self, line: u64, mut record: Record, problems: &mut Problems) -> Option<Checked> {
        let before = problems.0.len() + self.asked.0.len();
        let words = record.check(line, problems);
        if !record.round.is_empty() && record.round.trim() != self.round.to_string() {
            problems.push_at(line, "round", "round-unknown", shortened(&record.round));
        }
        let label = record.provision.trim();
        let anchor = self
            .anchors
            .get(&record.provision)
            .or_else(|| self.anchors.get(label))
            .cloned();
        if !label.is_empty() && anchor.is_none() {
            problems.push_at(line, "provision", "label-unknown", shortened(label));
        }
        self.reference(line, &record.reference, problems);
        let email = record.email.parse::<EmailAddress>().ok();
        if let Some(Err(wrong)) = email
            .as_ref()
            .map(|it| it.must_be_mailable(self.answers.reach))
        {
            for problem in wrong.0 {
                problems.push_at(line, "email", problem.code, problem.detail);
            }
        }
        if record.channel.trim().is_empty() {
            if self.answers.channel.trim().is_empty() {
                self.needs.channel += 1;
                self.asked.push_at(line, "channel", "channel-missing", "");
            } else {
                self.answers.channel.trim().clone_into(&mut record.channel);
            }
        }
        let submitted_at = self.moment(line, &record.submitted_at, problems);
        let wrong = problems.0.len() + self.asked.0.len() > before;
        (!wrong).then_some(Checked {
            line,
            record,
            words,
            anchor,
            submitted_at: submitted_at?,
            email,
        })
    }

    fn reference(&mut self, line: u64, reference: &str, problems: &mut Problems) {
        let Ok(parsed) = reference.parse::<Reference>() else {
            // Told with the record's own checks.
            return;
        };
        if parsed.round() != self.round {
            problems.push_at(line, "reference", "reference-round", reference);
        }
        let twice = !self.seen.insert(reference.to_owned());
        if twice || self.taken.contains(reference) {
            problems.push_at(line, "reference", "reference-taken", reference);
        }
    }

    /// When it came in. Never today because nothing else is said.
    fn moment(&mut self, line: u64, text: &str, problems: &mut Problems) -> Option<Timestamp> {
        let asked = match Moment::read(text, self.zone, self.answers.order) {
            // Whoever writes it may be a day ahead by the calendar.
            Moment::At(at) if at > self.at + TimeDelta::days(1) => {
                problems.push_at(line, "submitted_at", "date-future", shortened(text));
                return None;
            }
            Moment::At(at) => return Some(at),
            Moment::Serial(day) => {
                let words = format!("{} → {day}", text.trim());
                problems.push_at(line, "submitted_at", "date-serial", words);
                return None;
            }
            Moment::TwoDays(a, b) => {
                let words = format!("{}: {a} / {b}", text.trim());
                self.asked
                    .push_at(line, "submitted_at", "date-two-days", words);
                self.needs
                    .order
                    .get_or_insert((text.trim().to_owned(), a, b));
                return None;
            }
            Moment::None => "date-missing",
            Moment::Unreadable => "date-unreadable",
        };
        if let Some(received) = self.answers.received {
            return Some(received);
        }
        self.needs.received += 1;
        self.asked
            .push_at(line, "submitted_at", asked, shortened(text));
        None
    }
}
