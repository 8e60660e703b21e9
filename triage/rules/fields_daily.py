"""The fields of the day: pain, function, the last run; and the weekly ones."""

from __future__ import annotations

from triage.rules.field import Asked, Changeable, Field, choice, no_yes, number
from triage.rules.types import gettext_noop as _

DAILY = Asked.DAILY


def _pain_score(
    name: str,
    label: str,
    *,
    required: bool = False,
    lift: str = "",
    clear: str = "",
) -> Field:
    """Return a pain score on the 0-10 numeric rating scale (NRS-11)."""
    return number(
        name,
        DAILY,
        label,
        high=10,
        higher_is_worse=True,
        required=required,
        changeable=Changeable.YES if lift else Changeable.NO,
        lift=lift,
        clear=clear,
    )


pain_now = _pain_score(
    "pain_now",
    _("Pain now"),
    required=True,
    lift=_("pain now at {value} or less"),
    clear=_("no pain now"),
)
pain_worst_24h = _pain_score(
    "pain_worst_24h",
    _("Worst pain in 24 hours"),
    required=True,
    lift=_("the worst pain of the last 24 hours at {value} or less"),
    clear=_("no pain in the last 24 hours"),
)
walking = choice(
    "walking",
    DAILY,
    _("Walking"),
    {
        "normal": _("normal, 30 minutes briskly is fine"),
        "normal_but_short": _("normal, but not for long"),
        "limp": _("with a limp"),
        "cannot": _("not possible"),
    },
    ordered=True,
    required=True,
    changeable=Changeable.YES,
    lift=_("walking no worse than “{words}”"),
    clear=_("30 minutes of brisk walking without trouble"),
)
daily_life = choice(
    "daily_life",
    DAILY,
    _("Daily life disturbed"),
    {
        "none": _("not at all"),
        "a_bit": _("a bit"),
        "a_lot": _("a lot"),
        "cannot": _("can't do it"),
    },
    ordered=True,
    changeable=Changeable.YES,
    lift=_("daily life disturbed no more than “{words}”"),
    clear=_("daily life undisturbed"),
)
painkiller_8h = choice(
    "painkiller_8h",
    DAILY,
    _("Painkiller in the last 8 hours"),
    {"none": _("none"), "simple": _("a simple one"), "strong": _("a strong one")},
    ordered=True,
    required=True,
    changeable=Changeable.YES,
    lift=_("no strong painkiller in the last 8 hours"),
    clear=_("no painkiller in the last 8 hours"),
)
change_vs_last_week = choice(
    "change_vs_last_week",
    DAILY,
    _("Compared with a week ago"),
    {
        "better": _("better"),
        "same": _("same"),
        "worse": _("worse"),
        "much_worse": _("much worse"),
    },
    ordered=True,
    changeable=Changeable.YES,
    lift=_("no worse than “{words}” compared with a week ago"),
    clear=_("better than a week ago"),
)
ran_last_7d = choice(
    "ran_last_7d", DAILY, _("Ran in the last 7 days"), {"no": _("no"), "yes": _("yes")}
)
last_run_pain_max = _pain_score("last_run_pain_max", _("Most pain in the last run"))
last_run_trend = choice(
    "last_run_trend",
    DAILY,
    _("Pain during the last run"),
    {"eased": _("eased"), "steady": _("stayed the same"), "rose": _("rose")},
    ordered=True,
)
last_run_limp = no_yes("last_run_limp", DAILY, _("Limped in the last run"))
last_run_settled = choice(
    "last_run_settled",
    DAILY,
    _("Extra pain after the last run"),
    {
        "same_day": _("gone the same day"),
        "by_next_morning": _("gone by the next morning"),
        "over_24h": _("lasted more than a day"),
        "over_72h": _("lasted more than three days"),
        "not_yet_known": _("not known yet"),
    },
    ordered=True,
    changeable=Changeable.UNTIL_KNOWN,
    clear=_("your last run settled by the next morning"),
)
brisk_walk_30_ok = choice(
    "brisk_walk_30_ok",
    DAILY,
    _("Comfortable 30-minute brisk walk"),
    {"yes": _("yes"), "no": _("no")},
    changeable=Changeable.YES,
    clear=_("a comfortable 30-minute brisk walk"),
)
fear_unsafe = no_yes("fear_unsafe", Asked.WEEKLY, _("Feels unsafe to be active"))
startback_total = number(
    "startback_total",
    Asked.WEEKLY,
    _("STarT Back total"),
    high=9,
    higher_is_worse=True,
)
startback_psych = number(
    "startback_psych",
    Asked.WEEKLY,
    _("STarT Back psychosocial score"),
    high=5,
    higher_is_worse=True,
)

DAILY_FIELDS = (
    pain_now,
    pain_worst_24h,
    walking,
    daily_life,
    painkiller_8h,
    change_vs_last_week,
    ran_last_7d,
    last_run_pain_max,
    last_run_trend,
    last_run_limp,
    last_run_settled,
    brisk_walk_30_ok,
    fear_unsafe,
    startback_total,
    startback_psych,
)
