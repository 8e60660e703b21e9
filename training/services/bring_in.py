"""Bring an export into an account that has nothing yet, all of it or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import DataError, IntegrityError, models, transaction
from django.utils.translation import gettext as _

from backpain.accounts.models import User
from training.bring_in import shapes, tables
from training.bring_in.judge import judge
from training.bring_in.read import Contents
from training.bring_in.values import NotTakenError, refuse
from training.bring_in.words import KINDS, place_of, place_of_column
from training.models import Plan, Replan, Week, Workout
from training.services.plan import replan
from training.services.rebuild import rebuild_status
from triage.models import CareHold, CheckIn, HealthProfile
from triage.situation import lock

# Years of check-ins in one statement took longer than a page waits for its answer.
ROWS_AT_ONCE = 500


class NotEmptyError(Exception):
    """The account has something already."""


def has_nothing(athlete: User) -> bool:
    return not any(
        model._base_manager.filter(athlete=athlete).exists() for model in tables.TAKEN
    )


def bring_in(*, athlete: User, contents: Contents, now: dt.datetime) -> None:
    """Write what a file holds, and plan what is not over anew.

    Raises NotTakenError for a file whose advice, weeks or runs cannot be, and
    NotEmptyError.
    """
    # Before the lock is taken: judging years of check-ins takes a while.
    judge(contents.of(CheckIn), contents.of(CareHold))
    today = User(**contents.settings).local_date(now)
    shapes.check(contents, today)
    for plan in contents.of(Plan):
        # Whoever flies west has planned tomorrow.
        plan.planned_on = min(plan.planned_on, today)
    try:
        with transaction.atomic():
            _write(athlete, contents, now)
    except (IntegrityError, DataError) as error:
        raise _cannot_be(error) from error


def _cannot_be(error: IntegrityError | DataError) -> NotTakenError:
    """Return what Postgres refuses, by what it is about and by the name of the rule."""
    said = getattr(error.__cause__, "diag", None)
    table, rule = getattr(said, "table_name", ""), getattr(said, "constraint_name", "")
    model = {one._meta.db_table: one for one in tables.TAKEN}.get(table or "")
    about = str(KINDS[model].all) if model else _("What the file holds")
    message = _("%(about)s: something there cannot be. Nothing was brought in.")
    if "10_percent" in (rule or ""):
        # The triggers name no table.
        about = str(KINDS[Week].all)
        message = _(
            "%(about)s: one may hold at most 10 %% more than the week before, and is "
            "planned for more. Nothing was brought in."
        )
    path = ": ".join(filter(None, [table, rule]))
    return NotTakenError(message % {"about": about}, path=path)


def _write(athlete: User, contents: Contents, now: dt.datetime) -> None:
    lock(athlete)
    if not has_nothing(athlete):
        raise NotEmptyError
    for name, value in contents.settings.items():
        setattr(athlete, name, value)
    athlete.save(update_fields=list(contents.settings))
    planned_after = {plan.pk: plan.planned_after for plan in contents.of(Plan)}
    writer = _Writer(athlete=athlete, owner=contents.owner, now=now)
    for model in tables.TAKEN:
        for rows in _together(model, contents.of(model)):
            writer.insert(model, rows)
    for old, key in writer.keys[Plan].items():
        newest = writer.keys[CheckIn].get(planned_after[old], 0)
        Plan.objects.filter(pk=key).update(planned_after=newest)
    # Today's advice is asked for again: here, and with all that came along.
    HealthProfile.objects.filter(athlete=athlete).update(changed_at=now)
    replan(athlete=athlete, cause=Replan.Cause.BROUGHT_IN, now=now)
    rebuild_status(athlete, now)


def _together(
    model: type[models.Model], rows: list[Any]
) -> Iterator[list[models.Model]]:
    """Return rows that are written in one statement.

    A correction comes after what it corrects, a plan after the ones before it, and a
    week is filled once, by all its workouts.
    """
    if model is Workout:
        rows = sorted(rows, key=lambda row: (row.week_id, row.pk))
    if model is Plan:
        rows = sorted(rows, key=lambda row: row.started_on)
    some: list[Any] = []
    for row in rows:
        is_next = (
            model is Plan
            or (model is CheckIn and row.supersedes_id is not None)
            or (model is Workout and some and row.week_id != some[-1].week_id)
        )
        if is_next and some:
            yield some
            some = []
        some.append(row)
    if some:
        yield some


@dataclass(frozen=True, kw_only=True)
class _Writer:
    """Writes rows of a file as an athlete's own; keys lead from its keys to ours."""

    athlete: User
    owner: int
    now: dt.datetime
    keys: dict[type[models.Model], dict[int, int]] = field(
        default_factory=lambda: {model: {} for model in tables.TAKEN}
    )

    def insert(self, model: type[models.Model], rows: list[Any]) -> None:
        old = [row.pk for row in rows]
        for row in rows:
            for column in model._meta.concrete_fields:
                if isinstance(column, models.ForeignKey):
                    setattr(row, column.attname, self._new_key(row, column))
            row.pk = None
            if isinstance(row, CheckIn):
                row.imported_at = self.now
            if isinstance(row, Plan):
                # Set again once the check-ins are there.
                row.planned_after = 0
        times = _written_by_django(model, rows)
        written = model._base_manager.bulk_create(rows, batch_size=ROWS_AT_ONCE)
        self.keys[model] |= {key: row.pk for key, row in zip(old, written, strict=True)}
        if times:
            for row, values in zip(written, times, strict=True):
                vars(row).update(values)
            model._base_manager.bulk_update(
                written, [*times[0]], batch_size=ROWS_AT_ONCE
            )

    def _new_key(self, row: models.Model, column: models.ForeignKey) -> int | None:
        """Return the key of the same row here; for other people there is none."""
        key: int | None = getattr(row, column.attname)
        if column.related_model is User:
            return self.athlete.pk if key == self.owner else None
        if key is None:
            return None
        found = self.keys[column.related_model].get(key)
        if found is None:
            where = place_of_column(place_of(row), column)
            refuse(where, _("it belongs to something that is not in the file"))
        return found


def _written_by_django(
    model: type[models.Model], rows: list[Any]
) -> list[dict[str, Any]]:
    """Return the times that Django replaces when it writes a row, if there are any."""
    names = [
        column.attname
        for column in model._meta.concrete_fields
        if getattr(column, "auto_now", False) or getattr(column, "auto_now_add", False)
    ]
    return [{name: getattr(row, name) for name in names} for row in rows if names]
