//! A draft is kept while it is written. The form around the island works without it: then the button keeps the draft.
//!
//! The first time, the draft is made, and from then on the form posts to the draft's own page, with the revision that
//! was stored last; so the button, too, meets the check against other windows. Where another window was first,
//! autosaving stops and the button shows both texts.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the island says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// While it is being kept.
    pub saving: String,
    /// Once it is, before and after the time.
    pub saved: (String, String),
    /// When the server cannot be reached.
    pub unreachable: String,
}

/// Keeps the draft that is written in the form around it.
#[island]
pub fn Autosave(
    /// The consultation.
    slug: String,
    /// Of the provision; empty: the document as a whole.
    anchor: String,
    /// The draft, if there is one already; else empty.
    draft: String,
    /// What it says.
    words: Words,
) -> impl IntoView {
    let told = RwSignal::new(String::new());
    let place = NodeRef::<leptos::html::P>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            browser::keep(&place, told, &slug, &anchor, &draft, &words);
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (slug, anchor, draft, words);
    view! { <p class="kept" role="status" node_ref=place>{told}</p> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::{cell::RefCell, rc::Rc, time::Duration};

    use leptos::{
        ev,
        prelude::*,
        task::spawn_local,
        wasm_bindgen::JsCast,
        web_sys::{
            Element, EventTarget, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, Node,
            VisibilityState,
        },
    };

    use super::Words;
    use crate::api::{CommentForm, save_draft};

    /// Long enough that nobody is saved in the middle of a word, short enough that little is lost with the power.
    const PAUSE: Duration = Duration::from_millis(1500);

    /// The form, and where keeping it stands.
    struct Keeper {
        form: HtmlFormElement,
        told: RwSignal<String>,
        words: Words,
        slug: String,
        anchor: String,
        /// Empty until there is one.
        draft: String,
        /// What the server has.
        stored: CommentForm,
        timer: Option<TimeoutHandle>,
        is_saving: bool,
        /// Another window was first, or the form is on its way.
        is_over: bool,
        /// The button that was pressed while the draft was being saved: the form leaves once the answer is here.
        pressed: Option<HtmlElement>,
    }

    type Shared = Rc<RefCell<Keeper>>;

    pub fn keep(
        place: &HtmlElement,
        told: RwSignal<String>,
        slug: &str,
        anchor: &str,
        draft: &str,
        words: &Words,
    ) {
        let form = place.closest("form").ok().flatten();
        let Some(form) = form.and_then(|it| it.dyn_into::<HtmlFormElement>().ok()) else {
            return;
        };
        let stored = read(&form);
        let keeper: Shared = Rc::new(RefCell::new(Keeper {
            form: form.clone(),
            told,
            words: words.clone(),
            slug: slug.to_owned(),
            anchor: anchor.to_owned(),
            draft: draft.to_owned(),
            stored,
            timer: None,
            is_saving: false,
            is_over: false,
            pressed: None,
        }));
        let of_form = move |target: Option<EventTarget>| {
            let node = target.and_then(|it| it.dyn_into::<Node>().ok());
            node.is_some_and(|node| form.contains(Some(&node)))
        };
        let (typing, leaving, hiding) = (keeper.clone(), keeper.clone(), keeper.clone());
        let in_form = of_form.clone();
        window_event_listener(ev::input, move |event| {
            if in_form(event.target()) {
                later(&typing);
            }
        });
        window_event_listener(ev::submit, move |event| {
            if of_form(event.target()) && !leave(&leaving, event.submitter()) {
                event.prevent_default();
            }
        });
        // The window is being closed, or the phone put away.
        window_event_listener_untyped("visibilitychange", move |_| {
            if document().visibility_state() == VisibilityState::Hidden {
                save(&hiding);
            }
        });
        // Back to a page that the browser had kept: what was pressed is done.
        window_event_listener(ev::pageshow, move |event| {
            if event.persisted() {
                keeper.borrow_mut().is_over = false;
            }
        });
    }

    fn later(keeper: &Shared) {
        let mut this = keeper.borrow_mut();
        if let Some(timer) = this.timer.take() {
            timer.clear();
        }
        let next = keeper.clone();
        this.timer = set_timeout_with_handle(move || save(&next), PAUSE).ok();
    }

    /// Whether the form may leave now; else it leaves by itself, once the answer under way is here.
    fn leave(keeper: &Shared, submitter: Option<HtmlElement>) -> bool {
        let mut this = keeper.borrow_mut();
        if let Some(timer) = this.timer.take() {
            timer.clear();
        }
        // Pressed twice: the answer is long in coming, and the form can wait no longer.
        if this.is_saving && this.pressed.is_none() && submitter.is_some() {
            this.pressed = submitter;
            return false;
        }
        this.is_over = true;
        true
    }

    fn save(keeper: &Shared) {
        let mut this = keeper.borrow_mut();
        let text = read(&this.form);
        if this.is_over
            || this.is_saving
            || text == this.stored
            || text.content(None, "").is_empty()
        {
            return;
        }
        this.is_saving = true;
        this.told.set(this.words.saving.clone());
        let (slug, anchor, draft) = (this.slug.clone(), this.anchor.clone(), this.draft.clone());
        let keeper = keeper.clone();
        spawn_local(async move {
            let answer = save_draft(slug, anchor, draft, text.clone()).await;
            saved(&keeper, text, answer);
        });
    }

    fn saved(
        keeper: &Shared,
        text: CommentForm,
        answer: Result<crate::api::KeptDraft, crate::api::ApiError>,
    ) {
        let mut this = keeper.borrow_mut();
        this.is_saving = false;
        match answer {
            Ok(kept) => {
                let (before, after) = &this.words.saved;
                this.told.set(format!("{before}{}{after}", kept.at));
                let _ = this.form.set_attribute("action", &kept.url);
                if let Some(input) = revision(&this.form) {
                    input.set_value(&kept.revision.to_string());
                }
                this.stored = CommentForm {
                    revision: kept.revision.to_string(),
                    ..text
                };
                this.draft = kept.id;
            }
            Err(error) if error.code == "fault" => {
                this.told.set(this.words.unreachable.clone());
            }
            Err(error) => {
                this.is_over = error.code == "conflict";
                this.told.set(error.message);
            }
        }
        if let Some(button) = this.pressed.take() {
            this.is_over = true;
            let form = this.form.clone();
            drop(this);
            let _ = form.request_submit_with_submitter(Some(&button));
            return;
        }
        let more = read(&this.form) != this.stored && !this.is_over;
        drop(this);
        if more {
            later(keeper);
        }
    }

    fn read(form: &HtmlFormElement) -> CommentForm {
        let data = FormData::new_with_form(form).ok();
        let field = |name: &str| {
            data.as_ref()
                .and_then(|data| data.get(name).as_string())
                .unwrap_or_default()
        };
        CommentForm::of_fields(field)
    }

    fn revision(form: &HtmlFormElement) -> Option<HtmlInputElement> {
        let input: Element = form.query_selector("input[name=revision]").ok().flatten()?;
        input.dyn_into().ok()
    }
}
