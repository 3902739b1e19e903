//! A part's text, made as it is asked for.

use std::{
    cell::RefCell,
    future::Future,
    pin::{Pin, pin},
    rc::Rc,
    task::{Context, Poll, Waker},
};

use table::ReadError;

/// The text of a part, a chunk at a time.
///
/// What reads a part borrows from the workbook that it reads; so the two live
/// in a future, which is Rust's way to write a coroutine: it waits at each
/// full chunk until that is taken.
pub struct Text {
    work: Option<Pin<Box<Work>>>,
    chunk: Chunk,
}

type Work = dyn Future<Output = Result<(), ReadError>>;

/// Where the work leaves a full chunk.
#[derive(Clone, Default)]
pub(crate) struct Chunk(Rc<RefCell<Vec<u8>>>);

impl Text {
    /// The text that `work` leaves in its chunk.
    pub(crate) fn of<W>(work: impl FnOnce(Chunk) -> W) -> Self
    where
        W: Future<Output = Result<(), ReadError>> + 'static,
    {
        let chunk = Chunk::default();
        let work = work(chunk.clone());
        Self {
            work: Some(Box::pin(work)),
            chunk,
        }
    }

    /// The next chunk, `None` at the end.
    ///
    /// # Errors
    /// The part is refused; there is no more.
    pub fn next_chunk(&mut self) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(work) = &mut self.work else {
            return Ok(None);
        };
        let mut context = Context::from_waker(Waker::noop());
        match work.as_mut().poll(&mut context) {
            Poll::Pending => {}
            Poll::Ready(done) => {
                self.work = None;
                done?;
            }
        }
        let chunk = self.chunk.0.take();
        let is_over = self.work.is_none() && chunk.is_empty();
        Ok((!is_over).then_some(chunk))
    }
}

impl Chunk {
    /// Leaves a chunk and waits until it is taken.
    pub async fn give(&self, chunk: Vec<u8>) {
        self.0.replace(chunk);
        let mut is_given = false;
        pin!(std::future::poll_fn(move |_| {
            match std::mem::replace(&mut is_given, true) {
                true => Poll::Ready(()),
                false => Poll::Pending,
            }
        }))
        .await;
    }
}
