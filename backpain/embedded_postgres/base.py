"""Django's Postgres backend on the embedded cluster, started when first needed.

A management command that needs no database never starts it.
"""

from __future__ import annotations

from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg import sql

from backpain.embedded_postgres import PORT, cluster


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        cluster.acquire()
        params = super().get_connection_params()
        host = str(cluster.socket_dir)
        return {**params, "host": host, "port": PORT, "user": "postgres"}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            if conn_params["dbname"] != self.settings_dict["NAME"]:
                raise
            create_database(self.settings_dict["NAME"])
            return super().get_new_connection(conn_params)


def create_database(name: str) -> None:
    """Create the database in the running cluster; fine if it is there by now."""
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        known = "SELECT FROM pg_database WHERE datname = %s"
        if connection.execute(known, [name]).fetchone() is not None:
            return
        try:
            create = sql.SQL("CREATE DATABASE {}")
            connection.execute(create.format(sql.Identifier(name)))
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            pass
