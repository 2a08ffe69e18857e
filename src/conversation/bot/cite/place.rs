//! What is cited, and where in it: a paper, a passage of it, or a quotation that is found first.

use std::str::FromStr as _;

use super::super::super::command::{self, Command, Form};
use super::super::super::reply::Reply;
use super::super::Desk;
use super::super::papers::one_paper;
use super::super::wording::{action, mistake};
use super::marker::unmarked;
use super::quotation::{self, Quoted};
use crate::library::{Around, Error, FEWEST_PIECES};
use crate::papers::citation::Locator;
use crate::papers::paper::{Paper, PassageId};
use crate::text::counted;

/// What is cited.
pub(super) struct Source {
    pub(super) paper: Paper,
    /// Where in it.
    pub(super) place: Option<Locator>,
    pub(super) passage: Option<PassageId>,
    /// The exact words, where some are meant.
    pub(super) quotation: Option<String>,
    /// In how many passages these words stand.
    pub(super) places: usize,
    /// What should be said about the place.
    pub(super) remark: Option<String>,
}

/// What was asked for, or the reply that says why it can’t be cited.
pub(super) fn source(
    desk: &Desk<'_>,
    asked: &command::Cite,
) -> Result<Result<Source, Reply>, Error> {
    let found = match (&asked.passage, &asked.text) {
        (Some(id), _) => passage(desk, asked, id)?,
        (None, Some(text)) => quotation::find(desk, text)?,
        (None, None) => return paper(desk, asked),
    };
    let found = match found {
        Ok(found) => found,
        Err(reply) => return Ok(Err(reply)),
    };
    let key = found.excerpt.paper.to_string();
    let with = |key: &str| of_paper(asked, key);
    let paper = match one_paper(desk, &key, &with)? {
        Ok(paper) => paper,
        Err(reply) => return Ok(Err(reply)),
    };
    if let Some(reply) = wrong_page(desk, asked, &paper)? {
        return Ok(Err(reply));
    }
    let own = found.excerpt.passage.page;
    let words = unmarked(&found.excerpt.passage, &found.words);
    let marks = "The markers of notes are left out of the quotation.";
    let is_marked = asked.form == Form::Quote && words != found.words;
    let marks = is_marked.then(|| marks.to_owned());
    Ok(Ok(Source {
        place: page(asked).or_else(|| Some(place(&found))),
        remark: remark(asked, own).or(marks),
        passage: Some(found.excerpt.id()),
        quotation: Some(words),
        places: found.places,
        paper,
    }))
}

fn paper(desk: &Desk<'_>, asked: &command::Cite) -> Result<Result<Source, Reply>, Error> {
    let name = asked.paper.as_deref().unwrap_or_default();
    let with = |key: &str| of_paper(asked, key);
    let paper = match one_paper(desk, name, &with)? {
        Ok(paper) => paper,
        Err(reply) => return Ok(Err(or_quotation(asked, name, reply))),
    };
    Ok(match wrong_page(desk, asked, &paper)? {
        Some(reply) => Err(reply),
        None => Ok(Source {
            place: page(asked),
            paper,
            passage: None,
            quotation: None,
            places: 0,
            remark: None,
        }),
    })
}

fn of_paper(asked: &command::Cite, key: &str) -> Command {
    Command::Cite(command::Cite {
        paper: Some(key.to_owned()),
        passage: None,
        text: None,
        ..asked.clone()
    })
}

/// What is no paper’s name may be a quotation.
fn or_quotation(asked: &command::Cite, words: &str, reply: Reply) -> Reply {
    let mut reply = reply;
    if !reply.found && words.split(' ').count() >= FEWEST_PIECES {
        let quotation = command::Cite {
            paper: None,
            text: Some(words.to_owned()),
            ..asked.clone()
        };
        let offer = action("As a quotation", &Command::Cite(quotation));
        reply.actions.insert(0, offer);
    }
    reply
}

fn passage(
    desk: &Desk<'_>,
    asked: &command::Cite,
    name: &str,
) -> Result<Result<Quoted, Reply>, Error> {
    let with = |id: String| {
        Command::Cite(command::Cite {
            passage: Some(id),
            ..asked.clone()
        })
    };
    let (key, ordinal) = name.rsplit_once(':').unwrap_or((name, "1"));
    let near = match PassageId::from_str(name) {
        Err(_) => Vec::new(),
        Ok(id) => match desk.library.around(&id, 0, 0)? {
            Around::Found { passages, .. } => match passages.into_iter().next() {
                Some(excerpt) => return Ok(Ok(Quoted::whole(excerpt))),
                None => Vec::new(),
            },
            Around::Beyond(paper) => return Ok(Err(beyond(asked, &id, &paper))),
            Around::NoPaper(near) => near,
        },
    };
    let message = format!("There is no passage {name}: no paper has the key {key}.");
    let near = near
        .into_iter()
        .map(|near| with(format!("{near}:{ordinal}")));
    Ok(Err(mistake("cite", message, &near.collect::<Vec<_>>())))
}

/// A passage of a paper that has fewer.
fn beyond(asked: &command::Cite, id: &PassageId, paper: &Paper) -> Reply {
    let count = counted(paper.counts.passages as usize, "passage");
    let message = format!(
        "There is no passage {id}: {} has {count} now. The paper may have changed since.",
        paper.key
    );
    let last = command::Cite {
        passage: Some(format!("{}:{}", paper.key, paper.counts.passages)),
        ..asked.clone()
    };
    let whole = of_paper(asked, &paper.key.0);
    mistake("cite", message, &[Command::Cite(last), whole])
}

/// The page that a person gave.
fn page(asked: &command::Cite) -> Option<Locator> {
    asked.page.clone().map(Locator::Page)
}

/// Where a passage stands: its page, else the heading above it, else its paragraph.
fn place(quoted: &Quoted) -> Locator {
    let passage = &quoted.excerpt.passage;
    match (passage.page, quoted.last_page) {
        (Some(first), Some(last)) if last > first => {
            return Locator::Page(format!("{first}-{last}"));
        }
        (Some(page), _) => return Locator::Page(page.to_string()),
        (None, _) => {}
    }
    let heading = passage.section.last().cloned();
    heading.map_or(Locator::Paragraph(passage.paragraph), Locator::Section)
}

fn remark(asked: &command::Cite, own: Option<u32>) -> Option<String> {
    let own = own?;
    let (first, last) = pages(asked.page.as_deref()?)?;
    let fits = (first..=last + 1).contains(&own) || (own..=own + 1).contains(&first);
    (!fits).then(|| format!("The passage begins on page {own} of the file."))
}

/// The reply to a page that the paper can’t have.
fn wrong_page(
    desk: &Desk<'_>,
    asked: &command::Cite,
    paper: &Paper,
) -> Result<Option<Reply>, Error> {
    let Some((first, last)) = asked.page.as_deref().and_then(pages) else {
        return Ok(None);
    };
    let printed = paper.details.page.as_deref().and_then(pages);
    let counted = last_page(desk, paper)?.map(|last| (1, last));
    let known: Vec<(u32, u32)> = printed.into_iter().chain(counted).collect();
    let Some((from, to)) = known.first() else {
        return Ok(None);
    };
    if known.iter().any(|(from, to)| *from <= first && last <= *to) {
        return Ok(None);
    }
    let message = format!(
        "{} has no page {}: it stands on pages {from} to {to}.",
        paper.key,
        asked.page.as_deref().unwrap_or_default()
    );
    let without = command::Cite {
        page: None,
        ..asked.clone()
    };
    let at_end = command::Cite {
        page: Some(to.to_string()),
        ..asked.clone()
    };
    let suggestions = vec![Command::Cite(at_end), Command::Cite(without)];
    Ok(Some(mistake("cite", message, &suggestions)))
}

/// The page on which the last passage begins, where the format has pages.
fn last_page(desk: &Desk<'_>, paper: &Paper) -> Result<Option<u32>, Error> {
    let last = PassageId {
        paper: paper.key.clone(),
        ordinal: paper.counts.passages,
    };
    Ok(match desk.library.around(&last, 0, 0)? {
        Around::Found { passages, .. } => passages.first().and_then(|last| last.passage.page),
        _ => None,
    })
}

/// The first and last of some pages; nothing for what is not counted in plain numbers.
fn pages(written: &str) -> Option<(u32, u32)> {
    let (first, last) = written.split_once(['-', '–']).unwrap_or((written, written));
    let last = last.trim_start_matches(['-', '–']).trim();
    let first: u32 = first.trim().parse().ok()?;
    // `245–67` means `245–267`.
    let kept = first.to_string();
    let whole = match kept.len().checked_sub(last.len()) {
        Some(cut) if cut > 0 => format!("{}{last}", &kept[..cut]),
        _ => last.to_owned(),
    };
    let last: u32 = whole.parse().ok()?;
    (first <= last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_as_they_are_written() {
        assert_eq!(pages("12"), Some((12, 12)));
        assert_eq!(pages("245–67"), Some((245, 267)));
        assert_eq!(pages("1-9"), Some((1, 9)));
        assert_eq!(
            [pages("e1204"), pages("xii"), pages("9-1a")],
            [None, None, None]
        );
    }
}
