"""How the run itself is done: form, shoes, ground, and how much more a week."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from triage.learn.types import Group, Section, Strength, Topic

FORM = Topic(
    slug="form",
    group=Group.RUNNING,
    title=_("Running form"),
    summary=_(
        "Tall, relaxed, with quick short steps. One change at a time, for weeks."
    ),
    sections=(
        Section(
            title=_("What to do"),
            points=(
                _("Run tall, with a slight lean that comes from the ankles."),
                _("Quick short steps: try about 5 % more steps a minute."),
                _("Shoulders low, hands loose, eyes ahead."),
                _("Film 20 seconds from the side once a month and compare."),
            ),
        ),
        Section(
            title=_("How to learn it"),
            text=(
                _(
                    "Form changes slowly and only with steady effort. Choose one cue "
                    "for a week, use it on easy runs, drop it if your back complains. "
                    "A changed stride loads other muscles, so don't add distance at "
                    "the same time."
                ),
            ),
        ),
    ),
    strength=Strength.WEAK,
    strength_note=_(
        "Marathon runners with a poor posture while running reported more back pain in "
        "one survey (odds ratio 2.3). A review of running injuries did not support "
        "most form factors as causes."
    ),
    sources=("A", "S52", "S57"),
    related=("running-and-back-pain", "core-and-strength", "hyperlordosis"),
)

SHOES = Topic(
    slug="shoes",
    group=Group.RUNNING,
    title=_("Shoes"),
    summary=_(
        "Made for running, the right size, and comfortable. Little else is sure."
    ),
    sections=(
        Section(
            title=_("What to do"),
            points=(
                _("Running shoes for running, walking shoes for walking."),
                _(
                    "The right size: a thumb's width in front of the toes, a firm "
                    "heel, nothing that pinches."
                ),
                _("Feet that roll in a lot (overpronation): try a stability shoe."),
                _("A neutral foot: any shoe that is comfortable."),
                _("Have a look at them every 500 to 800 km."),
            ),
        ),
        Section(
            title=_("When they change"),
            text=(
                _(
                    "Pain that began within weeks of new shoes, or in very old ones, "
                    "may have to do with them. Go back to the pair that worked, or "
                    "bring new ones in on short runs first."
                ),
            ),
        ),
    ),
    strength=Strength.STUDIES,
    strength_note=_(
        "In one trial, motion control shoes lowered injuries only in the 94 runners "
        "whose feet rolled in (hazard ratio 0.34, from 0.13 to 0.84): all injuries, "
        "not backs. Size, type and the kilometres are experience."
    ),
    sources=("S56", "A"),
    related=("surface", "no-single-cause"),
)

SURFACE = Topic(
    slug="surface",
    group=Group.RUNNING,
    title=_("Softer ground"),
    summary=_("If it hurts after road runs, try part of the week on something softer."),
    sections=(
        Section(
            title=_("What to do"),
            points=(
                _("A track, grass or a smooth trail for one or two runs a week."),
                _(
                    "Change over gradually: soft ground is new work for calves and feet."
                ),
                _("No rough trail while your back is unsteady."),
                _("Flat at first. Hills come back last."),
            ),
        ),
    ),
    strength=Strength.OPINION,
    strength_note=_(
        "Widely advised, and the studies disagree. It is a cheap thing to try, not a "
        "protection that has been shown."
    ),
    sources=("A",),
    related=("shoes", "form"),
)

TEN_PERCENT = Topic(
    slug="ten-percent",
    group=Group.RUNNING,
    title=_("A week, and the 10 % rule"),
    summary=_(
        "Three or four runs a week, hard things on separate days, and nothing rises by "
        "more than a tenth."
    ),
    sections=(
        Section(
            title=_("The week"),
            points=(
                _("Three or four runs, never the same hard thing two days in a row."),
                _("One long run, easy from start to end."),
                _(
                    "Once you may run without limits: a tempo run one day and a speed "
                    "session on another."
                ),
                _("At least two days a week without running."),
            ),
        ),
        Section(
            title=_("The tenth"),
            text=(
                _(
                    "This week may hold at most 110 % of what you really ran last week: "
                    "after 20.0 km, at most 22.0. Pace and hard minutes obey the same "
                    "limit, and only one of the three goes up in a week."
                ),
                _(
                    "No single run is longer than 110 % of your longest in the last 30 "
                    "days."
                ),
                _(
                    "A tenth of nothing is nothing, so a week after a break has its own "
                    "limit. A week you ran less counts as it was: the next one is "
                    "small, and that is not a mistake."
                ),
            ),
        ),
        Section(
            title=_("Is 10 % proven?"),
            text=(
                _(
                    "No. It is a careful habit with a round number. In the trial that "
                    "tested it, 20.8 % of beginners on a 10 % programme were injured, "
                    "and 20.3 % on a faster one. In 5205 runners the change from week to "
                    "week did not matter, but single long runs did. So we keep both "
                    "limits and promise protection from neither."
                ),
            ),
        ),
    ),
    strength=Strength.WEAK,
    strength_note=_(
        "For the weekly tenth, the one trial found no difference. The limit on single "
        "runs has better backing: some studies, the largest with 5205 runners."
    ),
    sources=("S39", "S41", "S42", "A"),
    related=("training-jump", "running-again", "rules"),
)

TOPICS = (FORM, SHOES, SURFACE, TEN_PERCENT)
