//! The form kit. Every form posts to the URL of its own page; what was typed comes back with the problems.

use domain::error::{Problem, Problems};
use leptos::prelude::*;

use crate::{i18n::Texts, render::texts};

/// The message of a problem: says how to mend it, and in a file on which line and in which column it is.
pub fn message(texts: Texts, problem: &Problem) -> String {
    let message = texts.with(
        &format!("problem-{}", problem.code),
        &[
            ("detail", problem.detail.clone().into()),
            (
                "field",
                texts
                    .t(&format!("field-{}", problem.field.replace('_', "-")))
                    .into(),
            ),
        ],
    );
    match problem.line {
        Some(line) => {
            // A text has lines and no columns.
            let column = Some(problem.field.clone()).filter(|it| !it.is_empty() && it != "text");
            let key = if column.is_some() {
                "problem-in-column"
            } else {
                "problem-on-line"
            };
            texts.with(
                key,
                &[
                    ("line", line.to_string().into()),
                    ("column", column.unwrap_or_default().into()),
                    ("message", message.into()),
                ],
            )
        }
        None => message,
    }
}

/// All problems, first on the page; takes focus, links to each field.
pub fn error_summary(problems: &Problems) -> impl IntoView + use<> {
    let texts = texts();
    let told = problems.0.iter();
    summary(
        told.map(|problem| (problem.field.clone(), message(texts, problem)))
            .collect(),
    )
}

/// The same of what was put into words already: where each problem is, and what it says.
pub fn summary(told: Vec<(String, String)>) -> impl IntoView + use<> {
    let texts = texts();
    (!told.is_empty()).then(|| {
        let title = texts.count("problems", i64::try_from(told.len()).unwrap_or(i64::MAX));
        view! {
            <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="errors-title">
                <h2 class="minor" id="errors-title">{title}</h2>
                <ul>
                    {told.into_iter().map(|(field, message)| view! {
                        <li><a href=format!("#{field}")>{message}</a></li>
                    }).collect_view()}
                </ul>
            </div>
        }
    })
}

/// What was typed, as the `inner_html` of a textarea: leptos leaves the children of a textarea as they are, so they
/// must never be given as children. A line feed right after the tag is swallowed by the browser's parser, so one is
/// given to swallow.
pub fn typed(text: &str) -> String {
    let mut html = String::from("\n");
    super::markdown::escape(text, &mut html);
    html
}

/// The parts that every field has.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// Name and id.
    pub name: String,
    /// The visible label.
    pub label: String,
    /// What helps before typing; empty: none.
    pub hint: String,
    /// What was typed.
    pub value: String,
    /// Whether it may stay empty (said beside the label).
    pub optional: bool,
    /// What is wrong with it.
    pub problem: Option<Problem>,
    /// The id of the form it is sent with, where that is not the one around it.
    pub form: Option<&'static str>,
}

impl Field {
    /// A field whose label stands in the catalogue as `field-<name>` and whose hint, if any, as `hint-<name>`.
    pub fn new(name: &str, value: impl Into<String>, problems: &Problems) -> Self {
        let texts = texts();
        let key = name.replace('_', "-");
        let hint_key = format!("hint-{key}");
        let hint = texts.t(&hint_key);
        Self {
            name: name.to_owned(),
            label: texts.t(&format!("field-{key}")),
            hint: if hint == hint_key {
                String::new()
            } else {
                hint
            },
            value: value.into(),
            optional: false,
            problem: problems.of(name).cloned(),
            form: None,
        }
    }

    /// May stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Sent with a form that stands elsewhere on the page.
    #[must_use]
    pub fn of_form(mut self, id: &'static str) -> Self {
        self.form = Some(id);
        self
    }

    /// Another hint than the catalogue's.
    #[must_use]
    pub fn hinted(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Without the hint, which speaks to the author.
    #[must_use]
    pub fn unhinted(mut self) -> Self {
        self.hint.clear();
        self
    }

    /// Another label than the catalogue's.
    #[must_use]
    pub fn labelled(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    fn described_by(&self) -> Option<String> {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.name));
        let wrong = self
            .problem
            .as_ref()
            .map(|_| format!("{}-wrong", self.name));
        let ids: Vec<String> = hint.into_iter().chain(wrong).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn class(&self) -> &'static str {
        if self.problem.is_some() {
            "field wrong"
        } else {
            "field"
        }
    }

    fn head(&self) -> impl IntoView + use<> {
        let (name, label, optional) = (self.name.clone(), self.label.clone(), self.optional);
        view! {
            <label for=name>{label}{optional.then(|| view! { " "<span class="soft">{texts().t("optional")}</span> })}</label>
            {self.notes()}
        }
    }

    fn notes(&self) -> impl IntoView + use<> {
        let hint = (!self.hint.is_empty()).then(|| {
            view! { <span class="hint" id=format!("{}-hint", self.name)>{self.hint.clone()}</span> }
        });
        let wrong = self.problem.as_ref().map(|problem| {
            view! {
                <span class="wrong-message" id=format!("{}-wrong", self.name)>{message(texts(), problem)}</span>
            }
        });
        (hint, wrong)
    }

    /// One line. `kind` is the input's type; `complete` its autocomplete token, empty for none.
    pub fn input(self, kind: &'static str, complete: &'static str) -> AnyView {
        view! {
            <div class=self.class()>
                {self.head()}
                <input type=kind id=self.name.clone() name=self.name.clone() value=self.value.clone()
                    autocomplete=(!complete.is_empty()).then_some(complete)
                    aria-describedby=self.described_by()
                    aria-invalid=self.problem.is_some().then_some("true")/>
            </div>
        }.into_any()
    }

    /// Several lines.
    pub fn textarea(self, rows: u32) -> AnyView {
        let value = typed(&self.value);
        view! {
            <div class=self.class()>
                {self.head()}
                <textarea id=self.name.clone() name=self.name.clone() rows=rows.to_string() dir="auto" form=self.form
                    aria-describedby=self.described_by()
                    aria-invalid=self.problem.is_some().then_some("true") inner_html=value></textarea>
            </div>
        }.into_any()
    }

    /// One of many, as a list to open: value and label of each.
    pub fn select(self, options: Vec<(String, String)>) -> AnyView {
        let chosen = self.value.clone();
        view! {
            <div class=self.class()>
                {self.head()}
                <select id=self.name.clone() name=self.name.clone()
                    aria-describedby=self.described_by()
                    aria-invalid=self.problem.is_some().then_some("true")>
                    {options.into_iter().map(|(value, label)| {
                        let selected = value == chosen;
                        view! { <option value=value selected=selected>{label}</option> }
                    }).collect_view()}
                </select>
            </div>
        }
        .into_any()
    }

    /// One of a few, all in sight: value, label and hint (may be empty) of each.
    pub fn radios(self, options: Vec<(String, String, String)>, down: bool) -> AnyView {
        let chosen = self.value.clone();
        let name = self.name.clone();
        view! {
            <fieldset class=self.class() aria-describedby=self.described_by()>
                <legend>{self.label.clone()}{self.optional.then(|| view! { " "<span class="soft">{texts().t("optional")}</span> })}</legend>
                {self.notes()}
                <div class=if down { "choices down" } else { "choices" }>
                    {options.into_iter().enumerate().map(|(n, (value, label, hint))| {
                        // The error summary links to the field's name: the first choice answers to it.
                        let id = if n == 0 { name.clone() } else { format!("{name}-{value}") };
                        let checked = value == chosen;
                        view! {
                            <label class="choice">
                                <input type="radio" id=id name=name.clone() value=value checked=checked/>
                                <span>{label}{(!hint.is_empty()).then(|| view! { <span class="hint">{hint}</span> })}</span>
                            </label>
                        }
                    }).collect_view()}
                </div>
            </fieldset>
        }.into_any()
    }
}

/// The button that sends the form.
pub fn submit(label: impl Into<String>) -> AnyView {
    view! { <button class="button">{label.into()}</button> }.into_any()
}

/// One of several buttons of a form, told apart by `name=value`.
pub fn submit_as(
    name: &'static str,
    value: &'static str,
    label: impl Into<String>,
    second: bool,
) -> AnyView {
    let class = if second { "button second" } else { "button" };
    view! { <button class=class name=name value=value>{label.into()}</button> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_cannot_leave_its_field() {
        let hostile = "</textarea><script>alert(1)</script> & \"x\"";
        let field = Field {
            name: "body".into(),
            value: hostile.into(),
            ..Field::default()
        };
        for html in [
            field.clone().textarea(3).to_html(),
            field.input("text", "").to_html(),
        ] {
            assert!(!html.contains("<script>"), "{html}");
            assert_eq!(
                html.matches("</textarea>").count(),
                html.matches("<textarea").count()
            );
        }
    }
}
