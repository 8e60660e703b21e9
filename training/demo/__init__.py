"""The people of the demo and the weeks behind them.

Every check-in, run, planning and change goes through the same services as the pages',
at its moment in the past, so that the demo shows what the rules and the planner really
say.
"""

from __future__ import annotations

from django.db import transaction

from backpain.accounts.models import User
from training.demo.athletes import LIVES, SAM, give_sam_shoes
from training.demo.coach import give_kim_athletes
from training.demo.life import live
from training.demo.people import KIM, Person, make_account, make_athlete

# Whoever the command prints a link for.
PEOPLE: tuple[Person, ...] = (
    *(life.person for life in LIVES if life.person.about),
    KIM,
)


@transaction.atomic
def make_people() -> None:
    """Make the accounts and their history. Call it once.

    Only at its end does the plan hold what Postgres measures by its own clock.
    """
    kim = make_account(KIM)
    athletes: dict[str, User] = {}
    for life in LIVES:
        athlete = make_athlete(life.person)
        live(athlete, life)
        athletes[life.person.email] = athlete
    give_sam_shoes(athletes[SAM.email])
    give_kim_athletes(kim, athletes)
