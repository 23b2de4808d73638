//! What the program answers over HTTP.

/// Style sheet, fonts, islands: the files a browser keeps.
pub mod assets;
