"""Break one thing after the other under load, and print what that cost.

KILLS says how often each thing is broken, DRILL_PORT the first of the ports that are
taken on 127.0.0.1. Exit status 1 when a limit is passed.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Sequence

import psycopg

from backpain.embedded_postgres import EmbeddedPostgresError
from backpain.env import Environment
from drills import backup, browser, cap, faults, migrate, pgbouncer, replica
from drills.processes import DrillError, say
from drills.stack import Ports, whole_site
from drills.table import Figure, table_of

DRILLS = {
    "postgres": faults.kill_postgres,
    "worker": faults.kill_worker,
    "node": faults.kill_node,
    "restart": faults.restart_in_turns,
    "failover": faults.fail_over,
    "cut": faults.fail_over_after_a_cut,
    "record": faults.break_the_record,
    "pgbouncer": pgbouncer.kill_pgbouncer,
    "cap": cap.attack_the_cap,
    "browser": browser.walk_through,
    "replica": replica.read_from_a_copy,
    "migrate": migrate.migrate_under_load,
    "restore": backup.restore_elsewhere,
}
# An athlete's page reads the whole day: it must not hold too many check-ins.
PEOPLE_FOR_EACH_KILL, LEAST_PEOPLE, THREADS = 10, 24, 6


def main() -> None:
    # As Ctrl-C does, it ends the block that cleans up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    env = Environment()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("drills", nargs="*", metavar="drill", help=", ".join(DRILLS))
    chosen = parser.parse_args().drills or list(DRILLS)
    if not set(chosen) <= set(DRILLS):
        parser.error(f"choose from {', '.join(DRILLS)}")
    kills = env.integer("KILLS", default=20, minimum=1, maximum=1000)
    port = env.integer("DRILL_PORT", default=8760, minimum=1024, maximum=65000)
    try:
        figures = run(chosen, kills, Ports(port))
    except DrillError as error:
        sys.exit(f"drill: {error}")
    print(table_of(figures))
    sys.exit(0 if all(figure.is_kept for figure in figures) else 1)


def run(chosen: Sequence[str], kills: int, ports: Ports) -> list[Figure]:
    figures: list[Figure] = []
    people = max(PEOPLE_FOR_EACH_KILL * kills, LEAST_PEOPLE)
    with whole_site(ports, people=people, threads=THREADS) as stack:
        for name in chosen:
            began = time.monotonic()
            try:
                found = DRILLS[name](stack, kills)
            except (DrillError, EmbeddedPostgresError, psycopg.Error) as error:
                # What the others measured is still worth a look.
                say(f"drill: {name}: {error}")
                found = [Figure(name, "could not go on", 1, most=0)]
            say(f"drill: {name} took {time.monotonic() - began:.0f} s")
            say(table_of(found))
            figures += found
    return figures


if __name__ == "__main__":
    os.environ.pop("PORT", None)
    main()
