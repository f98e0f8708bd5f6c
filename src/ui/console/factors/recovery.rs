//! The recovery codes: how many are left.

use leptos::prelude::*;

use super::{Change, Changing, user};
use crate::{
    console::RecoveryCodes,
    ui::{
        components::{NoticeKind, dynamic_text, dynamic_when},
        console::{
            parts::{fixed_notice, on_press},
            use_console, words,
        },
        text::console::factors::FactorsText,
        use_text,
    },
};

/// From so many on there is no warning.
const ENOUGH: usize = 4;
const MAKE_ID: &str = "make-recovery-codes";

/// What is known of the account's set.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shown {
    /// The policy has no recovery codes.
    NotOffered,
    /// A device must be bound first.
    DeviceFirst,
    /// None were made.
    Absent,
    /// So many are left.
    Some { left: usize, made: usize, made_at: String },
}

#[component]
pub(super) fn Recovery() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let user = user();
    let changing = Changing::new(MAKE_ID);
    let sets = console.watch(|store| Box::pin(async move { store.all::<RecoveryCodes>().await }));
    let shown = Memo::new(move |_| {
        let (account, has_device) = user.get()?;
        let is_offered = console.snapshot.with(|all| all.policy.policy().recovery_codes > 0);
        sets.with(|sets| {
            let set = sets.as_ref()?.iter().find(|set| set.account == account);
            Some(match set {
                _ if !is_offered => Shown::NotOffered,
                _ if !has_device => Shown::DeviceFirst,
                None => Shown::Absent,
                Some(set) => {
                    let made_at = words::day_and_time(set.made_at);
                    Shown::Some { left: set.left.len(), made: set.made(), made_at }
                }
            })
        })
    });
    let state = dynamic_text(move || {
        let words: &FactorsText = text.words();
        match shown.get() {
            None => String::new(),
            Some(Shown::NotOffered) => words.recovery_not_offered.to_owned(),
            Some(Shown::DeviceFirst) => words.device_first.to_owned(),
            Some(Shown::Absent) => words.recovery_none.to_owned(),
            Some(Shown::Some { left, made, made_at }) => (words.left_of)(left, made, &made_at),
        }
    });
    let has_some = move || shown.with(|shown| matches!(shown, Some(Shown::Some { left: 1.., .. })));
    let is_few = move || shown.with(|shown| matches!(shown, Some(Shown::Some { left: ..ENOUGH, .. })));
    let label = dynamic_text(move || {
        let words: &FactorsText = text.words();
        let has_set = shown.with(|shown| matches!(shown, Some(Shown::Some { .. })));
        if has_set { words.renew_codes } else { words.make_codes }.to_owned()
    });
    let may_make = move || {
        let is_offered = matches!(shown.get(), Some(Shown::Absent | Shown::Some { .. }));
        is_offered && changing.change.with(Option::is_none)
    };
    let make = move || changing.begin(move || Change::NewCodes { replaces: has_some() });
    let button = dynamic_when(may_make, move || {
        view! { <button class="button quiet" id=MAKE_ID on:click=on_press(make)>{label}</button> }.into_any()
    });
    let warning = dynamic_when(is_few, || fixed_notice(NoticeKind::Warning, |w: &FactorsText| w.few_left));
    view! {
        <section class="setting" aria-labelledby="recovery-codes">
            <div class="setting-name">
                <h2 id="recovery-codes">{text.say(|w: &FactorsText| w.recovery_codes)}</h2>
                <p class="hint">{text.say(|w: &FactorsText| w.recovery_about)}</p>
            </div>
            <p class="setting-state" class:is-bound=Signal::derive(has_some)>{state}</p>
            {button}
            {warning}
            {changing.view()}
        </section>
    }
    .into_any()
}
