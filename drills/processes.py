"""Processes of our own: started, asked until they answer, and ended in every case."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent.parent
START_SECONDS = 120
STOP_SECONDS = 10
# The command and the package of Debian that brings it.
PROGRAMS = {"nginx": "nginx-light", "pgbouncer": "pgbouncer", "openssl": "openssl"}


class DrillError(Exception):
    """The drill itself cannot go on; the text says why."""


def wait_until(
    holds: Callable[[], bool], what: str, *, seconds: float = START_SECONDS
) -> float:
    """Wait until something holds; return how long that took. Never longer."""
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > seconds:
            raise DrillError(f"{what}: not within {seconds:.0f} s")
        time.sleep(0.02)
    return time.monotonic() - began


def install_programs() -> None:
    """Install what is missing, as root on Debian; else say what is missing."""
    missing = [name for name in PROGRAMS if program(name) is None]
    if not missing:
        return
    packages = [PROGRAMS[name] for name in missing]
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise DrillError(f"{', '.join(missing)} is missing: install {packages}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages],
    ):
        subprocess.run(step, check=True, env=quiet, stdout=subprocess.DEVNULL)
    # Debian starts what it installs; the drill starts its own.
    for name in set(missing) - {"openssl"}:
        subprocess.run(["service", name, "stop"], check=False, capture_output=True)


def program(name: str) -> str | None:
    # Where an ordinary user's path does not look.
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


def start(
    command: list[str], *, log: Path, env: dict[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own, which Ctrl-C for us does not reach."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            cwd=PROJECT_DIR,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def stop(process: subprocess.Popen[bytes]) -> None:
    """End it in order; after a while, with everything that it started."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            kill_group(process)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill it and all that it started, at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=STOP_SECONDS)


def children_of(process: int) -> list[int]:
    """Return the processes that it started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_the_name = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(after_the_name[1]) == process:
            found.append(int(stat.parent.name))
    return found


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
