"""Whether an address has an account shows in no answer, and in nothing beside it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from backpain.accounts.models import Coaching, User
from tests.accounts.coaching import make_coach, make_person
from tests.conftest import PASSWORD
from tests.signed_in import signed_in

NOBODY = "nobody@example.org"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
# Each browser has a session of its own, and each invitation a number.
NUMBER = re.compile(r"/\d+/")
WRITTEN = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


class Seen(NamedTuple):
    """What somebody who asks about an address gets to see, without the address."""

    status: int
    address: str
    page: str
    mails: int
    written: list[tuple[str, ...]]


@pytest.fixture
def addresses(db: None) -> dict[str, str]:
    """An address of each kind: who has an account, in what state."""
    closed = make_person("Clara")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    unconfirmed = make_person("Uma")
    unconfirmed.emailaddress_set.update(verified=False)
    return {
        "nobody": NOBODY,
        "athlete": make_person("Bob").email,
        "athlete, in capitals": "BOB@Example.org",
        "coach": make_coach("Dora").email,
        "closed": closed.email,
        "unconfirmed": unconfirmed.email,
    }


def ask(client: Client, path: str, email: str, **data: Any) -> Seen:
    """Send an address, and read the page that it leads to."""
    cache.clear()
    mail.outbox.clear()
    with CaptureQueriesContext(connection) as queries:
        response = client.post(path, {"email": email, **data})
    matches = [WRITTEN.match(query["sql"]) for query in queries]
    written = [match.groups() for match in matches if match]
    # Django counts the queries anew with the next request.
    page = client.get(response.headers["Location"]).text
    for hidden in (email, email.lower()):
        page = page.replace(hidden, "")
    assert [one.to for one in mail.outbox] == [[email.lower()]] * len(mail.outbox)
    return Seen(
        response.status_code,
        response.headers["Location"],
        NUMBER.sub("//", TOKEN.sub("", page)),
        len(mail.outbox),
        written,
    )


def without_what_is_stored(seen: Seen) -> Seen:
    return seen._replace(written=[])


@pytest.mark.parametrize("demo", [True, False])
def test_invitation(settings, alice, addresses, demo):
    settings.DEMO = demo
    seen, mails = {}, {}
    for kind, email in addresses.items():
        ticks = {"sees_plan": "on", "send": "yes"}
        seen[kind] = ask(signed_in(alice), "/me/coaches/invite/", email, **ticks)
        text = f"{mail.outbox[0].subject} {mail.outbox[0].body}"
        mails[kind] = NUMBER.sub("//", text)
        Coaching.objects.all().delete()

    nobody = seen["nobody"]
    assert nobody.status == 302
    assert nobody.mails == 1
    assert ("INSERT INTO", "accounts_coaching") in nobody.written
    assert "They see nothing until they accept." in nobody.page
    assert seen == dict.fromkeys(addresses, nobody)
    assert mails == dict.fromkeys(addresses, mails["nobody"])


def test_password_reset(settings, addresses):
    settings.DEMO = False

    seen = {
        kind: ask(Client(), "/accounts/password/reset/", email)
        for kind, email in addresses.items()
    }

    assert (seen["nobody"].status, seen["nobody"].mails) == (302, 1)
    assert seen == dict.fromkeys(addresses, seen["nobody"])


def test_sign_up(settings, addresses):
    """A new account is stored, of course; nothing else may differ."""
    settings.DEMO = False

    seen = {
        kind: ask(Client(), "/accounts/signup/", email, password1=PASSWORD)
        for kind, email in reversed(addresses.items())
    }

    assert (seen["nobody"].status, seen["nobody"].mails) == (302, 1)
    assert ("INSERT INTO", "accounts_user") in seen["nobody"].written
    assert {kind: without_what_is_stored(one) for kind, one in seen.items()} == (
        dict.fromkeys(addresses, without_what_is_stored(seen["nobody"]))
    )
