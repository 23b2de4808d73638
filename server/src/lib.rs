//! The `plenary` program: command line, HTTP, worker.

/// What it answers over HTTP.
pub mod http;
