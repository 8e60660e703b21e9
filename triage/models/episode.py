"""What is known of a stretch of back pain."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from triage.models.fields import choice_column, constraints, number_column

# Fields of the dictionary that an episode answers, as clinical.md 1.1 marks them.
EPISODE_ANSWERS = (
    "first_ever_episode",
    "onset",
    "trauma",
    "pain_site",
    "focal_bone_pain",
    "impact_pain",
    "morning_stiffness_min",
    "eased_by_movement",
    "eased_by_rest",
    "night_pain",
    "worse_bending_sitting",
    "worse_leaning_back",
    "worse_standing_downhill",
    "worse_cough_sneeze",
    "spasm",
)


class Episode(models.Model):
    """One stretch of back pain: the E fields, as last answered."""

    athlete = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="episodes"
    )
    started_on = models.DateField(_("start of the pain"))
    first_ever_episode = choice_column("first_ever_episode")
    onset = choice_column("onset")
    trauma = choice_column("trauma")
    pain_site = choice_column("pain_site")
    is_neck_only = models.BooleanField(default=False)
    focal_bone_pain = choice_column("focal_bone_pain")
    impact_pain = choice_column("impact_pain")
    morning_stiffness_min = number_column("morning_stiffness_min")
    eased_by_movement = choice_column("eased_by_movement")
    eased_by_rest = choice_column("eased_by_rest")
    night_pain = choice_column("night_pain")
    worse_bending_sitting = choice_column("worse_bending_sitting")
    worse_leaning_back = choice_column("worse_leaning_back")
    worse_standing_downhill = choice_column("worse_standing_downhill")
    worse_cough_sneeze = choice_column("worse_cough_sneeze")
    spasm = choice_column("spasm")
    answered_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["athlete", "-id"], name="episode_newest")]
        constraints = constraints("episode", *EPISODE_ANSWERS)

    def __str__(self) -> str:
        return f"Episode of athlete {self.athlete_id} since {self.started_on}"
