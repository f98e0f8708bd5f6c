//! Which cards of a long grid are in sight, and where they stand. Pure: `components/virtual_grid.rs` measures and shows.

use std::ops::Range;

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

/// Where the grid stands in the window, all in CSS pixels.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Sight {
    /// How wide the grid is.
    pub width: f64,
    /// From the window's top edge down to the grid's; negative once it was scrolled past.
    pub top: f64,
    /// How high the window is.
    pub window_height: f64,
    /// How many pixels a `rem` is.
    pub rem: f64,
}

/// What of the grid is in the page.
#[derive(Clone, PartialEq, Debug)]
pub struct GridLayout {
    /// Cards in a row.
    pub columns: usize,
    /// The cards that are in the page, counted from 0.
    pub items: Range<usize>,
    /// Down to the first of them.
    pub above_px: f64,
    /// The height of the grid with all its cards.
    pub whole_px: f64,
}

impl GridLayout {
    /// The layout before anything is measured: no card.
    pub const NOTHING: Self = Self { columns: 1, items: 0..0, above_px: 0.0, whole_px: 0.0 };

    /// The layout of `count` cards.
    pub fn new(count: usize, sizes: GridSizes, sight: &Sight) -> Self {
        let gap = sizes.gap_rem * sight.rem;
        // A cast of a number that is too large, or none, saturates.
        let columns = (((sight.width + gap) / (sizes.column_rem * sight.rem + gap)) as usize).max(1);
        let pitch = (sizes.row_rem + sizes.gap_rem) * sight.rem;
        let rows = count.div_ceil(columns);
        let shown_rows = ((sight.window_height / pitch) as usize).saturating_add(2 + 2 * OVERSCAN_ROWS);
        let first_in_sight = ((-sight.top / pitch).max(0.0) as usize).min(rows);
        let first_row = first_in_sight.saturating_sub(OVERSCAN_ROWS);
        let last_row = first_row.saturating_add(shown_rows).min(rows);
        Self {
            columns,
            items: first_row.saturating_mul(columns).min(count)..last_row.saturating_mul(columns).min(count),
            above_px: first_row as f64 * pitch,
            whole_px: (rows as f64 * pitch - gap).max(0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SIZES: GridSizes = GridSizes { column_rem: 20.0, row_rem: 9.0, gap_rem: 1.0 };

    fn layout(count: usize, width: f64, top: f64) -> GridLayout {
        GridLayout::new(count, SIZES, &Sight { width, top, window_height: 800.0, rem: 16.0 })
    }

    #[test]
    fn as_many_columns_as_fit() {
        for (width, columns) in [(0.0, 1), (328.0, 1), (655.0, 1), (656.0, 2), (1100.0, 3), (5000.0, 14)] {
            assert_eq!(layout(100, width, 0.0).columns, columns, "{width}");
        }
        assert_eq!(layout(1, 1100.0, 0.0).columns, 3, "a single card is no wider than among others");
    }

    #[test]
    fn only_what_is_around_the_window_is_there() {
        // A row is 160 px: five in the window.
        for (top, items) in
            [(300.0, 0..15), (0.0, 0..15), (-160.0, 0..15), (-1600.0, 6..21), (-1_599_000.0, 9989..10_000)]
        {
            assert_eq!(layout(10_000, 400.0, top).items, items, "{top}");
        }
        assert_eq!(layout(10_000, 400.0, -1600.0).above_px, 960.0);
        assert_eq!(layout(10_000, 400.0, 0.0).whole_px, 1_599_984.0);
        assert_eq!(layout(0, 400.0, 0.0), GridLayout::NOTHING);
    }

    proptest! {
        #[test]
        fn every_card_in_the_window_is_in_the_page(
            count in 0_usize..3000, width in 0.0_f64..3000.0, scrolled in -500.0_f64..500_000.0, height in 1.0_f64..3000.0,
        ) {
            let sight = Sight { width, top: -scrolled, window_height: height, rem: 16.0 };
            let shown = GridLayout::new(count, SIZES, &sight);
            prop_assert!(shown.items.start <= shown.items.end && shown.items.end <= count);
            prop_assert!(shown.items.len() <= ((height / 160.0) as usize + 10) * shown.columns);
            for card in 0..count {
                let top = (card / shown.columns) as f64 * 160.0 - scrolled;
                if top < height && top + 144.0 > 0.0 {
                    prop_assert!(shown.items.contains(&card), "{card} at {top}, of {shown:?}");
                }
            }
        }

        #[test]
        fn no_measure_panics(
            count in 0_usize..10_000,
            width in any::<f64>(), top in any::<f64>(), window_height in any::<f64>(), rem in any::<f64>(),
        ) {
            let shown = GridLayout::new(count, SIZES, &Sight { width, top, window_height, rem });
            prop_assert!(shown.items.end <= count);
        }
    }
}
