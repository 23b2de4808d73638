//! The ways from a page of a long list to the one before and the next.

use domain::paging::Seek;
use leptos::prelude::*;

use crate::render::texts;

/// The links; none if everything is on one page. `base` is the address of the list, with what filters it.
pub fn ways(base: &str, previous: Option<Seek>, next: Option<Seek>) -> Option<AnyView> {
    let texts = texts();
    let link = |seek: Seek, rel: &'static str, key: &str| {
        let url = url(base, seek, "");
        view! { <a rel=rel href=url>{texts.t(key)}</a> }
    };
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pages" aria-label=texts.t("pages")>
                {previous.map(|seek| link(seek, "prev", "previous-page"))}" "
                {next.map(|seek| link(seek, "next", "next-page"))}
            </nav>
        }
        .into_any()
    })
}

/// The address of a page of a list, with an anchor on it (`#comments`) or none.
pub fn url(base: &str, seek: Seek, anchor: &str) -> String {
    let (name, place) = seek.parameter();
    let (path, query) = base.split_once('?').unwrap_or((base, ""));
    let separator = if query.is_empty() { "" } else { "&" };
    format!("{path}?{query}{separator}{name}={place}{anchor}")
}
