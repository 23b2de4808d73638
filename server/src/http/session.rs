//! Who asks: browsers' sessions, by tower-sessions over our own store.
//!
//! The cookie holds a random number and nothing else; the database knows its digest only. A session ends on sign-out,
//! after two weeks without a visit, and after thirty days whatever happens; an administrator's after twelve hours. All
//! by our clock.

use async_trait::async_trait;
use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, header, request::Parts},
    middleware::Next,
    response::Response,
};
use domain::{
    Error,
    actor::Actor,
    id::AccountId,
    ops::{self, session::Told},
    store::Store,
};
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};
use tower_sessions::{
    Expiry, Session, SessionManagerLayer, SessionStore,
    cookie::SameSite,
    session::{Id, Record},
    session_store,
};

use super::{AppState, Failure};
use crate::{clock::Clock, config::Config};

/// The account's key in a session.
const ACCOUNT: &str = "account";
/// When the session was last written, in seconds since 1970.
const SEEN: &str = "seen";
/// When they signed in, in seconds since 1970.
const BEGAN: &str = "began";
/// In what browser.
const BROWSER: &str = "browser";
/// A session ends after this long without a visit.
const INACTIVE: Duration = Duration::days(14);
/// A session ends after this long, in seconds, however often it is used.
const LONGEST: i64 = 30 * 24 * 3600;
/// The same for whoever may do everything.
const LONGEST_OF_ADMINISTRATORS: i64 = 12 * 3600;
/// A visit is noted at most this often, in seconds: reading costs no writing.
const NOTE_EVERY: i64 = 3600;

/// The cookie over https: browsers take it from this host only, secure, for all of it.
const COOKIE: &str = "__Host-plenary";
/// The cookie on plain http over loopback, where that prefix cannot be.
const LOOPBACK_COOKIE: &str = "plenary";

/// Keeps sessions in the database.
#[derive(Clone, Debug)]
pub struct Sessions {
    store: Store,
    clock: Clock,
}

impl Sessions {
    fn expires_at(&self) -> i64 {
        self.clock.now().timestamp() + INACTIVE.whole_seconds()
    }
}

/// Never the cookie's value itself: a leaked table is no set of live sessions.
fn key(id: Id) -> Vec<u8> {
    Sha256::digest(id.0.to_le_bytes()).to_vec()
}

fn encode(record: &Record) -> session_store::Result<String> {
    serde_json::to_string(&record.data)
        .map_err(|error| session_store::Error::Encode(error.to_string()))
}

/// What the database is told of a session, out of what the session holds.
fn told(record: &Record) -> Told {
    let number = |name: &str| record.data.get(name).and_then(serde_json::Value::as_i64);
    let account = record.data.get(ACCOUNT).cloned();
    Told {
        account: account.and_then(|it| serde_json::from_value(it).ok()),
        began_at: number(BEGAN),
        seen_at: number(SEEN),
        browser: record
            .data
            .get(BROWSER)
            .and_then(|it| it.as_str())
            .unwrap_or_default()
            .to_owned(),
    }
}

fn backend(error: Error) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        let data = encode(record)?;
        // Should two sessions ever draw the same number, the later one draws again.
        while !ops::session::create(
            &self.store,
            &key(record.id),
            &data,
            &told(record),
            self.expires_at(),
        )
        .await
        .map_err(backend)?
        {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let data = encode(record)?;
        let (key, told) = (key(record.id), told(record));
        ops::session::save(&self.store, &key, &data, &told, self.expires_at())
            .await
            .map_err(backend)
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let now = self.clock.now().timestamp();
        let Some((data, expires_at)) = ops::session::load(&self.store, &key(*id), now)
            .await
            .map_err(backend)?
        else {
            return Ok(None);
        };
        let data = serde_json::from_str(&data)
            .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(expires_at)
            .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        ops::session::delete(&self.store, &key(*id))
            .await
            .map_err(backend)
    }
}

/// The layer for everything that may ask who asks. It reads the database only when that is asked.
pub fn layer(state: &AppState) -> SessionManagerLayer<Sessions> {
    let secure = !state.config.is_loopback_http();
    let sessions = Sessions {
        store: state.store.clone(),
        clock: state.clock.clone(),
    };
    SessionManagerLayer::new(sessions)
        .with_name(cookie_name(&state.config))
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(secure)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(INACTIVE))
}

/// What the cookie is called under these settings.
pub fn cookie_name(config: &Config) -> &'static str {
    if config.is_loopback_http() {
        LOOPBACK_COOKIE
    } else {
        COOKIE
    }
}

/// Outside the layer: browsers let a `__Host-` cookie be removed only by a cookie that is `Secure` itself, which
/// the layer's removal is not.
pub async fn seal(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let cookies: Vec<HeaderValue> = response
        .headers()
        .get_all(header::SET_COOKIE)
        .iter()
        .map(sealed)
        .collect();
    response.headers_mut().remove(header::SET_COOKIE);
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn sealed(cookie: &HeaderValue) -> HeaderValue {
    let Some(text) = cookie
        .to_str()
        .ok()
        .filter(|text| text.starts_with(COOKIE) && !text.contains("Secure"))
    else {
        return cookie.clone();
    };
    HeaderValue::from_str(&format!("{text}; HttpOnly; SameSite=Lax; Secure"))
        .unwrap_or_else(|_| cookie.clone())
}

/// The actor of a request: whoever the session names, with their roles as they stand now; else a visitor.
pub async fn actor(parts: &mut Parts, state: &AppState) -> Result<Actor, Failure> {
    let Some(session) = parts.extensions.get::<Session>() else {
        return Ok(Actor::Visitor);
    };
    if session.id().is_none() {
        // No cookie: nothing is read.
        return Ok(Actor::Visitor);
    }
    let Some(account) = session.get::<AccountId>(ACCOUNT).await.map_err(fault)? else {
        return Ok(Actor::Visitor);
    };
    let Some(actor) = ops::account::actor(&state.store, account).await? else {
        session.flush().await.map_err(fault)?;
        return Ok(Actor::Visitor);
    };
    let now = state.clock.now().timestamp();
    let moment = async |name: &str| session.get::<i64>(name).await.map_err(fault);
    let seen = moment(SEEN).await?.unwrap_or_default();
    let longest = if actor.is_administrator() {
        LONGEST_OF_ADMINISTRATORS
    } else {
        LONGEST
    };
    match moment(BEGAN).await? {
        Some(began) if now - began >= longest => {
            session.flush().await.map_err(fault)?;
            return Ok(Actor::Visitor);
        }
        Some(_) => {}
        // From before sessions said so.
        None => session.insert(BEGAN, now).await.map_err(fault)?,
    }
    if now - seen >= NOTE_EVERY {
        session.insert(SEEN, now).await.map_err(fault)?;
    }
    Ok(actor)
}

/// The key of this session in the database; none without one.
pub fn key_of(session: &Session) -> Option<Vec<u8>> {
    session.id().map(key)
}

/// Begins the session of an account, under a new number: one that was planted before signing in is worth nothing.
pub async fn begin(
    session: &Session,
    state: &AppState,
    account: AccountId,
    headers: &HeaderMap,
) -> Result<(), Failure> {
    let now = state.clock.now().timestamp();
    session.cycle_id().await.map_err(fault)?;
    session.insert(ACCOUNT, account).await.map_err(fault)?;
    session.insert(BEGAN, now).await.map_err(fault)?;
    session.insert(SEEN, now).await.map_err(fault)?;
    let browser = browser(headers);
    session.insert(BROWSER, browser).await.map_err(fault)?;
    Ok(())
}

/// Browser and system in short, as they say of themselves: enough to know one's own by, and no more.
fn browser(headers: &HeaderMap) -> String {
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|it| it.to_str().ok())
        .unwrap_or_default();
    let first = |names: &[(&str, &'static str)]| {
        let found = names.iter().find(|(mark, _)| agent.contains(mark));
        found.map(|(_, name)| *name)
    };
    // Each calls itself by the names of those that came before it, too.
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

/// Has the browser forget what it kept of pages that only the signed-in see. The language stays chosen.
pub fn forgotten(mut response: Response) -> Response {
    response.headers_mut().insert(
        "clear-site-data",
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    response
}

/// Ends the session.
pub async fn end(session: &Session) -> Result<(), Failure> {
    session.flush().await.map_err(fault)
}

/// The database did not answer; what is stored by us is readable by us.
fn fault(error: tower_sessions::session::Error) -> Failure {
    domain::store::away(error).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removal_is_sealed_and_everything_else_is_left_alone() {
        let removal = HeaderValue::from_static("__Host-plenary=; Path=/; Max-Age=0");
        let text = sealed(&removal);
        assert_eq!(
            text,
            "__Host-plenary=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"
        );
        assert_eq!(sealed(&text), text);
        let other = HeaderValue::from_static("lang=fr; Path=/");
        assert_eq!(sealed(&other), other);
    }
}
