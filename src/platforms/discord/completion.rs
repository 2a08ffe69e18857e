//! What is offered while an option is typed: at most 25 values, those that begin as typed first.

use std::sync::Arc;

use super::interaction::Data;
use super::limits::{CHOICE, CHOICES, cut, size};
use super::message::Choice;
use crate::conversation::bot::{Bot, Offer};
use crate::conversation::command;

/// Values for the option that is being typed.
pub(super) async fn offered(bot: &Arc<Bot>, data: &Data) -> Vec<Choice> {
    let typed = data.given().iter().find(|option| option.focused);
    let of = typed.and_then(|typed| {
        let option = command::spec(&data.command())?.option(&typed.name)?;
        Some((option.kind.choices()?, typed.text()))
    });
    let Some((of, typed)) = of else {
        return Vec::new();
    };
    choices(bot.offer(of, &typed).await)
}

/// Offers as choices. A value can't be cut, for it is what will be asked.
fn choices(offers: Vec<Offer>) -> Vec<Choice> {
    let fits = |offer: &Offer| (1..=CHOICE).contains(&size(&offer.value));
    let choice = |offer: Offer| Choice {
        name: cut(&offer.label, CHOICE),
        value: offer.value,
    };
    offers
        .into_iter()
        .filter(fits)
        .take(CHOICES)
        .map(choice)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_cut_in_their_names_only() {
        let offer = |label: usize, value: usize| Offer {
            label: "l".repeat(label),
            value: "v".repeat(value),
        };
        let mut offers = vec![offer(5, 101), offer(101, 100), offer(1, 0)];
        offers.extend((0..40).map(|_| offer(3, 3)));
        let choices = choices(offers);
        assert_eq!(choices.len(), CHOICES);
        assert_eq!(
            (size(&choices[0].name), size(&choices[0].value)),
            (100, 100)
        );
    }
}
