//! Islands: one file each.

/// The workbench by keyboard.
pub mod keys;
