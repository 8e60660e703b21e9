"""The watch over every page notices what it is there for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.watch import Watch, watched


@pytest.fixture
def context(browser: Browser):
    """A browser whose complaints fail no test."""
    context = browser.new_context()
    yield context
    context.close()


def visit(context: BrowserContext, origin: str, html: str) -> list[str]:
    """Return what the watch says of a page of this text."""
    watch = Watch(context, origin)
    show(context, origin, html)
    return watch.complaints


def show(context: BrowserContext, origin: str, html: str) -> None:
    """Open a page of this text, under the site's own policy."""
    page = context.new_page()
    policy = page.request.get(f"{origin}/healthz").headers["content-security-policy"]
    page.route(
        f"{origin}/bad/",
        lambda route: route.fulfill(
            content_type="text/html",
            headers={"Content-Security-Policy": policy},
            body=f"<!doctype html><title>bad</title>{html}",
        ),
    )
    page.goto(f"{origin}/bad/")
    page.wait_for_load_state("networkidle")


def test_a_good_page_is_not_complained_about(context, origin, transactional_db):
    assert visit(context, origin, "<p>Good</p>") == []


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<p style='color: red'>", "console error: policy: style-src-attr"),
        ("<style>p { color: red }</style>", "console error: policy: style-src-elem"),
        (
            "<script>document.title = 1</script>",
            "console error: policy: script-src-elem",
        ),
        ("<p onclick='alert(1)'>", "console error: policy: script-src-attr"),
        ("<img alt='' src='http://127.0.0.2:9/a.png'>", "asked another host"),
        ("<img alt='' src='/no-such-file.png'>", "answered 404"),
    ],
)
def test_a_bad_page_is_noticed(context, origin, transactional_db, html, complaint):
    complaints = visit(context, origin, html)

    assert any(one.startswith(complaint) for one in complaints), complaints


def test_a_script_that_fails_is_noticed(context, origin, transactional_db):
    watch = Watch(context, origin)
    page = context.new_page()
    page.goto(f"{origin}/help-now/")

    with page.expect_event("pageerror"):
        page.evaluate("() => { setTimeout(() => { throw new Error('oh') }) }")
    with page.expect_event("console"):
        page.evaluate("() => { console.warn('careful') }")

    assert watch.complaints[0].startswith("script: ")
    assert watch.complaints[1].startswith("console warning: careful")


def test_an_answer_from_500_on_is_noticed(context, origin, transactional_db):
    watch = Watch(context, origin)
    page = context.new_page()
    page.route("**/broken/", lambda route: route.fulfill(status=500, body="oh"))

    page.goto(f"{origin}/broken/")

    assert f"answered 500: {origin}/broken/" in watch.complaints


def test_a_page_that_breaks_the_policy_fails_its_test(
    browser, origin, transactional_db
):
    def run(*pages: str) -> None:
        with watched(browser, origin) as context:
            for html in pages:
                show(context, origin, html)

    run("<p>Good</p>")
    with pytest.raises(AssertionError, match="policy: style-src-attr"):
        run("<p>Good</p>", "<p style='color: red'>")


OPENS_A_BROWSER = re.compile(
    r"\.new_context\(|\bbrowser\.new_page\(|launch_persistent_context"
)


def test_no_test_opens_a_browser_that_is_not_watched():
    opening = {
        path.name
        for path in Path(__file__).parent.glob("**/*.py")
        if OPENS_A_BROWSER.search(path.read_text())
    }

    # Only this file opens one whose complaints fail no test.
    assert opening == {"watch.py", Path(__file__).name}
