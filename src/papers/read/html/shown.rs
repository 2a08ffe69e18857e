//! What a page shows of itself around its title: byline and date.
//!
//! They are read where the head of the page does not tell, and taken out of the text in any case.

use dom_query::{Document, NodeRef};

use super::super::markdown::Block;
use super::super::{byline, contents, date};
use super::blocks::{self, LONGEST_HEADING};
use super::facts::LONGEST_BYLINE;
use crate::papers::paper::{Name, Paper};

/// What shows a date is not longer than this in the page, in bytes.
const LONGEST_DATE: usize = 1000;

/// The first line of a byline is not made of more elements and texts.
const MOST_NODES: usize = 200;

/// So many blocks may stand between the title and the text.
const LONGEST_HEAD: usize = 5;

/// Authors and date as the page shows them, where its head does not tell.
pub(super) fn take(page: &Document, paper: &mut Paper) {
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
            .filter(|node| blocks::short(node, LONGEST_DATE).is_some())
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
        is_below = is_below
            || matches!(name.as_str(), "h1" | "h2" | "h3")
                && blocks::short(&node, LONGEST_HEADING)
                    .is_some_and(|heading| contents::folded(&heading) == title);
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
    let blocks = blocks::beginning(node, MOST_NODES);
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
