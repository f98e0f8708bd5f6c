//! The camera: a frame in sight, its pictures read one after the other. It is off when this is left, or out of sight.

use leptos::{html, prelude::*, reactive::spawn_local_scoped_with_cancellation};

use super::intake::{Intake, Step, Trouble};
use crate::{
    browser::{
        camera::{self, Camera, CameraError, CameraInfo, Choice},
        idle,
    },
    ui::{
        components::{Notice, NoticeKind, dynamic, dynamic_text, dynamic_when, focus, press},
        text::add::AddText,
        use_text,
    },
};

/// Whether the camera is on.
#[derive(Clone, PartialEq, Eq)]
enum State {
    /// It starts, or runs: this one, or the one that looks away from the person.
    On(Option<String>),
    /// The page is out of sight.
    Paused,
    Failed(CameraError),
}

/// The camera's view, with a choice of camera and the torch where there is one.
#[component]
pub(super) fn CameraView(intake: Intake) -> impl IntoView {
    let text = use_text();
    let heading = NodeRef::<html::H2>::new();
    focus::focus_on_mount(heading);
    let state = RwSignal::new(State::On(None));
    let chosen = RwSignal::new(None::<String>);
    let cameras = RwSignal::new(Vec::<CameraInfo>::new());
    let on_hidden = StoredValue::new_local(Some(idle::on_hidden(move || {
        if state.try_with_untracked(|state| matches!(state, State::On(_))) == Some(true) {
            state.try_set(State::Paused);
        }
    })));
    on_cleanup(move || {
        on_hidden.try_update_value(Option::take);
    });
    let start = move || {
        intake.trouble.set(None);
        state.set(State::On(chosen.get_untracked()));
    };
    // What runs ends with its view: the camera goes off, whatever it was about to do.
    let picture = dynamic(move || {
        let told: fn(&AddText) -> &'static str = match state.get() {
            State::On(id) => return view! { <Running intake id state cameras/> }.into_any(),
            State::Paused => |w| w.camera_paused,
            State::Failed(error) => failure(error),
        };
        view! {
            <Notice kind=NoticeKind::Warning>{text.say(told)}</Notice>
            <div class="row">
                <button class="button token" on:click=press(move |_| start())>
                    {text.say(|w: &AddText| w.try_again)}
                </button>
            </div>
        }
        .into_any()
    });
    let choose = move |event| {
        chosen.set(Some(event_target_value(&event)));
        start();
    };
    let choices = move || {
        let options = cameras.get().into_iter().zip(1..).map(|(camera, number)| {
            let label = if camera.label.is_empty() { number.to_string() } else { camera.label };
            let is_chosen = chosen.with_untracked(|chosen| chosen.as_ref() == Some(&camera.id));
            view! { <option value=camera.id selected=is_chosen>{label}</option> }
        });
        view! {
            <div class="field">
                <label for="add-camera">{text.say(|w: &AddText| w.which_camera)}</label>
                <select id="add-camera" on:change=choose>{options.collect_view()}</select>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="panel stack" aria-labelledby="add-camera-title">
            <h2 id="add-camera-title" node_ref=heading tabindex="-1">{text.say(|w: &AddText| w.use_camera)}</h2>
            {picture}
            {dynamic_when(move || cameras.with(|cameras| cameras.len() > 1), choices)}
            <div class="row">
                <button class="button quiet" on:click=press(move |_| intake.go(Step::Ways))>
                    {text.say(|w: &AddText| w.back)}
                </button>
            </div>
        </section>
    }
}

/// A camera that is on, until something of use was seen.
#[component]
fn Running(
    intake: Intake,
    /// Which camera; none for any that looks away from the person.
    id: Option<String>,
    state: RwSignal<State>,
    cameras: RwSignal<Vec<CameraInfo>>,
) -> impl IntoView {
    let text = use_text();
    let video = NodeRef::<html::Video>::new();
    let is_showing = RwSignal::new(false);
    let has_torch = RwSignal::new(false);
    let is_lit = RwSignal::new(false);
    let wants_light = RwSignal::new(false);
    let run = async move {
        let choice = id.as_deref().map_or(Choice::FacingAway, Choice::Id);
        let camera = camera::open(choice).await?;
        if let Some(Some(video)) = video.try_get_untracked() {
            camera.show_in(&video);
        }
        // Their names are told only now that one was allowed.
        cameras.try_set(camera::list().await.unwrap_or_default());
        has_torch.try_set(camera.has_torch());
        loop {
            let frame = camera.next_frame().await?;
            is_showing.try_set(true);
            light(&camera, wants_light, is_lit).await;
            match intake.decode(frame).await {
                Ok(texts) => {
                    if intake.take_scan(texts) {
                        return Ok(());
                    }
                }
                Err(Trouble::Decode(_)) => {}
                Err(trouble) => drop(intake.trouble.try_set(Some(trouble))),
            }
        }
    };
    spawn_local_scoped_with_cancellation(async move {
        let ended: Result<(), CameraError> = run.await;
        if let Err(error) = ended {
            state.try_set(State::Failed(error));
        }
    });
    let told = dynamic_text(move || {
        let words = text.words::<AddText>();
        if is_showing.get() { words.hold_in_frame } else { words.camera_opening }.to_owned()
    });
    let pressed = Signal::derive(move || is_lit.get().to_string());
    view! {
        <div class="add-finder">
            <video node_ref=video muted playsinline aria-label=text.say(|w: &AddText| w.camera_picture)></video>
            <i aria-hidden="true"></i>
        </div>
        <p class="hint" role="status">{told}</p>
        {dynamic_when(move || has_torch.get(), move || view! {
            <div class="row">
                <button
                    class="button quiet"
                    aria-pressed=pressed
                    on:click=press(move |_| wants_light.update(|wants| *wants = !*wants))
                >
                    {text.say(|w: &AddText| w.torch)}
                </button>
            </div>
        }.into_any())}
    }
}

/// Switches the torch to what is wanted; one that cannot be switched stays as it is.
async fn light(camera: &Camera, wants_light: RwSignal<bool>, is_lit: RwSignal<bool>) {
    let (Some(wanted), Some(lit)) = (wants_light.try_get_untracked(), is_lit.try_get_untracked()) else { return };
    if wanted != lit {
        let is_switched = camera.set_torch(wanted).await.is_ok();
        is_lit.try_set(is_switched && wanted);
        wants_light.try_set(is_switched && wanted);
    }
}

fn failure(error: CameraError) -> fn(&AddText) -> &'static str {
    match error {
        CameraError::Insecure => |w| w.camera_insecure,
        CameraError::NotFound => |w| w.camera_not_found,
        CameraError::NotAllowed => |w| w.camera_not_allowed,
        CameraError::InUse => |w| w.camera_in_use,
        CameraError::Ended | CameraError::NoPicture => |w| w.camera_ended,
        CameraError::Failed => |w| w.camera_failed,
    }
}
