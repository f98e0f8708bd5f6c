//! What was ordered, and ordering.

use leptos::prelude::*;

use super::{
    parts::{notice, paragraph},
    products::{Wanted, name_of},
    use_console, words,
};
use crate::{
    console::{Order, Product},
    ui::{
        components::{NoticeKind, dynamic, dynamic_list, dynamic_text},
        text::console::{home::HomeText, orders::OrdersText},
        use_text,
    },
};

/// What came of the last press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Ordered(Product),
    StepUpAgain,
}

/// The orders of the account that is logged on, the latest first.
#[component]
pub(super) fn Orders() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let stored = console.watch(|store| Box::pin(async move { store.all::<Order>().await }));
    let orders = Memo::new(move |_| {
        let account = console.user.with(|user| user.as_ref().map(|user| user.id.clone()));
        let mut orders: Vec<Order> = stored.with(|all| {
            all.iter().flatten().filter(|order| Some(&order.account) == account.as_ref()).cloned().collect()
        });
        orders.sort_unstable_by(|a, b| (b.ordered_at, &a.id).cmp(&(a.ordered_at, &b.id)));
        orders
    });
    let outcome = RwSignal::new(None::<Outcome>);
    if let Some(Wanted(wanted)) = use_context::<Wanted>() {
        Effect::new(move || {
            let Some(product) = wanted.get() else { return };
            wanted.set(None);
            console.run(async move {
                match console.order(product).await {
                    Some(Ok(())) => drop(outcome.try_set(Some(Outcome::Ordered(product)))),
                    Some(Err(_)) => drop(outcome.try_set(Some(Outcome::StepUpAgain))),
                    None => {}
                }
            });
        });
    }
    let done = dynamic(move || {
        let Some(outcome) = outcome.get() else { return ().into_any() };
        let said = dynamic_text(move || {
            let words: &OrdersText = text.words();
            match outcome {
                Outcome::Ordered(product) => (words.ordered)(name_of(product)(text.words::<HomeText>())),
                Outcome::StepUpAgain => words.step_up_again.to_owned(),
            }
        });
        let kind = if outcome == Outcome::StepUpAgain { NoticeKind::Warning } else { NoticeKind::Success };
        notice(kind, said)
    });
    let is_empty = Memo::new(move |_| orders.with(Vec::is_empty));
    let list = dynamic(move || {
        if is_empty.get() {
            return paragraph("hint", |w: &OrdersText| w.no_orders);
        }
        let rows = dynamic_list(
            move || orders.get(),
            |order: &Order| order.id.as_str().to_owned(),
            move |order| {
                let at = words::day_and_time(order.ordered_at);
                view! { <li><b>{text.say(name_of(order.product))}</b>" "{at}</li> }.into_any()
            },
        );
        view! { <ul class="orders" aria-labelledby="orders">{rows}</ul> }.into_any()
    });
    view! {
        {done}
        <h3 id="orders">{text.say(|w: &OrdersText| w.orders)}</h3>
        {list}
    }
    .into_any()
}
