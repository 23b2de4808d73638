//! `plenary worker`

use anyhow::Result;

use super::Context;
use crate::{
    config::MailTo,
    http,
    mail::Mailer,
    worker::{Wake, Worker},
};

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
        .reminding(config.origin());
    let worker = tokio::spawn(worker.run(stopped));
    http::shutdown().await;
    let _ = stop.send(true);
    worker.await?;
    Ok(())
}
