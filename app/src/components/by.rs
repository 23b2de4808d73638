//! Who wrote a comment, as far as the reader may know: [`Attribution`] comes masked.

use domain::comment::{Attribution, CommentView};
use leptos::prelude::*;

use super::mark::mark;
use crate::{i18n::Texts, render::texts};

/// The mark of the stakeholder group; nothing if none was stated.
pub fn sign(by: &Attribution) -> Option<AnyView> {
    by.group.map(|group| mark(group).into_any())
}

/// The name in one line, without the group: organisation, author, or that they are not named.
pub fn plain(by: &Attribution) -> String {
    line(texts(), by)
}

/// The same in given words, for reports and mails.
pub fn line(texts: Texts, by: &Attribution) -> String {
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

/// The name with the group in words, whether both are verified, and whether it was entered on behalf of its author.
pub fn name(by: &Attribution) -> AnyView {
    let texts = texts();
    let entered =
        entered(by).map(|it| view! { {texts.t("list-comma")}<span class="soft">{it}</span> });
    view! { <span>{who(by)}{entered}</span> }.into_any()
}

/// The name with the group in words, and whether both are verified.
pub fn who(by: &Attribution) -> AnyView {
    let texts = texts();
    let group = by
        .group
        .map_or_else(|| texts.t("group-none"), |group| texts.word("group", group));
    view! {
        <span><b dir="auto">{plain(by)}</b>{texts.t("list-comma")}<span class="soft">{group}</span>" "{verification(by)}</span>
    }
    .into_any()
}

/// Whether organisation and group are verified or only stated; nothing where neither is shown.
pub fn verification(by: &Attribution) -> Option<AnyView> {
    by.verification()
        .map(|verified| standing(verified, "by-not-verified"))
}

/// The same in a sentence, for a page that has room: "Stated by them, not verified".
pub fn verification_in_full(comment: &CommentView) -> Option<AnyView> {
    let key = if comment.own {
        "by-not-verified-own"
    } else {
        "by-not-verified-them"
    };
    comment
        .by
        .verification()
        .map(|verified| standing(verified, key))
}

/// Whether what somebody states of themselves in their own details is verified.
pub fn own_verification(verified: bool) -> AnyView {
    standing(verified, "by-not-verified-own")
}

/// The mark alone, for whoever lists what people state.
pub fn verified_mark(verified: bool) -> AnyView {
    standing(verified, "by-not-verified")
}

fn standing(verified: bool, unverified: &str) -> AnyView {
    let texts = texts();
    let (class, key) = if verified {
        ("verified", "by-verified")
    } else {
        ("unverified", unverified)
    };
    view! { <span class=class>{texts.t(key)}</span> }.into_any()
}

/// That it was entered on behalf of its author, and whether it came late: told always, whatever of the author is.
pub fn entered(by: &Attribution) -> Option<String> {
    let texts = texts();
    let at = texts.date(by.entered_at?, "UTC");
    let mut told = texts.with("comment-entered", &[("moment", at.into())]);
    if by.late {
        told.push_str(&texts.t("list-comma"));
        told.push_str(&texts.t("comment-entered-late"));
    }
    Some(told)
}
