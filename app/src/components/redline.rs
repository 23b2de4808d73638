//! Redlines: removed and inserted words, told apart by colour, line and, for those who hear the page, by a word.

use domain::redline::Piece;
use leptos::prelude::*;

use crate::{
    redline::{Said, views},
    render::texts,
};

/// The pieces as they stand.
pub fn pieces(pieces: &[Piece]) -> AnyView {
    annotated(pieces, || ().into_any())
}

/// The pieces, with something after each place where words changed.
pub fn annotated(pieces: &[Piece], note: impl Fn() -> AnyView) -> AnyView {
    let texts = texts();
    let said = Said {
        inserted: texts.t("redline-inserted"),
        deleted: texts.t("redline-deleted"),
    };
    views(pieces, &said, note).into_any()
}
