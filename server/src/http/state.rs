//! What all handlers share.

use std::sync::Arc;

use app::assets::AssetUrls;
use domain::store::Store;

use crate::{clock::Clock, config::Config, worker::Wake};

/// Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The database.
    pub store: Store,
    /// The settings.
    pub config: Arc<Config>,
    /// The clock.
    pub clock: Clock,
    /// Rendered public pages.
    pub pages: super::cache::Pages,
    /// How often each client searches.
    pub searches: super::searches::Searches,
    /// Whether the database was well when somebody last asked.
    pub health: super::health::Health,
    /// Wakes the worker of this process.
    pub wake: Wake,
    /// URLs of the assets.
    pub assets: AssetUrls,
}

impl AppState {
    /// The state of a server.
    pub fn new(store: Store, config: Config, clock: Clock) -> Self {
        Self {
            store,
            config: Arc::new(config),
            clock,
            pages: super::cache::Pages::default(),
            searches: super::searches::Searches::default(),
            health: super::health::Health::default(),
            wake: Wake::default(),
            assets: super::assets::urls(),
        }
    }
}
