"""Refuse a migration that would stop the app while it runs, or the version before.

The old code goes on while a migration runs, and for a while after it. So nothing is
renamed or dropped that it reads, no column is demanded that it does not write, indexes
are made concurrently, a constraint on a table with rows is added as not valid and
validated in a migration of its own, and no migration changes two tables that are there:
it would wait for the second in a circle with a page that has locked both.
"""

from __future__ import annotations

import os
import re
import sys
from io import StringIO
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent.parent
# Those up to here came before the first release: nowhere was there a table with rows.
NOT_LINTED = {
    "accounts": "0003_coaching",
    "training": "0006_advice_and_ceilings_in_postgres",
    "triage": "0003_profile_changed_at",
}
# (app, migration, code): why it is all the same.
EXCEPTIONS: dict[tuple[str, str, str], str] = {}

CHECKED = re.compile(
    r"ALTER TABLE (\S+) ADD (?:COLUMN .*)?CONSTRAINT .*(?:CHECK|FOREIGN KEY|REFERENCES)"
)
CHANGED = re.compile(r"ALTER TABLE (\S+)")


def problems(statements: list[str]) -> dict[str, str]:
    """Return what is wrong with the SQL of a migration: code to words."""
    from django_migration_linter.sql_analyser import analyse_sql_statements
    from django_migration_linter.sql_analyser.postgresql import PostgresqlAnalyser

    errors, _ignored, warnings = analyse_sql_statements(
        PostgresqlAnalyser, statements, []
    )
    found = {issue.code: issue.message for issue in [*errors, *warnings]}
    text = "\n".join(statements)
    for statement in statements:
        match = CHECKED.search(statement)
        is_new = match and f"CREATE TABLE {match[1]}" in text
        if match and not is_new and "NOT VALID" not in statement:
            found["CONSTRAINT"] = f"a constraint reads all of {match[1]}, locked"
    changed = {
        table for table in CHANGED.findall(text) if f"CREATE TABLE {table}" not in text
    }
    if len(changed) > 1:
        found["TWO_TABLES"] = (
            f"locks {', '.join(sorted(changed))}: change one at a time"
        )
    return found


def main() -> None:
    sys.path.insert(0, str(PROJECT_DIR))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backpain.settings")
    import django
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    django.setup()
    failed = False
    migrations = MigrationLoader(connection).disk_migrations
    for app, name in sorted(migrations):
        if app not in NOT_LINTED or name <= NOT_LINTED[app]:
            continue
        written = call_command("sqlmigrate", app, name, stdout=StringIO())
        for code, words in problems(written.splitlines()).items():
            if (app, name, code) not in EXCEPTIONS:
                failed = True
                print(f"{app}.{name}: {code}: {words}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
