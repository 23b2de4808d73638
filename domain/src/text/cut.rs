//! Cuts a Markdown document into provisions.
//!
//! Headings, top-level quotes (norms), paragraphs, tables and footnotes become one provision each, wherever they
//! stand outside quotes; a list becomes one provision per item, whatever its marks ([`super::nest`]). No word is lost
//! ([`super::block`]) but those that are no part of the text, which are told ([`super::front`]).

use std::collections::HashMap;

use super::block::read;
use super::front::{Fronted, take_front};
use super::label::label_in;
use super::nest::{Draft, Look, nest};
use super::normalise::{Normal, normalise};
use super::parent::adopt;
use super::plain::title;
use super::source::line_at;
use super::spoken::spoken;
use super::taken::{Taken, anchor_for};
use super::{
    Cut, CutError, LONG_PROVISION, MAX_NESTING, MAX_TEXT_BYTES, Notice, NoticeKind, Provision,
    ProvisionKind, note_name, note_refs,
};

/// Cuts a document; what carries no number is labelled in English.
///
/// # Errors
/// What cannot be read, is too large, nested too deeply or has too many provisions.
pub fn cut(source: &[u8]) -> Result<Cut, CutError> {
    cut_in(source, "en")
}

/// Cuts a document in a language (a BCP 47 tag), in which what carries no number is labelled.
///
/// # Errors
/// Those of [`cut`].
pub fn cut_in(source: &[u8], language: &str) -> Result<Cut, CutError> {
    if source.len() > MAX_TEXT_BYTES {
        return Err(CutError::TooLarge {
            limit: MAX_TEXT_BYTES,
        });
    }
    let source = std::str::from_utf8(source).map_err(|error| CutError::NotUtf8 {
        line: source[..error.valid_up_to()]
            .split(|byte| *byte == b'\n')
            .count(),
    })?;
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let source = source.replace("\r\n", "\n").replace('\r', "\n");
    if let Some(offset) = source.find('\0') {
        return Err(CutError::Nul {
            line: line_at(&source, offset),
        });
    }
    let fronted = take_front(&source);
    if fronted.text.trim().is_empty() {
        return Err(CutError::Empty);
    }
    let normal = normalise(&fronted.text)?;
    let pieces = read(&normal.text).map_err(|offset| CutError::TooDeep {
        line: normal.line(offset),
        limit: MAX_NESTING,
    })?;
    let (drafts, looks) = nest(&pieces, &|at| normal.line(at))?;
    finish(drafts, looks, fronted, &normal, language)
}

fn finish(
    drafts: Vec<Draft>,
    looks: Vec<Look>,
    fronted: Fronted,
    normal: &Normal,
    language: &str,
) -> Result<Cut, CutError> {
    if drafts.is_empty() {
        return Err(CutError::Empty);
    }
    let lines: Vec<usize> = drafts.iter().map(|draft| normal.line(draft.at)).collect();
    // Until the labels are known, the index serves as the anchor.
    let mut provisions: Vec<Provision> = drafts
        .into_iter()
        .enumerate()
        .map(|(index, draft)| Provision {
            ord: i32::try_from(index + 1).unwrap_or(i32::MAX),
            label: draft
                .note
                .map(|name| format!("note {name}"))
                .unwrap_or_default(),
            anchor: index.to_string(),
            parent: draft.parent.map(|parent| parent.to_string()),
            kind: draft.kind,
            depth: draft.depth,
            text: draft.text,
        })
        .collect();
    adopt(&mut provisions);
    give_notes_parents(&mut provisions);
    let numbers = label_in(&mut provisions, spoken(language));
    let mut taken = Taken::default();
    let anchors: Vec<String> = provisions
        .iter()
        .map(|provision| anchor_for(&provision.label, &mut taken))
        .collect();
    for (provision, anchor) in provisions.iter_mut().zip(&anchors) {
        provision.anchor.clone_from(anchor);
        provision.parent = provision
            .parent
            .take()
            .and_then(|index| index.parse::<usize>().ok())
            .and_then(|index| anchors.get(index).cloned());
    }
    let mut notices = fronted.notices;
    notices.extend(normal.surplus.iter().map(|(line, words)| Notice {
        kind: NoticeKind::SurplusCells,
        line: *line,
        anchor: None,
        found: words.clone(),
        expected: None,
    }));
    notices.extend(looks.into_iter().map(|look| Notice {
        kind: look.kind,
        line: normal.line(look.at),
        anchor: None,
        found: look.found,
        expected: None,
    }));
    notices.extend(numbers.into_iter().map(|look| Notice {
        kind: look.kind,
        line: lines[look.index],
        anchor: Some(anchors[look.index].clone()),
        found: look.found,
        expected: look.expected,
    }));
    notices.extend(of_provisions(&provisions, &lines));
    notices.sort_by_key(|notice| notice.line);
    Ok(Cut {
        title: fronted.title.unwrap_or_else(|| title(&provisions)),
        notices,
        provisions,
    })
}

/// What a look at single provisions finds.
fn of_provisions(provisions: &[Provision], lines: &[usize]) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut level: Option<u8> = None;
    for (provision, line) in provisions.iter().zip(lines) {
        let mut add = |kind, found: String, expected: Option<String>| {
            notices.push(Notice {
                kind,
                line: *line,
                anchor: Some(provision.anchor.clone()),
                found,
                expected,
            });
        };
        if provision.kind == ProvisionKind::Heading {
            if let Some(above) = level.filter(|above| provision.depth > *above + 1) {
                let expected = (above + 1).to_string();
                add(
                    NoticeKind::LevelSkipped,
                    provision.depth.to_string(),
                    Some(expected),
                );
            }
            level = Some(provision.depth);
        }
        let length = provision.text.chars().count();
        if length > LONG_PROVISION && provision.kind != ProvisionKind::Table {
            add(NoticeKind::LongProvision, length.to_string(), None);
        }
    }
    notices
}

/// A footnote belongs to the provision that first refers to it, if that comes before it.
fn give_notes_parents(provisions: &mut [Provision]) {
    let mut first: HashMap<String, String> = HashMap::new();
    for provision in provisions.iter_mut() {
        if let Some(name) = note_name(provision) {
            provision.parent = first.get(name).cloned();
        }
        for name in note_refs(&provision.text) {
            first
                .entry(name)
                .or_insert_with(|| provision.anchor.clone());
        }
    }
}
