//! What stands on a page beside its text: navigation, share bars, forms, comments, banners.
//!
//! Only what the mark-up names beyond doubt goes here; the rest is left to the search for the main
//! text, which weighs how much is said and how much is linked.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

/// What a class or id names holds at most this share of all text, in percent; else it is the page.
const LARGEST_SHARE: usize = 30;

/// So many elements are asked whether they hold the text; a list of articles has more.
const MOST_BODIES: usize = 8;

/// Takes furniture out of the page.
pub(super) fn strip(page: &Document) {
    let elements: Vec<NodeRef<'_>> = page
        .root()
        .descendants_it()
        .filter(NodeRef::is_element)
        .collect();
    let lengths = Lengths::of(page);
    let all = lengths.get(&page.root());
    let body = body_text(page, &lengths);
    for node in elements {
        let name = node
            .qual_name_ref()
            .map(|name| name.local.to_string())
            .unwrap_or_default();
        if matches!(name.as_str(), "html" | "head" | "body" | "main" | "article") {
            continue;
        }
        let is_furniture = ELEMENTS.contains(&name.as_str())
            || (BESIDE.contains(&name.as_str())
                && body.is_some_and(|body| is_outside(&node, body)))
            || ROLES.contains(&&*node.attr_or("role", ""))
            || (is_named(&node) && lengths.get(&node) * 100 <= all * LARGEST_SHARE);
        if is_furniture {
            node.remove_from_parent();
        }
    }
}

/// How much text each node of a page holds, in bytes. Elements lie within each other, and to ask each
/// of them for its text would copy the page once for each level.
struct Lengths(HashMap<NodeId, usize>);

impl Lengths {
    fn of(page: &Document) -> Self {
        let mut lengths: HashMap<NodeId, usize> = HashMap::new();
        let nodes: Vec<NodeRef<'_>> = page.root().descendants_it().collect();
        // What lies within a node comes behind it.
        for node in nodes.iter().rev() {
            if node.is_text() {
                lengths.insert(node.id, node.text().len());
            }
            let length = lengths.get(&node.id).copied().unwrap_or(0);
            if let Some(parent) = node.parent() {
                *lengths.entry(parent.id).or_default() += length;
            }
        }
        Self(lengths)
    }

    fn get(&self, node: &NodeRef<'_>) -> usize {
        self.0.get(&node.id).copied().unwrap_or(0)
    }
}

/// The element that says of itself to hold the text, if it holds most of what is there.
fn body_text(page: &Document, lengths: &Lengths) -> Option<NodeId> {
    let root = page.root();
    let all = lengths.get(&root);
    let named = root
        .descendants_it()
        .filter(|node| node.has_name("main") || node.has_name("article"));
    named
        .take(MOST_BODIES)
        .find(|node| lengths.get(node) * 2 > all)
        .map(|node| node.id)
}

fn is_outside(node: &NodeRef<'_>, body: NodeId) -> bool {
    let holds_notes = node.attr_or("role", "").starts_with("doc-");
    !holds_notes && !node.ancestors_it(None).any(|above| above.id == body)
}

/// What stands outside the text where the page names its text.
const BESIDE: [&str; 2] = ["aside", "footer"];

const ELEMENTS: [&str; 6] = ["nav", "form", "button", "dialog", "select", "menu"];

const ROLES: [&str; 8] = [
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "toolbar",
];

/// Whether classes or the id name a piece of furniture.
fn is_named(node: &NodeRef<'_>) -> bool {
    let names = format!("{} {}", node.attr_or("class", ""), node.attr_or("id", "")).to_lowercase();
    names.split_whitespace().any(|name| {
        NAMES.contains(&name) || name.split(['-', '_']).any(|word| WORDS.contains(&word))
    })
}

/// Whole names.
const NAMES: [&str; 14] = [
    "comments",
    "respond",
    "disqus_thread",
    "mw-editsection",
    "noprint",
    "sr-only",
    "jump-link",
    "screen-reader-text",
    "visually-hidden",
    "headerlink",
    "navbox",
    "breadcrumbs",
    "breadcrumb",
    "header-anchor",
];

/// Words of names, parted by hyphens and underscores.
const WORDS: [&str; 16] = [
    "newsletter",
    "cookie",
    "cookies",
    "gdpr",
    "advert",
    "advertisement",
    "ads",
    "sharing",
    "share",
    "sharebar",
    "sponsored",
    "subscribe",
    "paywall",
    "popup",
    "promo",
    "editsection",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_holds_the_text_of_all_that_lies_within_it() {
        let page = Document::from("<body><div>ab<p>cde<b>f</b></p></div><p>gh</p></body>");
        let lengths = Lengths::of(&page);
        for node in page.root().descendants_it() {
            assert_eq!(lengths.get(&node), node.text().len());
        }
        assert_eq!(lengths.get(&page.root()), 8);
    }

    #[test]
    fn share_bars_within_share_bars_go_and_the_page_stays() {
        let bars = "<div class=share>Post it".repeat(40) + "</div>".repeat(40).as_str();
        let text = "<p>The tide came in before the boats were ready.</p>".repeat(40);
        let page = Document::from(format!("<body><div class=share>{text}{bars}</div></body>"));
        strip(&page);
        assert!(!page.root().text().contains("Post it"));
        assert_eq!(page.root().text().matches("boats").count(), 40);
    }
}
