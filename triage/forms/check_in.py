"""The check-in as one page of four forms, judged together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from triage.forms.daily import Asked, DailyForm
from triage.forms.episode import EpisodeForm
from triage.forms.last_run import LastRunForm, LoggedRunForm
from triage.forms.warning_list import WarningListForm
from triage.models import CheckIn, Episode
from triage.rules import Value
from triage.services import Told

STILL_TRUE = _("Is this still true? Tap here, or change below what has changed.")


class SubmissionForm(forms.Form):
    """What the page carries besides the answers: its key and the day it was made for."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    shown_for = forms.DateField(widget=forms.HiddenInput)


class CheckInForms:
    """The parts of one check-in page, bound to one POST, or fresh with data=None."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        asked: Asked,
        today: dt.date,
        units: str,
        episode: Episode | None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.asked = asked
        self.warning_list = WarningListForm(data, pregnant=asked.pregnant)
        self.daily = DailyForm(data, asked=asked, initial=initial)
        self.last_run = LastRunForm(
            data, today=today, units=units, asked=asked, initial=initial
        )
        self.logged_run = None
        if asked.logged_run is not None:
            self.logged_run = LoggedRunForm(data, logged=asked.logged_run)
        self.episode = EpisodeForm(data, today=today, known=episode)
        self.submission = SubmissionForm(data)

    @property
    def parts(self) -> tuple[forms.Form, ...]:
        about = [] if self.logged_run is None else [self.logged_run]
        return (
            self.submission,
            self.warning_list,
            self.daily,
            *about,
            self.last_run,
            self.episode,
        )

    def is_valid(self) -> bool:
        valid = [part.is_valid() for part in self.parts]
        self._ask_about_the_pain()
        return all(valid) and not self.episode.errors

    @property
    def error_count(self) -> int:
        return sum(len(part.errors) for part in self.parts)

    def _ask_about_the_pain(self) -> None:
        """Ask for the whole episode when it is new, has changed or is out of date."""
        form = self.episode
        if form.is_unchanged:
            return
        if form.has_changed():
            form.require_all()
        elif self.asked.episode_due and self.daily.hurts:
            if form.known is None:
                form.require_all()
            else:
                form.add_error("episode_unchanged", STILL_TRUE)

    def answers(self) -> dict[str, Value | None]:
        """Return the answers of a valid page, by field of the dictionary."""
        answers = self.warning_list.answers() | self.daily.answers()
        if self.last_run.settled_now:
            answers["last_run_settled"] = self.last_run.settled_now
        return answers

    def told(self, *, corrects: CheckIn | None) -> Told:
        """Return what a valid page tells."""
        episode = self.episode
        changed = not episode.is_unchanged and episode.has_changed()
        return Told(
            answers=self.answers(),
            run=self.last_run.run(),
            about=self.logged_run.told() if self.logged_run else None,
            episode=episode.as_columns() if changed else None,
            episode_unchanged=episode.is_unchanged,
            note=self.daily.cleaned_data["note"],
            corrects=corrects,
        )
