"""What the product does without: code from text, uploads, other sites, raw HTML."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    path
    for package in ("backpain", "triage", "training")
    for path in (ROOT / package).rglob("*.py")
)
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

# Code from text, objects from bytes, templates from strings, a shell.
CALLS = frozenset(
    [
        "eval",
        "exec",
        "compile",
        "__import__",
        "system",
        "popen",
        "from_string",
        "loads_unsafe",
    ]
)
MODULES = frozenset(
    [
        "pickle",
        "marshal",
        "shelve",
        "yaml",
        "xml",
        "lxml",
        "requests",
        "httpx",
        "aiohttp",
        "ftplib",
        "telnetlib",
        "ldap",
        "memcache",
        "markdown",
    ]
)
# The container asks its own server whether it is well.
ASKS_ITSELF = {"backpain/healthcheck.py", "backpain/run.py"}
WRITES_HTML = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|"
    r"postMessage|localStorage|__proto__"
)


def dangerous(source: str) -> Iterator[str]:
    """Name what a module calls or imports and should not."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            is_regular_expression = ast.unparse(node.func) == "re.compile"
            if name in CALLS and not is_regular_expression:
                yield f"{name}()"
            if any(word.arg == "shell" for word in node.keywords):
                yield "shell="
        names = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        yield from (name for name in names if name.partition(".")[0] in MODULES)
        yield from (name for name in names if name in ("urllib.request", "http.client"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_runs_text_reads_objects_or_asks_other_sites(path: Path):
    found = set(dangerous(path.read_text()))

    if str(path.relative_to(ROOT)) in ASKS_ITSELF:
        found -= {"urllib.request", "http.client"}
    assert found == set()


@pytest.mark.parametrize(
    "source",
    [
        "eval(text)",
        "os.system(x)",
        "run(x, shell=True)",
        "import pickle",
        "import yaml",
        "from xml.etree import ElementTree",
        "engine.from_string(x)",
        "import requests",
    ],
)
def test_the_search_finds_what_it_is_for(source: str):
    assert list(dangerous(source))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_writes_html_or_keeps_anything_for_good(path: Path):
    assert WRITES_HTML.findall(path.read_text()) == []


def test_only_the_own_export_is_taken_as_a_file():
    words = re.compile(
        r"FileField|ImageField|request\.FILES|FileInput|multipart|type=\"file\""
    )
    takes = {
        str(path.relative_to(ROOT))
        for path in [*SOURCES, *TEMPLATES]
        if words.search(path.read_text())
    }

    assert takes == {
        "templates/training/bring_in.html",
        "training/forms/bring_in.py",
        "training/views/bring_in.py",
    }


def test_no_code_keeps_a_file_that_was_sent():
    words = re.compile(r"default_storage|FileSystemStorage\(|\.chunks\(\)|MEDIA_ROOT")
    for path in SOURCES:
        assert not words.search(path.read_text()), path


def test_no_template_switches_escaping_off():
    words = re.compile(r"\|\s*safe\b|autoescape off|\|\s*safeseq")
    for path in TEMPLATES:
        assert not words.search(path.read_text()), path


KINDS = {
    "/": "text/html; charset=utf-8",
    "/healthz": "text/plain; charset=utf-8",
    "/no-such-page/": "text/html; charset=utf-8",
    "/me/export/": "text/html; charset=utf-8",
}


@pytest.mark.parametrize(("path", "kind"), KINDS.items())
def test_an_answer_names_its_type_and_charset(client_of_alice, path: str, kind: str):
    assert client_of_alice.get(path, follow=True).headers["Content-Type"] == kind


def test_a_file_to_keep_has_a_name_of_ours(alice, client_of_alice):
    alice.name = 'x"; filename="evil.exe\r\nSet-Cookie: a=b'
    alice.save()

    sent = client_of_alice.get("/me/export/?format=json").headers

    assert "evil" not in str(sent)


def test_no_folder_is_listed(client_of_alice):
    for path in ("/static/", "/static/js/", "/media/", "/.git/config", "/backup/"):
        assert client_of_alice.get(path).status_code == 404
