"""What is typed and chosen on the page, right and wrong."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from backpain.accounts.models import User
from tests.conftest import PASSWORD
from tests.make import make_check_in, make_profile
from tests.page import form_of
from tests.training.exports import content_of, exported
from triage.models import CheckIn

PATH = "/me/import/"


@pytest.fixture
def dana(db) -> User:
    return User.objects.create_user("dana@example.org", PASSWORD)


def asked_once_more(user: User) -> Client:
    """Return the browser of somebody who has logged in and was asked once more."""
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, verified=True, primary=True
    )
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def client_of_dana(dana: User) -> Client:
    return asked_once_more(dana)


@pytest.fixture
def content(alice: User) -> bytes:
    make_profile(alice)
    make_check_in(alice, note="Slept badly")
    return content_of(exported(alice))


def send(client: Client, content: bytes, **data: Any):
    file = SimpleUploadedFile("backpain.json", content)
    return client.post(PATH, {"file": file, **data})


def test_an_export_is_brought_in_from_another_address(
    client_of_dana: Client, dana: User, content: bytes
):
    refused = send(client_of_dana, content)
    assert refused.status_code == 422
    assert "alice@example.org" in refused.text
    assert not dana.check_ins.exists()

    response = send(client_of_dana, content, is_mine="on")

    assert response.headers["Location"] == "/"
    check_in = dana.check_ins.get()
    assert check_in.note == "Slept badly"
    assert "1 check-in" in client_of_dana.get("/").text
    page = client_of_dana.get(f"/check-ins/{check_in.pk}/").text
    assert "brought in from an export on" in page
    dana.refresh_from_db()
    assert (dana.name, dana.time_zone) == ("Alice", "Europe/Berlin")
    assert dana.email == "dana@example.org"


def test_the_same_address_needs_no_tick(
    client_of_dana: Client, dana: User, content: bytes
):
    response = send(client_of_dana, content.replace(b"alice@", b"DANA@"))

    assert response.status_code == 302
    assert dana.check_ins.exists()


def test_an_export_twice_is_said_to_be_too_many(
    client_of_dana: Client, dana: User, content: bytes
):
    send(client_of_dana, content, is_mine="on")

    response = send(client_of_dana, content, is_mine="on")

    assert response.status_code == 409
    assert "has answers already" in response.text
    assert 'type="file"' not in response.text
    assert dana.check_ins.count() == 1


def test_a_check_in_that_was_never_given_is_refused(
    client_of_dana: Client, dana: User, content: bytes
):
    response = send(
        client_of_dana,
        content.replace(b'"verdict": 0', b'"verdict": 3'),
        is_mine="on",
    )

    assert response.status_code == 422
    assert "The check-in of" in response.text
    assert "another advice" in response.text
    assert re.search(r"<code>triage_checkin, id \d+</code>", response.text)
    assert not CheckIn.objects.filter(athlete=dana).exists()
    # What was ticked stays ticked; a browser does not keep the file.
    assert "checked" in response.text


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty"),
        (b"hello", "not a JSON file"),
        (b"\xff\xfe", "not a JSON file"),
        (b'{"a": NaN}', "not a JSON file"),
        (b'{"a": "\\ud800"}', "not a JSON file"),
        (b"[" * 100_000, "not a JSON file"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not a JSON file"),
        (b"[]", "not an export of backpain"),
        (b'{"accounts_user": [], "triage_checkin": []}', "not one account"),
        (b'{"accounts_user": [{}], "triage_checkin": []}', "it is empty"),
        (b"PK\x03\x04", "one JSON file instead"),
        (b" " * 25_000_001, "larger than 25 MB"),
    ],
)
def test_what_is_no_export_is_said_so(
    client_of_dana: Client, dana: User, content: bytes, why: str
):
    response = send(client_of_dana, content)

    assert response.status_code == 422
    assert why in response.text


def test_tries_of_an_account_are_counted_and_refused_files_too(
    client_of_dana: Client, dana: User, content: bytes
):
    tries = [send(client_of_dana, b"hello").status_code for _ in range(6)]

    refused = send(client_of_dana, content, is_mine="on")

    assert tries == [422] * 6
    assert refused.status_code == 429
    assert "This file was not read" in refused.text
    assert "guessing" not in refused.text
    assert "is_mine" in form_of(refused.text)
    assert not dana.check_ins.exists()
    # Looking is no try, and another account has tries of its own.
    assert client_of_dana.get(PATH).status_code == 200
    other = asked_once_more(User.objects.create_user("eve@example.org", PASSWORD))
    assert send(other, content, is_mine="on").status_code == 302


def test_one_file_too_many_is_told_when_the_next_is_taken(dana: User, time_machine):
    def status_at(hour: int, minute: int) -> tuple[int, str]:
        time_machine.move_to(dt.datetime(2026, 11, 3, hour, minute, 30, tzinfo=dt.UTC))
        answer = send(asked_once_more(dana), b"hello")
        return answer.status_code, answer.text

    for minute in range(20, 26):
        assert status_at(13, minute)[0] == 422

    status, page = status_at(13, 40)

    assert status == 429
    assert "Choose this one again from 14:21 on." in page
    # And so it is.
    assert status_at(14, 19)[0] == 429
    assert status_at(14, 21)[0] == 422


def test_the_last_file_of_a_day_is_followed_by_the_next_ones_day(
    dana: User, time_machine
):
    now = dt.datetime(2026, 11, 3, 13, tzinfo=dt.UTC)
    answers = []
    for hour in range(4):
        time_machine.move_to(now + hour * dt.timedelta(minutes=61))
        client = asked_once_more(dana)
        answers += [send(client, b"hello") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 20 + [429] * 4
    assert "again from Wednesday, 13:01 on" in answers[-1].text


def test_no_file_at_all(client_of_dana: Client):
    response = client_of_dana.post(PATH)

    assert response.status_code == 422
    assert "Choose the file." in response.text


def test_opening_the_page_writes_nothing_and_says_what_will_happen(
    client_of_dana: Client, dana: User
):
    page = client_of_dana.get(PATH).text

    assert "judged again" in page
    assert "multipart/form-data" in page


def test_an_account_with_answers_is_told_so_before(client_of_dana: Client, dana: User):
    make_profile(dana)

    page = client_of_dana.get(PATH).text

    assert "has answers already" in page
    assert 'type="file"' not in page


def test_the_page_asks_for_the_password_again(client_of_alice: Client):
    for response in (client_of_alice.get(PATH), send(client_of_alice, b"{}")):
        assert response.headers["Location"].startswith("/accounts/reauthenticate/")


def test_the_way_there_is_on_me_and_on_the_first_question(client_of_dana: Client):
    for path in ("/me/", "/welcome/you/"):
        assert f'href="{PATH}"' in client_of_dana.get(path).text
