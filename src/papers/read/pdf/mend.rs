//! A file whose table of objects is lost or cut off: the objects are looked for where they lie, and
//! the file is opened with a new table behind it.
//!
//! Objects of which only a part is left are gone; the pages that are whole can be read.

use std::fmt::Write as _;

use lopdf::{Document, LoadOptions, Object, ObjectId};

/// No file has more objects; what seems to is made to.
const MOST_OBJECTS: usize = 2_000_000;

/// Opens a file by the objects that lie in it.
pub(super) fn load(bytes: &[u8], options: LoadOptions) -> Option<Document> {
    let start = find(bytes, b"%PDF-")?;
    let bytes = &bytes[start..];
    // Without its table nothing of an encrypted file can be told.
    if find(bytes, b"/Encrypt").is_some() {
        return None;
    }
    let objects = objects(bytes);
    let last = objects.iter().map(|(id, _)| id.0).max()?;
    let mut table = String::from("\nxref\n0 1\n0000000000 65535 f \n");
    for ((number, generation), at) in &objects {
        writeln!(table, "{number} 1\n{at:010} {generation:05} n ").ok()?;
    }
    let root = root(bytes).map_or(String::new(), |(number, generation)| {
        format!("/Root {number} {generation} R")
    });
    let size = last.checked_add(1)?;
    let end = bytes.len() + 1;
    write!(
        table,
        "trailer\n<</Size {size}{root}>>\nstartxref\n{end}\n%%EOF\n"
    )
    .ok()?;
    let mended = [bytes, table.as_bytes()].concat();
    let mut document = Document::load_mem_with_options(&mended, options).ok()?;
    if document.catalog().is_err() {
        let id = catalog(&document)?;
        document.trailer.set("Root", Object::Reference(id));
    }
    Some(document)
}

/// Every `12 0 obj`, with the place it begins at. A later object takes the place of an earlier one
/// of the same number.
fn objects(bytes: &[u8]) -> Vec<(ObjectId, usize)> {
    let mut found = std::collections::BTreeMap::new();
    let mut at = 0;
    while let Some(next) = find(&bytes[at..], b" obj") {
        let end = at + next;
        at = end + 4;
        let from = end.saturating_sub(18);
        let line = &bytes[from..end];
        let generation_length = digits_at_end(line);
        let before = &line[..line.len() - generation_length];
        let Some((b' ', before)) = before.split_last() else {
            continue;
        };
        let number_length = digits_at_end(before);
        let number = parse(&before[before.len() - number_length..]);
        let generation = parse(&line[line.len() - generation_length..]);
        if let (Some(number), Some(generation)) = (number, generation)
            && let Ok(generation) = u16::try_from(generation)
            && found.len() < MOST_OBJECTS
        {
            let begin = end - generation_length - 1 - number_length;
            found.insert((number, generation), begin);
        }
    }
    found.into_iter().collect()
}

/// The last `/Root 1 0 R`.
fn root(bytes: &[u8]) -> Option<ObjectId> {
    let at = bytes.windows(5).rposition(|five| five == b"/Root")?;
    let text = String::from_utf8_lossy(&bytes[at + 5..bytes.len().min(at + 40)]);
    let mut words = text.split_ascii_whitespace();
    Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?))
}

fn catalog(document: &Document) -> Option<ObjectId> {
    let is_catalog = |object: &Object| {
        object
            .as_dict()
            .is_ok_and(|dictionary| dictionary.has_type(b"Catalog"))
    };
    let mut objects = document.objects.iter();
    // Without a catalog the pages are still found one by one.
    objects
        .find(|(_, object)| is_catalog(object))
        .map(|(id, _)| *id)
        .or_else(|| document.objects.keys().next().copied())
}

fn digits_at_end(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_digit())
        .count()
}

fn parse(digits: &[u8]) -> Option<u32> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|found| found == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_found_where_they_lie() {
        let bytes = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n12 3 obj\n<<>> endobj 1 0 obj no obj x obj";
        assert_eq!(objects(bytes), [((1, 0), 50), ((12, 3), 29)]);
        assert_eq!(root(b"/Root 1 0 R /Root 7 0 R"), Some((7, 0)));
    }
}
