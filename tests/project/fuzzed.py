"""What is sent to every address that nobody meant: each form, each query, each path."""

from __future__ import annotations

import dataclasses
import re
from typing import Any
from urllib.parse import quote

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.test import Client, override_settings
from hypothesis import strategies as st

from tests.conftest import PASSWORD
from tests.project.forms_found import Field, Form
from tests.project.good_posts import next_weeks_day, open_a_hold
from tests.project.matrix import Row
from tests.project.named_objects import KEYS, WORDS
from tests.project.people import World

# Everything that can be typed, and what no keyboard has: a lone surrogate, a byte of
# no text. Too long for a column, for a form, and for a whole request.
ODD = [
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff\ud800",
    "\u202eabc",
    "\u0661\u0662",
    "e\u0301" * 300,
    "\U0001f3c3\u200d\u2640\ufe0f",
    "\r\n\r\nX: y",
    "<script>",
    "' OR 1=1 --",
    "%00",
    "%s%n{0}{x}",
    "../../etc/passwd",
    "",
    " ",
    "0",
    "-1",
    "-0",
    "1,5",
    "1.5.2",
    "1e3",
    "1e400",
    "-1e400",
    "NaN",
    "sNaN",
    "inf",
    "-Infinity",
    "0x10",
    "1_000",
    "2147483648",
    "9223372036854775808",
    "9" * 400,
    "9" * 5000,
    "0." + "0" * 400 + "1",
    "0001-01-01",
    "0000-00-00",
    "9999-12-31",
    "10000-01-01",
    "2024-02-29",
    "2023-02-29",
    "2026-03-29T02:30",
    "24:00:00",
    "00:00",
    "99:99:99",
    "6:60",
    "today",
    "None",
    "null",
    "true",
    "[]",
    "{}",
    '{"id": "x", "response": {}}',
    "[[[[[[[[[[" * 50,
    "x" * 2_000,
    "x" * 200_000,
    "x" * 1_000_000,
]
TEXT = st.sampled_from(ODD) | st.text(max_size=40)
ANYTHING = TEXT | st.lists(TEXT, max_size=4)
# What the admin's lists read beside the names in our own code.
ADMINS = (
    *("o", "p", "all", "e", "_popup", "_to_field", "_changelist_filters"),
    *(
        "athlete",
        "athlete__id__exact",
        "is_active__exact",
        "athlete__password__startswith",
    ),
)
QUERY = tuple(sorted({*KEYS, *WORDS, *ADMINS}))
QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"
PLACE = re.compile(r"\{(\w+)\}")
LEFT_OUT: list[str] = []


def fuzz_world(world: World) -> World:
    """Return the world with what the rarer forms need, and who is half signed in."""
    open_a_hold(world)
    half_way, resetting = Client(), Client()
    typed = {"login": world.people["coach"].email, "password": PASSWORD}
    with override_settings(PASSWORD_HASHERS=[QUICK]):
        half_way.post("/accounts/login/", typed)
    athlete = world.people["athlete"]
    key = default_token_generator.make_token(athlete)
    uid = user_pk_to_url_str(athlete)
    resetting.get(f"/accounts/password/reset/key/{uid}-{key}/")
    sessions = {
        role: client.cookies[settings.SESSION_COOKIE_NAME].value
        for role, client in (("half_way", half_way), ("resetting", resetting))
    }
    return dataclasses.replace(
        world,
        sessions=world.sessions | sessions,
        places=world.places
        | {"date": next_weeks_day(world), "uid": uid, "token": "set-password"},
    )


def sent(form: Form | None, good: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return what a form sends: mostly as it is meant, and some of it as it is not."""
    fields = form.fields if form else {}
    filled = {name: asked.filled for name, asked in fields.items()} | good
    likely = {name: _likely(asked) for name, asked in fields.items()}
    own = sorted({*filled} - {"csrfmiddlewaretoken"})
    names = st.sampled_from([*own * 4, *WORDS, *KEYS] if own else [*WORDS, *KEYS])
    changes = st.lists(
        names.flatmap(
            lambda name: st.tuples(
                st.just(name), ANYTHING | likely.get(name, st.nothing()) | MISSING
            )
        ),
        min_size=1,
        max_size=6,
    )
    return changes.map(lambda changed: filled | dict(changed))


MISSING = st.just(LEFT_OUT)


def _likely(asked: Field) -> st.SearchStrategy[Any]:
    if not asked.offered:
        return st.nothing()
    one = st.sampled_from(asked.offered)
    return one | st.lists(one, max_size=3) if asked.kind == "checkbox" else one


def queries() -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(QUERY), ANYTHING, min_size=1, max_size=4)


# Without what ends an address or belongs to its structure.
PATHS = TEXT.filter(lambda text: len(text) < 10_000)


def path_with(row: Row, world: World, odd: list[str]) -> str:
    """Return the path of a row whose last keys are odd ones."""
    values = iter(odd)

    def place(found: re.Match[str]) -> str:
        return quote(next(values, str(world.places[found[1]])), errors="surrogatepass")

    return PLACE.sub(place, row.at)
