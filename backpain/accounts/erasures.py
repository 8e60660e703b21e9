"""Erased people stay erased, whichever backup is restored.

The list of who was erased is kept twice: by Postgres in a table, and in a file where
the backups lie, as a backup from before an erasure does not know of it and the database
may be lost. Each line of the file is a time and the number of an account.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction

from backpain.accounts.models import Erasure, User

logger = logging.getLogger(__name__)

FILE_NAME = "erased.txt"
# Nobody who joins after a restore gets a number that is on the list.
BEYOND_THE_LIST = """
SELECT setval(pg_get_serial_sequence('accounts_user', 'id'), greatest(
    nextval(pg_get_serial_sequence('accounts_user', 'id')),
    (SELECT coalesce(max(account), 0) + 1 FROM accounts_erasure)
), false)
"""


class Erased(NamedTuple):
    at: dt.datetime
    account: int

    @classmethod
    def from_line(cls, line: str) -> Erased:
        at, account = line.split()
        moment = dt.datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError("the time has no zone")
        return cls(moment.astimezone(dt.UTC), int(account))

    def as_line(self) -> str:
        return f"{self.at.astimezone(dt.UTC).isoformat()} {self.account}"


class ListError(Exception):
    """The file is not a list of who was erased; the text says where."""


def stored() -> set[Erased]:
    """Return what the table has."""
    return {Erased(*row) for row in Erasure.objects.values_list("at", "account")}


def listed(path: Path) -> set[Erased]:
    """Return what a file has; nothing if there is none."""
    found = set()
    try:
        lines = _lines(path)
    except UnicodeError as error:
        raise ListError(f"{path} is no text in UTF-8: {error}. Mend it.") from error
    for number, line in enumerate(lines, start=1):
        try:
            found |= {Erased.from_line(line)} if line.strip() else set()
        except ValueError as error:
            raise ListError(
                f"{path}, line {number} is not understood: {error}. A line is a time "
                "and a number, as in 2026-01-31T10:15:00+00:00 12. Mend it; one that "
                "was cut off while it was written may be removed."
            ) from error
    return found


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def add_to_file(path: Path, erased: Iterable[Erased]) -> None:
    """Write at the end of the file what it does not have yet."""
    known = set(_lines(path))
    new = [line for one in sorted(erased) if (line := one.as_line()) not in known]
    if not new:
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # One write, so that two servers at once do not tear each other's lines; and
        # never behind a line that was cut off.
        os.write(file, "".join(f"\n{line}" for line in new).encode() + b"\n")
        os.fsync(file)
    finally:
        os.close(file)


def tell_the_file(account: int) -> None:
    """Have an erasure of this transaction stand in the file once it is committed.

    It is in the table in any case: a folder that cannot be written to is no reason not
    to erase somebody.
    """
    at = Erasure.objects.filter(account=account).latest("at").at
    path = settings.BACKUPS_DIR / FILE_NAME

    def write() -> None:
        try:
            add_to_file(path, [Erased(at, account)])
        except (OSError, UnicodeError):
            logger.exception(
                "account %s was erased, but not noted in %s", account, path
            )

    transaction.on_commit(write)


@transaction.atomic
def erase_again(erased: Iterable[Erased]) -> int:
    """Erase who is on the list and there again; return how many that were.

    Whoever joined after the erasure is somebody else with the same number.
    """
    erased = sorted(erased)
    again = 0
    for at, account in erased:
        who = User.objects.select_for_update()
        user = who.filter(pk=account, date_joined__lte=at).first()
        if user is not None:
            user.delete()
            again += 1
    Erasure.objects.bulk_create(
        [Erasure(at=at, account=account) for at, account in erased],
        ignore_conflicts=True,
    )
    with connection.cursor() as cursor:
        cursor.execute(BEYOND_THE_LIST)
    return again
