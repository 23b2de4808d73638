//! The document: the text with its contents at the side and what was said in the margin.
//!
//! Its cost depends on the text, not on how many comments there are: counts are kept per provision.

use std::collections::HashMap;

use domain::{
    consultation::Phase,
    direction::of_language,
    ops::text::Document,
    tally::Tally,
    text::{Provision, ProvisionKind, plain},
    version::VersionState,
};
use leptos::prelude::*;

use crate::{
    Page,
    components::{
        isolate::bdi,
        markdown::escape,
        positions,
        provision::{Rows, language_attributes, split_number},
        slot::Slot,
        unsubmitted::unsubmitted,
    },
    i18n::Texts,
    pages::consultation::confidentiality,
    render::{chrome, texts},
    routes,
};

/// How the provisions hang together.
struct Outline {
    /// The place of the heading that is the title of the document, if it has one.
    title: Option<usize>,
    /// The level of the headings that begin a section.
    level: u8,
    /// Places of the provisions of each section in reading order; footnotes come after all that refers to them.
    sections: Vec<(Vec<usize>, Vec<usize>)>,
}

impl Outline {
    fn of(title: &str, provisions: &[Provision]) -> Self {
        let title = provisions
            .first()
            .filter(|first| first.kind == ProvisionKind::Heading && plain(&first.text) == title)
            .map(|_| 0);
        let level = provisions
            .iter()
            .enumerate()
            .filter(|(index, it)| it.kind == ProvisionKind::Heading && Some(*index) != title)
            .map(|(_, it)| it.depth)
            .min()
            .unwrap_or(1);
        let mut sections = vec![(Vec::new(), Vec::new())];
        // Of each provision, so that a footnote finds the section of what refers to it.
        let mut section_of: HashMap<&str, usize> = HashMap::with_capacity(provisions.len());
        for (index, it) in provisions.iter().enumerate() {
            if it.kind == ProvisionKind::Footnote {
                continue;
            }
            if it.kind == ProvisionKind::Heading && it.depth <= level && Some(index) != title {
                sections.push((Vec::new(), Vec::new()));
            }
            section_of.insert(&it.anchor, sections.len() - 1);
            if Some(index) != title
                && let Some((body, _)) = sections.last_mut()
            {
                body.push(index);
            }
        }
        let last = sections.len() - 1;
        for (index, it) in provisions.iter().enumerate() {
            if it.kind == ProvisionKind::Footnote {
                let parent = it.parent.as_deref();
                let section = parent.and_then(|parent| section_of.get(parent)).copied();
                let section = section.unwrap_or(last);
                section_of.insert(&it.anchor, section);
                sections[section].1.push(index);
            }
        }
        Self {
            title,
            level,
            sections,
        }
    }
}

/// The page.
pub fn page(document: &Document) -> Page {
    let Document {
        context,
        version,
        provisions,
        ..
    } = document;
    let slug = &context.consultation.slug;
    let consulted = Some(version.id) == context.round.version_id;
    let open = consulted && context.phase == Phase::Open;
    let rows = Rows::new(
        slug,
        &version.language,
        provisions,
        document.counts.as_ref(),
        open,
    );
    let outline = Outline::of(&version.title, provisions);
    let body = body(document, &rows, &outline, consulted);
    let contents = contents(document, &outline);
    let texts = texts();
    let label = texts.with(
        "reading-document-label",
        &[
            ("title", version.title.clone().into()),
            ("number", version.number.into()),
        ],
    );
    Page::new(
        version.title.clone(),
        view! {
            <main class="page leaf" id="main">
                {head(document, &rows, &outline)}
                {contents.map(|list| view! {
                    <nav class="contents" aria-labelledby="contents-title">
                        <h2 class="minor" id="contents-title">{texts.t("reading-contents")}</h2>
                        <ol inner_html=list></ol>
                    </nav>
                })}
                <article class="document" aria-label=label inner_html=body></article>
            </main>
        },
    )
}

/// The provisions, and at their end the document as a whole.
fn body(document: &Document, rows: &Rows<'_>, outline: &Outline, consulted: bool) -> String {
    let provisions = &document.provisions;
    let words: usize = provisions.iter().map(|it| it.text.len()).sum();
    let mut out = String::with_capacity(words * 2 + provisions.len() * 1500);
    let mut key = String::new();
    if rows.anything_said()
        && let Some(bars) = &rows.bars
    {
        bars.write_key(&mut key);
    }
    let has_heading = outline
        .sections
        .iter()
        .flat_map(|(body, _)| body)
        .any(|index| provisions[*index].kind == ProvisionKind::Heading);
    if !has_heading && !key.is_empty() {
        out.extend(["<header class=\"section-head\">", &key, "</header>"]);
        key.clear();
    }
    for (body, notes) in &outline.sections {
        for index in body {
            let it = &provisions[*index];
            if it.kind == ProvisionKind::Heading {
                let level = 2 + it.depth.saturating_sub(outline.level);
                rows.heading(*index, level, &key, &mut out);
                key.clear();
            } else {
                rows.provision(*index, &mut out);
            }
        }
        for index in notes {
            rows.footnote(*index, &mut out);
        }
    }
    if consulted {
        let whole = texts().t("document-as-a-whole");
        out.extend([
            "<section class=\"provision whole\" id=\"",
            routes::WHOLE,
            "\"><p class=\"words soft\">",
        ]);
        escape(&whole, &mut out);
        out.push_str("</p>");
        rows.margin("", &whole, &mut out);
        out.push_str("</section>");
    }
    out
}

/// The list of contents: the headings of the two upper levels with the comments of what stands under them. A heading
/// that stands in section after section ("Background") tells nobody where to go, and is left out.
fn contents(document: &Document, outline: &Outline) -> Option<String> {
    let provisions = &document.provisions;
    let mut times: HashMap<&str, usize> = HashMap::new();
    for it in provisions {
        if it.kind == ProvisionKind::Heading {
            *times.entry(split_number(it).1).or_default() += 1;
        }
    }
    let headings: Vec<usize> = outline
        .sections
        .iter()
        .flat_map(|(body, _)| body)
        .copied()
        .filter(|index| {
            let it = &provisions[*index];
            let once = times.get(split_number(it).1) == Some(&1);
            it.kind == ProvisionKind::Heading
                && (it.depth <= outline.level || it.depth == outline.level + 1 && once)
        })
        .collect();
    if headings.is_empty() {
        return None;
    }
    let texts = texts();
    let sums = document.counts.as_ref().map(|_| sums(document));
    let language = language_attributes(texts, &document.version.language);
    let noun = Slot::new(texts, "reading-comments-in-contents", "count");
    let mut out = String::with_capacity(headings.len() * 160);
    for index in headings {
        let it = &provisions[index];
        let (_, words) = split_number(it);
        let wide = it.label.chars().count() > 4;
        let deeper = it.depth > outline.level;
        out.extend([
            "<li",
            if deeper { " class=\"deeper\"" } else { "" },
            "><a",
            if wide { " class=\"wide\"" } else { "" },
            " href=\"#",
        ]);
        escape(&it.anchor, &mut out);
        out.push_str("\">");
        if !wide {
            out.push_str("<span dir=\"auto\">");
            escape(&it.label, &mut out);
            out.push_str("</span>");
        }
        out.extend(["<span", &language, ">"]);
        escape(&plain(if wide { &it.text } else { words }), &mut out);
        out.push_str("</span>");
        let sum = sums.as_ref().and_then(|sums| sums.get(index).copied());
        if let Some(sum) = sum.filter(|sum| *sum > 0) {
            // What is seen is the figure; "12 comments" is what is heard.
            out.extend([
                "<span class=\"num\" aria-hidden=\"true\">",
                &texts.number(sum),
            ]);
            out.push_str("</span><span class=\"vh\">");
            noun.write(&texts.number(sum), &mut out);
            out.push_str("</span>");
        }
        out.push_str("</a></li>");
    }
    Some(out)
}

/// The comments on each provision and on all that belongs to it. A parent always comes before its children.
fn sums(document: &Document) -> Vec<i64> {
    let provisions = &document.provisions;
    let places: HashMap<&str, usize> = provisions
        .iter()
        .enumerate()
        .map(|(index, it)| (it.anchor.as_str(), index))
        .collect();
    let own = |it: &Provision| {
        let counts = document.counts.as_ref();
        counts
            .and_then(|counts| counts.get(&it.anchor))
            .map_or(0, |tally| tally.comments)
    };
    let mut sums: Vec<i64> = provisions.iter().map(own).collect();
    for index in (0..sums.len()).rev() {
        let parent = provisions[index].parent.as_deref();
        if let Some(parent) = parent.and_then(|parent| places.get(parent))
            && *parent < index
        {
            sums[*parent] += sums[index];
        }
    }
    sums
}

/// What the document is, what is asked, until when, and who has spoken.
fn head(document: &Document, rows: &Rows<'_>, outline: &Outline) -> AnyView {
    let texts = texts();
    let Document {
        context,
        version,
        provisions,
        ..
    } = document;
    let consultation = &context.consultation;
    let title = outline.title.and_then(|index| provisions.get(index));
    let on_title = title.map(|it| {
        let mut html = String::new();
        rows.tally(&it.anchor, &it.label, false, &mut html);
        html
    });
    let on_title = on_title.filter(|html| !html.is_empty());
    let language = (version.language != texts.language.as_str()).then(|| version.language.clone());
    let direction = language.as_deref().map(|tag| of_language(tag).as_str());
    let byline = texts.with(
        "reading-byline",
        &[
            ("number", version.number.into()),
            (
                "date",
                texts
                    .date(version.created_at, &context.round.time_zone)
                    .into(),
            ),
        ],
    );
    let byline = if consultation.commission.is_empty() {
        byline
    } else {
        format!("{}. {byline}", consultation.commission)
    };
    let round = texts.with("reading-round", &[("number", context.round.number.into())]);
    let same_title = consultation.title == version.title;
    view! {
        <header class="row head">
            <p class="kicker to-end">
                {round}
                {(!same_title).then(|| view! { ", "<a href=routes::consultation(&consultation.slug)>{consultation.title.clone()}</a> })}
            </p>
            {title.map(|it| view! { <a class="label" href=format!("#{}", it.anchor)>{bdi(&it.label)}</a> })}
            <h1 class="to-end" id=title.map(|it| it.anchor.clone()) lang=language dir=direction>{version.title.clone()}</h1>
            <p class="lead byline to-end">{byline}</p>
            {on_title.map(|html| view! { <div class="to-end on-title" inner_html=html></div> })}
            {versions(document)}
            <div class="round row to-end">
                <div class="in-text">
                    {asked(document)}
                    {closes(document)}
                    {unsubmitted(context, document.drafts)}
                </div>
                {document.counts.as_ref().map(|counts| spoken(counts.values()))}
            </div>
        </header>
    }
    .into_any()
}

/// Other versions of the text, where there are any.
fn versions(document: &Document) -> Option<AnyView> {
    if document.versions.len() < 2 {
        return None;
    }
    let texts = texts();
    let slug = &document.context.consultation.slug;
    let links = document
        .versions
        .iter()
        .map(|it| {
            let url =
                routes::with_query(&routes::text(slug), &[("version", &it.number.to_string())]);
            let current = (it.id == document.version.id).then_some("page");
            let state = match it.state {
                VersionState::Consulted => texts.t("reading-version-consulted"),
                VersionState::Prepared => texts.t("reading-version-prepared"),
                VersionState::Published => texts.t("reading-version-published"),
            };
            let label = texts.with(
                "reading-version",
                &[("number", it.number.into()), ("state", state.into())],
            );
            view! { <a href=url aria-current=current>{label}</a> }
        })
        .collect_view();
    Some(
        view! { <nav class="links more to-end" aria-label=texts.t("reading-versions")>{links}</nav> }
            .into_any(),
    )
}

fn asked(document: &Document) -> AnyView {
    let texts = texts();
    let consultation = &document.context.consultation;
    let question = consultation.question.clone();
    view! {
        <section aria-labelledby="asked">
            <h2 class="minor" id="asked">{texts.t("reading-asked")}</h2>
            {(!question.is_empty()).then(|| view! { <p class="lead" dir="auto">{question}</p> })}
            <p><a href=routes::consultation(&consultation.slug)>{texts.t("reading-to-call")}</a></p>
        </section>
    }
    .into_any()
}

/// The dates in the round's zone and, for somebody signed in, in their own.
fn closes(document: &Document) -> AnyView {
    let texts = texts();
    let context = &document.context;
    let round = &context.round;
    let moment = match context.phase {
        Phase::Draft => Some(("front-opens", round.opens_at)),
        Phase::Open => round.closes_at.map(|at| ("front-closes", at)),
        _ => round.closes_at.map(|at| ("reading-closed", at)),
    };
    let told = moment.map(|(key, at)| tell(texts, key, at, &round.time_zone));
    let here = moment
        .zip(chrome().reader_zone().map(str::to_owned))
        .filter(|(_, zone)| *zone != round.time_zone)
        .map(|((_, at), zone)| tell(texts, "reading-where-you-are", at, &zone));
    let no_date = (context.phase == Phase::Open && round.closes_at.is_none())
        .then(|| texts.t("front-no-close"));
    let how = (context.phase == Phase::Open).then(|| texts.t("reading-how-to-comment"));
    let outcome = (context.phase == Phase::Published).then(|| {
        view! { <p><a href=routes::outcome(&context.consultation.slug)>{texts.t("reading-to-outcome")}</a></p> }
    });
    view! {
        <section aria-labelledby="closes">
            <h2 class="minor" id="closes">{texts.word("phase", context.phase)}</h2>
            {told.or(no_date).map(|told| view! { <p class="lead">{told}</p> })}
            {here.map(|here| view! { <p>{here}</p> })}
            <p>{confidentiality(texts, context)}</p>
            {how.map(|how| view! { <p>{how}</p> })}
            {outcome}
        </section>
    }
    .into_any()
}

fn tell(texts: Texts, key: &str, at: domain::Timestamp, zone: &str) -> String {
    texts.with(key, &[("moment", texts.moment_zone(at, zone).into())])
}

/// Comments by group, from the counts that the page has anyway.
fn spoken<'a>(tallies: impl Iterator<Item = &'a Tally>) -> AnyView {
    let texts = texts();
    let mut all = Tally::default();
    tallies.for_each(|tally| all.merge(tally));
    let rows = positions::rows(&all)
        .into_iter()
        .map(|row| {
            let within = positions::is_within(row).then_some("of-which");
            view! {
                <tr>
                    <th scope="row" class=within>{positions::sign(row)}" "{positions::name(texts, row)}</th>
                    <td class="num">{texts.figure(all.figure(all.of_group(row).into()))}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="in-margin" aria-labelledby="spoken">
            <h2 class="minor" id="spoken">{texts.t("reading-spoken")}</h2>
            <table>
                <thead>
                    <tr>
                        <th scope="col"><span class="vh">{texts.t("positions-group")}</span></th>
                        <th scope="col" class="num">{texts.t("reading-comments-column")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
