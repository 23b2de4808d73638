//! Connections: how many, from whom, and how long somebody may say nothing.

use std::{
    collections::HashMap,
    io,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{Router, extract::ConnectInfo, http::Request};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulConnection, GracefulShutdown},
    service::TowerToHyperService,
};
use ipnet::IpNet;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tower::ServiceExt as _;

/// What connections are held to.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// At the same time, below what systems let a process open by default; who comes later waits.
    pub most: usize,
    /// From one address that is no trusted proxy.
    pub most_of_one: usize,
    /// The head of a request is here within this time after its connection, or after the answer before it: a little
    /// longer than proxies keep a connection that is idle (60 s), so that it is theirs to close it.
    pub head: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            most: 800,
            most_of_one: 100,
            head: Duration::from_secs(75),
        }
    }
}

/// Before another connection is taken after the system had none to give.
const PAUSE: Duration = Duration::from_millis(200);

/// How many connections each address has.
#[derive(Clone, Default)]
struct Counts(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// One connection of an address, until it is dropped.
struct Counted {
    counts: Counts,
    of: IpAddr,
}

impl Counts {
    /// Counts one more; none if the address has as many as it may.
    fn one_more(&self, of: IpAddr, most: usize) -> Option<Counted> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(of).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Counted {
            counts: self.clone(),
            of,
        })
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut counts = self.counts.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.of) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.of);
            }
        }
    }
}

/// Serves until `stop`, then lets what is under way finish.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    trusted: &[IpNet],
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let places = Arc::new(Semaphore::new(limits.most));
    let counts = Counts::default();
    let graceful = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let accepted = async {
            let place = places.clone().acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            () = &mut stop => break,
            accepted = accepted => accepted,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                is_ours(&error).then(|| tracing::error!(%error, "no connection can be taken"));
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        let of = peer.ip().to_canonical();
        let most = if trusted.iter().any(|network| network.contains(&of)) {
            limits.most
        } else {
            limits.most_of_one
        };
        let Some(counted) = counts.one_more(of, most) else {
            tracing::info!(client = %of, "refused: too many connections");
            continue;
        };
        let connection = graceful.watch(connection(stream, peer, router.clone(), limits.head));
        tokio::spawn(async move {
            // What goes wrong on a connection is its client's business.
            let _ = connection.await;
            drop((place, counted));
        });
    }
    drop(listener);
    graceful.shutdown().await;
}

/// Whether it is a fault of this machine, such as no file left to open, and not of a client that went away.
fn is_ours(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    ![ConnectionAborted, ConnectionRefused, ConnectionReset].contains(&error.kind())
}

/// HTTP/1.1, as browsers and proxies speak it to a server without TLS; nothing is waited for without a limit.
fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    head: Duration,
) -> impl GracefulConnection<Error = hyper::Error> + Send {
    // Without it, small streamed answers wait for the next acknowledgement.
    let _ = stream.set_nodelay(true);
    let service = router.map_request(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_so_many_and_gets_them_back() {
        let counts = Counts::default();
        let here: IpAddr = "203.0.113.7".parse().expect("an address");
        let first = counts.one_more(here, 2).expect("one");
        let _second = counts.one_more(here, 2).expect("two");
        assert!(counts.one_more(here, 2).is_none());
        drop(first);
        assert!(counts.one_more(here, 2).is_some());
    }
}
