//! `cargo xtask serve`: builds Plenary and becomes it.

use std::{
    os::unix::process::CommandExt as _,
    process::{Command, ExitCode},
};

use anyhow::{Context as _, Result};

use crate::{
    wasm,
    workspace::{Profile, Workspace, say, succeed},
};

/// What `cargo xtask serve` can be told.
#[derive(clap::Args)]
pub struct Arguments {
    /// Put a sample consultation into a new database.
    #[arg(long)]
    demo: bool,
    /// Build with optimisation (slower to build, faster to run).
    #[arg(long)]
    release: bool,
    /// Arguments for `plenary serve`, after `--`.
    #[arg(last = true, value_name = "ARGUMENTS")]
    others: Vec<String>,
}

/// Builds and starts the program. It takes the place of this process, so that signals reach it directly.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode> {
    let profile = if arguments.release {
        Profile::Release
    } else {
        Profile::Debug
    };
    build(workspace, profile)?;
    let mut program = Command::new(workspace.program(profile));
    program.arg("serve");
    if arguments.demo {
        program.arg("--demo");
    }
    program.args(&arguments.others);
    Err(program.exec()).with_context(|| format!("cannot run {}", program.get_program().display()))
}

/// Builds the program with the site inside.
pub fn build(workspace: &Workspace, profile: Profile) -> Result<()> {
    let site = wasm::build(workspace, profile)?;
    say("building the program");
    let mut cargo = workspace.cargo();
    cargo
        .args(["build", "-p", "server", "--bin", "plenary"])
        .env("PLENARY_SITE", site);
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    succeed(&mut cargo)
}
