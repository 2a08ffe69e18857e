//! What stands on a page beside its text: navigation, share bars, forms, comments, banners.
//!
//! Only what the mark-up names beyond doubt goes here; the rest is left to the search for the main
//! text, which weighs how much is said and how much is linked.

use dom_query::{Document, NodeId, NodeRef};

/// What a class or id names holds at most this share of all text, in percent; else it is the page.
const LARGEST_SHARE: usize = 30;

/// So many elements are asked whether they hold the text; a list of articles has more.
const MOST_BODIES: usize = 8;

/// Takes furniture out of the page.
pub(super) fn strip(page: &Document) {
    let all = page.root().text().len();
    let elements: Vec<NodeRef<'_>> = page
        .root()
        .descendants_it()
        .filter(NodeRef::is_element)
        .collect();
    let body = body_text(page, all);
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
            || (is_named(&node) && node.text().len() * 100 <= all * LARGEST_SHARE);
        if is_furniture {
            node.remove_from_parent();
        }
    }
}

/// The element that says of itself to hold the text, if it holds most of what is there.
fn body_text(page: &Document, all: usize) -> Option<NodeId> {
    let root = page.root();
    let named = root
        .descendants_it()
        .filter(|node| node.has_name("main") || node.has_name("article"));
    named
        .take(MOST_BODIES)
        .find(|node| node.text().len() * 2 > all)
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
