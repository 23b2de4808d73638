//! A browser without scripts: talks to the real router, keeps cookies, sends forms from pages of the site.

use std::collections::BTreeMap;

use axum::{
    Router,
    body::{Body, HttpBody as _},
    http::{HeaderMap, Request, StatusCode, header},
};
use domain::{
    account::EmailAddress,
    actor::{Actor, Role},
    consultation::Slug,
    ops::{
        account::{self, ProfileFields},
        role, sign_in,
    },
    sign_in::Next,
    store::Store,
};

use http_body_util::BodyExt as _;
use plenary::{
    clock::Clock,
    config::{Config, Flags},
    http::{AppState, router, site::Route},
};
use tower::ServiceExt as _;

/// Where the site is reached in tests.
pub const ORIGIN: &str = "https://consult.example";

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, as text.
    pub body: String,
}

impl Answer {
    /// Where a redirect leads; empty if it is none.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// A header's value; empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("a header in ASCII"))
    }

    /// The cookies it sets, as they are written.
    pub fn cookies(&self) -> Vec<&str> {
        self.headers
            .get_all(header::SET_COOKIE)
            .iter()
            .map(|value| value.to_str().expect("ASCII"))
            .collect()
    }
}

/// The site under test: a router on a database with a clock of its own.
#[derive(Clone)]
pub struct Site {
    /// The database.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
    router: Router,
}

impl Site {
    /// A site reached over https, at a moment.
    pub fn new(store: Store, at: domain::Timestamp) -> Self {
        Self::at(store, at, ORIGIN)
    }

    /// The same, reached under another address.
    pub fn at(store: Store, at: domain::Timestamp, origin: &str) -> Self {
        let flags = Flags {
            public_url: Some(origin.to_owned()),
            ..Flags::default()
        };
        let config = Config::load(&flags).expect("settings");
        let clock = Clock::set(at);
        let router = router(AppState::new(store.clone(), config, clock.clone()));
        Self {
            store,
            clock,
            router,
        }
    }

    /// Somebody without cookies.
    pub fn visitor(&self) -> Client {
        Client {
            site: self.clone(),
            cookies: BTreeMap::new(),
            origin: ORIGIN.to_owned(),
            language: None,
        }
    }

    /// Somebody with an account and roles, signed in: `("facilitator", "wells")`, `("administrator", "")`.
    pub async fn signed_in(&self, email: &str, roles: &[(Role, &str)]) -> Client {
        let at = self.clock.now();
        let profile = ProfileFields {
            name: format!("Desk of {email}"),
            group: "civil-society".into(),
            ..ProfileFields::default()
        };
        account::create(&self.store, &Actor::Operator, at, email, &profile)
            .await
            .expect("an account");
        for (what, slug) in roles {
            let slug: Option<Slug> = (!slug.is_empty()).then(|| slug.parse().expect("a slug"));
            role::grant(
                &self.store,
                &Actor::Operator,
                at,
                email,
                *what,
                slug.as_ref(),
                |_| domain::ops::mail::Written {
                    subject: "A role".into(),
                    text: String::new(),
                    html: String::new(),
                },
            )
            .await
            .expect("a role");
        }
        let mut client = self.visitor();
        client.sign_in(email).await;
        client
    }
}

/// Somebody with a browser.
#[derive(Clone)]
pub struct Client {
    site: Site,
    /// What the browser keeps.
    pub cookies: BTreeMap<String, String>,
    /// What it says as `Origin`.
    pub origin: String,
    /// What it says as `Accept-Language`.
    pub language: Option<&'static str>,
}

impl Client {
    /// Signs in to an account as its owner does: opens the link, presses the button.
    pub async fn sign_in(&mut self, email: &str) {
        let email: EmailAddress = email.parse().expect("an address");
        let at = self.site.clock.now();
        let link = sign_in::issue_link(
            &self.site.store,
            &Actor::Operator,
            at,
            &email,
            Next::default(),
            ORIGIN,
        )
        .await;
        let link = link.expect("a link");
        let path = link
            .strip_prefix(ORIGIN)
            .expect("a link of the site")
            .to_owned();
        let pressed = self.post(&path, &[]).await;
        assert_eq!(pressed.status, StatusCode::SEE_OTHER, "{}", pressed.body);
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, Body::empty(), None).await
    }

    /// Sends a form from a page of the site.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        self.send(
            "POST",
            path,
            Body::from(form.finish()),
            Some("application/x-www-form-urlencoded"),
        )
        .await
    }

    /// Sends the sample of an act to a path.
    pub async fn act(&mut self, path: &str, route: &Route) -> Answer {
        let act = if route.act.ends_with(':') {
            format!("{}1", route.act)
        } else {
            route.act.to_owned()
        };
        let mut fields = route.sample.to_vec();
        if !act.is_empty() {
            fields.push(("act", &act));
        }
        if !route.in_parts {
            return self.post(path, &fields).await;
        }
        let mut body = String::new();
        for (name, value) in fields {
            let head = format!("Content-Disposition: form-data; name=\"{name}\"");
            body += "--part\r\n";
            body += &head;
            body += "\r\n\r\n";
            body += value;
            body += "\r\n";
        }
        body.push_str("--part--\r\n");
        let kind = Some("multipart/form-data; boundary=part");
        self.send("POST", path, Body::from(body), kind).await
    }

    /// Calls a server function as an island does.
    pub async fn post_json(&mut self, path: &str, call: &serde_json::Value) -> Answer {
        let body = Body::from(call.to_string());
        self.send("POST", path, body, Some("application/json"))
            .await
    }

    /// Sends a request.
    pub async fn send(
        &mut self,
        method: &str,
        path: &str,
        body: Body,
        kind: Option<&str>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request = request.header(header::COOKIE, pairs.join("; "));
        }
        if method != "GET" {
            request = request.header(header::ORIGIN, &self.origin);
        }
        if let Some(language) = self.language {
            request = request.header(header::ACCEPT_LANGUAGE, language);
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if let Some(length) = body.size_hint().exact() {
            request = request.header(header::CONTENT_LENGTH, length);
        }
        let request = request.body(body).expect("a request");
        let response = self
            .site
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes();
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        };
        for cookie in answer.cookies() {
            let (name, rest) = cookie.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            if value.is_empty() || rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}

/// A consultation without a text: a draft.
pub async fn consultation(store: &Store, at: domain::Timestamp, slug: &str) {
    use domain::{ops::consultation, round::Confidentiality};
    let new = consultation::New {
        slug: slug.parse().expect("a slug"),
        title: "Norms for the care of shared wells".into(),
        commission: "Commission on Shared Wells".into(),
        question: "Are these norms the right ones?".into(),
        mandate: String::new(),
        confidentiality: Confidentiality::Public,
        opens_at: None,
        closes_at: None,
        time_zone: "Europe/Paris".into(),
    };
    consultation::create(store, &Actor::Operator, at, new)
        .await
        .expect("a consultation");
}
