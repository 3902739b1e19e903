"""Writes tree.csv: trees of few questions by ExKMC 0.0.3 and scikit-learn.

    python tree.py FOLDER_OF_THE_SETS < kmeans.csv > tree.csv

FOLDER_OF_THE_SETS holds `fcps`, `sipu` and so on. Where the C code of ExKMC
does not compile, its own Python twin (`splitters/py_cut_finder.py`) gives the
same cuts.
"""

import csv
import sys
import types

import numpy as np
from sklearn.cluster import KMeans
from sklearn.tree import DecisionTreeClassifier


def exkmc():
    """The package, with the cuts of its Python twin where C is missing."""
    try:
        import cut_finder  # noqa: F401
    except ImportError:
        import importlib.util
        from importlib.machinery import PathFinder

        [folder] = PathFinder.find_spec("ExKMC").submodule_search_locations
        twin = importlib.util.spec_from_file_location(
            "cut_finder", f"{folder}/splitters/py_cut_finder.py"
        )
        module = importlib.util.module_from_spec(twin)
        twin.loader.exec_module(module)
        sys.modules["cut_finder"] = module
    import ExKMC.Tree

    return ExKMC.Tree.Tree


def by_questions(x, labels, n_leaves):
    """The share of samples where a classifier of so many leaves is right."""
    tree = DecisionTreeClassifier(max_leaf_nodes=n_leaves, random_state=0)
    return np.mean(tree.fit(x, labels).predict(x) == labels)


def main(folder):
    tree = exkmc()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(
        "set,inertia,exkmc_k,exkmc_cost_k,exkmc_2k,exkmc_cost_2k,"
        "classifier_k,classifier_2k,groups_k,groups_2k".split(",")
    )
    for row in csv.reader(list(sys.stdin)[1:]):
        name = row[0]
        x = np.loadtxt(f"{folder}/{name}.data.gz", ndmin=2)
        groups = np.loadtxt(f"{folder}/{name}.labels0.gz").astype(int)
        k = groups.max()
        starts = np.array([x[groups == g].mean(axis=0) for g in range(1, k + 1)])
        fit = KMeans(k, init=starts, n_init=1, tol=0, max_iter=1000).fit(x)
        cells = [fit.inertia_]
        for n_leaves in (k, 2 * k):
            found = tree(k, max_leaves=n_leaves).fit(x, fit)
            right = np.mean(found.predict(x) == fit.labels_)
            cells += [right, found.surrogate_score(x) / fit.inertia_]
        for labels, n in ((fit.labels_, k), (groups, groups.max())):
            n_labels = len(np.unique(labels))
            cells += [by_questions(x, labels, m * n_labels) for m in (1, 2)]
        out.writerow([name] + [f"{cell:.9g}" for cell in cells])
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
