//! How long work reports progress and is stopped.

/// The caller asked the work to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interrupted;

/// Called by every outer loop with the fraction done, `0.0..=1.0`.
pub type Tick<'a> = &'a mut dyn FnMut(f64) -> Result<(), Interrupted>;

/// A tick that never stops, for tests and for work too short to stop.
///
/// ```
/// assert!(numeric::tick::never(0.5).is_ok());
/// ```
pub fn never(_fraction: f64) -> Result<(), Interrupted> {
    Ok(())
}
