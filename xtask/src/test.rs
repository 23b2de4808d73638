//! `cargo xtask test`: every check there is, each step printing as it goes, and at the end what came of them.
//!
//! The last line is `N passed, N failed, N skipped`: the tests of cargo and Playwright added up. A step that fails without a
//! failed test (a lint, a program that does not compile, a crash) counts as one failure, so that the line never reads
//! better than the exit code.

use std::{
    fs,
    io::{self, BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};

use crate::{
    browsers,
    counts::Counts,
    postgres::{self, Postgres},
    tools, wasm,
    workspace::{Profile, Workspace, say, succeed},
};

/// The product's packages. xtask is checked apart from them: its dependencies would switch on features in theirs, and
/// the tests would run on a program that nobody else builds.
const PRODUCT: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// What `cargo xtask test` can be told.
#[derive(clap::Args)]
pub struct Arguments {
    /// Run only these steps.
    #[arg(long, value_name = "STEP")]
    only: Vec<Step>,
    /// Run only tests whose name contains this.
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
}

/// The parts of a full test.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Step {
    /// Formatting.
    Fmt,
    /// Lints of the program, the front end, the tests and xtask.
    Lint,
    /// Unit and story tests, on SQLite and PostgreSQL.
    Unit,
    /// Tests in a browser, on SQLite and PostgreSQL.
    Browser,
}

/// Runs the checks. Answers 1 if any failed; what is missing is found before the first step, and ends with 2.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode> {
    let wanted = |step| arguments.only.is_empty() || arguments.only.contains(&step);
    let (lint, unit, browser) = (
        wanted(Step::Lint),
        wanted(Step::Unit),
        wanted(Step::Browser),
    );
    let filter = arguments.filter.as_deref();
    let mut report = Report::default();

    tools::c_compiler()?;
    tools::rust_components(workspace)?;
    let database = (unit || browser).then(postgres::programs).transpose()?;
    let chromium = browser
        .then(|| tools::node().and_then(|()| browsers::chromium(workspace)))
        .transpose()?;

    if wanted(Step::Fmt) {
        report.step("fmt", || plain(|| format(workspace)));
    }
    if lint || unit || browser {
        // Also on its own, so that every later step embeds the same site and none compiles the program again.
        let site = workspace.site(Profile::Debug);
        fs::create_dir_all(site.join("pkg"))?;
        report.step("front end", || {
            plain(|| wasm::build(workspace, Profile::Debug).map(drop))
        });
    }
    if lint {
        report.step("lint", || plain(|| lints(workspace)));
    }
    if let Some(programs) = database {
        say("starting a private PostgreSQL");
        let postgres = Postgres::start(programs.as_deref())?;
        if unit {
            report.step("unit", || units(workspace, &postgres, filter));
        }
        if let Some(chromium) = chromium {
            report.step("browser", || {
                let program = build(workspace)?;
                browsers::packages(workspace)?;
                browsers::types(workspace)?;
                say("running the browser tests");
                browsers::Run {
                    workspace,
                    browser: &chromium,
                    program: &program.file,
                    postgres: &postgres,
                    psql: programs.as_deref(),
                    filter,
                }
                .run()
            });
        }
    }
    report.close()
}

/// A step without tests to count: it succeeds or fails.
fn plain(work: impl FnOnce() -> Result<()>) -> Result<(Counts, bool)> {
    work().map(|()| (Counts::default(), true))
}

fn format(workspace: &Workspace) -> Result<()> {
    succeed(workspace.cargo().args(["fmt", "--all", "--check"]))
}

/// Lints everything, even if the first part has faults, so that one run shows them all.
fn lints(workspace: &Workspace) -> Result<()> {
    let clippy = |selection: &[&str]| {
        succeed(
            product(workspace, "clippy")
                .args(selection)
                .args(["--", "-D", "warnings"]),
        )
    };
    let mut program = PRODUCT.to_vec();
    program.push("--all-targets");
    let mut front_end = vec!["--lib"];
    front_end.extend(wasm::selection(Profile::Debug));
    let results = [
        clippy(&program),
        clippy(&front_end),
        clippy(&["-p", "xtask", "--all-targets"]),
    ];
    let mut sound = true;
    for error in results.into_iter().filter_map(Result::err) {
        say(&format!("{error:#}"));
        sound = false;
    }
    if !sound {
        bail!("lints failed");
    }
    Ok(())
}

/// Runs the tests of every package, all of them even if some fail.
fn units(
    workspace: &Workspace,
    postgres: &Postgres,
    filter: Option<&str>,
) -> Result<(Counts, bool)> {
    let mut all = Counts::default();
    let mut sound = true;
    let skips = tempfile::NamedTempFile::new()?;
    // PostgreSQL runs here; the shared texts are promised wherever their folder stands beside the checkout.
    let promised = if workspace.root.join("../shared/data").is_dir() {
        "postgres,shared"
    } else {
        "postgres"
    };
    for selection in [&PRODUCT[..], &["-p", "xtask"]] {
        let mut command = product(workspace, "test");
        command
            .args(selection)
            .arg("--no-fail-fast")
            .env(postgres::VARIABLE, &postgres.url)
            .env("PLENARY_TEST_PROMISED", promised)
            .env("PLENARY_TEST_SKIPS", skips.path());
        if let Some(filter) = filter {
            command.args(["--", filter]);
        }
        let (counts, success) = counted(&mut command)?;
        all = all + counts;
        sound &= success;
    }
    let skipped = fs::read_to_string(skips.path())?;
    for what in skipped.lines() {
        say(&format!("skipped: {what}"));
    }
    all.skipped += skipped.lines().count() as u64;
    Ok((all, sound))
}

/// Runs a command of cargo's, passes its output on and adds up the results in it.
fn counted(command: &mut Command) -> Result<(Counts, bool)> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot run cargo")?;
    let mut counts = Counts::default();
    if let Some(out) = child.stdout.take() {
        let mut lines = BufReader::new(out);
        let mut line = Vec::new();
        // Bytes, not text: a failing test may print anything.
        while lines.read_until(b'\n', &mut line)? > 0 {
            io::stdout().write_all(&line)?;
            if let Some(result) = Counts::of_cargo(&String::from_utf8_lossy(&line)) {
                counts = counts + result;
            }
            line.clear();
        }
    }
    Ok((counts, child.wait()?.success()))
}

/// A copy of the program under test, in a folder that lives as long as this.
struct Program {
    file: PathBuf,
    _folder: tempfile::TempDir,
}

/// Builds the program with the features that the tests were built with, which costs nothing after them, and copies
/// it aside: another build may replace the original while a browser still talks to it.
fn build(workspace: &Workspace) -> Result<Program> {
    say("building the program");
    let mut cargo = product(workspace, "build");
    succeed(cargo.args(PRODUCT).args(["--bins", "--tests"]))?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("plenary");
    let built = workspace.program(Profile::Debug);
    fs::copy(&built, &file).with_context(|| format!("cannot copy {}", built.display()))?;
    Ok(Program {
        file,
        _folder: folder,
    })
}

/// A call of cargo that embeds the site that the "front end" step made.
fn product(workspace: &Workspace, subcommand: &str) -> Command {
    let site: &Path = &workspace.site(Profile::Debug);
    let mut command = workspace.cargo();
    command.arg(subcommand).env("PLENARY_SITE", site);
    command
}

/// What came of each step.
#[derive(Default)]
struct Report {
    steps: Vec<(&'static str, Counts, bool, Duration)>,
}

impl Report {
    /// Runs a step and keeps its result; a failure does not keep the next step from running.
    fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<(Counts, bool)>) {
        say(&format!("---- {name} ----"));
        let start = Instant::now();
        let (mut counts, success) = work().unwrap_or_else(|error| {
            say(&format!("{name}: {error:#}"));
            (Counts::default(), false)
        });
        if !success && counts.failed == 0 {
            counts.failed = 1;
        }
        let success = success && counts.failed == 0;
        self.steps.push((name, counts, success, start.elapsed()));
    }

    /// Prints one line a step and the closing line.
    fn close(&self) -> Result<ExitCode> {
        let mut out = io::stdout().lock();
        writeln!(out)?;
        for (name, counts, success, time) in &self.steps {
            let word = if *success { "ok" } else { "FAILED" };
            write!(out, "{name:<10} {word:<7} {:>7.1} s", time.as_secs_f64())?;
            if counts.passed + counts.failed + counts.skipped > 0 {
                write!(
                    out,
                    "   {} passed, {} failed, {} skipped",
                    counts.passed, counts.failed, counts.skipped
                )?;
            }
            writeln!(out)?;
        }
        let all: Counts = self.steps.iter().map(|(_, counts, _, _)| *counts).sum();
        writeln!(out)?;
        writeln!(
            out,
            "{} passed, {} failed, {} skipped",
            all.passed, all.failed, all.skipped
        )?;
        let success = self.steps.iter().all(|(_, _, success, _)| *success);
        Ok(ExitCode::from(u8::from(!success)))
    }
}
