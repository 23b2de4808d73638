//! From which network address a request comes, for limits on rate.

use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};
use ipnet::IpNet;

use super::AppState;

/// The address, if it is known.
#[derive(Clone, Copy, Debug)]
pub struct Client(pub Option<IpAddr>);

impl Client {
    /// Of a request by its head.
    pub fn of(parts: &Parts, trusted: &[IpNet]) -> Self {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Self(peer.map(|ConnectInfo(peer)| address(peer.ip(), &parts.headers, trusted)))
    }
}

impl FromRequestParts<AppState> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(Self::of(parts, &state.config.trusted_proxies))
    }
}

/// Whoever connects is the client, unless it is a proxy that is trusted: that one says in `X-Forwarded-For` whom it
/// speaks for, at the end of what it was told itself. So the list is read from its end, past further trusted proxies, to
/// the first that is none; what stands before it, anybody can have made up.
fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |it: &IpAddr| trusted.iter().any(|network| network.contains(it));
    let mut client = peer.to_canonical();
    let told = headers.get_all("x-forwarded-for").iter().rev();
    let told = told.filter_map(|value| value.to_str().ok());
    for entry in told.flat_map(|value| value.rsplit(',')) {
        if !is_trusted(&client) {
            break;
        }
        let Some(before) = read(entry.trim()) else {
            break;
        };
        client = before;
    }
    client
}

/// An address as proxies write it: bare, in brackets, with a port.
fn read(entry: &str) -> Option<IpAddr> {
    let bare = entry.trim_start_matches('[').trim_end_matches(']');
    bare.parse()
        .ok()
        .or_else(|| entry.parse::<SocketAddr>().ok().map(|it| it.ip()))
        .map(|it: IpAddr| it.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &str, trusted: &str) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded.split('|').filter(|it| !it.is_empty()) {
            headers.append("x-forwarded-for", line.parse().expect("a value"));
        }
        let trusted: Vec<IpNet> = trusted
            .split_whitespace()
            .map(|it| it.parse().expect("a network"))
            .collect();
        address(peer.parse().expect("an address"), &headers, &trusted).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let near = "127.0.0.0/8 ::1/128";
        // What a client made up stands before what the proxy adds.
        assert_eq!(
            client("127.0.0.1", "198.51.100.9, 203.0.113.7", near),
            "203.0.113.7"
        );
        assert_eq!(
            client("127.0.0.1", "198.51.100.9|203.0.113.7", near),
            "203.0.113.7"
        );
        assert_eq!(
            client("::ffff:127.0.0.1", "203.0.113.7:4711", near),
            "203.0.113.7"
        );
        assert_eq!(client("::1", "[2001:db8::7]:80", near), "2001:db8::7");
        // A private network is not trusted unless somebody says so.
        assert_eq!(client("10.0.0.2", "203.0.113.7", near), "10.0.0.2");
        let both = "127.0.0.0/8 10.0.0.0/8";
        assert_eq!(
            client("10.0.0.2", "203.0.113.7, 10.0.0.3", both),
            "203.0.113.7"
        );
        // Nobody else is, and nonsense is nothing.
        assert_eq!(client("203.0.113.1", "198.51.100.9", both), "203.0.113.1");
        assert_eq!(client("127.0.0.1", "nonsense", both), "127.0.0.1");
        assert_eq!(client("127.0.0.1", "", both), "127.0.0.1");
    }
}
