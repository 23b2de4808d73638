//! The Markdown of one provision as a small tree that pages and the typeset report are made from.
//!
//! It can hold nothing dangerous: addresses of links are checked here, and of HTML only the tags that mean
//! emphasis, sub- and superscript or a line break are understood. Everything else that looks like a tag of HTML
//! is dropped with its words kept; what only resembles one (`<your name>`) stays as the words it is.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html::{self, Piece};

/// How deep spans and blocks may stand in each other; what is nested deeper is flattened, words kept.
const MAX_TREE: usize = 48;

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
    let mut tree = Tree {
        stack: vec![Frame::new(Kind::Root)],
        flat: 0,
    };
    for event in Parser::new_ext(markdown, options()) {
        tree.take(event);
    }
    tree.finish()
}

/// A provision does not hold its footnotes, so that references have to be seen without their definitions:
/// that is what the older syntax does.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_OLD_FOOTNOTES
}

/// Whether a link may lead there.
fn is_safe_address(address: &str) -> bool {
    let plain = !address.chars().any(|c| c.is_control() || c.is_whitespace());
    let scheme = address
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    let known = matches!(scheme.as_deref(), Some("http" | "https" | "mailto"));
    plain && (known || (address.len() > 1 && address.starts_with('#')))
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
            Block::List { start, items } => {
                for (index, item) in items.into_iter().enumerate() {
                    divide(out);
                    if let Some(first) = start {
                        let number = first.saturating_add(index as u64);
                        out.push(Span::Text(format!("{number}. ")));
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

/// What an open element will become.
#[derive(Debug, PartialEq)]
enum Kind {
    Root,
    Paragraph,
    Heading,
    Quote,
    List(Option<u64>),
    Item,
    Note(String),
    Code,
    Html,
    Table,
    Row,
    Cell,
    Emphasis,
    Strong,
    Link(String),
    Image(String),
    /// An inline HTML element of that name.
    Tag(&'static str),
}

/// An open element with what has been read of it.
struct Frame {
    kind: Kind,
    blocks: Vec<Block>,
    items: Vec<Vec<Block>>,
    spans: Vec<Span>,
    text: String,
    table: Table,
    row: Vec<Vec<Span>>,
}

impl Frame {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            blocks: Vec::new(),
            items: Vec::new(),
            spans: Vec::new(),
            text: String::new(),
            table: Table::default(),
            row: Vec::new(),
        }
    }

    /// Turns running text that stands directly in a container (a tight item) into a paragraph.
    fn close_spans(&mut self) {
        if !self.spans.is_empty() {
            let spans = std::mem::take(&mut self.spans);
            self.blocks.push(Block::Paragraph(spans));
        }
    }
}

struct Tree {
    stack: Vec<Frame>,
    /// Elements open beyond [`MAX_TREE`], which leave no trace but their words.
    flat: usize,
}

impl Tree {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(end) => self.end(end),
            Event::Code(code) => self.span(Span::Code(code.into_string())),
            Event::InlineHtml(raw) => self.inline_html(&raw),
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.text(&text),
            Event::FootnoteReference(name) => self.span(Span::NoteRef(name.into_string())),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.span(Span::Break),
            Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>) {
        if self.flat > 0 || self.stack.len() >= MAX_TREE {
            self.flat += 1;
            return;
        }
        let kind = match tag {
            Tag::Heading { .. } => Kind::Heading,
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(_) => Kind::Code,
            Tag::HtmlBlock => Kind::Html,
            Tag::List(start) => Kind::List(start),
            Tag::Item => Kind::Item,
            Tag::FootnoteDefinition(name) => Kind::Note(name.into_string()),
            Tag::Table(_) => Kind::Table,
            Tag::TableHead | Tag::TableRow => Kind::Row,
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let mail = matches!(link_type, pulldown_cmark::LinkType::Email);
                Kind::Link(if mail {
                    format!("mailto:{dest_url}")
                } else {
                    dest_url.into_string()
                })
            }
            Tag::Image { dest_url, .. } => Kind::Image(dest_url.into_string()),
            _ => Kind::Paragraph,
        };
        let inline = matches!(
            kind,
            Kind::Emphasis | Kind::Strong | Kind::Link(_) | Kind::Image(_)
        );
        if !inline && let Some(top) = self.stack.last_mut() {
            top.close_spans();
        }
        let mut frame = Frame::new(kind);
        if let Kind::Note(name) = &frame.kind {
            frame.spans.push(Span::Text(format!("[{name}] ")));
        }
        self.stack.push(frame);
    }

    fn end(&mut self, end: TagEnd) {
        if self.flat > 0 {
            self.flat -= 1;
            return;
        }
        // HTML elements that the author never closed end with the Markdown around them.
        while matches!(
            self.stack.last(),
            Some(Frame {
                kind: Kind::Tag(_),
                ..
            })
        ) {
            self.close();
        }
        if end == TagEnd::TableHead
            && let Some([table, head]) = self.stack.last_chunk_mut::<2>()
        {
            table.table.head = std::mem::take(&mut head.row);
            self.stack.pop();
            return;
        }
        self.close();
    }

    /// Ends the innermost element and gives it to the one around it.
    fn close(&mut self) {
        if self.stack.len() < 2 {
            return;
        }
        let Some(mut done) = self.stack.pop() else {
            return;
        };
        if matches!(
            done.kind,
            Kind::Root | Kind::Quote | Kind::Item | Kind::Note(_)
        ) {
            done.close_spans();
        }
        let Frame {
            kind,
            blocks,
            items,
            spans,
            text,
            table,
            row,
        } = done;
        match kind {
            Kind::Root => {}
            Kind::Paragraph => self.block(Block::Paragraph(spans)),
            Kind::Heading => self.block(Block::Paragraph(vec![Span::Strong(spans)])),
            Kind::Quote => self.block(Block::Quote(blocks)),
            Kind::List(start) => self.block(Block::List { start, items }),
            Kind::Item => {
                if let Some(list) = self.stack.last_mut() {
                    list.items.push(blocks);
                }
            }
            Kind::Note(_) => {
                for block in blocks {
                    self.block(block);
                }
            }
            Kind::Code => self.block(Block::Code(text)),
            Kind::Html => {
                let words = html::words(&text);
                if !words.is_empty() {
                    self.block(Block::Paragraph(vec![Span::Text(words)]));
                }
            }
            Kind::Table => self.block(Block::Table(table)),
            Kind::Row => {
                if let Some(table) = self.stack.last_mut() {
                    table.table.rows.push(row);
                }
            }
            Kind::Cell => {
                if let Some(top) = self.stack.last_mut() {
                    top.row.push(spans);
                }
            }
            Kind::Emphasis | Kind::Tag("em" | "i") => self.span(Span::Emphasis(spans)),
            Kind::Strong | Kind::Tag("strong" | "b") => self.span(Span::Strong(spans)),
            Kind::Tag("sub") => self.span(Span::Subscript(spans)),
            Kind::Tag("sup") => self.span(Span::Superscript(spans)),
            Kind::Link(href) if is_safe_address(&href) => {
                self.span(Span::Link { href, text: spans });
            }
            Kind::Link(_) | Kind::Tag(_) => self.splice(spans),
            Kind::Image(address) => {
                if spans.is_empty() {
                    let name = address.rsplit('/').next().unwrap_or_default();
                    self.text(&format!("[{name}]"));
                } else {
                    self.splice(spans);
                }
            }
        }
    }

    fn splice(&mut self, spans: Vec<Span>) {
        for span in spans {
            self.span(span);
        }
    }

    fn block(&mut self, block: Block) {
        if let Some(top) = self.stack.last_mut() {
            top.close_spans();
            top.blocks.push(block);
        }
    }

    fn span(&mut self, span: Span) {
        if let Span::Text(text) = &span {
            return self.text(text);
        }
        if let Some(top) = self.stack.last_mut() {
            if matches!(top.kind, Kind::Code | Kind::Html) {
                return;
            }
            top.spans.push(span);
        }
    }

    fn text(&mut self, text: &str) {
        let Some(top) = self.stack.last_mut() else {
            return;
        };
        if matches!(top.kind, Kind::Code | Kind::Html) {
            top.text.push_str(text);
        } else if let Some(Span::Text(last)) = top.spans.last_mut() {
            last.push_str(text);
        } else if !text.is_empty() {
            top.spans.push(Span::Text(text.to_owned()));
        }
    }

    fn inline_html(&mut self, raw: &str) {
        match html::read(raw) {
            Piece::Open("br", _) | Piece::Close("br", _) => self.span(Span::Break),
            Piece::Open(name, _) if html::is_kept(name) => {
                if self.flat == 0 && self.stack.len() < MAX_TREE {
                    self.stack.push(Frame::new(Kind::Tag(name)));
                }
            }
            Piece::Close(name, _) if html::is_kept(name) => {
                let open = self
                    .stack
                    .iter()
                    .rev()
                    .take_while(|frame| matches!(frame.kind, Kind::Tag(_)))
                    .position(|frame| frame.kind == Kind::Tag(name));
                for _ in 0..open.map_or(0, |depth| depth + 1) {
                    self.close();
                }
            }
            Piece::Open(..) | Piece::Close(..) | Piece::Comment(_) => {}
            Piece::Words => self.text(raw),
        }
    }

    fn finish(mut self) -> Vec<Block> {
        while self.stack.len() > 1 {
            self.close();
        }
        let Some(mut root) = self.stack.pop() else {
            return Vec::new();
        };
        root.close_spans();
        root.blocks
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
    fn deep_marks_do_not_nest_for_ever() {
        let deep = "*a **b ".repeat(3_000) + &"** *".repeat(3_000);
        assert!(!spans(&deep).is_empty());
        let deep = "<b>a".repeat(3_000);
        assert!(!spans(&deep).is_empty());
        let deep = "> ".repeat(5_000) + "end";
        assert!(!blocks(&deep).is_empty());
    }
}
