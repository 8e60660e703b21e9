"""Back up under load, lose the server, restore into a new one, and walk through it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from drills.ledger import Ledger
from drills.load import Browser
from drills.login import Login
from drills.postgres import Server, url_of
from drills.processes import PROJECT_DIR, DrillError, wait_until
from drills.proxy import trusting
from drills.stack import Stack
from drills.table import Figure
from tests.page import form_of

NAME = "restore into a new server"
LOG_IN = "/accounts/login/"
# trust.md: five minutes until everything is back.
RESTORE_SECONDS = 300


def restore_elsewhere(stack: Stack, kills: int) -> list[Figure]:
    logins = stack.new_logins()
    backups = stack.folder / "backups"
    with stack.serving() as origin, stack.new_load(origin).running() as ledger:
        wait_until(lambda: len(ledger.acknowledged) >= 20, "athletes check in")
        before = dict(ledger.acknowledged)
        took_backup = _manage(stack, stack.primary, "backup", backups)
        during = len(ledger.acknowledged) - len(before)
    (file,) = backups.glob("*.dump")
    new = Server(stack.folder / "restored")
    new.start()
    try:
        took_restore = _manage(stack, new, "restore", file)
        lost = _lost(before, new)
        different = _replayed_differently(stack, new)
        with stack.serving(url_of(new)) as origin:
            walked = sum(_walk(stack, origin, login) for login in logins)
    finally:
        new.stop()
    pages = sum(len(login.shown) for login in logins)
    return [
        Figure(NAME, "check-ins acknowledged before it", len(before), least=1),
        Figure(NAME, "of these, not restored", lost, most=0),
        Figure(NAME, "acknowledged while it was written", during),
        Figure(NAME, "errors that athletes saw", _errors(ledger), most=0),
        Figure(NAME, "advice that differs when judged again", different, most=0),
        Figure(NAME, "pages walked through after logging in", walked, least=pages),
        Figure(NAME, "backup, s", took_backup),
        Figure(NAME, "restore with all checks, s", took_restore, most=RESTORE_SECONDS),
    ]


def _errors(ledger: Ledger) -> int:
    return ledger.errors.total() + len(ledger.wrong)


def _manage(stack: Stack, server: Server, *arguments: str | Path) -> float:
    """Run manage.py as an operator does; return how many seconds it took."""
    variables = {
        "DATABASE_URL": url_of(server),
        "BACKUPS_DIR": str(stack.folder / "backups"),
    }
    began = time.monotonic()
    result = subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=PROJECT_DIR,
        env=stack.environment | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise DrillError(f"manage.py {arguments[0]}: {result.stderr[-2000:]}")
    return time.monotonic() - began


def _lost(before: dict[str, int], server: Server) -> int:
    rows = server.sql("SELECT note, id FROM triage_checkin")
    return len(set(before.items()) - set(rows))


def _replayed_differently(stack: Stack, server: Server) -> int:
    try:
        _manage(stack, server, "replay_advice")
    except DrillError:
        return 1
    return 0


def _walk(stack: Stack, origin: str, login: Login) -> int:
    """Log in, open each page, and return how many show what they must."""
    browser, cookies = Browser(origin, trusting(stack.folder)), dict[str, str]()
    page = browser.ask("GET", LOG_IN, cookies)[2]
    token = form_of(page)["csrfmiddlewaretoken"]
    typed = {"login": [login.email], "password": [login.password]}
    status, _where, _page = browser.ask(
        "POST", LOG_IN, cookies, {"csrfmiddlewaretoken": token, **typed}
    )
    if status != 302:
        raise DrillError(f"{login.email} cannot log in after the restore: {status}")
    answers = {path: browser.ask("GET", path, cookies) for path in login.shown}
    return sum(
        answers[path][0] == 200 and text in answers[path][2]
        for path, text in login.shown.items()
    )
