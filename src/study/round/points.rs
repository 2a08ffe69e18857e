//! What an answer is worth: one rule, the same on every platform.
//!
//! A right answer gives [`RIGHT`] points. In a race the first three who have it get [`FIRST`] on top:
//! places count, and not seconds, so that a slow connection costs no more than a place. What was answered
//! after a hint gives half, rounded up. A wrong answer takes nothing away.

/// The points of a right answer.
pub const RIGHT: u32 = 10;
/// What the first, the second and the third to have it get on top, in a race.
pub const FIRST: [u32; 3] = [5, 3, 1];

/// The points of a right answer with so many right ones before it, if that counts, and whether a hint had
/// been given.
#[must_use]
pub fn points(before: Option<usize>, hinted: bool) -> u32 {
    let bonus = before.and_then(|before| FIRST.get(before)).copied();
    let whole = RIGHT + bonus.unwrap_or(0);
    if hinted { whole.div_ceil(2) } else { whole }
}

/// The rule in a sentence, for whoever starts a race or a round without one.
#[must_use]
pub fn rule(is_race: bool) -> String {
    let hint = "an answer after a hint gives half";
    if is_race {
        let [first, second, third] = FIRST;
        return format!(
            "A right answer gives {RIGHT} points, the first three to have it {first}, {second} and {third} more; {hint}."
        );
    }
    format!("A right answer gives {RIGHT} points, however late; {hint}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speed_counts_in_a_race_alone_and_a_hint_halves() {
        let race: Vec<u32> = (0..5).map(|before| points(Some(before), false)).collect();
        assert_eq!(race, [15, 13, 11, 10, 10]);
        assert_eq!((points(None, false), points(None, true)), (10, 5));
        assert_eq!(points(Some(0), true), 8, "half is rounded up");
    }
}
