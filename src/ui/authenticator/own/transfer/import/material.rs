//! What was brought, before and after it is read.

use zeroize::Zeroizing;

use crate::authenticator::import::{Imported, Limits, is_of_ente_auth};

/// Something with entries in it.
pub(super) struct Source {
    /// The file's name; empty for a pasted text.
    pub(super) name: String,
    pub(super) bytes: Zeroizing<Vec<u8>>,
}

/// A text that is read together with others.
pub(super) struct Line {
    /// The image's name; empty for a pasted text.
    pub(super) name: String,
    pub(super) text: Zeroizing<String>,
}

/// Something that was read.
pub(super) enum Piece {
    /// A file.
    File(Imported),
    /// So many more rows of the lines than before.
    Lines { rows: usize },
}

/// What is held out of every view's sight.
#[derive(Default)]
pub(super) struct Material {
    /// Not read yet, the last one first.
    pub(super) waiting: Vec<Source>,
    /// Texts of QR codes, and pasted ones: read together, for a transfer comes in parts.
    pub(super) lines: Vec<Line>,
    /// So many of the lines, the first ones, were read together.
    pub(super) lines_read: usize,
    /// What the lines say.
    pub(super) of_lines: Option<Imported>,
    /// All that was read, in the order in which it came.
    pub(super) pieces: Vec<Piece>,
    pub(super) password: Option<Zeroizing<String>>,
    pub(super) limits: Limits,
}

impl Material {
    /// All that was read, as one. A row keeps its place when more is brought.
    pub(super) fn together(&self) -> Option<Imported> {
        let mut lines = self.of_lines.iter().flat_map(|imported| &imported.rows).cloned();
        let mut rows = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::File(imported) => rows.extend(imported.rows.iter().cloned()),
                Piece::Lines { rows: count } => rows.extend(lines.by_ref().take(*count)),
            }
        }
        let first = self.imported().next()?;
        let missing_parts = self.imported().flat_map(|imported| &imported.missing_parts).copied().collect();
        Some(Imported { rows, missing_parts, ..Imported::whole(first.format, first.is_sealed, Vec::new()) })
    }

    /// What was read, file by file, and of all lines.
    pub(super) fn imported(&self) -> impl Iterator<Item = &Imported> {
        let files = self.pieces.iter().filter_map(|piece| match piece {
            Piece::File(imported) => Some(imported),
            Piece::Lines { .. } => None,
        });
        files.chain(&self.of_lines)
    }

    /// The lines were read again, with more of them.
    pub(super) fn put_lines(&mut self, count: usize, imported: Imported) {
        let before = self.of_lines.as_ref().map_or(0, |before| before.rows.len());
        self.pieces.push(Piece::Lines { rows: imported.rows.len().saturating_sub(before) });
        self.of_lines = Some(imported);
        self.lines_read = count;
    }
}

pub(super) fn next_source(material: &mut Material) {
    material.waiting.pop();
    material.password = None;
    material.limits = Limits::default();
}

/// A text comes in once, however often its image is shown.
pub(super) fn add_lines(material: &mut Material, name: &str, texts: Vec<Zeroizing<String>>) {
    for text in texts {
        if material.lines.iter().all(|line| line.text != text) {
            material.lines.push(Line { name: name.to_owned(), text });
        }
    }
}

/// The text of URIs that these bytes are, if they are one. Ente Auth's is a file of its own, and named as one.
pub(super) fn uris(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let begins = text.trim_start_matches('\u{feff}').trim_start().get(..7)?.to_ascii_lowercase();
    let is_of_lines = (begins == "otpauth" || begins == "steam:/") && !is_of_ente_auth(text);
    is_of_lines.then(|| Zeroizing::new(text.trim_start_matches('\u{feff}').to_owned()))
}

pub(super) fn joined(lines: &[Line]) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum()));
    for line in lines {
        bytes.extend_from_slice(line.text.as_bytes());
        bytes.push(b'\n');
    }
    bytes
}

/// The parts of a transfer that are missing.
pub(super) fn missing_parts(imported: &Imported) -> Vec<(u32, u32)> {
    imported.missing_parts.iter().map(|part| (part.number, part.of)).collect()
}
