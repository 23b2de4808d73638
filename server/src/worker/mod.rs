//! The worker: sends what waits in the outbox and forgets what is over. It runs inside `plenary serve`, or on its own
//! as `plenary worker`; any number may run side by side.

use std::{sync::Arc, time::Duration};

use domain::{Result, store::Store};
use futures::StreamExt as _;
use tokio::{
    sync::{Notify, watch},
    time::Instant,
};

use crate::{
    clock::Clock,
    mail::{MailError, Mailer},
};

/// How often the worker looks by itself: other processes queue mail, too.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// How often what is over is forgotten.
const SWEEP_EVERY: Duration = Duration::from_hours(1);
/// Mails taken in hand, and on their way, at the same time.
const SIDE_BY_SIDE: usize = 8;
/// How often a mail that is on its way is kept in hand: well within the claim.
const RENEW_EVERY: Duration = Duration::from_secs(7);
/// The longest pause while the database is away.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Tells the worker of this process that mail was queued. Waking it for nothing costs one cheap query.
#[derive(Clone, Debug, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// Look now.
    pub fn wake(&self) {
        self.0.notify_one();
    }
}

/// The worker.
#[derive(Clone, Debug)]
pub struct Worker {
    store: Store,
    clock: Clock,
    mailer: Mailer,
    wake: Wake,
    /// Where links in reminders lead; none: nobody is reminded.
    site: Option<String>,
}

impl Worker {
    /// A worker that is not running yet.
    pub fn new(store: Store, clock: Clock, mailer: Mailer, wake: Wake) -> Self {
        Self {
            store,
            clock,
            mailer,
            wake,
            site: None,
        }
    }

    /// Reminds people of their drafts, too, with links to the site at this address.
    #[must_use]
    pub fn reminding(mut self, site: String) -> Self {
        self.site = Some(site);
        self
    }

    /// Queues the reminders that are due.
    ///
    /// # Errors
    /// Of the database only.
    pub async fn remind(&self) -> Result<()> {
        if let Some(site) = &self.site {
            let write = |due: &domain::ops::reminder::Due| app::mail::comment::reminder(due, site);
            domain::ops::reminder::remind(&self.store, self.clock.now(), write).await?;
        }
        Ok(())
    }

    /// Works until `stop` becomes true; then what is on its way is finished, and what is not goes back.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut swept: Option<Instant> = None;
        let mut failures = 0_u32;
        while !*stop.borrow() {
            if swept.is_none_or(|at| at.elapsed() >= SWEEP_EVERY) {
                match self.remind().await.and(self.sweep().await) {
                    Ok(()) => swept = Some(Instant::now()),
                    Err(error) => note(&mut failures, &error),
                }
            }
            let pause = match self.round(&stop).await {
                Ok(sent) => {
                    if failures > 0 {
                        tracing::info!("the database answers again; mail goes on");
                        failures = 0;
                    }
                    if sent > 0 { Duration::ZERO } else { LOOK_EVERY }
                }
                Err(error) => {
                    note(&mut failures, &error);
                    LONGEST_PAUSE.min(LOOK_EVERY * 2_u32.saturating_pow(failures.min(6)) / 2)
                }
            };
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => {}
                () = self.wake.0.notified() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    /// Sends one batch; answers how many mails it had in hand.
    ///
    /// # Errors
    /// Of the database only: a mail that cannot be sent is marked and never stands in the way of others.
    pub async fn round(&self, stop: &watch::Receiver<bool>) -> Result<usize> {
        let mails = domain::ops::mail::claim(
            &self.store,
            self.clock.now(),
            i64::try_from(SIDE_BY_SIDE).unwrap_or(1),
            self.mailer.host(),
        )
        .await?;
        let count = mails.len();
        futures::stream::iter(mails)
            .for_each_concurrent(SIDE_BY_SIDE, |mail| async move {
                if *stop.borrow() {
                    let release = domain::ops::mail::release(&self.store, mail.id).await;
                    log_unless_ok(release, "a mail could not be put back; it comes back by itself");
                    return;
                }
                match self.send(&mail).await {
                    Ok(()) => {
                        self.mark_sent(&mail, stop).await;
                        tracing::info!(id = %mail.id, kind = mail.kind, "mail sent");
                    }
                    Err(error) => {
                        let error: String = error.to_string().chars().take(500).collect();
                        tracing::warn!(id = %mail.id, kind = mail.kind, failures = mail.attempts + 1, error, "mail not sent; it is tried again");
                        let marked = domain::ops::mail::failed(&self.store, self.clock.now(), &mail, &error).await;
                        log_unless_ok(marked, "a failed mail could not be marked; it comes back by itself");
                    }
                }
            })
            .await;
        Ok(count)
    }

    /// Sends one mail, and keeps it in hand meanwhile.
    async fn send(&self, mail: &domain::store::outbox::Claimed) -> Result<(), MailError> {
        let sending = self.mailer.send(mail);
        tokio::pin!(sending);
        loop {
            tokio::select! {
                done = &mut sending => return done,
                () = tokio::time::sleep(RENEW_EVERY) => {
                    let renewed = domain::ops::mail::renew(&self.store, self.clock.now(), mail.id).await;
                    log_unless_ok(renewed, "a mail could not be kept in hand");
                }
            }
        }
    }

    /// Marks an accepted mail, however long the database is away: unmarked, it would be sent again.
    async fn mark_sent(&self, mail: &domain::store::outbox::Claimed, stop: &watch::Receiver<bool>) {
        let mut pause = Duration::from_millis(50);
        let mut last_try = false;
        while let Err(error) = domain::ops::mail::sent(&self.store, self.clock.now(), mail.id).await
        {
            if last_try {
                tracing::error!(id = %mail.id, %error, "stopped before a sent mail could be marked; it may be sent once more");
                return;
            }
            if pause == Duration::from_millis(800) {
                tracing::error!(id = %mail.id, %error, "a sent mail cannot be marked; trying on");
            }
            tokio::time::sleep(pause).await;
            // Before another worker finds it unmarked.
            pause = (pause * 2).min(Duration::from_secs(1));
            last_try = *stop.borrow();
        }
    }

    /// Forgets what is over: links, sessions, windows of limits, sent mail.
    pub async fn sweep(&self) -> Result<()> {
        use domain::ops::{draft, exchange, kept_words, limit, mail, once, session, sign_in};
        let now = self.clock.now();
        sign_in::sweep(&self.store, now).await?;
        session::sweep(&self.store, now.timestamp()).await?;
        limit::sweep(&self.store, now).await?;
        exchange::sweep(&self.store, now).await?;
        once::sweep(&self.store, now).await?;
        kept_words::sweep(&self.store, now).await?;
        draft::sweep(&self.store, now).await?;
        mail::sweep(&self.store, now).await
    }
}

/// Logs the first of a row of failures: a database that is away for an hour fills no log.
fn note(failures: &mut u32, error: &domain::Error) {
    if *failures == 0 {
        tracing::error!(%error, "the worker cannot reach the database; trying on");
    }
    *failures = failures.saturating_add(1);
}

fn log_unless_ok(result: Result<()>, what: &str) {
    if let Err(error) = result {
        tracing::warn!(%error, "{what}");
    }
}
