//! The archival web page: one document that needs nothing else, for screen and paper. Its style sheet stands in it and
//! is named by its digest in the policy it is served with; it holds no script.

use std::fmt::Write;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::direction::unmasked;
use sha2::{Digest, Sha256};

use super::{
    chart::escape,
    sheet::{Document, Part, Style, TextRun, TextStyle},
};

/// The style sheet inside the page.
const STYLE: &str = include_str!("report.css");

/// The policy that a page is served with: its own style sheet, named by its digest, and nothing else. Read from the
/// page itself, so that what was frozen under an older style sheet keeps its looks.
pub fn policy(page: &[u8]) -> String {
    let page = String::from_utf8_lossy(page);
    let style = page
        .split_once("<style>")
        .and_then(|(_, rest)| rest.split_once("</style>"))
        .map(|(style, _)| {
            format!(
                "'sha256-{}'",
                STANDARD.encode(Sha256::digest(style.as_bytes()))
            )
        });
    format!(
        "default-src 'none'; style-src {}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        style.as_deref().unwrap_or("'none'")
    )
}

/// Words that keep their own direction, whatever stands around them.
fn bdi(escaped: &str) -> String {
    format!("<bdi>{escaped}</bdi>")
}

/// What every page of paper says at its head and foot.
fn running(sheet: &Document) -> String {
    let (start, end) = match sheet.dir.as_str() {
        "rtl" => ("right", "left"),
        _ => ("left", "right"),
    };
    format!(
        "@media print {{ @page {{ @top-{start} {{ content: {}; }} @bottom-{start} {{ content: {}; }} @bottom-{end} {{ content: counter(page) \" / \" counter(pages); }} }} }}\n",
        css_string(&sheet.running),
        css_string(&sheet.footing)
    )
}

/// Text as a string of a style sheet that stands in a page: what is not plain is written by its code point.
fn css_string(text: &str) -> String {
    let mut string = String::from("\"");
    for c in unmasked(text).chars() {
        match c {
            ' ' => string.push(c),
            c if c.is_alphanumeric() || ".,:;()'-–·“”،".contains(c) => string.push(c),
            c => {
                let _ = write!(string, "\\{:x} ", u32::from(c));
            }
        }
    }
    string.push('"');
    string
}

/// The page.
pub fn write(sheet: &Document) -> String {
    let mut page = Page {
        out: String::new(),
        sheet,
    };
    page.document();
    page.out
}

struct Page<'a> {
    out: String,
    sheet: &'a Document,
}

impl Page<'_> {
    fn put(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn words(&mut self, text: &str) {
        self.out.push_str(&escape(text));
    }

    fn document(&mut self) {
        let sheet = self.sheet;
        let title = escape(&sheet.title);
        let _ = write!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
             <style>{STYLE}{}</style>\n</head>\n<body>\n<header>\n<p class=\"by\">{}</p>\n<h1>{title}</h1>\n",
            sheet.lang,
            sheet.dir,
            running(sheet),
            escape(&sheet.author),
        );
        if !sheet.question.is_empty() {
            let _ = writeln!(
                self.out,
                "<p class=\"lead\" dir=\"auto\">{}</p>",
                escape(&sheet.question)
            );
        }
        let _ = write!(
            self.out,
            "<p class=\"edition\">{}</p>\n</header>\n",
            escape(&sheet.edition)
        );
        self.contents();
        self.put("<main>\n");
        let mut open = false;
        for part in &sheet.parts {
            // Each part of the report is a section of its own.
            if let Part::Heading { level: 1, id, .. } = part {
                if open {
                    self.put("</section>\n");
                }
                open = true;
                let _ = writeln!(self.out, "<section aria-labelledby=\"{}\">", escape(id));
            }
            self.part(part);
        }
        if open {
            self.put("</section>\n");
        }
        self.put("</main>\n</body>\n</html>\n");
    }

    fn contents(&mut self) {
        let _ = write!(
            self.out,
            "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">{}</h2>\n",
            escape(&self.sheet.contents)
        );
        // Each level is a list within the item above it.
        let mut depth = 0;
        for part in &self.sheet.parts {
            let Part::Heading {
                level: level @ 1..=3,
                id,
                text,
                more,
                ..
            } = part
            else {
                continue;
            };
            if *level > depth {
                while *level > depth {
                    self.put("<ol><li>");
                    depth += 1;
                }
            } else {
                while *level < depth {
                    self.put("</li></ol>");
                    depth -= 1;
                }
                self.put("</li>\n<li>");
            }
            let _ = write!(
                self.out,
                "<a href=\"#{}\">{}",
                escape(id),
                bdi(&escape(text))
            );
            if !more.is_empty() {
                let _ = write!(self.out, ": {}", bdi(&escape(more)));
            }
            self.put("</a>");
        }
        while depth > 0 {
            self.put("</li></ol>");
            depth -= 1;
        }
        self.put("\n</nav>\n");
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Heading {
                level, id, text, ..
            } => {
                let level = level + 1;
                let _ = writeln!(
                    self.out,
                    "<h{level} id=\"{}\" dir=\"auto\">{}</h{level}>",
                    escape(id),
                    escape(text)
                );
            }
            Part::Text {
                tone,
                runs,
                lang,
                id,
            } => self.text(*tone, runs, lang.as_deref(), id.as_deref()),
            Part::Facts { rows } => {
                self.put("<dl>\n");
                for (name, value) in rows {
                    self.put("<div><dt>");
                    self.words(name);
                    self.put("</dt><dd><bdi>");
                    self.runs(value);
                    self.put("</bdi></dd></div>\n");
                }
                self.put("</dl>\n");
            }
            Part::Table {
                caption,
                head,
                rows,
                figures,
            } => self.table(caption, head, rows, *figures),
            Part::Chart {
                svg, alt, caption, ..
            } => {
                self.put("<figure>");
                // The drawing is ours, made of figures and escaped labels; it gets its description here.
                let described = format!("<svg role=\"img\" aria-label=\"{}\"", escape(alt));
                self.out.push_str(&svg.replacen("<svg", &described, 1));
                self.put("<figcaption>");
                self.words(caption);
                self.put("</figcaption></figure>\n");
            }
            Part::List { start, items } => {
                match start {
                    Some(1) => self.put("<ol>\n"),
                    Some(start) => {
                        let _ = writeln!(self.out, "<ol start=\"{start}\">");
                    }
                    None => self.put("<ul>\n"),
                }
                for item in items {
                    self.put("<li>");
                    for part in item {
                        self.part(part);
                    }
                    self.put("</li>\n");
                }
                self.put(if start.is_some() {
                    "</ol>\n"
                } else {
                    "</ul>\n"
                });
            }
            Part::Provision {
                id,
                label,
                kind,
                depth,
                parts,
                lang,
            } => {
                let _ = write!(
                    self.out,
                    "<div class=\"provision {kind} depth-{depth}\" id=\"{}\" lang=\"{}\" dir=\"auto\"><p class=\"label\"><bdi>{}</bdi></p><div>",
                    escape(id),
                    escape(lang),
                    escape(label)
                );
                for part in parts {
                    self.part(part);
                }
                self.put("</div></div>\n");
            }
        }
    }

    fn text(&mut self, tone: TextStyle, runs: &[TextRun], lang: Option<&str>, id: Option<&str>) {
        let (element, class) = match tone {
            TextStyle::Body => ("p", ""),
            TextStyle::Statement => ("p", "statement"),
            TextStyle::Quote => ("blockquote", ""),
            TextStyle::Redline => ("p", "redline"),
            TextStyle::By => ("p", "by"),
            TextStyle::Minor => ("p", "minor"),
        };
        let _ = write!(self.out, "<{element}");
        if !class.is_empty() {
            let _ = write!(self.out, " class=\"{class}\"");
        }
        if let Some(id) = id {
            let _ = write!(self.out, " id=\"{}\"", escape(id));
        }
        if let Some(lang) = lang.filter(|lang| *lang != "auto") {
            let _ = write!(self.out, " lang=\"{}\"", escape(lang));
        }
        // Lines of the report's own run as the report does; what people wrote runs as it is written.
        if !matches!(tone, TextStyle::By | TextStyle::Minor) {
            self.put(" dir=\"auto\"");
        }
        self.put(">");
        self.runs(runs);
        let _ = writeln!(self.out, "</{element}>");
    }

    fn table(
        &mut self,
        caption: &str,
        head: &[Vec<TextRun>],
        rows: &[Vec<Vec<TextRun>>],
        figures: bool,
    ) {
        // Wide tables scroll in themselves, and can be reached by keyboard to do so.
        let _ = writeln!(
            self.out,
            "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table{}>",
            escape(if caption.is_empty() {
                &self.sheet.title
            } else {
                caption
            }),
            if figures { " class=\"figures\"" } else { "" }
        );
        if !caption.is_empty() {
            self.put("<caption>");
            self.words(caption);
            self.put("</caption>\n");
        }
        if !head.is_empty() {
            self.put("<thead><tr>");
            for cell in head {
                self.put("<th scope=\"col\">");
                self.runs(cell);
                self.put("</th>");
            }
            self.put("</tr></thead>\n");
        }
        self.put("<tbody>\n");
        for row in rows {
            self.put("<tr>");
            for (n, cell) in row.iter().enumerate() {
                let (open, close) = if n == 0 && figures {
                    ("<th scope=\"row\">", "</th>")
                } else {
                    ("<td>", "</td>")
                };
                self.put(open);
                self.runs(cell);
                self.put(close);
            }
            self.put("</tr>\n");
        }
        self.put("</tbody></table></div>\n");
    }

    fn runs(&mut self, runs: &[TextRun]) {
        for run in runs {
            self.run(run);
        }
    }

    fn run(&mut self, run: &TextRun) {
        let mut close = Vec::new();
        if let Some(href) = &run.href {
            let _ = write!(self.out, "<a href=\"{}\"", escape(href));
            if !href.starts_with('#') {
                self.put(" rel=\"noreferrer\"");
            }
            self.put(">");
            close.push("</a>");
        }
        for style in &run.styles {
            let (open, end) = match style {
                Style::Strong => ("<strong>", "</strong>"),
                Style::Em => ("<em>", "</em>"),
                Style::Code => ("<code>", "</code>"),
                Style::Sub => ("<sub>", "</sub>"),
                Style::Sup => ("<sup>", "</sup>"),
                Style::Soft => ("<span class=\"soft\">", "</span>"),
                Style::Ins => ("<ins>", "</ins>"),
                Style::Del => ("<del>", "</del>"),
            };
            self.put(open);
            // Colour and line say it to the eye, these words to the ear.
            let said = match style {
                Style::Ins => Some(&self.sheet.inserted),
                Style::Del => Some(&self.sheet.deleted),
                _ => None,
            };
            if let Some(said) = said {
                let _ = write!(self.out, "<span class=\"said\">{} </span>", escape(said));
            }
            close.push(end);
        }
        let text = escape(&unmasked(&run.text)).replace(['\n', '\u{2028}', '\u{2029}'], "<br>");
        if run.apart || run.href.is_some() || run.styles.contains(&Style::Code) {
            self.out.push_str(&bdi(&text));
        } else {
            self.out.push_str(&text);
        }
        while let Some(end) = close.pop() {
            self.put(end);
        }
    }
}
