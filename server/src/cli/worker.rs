//! `plenary worker`

use std::time::Duration;

use anyhow::Result;
use tokio::{task::JoinHandle, time::timeout};

use super::Context;
use crate::{
    config::MailTo,
    http,
    mail::Mailer,
    worker::{Wake, Worker},
};

/// How long a worker may take to end.
const GRACE: Duration = Duration::from_secs(3);

pub async fn run(context: &Context) -> Result<()> {
    let Context {
        config,
        store,
        clock,
        ..
    } = context;
    let mailer = Mailer::new(&config.mail, config.mail_from.clone())?;
    match &config.mail {
        MailTo::Smtp(_) => eprintln!("Sending mail as {}", config.mail_from),
        MailTo::Folder(folder) => eprintln!(
            "No mail server is set: mail is written to {}",
            folder.display()
        ),
    }
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let worker = Worker::new(store.clone(), clock.clone(), mailer, Wake::default())
        .reminding(config.origin())
        .holding(config.hold_mail);
    let worker = tokio::spawn(worker.run(stopped));
    http::shutdown().await;
    let _ = stop.send(true);
    let_end(worker).await
}

/// Waits for a worker that was told to stop: what is on its way is finished or goes back. Whatever hangs longer, such as
/// the database, is left; a claim ends by itself.
pub(super) async fn let_end(worker: JoinHandle<()>) -> Result<()> {
    if let Ok(ended) = timeout(GRACE, worker).await {
        ended?;
    } else {
        tracing::warn!(
            "stopped before the worker could put its mails back; they come back by themselves"
        );
    }
    Ok(())
}
