//! A ZIP archive of files kept as they are (APPNOTE 6.3.10), which is all that a package needs.

use flate2::Crc;

/// The date that every file bears: 1 January 1980, the first there is, so that equal packages are equal.
const DATE: u16 = 0x21;
/// What a reader must know: version 2.0; names are UTF-8.
const VERSION: u16 = 20;
const UTF8_NAMES: u16 = 0x0800;

/// The bytes of an archive with these files.
pub(super) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let offset = bytes.len() as u32;
        let described = description(name, content);
        bytes.extend_from_slice(b"PK\x03\x04");
        bytes.extend_from_slice(&described);
        bytes.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(content);
        directory.extend_from_slice(b"PK\x01\x02");
        directory.extend_from_slice(&VERSION.to_le_bytes());
        directory.extend_from_slice(&described);
        // No comment, first disk, no attributes.
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&offset.to_le_bytes());
        directory.extend_from_slice(name.as_bytes());
    }
    let (count, start) = (files.len() as u16, bytes.len() as u32);
    let length = directory.len() as u32;
    bytes.extend(directory);
    bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    bytes.extend_from_slice(&count.to_le_bytes());
    bytes.extend_from_slice(&count.to_le_bytes());
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&start.to_le_bytes());
    bytes.extend_from_slice(&[0; 2]);
    bytes
}

/// What stands of a file both before it and in the directory.
fn description(name: &str, content: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(content);
    let length = (content.len() as u32).to_le_bytes();
    let mut described = Vec::new();
    for number in [VERSION, UTF8_NAMES, 0, 0, DATE] {
        described.extend_from_slice(&number.to_le_bytes());
    }
    described.extend_from_slice(&crc.sum().to_le_bytes());
    described.extend_from_slice(&length);
    described.extend_from_slice(&length);
    described.extend_from_slice(&(name.len() as u16).to_le_bytes());
    described.extend_from_slice(&[0; 2]);
    described
}
