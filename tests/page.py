"""What a browser would make of a page: the errors it shows, the form it would send."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser


class _Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.text_of: str | None = None
        self.select: str | None = None
        self.options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input" and name:
            kind = given.get("type", "text")
            if kind not in ("radio", "checkbox") or "checked" in given:
                self.sent.setdefault(name, []).append(given.get("value") or "")
        elif tag == "textarea":
            self.text_of = name
            self.sent[name] = [""]
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "option" and self.select:
            self.options.append((given.get("value") or "", "selected" in given))

    def handle_data(self, data):
        if self.text_of:
            self.sent[self.text_of][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.text_of:
            # The parser of a browser drops one new line after the tag.
            self.sent[self.text_of][0] = self.sent[self.text_of][0].removeprefix("\n")
            self.text_of = None
        elif tag == "select" and self.select:
            chosen = [value for value, is_chosen in self.options if is_chosen]
            self.sent[self.select] = chosen or [value for value, _ in self.options[:1]]
            self.select = None


def form_of(page: str) -> dict[str, list[str]]:
    """Return what the form of a page would send as it stands."""
    found = re.search(r'<form\b[^>]*\bmethod="post"', page)
    assert found is not None, page
    start = found.start()
    parser = _Form()
    parser.feed(page[start : page.index("</form>", start)])
    return parser.sent


def ways_to_answers(page: str) -> list[str]:
    """Return the ids that the notice over a form leads to, in the order of the page.

    Each is on the page once.
    """
    notice = page.partition('<ul class="wrong-answers">')[2].partition("</ul>")[0]
    found = re.findall(r'<a href="#([^"]+)">[^<]+</a>', notice)
    for one in found:
        assert page.count(f' id="{one}"') == 1, one
    in_order = sorted(found, key=lambda one: page.index(f' id="{one}"'))
    assert found == in_order, (found, in_order)
    return found


def errors_at(page: str, name: str) -> list[str]:
    """Return the messages shown at a question."""
    found = re.search(rf'class="errors" id="id_{name}_error">(.*?)</ul>', page, re.S)
    items = re.findall(r"<li>(.*?)</li>", found[1], re.S) if found else []
    return [html.unescape(item).strip() for item in items]
