"""A wrong value is refused by the variable's name, with what is allowed."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from backpain.env import Environment


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1", True),
        ("true", True),
        (" Yes ", True),
        ("ON", True),
        ("0", False),
        ("False", False),
        ("no", False),
        ("off", False),
    ],
)
def test_booleans_have_four_spellings(value: str, expected: bool) -> None:
    env = Environment({"DEBUG": value})

    assert env.boolean("DEBUG", default=not expected) is expected


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_variable_is_an_unset_one(value: str) -> None:
    env = Environment({"NAME": value})

    assert env.text("NAME", "default") == "default"
    assert env.boolean("NAME", default=True) is True
    assert env.integer("NAME", default=7) == 7
    assert env.words("NAME") == []
    with pytest.raises(ImproperlyConfigured, match=r"NAME is not set.*why.*NAME=this"):
        env.required("NAME", why="why", example="this")


@pytest.mark.parametrize("value", ["2", "maybe", "express:*", "tru"])
def test_a_wrong_boolean_is_refused(value: str) -> None:
    env = Environment({"DEBUG": value})

    with pytest.raises(ImproperlyConfigured, match=r"DEBUG=.*use one of 1, true.*off"):
        env.boolean("DEBUG", default=True)


@pytest.mark.parametrize("value", ["1", "65535"])
def test_a_number_may_be_its_limits(value: str) -> None:
    env = Environment({"PORT": value})

    assert env.integer("PORT", default=8000, minimum=1, maximum=65535) == int(value)


@pytest.mark.parametrize(
    "value", ["0", "65536", "-1", "1.5", "80a", "١٢", "1e3", "9" * 5000]
)
def test_a_wrong_number_is_refused(value: str) -> None:
    env = Environment({"PORT": value})

    with pytest.raises(ImproperlyConfigured, match=r"PORT=.*from 1 to 65535"):
        env.integer("PORT", default=8000, minimum=1, maximum=65535)


def test_words_are_separated_by_commas() -> None:
    env = Environment({"ALLOWED_HOSTS": " a.example , ,b.example,"})

    assert env.words("ALLOWED_HOSTS") == ["a.example", "b.example"]
