//! What a handler works with. `Cx` is an extractor: it finds out who asks and in which language, and makes pages.

use app::{
    Chrome, Page,
    i18n::Texts,
    render::{Reader, Within},
};
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{Timestamp, actor::Actor, consultation::Slug, ops::ConsultationContext, store::Store};

use super::{AppState, Failure, failure::Asker};

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
        let language = super::language::of(parts, &actor);
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
        Html(self.html(None, page)).into_response()
    }

    /// Answers a page of a consultation, with its navigation.
    pub fn page_in(&self, context: &ConsultationContext, page: impl FnOnce() -> Page) -> Response {
        Html(self.html(Some(self.within(context)), page)).into_response()
    }

    /// The same with a status other than 200: 422 for a form that comes back, 409 for a conflict.
    pub fn page_with(
        &self,
        status: StatusCode,
        context: Option<&ConsultationContext>,
        page: impl FnOnce() -> Page,
    ) -> Response {
        let within = context.map(|context| self.within(context));
        let html = self.html(within, self.titled(status, page));
        (status, Html(html)).into_response()
    }

    /// A page that is made for one browser and never kept for others: its forms have keys, a visitor's too.
    pub fn page_of_one(&self, status: StatusCode, page: impl FnOnce() -> Page) -> Response {
        let html = app::render(self.chrome(None), self.titled(status, page));
        (status, Html(super::once::keyed(&html))).into_response()
    }

    /// Who listens to the page hears first that the form came back.
    fn titled(&self, status: StatusCode, page: impl FnOnce() -> Page) -> impl FnOnce() -> Page {
        let texts = self.texts;
        move || {
            let mut page = page();
            if status == StatusCode::UNPROCESSABLE_ENTITY {
                page.title = texts.with("title-wrong", &[("title", page.title.into())]);
            }
            page
        }
    }

    /// A page's HTML, with a key in each of its forms. Visitors' pages are kept for all of them, and have none.
    fn html(&self, within: Option<Within>, page: impl FnOnce() -> Page) -> String {
        let html = app::render(self.chrome(within), page);
        if self.actor.account().is_some() {
            super::once::keyed(&html)
        } else {
            html
        }
    }

    /// The navigation of a consultation, as far as the actor may follow it.
    fn within(&self, context: &ConsultationContext) -> Within {
        let slug = &context.consultation.slug;
        Within {
            slug: slug.to_string(),
            title: context.consultation.title.clone(),
            paper: app::pages::consultation::on_paper(self.texts, context),
            links: super::navigation::links(self, context),
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
