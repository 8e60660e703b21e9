"""Hold the small library of exercises for the back, the hips and the hamstrings.

Two strength workouts a week; exercise with advice lowers the risk of a new episode of
back pain (Steffens 2016, JAMA Intern Med 176:199-208: relative risk 0.55), and the
effect fades without keeping it up. The hamstring stretch is comfort, not protection.

Source: clinical.md 5, Core and strength, and Hamstrings.
"""

from __future__ import annotations

from dataclasses import dataclass

from training.planner.planned import Step
from training.planner.text import gettext_noop


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise: code (for its drawing), name, how, sets, and when to stop.

    duration_s is what all sets take together.
    """

    code: str
    name: str
    how: str
    sets: str
    stop: str
    duration_s: int

    def step(self) -> Step:
        """Return the exercise as a step of a workout."""
        text = f"{self.how} {self.sets} {self.stop}"
        return Step(name=self.name, duration_s=self.duration_s, text=text)


STOP_PAIN = gettext_noop("Stop if pain goes above 3, or spreads down a leg.")

BRIDGE = Exercise(
    code="bridge",
    name=gettext_noop("Bridge"),
    how=gettext_noop(
        "Lie on your back, knees bent. Lift your hips until shoulders, hips and knees "
        "are in line; hold for two breaths."
    ),
    sets=gettext_noop("2 sets of 10."),
    stop=STOP_PAIN,
    duration_s=180,
)
SIDE_PLANK = Exercise(
    code="side-plank",
    name=gettext_noop("Side plank"),
    how=gettext_noop(
        "Lie on your side on the forearm, knees bent or straight. Lift your hips so "
        "that the body is one line."
    ),
    sets=gettext_noop("2 sets of 20 seconds each side."),
    stop=STOP_PAIN,
    duration_s=180,
)
BIRD_DOG = Exercise(
    code="bird-dog",
    name=gettext_noop("Bird-dog"),
    how=gettext_noop(
        "On hands and knees, stretch one arm forward and the opposite leg back. Keep "
        "your back still."
    ),
    sets=gettext_noop("2 sets of 8 each side."),
    stop=STOP_PAIN,
    duration_s=180,
)
DEAD_BUG = Exercise(
    code="dead-bug",
    name=gettext_noop("Dead bug"),
    how=gettext_noop(
        "Lie on your back, arms up, knees over hips. Lower one arm and the opposite "
        "leg slowly, the low back flat on the floor."
    ),
    sets=gettext_noop("2 sets of 8 each side."),
    stop=STOP_PAIN,
    duration_s=180,
)
HIP_HINGE = Exercise(
    code="hip-hinge",
    name=gettext_noop("Hip hinge"),
    how=gettext_noop(
        "Stand with soft knees and push your hips back, the back long, until you feel "
        "the back of the thighs; stand up tall."
    ),
    sets=gettext_noop("2 sets of 10."),
    stop=STOP_PAIN,
    duration_s=150,
)
CALF_RAISE = Exercise(
    code="calf-raise",
    name=gettext_noop("Calf raise"),
    how=gettext_noop(
        "Stand near a wall, rise onto your toes, and come down slowly; on one leg when "
        "it is easy."
    ),
    sets=gettext_noop("2 sets of 12."),
    stop=STOP_PAIN,
    duration_s=150,
)
HAMSTRING_STRETCH = Exercise(
    code="hamstring-stretch",
    name=gettext_noop("Hamstring stretch"),
    how=gettext_noop(
        "Lie on your back and raise one straight leg, hands behind the thigh, until "
        "you feel a mild pull."
    ),
    sets=gettext_noop("2 x 30 seconds each leg."),
    stop=gettext_noop(
        "Never into tingling in the leg; skip it while pain is 6 or more."
    ),
    duration_s=120,
)
EXERCISES = (
    BRIDGE,
    SIDE_PLANK,
    BIRD_DOG,
    DEAD_BUG,
    HIP_HINGE,
    CALF_RAISE,
    HAMSTRING_STRETCH,
)
# What a strength workout holds, in order.
STRENGTH = EXERCISES[:-1]

ONCE_A_DAY = gettext_noop("Once today.")
TWICE_A_DAY = gettext_noop("Twice today, morning and evening.")


def hamstring_step(*, is_prone: bool) -> Step:
    """Return the day's hamstring stretch: twice if the hamstrings are prone to pull."""
    stretch = HAMSTRING_STRETCH.step()
    often = TWICE_A_DAY if is_prone else ONCE_A_DAY
    times = 2 if is_prone else 1
    return Step(
        name=stretch.name,
        duration_s=stretch.duration_s * times,
        text=f"{stretch.text} {often}",
    )
