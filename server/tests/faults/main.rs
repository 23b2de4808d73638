//! Bad days of the real program: killed under load, without its database, on a full disk, told to stop. What was
//! acknowledged is there afterwards, nothing is half stored, and everything goes on by itself.

#[path = "../support/mod.rs"]
mod support;

/// A database that goes away and comes back.
mod away;
/// A disk without room.
mod disk;
/// Clients that hold something back.
mod hold;
/// `kill -9`.
mod kill;
/// A consultation that is open today, people with drafts, and what must hold of what is stored.
mod scene;
/// SIGTERM.
mod stop;
