"""Model fields and constraints made from the field dictionary of the rules.

The dictionary is the one place where a question's values and range stand: forms,
columns, constraints and the rule engine all take them from there.
"""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from triage.rules import FIELDS

NOT_ANSWERED = ""


def choice_column(name: str, **options: Any) -> models.CharField:
    """Return a column for a choice of the dictionary; empty means not answered."""
    field = FIELDS[name]
    return models.CharField(
        max_length=40,
        blank=True,
        default=NOT_ANSWERED,
        choices=list(zip(field.values, field.words, strict=True)),
        **options,
    )


def number_column(name: str, **options: Any) -> models.PositiveIntegerField:
    """Return a column for a number of the dictionary; null means not answered."""
    field = FIELDS[name]
    return models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(field.low), MaxValueValidator(field.high)],
        **options,
    )


def constraints(table: str, *names: str) -> list[models.BaseConstraint]:
    """Return a constraint for each field: only what the dictionary allows."""
    return [_constraint(table, name) for name in names]


def _constraint(table: str, name: str) -> models.CheckConstraint:
    field = FIELDS[name]
    if field.is_number:
        condition = models.Q((f"{name}__gte", field.low), (f"{name}__lte", field.high))
        condition |= models.Q((f"{name}__isnull", True))
    else:
        condition = models.Q((f"{name}__in", [NOT_ANSWERED, *field.values]))
    return models.CheckConstraint(
        condition=condition, name=f"{table}_{name}_is_allowed"
    )
