"""One run, as it is typed in."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backpain.accounts.models import User
from backpain.accounts.units import distance_in, metres_in
from training.forms.duration import TIME_MESSAGE, DurationField, duration_typed
from training.models import LONGEST_RUN_M, Run, Shoe
from triage.forms import fields
from triage.forms.last_run import SETTLED

YEARS_BACK = 3
# Wider than any run: these only find a time typed in other units than it was read.
FASTEST_S_PER_KM, SLOWEST_S_PER_KM = 100, 3600
# The days after which "it lasted over …" can be known.
KNOWN_AFTER = {"over_24h": 1, "over_72h": 3}
NO_ANSWER = _("No answer")


def score(label: StrOrPromise) -> forms.TypedChoiceField:
    """Return a question of 0 to 10 that may be left out, and taken back."""
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=fields.FixedChoices(
            [*((str(number), str(number)) for number in range(11)), ("", NO_ANSWER)]
        ),
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": fields.NRS_MESSAGE},
    )


class RunForm(forms.Form):
    """A run in the athlete's own units; only the day and the distance are needed."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    distance = fields.DistanceField(required=True)
    date = fields.DayField(
        label=_("Day"),
        error_messages={
            "required": _("Enter the day of the run, for example 2026-11-03.")
        },
    )
    duration = DurationField(
        label=_("Time"),
        help_text=_("Minutes, or hours:minutes:seconds, such as 34 or 1:02:30."),
    )
    shoe = forms.ChoiceField(
        label=_("Shoes"),
        required=False,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )
    session_rpe = score(_("How hard was it, all in all?"))
    pain_max = score(_("Most pain in your back during the run?"))
    trend = fields.dictionary_choice(
        "last_run_trend",
        _("As you ran, the pain …"),
        {
            "eased": _("eased, or there was none"),
            "steady": _("stayed the same"),
            "rose": _("rose"),
            "": NO_ANSWER,
        },
        required=False,
    )
    limp = fields.dictionary_choice(
        "last_run_limp",
        _("Did you limp or change how you ran?"),
        {**fields.YES_NO, "": NO_ANSWER},
        required=False,
    )
    settled = fields.dictionary_choice(
        "last_run_settled",
        _("Extra pain afterwards was gone …"),
        {**SETTLED, "": NO_ANSWER},
        required=False,
    )
    surface = forms.ChoiceField(
        label=_("Surface"),
        required=False,
        choices=fields.FixedChoices([("", NO_ANSWER), *Run.Surface.choices]),
        error_messages={"invalid_choice": _("Choose from the list.")},
    )

    MORE = ("session_rpe", "pain_max", "trend", "limp", "settled", "surface")

    def __init__(
        self,
        *args: Any,
        athlete: User,
        today: dt.date,
        shoes: list[Shoe],
        known: Run | None = None,
        **kwargs: Any,
    ) -> None:
        self.athlete, self.today, self.known = athlete, today, known
        self.shoes = {str(shoe.pk): shoe for shoe in shoes}
        super().__init__(*args, **kwargs)
        units = {"units": athlete.units}
        distance = self.fields["distance"]
        distance.label = _("Distance in %(units)s") % units
        distance.error_messages["required"] = (
            _("Enter how far you ran, in %(units)s.") % units
        )
        # A run that was dated before flying west may be dated tomorrow by now.
        self.latest = max(today, known.date) if known else today
        self.earliest = earliest_day(today)
        self.fields["date"].widget.attrs |= {
            "min": self.earliest.isoformat(),
            "max": self.latest.isoformat(),
        }
        self._offer_shoes()
        if known:
            del self.fields["submission_key"]
        if self.day is None or self.day >= today:
            del self.fields["settled"]

    def _offer_shoes(self) -> None:
        if not self.shoes:
            del self.fields["shoe"]
            return
        if self.initial.get("shoe") and self.known is None:
            self.fields["shoe"].help_text = _("Already chosen: those of your last run.")
        names = [(pk, shoe.name) for pk, shoe in self.shoes.items()]
        self.fields["shoe"].choices = [("", NO_ANSWER), *names]  # type: ignore[attr-defined]

    @property
    def day(self) -> dt.date | None:
        """The day that stands in the form, None if it is none."""
        return day_of(self["date"].value())

    @property
    def is_more_open(self) -> bool:
        """Say whether one of the questions that are folded away is answered."""
        return any(
            self[name].errors or self[name].value() not in (None, "")
            for name in self.MORE
            if name in self.fields
        )

    def clean_date(self) -> dt.date:
        day: dt.date = self.cleaned_data["date"]
        if day > self.latest:
            raise forms.ValidationError(
                _("That day is still to come. Log a run once it is run.")
            )
        if day < self.earliest:
            raise forms.ValidationError(
                _("That is more than three years ago: check the year.")
            )
        return day

    def clean_distance(self) -> int:
        """Return the distance in metres."""
        distance: Decimal = self.cleaned_data["distance"]
        if self.known and distance == Decimal(self._known_distance() or "-1"):
            # Two decimals do not hold every metre: what was not changed stays.
            return self.known.distance_m or 0
        metres = metres_in(self.athlete.units, distance)
        if metres > LONGEST_RUN_M:
            raise forms.ValidationError(fields.TOO_FAR)
        if metres < 1:
            raise forms.ValidationError(
                _("Enter a distance above zero. Walking is not logged as a run.")
            )
        return metres

    def _known_distance(self) -> str:
        metres = self.known.distance_m if self.known else None
        return distance_in(self.athlete.units, metres)

    def clean_shoe(self) -> Shoe | None:
        return self.shoes.get(self.cleaned_data["shoe"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._check_pace(data)
        day, settled = data.get("date"), data.get("settled")
        if day and settled in KNOWN_AFTER:
            needed = dt.timedelta(days=KNOWN_AFTER[settled])
            if day > self.today - needed:
                self.add_error("settled", _("So much time has not passed since then."))
        return data

    def _check_pace(self, data: dict[str, Any]) -> None:
        metres, seconds = data.get("distance"), data.get("duration")
        if not metres or not seconds:
            return
        if not FASTEST_S_PER_KM <= seconds * 1000 / metres <= SLOWEST_S_PER_KM:
            self.add_error(
                "duration",
                _("%(time)s for this distance cannot be: check both. %(hint)s")
                % {"time": duration_typed(seconds), "hint": TIME_MESSAGE},
            )

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of the run; a question that was not asked is not answered."""
        data = self.cleaned_data
        return {
            "date": data["date"],
            "distance_m": data["distance"],
            "duration_s": data["duration"],
            "shoe": data.get("shoe"),
            "session_rpe": data["session_rpe"],
            "pain_max": data["pain_max"],
            "trend": data["trend"],
            "limp": data["limp"],
            "settled": data.get("settled", ""),
            "surface": data["surface"],
        }


def initial_of(run: Run, units: str) -> dict[str, Any]:
    """Return what the form shows for a run that is logged."""
    return {
        "date": run.date,
        "distance": distance_in(units, run.distance_m),
        "duration": duration_typed(run.duration_s),
        "shoe": str(run.shoe_id or ""),
        "session_rpe": "" if run.session_rpe is None else str(run.session_rpe),
        "pain_max": "" if run.pain_max is None else str(run.pain_max),
        "trend": run.trend,
        "limp": run.limp,
        "settled": run.settled,
        "surface": run.surface,
    }


def day_of(value: Any) -> dt.date | None:
    """Return a day from its text, as a form or an address has it; None if it is none."""
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, dt.date) else None


def earliest_day(today: dt.date) -> dt.date:
    """Return the first day on which a run may be logged."""
    year = today.year - YEARS_BACK
    is_leap_day = (today.month, today.day) == (2, 29)
    return today.replace(year=year, day=28) if is_leap_day else today.replace(year=year)
