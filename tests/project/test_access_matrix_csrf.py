"""What is posted from a page that is not ours: refused at every address, to everybody."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.middleware.csrf import _get_new_csrf_string, _mask_cipher_secret

from tests.project.askers import asker
from tests.project.good_posts import good_post
from tests.project.matrix import Answer, Row
from tests.project.measure import writes
from tests.project.people import World, undone
from tests.project.rows import ROWS
from tests.project.sending import WITH_CSRF, send

pytestmark = pytest.mark.django_db
OWN, OTHERS = "a" * 32, "b" * 32
FOREIGN = ["https://evil.example", "http://testserver.evil.example", "null"]


def posted(
    world: World, role: str, row: Row, *, token: str = "", origin: str = ""
) -> tuple[int, list[str]]:
    """Return the status and what was written; no token leaves the field out."""
    data = good_post(world, row)
    if token:
        data["csrfmiddlewaretoken"] = _mask_cipher_secret(token)
    with undone(), writes() as written:
        response = send(
            "POST",
            row.at.format(**world.places),
            session=world.sessions.get(role, ""),
            body=urlencode(data, doseq=True),
            cookies={settings.CSRF_COOKIE_NAME: OWN},
            headers={"Origin": origin} if origin else {},
            handler=WITH_CSRF,
        )
    return response.status_code, written


def test_the_tokens_are_such_as_the_site_makes():
    assert len(_get_new_csrf_string()) == len(OWN) == len(OTHERS)


@pytest.mark.parametrize("pattern", ROWS)
def test_what_is_posted_from_elsewhere_is_refused(world, pattern):
    row, wrong = ROWS[pattern], []
    for role in {asker(row, row.post) or "athlete", "anonymous"}:
        tries = {
            "no token": posted(world, role, row),
            "another session's token": posted(world, role, row, token=OTHERS),
            **{
                origin: posted(world, role, row, token=OWN, origin=origin)
                for origin in FOREIGN
            },
        }
        wrong += [
            f"{role}, {how}: {status} {written}"
            for how, (status, written) in tries.items()
            if status != 403 or written
        ]

    assert not wrong, "\n".join(wrong)


def status_of(answer: Answer) -> int:
    return 302 if isinstance(answer, str) else answer


@pytest.mark.parametrize("pattern", ["shoes/new/", "notes/<int:pk>/read/", "me/"])
def test_what_is_posted_from_our_own_page_is_not(world, pattern):
    """Else the test above could pass because nothing is ever let in."""
    row = ROWS[pattern]
    status, written = posted(
        world, "athlete", row, token=OWN, origin="http://testserver"
    )

    assert status == 302
    assert written
