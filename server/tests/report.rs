//! The report as files: what stands in them, that it is the same every time, and that nothing anybody typed breaks it.

mod sample;

use plenary::report;
use sample::small;

#[test]
fn the_web_page_says_everything_and_stands_alone() {
    let rendered = report::render(&small("en", "")).expect("rendered");
    let html = String::from_utf8(rendered.html).expect("UTF-8");
    for outside in ["src=", "<script", "<link", "@import", "url(", " style="] {
        assert!(!html.contains(outside), "{outside}");
    }
    // The style sheet is named by its digest in the policy, and is no part of what the page says.
    let (head, rest) = html.split_once("<style>").expect("a style sheet");
    let (_, body) = rest.split_once("</style>").expect("its end");
    insta::assert_snapshot!(format!("{head}<style></style>{body}"));
}

#[test]
fn the_csv_has_every_comment_as_it_was_written() {
    let rendered = report::render(&small("en", "\n=1+1,\"quoted\"")).expect("rendered");
    insta::assert_snapshot!(String::from_utf8(rendered.csv).expect("UTF-8"));
}

#[test]
fn the_pdf_is_tagged_and_names_its_language() {
    for (language, lang) in [("en", "en"), ("fr", "fr"), ("ar", "ar"), ("zh-Hans", "en")] {
        let pdf = report::render(&small(language, "")).expect("rendered").pdf;
        assert!(pdf.starts_with(b"%PDF-"), "{language}");
        let text = String::from_utf8_lossy(&pdf);
        assert!(text.contains("/Marked true"), "{language}");
        assert!(text.contains("/StructTreeRoot"), "{language}");
        assert!(text.contains("pdfuaid"), "{language}");
        assert!(
            text.contains(&format!("/Lang ({lang})")) || text.contains(&format!("/Lang({lang})")),
            "{language}"
        );
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let first = report::render(&small("en", "")).expect("rendered");
    let second = report::render(&small("en", "")).expect("rendered");
    assert_eq!(first, second);
}

#[test]
fn nothing_that_people_type_breaks_an_edition() {
    let typed = [
        "😀 👩‍👩‍👧‍👦 🏳️‍🌈 ✅",
        "\u{1}\u{8}\u{b}\u{7f}\u{85}\u{202e}\u{2066}\u{feff}\u{200d}\u{fffe}\u{10ffff}",
        "سؤال عن المياه النظيفة ٣",
        "清水是什么意思？𠀀",
        "<script>alert(1)</script> & </style> ]]> \"quotes\" #let x = 1; @ref $x$ // `code` [^1] <c-1> \\",
        "पानी ทดสอบ 물 מים вода",
        &"x".repeat(2_000),
        "e\u{301}\u{301}\u{301}\u{301} ﷽ \t tab",
    ];
    for words in typed {
        let rendered =
            report::render(&small("en", words)).unwrap_or_else(|error| panic!("{words}: {error}"));
        assert!(rendered.pdf.starts_with(b"%PDF-"));
        let html = String::from_utf8(rendered.html).expect("UTF-8");
        assert!(!html.contains("<script"), "{words}");
    }
}

#[test]
fn languages_of_comments_that_are_none_do_no_harm() {
    for language in [
        "",
        "x",
        "en-",
        "english language",
        "\"><b>",
        "zh-Hant-TW",
        "tlh",
        "ar",
    ] {
        let mut it = small("en", "");
        it.comments[0].comment.content.language = language.into();
        let rendered = report::render(&it).unwrap_or_else(|error| panic!("{language}: {error}"));
        assert!(
            !String::from_utf8_lossy(&rendered.html).contains("<b>"),
            "{language}"
        );
    }
}
