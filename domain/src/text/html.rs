//! Reads the HTML tags that people leave in their Markdown, one tag at a time.

/// What stands at the start of a text that begins with `<`. The number is its length in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// An opening or empty tag of a known element.
    Open(&'static str, usize),
    /// A closing tag of a known element.
    Close(&'static str, usize),
    /// A comment.
    Comment(usize),
    /// No tag of ours: words that begin with `<`.
    Words,
}

/// Elements whose tags keep their meaning in a provision.
const KEPT: &[&str] = &["b", "br", "em", "i", "strong", "sub", "sup"];

/// Elements that stand on their own, so that their tags divide words and paragraphs.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "script",
    "section",
    "select",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Other elements, whose tags stand inside words or around them.
const OTHERS: &[&str] = &[
    "a", "abbr", "acronym", "applet", "area", "audio", "base", "basefont", "bdi", "bdo", "big",
    "blink", "button", "canvas", "cite", "code", "data", "datalist", "del", "dfn", "embed", "font",
    "frame", "frameset", "img", "input", "ins", "kbd", "label", "link", "map", "mark", "math",
    "meta", "meter", "noframes", "noscript", "object", "output", "param", "picture", "progress",
    "q", "rp", "rt", "ruby", "s", "samp", "slot", "small", "source", "span", "strike", "svg",
    "time", "track", "tt", "u", "var", "video", "wbr",
];

/// Whether the tags of that element keep their meaning.
pub(super) fn is_kept(name: &str) -> bool {
    KEPT.contains(&name)
}

/// Whether the tags of that element divide paragraphs.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// What [`pieces`] finds in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// Words, among them everything that only begins like a tag.
    Words(&'a str),
    /// `<`, where it begins no tag.
    Sign,
    /// A known element's opening or empty tag, as it is written.
    Open(&'static str, &'a str),
    /// A known element's closing tag, as it is written.
    Close(&'static str, &'a str),
}

/// The words and tags of raw HTML in order, without its comments.
pub(super) fn pieces(raw: &str) -> impl Iterator<Item = Found<'_>> {
    // Beyond the last end of a comment none is looked for: that keeps hostile input cheap.
    let last_comment = raw.rfind("-->").unwrap_or(0);
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &raw[at..];
            if rest.is_empty() {
                return None;
            }
            if !rest.starts_with('<') {
                let length = rest.find('<').unwrap_or(rest.len());
                at += length;
                return Some(Found::Words(&rest[..length]));
            }
            if rest.starts_with("<!--") && at > last_comment {
                at += 1;
                return Some(Found::Sign);
            }
            match read(rest) {
                Piece::Open(name, length) => {
                    at += length;
                    return Some(Found::Open(name, &rest[..length]));
                }
                Piece::Close(name, length) => {
                    at += length;
                    return Some(Found::Close(name, &rest[..length]));
                }
                Piece::Comment(length) => at += length,
                Piece::Words => {
                    at += 1;
                    return Some(Found::Sign);
                }
            }
        }
    })
}

/// Reads the piece that `text`, which begins with `<`, begins with.
pub(super) fn read(text: &str) -> Piece {
    if let Some(rest) = text.strip_prefix("<!--") {
        return rest
            .find("-->")
            .map_or(Piece::Words, |end| Piece::Comment(end + 7));
    }
    let Some(inner) = text.strip_prefix('<') else {
        return Piece::Words;
    };
    let (closing, inner) = inner
        .strip_prefix('/')
        .map_or((false, inner), |rest| (true, rest));
    let end = inner
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inner.len());
    let (word, rest) = inner.split_at(end);
    let name = word.to_ascii_lowercase();
    let Some(name) = [KEPT, BLOCKS, OTHERS]
        .into_iter()
        .flatten()
        .copied()
        .find(|known| *known == name)
    else {
        return Piece::Words;
    };
    // After the name comes white space, `/` or the end: `<b-side>` is no tag of ours.
    if !rest.starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>') {
        return Piece::Words;
    }
    let Some(close) = end_of_tag(rest) else {
        return Piece::Words;
    };
    let length = text.len() - rest.len() + close;
    if closing {
        Piece::Close(name, length)
    } else {
        Piece::Open(name, length)
    }
}

/// Where the tag ends, quotation marks respected; within a bound, so that stray signs cost nothing.
fn end_of_tag(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (index, c) in rest.char_indices().take(10_000) {
        match (quote, c) {
            (None, '>') => return Some(index + 1),
            (None, '<') => return None,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// What a picture's tag says in its place.
pub(super) fn alternative(name: &str, tag: &str) -> Option<String> {
    if name != "img" {
        return None;
    }
    let at = tag.to_ascii_lowercase().find("alt=")? + 4;
    let value = tag.get(at..)?;
    let words = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value
            .split(|c: char| c.is_whitespace() || c == '>')
            .next()?,
    };
    words
        .contains(char::is_alphanumeric)
        .then(|| format!(" {} ", words.trim()))
}

/// The words of raw HTML, each run of white space one space.
pub(super) fn words(raw: &str) -> String {
    let mut out = String::new();
    for piece in pieces(raw) {
        match piece {
            Found::Words(words) => out.push_str(words),
            Found::Sign => out.push('<'),
            Found::Open(name, tag) | Found::Close(name, tag) => {
                if is_block(name) || name == "br" {
                    out.push(' ');
                } else if let Some(words) = alternative(name, tag) {
                    out.push_str(&words);
                }
            }
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_words() {
        assert_eq!(read("<br />x"), Piece::Open("br", 6));
        assert_eq!(read("</TD>x"), Piece::Close("td", 5));
        assert_eq!(read("<a title=\"a > b\" href=x>y"), Piece::Open("a", 24));
        assert_eq!(read("<!-- x --> y"), Piece::Comment(10));
        assert_eq!(read("<your name>"), Piece::Words);
        assert_eq!(read("<b-side>"), Piece::Words);
        assert_eq!(read("<b and no end"), Piece::Words);
        assert_eq!(read("< 5"), Piece::Words);
        assert_eq!(words("<td>A<br>B</td><td><i>C</i>D <x>"), "A B CD <x>");
    }
}
