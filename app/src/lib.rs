//! What a person sees.
//!
//! Compiled twice: with `ssr` into the server, where [`pages`] are rendered as HTML from what `domain::ops`
//! answers, and with `hydrate` into WebAssembly, where only [`islands`] live. A page is a plain function from a
//! model to a view; it works without scripts. An island adds comfort to a page that already works.

/// `#[server]` functions for the islands, about ten lines each.
pub mod api;
/// Parts of the browser that are alive.
pub mod islands;

/// Redlines as markup.
pub mod redline;

/// Where the files are that a page links.
pub mod assets;

/// The form kit, the provision, charts, layout.
#[cfg(feature = "ssr")]
pub mod components;
/// The message catalogue; dates and numbers.
#[cfg(feature = "ssr")]
pub mod i18n;
/// Mails, in words and markup.
#[cfg(feature = "ssr")]
pub mod mail;
/// One file a page.
#[cfg(feature = "ssr")]
pub mod pages;
/// From a view to bytes.
#[cfg(feature = "ssr")]
pub mod render;
/// The message that answers each submitter.
#[cfg(feature = "ssr")]
pub mod response;
/// Every URL of the site.
#[cfg(feature = "ssr")]
pub mod routes;

#[cfg(feature = "ssr")]
pub use render::{Chrome, Page, render};

/// Called by `boot.js` before it walks the islands of a page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
