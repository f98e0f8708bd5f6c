//! What lies on the desk, of either kind: an application for manual verification, or an appeal.

use crate::{
    console::{Appeal, AppealId, AppealState, Document, ManualReview, ReviewId, ReviewState},
    otp::UnixMillis,
    ui::text::console::desk::DeskText,
};

use super::super::words::day_and_time;

/// Which paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PaperId {
    /// An application for manual verification.
    Review(ReviewId),
    /// An appeal.
    Appeal(AppealId),
}

impl PaperId {
    /// A key among papers of both kinds, which is an element's id as well.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Review(id) => format!("review-{}", id.as_str()),
            Self::Appeal(id) => format!("appeal-{}", id.as_str()),
        }
    }

    pub(super) fn kind_words(&self, words: &DeskText) -> &'static str {
        match self {
            Self::Review(_) => words.manual_verification,
            Self::Appeal(_) => words.appeal,
        }
    }

    /// What the paper is called.
    pub(super) fn title(&self, username: &str, words: &DeskText) -> String {
        match self {
            Self::Review(_) => (words.application_of)(username),
            Self::Appeal(_) => (words.appeal_of)(username),
        }
    }
}

/// Where a paper stands, as far as the desk tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Waiting,
    Approved,
    /// An appeal, which can take effect from then on.
    ApprovedFrom(UnixMillis),
    /// An appeal that was approved, and not used in time.
    Lapsed,
    Rejected(String),
    Stopped,
    TookEffect,
}

impl Standing {
    pub(super) fn words(&self, words: &DeskText) -> String {
        match self {
            Self::Waiting => words.desk_waiting.to_owned(),
            Self::Approved => words.approved.to_owned(),
            Self::ApprovedFrom(at) => (words.approved_until)(&day_and_time(*at)),
            Self::Lapsed => words.lapsed.to_owned(),
            Self::Rejected(reason) => (words.rejected_because)(reason),
            Self::Stopped => words.stopped.to_owned(),
            Self::TookEffect => words.took_effect.to_owned(),
        }
    }
}

/// A paper.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Paper {
    pub(super) id: PaperId,
    pub(super) username: String,
    pub(super) name: String,
    pub(super) reason: String,
    pub(super) document: Document,
    pub(super) submitted_at: UnixMillis,
    pub(super) standing: Standing,
    /// When it came to stand there; when it came in, while it waits.
    pub(super) since: UnixMillis,
}

impl From<&ManualReview> for Paper {
    fn from(review: &ManualReview) -> Self {
        let (standing, since) = match &review.state {
            ReviewState::Waiting => (Standing::Waiting, review.submitted_at),
            ReviewState::Approved { at } => (Standing::Approved, *at),
            ReviewState::Rejected { at, reason } => (Standing::Rejected(reason.clone()), *at),
        };
        Self {
            id: PaperId::Review(review.id.clone()),
            username: review.username.as_str().to_owned(),
            name: review.name.clone(),
            reason: review.reason.clone(),
            document: review.document.clone(),
            submitted_at: review.submitted_at,
            standing,
            since,
        }
    }
}

impl Paper {
    /// An appeal; `is_open` tells whether it may still come to something.
    pub(super) fn of_appeal(appeal: &Appeal, is_open: bool) -> Self {
        let (standing, since) = match &appeal.state {
            AppealState::Waiting => (Standing::Waiting, appeal.submitted_at),
            AppealState::Approved { at, .. } if !is_open => (Standing::Lapsed, *at),
            AppealState::Approved { at, unbinds_at } => (Standing::ApprovedFrom(*unbinds_at), *at),
            AppealState::Rejected { at, reason } => (Standing::Rejected(reason.clone()), *at),
            AppealState::Stopped { at } => (Standing::Stopped, *at),
            AppealState::TookEffect { at } => (Standing::TookEffect, *at),
        };
        Self {
            id: PaperId::Appeal(appeal.id.clone()),
            username: appeal.username.as_str().to_owned(),
            name: appeal.name.clone(),
            reason: appeal.reason.clone(),
            document: appeal.document.clone(),
            submitted_at: appeal.submitted_at,
            standing,
            since,
        }
    }
}
