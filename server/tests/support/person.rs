//! Somebody with a browser without scripts who uses a server over the network: opens pages, fills in the forms that
//! are in them, presses buttons.

use domain::{
    Timestamp, account::EmailAddress, actor::Actor, ops::sign_in, sign_in::Next, store::Store,
};
use reqwest::{Response, header};

/// A browser with somebody signed in.
#[derive(Clone, Debug)]
pub struct Person {
    http: reqwest::Client,
    cookie: String,
}

/// A client that follows no redirects, so that acknowledgements can be told from pages.
pub fn http() -> reqwest::Client {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client")
}

impl Person {
    /// Opens a sign-in link and presses its button.
    pub async fn sign_in(
        http: &reqwest::Client,
        origin: &str,
        store: &Store,
        email: &EmailAddress,
        now: Timestamp,
    ) -> Self {
        let link =
            sign_in::issue_link(store, &Actor::Operator, now, email, Next::default(), origin)
                .await
                .expect("a link");
        let pressed = http
            .post(link)
            .header("sec-fetch-site", "same-origin")
            .send()
            .await
            .expect("an answer");
        assert_eq!(pressed.status(), 303);
        let cookie = pressed.headers()[header::SET_COOKIE]
            .to_str()
            .expect("ASCII");
        Self {
            http: http.clone(),
            cookie: cookie.split(';').next().expect("a pair").to_owned(),
        }
    }

    /// What the browser sends as `Cookie`.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Opens a page.
    pub async fn get(&self, url: &str) -> reqwest::Result<Response> {
        self.http
            .get(url)
            .header(header::COOKIE, &self.cookie)
            .send()
            .await
    }

    /// Sends a form to the page that it stands in.
    pub async fn post(&self, url: &str, fields: &[(String, String)]) -> reqwest::Result<Response> {
        self.http
            .post(url)
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .form(fields)
            .send()
            .await
    }

    /// Opens a page and answers the form with this button in it, as it would be sent by pressing it.
    pub async fn form(&self, url: &str, button: (&str, &str)) -> Vec<(String, String)> {
        let page = self.get(url).await.expect("an answer");
        let status = page.status();
        let page = page.text().await.expect("a page");
        assert_eq!(status, 200, "{page}");
        form(&page, button)
    }
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
