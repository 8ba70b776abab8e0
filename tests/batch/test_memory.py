"""What is forgotten, and that nothing else is touched."""

from __future__ import annotations

import sys
from functools import cache, lru_cache
from types import ModuleType
from typing import Any

import pytest

from citecheck.batch.memory import forget


class Unbound:
    """As Flask's `request` outside of a request."""

    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError(name)


@pytest.mark.parametrize(("name", "left"), [("citecheck.made_up", 0), ("elsewhere", 1)])
def test_bounded_caches_of_ours_are_emptied(monkeypatch: pytest.MonkeyPatch, name: str, left: int) -> None:
    module = ModuleType(name)
    bounded, table = lru_cache(maxsize=8)(abs), cache(abs)
    vars(module).update(request=Unbound(), bounded=bounded, table=table)
    monkeypatch.setitem(sys.modules, name, module)
    bounded(-1), table(-1)
    forget()
    assert (bounded.cache_info().currsize, table.cache_info().currsize) == (left, 1)
