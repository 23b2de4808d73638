//! How often one client may search for words: what a search costs is this process' time, so this process counts.

use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use domain::{Error, Result, Timestamp};
use moka::sync::Cache;

/// Searches of one client in a minute.
pub const MOST: u32 = 30;

const WINDOW: i64 = 60;

/// Clients that are remembered.
const CLIENTS: u64 = 20_000;

/// Counts of searches.
#[derive(Clone, Debug)]
pub struct Searches(Cache<(Option<IpAddr>, i64), Arc<AtomicU32>>);

impl Default for Searches {
    fn default() -> Self {
        Self(
            Cache::builder()
                .max_capacity(CLIENTS)
                .time_to_live(Duration::from_mins(2))
                .build(),
        )
    }
}

impl Searches {
    /// Counts a search of a client.
    ///
    /// # Errors
    /// [`Error::TooMany`] beyond [`MOST`] in a minute.
    pub fn take(&self, client: Option<IpAddr>, at: Timestamp) -> Result<()> {
        let window = at.timestamp().div_euclid(WINDOW);
        let count = self.0.get_with((client.map(network), window), Arc::default);
        if count.fetch_add(1, Ordering::Relaxed) < MOST {
            return Ok(());
        }
        let ends = (window + 1) * WINDOW;
        Err(Error::TooMany {
            retry_after: u64::try_from(ends - at.timestamp()).unwrap_or(1),
        })
    }
}

/// One client may have a whole /64 of IPv6 addresses.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(it) => {
            let [a, b, c, d, ..] = it.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_searches_so_often_in_a_minute_and_no_more() {
        let searches = Searches::default();
        let at: Timestamp = "2026-03-10T12:00:10Z".parse().expect("a moment");
        let ip = |text: &str| Some(text.parse().expect("an address"));
        for _ in 0..MOST {
            searches.take(ip("2001:db8::1"), at).expect("taken");
        }
        let refused = searches.take(ip("2001:db8::2"), at);
        assert!(matches!(refused, Err(Error::TooMany { retry_after: 50 })));
        searches
            .take(ip("198.51.100.1"), at)
            .expect("another client");
        let later = at + chrono::TimeDelta::seconds(50);
        searches
            .take(ip("2001:db8::1"), later)
            .expect("another minute");
    }
}
