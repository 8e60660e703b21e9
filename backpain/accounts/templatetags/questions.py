"""The answers that a question offers, as big rows.

Written here, not in a template: a check-in has a hundred and seventy of them, and
they took half of the time in which its page is rendered.
"""

from __future__ import annotations

from html import escape
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def answer(data: dict[str, Any]) -> SafeString:
    """Return one answer; data is that of its BoundWidget."""
    # nosemgrep: marked-safe - _row escapes all that it is given
    return SafeString(_row(data))


@register.simple_tag
def answers(field: BoundField) -> SafeString:
    """Return all answers of a question."""
    # nosemgrep: marked-safe - _row escapes all that it is given
    return SafeString("\n".join(_row(widget.data) for widget in field.subwidgets))


def _row(data: dict[str, Any]) -> str:
    """Return the row of an answer; whatever the form says is escaped."""
    key, kind, name, value, label = (
        escape(str(part))
        for part in (
            data["attrs"]["id"],
            data["type"],
            data["name"],
            data["value"],
            data["label"],
        )
    )
    checked = " checked" if data["selected"] else ""
    return (
        f'<label class="option" for="{key}"><input type="{kind}" name="{name}" '
        f'value="{value}" id="{key}"{checked}><span>{label}</span></label>'
    )
