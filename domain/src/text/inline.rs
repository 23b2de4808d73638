//! The Markdown of one provision as a small tree that pages and the typeset report are made from.
//!
//! It can hold nothing dangerous: addresses of links are checked here, and of HTML only the tags that mean
//! emphasis, sub- and superscript or a line break are understood. Everything else that looks like a tag of HTML
//! is dropped with its words kept; what only resembles one (`<your name>`) stays as the words it is.

use pulldown_cmark::{Event, Options, Parser};

use super::tree::Tree;

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Text(String),
    /// Emphasised words.
    Emphasis(Vec<Span>),
    /// Strongly emphasised words.
    Strong(Vec<Span>),
    /// Set below the line.
    Subscript(Vec<Span>),
    /// Set above the line.
    Superscript(Vec<Span>),
    /// Letters as a machine reads them.
    Code(String),
    /// A link. The address is http, https, mailto, or a `#fragment` of the same text.
    Link {
        /// Where it leads.
        href: String,
        /// What it says.
        text: Vec<Span>,
    },
    /// A reference to a footnote, by the name between `[^` and `]`.
    NoteRef(String),
    /// A line break that the author meant.
    Break,
}

/// A block of a provision. Most provisions are one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Span>),
    /// A list inside a norm or an item.
    List {
        /// Number of the first item, in an ordered list.
        start: Option<u64>,
        /// The figures of an ordered list's items as they were typed: `3.`, `5)`.
        marks: Vec<String>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation inside a provision.
    Quote(Vec<Block>),
    /// Preformatted text.
    Code(String),
    /// A table.
    Table(Table),
}

/// A table: each row has as many cells as the head.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Cells of the head; all of them may be empty.
    pub head: Vec<Vec<Span>>,
    /// Rows of cells.
    pub rows: Vec<Vec<Vec<Span>>>,
}

/// The names of the footnotes that `markdown` refers to, in order, with repetitions.
pub fn note_refs(markdown: &str) -> Vec<String> {
    Parser::new_ext(markdown, options())
        .filter_map(|event| match event {
            Event::FootnoteReference(name) => Some(name.into_string()),
            _ => None,
        })
        .collect()
}

/// The running text of `markdown`: its blocks one after another, with a break between them.
pub fn spans(markdown: &str) -> Vec<Span> {
    let mut out = Vec::new();
    flatten(blocks(markdown), &mut out);
    out
}

/// The blocks of `markdown`.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let mut tree = Tree::new();
    for (event, range) in Parser::new_ext(markdown, options()).into_offset_iter() {
        tree.take(event, &markdown[range]);
    }
    tree.finish()
}

/// A provision does not hold its footnotes, so that references have to be seen without their definitions:
/// that is what the older syntax does.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_OLD_FOOTNOTES
}

/// Adds running text, words to words.
fn append(spans: Vec<Span>, out: &mut Vec<Span>) {
    for span in spans {
        match (out.last_mut(), span) {
            (Some(Span::Text(last)), Span::Text(text)) => last.push_str(&text),
            (_, span) => out.push(span),
        }
    }
}

/// Begins a new line where one has been begun.
fn divide(out: &mut Vec<Span>) {
    if !matches!(out.last(), None | Some(Span::Break)) {
        out.push(Span::Break);
    }
}

fn flatten(blocks: Vec<Block>, out: &mut Vec<Span>) {
    for block in blocks {
        divide(out);
        match block {
            Block::Paragraph(spans) => append(spans, out),
            Block::Code(code) => out.push(Span::Code(code)),
            Block::Quote(inner) => flatten(inner, out),
            Block::List { marks, items, .. } => {
                let mut marks = marks.into_iter();
                for item in items {
                    divide(out);
                    if let Some(mark) = marks.next() {
                        out.push(Span::Text(format!("{mark} ")));
                    }
                    let mut inner = Vec::new();
                    flatten(item, &mut inner);
                    append(inner, out);
                }
            }
            Block::Table(table) => {
                for row in std::iter::once(table.head).chain(table.rows) {
                    if row.iter().all(Vec::is_empty) {
                        continue;
                    }
                    divide(out);
                    for (index, cell) in row.into_iter().enumerate() {
                        if index > 0 {
                            append(vec![Span::Text("\t".to_owned())], out);
                        }
                        append(cell, out);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Span {
        Span::Text(words.to_owned())
    }

    #[test]
    fn marks_links_and_notes_are_read() {
        let spans = spans("A *b **c*** `d` [e](https://example.org/x) f[^1].<br>g<sub>2</sub>");
        assert_eq!(
            spans,
            vec![
                text("A "),
                Span::Emphasis(vec![text("b "), Span::Strong(vec![text("c")])]),
                text(" "),
                Span::Code("d".into()),
                text(" "),
                Span::Link {
                    href: "https://example.org/x".into(),
                    text: vec![text("e")]
                },
                text(" f"),
                Span::NoteRef("1".into()),
                text("."),
                Span::Break,
                text("g"),
                Span::Subscript(vec![text("2")]),
            ]
        );
        assert_eq!(note_refs("a[^1] b[^x] c[^1]"), ["1", "x", "1"]);
    }

    #[test]
    fn links_that_lead_elsewhere_are_words_only() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "/local",
            "//host/x",
            "x.html",
            "#",
            "vbscript:x",
        ] {
            assert_eq!(
                spans(&format!("[e]({address})")),
                vec![text("e")],
                "{address}"
            );
        }
        assert_eq!(
            spans("[e](#a)"),
            vec![Span::Link {
                href: "#a".into(),
                text: vec![text("e")]
            }]
        );
    }

    #[test]
    fn heading_numbers_and_item_numbers_stay() {
        assert_eq!(spans("2. Norm to avoid"), vec![text("2. Norm to avoid")]);
        assert_eq!(
            spans("<your name> and <b>x"),
            vec![text("<your name> and "), Span::Strong(vec![text("x")])]
        );
    }

    #[test]
    fn lists_keep_their_figures_as_typed() {
        assert_eq!(
            spans("1) a\n4) b"),
            vec![text("1) a"), Span::Break, text("4) b")]
        );
        assert_eq!(spans("14. July"), vec![text("14. July")]);
    }

    #[test]
    fn titles_of_links_and_pictures_are_words() {
        assert_eq!(
            spans("![A map](x.png \"of the harbour\")"),
            vec![text("A map (of the harbour)")]
        );
        assert_eq!(
            spans("[e](https://example.org/ \"the place\")"),
            vec![
                Span::Link {
                    href: "https://example.org/".into(),
                    text: vec![text("e")]
                },
                text(" (the place)")
            ]
        );
    }

    #[test]
    fn deep_marks_do_not_nest_for_ever() {
        let deep = "*a **b ".repeat(3_000) + &"** *".repeat(3_000);
        assert!(!spans(&deep).is_empty());
        let deep = "<b>a".repeat(3_000);
        assert!(!spans(&deep).is_empty());
        let deep = "> ".repeat(5_000) + "end";
        assert!(!blocks(&deep).is_empty());
    }
}
