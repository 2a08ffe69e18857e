//! Numbers with their nouns, as everything that speaks to people writes them.

/// `1 passage`, `41 passages`, with separators from a thousand on.
#[must_use]
pub fn counted(number: usize, one: &str) -> String {
    let many = if number == 1 { "" } else { "s" };
    format!("{} {one}{many}", grouped(number))
}

/// `1,234`.
#[must_use]
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_english() {
        assert_eq!(counted(1, "passage"), "1 passage");
        assert_eq!(counted(0, "passage"), "0 passages");
        assert_eq!(counted(1_234_567, "passage"), "1,234,567 passages");
    }
}
