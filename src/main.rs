use std::process::ExitCode;

fn main() -> ExitCode {
    caveat::cli::run()
}
