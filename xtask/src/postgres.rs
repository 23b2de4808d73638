//! A private PostgreSQL for tests: on a free port, in a temporary folder, gone when the tests are.

use std::{
    env, fs,
    io::{BufRead as _, BufReader, Read as _},
    net::TcpListener,
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, Result, bail};

use crate::tools::{self, Missing, is_executable, which};

/// Names the PostgreSQL that tests may use: a superuser's URL. If it is set already, that server is used.
pub const VARIABLE: &str = "PLENARY_TEST_POSTGRES";

/// What keeps the database running. A shell script, so that it notices our end however we end.
const SUPERVISOR: &str = include_str!("postgres.sh");

/// A running PostgreSQL; stops when dropped.
pub struct Postgres {
    /// The URL of its `postgres` database, as a superuser.
    pub url: String,
    supervisor: Option<Child>,
}

/// Finds PostgreSQL's own programs, installing them where we may. `None` where a running server was named.
pub fn programs() -> Result<Option<PathBuf>> {
    if env::var_os(VARIABLE).is_some() {
        return Ok(None);
    }
    if let Some(folder) = find() {
        return Ok(Some(folder));
    }
    if tools::apt_install(&["postgresql"])
        && let Some(folder) = find()
    {
        return Ok(Some(folder));
    }
    Err(Missing(format!(
        "PostgreSQL's programs (initdb, postgres, pg_isready) are neither in /usr/lib/postgresql/*/bin nor on the PATH. \
         On Debian and its relatives: sudo apt-get install postgresql. \
         Or name a running server that tests may create databases in: {VARIABLE}=postgres://user:password@host/postgres"
    ))
    .into())
}

/// The folder with PostgreSQL's programs, the newest version first.
fn find() -> Option<PathBuf> {
    let complete = |folder: &PathBuf| {
        ["initdb", "postgres", "pg_isready", "psql"]
            .iter()
            .all(|name| is_executable(&folder.join(name)))
    };
    let mut debian: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    debian.sort();
    debian
        .into_iter()
        .rev()
        .map(|(_, folder)| folder)
        .chain(which("initdb").and_then(|file| Some(file.parent()?.to_path_buf())))
        .find(complete)
}

impl Postgres {
    /// Starts the database, or takes the one that the environment names.
    pub fn start(programs: Option<&Path>) -> Result<Self> {
        let Some(programs) = programs else {
            let url = env::var(VARIABLE).with_context(|| format!("{VARIABLE} is not set"))?;
            return Ok(Self {
                url,
                supervisor: None,
            });
        };
        let mut tries = 0;
        loop {
            tries += 1;
            // Somebody else may take the port between our asking for it and the database's.
            match Self::try_start(programs) {
                Err(_) if tries < 3 => {}
                result => return result,
            }
        }
    }

    fn try_start(programs: &Path) -> Result<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let password = random_word()?;
        let (mut command, folder) = unprivileged()?;
        command
            .args(["sh", "-c", SUPERVISOR, "postgres.sh"])
            .arg(programs)
            .arg(folder)
            .arg(port.to_string())
            .env("PASSWORD", &password)
            .current_dir("/")
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command.spawn().context("cannot start PostgreSQL")?;
        let mut line = String::new();
        if let Some(out) = child.stdout.as_mut() {
            BufReader::new(out).read_line(&mut line)?;
        }
        let postgres = Self {
            url: format!("postgres://plenary:{password}@127.0.0.1:{port}/postgres"),
            supervisor: Some(child),
        };
        if line.trim() != "ready" {
            bail!("PostgreSQL did not start; its log stands above");
        }
        Ok(postgres)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(mut child) = self.supervisor.take() {
            drop(child.stdin.take());
            // Nothing can be done about a failure here, and the folder is a temporary one.
            let _ = child.wait();
        }
    }
}

/// A command prefix that gives up superuser's rights, which PostgreSQL refuses to run with, and a folder that the
/// resulting user may write to.
fn unprivileged() -> Result<(Command, PathBuf)> {
    if !tools::is_root() {
        return Ok((Command::new("env"), env::temp_dir()));
    }
    let known = |user: &&str| {
        Command::new("id")
            .args(["-u", user])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    let Some(user) = ["postgres", "nobody"].into_iter().find(known) else {
        bail!("PostgreSQL does not run as root, and there is no user postgres or nobody");
    };
    let mut command;
    if which("setpriv").is_some() {
        let group = Command::new("id").args(["-g", user]).output()?.stdout;
        let group = String::from_utf8_lossy(&group).trim().to_owned();
        command = Command::new("setpriv");
        command
            .arg(format!("--reuid={user}"))
            .arg(format!("--regid={group}"))
            .arg("--init-groups");
    } else {
        command = Command::new("runuser");
        command.args(["-u", user, "--"]);
    }
    Ok((command, PathBuf::from("/tmp")))
}

/// A password that other people on this machine cannot guess.
fn random_word() -> Result<String> {
    let mut bytes = [0_u8; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(hex::encode(bytes))
}

#[cfg(test)]
mod tests {
    use std::net::{SocketAddr, TcpStream};

    use super::*;

    #[test]
    fn runs_while_held_and_leaves_nothing_behind() -> Result<()> {
        let Some(programs) = find() else {
            println!("skipped: no PostgreSQL on this machine");
            return Ok(());
        };
        let postgres = Postgres::start(Some(&programs))?;
        let answer = Command::new(programs.join("psql"))
            .args([&postgres.url, "-Atc", "show data_directory"])
            .output()?;
        let data = PathBuf::from(String::from_utf8(answer.stdout)?.trim());
        let port = postgres.url.rsplit([':', '/']).nth(1).context("no port")?;
        let address: SocketAddr = format!("127.0.0.1:{port}").parse()?;
        assert!(data.starts_with(env::temp_dir()) || data.starts_with("/tmp"));
        assert!(TcpStream::connect(address).is_ok());

        drop(postgres);

        assert!(TcpStream::connect(address).is_err());
        let folder = data.parent().context("no folder")?;
        assert!(!folder.exists(), "{} is still there", folder.display());
        Ok(())
    }
}
