"""An athlete, a coach and the days that go by, in whatever order Hypothesis likes.

After each step the two promises are looked for in what is stored and in what is shown.
"""

from __future__ import annotations

import datetime as dt
import uuid
from contextlib import contextmanager
from itertools import count

import time_machine
from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from backpain.accounts.models import User
from tests.clock import set_today
from tests.coach.people import make_coach, make_coaching
from tests.make import make_check_in, make_episode, make_plan_of, make_profile
from tests.training.planner.invariants import Checked, adjusted, cap, ceilings, sums
from tests.training.planner.specs import plan_of
from training.inputs import Inputs
from training.models import Change, Run, RunningHistory, Week, Workout
from training.plan_now import PlanNow
from training.record import Record
from training.services import changes, coach_changes, log
from training.services.changes import RefusedError
from training.services.coach_changes import Asked
from training.services.plan import change_days, replan
from training.services.told import keep_what_was_told
from triage.models import CheckIn
from triage.rules import RED_FLAG_CARE
from triage.services import record_assessment

MONDAY = dt.date(2026, 11, 30)
DAY = dt.timedelta(days=1)
PROMISES = (sums, cap, ceilings, adjusted)

ahead = st.integers(0, 13)
metres = st.sampled_from([0, 1_000, 3_000, 5_000, 8_000, 12_000, 20_000, 45_000])
quiet_or_not = st.fixed_dictionaries(
    {},
    optional={
        "pain_now": st.sampled_from([1, 2, 3, 5, 8]),
        "pain_worst_24h": st.sampled_from([2, 4, 9]),
        "walking": st.sampled_from(["normal_but_short", "limp"]),
        "painkiller_8h": st.sampled_from(["simple", "strong"]),
        "fever": st.sampled_from(["unsure", "yes"]),
        "leg_pain": st.sampled_from(["buttock_thigh", "both_legs"]),
        "brisk_walk_30_ok": st.sampled_from(["yes", "no"]),
    },
)
# Each is worse than what is answered without it.
WORSE = (
    {"pain_now": 10, "pain_worst_24h": 10},
    {"saddle_numbness": "yes"},
    {"walking": "limp"},
    {"fever": "yes"},
)
ASKED = (
    Asked(kind="rest", activity="rest"),
    Asked(kind="walk", activity="walking", duration_s=1_800),
    Asked(kind="easy", activity="running", distance_m=3_000),
    Asked(kind="easy", activity="running", distance_m=9_000),
    Asked(kind="tempo", activity="running", distance_m=6_000),
    Asked(kind="long", activity="running", distance_m=14_000),
)


class NotKeptError(Exception):
    """What was tried is not kept."""


@contextmanager
def tried():
    """Do something, and take it back."""
    try:
        with transaction.atomic():
            yield
            raise NotKeptError
    except NotKeptError:
        pass


@contextmanager
def may_be_refused():
    try:
        with transaction.atomic():
            yield
    except RefusedError:
        pass


class Life(RuleBasedStateMachine):
    numbers = count()

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.clock = time_machine.travel(
            dt.datetime(2026, 11, 30, 6, tzinfo=dt.UTC), tick=False
        )
        self.travel = self.clock.start()
        set_today(MONDAY)
        number = next(self.numbers)
        self.athlete = User.objects.create_user(f"runner{number}@example.org")
        self.coach = make_coach(f"Kim{number}")
        make_profile(self.athlete)
        make_episode(self.athlete)
        make_coaching(self.athlete, self.coach)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        self.clock.stop()

    @property
    def today(self) -> dt.date:
        return self.athlete.local_date()

    @initialize(weeks=st.lists(metres, min_size=4, max_size=4))
    def begin(self, weeks: list[int]) -> None:
        make_plan_of(self.athlete, recent_weeks_m=weeks)

    # Days

    @rule(days=st.sampled_from([1, 1, 1, 2, 3, 7, 9, 30]))
    def let_days_pass(self, days: int) -> None:
        # What is written is committed on its own day.
        connection.check_constraints()
        self.travel.shift(days * DAY)
        set_today(self.today)

    # The athlete

    @rule(answers=quiet_or_not, worse=st.sampled_from(WORSE))
    def check_in(self, answers: dict[str, object], worse: dict[str, object]) -> None:
        """A worse answer never gives a more permissive advice."""
        with tried():
            bad = self._recorded(answers | worse)
        good = self._recorded(answers)

        assert bad.verdict >= good.verdict, (answers, worse)
        assert bad.care >= good.care, (answers, worse)
        self.travel.shift(dt.timedelta(minutes=20))

    def _recorded(self, answers: dict[str, object]) -> CheckIn:
        check_in = make_check_in(self.athlete, **answers)
        keep_what_was_told(
            self.athlete,
            check_in=check_in,
            submission_key=uuid.uuid4(),
            run=None,
            about=None,
        )
        return check_in

    @rule(clearance=st.sampled_from(["cleared", "walk_only"]))
    def be_seen_by_a_clinician(self, clearance: str) -> None:
        record_assessment(
            athlete=self.athlete,
            clearance=clearance,
            seen_by="Dr Weber",
            seen_on=self.today,
        )

    @rule(back=st.integers(0, 8), far=metres)
    def log_a_run(self, back: int, far: int) -> None:
        log.record_run(
            athlete=self.athlete,
            submission_key=uuid.uuid4(),
            date=self.today - back * DAY,
            distance_m=far or None,
        )

    @precondition(lambda self: Run.objects.filter(athlete=self.athlete).exists())
    @rule(nth=st.integers(0, 5), far=metres)
    def change_or_delete_a_run(self, nth: int, far: int) -> None:
        runs = list(Run.objects.filter(athlete=self.athlete).order_by("pk"))
        run = runs[nth % len(runs)]
        if far:
            log.change_run(run=run, distance_m=far)
        else:
            log.delete_run(run=run)

    @rule(day=ahead)
    def done_as_planned(self, day: int) -> None:
        log.done_as_planned(athlete=self.athlete, day=self.today - day * DAY)

    @rule(day=ahead, to=ahead, by_coach=st.booleans())
    def move(self, day: int, to: int, by_coach: bool) -> None:
        with may_be_refused():
            changes.move(
                athlete=self.athlete,
                day=self.today + day * DAY,
                to=self.today + to * DAY,
                by=self._by(by_coach),
            )

    @rule(day=ahead, by_coach=st.booleans())
    def skip(self, day: int, by_coach: bool) -> None:
        with may_be_refused():
            changes.skip(
                athlete=self.athlete,
                day=self.today + day * DAY,
                by=self._by(by_coach),
            )

    @rule(
        first=ahead,
        days=st.integers(0, 20),
        cause=st.sampled_from(["pain", "holiday"]),
        by_coach=st.booleans(),
    )
    def pause(self, first: int, days: int, cause: str, by_coach: bool) -> None:
        with may_be_refused():
            changes.pause(
                athlete=self.athlete,
                first=self.today + first * DAY,
                last=self.today + (first + days) * DAY,
                cause=cause,
                by=self._by(by_coach),
            )

    @precondition(lambda self: Change.objects.filter(athlete=self.athlete).exists())
    @rule(nth=st.integers(0, 9), by_coach=st.booleans())
    def take_back(self, nth: int, by_coach: bool) -> None:
        made = list(Change.objects.filter(athlete=self.athlete).order_by("-pk"))
        change = made[nth % len(made)]
        with may_be_refused():
            changes.undo(athlete=self.athlete, change=change, by=self._by(by_coach))

    @rule(days=st.sampled_from([[1, 3, 6], [2, 4, 7], [1, 3, 5, 7]]))
    def tell_other_days(self, days: list[int]) -> None:
        RunningHistory.objects.filter(athlete=self.athlete).update(
            running_days=days, long_run_day=days[-1], runs_per_week=len(days)
        )
        change_days(athlete=self.athlete)

    @rule(units=st.sampled_from(["km", "mi"]))
    def choose_units(self, units: str) -> None:
        self.athlete.units = units
        self.athlete.save()
        replan(athlete=self.athlete, cause="units")

    # The coach

    @rule(
        days=st.lists(ahead, min_size=1, max_size=3, unique=True),
        asked=st.sampled_from(ASKED),
    )
    def change_workouts(self, days: list[int], asked: Asked) -> None:
        with may_be_refused():
            coach_changes.change_week(
                athlete=self.athlete,
                asked={self.today + day * DAY: asked for day in days},
                reason="You are ready.",
                by=self.coach,
            )

    @rule(days=st.integers(0, 60), far=metres)
    def set_a_ceiling(self, days: int, far: int) -> None:
        with may_be_refused():
            coach_changes.set_ceiling(
                athlete=self.athlete,
                last=self.today + days * DAY,
                ceiling_m=far,
                reason="Slowly.",
                by=self.coach,
            )

    def _by(self, by_coach: bool) -> User:
        return self.coach if by_coach else self.athlete

    # What must hold

    @invariant()
    def postgres_would_commit_it(self) -> None:
        connection.check_constraints()

    @invariant()
    def no_week_is_above_its_cap_or_its_ten_percent(self) -> None:
        for week in Week.objects.filter(athlete=self.athlete):
            running = sum(
                Workout.objects.filter(week=week, activity="running").values_list(
                    "distance_m", flat=True
                )
            )
            assert week.volume_m == running, week
            assert week.volume_m <= week.cap_m, week
            if week.baseline_m >= 1_000:
                assert week.cap_m * 10 <= week.baseline_m * 11, week

    @invariant()
    def the_plan_keeps_its_promises_in_metres_and_as_displayed(self) -> None:
        record = Record.of(self.athlete)
        if record.plan is None or record.plan.ends_on < self.today:
            return
        spec = Inputs.of(record).spec
        printed = plan_of(spec)
        checked = Checked(spec, printed)
        broken = [
            text
            for check in PROMISES
            for week in printed
            for text in check(checked, week)
        ]
        assert broken == []

    @invariant()
    def nobody_is_told_to_run_on_a_hold_or_after_a_red_flag(self) -> None:
        now = PlanNow.of(self.athlete)
        if now is None or not (now.is_frozen or self._is_on_hold()):
            return
        running = [
            one.date
            for week in now.weeks
            for one in now.workouts(week)
            if one.is_running and one.date >= self.today and not self._ran(one.date)
        ]
        assert running == []

    def _is_on_hold(self) -> bool:
        return self.athlete.care_holds.filter(cleared_at=None).exists()

    def _ran(self, day: dt.date) -> bool:
        return Run.objects.filter(athlete=self.athlete, date=day).exists()

    @invariant()
    def every_red_flag_opened_a_hold(self) -> None:
        for check_in in self.athlete.check_ins.filter(care__gte=RED_FLAG_CARE):
            held = any(
                hold.opened_at <= check_in.created_at
                for hold in self.athlete.care_holds.all()
            )
            assert held, check_in
