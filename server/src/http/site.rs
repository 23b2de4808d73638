//! Routes and who may use them, in one list: an operation without a rule cannot be written, and a test walks the list
//! with every role. A form's POST is registered act by act, with fields that reach the real work of the act.

use std::{collections::BTreeMap, convert::Infallible, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{DefaultBodyLimit, Request},
    handler::Handler,
    http::{StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use domain::{Error, act::Act, error::Problems};
use tower::ServiceExt as _;

use super::{AppState, Failure, arrival, once, typed};

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody, signed in or not; nothing of a consultation is behind it.
    Open,
    /// Those whom the table lets do this.
    To(Act),
}

/// Fields of a form, as somebody would send them who means the act: names and values.
pub type Sample = &'static [(&'static str, &'static str)];

/// A route with its rule.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// GET or POST.
    pub method: &'static str,
    /// The pattern, from `app::routes`.
    pub path: &'static str,
    /// What the form's `act` says; empty for the only act of a path, and for pages. One that ends with a colon goes
    /// on with a number.
    pub act: &'static str,
    /// Who may use it.
    pub access: Access,
    /// What a form of this act sends, `act` left out.
    pub sample: Sample,
    /// Whether the form may carry a file, and is sent in parts.
    pub in_parts: bool,
}

/// One act of a path with its handler.
type Handled = (&'static str, MethodRouter<AppState>);

/// The router and the list of what is in it.
#[derive(Default)]
pub struct Site {
    router: Router<AppState>,
    forms: BTreeMap<&'static str, Vec<Handled>>,
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
            act: "",
            access,
            sample: &[],
            in_parts: false,
        });
        self
    }

    /// Something to do: an act of a form that posts to the URL of its own page.
    #[must_use]
    pub fn act<H, T>(
        mut self,
        path: &'static str,
        act: &'static str,
        access: Access,
        sample: Sample,
        handler: H,
    ) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        let acts = self.forms.entry(path).or_default();
        acts.push((act, post(handler)));
        self.did(path, act, access, sample, false)
    }

    /// The acts of a form that may carry a file: of up to `limit` bytes, read once it is known that whoever sends them
    /// may, and handed to the one handler of all of them once the whole of it is here.
    #[must_use]
    pub fn acts_with_file<H, T>(
        mut self,
        path: &'static str,
        access: Access,
        limit: usize,
        acts: &[(&'static str, Sample)],
        handler: H,
    ) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        let form = post(handler)
            .layer::<_, Infallible>(middleware::from_fn(once::once))
            .layer::<_, Infallible>(middleware::from_fn(move |request, next| {
                arrival::with_file(access, limit, request, next)
            }))
            .layer(DefaultBodyLimit::max(limit));
        self.router = self.router.route(path, form);
        for &(act, sample) in acts {
            self = self.did(path, act, access, sample, true);
        }
        self
    }

    fn did(
        mut self,
        path: &'static str,
        act: &'static str,
        access: Access,
        sample: Sample,
        in_parts: bool,
    ) -> Self {
        self.routes.push(Route {
            method: "POST",
            path,
            act,
            access,
            sample,
            in_parts,
        });
        self
    }

    /// Adds another noun's routes.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.forms.extend(other.forms);
        self.routes.extend(other.routes);
        self
    }

    /// All of it for axum.
    pub fn router(self, state: &AppState) -> Router<AppState> {
        let mut router = self.router;
        for (path, acts) in self.forms {
            let acts: Arc<[(&str, MethodRouter)]> = acts
                .into_iter()
                .map(|(act, handler)| (act, handler.with_state(state.clone())))
                .collect();
            let form = post(move |request: Request| by_act(acts.clone(), request))
                .layer::<_, Infallible>(middleware::from_fn(once::once))
                .layer::<_, Infallible>(middleware::from_fn(arrival::whole))
                .layer(DefaultBodyLimit::max(arrival::MOST_READ));
            router = router.route(path, form);
        }
        router
    }
}

/// Hands a form to the handler of its act. A form that says none is of the only act there is; an act that is not there
/// is told so, and does nothing.
async fn by_act(acts: Arc<[(&'static str, MethodRouter)]>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let plain = parts
        .headers
        .get(header::CONTENT_TYPE)
        .is_some_and(typed::is_plain);
    let wanted = plain
        .then(|| {
            url::form_urlencoded::parse(&body)
                .filter(|(name, _)| name == "act")
                .last()
        })
        .flatten()
        .map_or_else(String::new, |(_, act)| act.into_owned());
    let handler = match &acts[..] {
        // A server function is no form, and a form of one act needs no word for it.
        [(only, handler)] if wanted.is_empty() || *only == wanted || only.is_empty() => {
            Some(handler)
        }
        acts => acts
            .iter()
            .find(|(act, _)| is_meant(act, &wanted))
            .map(|(_, handler)| handler),
    };
    let request = Request::from_parts(parts, Body::from(body));
    match handler {
        Some(handler) => match handler.clone().oneshot(request).await {
            Ok(response) => response,
        },
        None => {
            Failure::from(Error::Invalid(Problems::one("act", "no-such-act", ""))).into_response()
        }
    }
}

fn is_meant(act: &str, wanted: &str) -> bool {
    let numbered = act.strip_suffix(':').and_then(|act| {
        let number = wanted.strip_prefix(act)?.strip_prefix(':')?;
        number.parse::<i32>().ok()
    });
    act == wanted || numbered.is_some()
}

#[cfg(test)]
mod tests {
    use super::is_meant;

    #[test]
    fn an_act_is_meant_by_its_whole_word() {
        assert!(is_meant("save", "save") && !is_meant("save", "saved") && !is_meant("save", ""));
        assert!(
            is_meant("out:", "out:12") && !is_meant("out:", "out:x") && !is_meant("out:", "out")
        );
    }
}
