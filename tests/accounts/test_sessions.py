"""How long a log-in lasts, in which browser, and how it ends."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from backpain.accounts.middleware import Authentication
from backpain.accounts.models import User
from tests.accounts.staff import make_staff
from tests.conftest import PASSWORD
from tests.signed_in import signed_in

MORNING = dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC)
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
BROWSERS = "/accounts/sessions/"
AGAIN = "/accounts/reauthenticate/"


def log_in(user: User, **headers: str) -> Client:
    client = Client(headers=headers)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert is_in(client)
    return client


def begin(user: User) -> Client:
    """Return the browser of somebody who logs in now."""
    client = Client()
    client.force_login(user)
    return client


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def key_of(client: Client) -> str:
    return client.cookies["sessionid"].value


@pytest.fixture
def other(confirmed_alice) -> Client:
    """Alice's other browser."""
    return log_in(confirmed_alice, user_agent="Mozilla Firefox/140.0 Windows")


@pytest.fixture
def people(alice) -> dict[str, User]:
    coach = User.objects.create_user("kim@example.org", name="Kim", is_coach=True)
    return {"athlete": alice, "coach": coach, "staff": make_staff()}


# Until when


@pytest.mark.parametrize(
    ("who", "idle", "whole"),
    [
        ("athlete", 14 * DAY, 30 * DAY),
        ("coach", 30 * MINUTE, 12 * HOUR),
        ("staff", 30 * MINUTE, 12 * HOUR),
    ],
)
class TestLifetime:
    def test_ends_to_the_second_without_a_sign_of_anybody(
        self, people, time_machine, who, idle, whole
    ):
        time_machine.move_to(MORNING, tick=False)
        client = begin(people[who])
        assert is_in(client)

        time_machine.shift(idle - 1)
        assert is_in(client)
        time_machine.shift(idle - 1)
        assert is_in(client)
        time_machine.shift(idle)

        assert not is_in(client)
        assert not Session.objects.filter(session_key=key_of(client)).exists()

    def test_ends_to_the_second_however_much_is_done(
        self, people, time_machine, who, idle, whole
    ):
        time_machine.move_to(MORNING, tick=False)
        client = begin(people[who])
        step = idle - 1
        for _ in range((whole - 1) // step):
            time_machine.shift(step)
            assert is_in(client)

        time_machine.shift((whole - 1) % step)
        assert is_in(client)
        time_machine.shift(1)

        assert not is_in(client)

    @pytest.mark.parametrize("cookie", ["", "x", "9" * 5000, "9999999999 x:y", None])
    def test_is_not_made_longer_by_another_cookie(
        self, people, time_machine, who, idle, whole, cookie
    ):
        """None is the right cookie of another session."""
        time_machine.move_to(MORNING, tick=False)
        client = begin(people[who])
        time_machine.shift(idle)
        if cookie is None:
            newest = begin(people[who])
            assert is_in(newest)
            cookie = newest.cookies["seen"].value
        client.cookies["seen"] = cookie

        assert not is_in(client)


def test_whoever_becomes_a_coach_is_held_to_it_at_once(people, time_machine):
    time_machine.move_to(MORNING, tick=False)
    client = begin(people["athlete"])
    User.objects.update(is_coach=True)

    time_machine.shift(30 * MINUTE)

    assert not is_in(client)


def test_somebody_logged_out_is_told_and_led_back(people, time_machine):
    time_machine.move_to(MORNING, tick=False)
    client = begin(people["coach"])
    time_machine.shift(DAY)

    response = client.get("/me/", follow=True)

    assert response.redirect_chain == [("/accounts/login/?next=/me/", 302)]
    assert "You were logged out, because that was a while ago" in response.text


@pytest.mark.parametrize("asks", [True, False])
def test_a_page_that_asks_nobody_who_they_are_renews_nothing(client_of_alice, asks):
    """Else a session that is over would be made new by a page for everybody."""

    def page(request):
        request.session.get("anything")
        return HttpResponse(str(request.user) if asks else "")

    request = RequestFactory().get("/")
    request.session = client_of_alice.session
    request.session.get("anything")

    response = Authentication(page)(request)

    assert ("seen" in response.cookies) == asks


def test_a_session_that_does_not_know_when_it_began_is_over(client_of_alice):
    session = client_of_alice.session
    del session["log_in"]
    session.save()

    assert not is_in(client_of_alice)


def test_a_page_that_is_read_writes_nothing(client_of_alice):
    with CaptureQueriesContext(connection) as queries:
        client_of_alice.get("/me/")

    asked = [query["sql"].split()[0] for query in queries]
    # The view's own transaction, in which a GET writes nothing either.
    assert [word for word in asked if word not in ("SAVEPOINT", "RELEASE")] == [
        "SELECT",
        "SELECT",
    ]


# Another key


def test_old_key_is_dead_after_the_log_in(client, confirmed_alice):
    client.get("/accounts/login/")
    session = client.session
    session["before"] = "login"
    session.save()
    old = key_of(client)

    client.post(
        "/accounts/login/", {"login": confirmed_alice.email, "password": PASSWORD}
    )

    assert key_of(client) != old
    assert not Session.objects.filter(session_key=old).exists()


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (AGAIN, {"password": PASSWORD}),
        (
            "/accounts/password/change/",
            {"oldpassword": PASSWORD, "password1": "battery staple horse"},
        ),
    ],
)
def test_old_key_is_dead_after_the_password(other, path, data):
    old, thief = key_of(other), Client()
    thief.cookies["sessionid"] = old
    assert is_in(thief)

    other.post(path, data)

    assert is_in(other)
    thief.cookies["sessionid"] = old
    assert not is_in(thief)
    assert not Session.objects.filter(session_key=old).exists()


def test_list_still_knows_this_browser_after_each_new_key(other):
    other.post(AGAIN, {"password": PASSWORD})
    change = {"oldpassword": PASSWORD, "password1": "battery staple horse"}
    other.post("/accounts/password/change/", change)

    page = other.get(BROWSERS).text

    assert page.count("<strong>") == page.count("This one") == 1


# Logging out


def test_log_out_deletes_the_session_and_what_the_browser_kept(other):
    old = key_of(other)

    response = other.post("/accounts/logout/")

    assert not Session.objects.filter(session_key=old).exists()
    assert not UserSession.objects.exists()
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert response.cookies["seen"].value == ""
    thief = Client()
    thief.cookies["sessionid"] = old
    assert not is_in(thief)


def test_asking_to_log_out_clears_nothing(other):
    response = other.get("/accounts/logout/")

    assert "Clear-Site-Data" not in response.headers
    assert is_in(other)


def test_new_password_logs_out_every_other_browser(logged_in, other):
    change = {"oldpassword": PASSWORD, "password1": "battery staple horse"}
    page = logged_in.post("/accounts/password/change/", change, follow=True).text

    assert "Other browsers are logged out" in page
    assert is_in(logged_in)
    assert not is_in(other)
    assert Session.objects.count() == 1


def test_password_set_by_mail_logs_out_every_browser(
    logged_in, other, link_of_mail, client
):
    client.post("/accounts/password/reset/", {"email": "alice@example.org"})
    form = client.get(link_of_mail()).headers["Location"]
    client.post(form, {"password1": "battery staple horse"})

    assert not is_in(logged_in)
    assert not is_in(other)
    assert not UserSession.objects.exists()


def test_closing_an_account_ends_every_session(logged_in, other, confirmed_alice):
    support = signed_in(make_staff())
    path = f"/admin/accounts/user/{confirmed_alice.pk}/active/"
    support.post(path)

    assert not is_in(logged_in)
    assert not is_in(other)
    # Support's own is the only one.
    assert Session.objects.count() == 1


# The list


def test_one_browser_can_be_logged_out(logged_in, other):
    page = logged_in.get(BROWSERS).text
    assert "Log out Firefox, Windows" in page
    row = UserSession.objects.get(session_key=key_of(other))

    page = logged_in.post(BROWSERS, {"browser": row.pk}, follow=True).text

    assert "That browser is logged out." in page
    assert is_in(logged_in)
    assert not is_in(other)


def test_all_the_others_can_be_logged_out(logged_in, other, confirmed_alice):
    third = log_in(confirmed_alice)

    logged_in.post(BROWSERS)

    assert is_in(logged_in)
    assert not is_in(other)
    assert not is_in(third)


@pytest.mark.parametrize("browser", ["", "0", "x", "\0", "9" * 30, "-1", "self"])
def test_what_is_no_other_browser_logs_nobody_out(logged_in, other, browser):
    if browser == "self":
        row = UserSession.objects.get(session_key=key_of(logged_in))
        browser = str(row.pk)

    response = logged_in.post(BROWSERS, {"browser": browser})

    assert response.headers["Location"] == BROWSERS
    assert is_in(logged_in)
    assert is_in(other)


def test_nobody_logs_out_somebody_elses_browser(logged_in, client_of_charlie):
    row = UserSession.objects.get(user__email="alice@example.org")
    theirs = client_of_charlie.post(BROWSERS, {"browser": row.pk}, follow=True)
    nobodys = client_of_charlie.post(BROWSERS, {"browser": 987_654}, follow=True)

    assert is_in(logged_in)
    assert theirs.status_code == nobodys.status_code == 200
    assert "alice" not in theirs.text.lower()


def test_list_leaves_out_what_is_over(logged_in, other):
    gone = UserSession.objects.get(session_key=key_of(other))
    Session.objects.filter(session_key=gone.session_key).delete()

    assert "Firefox" not in logged_in.get(BROWSERS).text


def test_list_asks_the_database_as_often_however_many_browsers(
    logged_in, confirmed_alice
):
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            logged_in.get(BROWSERS)
        counts.append(len(queries))
        log_in(confirmed_alice)

    assert counts[1:] == counts[:-1]
    assert counts[0] <= 4


def test_me_leads_to_the_list(client_of_alice):
    assert f'href="{BROWSERS}"' in client_of_alice.get("/me/").text
