//! Safe HTML of a provision's Markdown.
//!
//! `domain::text` reads the Markdown into spans and blocks that can hold nothing dangerous; here they are written
//! as HTML, every word of them escaped. No tag and no attribute ever comes from the input, but for the checked
//! address of a link.

use domain::text::{Block, Span, Table, blocks, spans};

/// Where a name leads: the anchor of a footnote for its name (`1`), or of a provision for a fragment with its sign
/// (`#scope`). Links that lead nowhere are shown as words, marks of notes as marks.
pub type Refs<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The Markdown as running text, for what stands inside a heading or a paragraph of the page.
pub fn inline(markdown: &str, refs: Refs<'_>) -> String {
    let mut out = String::with_capacity(markdown.len() + 64);
    if is_plain(markdown) {
        out.push_str(markdown);
    } else {
        write_spans(&spans(markdown), refs, false, &mut out);
    }
    out
}

/// The Markdown as blocks: paragraphs, lists, quotations, tables.
pub fn block(markdown: &str, refs: Refs<'_>) -> String {
    let mut out = String::with_capacity(markdown.len() + 64);
    write_blocks(&blocks(markdown), refs, &mut out);
    out
}

/// The Markdown as blocks behind a mark (`(a) `), which stands in the first paragraph.
pub fn block_behind(mark: &str, markdown: &str, refs: Refs<'_>) -> String {
    let mut out = String::with_capacity(markdown.len() + 64);
    let blocks = blocks(markdown);
    match blocks.as_slice() {
        [Block::Paragraph(spans), rest @ ..] => {
            element("p", &mut out, |out| {
                escape(mark, out);
                write_spans(spans, refs, false, out);
            });
            write_blocks(rest, refs, &mut out);
        }
        all => {
            if !mark.is_empty() {
                element("p", &mut out, |out| escape(mark.trim_end(), out));
            }
            write_blocks(all, refs, &mut out);
        }
    }
    out
}

/// Writes words so that they are nothing but words, in text and in attributes.
pub fn escape(words: &str, out: &mut String) {
    // Whole stretches at once: pages are long, and what must be escaped is rare.
    let mut from = 0;
    for (at, byte) in words.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&words[from..at]);
        out.push_str(escaped);
        from = at + 1;
    }
    out.push_str(&words[from..]);
}

/// Whether Markdown says nothing but its words: sentences of letters and plain punctuation on one line.
fn is_plain(markdown: &str) -> bool {
    markdown.starts_with(char::is_alphabetic)
        && markdown.ends_with(|c: char| !c.is_whitespace())
        && markdown.bytes().all(|byte| {
            byte.is_ascii_alphanumeric()
                || byte >= 0x80
                || matches!(
                    byte,
                    b' ' | b',' | b'.' | b';' | b'(' | b')' | b'?' | b'-' | b'%'
                )
        })
}

fn write_blocks(blocks: &[Block], refs: Refs<'_>, out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(spans) => {
                element("p", out, |out| write_spans(spans, refs, false, out));
            }
            Block::Quote(inner) => element("blockquote", out, |out| write_blocks(inner, refs, out)),
            Block::Code(code) => element("pre", out, |out| {
                element("code", out, |out| escape(code, out));
            }),
            Block::Table(table) => write_table(table, refs, out),
            Block::List { start, items, .. } => write_list(*start, items, refs, out),
        }
    }
}

fn write_list(start: Option<u64>, items: &[Vec<Block>], refs: Refs<'_>, out: &mut String) {
    let name = if start.is_some() { "ol" } else { "ul" };
    match start {
        Some(first) if first != 1 => out.extend(["<ol start=\"", &first.to_string(), "\">"]),
        _ => out.extend(["<", name, ">"]),
    }
    for item in items {
        element("li", out, |out| match item.as_slice() {
            // A single paragraph needs no element of its own.
            [Block::Paragraph(spans)] => write_spans(spans, refs, false, out),
            [Block::Paragraph(spans), rest @ ..]
                if rest.iter().all(|block| matches!(block, Block::List { .. })) =>
            {
                write_spans(spans, refs, false, out);
                write_blocks(rest, refs, out);
            }
            blocks => write_blocks(blocks, refs, out),
        });
    }
    out.extend(["</", name, ">"]);
}

fn write_table(table: &Table, refs: Refs<'_>, out: &mut String) {
    element("table", out, |out| {
        if table.head.iter().any(|cell| !cell.is_empty()) {
            element("thead", out, |out| {
                element("tr", out, |out| {
                    for cell in &table.head {
                        out.push_str("<th scope=\"col\">");
                        write_spans(cell, refs, false, out);
                        out.push_str("</th>");
                    }
                });
            });
        }
        element("tbody", out, |out| {
            for row in &table.rows {
                element("tr", out, |out| {
                    for cell in row {
                        element("td", out, |out| write_spans(cell, refs, false, out));
                    }
                });
            }
        });
    });
}

/// Writes running text. Inside a link there are no further links.
fn write_spans(spans: &[Span], refs: Refs<'_>, in_link: bool, out: &mut String) {
    for span in spans {
        match span {
            Span::Text(text) => escape(text, out),
            Span::Emphasis(inner) => {
                element("em", out, |out| write_spans(inner, refs, in_link, out));
            }
            Span::Strong(inner) => {
                element("strong", out, |out| write_spans(inner, refs, in_link, out));
            }
            Span::Subscript(inner) => {
                element("sub", out, |out| write_spans(inner, refs, in_link, out));
            }
            Span::Superscript(inner) => {
                element("sup", out, |out| write_spans(inner, refs, in_link, out));
            }
            Span::Code(code) => element("code", out, |out| escape(code, out)),
            Span::Break => out.push_str("<br>"),
            Span::Link { href, text } => write_link(href, text, refs, in_link, out),
            Span::NoteRef(name) => write_note_ref(name, refs, in_link, out),
        }
    }
}

fn write_link(href: &str, text: &[Span], refs: Refs<'_>, in_link: bool, out: &mut String) {
    let target = if in_link {
        None
    } else if href.starts_with('#') {
        refs(href).map(|anchor| format!("#{anchor}"))
    } else {
        Some(href.to_owned())
    };
    let Some(target) = target else {
        return write_spans(text, refs, in_link, out);
    };
    out.push_str("<a href=\"");
    escape(&target, out);
    out.push_str(if target.starts_with('#') {
        "\">"
    } else {
        "\" rel=\"noopener nofollow\">"
    });
    write_spans(text, refs, true, out);
    out.push_str("</a>");
}

fn write_note_ref(name: &str, refs: Refs<'_>, in_link: bool, out: &mut String) {
    match refs(name) {
        Some(anchor) if !in_link => {
            out.push_str("<sup><a href=\"#");
            escape(&anchor, out);
            out.push_str("\" role=\"doc-noteref\">");
            escape(name, out);
            out.push_str("</a></sup>");
        }
        // Inside a link, or where the note is missing, it is a mark all the same.
        _ => element("sup", out, |out| escape(name, out)),
    }
}

fn element(name: &str, out: &mut String, inner: impl FnOnce(&mut String)) {
    out.extend(["<", name, ">"]);
    inner(out);
    out.extend(["</", name, ">"]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn refs(name: &str) -> Option<String> {
        match name {
            "1" => Some("note-1".to_owned()),
            "#scope" => Some("p-1".to_owned()),
            _ => None,
        }
    }

    #[test]
    fn marks_become_elements() {
        assert_eq!(
            inline(
                "*A* **b** `<c>` [d](https://e.org/?f=1&g) h[^1] i[^2]<br/>j<sub>2</sub> [k](#scope) [l](#gone)",
                &refs
            ),
            "<em>A</em> <strong>b</strong> <code>&lt;c&gt;</code> \
             <a href=\"https://e.org/?f=1&amp;g\" rel=\"noopener nofollow\">d</a> \
             h<sup><a href=\"#note-1\" role=\"doc-noteref\">1</a></sup> i<sup>2</sup><br>j<sub>2</sub> \
             <a href=\"#p-1\">k</a> l"
        );
        assert_eq!(
            inline("2. Norm to avoid tampering", &refs),
            "2. Norm to avoid tampering"
        );
        assert_eq!(inline("![A map](x.png)![](y/z.png)", &refs), "A map[z.png]");
        assert_eq!(
            inline("<a@b.org>", &refs),
            "<a href=\"mailto:a@b.org\" rel=\"noopener nofollow\">a@b.org</a>"
        );
    }

    #[test]
    fn blocks_become_elements() {
        assert_eq!(
            block("|a|b|\n|-|-|\n|1|*2*|", &refs),
            "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr></thead>\
             <tbody><tr><td>1</td><td><em>2</em></td></tr></tbody></table>"
        );
        assert_eq!(
            block("| | |\n|-|-|\n|1|2|", &refs),
            "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
        );
        assert_eq!(block("a\n\nb", &refs), "<p>a</p><p>b</p>");
        assert_eq!(
            block("3. a\n   - b\n4. c", &refs),
            "<ol start=\"3\"><li>a<ul><li>b</li></ul></li><li>c</li></ol>"
        );
        assert_eq!(
            block("> q\n\n    x < y", &refs),
            "<blockquote><p>q</p></blockquote><pre><code>x &lt; y</code></pre>"
        );
    }

    #[test]
    fn marks_stand_in_the_first_paragraph() {
        assert_eq!(
            block_behind("(a) ", "one\n\ntwo", &refs),
            "<p>(a) one</p><p>two</p>"
        );
        assert_eq!(
            block_behind("3.", "|a|\n|-|\n|b|", &refs),
            "<p>3.</p><table><thead><tr><th scope=\"col\">a</th></tr></thead>\
             <tbody><tr><td>b</td></tr></tbody></table>"
        );
        assert_eq!(
            block("4. four\n9. nine", &refs),
            "<ol start=\"4\"><li>four</li></ol><ol start=\"9\"><li>nine</li></ol>"
        );
    }

    #[test]
    fn nothing_that_runs_gets_through() {
        for hostile in [
            "<script>alert(1)</script>",
            "a <script src=//x></script>",
            "<img src=x onerror=alert(1)>",
            "<b onclick=\"alert(1)\">b</b>",
            "<svg/onload=alert(1)>",
            "<iframe srcdoc='<script>x</script>'>",
            "<style>*{}</style>",
            "[a](javascript:alert(1))",
            "[a](JAVASCRIPT:alert(1))",
            "[a](java\nscript:alert(1))",
            "[a](&#106;avascript:alert(1))",
            "[a](data:text/html;base64,PHNjcmlwdD4=)",
            "[a](vbscript:x)",
            "[a](https://x\"onclick=alert(1))",
            "[a](<https://x\" onclick=\"alert(1)>)",
            "![x](javascript:alert(1))",
            "![\"><script>](x)",
            "<javascript:alert(1)>",
            "[a][b]\n\n[b]: javascript:alert(1)",
            "`</code><script>`",
            "```\n</pre><script>\n```",
            "[^\"><script>alert(1)</script>]",
            "<scr<b></b>ipt>alert(1)</script>",
            "<!--><script>alert(1)</script>-->",
            "<x onclick=alert(1)>",
            "|<script>|\n|-|\n|<td onclick=x>|",
        ] {
            for html in [inline(hostile, &refs), block(hostile, &refs)] {
                check(&html);
            }
        }
    }

    /// Every tag is one of ours, closed in order, with no attribute but ours.
    fn check(html: &str) {
        let mut open: Vec<&str> = Vec::new();
        let mut rest = html;
        while let Some(start) = rest.find(['<', '>']) {
            assert!(rest[start..].starts_with('<'), "stray >: {html}");
            let end = start + rest[start..].find('>').expect("closed tag");
            let tag = &rest[start + 1..end];
            rest = &rest[end + 1..];
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name), "{html}");
                continue;
            }
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            let known = [
                "p",
                "em",
                "strong",
                "sub",
                "sup",
                "code",
                "pre",
                "br",
                "a",
                "ul",
                "ol",
                "li",
                "blockquote",
                "table",
                "thead",
                "tbody",
                "tr",
                "th",
                "td",
            ];
            assert!(known.contains(&name), "{name} in {html}");
            assert!(name != "a" || !open.contains(&"a"), "{html}");
            let mut left = attributes.to_owned();
            for fixed in [
                " rel=\"noopener nofollow\"",
                " role=\"doc-noteref\"",
                "scope=\"col\"",
            ] {
                left = left.replacen(fixed, "", 1);
            }
            if let Some(value) = left
                .strip_prefix("href=\"")
                .and_then(|value| value.strip_suffix('"'))
            {
                let scheme = value.to_lowercase();
                assert!(
                    ["http:", "https:", "mailto:", "#"]
                        .iter()
                        .any(|known| scheme.starts_with(known)),
                    "{html}"
                );
                assert!(
                    !value.contains(['"', '\'', '<', '>']) && !value.contains(char::is_whitespace),
                    "{html}"
                );
                left.clear();
            }
            if let Some(value) = left
                .strip_prefix("start=\"")
                .and_then(|value| value.strip_suffix('"'))
            {
                assert!(value.chars().all(|c| c.is_ascii_digit()), "{html}");
                left.clear();
            }
            assert!(left.is_empty(), "{left:?} in {html}");
            if name != "br" {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{html}");
    }

    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            3 => "[a-z ]{1,5}",
            1 => "\\PC{1,4}",
            4 => proptest::sample::select(vec![
                "<", ">", "\"", "'", "&", "<script>", "</script>", "<b", "<b>", "</b>", "<i>", "</i>", "<sup>", "<br>", "onclick=x", "[", "](", ")", "](javascript:",
                "](https://x.org", "![", "[^1]", "[^2]", "*", "**", "_", "`", "\n", "\n\n", "> ", "- ", "3. ", "|", "\n|-|-|\n", "<a href=\"", "<!--", "-->", "\\", "<https://", "<td>",
                "<svg/onload=", "```\n", "    ", "# ", "[a]: javascript:x\n", "[a]", "&lt;script&gt;", "&#60;",
            ]).prop_map(str::to_owned),
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_comes_the_page_is_safe(markdown in hostile()) {
            check(&inline(&markdown, &refs));
            check(&block(&markdown, &refs));
        }
    }
}
