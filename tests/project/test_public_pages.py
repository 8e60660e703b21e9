from __future__ import annotations

import re
from itertools import pairwise

import psycopg
import psycopg_pool
import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection
from django.test import Client

from backpain import views
from backpain.accounts.countries import COUNTRIES, ELSEWHERE
from triage.learn.warning_signs import WARNING_GROUPS

INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)")
TEL_LINK = re.compile(r'<a[^>]*href="tel:([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


class ExplodingRequest:
    """A request that must not be looked at."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"request.{name} was looked at")


@pytest.fixture
def broken_database(monkeypatch):
    """Every way to the database raises."""

    def refuse(*arguments, **options):
        raise OperationalError("the database is down")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    monkeypatch.setattr(connection, "connect", refuse)
    monkeypatch.setattr(connection, "cursor", refuse)


@pytest.fixture
def client_with_a_session() -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "abcdefghijklmnopqrstuvwxyz012345"
    return client


def tel_links(page: str) -> list[tuple[str, str]]:
    links = TEL_LINK.findall(page)
    texts = [re.sub(r"<span>.*?</span>|<[^>]+>", "", text) for _, text in links]
    return [(links[i][0], text.strip()) for i, text in enumerate(texts)]


# Landing


def test_landing_says_what_it_is_and_what_it_is_not(client) -> None:
    page = client.get("/").content.decode()

    assert "run, easy run, walk or rest" in page
    assert "Under 30 seconds a morning" in page
    assert "not a diagnosis" in page
    assert "No clinician has reviewed them yet" in page
    assert 'href="/accounts/signup/"' in page
    assert 'href="/accounts/login/"' in page


def test_landing_shows_an_example_advice(client) -> None:
    page = client.get("/").content.decode()

    for text in ("An example", "Why", "PAIN-3", "RUN-4", "What would change it"):
        assert text in page


def test_landing_names_the_worst_signs_and_the_numbers(client) -> None:
    page = client.get("/").content.decode()

    for sign in ("between the legs", "pee, poo or sex", "both legs", "chest pain"):
        assert sign in page
    assert {number for number, _ in tel_links(page)} == {
        "112",
        "999",
        "911",
        "000",
        "111",
    }
    assert 'href="/help-now/"' in page


def test_landing_names_both_promises(client) -> None:
    page = client.get("/").content.decode()

    assert "A warning sign always wins" in page
    assert "No week jumps" in page


def test_landing_of_a_stranger_asks_the_database_nothing(
    client, db, django_assert_num_queries
) -> None:
    with django_assert_num_queries(0):
        assert client.get("/").status_code == 200


# Help now


def test_help_now_has_every_sign_in_its_group(client) -> None:
    page = client.get("/help-now/").content.decode()

    for group in WARNING_GROUPS:
        part = page.split(f'id="{group.slug}-title"')[1].split("</section>")[0]
        assert str(group.title) in part
        assert part.count("<li>") == len(group.signs)


@pytest.mark.parametrize(
    ("group", "word"),
    [
        ("ambulance", "chest pain"),
        ("ambulance", "aneurysm"),
        ("ambulance", "at 60 or older"),
        ("hospital", "between your legs"),
        ("hospital", "holding or feeling your pee"),
        ("hospital", "when you poo"),
        ("hospital", "genitals"),
        ("hospital", "both legs"),
        ("hospital", "not sure about one of these, and a leg"),
        ("hospital", "cola-coloured"),
        ("hospital", "maternity unit"),
        ("hospital", "severe tummy pain"),
        ("doctor", "weakness in one leg"),
        ("doctor", "blood in your pee"),
        ("doctor", "every position"),
        ("doctor", "cannot walk"),
        ("doctor", "without trying"),
    ],
)
def test_help_now_says_how_fast(client, group: str, word: str) -> None:
    page = client.get("/help-now/").content.decode()

    assert word in page.split(f'id="{group}-title"')[1].split("</section>")[0]


def test_help_now_says_not_to_drive_and_what_to_read_out(client) -> None:
    page = client.get("/help-now/").content.decode()

    assert "Do not drive yourself" in page
    assert "Read this out" in page


def test_help_now_lists_every_country(client) -> None:
    page = client.get("/help-now/").content.decode()
    linked = {number for number, _ in tel_links(page)}

    for country in (*COUNTRIES.values(), ELSEWHERE):
        assert f"<td>{country.name}</td>" in page
        assert country.emergency_number in linked
        assert country.advice_number.replace(" ", "") in {"", *linked}


@pytest.mark.parametrize("path", ["/", "/help-now/"])
def test_every_phone_link_calls_the_number_it_shows(client, path: str) -> None:
    links = tel_links(client.get(path).content.decode())

    assert links
    for target, shown in links:
        assert target == shown.replace(" ", "")
        assert target.isdigit()


def test_help_now_asks_the_database_nothing(
    client_with_a_session, django_assert_num_queries, db
) -> None:
    with django_assert_num_queries(0):
        response = client_with_a_session.get("/help-now/")

    assert response.status_code == 200
    assert "Log in" not in response.content.decode()


def test_help_now_works_when_the_database_is_down(
    client_with_a_session, broken_database
) -> None:
    response = client_with_a_session.get("/help-now/")

    assert response.status_code == 200
    assert "between your legs" in response.content.decode()


def test_help_now_never_looks_at_the_request(broken_database) -> None:
    assert views.help_now(ExplodingRequest()).status_code == 200


def test_help_now_sets_no_cookie(client) -> None:
    assert not client.get("/help-now/").cookies


@pytest.mark.parametrize("path", ["/", "/help-now/"])
def test_page_has_one_h1_ordered_headings_and_no_inline_code(client, path) -> None:
    page = client.get(path).content.decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]

    assert page.count("<h1") == 1
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert not INLINE.search(page)
    assert "<main" in page


# Health


def test_healthz_is_ok_when_the_database_answers(client, db) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("secret host name"),
        psycopg.OperationalError("secret host name"),
        psycopg_pool.PoolTimeout("secret host name"),
    ],
    ids=["django", "psycopg", "pool"],
)
def test_healthz_says_no_more_than_unavailable(client, monkeypatch, error) -> None:
    def refuse():
        raise error

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/healthz")

    assert response.status_code == 503
    assert b"secret" not in response.content
    assert response["Cache-Control"] == "no-store"


def test_home_of_somebody_signed_in_is_today(rf, alice, monkeypatch) -> None:
    monkeypatch.setattr(
        views.advice, "today", lambda request, training: f"today, {training}"
    )
    request = rf.get("/")
    request.user = alice

    assert views.home(request, training="a plan") == "today, a plan"


def test_home_of_a_stranger_is_the_landing_page(rf) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()

    assert b"Two promises" in views.home(request, training=None).content
