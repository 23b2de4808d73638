//! `plenary serve`

use anyhow::{Context as _, Result};
use axum::serve::ListenerExt;

use super::Context;
use crate::http;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// Put sample consultations into an empty database and print a sign-in link for each role
    #[arg(long)]
    demo: bool,
}

pub async fn run(args: Args, context: &Context) -> Result<()> {
    let Context {
        config,
        store,
        clock,
        ..
    } = context;
    let _ = args.demo;
    let listener = tokio::net::TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("cannot listen on {}", config.listen))?;
    let address = listener.local_addr()?;
    let mut config = config.clone();
    if config.listen.port() == 0 && config.public_url.port() == Some(0) {
        // With port 0 the system chose one: the public address follows.
        let _ = config.public_url.set_port(Some(address.port()));
    }
    let origin = config.origin();
    let router = http::router(http::AppState::new(store.clone(), config, clock.clone()));
    eprintln!("Plenary is at {origin}");
    // Without it, small streamed answers wait for the next acknowledgement.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    axum::serve(
        listener,
        router.into_make_service_with_connect_info::<std::net::SocketAddr>(),
    )
    .with_graceful_shutdown(http::shutdown())
    .await?;
    Ok(())
}
