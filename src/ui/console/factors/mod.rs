//! The recovery codes and passkeys of Account Management: what stands beside the devices.

mod passkeys;
mod recovery;
mod sheet;

use leptos::prelude::*;

use self::{passkeys::Passkeys, recovery::Recovery};
use super::{
    parts::{Pick, notice},
    use_console,
};
use crate::{
    console::{Account, AccountId},
    ui::{
        components::{NoticeKind, dynamic},
        text::console::factors::FactorsText,
        use_text,
    },
};

/// What was done last, so that a person who does not see the list change hears of it.
type Done = RwSignal<Option<Pick<FactorsText>>>;

/// The recovery codes and passkeys of Account Management.
#[component]
pub(super) fn Factors() -> impl IntoView {
    view! {
        <Recovery/>
        <Passkeys/>
    }
    .into_any()
}

/// Whose factors are shown, and whether a device is bound that they could stand beside.
fn user() -> Memo<Option<(AccountId, bool)>> {
    let console = use_console();
    Memo::new(move |_| {
        console.user.with(|user| user.as_ref().map(|user: &Account| (user.id.clone(), user.has_device())))
    })
}

/// Says what was done last.
fn done_notice(done: Done) -> AnyView {
    let text = use_text();
    let shown = dynamic(move || match done.get() {
        Some(pick) => notice(NoticeKind::Success, text.say(pick)),
        None => ().into_any(),
    });
    view! { {shown} }.into_any()
}
