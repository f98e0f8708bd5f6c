//! A real worker that runs this very program.

use super::stand_in::run;
use counterpart::browser::clock::sleep;
use counterpart::browser::worker::{self, Reply, Worker, WorkerError};
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::wasm_bindgen_test;

/// What the worker of these tests serves.
#[wasm_bindgen]
pub fn serve_for_tests() {
    worker::serve(answer).unwrap();
}

async fn answer(message: JsValue, reply: Reply) {
    match message.as_string().as_deref() {
        Some("panic") => panic!("as asked"),
        Some("silence") => drop(reply),
        Some("hang") => loop {
            std::hint::spin_loop();
        },
        Some("progress") => {
            for step in 1..=3 {
                reply.progress(&step.into());
                sleep(5).await;
            }
            reply.send(&"done".into(), &[]);
        }
        Some("slow") => {
            sleep(200).await;
            reply.send(&"slow".into(), &[]);
        }
        Some("function") => reply.send(&run("return () => {};"), &[]),
        Some(text) => reply.send(&format!("{text}!").into(), &[]),
        None => reply.send(&Uint8Array::new(&message).length().into(), &[]),
    }
}

/// A module that waits for its first message before it loads the program, as the real one does.
fn start() -> Worker {
    let url = run("const script = `
            const first = new Promise((resolve) => addEventListener('message', resolve, { once: true }));
            const { default: init, serve_for_tests } = await import('${location.origin}/wasm-bindgen-test');
            const { data } = await first;
            if (data !== 'first') throw new Error('not the first message');
            await init({ module_or_path: '${location.origin}/wasm-bindgen-test_bg.wasm' });
            serve_for_tests();`;
        return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));");
    Worker::start(&url.as_string().unwrap(), &"first".into(), &[]).unwrap()
}

async fn ask(worker: &Worker, text: &str) -> Result<String, WorkerError> {
    worker.request(&text.into(), &[]).await.map(|answer| answer.as_string().unwrap_or_default())
}

#[wasm_bindgen_test]
async fn each_request_gets_its_own_answer() {
    let worker = start();
    // Both wait for the program to load; the second one is answered first.
    let (mut slow, mut fast) = (pin!(ask(&worker, "slow")), pin!(ask(&worker, "fast")));
    poll_fn(|context| {
        assert!(slow.as_mut().poll(context).is_pending());
        fast.as_mut().poll(context).map(|answer| assert_eq!(answer.as_deref(), Ok("fast!")))
    })
    .await;
    assert_eq!(slow.await.as_deref(), Ok("slow"));
    assert!(worker.is_alive());
}

#[wasm_bindgen_test]
async fn bytes_move_to_the_worker() {
    let worker = start();
    for _ in 0..2 {
        let bytes = Uint8Array::new_with_length(1_000);
        let answer = worker.request(&bytes, &[bytes.buffer().into()]).await;
        assert_eq!(answer.unwrap().as_f64(), Some(1_000.0));
        assert_eq!(bytes.length(), 0);
    }
}

#[wasm_bindgen_test]
async fn progress_comes_before_the_answer() {
    let worker = start();
    let steps: Rc<RefCell<Vec<f64>>> = Rc::default();
    let heard = steps.clone();
    let answer = worker
        .request_with_progress(&"progress".into(), &[], move |step| heard.borrow_mut().push(step.as_f64().unwrap()))
        .await;
    assert_eq!(answer.unwrap().as_string().as_deref(), Some("done"));
    assert_eq!(*steps.borrow(), [1.0, 2.0, 3.0]);
}

#[wasm_bindgen_test]
async fn a_trap_fails_all_that_wait_and_a_fresh_worker_serves() {
    let worker = start();
    assert_eq!(ask(&worker, "before").await.as_deref(), Ok("before!"));
    let slow: Rc<RefCell<Option<Result<String, WorkerError>>>> = Rc::default();
    wasm_bindgen_futures::spawn_local({
        let (worker, slow) = (worker.clone(), slow.clone());
        async move {
            let answer = ask(&worker, "slow").await;
            slow.replace(Some(answer));
        }
    });
    sleep(20).await;
    assert_eq!(ask(&worker, "panic").await, Err(WorkerError::Died));
    sleep(0).await;
    assert_eq!(slow.take(), Some(Err(WorkerError::Died)));
    assert!(!worker.is_alive());
    assert_eq!(ask(&worker, "after").await, Err(WorkerError::Died));
    assert_eq!(ask(&start(), "after").await.as_deref(), Ok("after!"));
}

#[wasm_bindgen_test]
async fn a_worker_that_hangs_can_be_terminated() {
    let worker = start();
    assert_eq!(ask(&worker, "before").await.as_deref(), Ok("before!"));
    let other = worker.clone();
    wasm_bindgen_futures::spawn_local(async move {
        sleep(100).await;
        other.terminate();
    });
    assert_eq!(ask(&worker, "hang").await, Err(WorkerError::Died));
}

#[wasm_bindgen_test]
async fn a_worker_that_cannot_be_loaded_is_dead() {
    let worker = Worker::start("/no-such-script.js", &JsValue::NULL, &[]).unwrap();
    assert_eq!(ask(&worker, "anything").await, Err(WorkerError::Died));
}

#[wasm_bindgen_test]
async fn what_cannot_be_sent_or_is_not_answered_is_told() {
    let worker = start();
    let function = run("return () => {};");
    assert_eq!(worker.request(&function, &[]).await, Err(WorkerError::Unsendable));
    assert_eq!(ask(&worker, "silence").await, Err(WorkerError::Unanswered));
    assert_eq!(ask(&worker, "function").await, Err(WorkerError::Unanswered));
    assert_eq!(worker.request(&Array::of1(&function), &[]).await, Err(WorkerError::Unsendable));
    assert_eq!(ask(&worker, "still there").await.as_deref(), Ok("still there!"));
}

#[wasm_bindgen_test]
async fn the_answer_to_a_dropped_request_is_ignored() {
    let worker = start();
    assert_eq!(ask(&worker, "before").await.as_deref(), Ok("before!"));
    {
        let mut dropped = pin!(ask(&worker, "slow"));
        poll_fn(|context| {
            assert!(dropped.as_mut().poll(context).is_pending());
            Poll::Ready(())
        })
        .await;
    }
    sleep(400).await;
    assert_eq!(ask(&worker, "after").await.as_deref(), Ok("after!"));
}

#[wasm_bindgen_test]
fn a_page_is_no_worker() {
    assert!(!worker::is_worker());
    assert_eq!(worker::serve(answer), Err(WorkerError::Unavailable));
}
