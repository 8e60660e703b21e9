"""The crash drill in short: Postgres is killed once while athletes check in.

Neither the time that it took nor the errors on the way are looked at: other tests share
the machine. `make drill` looks at both, and breaks more. And the comparison itself: it
has to see what is lost, doubled or made up.
"""

from __future__ import annotations

import os
import random
import re
import socket
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection

from backpain.accounts.models import User
from drills.ledger import Compared, Ledger
from drills.processes import PROGRAMS, PROJECT_DIR, program
from tests.make import make_check_in

needs_programs = pytest.mark.skipif(
    any(program(name) is None for name in PROGRAMS),
    reason=f"one of {', '.join(PROGRAMS)} is not installed",
)
ROW = re.compile(r"^\|[^|]+\| ([^|]+?) +\| ([\d,]+) +\|", re.M)
PORTS_TAKEN = 5
# Half a minute, unless the machine does much else.
SECONDS = 600


@needs_programs
def test_what_was_acknowledged_outlives_a_kill() -> None:
    drill = subprocess.Popen(
        [sys.executable, "-m", "drills", "postgres"],
        cwd=PROJECT_DIR,
        env={
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/"),
            "KILLS": "1",
            "DRILL_PORT": str(free_ports()),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        table, said = drill.communicate(timeout=SECONDS)
    finally:
        # It ends what it started.
        drill.terminate()
        drill.wait(timeout=60)
    assert "| drill" in table, said
    kill = {what: int(found.replace(",", "")) for what, found in ROW.findall(table)}

    assert kill["kills"] == 1
    assert kill["check-ins acknowledged"] > 0
    assert kill["acknowledged and lost"] == kill["duplicates"] == 0
    assert kill["in the database, never sent"] == 0


class OwnDatabase:
    """What the comparison reads, in the tests' own database."""

    def sql(self, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()


@pytest.fixture
def ledger(alice: User) -> Ledger:
    """Three check-ins that were sent and acknowledged, as they should be."""
    ledger = Ledger("load-1")
    for number in range(3):
        note = f"load-1 0-{number}"
        ledger.send(note)
        ledger.acknowledge(note, make_check_in(alice, note=note).pk)
    # Another load's is none of its business.
    make_check_in(alice, note="load-10 0-0")
    return ledger


def test_all_is_well_while_the_rows_are_there(ledger: Ledger) -> None:
    assert ledger.compare_with(OwnDatabase()) == Compared(0, 0, 0)


def test_one_that_was_acknowledged_and_is_not_there_is_lost(ledger: Ledger) -> None:
    ledger.send("load-1 1-0")
    ledger.acknowledge("load-1 1-0", 2**40)

    assert ledger.compare_with(OwnDatabase()) == Compared(1, 0, 0)


def test_one_that_holds_something_else_is_lost(ledger: Ledger) -> None:
    first, second = list(ledger.acknowledged)[:2]
    ledger.acknowledged[first] = ledger.acknowledged[second]

    assert ledger.compare_with(OwnDatabase()) == Compared(1, 0, 0)


def test_one_that_is_there_twice_is_a_duplicate(ledger: Ledger, alice: User) -> None:
    make_check_in(alice, note="load-1 0-1")

    assert ledger.compare_with(OwnDatabase()) == Compared(0, 1, 0)


def test_one_that_nobody_sent_is_unknown(ledger: Ledger, alice: User) -> None:
    make_check_in(alice, note="load-1 7-7")

    assert ledger.compare_with(OwnDatabase()) == Compared(0, 0, 1)


def free_ports() -> int:
    """Return the first of some ports in a row that nobody listens on."""
    for _ in range(50):
        first = random.randrange(20_000, 32_000)
        try:
            for port in range(first, first + PORTS_TAKEN):
                with socket.create_server(("127.0.0.1", port)):
                    pass
        except OSError:
            continue
        return first
    raise AssertionError("no free ports")
