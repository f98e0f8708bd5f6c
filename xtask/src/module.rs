//! As much of WebAssembly's binary format as the build must read and write: sections, imports, exports, names.

use std::collections::HashMap;

use crate::step::Failure;

const HEADER: &[u8] = b"\0asm\x01\0\0\0";
const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const EXPORT: u8 = 7;
const FUNCTION: u8 = 0;

/// The export that holds a function in the main module while it is cut; it is dropped afterwards.
const KEPT: &str = "__kept_in_main_";

/// A module as its sections.
pub struct Module {
    sections: Vec<(u8, Vec<u8>)>,
}

impl Module {
    /// A module without anything in it.
    pub fn empty() -> Self {
        Self { sections: Vec::new() }
    }

    /// Reads a module.
    pub fn parse(bytes: &[u8]) -> Result<Self, Failure> {
        Self::sections_of(bytes)
            .map(|sections| Self { sections })
            .ok_or_else(|| Failure::new("a module is not what a WebAssembly module should be"))
    }

    fn sections_of(bytes: &[u8]) -> Option<Vec<(u8, Vec<u8>)>> {
        let mut cursor = Cursor(bytes.strip_prefix(HEADER)?);
        let mut sections = Vec::new();
        while !cursor.0.is_empty() {
            let id = cursor.byte()?;
            let length = cursor.number()?;
            sections.push((id, cursor.take(length)?.to_vec()));
        }
        Some(sections)
    }

    /// The module's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = HEADER.to_vec();
        for (id, content) in &self.sections {
            bytes.push(*id);
            put_bytes(&mut bytes, content);
        }
        bytes
    }

    /// Appends a custom section.
    pub fn append(&mut self, name: &str, content: &[u8]) {
        let mut section = Vec::new();
        put_bytes(&mut section, name.as_bytes());
        section.extend_from_slice(content);
        self.sections.push((CUSTOM, section));
    }

    /// The names of the functions that are in this module itself, by their index.
    pub fn own_functions(&self) -> HashMap<usize, String> {
        let imported = self.imports().iter().filter(|import| import.kind == FUNCTION).count();
        self.function_names().unwrap_or_default().into_iter().filter(|(index, _)| *index >= imported).collect()
    }

    fn function_names(&self) -> Option<HashMap<usize, String>> {
        const FUNCTION_NAMES: u8 = 1;
        for (id, content) in &self.sections {
            let mut cursor = Cursor(content);
            if *id != CUSTOM || cursor.name()? != "name" {
                continue;
            }
            while !cursor.0.is_empty() {
                let kind = cursor.byte()?;
                let length = cursor.number()?;
                let mut names = Cursor(cursor.take(length)?);
                if kind == FUNCTION_NAMES {
                    let count = names.number()?;
                    return (0..count).map(|_| Some((names.number()?, names.name()?.to_owned()))).collect();
                }
            }
        }
        None
    }

    /// Exports functions, so that they stay in the main module when this one is cut.
    pub fn keep_in_main(&mut self, functions: &[usize]) {
        self.change(EXPORT, |content| {
            let mut cursor = Cursor(content);
            let count = cursor.number()?;
            let mut changed = leb128(count + functions.len());
            changed.extend_from_slice(cursor.0);
            for index in functions {
                put_bytes(&mut changed, format!("{KEPT}{index}").as_bytes());
                changed.push(FUNCTION);
                changed.extend(leb128(*index));
            }
            Some(changed)
        });
    }

    /// Drops the exports that [`Self::keep_in_main`] made.
    pub fn drop_kept_exports(&mut self) {
        self.change(EXPORT, |content| {
            let mut cursor = Cursor(content);
            let (mut count, mut rest) = (0, Vec::new());
            for _ in 0..cursor.number()? {
                let before = cursor.0;
                let is_kept = cursor.name()?.starts_with(KEPT);
                cursor.byte()?;
                cursor.number()?;
                if !is_kept {
                    count += 1;
                    rest.extend_from_slice(before.get(..before.len() - cursor.0.len())?);
                }
            }
            Some(leb128(count).into_iter().chain(rest).collect())
        });
    }

    /// The names of what this module imports.
    pub fn import_names(&self) -> Vec<String> {
        self.imports().into_iter().map(|import| import.name).collect()
    }

    /// Gives imports other names.
    pub fn rename_imports(&mut self, names: &HashMap<String, String>) {
        let imports = self.imports();
        self.change(IMPORT, |_| {
            let mut changed = leb128(imports.len());
            for import in &imports {
                put_bytes(&mut changed, import.module.as_bytes());
                put_bytes(&mut changed, names.get(&import.name).unwrap_or(&import.name).as_bytes());
                changed.push(import.kind);
                changed.extend_from_slice(&import.description);
            }
            Some(changed)
        });
    }

    fn imports(&self) -> Vec<Import> {
        let content = self.sections.iter().find(|(id, _)| *id == IMPORT).map(|(_, content)| content.as_slice());
        content.and_then(imports_of).unwrap_or_default()
    }

    /// Changes a section; one that cannot be read stays as it is.
    fn change(&mut self, section: u8, change: impl Fn(&[u8]) -> Option<Vec<u8>>) {
        for (id, content) in &mut self.sections {
            if *id == section
                && let Some(changed) = change(content)
            {
                *content = changed;
            }
        }
    }
}

struct Import {
    module: String,
    name: String,
    kind: u8,
    description: Vec<u8>,
}

fn imports_of(content: &[u8]) -> Option<Vec<Import>> {
    let mut cursor = Cursor(content);
    let count = cursor.number()?;
    let mut imports = Vec::new();
    for _ in 0..count {
        let (module, name, kind) = (cursor.name()?.to_owned(), cursor.name()?.to_owned(), cursor.byte()?);
        let before = cursor.0;
        match kind {
            FUNCTION => drop(cursor.number()?),
            // A table: the type of what is in it, then its limits; a memory: its limits.
            1 | 2 => {
                if kind == 1 {
                    cursor.byte()?;
                }
                let has_maximum = cursor.number()? & 1 == 1;
                cursor.number()?;
                if has_maximum {
                    cursor.number()?;
                }
            }
            // A global: its type, and whether it changes.
            3 => drop((cursor.byte()?, cursor.byte()?)),
            _ => return None,
        }
        let description = before.get(..before.len() - cursor.0.len())?.to_vec();
        imports.push(Import { module, name, kind, description });
    }
    Some(imports)
}

/// What is left to read.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0_usize, 0_u32);
        loop {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f).checked_shl(shift)?;
            shift += 7;
            if byte < 0x80 {
                return Some(number);
            }
        }
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn name(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).ok()
    }
}

fn put_bytes(into: &mut Vec<u8>, bytes: &[u8]) {
    into.extend(leb128(bytes.len()));
    into.extend_from_slice(bytes);
}

fn leb128(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports `./a.js` `long_name`, and exports its one own function as `run`.
    fn small() -> Module {
        let mut imports = leb128(1);
        put_bytes(&mut imports, b"./a.js");
        put_bytes(&mut imports, b"long_name");
        imports.extend([FUNCTION, 0]);
        let mut exports = leb128(1);
        put_bytes(&mut exports, b"run");
        exports.extend([FUNCTION, 1]);
        let mut names = leb128(2);
        for (index, name) in [(0, "long_name"), (1, "own")] {
            names.extend(leb128(index));
            put_bytes(&mut names, name.as_bytes());
        }
        let mut content = vec![1];
        put_bytes(&mut content, &names);
        let mut module = Module { sections: vec![(IMPORT, imports), (EXPORT, exports)] };
        module.append("name", &content);
        module
    }

    #[test]
    fn what_is_written_is_read_back() {
        let module = small();
        assert_eq!(Module::parse(&module.bytes()).unwrap().sections, module.sections);
    }

    #[test]
    fn numbers_of_every_length_are_read_back() {
        for number in [0, 1, 127, 128, 16_383, 16_384, 2_097_151, 4_294_967_295] {
            assert_eq!(Cursor(&leb128(number)).number(), Some(number));
        }
    }

    #[test]
    fn a_functions_own_name_is_found_and_an_imported_one_is_not() {
        assert_eq!(small().own_functions(), HashMap::from([(1, "own".to_owned())]));
    }

    #[test]
    fn kept_exports_come_and_go() {
        let mut module = small();
        let before = module.bytes();
        module.keep_in_main(&[1, 300]);
        assert_ne!(module.bytes(), before);
        module.drop_kept_exports();
        assert_eq!(module.bytes(), before);
    }

    #[test]
    fn an_import_is_renamed_in_its_place() {
        let mut module = small();
        module.rename_imports(&HashMap::from([("long_name".to_owned(), "a".to_owned())]));
        assert_eq!(module.import_names(), ["a"]);
        assert_eq!(module.sections.len(), 3);
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        let bytes = small().bytes();
        assert!(Module::parse(&bytes[..bytes.len() - 1]).is_err());
        assert!(Module::parse(b"\0asm").is_err());
    }
}
