"""Why something was changed or refused: to the athlete, and to somebody else."""

from __future__ import annotations

import re

import pytest

from tests.training.planner.specs import THU, TUE, WED, asked, day_of, make_spec, ran
from training.planner import override_why_not, rearrange, reasons, refusals, swapping
from training.planner.reasons import Reason
from training.planner.refusal import Refusal

ALL = {
    f"{module.__name__.rpartition('.')[2]}.{name}": value
    for module in (reasons, rearrange, refusals, swapping)
    for name, value in vars(module).items()
    if isinstance(value, Reason)
}
MINE = Reason("Mine.", rule="A1", is_health=True, to_coach="Theirs.")
PLAIN = Reason("Plain.")
RULED = Reason("Ruled.", rule="P2")


@pytest.mark.parametrize("name", ALL)
def test_nobody_but_the_athlete_is_addressed(name):
    one = ALL[name]

    assert not re.search(r"\byou(r|rs)?\b", one.to_coach or one.text, re.IGNORECASE)
    blanks = re.findall(r"\{\w+\}", one.text)
    assert not one.to_coach or re.findall(r"\{\w+\}", one.to_coach) == blanks


def test_blanks_are_filled_in_for_both():
    one = Reason("You, {day}.", rule="P2", to_coach="They, {day}.").format(day="Friday")

    assert one == Reason("You, Friday.", rule="P2", to_coach="They, Friday.")


@pytest.mark.parametrize(
    ("given", "rule", "is_health"),
    [
        ([PLAIN], "", False),
        ([PLAIN, RULED], "P2", False),
        ([RULED, MINE], "A1", True),
        ([MINE, RULED], "A1", True),
    ],
)
def test_of_several_reasons_the_rule_is_that_which_not_everybody_may_know(
    given, rule, is_health
):
    said = Refusal.of(day_of(1, TUE), *given)

    assert (said.rule, said.is_health) == (rule, is_health)
    assert said.text == " ".join(one.text for one in given)
    assert said.to_coach == " ".join(one.to_coach or one.text for one in given)
    assert not said.is_pause


def test_a_coach_reads_what_was_run_not_what_they_ran():
    spec = make_spec(today=day_of(1, WED), runs=(ran(1, TUE, 24_000),))
    said = override_why_not(spec, [asked(1, THU, "easy", 9000)])

    assert "what you have run already" in said.text
    assert "what was run already" in said.to_coach
    assert not re.search(r"\byou\b", said.to_coach, re.IGNORECASE)
