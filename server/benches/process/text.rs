//! (d) Texts: cutting what is large or hostile, matching two versions, comparing wordings of the greatest length.

use domain::{
    matching::propose,
    redline::redline,
    text::{MAX_TEXT_BYTES, Provision, cut},
};

use crate::meter::{Row, measure};

/// What a hostile document repeats: nesting, marks that never close, tables, references.
const PIECES: [&str; 12] = [
    "word ",
    "[",
    "*a ",
    "<table>",
    "<!--",
    "|a|b|\n|-|-|\n",
    "[a][",
    "_a*",
    "(a)(i)",
    "a[^1]\n\n",
    "[^a]: b\n\n",
    "1.1 A\n\n",
];

pub async fn run() -> anyhow::Result<Vec<Row>> {
    eprintln!("texts");
    let mut rows = Vec::new();
    let mut worst: Option<Row> = None;
    for piece in PIECES {
        let source = piece.repeat(MAX_TEXT_BYTES / piece.len());
        let row = measure(
            format!("{MAX_TEXT_BYTES} bytes of {piece:?} cut"),
            1,
            |_| {
                // Refused or cut: either is an answer.
                let _ = std::hint::black_box(cut(source.as_bytes()));
                async { Ok(None) }
            },
        );
        let row = row.await?;
        if worst.as_ref().is_none_or(|it| it.cpu_ms < row.cpu_ms) {
            worst = Some(row);
        }
    }
    rows.extend(worst);
    let (old, new) = versions()?;
    let what = format!("{} against {} provisions matched", old.len(), new.len());
    let matching = measure(what, 1, |_| {
        std::hint::black_box(propose(&old, &new));
        async { Ok(None) }
    });
    rows.push(matching.await?);
    for (name, old, new) in wordings() {
        let what = format!("redline of 20,000 against 20,000 characters: {name}");
        let compared = measure(what, 5, |_| {
            std::hint::black_box(redline(&old, &new));
            async { Ok(None) }
        });
        rows.push(compared.await?);
    }
    Ok(rows)
}

/// Two thousand paragraphs, and the same with some gone and most changed.
fn versions() -> anyhow::Result<(Vec<Provision>, Vec<Provision>)> {
    let paragraph = |index: usize| {
        let words: Vec<String> = (0..40)
            .map(|word| format!("w{}", (index * 31 + word * word * 7) % 1_500))
            .collect();
        format!("State {index} should {}.\n\n", words.join(" "))
    };
    let old: String = (0..2_000).map(paragraph).collect();
    let new: String = (0..2_000)
        .filter(|index| index % 9 != 0)
        .map(|index| paragraph(index).replace("w77 ", "other "))
        .collect();
    Ok((
        cut(old.as_bytes())?.provisions,
        cut(new.as_bytes())?.provisions,
    ))
}

/// Wordings that are the hardest to compare, each of 20,000 characters, with what they are.
fn wordings() -> Vec<(&'static str, String, String)> {
    let words = |seed: usize, step: usize| -> String {
        let words = (0..).map(|index| format!("w{} ", (seed + index * step) % 977));
        words
            .scan(0, |size, word| {
                *size += word.len();
                (*size <= 20_000).then_some(word)
            })
            .collect()
    };
    let chinese = |step: u32, of: u32| -> String {
        (0..20_000_u32)
            .filter_map(|index| char::from_u32(0x4e00 + index * step % of))
            .collect()
    };
    vec![
        ("the same words in another order", words(1, 3), words(5, 7)),
        (
            "two words swapped",
            "a b ".repeat(5_000),
            "b a ".repeat(5_000),
        ),
        ("signs alone", ".,".repeat(10_000), ",.;".repeat(6_666)),
        ("Chinese", chinese(7, 5_003), chinese(11, 4_999)),
    ]
}
