//! Builds the blocks and spans of [`super::inline`] from the events of the parser, without recursion.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::html::{self, Piece};
use super::{Block, Span, Table};

/// How deep spans and blocks may stand in each other; what is nested deeper is flattened, words kept.
const MAX_TREE: usize = 48;

/// Whether a link may lead there.
fn is_safe_address(address: &str) -> bool {
    let plain = !address.chars().any(|c| c.is_control() || c.is_whitespace());
    let scheme = address
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    let known = matches!(scheme.as_deref(), Some("http" | "https" | "mailto"));
    plain && (known || (address.len() > 1 && address.starts_with('#')))
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
    /// Where it leads, and its title.
    Link(String, String),
    /// Where it is, and its title.
    Image(String, String),
    /// An inline HTML element of that name.
    Tag(&'static str),
}

/// An open element with what has been read of it.
struct Frame {
    kind: Kind,
    blocks: Vec<Block>,
    items: Vec<Vec<Block>>,
    marks: Vec<String>,
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
            marks: Vec::new(),
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

/// Builds blocks and spans from the parser's events.
pub(super) struct Tree {
    stack: Vec<Frame>,
    /// Elements open beyond [`MAX_TREE`], which leave no trace but their words.
    flat: usize,
}

impl Tree {
    pub(super) fn new() -> Self {
        Self {
            stack: vec![Frame::new(Kind::Root)],
            flat: 0,
        }
    }

    /// Takes an event; `raw` is the Markdown that it was read from.
    pub(super) fn take(&mut self, event: Event<'_>, raw: &str) {
        match event {
            Event::Start(tag) => {
                if matches!(tag, Tag::Item) {
                    self.item_mark(raw);
                }
                self.open(tag);
            }
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

    /// Keeps the figure of an ordered list's item as it was typed.
    fn item_mark(&mut self, raw: &str) {
        let raw = raw.trim_start();
        let figures = raw.len() - raw.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if let Some(list) = self
            .stack
            .last_mut()
            .filter(|_| figures > 0 && self.flat == 0)
            && matches!(list.kind, Kind::List(Some(_)))
        {
            list.marks.push(raw.chars().take(figures + 1).collect());
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
                title,
                ..
            } => {
                let mail = matches!(link_type, LinkType::Email);
                let address = if mail {
                    format!("mailto:{dest_url}")
                } else {
                    dest_url.into_string()
                };
                Kind::Link(address, title.into_string())
            }
            Tag::Image {
                dest_url, title, ..
            } => Kind::Image(dest_url.into_string(), title.into_string()),
            _ => Kind::Paragraph,
        };
        let inline = matches!(
            kind,
            Kind::Emphasis | Kind::Strong | Kind::Link(..) | Kind::Image(..)
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
            marks,
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
            Kind::List(start) => self.list(start, marks, items),
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
            Kind::Link(href, title) => {
                if is_safe_address(&href) {
                    self.span(Span::Link { href, text: spans });
                } else {
                    self.splice(spans);
                }
                self.title(&title);
            }
            Kind::Tag(_) => self.splice(spans),
            Kind::Image(address, title) => {
                if spans.is_empty() {
                    let name = address.rsplit('/').next().unwrap_or_default();
                    self.text(&format!("[{name}]"));
                } else {
                    self.splice(spans);
                }
                self.title(&title);
            }
        }
    }

    /// The title of a link or a picture stands behind it: its words are the author's, too.
    fn title(&mut self, title: &str) {
        if title.contains(char::is_alphanumeric) {
            self.text(&format!(" ({title})"));
        }
    }

    /// Ends a list. Where its figures do not count up one by one, each stretch that does is a list of its own, so
    /// that whoever counts it shows what was typed.
    fn list(&mut self, start: Option<u64>, marks: Vec<String>, items: Vec<Vec<Block>>) {
        if start.is_none() || marks.len() != items.len() {
            self.block(Block::List {
                start,
                marks,
                items,
            });
            return;
        }
        let mut lists: Vec<(u64, Vec<String>, Vec<Vec<Block>>)> = Vec::new();
        for (mark, item) in marks.into_iter().zip(items) {
            let figure = mark.trim_end_matches(['.', ')']).parse().unwrap_or(0);
            match lists.last_mut() {
                Some((first, marks, items)) if *first + items.len() as u64 == figure => {
                    marks.push(mark);
                    items.push(item);
                }
                _ => lists.push((figure, vec![mark], vec![item])),
            }
        }
        for (first, marks, items) in lists {
            self.block(Block::List {
                start: Some(first),
                marks,
                items,
            });
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

    pub(super) fn finish(mut self) -> Vec<Block> {
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
