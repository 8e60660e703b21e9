"""What a password may be, and how its field behaves."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection

from backpain.accounts.models import User

LONG = "käse \N{RUNNER} Brot " * 20
PAGES = ["/accounts/login/", "/accounts/signup/"]


@pytest.mark.parametrize(
    "password",
    [
        "abcdefghijkm",
        "only lower case words here",
        "ONLY UPPER CASE WORDS HERE",
        "длинный пароль без цифр",
        "\N{RUNNER}\N{RUNNER}\N{RUNNER} seven hills and me",
        LONG,
    ],
)
def test_any_kind_of_character_will_do(password):
    validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "password123",
        "qwertyuiop",
        "backpain2026",
        "Back-Pain-Run!",
        "runningcoach99",
        "marathon-runner",
    ],
)
def test_what_everybody_would_try_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("my hat is", "Use at least 10 characters."),
        ("Password123", "Choose another one: this is among the passwords that are"),
        (
            "rosa.meyer@example",
            "Add words of your own: this is too much like your e-mail address.",
        ),
        ("Rosalind M!", "Add words of your own: this is too much like your name."),
        ("backpain2026", "Add words of your own: this is what anybody would try"),
    ],
)
def test_what_is_refused_is_told_with_what_to_do(password, said):
    rosa = User(email="rosa.meyer@example.org", name="Rosalind M.")

    with pytest.raises(ValidationError) as refused:
        validate_password(password, rosa)

    (message,) = refused.value.messages
    assert message.startswith(said)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("password1", "my hat is", "Use at least 10 characters."),
        ("password1", "x y" * 334, "Use at most 1000 characters."),
        ("email", "a" * 330 + "@example.org", "Use at most 254 characters."),
    ],
)
def test_what_does_not_fit_is_told_at_the_field(client, field, value, said):
    sent = {"email": "rosa@example.org", "password1": "my hat is green"}

    page = client.post("/accounts/signup/", sent | {field: value}).text

    assert page.count(said) == 1
    assert "Ensure" not in page
    assert "This password" not in page


def test_words_of_the_site_may_stand_among_others():
    validate_password("my grandmother used to run")


def test_password_of_two_hundred_characters_counts_to_the_last():
    somebody = User()
    somebody.set_password(LONG)

    assert len(LONG) > 200
    assert somebody.check_password(LONG)
    assert not somebody.check_password(LONG[:-1])
    assert not somebody.check_password(LONG.strip())
    assert not somebody.check_password(LONG.upper())


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_field_is_masked_and_open_to_password_managers(client, path):
    html = client.get(path).content.decode()
    fields = re.findall(r'<input[^>]*name="password1?"[^>]*>', html)

    assert fields
    for field in fields:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field)
        limit = re.search(r'maxlength="(\d+)"', field)
        assert limit is None or int(limit[1]) >= 64
        assert "onpaste" not in field


@pytest.mark.django_db
def test_a_new_database_has_no_account():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user")

        assert cursor.fetchone() == (0,)
