//! `plenary report build`

use std::{io::Write, path::PathBuf};

use anyhow::{Context as _, Result};
use clap::Subcommand;
use domain::{
    Error,
    consultation::Slug,
    ops::report::{self, FileName},
    report::{Format, Readership},
};

use super::{Context, Refused, consultation::word};
use crate::report::render_as;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the consolidation report as it would be frozen now; once frozen, give out the frozen file as it is
    Build {
        /// Of which consultation
        #[arg(long, value_name = "SLUG")]
        consultation: String,
        /// html, pdf or csv
        #[arg(long, value_parser = word::<Format>)]
        format: Format,
        /// The edition: commission or public
        #[arg(long, default_value = "commission", value_parser = word::<Readership>)]
        edition: Readership,
        /// Where to write it [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

pub async fn run(command: Command, context: &Context) -> Result<()> {
    let Command::Build {
        consultation,
        format,
        edition,
        out,
    } = command;
    let slug: Slug = consultation.parse()?;
    let bytes = build(context, &slug, format, edition).await?;
    match out {
        Some(path) => {
            // All or nothing: a full disk leaves no half of a report under this name.
            let part = path.with_extension(format!("{format}.part"));
            let written =
                std::fs::write(&part, &bytes).and_then(|()| std::fs::rename(&part, &path));
            if written.is_err() {
                let _ = std::fs::remove_file(&part);
            }
            written.with_context(|| path.display().to_string())?;
            eprintln!("Wrote {} ({} bytes).", path.display(), bytes.len());
        }
        None => std::io::stdout().write_all(&bytes)?,
    }
    Ok(())
}

/// The newest frozen version that has not been withheld from these readers, or else the draft.
async fn build(
    context: &Context,
    slug: &Slug,
    format: Format,
    audience: Readership,
) -> Result<Vec<u8>> {
    let Context { store, actor, .. } = context;
    let at = context.clock.now();
    let (_, versions) = report::frozen(store, actor, slug, at).await?;
    let Some((newest, _)) = versions.first() else {
        let desk = report::desk(store, actor, slug, at).await?;
        if let Some(obstacle) = desk.obstacle {
            eprintln!("This is a draft: {obstacle}.");
        }
        let draft = report::draft(store, actor, slug, audience, at).await?;
        return Ok(tokio::task::block_in_place(|| render_as(&draft, format))?);
    };
    if let (Readership::Public, Some(reason)) = (audience, &newest.withheld_reason) {
        return Err(Refused(format!(
            "The public edition of version {} is withheld: {reason}. Make a corrected version first.",
            newest.number
        ))
        .into());
    }
    eprintln!(
        "Version {}, frozen on {}.",
        newest.number,
        newest.frozen_at.to_rfc3339()
    );
    let name = FileName {
        number: newest.number,
        audience,
        format,
    };
    let file = report::file(store, actor, slug, name, None, at).await?;
    file.bytes.ok_or_else(|| Error::NotFound.into())
}
