"""One app node: gunicorn as in production, on a port of this machine."""

from __future__ import annotations

import http.client
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from drills.processes import (
    DrillError,
    children_of,
    kill_group,
    start,
    stop,
    wait_until,
)

WORKERS = 2


class Node:
    """A gunicorn with its workers."""

    def __init__(self, port: int, folder: Path, environment: dict[str, str]) -> None:
        self.port = port
        self.log = folder / f"node-{port}.log"
        self.environment = {
            **environment,
            "PORT": str(port),
            "WORKERS": str(WORKERS),
            "TRUSTED_PROXIES": "1",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--config", "backpain/gunicorn.py"]
        self.process = start(command, log=self.log, env=self.environment)
        wait_until(self.is_well, f"node {self.port} answers, see {self.log}")

    def stop(self) -> None:
        if self.process is not None:
            stop(self.process)

    def kill(self) -> None:
        """Kill it with all of its workers."""
        kill_group(self._running())

    def kill_a_worker(self, chance: random.Random) -> None:
        workers = children_of(self._running().pid)
        if not workers:
            raise DrillError(f"node {self.port} has no workers, see {self.log}")
        os.kill(chance.choice(sorted(workers)), signal.SIGKILL)

    def reload(self) -> None:
        """Replace the workers in order, while the port stays open."""
        before = set(children_of(self._running().pid))
        self._running().send_signal(signal.SIGHUP)
        wait_until(
            lambda: self._has_only_others(before), f"node {self.port} has new workers"
        )
        wait_until(self.is_well, f"node {self.port} answers")

    def _has_only_others(self, before: set[int]) -> bool:
        now = set(children_of(self._running().pid))
        return len(now) == WORKERS and not now & before

    def has_its_workers(self) -> bool:
        return len(children_of(self._running().pid)) == WORKERS

    def is_well(self) -> bool:
        if self._running().poll() is not None:
            raise DrillError(f"node {self.port} ended: {self.log.read_text()[-2000:]}")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None:
            raise DrillError(f"node {self.port} was never started")
        return self.process
