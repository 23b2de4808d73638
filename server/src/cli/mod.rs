//! The command line. stdout carries data, stderr everything else; exit 0 done, 1 failed, 2 refused.

use std::{io::IsTerminal, process::ExitCode};

use app::{components::form, i18n::Texts, pages::status};
use clap::{Parser, Subcommand};
use domain::{Error, account::Language, actor::Actor, store::Store};

use crate::{
    clock::Clock,
    config::{Config, Flags},
};

/// Accounts and roles.
mod account;
/// Comments in and out as files.
mod comments;
/// Consultations and their rounds.
mod consultation;
/// What is wrong with this installation, and how to mend it.
mod doctor;
/// The outbox.
mod mail;
/// The consolidation report.
mod report;
/// HTTP.
mod serve;
/// The norm text.
mod text;
/// Sending mail.
mod worker;

/// Plenary: multistakeholder consultations, from a norm text to its outcome.
///
/// Without a command it serves, as `plenary serve` does. The embedded SQLite database is created and brought up to
/// date by every command. The command line acts as the operator: administrator, and facilitator of every
/// consultation; what it does is in the audit record.
#[derive(Debug, Parser)]
#[command(
    name = "plenary",
    version,
    max_term_width = 100,
    after_help = "Exit status: 0 done, 1 failed, 2 refused (bad input or setting)."
)]
pub struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site, and send mail from the same process
    Serve(serve::Args),
    /// Send mail and forget what is over, without serving; for installations of many servers
    Worker,
    /// Create or update the database's schema
    Migrate,
    /// Check configuration, database, mail and clock; say what is wrong and how to mend it
    Doctor(doctor::Args),
    /// Accounts and roles
    #[command(subcommand)]
    Account(account::Command),
    /// Consultations and their rounds
    #[command(subcommand)]
    Consultation(consultation::Command),
    /// The norm text
    #[command(subcommand)]
    Text(text::Command),
    /// Comments in and out as files
    #[command(subcommand)]
    Comments(comments::Command),
    /// The consolidation report
    #[command(subcommand)]
    Report(report::Command),
    /// Mail that waits or is not delivered
    #[command(subcommand)]
    Mail(mail::Command),
}

/// A line of data on stdout. One that takes no more, as a full disk or a reader that has gone, ends the command.
fn print(line: std::fmt::Arguments<'_>) {
    use std::io::Write as _;
    if let Err(error) = writeln!(std::io::stdout(), "{line}") {
        if error.kind() != std::io::ErrorKind::BrokenPipe {
            eprintln!("plenary: cannot write to stdout: {error}");
        }
        std::process::exit(1);
    }
}

/// What every command works with.
pub struct Context {
    /// The settings.
    pub config: Config,
    /// The database, migrated.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
    /// Who acts.
    pub actor: Actor,
}

/// Something the operator asked for that cannot be: exit 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

/// The program.
pub fn main() -> ExitCode {
    end_with_the_reader();
    let cli = Cli::parse();
    let config = match Config::load(&cli.flags) {
        Ok(config) => config,
        Err(error) => {
            eprintln!("plenary: wrong setting: {error:#}");
            return ExitCode::from(2);
        }
    };
    log_to_stderr(&config);
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("plenary: {error}");
            return ExitCode::FAILURE;
        }
    };
    let done = runtime.block_on(run(cli.command, config));
    // Work beside the threads that answer, such as the setting of a report, does not keep the program from ending.
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("plenary: {}", message(&error));
            ExitCode::from(exit_code(&error))
        }
    }
}

/// Whoever reads our output may stop (`plenary account list | head`): then the program ends without a word.
fn end_with_the_reader() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let message = panic.payload().downcast_ref::<String>();
        if message.is_some_and(|text| {
            text.starts_with("failed printing to stdout") && text.contains("Broken pipe")
        }) {
            std::process::exit(0);
        }
        usual(panic);
    }));
}

async fn run(command: Option<Command>, config: Config) -> anyhow::Result<()> {
    let command = command.unwrap_or_else(|| Command::Serve(serve::Args::default()));
    if let Command::Doctor(args) = command {
        return doctor::run(args, &config).await;
    }
    if let Some(folder) = &config.fonts {
        crate::report::fonts::name_folder(folder);
    }
    let store = Store::open(&config.database).await?;
    let context = Context {
        config,
        store,
        clock: Clock::System,
        actor: Actor::Operator,
    };
    let done = match command {
        Command::Serve(args) => serve::run(args, &context).await,
        Command::Worker => worker::run(&context).await,
        Command::Migrate => {
            eprintln!("The {} database is up to date.", context.store.kind());
            Ok(())
        }
        Command::Doctor(_) => Ok(()),
        Command::Account(command) => account::run(command, &context).await,
        Command::Consultation(command) => consultation::run(command, &context).await,
        Command::Mail(command) => mail::run(command, &context).await,
        Command::Text(command) => text::run(command, &context).await,
        Command::Comments(command) => comments::run(command, &context).await,
        Command::Report(command) => report::run(command, &context).await,
    };
    // A database that hangs keeps nobody from ending.
    let _ = tokio::time::timeout(std::time::Duration::from_secs(1), context.store.close()).await;
    done
}

fn log_to_stderr(config: &Config) {
    use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};
    let filter = EnvFilter::try_new(&config.log).unwrap_or_default();
    let registry = tracing_subscriber::registry().with(filter);
    // A second initialisation happens in tests only, where the first one serves.
    let _ = if config.log_json {
        registry
            .with(
                fmt::layer()
                    .json()
                    .flatten_event(true)
                    .with_writer(std::io::stderr),
            )
            .try_init()
    } else {
        registry
            .with(
                fmt::layer()
                    .with_writer(std::io::stderr)
                    .with_ansi(std::io::stderr().is_terminal()),
            )
            .try_init()
    };
}

/// What the operator reads: the catalogue's words for what the domain refuses, the chain of causes for the rest.
fn message(error: &anyhow::Error) -> String {
    let texts = Texts::of(Language::English);
    match error.downcast_ref::<Error>() {
        Some(Error::Invalid(problems)) => problems
            .0
            .iter()
            .map(|problem| form::message(texts, problem))
            .collect::<Vec<_>>()
            .join("\n"),
        Some(Error::Refused(refusal)) => status::reason(texts, refusal, "UTC"),
        _ => format!("{error:#}"),
    }
}

fn exit_code(error: &anyhow::Error) -> u8 {
    let refused = error.is::<Refused>()
        || matches!(
            error.downcast_ref::<Error>(),
            Some(
                Error::Invalid(_)
                    | Error::Refused(_)
                    | Error::NotFound
                    | Error::Forbidden(_)
                    | Error::Conflict
                    | Error::SignIn
            )
        );
    if refused { 2 } else { 1 }
}

/// Asks before something that changes much; `--yes` answers. Without a terminal the answer is no, with exit 2.
pub fn confirm(question: &str, yes: bool) -> anyhow::Result<()> {
    if yes {
        return Ok(());
    }
    if !std::io::stdin().is_terminal() {
        return Err(Refused(format!(
            "{question} There is no terminal to ask; repeat with --yes to go on."
        ))
        .into());
    }
    eprint!("{question} [y/N] ");
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    if ["y", "yes"].contains(&answer.trim().to_lowercase().as_str()) {
        Ok(())
    } else {
        Err(Refused("Nothing was changed.".to_owned()).into())
    }
}
