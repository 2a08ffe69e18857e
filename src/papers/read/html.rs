//! A web page that was saved: its main text without navigation, advertisements and share bars.
//!
//! [`tame`] cuts the page down to what a parser can take; [`facts`] and [`shown`] read what the page
//! says of itself; [`apparatus`] takes notes and entries of the bibliography out; the main text is found by
//! `dom_smoothie` and walked by [`blocks`]. From there a page takes the way of Markdown.

mod apparatus;
mod blocks;
mod facts;
mod furniture;
mod json_ld;
mod shown;
mod table;
mod tame;
mod title;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::Error;
use super::draft::Draft;
use super::markdown::{self, Block};
use crate::papers::paper::Problem;

/// Main text that is shorter than this share of all text, in percent, is not the whole of it.
const LEAST_SHARE: usize = 15;

/// A page with more elements and texts is read whole: the search for its main text weighs each of
/// them several times.
const MOST_NODES: usize = 150_000;

/// So is a page with more references to characters, or with a longer text that no tag parts, in
/// bytes: the search writes it and reads it once more, and takes ever longer over such texts.
const MOST_REFERENCES: usize = 200_000;
const LONGEST_TEXT: usize = 64 * 1024;

/// Reads a page into the draft.
pub(super) fn read(text: &str, draft: &mut Draft) -> Result<(), Error> {
    let tamed = tame::tame(text);
    if tamed.is_excessive {
        draft.paper.problems.push(excess());
    }
    let page = Document::from(tamed.html);
    facts::take(&page, draft, tamed.saved_from);
    furniture::strip(&page);
    shown::take(&page, &mut draft.paper);
    let apparatus = apparatus::take(&page, draft);
    let is_noise = tamed.references > MOST_REFERENCES || tamed.longest_text > LONGEST_TEXT;
    let mut blocks = if is_noise {
        whole(&page)
    } else {
        main_text(page)
    };
    shown::strip_head(&mut blocks, &mut draft.paper);
    let is_bare = blocks.is_empty() && apparatus.is_empty();
    if is_bare && tamed.has_scripts {
        return Err(Error::Scripted);
    }
    if is_bare {
        return Err(Error::Empty);
    }
    blocks.extend(apparatus);
    markdown::assemble(blocks, draft);
    Ok(())
}

/// The main text of a page; the whole of it where no part stands out.
fn main_text(page: Document) -> Vec<Block> {
    let whole = whole(&page);
    if page.tree.len() > MOST_NODES {
        return whole;
    }
    let config = Config {
        keep_classes: true,
        disable_json_ld: true,
        ..Config::default()
    };
    let article =
        Readability::with_document(page, None, Some(config)).and_then(|mut page| page.parse());
    let Ok(article) = article else {
        return whole;
    };
    let found = blocks::of(Document::fragment(article.content).root());
    if words(&found) * 100 < words(&whole) * LEAST_SHARE {
        return whole;
    }
    found
}

fn whole(page: &Document) -> Vec<Block> {
    page.body().map(|body| blocks::of(body)).unwrap_or_default()
}

fn words(blocks: &[Block]) -> usize {
    blocks
        .iter()
        .flat_map(Block::lines)
        .map(|line| line.split_whitespace().count())
        .sum()
}

fn excess() -> Problem {
    Problem {
        line: None,
        message: "the page has more tags, or nests them deeper, than any paper; what they hold is read as plain text"
            .to_owned(),
    }
}
