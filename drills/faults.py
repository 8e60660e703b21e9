"""What is broken while athletes check in, and what that may cost.

Each drill breaks one thing, again and again, and says what its athletes noticed.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from drills.ledger import Compared, Ledger
from drills.postgres import Server, url_of
from drills.processes import DrillError, say, wait_until
from drills.stack import Stack
from drills.table import Figure

# How long the load runs undisturbed before and after each fault, at least.
QUIET_SECONDS = 1.0
# From the moment at which the database, or the other node, can answer.
RECOVERY_LIMIT = 5.0
RECOVERY_WAITS = 60.0
CUT_OFF = ("GET IncompleteRead", "POST IncompleteRead")

Break = Callable[[int], float]


class Fault:
    """Something that is broken so many times under load, and what that cost."""

    def __init__(self, name: str, kills: int) -> None:
        self.name = name
        self.kills = kills
        self.recoveries: list[float] = []
        self.ledger = Ledger("")
        self.compared = Compared(0, 0, 0)

    def under(self, stack: Stack, origin: str, break_it: Break) -> None:
        """Break it while athletes check in.

        break_it returns the moment from which answers are to be expected again.
        """
        with stack.new_load(origin).running() as self.ledger:
            for number in range(self.kills):
                self._settle(stack.threads)
                self.recoveries.append(self._recovery_after(break_it(number)))
            self._settle(stack.threads)
        self.compared = self.ledger.compare_with(stack.primary)
        if self.ledger.errors:
            say(f"drill: {self.name}: errors {dict(self.ledger.errors)}")
        for wrong in self.ledger.wrong[:5]:
            say(f"drill: {self.name}: wrong answer {wrong}")

    def _settle(self, threads: int) -> None:
        """Let nobody still wait because of the fault before."""
        now = time.monotonic()
        wait_until(
            lambda: self.ledger.all_since(now, threads),
            f"{self.name}: everybody is answered",
            seconds=RECOVERY_WAITS,
        )
        time.sleep(QUIET_SECONDS)

    def _recovery_after(self, moment: float) -> float:
        wait_until(
            lambda: self.ledger.first_since(moment) is not None,
            f"{self.name}: a check-in is acknowledged again",
            seconds=RECOVERY_WAITS,
        )
        return self.ledger.first_since(moment) or 0.0

    def figures(self, *, errors_for_each: int) -> list[Figure]:
        """Return what is promised of every fault, with the limit for errors."""
        cut = sum(self.ledger.errors[what] for what in CUT_OFF)
        return [
            self._figure("kills", self.kills),
            self._figure("check-ins acknowledged", len(self.ledger.acknowledged), 1),
            self._at_most("acknowledged and lost", self.compared.lost),
            self._at_most("duplicates", self.compared.duplicates),
            self._at_most("in the database, never sent", self.compared.unknown),
            self._at_most(
                "errors that athletes saw",
                self.ledger.errors.total() - cut,
                errors_for_each * self.kills,
            ),
            # The beginning has arrived: no proxy can send such a request again.
            self._at_most("answers cut off in their middle", cut, self.kills),
            self._at_most("answers below 500 that were wrong", len(self.ledger.wrong)),
            self._at_most(
                "slowest recovery, s", max(self.recoveries, default=0.0), RECOVERY_LIMIT
            ),
        ]

    def as_control(self) -> list[Figure]:
        """Return what a control must show: a loss, or the drill could not see one."""
        return [
            self._figure("check-ins acknowledged", len(self.ledger.acknowledged), 1),
            self._figure("acknowledged and lost", self.compared.lost, 1),
        ]

    def _figure(self, what: str, measured: int, least: int | None = None) -> Figure:
        return Figure(self.name, what, measured, least=least)

    def _at_most(self, what: str, measured: float, most: float = 0) -> Figure:
        return Figure(self.name, what, measured, most=most)


def kill_postgres(stack: Stack, kills: int) -> list[Figure]:
    """Kill -9 the whole server and start it again."""

    def break_it(_number: int) -> float:
        stack.primary.kill()
        return stack.primary.restart_after_kill()

    fault = Fault("kill -9 Postgres", kills)
    with stack.serving() as origin:
        fault.under(stack, origin, break_it)
    return fault.figures(errors_for_each=10)


def kill_worker(stack: Stack, kills: int) -> list[Figure]:
    """Kill -9 one of the workers of a node."""

    def break_it(number: int) -> float:
        node = stack.nodes[number % 2]
        node.kill_a_worker(stack.chance)
        killed = time.monotonic()
        wait_until(node.has_its_workers, "the node has its workers again")
        return killed

    fault = Fault("kill -9 a worker", kills)
    with stack.serving() as origin:
        fault.under(stack, origin, break_it)
    return fault.figures(errors_for_each=0)


def kill_node(stack: Stack, kills: int) -> list[Figure]:
    """Kill -9 one of two nodes, all of it, and start it again."""

    def break_it(number: int) -> float:
        node = stack.nodes[number % 2]
        node.kill()
        killed = time.monotonic()
        time.sleep(QUIET_SECONDS)
        node.start()
        return killed

    fault = Fault("kill -9 one of two nodes", kills)
    with stack.serving() as origin:
        fault.under(stack, origin, break_it)
    return fault.figures(errors_for_each=0)


def restart_in_turns(stack: Stack, kills: int) -> list[Figure]:
    """Replace the workers of one node, then stop and start the other; in turns."""

    def break_it(number: int) -> float:
        reloaded, restarted = stack.nodes[number % 2], stack.nodes[1 - number % 2]
        reloaded.reload()
        restarted.stop()
        stopped = time.monotonic()
        restarted.start()
        return stopped

    fault = Fault("rolling restart", kills)
    with stack.serving() as origin:
        fault.under(stack, origin, break_it)
    return fault.figures(errors_for_each=0)


def fail_over(stack: Stack, kills: int) -> list[Figure]:
    """Kill -9 the primary and promote its synchronous standby."""

    def break_it(_number: int) -> float:
        primary, standby = stack.servers
        primary.copy_to(standby)
        primary.require_standby()
        time.sleep(QUIET_SECONDS)
        return _promote_the_standby(stack)

    fault = Fault("failover, synchronous", kills)
    with stack.serving(url_of(*stack.servers)) as origin:
        fault.under(stack, origin, break_it)
    return fault.figures(errors_for_each=10)


def fail_over_after_a_cut(stack: Stack, kills: int) -> list[Figure]:
    """The same with a standby that nobody waits for, cut off before the kill."""

    def break_it(_number: int) -> float:
        primary, standby = stack.servers
        primary.copy_to(standby)
        primary.wait_for_standby("async")
        standby.set("primary_conninfo", "")
        wait_until(primary.is_alone, "the standby is cut off")
        time.sleep(QUIET_SECONDS)
        return _promote_the_standby(stack)

    fault = Fault("control: failover, asynchronous, cut off", 1)
    with stack.serving(url_of(*stack.servers)) as origin:
        fault.under(stack, origin, break_it)
    return fault.as_control()


def _promote_the_standby(stack: Stack) -> float:
    primary, standby = stack.servers
    primary.kill()
    promoted = standby.promote()
    primary.stop()
    stack.switch()
    return promoted


def break_the_record(stack: Stack, kills: int) -> list[Figure]:
    """Delete one acknowledged check-in and add another twice, behind the triggers."""
    fault = Fault("control: a row deleted, another doubled", 0)
    with stack.serving() as origin:
        fault.under(stack, origin, lambda _number: 0.0)
    if fault.compared != Compared(0, 0, 0):
        raise DrillError(f"the control is broken before it begins: {fault.compared}")
    deleted, doubled = list(fault.ledger.acknowledged.values())[:2]
    _delete_and_double(stack.primary, deleted, doubled)
    fault.compared = fault.ledger.compare_with(stack.primary)
    doubles = Figure(fault.name, "duplicates", fault.compared.duplicates, least=1)
    return [*fault.as_control(), doubles]


def _delete_and_double(server: Server, deleted: int, doubled: int) -> None:
    ((columns,),) = server.sql(
        "SELECT string_agg(attname, ', ') FROM pg_attribute "
        "WHERE attrelid = 'triage_checkin'::regclass AND attnum > 0 "
        "AND NOT attisdropped AND attname NOT IN ('id', 'submission_key')"
    )
    server.sql(
        "SET session_replication_role = replica; "
        f"DELETE FROM triage_checkin WHERE id = {deleted}; "
        f"INSERT INTO triage_checkin (submission_key, {columns}) "
        f"SELECT gen_random_uuid(), {columns} FROM triage_checkin WHERE id = {doubled}"
    )
