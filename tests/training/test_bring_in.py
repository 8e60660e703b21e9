"""An export goes into an empty account, and comes out again the same.

The people of the demo have lived for weeks; they are made once for all tests.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
import re
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backpain.accounts import export
from backpain.accounts.models import User
from tests.conftest import PASSWORD
from tests.made_once import made_once
from tests.make import make_check_in, make_profile
from tests.training.exports import Tables, brought, but_for_keys, content_of, exported
from training.bring_in import tables
from training.bring_in.values import NotTakenError
from training.bring_in.words import KINDS, place_in, place_of_column
from training.demo import make_people
from training.models import Week, Workout
from training.plan_now import PlanNow
from training.services.bring_in import NotEmptyError, has_nothing
from triage.replay import replayed
from triage.rules import FIELDS, Verdict
from triage.same_day import advice_in_force
from triage.services import record_assessment
from triage.situation import Situation

DAY = dt.timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def people(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, make_people):
        yield {user.name: content_of(exported(user)) for user in User.objects.all()}


@pytest.fixture
def sam() -> User:
    """Ran and checked in for six weeks."""
    return User.objects.get(name="Sam Reyes")


@pytest.fixture
def mara() -> User:
    """Has told of a warning sign that nobody has looked at."""
    return User.objects.get(care_holds__cleared_at=None, care_holds__isnull=False)


@pytest.fixture
def of_sam(people) -> Tables:
    return json.loads(people["Sam Reyes"])


@pytest.fixture
def of_mara(people, mara: User) -> Tables:
    return json.loads(people[mara.name])


@pytest.fixture
def dana() -> User:
    """Has just signed up, and told nothing."""
    return User.objects.create_user("dana@example.org", PASSWORD)


def test_every_table_of_an_export_comes_along_or_stays_behind_for_a_reason():
    found = {
        field.model._meta.db_table
        for field in export.relations()
        if export.label(field) not in export.LEFT_OUT_RELATIONS
    } | {"accounts_user"}
    taken = {model._meta.db_table for model in tables.TAKEN}

    assert found == taken | set(tables.LEFT_BEHIND)
    assert not taken & set(tables.LEFT_BEHIND)


def test_everybodys_export_comes_out_as_it_went_in(people):
    athletes = list(User.objects.exclude(plans=None))
    for number, athlete in enumerate(athletes):
        found = json.loads(people[athlete.name])
        new = User.objects.create_user(f"new{number}@example.org", PASSWORD)

        brought(found, new)

        now_there, was_there = but_for_keys(exported(new)), but_for_keys(found)
        for name in was_there:
            assert now_there[name] == was_there[name], name
    assert len(athletes) == 8


def test_what_came_along_is_marked_and_can_be_replayed(sam: User, dana: User):
    brought(exported(sam), dana)

    for check_in in dana.check_ins.all():
        assert check_in.imported_at is not None
        assert replayed(check_in).verdict == check_in.verdict
    assert not sam.check_ins.exclude(imported_at=None).exists()


def test_only_an_account_that_has_nothing_takes_it(sam: User, dana: User):
    found = exported(sam)
    brought(found, dana)

    with pytest.raises(NotEmptyError):
        brought(found, dana)
    with pytest.raises(NotEmptyError):
        brought(found, sam)


def test_todays_advice_is_asked_for_again(sam: User, dana: User):
    assert advice_in_force(Situation.of(sam)) is not None

    brought(exported(sam), dana)

    assert advice_in_force(Situation.of(dana)) is None


def test_an_open_warning_sign_comes_along_open(mara: User, dana: User):
    brought(exported(mara), dana)

    (hold,) = dana.care_holds.all()
    assert hold.cleared_at is None
    assert hold.latches == mara.care_holds.get().latches
    assert PlanNow.of(dana).is_frozen


def test_a_cleared_warning_sign_is_open_again_and_nothing_is_run(
    mara: User, dana: User
):
    day = mara.local_date()
    assert record_assessment(
        athlete=mara, clearance="cleared", seen_by="Dr. Ok", seen_on=day
    )
    found = exported(mara)
    assert found["triage_carehold"][0]["cleared_at"]

    brought(found, dana)

    hold = dana.care_holds.get()
    assert (hold.cleared_at, hold.clearance, hold.seen_by) == (None, "", "")
    assert make_check_in(dana).verdict == Verdict.REST
    ahead = Workout.objects.filter(athlete=dana, date__gte=day)
    assert not ahead.filter(activity="running").exists()
    assert record_assessment(
        athlete=dana, clearance="cleared", seen_by="Dr. Ok", seen_on=day
    )


def test_weeks_to_come_are_the_planners_whatever_the_file_says(sam: User, dana: User):
    found = exported(sam)
    ahead = [
        row
        for row in found["training_week"]
        if row["start"] > sam.local_date().isoformat()
    ]
    assert ahead
    for week in ahead:
        week["why"] = "Run, you fool"
        week["cap_m"] = week["baseline_m"] * 11 // 10

    brought(found, dana)

    assert not Week.objects.filter(athlete=dana, why="Run, you fool").exists()
    now_there, was_there = but_for_keys(exported(dana)), but_for_keys(exported(sam))
    for table in ("training_week", "training_workout"):
        assert now_there[table] == was_there[table]


def test_nobody_elses_key_is_taken_over(sam: User, dana: User, mara: User):
    found = exported(sam)
    for row in found["training_workout"]:
        row["changed_by_id"] = mara.pk
    for row in found["training_note"]:
        row["author_id"] = mara.pk

    brought(found, dana)

    assert not Workout.objects.filter(athlete=dana).exclude(changed_by=None).exists()
    assert not dana.notes_about.exclude(author=None).exists()


def newest(found: Tables, table: str = "triage_checkin") -> dict:
    return found[table][-1]


def set_in(table: str, **values: object) -> Callable[[Tables], object]:
    return lambda found: newest(found, table).update(values)


def more_permissive(found: Tables) -> None:
    """Have a check-in that said walk or rest say run."""
    row = next(row for row in found["triage_checkin"] if row["verdict"] >= Verdict.WALK)
    row["verdict"] = int(Verdict.RUN)


def fewer_findings(found: Tables) -> None:
    row = next(row for row in found["triage_checkin"] if row["verdict"] >= Verdict.WALK)
    row["findings"], row["verdict"], row["care"] = [], 0, 0


def better_words(found: Tables) -> None:
    row = next(row for row in found["triage_checkin"] if row["findings"])
    row["findings"][0]["reason"] = "Run as much as you like."


def unknown_rules(found: Tables) -> None:
    newest(found)["ruleset_version"] = "1999.1"


def a_latch_of_its_own(found: Tables) -> None:
    newest(found)["latches"] = [
        {"rule": "RF-1", "care": "emergency", "since": "2026-01-01", "reason": "x"}
    ]


def told_by_somebody_else(found: Tables) -> None:
    newest(found)["athlete_id"] += 1


def far_too_far(found: Tables) -> None:
    row = newest(found, "training_run")
    found["training_run"] += [
        {**row, "id": row["id"] + n, "submission_key": str(uuid.uuid4())}
        | {"distance_m": 150_000, "told_in_id": None}
        for n in (1, 2)
    ]


def told_too_far(found: Tables) -> None:
    newest(found, "training_plan")["spec"]["recent_weeks_m"] = [900_000] * 4


def steps_of_another_kind(found: Tables) -> None:
    newest(found, "training_workout")["steps"] = ["run"]


def week_above_its_cap(found: Tables) -> None:
    row = found["training_week"][0]
    row["cap_m"] = row["baseline_m"] * 2 + 10_000


def tomorrow(found: Tables) -> None:
    newest(found)["created_at"] = (timezone.now() + 2 * DAY).isoformat()


def answered_for_ever(found: Tables) -> None:
    newest(found, "triage_healthprofile")["reviewed_on"] = "2100-01-01"


def a_row_twice(found: Tables) -> None:
    found["training_run"].append(copy.deepcopy(newest(found, "training_run")))


def a_plan_that_ended_ahead(found: Tables) -> None:
    newest(found, "training_plan")["ended_on"] = "2100-01-04"


STEP = {"name": "main part", "duration_s": 1800, "text": "Run."}
BEFORE = {"kind": "easy", "activity": "running", "display": "5.0 km"} | {
    "distance_m": 5000,
    "duration_s": 1800,
    "hard_s": 0,
    "steps": [STEP],
    "before": None,
    "reason": None,
}
OTHER_WEEK = {"number": 1, "before_m": None, "after_m": 9000} | {
    "cap_before_m": None,
    "cap_after_m": 9900,
}
ASKED = {"kind": "easy", "activity": "running", "text": ""} | {
    "distance_m": 5000,
    "duration_s": 0,
}
DIGITS = 10**4000
LONG = "x" * 2001


def step(**values: object) -> Callable[[Tables], object]:
    return set_in("training_workout", steps=[STEP | values])


def before(**values: object) -> Callable[[Tables], object]:
    return set_in("training_workout", before=BEFORE | values)


def other_week(**values: object) -> Callable[[Tables], object]:
    return set_in("training_replan", weeks=[OTHER_WEEK | values])


def asked_by_a_coach(**values: object) -> Callable[[Tables], object]:
    def change(found: Tables) -> None:
        day = newest(found, "training_workout")["date"]
        found["training_change"] = [
            {"id": 1, "athlete_id": newest(found)["athlete_id"], "kind": "override"}
            | {"first": day, "last": day, "workout": ASKED | values}
        ]

    return change


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (more_permissive, "another advice"),
        (fewer_findings, "another advice"),
        (better_words, "another advice"),
        (unknown_rules, "those of this version"),
        (set_in("triage_checkin", report={"pain_now": 3}), "another advice"),
        (set_in("triage_checkin", report=[1]), "of this version"),
        (set_in("triage_checkin", findings=None), "it is empty"),
        (a_latch_of_its_own, "check-in of"),
        (set_in("triage_checkin", verdict=True), "of another kind"),
        (set_in("triage_checkin", verdict=7), "none of the answers"),
        (set_in("triage_checkin", local_date="2020-01-01"), "at another time"),
        (set_in("triage_checkin", note="a\0b"), "of another kind"),
        (set_in("triage_checkin", note="x" * 501), "at most 500"),
        (set_in("triage_checkin", surprise=1), "knows no “surprise” of it"),
        (set_in("triage_checkin", supersedes_id=1), "ten minutes before"),
        (tomorrow, "still to come"),
        (told_by_somebody_else, "somebody else"),
        (answered_for_ever, "still to come"),
        (a_row_twice, "one of them is there twice"),
        (far_too_far, "nobody runs so far"),
        (set_in("training_run", pain_max=99), "runs: something there cannot be"),
        (set_in("training_run", date="2100-01-01"), "still to come"),
        (set_in("training_run", shoe_id=10**9), "not in the file"),
        (told_too_far, "does not understand"),
        (set_in("training_plan", spec={"start": 1}), "does not understand"),
        (set_in("training_plan", spec=None), "is empty"),
        (a_plan_that_ended_ahead, "still to come"),
        (week_above_its_cap, "The weeks: one may hold at most 10 % more"),
        (steps_of_another_kind, "steps are written otherwise"),
        (set_in("training_workout", before={"kind": "x"}), "what it was before"),
        (set_in("training_replan", weeks=[{"number": 1}]), "what changed"),
        (step(duration_s=DIGITS), "steps are written otherwise"),
        (step(duration_s=-1), "steps are written otherwise"),
        (step(duration_s=True), "steps are written otherwise"),
        (step(duration_s=240_001), "steps are written otherwise"),
        (step(text=LONG), "steps are written otherwise"),
        (step(name=LONG), "steps are written otherwise"),
        (set_in("training_workout", steps=[STEP] * 21), "steps are written otherwise"),
        (set_in("training_workout", reason=LONG), "nobody trains like that"),
        (set_in("training_workout", duration_s=240_001), "nobody trains like that"),
        (set_in("training_workout", activity="flying"), "nobody trains like that"),
        (before(distance_m=DIGITS), "what it was before"),
        (before(distance_m=-1), "what it was before"),
        (before(distance_m=200_001), "what it was before"),
        (before(duration_s=240_001), "what it was before"),
        (before(hard_s=-1), "what it was before"),
        (before(display=LONG), "what it was before"),
        (before(reason=LONG), "what it was before"),
        (before(kind="x"), "what it was before"),
        (before(kind=["easy"]), "what it was before"),
        (before(kind="cross_training", activity="x"), "what it was before"),
        (before(steps=[STEP | {"text": LONG}]), "steps are written otherwise"),
        (other_week(number=0), "what changed"),
        (other_week(number=53), "what changed"),
        (other_week(number=None), "what changed"),
        (other_week(before_m=DIGITS), "what changed"),
        (other_week(after_m=-1), "what changed"),
        (other_week(cap_after_m=600_001), "what changed"),
        (set_in("training_replan", weeks=[OTHER_WEEK] * 53), "it is no list"),
        (asked_by_a_coach(distance_m=DIGITS), "it is no workout"),
        (asked_by_a_coach(duration_s=-1), "it is no workout"),
        (asked_by_a_coach(duration_s=36_001), "it is no workout"),
        (asked_by_a_coach(kind="x"), "it is no workout"),
        (asked_by_a_coach(text=LONG), "it is no workout"),
        (set_in("training_week", why=LONG), "nobody says so much"),
        (set_in("accounts_user", time_zone="Mars/Olympus"), "no such time zone"),
        (set_in("accounts_user", units="ly"), "none of the answers"),
        (lambda found: found.update(new_table=[]), "does not know; it may be newer"),
        (lambda found: found.pop("triage_checkin"), "not an export"),
        (lambda found: found.update(accounts_user=[]), "not one account"),
        (lambda found: found.update(training_run={}), "as a list"),
        (lambda found: found.update(training_run=[3]), "nothing is told there"),
    ],
)
def test_a_file_that_was_changed_is_not_taken(
    of_sam: Tables, dana: User, change: Callable[[Tables], object], why: str
):
    change(of_sam)

    with pytest.raises(NotTakenError, match=why):
        brought(of_sam, dana)

    assert has_nothing(dana)


SAID = "%s: %s. Nothing of the file was brought in."
OTHER_KIND = "it is of another kind than an export writes"


@pytest.mark.parametrize(
    ("change", "where", "why", "path"),
    [
        (
            set_in("training_run", date="2026-11-03", distance_m="far"),
            *("The run of 3 Nov 2026, “Distance”", OTHER_KIND),
            r"training_run\[\d+\]\.distance_m",
        ),
        (
            set_in("training_run", date="2026-11-03", pain_max="9"),
            "The run of 3 Nov 2026, “Most pain in your back during the run?”",
            *(OTHER_KIND, r"training_run\[\d+\]\.pain_max"),
        ),
        (
            lambda found: found["training_run"][0].update(date="soon"),
            "The runs, number 1 in the file, “Day”",
            *(OTHER_KIND, r"training_run\[0\]\.date"),
        ),
        (
            set_in("triage_checkin", local_date="2026-11-03", note=3),
            "The check-in of 3 Nov 2026, “A note for yourself or your clinician”",
            *(OTHER_KIND, r"triage_checkin\[\d+\]\.note"),
        ),
        (
            set_in("triage_healthprofile", birth_date="x"),
            "“About you”, “When were you born?”",
            *(OTHER_KIND, r"triage_healthprofile\[0\]\.birth_date"),
        ),
        (
            set_in("training_runninghistory", race_date="x"),
            "“Your running”, “Date of the race”",
            *(OTHER_KIND, r"training_runninghistory\[0\]\.race_date"),
        ),
        (
            set_in("training_shoe", name="Old <b>", bought_on="x"),
            "The shoes “Old <b>”, “Bought on”",
            *(OTHER_KIND, r"training_shoe\[\d+\]\.bought_on"),
        ),
        (
            set_in("training_run", date="2026-11-03", shoe_id=10**9),
            "The run of 3 Nov 2026, “Shoes”",
            "it belongs to something that is not in the file",
            r"training_run, id \d+\.shoe_id",
        ),
        (
            set_in("accounts_user", time_zone="Mars/Olympus"),
            "The setting “Time zone”",
            *("there is no such time zone", r"accounts_user\.time_zone"),
        ),
        (
            lambda found: found.update(triage_carehold=7),
            "The warning signs",
            *("they are not written as a list", "triage_carehold"),
        ),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_the_pages(
    of_sam: Tables,
    dana: User,
    change: Callable[[Tables], object],
    where: str,
    why: str,
    path: str,
):
    change(of_sam)

    with pytest.raises(NotTakenError) as refused:
        brought(of_sam, dana)

    assert str(refused.value) == SAID % (where, why)
    assert re.fullmatch(path, refused.value.path)


def test_what_postgres_refuses_names_the_rule_for_whoever_edits(
    of_sam: Tables, dana: User
):
    newest(of_sam, "training_run")["pain_max"] = 99

    with pytest.raises(NotTakenError) as refused:
        brought(of_sam, dana)

    assert refused.value.path == "training_run: run_pain_is_nrs"


def test_no_word_for_people_names_a_column():
    """Of every table, and every column that a form asks for."""
    for model in tables.TAKEN:
        assert model in KINDS
        for field in model._meta.concrete_fields:
            place = place_of_column(place_in(model, {}, 0), field)
            assert model._meta.db_table not in place.words
            assert "_" not in place.words
            if field.name in FIELDS:
                assert f"“{field.verbose_name}”" not in place.words


def test_what_is_as_long_as_it_may_be_is_taken(of_sam: Tables, dana: User):
    most = STEP | {"duration_s": 240_000, "text": "x" * 2000}
    was = BEFORE | {"distance_m": 200_000, "duration_s": 240_000, "steps": [most] * 20}
    of_sam["training_workout"][0] |= {"steps": [most] * 20, "before": was}
    week = OTHER_WEEK | {"number": 52, "cap_after_m": 600_000}
    newest(of_sam, "training_replan")["weeks"] = [week] * 52
    asked_by_a_coach(text="x" * 500)(of_sam)

    brought(of_sam, dana)

    oldest = Workout.objects.filter(athlete=dana).earliest("date")
    assert oldest.before == was
    assert dana.plan_changes.get().workout["text"] == "x" * 500


def without_its_hold(found: Tables) -> None:
    found["triage_carehold"] = []


def without_its_check_in(found: Tables) -> None:
    opener = found["triage_carehold"][0]["opened_by_id"]
    found["triage_checkin"] = [
        row for row in found["triage_checkin"] if row["id"] < opener
    ]


def with_another_reason(found: Tables) -> None:
    found["triage_carehold"][0]["latches"][0]["reason"] = "Nothing"


@pytest.mark.parametrize(
    "change", [without_its_hold, without_its_check_in, with_another_reason]
)
def test_a_warning_sign_cannot_be_left_out(of_mara: Tables, dana: User, change):
    change(of_mara)

    with pytest.raises(NotTakenError):
        brought(of_mara, dana)


def test_years_of_check_ins_are_not_written_in_one_statement(alice: User, dana: User):
    make_profile(alice)
    make_check_in(alice)
    found = exported(alice)
    (row,) = found["triage_checkin"]
    made, day = (
        dt.datetime.fromisoformat(row["created_at"]),
        dt.date.fromisoformat(row["local_date"]),
    )
    found["triage_checkin"] = [
        {**row, "id": row["id"] + n, "submission_key": str(uuid.uuid4())}
        | {"created_at": (made - (500 - n) * DAY).isoformat()}
        | {"local_date": (day - (500 - n) * DAY).isoformat()}
        for n in range(501)
    ]

    with CaptureQueriesContext(connection) as queries:
        brought(found, dana)

    sent = [query["sql"] for query in queries]
    assert sum(sql.startswith('INSERT INTO "triage_checkin"') for sql in sent) == 2
    assert dana.check_ins.count() == 501


def test_an_older_export_without_a_new_column_is_taken(sam: User, dana: User):
    found = exported(sam)
    for row in found["triage_checkin"]:
        del row["imported_at"], row["note"]

    brought(found, dana)

    assert dana.check_ins.count() == sam.check_ins.count()
    assert set(dana.check_ins.values_list("note", flat=True)) == {""}
