"""How the last run went: asked of whoever ran since the last check-in."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backpain.accounts.units import metres_in
from triage.forms import fields
from triage.forms.daily import Asked
from triage.rules import RunReport
from triage.runs import LoggedRun

LONGEST_RUN_M = 200_000
DAYS_BACK = 7
# Distances of one run, told twice, differ by no more than this.
ALIKE_PERCENT = 20


SETTLED = {
    "same_day": _("The same day, or there was none"),
    "by_next_morning": _("By the next morning"),
    "over_24h": _("It lasted over a day"),
    "over_72h": _("It lasted over three days"),
    "not_yet_known": _("Too early to say"),
}


QUESTIONS = (
    "last_run_pain_max",
    "last_run_trend",
    "last_run_limp",
    "last_run_settled",
)


class HowItFeltForm(forms.Form):
    """How a run felt: the questions that every run is asked about."""

    last_run_pain_max = fields.pain_score(
        _("Most pain during the run?"), required=False
    )
    last_run_trend = fields.dictionary_choice(
        "last_run_trend",
        _("As you ran, the pain …"),
        {
            "eased": _("eased, or there was none"),
            "steady": _("stayed the same"),
            "rose": _("rose"),
        },
        required=False,
    )
    last_run_limp = fields.dictionary_choice(
        "last_run_limp",
        _("Did you limp or change how you ran?"),
        fields.YES_NO,
        required=False,
    )
    last_run_settled = fields.dictionary_choice(
        "last_run_settled",
        _("Extra pain afterwards was gone …"),
        SETTLED,
        required=False,
    )

    def felt(self) -> dict[str, Any]:
        """Return the answers by attribute of a run report, those that were given."""
        return {
            name.removeprefix("last_run_"): self.cleaned_data[name]
            for name in QUESTIONS
            if self.cleaned_data.get(name) not in (None, "")
        }


class LoggedRunForm(HowItFeltForm):
    """What the log does not know of its newest run. The page says which one it asks of."""

    prefix = "logged"
    run_pk = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, logged: LoggedRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.logged = logged
        self.fields["run_pk"].initial = str(logged.pk)
        report = logged.report
        known = {
            "last_run_pain_max": report.pain_max is not None,
            "last_run_trend": report.trend is not None,
            "last_run_limp": report.limp is not None,
            "last_run_settled": report.has_settled is not None,
        }
        for name in QUESTIONS:
            if known[name]:
                del self.fields[name]
            else:
                self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("run_pk") != str(self.logged.pk):
            # Answers that were given about another run are not taken for this one.
            for name in QUESTIONS:
                if name in data:
                    self.add_error(name, _("This is about another run: answer again."))
        return data

    def told(self) -> LoggedRun:
        """Return the run with what is known of it by now."""
        report = dataclasses.replace(self.logged.report, **self.felt())
        return dataclasses.replace(self.logged, report=report)


class LastRunForm(HowItFeltForm):
    """The run questions, and the after-effect of an earlier run still open."""

    ran = fields.choice(
        _("Have you run since your last check-in?"),
        [("no", _("No")), ("yes", _("Yes"))],
    )
    ran_on = forms.ChoiceField(label=_("When was your last run?"), required=False)
    run_distance = fields.DistanceField()
    is_another = forms.BooleanField(
        label=_("Yes, it is another run than the one in my log"), required=False
    )
    open_run_settled = fields.dictionary_choice(
        "last_run_settled", "", SETTLED, required=False
    )

    def __init__(
        self,
        *args: Any,
        today: dt.date,
        units: str,
        asked: Asked,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units, self.logged = units, asked.logged
        if asked.logged:
            self.fields["ran"].label = _(
                "Have you run since your last check-in, other than in your log?"
            )
        self.fields["ran_on"].choices = _days_to_choose(  # type: ignore[attr-defined]
            today, asked.newest_run_on
        )
        self.fields["run_distance"].label = _("Distance in %(units)s") % {
            "units": units
        }
        if asked.open_run is None:
            del self.fields["open_run_settled"]
        else:
            self.fields["open_run_settled"].label = _(
                "Your run on %(day)s: extra pain afterwards was gone …"
            ) % {"day": date_format(asked.open_run.local_date, "l j F")}
        # As on the page; how it felt follows.
        self.order_fields(["open_run_settled", "ran", "ran_on", "run_distance"])

    def clean_ran_on(self) -> dt.date | None:
        text = self.cleaned_data["ran_on"]
        return dt.date.fromisoformat(text) if text else None

    def clean_run_distance(self) -> int | None:
        """Return the distance in metres."""
        distance = self.cleaned_data["run_distance"]
        if distance is None:
            return None
        metres = metres_in(self.units, distance)
        if metres > LONGEST_RUN_M:
            raise forms.ValidationError(fields.TOO_FAR)
        return metres

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("ran") == "yes":
            for name in ("ran_on", *QUESTIONS):
                if name in data and data[name] in (None, ""):
                    self.add_error(name, fields.ANSWER_THIS)
            self._check_the_log(data)
        elif data.get("open_run_settled") == "":
            self.add_error("open_run_settled", fields.ANSWER_THIS)
        return data

    def _check_the_log(self, data: dict[str, Any]) -> None:
        """Ask whether a run is another one where the log has one like it."""
        told = data.get("run_distance")
        is_like_one = any(
            day == data.get("ran_on") and _are_alike(metres, told)
            for day, metres in self.logged
        )
        if is_like_one and not data.get("is_another"):
            self.add_error(
                "is_another",
                _(
                    "Your log has a run like this on that day. If this is another one, "
                    "say so here; if it is the same, answer No above."
                ),
            )

    @property
    def settled_now(self) -> str:
        """What is told of an earlier run that was still open; "" if nothing is."""
        if self.cleaned_data["ran"] == "yes":
            return ""
        return str(self.cleaned_data.get("open_run_settled") or "")

    def run(self) -> RunReport | None:
        """Return the run that was reported, None if there was none."""
        data = self.cleaned_data
        if data["ran"] == "no":
            return None
        return RunReport(
            local_date=data["ran_on"], distance_m=data["run_distance"], **self.felt()
        )


def _days_to_choose(
    today: dt.date, newest_run_on: dt.date | None
) -> list[tuple[str, StrOrPromise]]:
    """Return the days on which the last run may have been, with their names."""
    days = [today - dt.timedelta(days=back) for back in range(DAYS_BACK + 1)]
    named = (date_format(day, "l j F") for day in days[2:])
    names: list[StrOrPromise] = [_("Today"), _("Yesterday"), *named]
    # The last run is not before one that is known already.
    first = min(newest_run_on or days[-1], today)
    chosen = [
        (day.isoformat(), name)
        for day, name in zip(days, names, strict=True)
        if day >= first
    ]
    return [("", "—"), *chosen]


def _are_alike(logged_m: int | None, told_m: int | None) -> bool:
    """Say whether two distances may be the same run's; an unknown one may be any."""
    if logged_m is None or told_m is None:
        return True
    return abs(logged_m - told_m) * 100 <= max(logged_m, told_m) * ALIKE_PERCENT
