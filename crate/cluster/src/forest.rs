//! Disjoint sets that grow together.

/// Disjoint sets of `0..n`, each with the least of its members as its root.
///
/// Paths are halved on the way; Tarjan and van Leeuwen 1984,
/// DOI 10.1145/62.2160.
pub(crate) struct Forest(Vec<u32>);

impl Forest {
    /// Each of `0..n` alone.
    pub(crate) fn new(n: usize) -> Self {
        Self((0..n as u32).collect())
    }

    /// The root of the set of one.
    #[inline]
    pub(crate) fn root(&mut self, of: u32) -> u32 {
        let parents = &mut self.0;
        let mut at = of;
        while parents[at as usize] != at {
            let up = parents[parents[at as usize] as usize];
            parents[at as usize] = up;
            at = up;
        }
        at
    }

    /// Makes one set of the sets of two; whether they were two.
    pub(crate) fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
        a != b
    }
}
