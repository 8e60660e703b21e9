"""Start the app with `make run` on a free port, look at it, stop it with Ctrl-C.

Exit status 1 if it does not come up, does not show its first page, does not
stop, or leaves a process behind.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

PROJECT_DIR = Path(__file__).resolve().parent.parent
# A busy machine is slow; what ends by itself is noticed at once.
UP_SECONDS = 300
DOWN_SECONDS = 30
# No proxy between us and our own machine, whatever the environment says.
fetch = build_opener(ProxyHandler({})).open


def main() -> None:
    port = free_port()
    began = time.monotonic()
    # A process group of its own: a Ctrl-C goes to all of it, and not to us.
    run = subprocess.Popen(
        ["make", "run"],  # noqa: S607 - whatever the newcomer has
        cwd=PROJECT_DIR,
        env={**os.environ, "PORT": str(port)},
        start_new_session=True,
    )
    try:
        wait_until_up(run, port)
        print(f"up after {time.monotonic() - began:.1f} s", flush=True)
        page = fetch(f"http://127.0.0.1:{port}/", timeout=5).read().decode()
        if "<h1" not in page:
            sys.exit("the first page has no heading")
        os.killpg(run.pid, signal.SIGINT)
        run.wait(timeout=DOWN_SECONDS)
    except subprocess.TimeoutExpired:
        sys.exit(f"still running {DOWN_SECONDS} s after SIGINT")
    finally:
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
    if left_over(run.pid):
        sys.exit(f"left behind: {left_over(run.pid)}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(run: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + UP_SECONDS
    while time.monotonic() < deadline and run.poll() is None:
        try:
            if fetch(f"http://127.0.0.1:{port}/healthz", timeout=5).status == 200:
                return
        except (OSError, URLError):
            time.sleep(0.2)
    if run.poll() is not None:
        sys.exit(f"`make run` ended with {run.returncode} and never came up")
    sys.exit(f"`make run` did not come up within {UP_SECONDS} s")


def left_over(group: int) -> list[str]:
    """Return the commands still running in the group or on this cluster."""
    cluster = str(PROJECT_DIR / ".postgres" / "data")
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if os.getpgid(int(process.name)) == group or cluster in command:
                found.append(command)
        except OSError:  # it has just ended
            pass
    return [command for command in found if command]


if __name__ == "__main__":
    main()
