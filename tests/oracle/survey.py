"""Blocks of answers, by NumPy and pandas: films that the same people rated,
as if each were a question; one film of the second block is turned around.

    python tests/oracle/survey.py ratings.csv.gz > tests/oracle/survey.csv
"""

import sys

import numpy as np
import pandas as pd

TOP = 5
Z = 1.959963984540054
BLOCKS = {
    "star-wars": ([260, 1196, 1210], []),
    "rings": ([4993, 5952, 7153, 2571], [7153]),
    "mixed": ([318, 356, 296, 593], []),
}

ratings = pd.read_csv(sys.argv[1])
print("block,figure,value")
for name, (films, turned) in BLOCKS.items():
    of = ratings[ratings.movieId.isin(films)]
    table = of.pivot(index="userId", columns="movieId", values="rating")
    table = table[films]
    for film in turned:
        table[film] = TOP + 1 - table[film]
    whole = table.dropna()
    n, k = whole.shape
    values, vectors = np.linalg.eigh(whole.corr().to_numpy())
    first = vectors[:, -1] * np.sign(vectors[:, -1].sum())
    loadings = first * np.sqrt(values[-1])
    good = whole.copy()
    for film in np.array(films)[loadings < 0]:
        good[film] = TOP + 1 - good[film]
    total = good.sum(axis=1)
    alpha = k / (k - 1) * (1 - good.var().sum() / total.var())
    reach = Z * np.sqrt(2 * k / ((k - 1) * (n - 2)))
    figures = {
        "n": n,
        "alpha": alpha,
        "low": 1 - (1 - alpha) * np.exp(reach),
        "high": 1 - (1 - alpha) * np.exp(-reach),
        "kept": values[-1] / k,
    }
    for place, film in enumerate(films):
        rest = total - good[film]
        figures[f"loading-{place}"] = abs(loadings[place])
        figures[f"reversed-{place}"] = int(loadings[place] < 0)
        figures[f"rest-{place}"] = good[film].corr(rest)
    # The score is the component's, but for its origin and its unit.
    scaled = (whole - whole.mean()) / whole.std()
    component = scaled.to_numpy() @ first
    weights = np.abs(loadings) / whole.std().to_numpy()
    score = (good.to_numpy() * weights).sum(axis=1) / weights.sum()
    figures["score-correlation"] = np.corrcoef(component, score)[0, 1]
    figures["score-mean"] = score.mean()
    figures["score-sd"] = score.std(ddof=1)
    for figure, value in figures.items():
        print(f"{name},{figure},{float(value)!r}")
