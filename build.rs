//! Tells cargo that the built-in themes are part of the program, so that a new template is noticed.

fn main() {
    println!("cargo::rerun-if-changed=themes");
}
