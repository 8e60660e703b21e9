"""Form fields for the questions of the dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.choices import BaseChoiceIterator
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from triage.rules import FIELDS

Pairs = Iterable[tuple[Any, StrOrPromise]]

ANSWER_THIS = _("Choose an answer.")
TOO_FAR = _("That is further than we can believe: check the distance.")
A_DATE = _("Enter a date, for example 2026-11-03.")
NRS_MESSAGE = _("Choose a number from 0 to 10.")


class FixedChoices(BaseChoiceIterator):
    """Choices that never change, so that the forms of all requests may share them.

    A form copies its fields for every request, deeply; that was half of the time a
    check-in took.
    """

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = tuple(pairs)

    def __iter__(self) -> Iterator[tuple[Any, StrOrPromise]]:
        return iter(self.pairs)

    def __deepcopy__(self, memo: object) -> FixedChoices:
        return self


class DistanceField(forms.DecimalField):
    """A distance in the athlete's own units, with a point or a comma."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        defaults = {
            "required": False,
            "min_value": 0,
            "max_digits": 6,
            "decimal_places": 2,
            "widget": widget,
            "error_messages": {
                "invalid": _("Enter a number, for example 5.2."),
                "min_value": _("A distance cannot be below zero."),
                "max_digits": _("That is too long: check the distance."),
                "max_whole_digits": _("That is too long: check the distance."),
                "max_decimal_places": _("Two decimals are enough, for example 5.25."),
            },
        }
        super().__init__(**defaults | options)  # type: ignore[arg-type]

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace(",", ".")
        return super().to_python(value)


class DayField(forms.DateField):
    """A day, as a date input sends it; 3/4 would be April here and March there."""

    def __init__(self, **options: Any) -> None:
        messages = {"invalid": A_DATE, "required": A_DATE}
        super().__init__(
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            error_messages=messages | options.pop("error_messages", {}),
            **options,
        )


def choice(label: StrOrPromise, pairs: Pairs, **options: Any) -> forms.ChoiceField:
    """Return a question with one answer, as radio buttons, none chosen beforehand."""
    return forms.ChoiceField(
        label=label,
        choices=FixedChoices(pairs),
        widget=forms.RadioSelect,
        error_messages={"required": ANSWER_THIS, "invalid_choice": ANSWER_THIS},
        **options,
    )


def several(
    label: StrOrPromise, pairs: Pairs, **options: Any
) -> forms.MultipleChoiceField:
    """Return a question with several answers, as check boxes."""
    return forms.MultipleChoiceField(
        label=label,
        choices=FixedChoices(pairs),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tap what applies."),
            "invalid_choice": _("Choose from the list."),
        },
        **options,
    )


def pain_score(label: StrOrPromise, **options: Any) -> forms.TypedChoiceField:
    """Return a pain question: eleven buttons, 0 none to 10 worst imaginable."""
    return forms.TypedChoiceField(
        label=label,
        choices=FixedChoices((str(score), str(score)) for score in range(11)),
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": NRS_MESSAGE, "invalid_choice": NRS_MESSAGE},
        **options,
    )


def dictionary_choice(
    name: str, label: StrOrPromise, words: Mapping[str, StrOrPromise], **options: Any
) -> forms.ChoiceField:
    """Return a question whose answers are values of the dictionary, in our words.

    Raises KeyError for a value that the dictionary does not have.
    """
    for value in words:
        if value and value not in FIELDS[name].values:
            raise KeyError(f"{name} has no value {value}")
    return choice(label, words.items(), **options)


YES_NO = {"no": _("No"), "yes": _("Yes")}
