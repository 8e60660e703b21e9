"""The people of the demo are as if they had lived; they are made once for all tests."""

from __future__ import annotations

import pytest
from django.utils import timezone

from backpain.accounts.models import Coaching, User
from backpain.accounts.ranks import Need, need_of
from tests.made_once import made_once
from training.demo import make_people
from training.models import Change, Note, Plan, Replan, Run
from training.plan_now import PlanNow
from training.presentation import week_text
from training.states import State
from triage.models import CheckIn
from triage.replay import replayed
from triage.rules import Care, Verdict


@pytest.fixture(scope="module", autouse=True)
def _people(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, make_people):
        yield


def test_demo_says_what_the_rules_say():
    for check_in in CheckIn.objects.all():
        advice = replayed(check_in)
        assert (check_in.verdict, check_in.care) == (advice.verdict, advice.care)
        assert check_in.pain_worst_24h >= check_in.pain_now
    sam = User.objects.get(name="Sam Reyes")
    newest = sam.check_ins.newest_first()[0]
    assert newest.local_date == sam.local_date()
    assert newest.care < Care.URGENT_SAME_DAY
    assert len({one.verdict for one in sam.check_ins.all()}) >= 3
    assert "INC-1" not in [finding["rule"] for finding in newest.findings]


def test_weeks_of_the_plan_are_as_if_they_had_been_lived():
    sam = User.objects.get(name="Sam Reyes")
    now = PlanNow.of(sam)
    weeks = [week_text(now, week) for week in now.weeks]
    lived = weeks[:6]
    assert [one.is_over for one in weeks] == [True] * 6 + [False] * 6
    assert [one.state for one in lived] == [
        State.DONE,
        State.DONE,
        State.OVER,
        # All its runs became walks.
        State.REST,
        State.DONE,
        State.DONE,
    ]
    flare = now.workouts(now.weeks[3])
    assert "walk" in {one.kind for one in flare if one.before}
    assert [week.is_restart for week in now.weeks[:6]] == [False] * 4 + [True, False]
    assert now.plan.planned_on == sam.local_date()
    assert sam.runs.count() >= 15


def test_what_changed_lately_has_an_entry_of_most_mondays():
    sam = User.objects.get(name="Sam Reyes")
    made, *others = Replan.objects.filter(athlete=sam).order_by("id")
    assert made.cause == Replan.Cause.MADE
    assert sam.local_date(made.at) == Plan.objects.get(athlete=sam).started_on
    mondays = [sam.local_date(one.at) for one in others if one.cause == "week_closed"]
    assert len(mondays) >= 4
    assert {day.weekday() for day in mondays} == {0}
    assert len(set(mondays)) == len(mondays)


def test_runs_and_check_ins_were_told_on_their_days():
    for run in Run.objects.select_related("athlete"):
        assert run.athlete.local_date(run.created_at) == run.date
    for check_in in CheckIn.objects.select_related("athlete"):
        made_on = check_in.athlete.local_date(check_in.created_at)
        assert made_on == check_in.local_date


def test_maras_weeks_end_with_her_red_flag():
    mara = User.objects.get(name="Mara Lind")
    plan = PlanNow.of(mara)
    assert mara.runs.count() >= 2
    last = max(mara.runs.values_list("date", flat=True))
    assert last < mara.care_holds.get().since
    assert all(
        one.is_rest
        for one in plan.workouts(plan.this_week)
        if one.date >= mara.local_date()
    )


def test_kims_athletes_are_each_in_another_state():
    kim = User.objects.get(name="Kim Okafor")
    now = timezone.now()
    coachings = Coaching.objects.in_force().filter(coach=kim)
    needs = {
        one.athlete.name: need_of(
            one.athlete.status,
            sees_health=one.sees_health,
            sees_plan=one.sees_plan,
            at=now,
        )
        for one in coachings.order_by("rank", "athlete")
    }
    assert list(needs.values()) == sorted(needs.values())
    assert len(needs) == 8
    assert needs.pop("Mara Lind") == Need.HOLD
    assert needs.pop("Sam Reyes") == Need.WORSE
    assert needs.pop("Jo Abara") == Need.RISING
    assert needs.pop("Tom Berg") == Need.RISK
    ines = User.objects.get(name="Ines Kova")
    assert ines.status.silent_from <= now
    # From Friday on, she has missed two runs of this week too.
    missed = ines.status.risk_from is not None and ines.status.risk_from <= now
    assert needs.pop("Ines Kova") == (Need.RISK if missed else Need.SILENT)
    assert set(needs.values()) == {Need.NONE}
    lena = User.objects.get(name="Lena Holm")
    assert lena.status.verdict == Verdict.RUN_EASY
    assert not coachings.get(athlete=lena).sees_health


def test_kim_has_changed_what_the_athletes_can_read_and_take_back():
    by_kim = Change.objects.filter(made_by__name="Kim Okafor")
    assert {one.kind for one in by_kim} == {"override", "ceiling"}
    assert all(one.reason for one in by_kim)
    assert {note.is_private for note in Note.objects.all()} == {True, False}
