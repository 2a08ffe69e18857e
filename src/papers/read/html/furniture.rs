//! What stands on a page beside its text: navigation, share bars, forms, comments, banners.
//!
//! Only what the mark-up names beyond doubt goes here; the rest is left to the search for the main
//! text, which weighs how much is said and how much is linked.

use dom_query::{Document, NodeRef};

/// What a class or id names holds at most this share of all text, in percent; else it is the page.
const LARGEST_SHARE: usize = 30;

/// Takes furniture out of the page.
pub(super) fn strip(page: &Document) {
    let all = page.root().text().len();
    let elements: Vec<NodeRef<'_>> = page
        .root()
        .descendants_it()
        .filter(NodeRef::is_element)
        .collect();
    for node in elements {
        let name = node
            .qual_name_ref()
            .map(|name| name.local.to_string())
            .unwrap_or_default();
        if matches!(name.as_str(), "html" | "head" | "body" | "main" | "article") {
            continue;
        }
        let is_furniture = ELEMENTS.contains(&name.as_str())
            || ROLES.contains(&&*node.attr_or("role", ""))
            || (is_named(&node) && node.text().len() * 100 <= all * LARGEST_SHARE);
        if is_furniture {
            node.remove_from_parent();
        }
    }
}

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
