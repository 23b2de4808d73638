//! Joins the style sheet's files into one, and takes out what only people read.
//!
//! Knows just as much CSS as `style/plenary.css` uses: `@layer` and `@import url(..) layer(..) media` on lines of
//! their own. Included by the build script, and by a test of the server.

/// The files that `entry` imports, in order.
pub fn imports(entry: &str) -> Vec<&str> {
    entry
        .lines()
        .filter_map(|line| quoted(line.trim().strip_prefix("@import url(")?))
        .collect()
}

/// One style sheet out of `entry`: each `@import` becomes a block in its layer (and medium) with the text that `read`
/// answers for the file's name.
pub fn bundle<E>(
    entry: &str,
    mut read: impl FnMut(&str) -> Result<String, E>,
) -> Result<String, E> {
    let mut out = String::new();
    for line in entry.lines() {
        let Some((name, rest)) = line
            .trim()
            .strip_prefix("@import url(")
            .and_then(|rest| Some((quoted(rest)?, rest)))
        else {
            out.push_str(line);
            out.push('\n');
            continue;
        };
        let layer = rest
            .split_once("layer(")
            .and_then(|(_, rest)| rest.split_once(')'));
        let (layer, medium) = layer.unwrap_or(("", ";"));
        let medium = medium.trim().trim_end_matches(';').trim();
        let text = read(name)?;
        let (open, close) = if medium.is_empty() {
            (String::new(), "")
        } else {
            (format!("@media {medium} {{\n"), "}\n")
        };
        for part in [&open, "@layer ", layer, " {\n", &text, "\n}\n", close] {
            out.push_str(part);
        }
    }
    Ok(out)
}

/// Without comments and without white space that means nothing. Strings stay as they are.
pub fn minify(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(next) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            gap(&mut out);
        } else if next == '"' {
            let end = rest[1..].find('"').map_or(rest.len(), |end| end + 2);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if next.is_whitespace() {
            rest = rest.trim_start();
            gap(&mut out);
        } else {
            // A space before a colon or an opening bracket may be a descendant's: only before these it means nothing.
            if matches!(next, '{' | '}' | ';' | ',') && out.ends_with(' ') {
                out.pop();
            }
            if next == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    out
}

/// One space, where the text so far does not make it meaningless.
fn gap(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '{', '}', ';', ',', ':']) {
        out.push(' ');
    }
}

/// The first string in double quotes.
fn quoted(text: &str) -> Option<&str> {
    text.split('"').nth(1)
}
