"""Pages from a copy that lags: nobody may miss what was just sent.

Athletes check in and their coaches write notes; right after each, the coach's page has
to show it. And a coach whose athlete has just ended it must not see a page any more,
even on nodes that would trust the copy blindly: consent is not read from it.
"""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from drills.load import Browser
from drills.pair import Pair
from drills.postgres import Server, url_of
from drills.processes import DrillError, wait_until
from drills.proxy import trusting
from drills.reader import Reader
from drills.stack import Stack
from drills.table import Figure
from tests.page import form_of

LATE = "2s"
READS_FOR_EACH_KILL = 50
THREADS = 4
# An athlete's page reads the whole day, so each of them writes only so often.
TURNS_OF_EACH, READS_OF_A_TURN = 25, 2
JOIN_SECONDS = 1800
NAME = "pages from a copy"
# Each page of a coach that shows notes looks them up once.
NOTES_LOOKED_UP = """
    SELECT COALESCE(SUM(idx_scan + seq_scan), 0)::int FROM pg_stat_user_tables
    WHERE relname = 'training_note'
"""


def read_from_a_copy(stack: Stack, kills: int) -> list[Figure]:
    """Read after each write, from a copy that is late, on time, and trusted blindly."""
    primary, copy = stack.servers
    primary.copy_to(copy)
    primary.wait_for_standby("async")
    reads = READS_FOR_EACH_KILL * kills
    share = THREADS * TURNS_OF_EACH * READS_OF_A_TURN
    many = THREADS * math.ceil(reads / share)
    pairs = stack.new_pairs(many + kills)
    readers, leavers = pairs[:many], pairs[many:]
    copy.set("recovery_min_apply_delay", LATE)
    with _serving_with(stack, copy) as origin:
        late = _read_own(stack, origin, readers, reads, "late")
        copy.set("recovery_min_apply_delay", "0")
        wait_until(lambda: _is_level(primary, copy), "the copy catches up")
        before = copy.sql(NOTES_LOOKED_UP)[0][0]
        on_time = _read_own(stack, origin, readers, reads, "on time")
        seen = copy.sql(NOTES_LOOKED_UP)[0][0] - before
    copy.set("recovery_min_apply_delay", LATE)
    with _serving_with(
        stack, copy, DJANGO_SETTINGS_MODULE="drills.unguarded"
    ) as origin:
        blind = _read_own(stack, origin, readers, max(reads // 10, 20), "blind")
        open_to_coach = _end_and_look(stack, origin, leavers)
    copy.set("recovery_min_apply_delay", "0")
    copy.stop()
    return [
        Figure(NAME, f"reads right after a write, copy {LATE} late", late[0]),
        Figure(NAME, "of them stale", late[1], most=0),
        Figure(NAME, "reads right after a write, copy on time", on_time[0]),
        Figure(NAME, "of them stale", on_time[1], most=0),
        Figure(NAME, "pages of them that the copy answered", seen, least=1),
        Figure(
            NAME, "control: stale reads of a copy trusted blindly", blind[1], least=1
        ),
        Figure(NAME, "consents ended while it was trusted blindly", len(leavers)),
        Figure(NAME, "pages open to the coach after that", open_to_coach, most=0),
    ]


@contextmanager
def _serving_with(stack: Stack, copy: Server, **variables: str) -> Iterator[str]:
    with stack.serving(
        url_of(stack.primary), REPLICA_URL=url_of(copy), **variables
    ) as origin:
        yield origin


def _is_level(primary: Server, copy: Server) -> bool:
    ((written,),) = primary.sql("SELECT pg_current_wal_flush_lsn()::text")
    asked = "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn"
    return copy.sql(asked, [written]) == [(True,)]


def _read_own(
    stack: Stack, origin: str, pairs: list[Pair], reads: int, name: str
) -> tuple[int, int]:
    """Write and read in turns; return how many reads there were, and were stale."""
    found = [Reader(pair, Browser(origin, trusting(stack.folder))) for pair in pairs]
    turns = math.ceil(reads / (READS_OF_A_TURN * len(pairs)))

    def work(reader: Reader) -> None:
        for turn in range(turns):
            key = reader.check_in(f"{name} {turn}")
            path = f"{reader.of_the_athlete}check-ins/"
            reader.look_for(path, f"{path}{key}/")
            reader.write_note(f"{name}-{turn}.")
            reader.look_for(reader.of_the_athlete, f"{name}-{turn}.")

    _all_at_once(work, found)
    return sum(one.reads for one in found), sum(one.stale for one in found)


def _end_and_look(stack: Stack, origin: str, pairs: list[Pair]) -> int:
    """End what each athlete shares; return how many pages are open to the coach."""
    left_open = 0
    for pair in pairs:
        reader = Reader(pair, Browser(origin, trusting(stack.folder)))
        reader.check_in("before the end")
        page = reader.get(reader.of_the_athlete, pair.cookies_of_coach)
        if not re.search("<h1", page):
            raise DrillError("the coach sees nothing even before the end")
        path = f"/me/coaches/{pair.coaching}/"
        form = form_of(reader.get(path, pair.cookies))
        reader.post(f"{path}end/", pair.cookies, form)
        for path in ("", "check-ins/", "runs/"):
            status, _, _ = reader.browser.ask(
                "GET", f"{reader.of_the_athlete}{path}", pair.cookies_of_coach
            )
            left_open += status != 404
    return left_open


def _all_at_once(work: Callable[[Reader], None], readers: list[Reader]) -> None:
    """Let some threads work with all readers, each with one after the other."""

    def guarded(some: list[Reader]) -> None:
        for reader in some:
            try:
                work(reader)
            except Exception as error:
                reader.problems.append(repr(error))

    threads = [
        threading.Thread(target=guarded, args=[readers[first::THREADS]], daemon=True)
        for first in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=JOIN_SECONDS)
    problems = [text for reader in readers for text in reader.problems]
    if problems or any(thread.is_alive() for thread in threads):
        raise DrillError(f"{NAME}: {problems}")
