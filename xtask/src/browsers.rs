//! The browser tests in `end2end/`: their packages, their browser, and one run of them.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

use crate::{
    counts::Counts,
    postgres::{self, Postgres},
    tools::{self, Missing, is_executable, which},
    workspace::{Workspace, say, succeed},
};

/// Names the browser to test with; where it is not set, the PATH is searched.
const VARIABLE: &str = "PLENARY_CHROMIUM";

/// The names under which systems install Chromium and what is built from it.
const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

/// The browser to test with.
pub enum Browser {
    /// An installed one.
    Installed(PathBuf),
    /// A download of Playwright's, in its own cache.
    Playwrights,
}

/// Finds or installs the browser: the one that is named, one that is installed, Debian's package, Playwright's
/// download (Ubuntu's package is a stub for a snap, which containers cannot install).
pub fn chromium(workspace: &Workspace) -> Result<Browser> {
    if let Some(named) = env::var_os(VARIABLE).map(PathBuf::from) {
        if is_executable(&named) {
            return Ok(Browser::Installed(named));
        }
        return Err(Missing(format!(
            "{VARIABLE} names {}, which is not a program",
            named.display()
        ))
        .into());
    }
    let find = || NAMES.into_iter().find_map(which).map(Browser::Installed);
    if let Some(found) = find() {
        return Ok(found);
    }
    if tools::apt_install(&["chromium"])
        && let Some(found) = find()
    {
        return Ok(found);
    }
    packages(workspace)?;
    let mut download = node(&workspace.end2end(), "npx");
    download.args(["--no-install", "playwright", "install", "chromium"]);
    if tools::may_install() {
        // The libraries that the download needs come by apt-get as well.
        download.arg("--with-deps");
    }
    say("no Chromium on the PATH: downloading Playwright's");
    if succeed(download.stdout(std::io::stderr())).is_ok() {
        return Ok(Browser::Playwrights);
    }
    Err(Missing(format!(
        "no Chromium found on the PATH (looked for {}), and Playwright could not download one. \
         On Debian: sudo apt-get install chromium. \
         Elsewhere install Chromium or Google Chrome, or name one: {VARIABLE}=/path/to/chrome",
        NAMES.join(", ")
    ))
    .into())
}

/// Installs the Node packages that the lock file names, unless exactly those are there.
pub fn packages(workspace: &Workspace) -> Result<()> {
    let folder = workspace.end2end();
    let lock = fs::read(folder.join("package-lock.json"))
        .context("cannot read end2end/package-lock.json")?;
    let installed = folder.join("node_modules/.plenary-lock");
    if fs::read(&installed).is_ok_and(|bytes| bytes == lock) {
        return Ok(());
    }
    say("installing the Node packages of the browser tests");
    succeed(
        node(&folder, "npm")
            .args(["ci", "--no-audit", "--no-fund"])
            // stdout is kept for test results.
            .stdout(std::io::stderr()),
    )?;
    fs::write(installed, lock)?;
    Ok(())
}

/// Checks the types of the tests, which Playwright itself ignores.
pub fn types(workspace: &Workspace) -> Result<()> {
    succeed(node(&workspace.end2end(), "npx").args(["--no-install", "tsc", "--noEmit"]))
}

/// What one run of the browser tests works with.
pub struct Run<'a> {
    pub workspace: &'a Workspace,
    pub browser: &'a Browser,
    /// The `plenary` program under test.
    pub program: &'a Path,
    pub postgres: &'a Postgres,
    /// Where psql lies, if it need not be on the PATH.
    pub psql: Option<&'a Path>,
    /// Only tests whose title contains this.
    pub filter: Option<&'a str>,
}

impl Run<'_> {
    /// Runs the tests; they print as they go. The second part of the answer tells whether Playwright was content.
    pub fn run(&self) -> Result<(Counts, bool)> {
        let folder = self.workspace.end2end();
        let results = folder.join("test-results/results.json");
        // An old report must not pass for that of a run that crashed.
        match fs::remove_file(&results) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        let mut command = node(&folder, "npx");
        command
            .args(["--no-install", "playwright", "test"])
            .env("PLENARY_BIN", self.program)
            .env(postgres::VARIABLE, &self.postgres.url);
        if let Browser::Installed(file) = self.browser {
            command.env(VARIABLE, file);
        }
        if let Some(psql) = self.psql {
            command.env("PLENARY_PSQL", psql.join("psql"));
        }
        if let Some(filter) = self.filter {
            command.args(["--pass-with-no-tests", "--grep", &literally(filter)]);
        }
        let status = command.status().context("cannot run Playwright")?;
        let counts = fs::read(&results)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .and_then(|report| Counts::of_playwright(&report))
            .unwrap_or_default();
        Ok((counts, status.success()))
    }
}

fn node(folder: &Path, name: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(folder);
    command
}

/// A regular expression that means these words and nothing else.
fn literally(text: &str) -> String {
    let mut expression = String::new();
    for letter in text.chars() {
        if r"\^$.*+?()[]{}|/".contains(letter) {
            expression.push('\\');
        }
        expression.push(letter);
    }
    expression
}

#[cfg(test)]
mod tests {
    use super::literally;

    #[test]
    fn a_filter_means_its_words() {
        assert_eq!(literally("signs in (twice)?"), r"signs in \(twice\)\?");
    }
}
