"""A coach's group: its name, and who is in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils.translation import gettext_lazy as _

from backpain.accounts.models import Coaching, CoachingGroup, User
from training.coach.roster import roster_of

LONGEST_NAME = CoachingGroup._meta.get_field("name").max_length


class Members(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Coaching) -> str:
        return str(obj.athlete)


class GroupForm(forms.Form):
    """A group of one coach; group is None for a new one.

    Members are chosen by the keys of the coachings, of this coach only.
    """

    name = forms.CharField(
        label=_("What do you call the group?"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "off", "class": "form-control"}),
        error_messages={
            "required": _("Give the group a name, for example Tuesday runners."),
            "max_length": _(
                "Use at most %(limit_value)d letters: it has %(show_value)d."
            ),
        },
    )
    members = Members(
        queryset=Coaching.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _(
                "One of these athletes is no longer among yours. Choose again."
            ),
            "invalid_pk_value": _(
                "One of these athletes is no longer among yours. Choose again."
            ),
        },
    )

    def __init__(
        self, *args: Any, coach: User, group: CoachingGroup | None, **kwargs: Any
    ) -> None:
        self.coach, self.group = coach, group
        if group is not None:
            members = roster_of(coach).filter(groups=group)
            kwargs["initial"] = {
                "name": group.name,
                "members": list(members.values_list("pk", flat=True)),
            }
        super().__init__(*args, **kwargs)
        called = Coalesce(NullIf("athlete__name", Value("")), "athlete__email")
        mine = roster_of(coach).select_related("athlete")
        self.fields["members"].queryset = mine.order_by(  # type: ignore[attr-defined]
            Lower(called), "pk"
        )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = CoachingGroup.objects.filter(coach=self.coach, name=name)
        if self.group is not None:
            others = others.exclude(pk=self.group.pk)
        if others.exists():
            raise forms.ValidationError(_("There is a group of that name already."))
        return name

    def save(self) -> CoachingGroup:
        """Store the group with its members; call it under the coach's lock."""
        group = self.group or CoachingGroup(coach=self.coach)
        group.name = self.cleaned_data["name"]
        group.save()
        group.coachings.set(self.cleaned_data["members"])
        return group
