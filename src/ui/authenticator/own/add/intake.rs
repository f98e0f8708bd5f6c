//! From what a person hands in to the keys in it: pictures are decoded in the worker, texts are told apart.

use leptos::{prelude::*, task::spawn_local};
use web_sys::{Blob, File};
use zeroize::Zeroizing;

use super::super::{
    handover::{Delivery, Handover},
    keeper::Keeper,
};
use crate::{
    authenticator::{Arrival, Examination, Pasted, ScanError, key_uri_of_link, tasks::ReadImage},
    browser::{
        capture::{self, CaptureError},
        clipboard::{self, ClipboardError},
        files::{self, FileError},
        image::{self, Frame, ImageError},
    },
    qr::DecodeError,
    ui::{
        Navigation,
        route::{AuthenticatorPlace, Route},
        text::add::AddText,
    },
};

/// What the place shows.
#[derive(Clone)]
pub(super) enum Step {
    /// The ways in.
    Ways,
    /// The camera.
    Camera,
    /// The form, with a key that is known already, or none.
    Typing(Zeroizing<String>),
    /// The doctor's screen.
    Review {
        /// What is examined.
        keys: Vec<Pasted>,
        /// Whether a whole URI came where a key was expected.
        is_uri_for_key: bool,
    },
}

/// Why nothing came of what was handed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Trouble {
    Capture(CaptureError),
    Image(ImageError),
    Decode(DecodeError),
    File(FileError),
    /// The worker stopped.
    NotDecoded,
    /// The browser does not let the page look at the clipboard.
    PasteWithKeys,
    NothingToPaste,
    /// The only thing in it is no key that can be used.
    Refused(ScanError),
}

impl Trouble {
    /// The words for it.
    pub(super) const fn words(&self, text: &AddText) -> &'static str {
        match self {
            Self::Capture(CaptureError::Cancelled | CaptureError::NeedsClick) => text.capture_cancelled,
            Self::Capture(CaptureError::NoPicture) => text.capture_no_picture,
            Self::Capture(_) => text.capture_failed,
            Self::Image(_) => text.no_picture,
            Self::Decode(DecodeError::NothingFound) => text.nothing_found,
            Self::Decode(DecodeError::Unreadable) => text.unreadable,
            Self::File(FileError::TooLarge { .. }) => text.too_large,
            Self::File(_) => text.file_unreadable,
            Self::NotDecoded => text.not_decoded,
            Self::PasteWithKeys => text.paste_with_keys,
            Self::NothingToPaste => text.nothing_to_paste,
            Self::Refused(error) => super::words::refusal(error, text),
        }
    }
}

/// Where everything comes in.
#[derive(Clone, Copy)]
pub(super) struct Intake {
    pub(super) keeper: Keeper,
    pub(super) navigation: Navigation,
    pub(super) step: RwSignal<Step>,
    pub(super) trouble: RwSignal<Option<Trouble>>,
    /// The pictures that gave nothing, by their names, where others gave something.
    pub(super) unread: RwSignal<Vec<(String, Trouble)>>,
    pub(super) is_reading: RwSignal<bool>,
    /// How many keys were added without leaving, and the name of the first.
    pub(super) added: RwSignal<Option<(usize, (String, String))>>,
}

impl Intake {
    /// Nothing came in yet. The signals live as long as the current owner.
    pub(super) fn new(keeper: Keeper, navigation: Navigation) -> Self {
        Self {
            keeper,
            navigation,
            step: RwSignal::new(Step::Ways),
            trouble: RwSignal::new(None),
            unread: RwSignal::new(Vec::new()),
            is_reading: RwSignal::new(false),
            added: RwSignal::new(None),
        }
    }

    /// Shows something else, with nothing told about what was before.
    pub(super) fn go(self, step: Step) {
        self.trouble.try_set(None);
        self.unread.try_set(Vec::new());
        self.added.try_set(None);
        self.step.try_set(step);
    }

    /// Whether something new may come in: not over the doctor's screen, where answers would be lost.
    pub(super) fn is_open(self) -> bool {
        !self.is_reading.get_untracked() && self.step.with_untracked(|step| !matches!(step, Step::Review { .. }))
    }

    /// Takes what the app was opened with.
    pub(super) fn take_delivery(self, delivery: Delivery) {
        match delivery {
            Delivery::Text(text) => self.take_text(Zeroizing::new(key_uri_of_link(&text).to_owned())),
            // A caption, or the address of a page, is no part of what was handed in.
            Delivery::Files(files, text) => self.take(files, text.filter(|text| is_for_keys(text))),
        }
    }

    /// Takes a pasted, dropped or shared text.
    pub(super) fn take_text(self, text: Zeroizing<String>) {
        let arrival = Arrival::of_text(&text);
        self.take_arrival(arrival, || Handover::Texts(vec![text]));
    }

    /// Takes a key that was typed.
    pub(super) fn take_typed(self, result: Result<Examination, ScanError>) {
        let key = Pasted { line: 1, result, may_be_cut: false };
        self.go(Step::Review { keys: vec![key], is_uri_for_key: false });
    }

    /// Takes what a camera saw; whether it was of use.
    pub(super) fn take_scan(self, texts: Vec<Zeroizing<String>>) -> bool {
        let arrival = Arrival::of_scan(&texts);
        let is_of_use = refusal_of(&arrival).is_none();
        self.take_arrival(arrival, || Handover::Texts(texts));
        is_of_use
    }

    /// Takes files: images together, another file by itself. A mixture is for the import.
    pub(super) fn take_files(self, files: Vec<File>) {
        if !files.is_empty() {
            self.take(files, None);
        }
    }

    fn take(self, files: Vec<File>, text: Option<Zeroizing<String>>) {
        let is_image = |file: &File| file.type_().starts_with("image/");
        if files.iter().all(is_image) {
            self.read(self.take_images(files, text));
        } else if let ([file], None) = (files.as_slice(), &text) {
            let file = file.clone();
            self.read(async move {
                let content = files::read(&file).await.map_err(Trouble::File)?;
                self.take_arrival(Arrival::of_file(&content.bytes), || Handover::of_file(content));
                Ok(())
            });
        } else if !self.is_reading.get_untracked() {
            self.hand_over(Handover::Several { files, text });
        }
    }

    /// Takes what is on the clipboard.
    pub(super) fn paste(self) {
        self.read(async move {
            match clipboard::read_image().await {
                Ok(Some(image)) => {
                    let texts = self.texts_of(&image).await?;
                    self.take_scan(texts);
                    return Ok(());
                }
                Ok(None) => {}
                Err(ClipboardError::Refused | ClipboardError::Unavailable) => return Err(Trouble::PasteWithKeys),
            }
            let text = clipboard::read_text().await.map_err(|_| Trouble::PasteWithKeys)?;
            if text.trim().is_empty() {
                return Err(Trouble::NothingToPaste);
            }
            self.take_text(text);
            Ok(())
        });
    }

    /// Takes one picture of a screen or a window.
    pub(super) fn capture(self) {
        self.read(async move {
            let frame = capture::still().await.map_err(Trouble::Capture)?;
            let texts = self.decode(frame).await?;
            self.take_scan(texts);
            Ok(())
        });
    }

    /// The texts of the QR codes in a picture, read in the worker.
    pub(super) async fn decode(self, frame: Frame) -> Result<Vec<Zeroizing<String>>, Trouble> {
        let task = ReadImage { width: frame.width as usize, height: frame.height as usize, rgba: frame.rgba };
        let read = self.keeper.workshop.run(&task).await.map_err(|_| Trouble::NotDecoded)?;
        read.map_err(Trouble::Decode)
    }

    /// The texts of the QR codes in an image.
    async fn texts_of(self, image: &Blob) -> Result<Vec<Zeroizing<String>>, Trouble> {
        let frame = image::frame_of_blob(image).await.map_err(Trouble::Image)?;
        self.decode(frame).await
    }

    /// Takes images together, and the lines of the text that came with them.
    async fn take_images(self, files: Vec<File>, text: Option<Zeroizing<String>>) -> Result<(), Trouble> {
        let mut texts = Vec::new();
        let mut unread = Vec::new();
        for file in &files {
            match self.texts_of(file).await {
                Ok(found) => texts.extend(found),
                Err(trouble) if files.len() == 1 && text.is_none() => return Err(trouble),
                Err(trouble) => unread.push((file.name(), trouble)),
            }
        }
        for line in text.iter().flat_map(|text| text.lines()).map(str::trim).filter(|line| !line.is_empty()) {
            // Some programs share a key as a picture and as a text.
            if texts.iter().all(|text| text.as_str() != line) {
                texts.push(Zeroizing::new(line.to_owned()));
            }
        }
        if !unread.is_empty() && matches!(Arrival::of_scan(&texts), Arrival::Import) {
            // There it is told beside the rest what gave nothing.
            self.hand_over(Handover::Several { files, text });
            return Ok(());
        }
        if !texts.is_empty() {
            self.take_scan(texts);
        }
        self.unread.try_set(unread);
        Ok(())
    }

    fn read(self, reading: impl Future<Output = Result<(), Trouble>> + 'static) {
        if self.is_reading.get_untracked() {
            return;
        }
        self.is_reading.set(true);
        self.trouble.set(None);
        self.unread.set(Vec::new());
        self.added.set(None);
        spawn_local(async move {
            let result = reading.await;
            self.is_reading.try_set(false);
            if let Err(trouble) = result {
                self.trouble.try_set(Some(trouble));
            }
        });
    }

    /// Sends it to where it belongs.
    fn take_arrival(self, arrival: Arrival, handover: impl FnOnce() -> Handover) {
        if let Some(error) = refusal_of(&arrival) {
            self.trouble.try_set(Some(Trouble::Refused(error)));
            return;
        }
        match arrival {
            Arrival::Keys(keys) => {
                let is_uri_for_key = self.step.try_with_untracked(|step| matches!(step, Step::Typing(_))) == Some(true);
                self.go(Step::Review { keys, is_uri_for_key });
            }
            Arrival::BareKey(key) => self.go(Step::Typing(key)),
            Arrival::Import => self.hand_over(handover()),
        }
    }

    fn hand_over(self, handover: Handover) {
        self.keeper.carrier.to_import.try_set(Some(handover));
        self.navigation.go(Route::Authenticator(AuthenticatorPlace::Import));
    }
}

/// Whether a text that came with files is more than a word about them.
fn is_for_keys(text: &str) -> bool {
    match Arrival::of_text(text) {
        Arrival::Keys(keys) => keys.iter().any(|key| !matches!(key.result, Err(ScanError::NotAKeyUri { .. }))),
        Arrival::BareKey(_) => true,
        // So is what has several lines, whatever they say.
        Arrival::Import => ["otpauth", "{", "["].iter().any(|mark| text.contains(mark)),
    }
}

/// Why the only thing that came in is no key; none if it is one, or there are several.
fn refusal_of(arrival: &Arrival) -> Option<ScanError> {
    match arrival {
        Arrival::Keys(keys) => match keys.as_slice() {
            [Pasted { result: Err(error), .. }] => Some(error.clone()),
            _ => None,
        },
        _ => None,
    }
}
