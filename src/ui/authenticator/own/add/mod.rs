//! `/authenticator/add`: every way in for a key, and the doctor's screen between each of them and the store.

mod body;
mod camera;
mod case;
mod intake;
mod launch;
mod question;
mod review;
mod typed;
mod ways;
mod words;

use leptos::prelude::*;

pub(super) use self::launch::take_launches;
use self::{
    camera::CameraView,
    intake::{Intake, Step},
    review::Review,
    typed::TypedKey,
    ways::Ways,
};
use super::{
    incoming::{Intakes, drop_veil, listen},
    keeper::Keeper,
};
use crate::{
    authenticator::{Arrival, ScanError},
    browser::files,
    ui::{
        components::{Notice, NoticeKind, dynamic, flag},
        text::add::AddText,
        use_navigation, use_text,
    },
};

/// The place.
#[component]
pub(super) fn Add(keeper: Keeper) -> impl IntoView {
    let text = use_text();
    let intake = Intake::new(keeper, use_navigation());
    // What was added before is marked no more.
    keeper.carrier.added.set(Vec::new());
    let is_dragged_over = listen(Intakes {
        is_open: Callback::new(move |()| intake.is_open()),
        pasted_files: files::images_in,
        // A field takes what belongs into it; a whole URI belongs into none.
        belongs_in_no_field: is_of_keys,
        take_files: Callback::new(move |files| intake.take_files(files)),
        take_text: Callback::new(move |text| intake.take_text(text)),
    });
    Effect::new(move || {
        if keeper.carrier.to_add.with(Option::is_some)
            && let Some(Some(delivery)) = keeper.carrier.to_add.try_update(Option::take)
        {
            intake.step.set(Step::Ways);
            intake.take_delivery(delivery);
        }
    });
    let trouble = dynamic(move || match intake.trouble.get() {
        None => ().into_any(),
        Some(trouble) => {
            let told = move || trouble.words(text.words());
            view! { <Notice kind=NoticeKind::Danger>{told}</Notice> }.into_any()
        }
    });
    let unread = dynamic(move || {
        let unread = intake.unread.get();
        if unread.is_empty() {
            return ().into_any();
        }
        let told = unread.into_iter().map(move |(name, trouble)| {
            let told = move || trouble.words(text.words());
            view! { <p><b class="file-name">{name}</b>" – "{told}</p> }
        });
        let told = told.collect_view().into_any();
        view! { <Notice kind=NoticeKind::Warning>{told}</Notice> }.into_any()
    });
    let content = dynamic(move || match intake.step.get() {
        Step::Ways => view! { <Ways intake/> }.into_any(),
        Step::Camera => view! { <CameraView intake/> }.into_any(),
        Step::Typing(key) => view! { <TypedKey intake key/> }.into_any(),
        Step::Review { keys, is_uri_for_key } => view! { <Review intake keys is_uri_for_key/> }.into_any(),
    });
    view! {
        <div class="add stack" class:is-dragged-over=flag(is_dragged_over)>
            {trouble}
            {unread}
            {content}
            {drop_veil(is_dragged_over, text.say(|w: &AddText| w.drop_now))}
        </div>
    }
}

/// Whether a text holds Key URIs, good or bad, or a transfer.
fn is_of_keys(text: &str) -> bool {
    match Arrival::of_text(text) {
        Arrival::Keys(keys) => keys.iter().any(|key| !matches!(key.result, Err(ScanError::NotAKeyUri { .. }))),
        Arrival::Import => true,
        Arrival::BareKey(_) => false,
    }
}
