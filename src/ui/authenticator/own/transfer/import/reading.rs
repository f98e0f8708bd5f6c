//! Reading what was brought, one source after the other, in the worker.

use leptos::prelude::*;

use super::{
    material::{Material, Piece, joined, next_source},
    session::{Failure, Session, Stage, Wish},
};
use crate::{
    authenticator::{
        import::{ImportError, Limits},
        tasks::ReadFile,
    },
    ui::{authenticator::own::transfer::normalised, workshop::WorkError},
};

impl Session {
    /// Reads what is waiting, until something asks for a person or all is read.
    pub(super) async fn read_on(self, attempt: u64) {
        while let Some(task) = self.next_task() {
            self.stage.try_set(Stage::Reading { derives_key: task.password.is_some() });
            let outcome = self.keeper.workshop.run(&task).await;
            // Whoever gave it up has said what comes next.
            if !self.is_current(attempt) {
                return;
            }
            let result = match outcome {
                Err(error) => Err(Failure::Work(error)),
                Ok(Ok(imported)) => Ok(imported),
                Ok(Err(ImportError::PasswordNeeded { .. })) => return self.ask(Wish::Password { was_wrong: false }),
                // The same letters may be composed otherwise.
                Ok(Err(ImportError::WrongPassword)) if self.normalise_password() => continue,
                Ok(Err(ImportError::WrongPassword)) => return self.ask(Wish::Password { was_wrong: true }),
                Ok(Err(ImportError::AsksTooMuch { memory_bytes, work })) => {
                    let limits = self.material.try_with_value(|material| material.limits).unwrap_or_default();
                    if memory_bytes > limits.memory_bytes || work > limits.work {
                        return self.ask(Wish::Cost { memory_bytes, work });
                    }
                    // It was allowed, and is not there.
                    Err(Failure::Work(WorkError::Died))
                }
                Ok(Err(error)) => Err(Failure::Import(error)),
            };
            match result {
                Ok(imported) => {
                    self.material.try_update_value(|material| material.pieces.push(Piece::File(imported)));
                }
                Err(failure) => self.fail(self.at_hand.try_get_untracked().unwrap_or_default(), failure),
            }
            self.material.try_update_value(next_source);
        }
        self.read_lines(attempt).await;
        if self.is_current(attempt) {
            self.show();
        }
    }

    /// Spells the password as a vault has it; whether that is another spelling.
    fn normalise_password(self) -> bool {
        let changed = self.material.try_update_value(|material| {
            let normal = material.password.as_ref().map(|password| normalised(password));
            let is_other = normal != material.password;
            material.password = normal;
            is_other
        });
        changed == Some(true)
    }

    fn next_task(self) -> Option<ReadFile> {
        self.material
            .try_with_value(|material| {
                let source = material.waiting.last()?;
                self.at_hand.try_set(source.name.clone());
                let (password, limits) = (material.password.clone(), material.limits);
                Some(ReadFile { bytes: source.bytes.clone(), password, limits })
            })
            .flatten()
    }

    /// Reads all texts together. What cannot be read with the others is left out and told; the others stay.
    async fn read_lines(self, attempt: u64) {
        let count = |material: &Material| (material.lines_read, material.lines.len());
        let Some((read, all)) = self.material.try_with_value(count).filter(|(read, all)| read < all) else { return };
        let failure = match self.read_first(all, attempt).await {
            None | Some(Ok(())) => return,
            Some(Err(failure)) => failure,
        };
        if all - read == 1 {
            return self.leave_out(read, failure);
        }
        // Which one is it?
        let mut upto = read;
        for _ in read..all {
            match self.read_first(upto + 1, attempt).await {
                None => return,
                Some(Ok(())) => upto += 1,
                Some(Err(failure)) => self.leave_out(upto, failure),
            }
        }
    }

    /// Reads so many of the lines, the first ones, and remembers them as read; none if it was given up.
    async fn read_first(self, count: usize, attempt: u64) -> Option<Result<(), Failure>> {
        let first = |material: &Material| material.lines.get(..count).map(joined);
        let bytes = self.material.try_with_value(first).flatten()?;
        let task = ReadFile { bytes, password: None, limits: Limits::default() };
        let outcome = self.keeper.workshop.run(&task).await;
        if !self.is_current(attempt) {
            return None;
        }
        Some(match outcome {
            Ok(Ok(imported)) => {
                self.material.try_update_value(|material| material.put_lines(count, imported));
                Ok(())
            }
            Ok(Err(error)) => Err(Failure::Import(error)),
            Err(error) => Err(Failure::Work(error)),
        })
    }

    fn leave_out(self, line: usize, failure: Failure) {
        let left_out = self.material.try_update_value(|material| material.lines.remove(line).name);
        self.fail(left_out.unwrap_or_default(), failure);
    }
}
