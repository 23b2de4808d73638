//! `plenary comments import | export`

use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
};

use anyhow::{Context as _, Result};
use clap::Subcommand;
use domain::{
    act::Act,
    consultation::Slug,
    exchange::{self as files, Format},
    ops::{
        consultation,
        exchange::{self, Scope},
    },
};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Context, Refused, confirm, consultation::word};

/// The largest file that is read, in bytes.
const LARGEST: usize = 2 * 1024 * 1024 * 1024;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Enter comments from a file (CSV or JSON Lines, by its ending) on behalf of their authors
    ///
    /// Columns: reference, round, provision, kind, position, body, `proposed_wording`, rationale, language, author,
    /// organisation, group, country, publication, channel, `submitted_at`. Only body is required; provision is a label
    /// as the text shows it, empty for the document as a whole. All or nothing: what is wrong is told by line.
    Import {
        /// A file that ends in .csv or .jsonl
        file: PathBuf,
        /// Into which consultation
        #[arg(long, value_name = "SLUG")]
        consultation: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Export every comment as it was handed in, withdrawn ones left out
    Export {
        /// Of which consultation
        #[arg(long, value_name = "SLUG")]
        consultation: String,
        /// csv or jsonl
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
            yes,
        } => import(context, &file, &consultation.parse()?, yes).await,
        Command::Export {
            consultation,
            format,
            out,
        } => export(context, &consultation.parse()?, format, out).await,
    }
}

async fn import(context: &Context, file: &std::path::Path, slug: &Slug, yes: bool) -> Result<()> {
    let Context {
        store,
        actor,
        clock,
        ..
    } = context;
    let name = file.display().to_string();
    let format = Format::of_name(&name)
        .ok_or_else(|| Refused(format!("{name}: the name must end in .csv or .jsonl")))?;
    let bytes = read(file, LARGEST)?;
    if bytes.len() > LARGEST {
        return Err(Refused(format!("{name} is larger than {LARGEST} bytes; divide it")).into());
    }
    let context = consultation::find(store, actor, slug, clock.now()).await?;
    actor.may(Act::EnterOnBehalf, context.consultation.id)?;
    if !yes {
        let count = files::read(format, &bytes)
            .map_err(domain::Error::Invalid)?
            .len();
        confirm(&format!("Enter {count} comments into {slug}?"), yes)?;
    }
    let bar = progress_bar();
    let progress = |done: usize, total: usize| {
        bar.set_length(u64::try_from(total).unwrap_or(u64::MAX));
        bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    };
    let imported =
        exchange::import(store, actor, slug, format, &bytes, clock.now(), progress).await;
    bar.finish_and_clear();
    let imported = imported?;
    eprintln!(
        "Entered {} comments in {} submissions.",
        imported.comments, imported.submissions
    );
    Ok(())
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
