//! Mail into a folder, one `.eml` file each, when no mail server is set: for trying things out, and for tests.

use std::{io, path::Path};

use domain::store::outbox::Claimed;
use tokio::io::AsyncWriteExt as _;

/// Writes a mail under a name that sorts by time and is the same at every attempt.
pub async fn write(folder: &Path, mail: &Claimed, bytes: &[u8]) -> io::Result<()> {
    create(folder).await?;
    let time = mail.created_at.format("%Y%m%dT%H%M%S%3f");
    let name = format!("{time}-{}-{}", mail.kind, mail.id);
    // Whoever watches the folder never sees half a mail.
    let hidden = folder.join(format!(".{name}.part"));
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    options.mode(0o600);
    let mut file = options.open(&hidden).await?;
    file.write_all(bytes).await?;
    file.flush().await?;
    tokio::fs::rename(&hidden, folder.join(format!("{name}.eml"))).await
}

/// Whether mail could be written.
pub async fn check(folder: &Path) -> io::Result<()> {
    create(folder).await?;
    let probe = folder.join(".probe");
    tokio::fs::write(&probe, b"").await?;
    tokio::fs::remove_file(&probe).await
}

/// Makes the folder; sign-in links are in it, so it is its owner's alone.
async fn create(folder: &Path) -> io::Result<()> {
    let mut builder = tokio::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    builder.mode(0o700);
    builder.create(folder).await
}
