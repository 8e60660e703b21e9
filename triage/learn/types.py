"""The shape of a learn page: a topic with sections, a strength and its sources."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


class Strength(IntEnum):
    """How well an advice is backed; the number is how many of four bars are filled."""

    WEAK = 1
    OPINION = 2
    STUDIES = 3
    TRIALS = 4

    @property
    def label(self) -> StrOrPromise:
        return _LABELS[self]

    @property
    def meaning(self) -> StrOrPromise:
        return _MEANINGS[self]

    @property
    def bars(self) -> tuple[bool, ...]:
        return tuple(bar <= self for bar in Strength)


_LABELS = {
    Strength.WEAK: _("Weak or against"),
    Strength.OPINION: _("Opinion and experience"),
    Strength.STUDIES: _("Some studies"),
    Strength.TRIALS: _("Good trials"),
}
_MEANINGS = {
    Strength.WEAK: _(
        "It was studied and little or nothing was found, or the studies disagree."
    ),
    Strength.OPINION: _("Sensible and widely taught, but hardly tested."),
    Strength.STUDIES: _(
        "Studies or guidelines point this way; they are few, small or indirect."
    ),
    Strength.TRIALS: _("People were assigned by chance, and it helped."),
}


class Group(Enum):
    """Where on the index a topic stands, in this order."""

    FIRST = "first"
    CAUSES = "causes"
    HABITS = "habits"
    RUNNING = "running"
    RULES = "rules"

    @property
    def title(self) -> StrOrPromise:
        return _GROUP_TITLES[self]


_GROUP_TITLES = {
    Group.FIRST: _("Before anything else"),
    Group.CAUSES: _("What may be behind it"),
    Group.HABITS: _("Habits that may help"),
    Group.RUNNING: _("How you run"),
    Group.RULES: _("How this works"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something that was read; url is empty where no stable address is known."""

    code: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with paragraphs, then points; steps are points in a row, in order."""

    title: StrOrPromise
    text: tuple[StrOrPromise, ...] = ()
    points: tuple[StrOrPromise, ...] = ()
    steps: tuple[StrOrPromise, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One page. sources are codes of triage.learn.sources, related are slugs.

    A topic that is not listed is reached only from a related one.
    """

    slug: str
    group: Group
    title: StrOrPromise
    summary: StrOrPromise
    sections: tuple[Section, ...]
    strength: Strength
    strength_note: StrOrPromise
    sources: tuple[str, ...]
    related: tuple[str, ...] = ()
    is_listed: bool = True
