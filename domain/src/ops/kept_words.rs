//! Words that wait for a sign-in: what somebody typed whose session had ended meanwhile. They are sealed with a key
//! that only the cookie of their browser holds, so that the database alone reads nothing.

use std::{fmt, str::FromStr};

use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Nonce, Payload},
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::limit::{self, Limit};
use crate::{
    Error, Result, Timestamp,
    id::fill_random,
    store::{Store, kept_words as store},
};

/// How long they are kept.
pub const LASTS: TimeDelta = TimeDelta::hours(1);

/// Bytes of everybody's words together. Whoever comes when it is full sees them on a page instead.
const MOST_BYTES: i64 = 64 * 1024 * 1024;

/// Forms kept for one network address; many people may sit behind it.
const FROM_CLIENT: Limit = Limit {
    name: "kept-words",
    // A ministry may sit behind one address; what is kept in all is bounded by its size.
    most: 600,
    window: 15 * 60,
};

/// What the browser's cookie holds: which words, and the key to them. It has no `Debug` that shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Handle {
    id: [u8; 16],
    key: [u8; 32],
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Handle(..)")
    }
}

impl Handle {
    /// For the cookie and nothing else.
    pub fn expose(&self) -> String {
        format!("{}{}", hex::encode(self.id), hex::encode(self.key))
    }

    // A key seals one thing once, so the number that must never repeat under it need not differ.
    fn cipher(&self) -> (Aes256Gcm, Nonce<Aes256Gcm>) {
        let cipher = Aes256Gcm::new(&self.key.into());
        (cipher, Nonce::<Aes256Gcm>::default())
    }
}

/// What a cookie says is no handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoHandle;

impl FromStr for Handle {
    type Err = NoHandle;

    fn from_str(text: &str) -> Result<Self, NoHandle> {
        let mut bytes = [0; 48];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NoHandle)?;
        let (mut id, mut key) = ([0; 16], [0; 32]);
        id.copy_from_slice(&bytes[..16]);
        key.copy_from_slice(&bytes[16..]);
        Ok(Self { id, key })
    }
}

/// A form as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptForm {
    /// Path and query of the page it stands on.
    pub path: String,
    /// Names and values, in their order.
    pub fields: Vec<(String, String)>,
}

/// Keeps a form for an hour; none if there is no room, or too many came from this network address.
pub async fn keep(
    db: &Store,
    at: Timestamp,
    client: &str,
    form: &KeptForm,
) -> Result<Option<Handle>> {
    let mut random = [0; 48];
    fill_random(&mut random);
    let handle: Handle = hex::encode(random)
        .parse()
        .map_err(|NoHandle| Error::Corrupt("a handle".to_owned()))?;
    let plain =
        serde_json::to_vec(form).map_err(|error| Error::Corrupt(format!("a form: {error}")))?;
    let (cipher, nonce) = handle.cipher();
    let payload = Payload {
        msg: &plain,
        aad: &handle.id,
    };
    let sealed = cipher
        .encrypt(&nonce, payload)
        .map_err(|error| Error::Corrupt(format!("sealing: {error}")))?;
    let mut tx = db.begin().await?;
    match limit::take(&mut tx, at, FROM_CLIENT, client).await {
        Err(Error::TooMany { .. }) => return Ok(None),
        other => other?,
    }
    let size = i64::try_from(sealed.len()).unwrap_or(i64::MAX);
    if store::size(&mut tx).await?.saturating_add(size) > MOST_BYTES {
        return Ok(None);
    }
    let expires_at = (at + LASTS).timestamp();
    store::insert(&mut tx, &handle.id, &sealed, expires_at).await?;
    tx.commit().await?;
    Ok(Some(handle))
}

/// The form that a browser holds the key to; none if its hour is over, or it was used.
pub async fn find(db: &Store, at: Timestamp, handle: &Handle) -> Result<Option<KeptForm>> {
    let sealed = store::get(&mut db.read().await?, &handle.id, at.timestamp()).await?;
    let Some(sealed) = sealed else {
        return Ok(None);
    };
    let (cipher, nonce) = handle.cipher();
    let payload = Payload {
        msg: &sealed,
        aad: &handle.id,
    };
    // A wrong key opens nothing, and says nothing.
    let Ok(plain) = cipher.decrypt(&nonce, payload) else {
        return Ok(None);
    };
    serde_json::from_slice(&plain)
        .map(Some)
        .map_err(|error| Error::Corrupt(format!("a kept form: {error}")))
}

/// Forgets a form: it has been sent.
pub async fn forget(db: &Store, handle: &Handle) -> Result<()> {
    let mut tx = db.begin().await?;
    store::delete(&mut tx, &handle.id).await?;
    tx.commit().await
}

/// Forgets those whose hour is over.
pub async fn sweep(db: &Store, at: Timestamp) -> Result<()> {
    let mut tx = db.begin().await?;
    store::delete_expired(&mut tx, at.timestamp()).await?;
    tx.commit().await
}
