"""What is left of a reason for somebody who may not know of health answers."""

from __future__ import annotations

import pytest

from training.changes_for_planner import CHANGED_BY_COACH
from training.coach.words import reason_without_health, why_without_health
from training.planner import reasons
from training.planner.why import AFTER_PAIN

EASY = reasons.EASY_DAY.text
LAST_RUN = reasons.LAST_RUN.format(distance="5.2 km").text


@pytest.mark.parametrize(
    ("reason", "left"),
    [
        ("", ""),
        (reasons.REST_DAY.text, reasons.REST_DAY.text),
        (f"{EASY} {LAST_RUN}", f"{EASY} {LAST_RUN}"),
        (reasons.FROZEN.format(date="3 March").text, "No training planned at present."),
        (
            reasons.PAUSED_FOR_PAIN.format(date="3 March").text,
            reasons.PAUSED.format(date="3 March").text,
        ),
        (CHANGED_BY_COACH.format(reason="Your pain was at 7."), ""),
        (f"{CHANGED_BY_COACH.format(reason='Numb.')} {EASY}", EASY),
        ("A sentence that nobody has looked at yet.", ""),
        (f"{reasons.DAY_BETWEEN_RUNS.text} {reasons.WITH_BREAKS.text}", ""),
    ],
)
def test_only_sentences_that_tell_the_verdict_are_left(reason, left):
    assert reason_without_health(reason) == left


def test_what_is_filled_in_is_no_sentence_of_its_own():
    told = reasons.LAST_RUN.format(
        distance="5.2 km, as your leg was numb for days on end"
    )

    assert reason_without_health(told.text) == ""


def test_week_does_not_say_that_a_break_was_for_pain():
    why = (
        "Restart after 2 weeks without running: half of the usual week, at most 9.9 km."
    )

    for told in (why, f"{why} {AFTER_PAIN}"):
        assert why_without_health(f"{told} And more.") == (
            "Restart after 2 weeks without running: at most 9.9 km. And more."
        )
