"""Kim, who coaches the eight athletes, and what has happened between them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.utils import timezone

from backpain.accounts import coaching as consent
from backpain.accounts.coaching import Ticks
from backpain.accounts.models import Coaching, CoachingGroup, User
from training.demo.athletes import AYA, JO, LENA, MARA, SAM, TOM
from training.demo.people import Person
from training.models import Workout
from training.plan_now import PlanNow
from training.services.coach_changes import Asked, change_workout, set_ceiling
from training.services.log import record_run
from training.services.notes import write_note
from training.weeks import WEEK

EVERYTHING = Ticks(sees_plan=True, sees_health=True, can_edit=True)
# Lena keeps her health answers to herself.
TICKS = {LENA.email: Ticks(sees_plan=True, can_edit=True)}
GROUPS: dict[str, tuple[Person, ...]] = {
    "Half marathon": (AYA, JO, TOM),
    "On the way back": (SAM, MARA, LENA),
}
COACHED_FOR = 3 * WEEK
TOLD_TO_SAM = (
    "Your back reacts a day after the long run, not after the short ones. Keep to the "
    "walks this week; we look at Sunday together on Friday."
)
ABOUT_JO = "Has a new desk since Monday. Ask about sitting."
TOO_MUCH_PERCENT = 115


def give_kim_athletes(kim: User, athletes: Mapping[str, User]) -> None:
    consent.become_coach(user=kim)
    coachings = {
        email: _agree(kim, athlete, TICKS.get(email, EVERYTHING))
        for email, athlete in athletes.items()
    }
    for name, people in GROUPS.items():
        group = CoachingGroup.objects.create(coach=kim, name=name)
        group.coachings.set([coachings[person.email] for person in people])
    _run_too_far(athletes[TOM.email])
    write_note(coaching=coachings[SAM.email], text=TOLD_TO_SAM, is_private=False)
    write_note(coaching=coachings[JO.email], text=ABOUT_JO, is_private=True)
    _shorten_the_next_run(athletes[AYA.email], kim)
    _limit(athletes[LENA.email], kim)


def _agree(kim: User, athlete: User, ticks: Ticks) -> Coaching:
    coaching = consent.agree_by_code(athlete=athlete, coach=kim, ticks=ticks)
    coaching.accepted_at = timezone.now() - COACHED_FOR
    coaching.save(update_fields=["accepted_at"])
    return coaching


def _run_too_far(athlete: User) -> None:
    """Run more today than the whole week may hold."""
    plan = PlanNow.of(athlete)
    if plan is None:
        raise LookupError(f"{athlete} has no plan")
    record_run(
        athlete=athlete,
        submission_key=uuid.uuid4(),
        date=athlete.local_date(),
        distance_m=plan.this_week.cap_m * TOO_MUCH_PERCENT // 10_000 * 100,
        session_rpe=7,
        pain_max=1,
    )


def _shorten_the_next_run(athlete: User, kim: User) -> None:
    run = _next_run(athlete)
    change_workout(
        athlete=athlete,
        day=run.date,
        asked=Asked(
            kind=Workout.Kind.EASY,
            activity=Workout.RUNNING,
            distance_m=run.distance_m // 200 * 100,
            text="All of it on grass, and stop while it still feels too short.",
        ),
        reason="You have travelled all week: half of it is enough.",
        by=kim,
    )


def _next_run(athlete: User) -> Workout:
    """Return the first run after today that is planned."""
    planned = Workout.objects.filter(
        athlete=athlete, date__gt=athlete.local_date(), activity=Workout.RUNNING
    )
    return planned.order_by("date")[0]


def _limit(athlete: User, kim: User) -> None:
    set_ceiling(
        athlete=athlete,
        last=athlete.local_date() + 4 * WEEK,
        ceiling_m=12_000,
        reason="No more than before the flare until we have seen four calm weeks.",
        by=kim,
    )
