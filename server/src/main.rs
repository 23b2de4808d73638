//! The `plenary` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    plenary::cli::main()
}
