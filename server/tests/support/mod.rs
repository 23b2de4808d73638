//! What tests of the server share: the stories of the domain's tests (each on SQLite and on PostgreSQL), a mail
//! server, and a client that talks to the real router.

#![allow(dead_code, unused_imports, reason = "each test file uses a part of it")]

#[path = "../../../domain/tests/support/mod.rs"]
mod stories;

pub mod client;
pub mod forms;
pub mod person;
pub mod process;
pub mod proxy;
pub mod smtp;

pub use stories::{
    comments, frozen, moment, postgres, postgres_url, scene, seed, skip, sqlite, withdrawn,
};
