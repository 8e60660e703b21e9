"""What the services leave in a status is what the command works out from the truth."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import uuid

import pytest

from backpain.accounts.models import AthleteStatus, Coaching
from backpain.accounts.ranks import rank_at
from tests.clock import stop_at
from tests.make import make_check_in, make_plan_of
from training.models import Change, Run
from training.services.changes import RefusedError, pause, undo
from training.services.log import change_run, delete_run, done_as_planned, record_run
from training.services.rebuild import rebuild_status
from training.services.told import keep_what_was_told
from triage.models import CareHold, CheckIn
from triage.rules import RunReport
from triage.services import record_assessment

DAY = dt.timedelta(days=1)
# A Tuesday, and the clocks are put back in its fourth week.
BEGIN = dt.datetime(2027, 10, 5, 7, tzinfo=dt.UTC)
STEPS = 45


class Life:
    """Some weeks of one athlete, as a die has it."""

    def __init__(self, athlete, seed, time_machine):
        self.athlete, self.die = athlete, random.Random(seed)
        self.time_machine, self.now = time_machine, BEGIN

    def wait(self, time):
        self.now += time
        stop_at(self.time_machine, self.now)

    @property
    def today(self):
        return self.athlete.local_date(self.now)

    def checks_in(self, corrects=None):
        worst = self.die.choice([0, 0, 1, 2, 3, 4, 6, 8, None])
        ran = self.die.random() < 0.3
        run = (
            RunReport(
                local_date=self.today,
                distance_m=self.die.randrange(2_000, 9_000),
                pain_max=self.die.choice([0, 2, 5]),
                trend="steady",
                limp="no",
                settled="not_yet_known",
            )
            if ran
            else None
        )
        check_in = make_check_in(
            self.athlete,
            run=run,
            corrects=corrects,
            pain_now=None if worst is None else self.die.randrange(worst + 1),
            pain_worst_24h=worst,
            saddle_numbness="yes" if self.die.random() < 0.08 else "no",
        )
        keep_what_was_told(
            self.athlete,
            check_in=check_in,
            submission_key=uuid.uuid4(),
            run=run,
            about=None,
        )

    def corrects(self):
        newest = CheckIn.objects.order_by("-pk").first()
        if newest is not None and newest.local_date == self.today:
            self.wait(dt.timedelta(minutes=3))
        self.checks_in(corrects=newest)

    def runs(self):
        record_run(
            athlete=self.athlete,
            submission_key=uuid.uuid4(),
            date=self.today - self.die.choice([0, 0, 1]) * DAY,
            distance_m=self.die.choice([3_000, 8_000, 25_000, None]),
        )

    def changes_a_run(self):
        run = Run.objects.filter(told_in=None).order_by("-pk").first()
        if run is not None:
            change_run(run=run, distance_m=self.die.randrange(1_000, 12_000))

    def deletes_a_run(self):
        run = Run.objects.order_by("-pk").first()
        if run is not None:
            delete_run(run=run)

    def does_as_planned(self):
        done_as_planned(athlete=self.athlete, day=self.today)

    def is_assessed(self):
        if CareHold.objects.filter(cleared_at=None).exists():
            record_assessment(
                athlete=self.athlete,
                clearance=self.die.choice(["cleared", "walk_only"]),
                seen_by="Dr Roe",
                seen_on=self.today,
            )

    def pauses(self):
        first = self.today + self.die.randrange(3) * DAY
        with contextlib.suppress(RefusedError):
            pause(
                athlete=self.athlete,
                first=first,
                last=first + self.die.randrange(5) * DAY,
                cause="illness",
                by=self.athlete,
            )

    def takes_a_change_back(self):
        change = Change.objects.standing().filter(last__gte=self.today).first()
        if change is not None:
            undo(athlete=self.athlete, change=change)

    def lets_days_pass(self):
        self.wait(self.die.choice([1, 1, 1, 2, 5]) * DAY)


DOES = {
    Life.checks_in: 6,
    Life.corrects: 1,
    Life.runs: 3,
    Life.changes_a_run: 1,
    Life.deletes_a_run: 1,
    Life.does_as_planned: 2,
    Life.is_assessed: 2,
    Life.pauses: 1,
    Life.takes_a_change_back: 1,
    Life.lets_days_pass: 6,
}
# After these the columns of the week are as of another day than today.
PLANS_NOTHING = (Life.lets_days_pass, Life.is_assessed)
OF_THE_WEEK = ("planned_m", "cap_m", "run_m", "week_", "risk")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_stored_status_is_what_is_rebuilt_from_the_truth(
    alice, charlie, time_machine, seed
):
    stop_at(time_machine, BEGIN)
    make_plan_of(alice)
    Coaching.objects.create(
        athlete=alice,
        coach=charlie,
        accepted_at=BEGIN,
        sees_plan=True,
        sees_health=True,
    )
    life = Life(alice, seed, time_machine)
    compared = 0

    for does in life.die.choices(list(DOES), list(DOES.values()), k=STEPS):
        does(life)
        stored = AthleteStatus.objects.values().get(athlete=alice)
        rebuild_status(alice)
        rebuilt = AthleteStatus.objects.values().get(athlete=alice)
        if does in PLANS_NOTHING:
            for columns in (stored, rebuilt):
                for name in list(columns):
                    if name.startswith(OF_THE_WEEK):
                        del columns[name]

        assert stored == rebuilt, does.__name__
        compared += stored["checked_in_at"] is not None
        check_rank(life.now)

    assert compared > STEPS / 2


def check_rank(now):
    """See that a rank holds, or says that it no longer does."""
    coaching = Coaching.objects.in_force().annotate(truth=rank_at(now)).get()
    assert coaching.rank == coaching.truth or coaching.rank_until <= now
