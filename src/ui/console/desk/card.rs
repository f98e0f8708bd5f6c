//! A paper that waits, with its document and the two decisions.

use leptos::prelude::*;
use web_sys::Url;

use super::{
    super::{
        parts::{actions, button, definitions, fixed_notice, on_submit, submit_button},
        use_console,
        words::day_and_time,
    },
    HEADING,
    paper::{Paper, PaperId},
};
use crate::{
    console::DeskError,
    ui::{
        components::{Field, NoticeKind, dynamic_text, dynamic_when, focus::focus_first_invalid},
        text::console::{desk::DeskText, shared::SharedText},
        use_text,
    },
};

/// The card. `told` is where the page says what was decided, as the card itself goes.
#[component]
pub(super) fn Card(paper: Paper, told: RwSignal<Option<(String, PaperId, bool)>>) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let reason = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<DeskError>);
    let form = NodeRef::<leptos::html::Form>::new();
    let key = paper.id.key();
    let waits_secs = console.policy().appeal_wait_secs;
    let (id, username) = (paper.id.clone(), paper.username.clone());
    let decide = StoredValue::new(move |rejection: Option<String>| {
        let (id, username) = (id.clone(), username.clone());
        let is_approved = rejection.is_none();
        console.run(async move {
            let answer = match &id {
                PaperId::Review(review) => console.decide(review.clone(), rejection).await,
                PaperId::Appeal(appeal) => console.decide_appeal(appeal.clone(), rejection).await,
            };
            match answer {
                Some(Ok(())) => {
                    told.try_set(Some((username, id, is_approved)));
                    super::super::account::focus_by_id(HEADING);
                }
                Some(Err(why)) => {
                    refusal.try_set(Some(why));
                    if let Some(Some(form)) = form.try_get_untracked() {
                        request_animation_frame(move || focus_first_invalid(&form));
                    }
                }
                None => {}
            }
        });
    });
    let reject = on_submit(move || decide.with_value(|decide| decide(Some(reason.get_untracked()))));
    let approve = move || decide.with_value(|decide| decide(None));
    let reason_error = Signal::derive(move || match refusal.get()? {
        DeskError::ReasonMissing => Some(text.words::<DeskText>().rejection_reason_missing.to_owned()),
        DeskError::AlreadyDecided => None,
    });
    let already = dynamic_when(
        move || refusal.get() == Some(DeskError::AlreadyDecided),
        || fixed_notice(NoticeKind::Danger, |w: &DeskText| w.already_decided),
    );
    let (id, username) = (paper.id.clone(), paper.username.clone());
    let title = dynamic_text(move || id.title(&username, text.words()));
    let consequence = match &paper.id {
        PaperId::Review(_) => None,
        PaperId::Appeal(_) => Some(dynamic_text(move || (text.words::<DeskText>().appeal_waits)(waits_secs))),
    };
    let image = document_url(&paper.document.bytes);
    let described = definitions(vec![
        (text.say(|w: &SharedText| w.username), paper.username.into()),
        (text.say(|w: &SharedText| w.name), paper.name.into()),
        (text.say(|w: &SharedText| w.reason), paper.reason.into()),
        (text.say(|w: &DeskText| w.submitted_at), day_and_time(paper.submitted_at).into()),
        (text.say(|w: &SharedText| w.document), paper.document.file_name.into()),
    ]);
    view! {
        <article class="card stack application" aria-labelledby=key.clone()>
            <h3 id=key.clone()>{title}</h3>
            <div class="application-body">
                {described}
                {image.map(|url| view! { <img class="document" src=url alt=text.say(|w: &DeskText| w.document_image)/> })}
            </div>
            {consequence.map(|words| view! { <p class="hint">{words}</p> })}
            {already}
            <form class="stack" novalidate on:submit=reject node_ref=form>
                <Field
                    id=format!("rejection-{key}")
                    label=text.say(|w: &DeskText| w.rejection_reason)
                    hint=text.say(|w: &DeskText| w.rejection_reason_hint)
                    error=reason_error
                    value=reason
                    required=false
                />
                {actions(
                    submit_button("button quiet", |w: &DeskText| w.reject),
                    button("button primary", |w: &DeskText| w.approve, approve),
                )}
            </form>
        </article>
    }
    .into_any()
}

/// A local address for the document's image, given back when the card goes. The browser itself finds out the type.
fn document_url(bytes: &[u8]) -> Option<String> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = web_sys::Blob::new_with_u8_array_sequence(&parts).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let given_back = url.clone();
    on_cleanup(move || {
        // An address that is gone already needs no giving back.
        let _ = Url::revoke_object_url(&given_back);
    });
    Some(url)
}
