//! What frames every place: the bar, the footer, the bottom bar of a narrow screen, the word of a new version.

use leptos::prelude::*;

use super::{
    Localized,
    components::{Link, dynamic, dynamic_when},
    parts::{Part, part},
    route::{AuthenticatorPlace, ConsolePage, DeskPlace, Route},
    stage::{Side, Stage},
    text::Language,
    use_navigation, use_text,
};
use crate::browser::updates;

/// What the frame holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Stage,
    Authenticator,
    Scenarios,
    Settings,
    /// Nothing that exists.
    None,
}

/// The frame with the place of the route in it.
#[component]
pub(super) fn Shell() -> impl IntoView {
    let text = use_text();
    let navigation = use_navigation();
    let side = RwSignal::new(Side::Console);
    provide_context(side);
    Effect::new(move || document().set_title(&title(navigation.route(), text)));
    // A move inside a place keeps its view, and whatever is typed in it.
    let place = Memo::new(move |_| match navigation.route() {
        route if route.is_on_stage() => Place::Stage,
        Route::Authenticator(_) => Place::Authenticator,
        Route::Scenarios => Place::Scenarios,
        Route::Settings => Place::Settings,
        _ => Place::None,
    });
    let place = dynamic(move || match place.get() {
        Place::Stage => view! { <Stage/> }.into_any(),
        Place::Authenticator => {
            view! { <main id="content" tabindex="-1">{part(Part::Authenticator)}</main> }.into_any()
        }
        Place::Scenarios => {
            view! { <main class="page" id="content" tabindex="-1">{part(Part::Scenarios)}</main> }.into_any()
        }
        Place::Settings => {
            view! { <main class="page" id="content" tabindex="-1">{part(Part::Settings)}</main> }.into_any()
        }
        Place::None => view! { <NotFound/> }.into_any(),
    });
    view! {
        <a class="skip" href="#content">{text.of(|t| t.shell.skip_to_content)}</a>
        <Bar/>
        <UpdateWord/>
        {place}
        <footer class="foot">{text.of(|t| t.shell.unofficial)}</footer>
        <Dock side/>
    }
}

/// The tab's title: the place first, since a row of tabs shows little more.
fn title(route: Route, text: Localized) -> String {
    let words = text.get().shell;
    let place = match route {
        Route::Console(_) => words.console,
        Route::Desk(_) => words.desk,
        Route::Scenarios => words.scenarios,
        Route::Authenticator(_) => words.authenticator,
        Route::Settings => words.settings,
        Route::NotFound => words.not_found_title,
        Route::Stage | Route::Start => words.stage,
    };
    format!("{place} – Counterpart")
}

#[component]
fn Bar() -> impl IntoView {
    let text = use_text();
    let other_language = move || match text.language() {
        Language::English => Language::SimplifiedChinese,
        Language::SimplifiedChinese => Language::English,
    };
    let language_name = move || match other_language() {
        Language::English => "English",
        Language::SimplifiedChinese => "中文",
    };
    view! {
        <header class="bar">
            <Link to=Route::Stage class="brand">
                <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
                    <path class="mark-console" d="M12 3a10 10 0 0 0 0 20z"/>
                    <path class="mark-token" d="M14 3a10 10 0 0 1 0 20z"/>
                </svg>
                "Counterpart"
            </Link>
            <nav aria-label=text.of(|t| t.shell.main_navigation)>
                <StageLink/>
                <Link to=Route::Authenticator(AuthenticatorPlace::Codes) class="place" is_for_all=true>
                    {text.of(|t| t.shell.authenticator)}
                </Link>
                <Link to=Route::Scenarios class="place">{text.of(|t| t.shell.scenarios)}</Link>
                <Link to=Route::Desk(DeskPlace::Applications) class="place" is_for_all=true>{text.of(|t| t.shell.desk)}</Link>
            </nav>
            <div class="bar-actions">
                <button
                    class="button quiet small"
                    lang=move || other_language().tag()
                    on:click=move |_| {
                        let language = untrack(other_language);
                        text.choose(language);
                    }
                >
                    {language_name}
                </button>
                <Link to=Route::Settings class="button quiet small">{text.of(|t| t.shell.settings)}</Link>
            </div>
        </header>
    }
}

/// The stage has many paths; its link is current on all of them but the desk's, which has a link of its own.
#[component]
fn StageLink() -> impl IntoView {
    let text = use_text();
    let navigation = use_navigation();
    let is_current = move || navigation.route().is_on_stage() && !matches!(navigation.route(), Route::Desk(_));
    view! {
        <a
            class="place"
            href=Route::Stage.path()
            aria-current=move || is_current().then_some("page")
            on:click=move |event| {
                event.prevent_default();
                navigation.go(Route::Stage);
            }
        >
            {text.of(|t| t.shell.stage)}
        </a>
    }
}

/// The bottom bar of a narrow screen.
#[component]
fn Dock(side: RwSignal<Side>) -> impl IntoView {
    let text = use_text();
    let navigation = use_navigation();
    let show = move |chosen: Side| {
        side.set(chosen);
        if !navigation.route_untracked().is_on_stage() {
            navigation.go(Route::Console(ConsolePage::Home));
        }
    };
    let is_current = move |chosen: Side| (navigation.route().is_on_stage() && side.get() == chosen).then_some("true");
    view! {
        <nav class="dock" aria-label=text.of(|t| t.shell.sides)>
            <button aria-current=move || is_current(Side::Console) on:click=move |_| show(Side::Console)>
                {text.of(|t| t.shell.console)}
            </button>
            <button aria-current=move || is_current(Side::Phone) on:click=move |_| show(Side::Phone)>
                {text.of(|t| t.shell.phone)}
            </button>
            <Link to=Route::Authenticator(AuthenticatorPlace::Codes) is_for_all=true>
                {text.of(|t| t.shell.authenticator)}
            </Link>
            <Link to=Route::Scenarios>{text.of(|t| t.shell.scenarios)}</Link>
        </nav>
    }
}

#[component]
fn UpdateWord() -> impl IntoView {
    let text = use_text();
    let is_ready = RwSignal::new(false);
    let updates = StoredValue::new_local(Some(updates::on_ready(move || {
        is_ready.try_set(true);
    })));
    on_cleanup(move || {
        updates.try_update_value(Option::take);
    });
    view! {
        <div role="status">
            {dynamic_when(move || is_ready.get(), move || view! {
                <div class="update">
                    <span>{text.of(|t| t.shell.new_version)}</span>
                    <button class="button primary small" on:click=move |_| updates::apply()>
                        {text.of(|t| t.shell.reload)}
                    </button>
                    <button class="button quiet small" on:click=move |_| is_ready.set(false)>
                        {text.of(|t| t.shell.later)}
                    </button>
                </div>
            }.into_any())}
        </div>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    let text = use_text();
    view! {
        <main class="trouble" id="content" tabindex="-1">
            <h1>{text.of(|t| t.shell.not_found_title)}</h1>
            <p class="lede">{text.of(|t| t.shell.not_found_body)}</p>
            <Link to=Route::Stage class="button primary">{text.of(|t| t.shell.back_to_stage)}</Link>
        </main>
    }
}
