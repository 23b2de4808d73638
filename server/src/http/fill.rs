//! Puts values into the forms of a page of ours, as somebody had typed them. Our pages quote every value and escape what
//! people write, so that tags can be told by their brackets.

use std::collections::BTreeSet;

use app::components::form;

/// Hidden fields that say what was read when the words were typed: so a change meanwhile is noticed as it would have
/// been.
const READ: [&str; 3] = ["revision", "text", "new"];

/// A page with these values in the fields of its forms that change something, and the names that had a place.
pub fn fill(html: &str, fields: &[(String, String)]) -> (String, BTreeSet<String>) {
    let mut filling = Filling {
        fields,
        placed: BTreeSet::new(),
        in_form: false,
        select: None,
    };
    let mut filled = String::with_capacity(html.len() + 1024);
    let mut rest = html;
    while let Some((before, tag, after)) = next_tag(rest) {
        filled.push_str(before);
        rest = after;
        let written = filling.tag(tag);
        filled.push_str(written.as_deref().unwrap_or(tag));
        if let Some(words) = filling.words_of(tag) {
            let end = rest.find("</textarea").unwrap_or(rest.len());
            filled.push_str(&form::typed(&words));
            rest = &rest[end..];
        }
    }
    filled.push_str(rest);
    (filled, filling.placed)
}

/// A page with a word at its beginning.
pub fn with_notice(html: &str, notice: &str) -> String {
    let mut rest = html;
    let mut seen = 0;
    while let Some((before, tag, after)) = next_tag(rest) {
        seen += before.len() + tag.len();
        if element(tag) == "main" {
            let (head, body) = html.split_at(seen);
            return format!("{head}{notice}{body}");
        }
        rest = after;
    }
    html.to_owned()
}

/// What is before the next tag, the tag, and what is after it.
fn next_tag(html: &str) -> Option<(&str, &str, &str)> {
    let start = html.find('<')?;
    let mut quoted = false;
    let end = html[start..].find(|c| {
        quoted ^= c == '"';
        c == '>' && !quoted
    })?;
    let (before, rest) = html.split_at(start);
    let (tag, after) = rest.split_at(end + 1);
    Some((before, tag, after))
}

/// `form` of `<form method="post">`, `/form` of `</form>`.
fn element(tag: &str) -> &str {
    let inside = tag.trim_start_matches('<');
    let end = inside
        .char_indices()
        .find(|(n, c)| c.is_whitespace() || *c == '>' || (*c == '/' && *n > 0));
    &inside[..end.map_or(inside.len(), |(end, _)| end)]
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let value = rest.split('"').next()?;
    Some(
        value
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#x27;", "'")
            .replace("&#39;", "'")
            .replace("&amp;", "&"),
    )
}

/// A tag without an attribute, whether it has a value or stands alone.
fn without(tag: &str, name: &str) -> String {
    let valued = format!(" {name}=\"");
    if let Some((before, rest)) = tag.split_once(&valued) {
        let after = rest.split_once('"').map_or("", |(_, after)| after);
        return format!("{before}{after}");
    }
    for end in [" ", ">", "/"] {
        if let Some((before, after)) = tag.split_once(&format!(" {name}{end}")) {
            return format!("{before}{end}{after}");
        }
    }
    tag.to_owned()
}

/// A tag with an attribute at its end.
fn with(tag: &str, attribute: &str) -> String {
    let inside = tag.trim_end_matches('>').trim_end_matches('/');
    format!("{inside} {attribute}>")
}

struct Filling<'a> {
    fields: &'a [(String, String)],
    placed: BTreeSet<String>,
    in_form: bool,
    select: Option<String>,
}

impl Filling<'_> {
    fn values(&self, name: &str) -> Vec<&str> {
        let of_name = self.fields.iter().filter(|(it, _)| it == name);
        of_name.map(|(_, value)| value.as_str()).collect()
    }

    /// The name of a field that has a value to be put in, inside a form that changes something or bound to one.
    fn name(&self, tag: &str) -> Option<String> {
        let is_ours = self.in_form || attribute(tag, "form").is_some();
        attribute(tag, "name").filter(|name| is_ours && !self.values(name).is_empty())
    }

    fn tag(&mut self, tag: &str) -> Option<String> {
        match element(tag) {
            "form" => self.in_form = attribute(tag, "method").as_deref() == Some("post"),
            "/form" => self.in_form = false,
            "select" => self.select = self.name(tag),
            "/select" => self.select = None,
            "option" => {
                let name = self.select.clone()?;
                let value = attribute(tag, "value").unwrap_or_default();
                return Some(self.marked(tag, &name, &value, "selected"));
            }
            "input" => return self.input(tag),
            _ => {}
        }
        None
    }

    /// What was written into a field of several lines.
    fn words_of(&mut self, tag: &str) -> Option<String> {
        let name = (element(tag) == "textarea").then(|| self.name(tag))??;
        let words = (*self.values(&name).first()?).to_owned();
        self.placed.insert(name);
        Some(words)
    }

    fn input(&mut self, tag: &str) -> Option<String> {
        let name = self.name(tag)?;
        let kind = attribute(tag, "type").unwrap_or_default();
        match kind.as_str() {
            "file" => None,
            "hidden" if !READ.contains(&name.as_str()) => None,
            "radio" | "checkbox" => {
                let value = attribute(tag, "value").unwrap_or_else(|| "on".to_owned());
                Some(self.marked(tag, &name, &value, "checked"))
            }
            _ => {
                let mut value = String::new();
                app::components::markdown::escape(self.values(&name).first()?, &mut value);
                let value = value.replace('"', "&quot;");
                self.placed.insert(name);
                Some(with(&without(tag, "value"), &format!("value=\"{value}\"")))
            }
        }
    }

    /// A choice with its mark if it was made, and without if it was not.
    fn marked(&mut self, tag: &str, name: &str, value: &str, mark: &str) -> String {
        let bare = without(tag, mark);
        if self.values(name).contains(&value) {
            self.placed.insert(name.to_owned());
            with(&bare, mark)
        } else {
            bare
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_a_form_are_filled_as_they_were_and_no_other() {
        let html = "<form method=\"get\"><input name=\"body\"></form>\
            <form method=\"post\"><input type=\"hidden\" name=\"id\" value=\"7\">\
            <input type=\"hidden\" name=\"revision\" value=\"2\"><textarea name=\"body\">\n</textarea>\
            <input type=\"radio\" name=\"kind\" value=\"a\" checked><input type=\"radio\" name=\"kind\" value=\"b\">\
            <select name=\"group\"><option value=\"x\" selected>X</option><option value=\"y\">Y</option></select></form>";
        let fields: Vec<(String, String)> = [
            ("id", "8"),
            ("revision", "1"),
            ("body", "</textarea><script>"),
            ("kind", "b"),
            ("group", "y"),
            ("gone", "words"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        let (html, placed) = fill(html, &fields);
        assert!(html.starts_with("<form method=\"get\"><input name=\"body\"></form>"));
        assert!(html.contains("name=\"id\" value=\"7\""), "{html}");
        assert!(html.contains("name=\"revision\" value=\"1\""), "{html}");
        assert!(html.contains("&lt;/textarea"), "{html}");
        assert!(!html.contains("<script>"), "{html}");
        assert_eq!(html.matches(" checked").count(), 1, "{html}");
        assert!(html.contains("value=\"b\" checked"), "{html}");
        assert!(html.contains("<option value=\"y\" selected"), "{html}");
        assert!(html.contains("<option value=\"x\">"), "{html}");
        assert!(!placed.contains("gone") && placed.contains("body"));
    }

    #[test]
    fn a_notice_stands_at_the_beginning() {
        let html = with_notice("<body title=\"a > b\"><main id=\"main\"><p>", "<i>");
        assert_eq!(html, "<body title=\"a > b\"><main id=\"main\"><i><p>");
    }
}
