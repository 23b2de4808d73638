//! The site folder: what the browser loads and the program embeds.
//!
//! A file is written only when its bytes changed. `server/build.rs` watches the folder by modification time, so
//! an unchanged front end rebuilds nothing.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context as _, Result};

/// Makes `site` equal to `fresh`: writes what differs, removes what is gone. Both are flat folders or trees of files.
pub fn mirror(fresh: &Path, site: &Path) -> Result<()> {
    fs::create_dir_all(site).with_context(|| format!("cannot create {}", site.display()))?;
    let mut kept = BTreeSet::new();
    for entry in fs::read_dir(fresh)? {
        let entry = entry?;
        let goal = site.join(entry.file_name());
        kept.insert(entry.file_name());
        if entry.file_type()?.is_dir() {
            mirror(&entry.path(), &goal)?;
            continue;
        }
        let bytes = fs::read(entry.path())?;
        if fs::read(&goal).ok().as_deref() != Some(&bytes) {
            fs::write(&goal, bytes).with_context(|| format!("cannot write {}", goal.display()))?;
        }
    }
    for entry in fs::read_dir(site)? {
        let entry = entry?;
        if kept.contains(&entry.file_name()) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mirrors_changes_and_leaves_the_rest_untouched() -> Result<()> {
        let (fresh, site) = (tempfile::tempdir()?, tempfile::tempdir()?);
        for (name, text) in [("same", "1"), ("changed", "new"), ("added", "3")] {
            fs::write(fresh.path().join(name), text)?;
        }
        for (name, text) in [("same", "1"), ("changed", "old"), ("gone", "x")] {
            fs::write(site.path().join(name), text)?;
        }
        let old = std::time::UNIX_EPOCH + std::time::Duration::from_hours(1);
        fs::File::options()
            .write(true)
            .open(site.path().join("same"))?
            .set_modified(old)?;

        mirror(fresh.path(), site.path())?;

        assert_eq!(fs::read_to_string(site.path().join("changed"))?, "new");
        assert_eq!(fs::read_to_string(site.path().join("added"))?, "3");
        assert!(!site.path().join("gone").exists());
        assert_eq!(site.path().join("same").metadata()?.modified()?, old);
        Ok(())
    }
}
