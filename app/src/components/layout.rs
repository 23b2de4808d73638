//! The frame that every page shares: head, masthead, colophon.

use domain::account::Language;
use leptos::prelude::*;

use super::mark::SPRITE;
use crate::{Chrome, Page, routes};

/// The whole document.
pub fn document(chrome: &Chrome, page: Page) -> impl IntoView + use<> {
    let texts = chrome.texts;
    let title = format!("{} – {}", page.title, texts.t("site-name"));
    let face = match texts.language {
        Language::Arabic => chrome.assets.naskh,
        Language::English | Language::French => chrome.assets.serif,
    };
    // What every sheet of paper says of itself.
    let running = chrome.within.as_ref().map(|within| {
        let marked = texts.t(if page.confidential {
            "paper-confidential"
        } else {
            "paper-public"
        });
        view! { <p class="for-paper running" aria-hidden="true"><bdi>{within.paper.clone()}</bdi>" · "{marked}</p> }
    });
    let boot = chrome.assets.boot.filter(|_| page.islands);
    view! {
        <!DOCTYPE html>
        <html lang=texts.language.as_str() dir=texts.direction()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{title}</title>
                <link rel="stylesheet" href=chrome.assets.style/>
                <link rel="icon" href=chrome.assets.icon type="image/svg+xml"/>
                <link rel="preload" r#as="font" type="font/woff2" crossorigin="anonymous" href=face/>
                {boot.map(|boot| view! { <script type="module" src=boot></script> })}
            </head>
            <body class=page.body_class>
                <div class="sprite" inner_html=SPRITE></div>
                <a class="skip" href="#main">{texts.t("skip-to-content")}</a>
                {masthead(chrome)}
                {running}
                {page.main}
                <footer class="colophon"><p>{texts.t("colophon")}</p></footer>
            </body>
        </html>
    }
}

fn masthead(chrome: &Chrome) -> impl IntoView + use<> {
    let texts = chrome.texts;
    let here = chrome.path.split('?').next().unwrap_or_default().to_owned();
    let links = match &chrome.within {
        Some(within) => within.links.clone(),
        None => vec![(routes::front(), texts.t("nav-consultations"))],
    };
    let nav_label = chrome
        .within
        .as_ref()
        .map_or_else(|| texts.t("nav-site"), |within| within.title.clone());
    view! {
        <header class="masthead">
            <a class="masthead-name" href=routes::front()>{texts.t("site-name")}</a>
            <nav aria-label=nav_label>
                <ul>
                    {links.into_iter().map(|(url, label)| {
                        let current = (url == here).then_some("page");
                        view! { <li><a href=url aria-current=current>{label}</a></li> }
                    }).collect_view()}
                </ul>
            </nav>
            <div class="masthead-end">
                <nav aria-label=texts.t("nav-language")>
                    <ul>
                        {Language::ALL.iter().map(|language| {
                            let url = in_language(&chrome.path, *language);
                            let current = (*language == texts.language).then_some("true");
                            let tag = language.as_str();
                            view! {
                                <li><a href=url lang=tag hreflang=tag aria-current=current>{name(*language)}</a></li>
                            }
                        }).collect_view()}
                    </ul>
                </nav>
                {match &chrome.reader {
                    Some(reader) => view! {
                        <a class="account" href=routes::account()><bdi>{reader.name.clone()}</bdi></a>
                    }.into_any(),
                    None => view! {
                        <a class="account nowrap" href=sign_in_and_return(&chrome.path)>{texts.t("sign-in")}</a>
                    }.into_any(),
                }}
            </div>
        </header>
    }
}

/// A language by its own name.
pub const fn name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::French => "Français",
        Language::Arabic => "العربية",
    }
}

/// The same page in another language.
fn in_language(path: &str, language: Language) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let kept = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    let mut pairs: Vec<String> = kept.map(str::to_owned).collect();
    pairs.push(format!("lang={language}"));
    format!("{path}?{}", pairs.join("&"))
}

/// The sign-in page, with the way back.
pub fn sign_in_and_return(path: &str) -> String {
    let next = if path.starts_with(routes::SIGN_IN) {
        ""
    } else {
        path
    };
    routes::with_query(routes::SIGN_IN, &[("next", next)])
}
