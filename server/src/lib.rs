//! The `plenary` program: command line, HTTP, worker. A library so that tests can drive it.

/// Commands.
pub mod cli;
/// What time it is: the one place that asks the machine.
pub mod clock;
/// Settings: defaults, file, environment, flags.
pub mod config;
/// Sample consultations, one in every phase.
pub mod demo;
/// Pages, server functions, assets.
pub mod http;
/// Sending mail: SMTP, or a folder.
pub mod mail;
/// The report as web page, PDF and CSV.
pub mod report;
/// What happens without a request: mail leaves, what is over is forgotten.
pub mod worker;
