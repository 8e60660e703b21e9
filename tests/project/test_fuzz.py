"""Whatever is sent to any address, nothing breaks: no answer is an error of ours.

`make fuzz` sends each form 2,000 of these, the tests a few. The addresses are those of
the access matrix, the forms those that the pages show: a new one is asked without
being listed here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from tests.made_once import made_once
from tests.project.askers import asker
from tests.project.asking import ask
from tests.project.forms_found import Form, forms_by_pattern
from tests.project.fuzzed import (
    PATHS,
    fuzz_world,
    path_with,
    queries,
    sent,
)
from tests.project.fuzzed_files import contents
from tests.project.good_posts import GOOD, good_post
from tests.project.people import World, make_world, undone
from tests.project.rows import ROWS
from tests.project.sending import send, tracebacks

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "2"))
MANY = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=EXAMPLES < 100,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
POSTED = [p for p, row in ROWS.items() if asker(row, row.post)]
# Buttons, and pages that answer POST as they answer GET.
NOTHING_TO_SEND = {
    *("", "goodbye/", "healthz", "readyz", "help-now/", "learn/", "learn/<slug:slug>/"),
    *("welcome/back/", "plan/days/<day:date>/skip/"),
    *("accounts/password/set/", "accounts/login/code/confirm/"),
    *("admin/", "admin/login/", "admin/password_change/"),
    "admin/^(?P<app_label>accounts|triage|training)/$",
    "admin/accounts/user/<path:object_id>/history/",
}
OPENED = [p for p, row in ROWS.items() if asker(row, row.get)]


@pytest.fixture(scope="module")
def everybody(django_db_setup, django_db_blocker) -> Iterator[World]:
    with made_once(django_db_blocker, lambda: fuzz_world(make_world())) as made:
        yield made


@pytest.fixture(scope="module")
def forms(everybody) -> dict[tuple[str, str], Form]:
    return forms_by_pattern(everybody, list(ROWS.values()))


def broken(response: HttpResponse) -> str:
    """Return how it broke; nothing if it did not."""
    if response.status_code < 500:
        return ""
    return tracebacks[-1]


def test_every_address_that_takes_a_form_is_sent_one(forms):
    """What no page shows would be sent without its fields, which tries nothing."""
    unknown = {
        pattern
        for pattern in POSTED
        if ("POST", pattern) not in forms
        and pattern not in GOOD
        and not ROWS[pattern].data
    }

    assert unknown == NOTHING_TO_SEND


@pytest.mark.parametrize("pattern", POSTED)
def test_nothing_that_a_form_can_send_is_an_error_of_ours(everybody, forms, pattern):
    row = ROWS[pattern]
    role, path = asker(row, row.post), row.at.format(**everybody.places)
    good = good_post(everybody, row)

    @MANY
    @given(data=sent(forms.get(("POST", pattern)), good))
    def try_it(data):
        with undone():
            assert not broken(ask(everybody, role, "POST", path, data).response)

    try_it()


@pytest.mark.parametrize("pattern", OPENED)
def test_nothing_in_an_address_is_an_error_of_ours(everybody, pattern):
    row = ROWS[pattern]
    role = asker(row, row.get)

    @MANY
    @given(query=queries(), odd=st.lists(PATHS, max_size=2))
    def try_it(query, odd):
        path = path_with(row, everybody, odd)
        query = urlencode(query, doseq=True, errors="surrogatepass")
        more = "&" if "?" in path else "?"
        with undone():
            response = ask(everybody, role, "GET", f"{path}{more}{query}", {}).response
            assert not broken(response)

    try_it()


def test_nothing_in_a_file_is_an_error_of_ours(everybody, forms):
    takers = [
        (pattern, name)
        for (_, pattern), form in forms.items()
        for name, asked in form.fields.items()
        if asked.kind == "file"
    ]
    assert takers
    with undone():
        told = {"format": "json"}
        exported = ask(everybody, "athlete", "POST", "/me/export/", told)
    assert exported.response.status_code == 200

    @MANY
    @given(taker=st.sampled_from(takers), content=contents(json.loads(exported.body)))
    def try_it(taker, content):
        pattern, name = taker
        row = ROWS[pattern]
        file = SimpleUploadedFile("backpain.json", content)
        body = encode_multipart(BOUNDARY, {name: file, "is_mine": "on"})
        session = everybody.sessions[asker(row, row.post)]
        cache.clear()
        with undone():
            answer = send(
                "POST",
                row.at.format(**everybody.places),
                session=session,
                body=body,
                content_type=MULTIPART_CONTENT,
            )
            assert not broken(answer)

    try_it()


BODIES = [
    ("multipart/form-data", b"--x\r\n"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n"),
    ("multipart/form-data; boundary=\xff", b"--\xff--"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="text"; filename="../../a"\r\n'
        b"Content-Type: text/plain\r\n\r\n\x00\xff\r\n--x--\r\n",
    ),
    ("application/json", b'{"name": [[[{}]]]}'),
    ("application/x-www-form-urlencoded; charset=utf-7", b"name=+AAA-"),
    ("application/x-www-form-urlencoded; charset=no-such", b"name=%ff%fe&name=%00"),
    ("application/x-www-form-urlencoded", b"&".join([b"name=1"] * 501)),
    ("application/x-www-form-urlencoded", b"\xff\xfe=\x00&=&&%=%zz"),
    ("", b"\x00"),
]


@pytest.mark.parametrize("pattern", POSTED)
def test_no_body_of_any_type_is_an_error_of_ours(everybody, pattern):
    row = ROWS[pattern]
    session = everybody.sessions.get(asker(row, row.post), "")
    path, wrong = row.at.format(**everybody.places), []
    for content_type, body in BODIES:
        cache.clear()
        with undone():
            answer = send(
                "POST", path, session=session, body=body, content_type=content_type
            )
            if broken(answer):
                wrong.append(f"{content_type} {body[:20]!r}: {broken(answer)}")

    assert not wrong, "\n".join(wrong)
