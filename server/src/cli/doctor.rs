//! `plenary doctor`: configuration, database, mail, clock: what is wrong, and how to mend it.

use anyhow::Result;
use domain::store::Store;
use serde_json::json;

use crate::{
    clock::Clock,
    config::{Config, MailTo},
};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// One thing that was looked at.
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
        database(config).await,
        mail(config).await,
        clock(),
    ];
    let well = checks.iter().all(|check| check.ok);
    if args.json {
        let checks: Vec<_> = checks
            .iter()
            .map(|check| json!({ "check": check.what, "ok": check.ok, "found": check.found, "mend": check.mend }))
            .collect();
        println!("{:#}", json!({ "ok": well, "checks": checks }));
    } else {
        for check in &checks {
            println!(
                "{} {:<14} {}",
                if check.ok { "ok   " } else { "WRONG" },
                check.what,
                check.found
            );
            if !check.mend.is_empty() {
                println!("      {:<14} {}", "", check.mend);
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
            "listens on {}, public address {}",
            config.listen,
            config.origin()
        ),
        mend: if exposed {
            "people reach it without encryption: put a reverse proxy with TLS in front and set public_url to https://…".to_owned()
        } else {
            String::new()
        },
    }
}

async fn database(config: &Config) -> Check {
    let (ok, found, mend) = match Store::open(&config.database).await {
        Ok(store) => {
            let answer = store.read().await.map(drop);
            store.close().await;
            match answer {
                Ok(()) => (true, format!("{}, schema up to date", store.kind()), String::new()),
                Err(error) => (false, error.to_string(), "see the database server's own log".to_owned()),
            }
        }
        Err(error) => (
            false,
            error.to_string(),
            "check --database (DATABASE_URL): the folder must exist and be writable, the server must run and know the user".to_owned(),
        ),
    };
    Check {
        what: "database",
        ok,
        found,
        mend,
    }
}

async fn mail(config: &Config) -> Check {
    let (ok, found, mend) = match &config.mail {
        MailTo::Folder(folder) => {
            match std::fs::create_dir_all(folder).and_then(|()| tempfile_in(folder)) {
                Ok(()) => (
                    true,
                    format!(
                        "written to the folder {} (no smtp_url set)",
                        folder.display()
                    ),
                    String::new(),
                ),
                Err(error) => (
                    false,
                    format!("{}: {error}", folder.display()),
                    "set mail_dir to a folder that can be written, or smtp_url".to_owned(),
                ),
            }
        }
        MailTo::Smtp(url) => {
            let host = url.host_str().unwrap_or_default().to_owned();
            let port = url
                .port()
                .unwrap_or(if url.scheme() == "smtps" { 465 } else { 587 });
            let connect = tokio::net::TcpStream::connect((host.clone(), port));
            match tokio::time::timeout(std::time::Duration::from_secs(5), connect).await {
                Ok(Ok(_)) => (true, format!("{host}:{port} answers"), String::new()),
                Ok(Err(error)) => (
                    false,
                    format!("{host}:{port}: {error}"),
                    "check smtp_url, and that the mail server runs".to_owned(),
                ),
                Err(_) => (
                    false,
                    format!("{host}:{port} does not answer within 5 seconds"),
                    "check smtp_url and the firewall".to_owned(),
                ),
            }
        }
    };
    Check {
        what: "mail",
        ok,
        found,
        mend,
    }
}

/// Whether a file can be written there.
fn tempfile_in(folder: &std::path::Path) -> std::io::Result<()> {
    let probe = folder.join(".plenary-doctor");
    std::fs::write(&probe, b"")?;
    std::fs::remove_file(probe)
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
