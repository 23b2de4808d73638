//! The consolidation report as files: one archival web page, tagged PDF, CSV of comments, and the data itself.
//!
//! [`sheet`] puts the report's data into the words of its language, as a plain tree of headings, paragraphs, tables,
//! charts; [`html`] and [`pdf`] only write that tree down, so that the two say the same. The same report gives the
//! same bytes.

/// Charts as SVG, shared by web page and PDF.
pub mod chart;
/// Every comment, one a row.
pub mod csv;
/// The faces that the PDF is set in.
pub mod fonts;
/// The archival web page.
pub mod html;
/// Tagged PDF.
pub mod pdf;
/// What freezing needs of the program: files and letters.
pub mod renderer;
/// What the report says, made ready to be set on paper.
mod setting;
/// The report in the words of its language.
pub mod sheet;

use app::i18n::Texts;
use domain::{
    Error, Result,
    account::Language,
    report::{Format, Rendered, Report},
};
use sha2::{Digest, Sha256};

/// Renders an edition in all its forms. Takes seconds for thousands of comments: not for the threads that answer.
pub fn render(report: &Report) -> Result<Rendered> {
    let json = json(report)?;
    let data = hex::encode(Sha256::digest(&json));
    let sheet = sheet::of(report, &data);
    Ok(Rendered {
        html: html::write(&sheet).into_bytes(),
        pdf: pdf::write(&sheet, report, fonts::fonts())?,
        csv: csv::write(report),
        json,
    })
}

/// Renders one form only, for previews.
pub fn render_as(report: &Report, format: Format) -> Result<Vec<u8>> {
    let json = json(report)?;
    let sheet = || sheet::of(report, &hex::encode(Sha256::digest(&json)));
    match format {
        Format::Html => Ok(html::write(&sheet()).into_bytes()),
        Format::Pdf => pdf::write(&sheet(), report, fonts::fonts()),
        Format::Csv => Ok(csv::write(report)),
        Format::Json => Ok(json),
    }
}

/// The data, one line a value, so that two versions can be compared.
pub fn json(report: &Report) -> Result<Vec<u8>> {
    let mut json = serde_json::to_vec_pretty(report).map_err(|e| Error::Corrupt(e.to_string()))?;
    json.push(b'\n');
    Ok(json)
}

/// The words of the report are in the language of the text, if the catalogue has it.
pub fn texts(report: &Report) -> Texts {
    let primary = report.cover.language.split('-').next().unwrap_or_default();
    Texts::of(primary.to_lowercase().parse().unwrap_or(Language::English))
}
