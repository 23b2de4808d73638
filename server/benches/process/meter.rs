//! CPU time and memory of this process.

use std::{future::Future, time::Instant};

use rustix::time::{ClockId, clock_gettime};
use serde::Serialize;

/// One line of the table.
#[derive(Debug, Serialize)]
pub struct Row {
    /// What was done.
    pub what: String,
    /// How many times.
    pub times: u32,
    /// CPU-milliseconds each, all threads of the process.
    pub cpu_ms: f64,
    /// Milliseconds each, by the wall clock; depends on what else the machine does.
    pub wall_ms: f64,
    /// Bytes on the wire each, head and body.
    pub bytes: Option<u64>,
    /// Peak memory of the process meanwhile, in MB (Linux; 0 elsewhere).
    pub peak_mb: f64,
}

fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    #[expect(clippy::cast_precision_loss, reason = "seconds of a benchmark")]
    let seconds = time.tv_sec as f64 + time.tv_nsec as f64 / 1e9;
    seconds
}

/// Begins the peak anew at what is resident now, where the system can.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// Peak resident memory since then, in MB (Linux; 0 elsewhere).
fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| {
        line.trim()
            .trim_end_matches(" kB")
            .trim()
            .parse::<f64>()
            .ok()
    });
    kilobytes.unwrap_or_default() / 1024.0
}

/// Does something many times; `each` answers the bytes that went over the wire, if any did.
pub async fn measure<F>(
    what: impl Into<String>,
    times: u32,
    mut each: impl FnMut(u32) -> F,
) -> anyhow::Result<Row>
where
    F: Future<Output = anyhow::Result<Option<u64>>>,
{
    forget_peak();
    let (cpu, wall) = (cpu_seconds(), Instant::now());
    let mut bytes = None;
    for n in 0..times {
        bytes = each(n).await?;
    }
    Ok(row(what.into(), times, cpu, wall, bytes))
}

/// The same for work that is done all at once and counts as `times`.
pub async fn measure_whole<F>(what: impl Into<String>, times: u32, work: F) -> anyhow::Result<Row>
where
    F: Future<Output = anyhow::Result<Option<u64>>>,
{
    forget_peak();
    let (cpu, wall) = (cpu_seconds(), Instant::now());
    let bytes = work.await?;
    Ok(row(what.into(), times, cpu, wall, bytes))
}

fn row(what: String, times: u32, cpu: f64, wall: Instant, bytes: Option<u64>) -> Row {
    let each = 1000.0 / f64::from(times.max(1));
    Row {
        what,
        times,
        cpu_ms: (cpu_seconds() - cpu) * each,
        wall_ms: wall.elapsed().as_secs_f64() * each,
        bytes,
        peak_mb: peak_mb(),
    }
}
