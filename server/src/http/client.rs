//! From which network address a request comes, for limits on rate.

use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};

/// The address, if it is known.
#[derive(Clone, Copy, Debug)]
pub struct Client(pub Option<IpAddr>);

impl<S: Sync> FromRequestParts<S> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(peer.map(|ConnectInfo(peer)| {
            address(peer.ip(), &parts.headers)
        })))
    }
}

/// A proxy on the same machine or in the same private network says whom it speaks for in `X-Forwarded-For`; of that
/// the last entry is its own and cannot be made up by the client. Anybody else's is not believed.
fn address(peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let peer = peer.to_canonical();
    let near = match peer {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    };
    let told = headers
        .get_all("x-forwarded-for")
        .iter()
        .next_back()
        .and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    told.filter(|_| near).unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_near_proxy_is_believed() {
        let headers = |value: &'static str| {
            HeaderMap::from_iter([(
                "x-forwarded-for".parse().expect("a name"),
                value.parse().expect("a value"),
            )])
        };
        let ip = |text: &str| text.parse::<IpAddr>().expect("an address");
        assert_eq!(
            address(ip("127.0.0.1"), &headers("198.51.100.9, 203.0.113.7")),
            ip("203.0.113.7")
        );
        assert_eq!(
            address(ip("10.0.0.2"), &headers("203.0.113.7")),
            ip("203.0.113.7")
        );
        assert_eq!(
            address(ip("203.0.113.1"), &headers("198.51.100.9")),
            ip("203.0.113.1")
        );
        assert_eq!(
            address(ip("127.0.0.1"), &headers("nonsense")),
            ip("127.0.0.1")
        );
        assert_eq!(
            address(ip("::ffff:127.0.0.1"), &HeaderMap::new()),
            ip("127.0.0.1")
        );
    }
}
