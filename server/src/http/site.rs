//! Routes and who may use them, in one list: a route without a rule cannot be written, and a test walks the list
//! with every role.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    middleware,
    routing::{get, post},
};
use domain::act::Act;

use super::{AppState, arrival};

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody, signed in or not; nothing of a consultation is behind it.
    Open,
    /// Those whom the table lets do this.
    To(Act),
}

/// A route with its rule.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// GET or POST.
    pub method: &'static str,
    /// The pattern, from `app::routes`.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
}

/// The router and the list of what is in it.
#[derive(Default)]
pub struct Site {
    /// For axum.
    pub router: Router<AppState>,
    /// For the walk of routes and roles.
    pub routes: Vec<Route>,
}

impl Site {
    /// Something to see.
    #[must_use]
    pub fn get<H, T>(mut self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.router = self.router.route(path, get(handler));
        self.routes.push(Route {
            method: "GET",
            path,
            access,
        });
        self
    }

    /// Something to do: a form's POST to the URL of its own page.
    #[must_use]
    pub fn post<H, T>(mut self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        let whole = middleware::from_fn(arrival::whole);
        self.router = self.router.route(path, post(handler).layer(whole));
        self.did(path, access)
    }

    /// The same for a form that may carry a file: of up to `limit` bytes, read by the handler once it knows that
    /// whoever sends them may.
    #[must_use]
    pub fn post_file<H, T>(
        mut self,
        path: &'static str,
        access: Access,
        limit: usize,
        handler: H,
    ) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        let limit = DefaultBodyLimit::max(limit);
        self.router = self.router.route(path, post(handler).layer(limit));
        self.did(path, access)
    }

    fn did(mut self, path: &'static str, access: Access) -> Self {
        self.routes.push(Route {
            method: "POST",
            path,
            access,
        });
        self
    }

    /// Adds another noun's routes.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.routes.extend(other.routes);
        self
    }
}
