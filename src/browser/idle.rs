//! Idle time.
/// Ends when dropped.
#[derive(Debug)]
pub struct Watch;
/// Calls back after so many seconds without a touch.
pub fn after_idle(_seconds: u32, _callback: impl Fn() + 'static) -> Watch {
    Watch
}
/// Calls back when the tab is hidden.
pub fn on_hidden(_callback: impl Fn() + 'static) -> Watch {
    Watch
}
