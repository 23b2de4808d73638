//! Reminders: whoever has drafts hears three days and one day before the round closes that they are not submitted.

use chrono::TimeDelta;

use super::mail::Written;
use crate::{
    Result, Timestamp,
    store::{
        Store,
        outbox::{self, Mail},
        reminder as store,
    },
};

pub use crate::store::reminder::Due;

/// How many days before the close, and how late that is still worth saying: until the next is due.
const STEPS: [(i32, i64); 2] = [(3, 1), (1, 0)];

/// Nobody is reminded of what they are writing just now.
const QUIET: TimeDelta = TimeDelta::hours(1);

/// Queues the reminders that are due, each once, whatever number of workers asks; a round that closes at another time
/// is told of again. Answers how many.
pub async fn remind(db: &Store, at: Timestamp, compose: impl Fn(&Due) -> Written) -> Result<usize> {
    let mut count = 0;
    for (days, until) in STEPS {
        let window = (
            at + TimeDelta::days(until),
            at + TimeDelta::days(i64::from(days)),
        );
        let due = store::due(&mut db.read().await?, window, at, at - QUIET, days).await?;
        for due in due {
            let mut tx = db.begin().await?;
            if !store::told(&mut tx, &due, days).await? {
                continue;
            }
            let written = compose(&due);
            let mail = Mail {
                kind: "reminder",
                to: due.email.clone(),
                subject: written.subject,
                text: written.text,
                html: written.html,
            };
            outbox::enqueue(&mut tx, at, mail).await?;
            tx.commit().await?;
            count += 1;
        }
    }
    Ok(count)
}
