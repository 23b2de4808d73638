//! Islands: one file each.

#![expect(
    missing_docs,
    reason = "the island macro makes items that carry no documentation"
)]

/// Keeps a draft while it is written.
pub mod autosave;
/// The workbench by keyboard.
pub mod keys;
/// What a proposed wording changes, and how much room is left, while somebody types.
pub mod live;
