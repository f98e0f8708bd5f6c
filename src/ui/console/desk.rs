//! The reviewer's desk: applications for manual verification.

use leptos::{ev::SubmitEvent, prelude::*};
use web_sys::Url;

use super::{use_console, words::day_and_time};
use crate::{
    console::{DeskError, ManualReview, ReviewId, ReviewState},
    ui::{
        components::{Field, Notice, NoticeKind},
        use_text,
    },
};

/// The page “Reviewer's desk”.
#[component]
pub(super) fn Desk() -> impl IntoView {
    let text = use_text();
    let console = use_console();
    let waiting = Memo::new(move |_| {
        console.snapshot.with(|all| {
            let is_waiting = |review: &&ManualReview| review.state == ReviewState::Waiting;
            all.reviews.iter().filter(is_waiting).map(|review| review.id.clone()).collect::<Vec<_>>()
        })
    });
    let decided = Memo::new(move |_| {
        console.snapshot.with(|all| {
            let is_decided = |review: &&ManualReview| review.state != ReviewState::Waiting;
            all.reviews.iter().filter(is_decided).cloned().collect::<Vec<_>>()
        })
    });
    view! {
        <div class="stack">
            <p class="lede">{text.of(|t| t.console.desk_lede)}</p>
            <Show
                when=move || !waiting.with(Vec::is_empty)
                fallback=move || view! { <p class="empty">{text.of(|t| t.console.desk_empty)}</p> }
            >
                <For each=move || waiting.get() key=Clone::clone let:id>
                    <Application id/>
                </For>
            </Show>
            <Show when=move || !decided.with(Vec::is_empty)>
                <h2>{text.of(|t| t.console.desk_decided)}</h2>
                <ul class="decided">
                    {move || decided.get().into_iter().map(|review| view! { <DecidedReview review/> }).collect_view()}
                </ul>
            </Show>
        </div>
    }
}

#[component]
fn DecidedReview(review: ManualReview) -> impl IntoView {
    let text = use_text();
    let (username, state) = (review.username, review.state);
    let words = move || {
        let words = text.get().console;
        match &state {
            ReviewState::Waiting => String::new(),
            ReviewState::Approved { at } => format!("{} ({})", words.approved, day_and_time(*at)),
            ReviewState::Rejected { at, reason } => format!("{} ({}): {reason}", words.rejected, day_and_time(*at)),
        }
    };
    view! { <li><b>{username.as_str().to_owned()}</b>" "{words}</li> }
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
    let reject = move |event: SubmitEvent| {
        event.prevent_default();
        decide(Some(reason.get_untracked()));
    };
    let reason_error = Signal::derive(move || match refusal.get()? {
        DeskError::ReasonMissing => Some(text.get().console.rejection_reason_missing.to_owned()),
        DeskError::AlreadyDecided => None,
    });
    let already = move || {
        (refusal.get() == Some(DeskError::AlreadyDecided)).then(|| {
            view! { <Notice kind=NoticeKind::Danger>{text.of(|t| t.console.already_decided)}</Notice> }
        })
    };
    review.map(|review| {
        let username = review.username.as_str().to_owned();
        let label = move || (text.get().console.application_of)(&username);
        let field = format!("rejection-{}", review.id.as_str());
        let image = document_url(&review.document.bytes);
        view! {
            <article class="card stack application" aria-label=label>
                <div class="application-body">
                    <dl class="definition">
                        <dt>{text.of(|t| t.console.username)}</dt>
                        <dd>{review.username.as_str().to_owned()}</dd>
                        <dt>{text.of(|t| t.console.name)}</dt>
                        <dd>{review.name}</dd>
                        <dt>{text.of(|t| t.console.reason)}</dt>
                        <dd>{review.reason}</dd>
                        <dt>{text.of(|t| t.console.submitted_at)}</dt>
                        <dd>{day_and_time(review.submitted_at)}</dd>
                        <dt>{text.of(|t| t.console.document)}</dt>
                        <dd>{review.document.file_name}</dd>
                    </dl>
                    {image.map(|url| view! { <img class="document" src=url alt=text.of(|t| t.console.document_image)/> })}
                </div>
                {already}
                <form class="stack" novalidate on:submit=reject>
                    <Field
                        id=field
                        label=text.signal(|t| t.console.rejection_reason)
                        error=reason_error
                        value=reason
                        required=false
                    />
                    <div class="actions">
                        <button type="submit" class="button quiet">{text.of(|t| t.console.reject)}</button>
                        <button type="button" class="button primary" on:click=move |_| decide(None)>
                            {text.of(|t| t.console.approve)}
                        </button>
                    </div>
                </form>
            </article>
        }
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
