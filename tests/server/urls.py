"""Every page of the site, and some that hang: for the server of these tests only."""

from __future__ import annotations

import threading
import time

from django.contrib.auth.decorators import login_not_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from backpain.urls import (  # noqa: F401 - the error pages are looked up here
    handler400,
    handler403,
    handler404,
    handler429,
    handler500,
    urlpatterns as pages,
)

LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")


@login_not_required
def slow_statement(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(60)")
    return HttpResponse("slept")


@login_not_required
def still_transaction(request: HttpRequest) -> HttpResponse:
    """Stand still in a transaction for longer than Postgres waits, here shortened."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '200ms'")
        time.sleep(0.6)
        cursor.execute("SELECT 1")
    return HttpResponse("stood still")


@login_not_required
def slow_work(request: HttpRequest) -> HttpResponse:
    time.sleep(float(request.GET["seconds"]))
    return HttpResponse("done")


@login_not_required
def keep_connection(request: HttpRequest) -> HttpResponse:
    """Hold a connection of the pool without asking anything."""
    connection.ensure_connection()
    time.sleep(float(request.GET["seconds"]))
    return HttpResponse("done")


@login_not_required
def limits(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        found = {}
        for name in LIMITS:
            cursor.execute(f"SHOW {name}")
            found[name] = cursor.fetchone()[0]
    return JsonResponse({**found, "threads": threading.active_count()})


urlpatterns = [
    path("hang/statement/", slow_statement),
    path("hang/transaction/", still_transaction),
    path("hang/work/", slow_work),
    path("hang/pool/", keep_connection),
    path("hang/limits/", limits),
    *pages,
]
