"""The eight athletes of the demo, each in another state today."""

from __future__ import annotations

import datetime as dt

from backpain.accounts.models import User
from training.demo.life import Days, Life
from training.demo.people import Person
from training.models import Run, Shoe

SAM = Person(
    email="sam@demo.invalid",
    name="Sam Reyes",
    about="Sam, a runner with six weeks of history",
    birth_year=1989,
)
MARA = Person(
    email="mara@demo.invalid",
    name="Mara Lind",
    about="Mara, a runner with a red flag",
    birth_year=1978,
)
JO = Person(email="jo@demo.invalid", name="Jo Abara", birth_year=1991, week_m=27_000)
INES = Person(
    email="ines@demo.invalid", name="Ines Kova", birth_year=1996, week_m=16_800
)
TOM = Person(email="tom@demo.invalid", name="Tom Berg", birth_year=1984, week_m=14_400)
AYA = Person(email="aya@demo.invalid", name="Aya Sato", birth_year=1993, week_m=36_000)
LENA = Person(
    email="lena@demo.invalid", name="Lena Holm", birth_year=1969, week_m=12_000
)
NOOR = Person(email="noor@demo.invalid", name="Noor Haddad", birth_year=2001)

CALM = Days(pains=(1, 0, 1, 0, 1, 1, 0))
LIVES = (
    # As planned, then a long run far longer than planned, a flare of walks and rest, a
    # restart, and the way back. Worse than yesterday today.
    Life(
        person=SAM,
        weeks=(
            Days(pains=(0, 0, 1, 0, 0, 1, 1), runs=((100, 0), (97, 1), (101, 1))),
            Days(pains=(1, 0, 1, 1, 0, None, 1), runs=((101, 1), (100, 0), (97, 1))),
            Days(pains=(1, 2, 1, 2, 1, 1, 1), runs=((104, 1), (110, 2), (160, 4))),
            Days(pains=(4, 5, 6, 5, 4, 3, 2), looked_at=False),
            Days(pains=(2, 1, 1, 1, 0, 1, 1), runs=((100, 1), (100, 1), (96, 1))),
            Days(pains=(0, 1, 0, 2, 1, 0, 1), runs=((100, 0), (103, 1), (100, 1))),
            Days(pains=(1, 0, 1, 0, 1, 1, 1)),
        ),
        last_pains=(4,),
    ),
    # Two days ago, the morning with the sign; nothing since.
    Life(
        person=MARA,
        weeks=(Days(pains=(1, 2, 1, 2, 1, 2, 1)), Days(pains=(2, 1, 2, 1, 2, 1, 2))),
        last_pains=(3, 4, 4, 6),
        silent_days=2,
        way_there={
            "leg_pain": "buttock_thigh",
            "change_vs_last_week": "worse",
            "daily_life": "a_bit",
        },
        last_answers={
            "leg_pain": "both_legs",
            "change_vs_last_week": "worse",
            "daily_life": "a_lot",
            "saddle_numbness": "yes",
        },
    ),
    # More pain than on the mornings before, the verdict still the same.
    Life(person=JO, weeks=(CALM, CALM, CALM), last_pains=(1, 1, 1, 2)),
    # Nothing heard for four days.
    Life(person=INES, weeks=(CALM, CALM, CALM), last_pains=(1, 0), silent_days=4),
    # Ran far more today than the whole week may hold (see coach.py).
    Life(person=TOM, weeks=(CALM, CALM), last_pains=(0, 0)),
    # As planned.
    Life(person=AYA, weeks=(CALM, CALM, CALM), last_pains=(0, 0)),
    # On easy runs, and shares the plan only.
    Life(person=LENA, weeks=(CALM, CALM), last_pains=(1, 1, 3, 3)),
    # Began today.
    Life(person=NOOR, weeks=(Days(pains=(0,) * 7),), last_pains=(0,)),
)


def give_sam_shoes(athlete: User) -> None:
    today = athlete.local_date()
    old = Shoe.objects.create(
        athlete=athlete,
        name="Grey ones",
        kind=Shoe.Kind.RUNNING,
        support=Shoe.Support.NEUTRAL,
        bought_on=today - dt.timedelta(days=260),
        run_before_m=498_000,
    )
    Shoe.objects.create(
        athlete=athlete,
        name="Trail shoes",
        kind=Shoe.Kind.RUNNING,
        support=Shoe.Support.STABILITY,
        bought_on=today - dt.timedelta(days=70),
        run_before_m=42_000,
    )
    Run.objects.filter(athlete=athlete).update(shoe=old)
