//! Files that come and go, files that are kept, and what the browser says of its storage.

use super::stand_in::{StandIn, run, run_async};
use counterpart::browser::database::{self, Connection, Migration, Write};
use counterpart::browser::files::{self, FileError, IMAGE_LIMIT_BYTES, LIMIT_BYTES};
use counterpart::browser::print::{self, PrintError};
use counterpart::browser::save_handle::{self, Permission, Proposal, SaveError, SaveHandle};
use counterpart::browser::storage::{self, Estimate, StorageError};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

const STORES: &[Migration] = &[|upgrade| upgrade.create_store("handles")];
const PROPOSAL: Proposal<'_> = Proposal {
    file_name: "backup.json",
    description: "Sealed backup",
    media_type: "application/json",
    extension: ".json",
};

#[wasm_bindgen_test]
fn all_files_and_the_text_of_a_drop_are_found() {
    let transfer: web_sys::DataTransfer = run("const transfer = new DataTransfer();
        transfer.items.add(new File(['{}'], 'backup.json', { type: 'application/json' }));
        transfer.items.add(new File(['x'], 'code.png', { type: 'image/png' }));
        transfer.items.add(new File(['y'], 'nameless'));
        transfer.setData('text/plain', 'otpauth://totp/a?secret=AAAA');
        return transfer;")
    .unchecked_into();
    let names = |files: Vec<web_sys::File>| files.iter().map(web_sys::File::name).collect::<Vec<_>>();
    assert_eq!(names(files::files_in(&transfer)), ["backup.json", "code.png", "nameless"]);
    assert_eq!(names(files::images_in(&transfer)), ["code.png"]);
    assert_eq!(files::text_in(&transfer).as_deref().map(String::as_str), Some("otpauth://totp/a?secret=AAAA"));
    let empty: web_sys::DataTransfer = run("return new DataTransfer();").unchecked_into();
    assert!(files::text_in(&empty).is_none());
}

#[wasm_bindgen_test]
async fn a_file_is_read_up_to_the_limit_of_its_type() {
    for (media_type, limit_bytes) in [("image/png", IMAGE_LIMIT_BYTES), ("", LIMIT_BYTES)] {
        let file = |bytes: u64| -> web_sys::File {
            run(&format!("return new File([new Uint8Array({bytes})], 'f', {{ type: '{media_type}' }});"))
                .unchecked_into()
        };
        assert_eq!(files::read(&file(limit_bytes)).await.unwrap().bytes.len() as u64, limit_bytes);
        let bytes = limit_bytes + 1;
        assert_eq!(files::read(&file(bytes)).await, Err(FileError::TooLarge { bytes, limit_bytes }));
    }
}

#[wasm_bindgen_test]
async fn a_download_has_its_name_and_its_bytes() {
    run("globalThis.anchors = [];");
    let _click = StandIn::new("HTMLAnchorElement.prototype", "click", "function () { globalThis.anchors.push(this); }");
    files::download("backup.json", "application/json", b"{\"a\":1}").unwrap();
    let seen = run_async(
        "const [anchor] = globalThis.anchors;
        const response = await fetch(anchor.href);
        return [anchor.download, response.headers.get('content-type'), await response.text()].join(' ');",
    )
    .await;
    assert_eq!(seen.as_string().as_deref(), Some("backup.json application/json {\"a\":1}"));
}

/// A real file, in the browser's own corner of the disk.
async fn private_file(name: &str) -> SaveHandle {
    let handle = run_async(&format!(
        "return (await navigator.storage.getDirectory()).getFileHandle('{name}', {{ create: true }});"
    ))
    .await;
    SaveHandle::from_js(handle).unwrap()
}

#[wasm_bindgen_test]
async fn a_chosen_file_is_written_whole_each_time() {
    let handle = private_file("whole.json").await;
    assert_eq!(handle.file_name(), "whole.json");
    handle.write(b"a long content").await.unwrap();
    handle.write(b"short").await.unwrap();
    assert_eq!(handle.read().await.unwrap(), b"short");
}

#[wasm_bindgen_test]
async fn a_failed_writing_leaves_the_old_content() {
    let handle = private_file("failing.json").await;
    handle.write(b"old").await.unwrap();
    {
        let throws = "async () => { throw new DOMException('full', 'QuotaExceededError'); }";
        let _full = StandIn::new("FileSystemWritableFileStream.prototype", "close", throws);
        assert_eq!(handle.write(b"new").await, Err(SaveError::Full));
    }
    assert_eq!(handle.read().await.unwrap(), b"old");
    handle.write(b"newer").await.unwrap();
    assert_eq!(handle.read().await.unwrap(), b"newer");
}

#[wasm_bindgen_test]
async fn a_handle_is_kept_in_a_database() {
    database::delete("test-handles").await.unwrap();
    let connection = Connection::open("test-handles", STORES).await.unwrap();
    let handle = private_file("kept.json").await;
    handle.write(b"kept").await.unwrap();
    let write = Write::Put { store: "handles", key: "backup".into(), value: handle.to_js() };
    connection.write(&[write]).await.unwrap();
    let kept = connection.get("handles", "backup").await.unwrap().and_then(SaveHandle::from_js).unwrap();
    assert_eq!(kept.read().await.unwrap(), b"kept");
    drop(connection);
    database::delete("test-handles").await.unwrap();
    assert!(SaveHandle::from_js("no handle".into()).is_none());
    assert!(SaveHandle::from_js(run_async("return navigator.storage.getDirectory();").await).is_none());
}

#[wasm_bindgen_test]
async fn a_deleted_file_is_gone() {
    let handle = private_file("gone.json").await;
    run_async("return (await navigator.storage.getDirectory()).removeEntry('gone.json');").await;
    assert_eq!(handle.read().await, Err(SaveError::Gone));
}

#[wasm_bindgen_test]
async fn permissions_are_asked_for_writing() {
    let handle = private_file("asked.json").await;
    for (state, permission) in
        [("granted", Permission::Granted), ("prompt", Permission::Ask), ("denied", Permission::Denied)]
    {
        let answer = format!("async (asked) => asked.mode === 'readwrite' ? '{state}' : undefined");
        let _query = StandIn::new("FileSystemHandle.prototype", "queryPermission", &answer);
        let _request = StandIn::new("FileSystemHandle.prototype", "requestPermission", &answer);
        assert_eq!(handle.permission().await, Ok(permission));
        assert_eq!(handle.request_permission().await, Ok(permission));
    }
}

#[wasm_bindgen_test]
async fn where_to_save_is_chosen_by_the_person() {
    {
        let _picker = StandIn::new(
            "globalThis",
            "showSaveFilePicker",
            "async (options) => {
                globalThis.asked = JSON.stringify(options);
                return (await navigator.storage.getDirectory()).getFileHandle('chosen.json', { create: true });
            }",
        );
        assert!(save_handle::is_available());
        assert_eq!(save_handle::choose(PROPOSAL).await.unwrap().file_name(), "chosen.json");
        let asked = run("return globalThis.asked;").as_string().unwrap();
        assert!(asked.contains(r#""accept":{"application/json":[".json"]}"#), "{asked}");
        assert!(asked.contains(r#""suggestedName":"backup.json""#), "{asked}");
    }
    for (name, reason) in [("AbortError", SaveError::Cancelled), ("SecurityError", SaveError::NotAllowed)] {
        let throws = format!("async () => {{ throw new DOMException('no', '{name}'); }}");
        let _picker = StandIn::new("globalThis", "showSaveFilePicker", &throws);
        assert_eq!(save_handle::choose(PROPOSAL).await.err(), Some(reason));
    }
    let _none = StandIn::new("globalThis", "showSaveFilePicker", "undefined");
    assert!(!save_handle::is_available());
    assert_eq!(save_handle::choose(PROPOSAL).await.err(), Some(SaveError::Unavailable));
}

#[wasm_bindgen_test]
async fn the_browser_tells_about_its_storage() {
    let estimate = storage::estimate().await.unwrap();
    assert!(estimate.quota_bytes > estimate.usage_bytes);
    assert_eq!(storage::persisted().await, Ok(false));
    {
        let _storage = StandIn::new(
            "navigator",
            "storage",
            "{ persist: async () => true, persisted: async () => true, estimate: async () => ({ usage: 5, quota: 9e12 }) }",
        );
        assert_eq!(storage::persist().await, Ok(true));
        assert_eq!(storage::persisted().await, Ok(true));
        let estimate = Estimate { usage_bytes: 5, quota_bytes: 9_000_000_000_000 };
        assert_eq!(storage::estimate().await, Ok(estimate));
    }
    let _none = StandIn::new("navigator", "storage", "undefined");
    assert_eq!(storage::persist().await, Err(StorageError::Unavailable));
    assert_eq!(storage::estimate().await, Err(StorageError::Unavailable));
}

#[wasm_bindgen_test]
fn the_page_is_printed_and_hears_when_that_is_over() {
    let closed = Rc::new(Cell::new(0));
    let counted = closed.clone();
    let listener = print::after_printing(move || counted.set(counted.get() + 1));
    {
        let _print = StandIn::new("globalThis", "print", "() => dispatchEvent(new Event('afterprint'))");
        assert_eq!(print::print(), Ok(()));
        assert_eq!(closed.get(), 1);
        drop(listener);
        assert_eq!(print::print(), Ok(()));
        assert_eq!(closed.get(), 1);
    }
    let _none = StandIn::new("globalThis", "print", "undefined");
    assert_eq!(print::print(), Err(PrintError::Unavailable));
}
