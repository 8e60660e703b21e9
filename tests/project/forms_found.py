"""The forms that pages show: where each leads, and what it asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

from tests.project.askers import asker
from tests.project.asking import ask
from tests.project.matrix import Row
from tests.project.people import World, undone


@dataclass
class Field:
    """One name of a form: how it is asked, what is offered, and what is there."""

    kind: str = "text"
    offered: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)


@dataclass
class Form:
    method: str
    action: str
    fields: dict[str, Field] = field(default_factory=dict)

    def field(self, name: str, kind: str) -> Field:
        found = self.fields.setdefault(name, Field())
        found.kind = kind
        return found


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.is_inside = False
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            method = given.get("method", "get").upper()
            self.forms.append(Form(method, given.get("action", "")))
            self.is_inside = True
        elif self.is_inside:
            self._handle_field(tag, given)

    def _handle_field(self, tag: str, given: dict[str, str]) -> None:
        form, name, value = self.forms[-1], given.get("name"), given.get("value", "")
        if tag == "option" and self.select:
            asked = form.fields[self.select]
            asked.offered.append(value)
            asked.filled += [value] * ("selected" in given)
        elif tag == "select":
            self.select = name or ""
        if name and tag in ("select", "textarea", "button", "input"):
            kind = {"button": "submit", "input": given.get("type", "text")}
            asked = form.field(name, kind.get(tag, tag))
            if asked.kind in ("radio", "checkbox", "submit"):
                asked.offered.append(value or "on")
            if tag == "input" and ("checked" in given or not asked.offered):
                asked.filled.append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False
        if tag == "select":
            self.select = ""


def forms_in(page: str) -> list[Form]:
    parser = _Parser()
    parser.feed(page)
    return parser.forms


def pattern_of(path: str) -> str | None:
    """Return the row whose address a path is, as it is written in urls.py."""
    try:
        return resolve(path).route
    except Resolver404:
        return None


def forms_by_pattern(world: World, rows: list[Row]) -> dict[tuple[str, str], Form]:
    """Open the pages of all rows; return the forms by method and address they lead to.

    What two pages ask for one address is put together.
    """
    found: dict[tuple[str, str], Form] = {}
    for row in rows:
        for form in _shown_at(world, row):
            pattern = pattern_of(urlsplit(form.action).path)
            if pattern is not None:
                known = found.setdefault((form.method, pattern), form)
                known.fields = form.fields | known.fields
    return found


def _shown_at(world: World, row: Row) -> Iterator[Form]:
    role = asker(row, row.get)
    if role is None:
        return
    path = row.at.format(**world.places)
    with undone():
        page = ask(world, role, "GET", path, {}).body
    for form in forms_in(page):
        form.action = urljoin(path, form.action or path)
        yield form
