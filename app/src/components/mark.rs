//! Marks of the stakeholder groups: a shape each, so that colour is only a help.

use domain::account::StakeholderGroup;
use leptos::prelude::*;

/// The class that sets the hue, and the name of the mark in the sprite.
pub const fn class(group: StakeholderGroup) -> (&'static str, &'static str) {
    match group {
        StakeholderGroup::State => ("g-state", "m-state"),
        StakeholderGroup::PrivateSector => ("g-private", "m-private"),
        StakeholderGroup::TechnicalCommunity => ("g-technical", "m-technical"),
        StakeholderGroup::CivilSociety => ("g-civil", "m-civil"),
        StakeholderGroup::Academia => ("g-academia", "m-academia"),
        StakeholderGroup::InternationalOrganisation => ("g-international", "m-international"),
        StakeholderGroup::Individual => ("g-individual", "m-individual"),
    }
}

/// The same for a group that may not be stated.
pub const fn class_of(group: Option<StakeholderGroup>) -> (&'static str, &'static str) {
    match group {
        Some(group) => class(group),
        None => ("g-none", "m-none"),
    }
}

/// The mark alone; whoever uses it writes the group's name beside it, visible or for screen readers.
pub fn mark(group: StakeholderGroup) -> impl IntoView {
    let (class, symbol) = class(group);
    view! {
        <svg class=format!("mark {class}") aria-hidden="true">
            <use href=format!("#{symbol}")></use>
        </svg>
    }
}

/// The shapes, once a page.
pub const SPRITE: &str = concat!(
    r#"<svg class="vh" aria-hidden="true" focusable="false">"#,
    r#"<symbol id="m-state" viewBox="0 0 10 10"><path fill="currentColor" d="M1 1h8v8H1z"/></symbol>"#,
    r#"<symbol id="m-private" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4.4" fill="currentColor"/></symbol>"#,
    r#"<symbol id="m-technical" viewBox="0 0 10 10"><circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="none"/></symbol>"#,
    r#"<symbol id="m-civil" viewBox="0 0 10 10"><path fill="currentColor" d="M5 .5 9.9 9.3H.1z"/></symbol>"#,
    r#"<symbol id="m-academia" viewBox="0 0 10 10"><path fill="currentColor" d="M5 0l5 5-5 5-5-5z"/></symbol>"#,
    r#"<symbol id="m-international" viewBox="0 0 10 10"><path fill="currentColor" d="M3.4.5h3.2v2.9h2.9v3.2H6.6v2.9H3.4V6.6H.5V3.4h2.9z"/></symbol>"#,
    r#"<symbol id="m-individual" viewBox="0 0 10 10"><path fill="currentColor" d="M3.6.5h2.8v9H3.6z"/></symbol>"#,
    r#"<symbol id="m-none" viewBox="0 0 10 10"><path fill="currentColor" d="M1 4h8v2H1z"/></symbol>"#,
    "</svg>",
);
