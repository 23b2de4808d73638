//! Lines of running text, and where they are divided.

use super::super::mark::marks;

/// A line of running text without its indentation.
pub(super) struct Line {
    pub text: String,
    pub at: usize,
    pub column: usize,
    /// It must not begin a piece.
    pub whole: bool,
}

/// A stretch of lines.
pub(super) struct Stretch {
    pub text: String,
    pub at: usize,
    pub column: usize,
    pub head: bool,
    pub broken: bool,
}

/// Divides lines into stretches: each begins a paragraph, or begins with a mark, or was broken off on purpose.
pub(super) fn divided(lines: Vec<Line>) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut blank = true;
    // Lines of the paragraph: its longest, and the one before.
    let mut width = 0;
    let mut before = 0;
    for (index, line) in lines.iter().enumerate() {
        if line.text.trim().is_empty() {
            if line.whole
                && let Some(last) = out.last_mut()
            {
                last.text.push('\n');
            } else {
                blank = true;
            }
            continue;
        }
        if blank {
            width = lines[index..]
                .iter()
                .take_while(|line| !line.text.trim().is_empty())
                .map(|line| line.text.chars().count())
                .max()
                .unwrap_or(0);
        }
        let first_word = line.text.split_whitespace().next().unwrap_or_default();
        let roomy = before + 1 + first_word.chars().count() <= width;
        before = line.text.chars().count();
        let marked = !line.whole && (!marks(&line.text).is_empty() || is_bullet(&line.text));
        let broken = !blank
            && !line.whole
            && !marked
            && roomy
            && out.last().is_some_and(|last| {
                line.column <= last.column && (last.broken || !marks(&last.text).is_empty())
            });
        // A paragraph that begins inside code or a quote belongs to it.
        let begins = (blank && !line.whole) || marked || broken || out.is_empty();
        if begins {
            out.push(Stretch {
                text: line.text.clone(),
                at: line.at,
                column: line.column,
                head: blank,
                broken,
            });
        } else if let Some(last) = out.last_mut() {
            last.text.push_str(if blank { "\n\n" } else { "\n" });
            last.text.push_str(&line.text);
        }
        blank = false;
    }
    for stretch in &mut out {
        let end = stretch.text.trim_end().len();
        stretch.text.truncate(end);
    }
    out
}

/// Signs that people type in front of items, and that Markdown does not know.
const BULLETS: [char; 10] = ['•', '◦', '▪', '‣', '●', '○', '■', '□', '·', '▫'];

/// Whether a line begins with a sign that Markdown does not know for a bullet.
pub(in super::super) fn is_bullet(text: &str) -> bool {
    text.strip_prefix(BULLETS)
        .is_some_and(|rest| rest.starts_with([' ', '\t', '\u{a0}']))
}

/// The words behind such a sign.
pub(in super::super) fn without_bullet(text: &str) -> &str {
    if is_bullet(text) {
        text.trim_start_matches(BULLETS).trim_start()
    } else {
        text
    }
}

pub(super) fn dedent_line(line: &str, indent: usize) -> String {
    let mut rest = line;
    let mut column = 0;
    while column < indent {
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
    rest.to_owned()
}

/// What the parser would take for a definition, and so for nothing, is kept as words.
pub(super) fn escape_definition(text: &mut String) {
    if text.starts_with('[') && text.contains("]:") {
        text.insert(0, '\\');
    }
    if text.contains("\n[") {
        *text = text
            .split('\n')
            .map(|line| {
                if line.starts_with('[') && line.contains("]:") {
                    format!("\\{line}")
                } else {
                    line.to_owned()
                }
            })
            .collect::<Vec<_>>()
            .join("\n");
    }
}
