//! Beside a field, while somebody types into it: how many characters are left, and what a proposed wording changes.
//! The field works without: the server counts, and shows the difference, when the form arrives.

use domain::redline::{is_proposal, proposal};
use leptos::prelude::*;

use crate::redline::{Said, views};

/// What is typed into the field with this id, now and after each change. Nothing on the server.
fn typed_into(field: &str) -> RwSignal<Option<String>> {
    let typed = RwSignal::new(None);
    #[cfg(feature = "hydrate")]
    {
        let field = field.to_owned();
        Effect::new(move |_| {
            typed.set(browser::value_of(&field));
            let field = field.clone();
            let listening = window_event_listener(leptos::ev::input, move |event| {
                if browser::is_at(&event, &field) {
                    typed.set(browser::value_of(&field));
                }
            });
            on_cleanup(move || listening.remove());
        });
    }
    let _ = field;
    typed
}

/// How many characters are left, once it is worth knowing; and how many are too many.
#[island]
pub fn Remaining(
    /// The id of the field.
    field: String,
    /// So many characters fit.
    most: usize,
    /// The words around the number that are left.
    left: (String, String),
    /// The words around the number that are too many.
    over: (String, String),
) -> impl IntoView {
    let typed = typed_into(&field);
    // As the server counts: a line end is one character.
    let used = move || typed.with(|text| text.as_ref().map_or(0, |text| text.chars().count()));
    let told = move || {
        let used = used();
        if used > most {
            format!("{}{}{}", over.0, used - most, over.1)
        } else if used * 4 >= most * 3 {
            format!("{}{}{}", left.0, most - used, left.1)
        } else {
            String::new()
        }
    };
    view! {
        <span class="left" class:wrong-message=move || { used() > most }>{told}</span>
    }
}

/// What the wording that is typed changes in the provision; and a way to begin from the provision's own words.
#[island]
pub fn Difference(
    /// The id of the field.
    field: String,
    /// The provision's words.
    original: String,
    /// Over the difference.
    title: String,
    /// On the button that fills the field with the provision's words.
    begin: String,
    /// Says of words that they are new, to those who hear the page.
    inserted: String,
    /// And that they are gone.
    removed: String,
) -> impl IntoView {
    let typed = typed_into(&field);
    let is_empty =
        move || typed.with(|text| text.as_ref().is_none_or(|text| text.trim().is_empty()));
    let words = original.clone();
    let pieces = Memo::new(move |_| {
        typed.with(|text| {
            let text = text.as_deref().unwrap_or_default().trim();
            if is_proposal(&words, text) {
                proposal(&words, text)
            } else {
                Vec::new()
            }
        })
    });
    let said = Said {
        inserted,
        deleted: removed,
    };
    let fill = move |_| {
        #[cfg(feature = "hydrate")]
        browser::fill(&field, &original);
        let _ = (&field, &original);
    };
    view! {
        <button type="button" class="button second small" hidden=move || typed.with(Option::is_none) || !is_empty() on:click=fill>
            {begin}
        </button>
        <div class="difference" hidden=move || pieces.with(Vec::is_empty)>
            <p class="small soft">{title}</p>
            <p class="redline" dir="auto">
                {move || views(&pieces.get(), &said, || ().into_any())}
            </p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{
        prelude::document,
        wasm_bindgen::JsCast,
        web_sys::{Element, Event, EventInit, HtmlTextAreaElement},
    };

    fn area(id: &str) -> Option<HtmlTextAreaElement> {
        document().get_element_by_id(id)?.dyn_into().ok()
    }

    pub fn value_of(id: &str) -> Option<String> {
        area(id).map(|area| area.value())
    }

    pub fn is_at(event: &Event, id: &str) -> bool {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        target.is_some_and(|element| element.id() == id)
    }

    /// As if it had been typed: everybody who listens hears of it.
    pub fn fill(id: &str, words: &str) {
        if let Some(area) = area(id) {
            area.set_value(words);
            let _ = area.focus();
            let options = EventInit::new();
            options.set_bubbles(true);
            if let Ok(event) = Event::new_with_event_init_dict("input", &options) {
                let _ = area.dispatch_event(&event);
            }
        }
    }
}
