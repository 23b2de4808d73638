//! The words of a provision without any marks: for search, comparison, mail and lists of contents.

use super::inline::{Block, Span, Table, blocks};
use super::{Provision, ProvisionKind};

/// The longest title, in characters.
const MAX_TITLE: usize = 160;

/// The plain text of `markdown`: blocks and table rows on lines of their own, cells divided by tabs, links and
/// images by what they say, without the marks of footnotes.
pub fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    write_blocks(&blocks(markdown), &mut out);
    let end = out.trim_end().len();
    out.truncate(end);
    out
}

/// The title of a document: its first heading of the highest level, or else its first words.
pub(super) fn title(provisions: &[Provision]) -> String {
    let heading = provisions
        .iter()
        .filter(|provision| provision.kind == ProvisionKind::Heading)
        .min_by_key(|provision| provision.depth);
    let words = plain(
        heading
            .or(provisions.first())
            .map_or("", |provision| &provision.text),
    );
    shortened(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Words as a title: not longer than one may be.
pub(super) fn shortened(words: &str) -> String {
    if words.chars().count() <= MAX_TITLE {
        return words.to_owned();
    }
    let mut short: String = words.chars().take(MAX_TITLE - 1).collect();
    if let Some(space) = short.rfind(' ').filter(|space| *space > MAX_TITLE / 2) {
        short.truncate(space);
    }
    short + "…"
}

fn new_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn write_blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        new_line(out);
        match block {
            Block::Paragraph(spans) => write_spans(spans, out),
            Block::Code(code) => out.push_str(code),
            Block::Quote(inner) => write_blocks(inner, out),
            Block::List { marks, items, .. } => {
                for (index, item) in items.iter().enumerate() {
                    new_line(out);
                    let Some(mark) = marks.get(index) else {
                        write_blocks(item, out);
                        continue;
                    };
                    let mut inner = String::new();
                    write_blocks(item, &mut inner);
                    out.extend([mark.as_str(), " ", inner.as_str()]);
                }
            }
            Block::Table(table) => write_table(table, out),
        }
    }
}

fn write_table(table: &Table, out: &mut String) {
    for row in std::iter::once(&table.head).chain(&table.rows) {
        if row.iter().all(Vec::is_empty) {
            continue;
        }
        new_line(out);
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                out.push('\t');
            }
            write_spans(cell, out);
        }
    }
}

fn write_spans(spans: &[Span], out: &mut String) {
    for span in spans {
        match span {
            Span::Text(text) | Span::Code(text) => out.push_str(text),
            Span::Emphasis(inner)
            | Span::Strong(inner)
            | Span::Subscript(inner)
            | Span::Superscript(inner)
            | Span::Link { text: inner, .. } => write_spans(inner, out),
            // A mark is no word: wording that is proposed without it deletes nothing.
            Span::NoteRef(_) => {}
            Span::Break => out.push('\n'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn words_without_marks() {
        assert_eq!(
            plain("*States* and **non-state** actors[^1]\nshould `not` <b>tamper</b>."),
            "States and non-state actors should not tamper."
        );
        assert_eq!(
            plain("2. Norm to avoid tampering"),
            "2. Norm to avoid tampering"
        );
        assert_eq!(plain("|a|b|\n|-|-|\n|1|2|"), "a\tb\n1\t2");
        assert_eq!(
            plain("first\n\nsecond\n\n- one\n- two"),
            "first\nsecond\none\ntwo"
        );
        assert_eq!(plain("![A map](x.png) &amp; AT&T \\*"), "A map & AT&T *");
        assert_eq!(plain("1) a\n4) b"), "1) a\n4) b");
        assert_eq!(plain("2027. The year"), "2027. The year");
        assert_eq!(plain("(a) lights[^13], and[^a]"), "(a) lights, and");
        assert_eq!(plain(""), "");
    }
}
