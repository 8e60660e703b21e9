from __future__ import annotations

import datetime as dt

import pytest

from tests.make import make_check_in, make_episode, make_profile
from triage.chart import HEIGHT, LEFT, RIGHT, WIDTH, pain_chart
from triage.models import CheckIn

NOW = dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC)
TODAY = NOW.date()
DAY = dt.timedelta(days=1)


@pytest.fixture
def _profile(time_machine, alice):
    time_machine.move_to(NOW, tick=False)
    make_profile(alice)
    make_episode(alice)


def check_in(day, now=1, worst=2, verdict=0, care=0, pk=1):
    return CheckIn(
        pk=pk,
        local_date=day,
        pain_now=now,
        pain_worst_24h=worst,
        verdict=verdict,
        care=care,
    )


def chart_of(*check_ins, days=14):
    newest_first = sorted(check_ins, key=lambda c: (c.local_date, c.pk), reverse=True)
    return pain_chart(newest_first, first=TODAY - (days - 1) * DAY, last=TODAY)


def test_no_check_in_makes_no_chart():
    assert chart_of() is None


def test_points_stand_between_the_edges_and_higher_for_more_pain():
    chart = chart_of(
        check_in(TODAY - 13 * DAY, now=0), check_in(TODAY, now=10), days=14
    )

    assert [x for x, _y in chart.now_points] == [LEFT, WIDTH - RIGHT]
    bottom, top = (y for _x, y in chart.now_points)
    assert top < bottom < HEIGHT
    assert (bottom, top) == (dict(chart.grid)[0], dict(chart.grid)[10])


def test_day_without_a_check_in_breaks_the_line():
    chart = chart_of(*(check_in(TODAY - back * DAY) for back in (5, 4, 2, 1, 0)))

    assert [len(line.split()) for line in chart.now] == [2, 3]
    assert [len(line.split()) for line in chart.worst] == [2, 3]
    assert len(chart.marks) == 5


def test_unknown_pain_breaks_the_line_too():
    chart = chart_of(
        check_in(TODAY - 2 * DAY), check_in(TODAY - DAY, now=None), check_in(TODAY)
    )

    assert [len(set(line.split())) for line in chart.now] == [1, 1]
    assert [len(line.split()) for line in chart.worst] == [3]
    assert len(chart.now_points) == 2


def test_last_check_in_of_a_day_is_drawn():
    chart = chart_of(
        check_in(TODAY, now=1, verdict=0, pk=1),
        check_in(TODAY, now=7, verdict=3, care=4, pk=2),
    )

    (mark,) = chart.marks
    assert mark.verdict == "rest"
    assert mark.is_red_flag
    assert mark.title == "Rest, Hospital now"
    assert chart.now_points[0][1] == pytest.approx(dict(chart.grid)[6], abs=20)


@pytest.mark.parametrize("days", [14, 30, 90])
def test_marks_are_small_enough_not_to_touch(days):
    chart = chart_of(*(check_in(TODAY - back * DAY) for back in range(days)), days=days)

    step = (WIDTH - LEFT - RIGHT) / (days - 1)
    assert chart.mark_scale * 11 <= step
    assert chart.point_radius * 2 <= step
    assert len(chart.dates) == 3


def test_only_one_day_makes_a_chart():
    chart = pain_chart([check_in(TODAY)], first=TODAY, last=TODAY)

    assert chart.now_points[0][0] == LEFT


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?days=14", {1, 13}),
        ("?days=30", {1, 13, 29}),
        ("?days=90", {1, 13, 29, 89}),
        ("", {1, 13, 29}),
        ("?days=", {1, 13, 29}),
        ("?days=15", {1, 13, 29}),
        ("?days=-14", {1, 13, 29}),
        ("?days=all", {1, 13, 29}),
        ("?days=%00", {1, 13, 29}),
        ("?days=1e9", {1, 13, 29}),
        ("?days=" + "9" * 400, {1, 13, 29}),
        ("?days=90&days=14", {1, 13}),
    ],
)
@pytest.mark.usefixtures("_profile")
def test_history_shows_its_period(client_of_alice, alice, query, shown):
    made = {
        back: make_check_in(alice, now=NOW - back * DAY, pain_worst_24h=1)
        for back in (90, 89, 29, 13, 1)
    }

    page = client_of_alice.get(f"/check-ins/{query}").text

    links = {back for back, one in made.items() if one.get_absolute_url() in page}
    assert links == shown
    assert '<table class="history">' in page
    assert page.count('aria-current="true"') == 1


@pytest.mark.usefixtures("_profile")
def test_history_without_a_check_in_says_what_to_do(client_of_alice, alice):
    assert "your first check-in starts the history" in (
        client_of_alice.get("/check-ins/").text
    )

    make_check_in(alice, now=NOW - 40 * DAY)

    page = client_of_alice.get("/check-ins/?days=14").text
    assert "No check-in in this period" in page
    assert "<svg class=" not in page


@pytest.mark.usefixtures("_profile")
def test_history_leaves_out_what_was_corrected(client_of_alice, alice):
    mistyped = make_check_in(alice, pain_now=9, pain_worst_24h=9)
    corrected = make_check_in(alice, corrects=mistyped)

    page = client_of_alice.get("/check-ins/").text

    assert corrected.get_absolute_url() in page
    assert mistyped.get_absolute_url() not in page


@pytest.mark.usefixtures("_profile")
def test_history_shows_nobody_elses(client_of_charlie, charlie, alice):
    make_profile(charlie)
    theirs = make_check_in(alice)

    assert theirs.get_absolute_url() not in client_of_charlie.get("/check-ins/").text
