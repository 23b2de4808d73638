//! What a person sees: pages for the server, islands for the browser.

/// Where the files are that a page links.
pub mod assets;
