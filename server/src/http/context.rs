//! What a handler works with. `Cx` is an extractor: it finds out who asks and in which language, and makes pages.

use app::{
    Chrome, Page,
    i18n::Texts,
    render::{Reader, Within},
};
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{
    Timestamp, account::Language, actor::Actor, consultation::Slug, ops::Place, store::Store,
};

use super::{AppState, Failure, failure::Asker};

/// The name of the cookie that keeps a visitor's choice of language.
pub const LANGUAGE_COOKIE: &str = "lang";

/// What a handler works with.
#[derive(Clone)]
pub struct Cx {
    /// Everything the server has.
    pub state: AppState,
    /// The database.
    pub store: Store,
    /// Who asks.
    pub actor: Actor,
    /// By the server's clock, once a request.
    pub now: Timestamp,
    /// The words.
    pub texts: Texts,
    /// Path and query.
    pub path: String,
}

impl FromRequestParts<AppState> for Cx {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let actor = super::session::actor(parts, state).await?;
        if let Some(asker) = parts.extensions.get::<Asker>() {
            asker.is(&actor);
        }
        Ok(Self::assemble(parts, state, actor))
    }
}

impl Cx {
    /// Without looking who asks: for pages that say that something failed.
    pub fn assemble(parts: &Parts, state: &AppState, actor: Actor) -> Self {
        let path = parts
            .uri
            .path_and_query()
            .map_or_else(String::new, ToString::to_string);
        // Links of the page are made of it: "//elsewhere.example" would lead to another site.
        let path = format!("/{}", path.trim_start_matches(['/', '\\']));
        let language = language(parts, &actor);
        Self {
            state: state.clone(),
            store: state.store.clone(),
            actor,
            now: state.clock.now(),
            texts: Texts::of(language),
            path,
        }
    }

    /// What every page shares.
    pub fn chrome(&self, within: Option<Within>) -> Chrome {
        let reader = self.actor.account().map(|account| Reader {
            name: [&account.organisation, &account.name]
                .into_iter()
                .find(|name| !name.is_empty())
                .map_or_else(|| account.email.to_string(), Clone::clone),
            time_zone: account.time_zone.clone(),
        });
        Chrome {
            texts: self.texts,
            path: self.path.clone(),
            reader,
            within,
            assets: self.state.assets,
        }
    }

    /// Answers a page of the site.
    pub fn page(&self, page: impl FnOnce() -> Page) -> Response {
        Html(app::render(self.chrome(None), page)).into_response()
    }

    /// Answers a page of a consultation, with its navigation.
    pub fn page_in(&self, place: &Place, page: impl FnOnce() -> Page) -> Response {
        Html(app::render(self.chrome(Some(self.within(place))), page)).into_response()
    }

    /// The same with a status other than 200: 422 for a form that comes back, 409 for a conflict.
    pub fn page_with(
        &self,
        status: StatusCode,
        place: Option<&Place>,
        page: impl FnOnce() -> Page,
    ) -> Response {
        let within = place.map(|place| self.within(place));
        let texts = self.texts;
        let page = || {
            let mut page = page();
            if status == StatusCode::UNPROCESSABLE_ENTITY {
                // Who listens to the page hears first that the form came back.
                page.title = texts.with("title-wrong", &[("title", page.title.into())]);
            }
            page
        };
        (status, Html(app::render(self.chrome(within), page))).into_response()
    }

    /// The navigation of a consultation, as far as the actor may follow it.
    fn within(&self, place: &Place) -> Within {
        let slug = &place.consultation.slug;
        Within {
            slug: slug.to_string(),
            title: place.consultation.title.clone(),
            links: super::pages::navigation(self, place),
        }
    }
}

/// See other: where a form leads when it is done.
pub fn see_other(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// A consultation's name from the path; what cannot be one is not there.
pub fn slug(text: &str) -> Result<Slug, Failure> {
    text.parse().map_err(|_| domain::Error::NotFound.into())
}

/// The language of the answer: `?lang=`, else what was chosen in this browser (the cookie), else the account's, else
/// what the browser prefers.
fn language(parts: &Parts, actor: &Actor) -> Language {
    let asked = super::language::asked(parts.uri.query().unwrap_or_default());
    let cookie = || {
        let cookies = parts
            .headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok());
        cookies.flat_map(|value| value.split(';')).find_map(|pair| {
            pair.trim()
                .strip_prefix(LANGUAGE_COOKIE)?
                .strip_prefix('=')?
                .parse()
                .ok()
        })
    };
    asked
        .or_else(cookie)
        .or_else(|| actor.account().map(|account| account.language))
        .or_else(|| preferred(parts.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?))
        .unwrap_or(Language::English)
}

/// The first language of `Accept-Language` that we have, by its weights.
fn preferred(header: &str) -> Option<Language> {
    let mut wanted: Vec<(f32, Language)> = header
        .split(',')
        .filter_map(|item| {
            let mut parts = item.split(';');
            let tag = parts.next()?.trim().split('-').next()?.to_lowercase();
            let weight = parts
                .find_map(|p| p.trim().strip_prefix("q=")?.parse().ok())
                .unwrap_or(1.0);
            Some((weight, tag.parse().ok()?))
        })
        .collect();
    wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
    wanted.first().map(|(_, language)| *language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_s_preference_is_read_by_weight() {
        assert_eq!(preferred("de, fr;q=0.5, ar;q=0.9"), Some(Language::Arabic));
        assert_eq!(preferred("fr-CH, en;q=0.8"), Some(Language::French));
        assert_eq!(preferred("de"), None);
    }
}
