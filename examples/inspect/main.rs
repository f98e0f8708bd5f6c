//! Says what is in a file: a backup of any authenticator that can be imported, a text of Key URIs, a transfer, or an
//! image of a QR code.
//!
//! `cargo run --example inspect -- [--password P] [--at UNIX_SECONDS] [--allow-memory MIB] FILE`; `-` is standard input.
//!
//! It prints one JSON object a line and an entry, keys included: what it prints is as secret as the file. Its status is 0
//! when the file was understood. When it was not, it is 1, and one line on standard error says why.

mod arguments;
mod line;
mod picture;

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use arguments::{Arguments, HELP, Wish};
use counterpart::authenticator::import::{FILE_BYTES_MAX, ImportError, Imported, Unlock, read};
use counterpart::otp::UnixMillis;

/// Why a file was not understood.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    Arguments(#[from] arguments::ArgumentError),
    #[error("the file cannot be read: {0}")]
    Unreadable(io::Error),
    #[error("nothing can be written: {0}")]
    Unwritable(io::Error),
    #[error(transparent)]
    Picture(#[from] picture::PictureError),
    #[error("{}", too_much(*.memory_bytes, *.work))]
    AsksTooMuch { memory_bytes: u64, work: u64 },
    #[error(transparent)]
    Import(ImportError),
}

impl From<ImportError> for Trouble {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::AsksTooMuch { memory_bytes, work } => Self::AsksTooMuch { memory_bytes, work },
            other => Self::Import(other),
        }
    }
}

/// What a file asks for, and how to let it.
fn too_much(memory_bytes: u64, work: u64) -> String {
    let mebibytes = memory_bytes.div_ceil(1 << 20).max(1);
    format!(
        "opening the file asks for too much: {mebibytes} MiB of memory and {work} units of work; \
         --allow-memory {mebibytes} lets it"
    )
}

fn main() -> ExitCode {
    let outcome = arguments::parse(std::env::args_os().skip(1)).map_err(Trouble::from).and_then(|wish| match wish {
        Wish::Help => written(|out| out.write_all(HELP.as_bytes())),
        Wish::Inspect(arguments) => inspect(arguments),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            complain(&trouble.to_string());
            ExitCode::FAILURE
        }
    }
}

fn inspect(arguments: Arguments) -> Result<(), Trouble> {
    let Arguments { file, password, limits, at } = arguments;
    let imported = understood(&bytes_of(&file)?, &Unlock { password, limits })?;
    let at = at.unwrap_or_else(now);
    written(|out| {
        for row in &imported.rows {
            line::write(out, row, at)?;
        }
        Ok(())
    })?;
    for part in &imported.missing_parts {
        complain(&format!("part {part} of the transfer is missing"));
    }
    Ok(())
}

/// The entries of a file: of an image, those of the texts in its QR codes.
fn understood(bytes: &[u8], unlock: &Unlock) -> Result<Imported, Trouble> {
    Ok(match picture::texts(bytes)? {
        Some(texts) => read(texts.join("\n").as_bytes(), unlock)?,
        None => read(bytes, unlock)?,
    })
}

/// The file's bytes: one more than can be read at most, so that a file without an end is told like one too large.
fn bytes_of(file: &OsStr) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    let longest = u64::try_from(FILE_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    let outcome = if file == "-" {
        io::stdin().lock().take(longest).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|file| file.take(longest).read_to_end(&mut bytes))
    };
    outcome.map(|_| bytes).map_err(Trouble::Unreadable)
}

/// Writes to standard output. Whoever closed it has seen enough.
fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Trouble> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome.map_err(Trouble::Unwritable),
    }
}

/// One line on standard error, if there is one to write to.
fn complain(what: &str) {
    let one_line = what.replace(['\n', '\r'], " ");
    let _ = writeln!(io::stderr().lock(), "inspect: {one_line}");
}

fn now() -> UnixMillis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixMillis::from_secs(since.as_secs())
}
