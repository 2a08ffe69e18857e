//! Dates as papers and bibliographic files print them.

/// A year, and the day or month where it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Date {
    pub(crate) year: i32,
    /// `YYYY-MM` or `YYYY-MM-DD`.
    pub(crate) exact: Option<String>,
}

/// The first date in a text.
pub(crate) fn find(text: &str) -> Option<Date> {
    let words: Vec<&str> = split(text).collect();
    if let Some(date) = words.iter().find_map(|word| iso(word)) {
        return Some(date);
    }
    // The number of an arXiv paper, `1508.05632`, begins with its year and month, without the century
    // (<https://info.arxiv.org/help/arxiv_identifier.html>).
    let is_of_a_number = |at: usize| {
        let next = words.get(at + 1).filter(|next| {
            let digits = next.bytes().take_while(u8::is_ascii_digit);
            digits.count() > 2
        });
        next.is_some_and(|next| text.contains(&format!("{}.{next}", words[at])))
    };
    let at = (0..words.len()).find(|at| year(words[*at]).is_some() && !is_of_a_number(*at))?;
    let year = year(words[at])?;
    let near = at.saturating_sub(2)..words.len().min(at + 3);
    let month = words[near.clone()].iter().find_map(|word| month(word));
    let day = words[near].iter().find_map(|word| day(word));
    let exact = month.map(|month| match day {
        Some(day) => format!("{year}-{month:02}-{day:02}"),
        None => format!("{year}-{month:02}"),
    });
    Some(Date { year, exact })
}

/// A date as fields hold it: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Of a range it is the first.
pub(crate) fn issued(text: &str) -> Option<String> {
    let year_alone = |date: &Date| format!("{:04}", date.year);
    if let Some(date) = find(text) {
        return Some(date.exact.clone().unwrap_or_else(|| year_alone(&date)));
    }
    // `1998///`, `2014/2015`, `1991a`: the year is certain, the rest is not.
    let number = text.split(|c: char| !c.is_ascii_digit());
    number
        .filter_map(year)
        .map(|year| format!("{year:04}"))
        .next()
}

/// Whether a line says little more than a date.
pub(crate) fn is_date_line(line: &str) -> bool {
    if line.len() > 60 || find(line).is_none() {
        return false;
    }
    let other = split(line).filter(|word| {
        let is_number =
            word.chars().all(|c| c.is_ascii_digit() || "-/".contains(c)) || day(word).is_some();
        !is_number && month(word).is_none() && !LEAD.contains(&word.to_lowercase().as_str())
    });
    other.count() == 0
}

/// Words that stand before a date, and what the dated thing calls itself.
const LEAD: [&str; 36] = [
    "draft",
    "essay",
    "lecture",
    "manuscript",
    "paper",
    "report",
    "working",
    "accepted",
    "am",
    "date",
    "dated",
    "de",
    "den",
    "first",
    "friday",
    "last",
    "modified",
    "monday",
    "of",
    "on",
    "online",
    "posted",
    "published",
    "publication",
    "received",
    "revised",
    "saturday",
    "submitted",
    "sunday",
    "the",
    "thursday",
    "tuesday",
    "updated",
    "version",
    "wednesday",
    "le",
];

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || ",.;:()[]©".contains(c))
        .filter(|word| !word.is_empty())
}

/// A year that a paper may be from.
pub(crate) fn year(word: &str) -> Option<i32> {
    if word.len() != 4 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    word.parse()
        .ok()
        .filter(|year| (1500..=2100).contains(year))
}

fn iso(word: &str) -> Option<Date> {
    let word = word.split('T').next()?;
    let mut parts = word.split(['-', '/']);
    let year = year(parts.next()?)?;
    let month: u32 = parts
        .next()?
        .parse()
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    let exact = match parts.next() {
        Some(day) => {
            let day: u32 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
            format!("{year}-{month:02}-{day:02}")
        }
        None => format!("{year}-{month:02}"),
    };
    Some(Date {
        year,
        exact: Some(exact),
    })
}

fn day(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    let plausible = matches!(ending, "" | "st" | "nd" | "rd" | "th") && digits.len() <= 2;
    plausible
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|day| (1..=31).contains(day))
}

fn month(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    MONTHS
        .iter()
        .position(|names| names.split(' ').any(|name| name == word))
        .map(|at| at + 1)
}

/// The months in English, German, French and Spanish, with their usual short forms.
const MONTHS: [&str; 12] = [
    "january jan januar janvier enero",
    "february feb februar février febrero",
    "march mar märz mars marzo",
    "april apr avril abril",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet julio",
    "august aug août agosto",
    "september sep sept septembre septiembre",
    "october oct oktober octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember décembre diciembre",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(i32, String)> {
        find(text).map(|date| (date.year, date.exact.unwrap_or_default()))
    }

    #[test]
    fn dates_are_read_in_the_usual_forms() {
        for (text, exact) in [
            ("12 March 2014", "2014-03-12"),
            ("March 12th, 2014", "2014-03-12"),
            ("im Oktober 1998", "1998-10"),
            ("2014-03-12T10:00", "2014-03-12"),
            ("J. Peace Res. 2001;7:234", ""),
        ] {
            assert_eq!(
                found(text).map(|(_, exact)| exact).as_deref(),
                Some(exact),
                "{text}"
            );
        }
        assert_eq!(found("page 234 of 12345"), None);
    }

    #[test]
    fn the_number_of_an_arxiv_paper_was_taken_for_its_year() {
        let stamp = "arXiv:1508.05632v2 [hep-ph] 28 Aug 2015";
        assert_eq!(found(stamp), Some((2015, "2015-08-28".to_owned())));
        assert_eq!(found("2014.03"), Some((2014, String::new())));
        assert_eq!(found("arXiv:1508.05632"), None);
    }

    #[test]
    fn the_dates_of_bibliographic_files_are_read() {
        for (text, date) in [
            ("2014", "2014"),
            ("2014-10", "2014-10"),
            ("2014-10-03/2015-01-01", "2014-10-03"),
            ("2023/12/25/Christmas edition", "2023-12-25"),
            ("1998///", "1998"),
            ("2014/2015", "2014"),
            ("1991a", "1991"),
            ("10 2014", "2014"),
        ] {
            assert_eq!(issued(text).as_deref(), Some(date), "{text}");
        }
        assert_eq!(issued("in press"), None);
    }

    #[test]
    fn a_date_line_says_nothing_else() {
        assert!(is_date_line("Published on 3 May 2011"));
        assert!(is_date_line("2011"));
        assert!(!is_date_line("The crisis of 2011"));
    }
}
