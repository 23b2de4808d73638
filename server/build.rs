//! Makes the files a browser fetches: one style sheet, fonts, the mark, and the islands' module and WebAssembly where
//! `PLENARY_SITE` names the folder that `cargo xtask` built them into.
//!
//! Each file gets a name with a hash of its content, so that browsers may keep it for ever, and is compressed here
//! once. What comes out is a table, `$OUT_DIR/assets.rs`, which `src/http/assets.rs` carries inside the program.

#[path = "build/css.rs"]
#[expect(
    unreachable_pub,
    reason = "the server's tests include the same file as a module"
)]
mod css;

use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("..");
    let style = root.join("style");
    let browser = root.join("app/browser");
    let mut assets = Assets::new()?;

    // Files that name others come after them, so that they can be given the hashed names.
    let mut fonts = Vec::new();
    for path in files(&style.join("fonts"), "woff2")? {
        let file = file_name(&path)?;
        fonts.push((
            format!("fonts/{file}"),
            assets.add(&format!("fonts/{file}"), &fs::read(&path)?)?,
        ));
    }
    let entry = read(&style.join("plenary.css"))?;
    for name in css::imports(&entry) {
        watch(&style.join(name));
    }
    let sheet = css::minify(&css::bundle(&entry, |name| read(&style.join(name)))?);
    assets.add("plenary.css", replaced(&sheet, &fonts)?.as_bytes())?;
    assets.add(
        "favicon.svg",
        read(&style.join("favicon.svg"))?.trim().as_bytes(),
    )?;

    if let Some(pkg) = site() {
        islands(&mut assets, &pkg, &browser)?;
    }
    carry_fonts()?;
    for folder in [&style, &style.join("fonts"), &browser] {
        watch(folder);
    }
    println!("cargo:rerun-if-changed=build");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-env=PLENARY_BUILD={}", build(&root)?);
    assets.write_table()
}

/// The report's fonts, compressed as they are: `$OUT_DIR/fonts.rs`, which `src/report/fonts.rs` carries.
fn carry_fonts() -> Result<()> {
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("fonts");
    watch(&folder);
    let mut table = String::from("static CARRIED: &[&[u8]] = &[\n");
    for path in files(&folder, "br")? {
        let path = path.to_str().ok_or("a path that is not UTF-8")?;
        let _ = writeln!(table, "    include_bytes!({path:?}),");
    }
    table.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR")?).join("fonts.rs");
    Ok(fs::write(out, table)?)
}

/// A digest of everything that pages are made of, for their entity tags: another build may have other markup.
fn build(root: &Path) -> Result<String> {
    let mut digest = Sha256::new();
    for folder in ["app/src", "app/locales", "domain/src", "server/src"] {
        let folder = root.join(folder);
        watch(&folder);
        add_files(&folder, &mut digest)?;
    }
    let digest = digest.finalize();
    Ok(digest[..8].iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

fn add_files(folder: &Path, digest: &mut Sha256) -> Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            add_files(&path, digest)?;
        } else {
            digest.update(entry.file_name().as_encoded_bytes());
            digest.update(fs::read(&path)?);
        }
    }
    Ok(())
}

/// The folder `pkg` of the built site, if there is one.
fn site() -> Option<PathBuf> {
    println!("cargo:rerun-if-env-changed=PLENARY_SITE");
    let pkg = PathBuf::from(env::var_os("PLENARY_SITE")?).join("pkg");
    watch(&pkg);
    if pkg.join("plenary_bg.wasm").is_file() && pkg.join("plenary.js").is_file() {
        return Some(pkg);
    }
    println!(
        "cargo:warning=no plenary.js and plenary_bg.wasm in {}: the program is built without islands",
        pkg.display()
    );
    None
}

/// WebAssembly, the module that wasm-bindgen made for it with the snippets it imports, and the script that starts it.
fn islands(assets: &mut Assets, pkg: &Path, browser: &Path) -> Result<()> {
    let mut names = Vec::new();
    let snippets = pkg.join("snippets");
    for path in if snippets.is_dir() {
        files(&snippets, "js")?
    } else {
        Vec::new()
    } {
        let inside = path.strip_prefix(pkg)?.to_string_lossy().replace('\\', "/");
        let name = assets.add(&inside, read(&path)?.as_bytes())?;
        names.push((format!("./{inside}"), format!("./{name}")));
    }
    watch(&pkg.join("plenary_bg.wasm"));
    names.push((
        "plenary_bg.wasm".to_owned(),
        assets.add("plenary_bg.wasm", &fs::read(pkg.join("plenary_bg.wasm"))?)?,
    ));
    let glue = replaced(&read(&pkg.join("plenary.js"))?, &names)?;
    names.push((
        "plenary.js".to_owned(),
        assets.add("plenary.js", glue.as_bytes())?,
    ));
    let boot = read(&browser.join("boot.js"))?;
    assets.add(
        "boot.js",
        replaced(&boot, &names[names.len() - 2..])?.as_bytes(),
    )?;
    Ok(())
}

/// What is made so far.
struct Assets {
    folder: PathBuf,
    quality: i32,
    table: String,
}

impl Assets {
    fn new() -> Result<Self> {
        let folder = PathBuf::from(env::var("OUT_DIR")?).join("assets");
        let _ = fs::remove_dir_all(&folder); // of the build before, if any
        fs::create_dir_all(&folder)?;
        let quality = if env::var("PROFILE")? == "release" {
            11
        } else {
            9
        };
        Ok(Self {
            folder,
            quality,
            table: String::new(),
        })
    }

    /// Stores one file and its compressed forms; answers its name with the hash in it.
    fn add(&mut self, logical: &str, bytes: &[u8]) -> Result<String> {
        let (stem, ending) = logical
            .rsplit_once('/')
            .map_or(logical, |(_, file)| file)
            .rsplit_once('.')
            .ok_or("a file name without ending")?;
        let media_type = match ending {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            "wasm" => "application/wasm",
            "woff2" => "font/woff2",
            other => return Err(format!("{logical}: what is {other}?").into()),
        };
        let mut hash = String::new();
        for byte in &Sha256::digest(bytes)[..8] {
            write!(hash, "{byte:02x}")?;
        }
        let name = format!("{stem}-{hash}.{ending}");
        let identity = self.store(&name, bytes)?;
        let (br, gzip) = if ending == "woff2" {
            ("None".to_owned(), "None".to_owned()) // compressed already
        } else {
            let br = self.store(&format!("{name}.br"), &brotli(bytes, self.quality)?)?;
            let gzip = self.store(&format!("{name}.gz"), &gzip(bytes)?)?;
            (format!("Some({br})"), format!("Some({gzip})"))
        };
        writeln!(
            self.table,
            "Asset {{ logical: {logical:?}, url: {:?}, media_type: {media_type:?}, hash: {hash:?}, identity: {identity}, br: {br}, gzip: {gzip} }},",
            format!("/assets/{name}"),
        )?;
        Ok(name)
    }

    /// Writes a file and answers the Rust expression that carries it.
    fn store(&self, name: &str, bytes: &[u8]) -> Result<String> {
        let path = self.folder.join(name);
        fs::write(&path, bytes)?;
        let path = path.to_str().ok_or("a build folder that is not UTF-8")?;
        Ok(format!("include_bytes!({path:?})"))
    }

    fn write_table(self) -> Result<()> {
        let out = PathBuf::from(env::var("OUT_DIR")?).join("assets.rs");
        Ok(fs::write(out, format!("&[\n{}]\n", self.table))?)
    }
}

fn brotli(bytes: &[u8], quality: i32) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// `text` with each name replaced; a name that is not there would be a file nobody can reach.
fn replaced(text: &str, names: &[(String, String)]) -> Result<String> {
    let mut text = text.to_owned();
    for (from, to) in names {
        if !text.contains(from.as_str()) {
            return Err(format!("nothing refers to {from}").into());
        }
        text = text.replace(from.as_str(), to);
    }
    Ok(text)
}

/// The files below `folder` with this ending, in a fixed order.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if path.extension().is_some_and(|found| found == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn file_name(path: &Path) -> Result<String> {
    Ok(path
        .file_name()
        .and_then(|name| name.to_str())
        .ok_or("a file name that is not UTF-8")?
        .to_owned())
}

fn read(path: &Path) -> Result<String> {
    watch(path);
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

fn watch(path: &Path) {
    println!("cargo:rerun-if-changed={}", path.display());
}
