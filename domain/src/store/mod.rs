//! All SQL. One text of each query for both databases; where they must differ, the two stand side by side.
//!
//! [`Store`] is the way in, [`Tx`] is a transaction: [`Store::read`] for pages (a snapshot, never written),
//! [`Store::begin`] for use cases. Functions of the submodules take a `Tx`, ask nothing and decide nothing.

use std::{str::FromStr, time::Duration};

use sqlx::{
    Connection as _, PgConnection, Postgres, Sqlite, SqliteConnection, Transaction,
    postgres::{PgConnectOptions, PgPool, PgPoolOptions},
    sqlite::{
        SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
    },
};

use crate::Result;

pub use failure::{Why, away, is_away, is_taken, is_too_costly, why};

/// Runs one expression on whichever database the transaction is of: `on!(tx, c => sqlx::query(..).execute(c).await)`.
macro_rules! on {
    ($tx:expr, $connection:ident => $run:expr) => {
        match $tx {
            $crate::store::Tx::Sqlite(transaction) => {
                let $connection = &mut **transaction;
                $run
            }
            $crate::store::Tx::Postgres(transaction) => {
                let $connection = &mut **transaction;
                $run
            }
        }
    };
}

/// People.
pub mod account;
/// The workbench: comments set aside, by filter, and what was done last.
pub mod accounting;
/// What became of comments.
pub mod answer;
/// What was done, by whom.
pub mod audit;
/// Submitted comments.
pub mod comment;
/// Consultations and their rounds.
pub mod consultation;
/// What the commission decided.
pub mod decision;
/// Drafts of comments.
pub mod draft;
/// The bytes of frozen reports.
pub mod edition;
/// Files whose comments are entered on behalf of their authors.
pub mod exchange;
/// What a failure of the database means.
mod failure;
/// Issues and the comments they rest on.
pub mod issue;
/// Words that wait for a sign-in.
pub mod kept_words;
/// Where the provisions of a revised text come from.
pub mod lineage;
/// Forms that were acted upon.
pub mod once;
/// Mail that waits to be sent.
pub mod outbox;
/// Lists of comments.
pub mod query;
/// Counts of attempts.
pub mod rate_limit;
/// The debate.
pub mod remark;
/// Reminders of drafts.
pub mod reminder;
/// Drafts that their author removed.
pub mod removed_draft;
/// The report's words and versions.
pub mod report;
/// Roles that wait for a second person's word.
pub mod role_request;
/// Sessions of browsers.
pub mod session;
/// What an installation keeps for itself.
pub mod setting;
/// Sign-in links.
pub mod sign_in;
/// What SQL cannot migrate.
mod steps;
/// Submissions: who speaks, and how it is published.
pub mod submission;
/// Counts per provision.
pub mod tally;
/// Versions of the text and their provisions.
pub mod text;
/// Verified organisations.
pub mod verification;

/// The database: embedded SQLite or PostgreSQL.
#[derive(Clone, Debug)]
pub enum Store {
    /// One file; many readers, one writer.
    Sqlite {
        /// For pages.
        readers: SqlitePool,
        /// One connection, so that writers queue here and not in the file's lock.
        writer: SqlitePool,
        /// For reads whose cost a reader chooses: few, and each ended after so many steps.
        costly: SqlitePool,
    },
    /// A server.
    Postgres {
        /// For everything.
        pool: PgPool,
        /// For reads whose cost a reader chooses: few, and each ended after so much time.
        costly: PgPool,
    },
}

/// Connections for costly reads.
const COSTLY: u32 = 2;

/// After so many instructions of SQLite's machine a costly read asks whether to go on.
const STRIDE: i32 = 10_000;

/// How often it may go on: 50 million instructions, some seconds.
const MOST_STRIDES: u32 = 5_000;

/// How long a costly statement may take on PostgreSQL.
const COSTLY_TIMEOUT: &str = "5s";

/// How long a server that gives no connection is asked why.
const ASKING_WHY: Duration = Duration::from_secs(3);

const SNAPSHOT: &str = "begin isolation level repeatable read read only";

/// A transaction. Dropped without [`Tx::commit`] it leaves no trace.
pub enum Tx {
    /// Of SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// Of PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

impl Store {
    /// Opens the database that a URL names (`sqlite://FILE` or `postgres://…`), creates the SQLite file if it is
    /// missing, and brings the schema up to date.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if the URL is of neither sort or the database cannot be reached.
    pub async fn open(url: &str) -> Result<Self> {
        let store = Self::connect(url).await?;
        store.migrate().await?;
        Ok(store)
    }

    /// Opens without touching the schema.
    pub async fn connect(url: &str) -> Result<Self> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url)?
                .application_name("plenary")
                // Who waits longer than this for another writer is told to try again, and leaves the connection to others.
                .options([("lock_timeout", "10s")]);
            let pool = PgPoolOptions::new()
                .max_connections(16)
                // So soon people are told that the database is away.
                .acquire_timeout(Duration::from_secs(5))
                .connect_with(options.clone())
                .await;
            let pool = match pool {
                Ok(pool) => pool,
                // A pool tries on until its time is over; a connection of its own says why there is none. A server
                // that takes connections and says nothing has no why.
                Err(error @ sqlx::Error::PoolTimedOut) => {
                    let alone = async { PgConnection::connect_with(&options).await?.close().await };
                    if let Ok(why) = tokio::time::timeout(ASKING_WHY, alone).await {
                        why?;
                    }
                    return Err(error.into());
                }
                Err(error) => return Err(error.into()),
            };
            let costly = PgPoolOptions::new()
                .max_connections(COSTLY)
                .acquire_timeout(Duration::from_secs(5))
                .connect_lazy_with(options.options([("statement_timeout", COSTLY_TIMEOUT)]));
            return Ok(Self::Postgres { pool, costly });
        }
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // An acknowledged comment survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10))
            .foreign_keys(true)
            // Rows wait for the reader in one piece: a handshake between two threads for every 50 costs more than
            // the rows.
            .row_buffer_size(1024)
            .pragma("temp_store", "memory");
        make_private(&options);
        let pool = || {
            SqlitePoolOptions::new()
                .after_release(|connection, _| Box::pin(async { is_free(connection).await }))
        };
        let writer = pool()
            .max_connections(1)
            // A file does not hang up.
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(30))
            .connect_with(options.clone())
            .await?;
        let readers = pool()
            .max_connections(8)
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options.clone())
            .await?;
        let costly = pool()
            .max_connections(COSTLY)
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(5))
            .connect_lazy_with(options);
        Ok(Self::Sqlite {
            readers,
            writer,
            costly,
        })
    }

    /// Brings the schema up to date, and what is stored folded for searching.
    pub async fn migrate(&self) -> Result<()> {
        match self {
            Self::Sqlite { writer, .. } => sqlx::migrate!("../migrations/sqlite").run(writer).await,
            Self::Postgres { pool, .. } => sqlx::migrate!("../migrations/postgres").run(pool).await,
        }
        .map_err(|error| sqlx::Error::Migrate(Box::new(error)))?;
        steps::run(self).await?;
        // Not once, but whenever words are folded otherwise than before.
        loop {
            let mut tx = self.begin().await?;
            let more = comment::refold(&mut tx).await?;
            tx.commit().await?;
            if !more {
                return Ok(());
            }
        }
    }

    /// A snapshot to read from.
    pub async fn read(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Tx::Sqlite(readers.begin().await?),
            Self::Postgres { pool, .. } => Tx::Postgres(pool.begin_with(SNAPSHOT).await?),
        })
    }

    /// A snapshot for a read whose cost a reader chooses, such as a search: there are few of these, so that pages are
    /// read whatever is searched for, and a statement that goes on for too long is ended ([`is_too_costly`]).
    pub async fn read_costly(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { costly, .. } => {
                let mut transaction = costly.begin().await?;
                let mut strides = 0;
                let mut handle = transaction.lock_handle().await?;
                handle.set_progress_handler(STRIDE, move || {
                    strides += 1;
                    strides <= MOST_STRIDES
                });
                drop(handle);
                Tx::Sqlite(transaction)
            }
            Self::Postgres { costly, .. } => Tx::Postgres(costly.begin_with(SNAPSHOT).await?),
        })
    }

    /// A transaction that writes.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("begin immediate").await?),
            Self::Postgres { pool, .. } => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Writes a little something and makes it durable: whether the database takes writes, not only reads.
    ///
    /// # Errors
    /// [`crate::Error::Store`] as whoever submits a comment would meet it now.
    pub async fn probe(&self) -> Result<()> {
        let mut tx = self.begin().await?;
        setting::touch(&mut tx).await?;
        tx.commit().await
    }

    /// The word for logs and `plenary doctor`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "sqlite",
            Self::Postgres { .. } => "postgres",
        }
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite {
                readers,
                writer,
                costly,
            } => {
                costly.close().await;
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres { pool, costly } => {
                costly.close().await;
                pool.close().await;
            }
        }
    }
}

/// Makes the file before SQLite does, for its owner alone; what SQLite puts beside it follows. A file that is there stays
/// as it is (`plenary doctor` looks).
fn make_private(options: &SqliteConnectOptions) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        let file = options.get_filename();
        // Names with a colon are databases in memory. That it cannot be made, SQLite tells in a moment.
        if !file.to_string_lossy().contains(':') {
            let mut new = std::fs::OpenOptions::new();
            let _ = new.write(true).create_new(true).mode(0o600).open(file);
        }
    }
    #[cfg(not(unix))]
    let _ = options;
}

/// Whether a connection that comes back is in no transaction any more. Where SQLite has undone a transaction by itself,
/// as on a full disk, the undoing of ours fails and the connection believes to be in it for ever: such a one is closed,
/// and another takes its place.
async fn is_free(connection: &mut SqliteConnection) -> sqlx::Result<bool> {
    // What was begun on it is over after that.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

impl Tx {
    /// Makes it durable, together with the key of the form that is acted upon.
    ///
    /// # Errors
    /// [`crate::Error::Conflict`] if the same form was acted upon already.
    pub async fn commit(mut self) -> Result<()> {
        let claim = once::claim(&mut self).await?;
        match self {
            Self::Sqlite(transaction) => transaction.commit().await?,
            Self::Postgres(transaction) => transaction.commit().await?,
        }
        claim.hold();
        Ok(())
    }
}
