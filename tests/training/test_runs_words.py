from __future__ import annotations

import datetime as dt

import pytest

from tests.training.make_log import DAY, WEEK, log_run, text_of, this_monday
from training.log_text import confirmation_of, distance_text, in_words
from training.models import Run
from training.services.log import Consequence


def consequence(athlete, *, ahead, cap, planned):
    return Consequence(
        number=3 + ahead,
        start=this_monday(athlete) + ahead * WEEK,
        cap_before_m=cap[0],
        cap_after_m=cap[1],
        volume_before_m=planned[0],
        volume_after_m=planned[1],
    )


@pytest.mark.parametrize(
    ("ahead", "cap", "planned", "words"),
    [
        (
            0,
            (22_000, 19_800),
            (21_000, 18_400),
            "This week's cap falls from 22.0 to 19.8 km; planned 21.0 becomes 18.4 km.",
        ),
        (
            1,
            (22_000, 19_800),
            (15_000, 15_000),
            "Next week's cap falls from 22.0 to 19.8 km.",
        ),
        (
            3,
            (22_000, 19_800),
            (15_000, 15_000),
            "Week 6: the cap falls from 22.0 to 19.8 km.",
        ),
        (
            0,
            (19_800, 22_000),
            (15_000, 15_000),
            "This week's cap rises from 19.8 to 22.0 km.",
        ),
        (
            1,
            (19_800, 22_000),
            (15_000, 15_000),
            "Next week's cap rises from 19.8 to 22.0 km.",
        ),
        (
            3,
            (19_800, 22_000),
            (18_400, 21_000),
            "Week 6: the cap rises from 19.8 to 22.0 km; planned 18.4 becomes 21.0 km.",
        ),
        (
            0,
            (22_000, 22_000),
            (21_000, 18_400),
            "This week: planned 21.0 becomes 18.4 km.",
        ),
        (
            1,
            (22_000, 22_000),
            (21_000, 18_400),
            "Next week: planned 21.0 becomes 18.4 km.",
        ),
        (
            3,
            (22_000, 22_000),
            (21_000, 18_400),
            "Week 6: planned 21.0 becomes 18.4 km.",
        ),
    ],
)
def test_consequence_is_one_sentence(alice, ahead, cap, planned, words):
    found = [consequence(alice, ahead=ahead, cap=cap, planned=planned)]

    assert [
        one.replace("\N{NO-BREAK SPACE}", " ") for one in in_words(found, alice)
    ] == [words]


def test_difference_that_nobody_would_see_is_not_told(alice):
    found = [consequence(alice, ahead=1, cap=(22_040, 22_010), planned=(9_000, 9_000))]

    assert in_words(found, alice) == []


def test_confirmation_differs_with_every_figure(alice):
    figures = [
        ((22_000, 19_800), (21_000, 18_400)),
        ((22_000, 19_700), (21_000, 18_400)),
        ((22_000, 19_800), (21_000, 18_300)),
    ]
    confirmations = {
        confirmation_of([consequence(alice, ahead=1, cap=cap, planned=planned)])
        for cap, planned in figures
    }

    assert len(confirmations) == 3
    assert confirmation_of([]) == ""


@pytest.mark.parametrize(
    ("metres", "units", "shown"),
    [
        (5_230, "km", "5.23 km"),
        (5_000, "km", "5.0 km"),
        (8_369, "mi", "5.2 mi"),
        (1, "km", "0.0 km"),
        (None, "km", "distance unknown"),
    ],
)
def test_distance_is_as_exact_as_it_is_typed(metres, units, shown):
    assert distance_text(metres, units).replace("\N{NO-BREAK SPACE}", " ") == shown


def test_week_is_named_by_its_days_and_its_year_if_that_is_another_one(
    client_of_alice, alice
):
    log_run(alice, alice.local_date() - 2 * 366 * DAY, 5_000)
    run = Run.objects.get()
    sunday = run.date + (6 - run.date.weekday()) * DAY

    assert f"{sunday:%b %Y} 5.0 km" in text_of(client_of_alice.get("/runs/"))


def test_limp_and_unknown_distance_are_shown(client_of_alice, alice):
    day = alice.local_date() - dt.timedelta(days=1)
    Run.objects.create(athlete=alice, date=day, pain_max=4, limp="yes")

    page = text_of(client_of_alice.get("/runs/"))

    assert "distance unknown pain 4 · limped" in page
