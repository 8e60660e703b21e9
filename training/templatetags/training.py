"""How a workout's parts are shown: distances, durations and drawings."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from training.models.plan import minutes_of
from training.planner import EXERCISES, Unit, show_metres

register = template.Library()

DRAWINGS = {one.name: f"training/exercises/{one.code}.html" for one in EXERCISES}


@register.filter
def drawing(step_name: str) -> str:
    """Return the template that draws the exercise of this name, "" if it is none."""
    return DRAWINGS.get(step_name, "")


@register.filter
def minutes(seconds: int) -> str:
    """Return a duration such as "34 min", rounded up; below a minute "30 s"."""
    if seconds < 60:
        return _("%(seconds)d s") % {"seconds": seconds}
    return minutes_of(seconds)


@register.filter
def distance(metres: int, units: str) -> str:
    """Return a distance in somebody's units ("km" or "mi"), such as "5.2 km"."""
    return show_metres(metres, Unit(units))


@register.filter
def number_only(shown: str) -> str:
    """Return "5.2" of "5.2 km", for a table that names the unit once."""
    return shown.partition(" ")[0]
