//! Islands: one file each.
