"""Django's Postgres backend on the embedded cluster, started when first needed.

A management command that needs no database never starts it.
"""

from __future__ import annotations

from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg import sql

from backpain.embedded_postgres import cluster


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        cluster.acquire()
        params = super().get_connection_params()
        return {**params, "host": str(cluster.socket_dir), "user": "postgres"}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            if conn_params["dbname"] != self.settings_dict["NAME"]:
                raise
            create_database(conn_params)
            return super().get_new_connection(conn_params)


def create_database(params: dict[str, Any]) -> None:
    """Create the database that the parameters name; fine if it is there by now."""
    name = sql.Identifier(params["dbname"])
    with psycopg.connect(
        host=params["host"], user=params["user"], dbname="postgres", autocommit=True
    ) as connection:
        try:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            pass
