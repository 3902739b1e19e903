"""What customers of CDNOW's sample did in 90 days, and how far sets of them
stand out, by pandas and SciPy.

    python tests/oracle/foretold.py cdnow_sample_transactions.csv \
        > tests/oracle/foretold.csv
"""

import sys

import pandas as pd
from scipy import stats

lines = pd.read_csv(sys.argv[1])
lines = lines[lines.amount != 0]
lines["day"] = pd.to_datetime(lines.date)
lines["cents"] = (lines.amount * 100).round().astype(int)
start, days = pd.Timestamp("1998-04-01"), pd.Timedelta(days=90)
past = lines[lines.day < start].groupby("customer_id")
after = lines[(lines.day >= start) & (lines.day < start + days)]
orders = past.day.nunique()
recency = (start - past.day.max()).dt.days
revenue = past.cents.sum() / 100
brought = after.groupby("customer_id").cents.sum() / 100
brought = brought.reindex(orders.index, fill_value=0.0)
left = (brought == 0).astype(int)

sets = {
    "recent": recency <= 60,
    "often": orders >= 4,
    "both": (recency <= 60) & (orders >= 4),
    "once": orders == 1,
    "gone": (recency >= 300) & (orders <= 2),
    "middling": revenue.between(40, 60),
    "few": orders >= 20,
}
rows = []
for name, inside in sets.items():
    a, b = brought[inside], brought[~inside]
    low, high = stats.t.interval(0.95, len(a) - 1, a.mean(), stats.sem(a))
    n_left = int(left[inside].sum())
    share = stats.binomtest(n_left, len(a)).proportion_ci(0.95, "wilson")
    table = [[n_left, len(a) - n_left],
             [int(left[~inside].sum()), int((1 - left[~inside]).sum())]]
    row = [name, len(a), a.mean(), low, high, n_left, share.low, share.high]
    for side in ["greater", "less"]:
        test = stats.mannwhitneyu(a, b, alternative=side, method="asymptotic")
        row.append(test.pvalue)
    for side in ["greater", "less"]:
        row.append(stats.fisher_exact(table, alternative=side).pvalue)
    rows.append(row)
adjusted = stats.false_discovery_control([row[8] for row in rows])
print("set,customers,mean,mean_low,mean_high,left,share_low,share_high,"
      "rank_more,rank_less,fisher_more,fisher_less,adjusted_rank_more")
for row, own in zip(rows, adjusted):
    print(",".join(str(it) if isinstance(it, (str, int)) else repr(float(it))
                   for it in [*row, own]))
n = len(brought)
print(f"everybody,{n},{float(brought.mean())!r},,,{int(left.sum())},,,,,,,")
