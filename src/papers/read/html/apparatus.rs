//! Notes and entries of the bibliography, which a page leads to by links into itself.
//!
//! They are taken out of the page before its main text is looked for, since lists of links are what
//! that search drops first. Each marker stays in the text as it is printed.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::super::draft::Draft;
use super::super::heading::{self, Known};
use super::super::markdown::{Block, Text};
use super::super::note;
use super::blocks::{self, LONGEST_HEADING};

/// A longer target, in bytes, is a chapter and no note.
const LONGEST_NOTE: usize = 6000;

/// So many elements above a link are looked at.
const NEAR: usize = 4;

/// Takes notes and references out of the page; answers them as blocks.
pub(super) fn take(page: &Document, draft: &mut Draft) -> Vec<Block> {
    let map = Map::of(page);
    let mut entries = map.entries();
    let calls = map.calls(draft.paper.details.url.as_deref());
    let mut notes: Vec<(String, NodeRef<'_>)> = Vec::new();
    let mut targets: HashSet<NodeId> = HashSet::new();
    let in_list: HashSet<NodeId> = entries.iter().map(|entry| entry.id).collect();
    for call in &calls {
        if holds(&in_list, &call.target) {
            draft.numbered_references |= call.is_numbered();
        } else if targets.insert(call.target.id) {
            if map.is_reference(&call.target) {
                draft.numbered_references |= call.is_numbered();
                entries.push(call.target);
            } else {
                notes.push((call.marker.clone(), call.target));
            }
        }
    }
    calls.iter().for_each(Call::print);
    let taken = map.blocks(&notes, &entries);
    let gone = in_list.iter().chain(&targets);
    gone.filter_map(|id| page.tree.get(id))
        .for_each(|node| node.remove_from_parent());
    if !in_list.is_empty() {
        map.remove_headings(Known::References);
    }
    if notes
        .iter()
        .any(|(_, note)| map.known(note) == Some(Known::Notes))
    {
        map.remove_headings(Known::Notes);
    }
    taken
}

/// Whether a node or one right above it is among others.
fn holds(nodes: &HashSet<NodeId>, node: &NodeRef<'_>) -> bool {
    nodes.contains(&node.id)
        || node
            .ancestors_it(Some(NEAR))
            .any(|above| nodes.contains(&above.id))
}

/// Where everything stands in the page.
struct Map<'p> {
    order: HashMap<NodeId, usize>,
    by_id: HashMap<String, NodeRef<'p>>,
    links: Vec<NodeRef<'p>>,
    lists: Vec<NodeRef<'p>>,
    known: Vec<Section<'p>>,
}

/// A heading with a well-known name.
struct Section<'p> {
    from: usize,
    /// Where its section ends.
    end: usize,
    /// The section of such a name that it lies in.
    within: Option<usize>,
    known: Known,
    heading: NodeRef<'p>,
}

impl<'p> Map<'p> {
    fn of(page: &'p Document) -> Self {
        let mut map = Self {
            order: HashMap::new(),
            by_id: HashMap::new(),
            links: Vec::new(),
            lists: Vec::new(),
            known: Vec::new(),
        };
        let mut headings = Vec::new();
        for (at, node) in page.root().descendants_it().enumerate() {
            let Some(name) = node.qual_name_ref().map(|name| name.local.to_string()) else {
                continue;
            };
            map.order.insert(node.id, at);
            for key in ["id", "name"] {
                if let Some(id) = node.attr(key).filter(|id| !id.is_empty()) {
                    map.by_id.entry(id.to_string()).or_insert(node);
                }
            }
            match name.as_str() {
                "a" => map.links.push(node),
                "ol" | "ul" => map.lists.push(node),
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => headings.push((at, name, node)),
                _ => {}
            }
        }
        for (at, (from, name, node)) in headings.iter().enumerate() {
            let is_short = blocks::short(node, LONGEST_HEADING).is_some();
            let known = is_short.then(|| heading::known(&blocks::text(*node)));
            let Some(known) = known.flatten() else {
                continue;
            };
            let next = headings[at + 1..]
                .iter()
                .find(|(_, other, _)| other <= name);
            let within = map.section_at(*from);
            map.known.push(Section {
                from: *from,
                end: next.map_or(usize::MAX, |(end, ..)| *end),
                within,
                known,
                heading: *node,
            });
        }
        map
    }

    fn place(&self, node: &NodeRef<'_>) -> usize {
        self.order.get(&node.id).copied().unwrap_or(0)
    }

    /// What the well-known heading above a node says it is.
    fn known(&self, node: &NodeRef<'_>) -> Option<Known> {
        let section = self.section_at(self.place(node))?;
        Some(self.known[section].known)
    }

    /// The innermost section around a place.
    fn section_at(&self, place: usize) -> Option<usize> {
        let before = self.known.partition_point(|section| section.from < place);
        let mut at = before.checked_sub(1)?;
        while self.known[at].end <= place {
            at = self.known[at].within?;
        }
        Some(at)
    }

    /// The items of lists that hold a bibliography.
    fn entries(&self) -> Vec<NodeRef<'p>> {
        let is_bibliography = |list: &&NodeRef<'_>| match self.known(list) {
            Some(Known::References) => true,
            Some(Known::Notes) => false,
            _ => is_named_reference(list, 2),
        };
        let lists = self.lists.iter().filter(is_bibliography);
        let items = lists.flat_map(NodeRef::element_children);
        let mut items: Vec<_> = items.filter(|item| item.has_name("li")).collect();
        // A list within an item belongs to the item.
        let all: HashSet<NodeId> = items.iter().map(|item| item.id).collect();
        items.retain(|item| !item.ancestors_it(None).any(|above| all.contains(&above.id)));
        items
    }

    fn is_reference(&self, target: &NodeRef<'_>) -> bool {
        match self.known(target) {
            Some(Known::References) => true,
            Some(Known::Notes) => false,
            _ => is_named_reference(target, NEAR),
        }
    }

    /// The links that call a note or entry.
    fn calls(&self, url: Option<&str>) -> Vec<Call<'p>> {
        let mut containers: HashMap<NodeId, Option<NodeRef<'p>>> = HashMap::new();
        let calls = self.links.iter().filter_map(|link| {
            let href = link.attr("href")?;
            let (page, fragment) = href.split_once('#')?;
            let within =
                page.is_empty() || url.is_some_and(|url| url.split('#').next() == Some(page));
            let target = self.by_id.get(fragment).filter(|_| within)?;
            let (marker, printed) = marker(link)?;
            let container = containers.entry(target.id);
            let target = (*container.or_insert_with(|| container_of(*target)))?;
            let is_later = self.place(&target) > self.place(link);
            let is_inside = link.ancestors_it(None).any(|above| above.id == target.id);
            (is_later && !is_inside).then_some(Call {
                link: *link,
                target,
                marker,
                printed,
            })
        });
        calls.collect()
    }

    /// Notes by their markers, then the entries of the bibliography.
    fn blocks(&self, notes: &[(String, NodeRef<'_>)], entries: &[NodeRef<'_>]) -> Vec<Block> {
        let notes = notes
            .iter()
            .map(|(marker, node)| Block::Note(marker.clone(), self.text(node, marker)));
        let entries = entries
            .iter()
            .enumerate()
            .map(|(at, node)| Block::Reference(self.text(node, &(at + 1).to_string())));
        notes.chain(entries).collect()
    }

    /// The text of a note or entry, without the links back and its own marker.
    fn text(&self, node: &NodeRef<'_>, marker: &str) -> Text {
        for link in node.descendants() {
            if link.has_name("a") && self.leads_back(&link, node) {
                link.remove_from_parent();
            }
        }
        let text = blocks::text(*node);
        let text = text.trim_start_matches(['^', '↑', '↩', ' ']);
        let own = note::split(text).filter(|(found, _)| found == marker);
        let sign = text
            .strip_prefix(marker)
            .filter(|rest| rest.starts_with(' '));
        let text = own.map(|(_, rest)| rest).or(sign).unwrap_or(text);
        let text = text.trim_end_matches(['↩', '↑', '⤴', '\u{fe0e}', ' ']);
        Text {
            lines: vec![text.to_owned()],
            line: 0,
            is_item: true,
        }
    }

    fn leads_back(&self, link: &NodeRef<'_>, note: &NodeRef<'_>) -> bool {
        let Some(href) = link.attr("href") else {
            return false;
        };
        let Some((_, fragment)) = href.split_once('#') else {
            return false;
        };
        let text = link.text();
        let is_short = text.trim().chars().count() <= 8;
        let is_sign = ["back", "return"]
            .iter()
            .any(|sign| link.attr_or("class", "").contains(sign))
            || &*link.attr_or("role", "") == "doc-backlink";
        let is_earlier = self
            .by_id
            .get(fragment)
            .is_some_and(|target| self.place(target) < self.place(note));
        is_sign || (is_short && (is_earlier || text.trim() == "↩"))
    }

    /// An empty section would take in what stands below it.
    fn remove_headings(&self, of: Known) {
        let emptied = self.known.iter().filter(|section| section.known == of);
        emptied.for_each(|section| section.heading.remove_from_parent());
    }
}

/// A link that calls a note or entry.
struct Call<'p> {
    link: NodeRef<'p>,
    target: NodeRef<'p>,
    marker: String,
    printed: String,
}

impl Call<'_> {
    fn is_numbered(&self) -> bool {
        self.marker.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Puts the printed marker in the place of the link.
    fn print(&self) {
        let text = self.link.tree.new_text(self.printed.as_str());
        self.link.replace_with(&text);
    }
}

/// The marker that a link shows, bare and as it is printed, if it looks like one.
fn marker(link: &NodeRef<'_>) -> Option<(String, String)> {
    let text = link.text();
    let printed = text.trim();
    if printed.is_empty() || printed.chars().count() > 8 {
        return None;
    }
    let bare = printed.trim_matches(['[', ']', '(', ')', ' ']);
    let is_symbol = bare.chars().all(|c| "*†‡§¶".contains(c));
    let is_label = bare.len() <= 4 && bare.chars().all(|c| c.is_ascii_alphanumeric());
    let is_raised = link
        .ancestors_it(Some(2))
        .any(|above| above.has_name("sup"))
        || link.descendants_it().any(|inner| inner.has_name("sup"));
    let is_bracketed = printed.starts_with('[') && bare.bytes().all(|byte| byte.is_ascii_digit());
    let is_named = NOTE_SIGNS.iter().any(|sign| {
        ["class", "role", "epub:type", "rel"]
            .iter()
            .any(|key| link.attr_or(key, "").to_lowercase().contains(sign))
    });
    let fits =
        !bare.is_empty() && (is_symbol || is_label) && (is_raised || is_bracketed || is_named);
    let superscript = |digits: &str| digits.chars().filter_map(blocks::raised).collect();
    let is_number = printed.bytes().all(|byte| byte.is_ascii_digit());
    let as_printed = if is_number {
        superscript(printed)
    } else {
        printed.to_owned()
    };
    fits.then(|| (bare.to_owned(), as_printed))
}

const NOTE_SIGNS: [&str; 4] = ["footnote", "noteref", "endnote", "biblioref"];

/// The element that holds the whole of what an id marks.
fn container_of(target: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let mut node = target;
    for _ in 0..NEAR {
        let is_inline = node.qual_name_ref().is_some_and(|name| {
            matches!(
                &*name.local,
                "a" | "sup" | "span" | "b" | "strong" | "em" | "i" | "cite" | "small"
            )
        });
        if !is_inline {
            break;
        }
        node = node.parent()?;
    }
    let is_note = node.qual_name_ref().is_some_and(|name| {
        matches!(
            &*name.local,
            "li" | "p" | "div" | "dd" | "aside" | "td" | "section"
        )
    });
    if !is_note {
        return None;
    }
    // A chapter would be looked through anew for each link to it.
    let length = blocks::short(&node, 2 * LONGEST_NOTE)?.trim().len();
    (4..=LONGEST_NOTE).contains(&length).then_some(node)
}

/// Whether classes and ids near a node name it a bibliography.
fn is_named_reference(node: &NodeRef<'_>, depth: usize) -> bool {
    let named = |node: &NodeRef<'_>| {
        let names = [
            node.attr_or("class", ""),
            node.attr_or("id", ""),
            node.attr_or("role", ""),
        ];
        names.iter().any(|names| {
            names
                .to_lowercase()
                .split([' ', '-', '_'])
                .any(|word| REFERENCE_SIGNS.contains(&word))
        })
    };
    named(node) || node.ancestors_it(Some(depth)).any(|above| named(&above))
}

const REFERENCE_SIGNS: [&str; 8] = [
    "references",
    "reference",
    "reflist",
    "citations",
    "bibliography",
    "biblioentry",
    "bibr",
    "csl",
];
