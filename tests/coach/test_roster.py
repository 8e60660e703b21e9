"""The roster: in which order, and what each coach reads of whom."""

from __future__ import annotations

from django.utils import timezone

from backpain.accounts import ranks
from backpain.accounts.models import Coaching
from tests.coach.people import client_of, make_coach
from tests.coach.states import (
    DAY,
    HOUR,
    WHY,
    WORST_FIRST,
    at_risk,
    everybody,
    held,
    make_athlete,
    names_on,
    page_of,
    rising,
    row_of,
    worse,
)
from training.coach import roster

CSV = "/coach/roster.csv"


# The order


def test_worst_comes_first_even_if_nobody_refreshed_the_ranks(kim, client_of_kim):
    everybody(kim)
    assert not Coaching.objects.filter(rank_until__gt=timezone.now()).exists()

    assert names_on(page_of(client_of_kim)) == WORST_FIRST


def test_worst_comes_first_by_stored_ranks_and_by_those_worked_out(kim, client_of_kim):
    for athlete in list(everybody(kim).values())[::2]:
        ranks.keep_ranks(athlete)

    assert names_on(page_of(client_of_kim)) == WORST_FIRST


def test_each_row_says_why_it_is_where_it_is(kim, client_of_kim):
    everybody(kim)

    page = page_of(client_of_kim)

    assert f"Held since Wed 25 Nov. “{WHY}”" in row_of(page, "Held")
    assert f"Last time run, now walk. “{WHY}”" in row_of(page, "Worse")
    assert "Worst pain is rising: 1, now 4." in row_of(page, "Rising")
    assert "Ran 23.0 km; this week holds at most 22.0." in row_of(page, "Risky")
    assert "No check-in for 4 days." in row_of(page, "Silent")


def test_a_row_holds_verdict_care_pain_week_and_last_check_in(kim, client_of_kim):
    make_athlete(kim, "Held", **held())
    make_athlete(kim, "Quiet")

    page = page_of(client_of_kim)

    assert "Rest Hospital now" in row_of(page, "Held")
    quiet = row_of(page, "Quiet")
    assert quiet.startswith('role="row" class="need-none"> Quiet Run')
    assert "Pain 1" in quiet
    assert "oldest first: none, none," in quiet
    assert "8.0 / 20.0 at most 22.0" in quiet
    assert quiet.endswith("2 h ago")
    assert page.count("<polyline") == 2


def test_distances_are_in_the_units_of_the_coach(kim, client_of_kim):
    make_athlete(kim, "Quiet")
    kim.units = "mi"
    kim.save()

    assert "4.9 / 12.4 at most 13.6" in row_of(page_of(client_of_kim), "Quiet")


def test_yesterdays_advice_is_not_shown_as_todays(kim, client_of_kim):
    yesterday = timezone.now() - DAY
    make_athlete(
        kim,
        "Late",
        checked_in_at=yesterday,
        day_until=timezone.now() - HOUR,
        verdict_until=timezone.now() - HOUR,
    )

    row = row_of(page_of(client_of_kim), "Late")

    assert "No check-in today" in row
    assert "Run " not in row
    assert "Pain \N{EN DASH}" in row


def test_advice_that_no_longer_holds_is_not_shown(kim, client_of_kim):
    make_athlete(kim, "Seen", verdict_until=timezone.now() - HOUR)

    row = row_of(page_of(client_of_kim), "Seen")

    assert "To check in again" in row
    assert "Run " not in row


def test_of_somebody_outside_the_rules_neither_advice_nor_plan_is_shown(
    kim, client_of_kim
):
    make_athlete(kim, "Young", is_outside=True)

    row = row_of(page_of(client_of_kim), "Young")

    assert "No advice" in row
    assert "20.0" not in row


def test_figures_of_a_week_that_is_over_are_not_shown_as_this_weeks(kim, client_of_kim):
    make_athlete(kim, "Monday", week_until=timezone.now() - HOUR)

    assert "0.0 / \N{EN DASH}" in row_of(page_of(client_of_kim), "Monday")


# What is not shared


def test_without_the_health_tick_neither_pain_nor_care_nor_hold_nor_reason(
    kim, client_of_kim
):
    plan_only = {"sees_plan": True}
    make_athlete(kim, "Held", shared=plan_only, **held())
    make_athlete(kim, "Worse", shared=plan_only, **worse())
    make_athlete(kim, "Rising", shared=plan_only, **rising())

    page = page_of(client_of_kim)
    file = b"".join(client_of_kim.get(CSV).streaming_content).decode()

    assert "Rest" in row_of(page, "Held")
    assert "Pain not shared" in row_of(page, "Held")
    assert "Last time run, now walk." in row_of(page, "Worse")
    shown = "".join(row_of(page, name) for name in ("Held", "Worse", "Rising"))
    for told in (WHY, "Hospital", "Held since", "rising", "oldest first"):
        assert told not in shown + file
    assert "<polyline" not in page
    assert "need-hold" not in page
    # In the order of their verdicts, as a coach may know them.
    assert names_on(page) == ["Worse", "Held", "Rising"]
    assert names_on(page_of(client_of_kim, "/coach/?show=hold")) == []


def test_without_the_plan_tick_no_week(kim, client_of_kim):
    make_athlete(kim, "Risky", shared={"sees_health": True}, **at_risk())

    page = page_of(client_of_kim)

    assert "Week not shared" in row_of(page, "Risky")
    assert "23.0" not in page
    assert 'class="need-none"' in page


def test_nobody_else_is_in_the_roster(kim, client_of_kim, alice):
    other = make_coach("Otto")
    make_athlete(other, "Theirs")
    ended = make_athlete(kim, "Ended")
    Coaching.objects.filter(athlete=ended).update(
        ended_at=timezone.now(), ended_by="athlete"
    )
    Coaching.objects.create(athlete=alice, coach=kim, sees_plan=True)

    page = page_of(client_of_kim)

    assert names_on(page) == []
    assert "Show my code and link" in page


def test_one_page_after_the_other_each_coach_sees_their_own(kim, client_of_kim):
    other = make_coach("Otto")
    make_athlete(kim, "Hers")
    make_athlete(other, "His", **held())
    asked = [(kim, client_of_kim), (other, client_of(other)), (kim, client_of_kim)]

    names = [names_on(page_of(client)) for _coach, client in asked]
    holds = [roster.numbers_of(coach, timezone.now()).holds for coach, _client in asked]

    assert names == [["Hers"], ["His"], ["Hers"]]
    assert holds == [0, 1, 0]
