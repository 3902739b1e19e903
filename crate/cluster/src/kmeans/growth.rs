//! k-means where its result is only compared with others made alike: for
//! every number of clusters at once, each from the one before.

use ndarray::{Array1, Array2, ArrayView2, Axis, concatenate};
use numeric::Rng;
use numeric::tick::{Interrupted, Tick};

use super::blocks::Blocks;
use super::lloyd::Lloyd;
use super::{Fit, Params, in_order_of_size, seeding};
use crate::FeatureMatrix;

/// Iterations of the beginnings that are compared ("short runs", Biernacki,
/// Celeux and Govaert 2003, DOI 10.1016/S0167-9473(02)00163-9).
const BEGINNING: usize = 3;

/// Partitions into `1..=k_max` clusters: of each number from the centres
/// before and one more, or from the first of a sequence drawn apart from
/// them, whichever promises more; after Likas, Vlassis and Verbeek (2003, DOI
/// 10.1016/S0031-3203(02)00060-2).
///
/// ```text
/// O(k_max² · iterations · n_samples · n_features)
/// ```
///
/// # Errors
/// The tick asked to stop.
pub(crate) fn grow(
    x: &FeatureMatrix,
    k_max: usize,
    params: &Params,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Vec<Fit>, Interrupted> {
    let search = Search {
        x: x.view(),
        blocks: Blocks::new(x.view()),
        params,
    };
    let mut rng = Rng::new(seed);
    let most = k_max.clamp(1, x.n_samples());
    let drawn = seeding::draw(search.x, &search.blocks, most, &mut rng);
    let means = search.blocks.frame().means().to_vec();
    let one = Array1::from(means).insert_axis(Axis(0));
    let mut fits = vec![search.best([one])?];
    while fits.len() < k_max {
        let k = fits.len() + 1;
        tick(k as f64 / k_max as f64)?;
        let before = &fits[fits.len() - 1].centres;
        let beginnings = [
            drawn.view().split_at(Axis(0), k.min(most)).0.to_owned(),
            search.with_one_more(before, &mut rng),
        ];
        fits.push(search.best(beginnings)?);
    }
    Ok(fits)
}

struct Search<'a> {
    x: ArrayView2<'a, f64>,
    blocks: Blocks,
    params: &'a Params,
}

impl Search<'_> {
    fn with_one_more(
        &self,
        centres: &Array2<f64>,
        rng: &mut Rng,
    ) -> Array2<f64> {
        let n = self.x.nrows();
        let next = seeding::draw_one_more(&self.blocks, centres, n, rng);
        let next = self.x.select(Axis(0), &[next]);
        concatenate![Axis(0), centres.view(), next]
    }

    /// Where the most promising beginning leads. Not inlined: in a browser a
    /// function becomes fast between two calls.
    #[inline(never)]
    fn best(
        &self,
        beginnings: impl IntoIterator<Item = Array2<f64>>,
    ) -> Result<Fit, Interrupted> {
        let mut best: Option<Lloyd<'_>> = None;
        for centres in beginnings {
            let next = self.begin(centres);
            best = Some(match best {
                Some(best) if best.between() >= next.between() => best,
                _ => next,
            });
        }
        let best = best.expect("there is a beginning");
        let ended = best.finish(self.params, &mut numeric::tick::never)?;
        Ok(in_order_of_size(self.x, ended))
    }

    fn begin(&self, centres: Array2<f64>) -> Lloyd<'_> {
        let mut lloyd = Lloyd::new(self.x, &self.blocks, centres);
        lloyd.look();
        for _ in 1..BEGINNING {
            lloyd.step();
            lloyd.look();
        }
        lloyd
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kmeans::assign;
    use proptest::prelude::*;

    fn set(values: Vec<f64>) -> FeatureMatrix {
        FeatureMatrix::from_samples(values, 2).unwrap()
    }

    fn to_the_end() -> Params {
        Params {
            tolerance: 0.0,
            ..Params::default()
        }
    }

    proptest! {
        #[test]
        fn what_is_between_and_the_inertia_are_all_there_is(
            values in prop::collection::vec(-9.0..9.0, 40..120),
            far in -1e3..1e3,
        ) {
            let x = set(values.iter().map(|v| v + far).collect());
            let params = to_the_end();
            let blocks = Blocks::new(x.view());
            let search = Search { x: x.view(), blocks, params: &params };
            let first = x.view().split_at(Axis(0), 3).0.to_owned();
            let promised = search.begin(first.clone()).between();
            let fit = search.best([first]).unwrap();
            let one = Array1::from(search.blocks.frame().means().to_vec());
            let all = search.best([one.insert_axis(Axis(0))]).unwrap().inertia;
            let mut ended = Lloyd::new(x.view(), &search.blocks, fit.centres);
            ended.look();
            let between = ended.between();
            prop_assert!(((between + fit.inertia) / all - 1.0).abs() < 1e-9);
            // What follows a beginning brings only more.
            prop_assert!(promised <= between + 1e-9 * all);
        }

        #[test]
        fn each_number_is_a_partition_no_worse_than_the_one_before(
            values in prop::collection::vec(-9.0..9.0, 40..120),
            seed: u64,
        ) {
            let x = set(values);
            let mut never = numeric::tick::never;
            let fits = grow(&x, 6, &to_the_end(), seed, &mut never).unwrap();
            let mut before = f64::INFINITY;
            for (fit, k) in fits.iter().zip(1..) {
                prop_assert_eq!(fit.centres.nrows(), k);
                prop_assert_eq!(&assign(&x, &fit.centres), &fit.labels);
                prop_assert!(fit.inertia <= before * (1.0 + 1e-12));
                before = fit.inertia;
            }
        }

        /// The slow twin: every beginning followed to its end.
        #[test]
        fn two_far_groups_are_those_of_every_start(
            values in prop::collection::vec(-1.0..1.0, 40..80),
            seed: u64,
        ) {
            let moved = values.iter().enumerate();
            let moved = moved.map(|(i, v)| v + if i % 4 < 2 { 30.0 } else { 0.0 });
            let x = set(moved.collect());
            let params = Params { n_clusters: Some(2), ..to_the_end() };
            let mut never = numeric::tick::never;
            let slow = crate::kmeans::fit(&x, &params, seed, &mut never);
            let slow = slow.unwrap();
            let grown = grow(&x, 2, &params, seed, &mut never).unwrap();
            prop_assert_eq!(&grown[1].labels, &slow.labels);
        }
    }
}
