//! What is typed beside the QR code: the first security code or two of them, and the device's name.

use leptos::prelude::*;

use super::{device_row::name_error, state::ConsoleState, two_codes::TwoCodes, use_console, verdict::explained, words};
use crate::{
    console::{AttachRefusal, DeviceNameError, Judgement, LinkRefusal, Refusal},
    ui::{
        components::{CodeField, Field, dynamic, secret_text, wipe},
        text::console::{devices::DevicesText, shared::SharedText, wizard::WizardText},
        use_text,
    },
};

/// The form of the step “Link”.
#[derive(Clone, Copy)]
pub(super) struct LinkForm {
    console: ConsoleState,
    /// How many codes the policy in force wants to see. The desk may change it while the key is on show.
    wants_two: Memo<bool>,
    /// Another application takes the place of a device, and its name.
    is_switch: bool,
    one: RwSignal<String>,
    two: TwoCodes,
    name: RwSignal<String>,
    /// With what the field held then: the error goes as soon as something else is typed.
    refusal: RwSignal<Option<(Refusal, String)>>,
    name_refusal: RwSignal<Option<(DeviceNameError, String)>>,
    /// What the verifier saw of the codes that were refused last.
    judged: RwSignal<Option<Judgement>>,
}

impl LinkForm {
    pub(super) fn new() -> Self {
        let console = use_console();
        let text = use_text();
        let is_switch = console.snapshot.with_untracked(|all| {
            let (Some(binding), Some(account)) = (&all.binding, &all.account) else { return false };
            binding.replaced(account).is_some()
        });
        let base = text.words_now::<DevicesText>().nameless;
        let name = console.user.with_untracked(|user| user.as_ref().map(|user| user.free_device_name(base)));
        Self {
            console,
            wants_two: Memo::new(move |_| console.snapshot.with(|all| all.policy.policy().codes_to_confirm > 1)),
            is_switch,
            one: secret_text(),
            two: TwoCodes::new(),
            name: RwSignal::new(name.unwrap_or_default()),
            refusal: RwSignal::new(None),
            name_refusal: RwSignal::new(None),
            judged: RwSignal::new(None),
        }
    }

    /// Hands the codes in; where a factor has to be shown first, asks for that and hands them in again.
    pub(super) fn submit(self, link_refusal: RwSignal<Option<LinkRefusal>>) {
        let console = self.console;
        let codes = if self.wants_two.get_untracked() {
            self.two.now().map(|(code, _)| code).to_vec()
        } else {
            vec![self.one.get_untracked()]
        };
        let name = self.name.get_untracked();
        console.run(async move {
            match console.attach(codes, name).await {
                Some(Err(AttachRefusal::Code { refusal: why, judgement })) => {
                    if why.is_failure() {
                        wipe(self.one);
                    }
                    self.refusal.try_set(Some((why, self.one.try_get_untracked().unwrap_or_default())));
                    self.judged.try_set(Some(*judgement).filter(|_| why.is_failure()));
                }
                Some(Err(AttachRefusal::Codes { refusal: why, judgement })) => {
                    self.two.refuse(why);
                    self.judged.try_set(Some(*judgement).filter(|_| why.is_failure()));
                }
                Some(Err(AttachRefusal::Name(why))) => {
                    self.name_refusal.try_set(Some((why, self.name.try_get_untracked().unwrap_or_default())));
                }
                Some(Err(AttachRefusal::Link(LinkRefusal::StepUpNeeded))) => {
                    console.ask_for_step_up(move || self.submit(link_refusal));
                }
                Some(Err(AttachRefusal::Link(why))) => drop(link_refusal.try_set(Some(why))),
                Some(Ok(()) | Err(AttachRefusal::KeyEnded(_))) | None => {}
            }
        });
    }

    pub(super) fn fields(self) -> AnyView {
        let text = use_text();
        let period_secs = u64::from(self.console.policy().period.secs());
        let codes = dynamic(move || {
            if self.wants_two.get() {
                return self.two.fields("link", period_secs, Signal::derive(|| None));
            }
            let error = Signal::derive(move || {
                let (why, at) = self.refusal.get()?;
                let is_as_then = self.one.with(|typed| *typed == at);
                is_as_then.then(|| words::first_code(why, period_secs, text.words(), text.words()))
            });
            view! {
                <CodeField
                    id="first-code"
                    label=text.say(|w: &SharedText| w.security_code)
                    hint=text.say(|w: &WizardText| w.security_code_hint)
                    error
                    value=self.one
                />
            }
            .into_any()
        });
        let name_error = Signal::derive(move || {
            let (why, at) = self.name_refusal.get()?;
            let is_as_then = self.name.with(|typed| *typed == at);
            is_as_then.then(|| name_error(why, text.words()).to_owned())
        });
        let name = (!self.is_switch).then(|| {
            view! {
                <Field
                    id="device-name"
                    label=text.say(|w: &DevicesText| w.name)
                    hint=text.say(|w: &DevicesText| w.name_hint)
                    error=name_error
                    value=self.name
                />
            }
            .into_any()
        });
        let seen = explained(self.judged.into()).view();
        view! { {codes} {seen} {name} }.into_any()
    }
}
