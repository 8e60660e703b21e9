from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.test import Client

from backpain.accounts.models import Coaching, User
from backpain.accounts.ranks import keep_ranks
from tests.conftest import PASSWORD
from tests.make import make_check_in, make_episode, make_plan_of
from training.models import Shoe
from training.services.log import record_run

# Words that stand in no other place.
NAME, NOTE, SHOE = "Alizarin Quillfeather", "numb as marzipan", "Pegwhistle 9"
EMAIL = "alizarin@quillfeather.example"


@pytest.fixture
def alizarin(transactional_db) -> User:
    """An athlete with a plan, a red flag, runs, a coach, and an open browser."""
    user = User.objects.create_user(EMAIL, PASSWORD, name=NAME)
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    make_plan_of(user)
    make_episode(user)
    make_check_in(user, note=NOTE)
    make_check_in(user, saddle_numbness="yes")
    shoe = Shoe.objects.create(
        athlete=user, name=SHOE, kind="running", support="neutral"
    )
    record_run(
        athlete=user,
        submission_key=uuid.uuid4(),
        date=user.local_date(),
        distance_m=5000,
        shoe=shoe,
    )
    coach = User.objects.create_user("coach@example.org", PASSWORD, is_coach=True)
    Coaching.objects.create(
        athlete=user, coach=coach, sees_plan=True, accepted_at=user.date_joined
    )
    keep_ranks(user)
    login = {"login": EMAIL, "password": PASSWORD}
    assert Client().post("/accounts/login/", login).status_code == 302
    return user


@pytest.fixture
def backups(tmp_path: Path, settings) -> Path:
    settings.BACKUPS_DIR = tmp_path / "backups"
    return settings.BACKUPS_DIR


@pytest.fixture
def backup(alizarin: User, backups: Path) -> Path:
    """A backup from a time at which Alizarin was there."""
    call_command("backup")
    (file,) = backups.glob("*.dump")
    return file
