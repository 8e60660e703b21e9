"""Refuse a migration that would stop the app while it runs, or the version before.

The old code goes on while a migration runs, and for a while after it. So nothing is
renamed or dropped that it reads, no column is demanded that it does not write, indexes
are made concurrently, a constraint on a table with rows is added as not valid and
validated in a migration of its own, and no migration changes two tables that are there:
it would wait for the second in a circle with a page that has locked both. Of what is
done in Python no SQL can be looked at: it needs a reason in EXCEPTIONS.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import sqlparse
from sqlparse import tokens

if TYPE_CHECKING:
    from django.db.migrations import Migration
    from django.db.migrations.operations.base import Operation

PROJECT_DIR = Path(__file__).resolve().parent.parent
# Those up to here came before the first release: nowhere was there a table with rows.
NOT_LINTED = {
    "accounts": "0003_coaching",
    "training": "0006_advice_and_ceilings_in_postgres",
    "triage": "0003_profile_changed_at",
}
# (app, migration, code): why it is all the same.
EXCEPTIONS: dict[tuple[str, str, str], str] = {}

NAME = r'((?:"[^"]+"|\w+)(?:\.(?:"[^"]+"|\w+))?)'
NEW = re.compile(rf"CREATE (?:UNLOGGED )?TABLE (?!IF ){NAME}", re.I)
# What locks a table that is there.
TOUCHED = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"\bALTER TABLE (?:IF EXISTS )?(?:ONLY )?{NAME}",
        rf"\b(?:CREATE|DROP) (?:[a-z]+ )*TRIGGER .*? ON (?:ONLY )?{NAME}",
        rf"\bUPDATE (?:ONLY )?{NAME}(?: \*)?(?: AS)?(?: \w+)? SET\b",
        rf"\b(?:DELETE FROM|INSERT INTO|LOCK TABLE|TRUNCATE TABLE) (?:ONLY )?{NAME}",
        rf"^(?:LOCK|TRUNCATE) (?!TABLE )(?:ONLY )?{NAME}",
    )
]
# The second and later tables of one LOCK.
MORE = re.compile(rf", (?:ONLY )?{NAME}", re.I)
CHECKED = re.compile(
    r"\bADD (?:COLUMN .*?)?(?:CONSTRAINT \S+ )?(?:CHECK|FOREIGN KEY|REFERENCES)\b", re.I
)


def statements(sql: str) -> list[str]:
    """Return each on one line, without comments and without what it only quotes.

    The body of a function is not run by the migration; that of a DO is.
    """
    return [line for one in sqlparse.parse(sql) for line in _bare(one) if line]


def _bare(statement: sqlparse.sql.Statement) -> Iterator[str]:
    words = []
    first = statement.token_first(skip_cm=True)
    is_run = first is not None and first.normalized == "DO"
    for token in statement.flatten():
        is_body = token.ttype is tokens.Literal and token.value.startswith("$")
        if is_body and is_run:
            for part in token.value.split("$", 2)[2].rpartition("$")[0].split(";"):
                yield from statements(part)
        if token.ttype in tokens.Comment:
            words.append(" ")
        elif is_body or token.ttype in tokens.String.Single:
            words.append("''")
        else:
            words.append(token.value)
    yield " ".join("".join(words).split())


def runs_python(operations: Iterable[Operation]) -> bool:
    """Say whether one of them, or one inside it, does what no SQL shows."""
    return any(
        not one.reduces_to_sql or runs_python(getattr(one, "database_operations", ()))
        for one in operations
    )


def problems(sql: str, operations: Iterable[Operation] = ()) -> dict[str, str]:
    """Return what is wrong with a migration: code to words."""
    from django_migration_linter.sql_analyser.analyser import analyse_sql_statements
    from django_migration_linter.sql_analyser.postgresql import PostgresqlAnalyser

    lines = statements(sql)
    errors, _ignored, warnings = analyse_sql_statements(PostgresqlAnalyser, lines, [])
    found = {issue.code: issue.message for issue in [*errors, *warnings]}
    new = {_plain(name) for line in lines for name in NEW.findall(line)}
    for line in lines:
        table = next(iter(_touched(line)), "")
        # There may be several in one ALTER TABLE.
        if table not in new and len(CHECKED.findall(line)) > line.count("NOT VALID"):
            found["CONSTRAINT"] = f"a constraint reads all of {table}, locked"
    touched = {table for line in lines for table in _touched(line)} - new
    if len(touched) > 1:
        listed = ", ".join(sorted(touched))
        found["TWO_TABLES"] = f"locks {listed}: change one at a time"
    if runs_python(operations):
        found["PYTHON"] = "nothing is seen of what it does in Python: write SQL"
    return found


def _touched(line: str) -> list[str]:
    names = [name for pattern in TOUCHED for name in pattern.findall(line)]
    if re.match(r"(?:LOCK|TRUNCATE)\b", line, re.I):
        names += MORE.findall(line)
    return [_plain(name) for name in names]


def _plain(name: str) -> str:
    return name.replace('"', "").removeprefix("public.")


def looked_at() -> Mapping[tuple[str, str], Migration]:
    """Return every migration of ours since the first release, by its app and name."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    # What is installed may lie in a folder of ours, .venv.
    ours = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(PROJECT_DIR)
        and "site-packages" not in Path(config.path).parts
    }
    found = MigrationLoader(connection).disk_migrations
    return {
        (app, name): found[app, name]
        for app, name in sorted(found)
        if app in ours and name > NOT_LINTED.get(app, "")
    }


def main() -> None:
    sys.path.insert(0, str(PROJECT_DIR))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backpain.settings")
    import django
    from django.core.management import call_command

    django.setup()
    failed = False
    for (app, name), migration in looked_at().items():
        written = call_command("sqlmigrate", app, name, stdout=StringIO())
        for code, words in problems(written, migration.operations).items():
            if (app, name, code) not in EXCEPTIONS:
                failed = True
                print(f"{app}.{name}: {code}: {words}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
