//! The icon of an entry: its own image, or letters on a colour.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use leptos::prelude::*;

use super::Face;
use crate::{
    authenticator::{self, ICON_MEDIA_TYPES},
    ui::components::dynamic,
};

/// The icon. It says nothing that the names beside it do not say.
#[component]
pub(in crate::ui::authenticator::own) fn Icon(#[prop(into)] face: Signal<Face>) -> impl IntoView {
    let looks = Memo::new(move |_| face.with(|face| (face.image.clone(), face.letters.clone(), face.colour)));
    dynamic(move || {
        looks.with(|(image, letters, colour)| match image.as_ref().and_then(address) {
            Some(address) => view! { <img class="code-icon" src=address alt=""/> }.into_any(),
            None => view! {
                <span class=format!("code-icon colour-{colour}") aria-hidden="true">{letters.clone()}</span>
            }
            .into_any(),
        })
    })
}

/// The image as an address; none if it is of a type that is not shown.
pub(super) fn address(image: &authenticator::Icon) -> Option<String> {
    let is_known = ICON_MEDIA_TYPES.contains(&image.media_type.as_str());
    is_known.then(|| format!("data:{};base64,{}", image.media_type, STANDARD.encode(&image.bytes)))
}
