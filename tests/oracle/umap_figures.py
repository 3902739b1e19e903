"""Writes umap.csv and umap-graph.csv: figures of umap-learn and scikit-learn.

python umap_figures.py FOLDER, where FOLDER holds gagolews/clustering-data-v1.
"""

import sys
from pathlib import Path

import numpy
import umap
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness

FOLDER = Path(sys.argv[1])
HERE = Path(__file__).parent
SETS = [
    "fcps/atom", "fcps/chainlink", "fcps/hepta", "fcps/tetra",
    "other/iris", "uci/ecoli", "uci/wdbc", "uci/wine",
]
GRAPH = "fcps/hepta"


def samples(name):
    return numpy.loadtxt(FOLDER / f"{name}.data.gz", ndmin=2)


def learned(x, seed):
    model = umap.UMAP(n_neighbors=15, init="pca", random_state=seed)
    return model.fit(x)


with open(HERE / "umap.csv", "w") as out:
    out.write("set,trust_of_axes,trust\n")
    for name in SETS:
        x = samples(name)
        axes = PCA(2).fit_transform(x)
        found = [learned(x, seed).embedding_ for seed in range(3)]
        worth = [trustworthiness(x, it, n_neighbors=15) for it in found]
        of_axes = trustworthiness(x, axes, n_neighbors=15)
        out.write(f"{name},{of_axes:.12f},{numpy.mean(worth):.6f}\n")

with open(HERE / "umap-graph.csv", "w") as out:
    out.write("low,high,weight\n")
    graph = learned(samples(GRAPH), 0).graph_.tocoo()
    links = zip(graph.row, graph.col, graph.data)
    for low, high, weight in sorted(links):
        if low < high and weight > 0:
            out.write(f"{low},{high},{weight:.7f}\n")
