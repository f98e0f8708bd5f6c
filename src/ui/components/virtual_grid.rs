//! A grid of many cards of one height, of which only those in sight are in the page.
//!
//! Ten thousand rows cost what the visible ones cost. The page itself scrolls: the grid stands in it with its full
//! height, and lays out the cards around what the window shows.

use std::ops::Range;

use gloo_events::EventListener;
use leptos::{html, prelude::*};

/// The sizes of a grid, in the root's `rem`: they grow with the person's text size.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct GridSizes {
    /// The narrowest that a column may be; a narrower window has one column.
    pub column_rem: f64,
    /// The height of every card.
    pub row_rem: f64,
    /// Between cards, both ways.
    pub gap_rem: f64,
}

/// Rows beyond either edge of the window that are there before they are scrolled to.
const OVERSCAN_ROWS: usize = 4;

/// What of the grid is in the page.
#[derive(Clone, PartialEq, Debug)]
struct Place {
    columns: usize,
    items: Range<usize>,
    above_px: f64,
    whole_px: f64,
}

/// Where the grid stands in the window, all in pixels.
struct Sight {
    width: f64,
    /// From the window's top edge down to the grid's; negative once it was scrolled past.
    top: f64,
    window_height: f64,
    rem: f64,
}

impl Sight {
    fn of(grid: &web_sys::Element) -> Option<Self> {
        let window = window();
        let frame = grid.get_bounding_client_rect();
        let root = document().document_element()?;
        let style = window.get_computed_style(&root).ok().flatten()?;
        let rem = style.get_property_value("font-size").ok()?.trim_end_matches("px").parse().ok()?;
        let window_height = window.inner_height().ok()?.as_f64()?;
        Some(Self { width: frame.width(), top: frame.top(), window_height, rem })
    }
}

fn place(count: usize, sizes: GridSizes, sight: &Sight) -> Place {
    let gap = sizes.gap_rem * sight.rem;
    let columns = (((sight.width + gap) / (sizes.column_rem * sight.rem + gap)) as usize).max(1);
    let pitch = (sizes.row_rem + sizes.gap_rem) * sight.rem;
    let rows = count.div_ceil(columns);
    let first_row = ((-sight.top / pitch).max(0.0) as usize).saturating_sub(OVERSCAN_ROWS).min(rows);
    let shown_rows = (sight.window_height / pitch) as usize + 2 + 2 * OVERSCAN_ROWS;
    let last_row = (first_row + shown_rows).min(rows);
    Place {
        columns,
        items: (first_row * columns).min(count)..(last_row * columns).min(count),
        above_px: first_row as f64 * pitch,
        whole_px: (rows as f64 * pitch - gap).max(0.0),
    }
}

/// The grid. `children` makes the cards of a range; it is called once, with the range as a signal.
#[component]
pub fn VirtualGrid(
    /// How many cards there are in all.
    count: Signal<usize>,
    /// Their sizes.
    sizes: GridSizes,
    /// What the list is, for a screen reader.
    #[prop(into)]
    label: Signal<String>,
    /// Makes the list items of a range.
    children: Box<dyn FnOnce(Signal<Range<usize>>) -> AnyView>,
) -> impl IntoView {
    let grid = NodeRef::<html::Div>::new();
    let shown = RwSignal::new(Place { columns: 1, items: 0..0, above_px: 0.0, whole_px: 0.0 });
    let look = move || {
        let Some(Some(grid)) = grid.try_get_untracked() else { return };
        let Some(sight) = Sight::of(&grid) else { return };
        let now = place(count.get_untracked(), sizes, &sight);
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
                aria-label=label
                style:transform=above
                style:grid-template-columns=columns
                style:grid-auto-rows=format!("{}rem", sizes.row_rem)
                style:gap=format!("{}rem", sizes.gap_rem)
            >
                {children(items.into())}
            </ul>
        </div>
    }
}
