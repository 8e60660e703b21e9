"""The two promises, whatever an athlete, a coach and the days do in whatever order."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.training.life import Life


def live(*, examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_the_promises_hold_in_short_lives():
    live(examples=4, steps=12)


@pytest.mark.nightly
@pytest.mark.django_db
def test_the_promises_hold_in_long_lives():
    live(examples=200, steps=40)
