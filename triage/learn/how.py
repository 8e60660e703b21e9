"""How this works: the stop rules, the way back to running, where the rules come from."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from triage.learn.types import Group, Section, Strength, Topic
from triage.rules import STOP_RULES, STOP_RULES_NOTE, STOP_RULES_TITLE

STOP = Topic(
    slug="stop-rules",
    group=Group.RULES,
    title=_("When to stop during a run"),
    summary=_(
        "A good morning is no promise for the run. These five end it, whatever the "
        "plan says."
    ),
    sections=(
        Section(
            title=_(STOP_RULES_TITLE),
            points=tuple(_(rule) for rule in STOP_RULES),
            text=(_(STOP_RULES_NOTE),),
        ),
        Section(
            title=_("Walk home, don't push through"),
            text=(
                _(
                    "Stopping early costs a few kilometres. They are not made up later "
                    "in the week."
                ),
                _(
                    "If a leg turns weak, or you feel numb between the legs, it is no "
                    "longer about the run: open “Get help now”."
                ),
            ),
        ),
        Section(
            title=_("The next morning decides"),
            text=(
                _(
                    "Is the extra pain gone by then? The run was fine. Does it last "
                    "more than a day? It was too much: walk, and go back a step. More "
                    "than three days? Have it checked."
                ),
            ),
        ),
    ),
    strength=Strength.OPINION,
    strength_note=_(
        "The limit of 5 comes from rehabilitation of tendons and kneecaps, where "
        "running on under it did no harm in a small trial. For backs nobody has tested "
        "it. The other four are clinical experience."
    ),
    sources=("S15", "S16", "S18", "S19"),
    related=("running-again", "doctor-first", "rules"),
)

RUNNING_AGAIN = Topic(
    slug="running-again",
    group=Group.RULES,
    title=_("Running again after a break"),
    summary=_("First walk, then run and walk in turns, then run. Each step twice."),
    sections=(
        Section(
            title=_("Before the first run"),
            points=(
                _("Two calm days, with pain at 2 or less."),
                _("Half an hour of brisk walking, no limp, pain at 2 or less."),
                _("Not worse the next morning, and no rule that says walk."),
            ),
        ),
        Section(
            title=_("The run-walk ladder"),
            text=(
                _(
                    "About half an hour in all: five minutes of walking at each end, "
                    "and in between running bouts of the minutes below with one or two "
                    "minutes of walking after each."
                ),
            ),
            steps=(
                _("1 min"),
                _("2 min"),
                _("3 min"),
                _("5 min"),
                _("8 min"),
                _("12 min"),
                _("20 min"),
                _("continuous"),
            ),
        ),
        Section(
            title=_("How to climb it"),
            points=(
                _("Each step at least twice, with a day without running in between."),
                _("At most two steps in seven days, at most four runs a week."),
                _("More pain or stiffness than before? Repeat, or go back a step."),
                _("First more days, then longer, then faster."),
                _(
                    "No tempo, speed, hills or long run until two easy continuous runs "
                    "have settled by the next morning."
                ),
                _("The weekly distance still rises by a tenth at most."),
            ),
        ),
        Section(
            title=_("Not by yourself"),
            text=(
                _(
                    "After a warning sign that needed a doctor today or hospital, or a "
                    "suspected stress fracture, a clinician has to clear you first. "
                    "After a birth, experts advise waiting about 12 weeks."
                ),
            ),
        ),
    ),
    strength=Strength.OPINION,
    strength_note=_(
        "The walking test and the steps follow expert guidance for bone injuries and "
        "trial programmes; the exact minutes are our choice."
    ),
    sources=("S13", "S17", "S18", "S19", "S38"),
    related=("walking", "ten-percent", "stop-rules"),
)

RULES = Topic(
    slug="rules",
    group=Group.RULES,
    title=_("Where the rules come from"),
    summary=_(
        "Every answer is made by written rules, not by a guess. You can see which rule "
        "fired, why, and what it rests on."
    ),
    sections=(
        Section(
            title=_("Two questions, two answers"),
            text=(
                _(
                    "How much exercise today: run, easy run, walk or rest. And how fast "
                    "to see somebody: not at all, look after yourself, an appointment, "
                    "a doctor today, or hospital now. They are separate on purpose: "
                    "somebody may be fine to run and still need an appointment."
                ),
            ),
        ),
        Section(
            title=_("How the rules work"),
            points=(
                _("Every rule looks at your answers; the most careful one decides."),
                _("All rules that fired are shown, with the answers that fired them."),
                _("A warning sign outranks everything, also a day without pain."),
                _("“Not sure” and an empty answer never count as a no."),
                _("A worse answer never gives more freedom, and good days are earned."),
                _(
                    "Once a warning sign is there, it stays until you record that a "
                    "clinician has looked at it."
                ),
                _("The same answers always give the same advice."),
            ),
        ),
        Section(
            title=_("What you should know about them"),
            points=(
                _("No clinician has reviewed the rules yet."),
                _(
                    "The pain zones (up to 2, 3, 4 to 5, 6 and more) come from the "
                    "rehabilitation of tendons and kneecaps. No trial has tested them "
                    "for backs. We are stricter before a run than during it."
                ),
                _(
                    "The 10 % rule is a careful habit: the one trial of it found no "
                    "fewer injuries. The limit on single runs has better evidence."
                ),
                _(
                    "Many warning signs are poor tests one by one. They are here "
                    "because missing one can cost the use of a leg or a bladder."
                ),
                _("Some limits are our own choice where no study says exactly this."),
                _("For many sources we read only the abstract or the first pages."),
            ),
        ),
    ),
    strength=Strength.OPINION,
    strength_note=_(
        "The warning signs rest on national guidance, the load limits on some studies, "
        "the order of it all on judgement. The whole has not been tested with patients."
    ),
    sources=("S3", "S5", "S8", "S15", "S16", "S38", "S39", "S41"),
    related=("doctor-first", "ten-percent", "stop-rules"),
)

TOPICS = (STOP, RUNNING_AGAIN, RULES)
