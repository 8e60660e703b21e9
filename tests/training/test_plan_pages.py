"""All weeks: the chart, the table, what is asked and what changed lately."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.clock import let_a_day_pass_since_planning
from tests.make import make_check_in, make_plan_of, make_profile
from tests.training.days import DAY, WEEK, monday
from training.models import Change, Plan, Replan, Run, Week, Workout
from training.services.plan import replan

URL = "/plan/"


def begun(athlete, weeks: int, *, run=lambda number: True, **changes) -> Plan:
    """A plan that began some weeks ago, run as planned where run says so."""
    began = timezone.now() - weeks * WEEK
    plan = make_plan_of(athlete, now=began, **changes)
    for number in range(1, weeks + 1):
        if number > 1:
            now = began + (number - 1) * WEEK
            replan(athlete=athlete, cause=Replan.Cause.CHECK_IN, now=now)
        if run(number):
            run_as_planned(athlete, number)
    replan(athlete=athlete, cause=Replan.Cause.RUN)
    return plan


def run_as_planned(athlete, number: int) -> None:
    for one in Workout.objects.filter(week__number=number, activity="running"):
        noon = dt.datetime.combine(one.date, dt.time(12), tzinfo=dt.UTC)
        Run.objects.create(
            athlete=athlete, date=one.date, distance_m=one.distance_m, created_at=noon
        )


def row(page: str, number: int) -> str:
    """The words of a week's row in the table."""
    found = re.search(
        rf'href="/plan/weeks/{number}/"><b>.*?</tr>', page.split("plan-weeks")[1], re.S
    )
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[0].partition(">")[2]).split())


def counts() -> list[int]:
    return [kind.objects.count() for kind in (Plan, Week, Workout, Replan, Change)]


def test_nobody_sees_a_plan_without_signing_in(db):
    for path in (URL, "/plan/weeks/1/", "/plan/days/2026-12-03/", "/plan/pauses/new/"):
        response = Client().get(path)

        assert response.status_code == 302
        assert response.url == f"/accounts/login/?next={path}"


def test_without_a_plan_the_welcome_steps_make_one(client_of_alice, alice):
    assert client_of_alice.get(URL).url == "/welcome/you/"

    make_profile(alice)
    assert client_of_alice.get(URL).url == "/welcome/running/"


@pytest.mark.parametrize("path", [URL, "/plan/weeks/1/", "/plan/pauses/new/"])
def test_outside_of_the_rules_no_plan_is_shown(client_of_alice, alice, path):
    make_profile(alice, had_spine_surgery_6m=True)
    make_plan_of(alice)

    page = client_of_alice.get(path)

    assert page.status_code == 200
    assert page.templates[0].name == "triage/outside_the_rules.html"
    assert " km" not in page.text


def test_all_weeks_are_in_the_chart_and_in_the_table(client_of_alice, alice):
    begun(alice, 4)

    page = client_of_alice.get(URL).text

    assert page.count('class="bar-of-week"') == 12
    assert len(re.findall(r'href="/plan/weeks/\d+/"><b>', page)) == 12
    assert row(page, 1).split()[0] == "1"
    assert "done" in row(page, 1)
    assert "hold" in row(page, 4)
    assert "this week" in row(page, 5)
    assert "done" not in row(page, 5)
    assert row(page, 6).split()[-2] == "\N{EN DASH}"
    assert page.count("Weeks ahead may still change") == 1


def test_this_week_stands_on_top_with_its_sum(client_of_alice, alice):
    make_plan_of(alice)

    page = client_of_alice.get(URL).text

    week = Week.objects.get(number=1)
    assert "Week 1 of 12" in page
    assert "Last week 20.0 km, at most 22.0 km, this week 22.0 km (+10 %)." in page
    assert f"{week.volume_m / 1000:.1f} km this week" in page
    assert 'href="/plan/weeks/1/">This week</a>' in page
    assert 'href="/plan/weeks/1/print/">Print</a>' in page


def test_a_week_of_every_kind_is_told_apart_by_words(client_of_alice, alice):
    plan = begun(alice, 4, run=lambda number: number != 3)
    Run.objects.filter(date__lt=plan.started_on + WEEK).update(distance_m=1_000)
    Run.objects.create(
        athlete=alice, date=plan.started_on + 10 * DAY, distance_m=15_000
    )
    replan(athlete=alice, cause=Replan.Cause.RUN)

    page = client_of_alice.get(URL).text

    assert "◐ part of it" in row(page, 1)
    assert "▲ more than planned" in row(page, 2)
    assert "○ missed" in row(page, 3)
    assert "✓ done" in row(page, 4)


def test_a_week_with_nothing_logged_is_asked_about(client_of_alice, alice):
    begun(alice, 3, run=lambda number: number < 2)
    last = monday(alice) - WEEK

    page = client_of_alice.get(URL).text

    assert page.count("Did you run from") == 1
    assert f'href="/runs/new/?date={last}">Log a run</a>' in page
    assert "this week is smaller" in page
    assert "restart" in row(page, 4)


def test_a_blank_week_is_not_asked_about_once_a_later_one_was_run(
    client_of_alice, alice
):
    begun(alice, 3, run=lambda number: number != 2)

    assert "Did you run from" not in client_of_alice.get(URL).text


def test_a_pause_of_now_and_one_to_come_can_be_ended(client_of_alice, alice):
    make_plan_of(alice)
    today = alice.local_date()
    pause = {"athlete": alice, "kind": "pause", "cause": "holiday"}
    now = Change.objects.create(**pause, first=today, last=today + 2 * DAY)
    later = Change.objects.create(
        **pause, first=today + 20 * DAY, last=today + 30 * DAY
    )
    Change.objects.create(**pause, first=today - 9 * DAY, last=today - DAY)

    page = client_of_alice.get(URL).text

    assert re.findall(r'action="(/plan/changes/\d+/undo/)"', page) == [
        f"/plan/changes/{now.pk}/undo/",
        f"/plan/changes/{later.pk}/undo/",
    ]
    assert page.index("End the pause") < page.index("Take it back")


def test_what_changed_lately_is_told_newest_first(client_of_alice, alice):
    plan = make_plan_of(alice)
    for number in range(1, 13):
        Replan.objects.create(
            athlete=alice,
            plan=plan,
            cause="run",
            weeks=[
                {
                    "number": number,
                    "before_m": 21_000,
                    "after_m": 16_200,
                    "cap_before_m": 22_000,
                    "cap_after_m": 22_000,
                }
            ],
        )

    page = client_of_alice.get(URL).text

    told = re.findall(r"week (\d+): 21.0 → 16.2 km", page)
    assert told == [str(number) for number in range(12, 2, -1)]


def test_a_red_flag_stands_above_the_plan(client_of_alice, alice):
    make_plan_of(alice)
    make_check_in(alice, saddle_numbness="yes")

    page = client_of_alice.get(URL).text

    assert page.index("Running is on hold") < page.index("<h1>Plan")
    # Nothing is planned of the next week; what this one held so far stays.
    assert row(page, 2).split()[-3] == "0.0"


def test_looking_at_a_stale_plan_writes_nothing(client_of_alice, alice):
    make_plan_of(alice)
    let_a_day_pass_since_planning(Plan.objects.get())
    yesterday = alice.local_date() - DAY
    before = counts()

    for path in (URL, "/plan/weeks/2/", f"/plan/days/{monday(alice) + WEEK}/"):
        assert client_of_alice.get(path).status_code == 200

    assert counts() == before
    assert Plan.objects.get().planned_on == yesterday


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("is_stale", [False, True])
def test_the_number_of_queries_depends_on_nothing(
    client_of_alice, alice, client_of_charlie, charlie, is_stale
):
    """Twelve weeks and no run, or a year of weeks and three years of runs."""
    charlie.time_zone = alice.time_zone
    charlie.save()
    make_plan_of(alice)
    make_plan_of(
        charlie, race_date=charlie.local_date() + 51 * WEEK, race_distance_m=42_195
    )
    today = charlie.local_date()
    Run.objects.bulk_create(
        Run(athlete=charlie, date=today - back * 3 * DAY, distance_m=5_000)
        for back in range(3, 365)
    )
    replan(athlete=charlie, cause=Replan.Cause.RUN)
    make_check_in(alice)
    make_check_in(charlie)
    for athlete in (alice, charlie):
        replan(athlete=athlete, cause=Replan.Cause.CHECK_IN)
    if is_stale:
        for plan in Plan.objects.all():
            let_a_day_pass_since_planning(plan)
    day = monday(alice) + 8 * DAY

    for path in (URL, "/plan/weeks/2/", f"/plan/days/{day}/"):
        assert queries(client_of_charlie, path) == queries(client_of_alice, path)

    page = client_of_charlie.get(URL).text
    assert page.count('class="bar-of-week"') == 52
    assert "43 later weeks" in page
    assert len(re.findall(r'href="/plan/weeks/\d+/"><b>', page)) == 52
