from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from backpain.accounts.models import User
from backpain.accounts.one_time import make_link_path, user_of


@pytest.fixture
def dora(db) -> User:
    return User.objects.create_user("dora@example.org", name="Dora")


def test_link_asks_first_and_signs_in_once(client, settings, dora):
    settings.DEMO = True
    path = make_link_path(dora)
    page = client.get(path)
    assert "Sign in as Dora" in page.text
    assert "_auth_user_id" not in client.session

    response = client.post(path)

    assert response.headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(dora.pk)
    again = Client().post(path)
    assert again.status_code == 404
    assert "This link does not work" in again.text


def test_link_replaces_whoever_is_signed_in(client, settings, alice, dora):
    settings.DEMO = True
    client.force_login(alice)

    client.post(make_link_path(dora))

    assert client.session["_auth_user_id"] == str(dora.pk)


def test_there_is_no_such_page_outside_the_demo(client, settings, dora):
    settings.DEMO = False
    path = make_link_path(dora)

    assert client.get(path).status_code == client.post(path).status_code == 404
    assert "_auth_user_id" not in client.session


def test_link_ends_after_a_day(dora):
    uid, token = make_link_path(dora).split("/")[3:5]
    now = timezone.now()

    with time_machine.travel(now + dt.timedelta(hours=23, minutes=59)):
        assert user_of(uid, token) == dora
    with time_machine.travel(now + dt.timedelta(days=1, seconds=2)):
        assert user_of(uid, token) is None


@pytest.mark.parametrize(
    ("uid", "token"),
    [
        ("MQ", "a-b"),
        ("", ""),
        ("🏃", "a-b"),
        ("x" * 10_000, "a-b"),
        ("OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "a-b"),
        ("LTE", "-"),
    ],
)
def test_made_up_link_is_nobodys(db, uid, token):
    assert user_of(uid, token) is None


def test_link_of_one_is_not_a_link_of_another(alice, dora):
    uid = make_link_path(alice).split("/")[3]
    token = make_link_path(dora).split("/")[4]

    assert user_of(uid, token) is None


def test_link_does_not_reset_a_password(client, alice):
    from allauth.account.forms import default_token_generator

    token = make_link_path(alice).split("/")[4]

    assert not default_token_generator.check_token(alice, token)


def test_demo_person_may_add_a_second_factor(client, settings, dora):
    settings.DEMO = True
    client.post(make_link_path(dora))

    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
