//! Reads how many tests passed and failed out of what the test programs say.

use std::{iter::Sum, ops::Add};

use serde_json::Value;

/// Results of tests, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    /// Tests that did not run: marked so in the code.
    pub skipped: u64,
}

impl Counts {
    /// The result of one test binary, if this line of `cargo test` is one:
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; ...`
    pub fn of_cargo(line: &str) -> Option<Self> {
        let (_, figures) = line.strip_prefix("test result: ")?.split_once(". ")?;
        let mut counts = Self::default();
        for figure in figures.split("; ") {
            let Some((number, word)) = figure.split_once(' ') else {
                continue;
            };
            let Ok(number) = number.parse() else { continue };
            match word {
                "passed" => counts.passed = number,
                "failed" => counts.failed = number,
                "ignored" => counts.skipped = number,
                _ => {}
            }
        }
        Some(counts)
    }

    /// The results in the file of Playwright's JSON reporter. A test that passed only when repeated counts as failed.
    pub fn of_playwright(report: &Value) -> Option<Self> {
        let stats = report.get("stats")?;
        let figure = |name: &str| stats.get(name).and_then(Value::as_u64);
        // What could not even be loaded is no test, and no success either.
        let broken = report
            .get("errors")
            .and_then(Value::as_array)
            .map_or(0, |errors| errors.len() as u64);
        Some(Self {
            passed: figure("expected")?,
            failed: figure("unexpected")? + figure("flaky")? + broken,
            skipped: figure("skipped")?,
        })
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn counts(passed: u64, failed: u64, skipped: u64) -> Counts {
        Counts {
            passed,
            failed,
            skipped,
        }
    }

    #[test]
    fn reads_cargo() {
        let lines = [
            "running 2 tests",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s",
            "test result: FAILED. 2 passed; 4 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s",
            "a test that prints test result: ok. 7 passed; 0 failed;",
        ];
        let sum: Counts = lines.iter().filter_map(|line| Counts::of_cargo(line)).sum();
        assert_eq!(sum, counts(14, 4, 1));
    }

    #[test]
    fn reads_playwright() {
        let report = json!({
            "errors": [],
            "stats": { "expected": 5, "unexpected": 2, "flaky": 1, "skipped": 3 },
        });
        assert_eq!(Counts::of_playwright(&report), Some(counts(5, 3, 3)));
        assert_eq!(Counts::of_playwright(&json!({})), None);
        let unloadable = json!({
            "errors": [{ "message": "SyntaxError" }],
            "stats": { "expected": 0, "unexpected": 0, "flaky": 0, "skipped": 0 },
        });
        assert_eq!(Counts::of_playwright(&unloadable), Some(counts(0, 1, 0)));
    }
}
