//! Where the workspace and its target folder are, and how cargo is called from here.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

/// The folders that every command works with.
pub struct Workspace {
    /// The folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder, wherever its settings put it.
    pub target: PathBuf,
}

/// How much work the compiler puts into the program: `serve` and `test` build for speed of building, `dist` and
/// `bench` for speed of running. Each has a site folder of its own, so that switching rebuilds nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Debug,
    Release,
}

impl Profile {
    /// The name of cargo's folder for this profile.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

impl Workspace {
    /// Asks cargo, which knows every way a target folder can be set.
    pub fn find() -> Result<Self> {
        let package = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let output = cargo_in(&package)
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .output()
            .context("cannot run cargo")?;
        if !output.status.success() {
            bail!(
                "cargo metadata failed: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        let metadata: Value = serde_json::from_slice(&output.stdout)?;
        let folder = |name: &str| {
            metadata[name]
                .as_str()
                .map(PathBuf::from)
                .with_context(|| format!("cargo metadata has no {name}"))
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
        })
    }

    /// A call of cargo in the workspace.
    pub fn cargo(&self) -> Command {
        cargo_in(&self.root)
    }

    /// The folder whose `pkg` `server/build.rs` embeds (environment variable `PLENARY_SITE`).
    pub fn site(&self, profile: Profile) -> PathBuf {
        self.target.join("site").join(profile.folder())
    }

    /// The built program.
    pub fn program(&self, profile: Profile) -> PathBuf {
        let name = format!("plenary{}", env::consts::EXE_SUFFIX);
        self.target.join(profile.folder()).join(name)
    }

    /// The browser tests.
    pub fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }
}

/// `cargo run` describes this package to us in variables that are not meant for the cargo below us: build scripts
/// watch some of them, and what `cargo xtask` built would be built again by a plain `cargo build`.
fn cargo_in(folder: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    for (name, _) in env::vars_os() {
        let Some(name) = name.to_str() else { continue };
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command to its end, its output going where ours goes.
pub fn succeed(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot run {}", command.get_program().display()))?;
    if !status.success() {
        let arguments: Vec<_> = command.get_args().map(|a| a.to_string_lossy()).collect();
        bail!(
            "{} {} failed ({status})",
            command.get_program().display(),
            arguments.join(" ")
        );
    }
    Ok(())
}

/// Announces a step that takes a while. All messages go to stderr: stdout belongs to what is run.
pub fn say(text: &str) {
    eprintln!("[xtask] {text}");
}
