//! Parse the command line, run it, end with its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    afterword::commands::main()
}
