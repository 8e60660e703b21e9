"""The sample configuration for nginx: what it sets, waits for, limits and repeats.

nginx itself runs it, in front of two servers that say what they were asked.
"""

from __future__ import annotations

import http.client
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from backpain.database import ANSWER_SECONDS, POOL_SECONDS
from drills.processes import PROJECT_DIR, program, wait_until
from drills.proxy import SAMPLE, SAMPLE_LOG, in_front_of, trusting

pytestmark = pytest.mark.skipif(
    program("nginx") is None or program("openssl") is None,
    reason="nginx or openssl is not installed",
)
NEW, IMPORT = "/check-ins/new/", "/me/import/"


class App:
    """Two servers in the place of the nodes; they note what reaches them."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, str, dict[str, str]]] = []
        # The node that breaks off in the middle of an answer, once.
        self.breaks: int | None = None
        self.headers: dict[str, str] = {}
        app = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.do_GET()

            def do_GET(self) -> None:
                number = app.servers.index(self.server)
                app.asked.append((number, self.path, dict(self.headers)))
                if app.breaks is not None:
                    app.breaks = None
                    self.close_connection = True
                    return
                self.send_response(200)
                self.send_header("Content-Length", "0")
                for name, value in app.headers.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.servers = [ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in "12"]
        for server in self.servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()

    @property
    def ports(self) -> list[int]:
        return [server.server_port for server in self.servers]

    def close(self) -> None:
        for server in self.servers:
            server.shutdown()
            server.server_close()


class Site:
    def __init__(self, app: App, folder: Path, https: int, http: int) -> None:
        self.app, self.folder, self.https, self.http = app, folder, https, http

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> int:
        return self.answer(method, path, body, **headers).status

    def answer(
        self, method: str, path: str, body: bytes = b"", **headers: str
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.https, timeout=20, context=trusting(self.folder)
        )
        with closing(connection):
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body or None, named)
            return connection.getresponse()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with closing(App()) as app:
        https, plain = free_port(), free_port()
        with in_front_of(app.ports, folder=tmp_path, https_port=https, http_port=plain):
            yield Site(app, tmp_path, https, plain)


def seconds(name: str, location: str = "") -> int:
    """Return a wait of the whole site, or what a location has instead."""
    sample = SAMPLE.read_text()
    inside = re.compile(r"^    location (?:[=~] )?(\S+) \{\n(.*?)^    \}", re.M | re.S)
    places = {"": inside.sub("", sample), **dict(inside.findall(sample))}
    found = re.findall(rf"^\s*{name} (\d+)s;", places[location], re.M)
    assert len(found) == 1, name
    return int(found[0])


def test_what_a_visitor_says_of_themselves_is_replaced(site: Site) -> None:
    site.ask(
        "GET",
        "/",
        X_Forwarded_For="203.0.113.9",
        X_Forwarded_Proto="http",
        X_Request_ID="made up",
    )

    ((_node, _path, headers),) = site.app.asked
    assert headers["X-Forwarded-For"] == "127.0.0.1"
    assert headers["X-Forwarded-Proto"] == "https"
    assert re.fullmatch("[0-9a-f]{32}", headers["X-Request-ID"])
    assert headers["Host"] == f"127.0.0.1:{site.https}"


def test_plain_http_leads_to_https_and_reaches_no_node(site: Site) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", site.http)) as connection:
        connection.request("GET", "/plan/?a=b")
        response = connection.getresponse()

    assert response.status == 301
    assert response.headers["Location"] == "https://127.0.0.1/plan/?a=b"
    assert site.app.asked == []


def test_every_other_page_comes_from_the_other_node(site: Site) -> None:
    for path in ("/", "/static/a.css", "/plan/", "/static/b.css", "/runs/", "/"):
        site.ask("GET", path)

    pages = [node for node, path, _ in site.app.asked if "static" not in path]
    assert pages in ([0, 1, 0, 1], [1, 0, 1, 0])


def test_check_in_that_breaks_off_goes_to_the_other_node(site: Site) -> None:
    site.app.breaks = 1

    status = site.ask("POST", NEW, b"pain_now=0")

    assert status == 200
    assert [node for node, _, _ in site.app.asked] in ([0, 1], [1, 0])


@pytest.mark.parametrize("path", ["/accounts/signup/", "/me/coaches/invite/"])
def test_nothing_else_that_breaks_off_is_sent_twice(site: Site, path: str) -> None:
    site.app.breaks = 1

    status = site.ask("POST", path, b"a=b")

    assert status == 502
    assert len(site.app.asked) == 1


def test_page_that_breaks_off_is_asked_of_the_other_node(site: Site) -> None:
    site.app.breaks = 1

    assert site.ask("GET", "/plan/") == 200
    assert len(site.app.asked) == 2


@pytest.mark.parametrize("path", ["/accounts/login/", "/admin/login/"])
def test_tries_to_log_in_are_limited_and_looking_is_not(site: Site, path: str) -> None:
    tries = [site.ask("POST", path, b"login=a") for _ in range(14)]
    looks = [site.ask("GET", path) for _ in range(14)]

    assert tries[:11] == [200] * 11
    assert 429 in tries[11:]
    assert looks == [200] * 14


def test_too_long_a_body_is_refused_before_it_reaches_a_node(site: Site) -> None:
    allowed, too_long = b"a" * 2**20, b"a" * (2**20 + 1)

    assert site.ask("POST", NEW, allowed) == 200
    assert site.ask("POST", NEW, too_long) == 413
    assert len(site.app.asked) == 1


def test_what_nginx_says_itself_has_the_headers_of_every_page(site: Site) -> None:
    too_long = site.answer("POST", NEW, b"x" * 1_100_000)
    site.app.breaks = 1
    broken = site.answer("POST", "/accounts/signup/")
    tries = [site.answer("POST", "/accounts/login/") for _ in range(12)]

    answers = [too_long, broken, tries[-1]]
    assert [answer.status for answer in answers] == [413, 502, 429]
    for answer in answers:
        headers = answer.headers
        # Nor does the page below then name a version.
        assert headers["Server"] == "nginx"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "max-age=63072000" in headers["Strict-Transport-Security"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"


def test_headers_of_the_app_are_left_alone(site: Site) -> None:
    site.app.headers = {
        "Content-Security-Policy": "default-src 'self'",
        "Strict-Transport-Security": "max-age=1",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "private",
    }

    headers = site.answer("GET", "/").headers

    assert {name: headers.get_all(name) for name in site.app.headers} == {
        name: [value] for name, value in site.app.headers.items()
    }


KEY = "c3-4d1e5a-0f9b8a7c6d5e4f3a2b1c"


def test_no_log_holds_a_link_that_opens_something(site: Site) -> None:
    ways = (
        "/accounts/password/reset/key/",
        "/accounts/confirm-email/",
        "/me/coaches/join/",
    )
    for way in ways:
        site.ask("GET", f"{way}{KEY}/?next={KEY}")
        site.ask("POST", f"{way}{KEY}/", b"a=b")
    # As nginx sees it, whatever it was written like.
    site.ask("GET", f"//accounts/./confirm%2Demail/{KEY}/")
    # A node that breaks off is an error, and those name what was asked.
    site.app.breaks = 1
    assert site.ask("POST", f"{ways[0]}{KEY}/", b"a=b") == 502
    with closing(http.client.HTTPConnection("127.0.0.1", site.http)) as plain:
        plain.request("GET", f"{ways[0]}{KEY}/?next={KEY}")
        assert plain.getresponse().status == 301
    site.ask("GET", f"/check-ins/7/?from={KEY}")

    wait_until(lambda: "/check-ins/7/" in logged(site), "the log is written")
    lines = logged(site).splitlines()
    assert len(lines) == 10
    for way in ways:
        assert f'"{way}..."' in logged(site)
    assert '"/check-ins/7/" 200' in lines[-1]
    for name in (SAMPLE_LOG, "nginx-error.log"):
        assert KEY not in (site.folder / name).read_text(), name


def logged(site: Site) -> str:
    return (site.folder / SAMPLE_LOG).read_text()


def test_node_that_hangs_costs_no_more_than_the_wait(tmp_path: Path) -> None:
    hang = socket.create_server(("127.0.0.1", 0))
    with closing(hang), short_waits(tmp_path, hang.getsockname()[1]) as site:
        waits = {path: waited(site, path) for path in ("/", IMPORT)}

    # A file of years is judged for longer than any page takes.
    assert 1 <= waits["/"] < 3 <= waits[IMPORT] < 6


def waited(site: Site, path: str) -> float:
    """Return after how many seconds nginx gives up."""
    began = time.monotonic()
    assert site.ask("GET", path) == 504
    return time.monotonic() - began


@contextmanager
def short_waits(folder: Path, node: int) -> Iterator[Site]:
    """Run the same configuration with a shorter wait, so that the test is short."""
    original = SAMPLE.read_text()
    shortened = original
    for location, wait in (("", 1), (IMPORT, 3)):
        longer = f"proxy_read_timeout {seconds('proxy_read_timeout', location)}s;"
        assert longer in shortened
        shortened = shortened.replace(longer, f"proxy_read_timeout {wait}s;")
    https, plain = free_port(), free_port()
    short = folder / "short.conf"
    short.write_text(shortened)
    with (
        in_front_of(
            [node], folder=folder, https_port=https, http_port=plain, sample=short
        ),
        closing(App()) as nobody,
    ):
        yield Site(nobody, folder, https, plain)


def test_each_wait_is_longer_than_the_one_inside_it() -> None:
    answer, both = seconds("proxy_read_timeout"), seconds("proxy_next_upstream_timeout")
    source = (PROJECT_DIR / "backpain" / "gunicorn.py").read_text()
    (stop,) = re.findall(r"^graceful_timeout = (\d+)$", source, re.M)

    assert seconds("proxy_connect_timeout") < POOL_SECONDS < ANSWER_SECONDS
    # What waits for a connection and then for an answer is still told why.
    assert POOL_SECONDS + ANSWER_SECONDS < answer < both < int(stop)
    # An import is many statements.
    assert answer < seconds("proxy_read_timeout", IMPORT)
