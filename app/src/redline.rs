//! Redlines as markup, the same on the server and in the browser.

use domain::{
    redline::{Change, Piece},
    wording::unmasked,
};
use leptos::prelude::*;

/// What is said of changed words to those who hear the page.
#[derive(Clone, Debug)]
pub struct Said {
    /// Of words that are new.
    pub inserted: String,
    /// Of words that are taken out.
    pub deleted: String,
}

/// The pieces, with something after each place where words changed: a removal and the insertion that follows it are
/// one place. White space is where the pieces have it, so that none is left before a punctuation mark. Characters that
/// turn the direction of words around are written out.
pub fn views(pieces: &[Piece], said: &Said, note: impl Fn() -> AnyView) -> Vec<AnyView> {
    pieces
        .iter()
        .enumerate()
        .map(|(n, piece)| {
            let words = unmasked(&piece.text).into_owned();
            let next = pieces.get(n + 1);
            let followed = next.is_some_and(|next| next.change != Change::Kept);
            let after = (piece.change != Change::Kept && !followed).then(&note);
            match piece.change {
                Change::Kept => words.into_any(),
                Change::Inserted => {
                    // A little room where a word takes the place of another.
                    let before = n.checked_sub(1).map(|before| &pieces[before]);
                    let apart = before.is_some_and(|before| before.change == Change::Deleted)
                        && words.starts_with(char::is_alphanumeric);
                    let class = apart.then_some("apart");
                    view! { <ins class=class data-said=said.inserted.clone()>{words}</ins>{after} }
                        .into_any()
                }
                Change::Deleted => {
                    view! { <del data-said=said.deleted.clone()>{words}</del>{after} }.into_any()
                }
            }
        })
        .collect()
}
