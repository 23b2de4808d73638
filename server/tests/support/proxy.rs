//! A way to a database server that can be cut and mended, or falls silent: for databases that go away and come back, or
//! hang.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Notify, watch},
};

/// The way.
#[derive(Clone, Debug)]
pub struct Proxy {
    /// Where it begins.
    pub address: SocketAddr,
    whole: Arc<AtomicBool>,
    cut: Arc<Notify>,
    silent: watch::Sender<bool>,
}

impl Proxy {
    /// A whole way to `target`, `host:port`.
    pub async fn start(target: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let proxy = Self {
            address: listener.local_addr().expect("an address"),
            whole: Arc::new(AtomicBool::new(true)),
            cut: Arc::default(),
            silent: watch::Sender::new(false),
        };
        let way = proxy.clone();
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                if !way.whole.load(Ordering::SeqCst) {
                    // Dropped: the connection ends at once.
                    continue;
                }
                let (way, target) = (way.clone(), target.clone());
                tokio::spawn(async move {
                    let Ok(mut far) = TcpStream::connect(target).await else {
                        return;
                    };
                    tokio::select! {
                        biased;
                        () = way.cut.notified() => {}
                        // Both ends stay open, and nothing comes through.
                        () = way.is_silent() => way.cut.notified().await,
                        _ = tokio::io::copy_bidirectional(&mut near, &mut far) => {}
                    }
                });
            }
        });
        proxy
    }

    /// Ends all connections and takes no more.
    pub fn cut(&self) {
        self.whole.store(false, Ordering::SeqCst);
        self.cut.notify_waiters();
    }

    /// Keeps all connections, takes further ones, and lets nothing through any more.
    pub fn fall_silent(&self) {
        self.silent.send_replace(true);
    }

    async fn is_silent(&self) {
        let mut silent = self.silent.subscribe();
        // The sender is here.
        let _ = silent.wait_for(|it| *it).await;
    }

    /// Takes connections again.
    pub fn mend(&self) {
        self.whole.store(true, Ordering::SeqCst);
    }
}
