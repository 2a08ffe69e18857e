//! What a page says of itself in its head and as linked data.
//!
//! What scholars' indexes read (`citation_…`) is trusted most, then linked data, then what is meant
//! for search engines and networks. A fact that the page does not tell is left open.

use std::collections::HashMap;

use dom_query::Document;

use super::super::draft::Draft;
use super::super::metadata::{self, Rest, Value};
use super::super::{byline, contents};
use super::json_ld::{self, LinkedData};
use super::{blocks, title};
use crate::papers::paper::Name;

/// So many headings are looked at for the title.
const MOST_HEADINGS: usize = 100;

/// A byline has at most so many characters.
pub(super) const LONGEST_BYLINE: usize = 120;

/// Reads the head of a page into the draft; `address` is where a browser saved it from.
pub(super) fn take(page: &Document, draft: &mut Draft, address: Option<String>) {
    let meta = Meta::of(page);
    let data = json_ld::of(page);
    let paper = &mut draft.paper;
    let mut rest = Rest::default();
    let site = meta
        .one(&["og.site_name", "application-name"])
        .or_else(|| data.publisher.clone());
    paper.title = title_of(page, &meta, &data, site.as_deref());
    paper.authors = authors(&meta, &data);
    let mut set = |key: &str, text: Option<String>| {
        if let Some(text) = text {
            metadata::set(paper, &mut rest, key, &Value::Text(text));
        }
    };
    set("date", meta.one(&DATES).or_else(|| data.date.clone()));
    set("type", Some(meta.kind(&data).to_owned()));
    set(
        "language",
        page.html_root().attr("lang").map(|lang| lang.to_string()),
    );
    set("language", meta.one(&["citation.language"]));
    set(
        "doi",
        meta.one(&["citation.doi", "bepress.citation.doi", "prism.doi"])
            .or_else(|| meta.doi()),
    );
    let keywords = meta.all(&["citation.keywords", "keywords", "article.tag"]);
    set(
        "tags",
        Some(keywords.join(", "))
            .filter(|all| !all.is_empty())
            .or_else(|| data.keywords.clone()),
    );
    set("publisher", meta.one(&PUBLISHERS));
    set("container", meta.one(&CONTAINERS).or(site));
    set(
        "abstract",
        meta.one(&["citation.abstract", "dcterms.abstract"]),
    );
    set("url", url(page, &meta).or(address));
    if let Some(summary) = rest.summary {
        draft.summary(&summary, &[]);
    }
}

const DATES: [&str; 14] = [
    "citation.publication.date",
    "citation.date",
    "citation.online.date",
    "citation.year",
    "article.published.time",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "parsely.pub.date",
    "pubdate",
    "sailthru.date",
    "date",
];

const PUBLISHERS: [&str; 5] = [
    "citation.publisher",
    "dc.publisher",
    "dcterms.publisher",
    "citation.dissertation.institution",
    "citation.technical.report.institution",
];

const CONTAINERS: [&str; 5] = [
    "citation.journal.title",
    "citation.conference.title",
    "citation.inbook.title",
    "prism.publicationname",
    "citation.conference",
];

/// The values of `meta` elements by their names, small, with stops between the words.
struct Meta(HashMap<String, Vec<String>>);

impl Meta {
    fn of(page: &Document) -> Self {
        let mut all: HashMap<String, Vec<String>> = HashMap::new();
        for meta in page.select("meta[content]").nodes() {
            let keys = ["name", "property", "itemprop"]
                .into_iter()
                .find_map(|key| meta.attr(key));
            let content = crate::text::normalise(&meta.attr_or("content", ""));
            let Some(keys) = keys.filter(|_| !content.is_empty()) else {
                continue;
            };
            for key in keys.split_whitespace() {
                all.entry(Self::key(key)).or_default().push(content.clone());
            }
        }
        Self(all)
    }

    fn key(name: &str) -> String {
        // The name of a site is the one key that networks write with an underscore.
        let name = name.to_lowercase();
        if name == "og:site_name" {
            "og.site_name".to_owned()
        } else {
            name.replace([':', '_', '-'], ".")
        }
    }

    fn one(&self, keys: &[&str]) -> Option<String> {
        keys.iter()
            .find_map(|key| self.0.get(*key)?.first().cloned())
    }

    /// All values of the first key that has any.
    fn all(&self, keys: &[&str]) -> Vec<String> {
        keys.iter()
            .find_map(|key| self.0.get(*key).cloned())
            .unwrap_or_default()
    }

    fn doi(&self) -> Option<String> {
        let identifiers = self.all(&["dc.identifier", "dcterms.identifier"]);
        identifiers
            .into_iter()
            .find(|identifier| identifier.contains("10.") && identifier.contains('/'))
    }

    fn kind(&self, data: &LinkedData) -> &'static str {
        let has = |keys: &[&str]| self.one(keys).is_some();
        match () {
            () if has(&["citation.dissertation.institution"]) => "thesis",
            () if has(&["citation.technical.report.institution"]) => "report",
            () if has(&["citation.inbook.title"]) => "chapter",
            () if has(&CONTAINERS) || data.kind.contains("ScholarlyArticle") => "article",
            () if data.kind.contains("Thesis") => "thesis",
            () if data.kind.contains("Chapter") => "chapter",
            () => "webpage",
        }
    }
}

/// The title a page gives itself, without the name of its site. Linked data is often filled in by
/// rote, and counts only where the page shows its title as well.
fn title_of(page: &Document, meta: &Meta, data: &LinkedData, site: Option<&str>) -> String {
    let headings: Vec<String> = page
        .select("h1")
        .nodes()
        .iter()
        .filter(|node| blocks::short(node, blocks::LONGEST_HEADING).is_some())
        .take(MOST_HEADINGS)
        .map(|node| blocks::text(*node))
        .collect();
    let window = page.select_single("head title").text();
    let shown = contents::folded(&format!("{window} {}", headings.join(" ")));
    let linked = data
        .titles
        .iter()
        .find(|title| shown.contains(&contents::folded(title)));
    let told = meta
        .one(&["citation.title"])
        .or_else(|| linked.cloned())
        .or_else(|| meta.one(&["dc.title", "dcterms.title", "og.title", "twitter.title"]))
        .or_else(|| Some(window.to_string()))
        .map(|title| crate::text::normalise(&title))
        .filter(|title| !title.is_empty());
    match told {
        Some(told) => title::without_site(&told, site, &headings),
        None => headings
            .into_iter()
            .find(|heading| !heading.is_empty())
            .unwrap_or_default(),
    }
}

/// The authors as the head of the page has them.
fn authors(meta: &Meta, data: &LinkedData) -> Vec<Name> {
    let told = meta.all(&[
        "citation.author",
        "citation.authors",
        "bepress.citation.author",
        "dc.creator",
        "dcterms.creator",
    ]);
    if !told.is_empty() {
        return told.iter().flat_map(|name| byline::names(name)).collect();
    }
    let linked: Vec<Name> = data.authors.iter().flat_map(linked_author).collect();
    if !linked.is_empty() {
        return linked;
    }
    let told = meta.all(&[
        "author",
        "article.author",
        "parsely.author",
        "sailthru.author",
        "byl",
    ]);
    let names = told
        .iter()
        .filter(|name| !name.contains("://") && name.len() <= LONGEST_BYLINE);
    names.flat_map(|name| byline::names(name)).collect()
}

fn linked_author((name, is_body): &(String, bool)) -> Vec<Name> {
    let name = crate::text::normalise(name);
    if name.is_empty() || name.contains("://") {
        return Vec::new();
    }
    if *is_body {
        return vec![Name {
            family: name,
            given: None,
        }];
    }
    byline::names(&name)
}

fn url(page: &Document, meta: &Meta) -> Option<String> {
    let canonical = page
        .select("link[rel='canonical']")
        .attr("href")
        .map(|url| url.to_string());
    let told = canonical.or_else(|| {
        meta.one(&[
            "og.url",
            "citation.public.url",
            "citation.abstract.html.url",
        ])
    });
    told.filter(|url| url.starts_with("http://") || url.starts_with("https://"))
}
