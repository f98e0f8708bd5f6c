//! The messages that the carrier brought to a phone.

use leptos::prelude::*;

use super::{
    phone::{PhoneContext, Screen, ScreenHeading},
    phone_time,
};
use crate::{
    stage::{Sms, SmsBody},
    ui::{
        components::{dynamic, dynamic_list, dynamic_text, dynamic_when, press},
        text::Text,
        use_clock, use_text,
    },
};

/// What a message says: its gist, and the rest.
fn words(message: &Sms, text: &'static Text) -> (String, String) {
    match &message.body {
        SmsBody::VerificationCode { code, minutes_valid } => {
            (text.authenticator.verification_code)(code, *minutes_valid)
        }
    }
}

/// All messages, the newest first.
#[component]
pub(super) fn Messages(context: PhoneContext) -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let offset_secs = context.offset_secs();
    // What is on the screen is read, also what comes in meanwhile.
    let messages = context.messages;
    Effect::new(move || {
        let now = clock.now_untracked();
        context.read_until.set(messages.with(|all| all.first().map_or(now, |message| message.sent_at.max(now))));
    });
    view! {
        <ScreenHeading title=text.signal(|t| t.authenticator.messages)/>
        {dynamic_when(
            move || messages.with(Vec::is_empty),
            move || view! { <p class="empty">{text.of(|t| t.authenticator.no_messages)}</p> }.into_any(),
        )}
        <ol class="messages" aria-live="polite">
            {dynamic_list(
                move || messages.get(),
                |message| message.id.clone(),
                move |message| {
                    let (from, sent_at) = (message.from.clone(), message.sent_at);
                    let message = StoredValue::new(message);
                    let gist = dynamic_text(move || message.with_value(|message| words(message, text.get()).0));
                    let rest = dynamic_text(move || message.with_value(|message| words(message, text.get()).1));
                    let time = dynamic_text(move || phone_time::with_minutes(sent_at.offset_secs(offset_secs.get())));
                    view! {
                        <li class="message">
                            <small>
                                <span>{from}</span>
                                <span>{time}</span>
                            </small>
                            <p><b>{gist}</b></p>
                            <p>{rest}</p>
                        </li>
                    }
                    .into_any()
                },
            )}
        </ol>
    }
}

/// The newest message that was not read yet, over whatever the phone shows. Pressing it opens the messages.
#[component]
pub(super) fn Notification(context: PhoneContext) -> impl IntoView {
    let text = use_text();
    let newest = move || {
        if context.screen.get() == Screen::Messages || context.unread() == 0 {
            return None;
        }
        context.messages.with(|all| all.first().cloned())
    };
    view! {
        <div role="status">
            {dynamic(move || {
                let Some(message) = newest() else { return ().into_any() };
                view! {
                    <button class="notification" on:click=press(move |_| context.screen.set(Screen::Messages))>
                        <small>{message.from.clone()}</small>
                        <span>{dynamic_text(move || words(&message, text.get()).0)}</span>
                    </button>
                }
                .into_any()
            })}
        </div>
    }
}
