//! Everything a person types to build, run and check Plenary: `cargo xtask --help`.
//!
//! Each command makes ready what it needs. What it cannot provide it names, with the way to get it, and ends with 2.

mod bench;
mod browsers;
mod counts;
mod dist;
mod postgres;
mod serve;
mod site;
mod test;
mod tools;
mod wasm;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use tools::Missing;
use workspace::Workspace;

/// Builds, runs and checks Plenary.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds Plenary and starts it, on its embedded database unless told otherwise.
    Serve(serve::Arguments),
    /// Runs every check: formatting, lints, unit and story tests on both databases, browser tests.
    Test(test::Arguments),
    /// Builds the release: one file, dist/plenary.
    Dist,
    /// Runs the benchmark on a release build.
    Bench(bench::Arguments),
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(if error.is::<Missing>() { 2 } else { 1 })
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::find()?;
    match command {
        Command::Serve(arguments) => serve::run(&workspace, &arguments),
        Command::Test(arguments) => test::run(&workspace, &arguments),
        Command::Dist => dist::run(&workspace),
        Command::Bench(arguments) => bench::run(&workspace, &arguments),
    }
}
