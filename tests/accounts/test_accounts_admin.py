"""What support may see and do, and what nobody may do for somebody else."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.test import Client

from backpain.accounts.admin.reasons import HOLDS
from backpain.accounts.models import AccessLog, Coaching, User
from tests.accounts.staff import REASON, address_of, browser_of, give_reason, make_staff
from tests.conftest import PASSWORD
from tests.make import make_check_in, make_profile


@pytest.fixture
def support(db) -> Client:
    return browser_of(make_staff())


@pytest.fixture
def superuser(db) -> Client:
    return browser_of(make_staff("root@example.org", is_superuser=True))


def looks_at(athlete: User) -> list[tuple[str, str, str]]:
    found = AccessLog.objects.filter(athlete=athlete).order_by("pk")
    return list(found.values_list("role", "page", "reason"))


# Who is let in


def test_athletes_see_no_admin(client_of_alice):
    assert client_of_alice.get("/admin/login/").status_code == 403
    assert client_of_alice.get("/admin/").status_code == 302


@pytest.mark.parametrize("path", ["", "accounts/user/", "accounts/user/1/change/"])
def test_staff_without_a_second_factor_are_asked_for_one(support, path):
    Authenticator.objects.all().delete()

    response = support.get(f"/admin/{path}", follow=True)

    hops = [hop for hop, _status in response.redirect_chain]
    assert "/coach/second-factor/?next=%2Fadmin%2F" in hops
    assert response.status_code == 200


def test_superusers_without_a_second_factor_are_asked_for_one(superuser):
    Authenticator.objects.all().delete()

    assert superuser.get("/admin/").status_code == 302
    assert superuser.get("/admin/accounts/user/?q=a").status_code == 302


def test_nobody_logs_in_by_the_form_of_the_admin(support, alice, charlie):
    typed = {"username": "alice@example.org", "password": PASSWORD}

    support.post("/admin/login/", typed)
    Client().post("/admin/login/", typed)
    browser_of(charlie).post("/admin/login/", typed)

    assert support.session["_auth_user_id"] != str(alice.pk)
    assert not UserSession.objects.filter(user=alice).exists()


def test_rights_end_with_the_tick(support):
    User.objects.update(is_staff=False)

    assert support.get("/admin/accounts/user/?q=alice").status_code == 302


# Finding an account


@pytest.mark.parametrize("words", ["alice@", "ALICE", "alice@example.org"])
def test_support_finds_an_account_by_address_or_name(support, alice, charlie, words):
    page = support.get("/admin/accounts/user/", {"q": words}).text

    assert "alice@example.org" in page
    assert "charlie@example.org" not in page
    assert looks_at(alice) == [("staff", "account-list", "")]
    assert looks_at(charlie) == []


@pytest.mark.parametrize("query", ["", "?q=", "?q=+", "?o=1"])
def test_nobody_is_listed_until_somebody_is_looked_for(support, alice, query):
    page = support.get(f"/admin/accounts/user/{query}")

    assert page.status_code == 200
    assert "alice@example.org" not in page.text
    assert looks_at(alice) == []


def test_account_page_shows_no_secret(support, alice):
    page = support.get(address_of(alice))

    assert page.status_code == 200
    assert "Europe/Berlin" in page.text
    assert alice.password not in page.text
    assert 'name="_save"' not in page.text
    assert looks_at(alice) == [("staff", "account", "")]


@pytest.mark.parametrize(
    "query",
    [
        "password__startswith=argon2",
        "care_holds__isnull=False",
        "status__pain_now=7",
        "status__isnull=0",
        "health_profile__isnull=0",
        "check_ins__care=4",
        "groups__name=x",
    ],
)
def test_accounts_cannot_be_asked_for_by_what_is_not_shown(support, alice, query):
    assert support.get(f"/admin/accounts/user/?q=alice&{query}").status_code == 400


# Consents and the access log


@pytest.fixture
def coaching(alice, charlie) -> Coaching:
    return Coaching.objects.create(
        athlete=alice,
        coach=charlie,
        accepted_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
        sees_plan=True,
    )


@pytest.mark.parametrize("column", ["athlete", "coach"])
def test_support_sees_who_coaches_whom(support, coaching, column):
    pk = getattr(coaching, column).pk

    page = support.get(f"/admin/accounts/coaching/?{column}={pk}").text

    assert "Alice" in page
    assert "Charlie" in page
    assert looks_at(coaching.athlete) == [("staff", "consents", "")]


def test_list_is_of_somebody(support, coaching):
    for query in ("", "?athlete=", "?athlete=x", "?athlete=0", f"?athlete={10**30}"):
        for table in ("coaching", "accesslog"):
            response = support.get(f"/admin/accounts/{table}/{query}")
            assert response.headers["Location"] == "/admin/accounts/user/"
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("key", ["9" * 19, "9" * 5000, "x", "-1", "\u0661", ""])
def test_list_is_of_nobody_for_what_is_no_key(support, key):
    """Python takes no 5,000 digits for a number, and Postgres no 19."""
    response = support.get("/admin/accounts/coaching/", {"athlete": key})

    assert response.status_code == 302
    assert response["Location"] == "/admin/accounts/user/"


def test_row_is_found_by_its_key_alone(support, alice):
    """Its address may name a column to find it by; an empty name is none."""
    row, none = f"accounts/user/{alice.pk}", "triage/episode/1"

    assert support.get(f"/admin/{row}/change/?_to_field=").status_code == 200
    assert support.get(f"/admin/{row}/change/?_to_field=email").status_code == 400
    assert support.get(f"/admin/{none}/change/?_to_field=").status_code == 302


def test_list_is_of_one_only(support, alice, charlie):
    both = f"?athlete={alice.pk}&athlete={charlie.pk}"

    response = support.get(f"/admin/accounts/accesslog/{both}")

    assert response.headers["Location"] == "/admin/accounts/user/"
    assert not AccessLog.objects.exists()


def test_support_reads_who_looked(support, alice):
    support.get(address_of(alice))

    page = support.get(f"/admin/accounts/accesslog/?athlete={alice.pk}").text

    assert "your account" in page
    assert looks_at(alice)[-1] == ("staff", "access-log", "")


@pytest.mark.parametrize("table", ["coaching", "accesslog", "athletestatus"])
def test_consents_and_looks_are_not_changed_here(superuser, coaching, table):
    base = f"/admin/accounts/{table}/"
    pk = coaching.pk
    for path in ("add/", f"{pk}/delete/", f"{pk}/history/"):
        assert superuser.get(base + path).status_code == 404
        assert superuser.post(base + path, {"post": "yes"}).status_code == 404
    superuser.post(
        base + f"?athlete={coaching.athlete_id}", {"action": "delete_selected"}
    )

    coaching.refresh_from_db()
    assert not coaching.sees_health


# What nobody may do for somebody else


TYPED = {
    "email": "mine@example.org",
    "password": "x",
    "password1": "correct horse battery 2",
    "password2": "correct horse battery 2",
    "usable_password": "true",
    "name": "Other",
    "is_active": "",
    "is_coach": "on",
    "is_staff": "on",
    "is_superuser": "on",
    "groups": "1",
    "user_permissions": "1",
}


def columns_of(account: User) -> dict[str, object]:
    return User.objects.filter(pk=account.pk).values().get()


def test_support_changes_no_account(support, alice):
    before = columns_of(alice)

    assert support.post(address_of(alice), TYPED).status_code == 403

    assert columns_of(alice) == before


def test_superuser_gives_rights_and_nothing_else(superuser, alice):
    before = columns_of(alice)

    assert superuser.post(address_of(alice), TYPED).status_code == 302

    assert columns_of(alice) == before | {"is_staff": True, "is_superuser": True}
    assert not alice.user_permissions.exists()


def test_support_cannot_raise_itself(support):
    own = User.objects.get(email="support@example.org")

    assert support.post(address_of(own), TYPED).status_code == 403
    own.refresh_from_db()
    assert not own.is_superuser


@pytest.mark.parametrize(
    "path",
    [
        "accounts/user/add/",
        "accounts/user/{pk}/password/",
        "account/emailaddress/",
        "account/emailconfirmation/",
        "mfa/authenticator/",
        "usersessions/usersession/",
        "auth/group/",
        "sessions/session/",
        "accounts/user/{pk}/login/",
        "autocomplete/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_there_is_no_way_into_somebody_elses_account(superuser, alice, path, method):
    before = columns_of(alice)
    address = "/admin/" + path.format(pk=alice.pk)

    assert getattr(superuser, method)(address, TYPED).status_code == 404

    assert columns_of(alice) == before
    assert superuser.session["_auth_user_id"] != str(alice.pk)


def test_own_password_is_changed_where_everybody_does(support):
    response = support.get("/admin/password_change/")

    assert response.headers["Location"] == "/accounts/password/change/"


# Erasing


def test_superuser_erases_an_account_with_everything(superuser, alice, coaching):
    make_profile(alice)
    make_check_in(alice, saddle_numbness="yes")
    superuser.get(address_of(alice))
    browser = browser_of(alice)
    asked = superuser.get(address_of(alice, "delete"))
    assert asked.status_code == 200
    assert "Health profile" not in asked.text

    response = superuser.post(address_of(alice, "delete"), {"post": "yes"})

    assert response.status_code == 302
    assert not User.objects.filter(pk=alice.pk).exists()
    assert not AccessLog.objects.filter(athlete=alice.pk).exists()
    assert browser.get("/me/").status_code == 302
    assert "Alice" not in str(list(LogEntry.objects.values()))


def test_support_and_oneself_erase_nobody(support, superuser, alice):
    own = User.objects.get(email="root@example.org")
    assert support.post(address_of(alice, "delete"), {"post": "y"}).status_code == 403
    assert superuser.post(address_of(own, "delete"), {"post": "y"}).status_code == 403
    superuser.post(
        "/admin/accounts/user/?q=alice",
        {"action": "delete_selected", "_selected_action": [alice.pk], "post": "yes"},
    )

    assert User.objects.filter(pk__in=[alice.pk, own.pk]).count() == 2


# The reason


@pytest.mark.parametrize("reason", ["", " " * 20, "too short", "x" * 301])
def test_reason_is_some_words(support, alice, reason):
    response = give_reason(support, alice, reason)

    assert response.status_code == 422
    assert reason.strip() in response.text
    assert "staff_reasons" not in support.session


def test_reason_opens_one_athlete_for_a_quarter_of_an_hour(
    support, alice, charlie, time_machine
):
    begun = dt.datetime.now(dt.UTC)
    time_machine.move_to(begun, tick=False)
    closed = support.get(address_of(alice, "health")).text
    assert "/admin/triage/checkin/" not in closed
    give_reason(support, alice)

    assert f"/admin/triage/checkin/?athlete={alice.pk}" in (
        support.get(address_of(alice, "health")).text
    )
    assert REASON in support.get(address_of(alice, "health")).text
    assert "/admin/triage/checkin/" not in (
        support.get(address_of(charlie, "health")).text
    )

    time_machine.move_to(begun + HOLDS, tick=False)
    assert "/admin/triage/checkin/" not in (
        support.get(address_of(alice, "health")).text
    )


def test_reason_is_not_shared_between_staff(support, superuser, alice):
    give_reason(support, alice)

    assert "/admin/triage/checkin/" not in (
        superuser.get(address_of(alice, "health")).text
    )


def test_account_that_does_not_exist_has_no_pages(support):
    assert support.get("/admin/accounts/user/0/health/").status_code == 404
    assert support.post("/admin/accounts/user/0/mail/").status_code == 404
    assert support.post("/admin/accounts/user/0/active/").status_code == 404
    assert support.get("/admin/accounts/user/0/change/").status_code == 302
