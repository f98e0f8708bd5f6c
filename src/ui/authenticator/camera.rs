//! From pixels to a key that was taken in: the only way, besides a person's hands, into an authenticator.

use leptos::prelude::*;
use web_sys::Element;

use super::{
    outcome::{Outcome, Trouble},
    state::{Authenticator, TakeError},
};
use crate::{
    authenticator::{ScanError, examine, read_scanned},
    browser::image::{self, Frame, ImageError},
    qr::{self, DecodeError, GrayImage},
};

/// What a phone's camera can be held before: an element that says of itself that it is a screen.
const SCREEN: &str = "[data-screen]";

/// Scans what the screen on the page shows at this moment. `on_decoded` is called when pixels became text.
pub(super) async fn scan_screen(authenticator: Authenticator, app: &str, on_decoded: impl Fn()) -> Outcome {
    let Some(screen) = document().query_selector(SCREEN).ok().flatten() else {
        return Outcome::Failed(Trouble::NoScreen);
    };
    let frame = frame_of(&screen).await;
    take_frame(authenticator, app, frame, on_decoded).await
}

async fn frame_of(screen: &Element) -> Result<Frame, ImageError> {
    image::frame_of_element(screen).await
}

async fn take_frame(
    authenticator: Authenticator,
    app: &str,
    frame: Result<Frame, ImageError>,
    on_decoded: impl Fn(),
) -> Outcome {
    let texts = match decode(frame) {
        Ok(texts) => texts,
        Err(trouble) => return Outcome::Failed(trouble),
    };
    on_decoded();
    // Of several codes the first that is a key is meant; else it is told what the first one is.
    let mut first_trouble = None;
    for text in &texts {
        match read_scanned(text) {
            Ok((key_uri, repairs)) => {
                let (issuer, account) = (key_uri.issuer.clone(), key_uri.account.clone());
                return match authenticator.take(key_uri, app).await {
                    Ok(added) => Outcome::Added { added, issuer, account, repairs },
                    Err(TakeError::AlreadyExists) => Outcome::Exists { issuer, account },
                    Err(TakeError::Store(error)) => Outcome::Failed(Trouble::Store(error)),
                };
            }
            // A phone asks nothing; the browser's own authenticator does.
            Err(ScanError::Invalid(_)) if examine(text).is_ok() => {
                first_trouble = first_trouble.or(Some(Trouble::Open));
            }
            Err(error) => first_trouble = first_trouble.or(Some(Trouble::Scan(error))),
        }
    }
    Outcome::Failed(first_trouble.unwrap_or(Trouble::NothingFound))
}

fn decode(frame: Result<Frame, ImageError>) -> Result<Vec<String>, Trouble> {
    let frame = frame.map_err(|error| match error {
        ImageError::NothingShown => Trouble::NothingFound,
        _ => Trouble::NoPicture,
    })?;
    let (width, height) = (frame.width as usize, frame.height as usize);
    let image = GrayImage::from_rgba(&frame.rgba, width, height).map_err(|_| Trouble::NoPicture)?;
    qr::decode(&image).map_err(|error| match error {
        DecodeError::NothingFound => Trouble::NothingFound,
        DecodeError::Unreadable => Trouble::Unreadable,
    })
}
