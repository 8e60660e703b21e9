"""One athlete as one coach may see them: what was not shared is left out here.

No page of a coach reads the plan or the answers in another way, so that a tick that
is missing is missing everywhere.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from django.db.models import Q, QuerySet

from backpain.accounts.models import Coaching, User
from training.coach.words import (
    day_without_health,
    no_training,
    week_without_health,
)
from training.models import Change, Week
from training.plan_now import PlanNow
from training.presentation import DayText, WeekText, day_texts, week_text
from training.record import Beside, Record
from triage.models import CheckIn
from triage.presentation import (
    VERDICT_WORDS,
    AdviceText,
    HoldText,
    advice_text,
    hold_text,
)
from triage.rules import Latch, Verdict
from triage.same_day import advice_in_force
from triage.situation import Situation


@dataclass(frozen=True, kw_only=True)
class Seen:
    """An athlete's plan and answers of today, as far as a coach may see them.

    plan is None where there is none to show: not shared, not made, or of somebody
    about whose running the rules say nothing.
    """

    coaching: Coaching
    record: Record
    plan: PlanNow | None

    @classmethod
    def of(
        cls,
        coaching: Coaching,
        *,
        since: dt.date | None = None,
        workouts: Q | None = None,
        beside: Beside = MappingProxyType({}),
    ) -> Seen:
        """Return what a coach sees, read with what Record.of is asked for."""
        if not coaching.sees_health:
            beside = {**beside, "own_words": _workouts_written_by(coaching)}
        record = Record.of(
            coaching.athlete, since=since, workouts=workouts, beside=beside
        )
        plan = PlanNow.to_show(record) if coaching.sees_plan else None
        return cls(coaching=coaching, record=record, plan=plan)

    @property
    def situation(self) -> Situation:
        return self.record.situation

    @property
    def athlete(self) -> User:
        return self.coaching.athlete

    @property
    def today(self) -> dt.date:
        return self.plan.today if self.plan else self.situation.today

    @property
    def sees_health(self) -> bool:
        return self.coaching.sees_health

    @property
    def outside_the_rules(self) -> str:
        """Why no verdict can be given, as in the situation; "" where it's not shared."""
        return self.situation.outside_the_rules if self.sees_health else ""

    @cached_property
    def check_in(self) -> CheckIn | None:
        """The check-in whose advice is in force today."""
        return advice_in_force(self.situation)

    @property
    def verdict(self) -> str:
        return Verdict(self.check_in.verdict).code if self.check_in else ""

    @property
    def verdict_word(self) -> object:
        return VERDICT_WORDS[Verdict(self.check_in.verdict)] if self.check_in else ""

    @cached_property
    def advice(self) -> AdviceText | None:
        """Today's advice with its reasons."""
        if self.check_in is None or not self.sees_health:
            return None
        return advice_text(self.check_in)

    @property
    def latches(self) -> tuple[Latch, ...]:
        """The warning signs that are held."""
        return self.situation.latches if self.sees_health else ()

    @property
    def hold(self) -> HoldText | None:
        return hold_text(self.latches)

    @property
    def last_check_in_at(self) -> dt.datetime | None:
        """When the newest check-in was made."""
        made = [one.created_at for one in self.situation.check_ins]
        return max(made, default=None)

    @property
    def no_training(self) -> str:
        """What stands in place of a plan that a warning sign stops, "" if none does.

        It names the sign to nobody to whom it is not shown.
        """
        is_stopped = self.plan is not None and self.plan.is_frozen
        return no_training() if is_stopped and not self.sees_health else ""

    @property
    def is_only_assessed(self) -> bool:
        """Say whether a warning sign was assessed, and no check-in came after that."""
        is_frozen = self.plan is not None and self.plan.is_frozen
        return self.sees_health and is_frozen and not self.situation.latches

    def week(self, week: Week) -> WeekText:
        """Return a week of the plan with its days."""
        if self.plan is None:
            raise LookupError("there is no plan to show")
        days = self._days(self.plan, week)
        text = week_text(self.plan, week, days)
        return text if self.sees_health else week_without_health(text, self.is_own)

    def day(self, week: WeekText, date: dt.date) -> DayText:
        """Return one day of a week."""
        return week.days[date.weekday()]

    def _days(self, plan: PlanNow, week: Week) -> list[DayText]:
        days = day_texts(plan, week, is_checked_in=self.check_in is not None)
        if self.sees_health:
            return days
        return [day_without_health(day, self.is_own) for day in days]

    def is_own(self, words: str) -> bool:
        """Say whether this coach wrote these words into a workout."""
        return words in self._own_words

    @cached_property
    def _own_words(self) -> frozenset[str]:
        """What this coach wrote into workouts, taken back or not."""
        texts = [one.workout["text"] for one in self.record.beside["own_words"]]
        return frozenset(text.strip() for text in texts if text)


def _workouts_written_by(coaching: Coaching) -> QuerySet[Change]:
    mine = Change.objects.filter(
        athlete=coaching.athlete_id, made_by=coaching.coach_id, kind="override"
    )
    return mine.only("workout")
