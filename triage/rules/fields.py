"""The whole field dictionary in one place, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from triage.rules.field import Field
from triage.rules.fields_daily import DAILY_FIELDS
from triage.rules.fields_episode import EPISODE_FIELDS
from triage.rules.fields_hints import HINT_FIELDS
from triage.rules.fields_history import HISTORY_FIELDS
from triage.rules.fields_list import LIST_FIELDS
from triage.rules.fields_profile import PROFILE_FIELDS

# Every field by name, in the order in which answers are stored and shown.
FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        field.name: field
        for field in (
            *PROFILE_FIELDS,
            *EPISODE_FIELDS,
            *LIST_FIELDS,
            *DAILY_FIELDS,
            *HISTORY_FIELDS,
            *HINT_FIELDS,
        )
    }
)

# The questions without whose answers the verdict is never a run (clinical.md,
# decision 4).
REQUIRED: tuple[str, ...] = tuple(
    name for name, field in FIELDS.items() if field.required
)
