"""Why a workout is another one than was planned: each sentence with its rule.

Source: clinical.md 7.7, A1-A6 and P1-P14; HOLD-3 and 1.6.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from training.planner.text import gettext_noop


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence to the athlete, and what stands behind it.

    rule is the id of the rule that it follows from, "" where that is nobody's but the
    athlete's or a coach's wish. is_health says that it follows from what the athlete
    answered. to_coach says the same to somebody else, "" where it needs no other words.
    """

    text: str
    rule: str = ""
    is_health: bool = False
    to_coach: str = ""

    def format(self, **values: str) -> Reason:
        """Return it with its blanks filled in."""
        text, to_coach = (one.format(**values) for one in (self.text, self.to_coach))
        return replace(self, text=text, to_coach=to_coach)


# What a check-in asks for.
FROZEN = Reason(
    gettext_noop(
        "No training since {date}: please be seen as the advice of that day says. The "
        "plan goes on once a clinician has assessed it."
    ),
    rule="HOLD",
    is_health=True,
)
REST_DAY = Reason(
    gettext_noop("Your check-in says rest today."),
    rule="A1",
    is_health=True,
    to_coach=gettext_noop("The check-in says rest today."),
)
WALK_DAY = Reason(
    gettext_noop("Your check-in says walk today: a walk replaces the run."),
    rule="A2",
    is_health=True,
    to_coach=gettext_noop("The check-in says walk today: a walk replaces the run."),
)
SHORT_DAY = Reason(
    gettext_noop("Your check-in says walk today: at most 45 minutes."),
    rule="A2",
    is_health=True,
    to_coach=gettext_noop("The check-in says walk today: at most 45 minutes."),
)
EASY_DAY = Reason(
    gettext_noop(
        "Your check-in says easy run today: easy, flat, and at most three quarters as "
        "far."
    ),
    rule="A3",
    is_health=True,
    to_coach=gettext_noop(
        "The check-in says easy run today: easy, flat, and at most three quarters as "
        "far."
    ),
)
FIRST_BACK = Reason(
    gettext_noop("The first run back is a run-walk."), rule="HOLD-3", is_health=True
)
LAST_RUN = Reason(
    gettext_noop("Not further than your last run ({distance})."),
    rule="A3",
    is_health=True,
    to_coach=gettext_noop("Not further than the last run ({distance})."),
)
AFTER_SHORT = Reason(
    gettext_noop(
        "The first runs after a break are short: one was cut short or left out, and "
        "the next is measured against it."
    ),
    rule="P4",
)
NO_WORDS = Reason(
    gettext_noop(
        "What your coach wrote is left out: your check-in does not say run today."
    ),
    rule="A6",
    is_health=True,
    to_coach=gettext_noop(
        "What a coach wrote is left out: the check-in does not say run today."
    ),
)
NOT_YET = Reason(
    gettext_noop("Nothing hard until your check-in says run again."),
    rule="P8",
    is_health=True,
    to_coach=gettext_noop("Nothing hard until a check-in says run again."),
)
DAY_BETWEEN = Reason(
    gettext_noop(
        "A walk: until your check-in says run again, there is a day between two runs."
    ),
    rule="P10",
    is_health=True,
    to_coach=gettext_noop(
        "A walk: until a check-in says run again, there is a day between two runs."
    ),
)

# What the athlete asks for.
SKIPPED = Reason(
    gettext_noop("You skipped this one. It is not made up for on another day."),
    to_coach=gettext_noop("It was skipped, and is not made up for on another day."),
)
PAUSED = Reason(gettext_noop("Paused: no training up to and including {date}."))
PAUSED_FOR_PAIN = Reason(
    gettext_noop("Paused for pain: no training up to and including {date}."),
    is_health=True,
)

# What stands of a coach's workout in any week.
TOO_MANY_RUNS = Reason(gettext_noop("A week has at most four runs (P1)."), rule="P1")
HARD_MEET = Reason(
    gettext_noop("Easy: hard days need a day between them (P7)."), rule="P7"
)
NO_MORE_HARD = Reason(
    gettext_noop("Easy: this week has no room for more tempo or intervals (P8)."),
    rule="P8",
)
ONE_LONG_RUN = Reason(gettext_noop("Easy: a week has one long run (P9)."), rule="P9")
DAY_BETWEEN_RUNS = Reason(
    gettext_noop("For now you need a day between two runs (P10)."),
    rule="P10",
    to_coach=gettext_noop("For now there is a day between two runs (P10)."),
)

# What this week leaves of a coach's workout: room is one of the first two.
AT_MOST, NO_ROOM = gettext_noop("At most {most}"), gettext_noop("No room for a run")
CHANGED = Reason(
    gettext_noop("Your coach changed this workout."),
    to_coach=gettext_noop("A coach changed this workout."),
)
TOO_LONG = Reason(
    gettext_noop(
        "{room}: a run is at most a tenth longer than the longest of the 30 "
        "days before (P4)."
    ),
    rule="P4",
)
SECOND_LONG = Reason(
    gettext_noop(
        "{room}: only the long run may be longer than the longest of the 30 "
        "days before (P5)."
    ),
    rule="P5",
)
FIRST_RUNS = Reason(
    gettext_noop("{room}: the first runs after a break are short (P4)."),
    rule="P4",
)
ABOVE_CAP = Reason(
    gettext_noop(
        "{room}: this week may hold {cap}, and the other days keep their share "
        "(+10 % rule, P2)."
    ),
    rule="P2",
)
NO_RISE = Reason(
    gettext_noop(
        "{room}: this week does not rise above the last one, and the other "
        "days keep their share (P14)."
    ),
    rule="P14",
)
LESS_LEFT = Reason(
    gettext_noop(
        "{room}: what you have run already leaves no more of this week's {cap} "
        "(+10 % rule, P2)."
    ),
    rule="P2",
    to_coach=gettext_noop(
        "{room}: what was run already leaves no more of this week's {cap} (+10 "
        "% rule, P2)."
    ),
)
ABOVE_CEILING = Reason(
    gettext_noop(
        "{room}: your coach's ceiling is {cap} this week, and the other days "
        "keep their share."
    ),
    rule="CEILING",
    to_coach=gettext_noop(
        "{room}: a ceiling holds this week at {cap}, and the other days keep "
        "their share."
    ),
)
NOT_OPEN = Reason(
    gettext_noop(
        "Nothing yet: what you run in the week before decides what this one may hold "
        "(P2)."
    ),
    rule="P2",
    to_coach=gettext_noop(
        "Nothing yet: what is run in the week before decides what this one may hold "
        "(P2)."
    ),
)
WITH_BREAKS = Reason(
    gettext_noop(
        "A run-walk: running without breaks comes at the end of the run-walk steps."
    ),
    rule="LADDER",
)
TOO_SHORT = Reason(
    gettext_noop(
        "Easy: a run this short has no room for a tempo or interval part (P8)."
    ),
    rule="P8",
)

# What becomes of a day as the athlete runs and moves.
RUN_ALREADY = Reason(
    gettext_noop(
        "You have run {done} this week already; the cap leaves {left} for the other "
        "days."
    ),
    rule="P2",
    to_coach=gettext_noop(
        "{done} was run this week already; the cap leaves {left} for the other days."
    ),
)
TOO_NEAR = Reason(
    gettext_noop(
        "Easy, as you moved it or another run: hard days need a day between them."
    ),
    rule="P7",
    to_coach=gettext_noop(
        "Easy, as it or another run was moved: hard days need a day between them."
    ),
)


def frozen_since(day: date) -> Reason:
    """Return that a warning sign has stopped all training, told of on this day."""
    return FROZEN.format(date=f"{day.day} {day:%B}")
