//! The faces that the PDF is set in: those the program carries, and those of a folder that the installation names.
//!
//! The carried ones are Plenary Serif, Noto Sans and Noto Naskh Arabic for the report's own words, and a face for each
//! script that is in everyday use (`server/fonts/make.py` makes them). They are carried compressed and opened when the
//! first PDF is made. Emoji are not among them: what no face has is marked and listed (`setting`).

use std::{
    io::Read as _,
    path::{Path, PathBuf},
    sync::{LazyLock, OnceLock},
};

use domain::{Error, Result};
use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

// `CARRIED`: name and compressed bytes of each file, by name.
include!(concat!(env!("OUT_DIR"), "/fonts.rs"));

/// Set before others, in this order; whatever else there is follows by name.
const SERIF: &[&str] = &["Plenary Serif", "Noto Naskh Arabic", "Noto Sans"];
const SANS: &[&str] = &["Noto Sans", "Noto Naskh Arabic"];
/// East Asian faces hold what the one before has not.
const EAST: &[&str] = &[
    "Noto Sans SC",
    "Noto Sans TC",
    "Noto Sans JP",
    "Noto Sans KR",
];

/// A folder of further fonts; see [`name_folder`].
static FOLDER: OnceLock<PathBuf> = OnceLock::new();

/// Opened once a process.
static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let mut fonts = Fonts::carried();
    if let Some(folder) = FOLDER.get() {
        match fonts.add(folder) {
            Ok(added) => {
                tracing::info!(folder = %folder.display(), faces = added, "fonts: further faces");
            }
            Err(error) => {
                tracing::warn!(folder = %folder.display(), %error, "fonts: the folder cannot be read");
            }
        }
    }
    fonts
});

/// Names the folder of further fonts (the setting `fonts`), before the first PDF is made. What is named later counts
/// no more.
pub fn name_folder(folder: &Path) {
    let _ = FOLDER.set(folder.to_owned());
}

/// The faces of this process.
pub fn fonts() -> &'static Fonts {
    &FONTS
}

/// Some faces, in the order in which they are asked for a letter.
pub struct Fonts {
    faces: Vec<Font>,
    book: LazyHash<FontBook>,
    /// Families for running text.
    pub serif: Vec<String>,
    /// Families for labels, tables and names.
    pub sans: Vec<String>,
}

impl Fonts {
    /// Those the program carries.
    ///
    /// # Panics
    /// If the program carries what is no font, which its tests would have found.
    pub fn carried() -> Self {
        Self::of(CARRIED.iter().flat_map(|packed| {
            let mut font = Vec::new();
            brotli::Decompressor::new(*packed, 1 << 16)
                .read_to_end(&mut font)
                .expect("a font as make.py packed it");
            Font::iter(Bytes::new(font)).collect::<Vec<_>>()
        }))
    }

    fn of(faces: impl IntoIterator<Item = Font>) -> Self {
        let faces: Vec<Font> = faces.into_iter().collect();
        let mut others: Vec<String> = Vec::new();
        for face in &faces {
            let family = &face.info().family;
            let first = SERIF.iter().chain(SANS).chain(EAST);
            if !others.contains(family) && !first.into_iter().any(|it| it == family) {
                others.push(family.clone());
            }
        }
        let list = |first: &[&str]| {
            let own = first.iter().chain(EAST).map(|family| (*family).to_owned());
            own.chain(others.iter().cloned()).collect()
        };
        Self {
            serif: list(SERIF),
            sans: list(SANS),
            book: LazyHash::new(FontBook::from_fonts(&faces)),
            faces,
        }
    }

    /// Adds the faces of a folder, and of the folders in it, by file name; they are asked after the carried ones.
    /// Answers how many faces there were.
    ///
    /// # Errors
    /// [`Error::Corrupt`] with the reason if the folder cannot be read. Files that are no fonts are passed over.
    pub fn add(&mut self, folder: &Path) -> Result<usize> {
        let mut files = Vec::new();
        list(folder, &mut files, 0).map_err(|error| Error::Corrupt(error.to_string()))?;
        files.sort();
        let mut faces = std::mem::take(&mut self.faces);
        let before = faces.len();
        for file in files {
            match std::fs::read(&file) {
                Ok(bytes) => faces.extend(Font::iter(Bytes::new(bytes))),
                Err(error) => {
                    tracing::warn!(file = %file.display(), %error, "fonts: a file cannot be read");
                }
            }
        }
        let added = faces.len() - before;
        *self = Self::of(faces);
        Ok(added)
    }

    /// Whether any face has a letter.
    pub fn has(&self, c: char) -> bool {
        self.faces
            .iter()
            .any(|face| face.info().coverage.contains(u32::from(c)))
    }

    /// What typst chooses from.
    pub(super) const fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// The face of an index in the book.
    pub(super) fn face(&self, index: usize) -> Option<Font> {
        self.faces.get(index).cloned()
    }
}

/// Font files of a folder; three folders deep, so that a link in a circle ends.
fn list(folder: &Path, files: &mut Vec<PathBuf>, depth: u8) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if depth < 3 {
                list(&path, files, depth + 1)?;
            }
        } else if path
            .extension()
            .and_then(|it| it.to_str())
            .is_some_and(|it| ["ttf", "otf", "ttc", "otc"].contains(&it.to_lowercase().as_str()))
        {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_in_everyday_use_has_its_letters() {
        for (script, word) in [
            ("Latin", "Größe café ăşţ ạ̉"),
            ("Greek", "νερό"),
            ("Cyrillic", "вода їґў"),
            ("Arabic", "مياه آب پانی ئۇ ڳ"),
            ("Hebrew", "מים"),
            ("Devanagari", "पानी"),
            ("Bengali", "পানি"),
            ("Gurmukhi", "ਪਾਣੀ"),
            ("Gujarati", "પાણી"),
            ("Oriya", "ପାଣି"),
            ("Tamil", "தண்ணீர்"),
            ("Telugu", "నీరు"),
            ("Kannada", "ನೀರು"),
            ("Malayalam", "വെള്ളം"),
            ("Sinhala", "ජලය"),
            ("Thai", "น้ำ"),
            ("Lao", "ນ້ຳ"),
            ("Myanmar", "ရေ"),
            ("Khmer", "ទឹក"),
            ("Tibetan", "ཆུ"),
            ("Georgian", "წყალი"),
            ("Armenian", "ջուր"),
            ("Ethiopic", "ውሃ"),
            ("Mongolian", "ᠤᠰᠤ"),
            ("Thaana", "ފެން"),
            ("Syriac", "ܡܝܐ"),
            ("Tifinagh", "ⴰⵎⴰⵏ"),
            ("Nko", "ߖߌ"),
            ("Cherokee", "ᎠᎹ"),
            ("Inuktitut", "ᐃᒥᖅ"),
            ("Chinese", "清水 處 與 國際"),
            ("Japanese", "きれいな水 働 込 カタカナ"),
            ("Korean", "깨끗한 물"),
            ("signs", "→ ≤ ≠ ✓ ■ ☐ ① № ½ ₂ ▢"),
        ] {
            let missing: Vec<char> = word.chars().filter(|c| !fonts().has(*c)).collect();
            assert!(missing.is_empty(), "{script}: {missing:?}");
        }
    }

    #[test]
    fn a_folder_adds_faces_and_what_is_no_font_is_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut font = Vec::new();
        let packed = CARRIED.last().expect("a font");
        brotli::Decompressor::new(*packed, 4096)
            .read_to_end(&mut font)
            .expect("a font");
        std::fs::create_dir(folder.path().join("inner")).expect("a folder");
        std::fs::write(folder.path().join("inner/one.TTF"), font).expect("a file");
        std::fs::write(folder.path().join("no.ttf"), b"no font").expect("a file");
        let mut fonts = Fonts::carried();
        let before = fonts.faces.len();
        assert_eq!(fonts.add(folder.path()).expect("read"), 1);
        assert_eq!(fonts.faces.len(), before + 1);
        assert!(fonts.add(&folder.path().join("nowhere")).is_err());
    }
}
