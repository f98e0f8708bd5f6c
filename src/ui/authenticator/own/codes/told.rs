//! Words about what was done, at the foot of the window: they stand over the list and take no place from it.

use leptos::{html, prelude::*};

use super::{
    focus_search,
    state::{Codes, Told},
};
use crate::ui::{
    authenticator::outcome::store_words,
    components::{dynamic, dynamic_text, dynamic_when, focus::focus_on_mount, press},
    language::Localized,
    route::{AuthenticatorPlace, Route},
    text::entries::EntriesText,
    use_navigation,
};

/// The words. What can be taken back stays until it was, or is dismissed.
#[component]
pub(super) fn ToldWords(codes: Codes) -> impl IntoView {
    let text = codes.text;
    let is_trouble = Memo::new(move |_| codes.told.with(|told| told.as_ref().is_some_and(is_trouble)));
    let words =
        dynamic_text(move || codes.told.with(|told| told.as_ref().map(|told| words(told, text)).unwrap_or_default()));
    let role = Signal::derive(move || if is_trouble.get() { "alert" } else { "status" }.to_owned());
    let count = Memo::new(move |_| codes.trashed.with(Vec::len));
    view! {
        <div class="toasts">
            {dynamic(move || match count.get() {
                0 => ().into_any(),
                count => view! { <Trashed codes count/> }.into_any(),
            })}
            {dynamic_when(move || codes.suspects_clock.get(), move || view! { <Suspicion codes/> }.into_any())}
            <div class="toast-place" role=role>
                {dynamic_when(move || codes.told.with(Option::is_some), move || view! {
                    <div class="toast" class:is-trouble=flag_of(is_trouble)>
                        <span>{words}</span>
                        {dynamic_when(move || is_trouble.get(), move || view! {
                            <button class="toast-button" on:click=press(move |_| codes.told.set(None))>
                                {text.say(|w: &EntriesText| w.dismiss)}
                            </button>
                        }.into_any())}
                    </div>
                }.into_any())}
            </div>
        </div>
    }
}

fn flag_of(memo: Memo<bool>) -> Signal<bool> {
    memo.into()
}

fn is_trouble(told: &Told) -> bool {
    !matches!(told, Told::Copied | Told::Cleared | Told::LeftThere | Told::Tagged(_))
}

fn words(told: &Told, text: Localized) -> String {
    let words = text.words::<EntriesText>();
    match told {
        Told::Copied => words.copied_until,
        Told::Cleared => words.cleared,
        Told::NotCleared => words.not_cleared,
        Told::LeftThere => words.left_there,
        Told::CopyRefused => words.copy_refused,
        Told::CounterSpent => words.counter_spent,
        Told::Gone => words.gone,
        Told::Tagged(count) => return (words.tagged)(*count),
        Told::Failed(error) => return store_words(*error, text.get()),
    }
    .to_owned()
}

/// That the clock may be wrong, with the way to where it is compared.
#[component]
fn Suspicion(codes: Codes) -> impl IntoView {
    let text = codes.text;
    let navigation = use_navigation();
    let check = move |_| {
        codes.trust_clock();
        codes.keeper.carrier.to_clock.set(true);
        navigation.go(Route::Authenticator(AuthenticatorPlace::Protection));
    };
    view! {
        <div class="toast" role="status">
            <span>{text.say(|w: &EntriesText| w.suspect_clock)}</span>
            <button class="toast-button" on:click=press(check)>{text.say(|w: &EntriesText| w.check_clock)}</button>
            <button class="toast-button" on:click=press(move |_| codes.trust_clock())>
                {text.say(|w: &EntriesText| w.dismiss)}
            </button>
        </div>
    }
}

/// What was thrown away, with the way back. The card that had the focus is gone: this takes it.
#[component]
fn Trashed(codes: Codes, count: usize) -> impl IntoView {
    let text = codes.text;
    let undo = NodeRef::<html::Button>::new();
    focus_on_mount(undo);
    let dismiss = move |_| {
        codes.trashed.set(Vec::new());
        focus_search();
    };
    view! {
        <div class="toast" role="status">
            <span>{dynamic_text(move || (text.words::<EntriesText>().trashed)(count))}</span>
            <button class="toast-button" node_ref=undo on:click=press(move |_| codes.undo_trash())>
                {text.say(|w: &EntriesText| w.undo)}
            </button>
            <button class="toast-button" on:click=press(dismiss)>{text.say(|w: &EntriesText| w.dismiss)}</button>
        </div>
    }
}
