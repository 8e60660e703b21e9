"""Where an athlete stands before a check-in, read from the database in two queries.

It turns rows into the pure values that the rules take: what the profile and the
episode answer and for how long, the past check-ins and runs, the red flags still held.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from backpain.accounts.models import User
from triage.few_rows import few_rows_of
from triage.models import CareHold, CheckIn, Episode, HealthProfile
from triage.past import CHECK_INS_READ, PastDay, hurt, past_days_of
from triage.rules import Latch, RunReport, SymptomReport
from triage.runs import KnownRun, LoggedRun, RunLog, runs_known

# How long answers hold, in days (clinical.md 1.1, carry-forward; 6.4).
PROFILE_HOLDS = 92
LOW_ENERGY_HOLDS = 31
EPISODE_HOLDS = 7
SURGERY_HOLDS = 183
FEAR_HOLDS = 7
# A pain that comes back after this many days without any is a new episode.
EPISODE_ENDS_AFTER = 14
YOUNGEST = 16
# As far back as the rules look at runs, and a streak of easy ones goes.
LOG_READ = 60


def lock(athlete: User) -> None:
    """Let nobody else change this athlete's record until the transaction ends.

    Rows that only name them may be written meanwhile: two who coach each other, and
    change each other's plans at once, do not wait in a circle.
    """
    User.objects.select_for_update(no_key=True).only("pk").get(pk=athlete.pk)


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One athlete at one moment.

    days are the check-ins that were read, newest first, without corrected ones: all
    from the day since on, and the last one before it. Of today's and the newest, whole
    has all that was answered and said. holds are the care holds that are open, assessed
    those that a clinician has just ended. log is None where runs are only known from
    check-ins.
    """

    athlete: User
    now: dt.datetime
    profile: HealthProfile | None
    episode: Episode | None
    days: list[PastDay]
    since: dt.date
    whole: list[CheckIn]
    holds: list[CareHold]
    assessed: list[CareHold]
    log: RunLog | None = None
    corrected_pk: int | None = None

    @classmethod
    def locked(
        cls,
        athlete: User,
        now: dt.datetime | None = None,
        *,
        log: RunLog | None = None,
    ) -> Situation:
        """Return the situation, and let no other check-in change it before us.

        Holds until the transaction ends: two tabs, a double tap, a retry.
        """
        lock(athlete)
        return cls.of(athlete, now, log=log)

    @classmethod
    def of(
        cls,
        athlete: User,
        now: dt.datetime | None = None,
        *,
        log: RunLog | None = None,
        since: dt.date | None = None,
    ) -> Situation:
        """Return the situation; with since, the check-ins reach back to that day."""
        now = now or timezone.now()
        found = few_rows_of(athlete, now)
        days = past_days_of(athlete, since)
        return cls(
            athlete=athlete,
            now=now,
            log=log,
            profile=next(iter(found["profile"]), None),
            episode=next(iter(found["episode"]), None),
            days=days,
            since=since or _first_day_of(days),
            whole=found["whole"],
            holds=[hold for hold in found["holds"] if hold.cleared_at is None],
            assessed=[hold for hold in found["holds"] if hold.cleared_at is not None],
        )

    @property
    def today(self) -> dt.date:
        return self.athlete.local_date(self.now)

    @property
    def check_ins(self) -> list[PastDay]:
        """As many of the newest check-ins as the rules look at."""
        return self.days[:CHECK_INS_READ]

    @cached_property
    def earlier_today(self) -> list[CheckIn]:
        """Today's check-ins whole, the last one made first.

        Whoever travelled west may have one that is dated tomorrow by now: it counts
        as today's, or the same advice could be asked for twice.
        """
        pks = {one.pk for one in self.check_ins if one.local_date >= self.today}
        return [one for one in self.whole if one.pk in pks]

    def reaching(self, since: dt.date) -> Situation:
        """Return the situation with the check-ins from a day on, and the last before.

        The database is asked only if they were not read so far.
        """
        if self.since <= since:
            return self
        return dataclasses.replace(
            self, days=past_days_of(self.athlete, since), since=since
        )

    def days_since(self, day: dt.date) -> list[PastDay]:
        """Return the check-ins from a day on and the last one before it."""
        count = sum(one.local_date >= day for one in self.days)
        return self.days[: count + 1]

    def was_assessed_since(self, moment: dt.datetime) -> bool:
        """Say whether no sign is held, and one was until a moment at the earliest."""
        return not self.holds and any(
            hold.cleared_at is not None and hold.cleared_at >= moment
            for hold in self.assessed
        )

    @property
    def newest_whole(self) -> CheckIn | None:
        """The check-in dated last, whole."""
        return max(self.whole, key=lambda one: (one.local_date, one.pk), default=None)

    @property
    def newest_made(self) -> int:
        """The key of the check-in that was made last, whatever its date; 0 without."""
        return max((one.pk for one in self.check_ins), default=0)

    @property
    def latches(self) -> tuple[Latch, ...]:
        return tuple(latch for hold in self.holds for latch in hold.latched)

    @property
    def outside_the_rules(self) -> str:
        """Why no verdict can be given: "age", "surgery", "neck" or empty."""
        age = self.profile.age_on(self.today) if self.profile else None
        if age is not None and age < YOUNGEST:
            return "age"
        if self._had_spine_surgery:
            return "surgery"
        return "neck" if self._neck_hurt_last else ""

    @property
    def _had_spine_surgery(self) -> bool:
        """Say whether an operation was told less than six months ago."""
        profile = self.profile
        return (
            profile is not None
            and profile.had_spine_surgery_6m
            and not is_older(profile.reviewed_on, self.today, SURGERY_HOLDS)
        )

    @property
    def _neck_hurt_last(self) -> bool:
        """Say whether only the neck hurt, and no later check-in was free of pain."""
        episode, newest = self.known_episode, next(iter(self.check_ins), None)
        if episode is None or not episode.is_neck_only:
            return False
        return (
            newest is None or newest.local_date <= episode.answered_on or hurt(newest)
        )

    def neck_hurts(self, report: SymptomReport) -> bool:
        """Say whether the pain of this report is in the neck only."""
        episode = self.known_episode
        hurts = bool(report["pain_now"] or report["pain_worst_24h"])
        return hurts and episode is not None and episode.is_neck_only

    # What still holds

    @cached_property
    def known_episode(self) -> Episode | None:
        """The episode this pain belongs to, None once it has been gone for long."""
        if self.episode is None:
            return None
        painful = [self.episode.answered_on]
        painful += [one.local_date for one in self.check_ins if hurt(one)]
        over = self.today - max(painful) > dt.timedelta(days=EPISODE_ENDS_AFTER)
        return None if over else self.episode

    @property
    def profile_is_due(self) -> bool:
        return self.profile is None or is_older(
            self.profile.reviewed_on, self.today, PROFILE_HOLDS
        )

    @property
    def episode_is_due(self) -> bool:
        return self.known_episode is None or is_older(
            self.known_episode.answered_on, self.today, EPISODE_HOLDS
        )

    @property
    def low_energy_is_due(self) -> bool:
        # A "yes" stands until the profile, which asks for more, is reviewed: the
        # short question of the check-in must not take it back.
        profile = self.profile
        return profile is None or (
            profile.low_energy_signs != "yes"
            and is_older(profile.low_energy_asked_on, self.today, LOW_ENERGY_HOLDS)
        )

    @property
    def fear_lately(self) -> str | None:
        recent = self.today - dt.timedelta(days=FEAR_HOLDS)
        for one in self.check_ins:
            if one.local_date > recent and one.fear_unsafe is not None:
                return one.fear_unsafe
        return None

    @cached_property
    def logged(self) -> list[LoggedRun]:
        """The runs of the log, oldest first, without the one that is being corrected."""
        if self.log is None:
            return []
        since = self.today - dt.timedelta(days=LOG_READ)
        return [
            run
            for run in self.log.runs(self.athlete, since)
            if run.told_in is None or run.told_in != self.corrected_pk
        ]

    @cached_property
    def known_runs(self) -> list[KnownRun]:
        """The runs logged or told in check-ins, oldest first, with how they settled."""
        return runs_known(self.check_ins, self.logged)

    @property
    def runs(self) -> list[RunReport]:
        return [run.report for run in self.known_runs]


def _first_day_of(days: list[PastDay]) -> dt.date:
    """Return the day from which on all check-ins are among as many as are looked at."""
    if len(days) < CHECK_INS_READ:
        return dt.date.min
    return days[-1].local_date + dt.timedelta(days=1)


def is_older(day: dt.date | None, today: dt.date, days: int) -> bool:
    return day is None or (today - day).days > days
