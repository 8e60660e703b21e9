"""Time a check-in's POST against a bare view that does its session, CSRF and SQL.

Both go through the whole stack of middleware, in turns, in one process, each inside a
transaction that is rolled back, so that every round finds the same database. The bare
view repeats the very statements that a check-in sends. Also printed: the pages of the
day against the same kind of bare view.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backpain.settings")
os.environ.setdefault("DEBUG", "0")
os.environ.setdefault("DEMO", "1")
os.environ.setdefault("TEST_DATABASE_NAME", "bench_backpain")

import django

django.setup()

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from django.utils import timezone

from backpain.accounts.models import User
from bench.own_database import run_in_own_database
from tests.make import check_in_data, make_check_in, make_episode, make_profile

ROUNDS = 200
# What a real check-in should cost at most, in times of the bare view.
POST_AIM = 1.5
DAYS = 60

statements: list[str] = []


def bare(request: HttpRequest) -> HttpResponse:
    """Do what a check-in asks of the session, CSRF and the database; nothing else."""
    assert request.user.is_authenticated
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()
    return redirect("/") if request.method == "POST" else HttpResponse("bare")


urlpatterns = [path("bare/", bare), path("", include("backpain.urls"))]


def make_athlete() -> User:
    athlete = User.objects.create_user("bench@example.org", time_zone="Europe/Berlin")
    make_profile(athlete)
    make_episode(athlete)
    now = timezone.now()
    for back in range(DAYS, 0, -1):
        pain = back % 3
        make_check_in(
            athlete,
            now=now - dt.timedelta(days=back),
            pain_now=pain,
            pain_worst_24h=pain + 1,
            change_vs_last_week="same",
        )
    return athlete


def signed_in(athlete: User) -> tuple[Client, str]:
    client = Client(enforce_csrf_checks=True)
    client.force_login(athlete)
    client.get("/")
    return client, client.cookies[settings.CSRF_COOKIE_NAME].value


def in_a_rollback(action: Callable[[], HttpResponse], status: int) -> float:
    with transaction.atomic():
        start = time.perf_counter()
        response = action()
        taken = time.perf_counter() - start
        assert response.status_code == status, _errors_of(response)
        transaction.set_rollback(True)
    return taken


def _errors_of(response: HttpResponse) -> str:
    """Return why a check-in was refused."""
    forms = (response.context or {}).get("forms")
    return str([dict(part.errors) for part in forms.parts] if forms else response)


def record(action: Callable[[], HttpResponse]) -> None:
    """Keep the statements of a request, without the middleware's own."""
    statements.clear()
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            action()
        transaction.set_rollback(True)
    sent = [query["sql"] for query in queries.captured_queries]
    signed_in_by = next(n for n, sql in enumerate(sent) if '"accounts_user"' in sql)
    statements.extend(sql.replace("%", "%%") for sql in sent[signed_in_by + 1 :])


def ratio(
    real: Callable[[], HttpResponse],
    floor: Callable[[], HttpResponse],
    *,
    status: int,
) -> tuple[float, float, float]:
    """Return the medians in seconds, real and bare, and their ratio."""
    record(real)
    floor_status = 302 if status == 302 else 200
    real_times, floor_times = [], []
    for _round in range(ROUNDS):
        real_times.append(in_a_rollback(real, status))
        floor_times.append(in_a_rollback(floor, floor_status))
    one, other = statistics.median(real_times), statistics.median(floor_times)
    return one, other, one / other


def show(what: str, figures: tuple[float, float, float], limit: str) -> None:
    real, floor, times = figures
    print(
        f"{what}: {real * 1000:.2f} ms, bare {floor * 1000:.2f} ms "
        f"({len(statements)} statements), ratio {times:.2f} ({limit})"
    )


def measure() -> None:
    athlete = make_athlete()
    client, token = signed_in(athlete)
    data = check_in_data(
        athlete,
        pain_now="2",
        pain_worst_24h="3",
        change_vs_last_week="same",
        daily_life="none",
    )
    data["csrfmiddlewaretoken"] = token
    posted = ratio(
        lambda: client.post("/check-ins/new/", data),
        lambda: client.post("/bare/", data),
        status=302,
    )
    reached = "reached" if posted[2] <= POST_AIM else "not reached"
    show("check-in POST", posted, f"aim {POST_AIM}: {reached}")
    for address in ("/", "/check-ins/"):
        got = ratio(
            lambda address=address: client.get(address),
            lambda: client.get("/bare/"),
            status=200,
        )
        show(f"GET {address}", got, "no aim yet")


if __name__ == "__main__":
    run_in_own_database(measure, ROOT_URLCONF=__name__)
