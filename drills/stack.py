"""The whole site on this machine: Postgres, two app nodes, nginx, and athletes."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from drills.load import Load
from drills.login import Login
from drills.node import Node
from drills.pair import Pair
from drills.postgres import Server, url_of
from drills.processes import install_programs, say
from drills.proxy import in_front_of, trusting

SECRETS = random.SystemRandom()


@dataclass(frozen=True)
class Ports:
    """Which ports of 127.0.0.1 the drill may take, counted from the first."""

    first: int

    @property
    def https(self) -> int:
        return self.first

    @property
    def http(self) -> int:
        return self.first + 1

    @property
    def nodes(self) -> tuple[int, int]:
        return self.first + 2, self.first + 3

    @property
    def pgbouncer(self) -> int:
        return self.first + 4


@dataclass
class Stack:
    """Two servers of Postgres, of which the first runs, and two nodes behind nginx."""

    folder: Path
    ports: Ports
    servers: tuple[Server, Server]
    environment: dict[str, str]
    people: list[dict[str, str]]
    threads: int
    nodes: list[Node] = field(default_factory=list)
    loads: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(11))

    @property
    def primary(self) -> Server:
        return self.servers[0]

    def switch(self) -> None:
        """Let the two servers change places."""
        self.servers = self.servers[::-1]

    def new_load(self, origin: str) -> Load:
        self.loads += 1
        return Load(
            origin,
            trusting(self.folder),
            self.people,
            threads=self.threads,
            name=f"load-{self.loads}",
        )

    def new_pairs(self, count: int) -> list[Pair]:
        """Make so many athletes with a coach."""
        from drills.people import make_pairs

        with self._on_the_primary():
            return make_pairs(count)

    def new_plan(self) -> int:
        """Make an athlete with a plan; return their key."""
        from drills.people import make_runner

        with self._on_the_primary():
            return make_runner()

    def new_logins(self) -> list[Login]:
        """Make an athlete and their coach, who can log in with a password."""
        from drills.people import make_logins

        with self._on_the_primary():
            return make_logins()

    def migrate(self, app: str, *, forward: bool) -> None:
        """Apply the migrations of an app that no node knows of, or take them back."""
        from django.conf import settings
        from django.core.management import call_command
        from django.test import override_settings

        label = app.rpartition(".")[2]
        arguments = [label] if forward else [label, "zero"]
        installed = [*settings.INSTALLED_APPS, app]
        with self._on_the_primary(), override_settings(INSTALLED_APPS=installed):
            call_command("migrate", *arguments, verbosity=0)

    @contextmanager
    def _on_the_primary(self) -> Iterator[None]:
        """Let Django write to whichever server is the primary by now."""
        from django.db import connections

        options = connections["default"].settings_dict["OPTIONS"]
        options["host"] = self.primary.socket_dir
        try:
            yield
        finally:
            connections.close_all()

    @contextmanager
    def serving(self, database_url: str = "", **variables: str) -> Iterator[str]:
        """Run two nodes on a database behind nginx; give the address."""
        url = database_url or url_of(self.primary)
        environment = self.environment | {"DATABASE_URL": url} | variables
        self.nodes = [Node(p, self.folder, environment) for p in self.ports.nodes]
        try:
            for node in self.nodes:
                node.start()
            with in_front_of(
                self.ports.nodes,
                folder=self.folder,
                https_port=self.ports.https,
                http_port=self.ports.http,
            ) as origin:
                yield origin
        finally:
            for node in self.nodes:
                node.stop()


@contextmanager
def whole_site(ports: Ports, *, people: int, threads: int) -> Iterator[Stack]:
    """Make the database with so many people in it; remove everything at the end."""
    install_programs()
    folder = Path(tempfile.mkdtemp(prefix="backpain-drill-"))
    # Postgres and PgBouncer do not run as root, and have to get to their own folders.
    folder.chmod(0o711)
    servers = Server(folder / "a"), Server(folder / "b")
    try:
        servers[0].start()
        servers[0].sql("CREATE DATABASE backpain", database="postgres")
        environment = _environment(servers[0])
        yield Stack(
            folder, ports, servers, environment, _fill(environment, people), threads
        )
    finally:
        for server in servers:
            server.stop()
        shutil.rmtree(folder)


def _environment(server: Server) -> dict[str, str]:
    """Return the variables of a node, as in production."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG")}
    return kept | {
        "DEBUG": "0",
        "DEMO": "0",
        "SECRET_KEY": f"{SECRETS.getrandbits(512):x}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "DATABASE_URL": url_of(server),
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "backpain.settings",
    }


def _fill(environment: dict[str, str], people: int) -> list[dict[str, str]]:
    """Set up Django on the new database, here too, and make the people."""
    os.environ.update(environment)
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from backpain.run import collect_static_files
    from drills.people import make_people

    say("drill: making the database and the people in it")
    call_command("migrate", interactive=False, verbosity=0)
    collect_static_files()
    made = make_people(people)
    connections.close_all()
    return made
