"""What stands where in a file: in the words of the pages on which it is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy
from django_stubs_ext import StrOrPromise

from backpain.accounts.forms.me import SettingsForm
from backpain.accounts.models import User
from training.forms.note import NoteForm
from training.forms.pause import PauseForm
from training.forms.run import RunForm
from training.forms.running_history import RunningHistoryForm
from training.forms.shoe import ShoeForm
from training.models import (
    Change,
    Note,
    Plan,
    Replan,
    Run,
    RunningHistory,
    Shoe,
    Week,
    Workout,
    WorkoutDone,
)
from triage.forms.care_hold import AssessmentForm
from triage.forms.daily import DailyForm
from triage.forms.episode import EpisodeForm
from triage.forms.profile import HabitsForm, ProfileForm
from triage.models import CareHold, CheckIn, Episode, HealthProfile
from triage.rules import FIELDS


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: for the person, and for whoever edits the file."""

    words: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How one thing of a table is called, by what it holds in a column, and all of them.

    Without a column there is only one.
    """

    one: StrOrPromise
    all: StrOrPromise
    column: str = ""


KINDS: Mapping[type[models.Model], Kind] = {
    Plan: Kind(
        one=gettext_lazy("The plan from %(which)s"),
        all=gettext_lazy("The plans"),
        column="started_on",
    ),
    Week: Kind(
        one=gettext_lazy("The week from %(which)s"),
        all=gettext_lazy("The weeks"),
        column="start",
    ),
    Workout: Kind(
        one=gettext_lazy("The workout of %(which)s"),
        all=gettext_lazy("The workouts"),
        column="date",
    ),
    HealthProfile: Kind(
        one=gettext_lazy("“About you”"), all=gettext_lazy("“About you”")
    ),
    Episode: Kind(
        one=gettext_lazy("The pain that started on %(which)s"),
        all=gettext_lazy("What is told about the pain"),
        column="started_on",
    ),
    CheckIn: Kind(
        one=gettext_lazy("The check-in of %(which)s"),
        all=gettext_lazy("The check-ins"),
        column="local_date",
    ),
    CareHold: Kind(
        one=gettext_lazy("The warning sign of %(which)s"),
        all=gettext_lazy("The warning signs"),
        column="opened_at",
    ),
    RunningHistory: Kind(
        one=gettext_lazy("“Your running”"), all=gettext_lazy("“Your running”")
    ),
    Shoe: Kind(
        one=gettext_lazy("The shoes “%(which)s”"),
        all=gettext_lazy("The shoes"),
        column="name",
    ),
    Run: Kind(
        one=gettext_lazy("The run of %(which)s"),
        all=gettext_lazy("The runs"),
        column="date",
    ),
    WorkoutDone: Kind(
        one=gettext_lazy("What was done on %(which)s"),
        all=gettext_lazy("The other workouts that were done"),
        column="date",
    ),
    Change: Kind(
        one=gettext_lazy("The change of the plan from %(which)s"),
        all=gettext_lazy("The changes of the plan"),
        column="first",
    ),
    Replan: Kind(
        one=gettext_lazy("What was planned anew on %(which)s"),
        all=gettext_lazy("The times the plan was made anew"),
        column="at",
    ),
    Note: Kind(
        one=gettext_lazy("The note of %(which)s"),
        all=gettext_lazy("The notes"),
        column="written_at",
    ),
}
# Where it is asked for. A column is called there as it is, but for what is below.
FORMS: Mapping[type[models.Model], tuple[Any, ...]] = {
    User: (SettingsForm,),
    CareHold: (AssessmentForm,),
    Change: (PauseForm,),
    CheckIn: (DailyForm,),
    Episode: (EpisodeForm,),
    HealthProfile: (ProfileForm, HabitsForm),
    Note: (NoteForm,),
    Run: (RunForm,),
    RunningHistory: (RunningHistoryForm,),
    Shoe: (ShoeForm,),
}
# Labels that a form makes for the athlete's units or for the day.
LABELS: Mapping[str, StrOrPromise] = {
    "distance_m": gettext_lazy("Distance"),
    "duration_s": gettext_lazy("Time"),
    "recent_weeks_m": gettext_lazy("How far did you run in the last four weeks?"),
    "longest_run_30d_m": gettext_lazy("Longest run in the last 30 days"),
    "easy_pace_s_per_km": gettext_lazy("Your easy pace"),
    "race_date": gettext_lazy("Date of the race"),
    "race_distance_m": gettext_lazy("Distance of the race"),
}
LONGEST_NAME = 80


def place_of(row: models.Model) -> Place:
    """Return where a row stands that was read already."""
    return Place(
        _one(type(row), vars(row), ""), f"{row._meta.db_table}, id {row.pk or '?'}"
    )


def place_in(model: type[models.Model], given: Any, number: int) -> Place:
    """Return where a row stands that may be anything; number counts from 0."""
    values = given if isinstance(given, Mapping) else {}
    numbered = _("%(all)s, number %(number)s in the file") % {
        "all": KINDS[model].all,
        "number": number + 1,
    }
    return Place(_one(model, values, numbered), f"{model._meta.db_table}[{number}]")


def place_of_all(model: type[models.Model]) -> Place:
    return Place(str(KINDS[model].all), model._meta.db_table)


def place_of_column(place: Place, field: models.Field) -> Place:
    """Return where one answer of a row stands."""
    words = _("%(where)s, “%(answer)s”") % {
        "where": place.words,
        "answer": label_of(field),
    }
    return Place(words, f"{place.path}.{field.attname}")


def place_of_setting(field: models.Field) -> Place:
    return Place(
        _("The setting “%(name)s”") % {"name": label_of(field)},
        f"accounts_user.{field.name}",
    )


def label_of(field: models.Field) -> str:
    """Return what a column is called where it is asked for, else its own name."""
    if field.name in LABELS:
        return str(LABELS[field.name])
    for form in FORMS.get(field.model, ()):
        for name in (field.name, f"episode_{field.name}"):
            asked = form.base_fields.get(name)
            if asked is not None and asked.label:
                return str(asked.label)
    if field.name in FIELDS:
        # Several ticks of one question, each a column of its own.
        return str(FIELDS[field.name].label)
    return str(field.verbose_name)


def _one(model: type[models.Model], values: Mapping[str, Any], otherwise: str) -> str:
    kind = KINDS[model]
    if not kind.column:
        return str(kind.one)
    which = values.get(kind.column)
    shown = _name(which) if model is Shoe else _day(which)
    return kind.one % {"which": shown} if shown else otherwise


def _name(given: object) -> str:
    return given[:LONGEST_NAME] if isinstance(given, str) else ""


def _day(given: object) -> str:
    """Return a day as the pages show it, "" for what is none."""
    if isinstance(given, str):
        try:
            given = dt.date.fromisoformat(given[:10])
        except ValueError:
            return ""
    return date_format(given, "j M Y") if isinstance(given, dt.date) else ""
