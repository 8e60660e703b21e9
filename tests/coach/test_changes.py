from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from backpain.accounts.models import AccessLog, Coaching, User
from tests.coach.people import next_week
from tests.make import make_check_in
from tests.page import ways_to_answers
from tests.training.make_log import text_of
from training.models import Change, Note, Workout
from training.services.changes import version_of
from training.weeks import DAY, WEEK

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_monday")]
REASON = "You asked for more."


def a_run(alice: User) -> Workout:
    """Return the first run of next week."""
    runs = Workout.objects.filter(week=next_week(alice), activity="running")
    return runs.order_by("date")[0]


def day_url(alice: User, day: dt.date, what: str = "change/") -> str:
    return f"/coach/athletes/{alice.pk}/days/{day}/{what}"


def asked(**changes: str) -> dict[str, str]:
    data = {"kind": "easy", "distance": "3.0", "minutes": "", "sport": "", "text": ""}
    return {**data, "reason": "", **changes}


def test_the_form_holds_what_is_planned(coach, alice):
    run = a_run(alice)

    form = coach.get(day_url(alice, run.date)).context["form"]

    assert form["kind"].value() == run.kind
    assert int(form["distance"].value() * 1000) == run.distance_m


def test_a_coach_shortens_a_run_without_a_reason(coach, alice, kim):
    run = a_run(alice)

    response = coach.post(day_url(alice, run.date), asked(text="On grass, all of it."))

    assert response.headers["Location"] == day_url(alice, run.date, "")
    changed = Workout.objects.get(athlete=alice, date=run.date)
    assert (changed.kind, changed.distance_m) == ("easy", 3000)
    assert changed.before["distance_m"] == run.distance_m
    assert changed.changed_by == kim
    assert "On grass, all of it." in [step["text"] for step in changed.steps]
    assert Change.objects.get().made_by == kim


@pytest.mark.parametrize("kind", ["strength", "walk", "rest", "easy"])
def test_what_a_kind_does_not_ask_for_is_not_read(coach, alice, kind):
    """Not even where it is wrong: the page hides it."""
    run = a_run(alice)
    wrong = asked(kind=kind, sport="running", reason=REASON)
    wrong |= {"minutes": "x"} if kind == "easy" else {"minutes": "20", "distance": "x"}

    assert coach.post(day_url(alice, run.date), wrong).status_code == 302
    changed = Workout.objects.get(athlete=alice, date=run.date)
    assert changed.kind == kind


def test_the_athlete_sees_who_what_and_why(coach, alice, client_of_alice):
    run = a_run(alice)
    coach.post(day_url(alice, run.date), asked(reason="You have travelled."))

    page = text_of(client_of_alice.get(f"/plan/days/{run.date}/"))

    assert "Kim" in page
    assert "You have travelled." in page
    assert "3.0 km" in page


def test_more_needs_a_reason(coach, alice):
    url = day_url(alice, a_run(alice).date)
    coach.post(url, asked(distance="3.0"))

    without = coach.post(url, asked(distance="4.0"))
    assert without.status_code == 422
    assert "say why" in str(without.context["form"].errors["reason"])
    assert ways_to_answers(without.text) == ["id_reason"]
    assert without.context["form"]["distance"].value() == "4.0"
    assert Change.objects.count() == 1

    assert coach.post(url, asked(distance="4.0", reason=REASON)).status_code == 302
    assert Change.objects.count() == 2


@pytest.mark.parametrize("kind", ["easy", "long", "tempo", "intervals", "run_walk"])
def test_past_the_week_is_refused_with_the_rule(coach, alice, kind):
    run = a_run(alice)

    response = coach.post(
        day_url(alice, run.date), asked(reason=REASON, kind=kind, distance="60")
    )

    assert response.status_code == 409
    page = text_of(response)
    assert "Nothing was changed." in page
    assert "+10 % rule" in page
    assert response.context["form"]["distance"].value() == "60"
    assert not Change.objects.exists()


def test_a_run_far_beyond_the_longest_is_refused_with_the_rule(coach, alice):
    run, *others = Workout.objects.filter(week=next_week(alice), activity="running")
    for other in others:
        coach.post(day_url(alice, other.date), asked(kind="rest"))

    response = coach.post(
        day_url(alice, run.date), asked(reason=REASON, kind="long", distance="15.0")
    )

    assert response.status_code == 409
    assert "P4" in text_of(response)


def test_past_the_cap_of_the_week_is_refused(coach, alice):
    week = next_week(alice)
    off = Workout.objects.filter(week=week).exclude(activity="running")
    rest = off.order_by("date")[0]

    response = coach.post(
        day_url(alice, rest.date), asked(reason=REASON, distance="8.0")
    )

    assert response.status_code == 409
    assert "this week may hold" in text_of(response)
    week.refresh_from_db()
    assert week.volume_m <= week.cap_m


def test_todays_walk_is_not_made_a_run(coach, alice):
    make_check_in(alice, pain_now=5, pain_worst_24h=6)
    today = alice.local_date()

    response = coach.post(day_url(alice, today), asked(reason=REASON))

    assert response.status_code == 409
    assert not Change.objects.exists()


def test_no_run_is_planned_while_a_care_hold_is_open(coach, alice):
    run = a_run(alice)
    make_check_in(alice, saddle_numbness="yes")

    response = coach.post(day_url(alice, run.date), asked(reason=REASON))

    assert response.status_code == 409
    assert "care hold" in text_of(response)


def test_a_refusal_tells_no_health_to_whom_it_is_not_shared(coach, alice, coaching):
    Coaching.objects.filter(pk=coaching.pk).update(sees_health=False)
    run = a_run(alice)
    make_check_in(alice, saddle_numbness="yes")

    response = coach.post(day_url(alice, run.date), asked(reason=REASON))

    assert response.status_code == 409
    page = text_of(response).lower().split("general guidance")[0]
    assert "no training can be planned at present" in page
    for word in ("hold", "clinician", "numb", "check-in says"):
        assert word not in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "sprint"}, "kind"),
        ({"distance": ""}, "distance"),
        ({"distance": "0"}, "distance"),
        ({"distance": "-1"}, "distance"),
        ({"distance": "3.25"}, "distance"),
        ({"distance": "far"}, "distance"),
        ({"distance": "NaN"}, "distance"),
        ({"distance": "999"}, "distance"),
        ({"kind": "walk"}, "minutes"),
        ({"kind": "walk", "minutes": "0"}, "minutes"),
        ({"kind": "strength", "minutes": "601"}, "minutes"),
        ({"kind": "cross_training", "minutes": "30"}, "sport"),
        ({"kind": "cross_training", "minutes": "30", "sport": "chess"}, "sport"),
        ({"text": "x" * 501}, "text"),
        ({"text": "\0"}, "text"),
        ({"reason": "x" * 301}, "reason"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(coach, alice, changes, field):
    response = coach.post(day_url(alice, a_run(alice).date), asked(**changes))

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Change.objects.exists()


def test_what_belongs_to_another_kind_is_left_aside(coach, alice):
    run = a_run(alice)

    response = coach.post(
        day_url(alice, run.date), asked(kind="rest", distance="far", minutes="x")
    )

    assert response.status_code == 302
    assert Workout.objects.get(athlete=alice, date=run.date).kind == "rest"


def test_a_page_that_shows_an_older_plan_is_not_taken(coach, alice):
    run = a_run(alice)
    url, seen = day_url(alice, run.date), str(version_of(alice))
    coach.post(url, asked(distance="3.0", seen=seen))

    late = coach.post(url, asked(distance="2.0", seen=seen))

    assert late.status_code == 409
    assert "3.0 km" in text_of(late)
    assert late.context["form"]["distance"].value() == "2.0"
    again = coach.post(url, asked(distance="2.0", seen=str(late.context["version"])))
    assert again.status_code == 302


def test_a_workout_is_moved_with_the_coachs_reason(coach, alice, client_of_alice):
    run = a_run(alice)
    options = coach.get(day_url(alice, run.date)).context["options"]
    to = next(one.day.date for one in options if not one.refused)
    was = Workout.objects.get(athlete=alice, date=to)

    response = coach.post(
        day_url(alice, run.date, "move/"),
        {"to": to.isoformat(), "reason": "Your track is closed."},
    )

    assert response.headers["Location"] == day_url(alice, to, "")
    moved = Workout.objects.get(athlete=alice, date=to)
    assert moved.kind != was.kind or moved.distance_m != was.distance_m
    page = text_of(client_of_alice.get(f"/plan/days/{to}/"))
    assert "Your track is closed." in page


def test_move_without_a_day_is_told(coach, alice):
    response = coach.post(day_url(alice, a_run(alice).date, "move/"), {"to": ""})

    assert response.status_code == 422
    assert "to" in response.context["move"].errors


def week_data(coach: Client, url: str, **changes: str) -> dict[str, str]:
    """Return what the page of a week would send, with some of it changed."""
    data = {"reason": "", "seen": str(coach.get(url).context["version"])}
    for row in coach.get(url).context["days"]:
        for field in row.form:
            value = field.value()
            data[field.html_name] = "" if value is None else str(value)
    return data | changes


def test_a_whole_week_is_changed_at_once(coach, alice):
    week = next_week(alice)
    url = f"/coach/athletes/{alice.pk}/weeks/{week.number}/change/"
    runs = list(Workout.objects.filter(week=week, activity="running").order_by("date"))
    first, last = (f"day{one.date.weekday()}" for one in (runs[0], runs[-1]))

    response = coach.post(
        url,
        week_data(
            coach,
            url,
            **{f"{first}-kind": "rest", f"{last}-distance": "2.0"},
            reason="A quiet week.",
        ),
    )

    assert response.status_code == 302
    workouts = {one.date: one for one in Workout.objects.filter(athlete=alice)}
    assert workouts[runs[0].date].kind == "rest"
    assert workouts[runs[-1].date].distance_m == 2000
    assert Change.objects.count() == 2


def test_a_week_with_one_day_too_much_is_left_as_it_is(coach, alice):
    week = next_week(alice)
    url = f"/coach/athletes/{alice.pk}/weeks/{week.number}/change/"
    runs = list(Workout.objects.filter(week=week, activity="running").order_by("date"))
    first, last = (f"day{one.date.weekday()}" for one in (runs[0], runs[-1]))

    data = week_data(
        coach,
        url,
        **{f"{first}-kind": "rest", f"{last}-distance": "60"},
        reason=REASON,
    )
    response = coach.post(url, data)

    assert response.status_code == 409
    assert not Change.objects.exists()
    assert 'value="60"' in response.text


def test_a_day_of_a_week_that_does_not_fit_is_told_above_as_well(coach, alice):
    week = next_week(alice)
    url = f"/coach/athletes/{alice.pk}/weeks/{week.number}/change/"
    run = Workout.objects.filter(week=week, activity="running").order_by("date")[0]
    wrong = {f"day{run.date.weekday()}-distance": "far"}

    page = coach.post(url, week_data(coach, url, **wrong))

    assert page.status_code == 422
    assert "Nothing was changed. What is missing or does not fit" in text_of(page)
    assert 'value="far"' in page.text
    assert not Change.objects.exists()


def test_a_week_without_a_change_says_so(coach, alice):
    url = f"/coach/athletes/{alice.pk}/weeks/{next_week(alice).number}/change/"

    response = coach.post(url, week_data(coach, url))

    assert response.status_code == 422
    assert "No day is different" in text_of(response)


def test_days_that_are_over_or_not_of_the_plan_are_not_found(coach, alice):
    for day in (alice.local_date() - DAY, alice.local_date() + 200 * WEEK):
        assert coach.get(day_url(alice, day)).status_code == 404
        assert coach.post(day_url(alice, day), asked()).status_code == 404


def test_without_the_tick_nothing_is_changed(coach, alice, coaching):
    run = a_run(alice)
    Coaching.objects.filter(pk=coaching.pk).update(can_edit=False)

    for url in (
        day_url(alice, run.date),
        day_url(alice, run.date, "move/"),
        f"/coach/athletes/{alice.pk}/weeks/2/change/",
        f"/coach/athletes/{alice.pk}/ceilings/new/",
        f"/coach/athletes/{alice.pk}/pauses/new/",
        f"/coach/athletes/{alice.pk}/changes/1/undo/",
    ):
        assert coach.post(url, asked()).status_code == 403
    assert not Change.objects.exists()
    assert not Note.objects.exists()


def test_each_change_is_in_the_access_log(coach, alice):
    coach.post(day_url(alice, a_run(alice).date), asked())

    look = AccessLog.objects.get()
    assert (look.athlete, look.page, look.method) == (alice, "change", "POST")
