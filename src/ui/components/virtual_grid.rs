//! A grid of many cards of one height, of which only those in sight are in the page.
//!
//! Ten thousand rows cost what the visible ones cost. The page itself scrolls: the grid stands in it with its full
//! height, and lays out the cards around what the window shows.

use std::ops::Range;

use gloo_events::EventListener;
use leptos::{html, prelude::*};

use crate::ui::grid_layout::{GridLayout, GridSizes, Sight};

/// Makes the list items of a range.
pub type Cards = Box<dyn FnOnce(Signal<Range<usize>>) -> AnyView>;

fn sight_of(grid: &web_sys::Element) -> Option<Sight> {
    let window = window();
    let frame = grid.get_bounding_client_rect();
    let root = document().document_element()?;
    let style = window.get_computed_style(&root).ok().flatten()?;
    let rem = style.get_property_value("font-size").ok()?.trim_end_matches("px").parse().ok()?;
    let window_height = window.inner_height().ok()?.as_f64()?;
    Some(Sight { width: frame.width(), top: frame.top(), window_height, rem })
}

/// The grid.
#[component]
pub fn VirtualGrid(
    /// How many cards there are in all.
    count: Signal<usize>,
    /// Their sizes.
    sizes: GridSizes,
    /// What the list is, for a screen reader.
    #[prop(into)]
    label: Signal<String>,
    /// Makes the list items; called once, with the range of those that are in the page as a signal.
    cards: Cards,
) -> impl IntoView {
    let grid = NodeRef::<html::Div>::new();
    let shown = RwSignal::new(GridLayout::NOTHING);
    let look = move || {
        let Some(Some(grid)) = grid.try_get_untracked() else { return };
        let Some(sight) = sight_of(&grid) else { return };
        let now = GridLayout::new(count.get_untracked(), sizes, &sight);
        if shown.try_with_untracked(|before| *before != now) == Some(true) {
            shown.set(now);
        }
    };
    Effect::new(move || {
        count.track();
        grid.track();
        look();
        // What stands above the grid may still be laid out.
        request_animation_frame(look);
    });
    let listeners =
        StoredValue::new_local(["scroll", "resize"].map(|event| EventListener::new(&window(), event, move |_| look())));
    on_cleanup(move || listeners.dispose());

    let items = Memo::new(move |_| shown.with(|place| place.items.clone()));
    let whole = move || shown.with(|place| format!("{}px", place.whole_px));
    let above = move || shown.with(|place| format!("translateY({}px)", place.above_px));
    let columns = move || shown.with(|place| format!("repeat({}, minmax(0, 1fr))", place.columns));
    view! {
        <div class="virtual-grid" node_ref=grid style:height=whole>
            <ul
                role="list"
                aria-label=label
                style:transform=above
                style:grid-template-columns=columns
                style:grid-auto-rows=format!("{}rem", sizes.row_rem)
                style:gap=format!("{}rem", sizes.gap_rem)
            >
                {cards(items.into())}
            </ul>
        </div>
    }
}
