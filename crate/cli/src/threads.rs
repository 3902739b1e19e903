//! Jobs on threads, results in job order.

use std::{
    any::Any,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    thread,
};

use kindred::Stopped;

/// Does the jobs `0..n_jobs` on up to `n_workers` threads and gives their
/// results in job order: what they are never depends on the threads.
///
/// # Errors
/// A job panicked.
pub(crate) fn map<T: Send>(
    n_workers: usize,
    n_jobs: usize,
    job: impl Fn(usize) -> T + Sync,
) -> Result<Vec<T>, Stopped> {
    let next = AtomicUsize::new(0);
    let pull = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Relaxed);
            if index >= n_jobs {
                return done;
            }
            done.push((index, job(index)));
        }
    };
    let n_threads = n_workers.min(n_jobs);
    let mut done = if n_threads <= 1 {
        pull()
    } else {
        on_threads(n_threads, &pull)?
    };
    done.sort_by_key(|(index, _)| *index);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

fn on_threads<T: Send>(
    n_threads: usize,
    pull: &(impl Fn() -> Vec<T> + Sync),
) -> Result<Vec<T>, Stopped> {
    thread::scope(|scope| {
        let handles: Vec<_> =
            (0..n_threads).map(|_| scope.spawn(pull)).collect();
        let mut done = Vec::new();
        for handle in handles {
            let part = handle.join().map_err(|panic| {
                Stopped::Crashed(words(panic.as_ref()).to_owned())
            })?;
            done.extend(part);
        }
        Ok(done)
    })
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let fixed = panic.downcast_ref::<&str>().copied();
    text.or(fixed).unwrap_or("no reason given")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_job_order_whatever_the_number_of_threads() {
        for n_workers in [1, 2, 4, 9] {
            let squares = map(n_workers, 100, |index| index * index);
            let expected: Vec<usize> = (0..100).map(|i| i * i).collect();
            assert_eq!(squares.unwrap(), expected);
        }
    }

    #[test]
    fn no_jobs_give_no_results() {
        assert!(map(4, 0, |index| index).unwrap().is_empty());
    }

    #[test]
    fn a_panic_in_a_job_is_a_crash_with_its_words() {
        let outcome = map(2, 8, |index| {
            assert!(index != 5, "job five fell over");
        });
        let Err(Stopped::Crashed(words)) = outcome else {
            panic!("{outcome:?}");
        };
        assert!(words.contains("job five"), "{words}");
    }
}
