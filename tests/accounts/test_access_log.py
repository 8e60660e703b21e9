from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from backpain.accounts import looks_text
from backpain.accounts.looks_text import look_page
from backpain.accounts.models import AccessLog, User
from tests.accounts.coaching import make_coach

DAY = dt.timedelta(days=1)


@pytest.fixture
def bob(db) -> User:
    return make_coach("Bob")


def make_look(athlete: User, actor: User | None, **changes) -> AccessLog:
    look = {"actor_name": str(actor), "role": "coach", "page": "athlete"}
    return AccessLog.objects.create(athlete=athlete, actor=actor, **look | changes)


def sql(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_accesslog SET page = 'plan'",
        "UPDATE accounts_accesslog SET at = at - interval '3 years'",
        "UPDATE accounts_accesslog SET actor_id = NULL, actor_name = 'Nobody'",
        "UPDATE accounts_accesslog SET athlete_id = actor_id",
        "DELETE FROM accounts_accesslog",
    ],
)
def test_nobody_rewrites_the_log(alice, bob, statement):
    look = make_look(alice, bob)

    with pytest.raises(IntegrityError, match="Who looked at what"):
        sql(statement)

    assert AccessLog.objects.get().page == look.page


def test_erased_athlete_takes_the_log_along(alice, bob):
    make_look(alice, bob)

    sql("DELETE FROM accounts_user WHERE id = %s", alice.pk)

    assert not AccessLog.objects.exists()


def test_erased_coach_leaves_the_name(alice, bob):
    make_look(alice, bob)

    bob.delete()

    look = AccessLog.objects.get()
    assert look.actor is None
    (_day, (line,)) = look_page(alice).days[0]
    assert (line.who, line.is_gone) == ("Bob", True)


def test_log_is_forgotten_after_two_years_and_not_before(alice, bob, capsys):
    now = timezone.now()
    make_look(alice, bob, at=now - 731 * DAY - dt.timedelta(minutes=1))
    kept = make_look(alice, bob, at=now - 731 * DAY + dt.timedelta(minutes=1))

    call_command("forget_old_looks", "--dry-run")
    assert AccessLog.objects.count() == 2
    call_command("forget_old_looks")
    call_command("forget_old_looks")

    assert list(AccessLog.objects.all()) == [kept]
    assert [line[:2] for line in capsys.readouterr().out.splitlines()] == [
        "1 ",
        "1 ",
        "0 ",
    ]


def test_looks_are_grouped_by_day_and_page(alice, bob):
    noon = timezone.now().replace(hour=12, minute=0)
    for hour in (1, 2, 3):
        make_look(alice, bob, at=noon - 3 * DAY + dt.timedelta(hours=hour))
    make_look(alice, bob, page="plan", at=noon - 3 * DAY)
    make_look(alice, bob, at=noon - 2 * DAY)

    page = look_page(alice)

    found = [
        [(line.what, line.count, line.first.hour, line.last.hour) for line in lines]
        for _day, lines in page.days
    ]
    assert found == [
        [("your overview", 1, 12, 12)],
        [("your plan", 1, 12, 12), ("your overview", 3, 13, 15)],
    ]
    assert [day for day, _lines in page.days] == [
        (noon - 2 * DAY).date(),
        (noon - 3 * DAY).date(),
    ]
    assert page.earlier == ""


def test_day_that_goes_on_is_left_to_the_next_page(alice, bob, monkeypatch):
    monkeypatch.setattr(looks_text, "LOOKS_ON_A_PAGE", 3)
    noon = timezone.now().replace(hour=12)
    for days in (5, 4, 4, 3, 3):
        make_look(alice, bob, at=noon - days * DAY)

    first = look_page(alice)
    second = look_page(alice, before=first.earlier)

    counts = [
        [line.count for _day, lines in page.days for line in lines]
        for page in (first, second)
    ]
    assert counts == [[2], [2, 1]]
    assert second.earlier == ""


def test_day_longer_than_a_page_goes_on_there(alice, bob, monkeypatch):
    monkeypatch.setattr(looks_text, "LOOKS_ON_A_PAGE", 3)
    for _number in range(7):
        make_look(alice, bob, at=timezone.now().replace(hour=12))

    counts, before = [], ""
    while page := look_page(alice, before=before):
        counts.append(sum(line.count for _day, lines in page.days for line in lines))
        before = page.earlier
        if not before:
            break

    assert counts == [3, 3, 1]


def test_log_of_one_coach(alice, charlie, bob):
    make_look(alice, bob)
    make_look(alice, charlie)

    ((_day, (line,)),) = look_page(alice, actor=bob.pk).days

    assert line.who == "Bob"


@pytest.mark.parametrize("key", ["", "x", "-1", "1e3", "9" * 40, "\0"])
def test_made_up_key_shows_the_newest(alice, bob, key):
    make_look(alice, bob)

    assert len(look_page(alice, before=key).days) == 1


def test_nobody_reads_the_log_of_others(alice, charlie, bob):
    make_look(charlie, bob)

    assert look_page(alice).days == []
