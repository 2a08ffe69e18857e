//! A quotation is verified before it is cited: what is quoted is the paper’s own text.

use super::super::super::command::{self, Command};
use super::super::super::reply::{Audience, Reply};
use super::super::Desk;
use super::super::verify::unfit;
use super::super::wording::{action, cited, heading};
use crate::library::{Error, Excerpt, Place, Verdict};
use crate::papers::paper::Pages;

/// Words where they stand.
pub(super) struct Quoted {
    /// The passage they begin in.
    pub(super) excerpt: Excerpt,
    /// The pages that they stand on.
    pub(super) pages: Option<Pages>,
    /// The words as the paper has them.
    pub(super) words: String,
    /// What the paper has where they leave words out.
    pub(super) left_out: Vec<String>,
    /// In how many passages they stand.
    pub(super) places: usize,
}

impl Quoted {
    /// All of a passage.
    pub(super) fn whole(excerpt: Excerpt) -> Self {
        Self {
            words: excerpt.passage.text.clone(),
            pages: excerpt.pages(),
            left_out: Vec::new(),
            excerpt,
            places: 1,
        }
    }

    fn at(place: &Place, places: usize) -> Option<Self> {
        Some(Self {
            excerpt: place.passages.first()?.clone(),
            pages: place.pages,
            left_out: place.left_out.clone(),
            words: place.quoted.clone(),
            places,
        })
    }
}

/// The first place where the words stand, or the reply that says why there is none.
pub(super) fn find(desk: &Desk<'_>, text: &str) -> Result<Result<Quoted, Reply>, Error> {
    let finding = match desk.library.find_quotation(text, None)? {
        Ok(finding) => finding,
        Err(why) => return Ok(Err(unfit("cite", text, why))),
    };
    let quoted = match (finding.verdict, &finding.place) {
        (Verdict::Verbatim, Some(place)) => Quoted::at(place, 1 + finding.others),
        _ => None,
    };
    Ok(quoted.ok_or_else(|| absent(text, finding.place.as_ref())))
}

/// An honest empty answer: words that stand nowhere are not cited.
fn absent(text: &str, nearest: Option<&Place>) -> Reply {
    let nearest = nearest.and_then(|place| place.passages.first());
    let said = match nearest {
        Some(nearest) => format!(
            "No paper has these words; the nearest are in {}.",
            cited(nearest)
        ),
        None => "No paper has these words.".to_owned(),
    };
    let search = action(
        "Search the words",
        &Command::Search(command::Search::of(text.to_owned())),
    );
    let verify = command::Verify {
        text: text.to_owned(),
        paper: None,
    };
    let differences = nearest.map(|_| action("What differs", &Command::Verify(verify)));
    Reply {
        found: false,
        audience: Audience::Person,
        blocks: vec![heading(said)],
        actions: differences.into_iter().chain([search]).collect(),
        ..Reply::to("cite")
    }
}
