//! The worker: sends what waits in the outbox and forgets what is over. It runs inside `plenary serve`, or on its own
//! as `plenary worker`; any number may run side by side.

use std::{sync::Arc, time::Duration};

use domain::{
    Result,
    store::{Store, outbox::Claimed},
};
use futures::{StreamExt as _, stream::FuturesUnordered};
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
/// Mails in hand at the same time, at the most.
const SIDE_BY_SIDE: usize = 8;
/// One mail is in hand, so that a crash repeats one at the most, until the mail server takes longer than this for it:
/// then another is taken beside it.
const SLOW: Duration = Duration::from_millis(500);
/// After so many mails it looks whether there is anything else to do.
const AT_ONCE: usize = 500;
/// How long a mail that is on its way may take once the worker is told to stop; then it goes back.
const AT_STOP: Duration = Duration::from_secs(2);
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
    /// Nothing leaves.
    holds: bool,
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
            holds: false,
        }
    }

    /// Holds mail back: it waits in the outbox, for somebody to look at it before it leaves.
    #[must_use]
    pub fn holding(mut self, holds: bool) -> Self {
        self.holds = holds;
        self
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
            let round = if self.holds {
                Ok(0)
            } else {
                self.round(&stop).await
            };
            let pause = match round {
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

    /// Sends what is due; answers how many mails it had in hand.
    ///
    /// # Errors
    /// Of the database only: a mail that cannot be sent is marked and never stands in the way of others.
    pub async fn round(&self, stop: &watch::Receiver<bool>) -> Result<usize> {
        let mut hands = FuturesUnordered::new();
        let (mut count, mut more, mut failed) = (0, true, None);
        loop {
            if *stop.borrow() || count >= AT_ONCE {
                more = false;
            }
            if more && hands.len() < SIDE_BY_SIDE {
                match self.claim().await {
                    Ok(Some(mail)) => {
                        count += 1;
                        hands.push(self.deliver(mail, stop));
                    }
                    Ok(None) => more = false,
                    Err(error) => {
                        failed = Some(error);
                        more = false;
                    }
                }
            }
            if hands.is_empty() {
                return failed.map_or(Ok(count), Err);
            }
            tokio::select! {
                _ = hands.next() => {}
                // What was queued meanwhile does not wait for a mail that is stuck.
                () = tokio::time::sleep(SLOW), if hands.len() < SIDE_BY_SIDE && failed.is_none() => more = true,
            }
        }
    }

    async fn claim(&self) -> Result<Option<Claimed>> {
        let (now, host) = (self.clock.now(), self.mailer.host());
        let mut claimed = domain::ops::mail::claim(&self.store, now, 1, host).await?;
        Ok(claimed.pop())
    }

    /// Sends one mail and marks what became of it.
    async fn deliver(&self, mail: Claimed, stop: &watch::Receiver<bool>) {
        let now = || self.clock.now();
        let sent = if *stop.borrow() {
            None
        } else {
            self.send(&mail, stop).await
        };
        match sent {
            None => {
                let release = domain::ops::mail::release(&self.store, mail.id).await;
                log_unless_ok(
                    release,
                    "a mail could not be put back; it comes back by itself",
                );
            }
            Some(Ok(())) => {
                self.mark_sent(&mail, stop).await;
                tracing::info!(id = %mail.id, kind = mail.kind, "mail sent");
            }
            Some(Err(error)) => {
                let is_final = error.is_final();
                let error: String = error.to_string().chars().take(500).collect();
                let marked = if is_final {
                    tracing::warn!(id = %mail.id, kind = mail.kind, error, "mail refused; an administrator finds it at /mail");
                    domain::ops::mail::refused(&self.store, now(), &mail, &error).await
                } else {
                    tracing::warn!(id = %mail.id, kind = mail.kind, failures = mail.attempts + 1, error, "mail not sent; it is tried again");
                    domain::ops::mail::failed(&self.store, now(), &mail, &error).await
                };
                log_unless_ok(
                    marked,
                    "a failed mail could not be marked; it comes back by itself",
                );
            }
        }
    }

    /// Sends one mail, and keeps it in hand meanwhile. None: the worker stops before the mail server has answered.
    async fn send(
        &self,
        mail: &Claimed,
        stop: &watch::Receiver<bool>,
    ) -> Option<Result<(), MailError>> {
        let sending = self.mailer.send(mail);
        let mut stop = stop.clone();
        let given_up = async {
            // Whoever tells it to stop is gone: so is the time.
            let _ = stop.wait_for(|stop| *stop).await;
            tokio::time::sleep(AT_STOP).await;
        };
        tokio::pin!(sending, given_up);
        loop {
            tokio::select! {
                done = &mut sending => return Some(done),
                () = &mut given_up => return None,
                () = tokio::time::sleep(RENEW_EVERY) => {
                    let renewed = domain::ops::mail::renew(&self.store, self.clock.now(), mail.id).await;
                    log_unless_ok(renewed, "a mail could not be kept in hand");
                }
            }
        }
    }

    /// Marks an accepted mail, however long the database is away: unmarked, it would be sent again.
    async fn mark_sent(&self, mail: &Claimed, stop: &watch::Receiver<bool>) {
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
