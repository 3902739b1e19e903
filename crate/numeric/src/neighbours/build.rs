//! Building the tree: halves on the widest side, until a leaf is left.

use wide::f64x4;

use super::{LANES, Node, Tree};

/// Up to so many samples are a leaf: two blocks of four wide.
const LEAF: usize = 16;

/// Spans above this are brought nearer to 1, those below its inverse too.
const LARGE: f64 = 1e150;

/// A sample while it is sorted: its value on the side that is split.
type Key = (f64, u32);

struct Builder<'a> {
    samples: &'a [f64],
    d: usize,
    order: Vec<u32>,
    keys: Vec<Key>,
    nodes: Vec<Node>,
    boxes: Vec<f64>,
}

/// The tree over samples, `d` numbers each.
pub(super) fn tree(samples: &[f64], d: usize) -> Tree {
    let n = samples.len() / d;
    assert!(u32::try_from(n).is_ok(), "fewer than 2^32 samples");
    let unit = unit(samples);
    let scaled: Vec<f64>;
    let samples = if unit == 1.0 {
        samples
    } else {
        scaled = samples.iter().map(|value| value * unit).collect();
        &scaled
    };
    let mut builder = Builder {
        samples,
        d,
        order: (0..n as u32).collect(),
        keys: Vec::with_capacity(n),
        nodes: Vec::new(),
        boxes: Vec::new(),
    };
    if n > 0 {
        builder.node(0, n);
    }
    Tree {
        n_features: d,
        blocks: blocks(samples, d, &builder.order),
        order: builder.order,
        nodes: builder.nodes,
        boxes: builder.boxes,
        unit,
    }
}

impl Builder<'_> {
    fn node(&mut self, from: usize, to: usize) {
        let own = self.nodes.len();
        let side = self.bound(from, to);
        self.nodes.push(Node {
            from: from as u32,
            to: to as u32,
            later: 0,
        });
        if to - from <= LEAF {
            return;
        }
        let middle = from + ((to - from) / 2).next_multiple_of(LANES);
        self.split(from, middle, to, side);
        self.node(from, middle);
        self.nodes[own].later = self.nodes.len() as u32;
        self.node(middle, to);
    }

    /// Adds the box of a run of samples; gives its widest side.
    fn bound(&mut self, from: usize, to: usize) -> usize {
        let (d, start) = (self.d, self.boxes.len());
        self.boxes.resize(start + d, f64::INFINITY);
        self.boxes.resize(start + 2 * d, f64::NEG_INFINITY);
        let (least, most) = self.boxes[start..].split_at_mut(d);
        for &at in &self.order[from..to] {
            let sample = &self.samples[at as usize * d..][..d];
            for (j, &value) in sample.iter().enumerate() {
                if value < least[j] {
                    least[j] = value;
                }
                if value > most[j] {
                    most[j] = value;
                }
            }
        }
        let width = |j: usize| most[j] - least[j];
        (1..d).fold(0, |best, j| if width(j) > width(best) { j } else { best })
    }

    /// Brings the lower values of a side before `middle`; ties by index.
    fn split(&mut self, from: usize, middle: usize, to: usize, side: usize) {
        let (samples, d) = (self.samples, self.d);
        let run = &mut self.order[from..to];
        self.keys.clear();
        let key = |&at: &u32| (samples[at as usize * d + side], at);
        self.keys.extend(run.iter().map(key));
        let rank = |a: &Key, b: &Key| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
        self.keys.select_nth_unstable_by(middle - from, rank);
        for (to, key) in run.iter_mut().zip(&self.keys) {
            *to = key.1;
        }
    }
}

/// The samples in the tree's order, four side by side.
fn blocks(samples: &[f64], d: usize, order: &[u32]) -> Vec<f64x4> {
    let mut blocks = Vec::with_capacity(order.len().div_ceil(LANES) * d);
    for four in order.chunks(LANES) {
        for j in 0..d {
            let mut lanes = [f64::NAN; LANES];
            for (lane, &at) in lanes.iter_mut().zip(four) {
                *lane = samples[at as usize * d + j];
            }
            blocks.push(f64x4::from(lanes));
        }
    }
    blocks
}

/// What the samples are multiplied with so that squares of distances are
/// ordinary numbers: a power of two.
fn unit(samples: &[f64]) -> f64 {
    let largest = samples.iter().fold(0.0, |m: f64, x| m.max(x.abs()));
    if largest == 0.0 || (LARGE.recip()..LARGE).contains(&largest) {
        return 1.0;
    }
    let exponent = (largest.to_bits() >> 52) as i64 - 1023;
    let bits = (1023 - exponent).clamp(1, 2046) as u64;
    f64::from_bits(bits << 52)
}
