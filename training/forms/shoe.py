"""One pair of shoes, as it is typed in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backpain.accounts.models import User
from backpain.accounts.units import distance_in, metres_in
from training.models import Shoe
from triage.forms import fields

LONGEST_NAME = 80
OLDEST_YEARS = 30
LONGEST_BEFORE_M = 5_000_000


class ShoeForm(forms.Form):
    """A pair in the athlete's own units; only its name is needed."""

    name = forms.CharField(
        label=_("What do you call them?"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("Maker, model or colour: what tells them from your other pairs."),
        error_messages={
            "required": _("Give them a name, for example Blue Pegasus."),
            "max_length": _(
                "Use at most %(limit_value)d letters: it has %(show_value)d."
            ),
        },
    )
    kind = fields.choice(_("What kind?"), Shoe.Kind.choices)
    support = fields.choice(
        _("Which support?"),
        Shoe.Support.choices,
        help_text=_(
            "Stability shoes are for feet that roll inwards. Neutral if you are not sure."
        ),
    )
    bought_on = fields.DayField(
        label=_("Bought on"),
        required=False,
        help_text=_("Roughly is fine. New shoes can play a part when pain begins."),
    )
    run_before = fields.DistanceField(
        help_text=_("What you ran in them before you entered them here."),
    )

    def __init__(
        self, *args: Any, athlete: User, known: Shoe | None = None, **kwargs: Any
    ) -> None:
        self.athlete, self.known = athlete, known
        self.today = athlete.local_date()
        kwargs["initial"] = initial_of(known, athlete.units)
        super().__init__(*args, **kwargs)
        self.fields["run_before"].label = _("Already run in them, in %(units)s") % {
            "units": athlete.units
        }
        self.fields["bought_on"].widget.attrs["max"] = self.today.isoformat()

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Shoe.objects.filter(athlete=self.athlete, name=name)
        if self.known:
            others = others.exclude(pk=self.known.pk)
        if others.exists():
            raise forms.ValidationError(_("You have shoes of that name already."))
        return name

    def clean_bought_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["bought_on"]
        if day and day > self.today:
            raise forms.ValidationError(_("That day is still to come."))
        if day and day.year < self.today.year - OLDEST_YEARS:
            raise forms.ValidationError(_("That is long ago: check the year."))
        return day

    def clean_run_before(self) -> int:
        """Return the distance in metres."""
        distance = self.cleaned_data["run_before"]
        if distance is None:
            return 0
        metres = metres_in(self.athlete.units, distance)
        if metres > LONGEST_BEFORE_M:
            raise forms.ValidationError(fields.TOO_FAR)
        return metres

    def save(self) -> Shoe:
        data = self.cleaned_data
        shoe = self.known or Shoe(athlete=self.athlete)
        shoe.name, shoe.kind, shoe.support = data["name"], data["kind"], data["support"]
        shoe.bought_on = data["bought_on"]
        shoe.run_before_m = data["run_before"]
        shoe.save()
        return shoe


def initial_of(shoe: Shoe | None, units: str) -> dict[str, Any]:
    if shoe is None:
        return {"kind": Shoe.Kind.RUNNING, "support": Shoe.Support.NEUTRAL}
    return {
        "name": shoe.name,
        "kind": shoe.kind,
        "support": shoe.support,
        "bought_on": shoe.bought_on,
        "run_before": distance_in(units, shoe.run_before_m or None),
    }
