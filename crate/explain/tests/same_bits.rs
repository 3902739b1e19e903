//! Subgroups and honest trees are the same natively and as WebAssembly, to
//! the last bit: digests in `tests/ref/same-bits-explain.csv`, which both
//! compare.

use explain::honest::{self, honest};
use explain::subgroup::{self, subgroups};
use explain::{Measure, Relation, trial::Side};
use ndarray::Array2;
use numeric::Rng;
use tests::golden;

/// 64-bit FNV-1a over the bits of numbers.
fn digest(numbers: impl IntoIterator<Item = f64>) -> u64 {
    numbers
        .into_iter()
        .fold(0xCBF2_9CE4_8422_2325, |hash, number| {
            let bits = number.to_bits().to_le_bytes();
            bits.iter().fold(hash, |hash: u64, byte| {
                (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
            })
        })
}

/// What is known, some of it missing, and what follows from two of it.
fn made_up(measure: Measure) -> (Array2<f64>, Vec<f64>) {
    let mut rng = Rng::new(17);
    let mut x = Array2::from_shape_fn((700, 6), |_| {
        (10.0 * rng.normal()).round() / 4.0
    });
    let value = |it: usize, noise: f64| {
        let high = x[[it, 1]] + 0.5 * x[[it, 4]] + 3.0 * noise;
        match measure {
            Measure::Mean => libm::exp(high / 4.0),
            Measure::Share => f64::from(u8::from(high > 2.0)),
        }
    };
    let y = (0..700).map(|it| value(it, rng.normal())).collect();
    x.indexed_iter_mut()
        .filter(|((row, column), _)| (row + 3 * column) % 17 == 0)
        .for_each(|(_, it)| *it = f64::NAN);
    (x, y)
}

#[test]
fn every_bit_is_the_same_on_every_machine() {
    let mut text = "measure,what,found,digest\n".to_owned();
    for measure in [Measure::Mean, Measure::Share] {
        let (mut x, y) = made_up(measure);
        let params = subgroup::Params {
            measure,
            ..subgroup::Params::default()
        };
        let found = subgroups(x.view(), &y, &params, 3);
        let numbers = found.subgroups.iter().flat_map(|it| {
            let (low, high) = it.interval.expect("there are two or more");
            let is_more = it.side == Side::More;
            let own = it.conditions.iter().flat_map(|of| {
                let at_least = of.relation == Relation::AtLeast;
                let side = f64::from(u8::from(at_least));
                [of.feature_index as f64, side, of.threshold]
            });
            let figures = [it.mean, low, high, it.chance, it.adjusted];
            let own = own.chain(figures);
            own.chain([f64::from(u8::from(is_more)), it.size as f64])
        });
        let digest_of = digest(numbers);
        let n = found.subgroups.len();
        text += &format!("{measure:?},subgroups,{n},{digest_of:016x}\n");

        x.mapv_inplace(|it| if it.is_nan() { 0.0 } else { it });
        let params = honest::Params {
            measure,
            ..honest::Params::default()
        };
        let tree = honest(x.view(), &y, &params, 3);
        let numbers = tree.nodes.iter().flat_map(|it| {
            let (low, high) = it.interval.expect("there are two or more");
            let asked = it.question.map_or([-1.0, 0.0], |it| {
                [it.feature_index as f64, it.threshold]
            });
            let mean = it.mean.expect("there are two or more");
            let own = [mean, low, high, it.mean_grown];
            own.into_iter().chain(asked)
        });
        let digest_of = digest(numbers);
        let n = tree.nodes.len();
        text += &format!("{measure:?},tree,{n},{digest_of:016x}\n");
    }
    golden::keep("same-bits-explain.csv", &text);
}
