//! `plenary comments import | export`

use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
};

use anyhow::{Context as _, Result};
use app::{
    components::form,
    i18n::{Texts, zone_of},
    pages::enter_preview::manner,
};
use clap::Subcommand;
use domain::{
    Timestamp,
    account::Language,
    act::Act,
    consultation::Slug,
    exchange::{
        Format,
        moment::{DayOrder, Moment},
    },
    ops::{
        ConsultationContext, consultation,
        exchange::{self, Answers, Entered, Incoming, Preview, Scope},
    },
};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Context, Refused, confirm, consultation::word};

/// The largest file that is read, in bytes.
const LARGEST: usize = 2 * 1024 * 1024 * 1024;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Enter comments from a file on behalf of their authors: CSV as any spreadsheet writes it, an Excel workbook, or JSON Lines
    ///
    /// Columns: reference, round, provision, kind, position, body, `proposed_wording`, rationale, language, author,
    /// organisation, group, country, publication, channel, `submitted_at`, email. Only body is required; provision is a
    /// label as the text shows it, empty for the document as a whole. An author whose email is given is told; nobody
    /// else sees it. Each row is shown with its provision's heading and what deserves a look before it asks. All or
    /// nothing: what is wrong is told by line.
    Import {
        /// A file that ends in .csv, .tsv, .txt or .jsonl
        file: PathBuf,
        /// Into which consultation
        #[arg(long, value_name = "SLUG")]
        consultation: String,
        /// When those comments came in of which the file gives no date that can be read, such as 2026-03-17
        #[arg(long, value_name = "DATE")]
        received: Option<String>,
        /// How those came of which the file does not say it: letter, e-mail, meeting ..
        #[arg(long, value_name = "WORDS", default_value = "")]
        channel: String,
        /// How the file writes 3/4/2026: day-first or month-first
        #[arg(long, value_name = "ORDER", value_parser = word::<DayOrder>)]
        dates: Option<DayOrder>,
        /// Enter it although the same comments were entered from a file before
        #[arg(long)]
        again: bool,
        /// Show what would be entered, and enter nothing
        #[arg(long)]
        preview: bool,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Export every comment as it was handed in, withdrawn ones left out
    Export {
        /// Of which consultation
        #[arg(long, value_name = "SLUG")]
        consultation: String,
        /// csv, jsonl (for programs), xlsx or spreadsheet-csv (for people: nothing in them is computed)
        #[arg(long, default_value = "csv", value_parser = word::<Format>)]
        format: Format,
        /// Into a file [default: stdout]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

pub async fn run(command: Command, context: &Context) -> Result<()> {
    match command {
        Command::Import {
            file,
            consultation,
            received,
            channel,
            dates,
            again,
            preview,
            yes,
        } => {
            let slug: Slug = consultation.parse()?;
            let place = consultation_of(context, &slug).await?;
            let answers = Answers {
                received: received
                    .map(|text| day(&text, &place.round.time_zone))
                    .transpose()?,
                channel,
                order: dates,
                again,
                reach: context.config.reach,
            };
            let file = incoming(&file, answers)?;
            import(context, file, &slug, preview, yes).await
        }
        Command::Export {
            consultation,
            format,
            out,
        } => export(context, &consultation.parse()?, format, out).await,
    }
}

async fn consultation_of(context: &Context, slug: &Slug) -> Result<ConsultationContext> {
    let (store, actor) = (&context.store, &context.actor);
    let place = consultation::find(store, actor, slug, context.clock.now()).await?;
    actor.may(Act::EnterOnBehalf, place.consultation.id)?;
    Ok(place)
}

/// A day on the command line, in the zone of the round.
fn day(text: &str, zone: &str) -> Result<Timestamp> {
    match Moment::read(text, zone_of(zone), None) {
        Moment::At(at) => Ok(at),
        _ => Err(Refused(format!(
            "--received: “{text}” is no date such as 2026-03-17"
        ))
        .into()),
    }
}

fn incoming(file: &std::path::Path, answers: Answers) -> Result<Incoming> {
    let name = file.display().to_string();
    let format = Format::of_name(&name).ok_or_else(|| {
        Refused(format!(
            "{name}: the name must end in .csv, .tsv, .txt, .xlsx or .jsonl"
        ))
    })?;
    let bytes = read(file, LARGEST)?;
    if bytes.len() > LARGEST {
        return Err(Refused(format!("{name} is larger than {LARGEST} bytes; divide it")).into());
    }
    Ok(Incoming {
        format,
        name: file
            .file_name()
            .map(|it| it.to_string_lossy().into_owned())
            .unwrap_or_default(),
        bytes: bytes.into(),
        answers,
    })
}

async fn import(
    context: &Context,
    file: Incoming,
    slug: &Slug,
    preview: bool,
    yes: bool,
) -> Result<()> {
    let Context {
        config,
        store,
        actor,
        clock,
    } = context;
    if preview || !yes {
        let seen = exchange::preview(store, actor, slug, &file, clock.now()).await?;
        show(&seen, preview);
        missing(&seen, &file.answers)?;
        if preview {
            return Ok(());
        }
        confirm(
            &format!("Enter {} comments into {slug}?", seen.rows.len()),
            yes,
        )?;
    }
    let bar = progress_bar();
    let progress = |done: usize, total: usize| {
        bar.set_length(u64::try_from(total).unwrap_or(u64::MAX));
        bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    };
    let site = config.origin();
    let write = |it: &Entered| app::mail::comment::entered(it, &site);
    let imported = exchange::import(store, actor, slug, &file, clock.now(), write, progress).await;
    bar.finish_and_clear();
    let imported = imported?;
    eprintln!(
        "Entered {} comments in {} submissions; {} authors are told by mail.",
        imported.comments, imported.submissions, imported.mails
    );
    Ok(())
}

/// Each row with its provision's heading, and what deserves a look. What was asked for (`--preview`) is data.
fn show(seen: &Preview, asked_for: bool) {
    let texts = Texts::of(Language::English);
    let zone = &seen.context.round.time_zone;
    let say = |line: String| {
        if asked_for {
            super::print(format_args!("{line}"));
        } else {
            eprintln!("{line}");
        }
    };
    say(manner(texts, &seen.manner));
    for row in &seen.rows {
        let record = &row.record;
        let on = match (&row.on, record.provision.trim()) {
            (Some((heading, words)), label) => format!("{label} {heading}: {words}"),
            (None, "") => texts.t("document-as-a-whole"),
            (None, label) => format!("{label}: not in the text"),
        };
        let when = row.submitted_at.map_or_else(
            || texts.t("enter-not-known"),
            |at| texts.moment_zone(at, zone),
        );
        let late = row
            .submitted_at
            .is_some_and(|at| seen.context.round.has_closed(at));
        let late = if late { " (after the close)" } else { "" };
        say(format!(
            "{:>5}  {on}\n       {} {}: {}\n       {when}{late}",
            row.line,
            record.author,
            record.organisation,
            beginning(&record.body)
        ));
        let doubts = seen.doubts.0.iter().filter(|it| it.line == Some(row.line));
        for doubt in doubts {
            say(format!("       ? {}", form::message(texts, doubt)));
        }
    }
    say(texts.count(
        "enter-rows",
        i64::try_from(seen.rows.len()).unwrap_or(i64::MAX),
    ));
}

/// The first words of a comment, on one line.
fn beginning(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words
        .chars()
        .filter(|it| !it.is_control())
        .take(100)
        .collect()
}

/// Refuses what cannot be entered, and says which flags answer what the file does not say.
fn missing(seen: &Preview, answers: &Answers) -> Result<()> {
    if !seen.problems.0.is_empty() {
        return Err(domain::Error::Invalid(seen.problems.clone()).into());
    }
    let needs = &seen.needs;
    let mut wanted = Vec::new();
    if needs.received > 0 {
        let count = needs.received;
        wanted.push(format!(
            "{count} rows give no date that can be read: say when they came in with --received 2026-03-17"
        ));
    }
    if needs.channel > 0 {
        let count = needs.channel;
        wanted.push(format!(
            "{count} rows do not say how they came: say it with --channel letter (or e-mail, meeting ..)"
        ));
    }
    if let Some((written, a, b)) = &needs.order {
        wanted.push(format!(
            "“{written}” could be {a} or {b}: say which with --dates day-first or --dates month-first"
        ));
    }
    if let Some(before) = seen.before.as_ref().filter(|_| !answers.again) {
        wanted.push(format!(
            "the same comments were entered on {} from “{}”: --again enters them a second time",
            before.imported_at.format("%Y-%m-%d %H:%M UTC"),
            before.file_name
        ));
    }
    if wanted.is_empty() {
        Ok(())
    } else {
        Err(Refused(wanted.join("\n")).into())
    }
}

/// A file's bytes; one byte more than `most` at the most, which is enough to refuse it.
fn read(file: &std::path::Path, most: usize) -> Result<Vec<u8>> {
    use std::io::Read;
    let open = std::fs::File::open(file)
        .map_err(|error| Refused(format!("{}: {error}", file.display())))?;
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    open.take(limit)
        .read_to_end(&mut bytes)
        .with_context(|| file.display().to_string())?;
    Ok(bytes)
}

/// On a terminal only.
fn progress_bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} {eta}") {
        bar.set_style(style);
    }
    bar
}

async fn export(
    context: &Context,
    slug: &Slug,
    format: Format,
    out: Option<PathBuf>,
) -> Result<()> {
    let Context {
        store,
        actor,
        clock,
        ..
    } = context;
    let everything = Scope::Everything;
    let mut export = exchange::export(store, actor, slug, everything, format, clock.now()).await?;
    let Some(path) = out else {
        let mut stdout = std::io::stdout().lock();
        while let Some(piece) = export.next().await? {
            stdout.write_all(&piece)?;
        }
        stdout.flush()?;
        return Ok(());
    };
    // Beside the file first, so that a failure never leaves half a file under its name.
    let shown = path.display().to_string();
    let mut partial = path.clone().into_os_string();
    partial.push(".part");
    let partial = PathBuf::from(partial);
    let mut file = std::fs::File::create(&partial)
        .map_err(|error| Refused(format!("{}: {error}", partial.display())))?;
    let mut bytes = 0;
    while let Some(piece) = export.next().await? {
        file.write_all(&piece).with_context(|| shown.clone())?;
        bytes += piece.len();
    }
    file.sync_all().with_context(|| shown.clone())?;
    std::fs::rename(&partial, &path).with_context(|| shown.clone())?;
    if std::io::stderr().is_terminal() {
        eprintln!("Wrote {bytes} bytes to {shown}.");
    }
    Ok(())
}
