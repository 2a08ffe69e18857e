//! Running heads, page numbers and other lines that pages carry at their upper and lower edge.
//!
//! Told by place and repetition: what stands at the same height on several pages and says the same,
//! numbers apart, or is nothing but a number, is no text of the paper.

use std::collections::HashMap;

use super::super::heading;
use super::super::paging::EdgeLine;
use super::row::Row;

/// Heads and feet stand within this share of the page's height.
const EDGE: f32 = 0.13;

/// A head that does not come back stands within this share.
const TOP: f32 = 0.085;

/// Lines of one head stand at the same height within so many points.
const TOLERANCE: f32 = 3.0;

/// Up to so many lines at each edge are looked at.
const MOST_LINES: usize = 4;

/// Takes the lines at the edges out; answers what stands at those of each page. `pages` holds the
/// rows of each page in reading order.
pub(super) fn strip(pages: &mut [Vec<Row>], heights: &[f32]) -> Vec<Vec<EdgeLine>> {
    let edges: Vec<Vec<Edge>> = pages
        .iter()
        .zip(heights)
        .map(|(rows, height)| edges(rows, *height))
        .collect();
    let furniture = Furniture::of(&edges);
    strip_edges(pages, &edges, &furniture);
    let line = |edge: &Edge| EdgeLine {
        text: edge.text.clone(),
        is_foot: edge.is_foot,
        // At the foot, notes stand as well.
        is_head: !edge.is_foot && (furniture.stands_as_heads_do(edge) || edge.is_lone_head),
    };
    let lines = |edges: &Vec<Edge>| {
        let firsts = edges.iter().filter(|edge| edge.is_first);
        firsts.map(line).collect()
    };
    edges.iter().map(lines).collect()
}

/// What comes back on the pages of a paper.
struct Furniture {
    /// On so many pages.
    least: usize,
    /// At which heights the same is said.
    said: HashMap<String, Vec<f32>>,
    heights_of_heads: Vec<f32>,
}

impl Furniture {
    fn of(pages: &[Vec<Edge>]) -> Self {
        let mut said: HashMap<String, Vec<f32>> = HashMap::new();
        // Side by side on one page is said once.
        let firsts = || pages.iter().flatten().filter(|edge| edge.is_first);
        for edge in firsts() {
            said.entry(edge.words.clone()).or_default().push(edge.y);
        }
        let mut furniture = Self {
            least: if pages.len() <= 5 { 2 } else { 3 },
            said,
            heights_of_heads: Vec::new(),
        };
        furniture.heights_of_heads = firsts()
            .filter(|edge| furniture.comes_back(edge))
            .map(|edge| edge.y)
            .collect();
        furniture
    }

    fn comes_back(&self, edge: &Edge) -> bool {
        let same = self.said.get(&edge.words).into_iter().flatten();
        let there = same.filter(|y| (**y - edge.y).abs() < TOLERANCE).count();
        there >= self.least
    }

    fn stands_as_heads_do(&self, edge: &Edge) -> bool {
        let heights = self.heights_of_heads.iter();
        let beside = heights.filter(|y| (**y - edge.y).abs() < TOLERANCE);
        edge.is_outermost && edge.is_apart && beside.count() >= self.least
    }
}

fn strip_edges(pages: &mut [Vec<Row>], edges: &[Vec<Edge>], furniture: &Furniture) {
    if pages.len() < 2 {
        return strip_numbers(pages, edges);
    }
    for (page, (rows, edges)) in pages.iter_mut().zip(edges).enumerate() {
        let mut gone: Vec<usize> = edges
            .iter()
            .filter(|edge| {
                furniture.comes_back(edge)
                    || furniture.stands_as_heads_do(edge)
                    || (edge.is_number && edge.is_outermost)
                    || (page > 0 && edge.is_lone_head)
            })
            .map(|edge| edge.row)
            .collect();
        gone.sort_unstable();
        for row in gone.into_iter().rev() {
            rows.remove(row);
        }
    }
}

fn strip_numbers(pages: &mut [Vec<Row>], edges: &[Vec<Edge>]) {
    for (rows, edges) in pages.iter_mut().zip(edges) {
        let numbers = edges
            .iter()
            .filter(|edge| edge.is_number && edge.is_outermost);
        let mut gone: Vec<usize> = numbers.map(|edge| edge.row).collect();
        gone.sort_unstable();
        for row in gone.into_iter().rev() {
            rows.remove(row);
        }
    }
}

/// A line near the upper or lower edge of a page.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that was seen of the line"
)]
struct Edge {
    row: usize,
    y: f32,
    /// The whole line it is of.
    text: String,
    /// What it says, without digits.
    words: String,
    /// It stands at the lower edge.
    is_foot: bool,
    is_number: bool,
    /// It is the first of those on its line.
    is_first: bool,
    /// Nothing stands farther out.
    is_outermost: bool,
    /// White space parts it from the text.
    is_apart: bool,
    /// It stands at the very top, far from the text and in no larger type: a head even if it does not
    /// come back, as on the second page of two.
    is_lone_head: bool,
}

fn edges(rows: &[Row], height: f32) -> Vec<Edge> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|a, b| {
        (rows[*a].y, rows[*a].left)
            .partial_cmp(&(rows[*b].y, rows[*b].left))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    // What stands side by side at the edge is one line, whichever column it was taken for.
    let lines: Vec<&[usize]> = order
        .chunk_by(|a, b| (rows[*a].y - rows[*b].y).abs() < TOLERANCE)
        .collect();
    let y = |line: &[usize]| line.first().map_or(0.0, |row| rows[*row].y);
    let above = lines
        .iter()
        .take_while(|line| y(line) < height * EDGE)
        .take(MOST_LINES);
    let below = lines
        .iter()
        .rev()
        .take_while(|line| y(line) > height * (1.0 - EDGE))
        .take(MOST_LINES);
    let mut edges = Vec::new();
    for (is_foot, side) in [(false, above.collect::<Vec<_>>()), (true, below.collect())] {
        for (from_edge, line) in side.into_iter().enumerate() {
            let nearest = rows
                .iter()
                .map(|other| (other.y - y(line)).abs())
                .filter(|step| *step > TOLERANCE)
                .fold(f32::MAX, f32::min);
            let text: Vec<&str> = line.iter().map(|row| rows[*row].text.as_str()).collect();
            let text = text.join(" ");
            let is_lone_head = from_edge == 0
                && y(line) < height * TOP
                && line
                    .iter()
                    .all(|row| !rows[*row].bold && nearest > rows[*row].size * 2.2)
                && !text.ends_with('.')
                && heading::number(&text).is_none()
                && !heading::is_caption(&text);
            edges.extend(line.iter().map(|row| Edge {
                row: *row,
                y: y(line),
                words: words(&text),
                text: text.clone(),
                is_foot,
                is_number: is_number(&text),
                is_first: line.first() == Some(row),
                is_outermost: from_edge == 0,
                is_apart: nearest > rows[*row].size * 1.6,
                is_lone_head,
            }));
        }
    }
    edges
}

fn words(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_numeric() && !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

/// `12`, `– 12 –`, `Page 12 of 40`, `xii`.
fn is_number(text: &str) -> bool {
    // A Roman number is of one case; `Civil` is a word.
    let is_mixed = text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase);
    let has_page = text.contains("Page");
    let text = text.to_lowercase();
    let mut words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .peekable();
    let is_roman =
        |word: &str| word.len() <= 6 && word.bytes().all(|byte| b"ivxlc".contains(&byte));
    let is_count = |word: &str| word.len() <= 5 && word.bytes().all(|byte| byte.is_ascii_digit());
    words.peek().is_some()
        && (!is_mixed || has_page)
        && words.all(|word| is_count(word) || is_roman(word) || ["page", "of"].contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, y: f32) -> Row {
        Row {
            text: text.to_owned(),
            y,
            size: 10.0,
            ..Row::default()
        }
    }

    fn left(mut pages: Vec<Vec<Row>>) -> Vec<String> {
        let heights = vec![800.0; pages.len()];
        strip(&mut pages, &heights);
        pages.into_iter().flatten().map(|row| row.text).collect()
    }

    #[test]
    fn heads_and_numbers_go_and_the_first_line_of_the_text_stays() {
        let pages = (1..=6)
            .map(|page| {
                vec![
                    row(&format!("{page} Fear and Trust"), 40.0),
                    row(
                        &format!("the text of page {} begins", "i".repeat(page)),
                        80.0,
                    ),
                    row(&format!("and it goes on {}", "o".repeat(page)), 92.0),
                    row(&format!("– {page} –"), 770.0),
                ]
            })
            .collect();
        let left = left(pages);
        assert_eq!(left.len(), 12);
        assert!(
            left.iter()
                .all(|text| text.starts_with("the ") || text.starts_with("and "))
        );
    }

    #[test]
    fn a_head_on_one_page_alone_is_told_by_its_place() {
        let pages = vec![
            vec![row("The title", 60.0), row("the text", 90.0)],
            vec![row("Larsen and Okafor", 40.0), row("goes on", 90.0)],
        ];
        assert_eq!(left(pages), ["The title", "the text", "goes on"]);
    }

    #[test]
    fn columns_side_by_side_are_no_repetition() {
        let pages = vec![
            vec![
                row("the last line of a column", 780.0),
                row("the last line of another", 780.0),
            ],
            vec![row("some other text", 780.0)],
        ];
        assert_eq!(left(pages).len(), 3);
    }

    #[test]
    fn a_head_that_names_each_section_goes_where_heads_stand() {
        let head = |page: usize| {
            if page.is_multiple_of(2) {
                "Fear and Trust".to_owned()
            } else {
                format!("Section {}", "I".repeat(page))
            }
        };
        let pages = (1..=8)
            .map(|page| {
                vec![
                    row(&head(page), 40.0),
                    row(&format!("the text {}", "o".repeat(page)), 110.0),
                    row("goes on", 122.0),
                ]
            })
            .collect();
        assert_eq!(left(pages).len(), 16);
    }

    #[test]
    fn numbers_of_pages_are_told_from_headings() {
        for text in ["12", "– 12 –", "Page 3 of 40", "xii"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["2 Methods", "1979 was", "", "Civil"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
