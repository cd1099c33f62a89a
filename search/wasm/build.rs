//! Tells the tests whether Rust can build for browsers here: then they build the module and compare it with the committed one.

use std::env;
use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(builds_for_browsers)");
    let rustc = env::var_os("RUSTC").expect("cargo names the compiler to build scripts");
    let sysroot = Command::new(rustc).args(["--print", "sysroot"]).output().expect("the compiler runs");
    let target = Path::new(String::from_utf8_lossy(&sysroot.stdout).trim()).join("lib/rustlib/wasm32-unknown-unknown");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", target.display());
    if target.is_dir() {
        println!("cargo::rustc-cfg=builds_for_browsers");
    }
}
