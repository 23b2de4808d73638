//! `plenary mail list | resend | discard`

use anyhow::Result;
use clap::Subcommand;
use domain::{Error, id::MailId, ops::mail};
use serde_json::json;

use super::{Context, Refused, confirm};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// List mail that is not delivered, with what the mail server says
    List {
        /// Mail that waits for the first time, too: what would leave
        #[arg(long)]
        all: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Try mail anew that failed, was given up or was refused
    Resend {
        /// Which, as listed
        #[arg(required_unless_present = "all")]
        id: Option<MailId>,
        /// Every one
        #[arg(long, conflicts_with = "id")]
        all: bool,
    },
    /// Take mail out that is not to be sent, for good
    Discard {
        /// Which, as listed
        #[arg(required_unless_present = "all")]
        ids: Vec<MailId>,
        /// Every one that waits, as after a backup was restored
        #[arg(long, conflicts_with = "ids")]
        all: bool,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

pub async fn run(command: Command, context: &Context) -> Result<()> {
    let Context {
        store,
        clock,
        actor,
        ..
    } = context;
    match command {
        Command::List { all, json } => {
            let outbox = mail::look(store, actor, all, clock.now()).await?;
            for mail in &outbox.mails {
                let next = mail.next_attempt_at.map(|at| at.to_rfc3339());
                if json {
                    super::print(format_args!(
                        "{}",
                        json!({ "id": mail.id.to_string(), "kind": mail.kind, "recipient": mail.recipient,
                            "queued_at": mail.created_at, "attempts": mail.attempts, "error": mail.last_error,
                            "next_attempt_at": next })
                    ));
                } else {
                    super::print(format_args!(
                        "{}\t{}\t{}\t{}\t{} attempts\t{}\t{}",
                        mail.id,
                        mail.created_at.to_rfc3339(),
                        mail.kind,
                        mail.recipient,
                        mail.attempts,
                        next.as_deref().unwrap_or("not tried again"),
                        mail.last_error
                    ));
                }
            }
            if outbox.mails.len() == usize::try_from(mail::SHOWN).unwrap_or(usize::MAX) {
                eprintln!("and perhaps more: the first {} are listed", mail::SHOWN);
            }
            Ok(())
        }
        Command::Resend { id, .. } => {
            let mails = mail::resend(store, actor, id, clock.now()).await?;
            if mails == 0 && id.is_some() {
                return Err(Refused("no such mail waits, or it did not fail".to_owned()).into());
            }
            eprintln!("{mails} mails are tried anew.");
            Ok(())
        }
        Command::Discard { ids, all, yes } => {
            let mut gone = 0;
            if all {
                confirm(
                    "Take out every mail that waits? None of it is ever sent.",
                    yes,
                )?;
                gone = mail::discard_all(store, actor, clock.now()).await?;
            }
            for id in ids {
                match mail::discard(store, actor, id, clock.now()).await {
                    Ok(()) => gone += 1,
                    Err(Error::NotFound) => {
                        return Err(Refused(format!(
                            "{gone} mails were taken out; {id} does not wait: it was sent, is being sent, or is not there"
                        ))
                        .into());
                    }
                    Err(error) => return Err(error.into()),
                }
            }
            eprintln!("{gone} mails were taken out.");
            Ok(())
        }
    }
}
