"""Fill an empty database with a demo, and print links that sign in once.

Eight athletes, among them one with six weeks of history and one with a red flag, and
their coach. Only a database without any account is filled; the links are printed each
time.
"""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from backpain.accounts.models import User
from backpain.accounts.one_time import make_link_path
from training.demo import PEOPLE, make_people


class Command(BaseCommand):
    help = "Fill an empty database with a demo and print one-time sign-in links."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is off. Set DEMO=1 to switch it on.")
        with transaction.atomic():
            if not User.objects.exists():
                make_people()
        emails = [person.email for person in PEOPLE]
        users = {user.email: user for user in User.objects.filter(email__in=emails)}
        if not users:
            return
        port = os.environ.get("PORT", "").strip() or "8000"
        self.stdout.write(
            "Sign in as (each link works once; a restart prints new ones):"
        )
        for person in PEOPLE:
            if person.email in users:
                path = make_link_path(users[person.email])
                self.stdout.write(f"  {person.about}: http://127.0.0.1:{port}{path}")
