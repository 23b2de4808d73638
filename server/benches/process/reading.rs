//! (a) Anonymous reading of a document page of 200 provisions: afresh, from the rendered cache, and as 304.

use axum::http::{StatusCode, header};

use crate::{
    client::get,
    meter::{Row, measure},
    sample::Place,
};

pub async fn run() -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    for count in [400, 4_000, 20_000] {
        eprintln!("reading, with {count} comments");
        let place = Place::new().await?;
        place.fill(count).await?;
        let path = app::routes::text(&place.slug);
        let (router, pages) = (&place.router, &place.state.pages);
        let plain = [(header::ACCEPT_LANGUAGE, "en")];
        for _ in 0..20 {
            get(router, &path, &plain).await?.expect(StatusCode::OK)?;
        }
        let afresh = measure(
            format!("document, afresh, not compressed, {count} comments"),
            200,
            async |_| {
                pages.forget();
                let identity = [
                    (header::ACCEPT_LANGUAGE, "en"),
                    (header::ACCEPT_ENCODING, "identity"),
                ];
                Ok(Some(
                    get(router, &path, &identity)
                        .await?
                        .expect(StatusCode::OK)?
                        .bytes,
                ))
            },
        );
        rows.push(afresh.await?);
        let compressed = measure(
            format!("document, afresh, compressed, {count} comments"),
            100,
            async |_| {
                pages.forget();
                Ok(Some(
                    get(router, &path, &plain)
                        .await?
                        .expect(StatusCode::OK)?
                        .bytes,
                ))
            },
        );
        rows.push(compressed.await?);
        let cached = measure(
            format!("document, from the cache, {count} comments"),
            2_000,
            async |_| {
                Ok(Some(
                    get(router, &path, &plain)
                        .await?
                        .expect(StatusCode::OK)?
                        .bytes,
                ))
            },
        );
        rows.push(cached.await?);
        let tag = get(router, &path, &plain).await?.tag.unwrap_or_default();
        let known = [
            (header::ACCEPT_LANGUAGE, "en"),
            (header::IF_NONE_MATCH, tag.as_str()),
        ];
        let unchanged = measure(
            format!("document, 304, {count} comments"),
            2_000,
            async |_| {
                Ok(Some(
                    get(router, &path, &known)
                        .await?
                        .expect(StatusCode::NOT_MODIFIED)?
                        .bytes,
                ))
            },
        );
        rows.push(unchanged.await?);
    }
    Ok(rows)
}
