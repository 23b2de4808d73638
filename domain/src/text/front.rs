//! Takes out of a document what is no part of its text, and says so: metadata in front of it, and notes that its
//! authors left in HTML comments. Lines stay where they are.

use super::html;
use super::{Notice, NoticeKind};

/// The text without metadata and notes.
pub(super) struct Fronted {
    pub text: String,
    /// The title that the metadata give.
    pub title: Option<String>,
    pub notices: Vec<Notice>,
}

/// Takes metadata and notes out.
pub(super) fn take_front(source: &str) -> Fronted {
    let mut notices = Vec::new();
    let mut title = None;
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    if let Some((inner, length)) = metadata(source) {
        let before = source.len() - source.trim_start().len();
        title = title_in(inner);
        notices.push(left_out(
            NoticeKind::FrontMatter,
            line_of(source, before),
            inner.trim_end(),
        ));
        text.extend(source[..length].matches('\n'));
        rest = &source[length..];
    }
    let first = text.len();
    without_comments(rest, first, &mut text, &mut notices);
    Fronted {
        text,
        title,
        notices,
    }
}

fn left_out(kind: NoticeKind, line: usize, found: &str) -> Notice {
    Notice {
        kind,
        line,
        anchor: None,
        found: found.to_owned(),
        expected: None,
    }
}

fn line_of(source: &str, at: usize) -> usize {
    source[..at].matches('\n').count() + 1
}

/// The inside of a fence of metadata at the start, and where the text begins. What stands between two rules
/// and does not read like metadata is text.
fn metadata(source: &str) -> Option<(&str, usize)> {
    let start = source.len() - source.trim_start_matches(['\n', ' ', '\t']).len();
    let start = source[..start].rfind('\n').map_or(0, |at| at + 1);
    let (first, _) = source[start..].split_once('\n')?;
    let fence = first.trim_end();
    let is_field: fn(&str) -> bool = match fence {
        "---" => is_yaml,
        "+++" => is_toml,
        _ => return None,
    };
    let inside = start + first.len() + 1;
    let mut at = inside;
    for line in source[inside..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == fence || (fence == "---" && bare == "...") {
            return Some((&source[inside..at], at + line.len()));
        }
        if !is_field(bare) {
            return None;
        }
        at += line.len();
    }
    None
}

/// A line of YAML as metadata have them: `key: value`, an entry of a list, a comment, or the rest of a value.
fn is_yaml(line: &str) -> bool {
    if line.is_empty() || line.starts_with([' ', '\t', '#', '}', ']']) || line.starts_with("- ") {
        return true;
    }
    is_key(
        line.split_once(':')
            .filter(|(_, value)| value.is_empty() || value.starts_with([' ', '\t'])),
    )
}

fn is_toml(line: &str) -> bool {
    line.is_empty()
        || line.starts_with([' ', '\t', '#', '[', ']', '"', '}'])
        || is_key(line.split_once('='))
}

fn is_key(pair: Option<(&str, &str)>) -> bool {
    pair.is_some_and(|(key, _)| {
        let key = key.trim().trim_matches(['"', '\'']);
        !key.is_empty()
            && key.chars().count() <= 40
            && key
                .chars()
                .all(|c| c.is_alphanumeric() || "-_.".contains(c))
    })
}

/// The value of `title`.
fn title_in(metadata: &str) -> Option<String> {
    let lines: Vec<&str> = metadata.lines().collect();
    let at = lines.iter().position(|line| {
        line.split_once([':', '='])
            .is_some_and(|(key, _)| key.trim().eq_ignore_ascii_case("title"))
    })?;
    let (_, value) = lines[at].split_once([':', '='])?;
    let mut value = value.trim().to_owned();
    // A value that goes on in the lines below.
    if matches!(value.as_str(), "" | ">" | "|" | ">-" | "|-") {
        value.clear();
    }
    for line in &lines[at + 1..] {
        if !line.starts_with([' ', '\t']) {
            break;
        }
        value.push(' ');
        value.push_str(line.trim());
    }
    let value = value.trim();
    let bare = ['"', '\'']
        .iter()
        .find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(value);
    let words = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    words
        .contains(char::is_alphanumeric)
        .then(|| super::plain::shortened(&words))
}

/// Copies the text without its HTML comments; those in code are words. `skipped` lines stand before it.
///
/// A fence of code that nothing closes would take in the whole rest of the text: it is written as words.
fn without_comments(source: &str, skipped: usize, out: &mut String, notices: &mut Vec<Notice>) {
    if !["<!--", "```", "~~~"]
        .iter()
        .any(|mark| source.contains(mark))
    {
        out.push_str(source);
        return;
    }
    // The mark that ends the fenced code we are in, and fences that are known to be closed nowhere.
    let mut open: Option<(char, usize)> = None;
    let mut unclosed: Vec<(char, usize)> = Vec::new();
    let mut number = skipped;
    let (mut at, mut end) = (0, 0);
    while at < source.len() {
        // A line with many comments is measured once.
        if at >= end {
            end = source[at..].find('\n').map_or(source.len(), |n| at + n + 1);
        }
        let line = &source[at..end];
        number += 1;
        let fence = fence(line);
        if let Some((mark, least)) = open {
            if fence.is_some_and(|it| it.closing && it.mark == mark && it.length >= least) {
                open = None;
            }
        } else if let Some(it) = fence.filter(|it| it.opening) {
            let known = |&(mark, least): &(char, usize)| mark == it.mark && least <= it.length;
            if !unclosed.iter().any(known) && closes(&source[end..], &it) {
                open = Some((it.mark, it.length));
            } else {
                unclosed.retain(|(mark, _)| *mark != it.mark);
                unclosed.push((it.mark, it.length));
                let before = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
                out.extend([&line[..before], "\\", &line[before..]]);
                at = end;
                continue;
            }
        } else if let Some(begin) = comment_in(line) {
            let start = at + begin;
            let (stop, closed) = comment_end(source, start);
            let note = &source[start..stop];
            let inner = note.strip_prefix("<!--").unwrap_or(note);
            let found = html::words(inner.strip_suffix("-->").unwrap_or(inner));
            if found.contains(char::is_alphanumeric) {
                let kind = if closed {
                    NoticeKind::Comment
                } else {
                    NoticeKind::OpenComment
                };
                notices.push(left_out(kind, number, &found));
            }
            let lines = note.matches('\n').count();
            out.push_str(&source[at..start]);
            out.extend(std::iter::repeat_n('\n', lines));
            at = stop;
            if lines > 0 {
                // White space in front of what follows would set it in.
                at += source[at..].len() - source[at..].trim_start_matches([' ', '\t']).len();
            }
            // What stands behind it in its last line is looked at again.
            number = (number + lines).saturating_sub(1);
            continue;
        }
        out.push_str(line);
        at = end;
    }
}

/// A line that may begin or end fenced code.
struct Fence {
    mark: char,
    length: usize,
    opening: bool,
    closing: bool,
}

fn fence(line: &str) -> Option<Fence> {
    let bare = line.trim_start_matches([' ', '\t', '>']);
    let mark = bare.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let rest = bare.trim_start_matches(mark);
    let length = bare.len() - rest.len();
    (length >= 3).then(|| Fence {
        mark,
        length,
        opening: !(mark == '`' && rest.contains('`')),
        closing: rest.trim().is_empty(),
    })
}

fn closes(rest: &str, open: &Fence) -> bool {
    rest.lines()
        .filter_map(fence)
        .any(|it| it.closing && it.mark == open.mark && it.length >= open.length)
}

/// Longer runs of ticks are not held to begin code: so that hostile lines cost little.
const MAX_TICKS: usize = 32;

/// Where a comment begins in the line, outside code and unless it is escaped.
fn comment_in(line: &str) -> Option<usize> {
    let first = line.find("<!--")?;
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < line.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => {
                let run = line[at..].len() - line[at..].trim_start_matches('`').len();
                let ticks = "`".repeat(run);
                let inside = at + run;
                // A span of code ends with as many ticks as it begins with.
                let mut from = if run > MAX_TICKS { line.len() } else { inside };
                let mut close = None;
                while let Some(next) = line[from..].find(&ticks) {
                    let begin = from + next;
                    let more = line[begin..].len() - line[begin..].trim_start_matches('`').len();
                    if more == run {
                        close = Some(begin + run);
                        break;
                    }
                    from = begin + more;
                }
                at = close.unwrap_or(inside);
            }
            b'<' if at >= first && line[at..].starts_with("<!--") => return Some(at),
            _ => at += 1,
        }
    }
    None
}

/// Where the comment that begins there ends, and whether it is closed. A comment in which another one begins
/// was not closed; it ends with its paragraph.
fn comment_end(source: &str, start: usize) -> (usize, bool) {
    let inner = &source[start + 4..];
    if inner.starts_with('>') {
        return (start + 5, true);
    }
    let next = inner.find("<!--").unwrap_or(inner.len());
    if let Some(end) = inner[..next].find("-->") {
        return (start + 4 + end + 3, true);
    }
    let mut at = start + 4;
    for (index, line) in inner.split_inclusive('\n').enumerate() {
        let bare = line.trim();
        let begins = bare.starts_with(['#', '>', '|'])
            || ["- ", "* ", "+ "].iter().any(|mark| bare.starts_with(mark))
            || super::mark::item_mark(bare).is_some();
        if index > 0 && (bare.is_empty() || begins) {
            break;
        }
        // Another comment begins where it begins.
        if let Some(other) = line.find("<!--") {
            return (at + other, false);
        }
        at += line.len();
    }
    // The end of its last line stays.
    let stop = at - usize::from(source[start + 4..at].ends_with('\n'));
    (stop, false)
}
