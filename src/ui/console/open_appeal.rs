//! The open appeal against the account that is logged on: its owner has the second factor, and can stop it here.

use leptos::prelude::*;

use super::{
    parts::{button, fixed_notice},
    use_console,
};
use crate::{
    console::Appeal,
    ui::{
        components::{NoticeKind, dynamic_when},
        text::console::orders::OrdersText,
        use_clock,
    },
};

/// The warning, with the way to stop it.
#[component]
pub(super) fn OpenAppeal() -> impl IntoView {
    let console = use_console();
    let clock = use_clock();
    let appeals = console.watch(|store| Box::pin(async move { store.all::<Appeal>().await }));
    let is_open = move || {
        let (now, policy) = (clock.now(), console.policy());
        let account = console.user.with(|user| user.as_ref().map(|user| user.id.clone()));
        let is_ours = |appeal: &Appeal| Some(&appeal.account) == account.as_ref() && appeal.is_open(now, &policy);
        appeals.with(|all| all.iter().flatten().any(is_ours))
    };
    let stop = move || {
        console.run(async move {
            console.stop_own_appeal().await;
        });
    };
    dynamic_when(is_open, move || {
        view! {
            {fixed_notice(NoticeKind::Warning, |w: &OrdersText| w.appeal_open)}
            <div class="row">{button("button primary", |w: &OrdersText| w.stop_appeal, stop)}</div>
        }
        .into_any()
    })
}
