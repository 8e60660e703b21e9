"""Which host names are answered, and that none of them reaches a mail."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from backpain.accounts.models import User
from tests.conftest import PASSWORD

EVIL = "evil.example"


@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-host": EVIL},
        {"x-host": EVIL},
        {"forwarded": f"host={EVIL}"},
        {"x-original-url": f"https://{EVIL}/"},
        {"x-forwarded-server": EVIL},
        {"x-forwarded-port": "99"},
        {"origin": "http://testserver", "referer": f"https://{EVIL}/"},
    ],
)
@pytest.mark.parametrize("path", ["/accounts/password/reset/", "/accounts/signup/"])
def test_no_header_names_another_site_in_a_mail(db, headers, path):
    cache.clear()
    User.objects.create_user("alice@example.org", PASSWORD)
    data = {"email": "alice@example.org", "password1": PASSWORD}

    Client().post(path, data, headers=headers)

    (message,) = mail.outbox
    assert "http://testserver/" in message.body
    assert EVIL not in message.body


@pytest.mark.parametrize(
    "host",
    [
        EVIL,
        f"testserver.{EVIL}",
        f"testserver@{EVIL}",
        f"testserver,{EVIL}",
        f"testserver:80@{EVIL}",
        f"testserver:{EVIL}",
        "testserver:99999x",
        "",
        "[",
        "*",
    ],
)
def test_another_host_is_400_and_mails_nobody(db, host):
    User.objects.create_user("alice@example.org", PASSWORD)

    answer = Client().post(
        "/accounts/password/reset/",
        {"email": "alice@example.org"},
        headers={"host": host},
    )

    assert answer.status_code == 400
    assert EVIL not in answer.text
    assert mail.outbox == []
