"""Sets of customers of CDNOW's sample, by pandas.

    python tests/oracle/rules.py cdnow_sample_transactions.csv \
        > tests/oracle/rules.csv
"""

import sys

import pandas as pd

lines = pd.read_csv(sys.argv[1])
lines = lines[lines.amount != 0]
lines["day"] = pd.to_datetime(lines.date)
lines["cents"] = (lines.amount * 100).round().astype(int)
as_of = lines.day.max() + pd.Timedelta(days=1)
of = lines.groupby("customer_id")
orders = of.day.nunique()
cents = of.cents.sum()
recency = (as_of - of.day.max()).dt.days
gap = (of.day.max() - of.day.min()).dt.days / (orders - 1).where(orders > 1)

often, recent, middling = orders >= 3, recency <= 90, cents.between(10000, 20000)
sets = {
    "often": often,
    "recent": recent,
    "middling": middling,
    "both": often & recent,
    "either": often | recent,
    "without": often & ~recent,
    "neither": ~(often | middling),
    "once": gap.isna(),
    "slow": gap >= 60,
    "not-slow": ~(gap >= 60),
}
print("rule,customers,revenue,mean_orders")
for name, members in sets.items():
    mean = float(orders[members].mean())
    print(f"{name},{members.sum()},{cents[members].sum()},{mean!r}")
pattern = often.astype(int) + 2 * recent.astype(int) + 4 * middling.astype(int)
for place, n in pattern.value_counts().items():
    print(f"pattern-{place},{n},,")
