//! An import under way: what was brought, what it asks for, and what it would bring.
//!
//! What was brought stays here until it is stored or given up: a wrong password, a memory bound or a cancelled
//! derivation loses nothing.

use leptos::{prelude::*, task::spawn_local};
use web_sys::File;
use zeroize::Zeroizing;

use super::material::{Material, Source, add_lines, missing_parts, next_source, uris};
use crate::{
    authenticator::{
        Preview,
        import::{Format, ImportError, Limits},
        tasks::ReadImage,
    },
    browser::{files, image},
    store::StoreError,
    ui::{
        authenticator::own::{
            handover::{Handover, Stored},
            keeper::Keeper,
        },
        workshop::WorkError,
    },
};

/// Why one of the things that were brought gave nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::ui::authenticator::own::transfer) enum Failure {
    /// The importers say so.
    Import(ImportError),
    /// A picture without a QR code.
    NoQrCode,
    /// A picture whose QR code cannot be read, or a file that is no picture.
    Picture,
    /// The file cannot be read.
    Unreadable,
    /// The file is too large.
    TooLarge { limit_bytes: u64 },
    /// The worker gave up.
    Work(WorkError),
}

/// A failure, and of what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Failed {
    /// The file's name; empty for a pasted text.
    pub(super) name: String,
    pub(super) failure: Failure,
}

/// What the source at hand asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wish {
    /// A password; the one before did not open it.
    Password { was_wrong: bool },
    /// More memory or work than is allowed without asking.
    Cost { memory_bytes: u64, work: u64 },
}

/// What is in a file: bytes to be read, or what its QR codes say.
enum Taken {
    Bytes(Zeroizing<Vec<u8>>),
    Texts(Vec<Zeroizing<String>>),
}

/// Where an import stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stage {
    /// Something is to be brought.
    Choosing,
    /// It is being read.
    Reading { derives_key: bool },
    /// It asks for something.
    Asking(Wish),
    /// It can be looked at.
    Preview,
    /// It is being stored.
    Storing,
    /// It is stored.
    Done,
}

/// A handle to an import.
#[derive(Clone, Copy)]
pub(super) struct Session {
    pub(super) keeper: Keeper,
    pub(super) stage: RwSignal<Stage>,
    /// The name of the source at hand.
    pub(super) at_hand: RwSignal<String>,
    pub(super) failed: RwSignal<Vec<Failed>>,
    pub(super) preview: RwSignal<Option<Preview>>,
    /// The formats of all that was read.
    pub(super) formats: RwSignal<Vec<Format>>,
    /// The parts of a transfer that nobody has brought yet: which one, of how many.
    pub(super) missing_parts: RwSignal<Vec<(u32, u32)>>,
    pub(super) stored: RwSignal<Option<Stored>>,
    pub(super) store_error: RwSignal<Option<StoreError>>,
    /// What is here has changed since the preview was made; it was made again.
    pub(super) is_outdated: RwSignal<bool>,
    pub(super) material: StoredValue<Material, LocalStorage>,
    /// Counts what was begun and given up: what was begun before does not go on.
    attempt: StoredValue<u64>,
}

impl Session {
    /// Nothing was brought yet; but the last import, where it can still be taken back, is shown until another one begins.
    pub(super) fn new(keeper: Keeper) -> Self {
        let stored = keeper.carrier.imported;
        let is_open = stored.with_untracked(|stored| stored.as_ref().is_some_and(Stored::can_be_undone));
        if !is_open {
            stored.set(None);
        }
        Self {
            keeper,
            stage: RwSignal::new(if is_open { Stage::Done } else { Stage::Choosing }),
            at_hand: RwSignal::new(String::new()),
            failed: RwSignal::new(Vec::new()),
            preview: RwSignal::new(None),
            formats: RwSignal::new(Vec::new()),
            missing_parts: RwSignal::new(Vec::new()),
            stored,
            store_error: RwSignal::new(None),
            is_outdated: RwSignal::new(false),
            material: StoredValue::new_local(Material::default()),
            attempt: StoredValue::new(0),
        }
    }

    /// Whether something can be brought now.
    pub(super) fn is_open(self) -> bool {
        matches!(self.stage.try_get_untracked(), Some(Stage::Choosing | Stage::Preview | Stage::Done))
    }

    /// Ends what is under way, and gives the name of what begins.
    fn next_attempt(self) -> u64 {
        self.attempt
            .try_update_value(|attempt| {
                *attempt += 1;
                *attempt
            })
            .unwrap_or_default()
    }

    pub(super) fn is_current(self, attempt: u64) -> bool {
        self.attempt.try_get_value() == Some(attempt)
    }

    /// Forgets everything that was brought.
    pub(super) fn start_again(self) {
        self.next_attempt();
        self.stop_reading();
        self.material.try_set_value(Material::default());
        self.failed.try_set(Vec::new());
        self.preview.try_set(None);
        self.formats.try_set(Vec::new());
        self.missing_parts.try_set(Vec::new());
        self.stored.try_set(None);
        self.store_error.try_set(None);
        self.is_outdated.try_set(false);
        self.stage.try_set(Stage::Choosing);
    }

    /// Ends the worker, if it reads for the import: it may be at work for others, too.
    fn stop_reading(self) {
        if matches!(self.stage.try_get_untracked(), Some(Stage::Reading { .. })) {
            self.keeper.workshop.cancel();
        }
    }

    fn begin(self) -> u64 {
        if self.stage.try_get_untracked() == Some(Stage::Done) {
            self.start_again();
        }
        self.failed.try_set(Vec::new());
        self.store_error.try_set(None);
        self.stage.try_set(Stage::Reading { derives_key: false });
        self.next_attempt()
    }

    /// Takes files of any kind: exports, texts, and images of QR codes.
    pub(super) fn take_files(self, files: Vec<File>) {
        if !files.is_empty() {
            self.take_several(files, None);
        }
    }

    fn take_several(self, files: Vec<File>, text: Option<Zeroizing<String>>) {
        let attempt = self.begin();
        if let Some(text) = text {
            self.take_bytes(String::new(), Zeroizing::new(text.as_bytes().to_vec()));
        }
        spawn_local(async move {
            for file in files {
                self.at_hand.try_set(file.name());
                let taken = self.taken(&file).await;
                // Given up in the meantime: nothing of it is wanted any more.
                if !self.is_current(attempt) {
                    return;
                }
                match taken {
                    Ok(Taken::Bytes(bytes)) => self.take_bytes(file.name(), bytes),
                    Ok(Taken::Texts(texts)) => {
                        self.material.try_update_value(|material| add_lines(material, &file.name(), texts));
                    }
                    Err(failure) => self.fail(file.name(), failure),
                }
            }
            self.read_on(attempt).await;
        });
    }

    /// Takes what came in at another place.
    pub(super) fn take_handover(self, handover: Handover) {
        match handover {
            Handover::Texts(texts) => self.take_texts(texts),
            Handover::Several { files, text } => self.take_several(files, text),
            Handover::File { name, bytes } => {
                let attempt = self.begin();
                self.take_bytes(name, bytes);
                spawn_local(self.read_on(attempt));
            }
        }
    }

    /// Takes texts: pasted, dropped, or of QR codes.
    pub(super) fn take_texts(self, texts: Vec<Zeroizing<String>>) {
        let attempt = self.begin();
        for text in texts {
            self.take_bytes(String::new(), Zeroizing::new(text.as_bytes().to_vec()));
        }
        spawn_local(self.read_on(attempt));
    }

    async fn taken(self, file: &File) -> Result<Taken, Failure> {
        if !file.type_().starts_with("image/") {
            let content = files::read(file).await.map_err(|error| match error {
                files::FileError::TooLarge { limit_bytes, .. } => Failure::TooLarge { limit_bytes },
                _ => Failure::Unreadable,
            })?;
            return Ok(Taken::Bytes(Zeroizing::new(content.bytes)));
        }
        let frame = image::frame_of_blob(file).await.map_err(|_| Failure::Picture)?;
        let task = ReadImage { width: frame.width as usize, height: frame.height as usize, rgba: frame.rgba };
        let texts = self.keeper.workshop.run(&task).await.map_err(Failure::Work)?;
        texts.map(Taken::Texts).map_err(|error| match error {
            crate::qr::DecodeError::NothingFound => Failure::NoQrCode,
            crate::qr::DecodeError::Unreadable => Failure::Picture,
        })
    }

    /// A text of URIs joins the others; anything else is read by itself.
    pub(super) fn take_bytes(self, name: String, bytes: Zeroizing<Vec<u8>>) {
        self.material.try_update_value(|material| match uris(&bytes) {
            Some(text) => add_lines(material, &name, vec![text]),
            None => material.waiting.insert(0, Source { name, bytes }),
        });
    }

    pub(super) fn fail(self, name: String, failure: Failure) {
        self.failed.try_update(|failed| failed.push(Failed { name, failure }));
    }

    /// Goes on with the source at hand, by this password.
    pub(super) fn try_password(self, password: Zeroizing<String>) {
        self.material.try_update_value(|material| material.password = Some(password));
        spawn_local(self.read_on(self.next_attempt()));
    }

    /// Goes on with the source at hand, whatever it costs.
    pub(super) fn allow(self, memory_bytes: u64, work: u64) {
        self.material.try_update_value(|material| material.limits = Limits { memory_bytes, work });
        spawn_local(self.read_on(self.next_attempt()));
    }

    /// Goes on without the source at hand.
    pub(super) fn skip(self) {
        self.material.try_update_value(next_source);
        spawn_local(self.read_on(self.next_attempt()));
    }

    /// Gives up what is being read. A sealed file asks for its password again.
    pub(super) fn cancel(self) {
        self.next_attempt();
        self.stop_reading();
        let was_opening = self.material.try_with_value(|material| material.password.is_some()) == Some(true);
        if was_opening {
            self.material.try_update_value(|material| material.password = None);
            self.stage.try_set(Stage::Asking(Wish::Password { was_wrong: false }));
        } else {
            self.start_again();
        }
    }

    pub(super) fn ask(self, wish: Wish) {
        if matches!(wish, Wish::Password { .. }) {
            self.material.try_update_value(|material| material.password = None);
        }
        self.stage.try_set(Stage::Asking(wish));
    }

    /// Makes the preview of all that was read.
    pub(super) fn show(self) {
        let Some((together, formats)) = self.material.try_with_value(|material| {
            let mut formats: Vec<Format> = Vec::new();
            for imported in material.imported() {
                if !formats.contains(&imported.format) {
                    formats.push(imported.format);
                }
            }
            (material.together(), formats)
        }) else {
            return;
        };
        let Some(together) = together else {
            self.stage.try_set(Stage::Choosing);
            return;
        };
        self.missing_parts.try_set(missing_parts(&together));
        self.formats.try_set(formats);
        let preview = self.keeper.collection.try_with_untracked(|all| Preview::new(all, "", together));
        self.preview.try_update(|shown| {
            let before = std::mem::replace(shown, preview);
            if let (Some(preview), Some(before)) = (shown, before) {
                preview.keep_selection(&before);
            }
        });
        self.stage.try_set(Stage::Preview);
    }
}
