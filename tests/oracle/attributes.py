"""Levels of an attribute in groups of customers, by pandas and SciPy.

    python tests/oracle/attributes.py marketing_campaign.csv \\
        > tests/oracle/attributes.csv

The groups: those with an income below 40,000 (missing ones too), below
65,000, and the others.
"""

import sys

import pandas as pd
from scipy.stats import chi2_contingency, false_discovery_control

people = pd.read_csv(sys.argv[1], sep=None, engine="python")
income = people.Income.fillna(0)
group = (income >= 40000).astype(int) + (income >= 65000).astype(int)
rows = []
for column in ["Education", "Marital_Status"]:
    counts = pd.crosstab(people[column], group)
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable")
    for level in order.index[order >= 10]:
        for number in range(3):
            size = int((group == number).sum())
            inside = int(counts.loc[level, number])
            outside = int(order[level]) - inside
            rest = len(people) - size
            table = [[inside, size - inside], [outside, rest - outside]]
            p = chi2_contingency(table, correction=False).pvalue
            index = (inside / size) / (order[level] / len(people))
            rows.append((column, level, number, inside, index, p))
believed = false_discovery_control([row[-1] for row in rows]) <= 0.05
print("column,level,group,count,index,p,differs")
for row, differs in zip(rows, believed):
    column, level, number, inside, index, p = row
    print(f"{column},{level},{number},{inside},{float(index)!r},"
          f"{float(p)!r},{int(differs)}")
