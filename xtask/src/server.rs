//! A static server for `dist/` that sends the headers a real host should send.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::bundle::cannot;
use crate::step::{Failure, announce, note};

/// A browser's request line and headers are far shorter.
const REQUEST_LIMIT_BYTES: u64 = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves a folder until the process is ended.
pub fn serve(dist: &Path, host: &str, port: u16) -> Result<(), Failure> {
    let page = fs::read_to_string(dist.join("index.html")).map_err(|error| {
        Failure::new(format!("{}/index.html cannot be read: {error}", dist.display()))
            .hint("Run `cargo xtask build` first.")
    })?;
    let policy = content_security_policy(&page)?;
    let listener = TcpListener::bind((host, port)).map_err(|error| {
        Failure::new(format!("{host}:{port} cannot be listened on: {error}"))
            .hint("Another program may hold the port: choose one with `--port N`.")
    })?;
    announce(&format!("Counterpart is at http://{}:{port}/", if host == "127.0.0.1" { "localhost" } else { host }));
    note("Ctrl+C ends it.");
    let (policy, dist) = (Arc::new(policy), Arc::new(dist.to_path_buf()));
    for connection in listener.incoming() {
        let (policy, dist) = (Arc::clone(&policy), Arc::clone(&dist));
        // A connection that breaks is the browser's affair: it asks again.
        thread::spawn(move || connection.and_then(|stream| converse(&stream, &dist, &policy)));
    }
    Ok(())
}

/// The page's own policy, plus the directive that only a header can set.
fn content_security_policy(page: &str) -> Result<String, Failure> {
    let start = "http-equiv=\"Content-Security-Policy\" content=\"";
    page.split_once(start)
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(policy, _)| format!("{policy}; frame-ancestors 'none'"))
        .ok_or_else(|| {
            Failure::new("index.html has lost its Content-Security-Policy").hint(format!("It wants {start}…"))
        })
}

/// One request and its answer: a connection of its own for each keeps this server free of states.
fn converse(stream: &TcpStream, dist: &Path, policy: &str) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream.take(REQUEST_LIMIT_BYTES));
    let mut request_line = String::new();
    reader.read_line(&mut request_line)?;
    let mut header = String::new();
    // The headers are read to their end, so that closing does not cut the answer off.
    while reader.read_line(&mut header)? > 0 && !header.trim().is_empty() {
        header.clear();
    }
    let mut words = request_line.split_whitespace();
    let (method, address) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let answer = answer(method, address, dist, policy);
    let mut writer = stream;
    writer.write_all(answer.head().as_bytes())?;
    if method != "HEAD" {
        writer.write_all(&answer.body)?;
    }
    writer.flush()
}

struct Answer {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn plain(status: &'static str, text: &str) -> Self {
        Self {
            status,
            headers: vec![("Content-Type", "text/plain; charset=utf-8".into())],
            body: text.as_bytes().to_vec(),
        }
    }

    fn head(&self) -> String {
        let headers: String = self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!("HTTP/1.1 {}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", self.status, self.body.len())
    }
}

fn answer(method: &str, address: &str, dist: &Path, policy: &str) -> Answer {
    if !matches!(method, "GET" | "HEAD") {
        return Answer::plain("405 Method Not Allowed", "This server only gives files.");
    }
    let Some(path) = file_for(address, dist) else {
        return Answer::plain("404 Not Found", "There is no such file.");
    };
    match fs::read(&path) {
        Ok(body) => Answer { status: "200 OK", headers: headers_for(&path, policy), body },
        Err(error) => Answer::plain("500 Internal Server Error", &cannot("read a file of dist/", &error).to_string()),
    }
}

/// The file that answers an address: itself, or the page for every route of the app.
fn file_for(url: &str, dist: &Path) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let relative = Path::new(path.trim_start_matches('/'));
    if relative.components().any(|part| !matches!(part, Component::Normal(_))) {
        return None;
    }
    let file = dist.join(relative);
    if file.is_file() {
        return Some(file);
    }
    // A name with an extension is a file's; without one it is a route, which only the app can tell apart.
    relative.extension().is_none().then(|| dist.join("index.html"))
}

fn headers_for(path: &Path, policy: &str) -> Vec<(&'static str, String)> {
    let lifetime = if is_named_by_content(path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    [
        ("Content-Type", media_type(path)),
        ("Cache-Control", lifetime),
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("ico") => "image/x-icon",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Whether the name holds a digest of the content, as in `counterpart-0123456789abcdef.js`.
fn is_named_by_content(path: &Path) -> bool {
    // Trunk drops leading zeros of its 64-bit digest.
    const DIGEST_CHARACTERS: std::ops::RangeInclusive<usize> = 12..=16;
    path.file_stem().and_then(|stem| stem.to_str()).is_some_and(|stem| {
        stem.split(['-', '_'])
            .any(|part| DIGEST_CHARACTERS.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_leave_the_folder() {
        assert_eq!(file_for("/../Cargo.toml", Path::new("dist")), None);
        assert_eq!(file_for("/icons/../../secret", Path::new("dist")), None);
    }

    #[test]
    fn a_route_gets_the_page_and_a_missing_file_does_not() {
        let dist = Path::new("no-such-folder");
        assert_eq!(file_for("/console/account?tab=1", dist), Some(dist.join("index.html")));
        assert_eq!(file_for("/missing.js", dist), None);
    }

    #[test]
    fn only_names_with_a_digest_are_kept_for_ever() {
        assert!(is_named_by_content(Path::new("dist/counterpart-0123456789abcdef.js")));
        assert!(is_named_by_content(Path::new("dist/counterpart-0123456789abcdef_bg.wasm")));
        assert!(!is_named_by_content(Path::new("dist/boot.js")));
    }

    #[test]
    fn the_header_repeats_the_page_and_adds_frame_ancestors() {
        let page = r#"<meta http-equiv="Content-Security-Policy" content="default-src 'self'">"#;
        assert_eq!(content_security_policy(page).unwrap(), "default-src 'self'; frame-ancestors 'none'");
        assert!(content_security_policy("<html>").is_err());
    }
}
