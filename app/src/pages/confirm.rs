//! Asks before something is taken away, and says what follows. A page of its own, which works without scripts.

use domain::submission::Details;
use leptos::prelude::*;

use super::submission::DetailsForm;
use crate::{Page, i18n::Texts, render::texts};

/// What is asked about.
#[derive(Clone, Debug)]
pub enum Asked {
    /// Withdrawing one comment: its reference.
    Withdraw(String),
    /// Withdrawing the whole submission.
    WithdrawAll,
    /// Removing a draft: its words. It can be brought back.
    RemoveDraft(String),
    /// The same after the close: there is no way back.
    ForgetDraft(String),
}

impl Asked {
    const fn key(&self) -> &'static str {
        match self {
            Self::Withdraw(_) => "confirm-withdraw",
            Self::WithdrawAll => "confirm-withdraw-all",
            Self::RemoveDraft(_) => "confirm-remove",
            Self::ForgetDraft(_) => "confirm-forget",
        }
    }

    const fn act(&self) -> &'static str {
        match self {
            Self::Withdraw(_) | Self::WithdrawAll => "withdraw",
            Self::RemoveDraft(_) | Self::ForgetDraft(_) => "delete",
        }
    }
}

/// The page; `back`: where nothing happens.
pub fn page(asked: &Asked, back: String) -> Page {
    let texts = texts();
    let key = asked.key();
    let (reference, words) = match asked {
        Asked::Withdraw(reference) => (reference.clone(), None),
        Asked::WithdrawAll => (String::new(), None),
        Asked::RemoveDraft(words) | Asked::ForgetDraft(words) => {
            (String::new(), Some(words.clone()))
        }
    };
    let title = texts.with(key, &[("reference", reference.into())]);
    Page::new(
        title.clone(),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text stack">
                        <h1>{title}</h1>
                        <p class="lead byline">{texts.t(&format!("{key}-body"))}</p>
                        {words.map(|words| crate::components::comment::words(&words, ""))}
                        <form method="post" class="buttons">
                            <input type="hidden" name="act" value=asked.act()/>
                            <button class="button second danger" name="confirm" value="yes">{texts.t(&format!("{key}-do"))}</button>
                            <a class="button second" href=back>{texts.t("confirm-leave")}</a>
                        </form>
                    </div>
                </header>
            </main>
        },
    )
}

/// What the public sees of somebody, label by label.
fn told(texts: Texts, details: &Details) -> Vec<(String, String)> {
    let group = details.stakeholder_group.map(|it| texts.word("group", it));
    let publication = details.publication.map(|it| texts.word("publication", it));
    vec![
        (texts.t("field-organisation"), details.organisation.clone()),
        (texts.t("call-group"), group.unwrap_or_default()),
        (texts.t("field-country"), details.country.clone()),
        (
            texts.t("field-publication"),
            publication.unwrap_or_default(),
        ),
    ]
}

/// Asks before what is public of a submitted submission changes: what it says now, and what it would say.
pub fn details(before: &Details, after: &Details, typed: &DetailsForm, back: String) -> Page {
    let texts = texts();
    let title = texts.t("confirm-details");
    let changed = told(texts, before)
        .into_iter()
        .zip(told(texts, after))
        .filter(|(was, is)| was != is);
    let rows = changed.map(|((label, was), (_, is))| {
        let or_none = |text: String| if text.is_empty() { "–".to_owned() } else { text };
        view! {
            <tr><th scope="row">{label}</th><td dir="auto">{or_none(was)}</td><td dir="auto">{or_none(is)}</td></tr>
        }
    });
    let hidden = [
        ("organisation", &typed.organisation),
        ("stakeholder_group", &typed.stakeholder_group),
        ("country", &typed.country),
        ("publication", &typed.publication),
        ("revision", &typed.revision),
        ("act", &typed.act),
    ]
    .map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> });
    let chosen = typed
        .chosen
        .iter()
        .flatten()
        .map(|it| ("draft", it.clone()));
    let chosen = (typed.chosen.iter().map(|_| ("drafts", "chosen".to_owned())))
        .chain(chosen)
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    Page::new(
        title.clone(),
        view! {
            <main class="page leaf" id="main">
                <header class="row head">
                    <div class="in-text stack">
                        <h1>{title}</h1>
                        <p class="lead byline">{texts.t("confirm-details-body")}</p>
                        <table>
                            <thead><tr>
                                <td></td>
                                <th scope="col">{texts.t("confirm-before")}</th>
                                <th scope="col">{texts.t("confirm-after")}</th>
                            </tr></thead>
                            <tbody>{rows.collect_view()}</tbody>
                        </table>
                        <form method="post" class="buttons">
                            {hidden.collect_view()}
                            {chosen}
                            <button class="button" name="confirm" value="yes">{texts.t("confirm-details-do")}</button>
                            <a class="button second" href=back>{texts.t("confirm-leave")}</a>
                        </form>
                    </div>
                </header>
            </main>
        },
    )
}
