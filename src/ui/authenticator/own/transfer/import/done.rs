//! What an import brought, counted in the database; and the way back.

use leptos::{html, prelude::*, task::spawn_local};

use super::session::Session;
use crate::{
    store::StoreError,
    ui::{
        authenticator::outcome::failed_words,
        components::{Ask, Link, Notice, NoticeKind, dynamic, dynamic_text, dynamic_when, flag, focus, press},
        route::{AuthenticatorPlace, Route},
        text::transfer::TransferText,
        use_text,
    },
};

/// The end of an import.
#[component]
pub(super) fn Done(session: Session) -> impl IntoView {
    let text = use_text();
    let heading = NodeRef::<html::H2>::new();
    focus::focus_on_mount(heading);
    let failed = RwSignal::new(None::<StoreError>);
    let edited = RwSignal::new(0_usize);
    let asks = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let counts = Memo::new(move |_| {
        session.stored.with(|stored| {
            stored.as_ref().map_or((0, 0, None), |stored| (stored.found, stored.change.len(), stored.left_when_undone))
        })
    });
    let undo = move |with_edited: bool| {
        is_busy.set(true);
        failed.set(None);
        spawn_local(async move {
            match session.undo(with_edited).await {
                Ok(left) => {
                    edited.try_set(left);
                    asks.try_set(left > 0);
                }
                Err(error) => drop(failed.try_set(Some(error))),
            }
            is_busy.try_set(false);
        });
    };
    let told = dynamic(move || {
        let (found, of, left) = counts.get();
        let (kind, told) = match (left, found == of) {
            (Some(0), _) => {
                (NoticeKind::Information, dynamic_text(move || text.words::<TransferText>().undone.to_owned()))
            }
            (Some(left), _) => {
                (NoticeKind::Information, dynamic_text(move || (text.words::<TransferText>().partly_undone)(left)))
            }
            (None, true) => (NoticeKind::Success, dynamic_text(move || (text.words::<TransferText>().imported)(found))),
            (None, false) => {
                (NoticeKind::Danger, dynamic_text(move || (text.words::<TransferText>().not_all_stored)(found, of)))
            }
        };
        view! { <Notice kind>{told}</Notice> }.into_any()
    });
    view! {
        <section class="panel stack" aria-labelledby="done-title">
            <h2 id="done-title" node_ref=heading tabindex="-1">{text.say(|w: &TransferText| w.done_title)}</h2>
            {told}
            <p class="error" role="alert">{failed_words(failed, text)}</p>
            <div class="row">
                <Link to=Route::Authenticator(AuthenticatorPlace::Codes) class="button token">
                    {text.say(|w: &TransferText| w.show_codes)}
                </Link>
                {dynamic_when(move || counts.get().2 != Some(0), move || view! {
                    <button class="button quiet" disabled=flag(is_busy) on:click=press(move |_| undo(false))>
                        {text.say(|w: &TransferText| w.undo_import)}
                    </button>
                }.into_any())}
                <button class="button quiet" on:click=press(move |_| session.start_again())>
                    {text.say(|w: &TransferText| w.import_more)}
                </button>
            </div>
            <Ask
                open=asks
                title=dynamic_text(move || (text.words::<TransferText>().edited_since)(edited.get()))
                body=text.say(|w: &TransferText| w.edited_loses)
                confirm=text.say(|w: &TransferText| w.remove_them)
                on_confirm=Callback::new(move |()| undo(true))
            />
        </section>
    }
}
