"""What pandas and DuckDB read from the clean twins of the messy tables.

    KINDRED_MESSY=folder cargo test -p table --test messy
    python tests/oracle/messy.py folder > tests/oracle/messy.json

A column's kind is the first letter of its name: t(ext), n(umber), d(ay),
s (a moment), b(oolean). The two must agree on every cell.
"""

import datetime
import decimal
import hashlib
import json
import math
import pathlib
import sys

import duckdb
import pandas


def missing(value):
    if value is None or value is pandas.NaT or value is pandas.NA:
        return True
    return isinstance(value, float) and math.isnan(value)


def cell(kind, value):
    if missing(value):
        return ""
    if kind == "t":
        return value
    if kind == "b":
        return str(bool(value)).lower()
    if kind == "n":
        if not isinstance(value, decimal.Decimal):
            value = decimal.Decimal(repr(float(value)))
        text = format(value, "f")
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return text
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, datetime.time())
    return value.strftime("%Y-%m-%dT%H:%M:%S")


def digest(names, rows):
    text = "".join(name + "\x1f" for name in names)
    for row in rows:
        cells = (cell(name[0], value) for name, value in zip(names, row))
        text += "\x1e" + "".join(it + "\x1f" for it in cells)
    return hashlib.sha256(text.encode()).hexdigest()


def by_pandas(path):
    names = pandas.read_csv(path, nrows=0).columns
    frame = pandas.read_csv(
        path,
        dtype={name: str for name in names if name[0] == "t"}
        | {name: "boolean" for name in names if name[0] == "b"},
        parse_dates=[name for name in names if name[0] in "ds"],
        keep_default_na=False,
        na_values=[""],
    )
    return digest(list(names), frame.astype(object).itertuples(index=False))


def by_duckdb(path):
    text = open(path, encoding="utf-8").readline().strip().split(",")
    types = {name: "VARCHAR" for name in text if name[0] == "t"}
    found = duckdb.read_csv(str(path), dtype=types, header=True)
    return digest(found.columns, found.fetchall())


digests = []
folder = pathlib.Path(sys.argv[1])
for seed in range(len(list(folder.glob("*.csv")))):
    path = folder / f"{seed}.csv"
    one, other = by_pandas(path), by_duckdb(path)
    if one != other:
        sys.exit(f"{path}: pandas and DuckDB disagree")
    digests.append(one)
print("[\n" + ",\n".join(json.dumps(it) for it in digests) + "\n]")
