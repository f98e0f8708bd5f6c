//! The reviewer's desk: applications for manual verification.

use leptos::prelude::*;
use web_sys::Url;

use super::{
    parts::{actions, button, definitions, fixed_notice, on_submit, paragraph, submit_button},
    use_console,
    words::day_and_time,
};
use crate::{
    console::{DeskError, ManualReview, ReviewId, ReviewState},
    ui::{
        components::{Field, NoticeKind, dynamic, dynamic_list, dynamic_text, dynamic_when},
        text::console::{desk::DeskText, shared::SharedText},
        use_text,
    },
};

/// The page “Reviewer's desk”.
#[component]
pub(super) fn Desk() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let waiting = move || {
        console.snapshot.with(|all| {
            let is_waiting = |review: &&ManualReview| review.state == ReviewState::Waiting;
            all.reviews.iter().filter(is_waiting).map(|review| review.id.clone()).collect::<Vec<_>>()
        })
    };
    let decided = Memo::new(move |_| {
        console.snapshot.with(|all| {
            let is_decided = |review: &&ManualReview| review.state != ReviewState::Waiting;
            all.reviews.iter().filter(is_decided).cloned().collect::<Vec<_>>()
        })
    });
    let is_empty = Memo::new(move |_| waiting().is_empty());
    let applications = dynamic(move || {
        if is_empty.get() {
            return paragraph("empty", |w: &DeskText| w.desk_empty);
        }
        dynamic_list(waiting, |id: &ReviewId| id.as_str().to_owned(), |id| view! { <Application id/> }.into_any())
    });
    let decisions = dynamic_when(
        move || !decided.with(Vec::is_empty),
        move || {
            let reviews = dynamic(move || decided.get().into_iter().map(decided_review).collect::<Vec<_>>().into_any());
            view! {
                <h2>{text.say(|w: &DeskText| w.desk_decided)}</h2>
                <ul class="decided">{reviews}</ul>
            }
            .into_any()
        },
    );
    view! { <div class="stack">{paragraph("lede", |w: &DeskText| w.desk_lede)} {applications} {decisions}</div> }
        .into_any()
}

fn decided_review(review: ManualReview) -> AnyView {
    let text = use_text();
    let (username, state) = (review.username, review.state);
    let words = dynamic_text(move || {
        let words: &DeskText = text.words();
        match &state {
            ReviewState::Waiting => String::new(),
            ReviewState::Approved { at } => format!("{} ({})", words.approved, day_and_time(*at)),
            ReviewState::Rejected { at, reason } => format!("{} ({}): {reason}", words.rejected, day_and_time(*at)),
        }
    });
    view! { <li><b>{username.as_str().to_owned()}</b>" "{words}</li> }.into_any()
}

#[component]
fn Application(id: ReviewId) -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let review = console.snapshot.with_untracked(|all| all.reviews.iter().find(|review| review.id == id).cloned());
    let reason = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<DeskError>);
    let id = StoredValue::new(id);
    let decide = move |rejection: Option<String>| {
        console.run(async move {
            if let Some(Err(why)) = console.decide(id.get_value(), rejection).await {
                refusal.try_set(Some(why));
            }
        });
    };
    let reject = on_submit(move || {
        decide(Some(reason.get_untracked()));
    });
    let reason_error = Signal::derive(move || match refusal.get()? {
        DeskError::ReasonMissing => Some(text.words::<DeskText>().rejection_reason_missing.to_owned()),
        DeskError::AlreadyDecided => None,
    });
    let already = dynamic_when(
        move || refusal.get() == Some(DeskError::AlreadyDecided),
        || fixed_notice(NoticeKind::Danger, |w: &DeskText| w.already_decided),
    );
    review.map(|review| {
        let username = review.username.as_str().to_owned();
        let label = dynamic_text(move || (text.words::<DeskText>().application_of)(&username));
        let field = format!("rejection-{}", review.id.as_str());
        let image = document_url(&review.document.bytes);
        view! {
            <article class="card stack application" aria-label=label>
                <div class="application-body">
                    {definitions(vec![
                        (text.say(|w: &SharedText| w.username), review.username.as_str().to_owned().into()),
                        (text.say(|w: &SharedText| w.name), review.name.into()),
                        (text.say(|w: &SharedText| w.reason), review.reason.into()),
                        (text.say(|w: &DeskText| w.submitted_at), day_and_time(review.submitted_at).into()),
                        (text.say(|w: &SharedText| w.document), review.document.file_name.into()),
                    ])}
                    {image.map(|url| view! { <img class="document" src=url alt=text.say(|w: &DeskText| w.document_image)/> })}
                </div>
                {already}
                <form class="stack" novalidate on:submit=reject>
                    <Field
                        id=field
                        label=text.say(|w: &DeskText| w.rejection_reason)
                        error=reason_error
                        value=reason
                        required=false
                    />
                    {actions(
                        submit_button("button quiet", |w: &DeskText| w.reject),
                        button("button primary", |w: &DeskText| w.approve, move || decide(None)),
                    )}
                </form>
            </article>
        }
        .into_any()
    })
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
