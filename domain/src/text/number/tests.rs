//! Numbers of many countries, and words that are none.

use super::*;

#[test]
fn headings_give_the_numbers_people_cite() {
    for (heading, label) in [
        ("2. Norm to avoid tampering", "2"),
        ("5.1.1 Memorized Secrets", "5.1.1"),
        ("5.1.1. Memorized Secrets", "5.1.1"),
        ("3 Definitions", "3"),
        ("§ 4 Scope", "§ 4"),
        ("4) Scope", "4"),
        ("A.1 Introduction", "A.1"),
        ("IV. Procedure", "IV"),
        ("Article 1", "Article 1"),
        ("Article 12 Right to life", "Article 12"),
        ("Art. 7: Scope", "Art. 7"),
        ("Appendix A—Strength of Memorized Secrets", "Appendix A"),
        ("المادة 3", "المادة 3"),
        ("2013. A year as a number", "2013"),
        ("4A Watch in fog", "4A"),
        ("4A.1 Horn", "4A.1"),
        ("13.1A Horn", "13.1A"),
        ("5.1A Mantles", "5.1A"),
        ("4.2A Relief", "4.2A"),
        ("4bis Visitors", "4bis"),
        ("2 quater Visitors", "2 quater"),
        ("4AA Watch", "4AA"),
        ("16-1 Objet", "16-1"),
        ("Article 16-1", "Article 16-1"),
        ("Article 1er Objet", "Article 1er"),
        ("Article premier", "Article premier"),
        ("Titre Ier : Des phares", "Titre Ier"),
        ("Article L. 511-4", "Article L. 511-4"),
        ("L. 511-4 Des phares", "L. 511-4"),
        ("L511-4-1", "L511-4-1"),
        ("§ 7a", "§ 7a"),
        ("§ 7a Wache", "§ 7a"),
        ("§ 7a Abs. 2", "§ 7a Abs. 2"),
        ("§ 3 a Wache", "§ 3 a"),
        ("5 § Vakten", "5 §"),
        ("2 a § Vakten", "2 a §"),
        ("3 kap. 5 § Vakten", "3 kap. 5 §"),
        ("Annex IVa", "Annex IVa"),
        ("ANNEX IV: Lights", "ANNEX IV"),
        ("Article 9A", "Article 9A"),
        ("Article 9 A", "Article 9 A"),
        ("Art. 12(3)", "Art. 12(3)"),
        ("Article 12(3)(a) Lights", "Article 12(3)(a)"),
        ("Artículo 3 bis. De los faros", "Artículo 3 bis"),
        ("Artigo 5.º-A", "Artigo 5.º-A"),
        ("Art. 5º Dos faróis", "Art. 5º"),
        ("Статья 5.1", "Статья 5.1"),
        ("Статья 5.1. Маяки", "Статья 5.1"),
        ("Глава IV. Маяки", "Глава IV"),
        ("المادة ٣ مكرر", "المادة ٣ مكرر"),
        ("المادة (3)", "المادة (3)"),
        ("المادة الأولى", "المادة الأولى"),
        ("المادة الحادية عشرة: المنارات", "المادة الحادية عشرة"),
        ("第三条之一", "第三条之一"),
        ("第三条 灯塔", "第三条"),
        ("第三条の二", "第三条の二"),
        ("제3조의2(등대)", "제3조의2"),
        ("三、灯塔", "三"),
        ("Άρθρο 5Α", "Άρθρο 5Α"),
        ("סעיף 3א", "סעיף 3א"),
        ("अनुच्छेद 3क", "अनुच्छेद 3क"),
        ("Điều 5a. Đèn", "Điều 5a"),
        ("MADDE 3 – Fener", "MADDE 3"),
        ("Schedule 2 Lights", "Schedule 2"),
    ] {
        let number = heading_number(heading).map(|number| number.label);
        assert_eq!(number.as_deref(), Some(label), "{heading}");
    }
}

#[test]
fn words_are_not_taken_for_numbers() {
    for heading in [
        "Norm",
        "Background",
        "2013 report",
        "2013-2015 reports",
        "Top 10 risks",
        "A norm",
        "I think",
        "NIST Special Publication 800-63B",
        "",
        "...",
        "3rd meeting",
        "Annex",
        "3D printing",
        "5G networks",
        "10-12 rules",
        "Article",
        "Part of the rules",
        "Title insurance",
    ] {
        assert_eq!(heading_number(heading), None, "{heading}");
    }
}

#[test]
fn items_give_their_numbers() {
    assert_eq!(item_number("3. Override"), Some(3));
    assert_eq!(item_number("12) Override"), Some(12));
    assert_eq!(item_number("3.5 per cent"), None);
    assert_eq!(item_number("Override"), None);
    assert_eq!(item_number("3"), None);
}
