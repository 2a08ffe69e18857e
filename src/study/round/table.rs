//! Places in a table: who have as many points share one, and the next is as far on as they are many.

use std::cmp::Reverse;

/// Something with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<T> {
    /// The place, from 1.
    pub rank: u32,
    /// What has it.
    pub of: T,
}

/// Orders by points, most first, and gives places as in 1, 2, 2, 4. Among equals the order stays.
pub fn ranked<T, P: Ord + Copy>(
    things: impl IntoIterator<Item = T>,
    points: impl Fn(&T) -> P,
) -> Vec<Place<T>> {
    let mut things: Vec<T> = things.into_iter().collect();
    things.sort_by_key(|thing| Reverse(points(thing)));
    let mut places: Vec<Place<T>> = Vec::new();
    let mut before: Option<(P, u32)> = None;
    for (at, of) in things.into_iter().enumerate() {
        let own = points(&of);
        let rank = match before {
            Some((points, rank)) if points == own => rank,
            _ => at as u32 + 1,
        };
        before = Some((own, rank));
        places.push(Place { rank, of });
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_share_a_place_and_the_next_is_counted_on() {
        let places = |points: &[u32]| -> Vec<u32> {
            ranked(points.iter(), |points| **points)
                .iter()
                .map(|place| place.rank)
                .collect()
        };
        assert_eq!(places(&[30, 20, 20, 10]), [1, 2, 2, 4]);
        assert_eq!(places(&[5, 5, 5]), [1, 1, 1]);
        assert_eq!(places(&[]), [0; 0]);
    }

    #[test]
    fn among_equals_the_order_stays() {
        let places = ranked([("b", 1), ("a", 1), ("c", 2)], |(_, points)| *points);
        let names: Vec<&str> = places.iter().map(|place| place.of.0).collect();
        assert_eq!(names, ["c", "b", "a"]);
    }
}
