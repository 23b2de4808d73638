//! What a failure of the database means: for whoever asked, and for the operator.

/// A failure to reach the database that comes to us as words only.
pub fn away(words: impl std::fmt::Display) -> crate::Error {
    sqlx::Error::Io(std::io::Error::other(words.to_string())).into()
}

/// Whether a write failed because of this unique constraint or index (SQLite names the columns instead).
pub fn is_taken(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .is_some_and(sqlx::error::DatabaseError::is_unique_violation)
}

/// Whether a statement was ended because it went on for too long.
pub fn is_too_costly(error: &sqlx::Error) -> bool {
    let code = error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code);
    // SQLite's interrupt; PostgreSQL's query_canceled.
    code.is_some_and(|code| ["9", "57014"].contains(&code.as_ref()))
}

/// Whether the database could not be reached or has no room, rather than refused something.
pub fn is_away(error: &sqlx::Error) -> bool {
    use sqlx::Error::{Io, PoolClosed, PoolTimedOut, Protocol, WorkerCrashed};
    match error {
        Io(_) | PoolClosed | PoolTimedOut | Protocol(_) | WorkerCrashed => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| is_away_code(&code)),
        _ => false,
    }
}

fn is_away_code(code: &str) -> bool {
    // PostgreSQL's have five characters; SQLite's are numbers, whose last eight bits are the primary code.
    match code.parse::<u32>() {
        // Busy or locked for too long, read-only, input or output failed, disk full, file cannot be opened.
        Ok(number) if code.len() < 5 => matches!(number & 0xff, 5 | 6 | 8 | 10 | 13 | 14),
        // Connection lost; no room, memory or connection left; shut down, starting up, or the connection was ended
        // by the administrator; trouble of the system below; the database takes no connections, or is not there;
        // another writer was waited for too long.
        _ => {
            ["08", "53", "57P", "58"]
                .iter()
                .any(|class| code.starts_with(class))
                || ["25006", "3D000", "55000", "55P03"].contains(&code)
        }
    }
}

/// Why the database does not do what is asked, as far as an operator can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No server listens there.
    NobodyListens,
    /// The server cannot be reached.
    Unreachable,
    /// None of our connections became free in time.
    Busy,
    /// The server gives out no more connections.
    NoConnectionLeft,
    /// It does not know the user, or not by this password.
    NotLetIn,
    /// The server has no such database.
    NoSuchDatabase,
    /// The disk is full.
    NoRoom,
    /// It can be read and not written.
    ReadOnly,
    /// The file cannot be opened.
    CannotOpen,
    /// Another process has locked it.
    Locked,
    /// The file is no database, or damaged.
    Damaged,
    /// Anything else.
    Other,
}

/// Why, by what the driver and the database say.
pub fn why(error: &sqlx::Error) -> Why {
    use sqlx::Error::{Io, PoolTimedOut, Tls};
    let code = match error {
        Io(io) if io.kind() == std::io::ErrorKind::ConnectionRefused => return Why::NobodyListens,
        Io(_) | Tls(_) => return Why::Unreachable,
        PoolTimedOut => return Why::Busy,
        sqlx::Error::Database(error) => error.code().unwrap_or_default(),
        _ => return Why::Other,
    };
    match code.as_ref() {
        "53300" => Why::NoConnectionLeft,
        "28P01" | "28000" => Why::NotLetIn,
        "3D000" => Why::NoSuchDatabase,
        "53100" => Why::NoRoom,
        "25006" => Why::ReadOnly,
        "55P03" => Why::Locked,
        code if code.len() < 5 => match code.parse::<u32>() {
            // Input or output failed while writing: SQLite's word for a disk whose room ended under it.
            Ok(13 | 778 | 1_034) => Why::NoRoom,
            Ok(number) => match number & 0xff {
                5 | 6 => Why::Locked,
                8 => Why::ReadOnly,
                11 | 26 => Why::Damaged,
                14 => Why::CannotOpen,
                _ => Why::Other,
            },
            Err(_) => Why::Other,
        },
        _ => Why::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::is_away_code;

    #[test]
    fn a_full_disk_is_no_fault_and_a_taken_name_is_no_absence() {
        // Full; input or output failed while writing; busy.
        for code in ["13", "778", "5", "53100", "57P01", "55000", "08006"] {
            assert!(is_away_code(code), "{code}");
        }
        // Constraints; wrong SQL.
        for code in ["19", "2067", "1", "23505", "42601", "40001"] {
            assert!(!is_away_code(code), "{code}");
        }
    }
}
