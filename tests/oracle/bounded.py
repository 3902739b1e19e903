"""k-means within bounds on the sizes, by SciPy's linear programs.

    python tests/oracle/bounded.py FOLDER_OF_THE_SETS \
        < tests/oracle/kmeans.csv > tests/oracle/bounded.csv

Bradley, Bennett and Demiriz (2000): each assignment is a transport problem,
solved by HiGHS to its optimum. First centres are samples at equal steps, so
that whoever compares starts from the same ones. Sets of at most 2,000
samples; each cluster has between 1 - slack and 1 + slack of the mean size.
"""

import csv
import gzip
import pathlib
import sys

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix, vstack

ROUNDS = 4


def assigned(costs, least, most):
    n, k = costs.shape
    sample, cluster = np.divmod(np.arange(n * k), k)
    ones = np.ones(n * k)
    each = coo_matrix((ones, (sample, np.arange(n * k))), shape=(n, n * k))
    sizes = coo_matrix((ones, (cluster, np.arange(n * k))), shape=(k, n * k))
    found = linprog(
        costs.ravel(),
        A_eq=each,
        b_eq=np.ones(n),
        A_ub=vstack([sizes, -sizes]),
        b_ub=np.concatenate([np.full(k, most), np.full(k, -least)]),
        bounds=(0, 1),
        method="highs-ds",
    )
    assert found.status == 0, found.message
    labels = found.x.reshape(n, k).argmax(axis=1)
    assert abs(found.x.max() - 1) < 1e-9
    return labels


def squares(x, centres):
    return ((x[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)


print("set,clusters,least,most,rounds,loss")
for line in csv.DictReader(sys.stdin):
    n, k = int(line["n_samples"]), int(line["k"])
    if n > 2000 or k > 8:
        continue
    path = pathlib.Path(sys.argv[1]) / f"{line['set']}.data.gz"
    with gzip.open(path, "rt") as text:
        x = np.loadtxt(text, ndmin=2)
    for slack in (0.0, 0.2):
        least = int(np.floor(n / k * (1 - slack)))
        most = int(np.ceil(n / k * (1 + slack)))
        centres = x[[c * n // k for c in range(k)]]
        for _ in range(ROUNDS):
            labels = assigned(squares(x, centres), least, most)
            centres = np.array([x[labels == c].mean(axis=0) for c in range(k)])
        loss = ((x - centres[labels]) ** 2).sum()
        print(f"{line['set']},{k},{least},{most},{ROUNDS},{loss:.12e}")
