"""Who people are: an account is an e-mail address, a clock and a country."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backpain.accounts.countries import COUNTRIES, Country, country_of
from backpain.accounts.models.erasure import ERASURE_IS_NOTED


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> User:
        """Create an account; without a password, nobody can log in with one."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def lock_in_order(self, people: Iterable[int]) -> list[int]:
        """Let nobody else lock these until the transaction ends; return who is there.

        In the order of their keys: two who lock the same never wait in a circle. Rows
        that only name them may be written meanwhile.
        """
        locked = self.select_for_update(no_key=True).filter(pk__in=people)
        return list(locked.order_by("pk").values_list("pk", flat=True))

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> User:
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **fields
        )

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class Units(models.TextChoices):
    KM = "km", _("Kilometres")
    MI = "mi", _("Miles")


class User(AbstractUser):
    """Somebody with an account: an athlete, a coach, or both."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("An account with this address exists already.")},
    )
    name = models.CharField(_("name"), max_length=80, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    units = models.CharField(_("units"), max_length=2, choices=Units, default=Units.KM)
    language = models.CharField(_("language"), max_length=10, default="en")
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        choices=[(code, country.name) for code, country in COUNTRIES.items()],
    )
    is_coach = models.BooleanField(_("coach"), default=False)

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        triggers = [ERASURE_IS_NOTED]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(units__in=Units.values), name="user_units_are_known"
            ),
            models.UniqueConstraint(Lower("email"), name="user_email_ignores_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def zone(self) -> dt.tzinfo:
        """The athlete's clock; UTC when the stored name is no longer known."""
        try:
            return zoneinfo.ZoneInfo(self.time_zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return dt.UTC

    @property
    def emergency(self) -> Country:
        return country_of(self.country)

    def local_date(self, at: dt.datetime | None = None) -> dt.date:
        """Return the athlete's calendar day at this moment (now unless given)."""
        return (at or timezone.now()).astimezone(self.zone).date()
