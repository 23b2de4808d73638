//! The benchmark of the process: reading, submitting, import and export, texts. `cargo xtask bench` runs it.
//!
//! Requests go through the whole router in this process. Costs are CPU-milliseconds of the process (all its threads)
//! per request and bytes on the wire, since machines differ in how busy they are; a table goes to stdout, JSON to the
//! file that `--json FILE` names (from the top of the repository; default `target/bench.json`). `--only reading|submitting|exchange|text` runs one part.

/// Requests against the router.
mod client;
/// Comments in and out as files.
mod exchange;
/// CPU time and memory of this process.
mod meter;
/// What a browser fetches to read the Norm Package.
mod norm_package;
/// The document page.
mod reading;
/// The texts, comments and people that are measured with.
mod sample;
/// Many people submit.
mod submitting;
/// Texts, matching, redlines.
mod text;

use std::{fs, path::Path};

use meter::Row;

fn main() -> anyhow::Result<()> {
    let json = argument("--json").unwrap_or_else(|| "target/bench.json".to_owned());
    let only = argument("--only").unwrap_or_default();
    let wanted = |part: &str| only.is_empty() || only == part;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let rows = runtime.block_on(async {
        let mut rows = Vec::new();
        if wanted("reading") {
            rows.extend(reading::run().await?);
            rows.extend(norm_package::run().await?);
        }
        if wanted("submitting") {
            rows.extend(submitting::run().await?);
        }
        if wanted("exchange") {
            rows.extend(exchange::run().await?);
        }
        if wanted("text") {
            rows.extend(text::run().await?);
        }
        anyhow::Ok(rows)
    })?;
    print(&rows);
    // Cargo starts benchmarks in the package's folder; people name files from the top of the repository.
    let json = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(json);
    if let Some(folder) = json.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&json, serde_json::to_string_pretty(&rows)?)?;
    eprintln!("\nwritten to {}", json.display());
    Ok(())
}

fn argument(name: &str) -> Option<String> {
    let mut arguments = std::env::args();
    arguments.find(|argument| argument == name)?;
    arguments.next()
}

fn print(rows: &[Row]) {
    println!(
        "{:<58} {:>8} {:>10} {:>12} {:>10} {:>9}",
        "what", "times", "CPU ms", "wall ms", "bytes", "MB peak"
    );
    for row in rows {
        let bytes = row
            .bytes
            .map_or_else(String::new, |bytes| bytes.to_string());
        println!(
            "{:<58} {:>8} {:>10.3} {:>12.3} {:>10} {:>9.1}",
            row.what, row.times, row.cpu_ms, row.wall_ms, bytes, row.peak_mb
        );
    }
}
