"""One measured figure beside its limit, and the table of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HEAD = f"{'':52}{'ratio':>8}{'limit':>8}{'aim':>6}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many times as long as its floor something took, both in the same run.

    limit fails the benchmark. aim is what it should be, where that is not reached yet.
    """

    name: str
    ratio: float
    limit: float
    aim: float | None = None
    note: str = ""

    @property
    def is_over(self) -> bool:
        return self.ratio > self.limit

    def __str__(self) -> str:
        aim = "" if self.aim is None else f"{self.aim:g}"
        verdict = "OVER" if self.is_over else "ok"
        if not self.is_over and self.aim is not None and self.ratio > self.aim:
            verdict = "ok, short of its aim"
        numbers = f"{self.ratio:>8.2f}{self.limit:>8g}{aim:>6}"
        return f"{self.name:52}{numbers}  {verdict:22}{self.note}"


def show(figures: Sequence[Figure]) -> int:
    """Print the table; return 1 if a limit is passed."""
    print(HEAD)
    for figure in figures:
        print(figure)
    over = [figure.name for figure in figures if figure.is_over]
    print(f"{len(figures)} figures, {len(over)} over their limit")
    return int(bool(over))
