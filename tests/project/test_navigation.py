"""The bar of every page: where it leads, and which entry is the page's own."""

from __future__ import annotations

import re

import pytest

LINK = re.compile(r'<a (?:class="me" )?href="([^"]+)"( aria-current="page")?>(.*?)</a>')


def entries(page: str) -> dict[str, bool]:
    """Return the words of the navigation, and which of them is marked as current."""
    nav = page[page.index("<nav") : page.index("</nav>")]
    return {
        re.sub(r"<[^>]*>", "", inside): bool(current)
        for _, current, inside in LINK.findall(nav)
    }


@pytest.mark.parametrize(
    ("path", "current"),
    [("/check-ins/", "History"), ("/learn/", "Learn"), ("/me/", "Me")],
)
def test_current_page_is_marked_and_no_other(
    client_of_alice, path: str, current: str
) -> None:
    shown = entries(client_of_alice.get(path).content.decode())

    assert [word for word, is_current in shown.items() if is_current] == [current]
    assert list(shown) == ["Today", "Plan", "History", "Learn", "Me"]


def test_visitor_is_offered_to_learn_and_to_log_in(client) -> None:
    response = client.get("/learn/")

    assert entries(response.content.decode()) == {"Learn": True, "Log in": False}
    assert "has-tabs" not in response.content.decode()


def test_space_is_kept_for_the_tabs_at_the_bottom(client_of_alice) -> None:
    page = client_of_alice.get("/me/").content.decode()

    assert '<body class="has-tabs">' in page
    assert page.count('<div class="tabs">') == 1
