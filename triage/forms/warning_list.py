"""The warning list as a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import gettext_lazy as _

from triage.forms import fields
from triage.rules import Value
from triage.signs import Sign
from triage.warning_list import (
    NONE_OF_THESE,
    NOT_SURE,
    list_answers,
    signs_for,
)


class Row(NamedTuple):
    """One row of the page: its tick box, and the follow-up that it opens."""

    sign: Sign
    tick: BoundWidget
    follow_up: BoundField


class WarningListForm(forms.Form):
    """The signs, "none of these", "not sure", and a follow-up for each sign."""

    def __init__(self, *args: Any, pregnant: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signs = signs_for(pregnant=pregnant)
        pairs = [(sign.key, sign.label) for sign in self.signs]
        self.fields["warnings"] = fields.several(
            _("Any of these now, or since your last check-in?"),
            [
                *pairs,
                (NONE_OF_THESE, _("None of these today")),
                (NOT_SURE, _("I am not sure about one of these")),
            ],
        )
        self.fields["warnings"].error_messages["required"] = _(
            "Tap everything that applies, or “None of these today”."
        )
        for sign in self.signs:
            make = fields.several if sign.several else fields.choice
            self.fields[f"warning_{sign.key}"] = make(
                sign.question,
                [(choice.key, choice.label) for choice in sign.choices],
                required=False,
            )
        self.fields["unsure_about"] = fields.several(
            _("Which one are you not sure about?"), pairs, required=False
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        tapped = data.get("warnings", [])
        if NONE_OF_THESE in tapped and len(tapped) > 1:
            self.add_error(
                "warnings",
                _("You tapped “None of these” and something else: untap one of them."),
            )
        if NOT_SURE in tapped and not data.get("unsure_about"):
            self.add_error("unsure_about", _("Tap the ones you are not sure about."))
        for sign in self.signs:
            name = f"warning_{sign.key}"
            if sign.key in tapped and name in data and not data[name]:
                self.add_error(name, _("You tapped this sign: say which it is."))
        return data

    def rows(self) -> Iterator[Row]:
        ticks = self["warnings"].subwidgets
        for sign, tick in zip(self.signs, ticks, strict=False):
            yield Row(sign, tick, self[f"warning_{sign.key}"])

    @property
    def none_of_these(self) -> BoundWidget:
        return self["warnings"].subwidgets[-2]

    @property
    def not_sure(self) -> BoundWidget:
        return self["warnings"].subwidgets[-1]

    def answers(self) -> dict[str, Value | None]:
        data = self.cleaned_data
        tapped = {
            sign.key: data[f"warning_{sign.key}"]
            if sign.several
            else [data[f"warning_{sign.key}"]]
            for sign in self.signs
            if sign.key in data["warnings"]
        }
        unsure = data["unsure_about"] if NOT_SURE in data["warnings"] else []
        return list_answers(tapped, unsure)
