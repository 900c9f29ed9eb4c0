//! Articles to read, and the facts in them.

use rusqlite::Connection;
use serde::Serialize;

use super::interrupt::interruptible;
use super::output::{self, Paging};
use super::session::{Session, Trouble, failed};
use crate::lang::ast::EntityKind;
use crate::lang::dates::{Days, resolve_field};
use crate::lang::fields::Field;
use crate::query;
use crate::reader::{self, Article, Lost, Range};
use crate::render::page::{Page, PageFormat};
use crate::render::{FactFormat, ListFormat, article_page, dossier_page, facts_text, json_line, revisions_text};

/// Columns where the terminal's width is not known.
const USUAL: usize = 80;

impl Session {
    /// The article that `document` means, with what was found in it.
    pub fn show(&self, document: &str, format: PageFormat) -> Result<(), Trouble> {
        let article = self.article(document)?;
        self.page(&article_page(&article), &article, format)
    }

    /// The facts of the article that `document` means.
    pub fn facts(&self, document: &str, format: FactFormat) -> Result<(), Trouble> {
        let article = self.article(document)?;
        let text = match format {
            FactFormat::Text => facts_text(&article, output::width().unwrap_or(USUAL), self.settings.colour),
            FactFormat::Jsonl => article.facts().iter().map(json_line).collect(),
        };
        output::show(&text, self.settings.paging)
    }

    /// All versions of the article that `document` means, each with what changed.
    pub fn revisions(&self, document: &str, format: ListFormat) -> Result<(), Trouble> {
        let versions = self.found(document, reader::versions)?;
        let text = match format {
            ListFormat::Text => revisions_text(&versions, self.settings.colour),
            ListFormat::Jsonl => versions.iter().map(json_line).collect(),
        };
        output::show(&text, self.settings.paging)
    }

    /// A briefing on whom `name` means, from documents of these days: since, until.
    pub fn dossier(
        &self,
        name: &str,
        (since, until): (Option<&str>, Option<&str>),
        format: PageFormat,
    ) -> Result<(), Trouble> {
        let from = self.day(Field::Since, since)?.and_then(|days| days.from);
        let to = self.day(Field::Until, until)?.and_then(|days| days.to);
        let range = Range { from: from.unwrap_or(Range::ALL.from), to: to.unwrap_or(Range::ALL.to) };
        let wrong = |findings| Trouble::Query(name.to_owned(), findings);
        let ((kind, id), notes) = query::named(&self.archive, name).map_err(wrong)?;
        output::notes(&notes, &self.settings)?;
        self.dossier_of(kind, id, range, format)
    }

    pub(super) fn dossier_of(
        &self,
        kind: EntityKind,
        id: i64,
        range: Range,
        format: PageFormat,
    ) -> Result<(), Trouble> {
        self.stop.start(None);
        let dossier = interruptible(&self.stop, || reader::dossier(&self.archive, kind, id, range));
        let dossier =
            dossier.map_err(|error| if self.stop.is_asked() { Trouble::Interrupted } else { failed(error) })?;
        self.page(&dossier_page(&dossier), &dossier, format)
    }

    fn day(&self, field: Field, given: Option<&str>) -> Result<Option<Days>, Trouble> {
        let Some(given) = given else { return Ok(None) };
        let days = resolve_field(field, given, self.settings.today);
        days.map(Some).map_err(|refusal| {
            let instead = refusal.suggestion.map_or_else(String::new, |instead| format!("; did you mean {instead}?"));
            Trouble::Command(format!("--{} {given}: {}{instead}", field.name(), refusal.message))
        })
    }

    /// A page, or all of what it was made of.
    pub(super) fn page(&self, page: &Page, whole: &impl Serialize, format: PageFormat) -> Result<(), Trouble> {
        let text = match format {
            PageFormat::Text => page.text(output::width().unwrap_or(USUAL), self.settings.colour),
            PageFormat::Markdown => page.markdown(),
            PageFormat::Html => page.html(),
            PageFormat::Json => json_line(whole),
        };
        let paging = if format == PageFormat::Text { self.settings.paging } else { Paging::Never };
        output::show(&text, paging)
    }

    fn article(&self, document: &str) -> Result<Article, Trouble> {
        self.found(document, reader::article)
    }

    /// What `read` gives of the document that is meant.
    fn found<T>(
        &self,
        document: &str,
        read: impl FnOnce(&Connection, i64) -> rusqlite::Result<T>,
    ) -> Result<T, Trouble> {
        self.stop.start(None);
        let found = interruptible(&self.stop, || {
            let id = reader::find(&self.archive, document)?;
            read(&self.archive, id).map_err(Lost::from)
        });
        found.map_err(|lost| match lost {
            _ if self.stop.is_asked() => Trouble::Interrupted,
            Lost::Wrong(finding) => Trouble::Query(document.trim().to_owned(), vec![*finding]),
            Lost::Archive(_) => failed(lost),
        })
    }
}
