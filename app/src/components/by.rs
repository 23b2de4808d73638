//! Who wrote a comment, as far as the reader may know: [`Attribution`] comes masked.

use domain::comment::Attribution;
use leptos::prelude::*;

use super::mark::mark;
use crate::render::texts;

/// The mark of the stakeholder group; nothing if none was stated.
pub fn sign(by: &Attribution) -> Option<AnyView> {
    by.group.map(|group| mark(group).into_any())
}

/// The name in one line, without the group: organisation, author, or that they are not named.
pub fn plain(by: &Attribution) -> String {
    let texts = texts();
    match (by.organisation.as_str(), by.author.as_str()) {
        ("", "") => texts.t("by-anonymous"),
        (organisation, "") => organisation.to_owned(),
        ("", author) => author.to_owned(),
        (organisation, author) => texts.with(
            "by-for",
            &[
                ("author", author.to_owned().into()),
                ("organisation", organisation.to_owned().into()),
            ],
        ),
    }
}

/// The name with the group in words.
pub fn name(by: &Attribution) -> AnyView {
    let texts = texts();
    let group = by
        .group
        .map_or_else(|| texts.t("group-none"), |group| texts.word("group", group));
    let name = plain(by);
    let entered =
        entered(by).map(|it| view! { {texts.t("list-comma")}<span class="soft">{it}</span> });
    view! { <span><b dir="auto">{name}</b>{texts.t("list-comma")}<span class="soft">{group}</span>{entered}</span> }
        .into_any()
}

/// That it was entered on behalf of its author, and whether it came late: told always, whatever of the author is.
pub fn entered(by: &Attribution) -> Option<String> {
    let texts = texts();
    let at = texts.moment_zone(by.entered_at?, "UTC");
    let mut told = texts.with("comment-entered", &[("moment", at.into())]);
    if by.late {
        told.push_str(&texts.t("list-comma"));
        told.push_str(&texts.t("comment-entered-late"));
    }
    Some(told)
}
