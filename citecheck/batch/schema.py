"""The row that a citation becomes, in Parquet and as a line of JSON: docs/formats.md."""

from __future__ import annotations

import pyarrow as pa

DIFFERENCE = pa.struct([(name, pa.string()) for name in ("field", "cited", "record", "code")])
ROW = pa.schema(
    [
        ("id", pa.string()),
        ("document", pa.string()),
        ("note", pa.string()),
        ("citation", pa.int32()),
        ("text", pa.string()),
        ("verdict", pa.string()),
        ("reason", pa.string()),
        ("probability", pa.float64()),
        ("catalogue", pa.string()),
        ("key", pa.string()),
        ("url", pa.string()),
        ("record", pa.string()),
        ("differences", pa.list_(DIFFERENCE)),
        ("work", pa.string()),
        ("error", pa.string()),
    ]
)
