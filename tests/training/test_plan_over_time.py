"""What days, other zones, other units and a later log do to a plan that goes on."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from tests.clock import set_today, travel_to
from tests.make import make_check_in, make_episode, make_plan_of
from tests.training.days import DAY, WEEK
from tests.training.make_log import text_of
from training.inputs import Inputs
from training.models import Plan, Replan, Run, RunningHistory, Week, Workout
from training.plan_now import PlanNow
from training.presentation import day_texts, week_text
from training.record import Record
from training.sentences import OPEN, mark_of
from training.services.plan import change_days, replan
from triage.services import record_assessment
from triage.situation import Situation

MONDAY = dt.date(2026, 11, 30)


@pytest.fixture
def go_to(time_machine):
    def go(day: dt.date) -> None:
        # What is written is committed on its own day.
        connection.check_constraints()
        travel_to(time_machine, day)

    return go


def log(athlete, day: dt.date, metres: int) -> Run:
    return Run.objects.create(athlete=athlete, date=day, distance_m=metres)


def anew(athlete) -> None:
    replan(athlete=athlete, cause=Replan.Cause.RUN)
    connection.check_constraints()


@pytest.fixture
def second_plan(go_to, alice) -> Run:
    """A plan that follows one of twelve weeks; gives the last run of the first."""
    go_to(MONDAY)
    make_plan_of(alice)
    go_to(MONDAY + 11 * WEEK + 4 * DAY)
    log(alice, MONDAY + 11 * WEEK + DAY, 3_000)
    run = log(alice, MONDAY + 11 * WEEK + 3 * DAY, 6_000)
    anew(alice)
    go_to(MONDAY + 12 * WEEK + 2 * DAY)
    anew(alice)
    assert Plan.objects.count() == 2
    return run


def first_of_the_second() -> Week:
    return Week.objects.get(plan__ended_on=None, number=1)


def test_plan_begins_on_its_monday_for_whoever_flies_west(
    time_machine, client_of_alice, alice
):
    time_machine.move_to(dt.datetime(2026, 11, 29, 19, tzinfo=dt.UTC), tick=False)
    set_today(MONDAY)
    alice.time_zone = "Pacific/Auckland"
    alice.save()
    make_plan_of(alice)
    alice.time_zone = "America/Los_Angeles"
    alice.save()
    set_today(MONDAY - DAY)
    assert alice.local_date() == MONDAY - DAY

    for path in ("/", "/plan/", "/plan/weeks/1/", f"/plan/days/{MONDAY}/", "/runs/"):
        assert client_of_alice.get(path).status_code == 200
    assert PlanNow.of(alice).this_week.number == 1
    # It is Sunday there: nothing of Monday is done yet.
    client_of_alice.post("/runs/done/", {"date": MONDAY.isoformat()})
    assert not Run.objects.exists()
    anew(alice)


def test_days_told_anew_after_a_plan_is_over_are_for_the_next_one(go_to, alice):
    go_to(MONDAY)
    make_plan_of(alice)
    go_to(MONDAY + 14 * WEEK)
    RunningHistory.objects.update(running_days=[1, 3, 5], long_run_day=5)

    change_days(athlete=alice)
    connection.check_constraints()

    old, new = Plan.objects.order_by("id")
    assert (old.weeks_planned, old.ended_on) == (12, MONDAY + 14 * WEEK)
    assert old.spec["long_run_day"] == "sun"
    assert (new.started_on, new.weeks_planned) == (MONDAY + 14 * WEEK, 12)
    assert new.spec["long_run_day"] == "fri"
    assert Week.objects.filter(plan=new).count() == 12


def test_race_that_is_over_is_none_of_the_next_plan(go_to, alice):
    go_to(MONDAY)
    make_plan_of(alice, race_date=MONDAY + 4 * WEEK, race_distance_m=10_000)
    go_to(MONDAY + 12 * WEEK)

    change_days(athlete=alice)
    connection.check_constraints()

    assert Plan.objects.get(ended_on=None).spec["race"] is None


@pytest.mark.parametrize(("week_now", "weeks"), [(1, 12), (14, 14)])
def test_plan_without_its_race_is_as_long_as_any(go_to, alice, week_now, weeks):
    go_to(MONDAY)
    race = {"race_date": MONDAY + 16 * WEEK, "race_distance_m": 10_000}
    plan = make_plan_of(alice, **race)
    assert plan.weeks_planned == 18
    go_to(MONDAY + (week_now - 1) * WEEK)
    RunningHistory.objects.update(race_date=None, race_distance_m=None)

    change_days(athlete=alice)
    connection.check_constraints()

    plan.refresh_from_db()
    assert plan.weeks_planned == weeks
    assert Week.objects.filter(plan=plan).count() == weeks
    assert Workout.objects.count() == 7 * weeks


def test_second_plan_starts_from_the_log_as_it_is_now(second_plan, alice):
    assert first_of_the_second().baseline_m == 5_000

    log(alice, MONDAY + 10 * WEEK, 4_000)
    Run.objects.filter(pk=second_plan.pk).update(distance_m=1_000)
    anew(alice)

    assert first_of_the_second().baseline_m == 4_000
    inputs = Inputs.of(Record.of(alice))
    assert inputs.spec_json["recent_weeks_m"] == [0, 0, 4_000, 4_000]
    assert inputs.spec_json["longest_run_30d_m"] == 4_000


def confirmed(client, path: str, data: dict) -> None:
    response = client.post(path, data)
    assert response.status_code == (409 if "delete" in path else 200)
    confirmation = response.context["confirmation"]
    response = client.post(path, data | {"confirmed": confirmation})
    assert response.status_code == 302
    connection.check_constraints()


def test_run_before_a_second_plan_is_deleted(second_plan, client_of_alice):
    confirmed(client_of_alice, f"/runs/{second_plan.pk}/delete/", {})

    assert first_of_the_second().baseline_m == 3_000


@pytest.mark.parametrize(
    ("date", "distance", "baseline"),
    [
        (MONDAY + 11 * WEEK + 3 * DAY, "1", 4_000),
        (MONDAY + 9 * WEEK, "6", 3_000),
    ],
)
def test_run_before_a_second_plan_is_shortened_or_moved(
    second_plan, client_of_alice, date, distance, baseline
):
    data = {"date": date.isoformat(), "distance": distance}
    confirmed(client_of_alice, f"/runs/{second_plan.pk}/", data)

    assert first_of_the_second().baseline_m == baseline


def test_earlier_plans_can_be_seen(second_plan, client_of_alice):
    page = client_of_alice.get("/plan/")

    assert "Earlier plans" in page.text
    (one,) = page.context["earlier_plans"]
    assert (one.first, one.last) == (MONDAY, MONDAY + 12 * WEEK - DAY)
    assert len(one.weeks) == 12
    assert one.weeks[-1].run == "9.0 km"
    assert page.context["blank_week"] is None


def test_plan_that_is_over_is_an_earlier_one_before_the_next_is_stored(
    go_to, client_of_alice, alice
):
    go_to(MONDAY)
    make_plan_of(alice)
    go_to(MONDAY + 12 * WEEK)
    client_of_alice.force_login(alice)

    page = client_of_alice.get("/plan/")

    (one,) = page.context["earlier_plans"]
    assert len(one.weeks) == 12
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("path", ["/plan/", "/plan/weeks/1/"])
def test_last_week_of_an_old_plan_is_asked_about(
    second_plan, client_of_alice, alice, path
):
    assert "Did you run from" not in client_of_alice.get(path).text
    Run.objects.all().delete()
    anew(alice)

    page = client_of_alice.get(path).text

    assert "Did you run from 15 to 21 February?" in page
    make_check_in(alice, saddle_numbness="yes")
    assert "Did you run from" not in client_of_alice.get(path).text
    assert "Did you run from" not in client_of_alice.get("/plan/weeks/2/").text


def test_closed_week_in_other_units_adds_up(go_to, client_of_alice, alice):
    go_to(MONDAY)
    make_plan_of(alice)
    for place in (1, 3, 6):
        log(alice, MONDAY + place * DAY, 7_300)
    go_to(MONDAY + WEEK)
    anew(alice)
    go_to(MONDAY + 2 * WEEK)
    alice.units = "mi"
    alice.save()
    anew(alice)

    now = PlanNow.of(alice)
    for week in now.weeks:
        text = week_text(now, week)
        days = day_texts(now, week, is_checked_in=True)
        planned = [day.workout.size for day in days if day.is_running]
        tenths = [int(size.split()[0].replace(".", "")) for size in planned]
        assert text.planned == f"{sum(tenths) // 10}.{sum(tenths) % 10} mi"
        assert float(text.planned.split()[0]) <= float(text.cap.split()[0])
        assert " km" not in text.why
    page = text_of(client_of_alice.get("/plan/weeks/2/"))
    assert " km" not in page


def test_week_that_waits_for_the_one_before_is_open():
    week = Week(baseline_m=0, cap_m=0, volume_m=0, is_restart=True)

    assert mark_of(week) is OPEN
    assert mark_of(week, is_frozen=True) is None


@pytest.fixture
def race_today(go_to, alice) -> dt.date:
    go_to(MONDAY)
    day = MONDAY + WEEK + 6 * DAY
    make_plan_of(alice, race_date=day, race_distance_m=10_000)
    go_to(day)
    return day


def test_race_day_says_so(go_to, race_today, client_of_alice, alice):
    go_to(race_today - 6 * DAY)
    week = text_of(client_of_alice.get("/plan/weeks/2/"))
    day = text_of(client_of_alice.get(f"/plan/days/{race_today}/"))
    move = client_of_alice.get(f"/plan/days/{race_today - 3 * DAY}/")

    assert "Sunday 13 December: Race" in week
    assert "10.0 km" in week
    assert "Race · 10.0 km" in day
    assert "Move it" not in day
    offered = [option.day.date for option in move.context["options"]]
    assert race_today not in offered
    assert len(offered) == 5


def test_race_of_today_is_not_cleared_without_a_check_in(
    race_today, client_of_alice, alice
):
    path = f"/plan/days/{race_today}/"
    assert "Planned, not cleared" in client_of_alice.get(path).text
    make_check_in(alice)
    assert "Race · 10.0 km" in text_of(client_of_alice.get("/"))
    log(alice, race_today, 10_000)

    assert "✓ done" in text_of(client_of_alice.get(path))


@pytest.mark.parametrize(
    "answers",
    [
        {"saddle_numbness": "yes"},
        {"pain_now": 5, "pain_worst_24h": 5},
        {"pain_now": 3, "pain_worst_24h": 3},
    ],
)
def test_no_race_on_a_day_without_running(race_today, client_of_alice, alice, answers):
    make_check_in(alice, **answers)

    week = client_of_alice.get("/plan/weeks/2/").context["week"]
    assert not any(day.is_race for day in week.days)
    page = text_of(client_of_alice.get(f"/plan/days/{race_today}/"))
    assert "Race · 10.0 km" not in page
    assert "Start slowly" not in page


HOLD = "Running is on hold until you have been seen"
PAGES = ("/runs/", "/runs/new/", "/shoes/", "/shoes/new/", "/plan/pauses/new/")


def test_hold_stands_on_every_page(go_to, client_of_alice, alice):
    go_to(MONDAY)
    make_plan_of(alice)
    run = log(alice, MONDAY, 5_000)
    pages = [*PAGES, run.get_absolute_url(), f"/runs/{run.pk}/delete/"]
    assert not any(HOLD in client_of_alice.get(path).text for path in pages)

    make_check_in(alice, saddle_numbness="yes")

    for path in pages:
        assert HOLD in text_of(client_of_alice.get(path)), path


def test_after_an_assessment_a_check_in_is_asked_for(go_to, client_of_alice, alice):
    go_to(MONDAY)
    make_plan_of(alice)
    make_check_in(alice, saddle_numbness="yes")
    said = "Your assessment is recorded. Check in: then the plan goes on."
    pages = ("/plan/", "/plan/weeks/1/", f"/plan/days/{MONDAY + DAY}/")
    assert not any(said in client_of_alice.get(path).text for path in pages)

    record_assessment(
        athlete=alice, clearance="cleared", seen_by="doctor", seen_on=MONDAY
    )

    assert all(said in client_of_alice.get(path).text for path in pages)


@pytest.mark.parametrize("outside", ["age", "neck"])
def test_plan_that_may_not_be_shown_tells_no_figure(
    go_to, client_of_alice, alice, outside
):
    go_to(MONDAY)
    make_plan_of(alice, running_days=[1, 3, 5], long_run_day=1)
    make_check_in(alice)
    path = f"/runs/new/?date={MONDAY}"
    assert "Planned for this day" in client_of_alice.get(path).text

    if outside == "age":
        alice.health_profile.birth_date = dt.date(2012, 1, 1)
        alice.health_profile.save()
    else:
        make_episode(alice, is_neck_only=True, pain_site="")
    assert Situation.of(alice).outside_the_rules == outside

    page = client_of_alice.get(path)
    assert page.status_code == 200
    assert "Planned for this day" not in page.text
    client_of_alice.post("/runs/done/", {"date": MONDAY.isoformat()})
    assert not Run.objects.exists()


def test_planned_figure_of_today_waits_for_the_check_in(go_to, client_of_alice, alice):
    go_to(MONDAY)
    make_plan_of(alice, running_days=[1, 3, 5], long_run_day=1)
    path = f"/runs/new/?date={MONDAY}"

    assert "Planned for this day" not in client_of_alice.get(path).text
    page = client_of_alice.get(f"/plan/days/{MONDAY}/").text
    assert "What is planned" in page
    assert "Done as planned" not in page
    client_of_alice.post("/runs/done/", {"date": MONDAY.isoformat()})
    assert not Run.objects.exists()

    make_check_in(alice)
    assert "Planned for this day" in client_of_alice.get(path).text
    page = client_of_alice.get(f"/plan/days/{MONDAY}/").text
    assert "What is planned" not in page
    assert "Done as planned" in page
    client_of_alice.post("/runs/done/", {"date": MONDAY.isoformat()})
    assert Run.objects.get().duration_s is None
    assert "What is planned" in client_of_alice.get("/").text


def test_run_of_a_past_week_says_what_it_did(go_to, client_of_alice, alice):
    go_to(MONDAY)
    make_plan_of(alice)
    log(alice, MONDAY, 11_000)
    go_to(MONDAY + WEEK)
    anew(alice)
    data = {
        "submission_key": "0b5b9a06-3c4e-4d6e-8f3c-0a4f5a1de0a1",
        "date": (MONDAY + DAY).isoformat(),
        "distance": "5",
    }

    page = client_of_alice.post("/runs/new/", data, follow=True)

    said = "This week: at most 17.6 km instead of 12.1 km."
    assert said in text_of(page).replace("\N{NO-BREAK SPACE}", " ")


def test_two_runs_of_a_day_have_links_of_their_own(go_to, client_of_alice, alice):
    go_to(MONDAY)
    make_plan_of(alice)
    for metres in (5_200, 3_000):
        log(alice, MONDAY, metres)

    page = text_of(client_of_alice.get(f"/plan/days/{MONDAY}/"))

    assert "See or change the run of 5.2 km" in page
    assert "See or change the run of 3.0 km" in page


@pytest.mark.parametrize(
    ("metres", "word"), [(1_000, ""), (22_500, "more than the week may hold")]
)
def test_overshoot_has_a_word(go_to, client_of_alice, alice, metres, word):
    go_to(MONDAY)
    make_plan_of(alice)
    log(alice, MONDAY, metres)

    page = client_of_alice.get("/plan/weeks/1/")

    assert page.context["week"].overshoot == word
    assert ('class="over"' in page.text) == bool(word)
