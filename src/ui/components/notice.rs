//! A word that stands beside the matter it is about.

use leptos::prelude::*;

/// How serious a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something may be lost or given away.
    Warning,
    /// Something failed.
    Danger,
    /// Something to know.
    Information,
    /// Something is done.
    Success,
}

/// A notice. What failed is announced at once, the rest politely.
#[component]
pub fn Notice(
    /// How serious it is.
    kind: NoticeKind,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let class = match kind {
        NoticeKind::Warning => "note warning",
        NoticeKind::Danger => "note danger",
        NoticeKind::Information => "note information",
        NoticeKind::Success => "note success",
    };
    let role = if kind == NoticeKind::Danger { "alert" } else { "status" };
    view! { <div class=class role=role><div>{children()}</div></div> }
}
