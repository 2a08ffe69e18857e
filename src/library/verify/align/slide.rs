//! Sliding words that differ along words that are the same.
//!
//! Of edits that are equally short, the one in the fewest spots says best what happened. Where a
//! quotation has `it was was` for `it is was`, a word was changed, though a drop before the first
//! `was` and an addition behind it are as short.

use super::{Numbers, Step};

/// Makes one spot of two wherever the words between them allow it.
pub(super) fn gather(steps: &[Step], asked: &Numbers, stored: &Numbers) -> Vec<Step> {
    let mut runs: Vec<Vec<Step>> = steps
        .chunk_by(|one, next| is_same(one) == is_same(next))
        .map(<[Step]>::to_vec)
        .collect();
    for middle in 1..runs.len().saturating_sub(1) {
        if !runs[middle].iter().all(is_same) {
            continue;
        }
        if let Some((same, spot)) = slid(&runs[middle - 1], &runs[middle], asked, stored) {
            runs[middle - 1] = same;
            runs[middle].clear();
            runs[middle + 1].splice(0..0, spot);
        } else if let Some((same, spot)) = slid(&runs[middle + 1], &runs[middle], asked, stored) {
            runs[middle - 1].extend(spot);
            runs[middle].clear();
            runs[middle + 1] = same;
        }
    }
    runs.concat()
}

fn is_same(step: &Step) -> bool {
    matches!(step, Step::Same(..))
}

/// The words that are the same and those that differ beside them, the other way round. That needs
/// words in one text only, which go on with themselves.
fn slid(
    spot: &[Step],
    same: &[Step],
    asked: &Numbers,
    stored: &Numbers,
) -> Option<(Vec<Step>, Vec<Step>)> {
    let pairs: Vec<(usize, usize)> = same.iter().map(single).collect::<Option<_>>()?;
    let adds: Option<Vec<usize>> = spot.iter().map(added).collect();
    let drops: Option<Vec<usize>> = spot.iter().map(dropped).collect();
    if let Some(adds) = adds {
        let own: Vec<usize> = pairs.iter().map(|(asked, _)| *asked).collect();
        let (own, adds) = exchanged(&own, &adds, &asked.single)?;
        let same = own.into_iter().zip(&pairs);
        return Some((
            same.map(|(asked, (_, stored))| pair(asked, *stored))
                .collect(),
            adds.into_iter().map(Step::Add).collect(),
        ));
    }
    let own: Vec<usize> = pairs.iter().map(|(_, stored)| *stored).collect();
    let (own, drops) = exchanged(&own, &drops?, &stored.single)?;
    let same = own.into_iter().zip(&pairs);
    Some((
        same.map(|(stored, (asked, _))| pair(*asked, stored))
            .collect(),
        drops.into_iter().map(Step::Drop).collect(),
    ))
}

/// Two neighbouring runs of one text that change places, so that what stands at each place of the
/// first is still the same word.
fn exchanged(same: &[usize], spot: &[usize], numbers: &[u32]) -> Option<(Vec<usize>, Vec<usize>)> {
    let mut all = [same, spot].concat();
    all.sort_unstable();
    let is_periodic = (0..same.len()).all(|at| numbers[all[at]] == numbers[all[at + spot.len()]]);
    if !is_periodic {
        return None;
    }
    if spot < same {
        let spot = all.split_off(same.len());
        return Some((all, spot));
    }
    let same = all.split_off(spot.len());
    Some((same, all))
}

fn pair(asked: usize, stored: usize) -> Step {
    Step::Same(asked..asked + 1, stored..stored + 1)
}

fn single(step: &Step) -> Option<(usize, usize)> {
    match step {
        Step::Same(asked, stored) if asked.len() == 1 && stored.len() == 1 => {
            Some((asked.start, stored.start))
        }
        _ => None,
    }
}

fn added(step: &Step) -> Option<usize> {
    match step {
        Step::Add(asked) => Some(*asked),
        _ => None,
    }
}

fn dropped(step: &Step) -> Option<usize> {
    match step {
        Step::Drop(stored) => Some(*stored),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Numbers {
        Numbers {
            single: text.chars().map(u32::from).collect(),
            joined: Vec::new(),
        }
    }

    #[test]
    fn an_addition_slides_to_the_word_that_was_dropped() {
        let (asked, stored) = (numbers("xaay"), numbers("xday"));
        let steps = vec![
            pair(0, 0),
            Step::Drop(1),
            pair(1, 2),
            Step::Add(2),
            pair(3, 3),
        ];
        assert_eq!(
            gather(&steps, &asked, &stored),
            [
                pair(0, 0),
                Step::Drop(1),
                Step::Add(1),
                pair(2, 2),
                pair(3, 3)
            ]
        );
    }

    #[test]
    fn what_is_another_word_does_not_slide() {
        let (asked, stored) = (numbers("xaby"), numbers("xday"));
        let steps = vec![
            pair(0, 0),
            Step::Drop(1),
            pair(1, 2),
            Step::Add(2),
            pair(3, 3),
        ];
        assert_eq!(gather(&steps, &asked, &stored), steps);
    }

    #[test]
    fn a_drop_slides_back_as_well() {
        let (asked, stored) = (numbers("xbay"), numbers("xaay"));
        let steps = vec![
            pair(0, 0),
            Step::Add(1),
            pair(2, 1),
            Step::Drop(2),
            pair(3, 3),
        ];
        assert_eq!(
            gather(&steps, &asked, &stored),
            [
                pair(0, 0),
                Step::Add(1),
                Step::Drop(1),
                pair(2, 2),
                pair(3, 3)
            ]
        );
    }
}
