//! What a person has the console do: one piece of work at a time. A question that the browser asks, such as to show a
//! passkey, lasts until it is answered, or until the person has turned to something else.

use std::{
    cell::RefCell,
    future::poll_fn,
    pin::pin,
    rc::Rc,
    task::{Poll, Waker},
};

use leptos::prelude::*;

use super::state::{ConsoleState, Work, background};

impl ConsoleState {
    /// Does one piece of work at a time: a second press of a button while it lasts is not heard. But a question of the
    /// browser, which may wait for minutes, is taken back for it.
    pub fn run(self, work: impl Future<Output = ()> + 'static) {
        let waits = self.take_question_back();
        self.run_boxed(Box::pin(work), waits);
    }

    /// Does some work as soon as what is under way has ended: for what a person would miss if it were not heard.
    pub(super) fn run_next(self, work: impl Future<Output = ()> + 'static) {
        self.take_question_back();
        self.run_boxed(Box::pin(work), true);
    }

    fn run_boxed(self, work: Work<'static, ()>, waits: bool) {
        if self.is_busy.get_untracked() {
            if waits {
                self.next.set_value(Some(work));
            }
            return;
        }
        self.is_busy.set(true);
        self.trouble.set(None);
        background(async move {
            work.await;
            self.is_busy.try_set(false);
            if let Some(next) = self.next.try_update_value(Option::take).flatten() {
                self.run_boxed(next, true);
            }
        });
    }

    /// The answer to what the browser asks the person; nothing once the person has turned to something else.
    pub(super) async fn asked<T>(self, asking: impl Future<Output = T>) -> Option<T> {
        let question = Question::default();
        self.question.try_set_value(Some(question.clone()));
        let answer = question.answer(asking).await;
        self.question.try_set_value(None);
        answer
    }

    /// Takes back what the browser asks the person; whether there was a question.
    pub(super) fn take_question_back(self) -> bool {
        let open = self.question.try_update_value(Option::take).flatten();
        if let Some(question) = &open {
            question.take_back();
        }
        open.is_some()
    }
}

/// A question of the browser that is open, to be taken back.
#[derive(Clone, Default)]
pub(super) struct Question(Rc<RefCell<State>>);

#[derive(Default)]
struct State {
    is_taken_back: bool,
    waker: Option<Waker>,
}

impl Question {
    /// Takes it back: whoever waits for the answer goes on without one.
    pub(super) fn take_back(&self) {
        let waker = {
            let mut state = self.0.borrow_mut();
            state.is_taken_back = true;
            state.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// The answer; nothing once the question was taken back, and what asks it is dropped then.
    pub(super) async fn answer<T>(&self, asking: impl Future<Output = T>) -> Option<T> {
        let mut asking = pin!(asking);
        poll_fn(|context| {
            if self.0.borrow().is_taken_back {
                return Poll::Ready(None);
            }
            match asking.as_mut().poll(context) {
                Poll::Ready(answer) => Poll::Ready(Some(answer)),
                Poll::Pending => {
                    self.0.borrow_mut().waker = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }
}
