//! `plenary text import | show`

use std::{io::Read, path::PathBuf};

use anyhow::Result;
use app::{components::cut::told, i18n::Texts};
use clap::Subcommand;
use domain::{
    account::Language,
    consultation::Slug,
    ops::text::{self, TextSource},
    text::{MAX_TEXT_BYTES, Notice, Provision, ProvisionKind, plain},
};
use serde_json::json;

use super::{Context, Refused, confirm};

/// How much of a provision the preview shows, in characters.
const SHOWN: usize = 72;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Cut a Markdown text into provisions, show the cut, and put the round on it
    Import {
        /// The file; - for standard input
        file: PathBuf,
        /// Of which consultation
        #[arg(long, value_name = "SLUG")]
        consultation: String,
        /// The text's language (BCP 47)
        #[arg(long, default_value = "en", value_name = "TAG")]
        language: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Show a text with the labels of its provisions
    Show {
        /// Of which consultation
        #[arg(long, value_name = "SLUG")]
        consultation: String,
        /// Which version [default: the one that the round is on]
        #[arg(long, value_name = "N")]
        version: Option<i32>,
        /// As JSON: label, anchor, parent, kind and text of each provision, in reading order
        #[arg(long)]
        json: bool,
    },
}

pub async fn run(command: Command, context: &Context) -> Result<()> {
    let Context {
        store,
        actor,
        clock,
        ..
    } = context;
    match command {
        Command::Import {
            file,
            consultation,
            language,
            yes,
        } => {
            let slug: Slug = consultation.parse()?;
            let bytes = read(&file)?;
            let source = TextSource {
                bytes: &bytes,
                language: &language,
                corrections: &[],
            };
            let cut = text::preview(&source).await?.cut;
            show_cut(&cut.title, &cut.provisions);
            show_notices(&cut.notices);
            confirm(&format!("Store this as the text of “{slug}”?"), yes)?;
            let done = text::import(store, actor, &slug, &source, clock.now()).await?;
            let what = if done.replaced { "Replaced" } else { "Stored" };
            eprintln!(
                "{what} version {} of “{slug}”: {} provisions.",
                done.version.number,
                done.provisions.len()
            );
            if done.moved_drafts > 0 {
                eprintln!(
                    "{} drafts were on provisions that are gone; they are on the document as a whole now.",
                    done.moved_drafts
                );
            }
        }
        Command::Show {
            consultation,
            version,
            json,
        } => {
            let slug: Slug = consultation.parse()?;
            let document = text::read(store, actor, &slug, version, clock.now()).await?;
            if json {
                let rows: Vec<_> = document.provisions.iter().map(describe).collect();
                super::print(format_args!("{}", serde_json::to_string_pretty(&rows)?));
            } else {
                for it in &document.provisions {
                    super::print(format_args!(
                        "{}\t{}",
                        it.label,
                        it.text.replace('\n', "\n\t")
                    ));
                }
            }
        }
    }
    Ok(())
}

/// Reads a text, but no more than is needed to know that it is too large.
fn read(file: &PathBuf) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(MAX_TEXT_BYTES).unwrap_or(u64::MAX) + 1;
    let done = if file.as_os_str() == "-" {
        std::io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    done.map_err(|error| Refused(format!("{} cannot be read: {error}", file.display())))?;
    Ok(bytes)
}

/// The JSON form; keys and words are stable.
fn describe(it: &Provision) -> serde_json::Value {
    json!({
        "label": it.label,
        "anchor": it.anchor,
        "parent": it.parent,
        "kind": it.kind,
        "text": it.text,
    })
}

/// The cut, for the operator to look over: on stderr, for it is no result yet.
fn show_cut(title: &str, provisions: &[Provision]) {
    let width = provisions
        .iter()
        .map(|it| it.label.chars().count())
        .max()
        .unwrap_or(0)
        .min(24);
    eprintln!("{title}\n");
    for it in provisions {
        let words: String = plain(&it.text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let mut shown: String = words.chars().take(SHOWN).collect();
        if shown.len() < words.len() {
            shown.push('…');
        }
        eprintln!("{:<width$}  {:<9}  {shown}", it.label, it.kind.as_str());
    }
    let counts: Vec<String> = ProvisionKind::ALL
        .iter()
        .map(|kind| {
            (
                kind,
                provisions.iter().filter(|it| it.kind == *kind).count(),
            )
        })
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| format!("{count} {kind}"))
        .collect();
    eprintln!("\n{} provisions: {}", provisions.len(), counts.join(", "));
}

/// What deserves a look, by line.
fn show_notices(notices: &[Notice]) {
    if notices.is_empty() {
        return;
    }
    eprintln!("\nWhat deserves a look:");
    let texts = Texts::of(Language::English);
    for notice in notices {
        eprintln!("  line {}: {}", notice.line, told(texts, notice));
    }
}
