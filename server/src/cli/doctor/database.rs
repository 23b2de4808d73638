//! Whether the database answers and takes writes, why not, and how much room it has.

use std::{path::PathBuf, time::Duration};

use domain::{
    Error,
    store::{Store, Why, why},
};
use tokio::time::timeout;

use super::Check;
use crate::config::Config;

/// Whoever asks the doctor does not wait for ever.
const PATIENCE: Duration = Duration::from_secs(20);

/// Less than this on the disk is too little for a night.
const LITTLE: u64 = 200 * 1024 * 1024;

pub(super) async fn answers(config: &Config) -> Check {
    let tried = timeout(PATIENCE, try_it(config)).await;
    let late = || {
        Err((
            "it does not answer in time".to_owned(),
            "see what the database server is doing; a long transaction may hold it up",
        ))
    };
    let (ok, found, mend) = match tried.unwrap_or_else(|_| late()) {
        Ok(kind) => (true, format!("{kind}, schema up to date, takes writes"), ""),
        Err((why, mend)) => (false, why, mend),
    };
    Check {
        what: "database",
        ok,
        found,
        mend: mend.to_owned(),
    }
}

/// Opens, reads, writes; else what is the matter, and how to mend it.
async fn try_it(config: &Config) -> Result<&'static str, (String, &'static str)> {
    let store = Store::open(&config.database)
        .await
        .map_err(|error| told(&error))?;
    let tried = async {
        store.read().await?;
        store.probe().await
    };
    let tried = tried.await;
    store.close().await;
    tried.map(|()| store.kind()).map_err(|error| told(&error))
}

/// In an operator's words.
fn told(error: &Error) -> (String, &'static str) {
    let Error::Store(error) = error else {
        return (error.to_string(), "see the log");
    };
    let (what, mend) = match why(error) {
        Why::NobodyListens => (
            "no database server listens there",
            "start it, or check host and port in --database (DATABASE_URL)",
        ),
        Why::Unreachable => (
            "the database server cannot be reached",
            "check host, port and network in --database (DATABASE_URL)",
        ),
        Why::Busy => (
            "no connection became free in time",
            "another process holds the database, or the server hangs or takes no more connections: find out which, or wait",
        ),
        Why::NoConnectionLeft => (
            "all connections of the database server are taken",
            "raise max_connections, or end clients that hold them (select * from pg_stat_activity)",
        ),
        Why::NotLetIn => (
            "the database server does not know user or password",
            "check them in --database (DATABASE_URL)",
        ),
        Why::NoSuchDatabase => ("there is no such database", "create it: createdb NAME"),
        Why::NoRoom => (
            "there is no room left on the disk",
            "make room; writing goes on by itself within seconds",
        ),
        Why::ReadOnly => (
            "it can be read and not written",
            "let the user that Plenary runs as write to the file and its folder",
        ),
        Why::CannotOpen => (
            "the file cannot be opened",
            "the folder must exist, and the user that Plenary runs as must be allowed to write to it",
        ),
        Why::Locked => (
            "another process has locked it",
            "find out who holds it, and wait for them",
        ),
        Why::Damaged => ("the file is no database, or damaged", "restore a backup"),
        Why::Other => ("it refuses", "see the database server's own log"),
    };
    (format!("{what} ({error})"), mend)
}

/// Whether others on this machine can read what is kept.
pub(super) fn rights(config: &Config) -> Check {
    let mut open = Vec::new();
    #[cfg(unix)]
    for place in places(config) {
        use std::os::unix::fs::PermissionsExt as _;
        if let Ok(about) = std::fs::metadata(&place)
            && about.permissions().mode() & 0o077 != 0
        {
            open.push(place.display().to_string());
        }
    }
    let ok = open.is_empty();
    Check {
        what: "rights",
        ok,
        found: if ok {
            "what is kept is its owner's alone".to_owned()
        } else {
            format!("other users of this machine can read {}", open.join(", "))
        },
        mend: if ok {
            String::new()
        } else {
            format!("chmod go= {}", open.join(" "))
        },
    }
}

/// What is kept on this machine: the SQLite file, and the mail folder of an installation without a mail server.
fn places(config: &Config) -> Vec<PathBuf> {
    let mut places: Vec<PathBuf> = Vec::new();
    if let Some(file) = config.database.strip_prefix("sqlite:") {
        let file = file
            .trim_start_matches("//")
            .split('?')
            .next()
            .unwrap_or_default();
        places.push(PathBuf::from(file));
    }
    if let crate::config::MailTo::Folder(folder) = &config.mail {
        places.push(folder.clone());
    }
    places
}

/// Room on the disk that the SQLite file is on, and the mail folder of an installation without a mail server.
pub(super) fn room(config: &Config) -> Check {
    let places = places(config);
    let mut found = Vec::new();
    let mut ok = true;
    for place in &places {
        let folder = place
            .ancestors()
            .find(|it| it.exists() && it.is_dir())
            .map_or_else(|| PathBuf::from("."), PathBuf::from);
        if let Ok(disk) = rustix::fs::statvfs(&folder) {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            ok &= free >= LITTLE;
            found.push(format!(
                "{} MB free for {}",
                free / 1024 / 1024,
                place.display()
            ));
        }
    }
    if found.is_empty() {
        found.push("nothing is kept on this machine".to_owned());
    }
    Check {
        what: "room",
        ok,
        found: found.join("; "),
        mend: if ok {
            ""
        } else {
            "make room: without any, nothing that people send can be kept"
        }
        .to_owned(),
    }
}
