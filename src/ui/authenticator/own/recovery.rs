//! The recovery code, which is shown once.

use super::keeper::Keeper;
use crate::{
    browser::{clipboard, print},
    ui::{
        components::{Notice, NoticeKind, dynamic_text, focus, press},
        text::vault::VaultText,
        use_text,
    },
};
use leptos::{ev::MouseEvent, html, prelude::*, task::spawn_local};

/// Shows a recovery code until the person has kept it.
#[component]
pub(super) fn RecoverySheet(keeper: Keeper) -> impl IntoView {
    let text = use_text();
    let recovery_code = keeper.recovery_code;
    let heading = NodeRef::<html::H2>::new();
    let is_copied = RwSignal::new(false);
    focus::focus_on_mount(heading);
    let copy = move |_| {
        let Some(code) = recovery_code.get_untracked() else { return };
        spawn_local(async move {
            is_copied.try_set(clipboard::write_text(&code).await.is_ok());
        });
    };
    let copy_label = dynamic_text(move || {
        let words = text.words::<VaultText>();
        if is_copied.get() { words.copied } else { words.copy }.to_owned()
    });
    view! {
        <section class="panel stack protect printed" aria-labelledby="recovery-title">
            <h2 id="recovery-title" node_ref=heading tabindex="-1">{text.say(|w: &VaultText| w.recovery_title)}</h2>
            <Notice kind=NoticeKind::Warning>{text.say(|w: &VaultText| w.recovery_lede)}</Notice>
            <p class="recovery-code" aria-label=text.say(|w: &VaultText| w.recovery_code)>
                {dynamic_text(move || recovery_code.with(|code| code.as_ref().map(|code| code.to_string()).unwrap_or_default()))}
            </p>
            <div class="row">
                <button class="button quiet" on:click=press(copy)>{copy_label}</button>
                <button class="button quiet" on:click=press(print_page)>{text.say(|w: &VaultText| w.print)}</button>
                <button class="button token" on:click=press(move |_| recovery_code.set(None))>
                    {text.say(|w: &VaultText| w.have_kept_it)}
                </button>
            </div>
        </section>
    }
}

/// A browser that does not print leaves the code on the screen, to be written down.
fn print_page(_: MouseEvent) {
    let _ = print::print();
}
