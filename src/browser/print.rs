//! Printing.
/// Prints the page.
pub fn page() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}
