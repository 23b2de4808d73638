//! The report on paper: what a reader of the PDF sees, as `pdftotext` reads it (skipped with a word where there is
//! none), and that page and paper say the same.

mod sample;

use std::{io::Write as _, process::Command};

use domain::{
    account::StakeholderGroup,
    comment::Position,
    report::{Format, Norm, Readership, Report},
    tally::Tally,
    text::ProvisionKind,
};
use plenary::report;
use sample::{provision, small};

/// The text of a PDF, page by page, without the characters that only isolate and break; none without the tool.
fn pages(report: &Report) -> Option<Vec<String>> {
    let text = pdftotext(report, &["-layout"])?;
    Some(text.split('\u{c}').map(str::to_owned).collect())
}

fn pdftotext(report: &Report, options: &[&str]) -> Option<String> {
    let pdf = report::render_as(report, Format::Pdf).expect("a PDF");
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(&pdf).expect("written");
    match Command::new("pdftotext")
        .args(options)
        .arg(file.path())
        .arg("-")
        .output()
    {
        Ok(output) => {
            assert!(output.status.success(), "{output:?}");
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            Some(text.replace(
                [
                    '\u{2068}', '\u{2069}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{200b}',
                ],
                "",
            ))
        }
        Err(error) => {
            eprintln!("SKIPPED: pdftotext cannot be run: {error}");
            None
        }
    }
}

/// Left, top, right, bottom, and the word.
type Boxed = (f64, f64, f64, f64, String);

/// Every word's box on its page.
fn boxes(report: &Report) -> Option<Vec<Boxed>> {
    let html = pdftotext(report, &["-bbox"])?;
    let number = |line: &str, name: &str| -> f64 {
        let (_, rest) = line.split_once(&format!("{name}=\"")).expect("a box");
        rest.split('"')
            .next()
            .and_then(|it| it.parse().ok())
            .expect("a number")
    };
    Some(
        html.lines()
            .filter(|line| line.trim_start().starts_with("<word"))
            .map(|line| {
                let word = line.split_once('>').map_or("", |(_, rest)| rest);
                (
                    number(line, "xMin"),
                    number(line, "yMin"),
                    number(line, "xMax"),
                    number(line, "yMax"),
                    word.trim_end_matches("</word>").to_owned(),
                )
            })
            .collect(),
    )
}

/// A4 in points, and its margins.
const WIDTH: f64 = 595.3;
const MARGIN: f64 = 62.3;

fn html(report: &Report) -> String {
    String::from_utf8(report::render_as(report, Format::Html).expect("a page")).expect("UTF-8")
}

fn norm(number: usize, tally: Tally) -> Norm {
    Norm {
        label: number.to_string(),
        title: format!("{number}. Norm of number {number}"),
        tally: Some(tally),
        provisions: vec![
            provision(
                &number.to_string(),
                ProvisionKind::Heading,
                1,
                &format!("{number}. Norm of number {number}"),
            ),
            provision(
                &format!("{number}.1"),
                ProvisionKind::Paragraph,
                0,
                "Nobody said anything of this.",
            ),
        ],
    }
}

#[test]
fn labels_and_references_read_alike_in_arabic() {
    let mut report = small("ar", "");
    let said = &mut report.norms[0].provisions[1];
    said.label = "2.1(1)".into();
    said.issues[0].touches = vec!["2.1(1)".into(), "§ 2.1".into()];
    said.issues[0].excerpts[0].label = Some("2.1(1)".into());
    report.comments[0].comment.label = Some("2.1(1)".into());
    let page = html(&report);
    assert!(page.contains("<bdi>2.1(1)</bdi>"), "the margin");
    assert!(
        page.contains("\u{2068}2.1(1)\u{2069}، \u{2068}§ 2.1\u{2069}"),
        "a list of labels"
    );
    assert!(page.contains("<bdi>R1-0001</bdi>"), "a reference");
    if let Some(words) = boxes(&report) {
        let labels: Vec<&str> = words
            .iter()
            .map(|it| it.4.as_str())
            .filter(|it| it.contains("2.1") && it.contains('1') && it.contains('('))
            .collect();
        assert!(labels.len() >= 3, "{words:?}");
        for label in labels {
            assert!(label.contains("2.1(1)"), "{label}");
        }
    }
}

#[test]
fn long_words_stay_on_the_paper() {
    let long = "x".repeat(400);
    let mut report = small("en", &long);
    report.comments[0].comment.by.organisation = "W".repeat(150);
    report.norms[0].title = format!("1. {}", "Unbroken".repeat(30));
    report.norms[0].provisions[2].text = format!(
        "| {} |\n|{}\n| {} |\n",
        (1..=11)
            .map(|n| format!("Column{n}Name"))
            .collect::<Vec<_>>()
            .join(" | "),
        " --- |".repeat(11),
        ["Incomprehensibilities"; 11].join(" | ")
    );
    let Some(words) = boxes(&report) else { return };
    for (left, _, right, _, word) in &words {
        assert!(
            *left >= MARGIN - 2.0 && *right <= WIDTH - MARGIN + 2.0,
            "{word} from {left} to {right}"
        );
    }
    // Cells do not run into one another: on one line no two words overlap.
    let mut cells: Vec<_> = words
        .iter()
        .filter(|it| it.4.starts_with("Incompr") || it.4.starts_with("Column"))
        .collect();
    assert!(cells.len() >= 11, "{cells:?}");
    cells.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.total_cmp(&b.0)));
    for pair in cells.windows(2) {
        if (pair[0].1 - pair[1].1).abs() < 1.0 {
            assert!(pair[0].2 <= pair[1].0 + 0.5, "{pair:?}");
        }
    }
}

#[test]
fn a_table_too_wide_for_paper_is_told_row_by_row() {
    let mut report = small("en", "");
    let head: Vec<String> = (1..=30).map(|n| format!("Column{n}")).collect();
    let row: Vec<String> = (1..=30).map(|n| format!("cell{n}")).collect();
    report.norms[0].provisions[2].text = format!(
        "| {} |\n|{}\n| {} |\n",
        head.join(" | "),
        " --- |".repeat(30),
        row.join(" | ")
    );
    let Some(pages) = pages(&report) else { return };
    let text = pages.concat();
    assert!(text.contains("Column30: cell30"), "{text}");
}

#[test]
fn a_chart_of_many_norms_stays_on_the_paper() {
    let mut report = small("en", "");
    let mut tally = Tally::default();
    for group in StakeholderGroup::ALL {
        tally.add(Some(*group), Some(Position::Oppose), false, 3);
        tally.add(Some(*group), Some(Position::Support), false, 5);
    }
    report.norms = (1..=23).map(|n| norm(n, tally.clone())).collect();
    let page = html(&report);
    let heights: Vec<f64> = page
        .split("<svg ")
        .skip(1)
        .filter_map(|svg| svg.split_once("viewBox=\"0 0 "))
        .filter_map(|(_, rest)| rest.split_once('"'))
        .filter_map(|(size, _)| {
            let (width, height) = size.split_once(' ')?;
            let share = width.parse::<f64>().ok()? / f64::from(report::chart::WIDTH);
            assert!(share <= 1.0, "{size}");
            height.parse::<f64>().ok()
        })
        .collect();
    assert!(heights.len() >= 4, "{heights:?}");
    // As wide as the text (166 mm), none is higher than what a page has beside heading and caption.
    let millimetre = 166.0 / f64::from(report::chart::WIDTH);
    for height in &heights {
        assert!(height * millimetre < 190.0, "{heights:?}");
    }
    // Every norm is on one of them, once, and every figure is told to whoever hears the page.
    let labels = page.matches("font-size=\"10\"").count();
    assert!(labels >= 23, "{labels}");
    assert!(page.contains(" 23 State: "), "the last norm's figures");
}

#[test]
fn the_contents_name_every_issue_and_paper_says_what_it_is() {
    let mut report = small("en", "");
    report.audience = Readership::Commission;
    let page = html(&report);
    let contents = page.split("</nav>").next().expect("contents");
    assert!(
        contents.contains(
            "<a href=\"#issue-1\"><bdi>Issue 1</bdi>: <bdi>What does “clean” mean?</bdi></a>"
        ),
        "{contents}"
    );
    let running = "Norms for the care of shared wells · Round 1";
    assert!(page.contains("@top-left { content: \"Norms for the care of shared wells"));
    let Some(pages) = pages(&report) else { return };
    assert!(
        pages[0].contains("Issue 1: What does “clean” mean?"),
        "{}",
        pages[0]
    );
    let printed: Vec<&String> = pages.iter().filter(|it| !it.trim().is_empty()).collect();
    assert!(printed.len() > 3);
    for (n, page) in printed.iter().enumerate() {
        assert!(n == 0 || page.contains(running), "{page}");
        assert!(
            page.contains("The commission's edition, version 1"),
            "{page}"
        );
        assert!(page.contains("21 March 2026"), "{page}");
        assert!(
            page.contains("Confidential, for the commission only · The commission's edition"),
            "{page}"
        );
    }
}

#[test]
fn norms_without_issues_share_a_page() {
    let mut report = small("en", "");
    report
        .norms
        .extend((2..=9).map(|n| norm(n, Tally::default())));
    let Some(pages) = pages(&report) else { return };
    let last = pages
        .iter()
        .find(|it| it.contains("9. Norm of number 9") && it.contains("Nobody"))
        .expect("a page");
    assert!(last.contains("8. Norm of number 8"), "{last}");
}

#[test]
fn scripts_are_set_and_what_cannot_be_is_told() {
    let words = "पानी ทดสอบ 물 מים वक्\u{200d}ष می\u{200c}روم 働 清水";
    let report = small("en", &format!(" {words}"));
    if let Some(text) = pdftotext(&report, &[]) {
        assert!(
            !text.contains('▢') && !text.contains("cannot show"),
            "{text}"
        );
        for word in ["ทดสอบ", "물", "働", "清水"] {
            assert!(text.contains(word), "{word}: {text}");
        }
    }
    let mut report = small("en", "");
    report.comments[0].comment.content.body = "Well done 👏🏽 \u{12000}!\u{2028}Next line.".into();
    if let Some(text) = pdftotext(&report, &[]) {
        assert!(text.contains("Well done ▢ ▢!\nNext line."), "{text}");
        assert!(text.contains("2 characters of what was written"), "{text}");
        assert!(text.contains("R1-0001: U+1F44F U+1F3FD, U+12000"), "{text}");
    }
    assert!(html(&report).contains("👏🏽"), "the page shows them");
}

#[test]
fn overrides_of_direction_are_seen_on_page_and_paper() {
    let mut report = small("en", "");
    let comment = &mut report.comments[0].comment.content;
    comment.proposed_wording = "States may \u{202e}ton\u{202c} act.".into();
    report.norms[0].provisions[1].text = "They may \u{202e}ton\u{202c}.".into();
    let page = html(&report);
    assert!(!page.contains('\u{202e}') && page.contains("States may [RLO]ton[PDF] act."));
    assert!(page.contains("They may [RLO]ton[PDF]."));
    if let Some(text) = pdftotext(&report, &[]) {
        assert!(text.contains("States may [RLO]ton[PDF] act."), "{text}");
    }
}

#[test]
fn countries_are_named() {
    let mut report = small("fr", "");
    if let Some(participation) = &mut report.participation {
        let share = participation.by_country[0].1;
        participation.by_country = ["ES", "EG", "DK"]
            .map(|code| (code.to_owned(), share))
            .into();
    }
    let page = html(&report);
    assert!(page.contains("Kenya") && !page.contains("KE<"));
    let place = |name: &str| page.find(name).unwrap_or_else(|| panic!("{name}"));
    assert!(place("Danemark") < place("Égypte") && place("Égypte") < place("Espagne"));
}

#[test]
fn days_have_labels_of_their_own() {
    let page = html(&small("en", ""));
    let chart = page
        .split("<svg")
        .find(|svg| svg.contains("Comments by day"))
        .expect("a chart");
    for label in [">10 March 2026<", ">12 March 2026<", ">5<", ">0<"] {
        assert!(chart.contains(label), "{label}: {chart}");
    }
}
