"""What forms and addresses carry beside the path, and which of it names an object.

A test finds what the code reads; it fails for a name that is not listed here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings

READ = re.compile(r"""(?:GET|POST|query)(?:\.get(?:list)?\(|\[)\s*"(\w+)\"""")
# Read from a query or a form by hand, and no object's key.
WORDS = {
    "action",
    "active",
    "answer",
    "back_to",
    "confirmed",
    "date",
    "days",
    "format",
    "mail",
    "months",
    "next",
    "q",
    "second",
    "seen",
    "show",
    "submission_key",
    "way",
}
# Read by hand, and the key of a row: each has a case in test_access_matrix_tricks.py.
KEYS = {"after", "before", "coach", "corrects", "group"}
# The same, in what is posted.
POSTED_KEYS = {"browser"}
# Fields of forms that name an object, by its key or by a code.
FIELDS = {("GroupForm", "members"), ("RunForm", "shoe"), ("CodeForm", "code")}
# Called like one, but a text, or a code of one's own second factor.
TEXTS = {
    ("ActivateTOTPForm", "code"),
    ("ConfirmCodeForm", "code"),
    ("DailyForm", "note"),
}


def names_read() -> set[str]:
    """Return the names that the code reads from a query or a form by hand."""
    found: set[str] = set()
    for package in ("backpain", "triage", "training"):
        for file in Path(settings.BASE_DIR, package).rglob("*.py"):
            found.update(READ.findall(file.read_text()))
    return found


def fields_that_name() -> set[tuple[str, str]]:
    """Return the fields of our forms that are chosen among rows, or called like one."""
    words = {model._meta.model_name for model in apps.get_models()} | {"code", "pk"}
    return {
        (form.__name__, name)
        for form in _our_forms(forms.BaseForm)
        for name, field in form.base_fields.items()
        if isinstance(field, forms.ModelChoiceField) or name in words
    }


def _our_forms(parent: type) -> set[Any]:
    below = {form for child in parent.__subclasses__() for form in _our_forms(child)}
    is_ours = parent.__module__.startswith(("backpain.", "triage.", "training."))
    return below | ({parent} if is_ours else set())
