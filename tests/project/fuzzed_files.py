"""Files that nobody exported: of any bytes, of any JSON, and exports with odd values."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from tests.project.fuzzed import ODD

NUMBERS = [-1, 0, 2**31, 2**63, 2**70, 10**400, 1.5, float("nan"), float("inf")]
SHORT = [text for text in ODD if len(text) < 100_000]
VALUES = st.sampled_from([None, True, [], {}, [[]], *NUMBERS, *SHORT])
ANY_JSON = st.recursive(
    VALUES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


def contents(real: Any) -> st.SearchStrategy[bytes]:
    """Return what may be in a file, given what is in a real one."""
    places = list(_places(real))
    changes = st.lists(
        st.tuples(st.sampled_from(places), VALUES), min_size=1, max_size=4
    )
    changed = changes.map(lambda chosen: _changed(real, chosen))
    written = (changed | ANY_JSON).map(lambda value: json.dumps(value).encode())
    return written | st.binary(max_size=200)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        inner = enumerate(value)
    for key, part in inner:
        yield (*path, key)
        yield from _places(part, (*path, key))


def _changed(real: Any, chosen: list[tuple[tuple[Any, ...], Any]]) -> Any:
    made = copy.deepcopy(real)
    # The longest first: what lies within a value is gone once that is replaced.
    for path, value in sorted(chosen, key=lambda change: -len(change[0])):
        holder = made
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = value
    return made
