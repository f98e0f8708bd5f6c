//! What the installed app is opened with goes to the place where keys are added.

use leptos::{prelude::*, task::spawn_local};

use super::super::{handover::Delivery, keeper::Keeper};
use crate::{
    browser::launch::{self, Launch},
    ui::{
        Navigation,
        route::{AuthenticatorPlace, Route},
    },
};

/// Takes what the app was opened with, now and whenever it is opened again, as long as the current owner lives.
pub(in super::super) fn take_launches(keeper: Keeper, navigation: Navigation) {
    let take = move || {
        let launch = launch::take_launch();
        spawn_local(async move {
            let delivery = match launch.await {
                Launch::Nothing => return,
                Launch::Uri(uri) => Delivery::Text(uri),
                Launch::Shared(shared) => match shared.text {
                    Some(text) if shared.files.is_empty() => Delivery::Text(text),
                    text => Delivery::Files(shared.files, text),
                },
            };
            keeper.carrier.to_add.try_set(Some(delivery));
            navigation.go(Route::Authenticator(AuthenticatorPlace::Add));
        });
    };
    let listener = StoredValue::new_local(Some(launch::on_launch(take)));
    on_cleanup(move || {
        listener.try_update_value(Option::take);
    });
    take();
}
