//! The names of columns as people write them: other cases, spaces, and the languages of the secretariats.

use unicode_normalization::UnicodeNormalization as _;

use super::COLUMNS;

/// The column of an import alone: where the author is told. Never exported.
pub(crate) const EMAIL: &str = "email";

/// The column of the form for spreadsheets that names the guarded cells of its row.
pub(crate) const PROTECTED: &str = "protected";

/// Other names, folded, for each column: English, French, German, Spanish, Arabic.
#[rustfmt::skip] // one line a column
const OTHERS: &[(&str, &[&str])] = &[
    ("reference", &["ref", "référence", "réf", "referenz", "kennung", "aktenzeichen", "referencia", "المرجع"]),
    ("round", &["tour", "runde", "ronda", "الجولة"]),
    ("provision", &["label", "clause", "clause/subclause", "section", "paragraph", "article", "disposition", "paragraphe", "bestimmung", "absatz", "artikel", "ziffer", "disposición", "artículo", "الحكم", "البند", "المادة"]),
    ("kind", &["type", "type of comment", "genre", "nature", "type de commentaire", "art", "tipo", "النوع"]),
    ("position", &["stance", "avis", "haltung", "standpunkt", "posición", "الموقف"]),
    ("body", &["comment", "comments", "text", "commentaire", "commentaires", "observation", "observations", "texte", "kommentar", "stellungnahme", "anmerkung", "comentario", "observación", "التعليق", "الملاحظة"]),
    ("proposed_wording", &["proposed change", "proposed text", "proposal", "rédaction proposée", "texte proposé", "proposition", "modification proposée", "formulierungsvorschlag", "änderungsvorschlag", "vorgeschlagener wortlaut", "texto propuesto", "redacción propuesta", "الصياغة المقترحة"]),
    ("rationale", &["reason", "reasons", "justification", "explanation", "motif", "motifs", "raison", "begründung", "motivo", "justificación", "التعليل", "الأسباب"]),
    ("language", &["lang", "langue", "sprache", "idioma", "lengua", "اللغة"]),
    ("author", &["name", "person", "auteur", "nom", "autor", "verfasser", "nombre", "المؤلف", "الاسم"]),
    ("organisation", &["organization", "organisme", "institution", "verband", "einrichtung", "organización", "المنظمة", "الجهة"]),
    ("group", &["stakeholder group", "groupe", "gruppe", "grupo", "الفئة", "المجموعة"]),
    ("country", &["mb/nc", "pays", "land", "país", "البلد", "الدولة"]),
    ("publication", &["veröffentlichung", "publicación", "النشر"]),
    ("channel", &["came by", "received by", "canal", "voie", "kanal", "eingangsweg", "القناة"]),
    ("submitted_at", &["submitted", "date", "received", "received on", "submitted on", "date de réception", "reçu le", "datum", "eingegangen am", "eingang", "fecha", "recibido", "التاريخ", "تاريخ الاستلام"]),
    ("verified", &["vérifié", "geprüft", "verificado", "متحقق منه"]),
    (EMAIL, &["e_mail", "mail", "email address", "e_mail address", "courriel", "adresse électronique", "adresse e_mail", "correo", "correo electrónico", "البريد الإلكتروني"]),
    (PROTECTED, &[]),
];

/// The column that a heading means; none if it is none of them.
pub(super) fn column(heading: &str) -> Option<&'static str> {
    let folded = fold(heading);
    // The columns' own names always are headings; the table has what else people write.
    COLUMNS
        .into_iter()
        .find(|column| *column == folded)
        .or_else(|| {
            OTHERS
                .iter()
                .find(|(column, names)| {
                    *column == folded || names.iter().any(|it| fold(it) == folded)
                })
                .map(|(column, _)| *column)
        })
}

/// Lower-case, one normal form, and one `_` for every run of spaces, hyphens and underscores.
fn fold(heading: &str) -> String {
    let lower = heading.nfkc().collect::<String>().to_lowercase();
    lower
        .split(|c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '-' | '_' | '\u{feff}' | '*' | ':')
        })
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("_")
}

/// What messages list: the columns that there are.
pub(super) fn all() -> String {
    let mut all = COLUMNS.join(", ");
    all.push_str(", ");
    all.push_str(EMAIL);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_as_people_write_them() {
        for name in COLUMNS {
            assert_eq!(column(name), Some(name));
            assert_eq!(column(&name.to_uppercase().replace('_', " ")), Some(name));
        }
        for (heading, name) in [
            (" Proposed wording ", "proposed_wording"),
            ("Proposed-Wording", "proposed_wording"),
            ("Re\u{301}daction propose\u{301}e", "proposed_wording"),
            ("Pays", "country"),
            ("E-Mail", "email"),
            ("Eingegangen am:", "submitted_at"),
            ("التعليق", "body"),
        ] {
            assert_eq!(column(heading), Some(name), "{heading}");
        }
        assert_eq!(column("colour"), None);
        assert_eq!(column(""), None);
    }

    #[test]
    fn no_heading_means_two_columns() {
        let mut seen = std::collections::HashMap::new();
        for (column, names) in OTHERS {
            for name in std::iter::once(column).chain(names.iter()) {
                let other = seen.insert(fold(name), column);
                assert!(other.is_none(), "{name}: {column} and {other:?}");
            }
        }
    }
}
