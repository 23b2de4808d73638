//! The workbench by keyboard alone. The page works without: each key only does what a link or button of the page does.

use leptos::prelude::*;

/// Listens to keys, and shows which there are.
#[island]
pub fn Keys(
    /// Keys and what they do.
    hints: Vec<(String, String)>,
) -> impl IntoView {
    let alive = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        alive.set(true);
        let listening = window_event_listener(leptos::ev::keydown, |event| browser::on_key(&event));
        on_cleanup(move || listening.remove());
    });
    view! {
        // Hints only where the keys work.
        <span hidden=move || !alive.get()>
            {hints
                .into_iter()
                .map(|(keys, words)| {
                    let keys = keys
                        .split(' ')
                        .map(|key| view! { <kbd>{key.to_owned()}</kbd>" " })
                        .collect_view();
                    view! { <span>{keys}{words}</span>" " }
                })
                .collect_view()}
        </span>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{
        prelude::document,
        wasm_bindgen::JsCast,
        web_sys::{Element, HtmlElement, KeyboardEvent},
    };

    fn find(selector: &str) -> Option<HtmlElement> {
        document()
            .query_selector(selector)
            .ok()
            .flatten()
            .and_then(|element| element.dyn_into().ok())
    }

    fn press(selector: &str) -> bool {
        let found = find(selector);
        if let Some(element) = &found {
            element.click();
        }
        found.is_some()
    }

    fn focus(selector: &str) -> bool {
        find(selector).is_some_and(|element| element.focus().is_ok())
    }

    /// Goes to the comment after (or before) the one in hand; from the last to the next page.
    fn step(forward: bool) -> bool {
        let Ok(links) = document().query_selector_all(".queue a") else {
            return false;
        };
        let current = (0..links.length()).find(|n| {
            links
                .item(*n)
                .and_then(|node| node.dyn_into::<Element>().ok())
                .is_some_and(|link| link.has_attribute("aria-current"))
        });
        let target = match (current, forward) {
            (None, _) => Some(0),
            (Some(n), true) => Some(n + 1),
            (Some(n), false) => n.checked_sub(1),
        };
        let link = target
            .and_then(|n| links.item(n))
            .and_then(|node| node.dyn_into::<HtmlElement>().ok());
        match link {
            Some(link) => {
                link.click();
                true
            }
            None if forward => press(".pages a[rel=next]"),
            None => press(".pages a[rel=prev]"),
        }
    }

    /// Keys do nothing while somebody types, nor with a modifier.
    fn is_typing(event: &KeyboardEvent) -> bool {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        target.is_some_and(|element| {
            let typed = matches!(element.tag_name().as_str(), "TEXTAREA" | "SELECT")
                || (element.tag_name() == "INPUT"
                    && element.get_attribute("type").as_deref() != Some("checkbox"));
            let pressed = element.tag_name() == "BUTTON" || element.tag_name() == "A";
            typed || (pressed && matches!(event.key().as_str(), " " | "Enter"))
        })
    }

    pub fn on_key(event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if is_typing(event) {
            if event.key() == "Escape"
                && let Some(element) = document().active_element()
                && let Ok(element) = element.dyn_into::<HtmlElement>()
            {
                let _ = element.blur();
            }
            return;
        }
        let done = match event.key().as_str() {
            "j" => step(true),
            "k" => step(false),
            " " => press(".queue li:has(a[aria-current]) input"),
            "i" => focus("#issue"),
            "n" => press("#new-issue"),
            "x" => focus("#reason"),
            "u" => press("#undo button"),
            "/" => focus("#f-words"),
            "?" => focus(".keys"),
            _ => false,
        };
        if done {
            event.prevent_default();
        }
    }
}
