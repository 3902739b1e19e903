"""Makes the files beside it: the same orders by four writers, and every type
and encoding. Needs pyarrow, pandas, polars and duckdb; run it in its folder.
The texts that must come out are written from Python's own values."""
import datetime as dt
import decimal
import uuid

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

UTC = dt.timezone.utc
D = decimal.Decimal


def quoted(text):
    special = any(c in text for c in ',"\n\r')
    return '"' + text.replace('"', '""') + '"' if special else text


def clock(t, nanos=0):
    part = f"{t.microsecond:06}{nanos:03}".rstrip("0")
    return t.strftime("%H:%M:%S") + ("." + part if part else "")


def fraction(x):
    if isinstance(x, np.float16):
        x = np.float32(x)
    if x != x:
        return "NaN"
    if x in (float("inf"), float("-inf")):
        return "inf" if x > 0 else "-inf"
    bare = np.format_float_positional(x, trim="-")
    if x == 0 or 1e-7 <= abs(float(x)) < 1e21:
        return bare
    text = np.format_float_scientific(x, trim="-", exp_digits=1)
    return text.replace("e+", "e")


def text(x):
    if x is None or x is pd.NaT:
        return ""
    if isinstance(x, bool | np.bool_):
        return "true" if x else "false"
    if isinstance(x, float | np.floating):
        return fraction(x)
    if isinstance(x, dt.datetime):
        zone = "Z" if x.tzinfo else ""
        return x.strftime("%Y-%m-%dT") + clock(x) + zone
    if isinstance(x, dt.date):
        return x.isoformat()
    if isinstance(x, dt.time):
        return clock(x)
    if isinstance(x, D):
        return f"{x:f}"
    if isinstance(x, bytes):
        try:
            return x.hex() if 0 in x else x.decode()
        except UnicodeDecodeError:
            return x.hex()
    if isinstance(x, list):
        return "; ".join(text(one) for one in x if one is not None)
    return str(x)


def expect(name, columns):
    rows = zip(*columns.values())
    lines = [",".join(map(quoted, columns))]
    lines += [",".join(quoted(text(x)) for x in row) for row in rows]
    with open(f"{name}.csv", "w", newline="", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")


def some(values):
    """With gaps."""
    return [None if i % 4 == 3 else v for i, v in enumerate(values)]


def save(name, table, **options):
    options = {"write_statistics": False, "store_schema": False} | options
    pq.write_table(table, f"{name}.parquet", **options)


def types():
    n = 9
    when = [dt.datetime(1969, 12, 31, 23, 59, 59) + dt.timedelta(days=97 * i, microseconds=i * 120_000) for i in range(n)]
    flat = {
        "i8": (pa.int8(), [i - 4 for i in range(n)]),
        "u8": (pa.uint8(), [255 - i for i in range(n)]),
        "u32": (pa.uint32(), [2**32 - 1 - i for i in range(n)]),
        "u64": (pa.uint64(), [2**64 - 1 - i for i in range(n)]),
        "i64": (pa.int64(), [(-1) ** i * (2**62 + i) for i in range(n)]),
        "d9": (pa.decimal128(7, 2), [D(i * 111 - 300).scaleb(-2) for i in range(n)]),
        "d18": (pa.decimal128(17, 4), [D(i * 10**9 - 5).scaleb(-4) for i in range(n)]),
        "d38": (pa.decimal128(38, 10), [D((-7) ** (2 * i) * -1).scaleb(-10) for i in range(n)]),
        "f16": (pa.float16(), [np.float16(x) for x in (0, 1.5, -2.25, 65504, 6e-8, 0.1, 3, 4, -0.5)]),
        "f32": (pa.float32(), [np.float32(x) for x in (0, 0.1, -1e-8, 1e30, 16777216, 1 / 3, 5, 6, 0.25)]),
        "f64": (pa.float64(), [0.1, -1e-8, 1e300, 123456789.125, 1 / 3, 1e20, 1e21, 2.5e-7, 7.0]),
        "day": (pa.date32(), [w.date() for w in when]),
        "ms": (pa.timestamp("ms"), [w.replace(microsecond=w.microsecond // 1000 * 1000) for w in when]),
        "us": (pa.timestamp("us", "UTC"), [w.replace(tzinfo=UTC) for w in when]),
        "clock": (pa.time64("us"), [w.time() for w in when]),
        "true": (pa.bool_(), [i % 3 == 0 for i in range(n)]),
        "text": (pa.string(), ["a,b", 'say "hi"', "two\nlines", "", "Zoë 😀", " x ", "12", "y", "y"]),
        "bytes": (pa.binary(), [b"\xff\x00", "ö".encode(), b"a\x00", b"ok", b"", b"1", b"2", b"3", b"4"]),
        "uuid": (pa.uuid(), [uuid.UUID(int=i * 7**40 % 2**128).bytes for i in range(n)]),
        "tags": (pa.list_(pa.string()), [["a", "b"], [], [None, "c"], None, ["d,e"], ["f"], [], ["g", "h", "i"], ["j"]]),
    }
    flat = {name: (kind, some(values)) for name, (kind, values) in flat.items()}
    arrays = {k: pa.array(v, t) for k, (t, v) in flat.items()}
    who = pa.array(some([{"email": f"a{i}@x.org", "address": {"city": "Köln" if i % 2 else None}} for i in range(n)]))
    lines = pa.array([[{"sku": "A", "n": i}] for i in range(n)])
    maps = pa.array([[("k", i)] for i in range(n)], pa.map_(pa.string(), pa.int64()))
    table = pa.table(arrays | {"who": who, "lines": lines, "more": maps})
    out = {k: v for k, (_, v) in flat.items()}
    out["uuid"] = [x and str(uuid.UUID(bytes=x)) for x in out["uuid"]]
    rows = who.to_pylist()
    out["who.email"] = [w and w["email"] for w in rows]
    out["who.address.city"] = [w and w["address"]["city"] for w in rows]
    expect("types", out)
    save("types", table)
    save("types-v2", table, data_page_version="2.0", compression="zstd", use_dictionary=False, row_group_size=4)


def encodings():
    n = 40
    columns = {
        "delta": [(-1) ** i * i**7 for i in range(n)],
        "short": [i * i % 17 - 8 for i in range(n)],
        "prefix": [f"order-{i:05}" for i in range(n)],
        "length": ["x" * (i % 5) + str(i) for i in range(n)],
        "split": [i / 7 for i in range(n)],
        "codes": [f"kind {i % 3}" for i in range(n)],
        "true": [i % 7 < 4 for i in range(n)],
    }
    kinds = {"short": pa.int32()}
    table = pa.table({k: pa.array(v, kinds.get(k)) for k, v in columns.items()})
    expect("encodings", columns)
    save(
        "encodings", table, compression="gzip", data_page_version="2.0",
        use_dictionary=["codes"], data_page_size=64, write_batch_size=8,
        column_encoding={
            "delta": "DELTA_BINARY_PACKED", "short": "DELTA_BINARY_PACKED",
            "prefix": "DELTA_BYTE_ARRAY", "length": "DELTA_LENGTH_BYTE_ARRAY",
            "split": "BYTE_STREAM_SPLIT", "true": "RLE",
        },
    )


def orders():
    n = 30
    columns = {
        "customer": [f"K{i // 3:03}" for i in range(n)],
        "order": list(range(1000, 1000 + n)),
        "date": [dt.datetime(2025, 1, 1, 9) + dt.timedelta(days=i) for i in range(n)],
        "amount": [round(5 + i * 1.37, 2) for i in range(n)],
        "paid": [i % 5 > 0 for i in range(n)],
        "note": some(["gift, please" if i % 2 else "-" for i in range(n)]),
    }
    expect("orders", columns)
    frame = pd.DataFrame(columns)
    for codec in ["none", "snappy", "gzip", "zstd", "lz4", "brotli"]:
        save(f"orders-{codec}", pa.table(columns), compression=codec)
    frame.to_parquet("orders-pandas.parquet", row_group_size=12, store_schema=False)
    pl.DataFrame(columns).write_parquet("orders-polars.parquet")
    duckdb.sql("copy frame to 'orders-duckdb.parquet' (format parquet)")


types()
encodings()
orders()
