"""Eight at once try to break the 10 per cent between two weeks, in SQL.

Each statement is fine alone: one week is made smaller while the next one is measured
against what it was. With the athlete's lock no pair of weeks may ever be seen broken;
with the lock taken out of the triggers one must be, or the attempt proves nothing.
"""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field

import psycopg

from drills.postgres import DATABASE
from drills.processes import DrillError
from drills.stack import Stack
from drills.table import Figure

NAME = "8 threads on the 10 % cap"
THREADS = 8
# For each kill that the other drills make: a minute for the usual twenty.
SECONDS_FOR_EACH_KILL = 3
# Without the lock it breaks within seconds.
PATIENCE = 60
# In metres: the smaller week small and large, and the next one out of its way.
SMALL, LARGE, OUT_OF_THE_WAY = 8_000, 15_000, 5_000
# The check of the commit is made a little before it, as on a busy server.
BETWEEN = "SET CONSTRAINTS ALL IMMEDIATE; SELECT pg_sleep(0.003)"

SET_WEEK = "UPDATE training_week SET baseline_m = %s, cap_m = %s WHERE id = %s"
SET_RUNS = """
    UPDATE training_workout SET distance_m = CASE
        WHEN id = (SELECT min(id) FROM training_workout
                   WHERE week_id = %(week)s AND activity = 'running')
        THEN %(metres)s ELSE 0 END
    WHERE week_id = %(week)s AND activity = 'running'
"""
VOLUME = "SELECT volume_m FROM training_week WHERE id = %s"
IS_BROKEN = """
    SELECT two.volume_m * 10 > one.volume_m * 11
    FROM training_week AS one, training_week AS two WHERE one.id = %s AND two.id = %s
"""
WITHOUT_LOCK = """
    CREATE OR REPLACE FUNCTION training_lock(athlete bigint) RETURNS boolean
    LANGUAGE plpgsql AS 'BEGIN RETURN true; END'
"""
# What an attempt may be answered with: the promise, or a lock that came too late.
REFUSALS = (psycopg.errors.IntegrityError, psycopg.errors.DeadlockDetected)


@dataclass
class Attack:
    """Two weeks of one athlete, and what happened to them."""

    address: str
    one: int
    two: int
    tries: int = 0
    refused: int = 0
    broken: int = 0
    problems: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, seconds: float, *, until_broken: bool = False) -> None:
        deadline = time.monotonic() + seconds
        over = threading.Event()

        def attack(seed: int) -> None:
            chance = random.Random(seed)
            try:
                with psycopg.connect(self.address) as connection:
                    while time.monotonic() < deadline and not over.is_set():
                        self._try(connection, chance)
                        if until_broken and self.broken:
                            over.set()
            except Exception as error:
                self.problems.append(repr(error))

        threads = [
            threading.Thread(target=attack, args=[seed], daemon=True)
            for seed in range(THREADS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=seconds + PATIENCE)
        if self.problems or any(thread.is_alive() for thread in threads):
            raise DrillError(f"{NAME}: {self.problems}")

    def _try(self, connection: psycopg.Connection, chance: random.Random) -> None:
        refused = False
        try:
            with connection.transaction():
                self._change(connection, chance.randrange(4))
                connection.execute(BETWEEN)
        except REFUSALS:
            refused = True
        row = connection.execute(IS_BROKEN, [self.one, self.two]).fetchone()
        connection.commit()
        with self._lock:
            self.tries += 1
            self.refused += refused
            self.broken += row == (True,)

    def _change(self, connection: psycopg.Connection, what: int) -> None:
        """Make the first week smaller or larger, or the next one as large as it may."""
        if what < 2:
            metres = (SMALL, LARGE)[what]
            connection.execute(SET_RUNS, {"week": self.one, "metres": metres})
            return
        baseline = OUT_OF_THE_WAY
        if what == 3:
            row = connection.execute(VOLUME, [self.one]).fetchone()
            baseline = row[0] if row else 0
        cap = baseline * 11 // 10
        # Down before the cap comes down, up after it has gone up.
        connection.execute(SET_RUNS, {"week": self.two, "metres": 0})
        connection.execute(SET_WEEK, [baseline, cap, self.two])
        connection.execute(SET_RUNS, {"week": self.two, "metres": cap})


def attack_the_cap(stack: Stack, kills: int) -> list[Figure]:
    """Attack with the lock for long, and without it until it breaks."""
    one, two = _two_last_weeks(stack)
    address = stack.primary.cluster.url(DATABASE)
    locked, unlocked = Attack(address, one, two), Attack(address, one, two)
    locked.run(SECONDS_FOR_EACH_KILL * kills)
    ((definition,),) = stack.primary.sql(
        "SELECT pg_get_functiondef('training_lock'::regproc)"
    )
    stack.primary.sql(WITHOUT_LOCK)
    try:
        unlocked.run(PATIENCE, until_broken=True)
    finally:
        stack.primary.sql(definition)
    return [
        Figure(NAME, "tries", locked.tries, least=1),
        Figure(NAME, "of them refused", locked.refused, least=1),
        Figure(
            NAME, "times that a pair of weeks was seen broken", locked.broken, most=0
        ),
        Figure(NAME, "control, without the lock: tries", unlocked.tries),
        Figure(
            NAME, "control: times that a pair was seen broken", unlocked.broken, least=1
        ),
    ]


def _two_last_weeks(stack: Stack) -> tuple[int, int]:
    """Return two weeks that come one after the other, and none after them."""
    athlete = stack.new_plan()
    rows = stack.primary.sql(
        "SELECT id FROM training_week WHERE athlete_id = %s ORDER BY start DESC LIMIT 2",
        [athlete],
    )
    (two,), (one,) = rows
    # The first one may hold the large volume, whatever the plan makes of it.
    with psycopg.connect(stack.primary.cluster.url(DATABASE)) as connection:
        connection.execute(SET_RUNS, {"week": two, "metres": 0})
        connection.execute(SET_WEEK, [OUT_OF_THE_WAY, OUT_OF_THE_WAY, two])
        connection.execute(SET_RUNS, {"week": one, "metres": LARGE})
    return one, two
