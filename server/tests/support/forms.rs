//! Forms as they stand in pages.

/// The buttons of all forms of a page that post, as (address or none for the page's own, act).
pub fn acts(page: &str) -> Vec<(Option<String>, String)> {
    let mut acts = Vec::new();
    for (form, inside) in elements(page, "form") {
        if attribute(form, "method").as_deref() != Some("post") {
            continue;
        }
        for button in tags(inside, "button").chain(tags(inside, "input")) {
            if attribute(button, "name").as_deref() == Some("act") {
                let act = attribute(button, "value").unwrap_or_default();
                acts.push((attribute(form, "action"), act));
            }
        }
    }
    acts
}

/// The fields of the form in a page that has this button, with what stands in them, and the button.
pub fn form(page: &str, button: (&str, &str)) -> Vec<(String, String)> {
    let form = page
        .split("<form")
        .skip(1)
        .filter_map(|rest| rest.split("</form>").next())
        .find(|form| {
            tags(form, "button").any(|tag| {
                attribute(tag, "name").as_deref() == Some(button.0)
                    && attribute(tag, "value").as_deref() == Some(button.1)
            })
        })
        .unwrap_or_else(|| panic!("no form with the button {button:?}: {page}"));
    let mut fields = Vec::new();
    let start = form.as_ptr() as usize - page.as_ptr() as usize;
    let opening = page[start..].split('>').next().unwrap_or_default();
    let id = attribute(opening, "id");
    // Fields may stand elsewhere and say to which form they belong.
    let bound = tags(page, "input").filter(|tag| {
        let of = attribute(tag, "form");
        of.is_some() && of == id
    });
    for tag in tags(form, "input").chain(bound) {
        let kind = attribute(tag, "type").unwrap_or_default();
        let chosen = !["radio", "checkbox"].contains(&kind.as_str()) || has(tag, "checked");
        if let Some(name) = attribute(tag, "name").filter(|_| chosen) {
            fields.push((name, attribute(tag, "value").unwrap_or_default()));
        }
    }
    for (tag, words) in elements(form, "textarea") {
        if let Some(name) = attribute(tag, "name") {
            fields.push((name, plain(words.strip_prefix('\n').unwrap_or(words))));
        }
    }
    for (tag, options) in elements(form, "select") {
        let chosen = tags(options, "option")
            .find(|option| has(option, "selected"))
            .or_else(|| tags(options, "option").next());
        if let (Some(name), Some(chosen)) = (attribute(tag, "name"), chosen) {
            fields.push((name, attribute(chosen, "value").unwrap_or_default()));
        }
    }
    fields.push((button.0.to_owned(), button.1.to_owned()));
    fields
}

/// The opening tags of an element, without the angle brackets.
fn tags<'a>(html: &'a str, element: &'a str) -> impl Iterator<Item = &'a str> {
    html.split('<')
        .filter_map(|rest| rest.split('>').next())
        .filter(move |tag| {
            tag.strip_prefix(element)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '/']))
        })
}

/// The elements of a name: opening tag and contents.
fn elements<'a>(html: &'a str, element: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let end = format!("</{element}>");
    tags(html, element).map(move |tag| {
        let from = tag.as_ptr() as usize - html.as_ptr() as usize + tag.len() + 1;
        let rest = html.get(from..).unwrap_or_default();
        (tag, rest.split(end.as_str()).next().unwrap_or_default())
    })
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(plain(rest.split('"').next()?))
}

fn has(tag: &str, name: &str) -> bool {
    tag.split([' ', '=', '/']).any(|part| part == name)
}

fn plain(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
