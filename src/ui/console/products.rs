//! What people log on for: the product list and its orders. Beside it, on the same page, an appeal that the person who
//! is logged on may want to stop.

use leptos::prelude::*;

use super::{
    parts::{Pick, button, fixed_notice, notice, on_press, paragraph},
    use_console, words,
};
use crate::{
    console::{Appeal, Order, Product},
    ui::{
        components::{NoticeKind, dynamic, dynamic_list, dynamic_text, dynamic_when},
        text::console::home::HomeText,
        use_clock, use_text,
    },
};

fn name_of(product: Product) -> Pick<HomeText> {
    match product {
        Product::ElasticCompute => |w| w.elastic_compute,
        Product::ObjectStorage => |w| w.object_storage,
        Product::RelationalDatabase => |w| w.relational_database,
        Product::LoadBalancer => |w| w.load_balancer,
    }
}

fn about(product: Product) -> Pick<HomeText> {
    match product {
        Product::ElasticCompute => |w| w.elastic_compute_about,
        Product::ObjectStorage => |w| w.object_storage_about,
        Product::RelationalDatabase => |w| w.relational_database_about,
        Product::LoadBalancer => |w| w.load_balancer_about,
    }
}

/// The product list, and what was ordered.
#[component]
pub(super) fn Products() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let stored = console.watch(|store| Box::pin(async move { store.records::<Order>().await }));
    let orders = Memo::new(move |_| {
        let account = console.user.with(|user| user.as_ref().map(|user| user.id.clone()));
        let mut orders: Vec<Order> = stored.with(|all| {
            all.iter().flatten().filter(|order| Some(&order.account) == account.as_ref()).cloned().collect()
        });
        orders.sort_unstable_by(|a, b| (b.ordered_at, &a.id).cmp(&(a.ordered_at, &b.id)));
        orders
    });
    let ordered = RwSignal::new(None::<Product>);
    let order = move |product: Product| {
        // The room judges it again; after a refusal the next press asks for the factor.
        console.after_step_up(move || {
            console.run(async move {
                if let Some(Ok(())) = console.order(product).await {
                    ordered.try_set(Some(product));
                }
            });
        });
    };
    let products = Product::ALL
        .map(|product| {
            let label = dynamic_text(move || {
                let words: &HomeText = text.words();
                (words.order_of)(name_of(product)(words))
            });
            view! {
                <li class="card product">
                    <h4>{text.say(name_of(product))}</h4>
                    {paragraph("hint", about(product))}
                    <button class="button quiet small" aria-label=label on:click=on_press(move || order(product))>
                        {text.say(|w: &HomeText| w.order)}
                    </button>
                </li>
            }
            .into_any()
        })
        .into_iter()
        .collect::<Vec<_>>();
    let done = dynamic(move || match ordered.get() {
        Some(product) => notice(
            NoticeKind::Success,
            dynamic_text(move || {
                let words: &HomeText = text.words();
                (words.ordered)(name_of(product)(words))
            }),
        ),
        None => ().into_any(),
    });
    let is_empty = Memo::new(move |_| orders.with(Vec::is_empty));
    let list = dynamic(move || {
        if is_empty.get() {
            return paragraph("hint", |w: &HomeText| w.no_orders);
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
        <section class="stack" aria-labelledby="products">
            <h3 id="products">{text.say(|w: &HomeText| w.products)}</h3>
            {paragraph("hint", |w: &HomeText| w.products_lede)}
            <ul class="products" role="list">{products}</ul>
            {done}
            <h3 id="orders">{text.say(|w: &HomeText| w.orders)}</h3>
            {list}
        </section>
    }
    .into_any()
}

/// The open appeal for the account that is logged on: its owner has the phone, and can stop it here.
#[component]
pub(super) fn OpenAppeal() -> impl IntoView {
    let console = use_console();
    let clock = use_clock();
    let appeals = console.watch(|store| Box::pin(async move { store.records::<Appeal>().await }));
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
            {fixed_notice(NoticeKind::Warning, |w: &HomeText| w.appeal_open)}
            <div class="row">{button("button primary", |w: &HomeText| w.stop_appeal, stop)}</div>
        }
        .into_any()
    })
}
