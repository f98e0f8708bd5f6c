//! The messages that the carrier brought to a phone: text messages, and the mail of its owner.

use leptos::prelude::*;

use super::{
    notices,
    phone::{PhoneContext, Screen, ScreenHeading},
    phone_time,
};
use crate::{
    otp::UnixMillis,
    stage::{Message, MessageBody},
    ui::{
        Localized,
        components::{dynamic, dynamic_list, dynamic_text, dynamic_when, press},
        text::Text,
        use_clock, use_text,
    },
};

/// Which of the texts is meant.
type Pick = fn(&'static Text) -> &'static str;

/// The messages of one kind on a phone.
#[derive(Clone, Copy)]
pub(super) struct Inbox {
    /// The messages, the newest first.
    pub(super) messages: Memo<Vec<Message>>,
    /// Until when they were read, by the true clock.
    pub(super) read_until: RwSignal<UnixMillis>,
}

impl Inbox {
    /// How many came in since the last look.
    pub(super) fn unread(self) -> usize {
        let read_until = self.read_until.get();
        self.messages.with(|all| all.iter().filter(|message| message.sent_at > read_until).count())
    }
}

/// What a message says: its gist, and the rest.
fn words(message: &Message, text: Localized) -> (String, String) {
    match &message.body {
        MessageBody::VerificationCode { code, minutes_valid } => {
            (text.get().authenticator.verification_code)(code, *minutes_valid)
        }
        MessageBody::Notice(notice) => notices::words(notice, text.words()),
    }
}

/// All messages of one kind, the newest first.
#[component]
pub(super) fn Messages(context: PhoneContext, screen: Screen) -> impl IntoView {
    let text = use_text();
    let clock = use_clock();
    let offset_secs = context.offset_secs();
    let inbox = if screen == Screen::Mail { context.mail } else { context.sms };
    // What is on the screen is read, also what comes in meanwhile.
    let messages = inbox.messages;
    Effect::new(move || {
        let now = clock.now_untracked();
        inbox.read_until.set(messages.with(|all| all.first().map_or(now, |message| message.sent_at.max(now))));
    });
    let (title, empty): (Pick, Pick) = match screen {
        Screen::Mail => (|t| t.authenticator.mail, |t| t.authenticator.no_mail),
        _ => (|t| t.authenticator.messages, |t| t.authenticator.no_messages),
    };
    view! {
        <ScreenHeading title=text.signal(title)/>
        {dynamic_when(
            move || messages.with(Vec::is_empty),
            move || view! { <p class="empty">{text.signal(empty)}</p> }.into_any(),
        )}
        <ol class="messages" aria-live="polite">
            {dynamic_list(
                move || messages.get(),
                |message| message.id.clone(),
                move |message| {
                    let (from, sent_at) = (message.from.clone(), message.sent_at);
                    let message = StoredValue::new(message);
                    let gist = dynamic_text(move || message.with_value(|message| words(message, text).0));
                    let rest = dynamic_text(move || message.with_value(|message| words(message, text).1));
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
        let shown = context.screen.get();
        let unread = |(inbox, screen): (Inbox, Screen)| {
            if shown == screen || inbox.unread() == 0 {
                return None;
            }
            inbox.messages.with(|all| all.first().map(|message| (message.clone(), screen)))
        };
        // A text message comes before the mail of the same moment.
        let newest_of_each =
            [(context.mail, Screen::Mail), (context.sms, Screen::Messages)].into_iter().filter_map(unread);
        newest_of_each.max_by_key(|(message, _)| message.sent_at)
    };
    view! {
        <div role="status">
            {dynamic(move || {
                let Some((message, screen)) = newest() else { return ().into_any() };
                let from = message.from.clone();
                // The words of notices come with the screen that shows them whole.
                let gist = dynamic_text(move || {
                    let words = text.get().authenticator;
                    match &message.body {
                        MessageBody::VerificationCode { code, minutes_valid } => {
                            (words.verification_code)(code, *minutes_valid).0
                        }
                        MessageBody::Notice(notice) => (words.notice_about)(&notice.account),
                    }
                });
                view! {
                    <button class="notification" on:click=press(move |_| context.screen.set(screen))>
                        <small>{from}</small>
                        <span>{gist}</span>
                    </button>
                }
                .into_any()
            })}
        </div>
    }
}
