//! Reads the shared data in place, and reads words without any help of the code under test.

#![allow(dead_code, reason = "each test file uses a part of it")]

#[path = "../support/skip.rs"]
mod skip;

use std::path::PathBuf;

use skip::{Needs, skip};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data")
}

/// A text of the shared data; says so where it is absent.
pub fn shared(path: &str) -> Option<String> {
    let file = root().join(path);
    match std::fs::read_to_string(&file) {
        Ok(text) => Some(text),
        Err(error) => {
            skip(Needs::Shared, &format!("../shared/data/{path}: {error}"));
            None
        }
    }
}

/// The UTF-8 texts of a folder of the shared data, by name.
pub fn folder(path: &str) -> Vec<(String, String)> {
    let Ok(entries) = std::fs::read_dir(root().join(path)) else {
        skip(Needs::Shared, &format!("../shared/data/{path} is absent"));
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
        .into_iter()
        .filter_map(|file| {
            let text = std::fs::read_to_string(&file).ok()?;
            Some((file.display().to_string(), text))
        })
        .collect()
}

/// Everything between `<` and `>` that looks like a tag, taken out; so are comments.
pub fn without_tags(source: &str) -> String {
    let mut out = String::new();
    let mut rest = source;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        let tag = &rest[start..];
        if let Some(comment) = tag.strip_prefix("<!--").and_then(|inner| inner.find("-->")) {
            out.push(' ');
            rest = &tag[comment + 7..];
            continue;
        }
        let after = &tag[1..];
        let name = after.strip_prefix('/').unwrap_or(after);
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?');
        // An address in angle brackets is no tag.
        let word = name
            .split(|c: char| c.is_whitespace() || c == '>' || c == '/')
            .next()
            .unwrap_or_default();
        let address = !word.starts_with('!') && (word.contains(':') || word.contains('@'));
        match tag.find('>') {
            Some(end) if is_name && !address => {
                out.push(' ');
                // What a picture says in its place are words.
                if let Some((_, alt)) = tag[..end].split_once("alt=\"").filter(|_| word == "img") {
                    out.push_str(alt.split('"').next().unwrap_or_default());
                    out.push(' ');
                }
                rest = &tag[end + 1..];
            }
            _ => {
                out.push(' ');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The words outside tags: runs of letters and figures, in order.
pub fn words(source: &str) -> Vec<String> {
    tokens(&without_tags(source))
}

/// Runs of letters and figures, in order.
pub fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Words of three to six small letters that no mark of Markdown or HTML is near, of lines of nothing else.
pub fn prose_words(source: &str) -> Vec<String> {
    source
        .lines()
        .filter(|line| line.chars().all(|c| c.is_ascii_lowercase() || c == ' '))
        .flat_map(|line| line.split(' '))
        .filter(|word| word.len() >= 3)
        .map(str::to_owned)
        .collect()
}
