//! Parts that both sides are made of. They know the texts' language and the routes, and nothing of either side.

mod ask;
mod code_field;
mod dynamic;
mod field;
pub mod focus;
mod link;
mod notice;
mod qr_picture;
mod spinner;
mod steps;
mod virtual_grid;
mod window_dialog;

pub use self::{
    ask::Ask,
    code_field::CodeField,
    dynamic::{Dynamic, Press, dynamic, dynamic_list, dynamic_text, dynamic_when, flag, press},
    field::{Field, secret_text, wipe},
    link::Link,
    notice::{Notice, NoticeKind},
    qr_picture::qr_picture,
    spinner::Spinner,
    steps::Steps,
    virtual_grid::{Cards, VirtualGrid},
    window_dialog::WindowDialog,
};
