//! CPU time and peak memory of this process, as Linux tells them; elsewhere only time on the clock.

use std::fs;
use std::time::Instant;

/// What one stage cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// CPU time of all threads, in seconds.
    pub cpu: f64,
    /// Time on the clock, in seconds.
    pub wall: f64,
    /// The most memory that was resident at once during the stage, in MiB; 0 where the system does not tell.
    pub peak: f64,
}

/// Runs a stage and gives what it made and what it cost.
pub fn stage<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    // Writing 5 sets the peak back to what is resident now (proc(5)); where that fails the peak is of the whole run.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let (cpu, start) = (cpu_seconds(), Instant::now());
    let made = work();
    let wall = start.elapsed().as_secs_f64();
    let cpu = cpu_seconds().zip(cpu).map_or(wall, |(after, before)| after - before);
    (made, Cost { cpu, wall, peak: peak_mebibytes() })
}

/// User and system time of this process; clock ticks are a hundredth of a second on every Linux in use.
fn cpu_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: f64 = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
    Some(ticks / 100.0)
}

fn peak_mebibytes() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
