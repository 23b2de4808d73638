//! Finds the tools that Plenary is built and tested with, installs what it may, and says exactly what is missing.

use std::{
    env, fmt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::Result;

use crate::workspace::{Workspace, say, succeed};

/// Something this machine lacks and we could not install. The message names it and the way to get it.
#[derive(Debug)]
pub struct Missing(pub String);

impl fmt::Display for Missing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Missing {}

/// The first program of this name on the PATH.
pub fn which(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|file| is_executable(file))
}

/// Whether this is a file that may be run.
pub fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata()
        .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

/// Whether we run as the superuser.
pub fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// SQLite is compiled from C. (Rust links through the same compiler, so this fails only where another linker is set.)
pub fn c_compiler() -> Result<()> {
    let named = env::var("CC").ok();
    let usual = ["cc", "gcc", "clang"];
    let found = match &named {
        Some(name) => which(name).is_some() || is_executable(Path::new(name)),
        None => usual.iter().any(|name| which(name).is_some()),
    };
    if found {
        return Ok(());
    }
    let sought = named.map_or_else(|| usual.join(", "), |name| format!("{name}, named by CC"));
    Err(Missing(format!(
        "no C compiler found (looked for {sought}); SQLite needs one. \
         On Debian and its relatives: sudo apt-get install build-essential"
    ))
    .into())
}

/// The parts of the toolchain that `rust-toolchain.toml` names, should automatic installs be switched off.
pub fn wasm_target(workspace: &Workspace) -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let output = rust_tool(workspace, "rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output();
    let present = output.is_ok_and(|output| {
        output.status.success()
            && Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir()
    });
    if present {
        return Ok(());
    }
    rustup(workspace, &["target", "add", TARGET])
}

/// rustfmt and clippy.
pub fn rust_components(workspace: &Workspace) -> Result<()> {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let present = workspace
            .cargo()
            .args([command, "--version"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        if !present {
            rustup(workspace, &["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    let line = format!("rustup {}", arguments.join(" "));
    if which("rustup").is_none() {
        return Err(Missing(format!(
            "the Rust toolchain is incomplete and rustup is not on the PATH; \
             get rustup from https://rustup.rs, then run: {line}"
        ))
        .into());
    }
    say(&line);
    succeed(rust_tool(workspace, "rustup").args(arguments))
}

fn rust_tool(workspace: &Workspace, name: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(&workspace.root);
    command
}

/// Node.js with npm, for the browser tests.
pub fn node() -> Result<()> {
    const OLDEST: u32 = 18;
    let advice = "get it from https://nodejs.org or, on Debian and its relatives: sudo apt-get install nodejs npm";
    for name in ["node", "npm", "npx"] {
        if which(name).is_none() {
            return Err(Missing(format!(
                "{name} is not on the PATH; the browser tests need Node.js {OLDEST} or newer with npm: {advice}"
            ))
            .into());
        }
    }
    let output = Command::new("node").arg("--version").output()?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let major: u32 = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|part| part.parse().ok())
        .unwrap_or(0);
    if major < OLDEST {
        return Err(Missing(format!(
            "Node.js {version} is too old for the browser tests, which need {OLDEST} or newer: {advice}"
        ))
        .into());
    }
    Ok(())
}

/// How apt-get is called here, if this is a Debian-like system and we may: as root, or by `sudo` without a password.
fn apt() -> Option<&'static [&'static str]> {
    which("apt-get")?;
    if is_root() {
        return Some(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]);
    }
    let sudo = Command::new("sudo")
        .args(["-n", "true"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if !sudo.is_ok_and(|status| status.success()) {
        return None;
    }
    Some(&[
        "sudo",
        "-n",
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-q",
    ])
}

/// Whether we may install Debian packages.
pub fn may_install() -> bool {
    apt().is_some()
}

/// Installs Debian packages where we may. Answers whether it did; the caller looks again for what it wanted.
pub fn apt_install(packages: &[&str]) -> bool {
    let Some(prefix) = apt() else { return false };
    let run = |arguments: &[&str]| {
        let mut command = Command::new(prefix[0]);
        command.args(&prefix[1..]).args(arguments);
        // stdout is kept for test results.
        command.stdout(std::io::stderr());
        succeed(&mut command)
    };
    say(&format!("apt-get install {}", packages.join(" ")));
    // A failed update is no reason to stop: the lists at hand may do.
    if let Err(error) = run(&["update"]) {
        say(&format!("{error:#}"));
    }
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend(packages);
    match run(&arguments) {
        Ok(()) => true,
        Err(error) => {
            say(&format!("{error:#}"));
            false
        }
    }
}
