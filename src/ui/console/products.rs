//! What people log on for: the product list. What was ordered, and ordering, come with a part of their own.

use leptos::prelude::*;

use super::{
    parts::{Pick, on_press, paragraph},
    use_console,
};
use crate::{
    console::Product,
    ui::{
        components::{dynamic_text, dynamic_when},
        parts::{Part, part},
        text::console::home::HomeText,
        use_text,
    },
};

/// The product whose order was asked for and confirmed, until it is placed. It goes by the context, as no part of the app
/// takes arguments.
#[derive(Clone, Copy)]
pub(super) struct Wanted(pub(super) RwSignal<Option<Product>>);

pub(super) fn name_of(product: Product) -> Pick<HomeText> {
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
    let wanted = RwSignal::new(None::<Product>);
    let has_asked = RwSignal::new(false);
    provide_context(Wanted(wanted));
    let order = move |product: Product| {
        console.after_step_up(move || {
            has_asked.set(true);
            wanted.set(Some(product));
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
    let orders = dynamic_when(
        move || has_asked.get() || console.snapshot.with(|all| all.marks.has_orders),
        || part(Part::Orders).into_any(),
    );
    view! {
        <section class="stack" aria-labelledby="products">
            <h3 id="products">{text.say(|w: &HomeText| w.products)}</h3>
            {paragraph("hint", |w: &HomeText| w.products_lede)}
            <ul class="products" role="list">{products}</ul>
            {orders}
        </section>
    }
    .into_any()
}

/// A warning of an appeal against the account that is logged on, if there can be one.
pub(super) fn open_appeal() -> AnyView {
    let console = use_console();
    dynamic_when(
        move || console.snapshot.with(|all| all.marks.has_appeals && all.session.is_some()),
        || part(Part::OpenAppeal).into_any(),
    )
    .into_any()
}
