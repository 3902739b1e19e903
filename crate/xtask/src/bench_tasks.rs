//! The tasks of the bench, and who does them.

/// A task and the lanes that do it.
pub(crate) struct Task {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) n: &'static str,
    /// Features.
    pub(crate) d: &'static str,
    pub(crate) lanes: &'static [Lane],
}

/// Who does a task.
pub(crate) struct Lane {
    pub(crate) name: &'static str,
    pub(crate) host: Host,
    /// The task's name there.
    pub(crate) task: &'static str,
    /// Rounds at most: for peers that take minutes.
    pub(crate) at_most: usize,
}

#[derive(Clone, Copy)]
pub(crate) enum Host {
    OursChromium,
    OursNode,
    OursNative,
    /// The page's module for workbooks and the bench engine, in Node.
    OursBook,
    /// The built page itself.
    OursPage,
    Python,
    Node,
    Chromium,
    /// Scripts of ours that drive a peer.
    PythonScript,
    NodeScript,
}

const fn lane(name: &'static str, host: Host, task: &'static str) -> Lane {
    Lane {
        name,
        host,
        task,
        at_most: usize::MAX,
    }
}

/// A lane that takes long.
const fn once(lane: Lane) -> Lane {
    Lane { at_most: 1, ..lane }
}

use Host::{
    Chromium, Node, NodeScript, OursBook, OursChromium, OursNative, OursNode,
    OursPage, Python, PythonScript,
};

pub(crate) const TASKS: &[Task] = &[
    Task {
        name: "rfm",
        title: "CSV to RFM, 1,000,000 order lines, 95 MB",
        n: "1000000",
        d: "8",
        lanes: &[
            lane("Kindred, Chromium", OursChromium, "rfm"),
            lane("pandas, native", Python, "rfm_pandas"),
            lane("duckdb-wasm, Chromium", Chromium, "rfm_duckdb_wasm"),
            lane("Kindred, Node", OursNode, "rfm"),
            lane("Kindred, native", OursNative, "rfm"),
            lane("duckdb, native", Python, "rfm_duckdb"),
            lane("PapaParse, Chromium", Chromium, "rfm_papaparse"),
        ],
    },
    Task {
        name: "typed",
        title: "A full typed read, 1,000,000 order lines, 95 MB, 8 columns",
        n: "1000000",
        d: "8",
        lanes: &[
            lane("Kindred, Chromium", OursChromium, "typed"),
            lane("Polars, native, one thread", PythonScript, "typed"),
            lane("PapaParse, Node, same typing", NodeScript, "typed"),
            lane("Kindred, Node", OursNode, "typed"),
            lane("Kindred, native", OursNative, "typed"),
        ],
    },
    Task {
        name: "xlsx",
        title: "A workbook to typed columns, 100,000 order lines, 8 columns",
        n: "100000",
        d: "8",
        lanes: &[
            lane("Kindred, Node", OursBook, "xlsx"),
            lane("SheetJS, Node, same typing", NodeScript, "xlsx"),
        ],
    },
    Task {
        name: "kmeans_fixed",
        title: "k-means, fixed starts, 20 iterations, n = 100,000, d = 8, k = 8",
        n: "100000",
        d: "8",
        lanes: &[
            lane("Kindred, Chromium", OursChromium, "kmeans_fixed"),
            lane("scikit-learn f64, native", Python, "kmeans_fixed"),
            lane("Kindred, Node", OursNode, "kmeans_fixed"),
            lane("Kindred, native", OursNative, "kmeans_fixed"),
            lane("scikit-learn f32, native", Python, "kmeans_fixed_f32"),
            lane("ml-kmeans, Chromium", Chromium, "kmeans_fixed_ml"),
            lane("ml-kmeans, Node", Node, "kmeans_fixed_ml"),
        ],
    },
    Task {
        name: "kmeans",
        title: "k-means, 10 restarts, n = 100,000, d = 8, k = 8",
        n: "100000",
        d: "8",
        lanes: &[
            lane("Kindred, Chromium", OursChromium, "kmeans"),
            lane("scikit-learn f64, native", Python, "kmeans"),
            lane("Kindred, Node", OursNode, "kmeans"),
            lane("Kindred, native", OursNative, "kmeans"),
            lane("scikit-learn f32, native", Python, "kmeans_f32"),
            lane("ml-kmeans, Node", Node, "kmeans_ml"),
        ],
    },
    Task {
        name: "kmeans_million",
        title: "k-means, 10 restarts, n = 1,000,000, d = 8, k = 8",
        n: "1000000",
        d: "8",
        lanes: &[
            lane("Kindred, Chromium", OursChromium, "kmeans"),
            lane("scikit-learn f64, native", Python, "kmeans"),
            lane("Kindred, native", OursNative, "kmeans"),
            once(lane("ml-kmeans, Node", Node, "kmeans_ml")),
        ],
    },
    Task {
        name: "sweep",
        title: "k = 2..10, 10 restarts each, with silhouettes, n = 100,000, d = 8",
        n: "100000",
        d: "8",
        lanes: &[
            once(lane("Kindred, Chromium", OursChromium, "kmeans_sweep")),
            once(lane("scikit-learn, native", Python, "kmeans_sweep")),
        ],
    },
    Task {
        name: "mini_batch",
        title: "Mini-batch k-means, 3 starts, n = 100,000, d = 8, k = 8",
        n: "100000",
        d: "8",
        lanes: &[
            lane("Kindred, Chromium", OursChromium, "minibatch_kmeans"),
            lane("scikit-learn, native", Python, "minibatch_kmeans"),
        ],
    },
    Task {
        name: "dbscan",
        title: "DBSCAN, n = 10,000, d = 3",
        n: "10000",
        d: "3",
        lanes: &[
            lane("Kindred, Chromium", OursChromium, "dbscan"),
            lane("scikit-learn, native", Python, "dbscan"),
        ],
    },
    Task {
        name: "dbscan_large",
        title: "DBSCAN, n = 100,000, d = 3",
        n: "100000",
        d: "3",
        lanes: &[
            lane("Kindred, Chromium", OursChromium, "dbscan"),
            lane("scikit-learn, native", Python, "dbscan"),
        ],
    },
    Task {
        name: "hdbscan",
        title: "HDBSCAN, n = 10,000, d = 3",
        n: "10000",
        d: "3",
        lanes: &[
            lane("Kindred, Chromium", OursChromium, "hdbscan"),
            lane("hdbscan, native", Python, "hdbscan_lib"),
        ],
    },
    Task {
        name: "hdbscan_large",
        title: "HDBSCAN, n = 100,000, d = 3",
        n: "100000",
        d: "3",
        lanes: &[
            once(lane("Kindred, Chromium", OursChromium, "hdbscan")),
            once(lane("hdbscan, native", Python, "hdbscan_lib")),
        ],
    },
    Task {
        name: "ward",
        title: "Ward, n = 10,000, d = 8",
        n: "10000",
        d: "8",
        lanes: &[
            lane("Kindred, Chromium", OursChromium, "ward"),
            lane("fastcluster, native", Python, "ward_fastcluster_vector"),
        ],
    },
    Task {
        name: "mixture",
        title: "Gaussian mixture, full, one start, n = 100,000, d = 8, k = 8",
        n: "100000",
        d: "8",
        lanes: &[
            lane("Kindred, Chromium", OursChromium, "gmm"),
            lane("scikit-learn, native", Python, "gmm"),
        ],
    },
    Task {
        name: "silhouette",
        title: "Silhouette of all, n = 10,000, d = 8",
        n: "10000",
        d: "8",
        lanes: &[
            lane("Kindred, Chromium", OursChromium, "silhouette"),
            lane("scikit-learn, native", Python, "silhouette"),
        ],
    },
    Task {
        name: "pca",
        title: "Principal components, n = 100,000, d = 16",
        n: "100000",
        d: "16",
        lanes: &[
            lane("Kindred, Chromium", OursChromium, "pca"),
            lane("scikit-learn, native", Python, "pca"),
        ],
    },
    Task {
        name: "workers",
        title: "One and two compute workers, 10 starts, n = 100,000, wall time",
        n: "100000",
        d: "8",
        lanes: &[lane("Kindred, Chromium", OursChromium, "workers")],
    },
    Task {
        name: "step_5000",
        title: "The whole step in the built page, 5,000 customers, d = 25",
        n: "5000",
        d: "25",
        lanes: &[lane("Kindred, page", OursPage, "step")],
    },
    Task {
        name: "step_200000",
        title: "The whole step in the built page, 200,000 customers, d = 25",
        n: "200000",
        d: "25",
        lanes: &[once(lane("Kindred, page", OursPage, "step"))],
    },
    Task {
        name: "step_million",
        title: "The whole step in the built page, 1,000,000 customers, d = 25",
        n: "1000000",
        d: "25",
        lanes: &[once(lane("Kindred, page", OursPage, "step"))],
    },
    Task {
        name: "product",
        title: "The built page from disk: seconds where no unit is named",
        n: "1000000",
        d: "8",
        lanes: &[lane("Kindred, page", OursPage, "product")],
    },
];
