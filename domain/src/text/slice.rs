//! Takes a block's own marks and indentation off its source.

/// The first byte of the line.
pub(super) fn line_start(source: &str, offset: usize) -> usize {
    source[..offset]
        .rfind('\n')
        .map_or(0, |newline| newline + 1)
}

/// How many columns a text takes; a tab goes on to the next multiple of four.
pub(super) fn columns(text: &str) -> usize {
    text.chars().fold(0, |column, c| {
        if c == '\t' {
            column / 4 * 4 + 4
        } else {
            column + 1
        }
    })
}

/// Takes up to `indent` columns of white space from the start of every line but the first, and all of it around.
pub(super) fn dedent(text: &str, indent: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let mut rest = line;
        let mut column = 0;
        while number > 0 && column < indent {
            if let Some(after) = rest.strip_prefix(' ') {
                column += 1;
                rest = after;
            } else if let Some(after) = rest.strip_prefix('\t') {
                column = column / 4 * 4 + 4;
                rest = after;
            } else {
                break;
            }
        }
        out.push_str(rest);
    }
    // Leading lines may be empty; indentation of the first line with words would make it code.
    out.trim().to_owned()
}

/// The words of a heading without its marks.
pub(super) fn heading_text(raw: &str) -> String {
    let raw = raw.trim();
    let text = if raw.starts_with('#') {
        let text = raw.trim_start_matches('#').trim();
        let open = text.trim_end_matches('#');
        // A closing run of number signs counts only after white space.
        if open.is_empty() || open.ends_with(char::is_whitespace) {
            open.trim()
        } else {
            text
        }
    } else {
        raw.rsplit_once('\n')
            .map_or(raw, |(words, _line)| words)
            .trim()
    };
    let misread = (text.starts_with('[') && text.contains("]:"))
        || text.starts_with("```")
        || text.starts_with("~~~");
    if misread {
        format!("\\{text}")
    } else {
        text.to_owned()
    }
}

/// The contents of a quote.
pub(super) fn unquoted(raw: &str) -> String {
    let lines: Vec<&str> = raw
        .lines()
        .map(|line| {
            let inner = line.trim_start_matches(' ');
            match inner.strip_prefix('>') {
                Some(inner) if line.len() - inner.len() <= 4 => {
                    inner.strip_prefix(' ').unwrap_or(inner)
                }
                _ => line,
            }
        })
        .collect();
    lines.join("\n").trim().to_owned()
}
