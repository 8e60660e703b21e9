"""The fields derived from earlier check-ins and runs (triage.rules.history)."""

from __future__ import annotations

from triage.rules.field import Asked, Changeable, choice, no_yes, number
from triage.rules.types import gettext_noop as _

HISTORY = Asked.HISTORY

hours_since_last_run = number(
    "hours_since_last_run",
    HISTORY,
    _("Hours since the last run"),
    high=1_000_000,
    unit="hours",
    higher_is_worse=False,
    best=49,
    changeable=Changeable.YES,
    lift=_("{value} hours or more since your last run"),
)
flares_14d = number(
    "flares_14d",
    HISTORY,
    _("Runs in 14 days that left you sore for more than a day"),
    high=1000,
    higher_is_worse=True,
    changeable=Changeable.YES,
    lift=_("at most {count} run in 14 days that leaves you sore for more than a day"),
)
days_pain_3plus_14d = number(
    "days_pain_3plus_14d",
    HISTORY,
    _("Days with pain of 3 or more in 14 days"),
    high=14,
    higher_is_worse=True,
    changeable=Changeable.YES,
    lift=_("at most {value} days with pain of 3 or more in 14 days"),
)
pain_last_3_days_max = number(
    "pain_last_3_days_max",
    HISTORY,
    _("Most pain in the last 3 days"),
    high=10,
    higher_is_worse=True,
    changeable=Changeable.YES,
    lift=_("pain at {value} or less in the last 3 days"),
    clear=_("no pain in the last 3 days"),
)
prev_verdict = choice(
    "prev_verdict",
    HISTORY,
    _("Verdict of the check-in before"),
    {
        "run": _("run"),
        "run_easy": _("easy run"),
        "walk": _("walk"),
        "rest": _("rest"),
    },
    ordered=True,
)
days_pain_0_2 = number(
    "days_pain_0_2",
    HISTORY,
    _("Calm days in a row"),
    high=36_500,
    higher_is_worse=False,
    best=2,
    changeable=Changeable.YES,
    lift=_("{count} calm days in a row (pain 2 or less)"),
)
easy_runs_ok = number(
    "easy_runs_ok",
    HISTORY,
    _("Easy runs in a row that settled"),
    high=36_500,
    higher_is_worse=False,
    best=2,
    changeable=Changeable.YES,
    lift=_("{count} easy runs in a row that have settled by the next morning"),
)
pain_rising = no_yes(
    "pain_rising",
    HISTORY,
    _("Pain higher at each of three check-ins"),
    changeable=Changeable.YES,
    clear=_("pain that no longer rises from check-in to check-in"),
)

HISTORY_FIELDS = (
    hours_since_last_run,
    flares_14d,
    days_pain_3plus_14d,
    pain_last_3_days_max,
    prev_verdict,
    days_pain_0_2,
    easy_runs_ok,
    pain_rising,
)
