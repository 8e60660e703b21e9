"""Told to stop, the server finishes what it has begun, and says that it stops."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.server.gunicorn import Server, wait_until


@pytest.fixture
def fresh(django_db_setup, tmp_path):
    server = Server(tmp_path / "log")
    yield server
    server.close()


def test_requests_in_flight_are_finished_and_readyz_says_no_meanwhile(fresh):
    fresh.start(DRAIN_SECONDS="2")
    assert fresh.get("/readyz").status == 200

    with ThreadPoolExecutor(2) as pool:
        begun = [pool.submit(fresh.get, "/hang/work/?seconds=3") for _ in range(2)]
        time.sleep(0.5)
        fresh.tell(signal.SIGTERM)
        # It still serves, but asks for nothing more.
        assert wait_until(lambda: fresh.get("/readyz").status == 503, 1.5)
        assert fresh.get("/help-now/").status == 200
        answers = [one.result() for one in begun]

    assert [(one.status, one.text) for one in answers] == [(200, "done")] * 2
    assert fresh.process.wait(timeout=10) == 0


def test_a_request_longer_than_the_grace_is_cut_off_and_the_server_ends(fresh):
    fresh.start("--graceful-timeout", "1")

    with ThreadPoolExecutor(1) as pool:
        began = time.monotonic()
        begun = pool.submit(fresh.get, "/hang/work/?seconds=20")
        time.sleep(0.5)
        fresh.tell(signal.SIGTERM)

        assert fresh.process.wait(timeout=10) == 0
        assert time.monotonic() - began < 10
        with pytest.raises(OSError, match=r".*"):
            begun.result()


def test_a_worker_that_is_stuck_is_replaced(fresh):
    fresh.start("--timeout", "2")
    (stuck,) = fresh.workers
    os.kill(stuck, signal.SIGSTOP)

    assert wait_until(lambda: fresh.get("/healthz").status == 200)
    assert stuck not in fresh.workers
