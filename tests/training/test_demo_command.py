from __future__ import annotations

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from backpain.accounts.models import User
from triage.models import CareHold, CheckIn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


def demo() -> str:
    out = io.StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def test_demo_fills_an_empty_database_once(monkeypatch):
    monkeypatch.setenv("PORT", "8123")

    output = demo()

    assert User.objects.count() == 9
    assert User.objects.get(is_coach=True).name == "Kim Okafor"
    assert not any(user.has_usable_password() for user in User.objects.all())
    check_ins = CheckIn.objects.count()
    assert check_ins > 40
    hold = CareHold.objects.get()
    assert hold.athlete.name == "Mara Lind"
    assert output.count("http://127.0.0.1:8123/") == 3

    again = demo()

    assert User.objects.count() == 9
    assert CheckIn.objects.count() == check_ins
    assert again.count("http://127.0.0.1:8123/") == 3


def test_every_link_signs_in_to_a_page_that_works():
    links = re.findall(r"http://127\.0\.0\.1:\d+(/\S+)", demo())

    for link in links:
        client = Client()
        page = client.get(link)
        if page.status_code == 200:
            client.post(link)
        assert client.get("/", follow=True).status_code == 200
        assert client.get("/check-ins/?days=90").status_code == 200
        assert client.get("/plan/", follow=True).status_code == 200


def test_link_of_somebody_who_is_gone_is_not_printed():
    demo()
    User.objects.get(is_coach=True).delete()

    assert demo().count("http://") == 2


def test_demo_leaves_a_database_with_accounts_alone(alice):
    assert demo() == ""
    assert list(User.objects.all()) == [alice]


def test_demo_is_off_outside_the_demo(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="The demo is off"):
        demo()

    assert not User.objects.exists()
