//! The keys by which a Markdown text cites entries of a bibliography: `[@waltz1979, p. 52]`,
//! `@waltz1979`, `[-@{a key}]` (pandoc manual, “Citation syntax”).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// A key that a text cites, and whether it stands in brackets, where it can hardly be anything else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Citation {
    pub(super) key: String,
    pub(super) in_brackets: bool,
}

/// What cross-reference filters put before the keys of figures, tables and the like.
const NO_WORKS: [&str; 6] = ["fig:", "tbl:", "tab:", "eq:", "sec:", "lst:"];

/// The citations of a text in their order.
pub(super) fn of(text: &str) -> Vec<Citation> {
    let mut found = Vec::new();
    let mut depth = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth = usize::saturating_sub(depth, 1),
            '@' if !before.is_alphanumeric() && before != '@' => {
                let key = key(&text[at + 1..]);
                if !key.is_empty() && !NO_WORKS.iter().any(|start| key.starts_with(start)) {
                    found.push(Citation {
                        key: key.to_owned(),
                        in_brackets: depth > 0,
                    });
                }
            }
            _ => {}
        }
        before = c;
    }
    found
}

/// Each key once, in the order of the first citations.
pub(super) fn keys<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<Citation> {
    let mut seen = BTreeSet::new();
    texts
        .flat_map(of)
        .filter(|citation| seen.insert(citation.key.clone()))
        .collect()
}

/// The key at the start of a text: letters, digits and `_`, with single signs between them.
fn key(text: &str) -> &str {
    if let Some(inside) = text.strip_prefix('{') {
        return inside.split_once('}').map_or("", |(key, _)| key.trim());
    }
    if !text.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
        return "";
    }
    let mut end = 0;
    let mut sign = false;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() || c == '_' {
            end = at + c.len_utf8();
            sign = false;
        } else if ":.#$%&-+?<>~/".contains(c) && !sign {
            sign = true;
        } else {
            break;
        }
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_end_where_pandoc_ends_them() {
        let found = |text| {
            let keys = of(text).into_iter();
            keys.map(|citation| citation.key).collect::<Vec<_>>()
        };
        assert_eq!(
            found("Balances form [@waltz1979, p. 52; see -@walt:1987]; @levy_2003. So [-@{a b}]."),
            ["waltz1979", "walt:1987", "levy_2003", "a b"]
        );
        assert_eq!(
            found("ada@example.org, @, [@fig:one] @@x"),
            Vec::<String>::new()
        );
        assert!(of("[see @a]")[0].in_brackets && !of("[x] @a")[0].in_brackets);
    }
}
