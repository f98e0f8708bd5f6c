//! What was made: a file that was handed over, QR codes one by one, or a sheet to print.

use leptos::{html, prelude::*};

use super::{make::Made, session::Exporting};
use crate::{
    authenticator::export::SheetRow,
    browser::{files, print},
    qr::QrCode,
    ui::{
        authenticator::own::transfer::name_of,
        components::{Notice, NoticeKind, dynamic, dynamic_text, flag, focus, press, qr_picture},
        text::transfer::TransferText,
        use_text,
    },
};

/// What was made and checked.
#[component]
pub(super) fn MadeView(exporting: Exporting) -> impl IntoView {
    let text = use_text();
    let heading = NodeRef::<html::H2>::new();
    focus::focus_on_mount(heading);
    let told = dynamic_text(move || (text.words::<TransferText>().verified)(exporting.held.get()));
    let shown = exporting.made.with_value(|made| match made {
        Some(Made::File { name, .. }) => file(exporting, name.clone()),
        Some(Made::Codes(texts)) => codes(exporting, texts.len()),
        Some(Made::Sheet(rows)) => sheet(rows),
        None => ().into_any(),
    });
    view! {
        <section class="panel stack printed" aria-labelledby="made-title">
            <h2 id="made-title" node_ref=heading tabindex="-1">{text.say(|w: &TransferText| w.made_title)}</h2>
            <div class="unprinted"><Notice kind=NoticeKind::Success>{told}</Notice></div>
            {shown}
            <div class="row">
                <button class="button quiet" on:click=press(move |_| exporting.finish())>
                    {text.say(|w: &TransferText| w.done)}
                </button>
            </div>
        </section>
    }
}

fn file(exporting: Exporting, name: String) -> AnyView {
    let text = use_text();
    view! {
        <p class="file-name">{name}</p>
        <div class="row">
            <button class="button token" on:click=press(move |_| exporting.hand_over())>
                {text.say(|w: &TransferText| w.save_again)}
            </button>
        </div>
    }
    .into_any()
}

/// A QR code as the content of an SVG, with its side in modules; none if the text does not fit one.
fn drawn(text: &str) -> Option<(String, usize)> {
    QrCode::encode(text).ok().map(|code| (code.svg_path(), code.outer_width_modules()))
}

fn svg(path: &str, side: usize) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{width}\" height=\"{width}\"><path fill=\"white\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>",
        width = side * 6,
    )
}

fn codes(exporting: Exporting, count: usize) -> AnyView {
    let text = use_text();
    let index = RwSignal::new(0_usize);
    let of_index = move || {
        exporting.made.with_value(|made| match made {
            Some(Made::Codes(texts)) => texts.get(index.get()).and_then(|text| drawn(text)),
            _ => None,
        })
    };
    let place = dynamic_text(move || (text.words::<TransferText>().part_of)(index.get() + 1, count));
    let image = dynamic(move || match of_index() {
        Some((path, side)) => qr_picture(side, path, place),
        None => ().into_any(),
    });
    let save = press(move |_| {
        if let Some((path, side)) = untrack(of_index) {
            let name = format!("transfer-{}-of-{count}.svg", index.get_untracked() + 1);
            // Refused, the code is still on the screen.
            let _ = files::download(&name, "image/svg+xml", svg(&path, side).as_bytes());
        }
    });
    let is_first = Memo::new(move |_| index.get() == 0);
    let is_last = Memo::new(move |_| index.get() + 1 >= count);
    view! {
        <p>{text.say(|w: &TransferText| w.scan_each)}</p>
        <div class="transfer-code">
            <p role="status"><b>{place}</b></p>
            {image}
            <div class="row">
                {(count > 1).then(|| view! {
                    <button
                        class="button quiet"
                        disabled=flag(is_first)
                        on:click=press(move |_| index.update(|index| *index = index.saturating_sub(1)))
                    >
                        {text.say(|w: &TransferText| w.previous)}
                    </button>
                    <button
                        class="button token"
                        disabled=flag(is_last)
                        on:click=press(move |_| index.update(|index| *index += 1))
                    >
                        {text.say(|w: &TransferText| w.next)}
                    </button>
                })}
                <button class="button quiet" on:click=save>{text.say(|w: &TransferText| w.save_image)}</button>
            </div>
        </div>
    }
    .into_any()
}

fn sheet(rows: &[SheetRow]) -> AnyView {
    let text = use_text();
    let row = |row: &SheetRow| {
        let (issuer, account) = (row.issuer.clone(), row.account.clone());
        let name = dynamic_text(move || name_of(&issuer, &account, text.words()));
        let (kind, algorithm, digits) = (row.kind, row.algorithm, row.digits.get());
        let details = dynamic_text(move || super::super::words::kind_words(kind, algorithm, digits, text.words()));
        let code = row.qr_text.as_ref().and_then(|text| drawn(text));
        let code = code.map(|(path, side)| qr_picture(side, path, name));
        view! {
            <li class="sheet-row">
                <div>{code}</div>
                <div>
                    <b>{name}</b>
                    <p class="hint">{details}</p>
                    <p class="sheet-key">{row.key.to_string()}</p>
                </div>
            </li>
        }
    };
    let rows = rows.iter().map(row).collect_view();
    view! {
        <div class="row">
            // Where there is no printing, the sheet can still be copied by hand.
            <button class="button token" on:click=press(|_| { let _ = print::print(); })>
                {text.say(|w: &TransferText| w.print_sheet)}
            </button>
        </div>
        <ul class="sheet">{rows}</ul>
    }
    .into_any()
}
