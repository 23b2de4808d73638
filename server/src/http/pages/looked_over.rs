//! Looking a cut text over, for the text consulted on and the revised one: what a form sends, and what comes of it.
//!
//! The text and its corrections travel in the form; nothing is stored before somebody says so.

use std::collections::HashMap;

use app::components::cut::LookedOver;
use domain::{
    Error, Result,
    error::Problems,
    ops::text::{self, Preview, TextSource},
    text::{Change, Correction, ProvisionKind},
};

/// What came of looking over.
pub struct Looked {
    /// The text as it would be stored, as far as corrections could be made.
    pub over: LookedOver,
    /// What could not be corrected.
    pub problems: Problems,
}

/// Cuts a text and corrects it by what was corrected before and what the rows of the form say now. `fields` are all
/// fields of the form; `undo` takes the last correction back.
///
/// # Errors
/// Field errors of `text` for what cannot be cut.
pub async fn look_over(
    bytes: &[u8],
    language: &str,
    fields: &HashMap<String, String>,
    undo: bool,
) -> Result<Looked> {
    let get = |name: &str| fields.get(name).map_or("", String::as_str);
    let digest = text::digest(bytes);
    let is_same = get("of") == digest;
    let mut corrections: Vec<Correction> =
        serde_json::from_str(get("corrections")).unwrap_or_default();
    if !is_same && !corrections.is_empty() {
        let source = TextSource {
            bytes,
            language,
            corrections: &corrections,
        };
        corrections = text::applicable(&source).await?;
    }
    if undo {
        corrections.pop();
    }
    let preview = preview(bytes, language, &corrections).await?;
    let now = if is_same && !undo {
        changes(&preview, fields)
    } else {
        Vec::new()
    };
    let over = |preview, corrections, typed| LookedOver {
        preview,
        corrections,
        digest: digest.clone(),
        typed,
    };
    if now.is_empty() {
        return Ok(Looked {
            over: over(preview, corrections, HashMap::new()),
            problems: Problems::default(),
        });
    }
    let all: Vec<Correction> = corrections.iter().cloned().chain(now).collect();
    match self::preview(bytes, language, &all).await {
        Ok(corrected) => Ok(Looked {
            over: over(corrected, all, HashMap::new()),
            problems: Problems::default(),
        }),
        Err(Error::Invalid(problems)) => Ok(Looked {
            over: over(preview, corrections, fields.clone()),
            problems,
        }),
        Err(error) => Err(error),
    }
}

async fn preview(bytes: &[u8], language: &str, corrections: &[Correction]) -> Result<Preview> {
    let source = TextSource {
        bytes,
        language,
        corrections,
    };
    text::preview(&source).await
}

/// What the rows of a preview say otherwise than the preview does, in reading order.
fn changes(preview: &Preview, fields: &HashMap<String, String>) -> Vec<Correction> {
    let mut changes = Vec::new();
    for it in &preview.cut.provisions {
        let get = |what: &str| fields.get(&format!("{what}.{}", it.anchor));
        let mut push = |change| {
            changes.push(Correction {
                anchor: it.anchor.clone(),
                change,
            });
        };
        let kind = get("kind").and_then(|kind| kind.parse::<ProvisionKind>().ok());
        if let Some(kind) = kind.filter(|kind| *kind != it.kind) {
            push(Change::Kind { kind });
        }
        let level = get("level").and_then(|level| level.trim().parse::<u8>().ok());
        if let Some(level) = level.filter(|level| *level != it.depth) {
            push(Change::Level { level });
        }
        if let Some(after) = get("split").and_then(|after| after.parse().ok()) {
            push(Change::Split { after });
        }
        if get("merge").is_some() {
            push(Change::Merge);
        }
        if get("omit").is_some() {
            push(Change::LeaveOut);
        }
        let label = get("label").map(|label| label.trim());
        if let Some(label) = label.filter(|label| *label != it.label) {
            push(Change::Label {
                label: label.to_owned(),
            });
        }
    }
    changes
}
