"""The rows of a coach's pages: by what Alice agreed with each of her coaches."""

from __future__ import annotations

from tests.project.matrix import (
    FACTOR,
    NOT_POSTED,
    OWN,
    Answer,
    Answers,
    each,
    row,
)

# /coach/
row("coach/code/", get=OWN, post=each("/coach/code/"))
row(
    "coach/second-factor/",
    get=each("/coach/", without_health=200, without_factor=200, invited=200),
    post=each("/coach/", without_health=422, without_factor=422, invited=422),
)
row(
    "coach/invitations/<int:pk>/",
    pk="invitation",
    get=each(404, invited=200),
    post=each(404, invited="/coach/"),
    data={"answer": "accept"},
)
COACHES_HER: Answers = {
    "coach": 200,
    "without_health": 200,
    "without_edit": 200,
    "without_plan": 200,
    "without_factor": 200,
}
row(
    "coach/athletes/<int:athlete>/end/",
    get=each(404, **COACHES_HER),
    # Sent twice, it has ended before.
    post=each(404, **dict.fromkeys([*COACHES_HER, "ended"], "/coach/")),
)


def for_coaches(answer: Answer = 200, **others: Answer) -> Answers:
    """Answer the coaches of Alice, but those who are to set up a second factor."""
    answers = dict.fromkeys(COACHES_HER, answer) | {"without_factor": FACTOR}
    return each(404, **answers | others)


PLAN_ONLY = for_coaches(without_plan=403)
HEALTH_ONLY = for_coaches(without_health=403)
A = "coach/athletes/<int:athlete>/"
row(A, get=for_coaches(), post=NOT_POSTED, looks=1)
row(f"{A}runs/", get=PLAN_ONLY, post=NOT_POSTED, looks=1)
row(f"{A}check-ins/", get=HEALTH_ONLY, post=NOT_POSTED, looks=1)
row(
    f"{A}check-ins/<int:pk>/",
    pk="check_in",
    get=HEALTH_ONLY,
    post=NOT_POSTED,
    looks=1,
)
row(f"{A}weeks/<int:number>/", get=PLAN_ONLY, post=NOT_POSTED, looks=1)
row(f"{A}weeks/<int:number>/print/", get=PLAN_ONLY, post=NOT_POSTED, looks=1)
row(f"{A}days/<day:date>/", get=PLAN_ONLY, post=NOT_POSTED, looks=1)
row(
    f"{A}notes/",
    get=for_coaches(),
    post=for_coaches("/coach/athletes/"),
    data={"text": "Well done", "to": "athlete"},
    looks=1,
)
# A note belongs to who wrote it: another coach of the same athlete finds none.
row(
    f"{A}notes/<int:pk>/delete/",
    pk="note",
    get=each(404, coach=200, without_factor=FACTOR),
    post=each(404, coach="/coach/athletes/", without_factor=FACTOR),
    looks=1,
)
row(f"{A}export/", get=for_coaches(), post=for_coaches(), looks=1)

# Whoever may change workouts sees the plan; the others are told what is missing.
EDITORS = for_coaches(without_edit=403, without_plan=403)
TO_HER = for_coaches("/coach/athletes/", without_edit=403, without_plan=403)
EDITORS_WRONG = for_coaches(422, without_edit=403, without_plan=403)
row(
    f"{A}days/<day:date>/change/",
    get=EDITORS,
    post=TO_HER,
    data={"kind": "rest"},
    looks=1,
)
row(f"{A}days/<day:date>/move/", get=NOT_POSTED, post=EDITORS_WRONG, looks=1)
row(f"{A}weeks/<int:number>/change/", get=EDITORS, post=EDITORS_WRONG, looks=1)
row(
    f"{A}ceilings/new/",
    get=EDITORS,
    post=TO_HER,
    data={"ceiling": "5", "last": "{date}", "reason": "Slowly"},
    looks=1,
)
row(f"{A}pauses/new/", get=EDITORS, post=EDITORS_WRONG, looks=1)
# What another coach changed is theirs to undo, or the athlete's.
row(
    f"{A}changes/<int:pk>/undo/",
    pk="coach_change",
    get=NOT_POSTED,
    post=TO_HER | {"without_health": 404},
    looks=1,
)

# A page of one's own athletes is open to everybody; most have none.
ROSTER = each(200, without_factor=FACTOR)
SHOWN = dict.fromkeys((*COACHES_HER, "other_coach"), 1)
row("coach/", get=ROSTER, post=NOT_POSTED, looks=SHOWN)
row("coach/roster.csv", get=ROSTER, post=NOT_POSTED, looks=SHOWN)
row(
    "coach/groups/",
    get=ROSTER,
    post=each("/coach/groups/", without_factor=FACTOR),
    data={"name": "Thursday"},
)

G = "coach/groups/<int:pk>/"
ITS_COACH = each(404, coach=200, without_factor=FACTOR)
row(
    f"{G}pause/",
    pk="group",
    get=ITS_COACH,
    post=each(404, coach=422, without_factor=FACTOR),
)
row(
    f"{G}message/",
    pk="group",
    get=ITS_COACH,
    post=each(404, coach="/coach/groups/", without_factor=FACTOR),
    data={"text": "Hello all"},
    looks_posted=1,
)
row(f"{G}print/", pk="group", get=ITS_COACH, post=NOT_POSTED, looks=1)
row(
    G,
    pk="group",
    get=ITS_COACH,
    post=each(404, coach="/coach/groups/", without_factor=FACTOR),
    data={"name": "Thursday"},
)
row(
    f"{G}delete/",
    pk="group",
    get=ITS_COACH,
    post=each(404, coach="/coach/groups/", without_factor=FACTOR),
)
