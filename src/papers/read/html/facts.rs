//! What a page says of itself: in its head, as linked data, and in the lines around its title.
//!
//! What scholars' indexes read (`citation_…`) is trusted most, then linked data, then what is meant
//! for search engines and networks. A fact that the page does not tell is left open.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use super::super::draft::Draft;
use super::super::markdown::Block;
use super::super::metadata::{self, Rest, Value};
use super::super::{byline, contents, date};
use super::json_ld::{self, LinkedData};
use super::{blocks, title};
use crate::papers::paper::{Name, Paper};

/// A byline has at most so many characters.
const LONGEST_BYLINE: usize = 120;

/// So many blocks may stand between the title and the text.
const LONGEST_HEAD: usize = 5;

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
        draft.summary(&summary);
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

/// Authors and date as the page shows them, where its head does not tell.
pub(super) fn take_shown(page: &Document, paper: &mut Paper) {
    if paper.authors.is_empty() {
        paper.authors = shown_authors(page, &paper.title);
    }
    if paper.year.is_none() {
        let told = page.select("time[datetime]");
        let told = told.nodes().iter().filter(|time| is_of_page(time));
        let told = told.map(|time| time.attr_or("datetime", "").to_string());
        let shown = DATE_PLACES
            .iter()
            .flat_map(|place| page.select(place).nodes().to_vec());
        let shown = shown
            .map(blocks::text)
            .filter(|text| text.len() <= LONGEST_BYLINE);
        if let Some(date) = told.chain(shown).find_map(|text| date::find(&text)) {
            paper.year = Some(date.year);
            paper.date = date.exact;
        }
    }
}

/// Whether a time stands where pages show when they were published, not in the text.
fn is_of_page(time: &NodeRef<'_>) -> bool {
    let near = std::iter::once(*time).chain(time.ancestors(Some(3)));
    let mut near = near.map(|node| {
        let name = node
            .qual_name_ref()
            .map(|name| name.local.to_string())
            .unwrap_or_default();
        format!(
            "{name} {} {}",
            node.attr_or("class", ""),
            node.attr_or("itemprop", "")
        )
        .to_lowercase()
    });
    near.any(|names| {
        ["header", "byline", "meta", "date", "publish", "posted"]
            .iter()
            .any(|sign| names.contains(sign))
    })
}

/// The names in the first byline below the title, or else in the first of all.
fn shown_authors(page: &Document, title: &str) -> Vec<Name> {
    let title = contents::folded(title);
    let mut first = None;
    let mut is_below = false;
    for node in page.root().descendants_it() {
        let Some(name) = node.qual_name_ref().map(|name| name.local.to_string()) else {
            continue;
        };
        is_below |=
            matches!(name.as_str(), "h1" | "h2" | "h3") && contents::folded(&node.text()) == title;
        if !is_byline(&node) || is_of_another(&node) {
            continue;
        }
        let Some(names) = shown_names(&first_line(node)) else {
            continue;
        };
        if is_below {
            return names;
        }
        first = first.or(Some(names));
    }
    first.unwrap_or_default()
}

/// A list or a box beside the text names the authors of other pages.
fn is_of_another(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|above| {
        above
            .qual_name_ref()
            .is_some_and(|name| matches!(&*name.local, "li" | "aside" | "footer"))
    })
}

/// A byline's next line holds a date or place.
fn first_line(node: NodeRef<'_>) -> String {
    let blocks = blocks::of(node);
    let line = blocks
        .first()
        .and_then(|block| block.lines().find(|line| !line.trim().is_empty()));
    crate::text::normalise(line.unwrap_or_default())
}

fn is_byline(node: &NodeRef<'_>) -> bool {
    let class = node.attr_or("class", "").to_lowercase();
    class.contains("byline")
        || class.contains("author")
        || ["itemprop", "rel"]
            .iter()
            .any(|key| node.attr_or(key, "").contains("author"))
}

const DATE_PLACES: [&str; 4] = [
    "[itemprop='datePublished']",
    "[class*='published']",
    ".date",
    "[class*='post-date']",
];

/// The names in a text that is short enough to be a byline.
fn shown_names(text: &str) -> Option<Vec<Name>> {
    if text.len() > LONGEST_BYLINE {
        return None;
    }
    let text = text.split(['|', '•', '·']).next()?.trim();
    let names = byline::after_by(text).unwrap_or(text);
    byline::on_lines(&[names])
}

/// Takes title, byline and date out of the blocks above the text.
pub(super) fn strip_head(blocks: &mut Vec<Block>, paper: &mut Paper) {
    let head = blocks
        .iter()
        .take(LONGEST_HEAD)
        .take_while(|block| is_short(block))
        .count();
    let mut at = 0;
    blocks.retain(|block| {
        at += 1;
        at > head || !is_head(block, paper)
    });
}

fn is_short(block: &Block) -> bool {
    match block {
        Block::Text(text) => {
            text.lines
                .iter()
                .map(|line| line.split_whitespace().count())
                .sum::<usize>()
                <= 20
        }
        Block::Heading(_) => true,
        _ => false,
    }
}

fn is_head(block: &Block, paper: &mut Paper) -> bool {
    let text = match block {
        Block::Heading(heading) => {
            return contents::folded(&heading.text) == contents::folded(&paper.title);
        }
        Block::Text(text) => crate::text::normalise(&text.lines.join(" ")),
        _ => return false,
    };
    if date::is_date_line(&text) {
        if let Some(date) = date::find(&text).filter(|_| paper.year.is_none()) {
            paper.year = Some(date.year);
            paper.date = date.exact;
        }
        return true;
    }
    let by = byline::after_by(&text).filter(|_| !text.ends_with('.'));
    let Some(names) = by.map(byline::names).or_else(|| byline::on_lines(&[&text])) else {
        return false;
    };
    let is_known = names.iter().any(|name| paper.authors.contains(name));
    if paper.authors.is_empty() {
        paper.authors = names;
        return true;
    }
    is_known
}
