//! From Markdown and redlines to runs of words.

use domain::{
    redline::{Change, Piece},
    text::{Block, Span, Table},
    wording::unmasked,
};

use super::{Part, Style, TextRun, TextStyle};

/// A language tag that is safe to write down, or `auto`: the words tell their direction themselves.
#[expect(clippy::unnecessary_wraps, reason = "what holds a tag may have none")]
pub(super) fn tag(language: &str) -> Option<String> {
    let well_formed = (2..=35).contains(&language.len())
        && language.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
        && language.split('-').next().is_some_and(|first| {
            (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic())
        });
    Some(if well_formed {
        language.to_lowercase()
    } else {
        "auto".to_owned()
    })
}

/// Paragraphs are divided by empty lines; other line ends are kept.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut current: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() {
            if !current.is_empty() {
                all.push(current.join("\n"));
                current.clear();
            }
        } else {
            current.push(line.trim_end());
        }
    }
    all
}

pub(super) fn paragraph(runs: Vec<TextRun>) -> Part {
    Part::Text {
        tone: TextStyle::Body,
        runs,
        lang: None,
        id: None,
    }
}

pub(super) fn redline(pieces: &[Piece]) -> Vec<TextRun> {
    pieces
        .iter()
        .map(|piece| {
            let words = unmasked(&piece.text).into_owned();
            match piece.change {
                Change::Kept => TextRun::plain(words),
                Change::Deleted => TextRun::styled(words, Style::Del),
                Change::Inserted => TextRun::styled(words, Style::Ins),
            }
        })
        .collect()
}

/// The Markdown of a provision.
pub(super) fn block_part(block: Block) -> Part {
    match block {
        Block::Paragraph(spans) => paragraph(runs(spans)),
        Block::List { start, items, .. } => Part::List {
            start,
            items: items
                .into_iter()
                .map(|item| item.into_iter().map(block_part).collect())
                .collect(),
        },
        Block::Quote(inner) => Part::List {
            start: None,
            items: vec![inner.into_iter().map(block_part).collect()],
        },
        Block::Code(code) => paragraph(vec![TextRun::styled(code, Style::Code)]),
        Block::Table(Table { head, rows }) => Part::Table {
            caption: String::new(),
            head: if head.iter().all(Vec::is_empty) {
                Vec::new()
            } else {
                head.into_iter().map(runs).collect()
            },
            rows: rows
                .into_iter()
                .map(|row| row.into_iter().map(runs).collect())
                .collect(),
            figures: false,
        },
    }
}

pub(super) fn runs(spans: Vec<Span>) -> Vec<TextRun> {
    let mut all = Vec::new();
    for span in spans {
        add(span, &[], None, &mut all);
    }
    all
}

pub(super) fn add(span: Span, styles: &[Style], href: Option<&str>, out: &mut Vec<TextRun>) {
    let with = |style: Style| {
        let mut styles = styles.to_vec();
        if !styles.contains(&style) {
            styles.push(style);
        }
        styles
    };
    let mut word = |text: String, styles: Vec<Style>| {
        out.push(TextRun {
            text,
            styles,
            href: href.map(str::to_owned),
            apart: false,
        });
    };
    match span {
        Span::Text(text) => word(text, styles.to_vec()),
        Span::Code(text) => word(text, with(Style::Code)),
        Span::NoteRef(name) => word(name, with(Style::Sup)),
        Span::Break => word("\n".to_owned(), styles.to_vec()),
        Span::Emphasis(inner) => {
            let styles = with(Style::Em);
            for it in inner {
                add(it, &styles, href, out);
            }
        }
        Span::Strong(inner) => {
            let styles = with(Style::Strong);
            for it in inner {
                add(it, &styles, href, out);
            }
        }
        Span::Subscript(inner) => {
            let styles = with(Style::Sub);
            for it in inner {
                add(it, &styles, href, out);
            }
        }
        Span::Superscript(inner) => {
            let styles = with(Style::Sup);
            for it in inner {
                add(it, &styles, href, out);
            }
        }
        // A link inside the text consulted on leads nowhere here: its words stand.
        Span::Link { href, text } => {
            let leads = (!href.starts_with('#')).then_some(href.as_str());
            for it in text {
                add(it, styles, leads, out);
            }
        }
    }
}
