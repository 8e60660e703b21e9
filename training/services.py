"""What other parts ask of training."""

from __future__ import annotations

from backpain.accounts.models import User
from training.models import RunningHistory


def welcome_step_left(athlete: User) -> str:
    """Return the name of the welcome step that was left out, empty if none was."""
    told = RunningHistory.objects.filter(athlete=athlete).exists()
    return "" if told else "training:welcome-running"
