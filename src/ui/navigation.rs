//! Moves between the places of `route` on the History API.

use leptos::prelude::*;

use super::route::Route;
use crate::browser::history;

/// A handle to the place shown.
#[derive(Clone, Copy)]
pub struct Navigation {
    route: RwSignal<Route>,
}

impl Navigation {
    /// Starts at the address bar's place and follows Back and Forward.
    pub(super) fn open() -> Self {
        let route = RwSignal::new(Route::parse(&history::path()));
        let listener = history::on_pop(move |path| {
            route.try_set(Route::parse(&path));
        });
        let listener = StoredValue::new_local(Some(listener));
        on_cleanup(move || {
            listener.try_update_value(Option::take);
        });
        Self { route }
    }

    /// The place shown, tracked.
    pub fn route(self) -> Route {
        self.route.get()
    }

    /// The place shown, not tracked.
    pub fn route_untracked(self) -> Route {
        self.route.get_untracked()
    }

    /// Goes to a place, so that Back returns to this one.
    pub fn go(self, to: Route) {
        if self.route.get_untracked() != to {
            // A browser refuses only a flood of entries; the page then moves without one.
            let _ = history::push(to.path());
            self.route.set(to);
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }

    /// Goes to a place instead of this one.
    pub fn replace(self, to: Route) {
        if self.route.get_untracked() != to {
            let _ = history::replace(to.path());
            self.route.set(to);
        }
    }
}

/// The navigation, from the context that the app provides.
pub fn use_navigation() -> Navigation {
    use_context().unwrap_or_else(Navigation::open)
}
