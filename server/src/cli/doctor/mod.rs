//! `plenary doctor`: configuration, database, mail, clock: what is wrong, and how to mend it.

use std::time::Duration;

use anyhow::Result;
use domain::store::Store;
use serde_json::json;

use crate::{clock::Clock, config::Config, report::fonts::Fonts};

/// The database: whether it answers and takes writes, and the room that it has.
mod database;
/// The mail server, and what waits for it.
mod mail;

/// What the database is asked beside whether it answers is waited for no longer than this.
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(clap::Args, Debug)]
pub struct Args {
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// One thing that was looked at.
#[derive(Debug)]
struct Check {
    what: &'static str,
    ok: bool,
    found: String,
    /// How to mend it; empty if it is well.
    mend: String,
}

pub async fn run(args: Args, config: &Config) -> Result<()> {
    let checks = vec![
        configuration(config),
        database::answers(config).await,
        database::room(config),
        database::rights(config),
        mail::server(config).await,
        mail::outbox(config).await,
        addresses(config).await,
        clock(),
        fonts(config),
    ];
    let well = checks.iter().all(|check| check.ok);
    if args.json {
        let checks: Vec<_> = checks
            .iter()
            .map(|check| json!({ "check": check.what, "ok": check.ok, "found": check.found, "mend": check.mend }))
            .collect();
        super::print(format_args!(
            "{:#}",
            json!({ "ok": well, "checks": checks })
        ));
    } else {
        for check in &checks {
            super::print(format_args!(
                "{} {:<14} {}",
                if check.ok { "ok   " } else { "WRONG" },
                check.what,
                check.found
            ));
            if !check.mend.is_empty() {
                super::print(format_args!("      {:<14} {}", "", check.mend));
            }
        }
    }
    if well {
        Ok(())
    } else {
        anyhow::bail!("something is wrong; see above")
    }
}

fn configuration(config: &Config) -> Check {
    let exposed = !config.listen.ip().is_loopback() && config.public_url.scheme() == "http";
    Check {
        what: "configuration",
        ok: !exposed,
        found: format!(
            "listens on {}, public address {}, clients behind proxies at {} are told by X-Forwarded-For",
            config.listen,
            config.origin(),
            config
                .trusted_proxies
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        ),
        mend: if exposed {
            "people reach it without encryption: put a reverse proxy with TLS in front and set public_url to https://…".to_owned()
        } else {
            String::new()
        },
    }
}

/// Asks the database; an error in words if it does not answer, or not in time.
async fn ask<T>(
    config: &Config,
    question: impl AsyncFnOnce(&Store) -> domain::Result<T>,
) -> Result<T, String> {
    let asked = async {
        // The schema was brought up to date before, if that is possible; reading is, although writing may not be.
        let store = Store::connect(&config.database).await?;
        let answer = question(&store).await;
        store.close().await;
        answer
    };
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(answer) => answer.map_err(|error: domain::Error| error.to_string()),
        Err(_) => Err("the database does not answer in time".to_owned()),
    }
}

/// The folder of further fonts, if one is named.
fn fonts(config: &Config) -> Check {
    let mut fonts = Fonts::carried();
    let (ok, found, mend) = match config
        .fonts
        .as_ref()
        .map(|folder| (folder, fonts.add(folder)))
    {
        None => (true, "those that the program carries".to_owned(), ""),
        Some((folder, Ok(0))) => (
            false,
            format!("no font in {}", folder.display()),
            "put TTF or OTF files into it, or take the setting fonts away",
        ),
        Some((folder, Ok(faces))) => (
            true,
            format!(
                "those that the program carries, and {faces} of {}",
                folder.display()
            ),
            "",
        ),
        Some((folder, Err(error))) => (
            false,
            format!("{}: {error}", folder.display()),
            "set fonts to a folder that can be read",
        ),
    };
    Check {
        what: "fonts",
        ok,
        found,
        mend: mend.to_owned(),
    }
}

/// Mailboxes with two accounts, from before addresses had one form.
async fn addresses(config: &Config) -> Check {
    let doubles = ask(config, async |store: &Store| {
        domain::ops::account::doubles(store).await
    })
    .await;
    let (ok, found, mend) = match doubles {
        Ok(doubles) if doubles.is_empty() => (
            true,
            "every mailbox has one account".to_owned(),
            String::new(),
        ),
        // Nothing is broken: each is reached, and nothing was lost.
        Ok(doubles) => {
            let pairs: Vec<String> = doubles
                .iter()
                .map(|(spelled, one)| format!("{spelled} beside {one}"))
                .collect();
            (
                true,
                format!("{} mailboxes have two accounts: {}", pairs.len(), pairs.join("; ")),
                "both are kept with all they hold; each is signed in to by the spelling shown here; ask the people which one they use".to_owned(),
            )
        }
        Err(error) => (false, error, "mend the database first".to_owned()),
    };
    Check {
        what: "addresses",
        ok,
        found,
        mend,
    }
}

fn clock() -> Check {
    let now = Clock::System.now();
    // Deadlines are by this clock: one before this program was written is wrong for certain.
    let ok = now.timestamp() > 1_790_000_000;
    Check {
        what: "clock",
        ok,
        found: now.to_rfc3339(),
        mend: if ok {
            String::new()
        } else {
            "set the machine's clock; deadlines are by it".to_owned()
        },
    }
}
