"""A form that was opened before somebody saved something else: both are shown.

The page carries the version of what it showed. If that is not what is stored when it is
sent, nothing is saved; the page comes back with what was typed, what is stored now, and
the new version: sent again, it is meant.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One question: what is stored now, and what was typed."""

    label: StrOrPromise
    stored: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What differs; at is when the other values were saved, None if that is not kept."""

    differences: Sequence[Difference]
    at: dt.datetime | None = None


def version_of(*found: forms.BaseForm) -> str:
    """Return what changes with each value that the forms show as stored."""
    shown = [sorted(form.initial.items()) for form in found]
    text = json.dumps(shown, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def conflict_of(
    seen: str, *found: forms.BaseForm, at: dt.datetime | None = None
) -> Conflict | None:
    """Return what stands against saving valid forms; None if nothing does.

    The same page sent twice is no conflict: then nothing differs. A page that does
    not say what it showed is taken at its word.
    """
    if not seen or seen == version_of(*found):
        return None
    differences = [one for form in found for one in _differences(form)]
    return Conflict(differences=differences, at=at) if differences else None


def _differences(form: forms.BaseForm) -> Iterator[Difference]:
    for name in form.changed_data:
        bound = form[name]
        if not _differs(bound):
            continue
        yield Difference(
            label=bound.label,
            stored=_words(bound.field, bound.initial),
            typed=_words(bound.field, bound.value()),
        )


def _differs(bound: forms.BoundField) -> bool:
    """Say whether something else is meant: Django takes "6" and "6.0" for that."""
    try:
        stored = bound.field.to_python(bound.initial)
    except forms.ValidationError:
        return True
    return bound.field.has_changed(stored, bound.data)


def _words(field: forms.Field, value: Any) -> str:
    values = value if isinstance(value, list | tuple | set) else [value]
    words = dict(_flat(getattr(field, "choices", ())))
    said = [
        str(words.get(str(one), one)) for one in values if one not in (None, "", [])
    ]
    return ", ".join(said) or _("no answer")


def _flat(choices: Any) -> Iterator[tuple[str, StrOrPromise]]:
    """Return the choices by their text, out of their groups."""
    for key, word in choices:
        if isinstance(word, list | tuple):
            yield from _flat(word)
        else:
            yield str(key), word
