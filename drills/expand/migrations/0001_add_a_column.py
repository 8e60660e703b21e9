"""Step one: a column that may be null, on the table that every page reads.

One table in each: a migration that holds one and waits for another waits in a circle
with a page that has locked them the other way round.
"""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    operations = [
        migrations.RunSQL(
            "ALTER TABLE accounts_user ADD COLUMN expanded integer",
            "ALTER TABLE accounts_user DROP COLUMN expanded",
        )
    ]
