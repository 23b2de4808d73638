//! Words that keep their own direction whatever stands around them: labels, references, names, addresses. In a page in
//! Arabic, `2.1(1)` would otherwise come out as `(1)2.1`. Plain text has `domain::direction::isolated` for it.

use leptos::prelude::*;

/// Words that stand among others.
pub fn bdi(words: impl Into<String>) -> AnyView {
    let words = words.into();
    view! { <bdi>{words}</bdi> }.into_any()
}
