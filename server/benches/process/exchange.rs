//! (c) Comments in and out as files: 20,000 rows.

use domain::{
    actor::Actor,
    exchange::Format,
    ops::{
        exchange::{self, Incoming, Scope},
        mail::Written,
    },
};

use crate::{
    meter::{Row, measure_whole},
    sample::{self, Place},
};

const ROWS: usize = 20_000;

pub async fn run() -> anyhow::Result<Vec<Row>> {
    eprintln!("import and export of {ROWS} rows");
    let place = Place::new().await?;
    let csv = sample::comments(&place.labels().await?, ROWS);
    let bytes = u64::try_from(csv.len())?;
    let import = measure_whole("import of 20,000 rows of CSV", 1, async {
        exchange::import(
            &place.store,
            &Actor::Operator,
            &place.slug,
            &Incoming::of(Format::Csv, csv.as_bytes(), place.now, "e-mail"),
            place.now,
            |_| Written::default(),
            |_, _| {},
        )
        .await?;
        Ok(Some(bytes))
    });
    let mut rows = vec![import.await?];
    for (name, format) in [("CSV", Format::Csv), ("JSON Lines", Format::Jsonl)] {
        let export = measure_whole(format!("export of 20,000 rows as {name}"), 1, async {
            let (store, slug) = (&place.store, &place.slug);
            let mut export = exchange::export(
                store,
                &Actor::Operator,
                slug,
                Scope::Everything,
                format,
                place.now,
            )
            .await?;
            let mut bytes = 0;
            while let Some(piece) = export.next().await? {
                bytes += u64::try_from(piece.len())?;
            }
            Ok(Some(bytes))
        });
        rows.push(export.await?);
    }
    Ok(rows)
}
