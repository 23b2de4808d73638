//! Redlines: removed and inserted words, told apart by colour, line and, for those who hear the page, by a word.

use domain::{
    redline,
    report::{self, Change},
};
use leptos::prelude::*;

use crate::render::texts;

/// A piece of a redline, wherever it comes from.
pub trait Redlined {
    /// What became of the words, and the words.
    fn told(&self) -> (Change, &str);
}

impl Redlined for redline::Piece {
    fn told(&self) -> (Change, &str) {
        match self {
            Self::Same(text) => (Change::Kept, text),
            Self::Inserted(text) => (Change::Inserted, text),
            Self::Removed(text) => (Change::Deleted, text),
        }
    }
}

impl Redlined for report::Piece {
    fn told(&self) -> (Change, &str) {
        (self.change, &self.text)
    }
}

/// The pieces as they stand.
pub fn pieces<P: Redlined>(pieces: &[P]) -> AnyView {
    annotated(pieces, || ().into_any())
}

/// The pieces, with something after each place where words changed: a removal and the insertion that follows it are
/// one place.
pub fn annotated<P: Redlined>(pieces: &[P], note: impl Fn() -> AnyView) -> AnyView {
    let texts = texts();
    let (inserted, deleted) = (texts.t("redline-inserted"), texts.t("redline-deleted"));
    let views: Vec<AnyView> = pieces
        .iter()
        .enumerate()
        .map(|(n, piece)| {
            let (change, text) = piece.told();
            let followed = pieces
                .get(n + 1)
                .is_some_and(|next| next.told().0 != Change::Kept);
            let after = (change != Change::Kept && !followed).then(&note);
            // White space at the end stays outside, so that the note stands at the words.
            let words = text.trim_end().to_owned();
            // An empty piece of text would be written as a space.
            let space = Some(text[words.len()..].to_owned()).filter(|space| !space.is_empty());
            match change {
                Change::Kept => text.to_owned().into_any(),
                Change::Inserted => {
                    view! { <ins data-said=inserted.clone()>{words}</ins>{after}{space} }.into_any()
                }
                Change::Deleted => {
                    view! { <del data-said=deleted.clone()>{words}</del>{after}{space} }.into_any()
                }
            }
        })
        .collect();
    views.into_any()
}
