//! Compiles the islands to WebAssembly and makes their JavaScript bindings.

use std::{fs, path::PathBuf, time::Instant};

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    site, tools,
    workspace::{Profile, Workspace, say, succeed},
};

const TARGET: &str = "wasm32-unknown-unknown";

/// Arguments that choose the islands' build. Lints use them as well, so that both share what they compile.
pub fn selection(profile: Profile) -> [&'static str; 8] {
    let name = match profile {
        Profile::Debug => "wasm-dev",
        Profile::Release => "wasm-release",
    };
    #[rustfmt::skip]
    let arguments = ["-p", "app", "--features", "hydrate", "--target", TARGET, "--profile", name];
    arguments
}

/// Builds the browser's side into the site folder and returns that folder: `pkg/plenary.js`, `pkg/plenary_bg.wasm`.
pub fn build(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    tools::c_compiler()?;
    tools::wasm_target(workspace)?;
    say("building the front end (WebAssembly)");
    let start = Instant::now();
    succeed(
        workspace
            .cargo()
            .args(["rustc", "--lib", "--crate-type", "cdylib"])
            .args(selection(profile)),
    )?;
    let [.., folder] = selection(profile);
    let wasm = workspace.target.join(TARGET).join(folder).join("app.wasm");

    let site = workspace.site(profile);
    fs::create_dir_all(&workspace.target)?;
    let fresh = tempfile::tempdir_in(&workspace.target)?;
    let release = profile == Profile::Release;
    Bindgen::new()
        .input_path(&wasm)
        .out_name("plenary")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(false)
        .debug(!release)
        .remove_name_section(release)
        .remove_producers_section(release)
        .generate(fresh.path())
        .with_context(|| format!("cannot make bindings for {}", wasm.display()))?;
    site::mirror(fresh.path(), &site.join("pkg"))?;
    say(&format!(
        "front end ready after {:.1} s",
        start.elapsed().as_secs_f64()
    ));
    Ok(site)
}
