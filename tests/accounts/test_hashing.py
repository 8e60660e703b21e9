"""How passwords are kept, and that nobody learns from the time it takes."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import (
    Argon2PasswordHasher,
    MD5PasswordHasher,
    PBKDF2PasswordHasher,
    make_password,
)
from django.test import Client

from backpain import settings as ours
from backpain.accounts.hashers import Argon2
from backpain.accounts.models import User
from tests.conftest import PASSWORD

OURS = f"{Argon2.__module__}.{Argon2.__qualname__}"
# What OWASP asks for at least, each for one thread.
LEAST = {"memory_cost": 19 * 1024, "time_cost": 1}


class Counting(MD5PasswordHasher):
    """A quick one that counts how often it is asked."""

    calls = 0

    def encode(self, password, salt):
        Counting.calls += 1
        return super().encode(password, salt)


class Quick(PBKDF2PasswordHasher):
    iterations = 1


def path_of(hasher: type) -> str:
    return f"{hasher.__module__}.{hasher.__qualname__}"


@pytest.fixture
def count(settings):
    """Return what counts the hashes of one request."""
    settings.PASSWORD_HASHERS = [path_of(Counting)]

    def count(path: str, data: dict[str, str]) -> int:
        Counting.calls = 0
        Client().post(path, data)
        return Counting.calls

    return count


def test_production_hashes_with_argon2id_of_46_mib(settings):
    settings.PASSWORD_HASHERS = [OURS]

    decoded = Argon2().decode(make_password(PASSWORD))

    assert decoded["algorithm"] == "argon2"
    assert decoded["variety"] == "argon2id"
    assert decoded["memory_cost"] == 46 * 1024 >= LEAST["memory_cost"]
    assert decoded["time_cost"] == 1 >= LEAST["time_cost"]


def test_settings_take_it_first():
    assert ours.PASSWORD_HASHERS[0] == OURS


@pytest.mark.parametrize("old", [Quick, Argon2PasswordHasher])
def test_log_in_makes_an_old_hash_anew(settings, confirmed_alice, old):
    settings.PASSWORD_HASHERS = [path_of(old)]
    confirmed_alice.set_password(PASSWORD)
    confirmed_alice.save()
    settings.PASSWORD_HASHERS = [OURS, path_of(Quick)]
    data = {"login": confirmed_alice.email, "password": PASSWORD}

    response = Client().post("/accounts/login/", data)

    assert response.status_code == 302
    confirmed_alice.refresh_from_db()
    assert confirmed_alice.password.startswith("argon2$argon2id$v=19$m=47104,t=1,p=1$")
    assert confirmed_alice.check_password(PASSWORD)


def test_log_in_hashes_once_whoever_it_is(confirmed_alice, count):
    User.objects.create_user("closed@example.org", PASSWORD, is_active=False)
    User.objects.create_user("demo@example.org")
    confirmed_alice.set_password(PASSWORD)
    confirmed_alice.save()

    hashes = {
        name: count("/accounts/login/", {"login": f"{name}@example.org", "password": x})
        for name, x in {
            "alice": "wrong password",
            "nobody": "wrong password",
            "closed": "wrong password",
            "demo": "wrong password",
            "ALICE": PASSWORD,
        }.items()
    }

    assert hashes == dict.fromkeys(hashes, 1)


def test_sign_up_hashes_as_often_for_an_address_that_is_known(confirmed_alice, count):
    hashes = {
        email: count("/accounts/signup/", {"email": email, "password1": PASSWORD})
        for email in ("alice@example.org", "new@example.org")
    }

    assert hashes["alice@example.org"] == hashes["new@example.org"] > 0


def test_new_password_by_mail_hashes_nothing(confirmed_alice, count):
    for email in ("alice@example.org", "nobody@example.org"):
        assert count("/accounts/password/reset/", {"email": email}) == 0
