"""A bare view, and what it is compared with: a page and its statements.

It asks the session, CSRF and the database for the same as the page, through the same
middleware, and does nothing else: no form, no rule, no template.
"""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from bench.turns import Request, unchanged

statements: list[str] = []


def bare(request: HttpRequest) -> HttpResponse:
    assert request.user.is_authenticated
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()
    if request.method == "POST":
        return redirect("/")
    return HttpResponse(get_token(request))


urlpatterns = [path("bare/", bare), path("", include("backpain.urls"))]


def record(page: Request) -> int:
    """Have the bare view repeat the statements of a page; return how many it sends.

    Without those of the middleware, which the bare view causes by itself.
    """
    statements.clear()
    with unchanged(), CaptureQueriesContext(connection) as queries:
        page()
    sent = [query["sql"] for query in queries.captured_queries]
    signed_in_by = next(n for n, sql in enumerate(sent) if '"accounts_user"' in sql)
    statements.extend(sent[signed_in_by + 1 :])
    return len(statements)
