"""Nothing waits for ever: each limit is met by something that hangs."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, transaction

from backpain import database, gunicorn
from backpain.embedded_postgres import cluster
from backpain.env import Environment
from tests.make import check_in_data
from tests.page import form_of
from tests.server.gunicorn import wait_until

SAID = "We cannot reach your data right now"
CHECK_IN = "/check-ins/new/"


@pytest.fixture(autouse=True)
def _mended(server):
    yield
    server.wire.mend()


def test_outer_limits_are_longer_than_inner_ones():
    def seconds(limits, name):
        return int(limits[f"{name}_timeout"].removesuffix("s"))

    for limits in (database.PAGES, database.JOBS):
        assert seconds(limits, "lock") < seconds(limits, "statement")
    assert database.CONNECT_SECONDS < database.POOL_SECONDS
    assert seconds(database.PAGES, "statement") < database.ANSWER_SECONDS
    # A check of the connection that is taken, then one statement.
    assert database.ANSWER_SECONDS + database.POOL_SECONDS < 15 < gunicorn.timeout
    assert gunicorn.timeout == gunicorn.graceful_timeout == 30


def test_the_server_tells_postgres_its_limits(server):
    found = server.get("/hang/limits/").text

    for name, value in database.PAGES.items():
        assert f'"{name}": "{value}"' in found


@pytest.mark.parametrize(("variable", "statement"), [("jobs", "1min"), ("", "0")])
def test_a_job_has_limits_and_a_migration_has_none(variable, statement):
    cluster.acquire()
    environment = Environment(
        {"DATABASE_URL": cluster.url("postgres"), "DATABASE_TIMEOUTS": variable}
    )
    options = database.databases(environment, is_production=True)["default"]["OPTIONS"]

    with psycopg.connect(
        cluster.url("postgres"), options=options.get("options", "")
    ) as asked:
        assert asked.execute("SHOW statement_timeout").fetchone() == (statement,)


def test_a_slow_statement_is_a_503_and_the_worker_lives(server):
    workers = server.workers

    answer = server.get("/hang/statement/")

    assert answer.status == 503
    assert SAID in answer.text
    assert answer.headers["Retry-After"] == "5"
    # Five seconds, and what a busy machine takes to show a page.
    assert 4.5 < answer.seconds < 9
    assert server.get("/healthz").status == 200
    assert server.workers == workers


def test_a_transaction_that_stands_still_is_a_503(server):
    answer = server.get("/hang/transaction/")

    assert answer.status == 503
    assert answer.seconds < 3
    assert server.get("/healthz").status == 200


def test_a_held_lock_is_a_503_that_keeps_what_was_typed(server, athlete, session):
    data = check_in_data(athlete, note='a "quoted"\r\n<note>')
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            type(athlete).objects.select_for_update().get(pk=athlete.pk)
            held.set()
            done.wait(20)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert held.wait(10)
        answer = server.post(CHECK_IN, data, session=session)
    finally:
        done.set()
        holder.join(20)

    assert answer.status == 503
    assert 1.8 < answer.seconds < 4
    again = form_of(answer.text)
    del again["csrfmiddlewaretoken"]
    assert again == {
        name: value if isinstance(value, list) else [value]
        for name, value in data.items()
    }
    assert not athlete.check_ins.exists()

    assert server.post(CHECK_IN, again, session=session).status == 302
    assert athlete.check_ins.get().note == 'a "quoted"\n<note>'


@pytest.mark.nightly
def test_a_database_that_refuses_is_a_503_within_six_seconds(server):
    server.wire.cut()

    answer = server.get("/hang/limits/")

    assert answer.status == 503
    assert SAID in answer.text
    assert answer.seconds < 6
    server.wire.mend()
    assert wait_until(lambda: server.get("/healthz").status == 200)


@pytest.mark.nightly
def test_a_database_that_falls_silent_is_a_503_and_all_threads_come_back(server):
    assert server.get("/healthz").status == 200
    server.wire.is_silent = True

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(server.get, ["/hang/limits/"] * 4))

    assert {answer.status for answer in answers} == {503}
    assert max(answer.seconds for answer in answers) < 15
    server.wire.mend()
    assert wait_until(lambda: server.get("/healthz").status == 200)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(server.get, ["/hang/limits/"] * 4))
    assert {answer.status for answer in answers} == {200}


def test_without_the_limit_on_an_answer_a_silent_database_would_hang_a_thread(
    server, monkeypatch
):
    """The control: it is our own limit that ends the wait, and nothing else."""
    host = f"host=127.0.0.1 port={server.wire.port} user=postgres dbname=postgres"
    patient = psycopg.connect(host, options="-c statement_timeout=300ms")
    monkeypatch.setattr(database, "ANSWER_SECONDS", 0.5)
    impatient = database.ImpatientConnection.connect(host)
    server.wire.is_silent = True
    ended = threading.Event()

    def ask() -> None:
        patient.execute("SELECT 1")
        ended.set()

    threading.Thread(target=ask, daemon=True).start()
    with pytest.raises(psycopg.OperationalError, match="does not answer"):
        impatient.execute("SELECT 1")
    assert impatient.closed
    assert not ended.wait(0.5)
    server.wire.mend()
    assert ended.wait(10)
    patient.close()


def test_readyz_says_no_within_a_second_and_healthz_as_before(server):
    assert server.get("/readyz").status == 200
    server.wire.is_silent = True

    answer = server.get("/readyz")

    assert (answer.status, answer.text) == (503, "unavailable")
    assert answer.seconds < 1.5
    server.wire.mend()
    assert wait_until(lambda: server.get("/readyz").status == 200)
