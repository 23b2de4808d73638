//! Everything that a browser fetches to read a real text, the Norm Package: page, style sheet, scripts and pictures,
//! compressed; fonts apart.

use std::path::Path;

use axum::http::{StatusCode, header};

use crate::{
    client::get,
    meter::{Row, measure},
    sample::Place,
};

/// The text; it is not ours to carry.
const FILE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../shared/data/norm-package-singapore.md"
);

pub async fn run() -> anyhow::Result<Option<Row>> {
    if !Path::new(FILE).exists() {
        eprintln!("skipped: the Norm Package is not at {FILE}");
        return Ok(None);
    }
    eprintln!("reading the Norm Package");
    let place = Place::with_text(&std::fs::read(FILE)?).await?;
    let router = &place.router;
    let path = app::routes::text(&place.slug);
    let plain = get(router, &path, &[(header::ACCEPT_ENCODING, "identity")]).await?;
    let plain = plain.expect(StatusCode::OK)?;
    let files = files(&String::from_utf8_lossy(&plain.body));
    for file in &files {
        eprintln!("  {file}");
    }
    let row = measure(
        "Norm Package, page and all it needs but fonts",
        100,
        async |_| {
            let mut bytes = 0;
            for path in std::iter::once(&path).chain(&files) {
                let answer = get(router, path, &[(header::ACCEPT_LANGUAGE, "en")]).await?;
                bytes += answer.expect(StatusCode::OK)?.bytes;
            }
            Ok(Some(bytes))
        },
    );
    Ok(Some(row.await?))
}

/// What a page names as `src`, or as `href` of a `link` that is no font.
fn files(page: &str) -> Vec<String> {
    let mut files = Vec::new();
    for tag in page.split('<').filter_map(|rest| rest.split('>').next()) {
        let attribute = if tag.starts_with("link ") && !tag.contains("as=\"font\"") {
            "href"
        } else {
            "src"
        };
        let value = tag
            .split_once(&format!(" {attribute}=\""))
            .and_then(|(_, rest)| rest.split('"').next());
        if let Some(path) = value.filter(|it| it.starts_with('/')) {
            let path = path.to_owned();
            if !files.contains(&path) {
                files.push(path);
            }
        }
    }
    files
}
