"""Which database, and how long it may take. Imported by the settings: no Django apps.

Whoever waits longer must be further outside, or a page would be given up while its
work goes on. In seconds, from inside out:

    a lock 2 < a statement 5 < its answer 7 < nginx's read 15 < gunicorn's stop 30
    a connection 2 < a connection of the pool 5

The database itself ends a statement, a wait for a lock and an idle transaction; that
it does not answer at all is noticed here.
"""

from __future__ import annotations

from typing import Any

import dj_database_url
import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg.errors import _WaitTimeout

from backpain.env import NO, YES, Environment

CONNECT_SECONDS, POOL_SECONDS, ANSWER_SECONDS = 2, 5, 7
PAGES = {
    "lock_timeout": "2s",
    "statement_timeout": "5s",
    "idle_in_transaction_session_timeout": "10s",
}
# A job takes its time, but it ends: it runs again soon, and it holds locks.
JOBS = {
    "lock_timeout": "10s",
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "60s",
}
# Set by manage.py for the commands that a timer runs.
AS_A_JOB = "jobs"
# What a copy has in common with the primary, wherever it is. A page does not wait
# long for it: the primary has the same.
SHARED_OPTIONS = ("connect_timeout", "options", "pool")
REPLICA_POOL_SECONDS = 1


class ImpatientConnection(psycopg.Connection[Any]):
    """A connection that is given up when the database falls silent.

    Postgres ends a statement that takes too long, but only while Postgres runs: of a
    frozen machine or a cut cable nothing would ever come back.
    """

    def wait(
        self, gen: Any, interval: float = 0.1, timeout: float | None = None
    ) -> Any:
        try:
            return super().wait(gen, interval, timeout or ANSWER_SECONDS)
        except _WaitTimeout:
            # An answer to this may still come: it must not be taken for another one's.
            self.pgconn.finish()
            raise psycopg.OperationalError("the database does not answer") from None


def databases(env: Environment, *, is_production: bool) -> dict[str, dict[str, Any]]:
    """Return the setting DATABASES."""
    default = _from_url(env, is_production=is_production)
    # Two runs of the tests at once need two databases.
    default["TEST"] = {"NAME": env.text("TEST_DATABASE_NAME") or None}
    default["CONN_HEALTH_CHECKS"] = True
    # Behind PgBouncer in transaction mode a connection is another one after each
    # transaction: no cursor outlives it, and limits belong to the role.
    is_shared = env.boolean("PGBOUNCER", default=False)
    default["DISABLE_SERVER_SIDE_CURSORS"] = is_shared
    options = default.setdefault("OPTIONS", {})
    options.setdefault("connect_timeout", CONNECT_SECONDS)
    # Set by backpain/gunicorn.py: the server's threads share a few connections and
    # wait for one while the database restarts. A command or a test needs only one.
    if env.boolean("DATABASE_POOL", default=False):
        options["pool"] = {
            "min_size": 1,
            "max_size": env.integer("DATABASE_POOL_SIZE", default=4, minimum=1),
            "timeout": POOL_SECONDS,
            "connection_class": ImpatientConnection,
        }
    limits = {} if is_shared else limits_of(env)
    if limits:
        words = [f"-c {name}={value}" for name, value in limits.items()]
        options.setdefault("options", " ".join(words))
    if not env.text("REPLICA_URL"):
        return {"default": default}
    return {"default": default, "replica": _replica_of(default, env)}


def _replica_of(primary: dict[str, Any], env: Environment) -> dict[str, Any]:
    """Return the copy that REPLICA_URL names (backpain/replica.py), used alike."""
    replica = _postgres_at(env, "REPLICA_URL")
    shared = {k: v for k, v in primary["OPTIONS"].items() if k in SHARED_OPTIONS}
    if "pool" in shared:
        shared["pool"] = shared["pool"] | {"timeout": REPLICA_POOL_SECONDS}
    return replica | {
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": primary["DISABLE_SERVER_SIDE_CURSORS"],
        "OPTIONS": shared | replica["OPTIONS"],
        # The tests have no copy, and read from where they have written.
        "TEST": {"MIRROR": "default"},
    }


def limits_of(env: Environment) -> dict[str, str]:
    """Return how long Postgres lets something take; a migration may take its time."""
    if env.text("DATABASE_TIMEOUTS") == AS_A_JOB:
        return JOBS
    if not env.text("DATABASE_TIMEOUTS"):
        return {}
    try:
        return PAGES if env.boolean("DATABASE_TIMEOUTS", default=False) else {}
    except ImproperlyConfigured:
        raise ImproperlyConfigured(
            f"DATABASE_TIMEOUTS={env.text('DATABASE_TIMEOUTS')!r} is not understood: "
            f"use one of {', '.join((*YES, *NO, AS_A_JOB))}."
        ) from None


def _from_url(env: Environment, *, is_production: bool) -> dict[str, Any]:
    if is_production:
        env.required(
            "DATABASE_URL",
            why="The embedded Postgres is for the demo and the tests only.",
            example="postgres://backpain:secret@db.example.org/backpain",
        )
    if not env.text("DATABASE_URL"):
        return {"ENGINE": "backpain.embedded_postgres", "NAME": "backpain"}
    return _postgres_at(env, "DATABASE_URL")


def _postgres_at(env: Environment, name: str) -> dict[str, Any]:
    """Return the database that a variable names."""
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(env.text(name)))
    except (ValueError, dj_database_url.UnknownSchemeError):
        found = {}
    if found.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            f"{name} is not understood: use "
            "postgres://user:password@host:port/name (Postgres only)."
        )
    return found
