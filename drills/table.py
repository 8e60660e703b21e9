"""Figures with their limits, as one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HEAD = ("drill", "figure", "measured", "limit", "")


@dataclass(frozen=True)
class Figure:
    """One measured figure; most and least are what it may be, None for anything."""

    drill: str
    what: str
    measured: float
    most: float | None = None
    least: float | None = None

    @property
    def is_kept(self) -> bool:
        return (self.most is None or self.measured <= self.most) and (
            self.least is None or self.measured >= self.least
        )

    @property
    def limit(self) -> str:
        parts = []
        if self.least is not None:
            parts.append(f"at least {_short(self.least)}")
        if self.most is not None:
            parts.append(f"at most {_short(self.most)}" if self.most else "0")
        return ", ".join(parts)

    def cells(self) -> tuple[str, ...]:
        kept = "" if self.limit == "" else "kept" if self.is_kept else "NOT KEPT"
        return self.drill, self.what, _short(self.measured), self.limit, kept


def _short(number: float) -> str:
    return f"{number:,}" if isinstance(number, int) else f"{number:,.2f}"


def table_of(figures: Sequence[Figure]) -> str:
    """Return the figures as a table in Markdown, each drill named once."""
    rows = [HEAD]
    named = ""
    for figure in figures:
        first, *others = figure.cells()
        rows.append(("" if first == named else first, *others))  # type: ignore[arg-type]
        named = first
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    lines = [_line(row, widths) for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
    return f"| {' | '.join(cells)} |"
