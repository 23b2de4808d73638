//! `cargo xtask dist`: the release, one file that carries everything.

use std::{fs, process::ExitCode};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::{
    serve,
    workspace::{Profile, Workspace},
};

/// Builds the release, copies it to `dist/plenary` and prints its size and digest.
pub fn run(workspace: &Workspace) -> Result<ExitCode> {
    serve::build(workspace, Profile::Release)?;
    let folder = workspace.root.join("dist");
    fs::create_dir_all(&folder)?;
    let built = workspace.program(Profile::Release);
    let file = folder.join("plenary");
    // A running release must not be written over: the new file takes the old one's place.
    let fresh = folder.join("plenary.new");
    fs::copy(&built, &fresh).with_context(|| format!("cannot copy {}", built.display()))?;
    fs::rename(&fresh, &file)?;

    let bytes = fs::read(&file)?;
    let digest = hex::encode(Sha256::digest(&bytes));
    println!("dist/plenary");
    println!("{} bytes", bytes.len());
    println!("SHA-256 {digest}");
    Ok(ExitCode::SUCCESS)
}
