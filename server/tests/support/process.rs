//! The real program, as an operator runs it: a server in a process of its own that can be killed, terminated or
//! starved of disk space, and the command line.

use std::{
    fmt::Write as _,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

/// The program.
const PLENARY: &str = env!("CARGO_BIN_EXE_plenary");

/// What a server is started with.
#[derive(Clone, Debug)]
pub struct Setting<'a> {
    /// The database.
    pub database: &'a str,
    /// Where it runs; mail goes into its folder `mail` if there is no mail server.
    pub folder: &'a Path,
    /// A mail server.
    pub smtp: Option<String>,
    /// The largest file that it may write, in bytes: the disk is full beyond that.
    pub largest_file: Option<u64>,
}

/// A running server; killed when dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// `http://127.0.0.1:PORT`
    pub origin: String,
    log: Arc<Mutex<String>>,
}

impl Server {
    /// Starts a server on a free port and waits until it serves.
    pub fn start(setting: &Setting<'_>) -> Self {
        let mut command = match setting.largest_file {
            None => Command::new(PLENARY),
            Some(bytes) => {
                // Beyond the limit a write fails as on a full disk, instead of ending the process.
                let script = format!(
                    "trap '' XFSZ; ulimit -S -f {}; exec \"$0\" \"$@\"",
                    bytes / 512
                );
                let mut command = Command::new("sh");
                command.args(["-c", &script, PLENARY]);
                command
            }
        };
        command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(["--database", setting.database])
            .arg("--mail-dir")
            .arg(setting.folder.join("mail"));
        if let Some(url) = &setting.smtp {
            command.args(["--smtp-url", url]);
        }
        let mut child = command
            .current_dir(setting.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let log = Arc::new(Mutex::new(String::new()));
        let lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        let kept = log.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = writeln!(kept.lock().expect("no panic elsewhere"), "{line}");
            }
        });
        let mut server = Self {
            child,
            origin: String::new(),
            log,
        };
        let begun = Instant::now();
        while server.origin.is_empty() {
            assert!(
                begun.elapsed() < Duration::from_mins(1)
                    && server.child.try_wait().expect("a child").is_none(),
                "the server did not start: {}",
                server.log()
            );
            std::thread::sleep(Duration::from_millis(20));
            let log = server.log();
            let origin = log
                .lines()
                .find_map(|line| line.strip_prefix("Plenary is at "));
            server.origin = origin.map(String::from).unwrap_or_default();
        }
        server
    }

    /// What it wrote to stderr so far.
    pub fn log(&self) -> String {
        self.log.lock().expect("no panic elsewhere").clone()
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Files may be of any size from now on: there is room on the disk again.
    pub fn give_room(&self) {
        use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};
        let pid = Pid::from_raw(i32::try_from(self.pid()).expect("an id"));
        let limit = getrlimit(Resource::Fsize);
        let limit = Rlimit {
            current: limit.maximum,
            maximum: limit.maximum,
        };
        prlimit(pid, Resource::Fsize, limit).expect("a limit");
    }

    /// SIGTERM.
    pub fn terminate(&self) {
        signal("TERM", self.pid());
    }

    /// Waits until it has ended by itself.
    pub fn ended(mut self) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "the server did not end: {}",
                self.log()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a signal to one process.
pub fn signal(name: &str, pid: u32) {
    let sent = Command::new("kill")
        .args([format!("-{name}"), pid.to_string()])
        .status();
    assert!(sent.expect("kill runs").success());
}

/// What a command answered.
#[derive(Debug)]
pub struct Said {
    /// Its exit status.
    pub code: i32,
    /// Data.
    pub out: Vec<u8>,
    /// Everything else.
    pub err: String,
}

/// Runs a command of the program without a terminal, in a folder, on a database.
pub fn plenary(folder: &Path, database: &str, arguments: &[&str]) -> Said {
    let output = Command::new(PLENARY)
        .args(arguments)
        .args(["--database", database])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    Said {
        code: output.status.code().unwrap_or(-1),
        out: output.stdout,
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
