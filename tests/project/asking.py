"""Asking for an address as everybody in turn, and judging what they are answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpResponse

from backpain.accounts.models import AccessLog
from tests.project.matrix import REFUSALS, Answer, Looks, Row
from tests.project.measure import TRACES, writes
from tests.project.people import ROLES, World, undone

ALL_OF_IT = (*REFUSALS, "/", "/coach/", "/me/coaches/", "/admin/")
# Those who may look at somebody else's data.
LOOKERS = {*ROLES} - {"anonymous", "athlete", "other_athlete"}
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=)"\w+"')


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What one role was answered; written are the statements that wrote, but traces."""

    role: str
    response: HttpResponse
    body: str
    written: list[str]

    @property
    def text(self) -> str:
        """What is read, without the token that is another one each time."""
        return TOKEN.sub(r"\1", self.body)

    @property
    def where(self) -> str:
        """The path it leads on to; "" if it does not."""
        return self.response.headers.get("Location", "").partition("?")[0]

    @property
    def is_refused(self) -> bool:
        return (
            self.response.status_code in (400, 403, 404, 405) or self.where in REFUSALS
        )

    def fits(self, expected: Answer) -> bool:
        if isinstance(expected, int):
            return self.response.status_code == expected
        is_there = (
            self.where == expected
            if expected in ALL_OF_IT
            else self.where.startswith(expected)
        )
        return self.response.status_code == 302 and is_there

    def __str__(self) -> str:
        return f"{self.role}: {self.response.status_code} {self.where}".strip()


def answers(
    world: World, row: Row, method: str, *, undo: bool = True
) -> Iterator[Answered]:
    """Ask as each role in turn; what one did is undone before the next one asks.

    Not so without undo, which is for what is to change nothing.
    """
    data = row.data if method == "POST" else {}
    filled = {
        name: value.format(**world.places) if isinstance(value, str) else value
        for name, value in data.items()
    }
    for role in ROLES:
        with undone() if undo else nullcontext():
            yield ask(world, role, method, row.at.format(**world.places), filled)


def ask(
    world: World, role: str, method: str, path: str, data: dict[str, object]
) -> Answered:
    # What was counted against the limits of one shall not refuse the next.
    cache.clear()
    with writes() as found:
        response = world.ask(role, method, path, data)
        # What is sent in parts is read before all is undone.
        body = response.getvalue().decode(errors="replace")
    traces = tuple(f'"{table}"' for table in TRACES)
    written = [sql for sql in found if not any(trace in sql for trace in traces)]
    return Answered(role=role, response=response, body=body, written=written)


def wrong_looks(looks: Looks, answered: Answered) -> list[str]:
    """Say where a look is missing in the access log, or one too many."""
    noted = AccessLog.objects.count()
    wanted = looks.get(answered.role, 0) if isinstance(looks, dict) else looks
    if answered.is_refused or answered.role not in LOOKERS:
        wanted = 0
    return [] if noted == wanted else [f"{answered}: {noted} looks noted, not {wanted}"]
