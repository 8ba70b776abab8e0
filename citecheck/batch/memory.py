"""Memory that stays flat: what the steps remember for the length of a manuscript is forgotten from time to time."""

from __future__ import annotations

import sys
from functools import lru_cache

_CACHE = type(lru_cache(str))


def forget() -> None:
    """Empties the bounded caches (`lru_cache`) of our modules that are loaded; tables, which have no bound, stay.

    Their bounds count entries, and the works they hold come to some 40 to 80 KB a reference (`benchmarks/linking.py`
    before this: from 155 to 458 MB in 8,000 references). No result depends on them.
    """
    for name, module in tuple(sys.modules.items()):
        if name.startswith("citecheck."):
            for one in tuple(vars(module).values()):
                # By its type alone: a module may hold what fails when it is asked for attributes (Flask's `request`).
                if type(one) is _CACHE and one.cache_parameters()["maxsize"]:
                    one.cache_clear()
