//! `cargo xtask bench`: the benchmark of the whole process (`server/benches/process.rs`) on a release build.

use std::process::ExitCode;

use anyhow::Result;

use crate::{
    wasm,
    workspace::{Profile, Workspace, say, succeed},
};

/// What `cargo xtask bench` can be told.
#[derive(clap::Args)]
pub struct Arguments {
    /// Arguments for the benchmark itself.
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "ARGUMENTS"
    )]
    others: Vec<String>,
}

/// Builds the site and the benchmark for release and runs it.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode> {
    let site = wasm::build(workspace, Profile::Release)?;
    say("building the benchmark");
    let mut cargo = workspace.cargo();
    cargo
        .args(["bench", "-p", "server", "--bench", "process"])
        .env("PLENARY_SITE", site);
    if !arguments.others.is_empty() {
        cargo.arg("--").args(&arguments.others);
    }
    succeed(&mut cargo)?;
    Ok(ExitCode::SUCCESS)
}
