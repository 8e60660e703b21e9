"""Who gets what at every address of the project: one row each.

What somebody is answered is a status, or the path they are sent on to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLResolver, get_resolver

from tests.project.people import COACHES, ROLES

Answer = int | str
Answers = dict[str, Answer]
Looks = int | dict[str, int]

LOGIN, DOOR = "/accounts/login/", "/admin/login/"
FACTOR, WELCOME = "/coach/second-factor/", "/welcome/you/"
AGAIN = "/accounts/reauthenticate/"
# Where somebody is sent who is not let in.
REFUSALS = (LOGIN, DOOR, FACTOR, WELCOME, AGAIN, "/accounts/2fa/reauthenticate/")


def each(answer: Answer, **others: Answer) -> Answers:
    """Answer everybody the same, but for those named; the unknown are to log in."""
    groups: dict[str, tuple[str, ...]] = {
        "athletes": ("athlete", "other_athlete"),
        "coaches": COACHES,
    }
    found: Answers = dict.fromkeys(ROLES, answer) | {"anonymous": LOGIN}
    for who, special in others.items():
        for role in groups.get(who, (who,)):
            assert role in ROLES, role
            found[role] = special
    return found


@dataclass(frozen=True, kw_only=True)
class Row:
    """One address: get and post say who is answered what.

    at is the path with the names of World.places, data what is posted. looks are the
    rows that one look of a coach or of support adds to the access log, by role where
    they differ.
    """

    pattern: str
    at: str
    get: Answers
    post: Answers
    data: dict[str, Any] = field(default_factory=dict)
    looks: Looks = 0
    looks_posted: Looks = 0


ROWS: dict[str, Row] = {}
ARGUMENT = re.compile(r"<\w+:(\w+)>")


def row(
    pattern: str,
    *,
    get: Answers,
    post: Answers,
    pk: str = "",
    at: str = "",
    data: dict[str, Any] | None = None,
    looks: Looks = 0,
    looks_posted: Looks | None = None,
) -> Row:
    """Add a row. pk is the place that the key in the address names.

    Unless said otherwise, posting is a look as opening is.
    """
    names = {"pk": pk, "object_id": pk}
    path = at or "/" + ARGUMENT.sub(
        lambda found: "{" + names.get(found[1], found[1]) + "}", pattern
    )
    assert pattern not in ROWS, pattern
    ROWS[pattern] = Row(
        pattern=pattern,
        at=path,
        get=get,
        post=post,
        data=data or {},
        looks=looks,
        looks_posted=looks if looks_posted is None else looks_posted,
    )
    return ROWS[pattern]


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Return every address that the project answers, as it is written in urls.py."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, before + str(one.pattern))
        else:
            yield before + str(one.pattern)


PUBLIC = each(200, anonymous=200)
OWN = each(200)
NOT_POSTED = each(405)
WRONG = each(422)
# Alice's own objects: everybody else is told that there is no such thing.
HERS = each(404, athlete=200)
# Without a profile, most of the pages of an athlete lead to the first question.
IF_TOLD = each(WELCOME, athletes=200)

# /
row(
    "",
    get=each(WELCOME, anonymous=200, athletes=200, coaches="/coach/"),
    post=each(405, anonymous=200),
)
row("help-now/", get=PUBLIC, post=PUBLIC)
row("healthz", get=PUBLIC, post=PUBLIC)
row("readyz", get=PUBLIC, post=PUBLIC)
row("goodbye/", get=each("/", anonymous=200), post=each("/", anonymous=200))
row(
    "demo/sign-in/<str:uid>/<str:token>/",
    get=each(404, anonymous=404),
    post=each(404, anonymous=404),
)

# /welcome/
row("welcome/you/", get=OWN, post=OWN)
row(
    "welcome/back/",
    get=each(WELCOME, athletes="/welcome/running/"),
    post=each(WELCOME, athletes="/welcome/running/"),
)
row("welcome/running/", get=IF_TOLD, post=IF_TOLD)

# /me/
row("me/", get=OWN, post=WRONG)
row("me/export/", get=OWN, post=OWN)
row("me/erase/", get=OWN, post=WRONG)
row(
    "me/import/",
    get=OWN,
    post=each(422, athletes=409),
)

# /me/coaches/
row("me/coaches/", get=OWN, post=NOT_POSTED)
row("me/coaches/invite/", get=OWN, post=WRONG)
row("me/coaches/join/", get=OWN, post=WRONG)
row(
    "me/coaches/join/<str:code>/",
    get=each(200, other_coach="/coach/code/"),
    post=WRONG,
)
row(
    "me/coaches/<int:pk>/",
    pk="coaching",
    get=HERS,
    post=each(404, athlete="/me/coaches/"),
    data={"sees_plan": "on"},
)
row(
    "me/coaches/<int:pk>/end/",
    pk="coaching",
    get=NOT_POSTED,
    post=each(404, athlete="/me/coaches/"),
)
row(
    "me/coaches/<int:pk>/again/",
    pk="invitation",
    get=NOT_POSTED,
    post=each(404, athlete="/me/coaches/"),
)

# /check-ins/
row("check-ins/", get=OWN, post=NOT_POSTED)
row("check-ins/new/", get=IF_TOLD, post=each(WELCOME, athletes=422))
row("check-ins/<int:pk>/", pk="check_in", get=HERS, post=NOT_POSTED)
row("care-hold/seen/", get=each("/"), post=each("/"))

# /learn/
row("learn/", get=PUBLIC, post=PUBLIC)
row("learn/<slug:slug>/", get=PUBLIC, post=PUBLIC)

# /plan/
row("plan/", get=IF_TOLD, post=NOT_POSTED)
row("plan/weeks/<int:number>/", get=IF_TOLD, post=NOT_POSTED)
row("plan/weeks/<int:number>/print/", get=IF_TOLD, post=NOT_POSTED)
row("plan/days/<day:date>/", get=IF_TOLD, post=NOT_POSTED)
row(
    "plan/days/<day:date>/move/",
    get=NOT_POSTED,
    post=each(WELCOME, athletes=422),
)
row(
    "plan/days/<day:date>/skip/",
    get=NOT_POSTED,
    post=each(WELCOME, athletes=409),
)
row(
    "plan/changes/<int:pk>/undo/",
    pk="change",
    get=NOT_POSTED,
    post=each(WELCOME, athlete="/plan/", other_athlete=404),
)
row("plan/pauses/new/", get=IF_TOLD, post=each(WELCOME, athletes=422))

# /notes/
row("notes/", get=OWN, post=NOT_POSTED)
row(
    "notes/<int:pk>/read/",
    pk="note",
    get=NOT_POSTED,
    post=each(404, athlete="/notes/"),
)

# /runs/
row("runs/", get=OWN, post=NOT_POSTED)
row("runs/new/", get=OWN, post=WRONG)
row("runs/done/", get=NOT_POSTED, post=each("/"))
row("runs/not-done/", get=NOT_POSTED, post=each("/"))
row("runs/<int:pk>/", pk="run", get=HERS, post=each(404, athlete=422))
row("runs/<int:pk>/delete/", pk="run", get=HERS, post=each(404, athlete=409))

# /shoes/
SHOE = {"name": "Red", "kind": "running", "support": "neutral", "run_before": "0"}
row("shoes/", get=OWN, post=NOT_POSTED)
row("shoes/new/", get=OWN, post=each("/shoes/"), data=SHOE)
row(
    "shoes/<int:pk>/",
    pk="shoe",
    get=HERS,
    post=each(404, athlete="/shoes/"),
    data=SHOE,
)
