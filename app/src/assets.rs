//! Where the files are that a page's head names. The server knows (their names carry a hash of their content), the
//! pages only ask.

/// Addresses of the files every page links. All begin with `/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssetUrls {
    /// The style sheet.
    pub style: &'static str,
    /// The mark in a browser's tab.
    pub icon: &'static str,
    /// The serif face: worth a preload on every page (`as="font"`, `crossorigin`).
    pub serif: &'static str,
    /// The Arabic face: worth a preload on pages in Arabic.
    pub naskh: &'static str,
    /// The module that wakes islands, for `<script type="module">`; nothing if this build has none.
    pub boot: Option<&'static str>,
    /// What `boot` loads next: worth a `modulepreload` on pages with islands.
    pub module: Option<&'static str>,
    /// What `module` loads next.
    pub wasm: Option<&'static str>,
}
