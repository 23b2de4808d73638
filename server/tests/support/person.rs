//! Somebody with a browser without scripts who uses a server over the network: opens pages, fills in the forms that
//! are in them, presses buttons.

use super::forms::form;
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
