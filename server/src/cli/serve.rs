//! `plenary serve`

use std::time::Duration;

use anyhow::{Context as _, Result};

use super::Context;
use crate::{config::MailTo, demo, http, mail::Mailer, worker::Worker};

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// Put sample consultations into an empty database and print a sign-in link for each role
    #[arg(long)]
    demo: bool,
}

/// How long requests under way may take once the program is asked to stop. With what the worker may take afterwards
/// it ends within ten seconds, which is what service managers grant at least.
const GRACE: Duration = Duration::from_secs(4);

pub async fn run(args: Args, context: &Context) -> Result<()> {
    let Context {
        config,
        store,
        clock,
        ..
    } = context;
    let listener = tokio::net::TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("cannot listen on {}", config.listen))?;
    let address = listener.local_addr()?;
    let mut config = config.clone();
    if config.listen.port() == 0 && config.public_url.port() == Some(0) {
        // With port 0 the system chose one: the public address follows.
        let _ = config.public_url.set_port(Some(address.port()));
    }
    let origin = config.origin();
    if args.demo {
        demo::fill(store, clock.now()).await?;
    }
    let mailer = Mailer::new(&config.mail, config.mail_from.clone())?;
    if let MailTo::Folder(folder) = &config.mail {
        eprintln!(
            "No mail server is set: mail is written to {}",
            folder.display()
        );
    }
    let state = http::AppState::new(store.clone(), config, clock.clone());
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let worker = Worker::new(store.clone(), clock.clone(), mailer, state.wake.clone())
        .reminding(state.config.origin())
        .holding(state.config.hold_mail);
    let worker = tokio::spawn(worker.run(stopped));
    let trusted = state.config.trusted_proxies.clone();
    let router = http::router(state);
    eprintln!("Plenary is at {origin}");
    if args.demo {
        eprintln!(
            "\nSign in as (each link is good for 15 minutes and one use; `plenary account link EMAIL` prints another):"
        );
        for link in demo::links(store, clock.now(), &origin).await? {
            eprintln!("  {:<28} {}", link.role, link.url);
        }
    }
    let (stopping, mut asked) = tokio::sync::watch::channel(false);
    tokio::spawn(async move {
        http::shutdown().await;
        stopping.send(true)
    });
    let mut late = asked.clone();
    let limits = http::listen::Limits::default();
    let serving = http::listen::serve(listener, router, &trusted, limits, async move {
        let _ = asked.wait_for(|stop| *stop).await;
    });
    let given_up = async move {
        let _ = late.wait_for(|stop| *stop).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        () = serving => {}
        () = given_up => tracing::warn!("requests under way have not finished in {} s", GRACE.as_secs()),
    }
    // Requests are done; mails on their way are finished, the others wait in the outbox.
    let _ = stop.send(true);
    super::worker::let_end(worker).await
}
