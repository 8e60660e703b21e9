"""The questions of the day: pain, walking, painkillers, and what the day adds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from triage.forms import fields
from triage.rules import RunReport, Value
from triage.runs import LoggedRun

LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which questions today's check-in adds to the ones it always has.

    after_pain: there was pain in the last 7 days, so the comparison with last week is
    asked even on a day without pain. newest_run_on: the day of the last run known so
    far. open_run: that run if its after-effect is not known yet. logged_run: a run of
    the log of which not all is known. logged: day and metres of the runs in the log.
    episode_due: what is known of the pain is missing or older than 7 days.
    """

    pregnant: bool = False
    after_pain: bool = False
    held_at_walk: bool = False
    fear: bool = False
    low_energy: bool = False
    newest_run_on: dt.date | None = None
    open_run: RunReport | None = None
    logged_run: LoggedRun | None = None
    logged: tuple[tuple[dt.date, int | None], ...] = ()
    episode_due: bool = True


class DailyForm(forms.Form):
    """Pain, walking and painkillers: always. The rest: when the day asks for it."""

    pain_now = fields.pain_score(_("How strong is your back pain right now?"))
    pain_worst_24h = fields.pain_score(_("And the worst in the last 24 hours?"))
    walking = fields.dictionary_choice(
        "walking",
        _("Can you walk today?"),
        {
            "normal": _("Normally: half an hour briskly is fine"),
            "normal_but_short": _("Normally, but not for long"),
            "limp": _("I limp or hold my back"),
            "cannot": _("I cannot walk"),
        },
    )
    painkiller_8h = fields.dictionary_choice(
        "painkiller_8h",
        _("Painkillers in the last 8 hours?"),
        {
            "none": _("None"),
            "simple": _("Simple ones (paracetamol, ibuprofen, naproxen, aspirin)"),
            "strong": _(
                "Strong or prescribed ones (codeine, tramadol, muscle relaxant, "
                "nerve-pain tablet)"
            ),
        },
    )
    change_vs_last_week = fields.dictionary_choice(
        "change_vs_last_week",
        _("Compared with a week ago?"),
        {
            "better": _("Better"),
            "same": _("Same"),
            "worse": _("Worse"),
            "much_worse": _("Much worse"),
        },
        required=False,
    )
    daily_life = fields.dictionary_choice(
        "daily_life",
        _("Does it get in the way of daily life?"),
        {
            "none": _("Not at all"),
            "a_bit": _("A bit"),
            "a_lot": _("A lot"),
            "cannot": _("I cannot do normal things"),
        },
        required=False,
    )
    brisk_walk_30_ok = fields.dictionary_choice(
        "brisk_walk_30_ok",
        _("Since yesterday: a 30-minute brisk walk, comfortable and without a limp?"),
        {"yes": _("Yes"), "no": _("No, or not tried")},
    )
    fear_unsafe = fields.dictionary_choice(
        "fear_unsafe",
        _("Do you worry that moving could harm your back?"),
        {"no": _("No"), "yes": _("Yes")},
        required=False,
    )
    low_energy_signs = fields.dictionary_choice(
        "low_energy_signs",
        _(
            "Once a month: periods missing for 3 months (not planned), weight changing "
            "without wanting it, or often eating less than training needs?"
        ),
        {"no": _("No"), "yes": _("Yes, at least one of these")},
    )
    note = forms.CharField(
        label=_("A note for yourself or your clinician"),
        required=False,
        widget=forms.Textarea({"rows": 2, "maxlength": LONGEST_NOTE}),
        help_text=_("Not read by the rules. At most 500 characters."),
    )

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for name, is_asked in (
            ("brisk_walk_30_ok", asked.held_at_walk),
            ("fear_unsafe", asked.fear),
            ("low_energy_signs", asked.low_energy),
        ):
            if not is_asked:
                del self.fields[name]

    def clean_note(self) -> str:
        # A browser counts a new line as one character, and sends two.
        note = "\n".join(self.cleaned_data["note"].splitlines())
        if len(note) > LONGEST_NOTE:
            raise forms.ValidationError(
                _("Shorten it to %(most)s characters: it has %(length)s.")
                % {"most": LONGEST_NOTE, "length": len(note)}
            )
        return note

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        now, worst = data.get("pain_now"), data.get("pain_worst_24h")
        if now is not None and worst is not None and worst < now:
            self.add_error(
                "pain_worst_24h",
                _(
                    "The worst of the last 24 hours cannot be lower than the pain now "
                    "(%(now)s)."
                )
                % {"now": now},
            )
        hurts = self.hurts
        needed = {
            "change_vs_last_week": hurts or self.asked.after_pain,
            "daily_life": hurts,
        }
        for name, is_needed in needed.items():
            if is_needed and name in data and not data[name]:
                self.add_error(name, fields.ANSWER_THIS)
        return data

    @property
    def hurts(self) -> bool:
        """Say whether any pain was reported; for a bound form that was cleaned."""
        scores = (
            self.cleaned_data.get(name) for name in ("pain_now", "pain_worst_24h")
        )
        return any(scores)

    def answers(self) -> dict[str, Value | None]:
        return {
            name: None if value == "" else value
            for name, value in self.cleaned_data.items()
            if name != "note"
        }
