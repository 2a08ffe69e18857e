//! What is offered while an option is typed, where a platform shows a list to choose from.

use super::super::command::Choices;
use super::wording::short;
use super::{Bot, MOST_CHOICES};
use crate::library::{Error, Library, Papers, Values};
use crate::papers::paper::{Key, Paper};

/// A value that could be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What a person reads.
    pub label: String,
    /// What is typed for them.
    pub value: String,
}

impl Bot {
    /// Values for an option, best first; none where they can't be read.
    ///
    /// A paper is offered by its key, and by words of its title and authors.
    pub async fn offer(&self, of: Choices, typed: &str) -> Vec<Offer> {
        if of != Choices::Papers {
            let itself = |value: String| Offer {
                label: value.clone(),
                value,
            };
            return self.choices(of, typed).into_iter().map(itself).collect();
        }
        let (library, typed) = (std::sync::Arc::clone(&self.library), typed.to_owned());
        let looking = tokio::task::spawn_blocking(move || papers(&library, &typed));
        let offers = looking.await.ok().and_then(Result::ok);
        offers.unwrap_or_default()
    }
}

fn papers(library: &Library, typed: &str) -> Result<Vec<Offer>, Error> {
    let mut offers: Vec<Offer> = Vec::new();
    for key in library.values(Values::Keys, typed, MOST_CHOICES)? {
        if let Some(paper) = library.paper(&Key(key))? {
            offers.push(offer(&paper));
        }
    }
    let named = library.papers(&Papers {
        text: typed.to_owned(),
        page: 1,
        results: MOST_CHOICES,
        ..Papers::default()
    })?;
    for paper in &named.papers {
        let offer = offer(paper);
        if !offers.contains(&offer) {
            offers.push(offer);
        }
    }
    offers.truncate(MOST_CHOICES);
    Ok(offers)
}

fn offer(paper: &Paper) -> Offer {
    let named = short(paper);
    let label = if named.contains(&paper.title) {
        named
    } else {
        format!("{named} · {}", paper.title)
    };
    Offer {
        label,
        value: paper.key.0.clone(),
    }
}
