//! Plain bytes out of a file, compressed or not.

use std::io::Write;

use flate2::write::MultiGzDecoder;

use crate::limits;

const GZIP: [u8; 3] = [0x1f, 0x8b, 8];
/// Compressed bytes taken at a time, so that little is made of them; each
/// step starts at a multiple of it, whatever the chunks.
const STEP: usize = 4 << 10;

/// Why the bytes were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// Damaged, or cut short where `at_end`.
    Gzip { byte: u64, at_end: bool },
    /// More text than allowed.
    TooMuch,
    /// Far more text than so few bytes may honestly hold.
    Bomb,
}

/// Takes the bytes of a file, gives those of its text.
pub(crate) struct Unpack {
    state: State,
    n_in: u64,
    n_out: u64,
}

enum State {
    /// Too few bytes yet to know.
    Unknown(Vec<u8>),
    Plain,
    Gzip(Box<MultiGzDecoder<Vec<u8>>>),
}

impl Unpack {
    /// Before the first byte.
    pub fn new() -> Self {
        Self {
            state: State::Unknown(Vec::new()),
            n_in: 0,
            n_out: 0,
        }
    }

    /// Whether the file is compressed, as far as is known.
    pub fn is_gzip(&self) -> bool {
        matches!(self.state, State::Gzip(_))
    }

    /// Gives the text of the next bytes, in pieces.
    pub fn feed<E: From<Broken>>(
        &mut self,
        chunk: &[u8],
        take: &mut impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let State::Unknown(held) = &mut self.state else {
            return self.forward(chunk, take);
        };
        held.extend_from_slice(&chunk[..chunk.len().min(GZIP.len())]);
        if held.len() < GZIP.len() {
            return Ok(());
        }
        let n_new = chunk.len().min(GZIP.len());
        let held = std::mem::take(held);
        self.decide(&held, take)?;
        self.forward(&chunk[n_new..], take)
    }

    /// The end of the file.
    pub fn finish<E: From<Broken>>(
        &mut self,
        take: &mut impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        if let State::Unknown(held) = &mut self.state {
            let held = std::mem::take(held);
            self.decide(&held, take)?;
        }
        let State::Gzip(decoder) = &mut self.state else {
            return Ok(());
        };
        let ended = decoder.try_finish();
        let text = std::mem::take(decoder.get_mut());
        self.give(&text, take)?;
        ended.map_err(|_| self.broken(true).into())
    }

    fn decide<E: From<Broken>>(
        &mut self,
        held: &[u8],
        take: &mut impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.state = if held.starts_with(&GZIP) {
            State::Gzip(Box::new(MultiGzDecoder::new(Vec::new())))
        } else {
            State::Plain
        };
        self.forward(held, take)
    }

    fn forward<E: From<Broken>>(
        &mut self,
        chunk: &[u8],
        take: &mut impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        if !self.is_gzip() {
            self.n_in += chunk.len() as u64;
            return self.give(chunk, take);
        }
        let mut rest = chunk;
        while !rest.is_empty() {
            let room = STEP - self.n_in as usize % STEP;
            let (step, later) = rest.split_at(room.min(rest.len()));
            rest = later;
            self.n_in += step.len() as u64;
            let State::Gzip(decoder) = &mut self.state else {
                break;
            };
            let written = decoder.write_all(step);
            let text = std::mem::take(decoder.get_mut());
            self.give(&text, take)?;
            written.map_err(|_| self.broken(false))?;
        }
        Ok(())
    }

    fn give<E: From<Broken>>(
        &mut self,
        text: &[u8],
        take: &mut impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.n_out += text.len() as u64;
        if self.n_out > limits::TEXT {
            return Err(Broken::TooMuch.into());
        }
        let many = self.n_out > limits::RATIO_FROM;
        if many && self.n_out / limits::RATIO > self.n_in {
            return Err(Broken::Bomb.into());
        }
        take(text)
    }

    /// Damage is placed at the start of its step, wherever the chunk ended
    /// in which it was found.
    fn broken(&self, at_end: bool) -> Broken {
        let step = STEP as u64;
        let byte = match at_end {
            true => self.n_in,
            false => self.n_in.saturating_sub(1) / step * step,
        };
        Broken::Gzip { byte, at_end }
    }
}
