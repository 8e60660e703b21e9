from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.make import make_check_in, make_episode, make_profile
from triage.models import (
    EPISODE_ANSWERS,
    HABITS,
    PROFILE_ANSWERS,
    CareHold,
    CheckIn,
    Episode,
    HealthProfile,
)
from triage.models.fields import NOT_ANSWERED
from triage.rules import FIELDS

TABLES = ["triage_checkin", "triage_carehold", "triage_episode"]
TABLES += ["triage_healthprofile", "training_runninghistory"]


@pytest.fixture
def check_in(alice) -> CheckIn:
    make_profile(alice)
    make_episode(alice)
    return make_check_in(alice, saddle_numbness="yes")


def run_sql(sql: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.save(),
        lambda one: one.save(update_fields=["note"]),
        lambda one: CheckIn.objects.update(verdict=0),
        lambda one: CheckIn.objects.filter(pk=one.pk).update(care=0),
        lambda one: CheckIn.objects.bulk_update([one], ["note"]),
        lambda one: run_sql("UPDATE triage_checkin SET verdict = 0"),
        lambda one: run_sql("UPDATE triage_checkin SET note = note"),
        lambda one: run_sql("UPDATE triage_checkin SET athlete_id = 0"),
        lambda one: run_sql(
            "INSERT INTO triage_checkin SELECT * FROM triage_checkin "
            "ON CONFLICT (id) DO UPDATE SET verdict = 0"
        ),
    ],
)
def test_check_in_is_never_changed(check_in, change):
    check_in.note = "changed"

    with (
        pytest.raises(IntegrityError, match="A check-in is never changed"),
        transaction.atomic(),
    ):
        change(check_in)

    check_in.refresh_from_db()
    assert check_in.verdict == 3
    assert check_in.note == ""


@pytest.mark.parametrize(
    "delete",
    [
        lambda one: one.delete(),
        lambda one: CheckIn.objects.all().delete(),
        lambda one: CheckIn.objects.filter(pk=one.pk)._raw_delete("default"),
        lambda one: run_sql("DELETE FROM triage_checkin"),
    ],
)
def test_check_in_is_never_deleted(alice, delete):
    make_profile(alice)
    check_in = make_check_in(alice)

    with (
        pytest.raises(IntegrityError, match="A check-in is never deleted"),
        transaction.atomic(),
    ):
        delete(check_in)

    assert CheckIn.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda hold: CareHold.objects.update(latches=[]),
        lambda hold: CareHold.objects.update(opened_at=timezone.now()),
        lambda hold: CareHold.objects.update(seen_by="somebody"),
        lambda hold: CareHold.objects.update(
            latches=[], cleared_at=timezone.now(), clearance="corrected"
        ),
        lambda hold: hold.save(),
        lambda hold: run_sql("UPDATE triage_carehold SET clearance = 'cleared'"),
        lambda hold: run_sql("UPDATE triage_carehold SET opened_by_id = 0"),
    ],
)
def test_open_hold_is_changed_only_by_clearing_it(check_in, change):
    with (
        pytest.raises(IntegrityError, match="A care hold can only be cleared"),
        transaction.atomic(),
    ):
        change(check_in.care_hold)

    assert CareHold.objects.get().cleared_at is None


def test_hold_is_cleared_once(check_in):
    cleared = {"cleared_at": timezone.now(), "clearance": "cleared"}
    CareHold.objects.update(**cleared, seen_on="2026-12-03", seen_by="Dr Weber")

    for change in (
        {"cleared_at": None, "clearance": "", "seen_on": None},
        {"seen_by": "Somebody else"},
        {"cleared_at": timezone.now()},
    ):
        with (
            pytest.raises(IntegrityError, match="what was recorded is never changed"),
            transaction.atomic(),
        ):
            CareHold.objects.update(**change)

    assert CareHold.objects.get().seen_by == "Dr Weber"


@pytest.mark.parametrize(
    "change",
    [
        {"clearance": "cleared"},
        {"clearance": ""},
        {"clearance": "fine", "seen_on": "2026-12-03"},
    ],
)
def test_hold_is_not_cleared_without_saying_how(check_in, change):
    with (
        pytest.raises(IntegrityError, match="care_hold_says_who_cleared_it"),
        transaction.atomic(),
    ):
        CareHold.objects.update(cleared_at=timezone.now(), **change)


@pytest.mark.parametrize(
    "delete",
    [
        lambda hold: hold.delete(),
        lambda hold: CareHold.objects.all().delete(),
        lambda hold: run_sql("DELETE FROM triage_carehold"),
    ],
)
def test_hold_is_never_deleted(check_in, delete):
    with (
        pytest.raises(IntegrityError, match="A care hold is never deleted"),
        transaction.atomic(),
    ):
        delete(check_in.care_hold)


def rows(athlete_pk: int) -> dict[str, int]:
    counts = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(
                f"SELECT count(*) FROM {table} WHERE athlete_id = %s", [athlete_pk]
            )
            counts[table] = cursor.fetchone()[0]
    return counts


@pytest.fixture
def full_account(alice, check_in):
    make_check_in(alice, corrects=check_in)
    make_check_in(alice, fever="yes", pain_now=3, pain_worst_24h=3)
    assert alice.care_holds.count() == 2
    return alice


def test_erasing_the_account_removes_all_of_it(full_account, charlie):
    make_profile(charlie)
    make_check_in(charlie)
    pk = full_account.pk

    full_account.delete()

    assert set(rows(pk).values()) == {0}
    assert charlie.check_ins.count() == 1


@pytest.mark.django_db(transaction=True)
def test_deleting_the_account_in_sql_removes_what_is_append_only(full_account):
    pk = full_account.pk
    run_sql("DELETE FROM triage_episode WHERE athlete_id = %s", pk)
    run_sql("DELETE FROM triage_healthprofile WHERE athlete_id = %s", pk)

    run_sql("DELETE FROM accounts_user WHERE id = %s", pk)

    assert set(rows(pk).values()) == {0}


# Ranges


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("pain_now", 11, "check_in_pain_now_is_nrs"),
        ("pain_now", -1, "pain_now"),
        ("pain_worst_24h", 11, "check_in_pain_worst_24h_is_nrs"),
        ("pain_worst_24h", -1, "pain_worst_24h"),
        ("verdict", 4, "check_in_verdict_is_known"),
        ("verdict", -1, "verdict"),
        ("care", 5, "check_in_care_is_known"),
        ("care", -1, "care"),
        ("run_distance_m", 200_001, "check_in_run_is_at_most_200_km"),
        ("run_distance_m", -1, "run_distance_m"),
    ],
)
def test_check_in_out_of_range_is_refused(alice, column, value, constraint):
    make_profile(alice)
    make_check_in(alice)
    names = [
        field.column
        for field in CheckIn._meta.concrete_fields
        if field.column not in ("id", "submission_key", "supersedes_id", column)
    ]
    listed = ", ".join(names)

    with pytest.raises(IntegrityError, match=constraint):
        run_sql(
            f"INSERT INTO triage_checkin ({listed}, submission_key, {column}) "
            f"SELECT {listed}, gen_random_uuid(), %s FROM triage_checkin",
            value,
        )


def test_submission_key_is_used_once(alice):
    make_profile(alice)
    check_in = make_check_in(alice)
    check_in.pk = None

    with (
        pytest.raises(IntegrityError, match="check_in_is_submitted_once"),
        transaction.atomic(),
    ):
        check_in.save(force_insert=True)


ANSWERS = [
    *[(HealthProfile, name) for name in (*PROFILE_ANSWERS, *HABITS)],
    *[(Episode, name) for name in EPISODE_ANSWERS],
]


@pytest.mark.parametrize(("model", "name"), ANSWERS, ids=str)
def test_answer_that_the_dictionary_does_not_have_is_refused(alice, model, name):
    make_profile(alice)
    make_episode(alice)
    field = FIELDS[name]
    allowed = [field.low, field.high, None]
    refused = [field.low - 1, field.high + 1]
    if not field.is_number:
        allowed, refused = [*field.values, NOT_ANSWERED], ["no such answer"]

    for value in allowed:
        model.objects.update(**{name: value})
    for value in refused:
        with pytest.raises(IntegrityError, match=name):
            run_sql(f"UPDATE {model._meta.db_table} SET {name} = %s", value)


def test_rows_say_what_they_are(alice, check_in):
    assert str(check_in) == f"Check-in of athlete {alice.pk} on {check_in.local_date}"
    opened = dt.datetime.now(dt.UTC).date()
    assert str(check_in.care_hold) == f"Care hold of athlete {alice.pk} since {opened}"
    assert str(alice.health_profile) == f"Health profile of athlete {alice.pk}"
    assert str(alice.episodes.get()).startswith(f"Episode of athlete {alice.pk} since")
