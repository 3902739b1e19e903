//! Progress on stderr, only where somebody looks.

use std::{
    io::{self, IsTerminal, Write},
    sync::Mutex,
};

use kindred::{Progress, Stage};

/// One line that is written over; silent when stderr is not a terminal.
pub(crate) struct Line {
    /// The last percentage shown; `None` where nobody looks.
    shown: Option<Mutex<Option<(Stage, u32)>>>,
}

impl Line {
    pub(crate) fn new() -> Self {
        let looked_at = io::stderr().is_terminal();
        Self {
            shown: looked_at.then(|| Mutex::new(None)),
        }
    }

    /// Shows how far a stage is, `0.0..=1.0`.
    pub(crate) fn show(&self, stage: Stage, fraction: f64) {
        let Some(shown) = &self.shown else { return };
        let overall = Progress::at(stage, fraction).overall;
        let now = Some((stage, (overall * 100.0) as u32));
        let mut last = shown.lock().expect("no thread panics while it shows");
        if *last != now {
            *last = now;
            let percent = (overall * 100.0) as u32;
            let words = words(stage);
            let _ = write!(io::stderr(), "\r\x1b[2K{words}: {percent} %");
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[2K");
        }
    }
}

fn words(stage: Stage) -> &'static str {
    match stage {
        Stage::Read => "reading",
        Stage::Permit => "checking permission",
        Stage::Features => "computing features",
        Stage::Prepare => "preparing",
        Stage::Choose => "judging the number of groups",
        Stage::Segment => "forming segments",
        Stage::Explain => "explaining",
    }
}
