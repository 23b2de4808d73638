//! Cutting: made-up documents first, then the real ones of the shared data, then anything at all.

use std::collections::HashSet;

use domain::text::{
    Change, Correction, Cut, CutError, MAX_PROVISIONS, MAX_TEXT_BYTES, Provision, ProvisionKind,
    correct, cut, note_name, note_refs, notes, plain,
};
use proptest::prelude::*;

mod shared_texts;
use shared_texts::{shared, words};

fn provisions(source: &str) -> Vec<Provision> {
    let Cut { provisions, .. } = cut(source.as_bytes()).expect("the document can be cut");
    check(&provisions);
    provisions
}

/// What holds of every cut.
fn check(provisions: &[Provision]) {
    let mut labels = HashSet::new();
    let mut anchors = HashSet::new();
    for (index, provision) in provisions.iter().enumerate() {
        assert_eq!(usize::try_from(provision.ord), Ok(index + 1));
        assert!(!provision.label.trim().is_empty(), "{provision:?}");
        assert!(
            labels.insert(&provision.label),
            "label twice: {provision:?}"
        );
        let safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c);
        assert!(
            !provision.anchor.is_empty() && provision.anchor.chars().all(safe),
            "{provision:?}"
        );
        if let Some(parent) = &provision.parent {
            assert!(
                anchors.contains(parent),
                "parent after its child: {provision:?}"
            );
        }
        assert!(
            anchors.insert(provision.anchor.clone()),
            "anchor twice: {provision:?}"
        );
        assert!(provision.kind != ProvisionKind::Heading || (1..=6).contains(&provision.depth));
    }
}

fn outline(provisions: &[Provision]) -> Vec<(String, &'static str, String)> {
    provisions
        .iter()
        .map(|provision| {
            (
                provision.label.clone(),
                provision.kind.as_str(),
                provision.text.clone(),
            )
        })
        .collect()
}

fn row(label: &str, kind: &'static str, text: &str) -> (String, &'static str, String) {
    (label.to_owned(), kind, text.to_owned())
}

#[test]
fn a_norm_text_is_cut_and_labelled() {
    let source = "\
# Harbour rules

*A made-up commission*

## 1. Scope

These rules cover ports.[^1]

- quays
  - stone
  - wood
- piers

  and what is on them

## 2. Lights

### Norm

> Ports should keep
> their lights on.

### Background

Lights matter:

1. at night;
2. in fog.

After the list.

| Port | Lights |
|------|--------|
| A | 3 |

[^1]: Of any size.
";
    let Cut {
        title, provisions, ..
    } = cut(source.as_bytes()).expect("cut");
    check(&provisions);
    assert_eq!(title, "Harbour rules");
    assert_eq!(
        outline(&provisions),
        vec![
            row("Title", "heading", "Harbour rules"),
            row("para 1", "paragraph", "*A made-up commission*"),
            row("1", "heading", "1. Scope"),
            row("1 para 1", "paragraph", "These rules cover ports.[^1]"),
            row("1 item 1", "list-item", "quays"),
            row("1 item 1 item 1", "list-item", "stone"),
            row("1 item 1 item 2", "list-item", "wood"),
            row("1 item 2", "list-item", "piers\n\nand what is on them"),
            row("2", "heading", "2. Lights"),
            row("2 heading 1", "heading", "Norm"),
            row("2 para 1", "norm", "Ports should keep\ntheir lights on."),
            row("2 heading 2", "heading", "Background"),
            row("2 para 2", "paragraph", "Lights matter:"),
            row("2(1)", "list-item", "1. at night;"),
            row("2(2)", "list-item", "2. in fog."),
            row("2 para 3", "paragraph", "After the list."),
            row(
                "2 table 1",
                "table",
                "| Port | Lights |\n|------|--------|\n| A | 3 |"
            ),
            row("note 1", "footnote", "Of any size."),
        ]
    );
    let parent = |label: &str| {
        let child = provisions
            .iter()
            .find(|provision| provision.label == label)
            .expect("label");
        let parent = child.parent.as_ref()?;
        provisions
            .iter()
            .find(|provision| provision.anchor == *parent)
            .map(|parent| parent.label.clone())
    };
    assert_eq!(parent("1"), Some("Title".to_owned()));
    assert_eq!(parent("1 item 1 item 1"), Some("1 item 1".to_owned()));
    assert_eq!(parent("1 item 2"), Some("1".to_owned()));
    assert_eq!(parent("2 para 1"), Some("2 heading 1".to_owned()));
    assert_eq!(parent("note 1"), Some("1 para 1".to_owned()));
    assert_eq!(provisions[10].anchor, "p-2-para-1");
    assert_eq!(provisions[17].anchor, "note-1");
    assert_eq!(note_name(&provisions[17]), Some("1"));
    assert_eq!(
        notes(&provisions).get("1").map(String::as_str),
        Some("note-1")
    );
}

#[test]
fn numbers_that_stand_there_twice_are_told_apart_as_duplicates() {
    let source = "## 5 Secrets\n\nFirst.\n\n### <a name=\"x\"></a> 5.1 Length\n\n- one\n- two\n\n### 5.1 Again\n\nx\n";
    assert_eq!(
        outline(&provisions(source)),
        vec![
            row("5", "heading", "5 Secrets"),
            row("5 para 1", "paragraph", "First."),
            row("5.1", "heading", "5.1 Length"),
            row("5.1 item 1", "list-item", "one"),
            row("5.1 item 2", "list-item", "two"),
            row("5.1 [duplicate 2]", "heading", "5.1 Again"),
            row("5.1 [duplicate 2] para 1", "paragraph", "x"),
        ]
    );
}

#[test]
fn without_headings_paragraphs_are_counted() {
    assert_eq!(
        outline(&provisions("One.\n\nTwo.")),
        vec![
            row("para 1", "paragraph", "One."),
            row("para 2", "paragraph", "Two.")
        ]
    );
    assert_eq!(
        outline(&provisions("word")),
        vec![row("para 1", "paragraph", "word")]
    );
    assert_eq!(
        outline(&provisions(
            "Intro\n\n## Article 1\n\nAll are free.\n\n## المادة 2\n\nx\n\n## Other\n\ny"
        )),
        vec![
            row("para 1", "paragraph", "Intro"),
            row("Article 1", "heading", "Article 1"),
            row("Article 1 para 1", "paragraph", "All are free."),
            row("المادة 2", "heading", "المادة 2"),
            row("المادة 2 para 1", "paragraph", "x"),
            row("heading 1", "heading", "Other"),
            row("para 2", "paragraph", "y"),
        ]
    );
}

#[test]
fn what_markdown_hides_is_brought_out() {
    // HTML around Markdown, a table in HTML, links by reference, an indented block, an unused definition.
    let source = "\
<div class=\"x\" markdown=\"1\">
## 1. Title
</div>

See [the map][map] and [map].

<table>
<tr><th>Port</th><th>Lights | lamps</th></tr>

<tr><td>A<br><i>old</i></td><td>3</td></tr>
</table>

<table><tr><td><img src=\"x.png\"></td><td>Only words.</td></tr></table>

    set in
    by hand

![](media/map.png)

[map]: https://example.org/map
[stray]: https://example.org/stray
";
    assert_eq!(
        outline(&provisions(source)),
        vec![
            row("1", "heading", "1. Title"),
            row(
                "1.1",
                "paragraph",
                "See [the map](https://example.org/map) and [map](https://example.org/map)."
            ),
            row(
                "1.2",
                "table",
                "| Port | Lights \\| lamps |\n| --- | --- |\n| A<br><i>old</i> | 3 |"
            ),
            row("1.3", "paragraph", "Only words."),
            row("1.4", "paragraph", "set in\nby hand"),
            row("1.5", "paragraph", "![](media/map.png)"),
            row("1.6", "paragraph", "\\[stray]: https://example.org/stray"),
        ]
    );
}

#[test]
fn nested_items_keep_what_follows_them() {
    let source =
        "1. Powers\n\n   The body may\n    1. act;\n    2. rest.\n\n   It reports.\n2. Limits\n";
    assert_eq!(
        outline(&provisions(source)),
        vec![
            row("1", "list-item", "1. Powers\n\nThe body may"),
            row("1(1)", "list-item", "1. act;"),
            row("1(2)", "list-item", "2. rest."),
            row("1 para 2", "paragraph", "It reports."),
            row("2", "list-item", "2. Limits"),
        ]
    );
}

#[test]
fn a_person_can_correct_the_kind() {
    let before =
        provisions("## 1. A\n\n> a quotation\n\nA norm.\n\nTitle\n\nunder it\n\n|a|\n|-|\n|b|\n");
    let anchor = |label: &str| {
        before
            .iter()
            .find(|p| p.label == label)
            .expect("label")
            .anchor
            .clone()
    };
    let kind = |anchor: String, kind: ProvisionKind| Correction {
        anchor,
        change: Change::Kind { kind },
    };
    let changes = [
        kind(anchor("1.1"), ProvisionKind::Paragraph),
        kind(anchor("1.2"), ProvisionKind::Norm),
        kind(anchor("1.3"), ProvisionKind::Heading),
    ];
    let after = correct(before.clone(), &changes)
        .expect("possible")
        .provisions;
    check(&after);
    let kinds: Vec<_> = after
        .iter()
        .map(|p| (p.label.as_str(), p.kind.as_str()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("1", "heading"),
            ("1.1", "paragraph"),
            ("1.2", "norm"),
            ("1 heading 1", "heading"),
            ("1.3", "paragraph"),
            ("1.4", "table")
        ]
    );
    assert_eq!(after[4].parent, Some(after[3].anchor.clone()));
    assert_eq!(after[3].depth, 3);
    let table = kind(anchor("1.5"), ProvisionKind::Norm);
    assert!(correct(before.clone(), &[table]).is_err());
    let nowhere = kind("nowhere".to_owned(), ProvisionKind::Norm);
    assert!(correct(before, &[nowhere]).is_err());
}

#[test]
fn bad_input_is_refused_with_its_line() {
    assert_eq!(cut(b""), Err(CutError::Empty));
    assert_eq!(cut(b"\xef\xbb\xbf \n\n"), Err(CutError::Empty));
    assert_eq!(cut(b"---\n\n<br>"), Err(CutError::Empty));
    assert_eq!(cut(b"a\nb\n\xff"), Err(CutError::NotUtf8 { line: 3 }));
    assert_eq!(cut(b"a\r\nb\0"), Err(CutError::Nul { line: 2 }));
    let quotes = |depth: usize| format!("first\n\n{}end\n", "> ".repeat(depth));
    assert!(cut(quotes(32).as_bytes()).is_ok());
    assert_eq!(
        cut(quotes(33).as_bytes()),
        Err(CutError::TooDeep { line: 3, limit: 32 })
    );
    let list: String = (0..40)
        .map(|depth| "  ".repeat(depth) + "- item\n")
        .collect();
    assert_eq!(
        cut(list.as_bytes()),
        Err(CutError::TooDeep {
            line: 33,
            limit: 32
        })
    );
    assert_eq!(
        CutError::TooDeep {
            line: 33,
            limit: 32
        }
        .line(),
        Some(33)
    );
}

/// That each is answered, and how; the benchmark tells how fast.
#[test]
fn hostile_documents_are_answered() {
    let deep = CutError::TooDeep { line: 2, limit: 32 };
    for mark in [">", "> ", "- ", "1. ", "* > "] {
        let source = format!("a\n\n{}x", mark.repeat(10_000)).replacen(
            "\n\n",
            "\n",
            usize::from(mark.starts_with('>')),
        );
        let error = cut(source.as_bytes()).expect_err("too deep");
        let line = if mark.starts_with('>') {
            deep.clone()
        } else {
            CutError::TooDeep { line: 3, limit: 32 }
        };
        assert_eq!(error, line, "{mark}");
    }
    let stairs: String = (0..1_000)
        .map(|depth| "  ".repeat(depth) + "- a\n")
        .collect::<String>()
        + &"\n".repeat(3_000_000);
    assert_eq!(
        cut(stairs.as_bytes()),
        Err(CutError::TooDeep {
            line: 33,
            limit: 32
        })
    );
    let large = vec![b'x'; 50_000_000];
    assert_eq!(
        cut(&large),
        Err(CutError::TooLarge {
            limit: MAX_TEXT_BYTES
        })
    );
}

/// Whatever is repeated without end is cut, or refused as what it is.
#[test]
fn repetitions_are_answered() {
    let mut cuts = 0;
    for piece in [
        "word ",
        "a\n\n",
        "- a\n",
        "[",
        "*a ",
        "`",
        "<b>",
        "<td>",
        "|a|b|\n|-|-|\n",
        "![",
        "[a]: b\n",
        "[^1]",
        "_a*",
        "<!--",
        "> a\n\n",
        "# 1\n\n",
        "1. a\n\n",
        "<table>",
        "\\",
        "&",
        "[a]",
        "[a][",
        "](",
        "&#x",
        "***a",
        "<table><tr><td>a",
        "<div>\n\n",
        "a|",
        "> - ",
        "[^a]: b\n\n",
        "(a)\n",
        "(a)\n\n",
        "(a) (b)\n",
        "(a)(i)",
        "<!-- x\n\n",
        "```x\n",
        "|a|b|\n|-|-|\n|1|2|3|\n\n",
        "a[^1]\n\n",
        "• a\n",
        "Article 1. x\n\n",
        "1.1 A\n\n",
    ] {
        let source = piece.repeat(100_000 / piece.len());
        if let Ok(cut) = cut(source.as_bytes()) {
            check(&cut.provisions);
            cuts += 1;
        }
    }
    assert!(cuts > 20, "{cuts}");
}

#[test]
fn a_text_of_too_many_provisions_is_refused() {
    let lines = |count: usize| "a\n\n".repeat(count);
    assert!(cut(lines(MAX_PROVISIONS).as_bytes()).is_ok());
    assert_eq!(
        cut(lines(MAX_PROVISIONS + 1).as_bytes()),
        Err(CutError::TooMany {
            limit: MAX_PROVISIONS
        })
    );
    // Items that stand ever deeper in each other are refused like lists of Markdown.
    let deep: String = (0..40)
        .map(|depth| " ".repeat(depth) + ["(a)", "(i)"][depth % 2] + " x\n\n")
        .collect();
    assert!(matches!(
        cut(deep.as_bytes()),
        Err(CutError::TooDeep { .. })
    ));
}

#[test]
fn the_norm_package_is_cut_into_what_it_consists_of() {
    let Some(source) = shared("norm-package-singapore.md") else {
        return;
    };
    let Cut {
        title, provisions, ..
    } = cut(source.as_bytes()).expect("cut");
    check(&provisions);
    assert_eq!(title, "Norm Package Singapore");
    let of = |kind| {
        provisions
            .iter()
            .filter(|provision| provision.kind == kind)
            .collect::<Vec<_>>()
    };
    let sections: Vec<_> = of(ProvisionKind::Heading)
        .into_iter()
        .filter(|heading| heading.depth == 2)
        .collect();
    let labels: Vec<_> = sections
        .iter()
        .map(|section| section.label.as_str())
        .collect();
    assert_eq!(labels, ["1", "2", "3", "4", "5", "6", "7", "8"]);
    assert_eq!(sections[1].text, "2. Norm to avoid tampering");
    // Counted in the source without the cutter: lines that begin with the mark, and other lines with words.
    let lines = |test: &dyn Fn(&str) -> bool| source.lines().filter(|line| test(line)).count();
    assert_eq!(
        of(ProvisionKind::Norm).len(),
        lines(&|line| line.starts_with("> "))
    );
    assert_eq!(
        of(ProvisionKind::Heading).len(),
        lines(&|line| line.starts_with('#'))
    );
    let prose =
        lines(&|line| !line.is_empty() && !line.starts_with(['#', '>']) && !line.starts_with("[^"));
    assert_eq!(of(ProvisionKind::Paragraph).len(), prose);
    let norm = of(ProvisionKind::Norm)[0];
    assert_eq!(norm.label, "2.1");
    assert!(
        norm.text
            .starts_with("State and non-state actors should not tamper")
    );
    let footnotes = of(ProvisionKind::Footnote);
    assert_eq!(footnotes.len(), 17);
    let mut referred = HashSet::new();
    for provision in &provisions {
        referred.extend(note_refs(&provision.text));
    }
    for (index, footnote) in footnotes.iter().enumerate() {
        let name = (index + 1).to_string();
        assert_eq!(note_name(footnote), Some(name.as_str()));
        assert!(referred.contains(&name), "{name}");
        let parent = footnote.parent.as_ref().expect("referred to");
        let parent = provisions
            .iter()
            .find(|provision| provision.anchor == *parent)
            .expect("parent");
        assert!(parent.text.contains(&format!("[^{name}]")));
    }
    assert_eq!(words(&source), provision_words(&provisions));
}

/// The words of all provisions as they are stored.
fn provision_words(provisions: &[Provision]) -> Vec<String> {
    let mut out = Vec::new();
    for provision in provisions {
        if let Some(name) = note_name(provision) {
            out.extend(words(name));
        }
        out.extend(words(&provision.text));
    }
    out
}

/// The words of all provisions as they are read.
fn plain_words(provisions: &[Provision]) -> Vec<String> {
    let mut out = Vec::new();
    for provision in provisions {
        if let Some(name) = note_name(provision) {
            out.extend(words(name));
        }
        out.extend(shared_texts::tokens(&plain(&provision.text)));
    }
    out
}

/// Whether all of `needles` occur in `words` in order.
fn first_missing<'a>(needles: &'a [String], words: &[String]) -> Option<(usize, &'a String)> {
    let mut at = 0;
    for (index, needle) in needles.iter().enumerate() {
        match words[at..].iter().position(|word| word == needle) {
            Some(found) => at += found + 1,
            None => return Some((index, needle)),
        }
    }
    None
}

#[test]
fn real_documents_keep_every_word_in_order() {
    let files = [
        "texts/nist-sp800-63/sp800-63b",
        "texts/nist-sp800-63/history",
        "texts/debian-constitution",
        "texts/udhr",
        "texts/paris-call",
        "texts/akoma-ntoso",
    ];
    let mut count = 0;
    for folder in files {
        for (path, source) in shared_texts::folder(folder) {
            if path.contains("supporters") || path.contains("LICENSE") {
                continue;
            }
            let provisions = match cut(source.as_bytes()) {
                Ok(cut) => cut.provisions,
                Err(error) => panic!("{path}: {error}"),
            };
            check(&provisions);
            assert_eq!(words(&source), provision_words(&provisions), "{path}");
            count += 1;
            println!("{path}: {} provisions", provisions.len());
        }
    }
    assert!(count == 0 || count > 20, "{count}");
}

/// Documents made of what Markdown is made of.
fn markdownish() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z]{1,6}( [a-z]{1,6}){0,4}",
        2 => Just("\n\n".to_owned()),
        2 => Just("\n".to_owned()),
        1 => proptest::sample::select(vec![
            "# ", "## 2. ", "### 2.1 ", "> ", "- ", "1. ", "  - ", "    ", "* ", "\t", "`", "```\n", "**", "*", "_", "[^1]", "[^1]: ",
            "[a](b)", "[a]: /u\n", "[a][b]", "[b]: <c d> 'e'\n", "<div>", "</div>", "<b>", "</b>", "<br>", "<td>", "<table>", "</table>",
            "<tr>", "<!-- x -->", "<x y>", "---\n", "===\n", "|a|b|\n|-|-|\n", "|", "\\", "&amp;", "![i](j)", "é", "中文", "العربية", "\r\n", "<a name=\"q\"></a>", "~~~\n",  "<", ">", "§",
        ]).prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Letters and figures only, in order.
fn letters(words: &[String]) -> String {
    words.concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_can_be_cut(source in "\\PC{0,300}|(\\PC|\\s){0,300}") {
        match cut(source.as_bytes()) {
            Ok(cut) => check(&cut.provisions),
            Err(error) => prop_assert!(matches!(error, CutError::Empty | CutError::Nul { .. }), "{error}"),
        }
    }

    #[test]
    fn any_bytes_are_answered(source in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(cut) = cut(&source) {
            check(&cut.provisions);
        }
    }

    #[test]
    fn anything_like_markdown_keeps_its_words(source in markdownish()) {
        let Ok(Cut { provisions, .. }) = cut(source.as_bytes()) else { return Ok(()) };
        check(&provisions);
        // Words of letters alone that only occur in running text: nothing of these may be lost or change places.
        let expected: Vec<String> = shared_texts::prose_words(&source);
        let read = plain_words(&provisions);
        let missing = first_missing(&expected, &read);
        prop_assert!(missing.is_none(), "{missing:?} of {expected:?} in {read:?}\n{:#?}", provisions);
        prop_assert!(letters(&read).len() >= letters(&expected).len());
    }
}
