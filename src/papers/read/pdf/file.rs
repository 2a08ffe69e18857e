//! The objects of a PDF file: opening it, mending it where its table of objects is lost, its pages,
//! what it says of itself, and its bookmarks.
//!
//! What stands on a page is not looked at here. A file that only a password opens is refused.

use std::collections::{BTreeMap, HashSet};
use std::io::Read as _;

use flate2::read::ZlibDecoder;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, decode_text_string};

use super::super::Error;
use super::mend;

/// A stream is unpacked up to this length. A page of prose has 20 kB, a map in full detail some MB;
/// what is longer is made to fill the memory.
const LONGEST_STREAM: u64 = 48 * 1024 * 1024;

/// Links between objects (parents, names, bookmarks) are followed this far.
const FARTHEST: usize = 32;

/// Bookmarks are read up to this many.
const MOST_BOOKMARKS: usize = 5_000;

/// An open file.
#[derive(Debug)]
pub(super) struct File {
    pub(super) document: Document,
    pub(super) pages: Vec<ObjectId>,
    /// Whether it had to be mended.
    pub(super) is_mended: bool,
}

impl File {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Error> {
        let options = || LoadOptions::with_filter(without_pictures);
        let (mut document, mut is_mended) = match Document::load_mem_with_options(bytes, options())
        {
            Ok(document) => (document, false),
            Err(error) if is_locked(&error) => return Err(Error::Locked),
            Err(_) => (mend::load(bytes, options()).ok_or(Error::Broken)?, true),
        };
        if document.is_encrypted() && document.decrypt("").is_err() {
            return Err(Error::Locked);
        }
        let mut pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        if pages.is_empty() && !is_mended {
            document = mend::load(bytes, options()).ok_or(Error::Broken)?;
            is_mended = true;
            pages = document.get_pages().into_values().collect();
        }
        if pages.is_empty() {
            pages = loose_pages(&document);
        }
        if pages.is_empty() {
            return Err(Error::Broken);
        }
        Ok(Self {
            document,
            pages,
            is_mended,
        })
    }

    /// An attribute that a page may have from a page above it (ISO 32000-1, 7.7.3.4).
    pub(super) fn inherited(&self, page: ObjectId, key: &[u8]) -> Option<&Object> {
        let mut node = self.document.get_dictionary(page).ok()?;
        for _ in 0..FARTHEST {
            if let Some(found) = entry(node, key, &self.document) {
                return Some(found);
            }
            node = entry(node, b"Parent", &self.document)?.as_dict().ok()?;
        }
        None
    }

    /// The content of a page, its streams one after the other.
    pub(super) fn page_content(&self, page: ObjectId) -> Option<Vec<u8>> {
        let page = self.document.get_dictionary(page).ok()?;
        let parts = match entry(page, b"Contents", &self.document)? {
            Object::Array(parts) => parts.iter().collect(),
            one => vec![one],
        };
        let mut whole = Vec::new();
        let mut packed = 0;
        for part in parts {
            let part = follow(part, &self.document);
            packed += part.as_stream().map_or(0, |stream| stream.content.len());
            whole.extend(content(part).unwrap_or_default());
            whole.push(b'\n');
            // What is packed takes time to unpack, whatever comes out.
            if whole.len().max(packed) as u64 > LONGEST_STREAM {
                break;
            }
        }
        Some(whole)
    }

    /// A text of the file's information, such as its title.
    pub(super) fn information(&self, key: &[u8]) -> Option<String> {
        let information = entry(&self.document.trailer, b"Info", &self.document)?;
        let text = entry(information.as_dict().ok()?, key, &self.document)?;
        decode_text_string(text).ok()
    }

    /// The label of each page where it is a plain number (ISO 32000-1, 12.4.2).
    pub(super) fn labels(&self) -> Option<Vec<Option<u32>>> {
        let ranges = self.ranges_of_labels()?;
        let label = |page: u32| match ranges.range(..=page).next_back()? {
            (from, Some(first)) => first.checked_add(page - from),
            _ => None,
        };
        Some((0..self.pages.len() as u32).map(label).collect())
    }

    /// For the first page of each range the number it begins with.
    fn ranges_of_labels(&self) -> Option<BTreeMap<u32, Option<u32>>> {
        let catalog = self.document.catalog().ok()?;
        let tree = entry(catalog, b"PageLabels", &self.document)?
            .as_dict()
            .ok()?;
        let list = entry(tree, b"Nums", &self.document)?.as_array().ok()?;
        let mut labels = BTreeMap::new();
        for pair in list.chunks_exact(2) {
            let page = pair[0].as_i64().ok()?;
            let label = follow(&pair[1], &self.document).as_dict().ok()?;
            let is_decimal = label.get(b"S").and_then(Object::as_name).ok() == Some(b"D");
            let first = label.get(b"St").and_then(Object::as_i64).unwrap_or(1);
            let first = u32::try_from(first).ok();
            labels.insert(
                u32::try_from(page).ok()?,
                first.filter(|_| is_decimal && !label.has(b"P")),
            );
        }
        Some(labels)
    }

    /// The titles of the bookmarks, in order.
    pub(super) fn bookmarks(&self) -> Vec<String> {
        let mut titles = Vec::new();
        let mut seen = HashSet::new();
        let outlines = self
            .document
            .catalog()
            .ok()
            .and_then(|catalog| entry(catalog, b"Outlines", &self.document)?.as_dict().ok());
        let mut next: Vec<&Object> = outlines
            .and_then(|outlines| outlines.get(b"First").ok())
            .into_iter()
            .collect();
        while let Some(item) = next.pop() {
            let is_new = item.as_reference().is_ok_and(|id| seen.insert(id));
            let Ok(bookmark) = follow(item, &self.document).as_dict() else {
                continue;
            };
            if !is_new || titles.len() >= MOST_BOOKMARKS {
                break;
            }
            let title = entry(bookmark, b"Title", &self.document);
            titles.extend(title.and_then(|title| decode_text_string(title).ok()));
            next.extend(bookmark.get(b"Next").ok());
            next.extend(bookmark.get(b"First").ok());
        }
        titles
    }
}

fn is_locked(error: &lopdf::Error) -> bool {
    matches!(
        error,
        lopdf::Error::InvalidPassword
            | lopdf::Error::Decryption(_)
            | lopdf::Error::UnsupportedSecurityHandler(_)
    )
}

/// Pictures and attached files make up most of a file and hold no text. The library keeps a stream as
/// it is left here, and any other object as it is given back.
#[expect(
    clippy::unnecessary_wraps,
    reason = "the library would leave out an object for which there is nothing"
)]
fn without_pictures(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object {
        let is = |key: &[u8], value: &[u8]| {
            stream.dict.get(key).and_then(Object::as_name).ok() == Some(value)
        };
        if is(b"Subtype", b"Image") || is(b"Type", b"EmbeddedFile") || is(b"Type", b"Metadata") {
            stream.set_content(Vec::new());
        }
        return Some((id, Object::Null));
    }
    Some((id, object.clone()))
}

/// The pages that lie in a file whose tree of pages is lost.
fn loose_pages(document: &Document) -> Vec<ObjectId> {
    let is_page = |object: &Object| {
        object
            .as_dict()
            .is_ok_and(|dictionary| dictionary.has_type(b"Page"))
    };
    let objects = document.objects.iter();
    objects
        .filter(|(_, object)| is_page(object))
        .map(|(id, _)| *id)
        .collect()
}

/// What a dictionary holds under a key, whether it stands there itself or is referred to.
pub(super) fn entry<'d>(
    dictionary: &'d Dictionary,
    key: &[u8],
    document: &'d Document,
) -> Option<&'d Object> {
    let object = follow(dictionary.get(key).ok()?, document);
    (!object.is_null()).then_some(object)
}

/// The object that a reference leads to; any other object is itself.
pub(super) fn follow<'d>(object: &'d Object, document: &'d Document) -> &'d Object {
    document
        .dereference(object)
        .map_or(&Object::Null, |(_, object)| object)
}

pub(super) fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(number) => Some(*number as f64),
        Object::Real(number) => Some(f64::from(*number)),
        _ => None,
    }
}

/// A stream, unpacked.
pub(super) fn content(object: &Object) -> Option<Vec<u8>> {
    let stream = object.as_stream().ok()?;
    let is_plain_flate = stream
        .filters()
        .is_ok_and(|filters| filters == [b"FlateDecode"])
        && !stream.dict.has(b"DecodeParms");
    if !is_plain_flate {
        return stream.get_plain_content().ok();
    }
    let mut content = Vec::new();
    // What could be unpacked before the damage is still good.
    let _cut = ZlibDecoder::new(stream.content.as_slice())
        .take(LONGEST_STREAM)
        .read_to_end(&mut content);
    Some(content)
}
