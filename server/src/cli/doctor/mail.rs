//! The mail server, and what waits for it.

use std::fmt::Write as _;

use domain::store::Store;

use super::Check;
use crate::{
    clock::Clock,
    config::{Config, MailTo},
    mail::Mailer,
};

pub(super) async fn server(config: &Config) -> Check {
    let to = match &config.mail {
        MailTo::Folder(folder) => format!(
            "written to the folder {} (no smtp_url set)",
            folder.display()
        ),
        MailTo::Smtp(url) => format!(
            "sent through {} as {}",
            url.host_str().unwrap_or_default(),
            config.mail_from
        ),
    };
    // Connects, greets and signs in as for a mail.
    let check = match Mailer::new(&config.mail, config.mail_from.clone()) {
        Ok(mailer) => mailer.check().await,
        Err(error) => Err(error),
    };
    let (ok, found, mend) = match check {
        Ok(()) if config.hold_mail => (
            true,
            format!("{to}; held back (hold_mail): nothing leaves"),
            "take hold_mail away once you have looked at what waits: plenary mail list --all",
        ),
        Ok(()) => (true, to, ""),
        Err(error) => (
            false,
            format!("{to}: {error}"),
            match &config.mail {
                MailTo::Folder(_) => "set mail_dir to a folder that can be written, or smtp_url",
                MailTo::Smtp(_) => {
                    "check smtp_url (scheme, host, port, user, password), and that the mail server runs"
                }
            },
        ),
    };
    Check {
        what: "mail",
        ok,
        found,
        mend: mend.to_owned(),
    }
}

/// How the outbox stands; mail that waits although mail can be sent means that no worker runs.
pub(super) async fn outbox(config: &Config) -> Check {
    let now = Clock::System.now();
    let standing = super::ask(config, async |store: &Store| {
        domain::ops::mail::standing(store, now).await
    })
    .await;
    let (ok, found, mend) = match standing {
        Ok((it, troubles)) => {
            let mut found = format!(
                "{} waiting, {} of them failed before, {} given up or refused for good",
                it.waiting, it.failing, it.undelivered
            );
            if it.put_off > 0 {
                let _ = write!(
                    found,
                    ", {} wait for tomorrow (their addresses got {} mails today)",
                    it.put_off,
                    domain::store::outbox::DAILY
                );
            }
            for trouble in troubles {
                let _ = write!(
                    found,
                    "\n      {:<14} {} mails to {} addresses: {}",
                    "", trouble.mails, trouble.recipients, trouble.error
                );
            }
            let mend = if it.undelivered > 0 {
                "mend what the mail server says, then: plenary mail resend --all (or /mail, as an administrator)"
            } else if it.failing > 0 {
                "what failed is tried again by itself for four days; plenary mail list tells which"
            } else {
                ""
            };
            (it.failing == 0 && it.undelivered == 0, found, mend)
        }
        Err(error) => (false, error, "mend the database first"),
    };
    Check {
        what: "outbox",
        ok,
        found,
        mend: mend.to_owned(),
    }
}
