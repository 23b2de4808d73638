//! Publishing the outcome: what does not go together, what follows, and the confirmation.

use domain::{ops::outcome::Preparation, outcome::Doubt};
use leptos::prelude::*;

use super::PreparationForm;
use crate::{components::form, render::texts};

/// What still has to be confirmed, and the button that publishes.
pub(super) fn publish(preparation: &Preparation, typed: &PreparationForm) -> Option<AnyView> {
    let texts = texts();
    let version = preparation.version.as_ref()?;
    let blocked = preparation.context.undecided > 0 || !preparation.blocking().is_empty();
    let body = if blocked {
        view! { <p>{texts.t("preparation-blocked")}</p> }.into_any()
    } else {
        let wrong = typed.problems.of("confirm").map(|problem| {
            view! { <span class="wrong-message" id="confirm-wrong">{form::message(texts, problem)}</span> }
        });
        let described = wrong.is_some().then_some("confirm-wrong");
        let doubts = doubts(preparation, typed);
        let sure = texts.with(
            "preparation-sure",
            &[("title", version.title.clone().into())],
        );
        view! {
            <form method="post" class="form">
                <input type="hidden" name="mark" value=preparation.mark.clone()/>
                {doubts}
                <p>{texts.t("preparation-consequence")}</p>
                <div class="field">
                    {wrong}
                    <label class="choice">
                        <input type="checkbox" id="confirm" name="confirm" value="yes" aria-describedby=described/>
                        <span>{sure}</span>
                    </label>
                </div>
                <div class="buttons">{form::submit_as("act", "publish", texts.t("preparation-publish"), false)}</div>
            </form>
        }
        .into_any()
    };
    Some(
        view! {
            <section class="row part" aria-labelledby="publish">
                <div class="in-hang"><h2 id="publish">{texts.t("preparation-publish")}</h2></div>
                <div class="in-text">{body}</div>
            </section>
        }
        .into_any(),
    )
}

/// Where changes and decisions do not go together, to be confirmed.
fn doubts(preparation: &Preparation, typed: &PreparationForm) -> Option<AnyView> {
    let texts = texts();
    let doubts = preparation.doubts();
    if doubts.is_empty() {
        return None;
    }
    let items = doubts
        .iter()
        .map(|doubt| {
            let (key, label, number, disposition) = match doubt {
                Doubt::NothingChanged {
                    number,
                    disposition,
                } => (
                    "preparation-doubt-nothing-changed",
                    "",
                    *number,
                    *disposition,
                ),
                Doubt::ChangedAgainst {
                    label,
                    number,
                    disposition,
                } => (
                    "preparation-doubt-against",
                    label.as_str(),
                    *number,
                    *disposition,
                ),
            };
            let told = texts.with(
                key,
                &[
                    ("label", label.to_owned().into()),
                    ("number", number.into()),
                    ("disposition", texts.word("disposition", disposition).into()),
                ],
            );
            view! { <li>{told}</li> }
        })
        .collect_view();
    let wrong = typed.problems.of("despite").map(|problem| {
        view! { <span class="wrong-message" id="despite-wrong">{form::message(texts, problem)}</span> }
    });
    let described = wrong.is_some().then_some("despite-wrong");
    let checked = typed.rows.get("despite").is_some_and(|it| it == "yes");
    Some(
        view! {
            <div class="notice warning">
                <h3 class="minor">{texts.t("preparation-doubts")}</h3>
                <ul>{items}</ul>
                <div class="field">
                    {wrong}
                    <label class="choice">
                        <input type="checkbox" id="despite" name="despite" value="yes" checked=checked aria-describedby=described/>
                        <span>{texts.t("preparation-despite")}</span>
                    </label>
                </div>
            </div>
        }
        .into_any(),
    )
}
