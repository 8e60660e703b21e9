"""Start everything and serve: what `make run` does once the packages are there.

The database (the embedded one unless DATABASE_URL is set), the migrations, the
static files, the demo, then gunicorn until Ctrl-C. The port is taken first and
handed on, so that nothing is started in vain.
"""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, get_commands
from django.db import DatabaseError, OperationalError, connection, connections

from backpain.embedded_postgres import EmbeddedPostgresError, cluster
from backpain.env import Environment

PROJECT_DIR = Path(__file__).resolve().parent.parent
# Held while migrating; any number will do, as long as it stays the same.
PREPARING = 7_241_965
STOP_SECONDS = 10
# How often what time has made outdated in coaches' rosters is worked out, in seconds.
KEEP_EVERY = 300
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> None:
    for number in STOP_SIGNALS:
        # Under nohup the end of the terminal is not ours.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop)
    try:
        run()
    except (ImproperlyConfigured, EmbeddedPostgresError) as error:
        sys.exit(f"backpain does not start: {error}")
    except OperationalError as error:
        sys.exit(f"backpain does not start: the database does not answer: {error}")


def run() -> None:
    env = Environment()
    port = env.integer("PORT", default=8000, minimum=1, maximum=65535)
    listener = listen(port)
    choose_defaults()
    django.setup()
    use_database(env)
    with one_at_a_time():
        prepare()
    connections.close_all()
    say(f"backpain is at http://127.0.0.1:{port}/   (Ctrl-C stops it)")
    serve(listener)


def say(text: str) -> None:
    print(text, flush=True)


def listen(port: int) -> socket.socket:
    """Take the port on this machine's own address, or say how to choose another."""
    listener = socket.socket()
    # Connections of a server that has just stopped may linger on the port.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except OSError as error:
        raise ImproperlyConfigured(
            f"port {port} cannot be used ({error.strerror}). Something else, perhaps "
            "another backpain, may be running there. Choose another with PORT, "
            f"for example: PORT={port + 1 if port < 65535 else 8000} make run"
        ) from error
    return listener


def choose_defaults() -> None:
    """Run as the product unless told otherwise; an empty variable tells nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backpain.settings")
    for name, value in (("DEBUG", "0"), ("DEMO", "1")):
        if not os.environ.get(name, "").strip():
            os.environ[name] = value


def use_database(env: Environment) -> None:
    """Start the embedded Postgres and tell gunicorn about it."""
    if env.text("DATABASE_URL"):
        return
    cluster.acquire()
    os.environ["DATABASE_URL"] = cluster.url(connection.settings_dict["NAME"])


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait while another start on the same database prepares it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        yield
        cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])


def prepare() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    collect_static_files()
    if "demo" in get_commands():
        call_command("demo")
    call_command("rebuild_statuses", missing=True, verbosity=0)


def collect_static_files() -> None:
    """Collect, hash and compress them, unless nothing changed since the last time."""
    from django.conf import settings

    if settings.DEBUG:
        return
    note = Path(settings.STATIC_ROOT) / ".collected"
    current = fingerprint_of_static_files()
    if note.exists() and note.read_text() == current:
        return
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
        note.write_text(current)
    except OSError as error:
        raise ImproperlyConfigured(
            f"the static files cannot be collected in {settings.STATIC_ROOT}: {error}."
        ) from error


def fingerprint_of_static_files() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256(Path(__file__).with_name("static_files.py").read_bytes())
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = os.stat(storage.path(name))
            digest.update(f"{name}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def serve(listener: socket.socket) -> None:
    """Run gunicorn on the listening socket until it ends or we are told to stop."""
    config = str(Path(__file__).with_name("gunicorn.py"))
    command = [sys.executable, "-m", "gunicorn", "--config", config]
    command += ["--bind", f"fd://{listener.fileno()}", "--log-level", "warning"]
    server = subprocess.Popen(  # noqa: S603 - our own server, no shell
        command, cwd=PROJECT_DIR, pass_fds=[listener.fileno()]
    )
    listener.close()
    try:
        status = watch(server)
    finally:
        stop(server)
    sys.exit(f"backpain stopped: the server ended by itself ({status}).")


def watch(server: subprocess.Popen[bytes]) -> int:
    """Wait for the server's end; meanwhile keep database and rosters up."""
    kept_at = time.monotonic()
    while True:
        try:
            return server.wait(timeout=1)
        except subprocess.TimeoutExpired:
            revive_database()
        if time.monotonic() - kept_at >= KEEP_EVERY:
            keep_rosters()
            kept_at = time.monotonic()


def revive_database() -> None:
    """Start the database again if it was killed; until it starts, the pages say so."""
    try:
        cluster.revive()
    except EmbeddedPostgresError as error:
        say(f"the database is down, and is tried again: {error}")


def keep_rosters() -> None:
    """Work out what time has made outdated; the pages are right without it, slower."""
    try:
        call_command("rebuild_statuses", due=True, verbosity=0)
    except DatabaseError as error:
        say(f"The rosters could not be refreshed, and will be later: {error}")
    finally:
        connections.close_all()


def stop(server: subprocess.Popen[bytes]) -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    server.terminate()
    try:
        server.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()


def _stop(number: int, frame: FrameType | None) -> None:
    # Not a second time: whatever is being stopped now is stopped in order.
    for other in STOP_SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    sys.exit(0)


if __name__ == "__main__":
    main()
